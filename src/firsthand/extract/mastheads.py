"""Articles of a dump whose first line is a masthead that was read as the headline: the outlet above the day and the headline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from firsthand.lang import get
from firsthand.lang.outlet_names import sounds_like_outlet
from firsthand.model.spans import Span

LONGEST_NAME = 6  # words
LEAST_TITLE = 3
# matches "THE ", "Weekly " before what an outlet is called in its articles
ARTICLE = re.compile(r"(?:the|weekly|daily)\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Masthead:
    """An article's first line as its outlet's: where the name stands in it, and the number of the line that is the headline."""

    name: Span
    title: int


def masthead(lines: Sequence[str], below: Iterable[int], story: str) -> Masthead | None:
    """The masthead of an article: 'TIDE ONLINE', a line with the day or the section, and a headline below; None of others.

    `below`: those of its lines that may be the headline. A first line that tells by no word that it is an outlet's is one if it
    says which kind of paper it is of ('Iskra, opposition weekly'), or if the story goes on to say what somebody told the paper.
    """
    name, kind = _parts(lines[0])
    words = name.of(lines[0])
    title = next((i for i in below if len(lines[i].split()) >= LEAST_TITLE), None)
    if title is None or not 0 < len(words.split()) <= LONGEST_NAME or words.rstrip()[-1] in ".!?:":
        return None
    if not all(w[0].isupper() or w in ("of", "and") for w in words.split()):
        return None
    return Masthead(name, title) if kind or _has_outlet_word(words) or _speaks(words, story) else None


def _parts(line: str) -> tuple[Span, str]:
    """'Iskra' and 'weekly' of 'Iskra, opposition weekly'; the whole of any other line, and nothing."""
    name, comma, said = line.partition(", ")
    kind = said.split()[-1] if comma and said.islower() else ""
    return (Span(0, len(name)), kind) if kind in get("en").column("outlet_heads") else (Span(0, len(line)), "")


def _has_outlet_word(words: str) -> bool:
    plain = words.title() if words.isupper() else words
    return sounds_like_outlet(ARTICLE.sub("", plain)) and not plain.casefold().startswith("press ")


def _speaks(words: str, story: str) -> bool:
    """Whether an article tells what somebody told what its first line names: 'told Karst' under 'THE KARST PROJECT'."""
    own = ARTICLE.sub("", words).split()[0]
    called = re.escape(own.title() if own.isupper() else own)
    return re.search(rf"\b(?:told|seen\sby|shown\sto)\s(?:[Tt]he\s)?{called}\b", story) is not None
