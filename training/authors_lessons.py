"""Pages of layouts by several hands as lessons: what each row may be is told by the line of the layout that it fills."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from authors_pages import rows_of
from dumps import Texts
from firsthand.extract.text_page import read_text
from line_lessons import Lesson, _capture, _lesson, _only
from second_pages import Row, layouts

HANDS = (
    "second",
    "monitors",
    "readers",
    "libraries",
    "tongues",
    "desks",
    "channels",
    "vendors",
    "tools",
    "blogs",
    "agencies",
)  # whose layouts are learnt from; never third or fourth
HEAD = ("kicker", "deck", "meta", "aside")
UNDER = (*HEAD, "caption", "note")
WITHIN = ("subhead", "caption", "aside", "note", "meta")
TAIL = ("tail", "bio", "note", "aside", "comment", "caption", "meta")
FRAMED = 0.15  # share of pages that stand within the chrome of a saved one
SINGLES = 0.25  # share of pages of one article
# "{title}", "{title upper}", and the number before it
TITLE = re.compile(r"\{(?:title|k)(?: \w+)?\}")

Frame = tuple[list[str], list[str]]
Placed = list[tuple[int, Row]]


def pages_of(
    count: int, seed: int, texts: Sequence[Texts] = (), frames: Sequence[Frame] = (), hands: Sequence[str] = HANDS
) -> list[list[Row]]:
    """So many pages of these hands' layouts, each layout of its kind as often as the others."""
    held = [page for split in hands for page in layouts(split)]
    kinds = [x for x in held if "single" not in x.settings], [x for x in held if "single" in x.settings]
    out = []
    for n in range(count):
        rng = random.Random(f"authors {seed} {n}")
        some = kinds[rng.random() < SINGLES] or kinds[0]
        rows = rows_of(some[n % len(some)], held, f"{seed} {n}", texts)
        out.append(_framed(rows, rng.choice(frames), rng) if frames and rng.random() < FRAMED else rows)
    return out


def _framed(rows: list[Row], frame: Frame, rng: random.Random) -> list[Row]:
    gap = rng.choice(([], [Row("")]))
    above, below = ([y for x in held for y in (Row(x), *gap)] for held in frame)
    return [*above, *rows, *below]


def text_and_starts(rows: Sequence[Row]) -> tuple[str, list[int]]:
    """The page's text and where its articles begin."""
    text, starts = "", dict[int, int]()
    for at, row in _placed(rows):
        text += " " * (at - len(text))
        if row.article is not None and any(map(str.isalnum, row.words)):
            starts.setdefault(row.article, at)
    return "\n".join(x.words for x in rows) + "\n", sorted(starts.values())


def _placed(rows: Sequence[Row]) -> Placed:
    """The rows with words, and where their words begin."""
    out, at = Placed(), 0
    for row in rows:
        if row.words.strip():
            out.append((at + len(row.words) - len(row.words.lstrip()), row))
        at += len(row.words) + 1
    return out


def of_rows(rows: Sequence[Row]) -> Lesson:
    """A page's lines and what each may be."""
    text = "\n".join(x.words for x in rows) + "\n"
    placed = _placed(rows)
    at = dict(zip((a for a, _ in placed), _may_be([x for _, x in placed]), strict=True))
    page = read_text(_capture("page", text), text)
    allowed, now = list[NDArray[np.float32]](), _only("chrome")
    for block in page.blocks:
        now = at.get(block.span.start, now)
        allowed.append(now)
    return _lesson(text, np.stack(allowed), 1.0)


def _may_be(rows: Sequence[Row]) -> list[NDArray[np.float32]]:
    """What each row may be: outside of articles chrome."""
    out = [_only("chrome") for _ in rows]
    held: dict[int, list[int]] = {}
    for i, row in enumerate(rows):
        if row.article is not None:
            held.setdefault(row.article, []).append(i)
    for mine in held.values():
        wordy = [i for i in mine if any(map(str.isalnum, rows[i].words))]
        for i in range(wordy[0], mine[-1] + 1) if wordy else ():
            out[i] = _only("aside", "note", "caption")  # the rim of a printed page
        for i, roles in _inside(rows, [i for i in mine if i >= wordy[0]], wordy[-1]) if wordy else ():
            out[i] = _only(*roles)
    return out


def _inside(rows: Sequence[Row], mine: Sequence[int], last: int) -> list[tuple[int, tuple[str, ...]]]:
    """What each row of an article may be, from its first word on."""
    body = (
        [i for i in mine if rows[i].kind == "body" or "{para" in rows[i].kind]
        or [i for i in mine if "{sent" in rows[i].kind]
        or [last]
    )
    named = [i for i in mine if "{title" in rows[i].kind and i < body[0]]
    bare = [i for i in named if not any(map(str.isalnum, TITLE.sub("", rows[i].kind)))] or named[:1]
    out = []
    for i in mine:
        if i == mine[0]:
            roles = _first(i, body, named, bare)
        elif i > last:
            roles = ("chrome", "tail", "aside", "note")
        else:
            roles = _later(rows[i].kind, i, body, named, bare)
        out.append((i, roles))
    return out


def _first(i: int, body: Sequence[int], named: Sequence[int], bare: Sequence[int]) -> tuple[str, ...]:
    if i in bare:
        return ("begin title",)
    if i in body:
        return ("begin prose",)
    return ("begin kicker", "begin meta", *(("begin title",) if i in named else ()))


def _later(kind: str, i: int, body: Sequence[int], named: Sequence[int], bare: Sequence[int]) -> tuple[str, ...]:
    more = ("prose",) if "{sent" in kind else ()
    if i in body:
        return ("prose",)
    if i < body[0]:
        if i in bare:
            return ("title",)
        if i in named:
            return ("title", *HEAD)
        return (*(UNDER if bare and i > bare[0] else HEAD), *more)
    if i < body[-1]:
        return (
            ("subhead", "aside") if kind == "sub" else (*WITHIN, *more, "prose") if kind == "in" else (*WITHIN, *more)
        )
    return (*TAIL, *more)
