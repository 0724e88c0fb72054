"""Who: who is blamed, who did it and how sure that is, and what somebody owns or leads."""

from __future__ import annotations

import re
from collections.abc import Iterator

from firsthand.model.comparing import Cell
from firsthand.model.readings import Mention
from firsthand.model.spans import Span
from firsthand.trace import compare_phrases as phrases
from firsthand.trace.compare_cues import Sought
from firsthand.trace.compare_held import Held, shown, within
from firsthand.trace.compare_lines import WORD, fold, stem, term


def actors(held: Held, sentence: Span, headline: bool, found: Sought) -> Iterator[Cell]:
    """Who is blamed, who is behind it and how sure that is, and what somebody owns or leads."""
    text, start = held.text, sentence.start
    if headline and (opening := phrases.opening(text, sentence)) is not None:
        yield actor(text, opening, "behind", names_in(opening.key))
    for phrase in found.blamed:
        at = phrase.at(start)
        yield actor(text, at, "blame", names_in(at.span.of(text)))
    for phrase in found.behind:
        yield actor(text, phrase.at(start), "behind", names_in(phrase.key))
    for phrase in found.agents:
        at = phrase.at(start)
        named = names_in(at.span.of(text))
        if named and not phrases.is_weapon(at.span.of(text)) and not _when_or_where(held, at.span):
            yield actor(text, at, "agent", named)
    for phrase in found.held:
        at = phrase.at(start)
        person = _nearest(held, at.span, sentence)
        if person is not None:
            keys = names_in(at.span.of(text)) - {stem(at.key)}
            yield actor(text, at, f"held:{at.key}:{fold(person.name)}", keys)


LEADS = re.compile(r"(?:in|at|on|of|from|near|outside|since|after|before|by)\s", re.IGNORECASE)
WITHIN = re.compile(r"\b(?:in|at|of|near|outside|and)\s+(?:the\s+)?$", re.IGNORECASE)


def _when_or_where(held: Held, span: Span) -> bool:
    """Whether what stands before a verb says when or where: 'the bombs in Norland and [Sudland have] killed'."""
    words = span.of(held.text)
    if words.rstrip().endswith(",") or LEADS.match(words):
        return True
    names = [w for w in WORD.finditer(held.text, span.start, span.end) if w.group()[0].isupper() and term(w.group())]
    timed = all(any(t.span.start <= w.start() < t.span.end for t in held.times) for w in names)
    return timed or (
        len(words.split()) <= 2 and WITHIN.search(held.text, max(0, span.start - 16), span.start) is not None
    )


def actor(text: str, phrase: phrases.Phrase, about: str, keys: set[str]) -> Cell:
    words = shown(phrase.span.of(text))
    return Cell("actor", about, phrase.span, words, words, keys=tuple(sorted(keys)), mood=phrase.mood)


def names_in(words: str) -> set[str]:
    """The words of names: 'Norland-backed groups' gives the country, 'the Heron Group' heron and group."""
    return {t for w in WORD.findall(words) if w[0].isupper() and (t := term(w)) is not None}


def _nearest(held: Held, span: Span, sentence: Span) -> Mention | None:
    people = [m for m in within(held.mentions, sentence) if m.kind == "person"]
    return min(people, key=lambda m: (_gap(m.span, span), m.span), default=None)


def _gap(a: Span, b: Span) -> int:
    return max(a.start - b.end, b.start - a.end, 0)
