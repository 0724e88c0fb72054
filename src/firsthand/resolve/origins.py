"""Origins of a claim: its members in groups that come from one party, and how many of the groups stand alone.

Never a proof. What is counted is what the texts of this record say of where the words come from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from firsthand.model.findings import HopKind, Independence, Origin
from firsthand.model.units import Carrier
from firsthand.resolve.claim_ground import HOPS, SOURCES, SpokenOf
from firsthand.resolve.parties import Parties, described

Ints = NDArray[np.int64]
METHOD = (
    "Independent origins found in this record: sources with no known chain between them. Copies and relays count as the "
    "source they have it from; a spokesman and the body spoken for are one. Unnamed sources described alike count as one, at "
    "the high end as one for each outlet; at the low end sources of one state, and unnamed ones of one outlet, count as one. "
    "Words without a source, or of an outlet that nobody names, are unknown and not counted."
)


class End(NamedTuple):
    """Where one member's words come from. A tuple, since there is one for every member of a record's claims."""

    party: str | None
    kind: HopKind
    key: str  # what makes two ends one
    place: str  # the text it is told in: its family, else its outlet, else the article
    named: bool
    known: bool
    official: bool  # an unnamed official, who may be of a body that is named elsewhere
    through: frozenset[str]  # keys of the parties that pass it on


@dataclass(frozen=True, slots=True)
class Ground:
    """What origins are told by: attributions, articles and parties of the record."""

    spoken: SpokenOf
    rows: Ints  # of each attribution that a telling has, its row there, and last -1: of what an outlet tells itself
    carriers: Mapping[str, Carrier]
    families: Mapping[str, str]  # article -> family
    parties: Parties

    def speakers(self, said: NDArray[np.int32]) -> Ints:
        """Who speaks in some attributions, by number; -1 nobody, and of what an outlet tells itself."""
        rows = self.rows[said]
        return np.append(self.spoken.speaker, np.int32(-1))[rows].astype(np.int64)

    def party(self, speaker: int) -> tuple[str | None, str | None]:
        """The name of a speaker by number, and the entity."""
        name = self.spoken.name(speaker)
        return name, self.parties.entity(name)


def count(members: Sequence[tuple[str, int]], ground: Ground) -> tuple[tuple[Origin, ...], Independence]:
    """The origins of these members in the order of their first ones, and the count with its bounds. A member is an article,
    and the row of an attribution or -1."""
    if len(members) == 1:
        end = _end(*members[0], ground)
        known_one = int(end.known)
        return (Origin(end.party, end.kind, (0,)),), Independence(
            known_one, known_one, known_one, 1 - known_one, METHOD
        )
    ends = [_end(*x, ground) for x in members]
    if not any(end.known for end in ends):
        return _grouped(ends, [end.key for end in ends]), Independence(0, 0, 0, len(members), METHOD)
    known = [n for n, end in enumerate(ends) if end.known]
    keys = _folded(ends, ground)
    apart = [f"{keys[n]} {'' if ends[n].named else ends[n].place}" for n in known]
    low = len(_joined([_bounds(ends[n], keys[n], ground) for n in known]))
    number = len({keys[n] for n in known})
    found = Independence(number, min(low, number), max(len(set(apart)), number), len(members) - len(known), METHOD)
    return _grouped(ends, keys), found


def _end(article_id: str, row: int, ground: Ground) -> End:
    carrier = ground.carriers.get(article_id)
    outlet = carrier.outlet if carrier else None
    place = ground.families.get(article_id) or outlet or article_id
    said = ground.spoken
    if row < 0:
        credited = (carrier.source if carrier else None) or outlet
        return End(credited, "outlet", f"voice:{credited or place}", place, False, False, False, frozenset())
    through = frozenset(ground.parties.party(x) for x in said.through(row))
    origin, kind = said.name(said.origin[row]), HOPS[said.hop[row]]
    named = bool(said.origin_named[row])
    if origin is None or not (said.reaches_origin[row] or (kind == "relay" and named)):
        return End(origin, kind, f"voice:{place}", place, False, False, False, through)
    if named:
        key = ground.parties.party(origin)
        return End(origin, kind, key, place, True, True, False, through - {key})
    official = SOURCES[said.source[row]] == "unnamed_official"
    return End(origin, kind, f"unnamed:{described(origin)}", place, False, True, official, through)


def _folded(ends: Sequence[End], ground: Ground) -> list[str]:
    """The ends' keys, those of relays and of officials turned into those of the sources they stand for."""
    keys = [end.key for end in ends]
    for n, end in enumerate(ends):
        if end.known and end.named and end.kind == "relay":
            passed = sorted({e.key for e in ends if e.known and end.key in e.through and e.key != end.key})
            keys[n] = passed[0] if passed else end.key
    states = {n: ground.parties.state(e.party) for n, e in enumerate(ends) if e.known and e.party}
    for n, end in enumerate(ends):
        if end.official and (state := states.get(n)):
            of = sorted({keys[m] for m, e in enumerate(ends) if e.known and e.named and states.get(m) == state})
            keys[n] = of[0] if of else keys[n]
    return keys


def _bounds(end: End, key: str, ground: Ground) -> set[str]:
    """What makes an end one with others at the low end."""
    state = ground.parties.state(end.party) if end.party else None
    own = {key} if end.named else {key, f"in {end.place}"}
    return own | {f"state {state}"} if state else own


def _joined(some: Iterable[set[str]]) -> list[set[str]]:
    """Sets that share something made one."""
    out: list[set[str]] = []
    for one in some:
        meeting = [held for held in out if held & one]
        out = [held for held in out if not held & one]
        out.append(one.union(*meeting))
    return out


def _grouped(ends: Sequence[End], keys: Sequence[str]) -> tuple[Origin, ...]:
    members: dict[str, list[int]] = {}
    for n, key in enumerate(keys):
        members.setdefault(key, []).append(n)

    def best(n: int) -> tuple[bool, int]:
        """The first member that is named by the group's own key, else the first."""
        return keys[n] != ends[n].key or not ends[n].named, n

    heads = {key: ends[min(some, key=best)] for key, some in members.items()}
    return tuple(Origin(heads[key].party, heads[key].kind, tuple(some)) for key, some in members.items())
