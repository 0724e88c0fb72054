"""The words that copies are compared by: an article's prose, lower case, digits masked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from firsthand.model.articles import Article
from firsthand.model.spans import Span

WORD = re.compile(r"\w+")
DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text. Words of different `block` have something else between them that is no prose."""

    text: str  # lower case, every run of digits a single 0: an updated tally still matches
    span: Span
    block: int


def mask(word: str) -> str:
    """'Killed' gives 'killed'; '102' and '9' give '0'."""
    return DIGITS.sub("0", word.lower())


@lru_cache(maxsize=256)  # one article is compared with many
def words_of(text: str, spans: tuple[Span, ...]) -> tuple[Word, ...]:
    """The words in these stretches of a text, in order."""
    found: list[Word] = []
    block, end = 0, 0
    for span in spans:
        block += bool(text[end : span.start].strip())
        end = span.end
        for match in WORD.finditer(text, span.start, span.end):
            found.append(Word(mask(match.group()), Span(match.start(), match.end()), block))
    return tuple(found)


def prose_words(article: Article) -> tuple[Word, ...]:
    return words_of(article.text, tuple(p.span for p in article.prose))
