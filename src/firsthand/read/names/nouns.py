"""What a common noun right beside a name says that it names: 'the tanker [Heron Queen]', '[Al-Mersid], a television channel',
'the tracking firm [Portalan]'; and names that spell out the short form behind them: '[Justice for Dockers] (JFD)'.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from firsthand.model.readings import MentionKind
from firsthand.read.names.lexicon import names
from firsthand.read.names.words import Token

NAMING = frozenset({"calling", "itself", "themselves", "called", "named", "dubbed", "styled", "styling", "known", "as"})
LONGEST_APPOSED = 5  # words before the noun: ", a small Norlandic television channel"
LONGEST_SPELLED = 10  # words of a name before its short form
SAYS: dict[str, tuple[MentionKind, int]] = {"thing": ("other", 3), "outlet": ("outlet", 3), "body": ("organisation", 2)}


def said_beside(words: Sequence[Token], first: int, last: int) -> tuple[MentionKind, int] | None:
    """What the noun before a run of capitals, or set behind it after a comma, says it is, and how sure that is.

    A body's noun says nothing of a run that begins as a person does: 'the company Mara Lind founded'.
    """
    said = _before(words, first) or _apposed(words, last) or _called(words, first, last)
    if said == "body" and words[first].word in names().first_names:
        return None
    return SAYS[said] if said else None


def _before(words: Sequence[Token], first: int) -> str | None:
    while first > 1 and words[first - 1].word in NAMING and not words[first - 1].opens:
        first -= 1  # 'a group calling itself'
    if not first or words[first].opens or words[first - 1].owns:
        return None
    word = words[first - 1].word
    if first > 1 and words[first - 2].word == "of":
        return None  # 'member of parliament Oro Vann'
    found = _nouns().get(word) if word.islower() else None
    if word == "agency" and first > 1 and words[first - 2].word in ("the", "news", "press", "state"):
        return "outlet"
    return found


def _called(words: Sequence[Token], first: int, last: int) -> str | None:
    """The noun of 'The charity, [Open Hulls],' that opens a sentence."""
    noun, comma = first - 2, first - 1
    if noun < 1 or words[comma].word != "," or last >= len(words) or words[last].word != ",":
        return None
    listed = last + 1 < len(words) and words[last + 1].word in ("and", "or")
    opens = words[noun - 1].word == "The" and words[noun - 1].opens and not listed
    said = _nouns().get(words[noun].word) if opens else None
    return None if said == "thing" else said


def _apposed(words: Sequence[Token], last: int) -> str | None:
    """The noun that ends ', a television channel': before a comma, a preposition or a relative, not 'a party worker'."""
    if last + 2 >= len(words) or words[last].word != ",":
        return None
    if words[last + 1].word not in ("a", "an", "the", "its", "his", "her", "their") and not words[last + 1].owns:
        return None
    stops = names().phrase_stops
    for at in range(last + 2, min(last + 2 + LONGEST_APPOSED, len(words) - 1)):
        token = words[at]
        if token.owns or token.word in stops or not token.word[0].isalpha():
            return None
        if (said := _nouns().get(token.word)) and _ends(words[at + 1], stops):
            return said
    return None


def _ends(after: Token, stops: frozenset[str]) -> bool:
    return after.word in stops or not after.word[0].isalnum() or after.word == "whose"


@cache
def _nouns() -> dict[str, str]:
    found = dict.fromkeys((names().bodies | {"group", "groups", "movement", "faction"}) - {"team"}, "body")
    found |= dict.fromkeys(names().outlet_heads | {"television", "radio"}, "outlet")
    return found | dict.fromkeys(names().things_before, "thing")


# matches " (JFD)"; not " (see)"
SHORT = re.compile(r"[ \u00a0]\((?P<short>[A-Z]{2,8})\)")


def spelled_out(text: str, words: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The words [first, last) right before a short form in brackets that has their initials, small words' with or without."""
    for last in range(2, len(words)):
        found = SHORT.match(text, words[last - 1].end) if words[last].word == "(" else None
        if found is None:
            continue
        for first in range(last - 2, max(-1, last - LONGEST_SPELLED - 1), -1):
            run = [w.word for w in words[first:last]]
            if not all(w[0].isalpha() for w in run):
                break
            large = "".join(w[0] for w in run if w[0].isupper())
            if words[first].capital and found["short"] in (large, "".join(w[0] for w in run).upper()):
                yield first, last
                break
