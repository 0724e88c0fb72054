"""The tables of a pack whose verbs of saying stand before their subject, folded for look-up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from firsthand import lang
from firsthand.lang.pack import Pack
from firsthand.model.problems import UsageError
from firsthand.model.readings import SourceKind
from firsthand.read.lexicon import as_source_kind
from firsthand.read.verb_first.words import fold

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verb:
    """A form of a verb that attributes."""

    stance: str
    strong: bool
    brings: str  # what its content begins with besides "that": a word, or a joined letter with +; "": nothing
    feminine: bool  # the form agrees with a woman, a body or several things
    led: bool  # a letter for "and" or "so" is joined to it: it begins its clause


@dataclass(frozen=True, slots=True)
class Phrases:
    """A fixed phrase that attributes; `joined`: its last letter is written with the source's first word."""

    words: Phrase
    joined: str


@dataclass(frozen=True, slots=True)
class VerbFirst:
    marks: dict[str, str]
    verbs: dict[str, tuple[str, bool, str, str]]  # folded form: stance, strong, brings, base folded
    phrases: tuple[Phrases, ...]
    unnamed: dict[Phrase, SourceKind]
    unwilling: tuple[Phrase, ...]
    outlets: dict[Phrase, str]
    outlet_heads: frozenset[str]
    titles: frozenset[str]
    documents: frozenset[str]
    organisations: frozenset[str]
    venues: frozenset[str]
    roles: dict[str, frozenset[str]]

    def verb(self, folded: str) -> Verb | None:
        """The verb that a word is, with or without the letters that are joined to it."""
        for lead in ("", *sorted(self.roles["joined"], key=len)):
            rest = folded.removeprefix(lead)
            known = self.verbs.get(rest) if folded.startswith(lead) and rest else None
            if known:
                stance, strong, brings, base = known
                feminine = rest != base and (rest.endswith(("ت", "تا")) or (rest.startswith("ت") and base[0] != "ت"))
                return Verb(stance, strong, brings, feminine, lead[:1] in ("و", "ف"))
        return None

    def starts(self, folded: Sequence[str], role: str) -> bool:
        return bool(folded) and folded[0] in self.roles[role]


@cache
def verb_first(code: str) -> VerbFirst | None:
    """The tables of a language; None without a pack, or where it names no letters joined to verbs."""
    try:
        pack = lang.get(code)
    except UsageError:
        return None
    roles = {role: frozenset(map(fold, held.split())) for role, held in pack.tables.get("rule_words", ())}
    if "joined" not in roles or "that" not in roles:
        return None
    return VerbFirst(
        {row[0]: row[1] for row in pack.table("quote_marks")},
        _verbs(pack),
        tuple(sorted((_phrase(row[0]) for row in pack.table("cue_phrases")), key=lambda p: -len(p.words))),
        {_folded(row[0]): as_source_kind(row[1]) for row in pack.table("anonymity")},
        tuple(_folded(row[0]) for row in pack.table("anonymity_phrases")),
        {_folded(form): row[0] for row in pack.table("outlets") for form in row},
        _set(pack, "outlet_heads"),
        _set(pack, "titles"),
        _set(pack, "document_words"),
        _set(pack, "organisation_words"),
        _set(pack, "venue_words"),
        roles,
    )


def _verbs(pack: Pack) -> dict[str, tuple[str, bool, str, str]]:
    found: dict[str, tuple[str, bool, str, str]] = {}
    for row in pack.table("cues"):
        base, stance, strength, held, brings = (*row, "", "")[:5]
        for form in (base, *(f for f in held.split(",") if f)):
            found.setdefault(fold(form), (stance, strength == "strong", fold(brings), fold(base)))
    return found


def _phrase(words: str) -> Phrases:
    held = _folded(words)
    return Phrases(held[:-1], held[-1][:-1]) if held[-1].endswith("+") else Phrases(held, "")


def _folded(words: str) -> Phrase:
    return tuple(fold(w) for w in words.split())


def _set(pack: Pack, name: str) -> frozenset[str]:
    return frozenset(fold(w) for w in pack.column(name))
