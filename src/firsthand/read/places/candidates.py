"""Which entries of the gazetteer a name may mean, before the article is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from firsthand.lang import pack
from firsthand.lang.gazetteer import PRECISION, Gazetteer
from firsthand.lang.gazetteer_build import KINDS

Entries = npt.NDArray[np.uint32]
LONGEST_CODE = 4  # letters of "DPRK": a longer short form may be a name as well
MOST = 80  # of one name, the most populous: no article tells more apart
WHOLE, OTHER, SHORT, PEOPLE, PART = range(
    5
)  # how a name was found: as chief name, other name, short form, word for people, a part
DIRECTIONS = MappingProxyType({"n": "North", "s": "South", "e": "East", "w": "West", "st": "Saint", "mt": "Mount"})
OWNED = re.compile(r"(?:['’]s?|s['’])$")  # matches "Iraq's", "Texas’"; not "Texas"


LONGEST_WORD = 24  # characters, of a word that says what kind a place is
FOLLOWS = re.compile(r"$|\W")  # what may stand after such a word


@dataclass(frozen=True, slots=True)
class Candidates:
    """Entries of one name, most populous first, and how each was found."""

    entries: Entries
    how: npt.NDArray[np.uint8]
    wants: str  # the precision that the name itself asks for: "district" of "Harrow County"; "": none


@dataclass(frozen=True, slots=True)
class Words:
    """The language's tables that names are looked up with."""

    short: MappingProxyType[str, tuple[str, str, str]]  # form: place, precision, country
    people: MappingProxyType[str, tuple[str, str, str]]
    before: tuple[tuple[str, str], ...]  # word and the precision it asks for, longest first
    after: tuple[tuple[str, str], ...]


@cache
def words(code: str = "en") -> Words:
    tables = pack.get(code)
    parts = sorted(tables.table("places_parts"), key=lambda r: (-len(r[0]), r))
    return Words(
        MappingProxyType({r[0]: _target(r) for r in tables.table("places_short")}),
        MappingProxyType({r[0]: _target(r) for r in tables.table("places_demonyms")}),
        tuple((w, kind) for w, side, kind in parts if side == "before"),
        tuple((w, kind) for w, side, kind in parts if side == "after"),
    )


@lru_cache(maxsize=8192)
def candidates(found: Gazetteer, name: str) -> Candidates:
    """The entries that the words of a name may mean; none if the gazetteer has neither the name nor a part of it."""
    plain = OWNED.sub("", name.strip())
    plain = " ".join((plain if plain in words().short or not plain.endswith(",") else plain.rstrip(",")).split())
    bare = plain[4:] if plain[:4].lower() == "the " else plain
    plain = bare if bare in words().short else plain  # "the U.S."
    for table, how in ((words().short, SHORT), (words().people, PEOPLE)):
        target = table.get(plain) or (table.get(plain.capitalize()) if plain.isupper() and how == PEOPLE else None)
        if target is not None:
            entries = _pick(found, *target)
            if len(entries):
                return _with_namesakes(found, plain, entries, how)
    for form, wants, part in _forms(plain):
        entries, hows = found.look_how(form)
        if len(entries):
            hows = np.full(len(entries), PART, dtype=np.uint8) if part else hows
            return Candidates(entries[:MOST], hows[:MOST], wants)
    return Candidates(np.zeros(0, dtype=np.uint32), np.zeros(0, dtype=np.uint8), "")


def _with_namesakes(found: Gazetteer, name: str, entries: Entries, how: int) -> Candidates:
    """What a short form stands for and, of a form that is a name in itself ("Palestine", a town), its bearers."""
    hows = np.full(len(entries), how, dtype=np.uint8)
    if how == SHORT and len(name) > LONGEST_CODE and "." not in name:
        more, their = found.look_how(name)
        others = ~np.isin(more, entries)
        entries = np.concatenate((entries, more[others][:MOST]))
        hows = np.concatenate((hows, their[others][:MOST]))
    return Candidates(entries, hows, "")


def _forms(name: str) -> Iterator[tuple[str, str, bool]]:
    """The name in the forms to be tried: as it stands, without "the", written out, then without the words about it."""
    yield name, _wanted(name), False
    bare = name[4:] if name[:4].lower() == "the " else name
    if bare != name:
        yield bare, _wanted(bare), False
    full = _written_out(bare)
    if full != bare:
        yield full, _wanted(full), False
    yield from _turned(full)
    for _ in range(2):  # "northern X province" has two such words
        cut = _cut(full)
        if cut is None:
            return
        full = cut[0]
        yield full, cut[1], True


def _turned(name: str) -> Iterator[tuple[str, str, bool]]:
    parts = name.split()
    if len(parts) > 1 and parts[0] in ("Lake", "River"):
        yield " ".join((*parts[1:], parts[0])), "", False
    if len(parts) > 1 and parts[-1] in ("Lake", "River"):
        yield " ".join((parts[-1], *parts[:-1])), "", False


def _written_out(name: str) -> str:
    parts = name.split()
    if len(parts) > 1:
        head = parts[0].removesuffix(".")
        if head != parts[0] or head.isupper():
            parts[0] = DIRECTIONS.get(head.lower(), parts[0])
        parts[-1] = {"Co.": "County", "CO.": "County", "Twp.": "Township"}.get(parts[-1], parts[-1])
    return " ".join(parts)


def _cut(name: str) -> tuple[str, str] | None:
    for word, kind in words().after:
        if name.endswith(f" {word}"):
            return name[: -len(word) - 1], "" if kind == "-" else kind
    for word, kind in words().before:
        if name.startswith((f"{word} ", f"{word}-")):
            return name[len(word) + 1 :], "" if kind == "-" else kind
    return None


def _wanted(name: str) -> str:
    for word, kind in words().after:
        if kind != "-" and name.endswith(f" {word}"):
            return kind
    return ""


def asked_kind(text: str, end: int) -> str:
    """The kind of place that the word after a name makes it: "region" for "Anbar province"; "" where there is none."""
    following = text[end : end + LONGEST_WORD]
    for word, kind in words().after:
        if kind != "-" and following.startswith(f" {word}") and FOLLOWS.match(following, len(word) + 1):
            return kind
    return ""


def _target(row: tuple[str, ...]) -> tuple[str, str, str]:
    return row[1], row[2], row[3] if len(row) > 3 else ""


def _pick(found: Gazetteer, name: str, precision: str, country: str) -> Entries:
    """The entries of a name that are of a precision and, if one is given, in a country; one only for a country."""
    entries = found.look(name)
    fits = np.array([PRECISION[KINDS[k]] == precision for k in found.kind[entries]], dtype=bool)
    if country:
        fits &= found.country[entries] == int.from_bytes(country.encode(), "little")
    picked: Entries = entries[fits]
    return picked[:1] if precision in ("country", "region") else picked[:MOST]
