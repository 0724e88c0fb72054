"""Which units a step has, each with the digest of all its result depends on; and the payload of one of them.

Long, since the rows that a payload holds and those that its digest covers must be the same: apart, one would be forgotten.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, select

from firsthand.lang import gazetteer, networks, pack, sentence_vectors
from firsthand.model.cards import Cards
from firsthand.model.findings import HopKind, Retired
from firsthand.model.ids import digest
from firsthand.model.inherit import Classes
from firsthand.model.judgements import Judgement
from firsthand.model.tellings import Tellings
from firsthand.model.units import (
    ArticleCard,
    BoilerplateInput,
    Carrier,
    ClaimsInput,
    CollateInput,
    CompareInput,
    EventsInput,
    ExtractInput,
    FamilyInput,
    Happening,
    LinkInput,
    NamePair,
    Payload,
    ReadInput,
    ResolveInput,
    ShingleInput,
    Spoken,
    Step,
    StepName,
    TraceInput,
    Unit,
)
from firsthand.store import ask, codec, decided, own_layouts, postings_file, short, transcripts, uses
from firsthand.store import tables as t
from firsthand.store.event_cards import events_payload
from firsthand.store.long_rows import LongRows

Decode = Callable[[bytes, str], str]
READ = (
    "attribution",
    "mention",
    "entity",
    "event",
    "claim",
    "time",
    "place",
    "quantity",
)  # what judgements are about that reading heeds
JOINS = ("same", "different")  # of two names, event mentions or tellings
FOUND = ("event", "claim")  # these are joined by steps of their own
RECORD = "record"  # the id of the one unit of a step over the whole record
COLLATED = 12  # articles that one is compared with word by word: those it shares most with


def units(c: Connection, step: Step) -> list[Unit]:
    """Every unit of a step, by id."""
    base = (step.name, step.version, *_knowledge(step))
    found = _UNITS[step.name](c)
    return [Unit(id_, digest(*base, id_, parts)) for id_, parts in sorted(found)]


def units_of(c: Connection, step: Step, ids: Sequence[str]) -> list[Unit]:
    """As `units`, of these alone, without a look at the others; of steps that can be so asked (ALONE)."""
    base = (step.name, step.version, *_knowledge(step))
    found = ALONE[step.name](c, ids)
    return [Unit(id_, digest(*base, id_, parts)) for id_, parts in sorted(found)]


def payload(c: Connection, step: Step, unit_id: str, decode: Decode) -> Payload:
    """What the step's function takes for one unit."""
    if step.name == "extract":
        return _extract_payload(c, unit_id, decode)
    return _PAYLOADS[step.name](c, unit_id)


def _knowledge(step: Step) -> tuple[str, ...]:
    if not step.uses_pack:
        return ()
    machine = (
        (networks.models_digest(), gazetteer.digest(), sentence_vectors.vectors_digest()) if step.name == "read" else ()
    )
    return (pack.packs_digest(), *machine)


Parts = tuple[object, ...]
Found = Iterable[tuple[str, Parts]]


Only = Sequence[str] | None  # ids of units to look at; None: at all


def _those(question: Any, column: Any, only: Only) -> Any:
    return question if only is None else question.where(column.in_(only))


def _captures(c: Connection, only: Only = None) -> Found:
    people = _decided(c, "article")
    own = own_layouts.texts(c)
    layouts = (digest(own),) if own else ()
    for id_, charset in c.execute(_those(select(t.capture.c.id, t.capture.c.charset), t.capture.c.id, only)):
        yield id_, (charset, tuple(j for j, _, _ in people.get(id_, ())), *layouts)


def _articles(c: Connection, only: Only = None) -> Found:
    for id_, row_digest in _digests(c, only).items():
        yield id_, (row_digest,)


def _digests(c: Connection, only: Only = None) -> dict[str, str]:
    """Of each article, the digest of what the later steps see of it: which of its paragraphs are boilerplate is a part of that,
    on what evidence is not."""
    a = t.article.c
    held = dict(c.execute(_those(select(a.id, a.digest), a.id, only)).all())
    not_own = ask.boilerplate(c, only)
    return held | {id_: digest(held[id_], ats) for id_, ats in not_own.items() if id_ in held}


