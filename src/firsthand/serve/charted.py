"""A counted thing over time, as SVG that needs no script: each point is a link to the sentence that gives the figure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape

from firsthand.model.days import days
from firsthand.model.findings import Point

WIDE, HIGH, LEFT, RIGHT, TOP, BOTTOM = 740, 300, 64, 44, 20, 44  # pixels: the drawing and its rims
OPEN_ABOVE = frozenset({"at_least", "more_than"})
TICKS = 4  # lines across, and dates below


@dataclass(frozen=True, slots=True)
class Charted:
    """A point with what the page adds: the address of its sentence, and its words."""

    point: Point
    address: str
    told: str  # "at least 34, as of 2024-01-29, the Courier"


def chart(points: Sequence[Charted], title: str, *, cumulative: bool) -> str:
    """The SVG of the points that have a day and a figure; empty of fewer than two such days.

    A cumulative figure is drawn as steps that hold until the next; figures for periods are not joined. An open ring is a figure
    with "at least", a bar a range, a triangle a figure that fell where it should only grow.
    """
    shown = [
        (day, value, c) for c in points if (day := _day(c.point)) is not None and (value := _value(c.point)) is not None
    ]
    if len({day for day, _, _ in shown}) < 2:
        return ""
    shown.sort(key=lambda x: (x[0], x[1], x[2].address))
    first, last = shown[0][0], shown[-1][0]
    most = _round_up(max(max(v, c.point.high or v) for _, v, c in shown))

    def x(day: date) -> float:
        return LEFT + (WIDE - LEFT - RIGHT) * (day - first).days / (last - first).days

    def y(value: float) -> float:
        return HIGH - BOTTOM - (HIGH - TOP - BOTTOM) * value / most

    axes = "".join(_line_across(most * n / TICKS, y) for n in range(TICKS + 1))
    days = [first + timedelta(days=round((last - first).days * n / TICKS)) for n in range(TICKS + 1)]
    axes += "".join(
        f'<text class="tick" x="{x(d):.1f}" y="{HIGH - BOTTOM + 20}" text-anchor="middle">{d.isoformat()}</text>'
        for d in dict.fromkeys(days)
    )
    way = ""
    if cumulative:
        corners = f"M{x(first):.1f} {y(shown[0][1]):.1f}" + "".join(f"H{x(d):.1f}V{y(v):.1f}" for d, v, _ in shown[1:])
        way = f'<path class="way" d="{corners}"/>'
    marks = "".join(_mark(c, x(d), y(v), y) for d, v, c in shown)
    return (
        f'<svg class="chart" viewBox="0 0 {WIDE} {HIGH}" width="{WIDE}" height="{HIGH}" role="group" '
        f'aria-label="{escape(title)}" xmlns="http://www.w3.org/2000/svg">{axes}{way}{marks}</svg>'
    )


def _day(point: Point) -> date | None:
    """The first day of an EDTF date; a month or year stands for its first day."""
    found = days((point.as_of or "").split("/")[0])
    return date.fromordinal(found[0]) if found else None


def _value(point: Point) -> float | None:
    if point.low is None or point.high is None:
        return point.low if point.low is not None else point.high
    return (point.low + point.high) / 2


def _round_up(value: float) -> float:
    """The next of 1, 2, 5 times a power of ten, so that ticks are whole: 34 gives 50."""
    step = 1.0
    while step * 10 < value:
        step *= 10
    return next(step * f for f in (1, 2, 5, 10) if step * f >= value)


def _line_across(value: float, y: Callable[[float], float]) -> str:
    at = y(value)
    return (
        f'<path class="rule" d="M{LEFT} {at:.1f}H{WIDE - RIGHT}"/>'
        f'<text class="tick" x="{LEFT - 8}" y="{at + 4:.1f}" text-anchor="end">{value:,.10g}</text>'
    )


def _mark(charted: Charted, x: float, at: float, y: Callable[[float], float]) -> str:
    point = charted.point
    if point.falls:
        shape = f'<path class="point falls" d="M{x:.1f} {at + 7:.1f}l-7 -12h14z"/>'
    else:
        open_ = " open" if point.bound in OPEN_ABOVE else ""
        shape = f'<circle class="point{open_}" cx="{x:.1f}" cy="{at:.1f}" r="5.5"/>'
    if point.low is not None and point.high is not None and point.low != point.high:
        ends = (y(point.low), y(point.high))
        shape = f'<path class="way" d="M{x:.1f} {ends[0]:.1f}V{ends[1]:.1f}"/>' + shape
    told = escape(charted.told + (" (lower than before)" if point.falls else ""))
    return f'<a href="{escape(charted.address)}" aria-label="{told}"><title>{told}</title>{shape}</a>'
