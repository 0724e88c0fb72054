"""What the stretches of one page have in common: lines above the prose and below it that look alike in most of them.

A page of many articles is written by one template. So the line that is a headline in most stretches is one in all, though no
tag says so, and what stands under all of them in nearly the same words is none of their prose.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from firsthand.extract.looks import COUNTED, Key, look
from firsthand.extract.page import Block, Page
from firsthand.extract.page_marks import bare, is_rule, words
from firsthand.extract.records import is_paragraph, weight
from firsthand.extract.starters import ends_sentence
from firsthand.extract.when import LONGEST_DATED, is_dated
from firsthand.model.spans import Span

MOST = 0.8  # of the stretches have a line: then the template does
DIFFER = 0.8  # of the headlines say something else: kickers and names recur
LEAST_TITLE, LONGEST_TITLE = 18, 200  # characters, on the average: shorter are kickers, days and names
MOST_ABOVE = 10  # lines between a stretch's beginning and its prose: a record has its fields there
LABEL = re.compile(r"(?P<label>[^\W\d_][\w -]{1,20}):\s+(?=\S)")  # "Subject: Ferries sail"
Rows = Sequence[Mapping[Key, Block]]


@dataclass(frozen=True, slots=True)
class Title:
    """A headline: its block, and which of its words where it bears others too ("Subject: ...")."""

    block: Block
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands above the prose of each stretch, by its look, and the looks that most stretches have there."""

    rows: Rows
    usual: tuple[Key, ...]


def frame_of(page: Page, held: Sequence[Sequence[Block]]) -> Frame:
    """The lines above the prose that the stretches have in common."""
    rows = above(page, held)
    return Frame(rows, tuple(_common(rows)))


def titles(page: Page, held: Sequence[Sequence[Block]], frame: Frame) -> list[Title | None]:
    """Each stretch's headline by the template: the line so labelled, else the first of one look whose words differ and
    are as long as headlines are. None where a stretch has none, of all where there is no such line.
    """
    labelled = labels(held, frame)
    if any(labelled):
        return labelled
    for key in frame.usual:
        if are_titles(page, [row[key] for row in frame.rows if key in row]):
            return [Title(row[key]) if key in row else None for row in frame.rows]
    return labelled


def first_lines(page: Page, held: Sequence[Sequence[Block]]) -> list[Title | None]:
    """The first line of each stretch that looks as the prose does, if in most it is no sentence: a post's first line."""
    told = {look(page, b) for blocks in held for b in blocks if _is_told(b)}
    firsts = [next((b for b in blocks if look(page, b) in told and not is_dated(page, b)), None) for blocks in held]
    lines = [b for b in firsts if b is not None and not ends_sentence(b.text.rstrip("?？؟"))]
    if len(lines) < MOST * len(held) or not are_titles(page, lines):
        return [None] * len(held)
    known = set(map(id, lines))
    return [Title(b) if b is not None and id(b) in known else None for b in firsts]


def labels(held: Sequence[Sequence[Block]], frame: Frame) -> list[Title | None]:
    """Each stretch's headline where most call it so: 'Subject: Ferries sail', or a line 'Title' above it."""
    named = [_named(blocks) for blocks in held]
    if sum(title is not None for title in named) >= MOST * len(held):
        return named
    key = next((key for key in frame.usual if _label_of(key) in words("title label")), None)
    return [_labelled(row[key]) if key is not None and key in row else None for row in frame.rows]


def above(page: Page, held: Sequence[Sequence[Block]]) -> Rows:
    """Of each stretch the lines above its prose by their looks; no line that looks as the prose does."""
    told = {look(page, b) for blocks in held for b in blocks if _is_told(b)}
    labels = Counter(label for blocks in held for label in {_label(b) for b in blocks[:MOST_ABOVE]} if label)
    usual = {label for label, n in labels.items() if n >= MOST * len(held)}
    rows = list[dict[Key, Block]]()
    for blocks in held:
        row = dict[Key, Block]()
        for b in _lines(blocks):
            label = _label(b) if _label(b) in usual else ""
            if label or look(page, b) not in told:
                row.setdefault((*look(page, b), label), b)
        rows.append(row)
    return rows


def _lines(blocks: Sequence[Block]) -> Sequence[Block]:
    first = next((n for n, b in enumerate(blocks) if _is_told(b)), len(blocks))
    return [b for b in blocks[: min(first, MOST_ABOVE)] if not is_rule(b)]


def _is_told(block: Block) -> bool:
    return is_paragraph(block) and len(block.text) > LONGEST_DATED


def _common(rows: Rows) -> list[Key]:
    """The looks that most stretches have, those first that stand first."""
    counts = Counter(key for row in rows for key in row)
    places = Counter[Key]()
    for row in rows:
        for n, key in enumerate(row):
            places[key] += n
    held = [key for key, n in counts.items() if n >= MOST * len(rows) and n > 1]
    return sorted(held, key=lambda key: (places[key] / counts[key], key))


def are_titles(page: Page, lines: Sequence[Block]) -> bool:
    """Whether lines, one of each stretch, differ and are as long as headlines: no names, days, fields of a record."""
    if not lines or len({COUNTED.sub("", b.text) for b in lines}) < DIFFER * len(lines):
        return False
    if not LEAST_TITLE <= sum(weight(b.text) for b in lines) / len(lines) <= LONGEST_TITLE:
        return False
    half = lines[0].text[: len(lines[0].text) // 2]
    if all(b.text.startswith(half) for b in lines[1:]) and len(lines) > 1:  # who posted each, and when
        return False
    label, count = Counter(_label(b) for b in lines).most_common(1)[0]
    if (
        label and count > 1 and 2 * count > len(lines)
    ):  # a record's field has one name in most stretches: "Section: Ports"
        return False
    return sum(is_dated(page, b) for b in lines) <= len(lines) / 2


def _named(blocks: Sequence[Block]) -> Title | None:
    """The line after one that says "Title" and nothing else: a record's field."""
    lines = blocks[: MOST_ABOVE + 1]
    at = next((n for n, b in enumerate(lines[:-1]) if bare(b.text.casefold()) in words("title label")), None)
    return None if at is None else Title(lines[at + 1], Span(0, len(lines[at + 1].text)))


def _label(block: Block) -> str:
    match = LABEL.match(block.text)
    return match["label"].casefold() if match else ""


def _label_of(key: Key) -> str:
    return key[-1]


def _labelled(block: Block) -> Title:
    match = LABEL.match(block.text)
    return Title(block, Span(match.end() if match else 0, len(block.text)))
