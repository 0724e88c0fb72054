"""'the Kaldan resistance, Free Narva, ...': what a name is called right beside it is a name of the same party elsewhere."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from firsthand.model.units import NameUse
from firsthand.resolve.classes import Classes
from firsthand.resolve.fold import consonants, fold, heard
from firsthand.resolve.joins import BODIES, Join, Key
from firsthand.resolve.names import Folded

LED = re.compile(r"the\s+(?=\S)", re.IGNORECASE)
WHERE = re.compile(r"\s(?:in|for|to|at)\s.*")  # "the mission [in Narva], MINAR"
# what is in brackets after a name: "(KVN)", "(MoW)"; not "(UK)", "(North)"
SHORT = re.compile(r".*\S\s?\((?P<short>[A-Z]{3,7}|[A-Z][a-z]{0,3}[A-Z][A-Za-z]{0,4})\)")


def apposed(uses: Mapping[Key, NameUse], classes: Classes) -> Iterator[Join]:
    """Joins of such words and the name, where they are said of no other party in the record."""
    bodies = [key for key in uses if key[0] in BODIES]
    known: dict[tuple[str, ...], list[Key]] = defaultdict(list)
    for key in bodies:
        known[_plain(key[1])].append(key)
    said_of: dict[Key, set[Key]] = defaultdict(set)
    for key in bodies:
        for form in {*uses[key].forms, *uses[key].called}:
            for words, sure in _beside(form, key[1]):
                for other in known.get(_plain(words), ()):
                    if other != key and (sure or other[0] == "outlet"):
                        said_of[other].add(key)
    for other, owners in sorted(said_of.items()):
        if len({classes.head(k) for k in owners}) == 1:
            owner = min(owners)
            yield Join(9, other, owner, f"“{other[1]}” is what “{owner[1]}” is called right beside its name")


def _plain(words: str) -> tuple[str, ...]:
    """A description as it is compared: "the military's media wing" is the army's."""
    return tuple("army" if word == "military" else word for word in fold(words))


def other_forms(uses: Mapping[Key, NameUse], folded: Mapping[Key, Folded], classes: Classes) -> Iterator[Join]:
    """Joins of a form of a name here with what is a name elsewhere: 'KVN', 'Abu Narva', where an article told whose they are;
    'Abu Narva al-Kalda', where it told that he is a Kalda."""
    full: dict[tuple[str, ...], list[Key]] = defaultdict(list)
    for key, name in folded.items():
        if key[0] == "person" and len(name.words) > 2 and name.words[0] in ("abu", "umm") and name.alike:
            full[tuple(map(consonants, name.alike))].append(key)
    owners: dict[Key, set[Key]] = defaultdict(set)
    for key, use in uses.items():
        alike = folded[key].alike or ()
        for form in use.forms:
            bare = LED.sub("", form)
            for kind in (key[0],) if key[0] == "person" else BODIES if key[0] in BODIES else ():
                if (kind, bare) in uses and (" " in bare or (bare.isupper() and kind != "person")):
                    owners[kind, bare].add(key)
            if key[0] == "person" and alike and len(words := fold(form)) == 2 and words[0] in ("abu", "umm"):
                for other in full.get(tuple(map(consonants, (*map(heard, words), alike[-1]))), ()):
                    owners[other].add(key)
    for other, found in sorted(owners.items()):
        found.discard(other)
        if len({classes.head(k) for k in found}) == 1:
            owner = min(found)
            yield Join(9, other, owner, f"“{other[1]}” stands for “{owner[1]}” in an article that gives both")


def _beside(form: str, name: str) -> Iterator[tuple[str, bool]]:
    """'Kaldan resistance' of 'the Kaldan resistance, Free Narva', 'army’s press office' of 'KVN, the army’s press office', 'KVN'
    of 'Kalda Works Board (KVN)'; and whether it is surely of the one named there: 'Kaldan radio Narva FM' only if an outlet's."""
    if form.endswith(name):
        before = form.removesuffix(name).rstrip()
        sure = LED.match(before) is not None and before.endswith(",")
        words = LED.sub("", before.rstrip(" ,"))
        if " " in words:
            yield from ((w, sure) for w in dict.fromkeys((words, WHERE.sub("", words))))
    elif found := SHORT.fullmatch(form):
        yield found["short"], True
    elif form.startswith(f"{name}, the "):
        yield LED.sub("", form.removeprefix(f"{name}, ")).split(",")[0], True
