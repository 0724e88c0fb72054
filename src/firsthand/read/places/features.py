"""What an article says for and against each place that its names may mean, as numbers for the ranker.

After the cues of Leidner 2007 and Lieberman, Samet and Sankaranarayanan 2010: population, containers said beside a name, the
nearness of the other places, one meaning for one name in one article.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from firsthand.lang.gazetteer import Gazetteer
from firsthand.lang.gazetteer_build import KIND
from firsthand.lang.gazetteer_file import NONE
from firsthand.read.places.candidates import OTHER, PART, PEOPLE, SHORT, Candidates, candidates

NAMES = (
    "people",  # log10 of population + 1, by 7
    "share",  # of the people of all that bear the name
    "first",  # most populous of the name
    "country",
    "region",
    "capital",
    "district",
    "subdistrict",
    "curated",  # from our own table
    "other_name",
    "wanted",  # the name asks for this kind: "County"
    "unwanted_district",  # a district though the name asks for none
    "said",  # the words beside the name put it here: "Paris, Texas"
    "region_named",  # its region is named in the article: share of all regions named
    "country_named",
    "region_named_any",
    "country_named_any",
    "near",  # how near the likely places of other names are, mean over names
    "near_sum",
    "close",  # the same within some 30 km
    "same_region",  # chance that another name lies in its region, mean over names
    "same_country",
    "holds",  # another name of the article is said to lie in it: Texas, of "Paris, Texas"
    "capital_of_named",  # a capital, and its country is named
    "region_empty",  # a region, and no other name is likely to lie in it
    "home",  # as near as the outlet's own place, by its name
)
Container = tuple[str, int]  # ("region" or "district", its entry) or ("country", its code)
Floats = npt.NDArray[np.float64]
# "Paris, Texas", "Paris (Texas)", "Paris in Texas"; not "Paris and Texas"
BESIDE = re.compile(r"\s{0,2}(?:,|\(|\bin\b)\s{0,2}(?P<words>[A-Z][^\n,;()\"“”:]{1,60})")
# "the Syrian town of Raqqa", "Iraq’s Anbar": what stands before "Raqqa", "Anbar"
BEFORE = re.compile(r"(?P<words>[A-Z][\w.]+(?: [A-Z][\w.]+)?)(?:['’]s?)?(?: [a-z]+){0,3} (?:of |in )?$")
SEES = 70  # characters before and after a name
AT_ONCE, FEWEST = (
    4000,
    4,
)  # candidates of an article weighed together, and of one name at least: cost goes with the square
FAR = 6371.0  # km, of the Earth's radius


@dataclass(frozen=True, slots=True)
class Named:
    """One name of an article, all its mentions together."""

    name: str
    found: Candidates
    said: frozenset[Container]  # beside any of its mentions
    weight: int  # how often it is mentioned


def gather(found: Gazetteer, text: str, places: Sequence[tuple[int, int]]) -> list[Named]:
    """The different names at these places of a text, in order of first mention."""
    said: dict[str, set[Container]] = {}
    count: dict[str, int] = {}
    for start, end in places:
        name = text[start:end]
        said.setdefault(name, set()).update(containers(found, text, start, end))
        count[name] = count.get(name, 0) + 1
    most = max(FEWEST, AT_ONCE // max(len(said), 1))
    return [Named(n, _first(candidates(found, n), most), frozenset(said[n]), count[n]) for n in said]


def filed_from(found: Gazetteer, dateline: str) -> list[Named]:
    """The place of a dateline, as one more name for the others to be weighed against: 'PARIS, Texas' is PARIS, said in Texas."""
    name = re.split(r"[,(/]", dateline, maxsplit=1)[0].strip()
    if not name:
        return []
    said = containers(found, dateline, dateline.index(name), dateline.index(name) + len(name))
    return [Named(name, candidates(found, name), frozenset(said), 1)]


def containers(found: Gazetteer, text: str, start: int, end: int) -> set[Container]:
    """The regions, districts and countries that the words beside a name may put it in."""
    out: set[Container] = set()
    after = BESIDE.match(text, end, end + SEES)
    if after is not None:
        parts = after["words"].split()
        for n in range(min(4, len(parts)), 0, -1):
            out = _divisions(found, " ".join(parts[:n]).rstrip("’'"))
            if out:
                return out
    before = BEFORE.search(text, max(0, start - SEES), start)
    if before is not None:
        parts = before["words"].split()
        for n in range(len(parts)):
            out = _divisions(found, " ".join(parts[n:]))
            if out:
                return out
    return out


def features(found: Gazetteer, names: Sequence[Named], chances: Sequence[Floats], home: Sequence[int]) -> list[Floats]:
    """For each name an array (candidates, features).

    `chances` are what is thought of the candidates so far, one array a name; `home` the entries that the outlet's name may mean.
    """
    own = [_own(found, n) for n in names]
    shared = _shared(found, names, chances)
    near = _near(found, names, chances, home)
    held = frozenset(c for n in names for c in n.said)
    joint = [_joint(found, n, held, *parts) for n, *parts in zip(names, own, shared, near, strict=True)]
    whole = zip(own, shared, near, joint, strict=True)
    return [np.concatenate((a, b, c[:, :-1], d, c[:, -1:]), axis=1) for a, b, c, d in whole]


def prior(found: Gazetteer, named: Named) -> Floats:
    """Chances by population and by what is said beside the name alone."""
    entries = named.found.entries
    if not len(entries):
        return np.zeros(0)
    weight = found.population[entries].astype(float) + 100.0
    weight *= np.where(inside(found, entries, named.said), 1000.0, 1.0)
    whole: Floats = weight / weight.sum()
    return whole


def inside(found: Gazetteer, entries: npt.NDArray[np.uint32], said: frozenset[Container]) -> npt.NDArray[np.bool_]:
    """Which entries lie in one of these containers; a container does not lie in itself."""
    held = np.zeros(len(entries), dtype=bool)
    for what, value in said:
        if what == "country":
            held |= (found.country[entries] == value) & (found.kind[entries] != KIND["country"])
        else:
            within = found.region[entries] if what == "region" else found.district[entries]
            held |= (within == value) & (entries != value)
    return held


def _own(found: Gazetteer, named: Named) -> Floats:
    entries, how, wants = named.found.entries, named.found.how, named.found.wants
    people = found.population[entries].astype(float)
    kind = found.kind[entries]
    said = inside(found, entries, named.said)
    district = np.isin(kind, (KIND["district"], KIND["subdistrict"]))
    wanted = district if wants == "district" else kind == KIND["region"] if wants == "region" else np.zeros(len(kind))
    by_table = np.array([found.id(int(e)).startswith("curated:") for e in entries], dtype=float)
    columns = (
        np.log10(people + 1) / 7,
        people / max(people.sum(), 1.0),
        np.arange(len(entries)) == 0,
        kind == KIND["country"],
        kind == KIND["region"],
        kind == KIND["capital"],
        kind == KIND["district"],
        kind == KIND["subdistrict"],
        by_table,
        how == OTHER,
        wanted,
        district if not wants else np.zeros(len(kind)),
        said,
    )
    return np.stack([np.asarray(c, dtype=float) for c in columns], axis=1)


def _shared(found: Gazetteer, names: Sequence[Named], chances: Sequence[Floats]) -> list[Floats]:
    """Regions and countries named in the article: the share of each candidate's own among them."""
    regions: dict[int, float] = {}
    countries: dict[int, float] = {}
    owners: list[dict[int, float]] = []
    for named, chance in zip(names, chances, strict=True):
        mine: dict[int, float] = {}
        if len(chance):
            top = int(np.argmax(chance))
            entry = int(named.found.entries[top])
            kind = int(found.kind[entry])
            if kind == KIND["country"]:
                countries[int(found.country[entry])] = countries.get(int(found.country[entry]), 0.0) + named.weight
            elif kind == KIND["region"]:
                mine[entry] = float(named.weight)
                regions[entry] = regions.get(entry, 0.0) + named.weight
        for what, value in named.said:
            if what == "region":
                regions[value] = regions.get(value, 0.0) + 1.0
                mine[value] = mine.get(value, 0.0) + 1.0
        owners.append(mine)
    out = []
    for named, mine in zip(names, owners, strict=True):
        rows = np.zeros((len(named.found.entries), 4))
        for n, entry in enumerate(named.found.entries):
            region, country = int(found.region[entry]), int(found.country[entry])
            of_region = regions.get(region, 0.0) - mine.get(region, 0.0)
            is_country = int(found.kind[entry]) == KIND["country"]
            of_country = 0.0 if is_country else countries.get(country, 0.0)
            rows[n, 0] = of_region / max(sum(regions.values()) - sum(mine.values()), 1.0)
            rows[n, 1] = of_country / max(sum(countries.values()), 1.0)
            rows[n, 2], rows[n, 3] = of_region > 0, of_country > 0
        out.append(rows)
    return out