def _homes(c: Connection) -> Found:
    """The outlets, each with what its articles begin and end with."""
    r = t.rims.c
    homes: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for home, id_, row_digest in c.execute(select(r.home, r.article_id, r.digest).order_by(r.home, r.article_id)):
        homes[home].append((id_, row_digest))
    for home, held in homes.items():
        yield home, tuple(held)


def _to_read(c: Connection, only: Only = None) -> Found:
    people = _decided(c, *READ)
    a = t.article.c
    digests = _digests(c, only)
    for id_, capture_id, start, stop in c.execute(_those(select(a.id, a.capture_id, a.start, a.stop), a.id, only)):
        here = (j for j, first, last in people.get(capture_id, ()) if _touches(first, last, start, stop))
        yield id_, (digests[id_], tuple(here))


def _to_compare(c: Connection) -> Found:
    digests = _digests(c)
    index = postings_file.shelf(c).synced(c)
    for id_ in index.with_near():
        near = ((x, digests[x], index.mark(x)) for x in index.near(id_))
        yield id_, (digests[id_], index.mark(id_), tuple(near))


def _with_links(c: Connection) -> Found:
    links = c.execute(select(t.reuse_link.c.id, t.reuse_link.c.digest).order_by(t.reuse_link.c.id)).all()
    digests = _digests(c)
    linked = c.execute(select(t.article.c.id).where(t.article.c.id.in_(_linked())).order_by(t.article.c.id)).scalars()
    yield RECORD, (tuple(map(tuple, links)), tuple(digests[id_] for id_ in linked))


def _names(c: Connection) -> Found:
    line = t.ledger.c
    read = select(line.unit_id, line.out_digest).where(line.step == "read").order_by(line.unit_id)
    pairs = tuple((p.judgement_id, p.same, p.a, p.b) for p in _pairs(c))
    yield RECORD, (tuple(map(tuple, c.execute(read).all())), pairs)


def _to_trace(c: Connection, only: Only = None) -> Found:
    line, r = t.ledger.c, t.reuse_link.c
    done = select(line.unit_id, line.out_digest).where(line.step == "read")
    read = dict(c.execute(_those(done, line.unit_id, only)).all())
    links: dict[str, list[tuple[str, str]]] = defaultdict(list)
    linked = c.execute(
        _those(select(r.from_article, r.to_article, r.digest).order_by(r.id), r.from_article, only)
    ).all()
    digests = _digests(c, None if only is None else sorted({*only, *(to_id for _, to_id, _ in linked)}))
    for from_id, to_id, link_digest in linked:
        links[from_id].append((link_digest, digests.get(to_id, "")))
    for id_ in digests if only is None else [x for x in only if x in digests]:
        row_digest = digests[id_]
        yield id_, (row_digest, read.get(id_), tuple(links.get(id_, ())))


def _to_join(about: str, *steps: StepName) -> Callable[[Connection], Found]:
    """Units of events and of claims: all that was read, joined and traced, and what people decided of them."""

    def found(c: Connection) -> Found:
        j = t.judgement.c
        people = select(j.id).where(j.about == about, j.act.in_(JOINS), ask.is_in_force()).order_by(j.id)
        yield RECORD, (*_told(c, *steps), tuple(c.execute(people).scalars()))

    return found


def _told(c: Connection, *steps: StepName) -> Parts:
    line = t.ledger.c
    before = select(line.step, line.unit_id, line.out_digest).where(
        line.step.in_(("read", "family", "resolve", "trace", *steps))
    )
    made = c.execute(before.order_by(line.step, line.unit_id)).all()
    return tuple(map(tuple, made)), tuple(sorted(_digests(c).items()))


def _to_collate(c: Connection) -> Found:
    """Each article with its readings, and the others whose words it shares, with theirs."""
    digests = _digests(c)
    line = t.ledger.c
    read = dict(c.execute(select(line.unit_id, line.out_digest).where(line.step == "read")).all())
    others: dict[str, list[object]] = defaultdict(list)
    r = t.reuse_link.c
    rows = c.execute(select(r.from_article, r.to_article, r.digest).order_by(*_most_shared()))
    for from_id, to_id, link_digest in rows:
        if len(others[from_id]) < COLLATED:
            others[from_id].append((link_digest, digests.get(to_id, ""), read.get(to_id)))
    for id_, row_digest in digests.items():
        yield id_, (row_digest, read.get(id_), tuple(others.get(id_, ())))


