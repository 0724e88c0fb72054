"""Places by the gazetteer: two spellings of one place are one; one name for two places far apart is two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from math import asin, cos, radians, sin, sqrt

from firsthand.lang import get
from firsthand.model.units import InArticle, KnownPlace, NameUse
from firsthand.resolve.aliases import party_of
from firsthand.resolve.joins import Join, Key
from firsthand.resolve.party import Party, label, labels

AGREED = 2 / 3  # share of the resolved mentions that must be resolved alike
FAR_KM = 100  # nearer, a town and its district, or two entries of one gazetteer, may be meant
POINTS = frozenset({"settlement", "site", "district"})  # what lies at one point: a sea or a region is near to much
Places = Mapping[str, KnownPlace]


def same_places(uses: Mapping[Key, NameUse]) -> Iterator[Join]:
    """'Tolhamrin' and 'Hamrin Hill', if both resolve to one entry; never a word for its people ('Narvan')."""
    demonyms = {form for row in get("en").tables.get("countries", ()) for form in "|".join(row[3:4]).split("|")}
    by_id: dict[str, list[Key]] = defaultdict(list)
    for key, use in uses.items():
        if key[0] == "place" and key[1] not in demonyms and (found := agreed(_votes(use.shown))):
            by_id[found].append(key)
    for id_, keys in by_id.items():
        for other in keys[1:]:
            yield Join(6, keys[0], other, f"“{keys[0][1]}” and “{other[1]}”: one place of the gazetteer ({id_})")
    for key in uses:
        first, _, last = key[1].rpartition(" ")
        short: Key = ("place", first)
        if key[0] == "place" and last.lower() in _with_article() and short in uses and _led(uses[short]):
            yield Join(7, short, key, f"“the {first}” is the {last.lower()} “{key[1]}”")


def _led(use: NameUse) -> bool:
    """Whether a place bears the article that towns do not: 'the Narva'."""
    return party_of("place", use.name) is None and any(form.lower().startswith("the ") for form in use.forms)


@cache
def _with_article() -> frozenset[str]:
    return frozenset(row[0] for row in get("en").tables.get("place_types", ()) if "the" in row[1:])


def agreed(votes: Mapping[str, int]) -> str | None:
    """The entry that two in three of the mentions resolve to."""
    best = max(sorted(votes), key=lambda id_: votes[id_], default=None)
    return best if best is not None and votes[best] >= AGREED * sum(votes.values()) else None


def parted(keys: tuple[Key, ...], why: tuple[str, ...], uses: Mapping[Key, NameUse], places: Places) -> Iterator[Party]:
    """The parties that a class of places' names gives: what most mentions mean, and what some articles mean instead."""
    shown = [(key, s) for key in keys if key[0] == "place" for s in uses[key].shown]
    votes = _votes(tuple(s for _, s in shown))
    main = max(sorted(votes), key=lambda id_: votes[id_], default=None)
    elsewhere: dict[str, set[tuple[Key, str]]] = defaultdict(set)
    for key, s in shown:
        if len(s.places) == 1 and main is not None and _far(places.get(main), places.get(s.places[0][0])):
            elsewhere[s.places[0][0]].add((key, s.article_id))
    moved = {id_: sum(n for _, s in shown for g, n in s.places if g == id_) for id_ in elsewhere}
    rest = {id_: n for id_, n in votes.items() if id_ not in moved}
    names = tuple(sorted({key[1] for key in keys}))
    yield Party("place", keys, names, why, content=(min(keys)[1],), members=labels(keys), place=agreed(rest))
    for id_, told in sorted(elsewhere.items()):
        own = tuple(sorted({key for key, _ in told}))
        held = frozenset((key[1], article_id) for key, article_id in told)
        reason = f"“{own[0][1]}” in {_articles(held)} is another place ({id_}), far from {main}"
        members = frozenset(label(*key, id_) for key in own)
        yield Party("place", own, (), (reason,), held, content=(own[0][1], id_), members=members, place=id_)


def _votes(shown: tuple[InArticle, ...]) -> dict[str, int]:
    votes: dict[str, int] = defaultdict(int)
    for s in shown:
        for id_, n in s.places:
            votes[id_] += n
    return votes


def _articles(held: frozenset[tuple[str, str]]) -> str:
    ids = sorted({article_id for _, article_id in held})
    return ", ".join(ids[:3]) + (f" and {len(ids) - 3} more" if len(ids) > 3 else "")


def _far(a: KnownPlace | None, b: KnownPlace | None) -> bool:
    """Whether two entries are known to lie apart; what has no point is not."""
    if a is None or b is None or a.id == b.id or a.precision not in POINTS or b.precision not in POINTS:
        return False
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return False
    lat, lon = radians(b.lat - a.lat), radians(b.lon - a.lon)
    chord = sin(lat / 2) ** 2 + cos(radians(a.lat)) * cos(radians(b.lat)) * sin(lon / 2) ** 2
    return 2 * 6371 * asin(sqrt(chord)) > FAR_KM
