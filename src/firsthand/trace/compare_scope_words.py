"""The words that give a figure its scope, as patterns: "including" before it, "in a previous attack" beside it."""

from __future__ import annotations

import re
from functools import cache

from firsthand.lang import get
from firsthand.trace import compare_kinds
from firsthand.trace.compare_kinds import any_of
from firsthand.trace.compare_lines import rarest

HAPPENING = r"\s+(?:[\w-]+\s+){0,2}(?:%s)\b"


def words_of(kind: str) -> frozenset[str]:
    """The words of one kind in the table `figure_scopes`."""
    return compare_kinds.words_of(kind, "figure_scopes")


@cache
def cues_of(kind: str) -> frozenset[str]:
    """Runs of letters of which one stands where words of a kind do."""
    return rarest(words_of(kind))


@cache
def scope_cues() -> frozenset[str]:
    return REMAINING.union(
        *map(cues_of, ("part", "raises", "rest", "added", "past", "wider", "period", "still", "first", "unsaid"))
    )


REMAINING = frozenset({"remaining"})


def plain(kind: str) -> re.Pattern[str]:
    return compare_kinds.alone(kind, "figure_scopes")


@cache
def led(kind: str) -> re.Pattern[str]:
    """Right before the figure, or before others listed with it: 'including two nurses and [three] doctors'."""
    return re.compile(
        rf"\b(?:{any_of(words_of(kind))}):?\s+(?:[^;:().]{{1,60}}(?:,|,?\s+and)\s+)?(?:(?:the|his|her|their)\s+)?$",
        re.IGNORECASE,
    )


@cache
def rest() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:the|these|those|its|their)\s+(?:{any_of(words_of('rest'))})\s+$|\bremaining\s+$", re.IGNORECASE
    )


@cache
def rest_within() -> re.Pattern[str]:
    return re.compile(r"[\w-]+\s+remaining\b", re.IGNORECASE)


@cache
def added() -> re.Pattern[str]:
    """'another 40', 'three others', '50 other passengers'; not 'more than 40'."""
    return re.compile(rf"\b(?:{any_of(words_of('added'))})\b(?!\s+than)", re.IGNORECASE)


@cache
def raises() -> re.Pattern[str]:
    """'eight more bodies were found, [bringing the death toll] to 31'."""
    verbs, totals = any_of(words_of("raises")), any_of(words_of("total"))
    return re.compile(rf"\b(?:{verbs})\s+(?:[\w’'-]+\s+){{0,4}}(?:{totals})\b", re.IGNORECASE)


@cache
def past() -> re.Pattern[str]:
    rows = get("en").table("quantity_roles")
    nouns = frozenset(row[0] for row in rows if row[1] == "noun" and row[2] == "attack") | _happenings()
    return re.compile(rf"\b(?:{any_of(words_of('past'))}){HAPPENING % any_of(nouns)}", re.IGNORECASE)


@cache
def _happenings() -> frozenset[str]:
    """Nouns of the table of happenings: 'crash', 'crashes'."""
    return frozenset(w for row in get("en").table("event_words") if row[3] != "-" for w in row[3].split(","))


@cache
def peoples() -> frozenset[str]:
    return frozenset(row[0] for row in get("en").table("places_demonyms"))