def _to_hold_together(c: Connection) -> Found:
    """All that the whole record's findings hang on: every card, variant, link and entity, and later events and claims."""
    line = t.ledger.c
    made = (
        select(line.step, line.unit_id, line.out_digest)
        .where(line.step.in_(COMPARED))
        .order_by(line.step, line.unit_id)
    )
    people = tuple(id_ for id_, _ in decided.rejected(c))
    yield RECORD, (*map(tuple, c.execute(made).all()), *((people,) if people else ()))


ALONE: dict[str, Callable[[Connection, Only], Found]] = {  # steps whose units are asked for one by one
    "extract": _captures,
    "shingle": _articles,
    "read": _to_read,
    "trace": _to_trace,
}
COMPARED = ("collate", "link", "resolve", "events", "claims")  # the steps whose rows `compare` takes


_UNITS: dict[str, Callable[[Connection], Found]] = {
    "extract": _captures,
    "boilerplate": _homes,
    "shingle": _articles,
    "link": _to_compare,
    "read": _to_read,
    "family": _with_links,
    "resolve": _names,
    "trace": _to_trace,
    "claims": _to_join("claim", "events"),
    "events": _to_join("event"),
    "collate": _to_collate,
    "compare": _to_hold_together,
}


def _extract_payload(c: Connection, capture_id: str, decode: Decode) -> ExtractInput:
    capture = ask.capture(c, capture_id)
    text = transcripts.text_of(c, capture, decode)
    return ExtractInput(capture, text, _decided_of(c, capture_id, "article"), own_layouts.texts(c))


def _boilerplate_payload(c: Connection, home: str) -> BoilerplateInput:
    found = ask.rows(c, t.rims, t.rims.c.home == home, order=["article_id"])
    return BoilerplateInput(home, tuple(map(codec.rims, found)))


def _shingle_payload(c: Connection, article_id: str) -> ShingleInput:
    return ShingleInput(ask.article(c, article_id))


def _link_payload(c: Connection, article_id: str) -> LinkInput:
    index = postings_file.shelf(c).held(c)
    ids = index.near(article_id)
    common = index.common_of(postings_file.hashes_of(c, (article_id, *ids)))
    return LinkInput(ask.article(c, article_id), ask.articles_by_id(c, ids), tuple(common.tolist()))


def _read_payload(c: Connection, article_id: str) -> ReadInput:
    article = ask.article(c, article_id)
    heeded = _decided_of(c, article.capture_id, *READ)
    start, stop = article.region.start, article.region.end
    inside = (j for j in heeded if _touches(j.target.span.start, j.target.span.end, start, stop))
    return ReadInput(article, tuple(inside))


def _family_payload(c: Connection, _: str) -> FamilyInput:
    a = t.article.c
    rows = c.execute(select(a.id, a.outlet, a.published, a.words).where(a.id.in_(_linked())).order_by(a.id))
    return FamilyInput(tuple(ArticleCard(*row) for row in rows), tuple(ask.links(c)))


def _resolve_payload(c: Connection, _: str) -> ResolveInput:
    return ResolveInput(tuple(uses.uses(c)), tuple(_pairs(c)), uses.known_places(c), *remembered(c, "resolve"))


def _trace_payload(c: Connection, article_id: str) -> TraceInput:
    links = tuple(ask.links(c, t.reuse_link.c.from_article == article_id))
    others = ask.articles_by_id(c, sorted({link.to_article for link in links}))
    mentions, attributions = ask.mentions(c, article_id), ask.attributions(c, article_id)
    return TraceInput(ask.article(c, article_id), mentions, attributions, links, others)


