"""Who says what and who is named, of one article, by the encoder: every word once, then once more as seen from each cue.

The encoder says of each word whether it attributes (a cue); the linker, from one cue at a time, which words are its source
and which its content, and whether it is a cue at all. Both are asked through `Net`, so that training measures what is run.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from firsthand.lang.networks import Floats, Ints, Settings, encoder
from firsthand.lang.pieces import Pieces
from firsthand.read.labels import Name, Relation
from firsthand.read.lexicon import lexicon
from firsthand.read.windows import Segment, Window, windows
from firsthand.read.words import Paragraph

OUTSIDE, BEGINS = 0, 1
SOURCE, CONTENT = 1, 2
PADDING = 3
FAR = 16  # words: a gap to the cue is told apart up to here
TOGETHER = 512  # pieces, or words of rows, that the net is asked at a time: more would be padded more
LONGEST_CUE = 12  # words
PERSON = 0.5  # more, in logits, than of other names is asked of a person's: on re3d precision 78.6 to 82.8, recall 76.5 to 75.3


class Net(Protocol):
    """The two networks. Numbers in, numbers out; rows are padded with 0 (`marks` with PADDING)."""

    pieces: Pieces
    settings: Settings
    name_labels: tuple[str, ...]
    cue_moves: Floats
    role_moves: Floats

    def look(self, pieces: Ints, shapes: Ints, states: Ints, cues: Ints, at: Ints) -> tuple[Floats, Floats, Floats]:
        """For windows, words: the words' states, their cue labels' scores, their name labels' scores."""
        ...

    def link(self, words: Floats, marks: Ints, gaps: Ints) -> tuple[Floats, Floats]:
        """For rows, words as seen from a cue: the roles' scores; for rows: the acceptance's logit."""
        ...


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words [first, last) of a segment that may attribute."""

    segment: Segment
    first: int
    last: int
    states: Floats  # the segment's words
    others: tuple[tuple[int, int], ...]  # the other cues of the segment


@dataclass(frozen=True, slots=True)
class Seen:
    """What the encoder saw in one paragraph."""

    relations: tuple[Relation, ...]
    names: tuple[Name, ...]


def look(read: Sequence[Paragraph], language: str | None) -> list[Paragraph]:
    """The paragraphs with their names and relations, if the language has an encoder; else as they are."""
    net = encoder((language or "en").partition("-")[0])
    if net is None:
        return list(read)
    seen = see(read, net, net.settings.version)
    return [replace(p, names=s.names, relations=s.relations) for p, s in zip(read, seen, strict=True)]


def see(read: Sequence[Paragraph], net: Net, by: str) -> list[Seen]:
    """One Seen a paragraph. The same paragraphs in the same order always give the same."""
    relations: list[list[Relation]] = [[] for _ in read]
    names: list[list[Name]] = [[] for _ in read]
    candidates: list[Candidate] = []
    for window, states, cues, labels in _looked(windows(read, net.pieces), net):
        candidates += _candidates(read, window, states, cues, net)
        for segment, n in _offsets(window):
            names[segment.paragraph] += _names(labels[n : n + len(segment)], segment, net.name_labels)
    for candidate, roles, accepted, sureness in _linked(candidates, net):
        relation = _relation(
            read[candidate.segment.paragraph], candidate, roles, _calibrated(net, accepted, sureness), by
        )
        if relation:
            relations[candidate.segment.paragraph].append(relation)
    return [
        Seen(tuple(sorted(r, key=lambda x: (x.cue, x.content))), tuple(n))
        for r, n in zip(relations, names, strict=True)
    ]


def viterbi(scores: Floats, moves: Floats, lengths: Ints) -> Ints:
    """The best labels of each row. scores: rows, words, labels; the first label wins a tie; beyond a row's length 0."""
    rows, size, labels = scores.shape
    best = scores[:, 0]
    back = np.empty((size, rows, labels), dtype=np.int64)
    stay = np.arange(labels)
    shortest = int(lengths.min())
    for i in range(1, size):
        step = best[:, :, None] + moves
        came, after = step.argmax(1), step.max(1) + scores[:, i]
        if i >= shortest:
            on = (i < lengths)[:, None]
            came, after = np.where(on, came, stay), np.where(on, after, best)
        back[i], best = came, after
    out = np.empty((size, rows), dtype=np.int64)
    out[-1] = best.argmax(1)
    each = np.arange(rows)
    for i in range(size - 1, 0, -1):
        out[i - 1] = back[i, each, out[i]]
    return np.where(np.arange(size)[None] < lengths[:, None], out.T, 0)


