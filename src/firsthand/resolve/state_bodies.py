"""'Norlandic defence ministry', 'Norland’s Ministry of Defence' and 'the defence ministry': what a state has one of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from firsthand.lang import get
from firsthand.model.units import NameUse
from firsthand.resolve.classes import Classes
from firsthand.resolve.fold import fold
from firsthand.resolve.joins import Join, Key
from firsthand.resolve.names import SMALL, Folded

Words = tuple[str, ...]
SPELLED = {"defense": "defence", "labor": "labour"}
LONGEST_STATE = 4  # words
OFTENER = 5  # times


def state_bodies(uses: Mapping[Key, NameUse], folded: dict[Key, Folded], classes: Classes) -> Iterator[Join]:
    """One state's body under its several names; without a state's name, where no other state's is named so in the record, and
    it is not far oftener named without a state than with it: then other states' are meant as well."""
    of: dict[Words, dict[str | None, list[Key]]] = defaultdict(lambda: defaultdict(list))
    for key, name in folded.items():
        for state, body in [_read(name.words)] if key[0] in ("organisation", "group") else ():
            if body is not None:
                of[body][state].append(key)
    for body, states in of.items():
        owned = [state for state in states if state is not None]
        for keys in (states[state] for state in owned):
            yield from (
                Join(7, key, keys[0], f"“{key[1]}” and “{keys[0][1]}”: what one state has one of") for key in keys[1:]
            )
        for key in states.get(None, ()) if len(owned) == 1 else ():
            other = states[owned[0]][0]
            if uses[key].articles > OFTENER * sum(uses[k].articles for k in states[owned[0]]):
                continue
            yield Join(8, key, other, f"“{key[1]}” and “{other[1]}”: no other state’s {' '.join(body)} is named here")


def _read(words: Words) -> tuple[str | None, Words | None]:
    """The state and the one name of such a body; None where it is none."""
    state, rest = _owner(words)
    rest = tuple(SPELLED.get(w, w) for w in rest)
    if rest[:2] == ("ministry", "of") and len(rest) > 2:
        rest = (*rest[2:], "ministry")
    if rest[-1:] == ("ministry",) and "and" in rest:
        rest = (*rest[: rest.index("and")], "ministry")  # of health and social welfare
    rest = tuple(w for w in rest if w not in SMALL)
    body = _one_name().get(rest, rest if rest[-1:] == ("ministry",) and len(rest) > 1 else None)
    parts = _parts().get(body or (), frozenset())
    return (state, rest if state in parts else body) if body else (None, None)


def _owner(words: Words) -> tuple[str | None, Words]:
    """The state before or after a name, and the rest: 'norlandic army', 'ministry of works of norland', 'ministry in kalda'."""
    known = states()
    for size in range(min(LONGEST_STATE, len(words) - 1), 0, -1):
        if state := known.get(words[:size]):
            return state, words[size:]
        if len(words) > size + 2 and words[-size - 1] in ("of", "in") and (state := known.get(words[-size:])):
            return state, words[: -size - 1]
    return None, words


@cache
def states() -> dict[Words, str]:
    """A state's names, capitals and nationalities, folded, with the state."""
    found: dict[Words, str] = {}
    for row in get("en").tables.get("countries", ()):
        for form in (row[0], *(x for column in row[1:4] for x in column.split("|") if x)):
            found.setdefault(fold(form), row[0])
    return found


@cache
def _one_name() -> dict[Words, Words]:
    rows = get("en").table("state_bodies_alike")
    return {fold(form): fold(row[0]) for row in rows for form in row if not form.startswith("-")}


@cache
def _parts() -> dict[Words, frozenset[str]]:
    rows = get("en").table("state_bodies_alike")
    return {fold(row[0]): frozenset(form[1:] for form in row if form.startswith("-")) for row in rows}
