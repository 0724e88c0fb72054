"""Windows with their gold labels, in batches, for training the encoder."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from encoder import CUE_LABELS, NAME_LABELS
from firsthand.eval.polnear import load
from firsthand.eval.scorers import Relation
from firsthand.lang.networks import Ints
from firsthand.lang.pieces import END, START, UNKNOWN, Pieces
from firsthand.model.ids import sha256
from firsthand.model.spans import Span
from firsthand.read.encoder import LONGEST_CUE
from firsthand.read.windows import Window, windows
from firsthand.read.words import Paragraph, cut, parse

IGNORED = -100
Names = list[tuple[int, int, str]]


@dataclass(frozen=True)
class Gold:
    """One attribution in a segment: word numbers of the segment."""

    first: int
    last: int
    roles: Ints  # 0, source 1, content 2


@dataclass(frozen=True)
class Lesson:
    """A window with the labels of its words; `golds` by segment. Without attributions annotated, `golds` is None."""

    window: Window
    names: Ints  # of NAME_LABELS; IGNORED where nobody looked
    golds: tuple[tuple[Gold, ...], ...] | None
    cues: Ints = field(repr=False)


def vocabulary(full: Sequence[str], texts: Sequence[str], size: int) -> list[str]:
    """The `size` most wanted pieces of a vocabulary: signs, single letters, then what the texts use, then the commonest."""
    known = Pieces(full)
    used: Counter[int] = Counter()
    for text in texts:
        for p in parse(text, [(s, False) for s in cut(text, Span(0, len(text)))]):
            for word in p.words:
                used.update(known[word])
    at = {piece: n for n, piece in enumerate(full)}
    kept = ["[PAD]", UNKNOWN, START, END]
    kept += [p for p in full if len(p.removeprefix("##")) == 1 and ord(p[-1]) < 0x2100 and p not in kept]
    taken = set(kept)
    wanted = sorted((n for n in used if used[n] >= 2 and full[n] not in taken), key=lambda n: (-used[n], n))
    kept += [full[n] for n in wanted][: size - len(kept)]
    taken = set(kept)
    rest = (p for p in full[at["the"] :] if p not in taken and p.removeprefix("##").isascii())
    return kept + [p for p, _ in zip(rest, range(size - len(kept)), strict=False)]


def with_attributions(folder: Path, silver: dict[str, Names], pieces: Pieces) -> dict[str, list[Lesson]]:
    """Lessons by article of a folder in PolNeAR's format."""
    out = {}
    for name, (text, golds) in load(folder).items():
        out[name] = lessons(text, golds, silver.get(sha256(text.encode())), pieces)
    return out


def read_silver(path: Path) -> tuple[dict[str, Names], list[tuple[str, Names]]]:
    """Names by the text's sha256, and the texts themselves."""
    held, texts = {}, []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            held[row["sha"]] = row["names"]
            texts.append((row["text"], row["names"]))
    return held, texts


def lessons(text: str, golds: Sequence[Relation] | None, names: Names | None, pieces: Pieces) -> list[Lesson]:
    read = parse(text, [(s, False) for s in cut(text, Span(0, len(text)))])
    placed = [] if golds is None else [_placed(p, golds) for p in read]
    out = []
    for window in windows(read, pieces):
        name_row: list[int] = []
        cue_row: list[int] = []
        kept: list[tuple[Gold, ...]] = []
        for s in window.segments:
            p = read[s.paragraph]
            name_row += _name_labels(p, names, s.first, s.last)
            if golds is None:
                continue
            own = tuple(
                _within(g, s.first, s.last) for g in placed[s.paragraph] if s.first <= g.first and g.last <= s.last
            )
            cues = [0] * len(s)
            for g in own:
                cues[g.first : g.last] = [1] + [2] * (g.last - g.first - 1)
            cue_row += cues
            kept.append(own)
        row = np.array(cue_row if golds is not None else [0] * len(name_row), dtype=np.int64)
        out.append(Lesson(window, np.array(name_row, dtype=np.int64), tuple(kept) if golds is not None else None, row))
    return out


def _within(g: Gold, first: int, last: int) -> Gold:
    return Gold(g.first - first, g.last - first, g.roles[first:last])


def _placed(p: Paragraph, golds: Sequence[Relation]) -> list[Gold]:
    found = []
    for g in golds:
        marks = _touched(p, g.cue)
        content = _touched(p, g.content)
        if not marks or not content:
            continue
        first, last = marks[0], marks[-1] + 1
        if last - first > LONGEST_CUE:
            last = first + 1
        roles = np.zeros(len(p.words), dtype=np.int64)
        roles[_touched(p, g.source)] = 1
        roles[content] = 2
        found.append(Gold(first, last, roles))
    return found


def _touched(p: Paragraph, spans: Sequence[Span]) -> list[int]:
    return [i for i in range(len(p.words)) if any(p.starts[i] < s.end and s.start < p.ends[i] for s in spans)]


def _name_labels(p: Paragraph, names: Names | None, first: int, last: int) -> list[int]:
    if names is None:
        return [IGNORED] * (last - first)
    row = ["O"] * len(p.words)
    for start, end, kind in names:
        inside = (
            [i for i in range(len(p.words)) if p.starts[i] < end and start < p.ends[i]]
            if p.words and (p.starts[0] < end and start < p.ends[-1])
            else []
        )
        for n, i in enumerate(inside):
            row[i] = f"{'I' if n else 'B'}-{kind}"
    return [NAME_LABELS.index(x) for x in row[first:last]]


def batches(taken: Sequence[Lesson], room: int, seed: int) -> Iterator[list[Lesson]]:
    """Every lesson once, in random groups of about one length and at most `room` padded pieces."""
    rng = random.Random(seed)
    order = sorted(range(len(taken)), key=lambda n: (len(taken[n].window) + rng.random() * 24, n))
    groups: list[list[Lesson]] = []
    group: list[Lesson] = []
    for n in order:
        if group and (len(group) + 1) * len(taken[n].window) > room:
            groups.append(group)
            group = []
        group.append(taken[n])
    groups.append(group)
    rng.shuffle(groups)
    yield from groups


assert CUE_LABELS == ("O", "B", "I")
