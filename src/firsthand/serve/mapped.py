"""The map drawn: places as reported, each by how exactly it is known. SVG over plain outlines, offline, without tiles.

A dot is a settlement or a site; a dashed circle an area whose extent is not known (a district, a region, waters); a country
is hatched and never gets a pin. Outlines: Natural Earth, 1:110m, public domain (made by scripts/make-outlines).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from statistics import median

from firsthand.model.readings import Precision

WIDE, HIGH = 960, 560
LEAST = 9.0  # degrees that a map shows at least: nearer, outlines of 1:110m say nothing
SPOTS: frozenset[Precision] = frozenset({"settlement", "site"})
RADIUS: dict[Precision, float] = {"district": 16, "region": 26, "area": 26, "water": 22}


@dataclass(frozen=True, slots=True)
class Pin:
    """One place that an account gives."""

    lat: float | None
    lon: float | None
    country: str | None  # ISO 3166-1 alpha-2
    precision: Precision
    name: str
    told: str  # "“near Kalda”, the Courier"
    address: str  # of the words


@dataclass(frozen=True, slots=True)
class Drawn:
    """A map, and the names of what lies outside of it."""

    svg: str
    outside: tuple[str, ...]


def draw(pins: Sequence[Pin], *, whole: bool = False) -> Drawn:
    """The map of most of the places; `whole`: of all. Empty where no place is resolved."""
    points = [(p.lon, p.lat) for p in pins if p.lon is not None and p.lat is not None and p.precision != "country"]
    lands = {p.country for p in pins if p.precision == "country" and p.country}
    corners = points if whole else _core(points)
    if whole or not points:
        corners = corners + [xy for land in sorted(lands) for xy in _main_ring(land)]
    if not corners:
        return Drawn("", ())
    frame = _Frame.around(corners)
    ground = "".join(_land(code, frame, code in lands) for code in _outlines())
    marks = list(_marks(pins, frame))
    svg = (
        f'<svg class="map" viewBox="0 0 {WIDE} {HIGH}" width="{WIDE}" height="{HIGH}" role="group" '
        'aria-label="Map of the places as reported; the table below says the same" xmlns="http://www.w3.org/2000/svg">'
        '<defs><pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<path class="hatch" d="M0 0V7"/></pattern></defs>'
        f'<rect class="sea" width="{WIDE}" height="{HIGH}"/>{ground}{"".join(m for m, _ in marks)}</svg>'
    )
    return Drawn(svg, tuple(sorted({name for _, name in marks if name})))


def _core(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The points without the few that lie far from all others, so that one distant place does not shrink a map."""
    if len(points) < 3:
        return points
    middle = median(x for x, _ in points), median(y for _, y in points)
    far = {p: max(abs(p[0] - middle[0]), abs(p[1] - middle[1])) for p in points}
    reach = max(3 * median(far[p] for p in points), LEAST)
    return [p for p in points if far[p] <= reach]


@dataclass(frozen=True, slots=True)
class _Frame:
    west: float
    north: float
    scale: float  # pixels a degree

    @classmethod
    def around(cls, corners: Sequence[tuple[float, float]]) -> _Frame:
        """Room for all corners, with a margin, in the middle."""
        west, east = min(x for x, _ in corners), max(x for x, _ in corners)
        south, north = min(y for _, y in corners), max(y for _, y in corners)
        wide, high = max((east - west) * 1.3, LEAST), max((north - south) * 1.3, LEAST * HIGH / WIDE)
        scale = min(WIDE / wide, HIGH / high)
        return cls((west + east) / 2 - WIDE / scale / 2, (south + north) / 2 + HIGH / scale / 2, scale)

    def xy(self, lon: float, lat: float) -> tuple[float, float]:
        return (lon - self.west) * self.scale, (self.north - lat) * self.scale


@cache
def _outlines() -> dict[str, list[list[int]]]:
    """Rings of each country, tenths of a degree: [lon, lat, lon, lat ...]."""
    found: dict[str, list[list[int]]] = json.loads((Path(__file__).parent / "outlines.json").read_text("utf-8"))
    return found


def _main_ring(code: str) -> list[tuple[float, float]]:
    """The longest ring of a country: what a map of it must show. Islands far away are left out."""
    ring = max(_outlines().get(code, [[]]), key=len)
    return [(lon / 10, lat / 10) for lon, lat in zip(ring[::2], ring[1::2], strict=True)]


def _land(code: str, frame: _Frame, hatched: bool) -> str:
    out = []
    for ring in _outlines()[code]:
        at = [frame.xy(lon / 10, lat / 10) for lon, lat in zip(ring[::2], ring[1::2], strict=True)]
        if max(x for x, _ in at) < 0 or min(x for x, _ in at) > WIDE:
            continue
        if max(y for _, y in at) < 0 or min(y for _, y in at) > HIGH:
            continue
        out.append("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in at) + "Z")
    path = "".join(out)
    return f'<path class="land" d="{path}"/>' + (f'<path class="tint" d="{path}"/>' if hatched else "") if path else ""


def _marks(pins: Sequence[Pin], frame: _Frame) -> Iterator[tuple[str, str]]:
    """The SVG of each place and nothing, or nothing and its name where it lies outside. A name is written where there is room."""
    taken: list[tuple[float, float, float]] = []
    spots = {(p.name, p.precision): p for p in pins}
    for pin in sorted(spots.values(), key=lambda p: (p.precision not in SPOTS, p.precision == "country", p.name)):
        at = _at(pin, frame)
        if at is None or not (0 <= at[0] <= WIDE and 0 <= at[1] <= HIGH):
            yield "", pin.name
            continue
        long = 7 * len(pin.name) + 12
        free = all(abs(at[1] - y) > 13 or at[0] > x + w or at[0] + long < x for x, y, w in taken)
        if free:
            taken.append((*at, long))
        yield _mark(pin, at, named=free), ""


def _at(pin: Pin, frame: _Frame) -> tuple[float, float] | None:
    """Where a place is drawn; a country in the middle of its longest outline."""
    if pin.precision == "country":
        ring = _main_ring(pin.country or "")
        return frame.xy(sum(x for x, _ in ring) / len(ring), sum(y for _, y in ring) / len(ring)) if ring else None
    return frame.xy(pin.lon, pin.lat) if pin.lon is not None and pin.lat is not None else None


def _mark(pin: Pin, at: tuple[float, float], *, named: bool) -> str:
    x, y = at
    told = escape(f"{pin.name} ({pin.precision}): {pin.told}")
    shape = ""
    if pin.precision in SPOTS:
        shape = f'<circle class="spot" cx="{x:.1f}" cy="{y:.1f}" r="5"/>'
    elif pin.precision != "country":
        shape = f'<circle class="around" cx="{x:.1f}" cy="{y:.1f}" r="{RADIUS.get(pin.precision, 22):g}"/>'
    if named:
        style = ("name country", x, y) if pin.precision == "country" else ("name", x + 8, y - 7)
        shape += f'<text class="{style[0]}" x="{style[1]:.1f}" y="{style[2]:.1f}">{escape(pin.name)}</text>'
    return f'<a href="{escape(pin.address)}" aria-label="{told}"><title>{told}</title>{shape}</a>' if shape else ""
