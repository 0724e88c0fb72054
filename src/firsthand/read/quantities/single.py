"""Tallies without a number: 'a soldier was killed', 'nobody was hurt'. They count only where something befell the counted."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.read.quantities.amount import Amount
from firsthand.read.quantities.lexicon import Lexicon
from firsthand.read.quantities.number_words import Tokens
from firsthand.read.quantities.units import Noun, singular

REACH = 5  # words after "a" within which the counted noun stands


def singles(t: Tokens, taken: Sequence[Amount], known: Lexicon) -> list[Amount]:
    """Amounts of one ('a soldier', 'an aid worker') and of none ('no one', 'nobody'), to be kept if they have a role."""
    held = {n for a in taken for n in range(a.start, a.reach) if a.unit is None or a.unit.kind != "age"}
    out: list[Amount] = []
    for i, word in enumerate(t.low):
        if i in held or (i and t.low[i - 1] == "by"):
            continue
        if word in ("a", "an"):
            noun = _counted(t, i + 1, known)
            if noun is not None and not held & set(range(i, noun.last)):
                out.append(_amount(i, i + 1, 1.0, "single", noun))
        elif word in known.sets["nobody"]:
            out.append(_amount(i, i + 1, 0.0, "none", None))
        elif word == "no" and t.low[i + 1 : i + 2] == ("one",):
            out.append(_amount(i, i + 2, 0.0, "none", None))
    return out


def _amount(first: int, last: int, value: float, kind: str, noun: Noun | None) -> Amount:
    return Amount(first, last, first, last, value, value, kind, 0, "exactly", None, None, "", noun)


def _counted(t: Tokens, i: int, known: Lexicon) -> Noun | None:
    """The first noun that the news counts in the words after 'a', unless a noun follows it: not 'a police officer's car'."""
    for at in range(i, min(len(t), i + REACH)):
        word = t.low[at]
        if word in known.stops or not (word[0].isalnum() or word == "-"):
            return None
        if word in known.counted and singular(word, known) == word:
            following = t.low[at + 1] if at + 1 < len(t) else "."
            if following in known.counted:
                continue
            if following in ("'", "’", "-") or (
                following[0].isalpha() and following not in known.stops and following not in known.verbs
            ):
                return None
            return Noun(i, at + 1, at, word)
    return None
