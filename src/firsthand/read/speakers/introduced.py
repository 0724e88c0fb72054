"""Somebody without a name who is told of for the first time right before a pronoun: 'A woman who sold tea ... she'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from firsthand.model.spans import Span
from firsthand.read.lexicon import listed
from firsthand.read.names.lexicon import names
from firsthand.read.speakers.clues import KIN, sentence_start

SENTENCES = 2  # the pronoun's own, and the one before it
WHO = r"(?P<who>(?:[\w-]+ ){0,3}?(?P<role>[a-z][\w-]*))\b"  # "old man", "Kaldan clerk"
ONES = frozenset({"one", "another", "other", "first", "second", "third"})
# matches "Another was" and "One, who", of several who were told of before
ONE = re.compile(
    r"\W{0,2}(?P<who>(?:(?:The|A) )?(?P<role>[Oo]ne|[Aa]nother|other|first|second|third))(?=,| was| is| had| who)"
)
# matches "Its only director is a retired clerk."
IS_A = re.compile(rf"\W{{0,2}}(?:The|Its|Their|His|Her|Our) (?:[\w’'-]+ ){{1,4}}(?:is|was) an? {WHO}(?=[.,])")
# matches "by her brother", "through a spokeswoman"
BY_KIN = re.compile(
    rf"\b(?:by (?=\w+ (?:{'|'.join(KIN)})\b)|through )(?P<who>(?:his|her|their|its|an?) (?P<role>[a-z]+))\b"
)
# matches "the mayor, who" before a pronoun in the same sentence
THE_WHO = re.compile(r"\b[Tt]he (?P<who>(?:[\w-]+ )?(?P<role>[a-z]+)), who\b")


class Introduced(NamedTuple):
    """Who is told of."""

    whole: Span  # of the words that tell of somebody
    who: Span
    role: str  # what he or she is, in small letters: "woman", "clerk", "another"
    sex: str  # "m", "f", "-" where the role tells none
    back: int  # sentences before the pronoun's own


def introduced(text: str, at: int) -> Iterator[Introduced]:
    """Those who are told of before a pronoun at a place, in its own sentence and in the one before."""
    start = sentence_start(text, at)
    for back in range(SENTENCES):
        found = ONE.match(text, start) or _new().match(text, start) or _met().search(text, start, at)
        found = found or IS_A.match(text, start) or (BY_KIN if back else THE_WHO).search(text, start, at)
        role = found["role"].lower() if found else ""
        sex = "-" if role in ONES else names().roles.get(role)
        if found is not None and sex is not None and found.end() < at:
            who = Span(found.start("owner" if found.groupdict().get("owner") else "who"), found.end("who"))
            yield Introduced(Span(*found.span()), who, role, sex, back)
        start = sentence_start(text, max(0, start - 2))


@cache
def _new() -> re.Pattern[str]:
    """'A woman who sold tea', 'One boy', 'My nephew rang at three', 'The brother-in-law himself doubts'."""
    lead = r"(?:(?P<owner>[A-Z][\w-]+['’]s)|An?|One|Another|My|Our|The(?=[^.,;]{3,40} (?:himself|herself)\b))"
    verb = rf"(?:[a-z]+(?:ed|s)|had|{'|'.join(sorted(listed('irregular')))})"
    return re.compile(rf"\W{{0,2}}{lead} {WHO}(?=,| who| whom| from| in| at| of| with| himself| herself| {verb}\b)")


@cache
def _met() -> re.Pattern[str]:
    """'In the hall I met an old man', 'we asked a clerk'."""
    verbs = "|".join(sorted(listed("meeting")))
    return re.compile(
        rf"\b(?:I|[Ww]e) (?:{verbs})(?: to| with)? (?:an?|another|my) {WHO}(?=[,.]| who| whom| from| in| at| of)"
    )
