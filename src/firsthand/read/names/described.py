"""Those whom a text speaks of without naming them: 'the enemy', 'a bridge', 'he'. Kept apart from names: nobody is resolved here.

What they are good for is knowing that somebody is spoken of: who acts in an event, whom a figure counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from firsthand import lang
from firsthand.model.readings import MentionKind
from firsthand.model.spans import Span

WORD = re.compile(r"[A-Za-z][a-z]*\b")
KINDS: dict[str, MentionKind] = {"person": "person", "group": "group", "place": "place"}


def descriptions(text: str, whole: Span) -> Iterator[tuple[Span, MentionKind]]:
    """The nouns and pronouns of a stretch that speak of somebody or of a place, in order; offices in capitals too."""
    known = _described()
    for match in WORD.finditer(text, whole.start, whole.end):
        word = match.group()
        low = word.lower()
        opens = word[0].isupper() and word != "I"
        kind = known.get(low)
        if kind is not None and (not opens or low in ("he", "she", "we") or _is_office(text, match)):
            yield Span(match.start(), match.end()), kind


def _is_office(text: str, match: re.Match[str]) -> bool:
    """'the Foreign Secretary', 'The Minister': an office in capitals with its article, and no name after it."""
    before = re.search(r"\b[Tt]he\s+(?:[A-Z][a-z]+\s+)?$", text[max(0, match.start() - 24) : match.start()])
    return before is not None and not re.match(r"\s+[A-Z]", text[match.end() : match.end() + 3])


@cache
def _described(code: str = "en") -> dict[str, MentionKind]:
    rows = lang.get(code).tables.get("described", ())
    return {row[0]: KINDS[row[1]] for row in rows}
