"""Names that general knowledge takes for one party: acronyms, translations, a state and its government."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from firsthand.lang import get
from firsthand.lang.spellings import spelled
from firsthand.model.readings import MentionKind
from firsthand.resolve.fold import fold

Party = tuple[str, str]  # "alias" and a party's name, or "state" and a state's
GOVERNMENTS = ("government", "administration", "regime", "govt")
NATIONAL = (
    "state",
    "side",
    "authorities",
    "junta",
    "military authorities",
)  # "the Norlandic side", not "Washington state"
KINDS: frozenset[MentionKind] = frozenset({"organisation", "group", "place", "other"})
SHORT = re.compile(r"(?:[A-Z]\.?){2,4}")


def party_of(kind: MentionKind, name: str) -> Party | None:
    """The party of the tables that a name stands for; never a person's, an outlet's or a document's.

    Short forms count in capitals only: 'IS' is a group, 'is' a word.
    """
    if kind not in KINDS:
        return None
    bare = name.strip().removeprefix("the ").removeprefix("The ")
    if SHORT.fullmatch(bare):
        return _short().get(bare.replace(".", ""))
    return _long().get(fold(bare))


@cache
def _long() -> dict[tuple[str, ...], Party]:
    found = {fold(form): party for form, party in _forms() if not SHORT.fullmatch(form)}
    for party, form in _governments():
        found.setdefault(fold(form), party)
    return found


@cache
def _short() -> dict[str, Party]:
    return {form.replace(".", ""): party for form, party in _forms() if SHORT.fullmatch(form)}


def _forms() -> Iterator[tuple[str, Party]]:
    for name, others, *_ in _states():
        for form in (name, *others):
            yield form, ("state", name)
    for kind, name, *forms in get("en").tables.get("aliases", ()):
        if kind in KINDS:
            for form in (name, *(x for other in forms for x in spelled(other))):
                yield form, _state_of(name) or ("alias", name)


def _governments() -> Iterator[tuple[Party, str]]:
    for name, others, capitals, demonyms in _states():
        for word in GOVERNMENTS:
            for whose in (name, *others, *capitals, *demonyms):
                yield ("state", name), f"{whose} {word}"
            yield ("state", name), f"{word} of {name}"
            yield from ((("state", name), f"{word} in {capital}") for capital in capitals)
        for word in NATIONAL:
            yield from ((("state", name), f"{whose} {word}") for whose in demonyms)
            yield from ((("state", name), f"{word} in {capital}") for capital in capitals)


def _state_of(name: str) -> Party | None:
    """'United States government' in the table of aliases is the state itself."""
    state = name.removesuffix(" government")
    return ("state", state) if state != name and any(state == row[0] for row in _states()) else None


@cache
def _states() -> tuple[tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...]], ...]:
    rows = get("en").tables.get("countries", ())
    return tuple((row[0], _listed(row, 1), _listed(row, 2), _listed(row, 3)) for row in rows)


def _listed(row: tuple[str, ...], index: int) -> tuple[str, ...]:
    return tuple(x for x in row[index].split("|") if x) if len(row) > index else ()
