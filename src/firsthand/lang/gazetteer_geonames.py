"""Rows for the gazetteer from a dump of GeoNames that the user brings: allCountries.zip, or one country's.

One line a place, 19 columns parted by tabs (GeoNames, "readme.txt" of the dumps, CC BY 4.0). Read line by line; never held whole.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType

from firsthand.lang.gazetteer_build import PlaceRow
from firsthand.lang.gazetteer_sources import more_names
from firsthand.model.problems import UnreadableInput

COLUMNS = 19
# feature code to kind; then feature class to kind
CODES = MappingProxyType(
    {
        **dict.fromkeys(("PCLI", "PCLD", "PCLF", "PCLS", "PCLIX", "PCL", "TERR"), "country"),
        "ADM1": "region",
        "ADM2": "district",
        **dict.fromkeys(("ADM3", "ADM4", "ADM5", "ADMD"), "subdistrict"),
        "PPLC": "capital",
        "PPLA": "seat",
        "PPLX": "quarter",
        **dict.fromkeys(("OCN", "SEA"), "sea"),
        "CONT": "continent",
    }
)
CLASSES = MappingProxyType(
    {"A": "area", "P": "settlement", "H": "water", "L": "area", "T": "area", "V": "area", "R": "site", "S": "site"}
)  # U, under the sea, is left out


def rows(path: Path) -> Iterator[PlaceRow]:
    """The places of a dump in its order. Lines that are no place are left out; a dump without any place is unreadable."""
    ours, count = more_names(), 0
    for line in _lines(path):
        row = place(line, ours)
        if row is not None:
            count += 1
            yield row
    if not count:
        raise UnreadableInput(
            f"{path} has no line of GeoNames' 19 columns. Give allCountries.zip as GeoNames offers it"
        )


def place(line: str, more: dict[str, tuple[str, ...]]) -> PlaceRow | None:
    """One line as a place; None if it is not one, or one under the sea."""
    parts = line.rstrip("\r\n").split("\t")
    if len(parts) != COLUMNS or not parts[0].isdecimal() or not parts[1]:
        return None
    kind = CODES.get(parts[7]) or CLASSES.get(parts[6])
    at = _point(parts[4], parts[5])
    if kind is None or at is None:
        return None
    code = _code(parts, kind)
    others = (parts[2], *parts[3].split(","), *(more.get(code, ()) if kind == "region" else ()))
    names = tuple(dict.fromkeys(n for n in others if len(n) > 1 and "://" not in n))
    people = int(parts[14]) if parts[14].isdecimal() else 0
    return PlaceRow(f"geonames:{int(parts[0])}", parts[1], names, *at, parts[8][:2], code, kind, people)


def mark(path: Path) -> str:
    """What tells one dump from another: size and checksum."""
    if not zipfile.is_zipfile(path):
        return f"{path.stat().st_size} bytes"
    with zipfile.ZipFile(path) as bundle:
        info = _member(bundle, path)
        return f"{info.file_size} bytes, crc {info.CRC:08x}"


def _lines(path: Path) -> Iterator[str]:
    try:
        if not zipfile.is_zipfile(path):
            with path.open("rb") as file:
                yield from (raw.decode("utf-8", "replace") for raw in file)
            return
        with zipfile.ZipFile(path) as bundle, bundle.open(_member(bundle, path)) as file:
            yield from (raw.decode("utf-8", "replace") for raw in file)
    except (OSError, zipfile.BadZipFile) as error:
        raise UnreadableInput(f"{path} cannot be read: {error}") from error


def _member(bundle: zipfile.ZipFile, path: Path) -> zipfile.ZipInfo:
    """The greatest text in it that is no readme."""
    texts = [i for i in bundle.infolist() if i.filename.endswith(".txt") and "readme" not in i.filename.lower()]
    if not texts:
        raise UnreadableInput(f"{path} holds no .txt. Give allCountries.zip as GeoNames offers it")
    return max(texts, key=lambda i: i.file_size)


def _code(parts: list[str], kind: str) -> str:
    held = [parts[8]] if kind == "country" else [parts[8], parts[10]] if kind == "region" else parts[8:9] + parts[10:12]
    while held and not held[-1]:
        held.pop()
    return ".".join(held)


def _point(lat: str, lon: str) -> tuple[float, float] | None:
    try:
        at = float(lat), float(lon)
    except ValueError:
        return None
    return at if -90 <= at[0] <= 90 and -180 <= at[1] <= 180 else None
