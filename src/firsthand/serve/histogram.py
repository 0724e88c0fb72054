"""How many articles of when, as bars; each a link to the articles of its day, month or year. The table says the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from firsthand.record import Histogram
from firsthand.serve.shown import link

WIDTH, HEIGHT = 640, 80  # of the drawing, in its own units; it is scaled to the page


@dataclass(frozen=True, slots=True)
class Bar:
    value: str  # "2031-03"
    count: int
    x: float
    y: float
    width: float
    height: float
    address: str


@dataclass(frozen=True, slots=True)
class Drawn:
    grain: str
    bars: tuple[Bar, ...]
    most: int
    coarser: int
    undated: int


def drawn(histogram: Histogram | None, kept: Mapping[str, str | None]) -> Drawn | None:
    """None if there is no more than one bar to draw."""
    if histogram is None or len(histogram.bins) < 2:
        return None
    most = max(one.count for one in histogram.bins)
    step = WIDTH / len(histogram.bins)
    bars = []
    for n, one in enumerate(histogram.bins):
        tall = HEIGHT * one.count / most
        query = within(kept.get("q") or "", one.value)
        address = link("/articles", **{**kept, "q": query})
        bars.append(
            Bar(
                one.value,
                one.count,
                round(n * step, 2),
                round(HEIGHT - tall, 2),
                round(step * 0.86, 2),
                round(tall, 2),
                address,
            )
        )
    return Drawn(histogram.grain, tuple(bars), most, histogram.coarser, histogram.undated)


def within(query: str, day: str) -> str:
    """The query, of a day, month or year only: 'a OR b' gives '(a OR b) AND date:2031-03'."""
    return f"({query}) AND date:{day}" if query.strip() else f"date:{day}"
