"""Whether the words around a time look back or ahead: "resigned on Tuesday", "will resign on Tuesday"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from firsthand import lang
from firsthand.read.times_scan import Token
from firsthand.read.times_values import Tense

TENSES: dict[str, Tense] = {"past": "past", "will": "will", "now": "now"}
REACH = 25  # words looked at on each side: a verb further off hardly governs the time


@cache
def cues(code: str) -> dict[str, str]:
    """Word or two-word phrase, lower case, to what it says."""
    return lang.get(code).dictionary("time_tense")


def tense(words: Sequence[Token], first: int, last: int, sentence: range) -> Tense:
    """What the nearest verb of the sentence says of the words [first, last): the one before them, else the one after."""
    before = _nearest(words, range(first - 1, max(sentence.start, first - REACH) - 1, -1))
    return before or _nearest(words, range(last, min(sentence.stop, last + REACH)))


def _nearest(words: Sequence[Token], order: range) -> Tense:
    table = cues("en")
    for i in order:
        word = words[i].text.lower()
        last = words[i - 1].text.lower() if i else ""
        said = (
            table.get(f"{last} {word}") or table.get(word) or ("past" if len(word) > 4 and word.endswith("ed") else "")
        )
        if said == "past" and table.get(last) == "be":
            continue  # "will be held": the participle waits for its verb
        if said in TENSES:
            return TENSES[said]
    return ""