def _joint(
    found: Gazetteer, named: Named, held: frozenset[Container], own: Floats, shared: Floats, near: Floats
) -> Floats:
    """Cues that count only together."""
    entries = named.found.entries
    kind, country = found.kind[entries], found.country[entries]
    named_there = shared[:, 3]
    holds = [
        ("country", int(c)) in held if k == KIND["country"] else ("region", int(e)) in held
        for e, k, c in zip(entries, kind, country, strict=True)
    ]
    columns = (holds, (kind == KIND["capital"]) * named_there, (kind == KIND["region"]) * (near[:, 3] < 0.02))
    return np.stack([np.asarray(c, dtype=float) for c in columns], axis=1).reshape(len(entries), 3)


def _near(found: Gazetteer, names: Sequence[Named], chances: Sequence[Floats], home: Sequence[int]) -> list[Floats]:
    """Nearness of the other names' likely places, and how likely they share region and country."""
    sizes = [len(n.found.entries) for n in names]
    entries = np.concatenate([n.found.entries for n in names]) if names else np.zeros(0, dtype=np.uint32)
    chance = np.concatenate(chances) if names else np.zeros(0)
    lying = ~np.isin(found.kind[entries], (KIND["country"], KIND["region"], KIND["continent"], KIND["sea"]))
    at = _vectors(found, entries)
    ends = np.cumsum([0, *sizes])
    region, country = found.region[entries], found.country[entries]
    sums = np.zeros((len(entries), 5))
    for g in range(len(names)):
        a, b = ends[g], ends[g + 1]
        if a == b:
            continue
        far = FAR * np.arccos(np.clip(at @ at[a:b].T, -1.0, 1.0))
        weight = chance[a:b] * lying[a:b]
        here = np.zeros((len(entries), 5))
        here[:, 0] = (weight * np.exp(-far / 200.0)).max(axis=1)
        here[:, 1] = here[:, 0]
        here[:, 2] = (weight * np.exp(-far / 30.0)).max(axis=1)
        here[:, 3] = ((region[:, None] == region[None, a:b]) & (region[:, None] != NONE)) @ chance[a:b]
        here[:, 4] = ((country[:, None] == country[None, a:b]) & (country[:, None] != 0)) @ chance[a:b]
        here[a:b] = 0.0
        sums += here
    others = max(sum(1 for s in sizes if s) - 1, 1)
    sums[:, [0, 2, 3, 4]] /= others
    sums[:, 1] = np.log1p(sums[:, 1])
    at_home = _vectors(found, np.array(home, dtype=np.uint32))
    homely = np.exp(-FAR * np.arccos(np.clip(at @ at_home.T, -1, 1)) / 200.0).max(axis=1) if len(home) else 0 * chance
    rows = np.concatenate((sums, homely[:, None]), axis=1)
    return [rows[a:b] for a, b in pairwise(ends)]


def _vectors(found: Gazetteer, entries: npt.NDArray[np.uint32]) -> Floats:
    """Points on the unit sphere."""
    lat = np.radians(found.lat[entries] / 100_000)
    lon = np.radians(found.lon[entries] / 100_000)
    return np.stack((np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)), axis=1)


def _first(held: Candidates, most: int) -> Candidates:
    """The most populous of them, if there are more."""
    return held if len(held.entries) <= most else Candidates(held.entries[:most], held.how[:most], held.wants)


def _divisions(found: Gazetteer, name: str) -> set[Container]:
    """What a name means as a container: countries, regions, and districts whose name says so."""
    out: set[Container] = set()
    held = candidates(found, name)
    for entry, how in zip(held.entries, held.how, strict=True):
        kind = int(found.kind[entry])
        if kind == KIND["country"] and how != PART:
            out.add(("country", int(found.country[entry])))
        elif kind == KIND["region"] and (how in (SHORT, PEOPLE) or found.population[entry] > 0) and how != PART:
            out.add(("region", int(entry)))
        elif kind == KIND["district"] and held.wants == "district":
            out.add(("district", int(entry)))
    return out