def marks_and_gaps(size: int, first: int, last: int, others: Sequence[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """How each of `size` words stands to the cue at [first, last): which mark it bears, how far away it is (0 to 2 FAR)."""
    marks = [0] * size
    for a, b in others:
        marks[a:b] = [2] * (min(b, size) - a)
    marks[first:last] = [1] * (last - first)
    gaps = [min(FAR, max(-FAR, i - first if i < first else max(0, i - last + 1))) + FAR for i in range(size)]
    return marks, gaps


def _looked(all_: list[Window], net: Net) -> Iterator[tuple[Window, Floats, Floats, Floats]]:
    """Each window with its words' states and scores, asked for in groups of about one length."""
    order = sorted(range(len(all_)), key=lambda n: (len(all_[n]), n))
    found: dict[int, tuple[Floats, Floats, Floats]] = {}
    for group in _groups(order, [len(w) for w in all_]):
        held = [all_[n] for n in group]
        arrays = (_padded([getattr(w, name) for w in held]) for name in ("pieces", "shapes", "states", "cues", "at"))
        states, cues, labels = net.look(*arrays)
        for row, n in enumerate(group):
            size = len(all_[n].at)
            found[n] = states[row, :size], cues[row, :size], labels[row, :size]
    for n, window in enumerate(all_):
        yield window, *found[n]


def _groups(order: Sequence[int], sizes: Sequence[int]) -> Iterator[list[int]]:
    """Runs of the order (by rising size) whose padded size stays under TOGETHER."""
    group: list[int] = []
    for n in order:
        if group and (len(group) + 1) * sizes[n] > TOGETHER:
            yield group
            group = []
        group.append(n)
    if group:
        yield group


def _padded(rows: Sequence[Ints], fill: int = 0) -> Ints:
    out = np.full((len(rows), max(len(r) for r in rows)), fill, dtype=np.int64)
    for n, row in enumerate(rows):
        out[n, : len(row)] = row
    return out


def _offsets(window: Window) -> Iterator[tuple[Segment, int]]:
    """Each segment with the number of words before it in the window."""
    n = 0
    for segment in window.segments:
        yield segment, n
        n += len(segment)


def _candidates(
    read: Sequence[Paragraph], window: Window, states: Floats, cues: Floats, net: Net
) -> Iterator[Candidate]:
    labels = viterbi(cues[None], net.cue_moves, np.array([len(cues)]))[0]
    likely = 1.0 - _softmax(cues)[:, OUTSIDE]
    for segment, n in _offsets(window):
        size = len(segment)
        found = _runs(labels[n : n + size])
        taken = {i for a, b in found for i in range(a, b)}
        p = read[segment.paragraph]
        more = [
            (i, i + 1)
            for i in range(size)
            if i not in taken and likely[n + i] >= net.settings.possible and p.words[segment.first + i][0].isalnum()
        ]
        own = states[n : n + size]
        for a, b in sorted(found + more):
            yield Candidate(segment, a, b, own, tuple(f for f in found if f != (a, b)))


def _runs(labels: Ints) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for i, label in enumerate(labels.tolist()):
        if label == OUTSIDE:
            continue
        if label != BEGINS and found and found[-1][1] == i and i - found[-1][0] < LONGEST_CUE:
            found[-1] = (found[-1][0], i + 1)
        else:
            found.append((i, i + 1))
    return found


def _linked(candidates: Sequence[Candidate], net: Net) -> Iterator[tuple[Candidate, Ints, float, float]]:
    """Each accepted candidate with its words' roles, the acceptance's logit, and the labels' mean sureness."""
    order = sorted(range(len(candidates)), key=lambda n: (len(candidates[n].states), n))
    held: dict[int, tuple[Ints, float, float]] = {}
    bar = float(np.log(net.settings.accepted / (1.0 - net.settings.accepted)))
    for group in _groups(order, [len(c.states) for c in candidates]):
        rows = [candidates[n] for n in group]
        sizes = np.array([len(c.states) for c in rows])
        words = np.zeros((len(rows), int(sizes.max()), rows[0].states.shape[1]), dtype=np.float32)
        marks, gaps = np.full(words.shape[:2], PADDING), np.full(words.shape[:2], FAR)
        for k, c in enumerate(rows):
            words[k, : sizes[k]] = c.states
            marks[k, : sizes[k]], gaps[k, : sizes[k]] = marks_and_gaps(len(c.states), c.first, c.last, c.others)
        scores, accepted = net.link(words, marks, gaps)
        roles = viterbi(scores, net.role_moves, sizes)
        empty = (roles != CONTENT).all(1) & (accepted >= bar)
        if empty.any():
            roles[empty] = viterbi(
                scores[empty] + net.settings.insist * np.eye(3, dtype=np.float32)[CONTENT], net.role_moves, sizes[empty]
            )
        likely = np.take_along_axis(_softmax(scores), roles[:, :, None], 2)[:, :, 0]
        for k, n in enumerate(group):
            if accepted[k] >= bar:
                held[n] = roles[k, : sizes[k]], float(accepted[k]), float(np.log(likely[k, : sizes[k]]).min())
    for n in sorted(held):
        yield candidates[n], *held[n]


def _relation(p: Paragraph, c: Candidate, roles: Ints, sureness: float, by: str) -> Relation | None:
    first = c.segment.first
    cue = tuple(range(first + c.first, first + c.last))
    content = tuple(first + i for i, role in enumerate(roles.tolist()) if role == CONTENT)
    source = tuple(first + i for i, role in enumerate(roles.tolist()) if role == SOURCE)
    if not any(p.words[i][0].isalnum() for i in content):
        return None
    root = next((i for i in cue if p.words[i].lower() in lexicon().cues), cue[0])
    return Relation(cue, root, source, content, sureness, by)


def _names(scores: Floats, segment: Segment, labels: tuple[str, ...]) -> list[Name]:
    """Runs of one kind; a new one begins at B, or where the kind changes."""
    found: list[Name] = []
    open_ = False
    margin = np.array([PERSON if label.endswith("-PERSON") else 0.0 for label in labels], dtype=scores.dtype)
    for i, n in enumerate((scores - margin).argmax(1).tolist()):
        if labels[n] == "O":
            open_ = False
            continue
        lead, kind = labels[n].split("-")
        at = segment.first + i
        if open_ and lead == "I" and found[-1].label == kind:
            found[-1] = Name(found[-1].first, at + 1, kind)
        else:
            found.append(Name(at, at + 1, kind))
        open_ = True
    return found


def _calibrated(net: Net, accepted: float, sureness: float) -> float:
    constant, of_accepted, of_sureness = net.settings.calibration
    return 1.0 / (1.0 + float(np.exp(-(constant + of_accepted * accepted + of_sureness * sureness))))


def _softmax(scores: Floats) -> Floats:
    weight = np.exp(scores - scores.max(-1, keepdims=True))
    out: Floats = weight / weight.sum(-1, keepdims=True)
    return out
