"""Articles among the lines of a text dump: the likeliest reading that is a row of heads, bodies and tails.

A head opens an article; it has a title, and a paragraph must follow it. After the body may come a tail; between
articles stands what belongs to none. How much likelier several articles are than a single one is told too: line_evidence
decides by it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from firsthand.extract.line_borders import Cut, Reading, leanings
from firsthand.extract.line_network import ROLES
from firsthand.extract.line_signs import Keys, Numbers

OPEN = ("begin kicker", "begin meta", "kicker", "deck", "meta", "aside")  # above a title: it must still come
HEAD = ("begin title", "title", "kicker", "deck", "meta", "caption", "aside", "note")
BODY = ("begin prose", "prose", "subhead", "caption", "aside", "note", "meta")
TAIL = ("tail", "bio", "note", "aside", "comment")
BEGINS = 4  # of ROLES, those that begin an article
LIKE_BEGINS = tuple(ROLES.index(r.removeprefix("begin ")) for r in ROLES[:BEGINS])  # what they are farther down a head
CHROME = ROLES.index("chrome")
NEVER = -1e4
# log chances of rare turns, set by hand: prose after a tail is mostly a tail line misread, a head without a title mostly none
AFTER_TAIL, LONE_SUBHEAD, UNTITLED = -3.0, -2.0, -1.0
TRIES = 3  # readings of a page until teasers are let go: else a page of nothing but teasers would take for ever
FEW = 3  # articles from which on a page has a habit: of two, each may be anything
HABIT = 2.0  # how much of the log odds of beginning otherwise counts
LIKE = 0.6  # share of a page's articles that must begin with one kind of line for it to tell short ones
OWN = 1.2  # lines of that kind for each article, at most: others stand elsewhere too
LEAST_PROSE = 60  # characters: an article has at least so much prose, else it is a teaser
LEAST_UNTITLED = 25  # characters of one that is nothing but prose


@dataclass(frozen=True, slots=True)
class _Machine:
    """States, what role each stands for, and the scores of turns from one to another."""

    phases: tuple[str, ...]
    roles: NDArray[np.int64]
    turns: Numbers  # from x to


def decode(scores: Numbers, sizes: NDArray[np.int64], keys: Sequence[Keys] = ()) -> Reading:
    """The likeliest reading of lines whose scores (line x ROLES) and lengths these are; a rule of marks has no length.

    Read twice: articles of one page mostly begin with the same kind of line, so the second time the others cost. By the
    lines' `keys` it is then told whether what stands between bodies and titles belongs above or below (line_borders).
    """
    scores = scores.copy()
    scores[sizes == 0, :BEGINS] = NEVER
    reading = _of_prose(scores, sizes, keys)
    leaning = scores.copy()
    if len(reading.cuts) >= FEW and keys:
        leaning += leanings(reading, keys, len(ROLES))
        reading = _of_prose(leaning, sizes, keys)
    if len(reading.cuts) >= FEW:
        leaning[:, :BEGINS] += _habit(scores, reading)
        reading = _of_prose(leaning, sizes, keys)
    if len(reading.cuts) < 2:
        return reading
    own = likelihood(scores, [c.start for c in reading.cuts])
    return replace(reading, surer=(own - likelihood_single(scores)) / (len(reading.cuts) - 1))


def handed_down(scores: Numbers, sizes: NDArray[np.int64]) -> Numbers:
    """The scores, rules of marks beginning nothing: what speaks for one as a beginning speaks for the line under it."""
    out = scores.copy()
    below: int | None = None  # the next line with words
    for i in range(len(out) - 1, -1, -1):
        if sizes[i]:
            below = i
            continue
        begun = np.logaddexp.reduce(out[i, :BEGINS])
        out[i, CHROME] = np.logaddexp(out[i, CHROME], begun)
        out[i, :BEGINS] = NEVER
        for k, alike in enumerate(LIKE_BEGINS if below is not None else ()):
            out[below, k] = np.logaddexp(out[below, k], begun + out[below, alike])
    return out


def _of_prose(scores: Numbers, sizes: NDArray[np.int64], keys: Sequence[Keys]) -> Reading:
    """The likeliest reading whose articles all have prose enough; tried so often, then the rest of them are let go."""
    scores = scores.copy()
    reading, weak = Reading((), (), 0.0), list[Cut]()
    for _ in range(TRIES):
        states, _score = _path(scores, _many())
        reading = _reading(states, _many(), sizes)
        weak = _weak(reading, sizes, keys)
        if not weak:
            return reading
        scores[[c.start for c in weak], :BEGINS] = NEVER
    return replace(reading, cuts=tuple(c for c in reading.cuts if c not in weak))


def _weak(reading: Reading, sizes: NDArray[np.int64], keys: Sequence[Keys]) -> list[Cut]:
    """The articles with too little prose, but for those under the line that most of the others begin with: short posts."""
    short = {c for c in reading.cuts if _prose(reading, c, sizes) < _least(reading, c)}
    strong = [c for c in reading.cuts if c not in short]
    empty = {c for c in short if not _prose(reading, c, sizes)}  # a rule of marks passed for prose
    if not keys or len(strong) < FEW:
        return list(short)
    ((kind, count),) = Counter(int(keys[0][c.start]) for c in strong).most_common(1)
    if count < LIKE * len(strong) or (keys[0] == kind).sum() > OWN * len(reading.cuts):
        return list(short)
    return [
        c for c in short if c in empty or keys[0][c.start] != kind or reading.roles[c.start] not in ("meta", "kicker")
    ]


def _least(reading: Reading, cut: Cut) -> int:
    return LEAST_UNTITLED if reading.roles[cut.start] == "prose" else LEAST_PROSE


def _habit(scores: Numbers, reading: Reading) -> Numbers:
    """What it costs to begin with a title, a kicker, a head line: nothing for what most articles of the page do."""
    first = scores[[c.start for c in reading.cuts], :BEGINS].argmax(axis=1)
    counts = np.bincount(first, minlength=BEGINS) + 0.5
    cost: Numbers = (HABIT * np.log(counts / counts.max())).astype(np.float32)
    return cost


def decode_single(scores: Numbers, sizes: NDArray[np.int64]) -> Reading:
    """The likeliest reading with one article at most."""
    states, _ = _path(scores, _one())
    return _reading(states, _one(), sizes)


def likelihood(scores: Numbers, starts: Sequence[int]) -> float:
    """The log chance of the likeliest reading whose articles begin at these very lines."""
    forced = scores.copy()
    others = np.ones(len(scores), dtype=bool)
    others[list(starts)] = False
    forced[others, :BEGINS] = NEVER
    forced[~others, BEGINS:] = NEVER
    return _path(forced, _many())[1]


def likelihood_single(scores: Numbers) -> float:
    """The log chance of the likeliest reading with one article at most."""
    return _path(scores, _one())[1]


def _prose(reading: Reading, cut: Cut, sizes: NDArray[np.int64]) -> int:
    return int(sum(sizes[i] for i in range(cut.start, cut.end) if reading.roles[i] == "prose"))


def _path(scores: Numbers, machine: _Machine) -> tuple[list[int], float]:
    """The best states, line by line (Viterbi), and their score."""
    if not len(scores):
        return [], 0.0
    held = scores[:, machine.roles]
    first = [p == "out" or r < BEGINS for p, r in zip(machine.phases, machine.roles, strict=True)]
    now = np.where(first, held[0], NEVER)
    back = np.zeros((len(scores), len(machine.roles)), dtype=np.int16)
    each = np.arange(len(machine.roles))
    turns = machine.turns.T.copy()
    for i in range(1, len(scores)):
        through = turns + now
        back[i] = through.argmax(axis=1)
        now = through[each, back[i]] + held[i]
    now = np.where([p in ("open", "head") for p in machine.phases], NEVER, now) if len(scores) > 1 else now
    states = [int(now.argmax())]
    for i in range(len(scores) - 1, 0, -1):
        states.append(int(back[i, states[-1]]))
    return states[::-1], float(now.max())


def _reading(states: list[int], machine: _Machine, sizes: NDArray[np.int64]) -> Reading:
    roles, cuts, start = list[str](), list[Cut](), -1
    for i, state in enumerate(states):
        name, phase = ROLES[machine.roles[state]], machine.phases[state]
        begins = name.startswith("begin")
        if start >= 0 and (begins or phase in ("out", "after")):
            cuts.append(Cut(start, i))
            start = -1
        start = i if begins else start
        roles.append(name.removeprefix("begin "))
    if start >= 0:
        cuts.append(Cut(start, len(states)))
    return Reading(tuple(roles), tuple(_without_rules(c, sizes) for c in cuts), 0.0)


def _without_rules(cut: Cut, sizes: NDArray[np.int64]) -> Cut:
    """A rule under an article ("* * *") is none of it."""
    end = cut.end
    while end > cut.start + 1 and not sizes[end - 1]:
        end -= 1
    return Cut(cut.start, end)


@cache
def _many() -> _Machine:
    return _machine(again=True)


@cache
def _one() -> _Machine:
    """The machine of a page that holds one article at most."""
    return _machine(again=False)


def _machine(*, again: bool) -> _Machine:
    phases = {"open": OPEN, "head": HEAD, "body": BODY, "tail": TAIL, **({} if again else {"after": ("chrome",)})}
    states = [("out", "chrome"), *((phase, role) for phase, roles in phases.items() for role in roles)]
    turns = np.full((len(states), len(states)), NEVER, dtype=np.float32)
    for i, (phase, role) in enumerate(states):
        for k, (to, then) in enumerate(states):
            turns[i, k] = _turn(phase, role, to, then, again=again)
    names = [r for _, r in states]
    return _Machine(tuple(p for p, _ in states), np.array([ROLES.index(r) for r in names]), turns)


def _turn(phase: str, role: str, to: str, then: str, *, again: bool) -> float:
    """The score of a turn from one state to another."""
    begins = then.startswith("begin")
    if phase == "out":
        return 0.0 if to == "out" or begins else NEVER
    if phase == "after":
        return 0.0 if to == "after" else NEVER
    if begins:
        ended = phase == "tail" or phase == "body"
        return (LONE_SUBHEAD if role == "subhead" else 0.0) if again and ended else NEVER
    if to == ("out" if again else "after"):
        return 0.0 if phase in ("body", "tail") else NEVER
    if phase == "open":
        return 0.0 if to == "open" or (to == "head" and then == "title") else UNTITLED if then == "prose" else NEVER
    if phase == "head":
        return 0.0 if to == "head" or (to == "body" and then == "prose") else NEVER
    if phase == "body":
        return 0.0 if to in ("body", "tail") else NEVER
    return 0.0 if to == "tail" else AFTER_TAIL if then == "prose" else NEVER
