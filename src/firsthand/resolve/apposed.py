"""'the Kaldan resistance, Free Narva, ...': what a name is called right before it is a name of the same party elsewhere."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from firsthand.model.units import NameUse
from firsthand.resolve.classes import Classes
from firsthand.resolve.fold import fold
from firsthand.resolve.joins import BODIES, Join, Key

# matches "the Kaldan resistance, Free Narva"; not "Kalda, Free Narva" nor "a resistance group, Free Narva"
APPOSED = re.compile(r"the (?P<called>[A-Z][\w-]*(?: [\w-]+){1,3}), (?P<name>[A-Z].*)")


def apposed(uses: Mapping[Key, NameUse], classes: Classes) -> Iterator[Join]:
    """Joins of such a description and the name, where it is said of no other party in the record."""
    said_of: dict[tuple[str, ...], set[Key]] = defaultdict(set)
    for key, use in uses.items():
        for form in use.forms if key[0] in BODIES else ():
            found = APPOSED.fullmatch(form)
            if found and fold(found["name"]) == fold(key[1]):
                said_of[fold(found["called"])].add(key)
    for key in uses:
        owners = said_of.get(fold(key[1]), set()) if key[0] in BODIES else set()
        if len({classes.head(k) for k in owners}) == 1 and key not in owners:
            owner = min(owners)
            yield Join(9, key, owner, f"“{key[1]}” is what “{owner[1]}” is called right before its name")
