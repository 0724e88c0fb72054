"""What reading happenings asks of a language's tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from firsthand.lang.happenings import Trigger, function_words, grammar, triggers
from firsthand.lang.pack import get


@dataclass(frozen=True, slots=True)
class Sense:
    """What a trigger reports where the words for it outnumber those against."""

    kind: str  # "-": no happening
    where: str  # near, sentence, article
    fors: tuple[str, ...]
    againsts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The tables of one language, by what is asked of them."""

    triggers: dict[str, Trigger]  # by form, lower case; several words joined by a blank
    firsts: frozenset[str]  # first words of triggers of several words
    longest: int  # words of the longest trigger
    stops: dict[str, frozenset[str]]  # what a trigger is none before; words of several joined by a blank
    stops_before: dict[str, frozenset[str]]
    senses: dict[tuple[str, str], tuple[Sense, ...]]  # by form and the kind it is listed under
    instruments: frozenset[str]
    does: dict[str, frozenset[str]]  # words by what they do: "be", "not", "by" ...
    grammar: frozenset[str]  # all of them
    whose: dict[str, tuple[tuple[str, ...], ...]]  # phrases that say whose a happening is, by kind, longest first


@cache
def lexicon(language: str) -> Lexicon | None:
    """The lexicon of a language; None where its pack has no words for happenings."""
    known = triggers(language)
    if not known:
        return None
    pack = get(language)
    stops: dict[str, set[str]] = {}
    for word, held in pack.table("event_stops"):
        stops.setdefault(word, set()).update(x.replace("_", " ") for x in held.split())
    return Lexicon(
        known,
        frozenset(form.split()[0] for form in known if " " in form),
        max(len(form.split()) for form in known),
        {word: frozenset(x for x in held if x[0] != "<") for word, held in stops.items()},
        {word: frozenset(x[1:] for x in held if x[0] == "<") for word, held in stops.items()},
        _senses(pack.tables.get("event_senses", ())),
        frozenset(pack.column("event_instruments")),
        function_words(language),
        grammar(language),
        _whose(pack.tables.get("event_by", ())),
    )


def _whose(rows: Sequence[Sequence[str]]) -> dict[str, tuple[tuple[str, ...], ...]]:
    held: dict[str, list[tuple[str, ...]]] = {}
    for words, kind in rows:
        held.setdefault(kind, []).append(tuple(words.split()))
    return {kind: tuple(sorted(some, key=lambda x: (-len(x), x))) for kind, some in held.items()}


def _senses(rows: Sequence[Sequence[str]]) -> dict[tuple[str, str], tuple[Sense, ...]]:
    held: dict[tuple[str, str], tuple[Sense, ...]] = {}
    for forms, listed, kind, where, fors, againsts in rows:
        sense = Sense(kind, where, tuple(fors.split(",")), tuple(againsts.split(",")))
        for form in forms.split(","):
            held[form, listed] = (*held.get((form, listed), ()), sense)
    return held
