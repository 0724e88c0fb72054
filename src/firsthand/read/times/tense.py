"""Whether the words around a time look back or ahead: "resigned on Tuesday", "will resign on Tuesday"."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.read.times.scan import Token
from firsthand.read.times.values import Tense

REACH = 25  # words looked at on each side: a verb further off hardly governs the time
BARRIER = 8  # words that the rim of a clause is worth: a verb beyond it governs only if there is none on this side
LINKS = frozenset({"ON", "AT", "IN", "EARLY", "EARLIER", "THE"})  # between "until" and its time


def tense(words: Sequence[Token], first: int, last: int, sentence: range, cues: dict[str, str]) -> Tense:
    """What the nearest verb of the sentence says of the words [first, last); of two as near, the one before."""
    at = first - 1
    while at > sentence.start and words[at].cls in LINKS:
        at -= 1
    if at > sentence.start and _says(words, at, cues) == "next":
        return "will"
    before = _nearest(words, range(first - 1, max(sentence.start, first - REACH) - 1, -1), cues)
    after = _nearest(words, range(last, min(sentence.stop, last + REACH)), cues)
    return min(before, after, key=lambda found: found[0])[1]


def _nearest(words: Sequence[Token], order: range, cues: dict[str, str]) -> tuple[int, Tense]:
    """The first verb that says something, and how far off it is."""
    clauses = 0
    for far, i in enumerate(order):
        said = _says(words, i, cues)
        clauses += said == "clause"
        if said in ("past", "will"):
            return far + BARRIER * clauses, "past" if said == "past" else "will"
    return 2 * REACH * BARRIER, ""


def _says(words: Sequence[Token], i: int, cues: dict[str, str]) -> str:
    word = words[i].text.lower()
    last = words[i - 1].text.lower() if i else ""
    said = cues.get(f"{last} {word}") or cues.get(word) or ""
    if not said and len(word) > 4 and word.endswith("ed") and word == words[i].text:
        said = "past"
    # "will be held": the participle waits for its verb
    return "" if said == "past" and cues.get(last) == "be" else said
