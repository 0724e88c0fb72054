"""Chains drawn: a layered graph from the origins on the left to the pages on the right, as SVG that needs no script.

Every edge is a link to the words that show it. The same content stands beside it as a list, for print and screen readers.
"""

from __future__ import annotations

import itertools
import textwrap
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from firsthand.model.findings import HopHow, HopKind

BOX, ROW, COLUMN, LINE = (
    168,
    24,
    250,
    17,
)  # pixels: a box's width, the gap below it, from column to column, a line of text
LETTERS = 22  # of a line in a box
INFERRED: frozenset[HopHow] = frozenset({"same_words", "links"})  # not stated in a text: drawn dashed
REACH = 24  # pixels around a line that a finger or a pointer takes for it
SWEEPS = 4  # passes over the layers that bring neighbours beside each other; more changed nothing on 36 chains
STYLE: dict[HopKind, str] = {
    "person": "person",
    "organisation": "party",
    "group": "party",
    "unnamed": "unnamed",
    "document": "written",
    "outlet": "outlet",
    "relay": "outlet",
    "archive": "page",
    "republisher": "page",
    "venue": "party",
}
WORDS: dict[HopHow, str] = {
    "republishes": "republished by",
    "credits": "credited by",
    "cites": "cited by",
    "links": "linked to by",
    "told": "told",
    "same_words": "same words in",
    "speaks": "reported by",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One hop of a chain, as drawn."""

    party: str
    kind: HopKind
    how: HopHow
    address: str | None  # of the words that show it


@dataclass(frozen=True, slots=True)
class Box:
    name: str
    kind: HopKind
    layer: int
    lines: tuple[str, ...]

    @property
    def height(self) -> int:
        return LINE * len(self.lines) + 16


@dataclass(frozen=True, slots=True)
class Edge:
    """From who said it to who passed it on."""

    start: str
    end: str
    how: HopHow
    address: str | None


def draw(chains: Iterable[Sequence[Step]], title: str) -> str:
    """The SVG of these chains (hops in order from the page to the origin); empty of no chains.

    Chains that share a party meet in its box, so that three articles that trace to one official show one official.
    """
    boxes, edges = graph(chains)
    if not boxes:
        return ""
    places, width, height = _placed(boxes, edges)
    drawn = [_edge(e, boxes, places) for e in edges] + [_box(b, *places[key]) for key, b in boxes.items()]
    drawn += _hows(edges, boxes, places)
    return (
        f'<svg class="graph" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="group" '
        f'aria-label="{escape(title)}" xmlns="http://www.w3.org/2000/svg">'
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        '<path class="tip" d="M0 0 8 4 0 8z"/></marker></defs>' + "".join(drawn) + "</svg>"
    )


def graph(chains: Iterable[Sequence[Step]]) -> tuple[dict[str, Box], list[Edge]]:
    """Boxes by key, and edges from origin to page, each once; a step that would close a circle is left out."""
    steps: dict[str, Step] = {}
    edges: dict[tuple[str, str], Edge] = {}
    for chain in chains:
        keys = [_key(s) for s in chain]
        for key, step in zip(keys, chain, strict=True):
            steps.setdefault(key, step)
        for n in range(len(chain) - 1):
            nearer, farther = keys[n], keys[n + 1]
            if nearer != farther and not _leads(edges, nearer, farther):
                how, address = _shown(chain[n], chain[n + 1])
                edges.setdefault((farther, nearer), Edge(farther, nearer, how, address))
    layers = _layers(steps, edges)
    boxes = {
        k: Box(
            s.party, s.kind, layers[k], tuple(textwrap.wrap(s.party, LETTERS, max_lines=3, placeholder=" …")) or ("?",)
        )
        for k, s in steps.items()
    }
    return boxes, [edges[k] for k in sorted(edges)]


def _shown(nearer: Step, farther: Step) -> tuple[HopHow, str | None]:
    """What joins the two: a host republishes whatever stands behind it, an outlet may have been told; else the farther says."""
    if nearer.how in ("republishes", "told"):
        return nearer.how, nearer.address
    return ("cites" if farther.how == "told" else farther.how), farther.address


def _key(step: Step) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", step.party) if not unicodedata.combining(c))
    return " ".join(plain.casefold().split()).removeprefix("the ")


def _leads(edges: dict[tuple[str, str], Edge], start: str, goal: str) -> bool:
    """Whether one can go from `start` to `goal` along the edges."""
    waiting, seen = [start], {start}
    while waiting:
        here = waiting.pop()
        if here == goal:
            return True
        for a, b in edges:
            if a == here and b not in seen:
                seen.add(b)
                waiting.append(b)
    return False


def _layers(steps: dict[str, Step], edges: dict[tuple[str, str], Edge]) -> dict[str, int]:
    """Each box as far right as its longest way from an origin; what nothing follows, all at the right."""
    layers = dict.fromkeys(steps, 0)
    for _ in steps:
        for start, end in edges:
            layers[end] = max(layers[end], layers[start] + 1)
    last = max(layers.values(), default=0)
    leads_on = {start for start, _ in edges}
    return {k: n if k in leads_on else last for k, n in layers.items()}


def _placed(boxes: dict[str, Box], edges: list[Edge]) -> tuple[dict[str, tuple[int, int]], int, int]:
    """Where each box's upper left corner stands; the drawing's width and height."""
    columns: dict[int, list[str]] = defaultdict(list)
    for key in sorted(boxes):
        columns[boxes[key].layer].append(key)
    near: dict[str, list[str]] = defaultdict(list)
    for edge in edges:
        way = [edge.start, *_bends(edge, boxes), edge.end]
        for layer, bend in enumerate(way[1:-1], boxes[edge.start].layer + 1):
            columns[layer].append(bend)
        for one, two in itertools.pairwise(way):
            near[one].append(two)
            near[two].append(one)
    for sweep in range(SWEEPS):
        order = {key: n for column in columns.values() for n, key in enumerate(column)}
        for layer in sorted(columns, reverse=bool(sweep % 2)):
            columns[layer].sort(key=lambda k: (_middle([order[x] for x in near[k]], order[k]), k))
            order |= {key: n for n, key in enumerate(columns[layer])}
    high = {k: boxes[k].height if k in boxes else 0 for column in columns.values() for k in column}
    heights = {layer: sum(high[k] + ROW for k in column) - ROW for layer, column in columns.items()}
    tallest = max(heights.values())
    places: dict[str, tuple[int, int]] = {}
    for layer, column in columns.items():
        y = 12 + (tallest - heights[layer]) // 2
        for key in column:
            places[key] = (8 + layer * COLUMN, y)
            y += high[key] + ROW
    return places, 16 + max(columns) * COLUMN + BOX, tallest + 24


def _middle(numbers: list[int], own: int) -> float:
    return sum(numbers) / len(numbers) if numbers else float(own)


def _bends(edge: Edge, boxes: dict[str, Box]) -> list[str]:
    """The places, one in each layer between, that an edge goes through instead of running behind the boxes there."""
    return [f"{edge.start}\n{edge.end}\n{n}" for n in range(boxes[edge.start].layer + 1, boxes[edge.end].layer)]


def _hows(edges: list[Edge], boxes: dict[str, Box], places: dict[str, tuple[int, int]]) -> list[str]:
    """How each box has it, once beside its arrows: "cited by". Drawn last, so that no line runs through the words."""
    found: dict[str, list[str]] = defaultdict(list)
    for edge in edges:
        if WORDS[edge.how] not in found[edge.end]:
            found[edge.end].append(WORDS[edge.how])
    out = []
    for end, words in found.items():
        x, y = places[end][0] - 8, places[end][1] + boxes[end].height // 2
        lines = [(x, y - 6 - 13 * (len(words) - 1 - n), one) for n, one in enumerate(words)]
        out += [f'<text class="how" aria-hidden="true" x="{a}" y="{b}">{escape(one)}</text>' for a, b, one in lines]
    return out


def _edge(edge: Edge, boxes: dict[str, Box], places: dict[str, tuple[int, int]]) -> str:
    (x1, y1), (x2, y2) = places[edge.start], places[edge.end]
    x1, y1 = x1 + BOX, y1 + boxes[edge.start].height // 2
    y2 = y2 + boxes[edge.end].height // 2
    way = f"M{x1} {y1}"
    for bend in _bends(edge, boxes):
        x, y = places[bend]
        way += f"{_curve(x1, y1, x, y)}H{x + BOX}"
        x1, y1 = x + BOX, y
    words = WORDS[edge.how]
    whole = f"{way}{_curve(x1, y1, x2 - 2, y2)}"
    left, top = (x1 + x2) // 2 - REACH, (y1 + y2) // 2 - REACH // 2
    reach = (
        f'<path class="reach" d="{whole}"/>'
        f'<rect class="reach" x="{left}" y="{top}" width="{2 * REACH}" height="{REACH}"/>'
    )
    line = f'<path class="way{" inferred" if edge.how in INFERRED else ""}" marker-end="url(#tip)" d="{whole}"/>'
    said = f"{boxes[edge.start].name}: {words} {boxes[edge.end].name}"
    if edge.address is None:
        return f"<g><title>{escape(said)}</title>{line}</g>"
    told = f'aria-label="{escape(said)}: see the words"><title>{escape(said)}</title>'
    return f'<a href="{escape(edge.address)}" {told}{line}{reach}</a>'


def _curve(x1: int, y1: int, x2: int, y2: int) -> str:
    bend = max(24, (x2 - x1) // 2)
    return f"C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}"


def _box(box: Box, x: int, y: int) -> str:
    round_ = {"person": box.height // 2, "unnamed": box.height // 2}.get(STYLE[box.kind], 3)
    lines = "".join(
        f'<tspan x="{x + BOX // 2}" y="{y + 22 + LINE * n}">{escape(line)}</tspan>' for n, line in enumerate(box.lines)
    )
    return (
        f'<g class="box {STYLE[box.kind]}"><title>{escape(f"{box.name} ({box.kind})")}</title>'
        f'<rect x="{x}" y="{y}" width="{BOX}" height="{box.height}" rx="{round_}"/><text>{lines}</text></g>'
    )
