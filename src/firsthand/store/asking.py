"""The tree of a query as a condition on articles."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, exists, false, func, not_, or_, select

from firsthand.model.problems import UsageError
from firsthand.store import ask, match, named
from firsthand.store import query as q
from firsthand.store import tables as t
from firsthand.store.query_values import Dates, Figures, Name, OneOf, Said

Where = ColumnElement[bool]
FACETS = ("outlet", "declared_source", "source_kind", "speaker", "place", "language", "has")


def condition(c: Connection, tree: q.Tree) -> Where:
    """Which articles a tree asks for."""
    written = match.expression(c, tree)
    if written is not None:
        return match.matches(c, t.article, written)
    if isinstance(tree, q.Both):
        return and_(*_by_words(c, tree.parts))
    if isinstance(tree, q.Either):
        return or_(*(condition(c, part) for part in tree.parts))
    if isinstance(tree, q.Without):
        return not_(condition(c, tree.part))
    if isinstance(tree, Said):
        written = match.expression(c, tree.words) or ""
        return t.article.c.id.in_(select(t.said.c.article_id).where(match.matches(c, t.said, written)))
    if q.is_of_attribution(tree):
        return t.article.c.id.in_(select(t.attribution.c.article_id).where(of_attribution(c, tree)))
    return _known(c, tree)


def of_attribution(c: Connection, tree: q.Tree) -> Where:
    """Which attributions a tree asks for."""
    s = t.attribution.c
    if isinstance(tree, q.OneAttribution):
        return and_(*(of_attribution(c, part) for part in tree.parts))
    if isinstance(tree, q.Either):
        return or_(*(of_attribution(c, part) for part in tree.parts))
    if isinstance(tree, OneOf):
        return (s.source_kind if tree.field == "kind" else s.stance).in_(tree.values)
    if isinstance(tree, Said):
        written = match.expression(c, tree.words) or ""
        return s.id.in_(select(t.said.c.attribution_id).where(match.matches(c, t.said, written)))
    assert isinstance(tree, Name)
    return named.is_one_of(c, s.speaker, tree)


def ranked_by(c: Connection, tree: q.Tree | None) -> str | None:
    """What articles are ranked by: any of the words asked for, the rarer the more; None if no words are."""
    found = dict.fromkeys(q.words_of(tree))
    return match.expression(c, q.Either(tuple(found))) if found else None


def exactly(name: str, value: str) -> Where:
    """Articles of one value of a facet."""
    a, s, p = t.article.c, t.attribution.c, t.place.c
    if name in ("outlet", "language", "declared_source"):
        return func.coalesce(a[name] == value, false())
    if name in ("source_kind", "speaker"):
        return a.id.in_(select(s.article_id).where(s[name] == value))
    if name == "place":
        return a.id.in_(select(p.article_id).where(p.name == value))
    if name == "capture":
        return a.capture_id == value
    if name == "has" and value in HAS:
        return HAS[value]()
    raise UsageError(f"no facet {name} with {value}; there are: {', '.join(FACETS)}, capture; has is {', '.join(HAS)}")


def _by_words(c: Connection, parts: tuple[q.Tree, ...]) -> list[Where]:
    """Conditions of all parts; those of words alone are asked of the index at once."""
    words = tuple(part for part in parts if match.expression(c, part) is not None)
    rest = [condition(c, part) for part in parts if part not in words]
    return [condition(c, q.Both(words)), *rest] if words else rest


def _known(c: Connection, tree: q.Tree) -> Where:
    a = t.article.c
    if isinstance(tree, Figures):
        return a.id.in_(select(t.quantity.c.article_id).where(_figure(tree)))
    if isinstance(tree, Dates):
        return _within(a.published, tree) if tree.field == "date" else a.id.in_(_happened(tree))
    assert isinstance(tree, Name)
    if tree.field in ("outlet", "source"):
        return func.coalesce(
            named.is_one_of(c, a.outlet if tree.field == "outlet" else a.declared_source, tree), false()
        )
    if tree.field == "place":
        return a.id.in_(select(t.place.c.article_id).where(named.at_place(c, tree)))
    if tree.field == "tag":
        return a.id.in_(select(t.datum.c.article_id).where(named.tagged(c, tree)))
    if tree.field == "lang":
        code = tree.value
        return func.coalesce((func.lower(a.language) == code) | func.lower(a.language).like(f"{code}-%"), false())
    return HAS[tree.value]()


def _figure(asked: Figures) -> Where:
    """The figure that is written: of "at least 27" it is 27, of "20 to 30" both ends count."""
    low, high = func.coalesce(t.quantity.c.low, t.quantity.c.high), func.coalesce(t.quantity.c.high, t.quantity.c.low)
    ways = []
    if asked.low is not None:
        ways.append(low > asked.low if asked.open else low >= asked.low)
    if asked.high is not None:
        ways.append(high < asked.high if asked.open else high <= asked.high)
    return and_(*ways)


def _within(column: Any, asked: Dates) -> Where:
    """Dates sort as text: "2031-03" stands before "2031-03-05"."""
    ways = []
    if asked.start is not None:
        ways.append(column >= asked.start)
    if asked.end is not None:
        ways.append(column < asked.end)
    return func.coalesce(and_(*ways), false())


def _happened(asked: Dates) -> Any:
    """Articles with an event mention whose time, or the span of it, meets the days asked for."""
    at, h = t.time.c, t.event_mention.c
    ends = func.substr(at.edtf, 12)  # of "2031-01-02/2031-01-09"
    span = and_(func.substr(at.edtf, 11, 1) == "/", at.edtf < (asked.end or "9999~"), ends >= (asked.start or ""))
    return select(h.article_id).join(t.time, at.id == h.time).where(or_(_within(at.edtf, asked), span))


def _denial() -> Where:
    s = t.attribution.c
    return t.article.c.id.in_(select(s.article_id).where(s.stance == "denies"))


def _correction() -> Where:
    return t.article.c.id.in_(select(t.part.c.article_id).where(t.part.c.kind == "note"))


def _copies() -> Where:
    m = t.family_member.c
    several = select(m.family_id).group_by(m.family_id).having(func.count() > 1)
    return t.article.c.id.in_(select(m.article_id).where(m.family_id.in_(several)))


def _judgement() -> Where:
    j, a = t.judgement.c, t.article.c
    here = and_(j.capture_id == a.capture_id, j.start < a.stop, j.stop > a.start)
    return exists(select(j.id).where(here, ask.is_in_force(), j.supersedes.is_(None) | (j.act != "note")))


HAS = {"denial": _denial, "correction": _correction, "copies": _copies, "judgement": _judgement}
