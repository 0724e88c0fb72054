"""Layouts of text dumps: what lines an article and a page are made of, in which order, with which blanks.

A layout file has blocks "== name", settings ("blank all", "wrap 68", "indent 5", "lang it", "margin 3", "hang 4",
"centred 70", "titled 34", "wrapped prose", "quoted >", "lead <k>.", "opening TX-", "stub 0.5", "spacing double", "running
40", "rim The Lantern / <n>"), parts (@top, @group, @article, @between, @bottom) and lines "ROLE?SHARE: words with
<slots>"; "body 1 4" stands for that many paragraphs, "contents: <num>. <headline>" for a line an article. Whole layouts
are to be measured on; for training they are drawn by a seed (dump_drawn.py, dump_sampled.py).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent / "dumps"
# "title: <headline>", "meta?0.5: By <by>"
LINE = re.compile(r"(?P<role>[a-z]+)(?:\?(?P<share>[\d.]+))?: (?P<words>.*)$")


@dataclass(frozen=True)
class Line:
    """One line of a layout."""

    role: str
    words: str
    share: float = 1.0


@dataclass(frozen=True)
class Shape:
    """The lines of an article: its head, then a body of so many paragraphs (None: as the text has), then its tail."""

    head: tuple[Line, ...]
    tail: tuple[Line, ...]
    paragraphs: tuple[int, int] | None = None


@dataclass(frozen=True)
class Layout:
    """How the articles of a page are set."""

    name: str
    shapes: tuple[Shape, ...]
    top: tuple[Line, ...] = ()
    between: tuple[Line, ...] = ()
    bottom: tuple[Line, ...] = ()
    settings: dict[str, str] = field(default_factory=dict)
    group: tuple[Line, ...] = ()  # above some articles, and of none: a day, a section

    def number(self, key: str, default: float = 0) -> float:
        return float(self.settings.get(key, default))

    def running(self, number: int) -> tuple[str, ...]:
        """What stands at the rim of each printed page, lines parted by " / "."""
        return tuple(x.replace("<n>", str(number)) for x in self.settings.get("rim", "<n>").split(" / "))


def whole_layouts(split: str) -> tuple[Layout, ...]:
    """The layouts of dev.txt or test.txt."""
    text = (HERE / f"{split}.txt").read_text(encoding="utf-8")
    return tuple(_layout(block) for block in re.split(r"^== ", text, flags=re.MULTILINE)[1:])


@cache
def dates() -> tuple[str, ...]:
    """The date formats of training layouts."""
    text = (HERE / "dates.txt").read_text(encoding="utf-8")
    return tuple(x for x in text.splitlines() if x and not x.startswith("# "))


@cache
def pools() -> dict[str, list[tuple[Line, ...]]]:
    """The heads, tails, tops, bottoms, asides of pools.txt."""
    text = (HERE / "pools.txt").read_text(encoding="utf-8")
    found: dict[str, list[tuple[Line, ...]]] = {}
    for block in re.split(r"^\[(?=[a-z]+\]$)", text, flags=re.MULTILINE)[1:]:
        name, _, rest = block.partition("]\n")
        found[name] = [tuple(_line(x) for x in part.splitlines() if x) for part in re.split(r"\n\n+", rest.strip("\n"))]
    return found


def _line(text: str) -> Line:
    match = LINE.match(text)
    assert match is not None, text
    return Line(match["role"], match["words"], float(match["share"] or 1))


def _layout(block: str) -> Layout:
    name, *lines = [x for x in block.splitlines() if x]
    settings = {"blank": "all", "subheads": "0.05", "asides": "0.04", "noise": "0.2"}
    parts: dict[str, list[list[str]]] = {}
    for line in lines:
        if line.startswith("@"):
            parts.setdefault(line[1:], []).append([])
        elif parts:
            list(parts.values())[-1][-1].append(line)
        else:
            key, _, value = line.partition(" ")
            settings[key] = value
    plain = {k: tuple(_line(x) for x in v[0]) for k, v in parts.items() if k != "article"}
    shapes = tuple(_shape(x) for x in parts["article"])
    around = (plain.get(x, ()) for x in ("top", "between", "bottom"))
    return Layout(name, shapes, *around, settings, plain.get("group", ()))


def _shape(lines: list[str]) -> Shape:
    at = next(n for n, x in enumerate(lines) if x.startswith("body"))
    span = [int(x) for x in lines[at].split()[1:]]
    return Shape(
        tuple(_line(x) for x in lines[:at]),
        tuple(_line(x) for x in lines[at + 1 :]),
        (span[0], span[1]) if span else None,
    )
