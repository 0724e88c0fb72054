"""How the lines of a made dump are set: blank lines, wrapping, margins, marks before lines, heads of printed pages."""

from __future__ import annotations

import random
import textwrap
from dataclasses import dataclass, field

from dump_layouts import Layout

HEAD = ("kicker", "title", "deck", "meta")
RUNNING = ("prose", "deck", "comment", "bio")  # wrapped where heads are not


@dataclass
class Made:
    """One line of a page: its role, whether an article begins with it, what it says."""

    text: str
    role: str
    begins: bool = False
    fields: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Truth:
    """An article of a page: where it begins and ends, and what its head says."""

    start: int
    end: int
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Dump:
    """A page, the place and role of each of its lines, and its articles."""

    text: str
    lines: tuple[tuple[int, str, bool], ...]  # start, role, begins an article
    articles: tuple[Truth, ...]


@dataclass
class _Sheet:
    """A page while it is written."""

    text: str = ""
    lines: list[tuple[int, str, bool]] = field(default_factory=list)
    articles: list[Truth] = field(default_factory=list)
    begun: tuple[int, list[tuple[str, str]]] | None = None
    end: int = 0  # of the last row of an article or of what is none

    def close(self) -> None:
        if self.begun:
            self.articles.append(Truth(self.begun[0], self.end, tuple(self.begun[1])))
        self.begun = None

    def row(self, before: str, words: str, role: str, *, begins: bool) -> None:
        """One row, white space before it none of it."""
        self.text += before
        self.lines.append((len(self.text), role, begins))
        if begins:
            self.begun = (len(self.text), [])
        self.text += words
        self.end = len(self.text)


def written(made: list[Made], layout: Layout, rng: random.Random) -> Dump:
    """The page of these lines, set as the layout says."""
    sheet, lost = _Sheet(), 0.06 if layout.number("noise") >= 1 else 0.0
    for n, m in enumerate(made):
        if not m.text.strip():
            continue
        if sheet.text:
            sheet.text += "\n" * _breaks(made[n - 1], m, layout, rng, lost)
        if m.begins or m.role == "chrome":
            sheet.close()
        for k, row in enumerate(_rows(m, layout)):
            if k:
                _turn(sheet, layout)
            sheet.row(_before(m, k, len(row), layout), _marked(row, m.role, layout), m.role, begins=m.begins and k == 0)
        if sheet.begun and m.role in HEAD:
            sheet.begun[1].extend(m.fields)
    sheet.close()
    return Dump(sheet.text + "\n", tuple(sheet.lines), tuple(sheet.articles))


def _rows(m: Made, layout: Layout) -> list[str]:
    """The rows of a line: all are wrapped, or prose alone; titles may be so more narrowly."""
    wrap = int(layout.number("wrap"))
    if m.role == "title":
        wrap = int(layout.number("titled", wrap))
    elif m.role not in RUNNING and layout.settings.get("wrapped") == "prose":
        wrap = 0
    return textwrap.wrap(m.text, wrap) if wrap and len(m.text) > wrap else [m.text]


def _turn(sheet: _Sheet, layout: Layout) -> None:
    """Write what stands between two rows of a line: its end, or two where rows are set apart, the rim of a printed page."""
    end = "\n\n" if layout.settings.get("spacing") == "double" else "\n"
    sheet.text += end
    every = int(layout.number("running"))
    if every and len(sheet.lines) % every == 0:
        for words in layout.running(len(sheet.lines) // every):
            sheet.row("", words, "aside", begins=False)
            sheet.text += end


def _before(m: Made, k: int, size: int, layout: Layout) -> str:
    """The white space before a row: the page's margin, a paragraph's indentation, a hanging one, a title's to the middle."""
    out = " " * int(layout.number("margin"))
    if m.role == "prose" and (k == 0 or layout.settings.get("indent") == "8"):
        out += " " * int(layout.number("indent"))
    if k:
        out += " " * int(layout.number("hang"))
    if m.role in HEAD and (wide := int(layout.number("centred"))):
        out += " " * max(0, (wide - size) // 2)
    return out


def _marked(row: str, role: str, layout: Layout) -> str:
    """A row under the mark of quoted ones ("> ")."""
    mark = layout.settings.get("quoted", "")
    return row if not mark or role == "chrome" else f"{mark} {row}"


def _breaks(above: Made, m: Made, layout: Layout, rng: random.Random, lost: float) -> int:
    """How many line ends stand between two lines."""
    blank = layout.settings.get("blank", "all")
    edge = m.begins or (m.role == "chrome") != (above.role == "chrome")
    prose = {above.role, m.role} & {"prose", "subhead"}
    if blank == "none":
        return 1
    more = int(layout.number("gap")) if m.begins else 0
    wide = blank == "all" or edge or (blank == "paragraphs" and bool(prose))
    wide = wide or (blank == "head" and bool(prose) and not (above.role == m.role == "prose"))
    return 2 + more if wide and rng.random() >= lost else 1
