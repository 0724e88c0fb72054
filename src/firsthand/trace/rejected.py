"""What people said is no discrepancy, or no figure of a series, taken out of what was found. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from firsthand.model.findings import Discrepancy, Series
from firsthand.model.spans import Span
from firsthand.model.units import Rejected
from firsthand.trace.series import LEAST

F = TypeVar("F", Discrepancy, Series)


def without(found: Iterable[F], rejected: Sequence[Rejected]) -> Iterator[F]:
    """The findings that stand. A discrepancy stays rejected until a value joins it that was not judged with it.

    A series loses the figure that was rejected; with figures of one day alone left, it is none.
    """
    for one in found:
        if isinstance(one, Discrepancy):
            if not any(_is(one, r) for r in rejected):
                yield one
        elif (left := _left(one, rejected)) is not None:
            yield left


def _is(found: Discrepancy, r: Rejected) -> bool:
    return r.slot == found.slot and all(_among(v.article_id, v.span, r) for v in found.values)


def _left(found: Series, rejected: Sequence[Rejected]) -> Series | None:
    gone = [r for r in rejected if r.slot is None]
    points = tuple(p for p in found.points if not any(_among(p.article_id, p.span, r) for r in gone))
    if len(points) == len(found.points):
        return found
    return replace(found, points=points) if len({p.as_of for p in points}) >= LEAST else None


def _among(article_id: str, span: Span, r: Rejected) -> bool:
    return any(article_id == id_ and (span == at or at.overlaps(span)) for id_, at in r.places)
