"""Where the places that an article names may lie: the likeliest entry of the gazetteer for each name, with its rivals.

A linear ranker over the cues of `places_features`, in two passes: the second knows what the first thought of the other names.
Its weights are the table `places_ranker`, made by training/train_places.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from firsthand.lang import gazetteer, pack
from firsthand.lang.gazetteer import Gazetteer
from firsthand.lang.gazetteer_build import KIND, KINDS
from firsthand.model.articles import Article
from firsthand.model.ids import make_id
from firsthand.model.readings import Mention, PlaceRef
from firsthand.read.places.candidates import PART, PEOPLE, SHORT, Entries, asked_kind, candidates
from firsthand.read.places.features import NAMES, Floats, Named, features, filed_from, gather, inside, prior
from firsthand.read.words import Paragraph

RIVALS = 8  # kept beside the chosen one
PASSES = 2
SAME_SPOT = 0.25  # degrees, some 28 km
# degrees, at most, between a province's middle and the town that it is named after: São Paulo's 2.18, not New York's 2.53
SAME_TOWN = 2.3
SHARE = 0.1  # of a province's people live in that town, at least: a hamlet of the name is not meant
TOWNS = ("capital", "seat", "settlement")
REASONS = MappingProxyType(
    {
        SHORT: "a short or everyday form of the name",
        PEOPLE: "a word for the people or things of the place",
        PART: "a part of the name is in the gazetteer, the whole is not",
    }
)


def read_places(article: Article, read: Sequence[Paragraph], mentions: Sequence[Mention]) -> tuple[PlaceRef, ...]:
    """One PlaceRef for each mention of a place, in their order. Same name, same place, within one article.

    'Alexandria, Louisiana' puts every "Alexandria" of the article in Louisiana. Without a gazetteer all are unresolved.
    """
    places = [m for m in mentions if m.kind == "place"]
    found = gazetteer.find()
    if found is None:
        why = "no gazetteer: firsthand gazetteer build"
        return tuple(_unresolved(m, m.span.of(article.text), why) for m in places)
    names = gather(found, article.text, [(m.span.start, m.span.end) for m in places])
    dateline = article.first("dateline")
    asked = [*names, *(filed_from(found, dateline.value) if dateline else ())]
    chances = rank(found, asked, home(found, article))
    by_name = {n.name: (n, c) for n, c in zip(names, chances[: len(names)], strict=True)}
    countries = _countries(found, by_name.values())
    return tuple(_ref(found, m, *by_name[m.span.of(article.text)], countries, article.text) for m in places)


def rank(found: Gazetteer, names: Sequence[Named], at_home: Sequence[int]) -> list[Floats]:
    """Chances of each name's candidates, adding up to 1 a name; an empty array where there is none."""
    chances = [prior(found, n) for n in names]
    for weights in ranker():
        chances = [chance(values @ weights) for values in features(found, names, chances, at_home)]
    return chances


def chance(scores: Floats) -> Floats:
    """Scores as chances that add up to 1."""
    if not len(scores):
        return scores
    raised = np.exp(scores - scores.max())
    whole: Floats = raised / raised.sum()
    return whole


def home(found: Gazetteer, article: Article) -> list[int]:
    """What a place within the name of the article's outlet may be: of "The Harrow Courier" every Harrow."""
    outlet = article.first("outlet")
    if outlet is None:
        return []
    parts = outlet.value.split()
    for length in range(len(parts), 0, -1):
        for start in range(len(parts) - length + 1):
            held = candidates(found, " ".join(parts[start : start + length]))
            entries = [int(e) for e in held.entries if found.kind[e] in (KIND["capital"], KIND["settlement"])]
            if entries:
                return entries
    return []


@cache
def ranker() -> tuple[Floats, ...]:
    """The weights of each pass, in the order of the features."""
    table = {row[0]: row[1:] for row in pack.get("en").table("places_ranker")}
    return tuple(np.array([float(table[name][n]) for name in NAMES]) for n in range(PASSES))


