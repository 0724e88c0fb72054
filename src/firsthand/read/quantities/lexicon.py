"""The tables that quantities are read by, made ready for look-up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from firsthand import lang
from firsthand.lang.pack import Pack
from firsthand.lang.verbs import forms
from firsthand.read.quantities.number_words import TOKEN

Words = tuple[str, ...]
SHORT = 2  # letters: so short a unit is told by its case ("m" and "M", "W")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure by its normal form; `kind` is percent, currency, measure, time, age or label."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Change:
    direction: str  # up or down
    weak: bool  # says so of shares, points and measures only


@dataclass(frozen=True, slots=True)
class Role:
    kind: str  # verb, state or noun
    role: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    units: dict[str, list[tuple[Words, Unit]]]  # by first word in small letters, longest first
    cased: frozenset[Words]  # forms that are told by their case
    before: dict[str, list[tuple[Words, str]]]  # bounds by their last word, longest first
    after: dict[str, list[tuple[Words, str]]]  # bounds by their first word, longest first
    changes: dict[str, Change]
    change_nouns: dict[str, str]
    verbs: dict[str, str]  # role by form: done to what is counted
    states: dict[str, str]
    nouns: dict[str, str]  # what is counted is itself the role
    phrases: dict[str, list[tuple[Words, str]]]  # roles of several words, by their first
    phrases_end: dict[str, list[tuple[Words, str]]]  # the same by their last
    counted: frozenset[str]  # singulars and plurals of what the news counts
    persons: frozenset[str]
    singular: dict[str, str]  # by plural, small letters
    stops: frozenset[str]
    labels: dict[str, bool]  # label words; True where small letters do
    streets: frozenset[str]
    months: dict[str, int]  # by form, small letters
    acts: frozenset[str]  # forms of common verbs: a subject ends before them
    maybe_acts: frozenset[str]  # forms in -s of verbs that may be plural nouns: "plans"
    sets: dict[str, frozenset[str]]  # small sets of words by name


@cache
def lexicon(code: str = "en") -> Lexicon:
    """The quantity tables of a language, each read once a process."""
    pack = lang.get(code)
    units, cased = _units(pack)
    before = [(_split(form), bound) for form, bound, where in pack.table("quantity_bounds") if where == "before"]
    after = [(_split(form), bound) for form, bound, where in pack.table("quantity_bounds") if where == "after"]
    roles = pack.table("quantity_roles")
    phrases = [(_split(form), role) for form, kind, role in roles if kind == "phrase"]
    changes = pack.table("quantity_changes")
    counted = pack.table("quantity_counted")
    singular = {row[0].lower(): row[1].lower() for row in pack.table("quantity_plurals")}
    return Lexicon(
        units,
        cased,
        _grouped([(w, b) for w, b in before], -1),
        _grouped([(w, b) for w, b in after], 0),
        {row[0]: Change(row[1], len(row) > 2) for row in changes if row[2:] != ("noun",)},
        {row[0]: row[1] for row in changes if row[2:] == ("noun",)},
        {form: role for form, kind, role in roles if kind == "verb"},
        {form: role for form, kind, role in roles if kind == "state"},
        {form: role for form, kind, role in roles if kind == "noun"},
        _grouped(phrases, 0),
        _grouped(phrases, -1),
        frozenset(form for row in counted for form in row[:2]),
        frozenset(form for row in counted for form in row[:2] if row[2] == "person"),
        {**{row[1]: row[0] for row in counted}, **singular},
        frozenset(pack.column("quantity_stops")),
        {row[0]: len(row) > 1 for row in pack.table("quantity_labels")},
        frozenset(pack.column("quantity_streets")),
        {row[0].lower(): int(row[1]) for row in pack.table("months")},
        _acts(pack),
        frozenset(f"{row[0]}s" for row in pack.table("quantity_verbs") if len(row) > 2),
        {row[0]: frozenset(row[1].split()) for row in pack.table("quantity_sets")},
    )


def _acts(pack: Pack) -> frozenset[str]:
    """Forms of verbs that are no nouns ("reports" may be one, "reported" is none)."""
    out: set[str] = set()
    for base, *rest in pack.table("quantity_verbs"):
        past = tuple(rest[0].split(",")) if rest and rest[0] else ()
        noun = len(rest) > 1
        out |= {
            f
            for f in forms(base, past)
            if not noun or (f not in (base, base + "s", base + "es") and not f.endswith("ing"))
        }
    return frozenset(out)


def _split(form: str) -> Words:
    return tuple(m.group() for m in TOKEN.finditer(form))


def _units(pack: Pack) -> tuple[dict[str, list[tuple[Words, Unit]]], frozenset[Words]]:
    found: dict[str, list[tuple[Words, Unit]]] = {}
    cased: set[Words] = set()
    for name, kind, listed in pack.table("units"):
        for form in listed.split("|"):
            words = _split(form)
            if (len(words) == 1 and len(form) <= SHORT) or form.isupper():
                cased.add(words)
            else:
                words = tuple(w.lower() for w in words)
            found.setdefault(words[0].lower(), []).append((words, Unit(name, kind)))
    for rest in found.values():
        rest.sort(key=lambda r: -len(r[0]))
    return found, frozenset(cased)


def _grouped(rows: list[tuple[Words, str]], key: int) -> dict[str, list[tuple[Words, str]]]:
    found: dict[str, list[tuple[Words, str]]] = {}
    for words, bound in sorted(rows, key=lambda r: (-len(r[0]), r)):
        found.setdefault(words[key], []).append((words, bound))
    return found
