"""Words that report a happening, by the tables `event_words`, `event_alike` and `event_function` of a pack."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import get_args

from firsthand.lang.pack import codes, get
from firsthand.lang.roots import root
from firsthand.model.readings import RoleName

NONE = "-"


@dataclass(frozen=True, slots=True)
class Trigger:
    """One word, or a few, that report a happening."""

    kind: str
    base: str  # what its forms have in common: "strike" of "struck" and "strikes"
    subject: RoleName | None  # what the verb's subject is in it
    object: RoleName | None
    noun: bool  # may be a noun
    verb: bool  # may be a verb
    past: bool  # may be a participle: "struck", "was struck"


@cache
def triggers(language: str) -> dict[str, Trigger]:
    """By form, lower case, several words joined by a blank; empty where the pack has no words for happenings."""
    found: dict[str, Trigger] = {}
    for row in _table(language, "event_words"):
        for form, trigger in _forms(*row):
            found[form] = _both(found[form], trigger) if form in found else trigger
    return found


@cache
def function_words(language: str) -> dict[str, frozenset[str]]:
    """Words around triggers by what they do: "be", "not", "by" ..."""
    does: dict[str, set[str]] = defaultdict(set)
    for role, words in _table(language, "event_function"):
        does[role].update(words.split())
    return {role: frozenset(words) for role, words in does.items()}


@cache
def grammar(language: str) -> frozenset[str]:
    """All of them but those that only follow a trigger: words that say nothing of what happened."""
    held = (words for role, words in function_words(language).items() if not role.endswith("_after"))
    return frozenset(word for words in held for word in words)


@cache
def alike(language: str) -> dict[str, frozenset[int]]:
    """The groups of words that may be used of one happening, by stem."""
    groups: dict[str, set[int]] = defaultdict(set)
    for n, row in enumerate(_table(language, "event_alike")):
        for word in row[0].split():
            groups[root(word)].add(n)
            known = triggers(language).get(word)
            if known is not None and " " not in known.base:
                groups[root(known.base)].add(n)
    return {word: frozenset(held) for word, held in groups.items()}


@cache
def alike_of(language: str, stem: str, kind: str, listed: str) -> frozenset[int]:
    """The groups that a word of a kind is in: all, or where its kind is another than it is listed under those of them, or else
    of all groups, that have a word of the kind: "strike" of dockers is alike "walkout", and not "attack"."""
    own = alike(language).get(stem, frozenset())
    if kind == listed:
        return own
    held = _groups_of(language).get(kind, frozenset())
    return own & held or held


@cache
def _groups_of(language: str) -> dict[str, frozenset[int]]:
    """By kind, the groups that have a word listed under it."""
    found: dict[str, set[int]] = defaultdict(set)
    for n, row in enumerate(_table(language, "event_alike")):
        for word in row[0].split():
            if (known := triggers(language).get(word)) is not None:
                found[known.kind].add(n)
    return {kind: frozenset(held) for kind, held in found.items()}


@cache
def stems_of(language: str, trigger: str) -> tuple[str, ...]:
    """The stems of a trigger's words that carry meaning, the last first: ('strik',) of "struck", ('custod', 'tak')."""
    whole = triggers(language).get(trigger)
    written = whole.base.split() if whole is not None and " " in trigger else trigger.split()
    words = [w for w in written if w not in grammar(language)] or written
    return tuple(dict.fromkeys(_stem(language, w) for w in reversed(words)))


def inflected(base: str, odd: tuple[str, ...] = ()) -> set[str]:
    """A verb's forms: 'deny' gives denies, denied, denying; odd ones stand in the place of the regular past."""
    first, _, rest = base.partition(" ")
    tail = f" {rest}" if rest else ""
    stem_ = first[:-1] if first.endswith("e") and not first.endswith("ee") else first
    y = first.endswith("y") and first[-2:-1] not in "aeiou"
    third = first[:-1] + "ies" if y else first + ("es" if first.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    regular = first[:-1] + "ied" if y else stem_ + "ed"
    doubled = any(form.split()[0] == first + first[-1] + "ing" for form in odd)
    ing = () if doubled else (stem_ + "ing" + tail,)
    return {base, third + tail, *ing, *(odd or (regular + tail,))}


def _stem(language: str, word: str) -> str:
    known = triggers(language).get(word)
    return root(known.base.split()[0] if known is not None else word)


def _table(language: str, name: str) -> tuple[tuple[str, ...], ...]:
    return get(language).tables.get(name, ()) if language in codes() else ()


def _forms(kind: str, verb: str, odd: str, nouns: str, subject: str, object_: str) -> list[tuple[str, Trigger]]:
    only = odd.startswith("=")
    extra = tuple(x for x in odd.lstrip("=").split(",") if x != NONE)
    named = [x for x in nouns.split(",") if x != NONE]
    base = verb if verb != NONE else ""
    roles = _role(subject), _role(object_)
    found: list[tuple[str, Trigger]] = []
    for form in sorted(extra if only else inflected(verb, extra)) if base else ():
        past = form in extra or form.split()[0].endswith("ed")
        found.append((form, Trigger(kind, base, *roles, form in named, True, past and not form.endswith("ing"))))
    verbs = {form for form, _ in found}
    own = {x: x[:-1] if x.endswith("s") and x[:-1] in named else x for x in named}  # "quakes" is of "quake"
    return found + [(x, Trigger(kind, base or own[x], *roles, True, False, False)) for x in named if x not in verbs]


def _both(a: Trigger, b: Trigger) -> Trigger:
    """Of two rows with one form the first gives the kind: "release" of prisoners before "release" of papers."""
    return Trigger(a.kind, a.base, a.subject, a.object, a.noun or b.noun, a.verb or b.verb, a.past or b.past)


def _role(written: str) -> RoleName | None:
    return next((role for role in get_args(RoleName) if role == written), None)