def _claims_payload(c: Connection, _: str) -> ClaimsInput:
    a, x = t.article.c, t.telling
    held = c.execution_options(yield_per=5000).execute(select(x).order_by(x.c.id)).mappings()
    kept = LongRows(postings_file.shelf(c).folder)
    tellings = Tellings((codec.telling(dict(row)) for row in held), kept)
    families = tuple(ask.families(c))
    founders = {member: f.founder for f in families for member in f.articles}
    rows = c.execute(select(a.id, a.outlet, a.published, a.declared_source).order_by(a.id)).all()
    carriers = tuple(Carrier(*row, founders.get(row[0])) for row in rows)
    said = (x for some in ask.batches(row[0] for row in rows) for x in _spoken(c, some))
    spoken = short.spoken(said, kept)
    joined = (*remembered(c, "claims"), tuple(decided.pairs(c, "claim")), short.happenings(_happenings(c), kept))
    return ClaimsInput(tellings, spoken, carriers, short.entities(ask.entities(c), kept), families, *joined)


def _happenings(c: Connection) -> Iterator[Happening]:
    """Every event mention with its event. An event's id says nothing here but which mentions are of one."""
    m, e = t.event_mention, t.event_member
    held = select(m.c.article_id, m.c.start, m.c.kind, e.c.event_id).join(e, e.c.mention_id == m.c.id, isouter=True)
    order = (m.c.article_id, m.c.start, m.c.id, e.c.event_id)
    return (Happening(*row) for row in c.execution_options(yield_per=5000).execute(held.order_by(*order)))


def _events_payload(c: Connection, _: str) -> EventsInput:
    former, retired = remembered(c, "events")
    return replace(events_payload(c), former=former, retired=retired, decided=tuple(decided.pairs(c, "event")))


AROUND = 90  # characters on each side of a name that may tell whom its bearer speaks for


def _spoken(c: Connection, articles: list[str]) -> Iterator[Spoken]:
    """Attributions of some articles with the ends of their chains. Of named persons the words around the name are cut from
    the text."""
    s, h, a = t.attribution.c, t.hop.c, t.article.c
    hops: dict[str, list[tuple[str | None, HopKind]]] = defaultdict(list)
    ends = {row.attribution_id: row for row in c.execute(select(t.chain).where(t.chain.c.article_id.in_(articles)))}
    ways = select(h.chain_id, h.party, h.kind).join(t.chain, t.chain.c.id == h.chain_id)
    ways = ways.where(t.chain.c.article_id.in_(articles)).order_by(h.chain_id, h.n)
    for chain_id, party, kind in c.execute(ways):
        hops[chain_id].append((party, kind))
    columns = (s.id, s.article_id, s.speaker, s.source_kind, s.stance, s.speaker_span, a.text)
    said = select(*columns).join(t.article, a.id == s.article_id).where(s.article_id.in_(articles)).order_by(s.id)
    for row in c.execute(said):
        end = ends.get(row.id)
        way = hops[end.id] if end else []
        place = codec.spans_from_text(row.speaker_span) if row.source_kind == "named_person" else ()
        around = row.text[max(0, place[0].start - AROUND) : place[0].end + AROUND] if place else ""
        yield Spoken(
            *row[:5],
            end.origin if end else None,
            way[-1][1] if way else "unnamed",
            bool(end and end.origin_named),
            bool(end and end.reaches_origin),
            tuple(party for party, _ in way[:-1] if party),
            around,
        )


def _collate_payload(c: Connection, article_id: str) -> CollateInput:
    r = t.reuse_link.c
    most = select(r.id).where(r.from_article == article_id).order_by(*_most_shared()).limit(COLLATED)
    links = tuple(ask.links(c, r.id.in_(c.execute(most).scalars().all())))
    others = ask.articles_by_id(c, sorted({link.to_article for link in links}))
    own = replace(ask.readings(c, ask.article(c, article_id)), tellings=ask.tellings(c, article_id))
    return CollateInput(own, links, tuple(ask.readings(c, o) for o in others))


def _most_shared() -> tuple[Any, ...]:
    r = t.reuse_link.c
    return (r.coverage_from + r.coverage_to).desc(), r.id


