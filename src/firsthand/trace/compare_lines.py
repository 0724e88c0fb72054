"""Sentences, and the words by which two of them are likened."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from firsthand.lang import get
from firsthand.model.articles import Article
from firsthand.model.spans import Span

KNOWN_WORDS, KNOWN_PARAGRAPHS = (
    200_000,
    512,
)  # kept between questions: the words of a large record, the paragraphs of an article
LETTERS = re.compile(r"[a-z]+")
POSSESSIVE = re.compile(r"[’']s?$")
WORD = re.compile(r"[^\W_]+(?:[.’'][^\W_]+)*")
# ends: "... on Monday. The"; "... more than 30.” Officials"; does not: "U.S. forces", "Gen. Heron"
# what it begins with stands first, and is quick to look for
END = re.compile(r"[.!?\n](?:(?<=[^\s.][.!?])[”’\"')\]]*\s+(?=[“‘\"'(\[]?[A-Z0-9])|(?<=\n)\n*)")
ABBREVIATION = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Sgt|Sen|Rep|Gov|Prof|St|No|Jr|Sr|vs|Jan|Feb|Aug|Sept|Oct|Nov|Dec))\.$"
)
SHORTEST = 3  # letters of a word that counts
LONG = 7  # letters kept of a folded word: 'graduating' and 'graduation' are alike, 'military' and 'militant' are not


def sentences(article: Article) -> Iterator[tuple[Span, bool]]:
    """The headline's and the prose's sentences in order; whether each is a headline."""
    for part in sorted((*article.parts_of("headline"), *article.prose), key=lambda p: p.span):
        for span in _paragraph(article.text, part.span.start, part.span.end)[1]:
            yield span, part.kind == "headline"


def cut(text: str, whole: Span) -> Iterator[Span]:
    """The sentences of a stretch of text, without the white space between."""
    start = whole.start
    for match in END.finditer(text, max(0, start - 1), whole.end):
        at = match.start() + 1
        if "\n" not in match.group() and _is_abbreviated(text, start, at):
            continue
        if words := text[start : match.end()].strip():
            yield _trimmed(text, start, words)
        start = match.end()
    if words := text[start : whole.end].strip():
        yield _trimmed(text, start, words)


def _is_abbreviated(text: str, start: int, at: int) -> bool:
    """Whether the dot before a place ends a short form, and no sentence: 'Gen.'; of five letters there is none."""
    before = text[max(0, at - 6) : at - 1]
    if len(before) == 5 and before.isalpha():
        return False
    return ABBREVIATION.search(text, max(start, at - 6), at) is not None


def _trimmed(text: str, start: int, words: str) -> Span:
    """Where words stand that begin at a place or, after white space, soon behind it."""
    first = start if text.startswith(words, start) else text.index(words, start)
    return Span(first, first + len(words))


def around(text: str, at: int, end: int) -> tuple[Span, tuple[Span, ...]]:
    """The paragraph from before `at` to after `end`, and its sentences."""
    start, stop = text.rfind("\n", 0, at) + 1, text.find("\n", end)
    return _paragraph(text, start, stop if stop >= 0 else len(text))


@lru_cache(maxsize=KNOWN_PARAGRAPHS)
def _paragraph(text: str, start: int, end: int) -> tuple[Span, tuple[Span, ...]]:
    whole = Span(start, end)
    return whole, tuple(cut(text, whole))


def rarest(phrases: Iterable[str]) -> frozenset[str]:
    """Of each phrase its longest run of letters: no phrase stands in a sentence that has none of them."""
    return frozenset(max(found, key=len) for p in phrases if (found := LETTERS.findall(p.casefold())))


def terms(words: str) -> tuple[str, ...]:
    """The words that tell what a sentence is about, folded, sorted, each once: 'The depot was struck' gives depot, struck.

    Peoples stand for their countries, so that "the Norlandic border" and "Norland's border" are alike.
    """
    found = set(map(term, WORD.findall(words)))
    return tuple(sorted([t for t in found if t is not None]))


@lru_cache(maxsize=KNOWN_WORDS)
def term(word: str) -> str | None:
    """One word folded; None if it says nothing of what a sentence is about."""
    if country := countries().get(bare(word)):
        return f"={country}"
    low = fold(word)
    if low in _stops() or len(low) < SHORTEST or low[0].isdigit():
        return None
    return stem(low)[:LONG]


def bare(word: str) -> str:
    """'Syria’s' gives 'Syria'."""
    return POSSESSIVE.sub("", word) if word[-1:] in "’'s" else word


@lru_cache(maxsize=KNOWN_WORDS)
def fold(word: str) -> str:
    if word.isascii():
        return bare(word).casefold()
    plain = "".join(c for c in unicodedata.normalize("NFKD", bare(word)) if not unicodedata.combining(c))
    return plain.casefold()


@lru_cache(maxsize=KNOWN_WORDS)
def stem(low: str) -> str:
    """Without the commonest endings of English: 'attacks', 'attacked' and 'attacking' give 'attack'. Crude on purpose."""
    for ending, keep in (("ies", 3), ("sses", 4), ("ing", 4), ("ed", 4), ("es", 4), ("s", 3)):
        if low.endswith(ending) and len(low) - len(ending) >= keep and not low.endswith(("ss", "us", "is")):
            cut_ = low[: -len(ending)]
            if ending == "ies":
                return cut_ + "y"
            if ending in ("ing", "ed") and len(cut_) > 4 and cut_[-1] == cut_[-2] and cut_[-1] not in "ls":
                cut_ = cut_[:-1]
            return cut_.rstrip("e") if ending in ("ing", "ed", "es") else cut_.rstrip("e") if len(cut_) > 4 else cut_
    return low.rstrip("e") if len(low) > 4 else low


@cache
def countries() -> dict[str, str]:
    """Names of countries and words for their people, as written, with the country: Syrian and Syria with SY."""
    return {**{row[0]: row[3] for row in _country_rows()}, **{row[1]: row[3] for row in _country_rows()}}


@cache
def country_names() -> frozenset[str]:
    """Only what is a country's name: Syria, the U.S."""
    short = {row[0] for row in get("en").table("places_short")}
    return frozenset({row[1] for row in _country_rows()} | short)


@cache
def _country_rows() -> tuple[tuple[str, ...], ...]:
    tables = ("places_demonyms", "places_short")
    return tuple(row for name in tables for row in get("en").table(name) if len(row) > 3 and row[2] == "country")


@cache
def _stops() -> frozenset[str]:
    return frozenset(w for row in get("en").table("compare_stops") for cell in row for w in cell.split())
