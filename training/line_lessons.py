"""Pages as lessons for train_lines.py: the signs of their lines, and what each line may be."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dump_written import Dump, Truth
from firsthand.collect import decode
from firsthand.collect.charsets import charset_of
from firsthand.eval.pages_gold import GoldPage
from firsthand.extract.html_page import read_html
from firsthand.extract.line_network import ROLES
from firsthand.extract.line_signs import Keys, line_signs
from firsthand.extract.text_page import read_text
from firsthand.model.articles import Capture
from firsthand.model.ids import sha256
from page_words import shares

AT = {role: n for n, role in enumerate(ROLES)}
BEGINS = 4  # of ROLES, those that begin an article
LONGEST = 700  # lines of a lesson: longer pages are cut
PAGE_WEIGHT = 2.0  # of a line of a saved page beside one of a made one


@dataclass
class Lesson:
    """A page's lines: signs, groups, what each may be (line x role), how much they weigh."""

    rows: NDArray[np.float32]
    keys: tuple[Keys, ...]
    allowed: NDArray[np.float32]
    weight: float = 1.0


def of_dump(dump: Dump) -> Lesson:
    """A made page: every line is one thing."""
    page = read_text(_capture("dump", dump.text), dump.text)
    at = {start: (role, begins) for start, role, begins in dump.lines}
    allowed = np.zeros((len(page.blocks), len(ROLES)), dtype=np.float32)
    role, begins = "chrome", False
    for i, block in enumerate(page.blocks):
        role, begins = at.get(block.span.start, (role, False))
        allowed[i, _index(role, begins)] = 1
    return _lesson(page.text, allowed, 1.0)


def _index(role: str, begins: bool) -> int:
    if not begins:
        return AT[role]
    return AT.get(f"begin {role}", AT["begin meta"])


def of_page(gold: GoldPage) -> Lesson | None:
    """A saved page as the plain text of its blocks: its article's title begins it; nothing else on the page begins one."""
    text, body, title = plain_text(gold)
    page = read_text(_capture(gold.name, text), text)
    lines = [b.text for b in page.blocks]
    if not lines or not body:
        return None
    inside = shares(lines, body) > 0.5
    long_ = np.array([len(x) > 60 for x in lines])
    if not (inside & long_).any():
        return None
    first, last = np.flatnonzero(inside & long_)[[0, -1]]
    sizes = [len(x) for x in lines]
    allowed = np.stack([_may_be(i, sizes[i], bool(inside[i]), first, last) for i in range(len(lines))])
    heads = [i for i in range(first) if title and _same(lines[i], title)]
    if heads:
        allowed[: heads[-1]] = _only("chrome")
        for i in range(max(0, heads[-1] - 3), heads[-1]):  # a kicker or date just above may begin the article as well
            allowed[i] = _only("chrome", "kicker", "meta", "begin kicker", "begin meta")
        allowed[heads[-1]] = _only("begin title", "title") if heads[-1] else _only("begin title")
        for i in range(heads[-1] + 1, first):
            allowed[i] = _only("title", "deck", "meta", "caption", "aside", "note")
    else:
        allowed[max(0, first - 8) : first, :BEGINS] = 1
    return _lesson(text, allowed, PAGE_WEIGHT)


def _may_be(i: int, size: int, inside: bool, first: int, last: int) -> NDArray[np.float32]:
    """What a line of a saved page may be, by where it stands to its article's words."""
    if i < first:
        return _only("chrome", "title", "kicker", "deck", "meta", "caption", "aside")
    if i > last:
        return _only("aside", "tail", "bio", "comment", "chrome")
    if inside and size > 100:
        return _only("prose")
    if inside:
        return (
            _only("prose", "subhead", "deck", "caption") if size > 60 else _only("prose", "subhead", "caption", "aside")
        )
    return (
        _only("aside", "caption", "subhead", "meta", "note", "bio")
        if size < 200
        else _only("aside", "caption", "prose")
    )


def chrome_of(gold: GoldPage) -> tuple[list[str], list[str]] | None:
    """The lines of a saved page above its title and below its last word."""
    text, body, title = plain_text(gold)
    lines = [x for x in text.split("\n") if x.strip()]
    inside = (
        np.flatnonzero((shares(lines, body) > 0.5) & np.array([len(x) > 60 for x in lines])) if lines and body else []
    )
    heads = [i for i, x in enumerate(lines) if title and _same(x, title)] if len(inside) else []
    heads = [i for i in heads if i < inside[0]]
    return (lines[max(0, heads[-1] - 60) : max(0, heads[-1] - 2)], lines[inside[-1] + 3 :][:120]) if heads else None


def framed(dump: Dump, frame: tuple[list[str], list[str]], blank: str) -> Dump:
    """A made page within the lines that stand around a saved page's article."""
    top, bottom = (blank.join([*held, ""]) for held in frame)
    shift = len(top)
    lines, at = [(start + shift, role, begins) for start, role, begins in dump.lines], 0
    for held, start in ((frame[0], 0), (frame[1], shift + len(dump.text))):
        at = start
        for x in held:
            lines.append((at + len(x) - len(x.lstrip()), "chrome", False))
            at += len(x) + len(blank)
    moved = tuple(Truth(a.start + shift, a.end + shift, a.fields) for a in dump.articles)
    return Dump(top + dump.text + bottom, tuple(sorted(lines)), moved)


def plain_text(gold: GoldPage) -> tuple[str, str, str | None]:
    """A saved page as one saves its text, and the truth's body and title."""
    data = gold.data()
    text = decode(data, charset_of(data, html=True).name)
    capture = Capture(sha256(data), gold.name, None, "", "text/html", "utf-8", "folder", len(data))
    lines, last = list[str](), None
    for block in read_html(capture, text).blocks:
        lines += [""] if last is not None and block.paragraph != last else []
        lines.append(block.text)
        last = block.paragraph
    return "\n".join(lines) + "\n", gold.body, gold.title


def _same(line: str, title: str) -> bool:
    a, b = " ".join(line.casefold().split()), " ".join(title.casefold().split())
    return a == b or (len(b) > 20 and (a.startswith(b) or b.startswith(a)) and len(a) > 20)


def _only(*roles: str) -> NDArray[np.float32]:
    return np.array([float(r in roles) for r in ROLES], dtype=np.float32)


def _lesson(text: str, allowed: NDArray[np.float32], weight: float) -> Lesson:
    page = read_text(_capture("page", text), text)
    signs = line_signs(page)
    return Lesson(signs.rows[:LONGEST], tuple(k[:LONGEST] for k in signs.keys), allowed[:LONGEST], weight)


def _capture(name: str, text: str) -> Capture:
    return Capture(sha256(text.encode()), name, None, "", "text/plain", "utf-8", "folder", len(text))