def _compare_payload(c: Connection, _: str) -> CompareInput:
    by_article = select(t.card).order_by(t.card.c.article_id)
    held = c.execution_options(yield_per=200).execute(by_article).mappings()
    kept = LongRows(postings_file.shelf(c).folder)
    cards = Cards((codec.card(dict(row)) for row in held), kept)
    variants = tuple(codec.variant(row) for row in ask.rows(c, t.variant, order=["id"]))
    events = short.events((x for ids in _ids(c, t.event_) for x in ask.events(c, t.event_.c.id.in_(ids))), kept)
    claims = short.claims((x for ids in _ids(c, t.claim) for x in ask.claims(c, t.claim.c.id.in_(ids))), kept)
    links = short.links((x for ids in _ids(c, t.reuse_link) for x in ask.links(c, t.reuse_link.c.id.in_(ids))), kept)
    rejected = tuple(one for _, one in decided.rejected(c))
    return CompareInput(cards, variants, links, events, claims, rejected)


def _ids(c: Connection, table: Any) -> Iterator[list[str]]:
    """The ids of a table in order, some at a time."""
    return ask.batches(c.execute(select(table.c.id).order_by(table.c.id)).scalars().all())


_PAYLOADS: dict[str, Callable[[Connection, str], Payload]] = {
    "boilerplate": _boilerplate_payload,
    "shingle": _shingle_payload,
    "link": _link_payload,
    "read": _read_payload,
    "family": _family_payload,
    "resolve": _resolve_payload,
    "trace": _trace_payload,
    "claims": _claims_payload,
    "events": _events_payload,
    "collate": _collate_payload,
    "compare": _compare_payload,
}


# Judgements, names


Decided = tuple[str, int, int]  # a judgement's id, and where its target begins and ends


def _decided(c: Connection, *about: str) -> dict[str, list[Decided]]:
    """Judgements in force about such things, by capture, oldest first. Those that join names are for `resolve` alone."""
    found: dict[str, list[Decided]] = defaultdict(list)
    j = t.judgement.c
    which = j.about.in_(about) & j.act.not_in((*_not_for(about), "note")) & ask.is_in_force()
    which &= ~(j.about.in_(FOUND) & j.act.in_(JOINS))
    for id_, capture_id, start, stop in c.execute(
        select(j.id, j.capture_id, j.start, j.stop).where(which).order_by(j.id)
    ):
        found[capture_id].append((id_, start, stop))
    return found


def _decided_of(c: Connection, capture_id: str, *about: str) -> tuple[Judgement, ...]:
    """The same for one capture, without loading the others'."""
    found = ask.judgements_of(c, capture_id)
    heeded = (j for j in found if j.about in about and j.act not in (*_not_for(about), "note"))
    return tuple(j for j in heeded if j.about not in FOUND or j.act not in JOINS)


def _not_for(about: tuple[str, ...]) -> tuple[str, ...]:
    """Reading heeds that two names are different, since it may have read them as one."""
    return ("same",) if about == READ else JOINS


def _touches(first: int, last: int, start: int, stop: int) -> bool:
    """Whether a judgement's target lies in a stretch at least in part; an empty target counts as one character."""
    return first < stop and start < max(last, first + 1)


def _linked() -> Any:
    return select(t.reuse_link.c.from_article).union(select(t.reuse_link.c.to_article))


def remembered(c: Connection, step: str) -> tuple[Classes, tuple[Retired, ...]]:
    """What the ids of a step stood for last, and where its retired ids lead: what `model.inherit` takes."""
    former = ask.rows(c, t.lineage, t.lineage.c.step == step, order=["id"])
    retired = ask.rows(c, t.retired, t.retired.c.step == step, order=["id"])
    return Classes.of((x.id, x.members) for x in map(codec.lineage, former)), tuple(map(codec.retired, retired))


def _pairs(c: Connection) -> Iterator[NamePair]:
    """People's decisions on two names: the names of the mentions that stand where the two anchors point."""
    j = t.judgement.c
    for one in ask.judgements(c, j.act.in_(JOINS), j.about.not_in(FOUND), ask.is_in_force()):
        if one.other is not None:
            a, b = ask.name_at(c, one.target), ask.name_at(c, one.other)
            yield NamePair(one.act == "same", a or one.target.exact, b or one.other.exact, one.id)
