"""Dossiers: all that the record holds of one party, of one outlet, or of one kind of unnamed source. Never of who that is."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, Table, select

from firsthand.model.findings import Chain, Entity, Event, Hop, Place
from firsthand.model.problems import NotInRecord
from firsthand.model.readings import Attribution
from firsthand.model.spans import Span
from firsthand.store import ask, codec, parties
from firsthand.store import search as searching
from firsthand.store import tables as t
from firsthand.store.answers import Dossier, EntityPage, Hit, Passing, UnnamedKind

MOST = 200  # of each list; the whole number is said beside it
UNNAMED = ("unnamed_official", "unnamed_source", "unnamed_group")
# words before the description that tell how many, or that one is spoken of: "a", "two", "several"
LEADING = re.compile(
    r"^(?:an?|the|one|two|three|four|some|several|many|other|another|both|a number of|senior|top)\s+", re.IGNORECASE
)


def of_entity(c: Connection, id_: str) -> Dossier:
    """Of a party that has a dossier; a retired id leads to its heir, a private person's is refused."""
    return of_page(c, parties.page(c, ask.party(c, id_)))


def of_page(c: Connection, page: EntityPage) -> Dossier:
    """Of a party whose page is known."""
    entity = page.entity
    names = {*entity.names, *entity.keys}
    told = _events(c, {entity.id, *names}, names)
    return _dossier(
        c,
        entity.name,
        entity.kind,
        said=page.attributions,
        about=_about(c, parties.where(entity)),
        names=names,
        events=told,
        offices=_offices(c, parties.where(entity)),
        ids=(),
        hits=page.articles[:MOST],
        entity=entity,
    )


def of_outlet(c: Connection, name: str) -> Dossier:
    """Of an outlet: what it published here, whom it cites, who cites it."""
    a = t.article.c
    ids = c.execute(select(a.id).where(a.outlet == name).order_by(a.published.desc(), a.id)).scalars().all()
    known = ids or c.execute(select(t.hop.c.party).where(t.hop.c.party == name).limit(1)).scalars().all()
    if not known:
        raise NotInRecord(f"no outlet {name} in this record")
    own = ask.rows(c, t.attribution, t.attribution.c.speaker == name, order=["article_id", "n"])
    said = tuple(codec.attribution(r) for r in own)
    return _dossier(c, name, "outlet", said=said, about=(), names={name}, events=(), offices=(), ids=ids)


def of_unnamed(c: Connection, described: str) -> Dossier:
    """Of a kind of unnamed source, by its words: where it speaks, when and through whom. Who it is, is not asked."""
    key = folded(described)
    s = t.attribution.c
    rows = ask.rows(c, t.attribution, s.source_kind.in_(UNNAMED) & s.speaker.is_not(None), order=["article_id", "n"])
    said = tuple(codec.attribution(r) for r in rows if folded(r["speaker"]) == key)
    if not said:
        raise NotInRecord(f"no unnamed source is called “{described}” in this record")
    names = {a.speaker for a in said if a.speaker}
    ids = list(dict.fromkeys(a.article_id for a in said))
    name = min(names, key=lambda n: (len(n), n))
    return _dossier(c, name, "unnamed", said=said, about=(), names=names, events=(), offices=(), ids=ids)


def unnamed_kinds(c: Connection) -> tuple[UnnamedKind, ...]:
    """How the record's unnamed sources are described, those of most articles first."""
    s = t.attribution.c
    told = select(s.speaker, s.source_kind, s.article_id).where(s.source_kind.in_(UNNAMED) & s.speaker.is_not(None))
    found: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for speaker, kind, article in c.execute(told.order_by(s.speaker, s.article_id)):
        found[folded(speaker)].append((speaker, kind, article))
    kinds = (
        UnnamedKind(
            min((x[0] for x in some), key=lambda n: (len(n), n)), some[0][1], len(some), len({x[2] for x in some})
        )
        for some in found.values()
    )
    return tuple(sorted(kinds, key=lambda k: (-k.articles, -k.attributions, k.name)))


def folded(described: str) -> str:
    """A description without what tells how many: "Two Iraqi security sources" gives "iraqi security source"."""
    words = " ".join(described.split())
    while (shorter := LEADING.sub("", words)) != words:
        words = shorter
    return re.sub(r"(?<=[a-z]{3})s$", "", words.casefold())


def _dossier(
    c: Connection,
    name: str,
    kind: str,
    *,
    said: tuple[Attribution, ...],
    about: tuple[Attribution, ...],
    names: set[str],
    events: tuple[Event, ...],
    offices: tuple[Place, ...],
    ids: Sequence[str],
    hits: tuple[Hit, ...] = (),
    entity: Entity | None = None,
) -> Dossier:
    cites, cited_by = _passing(c, names)
    shown, others = said[:MOST], about[:MOST]
    figures, places = _inside(c, t.quantity, shown), _inside(c, t.place, shown)
    used = {
        *(a.article_id for a in (*shown, *others)),
        *(p.article_id for p in offices),
        *(h.article_id for p in (*cites, *cited_by) for h in p.examples),
        *(e.words.article_id for e in events),
    }
    return Dossier(
        name=name,
        kind=kind,
        entity=entity,
        said=shown,
        said_total=len(said),
        about=others,
        about_total=len(about),
        offices=offices,
        cites=cites,
        cited_by=cited_by,
        events=events,
        figures=tuple(map(codec.quantity, figures)),
        places=tuple(map(codec.place, places)),
        hits=hits or searching.hits(c, ids[:MOST]),
        articles=ask.articles_by_id(c, sorted(used)),
    )


