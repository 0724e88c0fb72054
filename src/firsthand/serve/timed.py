"""The time line drawn: when things happened, as told, against when they were reported. SVG that needs no script.

A diamond is the day that an account gives, a bar a stretch of days, a circle the day of its report (a ring where its source
is not named); a thin line joins the two. Each mark is a link to its words. The same content stands beside it as a table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from firsthand.model.days import days

EDGE, WIDE, LANE, TOP = 44, 960, 44, 34  # pixels: left and right of the days, whole width, one lane, the axis
LETTERS = 120  # of a lane's name, which stands above its days, so that a phone shows both
TICKS = 6
AROUND = (
    45  # days before the first report and after the last that are drawn; what is said of other days stands at the edge
)


@dataclass(frozen=True, slots=True)
class Mark:
    """One account on the time line."""

    happened: str | None  # EDTF
    reported: str | None  # EDTF
    named: bool  # whether its origin has a name
    happened_at: str  # address of the words that say when
    reported_at: str  # address of the article
    told: str  # who tells it, for people


@dataclass(frozen=True, slots=True)
class Lane:
    name: str
    address: str
    marks: tuple[Mark, ...]


def draw(lanes: Sequence[Lane], axis: str) -> str:
    """The SVG; empty where no day is known. `axis`: happened, reported, or both."""
    reported = [d for lane in lanes for m in lane.marks if (d := days(m.reported))]
    happened = [d for lane in lanes for m in lane.marks if (d := days(m.happened))]
    shown = (reported if axis != "happened" else []) + (happened if axis != "reported" else [])
    if not shown:
        return ""
    first, last = min(d[0] for d in shown), max(d[1] for d in shown)
    if reported:
        first = max(first, min(d[0] for d in reported) - AROUND)
        last = min(last, max(d[1] for d in reported) + AROUND)
    last = max(last, first + 1)
    scale = _Scale(first, last)
    rows = "".join(_lane(lane, n, scale, axis) for n, lane in enumerate(lanes))
    high = TOP + LANE * len(lanes) + 8
    return (
        f'<svg class="times" viewBox="0 0 {WIDE} {high}" width="{WIDE}" height="{high}" role="group" '
        f'aria-label="Time line; the table below says the same" xmlns="http://www.w3.org/2000/svg">'
        f"{_axis(scale, high)}{rows}</svg>"
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    first: int
    last: int

    def x(self, day: float) -> float:
        held = min(max(day, self.first), self.last)
        return EDGE + (WIDE - 2 * EDGE) * (held - self.first) / (self.last - self.first)


def _axis(scale: _Scale, high: int) -> str:
    step = max(1, round((scale.last - scale.first) / TICKS))
    out = []
    for day in range(scale.first, scale.last + 1, step):
        x = scale.x(day)
        out.append(
            f'<path class="rule" d="M{x:.1f} {TOP - 8}V{high - 4}"/>'
            f'<text class="tick" x="{x:.1f}" y="{TOP - 14}" text-anchor="middle">{date.fromordinal(day).isoformat()}</text>'
        )
    return "".join(out)


def _lane(lane: Lane, n: int, scale: _Scale, axis: str) -> str:
    y = TOP + LANE * n + 29
    name = lane.name if len(lane.name) <= LETTERS else lane.name[: LETTERS - 1].rstrip() + "…"
    label = (
        f'<a href="{escape(lane.address)}"><title>{escape(lane.name)}</title>'
        f'<text class="lane" x="0" y="{y - 13:.1f}">{escape(name)}</text></a>'
    )
    return label + "".join(_mark(m, y, scale, axis) for m in lane.marks)


def _mark(mark: Mark, y: float, scale: _Scale, axis: str) -> str:
    happened = days(mark.happened) if axis != "reported" else None
    reported = days(mark.reported) if axis != "happened" else None
    out = ""
    if happened and reported:
        ends = scale.x(happened[1]), scale.x(reported[0])
        out += f'<path class="lag" d="M{ends[0]:.1f} {y:.1f}H{ends[1]:.1f}"/>'
    if happened:
        told = escape(f"{mark.told}: happened {mark.happened}")
        out += f'<a href="{escape(mark.happened_at)}" aria-label="{told}"><title>{told}</title>{_when(happened, y, scale)}</a>'
    if reported:
        told, kind = escape(f"{mark.told}: reported {mark.reported}"), "told" if mark.named else "told open"
        out += (
            f'<a href="{escape(mark.reported_at)}" aria-label="{told}"><title>{told}</title>'
            f'<circle class="{kind}" cx="{scale.x(reported[0]):.1f}" cy="{y:.1f}" r="5"/></a>'
        )
    return out


def _when(stretch: tuple[int, int], y: float, scale: _Scale) -> str:
    first, last = stretch
    if last < scale.first or first > scale.last:  # outside of what is drawn: an arrow at the edge
        way = 10 if last < scale.first else -10
        return f'<path class="when" d="M{scale.x(first) - way / 2:.1f} {y:.1f}l{way} -6v12z"/>'
    if first == last:
        return f'<path class="when" d="M{scale.x(first):.1f} {y - 7:.1f}l7 7l-7 7l-7 -7z"/>'
    start = scale.x(first)
    return (
        f'<rect class="when" x="{start:.1f}" y="{y - 4:.1f}" width="{max(scale.x(last) - start, 4):.1f}" height="8"/>'
    )
