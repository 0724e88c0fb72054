"""Whether who, what, when and where that an article tells first are what coders marked in it (Giveme5W1H's set; Hamborg 2019).

Right is an answer that shares a word that counts with a marked phrase, a misprint of one letter in a long word forgiven; of
what, half of a phrase's words. Of when, the day that coders settled on is right too, and an article that names no day is
laid to the day it was published. Of where, a building is right too that the gazetteer puts within ACROSS of a town that is
the whole of a marked phrase: a tower where coders wrote its city. Never the other way: the city is wrong where they wrote
the tower, a country where they wrote a town, "the south" of a city where they wrote its borough, and so is the town next to
it. Stricter than the set's authors were, who judged by eye, in grades.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from firsthand.eval.figures import Figure
from firsthand.eval.places import kilometres
from firsthand.lang import gazetteer
from firsthand.lang.stems import stem
from firsthand.model.articles import Article
from firsthand.model.readings import PlaceRef
from firsthand.model.units import Reading
from firsthand.read.brief import brief

QUESTIONS = ("who", "what", "when", "where")
ACROSS = 25.0  # km from the middle of a town to its edge, at most
LONG = 8  # letters of a word that a letter amiss makes no other
WORD = re.compile(r"[^\W_]+")
SMALL = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "at",
        "to",
        "for",
        "by",
        "with",
        "from",
        "and",
        "or",
        "as",
        "is",
        "was",
        "are",
        "near",
        "his",
        "her",
        "their",
        "its",
        "it",
    ]
)


@dataclass(frozen=True, slots=True)
class Marked:
    """What coders marked in one report: phrases by question, and the days of its phrases that say when."""

    phrases: Mapping[str, tuple[str, ...]]
    days: frozenset[str]


def marked(coded: Mapping[str, Mapping[str, list[dict[str, str]]]]) -> Marked:
    """From the set's `fiveWoneH`."""
    rows = {q: coded.get(q, {}).get("annotated", []) for q in QUESTIONS}
    phrases = {q: tuple(r["text"] for r in found if r.get("text")) for q, found in rows.items()}
    return Marked(phrases, frozenset(r["parsed"] for r in rows["when"] if r.get("parsed")))


def figures(reports: Iterable[tuple[Article, Sequence[Reading], Marked]]) -> tuple[Figure, ...]:
    """The share of reports whose first answer is right, of those that coders answered, by question."""
    right: dict[str, list[bool]] = {q: [] for q in QUESTIONS}
    for article, readings, gold in reports:
        for question, ok in _judged(article, readings, gold).items():
            right[question].append(ok)
    return tuple(
        Figure(f"first {q} right", sum(r) / len(r) if r else 0.0, None, None, len(r)) for q, r in right.items()
    )


def lies_in(place: PlaceRef | None, phrases: Sequence[str]) -> bool:
    """Whether a building lies in a town that is the whole of a marked phrase."""
    if place is None or place.lat is None or place.lon is None or place.precision != "site":
        return False
    found = (next(iter(gazetteer.look(p.strip())), None) for p in phrases)
    towns = (t for t in found if t is not None and t.precision == "settlement")
    return any(kilometres(place.lat, place.lon, t.lat, t.lon) <= ACROSS for t in towns)


def meets(words: str, phrases: Sequence[str], half: bool = False) -> bool:
    """Whether words share one that counts with a phrase; if `half`, half of the phrase's."""
    ours = _stems(words)
    needed = 0.5 if half else 0.0
    return any(
        (both := _shared(ours, theirs)) and both >= needed * len(theirs) for p in phrases if (theirs := _stems(p))
    )


def _judged(article: Article, readings: Sequence[Reading], gold: Marked) -> dict[str, bool]:
    told, text = brief(article, readings), article.text
    published = article.first("published")
    day = told.when.edtf if told.when else published.value if published else None
    words = {
        "who": told.who.of(text) if told.who else "",
        "what": told.what.of(text) if told.what else "",
        "when": told.when.span.of(text) if told.when else "",
        "where": told.where.span.of(text) if told.where else "",
    }
    asked = [q for q in QUESTIONS if gold.phrases[q] or (q == "when" and gold.days)]
    also = {"when": _is(day, gold), "where": lies_in(told.where, gold.phrases["where"])}
    return {q: meets(words[q], gold.phrases[q], half=q == "what") or also.get(q, False) for q in asked}


def _is(day: str | None, gold: Marked) -> bool:
    return day is not None and day[:10] in gold.days


def _shared(ours: set[str], theirs: set[str]) -> int:
    return sum(1 for t in theirs if t in ours or any(_misprinted(t, o) for o in ours))


def _misprinted(word: str, other: str) -> bool:
    """Whether two long words differ by one letter put in, left out or changed."""
    shorter = min(len(word), len(other))
    if shorter < LONG or abs(len(word) - len(other)) > 1:
        return False
    same = next((n for n in range(shorter) if word[n] != other[n]), shorter)
    left, right = word[same:], other[same:]
    return left[1:] == right[1:] or left[1:] == right or left == right[1:]


def _stems(words: str) -> set[str]:
    return {stem(w.lower()) for w in WORD.findall(words) if w.lower() not in SMALL}
