"""Of all articles that a search finds: how many of each outlet, source, speaker, place ..., and how many of each day."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from sqlalchemy import CTE, Connection, String, cast, func, literal, select, union_all

from firsthand.store import asking, named
from firsthand.store import tables as t
from firsthand.store.answers import Facet, Histogram
from firsthand.store.query_values import following

VALUES = 20  # shown of each facet
SPEAKERS = 60  # asked for, since some may not be offered
FEW = (
    4  # a quarter of all articles or more: all rows are gone through in the order of an index, made for 1 000 articles
)
DAYS, MONTHS = 62, 120  # of bins, at most
_DAY = re.compile(r"\d{4}(?:-\d{2}){0,2}\Z", re.ASCII)
Facets = tuple[tuple[str, tuple[Facet, ...]], ...]


def count(c: Connection, found: CTE, total: int) -> tuple[Facets, Histogram]:
    """Facets, the commonest value first, and the dates."""
    of = c.execute(select(func.count()).select_from(t.article)).scalar_one()
    held: dict[str, list[Facet]] = {name: [] for name in asking.FACETS}
    days: Counter[str] = Counter()
    for name, value, n in c.execute(union_all(*_questions(found, total, of))).all():
        if name == "published":
            days[value] += n
        else:
            held[name].append(Facet(value, n))
    shown = set(named.public(c, [one.value for one in held["speaker"]])) if held["speaker"] else set()
    held["speaker"] = [one for one in held["speaker"] if one.value in shown]
    facets = tuple((name, _commonest(values)) for name, values in held.items())
    return facets, histogram(days, total - sum(days.values()))


def _commonest(values: list[Facet]) -> tuple[Facet, ...]:
    return tuple(sorted((one for one in values if one.count), key=lambda one: (-one.count, one.value)))[:VALUES]


def _questions(found: CTE, total: int, of: int) -> Iterator[Any]:
    x, s, p = found.c, t.attribution.c, t.place.c
    for name in ("outlet", "declared_source", "language"):
        yield _top(name, select(x[name].label("value")).select_from(found))
    for name, column, most in (
        ("source_kind", s.source_kind, VALUES),
        ("speaker", s.speaker, SPEAKERS),
        ("place", p.name, VALUES),
    ):
        yield _top(name, _pairs(column, found, total, of), most)
    for value in ("denial", "copies", "correction"):
        here = select(t.article.c.id).where(asking.HAS[value]())
        yield select(_word("has"), _word(value), func.count()).select_from(found).where(x.id.in_(here))
    day = func.substr(x.published, 1, 10)
    dated = select(_word("published"), day.label("value"), func.count().label("n")).where(x.published.is_not(None))
    yield dated.group_by(day)


def _pairs(column: Any, found: CTE, total: int, of: int) -> Any:
    """Each value once for each article found that has it; the way there is the shorter one."""
    article_id = column.table.c.article_id
    if total * FEW < of:
        return select(column.label("value"), article_id).where(article_id == found.c.id).distinct()
    every = select(column.label("value"), article_id.label("article_id")).distinct()  # in the order of an index
    if total == of:
        return every
    held = every.subquery()
    return select(held.c.value).where(held.c.article_id.in_(select(found.c.id)))


def _top(name: str, values: Any, most: int = VALUES) -> Any:
    rows, n = values.subquery(), func.count()
    counting = select(_word(name).label("name"), rows.c.value, n.label("n")).where(rows.c.value.is_not(None))
    chosen = counting.group_by(rows.c.value).order_by(n.desc(), rows.c.value).limit(most).subquery()
    return select(chosen.c.name, chosen.c.value, chosen.c.n)


def _word(value: str) -> Any:
    return cast(literal(value), String)


def histogram(days: Counter[str], undated: int) -> Histogram:
    """A bin a day if few days are spanned, else a month, else a year; empty bins between them too."""
    known = {day: n for day, n in days.items() if _DAY.match(day)}
    other = sum(days.values()) - sum(known.values())
    for grain, length, most in (("day", 10, DAYS), ("month", 7, MONTHS), ("year", 4, 10_000)):
        exact: Counter[str] = Counter()
        for day, n in known.items():
            if len(day) >= length:
                exact[day[:length]] += n
        if exact and (bins := _filled(exact, most)):
            coarser = sum(known.values()) - sum(exact.values()) + other
            if coarser <= sum(exact.values()):
                return Histogram(grain, tuple(Facet(x, exact[x]) for x in bins), coarser, undated)
    return Histogram("year", (), other, undated)


def _filled(exact: Counter[str], most: int) -> list[str]:
    """Every day, month or year from the first to the last; none if they are too many."""
    at, last = min(exact), max(exact)
    bins = [at]
    while at < last:
        at = following(at)
        bins.append(at)
        if len(bins) > most:
            return []
    return bins
