"""Which units a step has, each with the digest of all its result depends on; and the payload of one of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, func, select

from firsthand.lang import gazetteer, networks, pack
from firsthand.model.ids import digest
from firsthand.model.judgements import Judgement
from firsthand.model.units import (
    ArticleCard,
    ExtractInput,
    FamilyInput,
    LinkInput,
    NamePair,
    NameUse,
    Payload,
    ReadInput,
    ResolveInput,
    ShingleInput,
    Step,
    TraceInput,
    Unit,
)
from firsthand.store import ask, originals, postings_file
from firsthand.store import tables as t

Decode = Callable[[bytes, str], str]
RECORD = "record"  # the id of the one unit of a step over the whole record


def units(c: Connection, step: Step) -> list[Unit]:
    """Every unit of a step, by id."""
    base = (step.name, step.version, *_knowledge(step))
    found = _UNITS[step.name](c)
    return [Unit(id_, digest(*base, id_, parts)) for id_, parts in sorted(found)]


def payload(c: Connection, step: Step, unit_id: str, decode: Decode) -> Payload:
    """What the step's function takes for one unit."""
    if step.name == "extract":
        return _extract_payload(c, unit_id, decode)
    return _PAYLOADS[step.name](c, unit_id)


def _knowledge(step: Step) -> tuple[str, ...]:
    if not step.uses_pack:
        return ()
    machine = (networks.models_digest(), gazetteer.digest()) if step.name == "read" else ()
    return (pack.packs_digest(), *machine)


Parts = tuple[object, ...]
Found = Iterable[tuple[str, Parts]]


def _captures(c: Connection) -> Found:
    decided = _decided(c, "article")
    for id_, charset in c.execute(select(t.capture.c.id, t.capture.c.charset)):
        yield id_, (charset, tuple(j for j, _, _ in decided.get(id_, ())))


def _articles(c: Connection) -> Found:
    for id_, row_digest in c.execute(select(t.article.c.id, t.article.c.digest)):
        yield id_, (row_digest,)


def _to_read(c: Connection) -> Found:
    decided = _decided(c, "attribution", "mention")
    a = t.article.c
    for id_, row_digest, capture_id, start, stop in c.execute(select(a.id, a.digest, a.capture_id, a.start, a.stop)):
        here = (j for j, first, last in decided.get(capture_id, ()) if _touches(first, last, start, stop))
        yield id_, (row_digest, tuple(here))


def _to_compare(c: Connection) -> Found:
    digests = dict(c.execute(select(t.article.c.id, t.article.c.digest)).all())
    index = postings_file.shelf(c).synced(c)
    for id_ in index.with_near():
        near = ((x, digests[x], index.mark(x)) for x in index.near(id_))
        yield id_, (digests[id_], index.mark(id_), tuple(near))


def _with_links(c: Connection) -> Found:
    links = c.execute(select(t.reuse_link.c.id, t.reuse_link.c.digest).order_by(t.reuse_link.c.id)).all()
    linked = select(t.article.c.digest).where(t.article.c.id.in_(_linked())).order_by(t.article.c.id)
    yield RECORD, (tuple(map(tuple, links)), tuple(c.execute(linked).scalars()))


def _names(c: Connection) -> Found:
    line = t.ledger.c
    read = select(line.unit_id, line.out_digest).where(line.step == "read").order_by(line.unit_id)
    pairs = tuple((p.judgement_id, p.same, p.a, p.b) for p in _pairs(c))
    yield RECORD, (tuple(map(tuple, c.execute(read).all())), pairs)


def _to_trace(c: Connection) -> Found:
    digests = dict(c.execute(select(t.article.c.id, t.article.c.digest)).all())
    line = t.ledger.c
    read = dict(c.execute(select(line.unit_id, line.out_digest).where(line.step == "read")).all())
    links: dict[str, list[tuple[str, str]]] = defaultdict(list)
    r = t.reuse_link.c
    for from_id, to_id, link_digest in c.execute(select(r.from_article, r.to_article, r.digest).order_by(r.id)):
        links[from_id].append((link_digest, digests.get(to_id, "")))
    for id_, row_digest in digests.items():
        yield id_, (row_digest, read.get(id_), tuple(links.get(id_, ())))


_UNITS: dict[str, Callable[[Connection], Found]] = {
    "extract": _captures,
    "shingle": _articles,
    "link": _to_compare,
    "read": _to_read,
    "family": _with_links,
    "resolve": _names,
    "trace": _to_trace,
}


def _extract_payload(c: Connection, capture_id: str, decode: Decode) -> ExtractInput:
    capture = ask.capture(c, capture_id)
    text = decode(originals.fetch(c, capture.id, capture.length), capture.charset)
    return ExtractInput(capture, text, _decided_of(c, capture_id, "article"))