def _ref(found: Gazetteer, m: Mention, named: Named, chances: Floats, countries: dict[int, str], text: str) -> PlaceRef:
    if not len(chances):
        return _unresolved(m, named.name, "not in the gazetteer")
    order = np.lexsort((np.arange(len(chances)), -chances))
    at = _level(found, named, order, asked_kind(text, m.span.end) or named.found.wants)
    order = np.concatenate((order[at : at + 1], np.delete(order, at)))
    entries, chances = named.found.entries[order], chances[order]
    chosen = found.place(int(entries[0]))
    part = named.found.how[order[0]] == PART and chosen.pinned
    return PlaceRef(
        id=make_id("place", m.id),
        article_id=m.article_id,
        mention_id=m.id,
        span=m.span,
        gazetteer_id=chosen.id,
        name=chosen.name,
        lat=chosen.lat if chosen.pinned and not part else None,
        lon=chosen.lon if chosen.pinned and not part else None,
        country=chosen.country,
        precision="area" if part else chosen.precision,
        rivals=tuple(found.id(int(e)) for e in entries[1 : RIVALS + 1]),
        score=round(_sure(found, entries, chances, SAME_TOWN if at else SAME_SPOT), 6),
        why=_why(found, named, int(order[0]), countries),
    )


def _level(found: Gazetteer, named: Named, order: npt.NDArray[np.intp], asked: str) -> int:
    """Which in the order is meant of those that lie where the first lies: the town, unless the words ask for its province.

    'Baghdad' is the city, 'Baghdad province' is not; 'New York' stays what the ranker took it for, since the two lie far apart.
    """
    entries = named.found.entries[order]
    kinds = [KINDS[k] for k in found.kind[entries]]
    wanted = ("region", "district", "subdistrict") if asked else TOWNS
    if kinds[0] not in (*TOWNS, "region", "district", "subdistrict") or kinds[0] in wanted:
        return 0
    near = _distance(found, entries) <= SAME_TOWN
    people = found.population[entries] >= SHARE * float(found.population[entries[0]])
    fits = (n for n in range(1, len(entries)) if kinds[n] in wanted and near[n] and (asked or people[n]))
    return next(fits, 0)


def _sure(found: Gazetteer, entries: Entries, chances: Floats, near: float) -> float:
    """The chance of the first and of those that lie where it lies: a city and its county are not rivals."""
    return min(1.0, float(chances[_distance(found, entries) <= near].sum()))


def _distance(found: Gazetteer, entries: Entries) -> Floats:
    """Degrees from the first entry to each."""
    lat, lon = found.lat[entries] / 100_000, found.lon[entries] / 100_000
    apart: Floats = np.hypot(lat - lat[0], (lon - lon[0]) * np.cos(np.radians(lat[0])))
    return apart


def _why(found: Gazetteer, named: Named, place: int, countries: dict[int, str]) -> str:
    """The plainest of the reasons that speak for a choice, in words."""
    entry, how = int(named.found.entries[place]), int(named.found.how[place])
    if how in REASONS:
        return REASONS[how]
    if len(named.found.entries) == 1:
        return "the only one of that name in the gazetteer"
    if inside(found, named.found.entries, named.said)[place]:
        return "the words beside the name say where"
    country = countries.get(int(found.country[entry]))
    if country is not None and int(found.kind[entry]) != KIND["country"]:
        return f"{country} is named in this article" + (", most populous there" if place == 0 else "")
    return "most populous" if place == 0 else "nearest to the other places of this article"


def _countries(found: Gazetteer, ranked: Iterable[tuple[Named, Floats]]) -> dict[int, str]:
    """The countries that an article names, by code, each with the gazetteer's name."""
    first = [int(named.found.entries[int(np.argmax(chances))]) for named, chances in ranked if len(chances)]
    return {int(found.country[e]): found.name(e) for e in first if int(found.kind[e]) == KIND["country"]}


def _unresolved(m: Mention, name: str, why: str) -> PlaceRef:
    return PlaceRef(
        id=make_id("place", m.id),
        article_id=m.article_id,
        mention_id=m.id,
        span=m.span,
        gazetteer_id=None,
        name=name,
        lat=None,
        lon=None,
        country=None,
        precision=None,
        rivals=(),
        score=0.0,
        why=why,
    )
