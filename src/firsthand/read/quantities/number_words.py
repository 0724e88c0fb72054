"""The words of a stretch of text for reading numbers, and the table of number words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from firsthand import lang

# matches "13,000.5", ".500", "27", "don't", "U", "$"; "U.S.", "25k" is "25" and "k", "F-16" is "F", "-" and "16"
TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}|[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]*\.?[0-9]+|[^\W\d_]+(?:['’][^\W\d_]+)?|[^\w\s]|\w"
)
DASHES = frozenset("-–—−‐")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a stretch of text; `low` is in small letters, `starts` and `ends` are places in the whole text."""

    text: tuple[str, ...]
    low: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.text)

    def glued(self, i: int) -> bool:
        """Whether token i stands against the one before, without a space."""
        return 0 < i < len(self.text) and self.starts[i] == self.ends[i - 1]


@dataclass(frozen=True, slots=True)
class Words:
    """The table of number words, by kind."""

    kind: dict[str, str]
    value: dict[str, float]
    most: dict[str, float]
    letters: dict[str, float]  # "k", "m", "bn": only close to digits, by case
    signs: dict[str, float]  # "½"
    before_part: frozenset[str]  # "by a third"
    time_words: frozenset[str]


@cache
def words(code: str = "en") -> Words:
    """The number words of a language, each read once a process."""
    kind: dict[str, str] = {}
    value: dict[str, float] = {}
    most: dict[str, float] = {}
    letters: dict[str, float] = {}
    signs: dict[str, float] = {}
    for word, cls, number, *rest in lang.get(code).table("quantity_numbers"):
        if cls == "letter":
            letters[word] = float(number)
        elif cls == "sign":
            signs[word] = float(number)
        else:
            kind[word], value[word] = cls, float(number)
            most[word] = float(rest[0]) if rest else float(number)
    sets = {row[0]: row[1] for row in lang.get(code).table("quantity_sets")}
    return Words(
        kind,
        value,
        most,
        letters,
        signs,
        frozenset(sets["after_fraction"].split()),
        frozenset(sets["time_words"].split()),
    )


def tokens(text: str, start: int, end: int) -> Tokens:
    """The words of a stretch of text."""
    found = [(m.group(), m.start(), m.end()) for m in TOKEN.finditer(text, start, end)]
    raw = tuple(w for w, _, _ in found)
    return Tokens(raw, tuple(w.lower() for w in raw), tuple(s for _, s, _ in found), tuple(e for _, _, e in found))
