"""Discrepancies and series in words, for the command line."""

from __future__ import annotations

from collections.abc import Iterator

from firsthand.model.findings import Discrepancy, Point, Series

SLOTS = {
    "place": "where",
    "date": "when",
    "number": "how many",
    "actor": "who",
    "occurrence": "whether it is so",
    "attribution": "who says so",
}
BOUNDS = {
    "exactly": "",
    "about": "about ",
    "at_least": "at least ",
    "at_most": "at most ",
    "more_than": "more than ",
    "less_than": "less than ",
    "between": "",
}


def lines(found: object) -> list[str] | None:
    """What is shown of a discrepancy or a series; None of anything else."""
    if isinstance(found, Discrepancy):
        return list(_discrepancy(found))
    return list(_series(found)) if isinstance(found, Series) else None


def _discrepancy(d: Discrepancy) -> Iterator[str]:
    yield f"{d.id}  {SLOTS[d.slot]}: {d.kind.replace('_', ' ')}"
    yield d.words
    for v in d.values:
        yield f"  {v.value}  —  {v.who or 'nobody is named'}  ({v.article_id}, characters {v.span.start} to {v.span.end})"


def _series(s: Series) -> Iterator[str]:
    how = "so far" if s.cumulative else "for each period"
    yield f"{s.id}  {s.of}, {how}"
    for p in s.points:
        falls = "  falls below an earlier figure" if p.falls else ""
        yield f"  {p.as_of or 'no day'}  {figure(p)}  —  {p.who or 'nobody is named'}  ({p.article_id}){falls}"


def figure(p: Point) -> str:
    """'at least 12', '3 to 5': open ends are said."""
    low, high = (None if x is None else f"{x:,.10g}" for x in (p.low, p.high))
    if low is not None and high is not None:
        return f"{BOUNDS[p.bound]}{low if low == high else f'{low} to {high}'}"
    return f"{low} or more" if low is not None else f"{high} or less" if high is not None else "some"
