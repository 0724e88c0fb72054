"""The article's words around those that were asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from firsthand.model.spans import Span
from firsthand.store.folded import Words, levelled, pattern

AROUND = 90  # characters on each side of the words asked for
LOOKED = 200  # places in a text that are weighed
LONGEST = 320  # characters of what is said


def snippet(body: str, words: Sequence[Words], skip: str | None = None) -> tuple[str, tuple[Span, ...], Span | None]:
    """The place with most of the words asked for, on one line; where they stand in it; and the first of them in the body.

    A word that stands in the headline alone is not shown again. Of no words, the text's beginning.
    """
    after_title = len(skip) if skip and body.startswith(skip) else 0
    finds = _pattern(tuple(words))
    level = levelled(body) if finds else ""
    places = (
        [m.span() for m, _ in zip(finds.finditer(level, after_title), range(LOOKED), strict=False)] if finds else []
    )
    if not places:
        title = finds.search(level) if finds else None
        line = " ".join(body[after_title : _word_end(body, after_title + 2 * AROUND)].split())
        return line, (), Span(*title.span()) if title else None
    first = max(places, key=lambda p: (_different(level, places, p), -p[0]))
    start = max(after_title, first[0] - AROUND)
    while 0 < start < first[0] and not body[start - 1].isspace():
        start += 1
    line = " ".join(body[start : _word_end(body, max(first[1], start + 2 * AROUND))].split())
    return line, _marks(line, words), Span(*first)


def cut(words: str, asked: Sequence[Words]) -> tuple[str, tuple[Span, ...]]:
    """What is said, on one line and not too long, from shortly before the words asked for."""
    line = " ".join(words.split())
    finds = _pattern(tuple(asked))
    first = finds.search(levelled(line)) if finds and len(line) > LONGEST else None
    start = max(0, first.start() - AROUND) if first else 0
    end = start + LONGEST
    line = ("… " if start else "") + line[start:end] + (" …" if end < len(line) else "")
    return line, _marks(line, asked)


def _word_end(body: str, at: int) -> int:
    """Where the word ends that stands here; not far behind, since some scripts write no blanks."""
    end = body.find(" ", at, at + 20)
    return end if end >= 0 else at


def _different(level: str, places: Sequence[tuple[int, int]], first: tuple[int, int]) -> int:
    """How many different words stand close behind this one."""
    return len({level[a:b] for a, b in places if first[0] <= a < first[0] + AROUND})


def _marks(line: str, asked: Sequence[Words]) -> tuple[Span, ...]:
    finds = _pattern(tuple(asked))
    return tuple(Span(m.start(), m.end()) for m in finds.finditer(levelled(line))) if finds else ()


@lru_cache(maxsize=256)
def _pattern(words: tuple[Words, ...]) -> re.Pattern[str] | None:
    return pattern(words)