def _about(c: Connection, where: ask.Where) -> tuple[Attribution, ...]:
    """The attributions that name the party in what is said."""
    m = t.mention.c
    named: dict[str, list[Span]] = defaultdict(list)
    for article, start, stop in c.execute(select(m.article_id, m.start, m.stop).where(where)):
        named[article].append(Span(start, stop))
    found: list[Attribution] = []
    for some in ask.batches(sorted(named)):
        rows = ask.rows(c, t.attribution, t.attribution.c.article_id.in_(some), order=["article_id", "n"])
        found += [a for a in map(codec.attribution, rows) if _meet(a.content, named[a.article_id])]
    return tuple(found)


def _meet(some: Iterable[Span], others: Sequence[Span]) -> bool:
    return any(a.overlaps(b) for a in some for b in others)


def _offices(c: Connection, where: ask.Where) -> tuple[Place, ...]:
    """The words that give the party an office, once for each wording."""
    m = t.mention.c
    rows = c.execute(
        select(m.article_id, m.office_start, m.office_stop)
        .where(where & m.office_start.is_not(None))
        .order_by(m.article_id, m.n)
    ).all()
    texts = {a.id: a.text for a in ask.articles_by_id(c, sorted({r[0] for r in rows}))}
    worded: dict[str, Place] = {}
    for article, start, stop in rows:
        worded.setdefault(" ".join(texts[article][start:stop].split()).casefold(), Place(article, Span(start, stop)))
    return tuple(worded.values())


def _events(c: Connection, values: set[str], names: set[str]) -> tuple[Event, ...]:
    """The events that an account gives the party a part in, or that it tells of itself; those of most articles first."""
    v, a = t.account_value.c, t.account.c
    taking = select(v.event_id).where((v.slot == "actors") & v.value.in_(values))
    telling = select(a.event_id).where(a.who.in_(names))
    events = ask.events(c, t.event_.c.id.in_(taking.union(telling)))
    return tuple(sorted(events, key=lambda e: (-len({x for a in e.accounts for x in a.articles}), e.id))[:MOST])


def _passing(c: Connection, names: set[str]) -> tuple[tuple[Passing, ...], tuple[Passing, ...]]:
    """Whom the party has reports from, and who has them from it, as the chains tell; those of most articles first."""
    own = select(t.hop.c.chain_id).where(t.hop.c.party.in_(names))
    cites: dict[str, list[Hop]] = defaultdict(list)
    cited: dict[str, list[Hop]] = defaultdict(list)
    for chain in ask.chains(c, t.chain.c.id.in_(own)):
        _pass(chain, names, cites, cited)
    known = _known(c, {*cites, *cited})
    return _counted(cites, known), _counted(cited, known)


def _pass(chain: Chain, names: set[str], cites: dict[str, list[Hop]], cited: dict[str, list[Hop]]) -> None:
    for nearer, farther in zip(chain.hops, chain.hops[1:], strict=False):
        if nearer.party in names and farther.party and farther.party not in names:
            cites[farther.party].append(farther)
        if farther.party in names and nearer.party and nearer.party not in names:
            cited[nearer.party].append(farther)


def _known(c: Connection, names: set[str]) -> dict[str, str]:
    """The public entity of each name that leads to one."""
    n, e = t.entity_name.c, t.entity.c
    found: dict[str, str] = {}
    for some in ask.batches(sorted(names)):
        led = select(n.name, n.entity_id).join(t.entity, e.id == n.entity_id)
        found |= dict(c.execute(led.where(n.name.in_(some) & (n.role == "key") & e.public).order_by(n.entity_id)).all())
    return found


def _counted(passed: dict[str, list[Hop]], known: dict[str, str]) -> tuple[Passing, ...]:
    out = []
    for party, hops in passed.items():
        first = {h.article_id: h for h in sorted(hops, key=lambda h: (h.article_id, h.capture_span or Span(0, 0)))}
        out.append(Passing(party, hops[0].kind, known.get(party), len(first), tuple(first.values())[:3]))
    return tuple(sorted(out, key=lambda p: (-p.articles, p.party)))


def _inside(c: Connection, table: Table, said: Sequence[Attribution]) -> list[ask.Record]:
    """The readings of a table that stand in what is said."""
    content: dict[str, list[Span]] = defaultdict(list)
    for a in said:
        content[a.article_id] += a.content
    found: list[ask.Record] = []
    for some in ask.batches(sorted(content)):
        rows = ask.rows(c, table, table.c.article_id.in_(some), order=["article_id", "n"])
        found += [r for r in rows if _meet([codec.sure_span(r)], content[r["article_id"]])]
    return found[:MOST]