def _shingle_payload(c: Connection, article_id: str) -> ShingleInput:
    return ShingleInput(ask.article(c, article_id))


def _link_payload(c: Connection, article_id: str) -> LinkInput:
    index = postings_file.shelf(c).held(c)
    ids = index.near(article_id)
    common = index.common_of(postings_file.hashes_of(c, (article_id, *ids)))
    return LinkInput(ask.article(c, article_id), ask.articles_by_id(c, ids), tuple(common.tolist()))


def _read_payload(c: Connection, article_id: str) -> ReadInput:
    article = ask.article(c, article_id)
    decided = _decided_of(c, article.capture_id, "attribution", "mention")
    start, stop = article.region.start, article.region.end
    inside = (j for j in decided if _touches(j.target.span.start, j.target.span.end, start, stop))
    return ReadInput(article, tuple(inside))


def _family_payload(c: Connection, _: str) -> FamilyInput:
    a = t.article.c
    rows = c.execute(select(a.id, a.outlet, a.published, a.words).where(a.id.in_(_linked())).order_by(a.id))
    return FamilyInput(tuple(ArticleCard(*row) for row in rows), tuple(ask.links(c)))


def _resolve_payload(c: Connection, _: str) -> ResolveInput:
    return ResolveInput(tuple(_uses(c)), tuple(_pairs(c)))


def _trace_payload(c: Connection, article_id: str) -> TraceInput:
    links = tuple(ask.links(c, t.reuse_link.c.from_article == article_id))
    others = ask.articles_by_id(c, sorted({link.to_article for link in links}))
    mentions, attributions = ask.mentions(c, article_id), ask.attributions(c, article_id)
    return TraceInput(ask.article(c, article_id), mentions, attributions, links, others)


_PAYLOADS: dict[str, Callable[[Connection, str], Payload]] = {
    "shingle": _shingle_payload,
    "link": _link_payload,
    "read": _read_payload,
    "family": _family_payload,
    "resolve": _resolve_payload,
    "trace": _trace_payload,
}


# Judgements, names


Decided = tuple[str, int, int]  # a judgement's id, and where its target begins and ends


def _decided(c: Connection, *about: str) -> dict[str, list[Decided]]:
    """Judgements in force about such things, by capture, oldest first. Those that join or part names are for `resolve`."""
    found: dict[str, list[Decided]] = defaultdict(list)
    j = t.judgement.c
    which = j.about.in_(about) & j.act.not_in(("same", "different")) & ask.is_in_force()
    for id_, capture_id, start, stop in c.execute(
        select(j.id, j.capture_id, j.start, j.stop).where(which).order_by(j.id)
    ):
        found[capture_id].append((id_, start, stop))
    return found


def _decided_of(c: Connection, capture_id: str, *about: str) -> tuple[Judgement, ...]:
    """The same for one capture, without loading the others'."""
    found = ask.judgements_of(c, capture_id)
    return tuple(j for j in found if j.about in about and j.act not in ("same", "different"))


def _touches(first: int, last: int, start: int, stop: int) -> bool:
    """Whether a judgement's target lies in a stretch at least in part; an empty target counts as one character."""
    return first < stop and start < max(last, first + 1)


def _linked() -> Any:
    return select(t.reuse_link.c.from_article).union(select(t.reuse_link.c.to_article))


def _uses(c: Connection) -> Iterator[NameUse]:
    """Names with the forms they are written in. The forms are cut from the articles' text by the database."""
    m, a = t.mention.c, t.article.c
    form = func.substr(a.text, m.start + 1, m.stop - m.start)
    rows = select(m.kind, m.name, form, m.article_id).join(t.article, a.id == m.article_id)
    rows = rows.order_by(m.kind, m.name)
    current: tuple[str, str] | None = None
    forms: set[str] = set()
    articles: set[str] = set()
    for kind, name, written, article_id in c.execution_options(yield_per=5000).execute(rows):
        if current is not None and current != (kind, name):
            yield _use(current, forms, articles)
            forms, articles = set(), set()
        current = (kind, name)
        forms.add(written)
        articles.add(article_id)
    if current is not None:
        yield _use(current, forms, articles)


def _use(key: tuple[str, str], forms: set[str], articles: set[str]) -> NameUse:
    return NameUse(key[0], key[1], tuple(sorted(forms)), len(articles))  # type: ignore[arg-type]


def _pairs(c: Connection) -> Iterator[NamePair]:
    """People's decisions on two names: the names of the mentions that stand where the two anchors point."""
    for j in ask.judgements(c, t.judgement.c.act.in_(("same", "different")), ask.is_in_force()):
        if j.other is not None:
            a, b = ask.name_at(c, j.target), ask.name_at(c, j.other)
            yield NamePair(j.act == "same", a or j.target.exact, b or j.other.exact, j.id)
