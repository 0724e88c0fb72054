"""Where: what was struck, where people were harmed, where a site lies, each with its countries, places and sites."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise

from firsthand.model.comparing import Cell
from firsthand.model.readings import Mention
from firsthand.model.slots import quick
from firsthand.model.spans import Span
from firsthand.trace import compare_phrases as phrases
from firsthand.trace.compare_cues import Sought
from firsthand.trace.compare_held import Held, shown, touching, within
from firsthand.trace.compare_lines import KNOWN_WORDS, WORD, bare, countries, country_names, fold, stem, term
from firsthand.trace.compare_trees import any_case


def places(held: Held, sentence: Span, found: Sought) -> Iterator[Cell]:
    """Where it was, by what was struck, where people were harmed, and where a site lies, as its sentence was searched for it."""
    seen: set[Span] = set()
    for phrase in found.struck:
        at = _with_listed(held, phrase.at(sentence.start), sentence)
        cell = place(held, at)
        if cell is not None and at.span not in seen:
            seen.add(at.span)
            yield cell
    for phrase in found.located:
        name = _site_name(phrase.key)
        cell = place(held, phrase.at(sentence.start)) if name else None
        if cell is not None:
            yield replace(cell, about=f"at:{' '.join(name)}", site=())


# yes: "in Norland [and Sudland]": what was struck lies in both
LISTED = re.compile(r"\s*(?:,\s*and|,|and)\s+(?P<name>[A-Z][\w’'-]*)")


def _with_listed(held: Held, phrase: phrases.Phrase, sentence: Span) -> phrases.Phrase:
    """The phrase with countries that are listed after it."""
    end = phrase.span.end
    while (also := LISTED.match(held.text, end, sentence.end)) is not None and land_of(also["name"]) is not None:
        end = also.end()
    return phrase if end == phrase.span.end else replace(phrase, span=Span(phrase.span.start, end))


def place(held: Held, phrase: phrases.Phrase) -> Cell | None:
    """A phrase with the countries, places and sites in it; None if it names none.

    'a US base near the border with Norland' lies in Norland: whose a thing is says nothing of where it is.
    """
    words = phrase.span.of(held.text)
    at = phrase.span.start
    if touching(held.times, Span(at, at + 1)):
        return None
    lands: set[str] = set()
    fine: set[str] = set()
    sites: set[str] = set()
    for n, piece in enumerate(_pieces(words, opens=at == 0 or held.text[at - 1].isspace())):
        known = _known(held, Span(at + piece.start, at + piece.end))
        lands.update(piece.lands, (land for _, land, _ in known if land))
        fine.update([key for key, _, _ in known])
        named = _sites(held, piece, at, known) if piece.names else ()
        if n == 0:
            sites.update(named)
        else:
            fine.update([f"place:{name}" for name in named])
    if not (lands or fine or sites):
        return None
    border = " border" if ("border" in words or "side of" in words) and BORDER.search(words) else ""
    value = ", ".join((*sorted(sites), *sorted(fine), *sorted(lands))) + border
    return Cell(
        "place",
        phrase.about,
        phrase.span,
        shown(words),
        value,
        keys=tuple(sorted(fine | lands)),
        site=tuple(sorted(sites)),
    )


KNOWN_PHRASES = 2048  # kept between questions: those of copies above all
BORDER, THE = re.compile(r"\bborder|\bside of"), re.compile(r"^[Tt]he\s+")
NAMED, NUMBER = re.compile(r"[aA-Z](?:(?<=\b[A-Z])|(?<=\ba)l-[A-Z])[\w’'-]*(?:\s\d+\b)?"), re.compile(r"(?<=\s)\d+$")
WAYS = (
    *("in", "on", "at", "near", "inside", "outside", "along", "across", "of", "from", "off", "around", "between"),
    *("west of", "east of", "north of", "south of"),
)
LOCATIVE = re.compile(rf"(?<!\S){any_case(WAYS)}\s|(?<=[’'][sS\u017f])\s")


@quick
@dataclass(frozen=True, slots=True)
class Piece:
    """What stands before the first preposition of a phrase, or from one to the next; places are of the phrase."""

    start: int
    end: int
    words: str
    lands: tuple[str, ...]  # countries in it that say where
    names: tuple[
        tuple[str, bool, int, int], ...
    ]  # that may stand somewhere: folded, whether by a number, from where to where


@lru_cache(maxsize=KNOWN_PHRASES)
def _pieces(words: str, *, opens: bool) -> tuple[Piece, ...]:
    """The pieces of a phrase; `opens`: it begins a text, or follows a blank."""
    cuts = [0, *(start for m in LOCATIVE.finditer(words) if (start := m.start()) or opens), len(words)]
    return tuple(_piece(words[a:b], a, whole=n > 0) for n, (a, b) in enumerate(pairwise(cuts)))


def _piece(words: str, start: int, *, whole: bool) -> Piece:
    found = ((_site(m.group()), m.span()) for m in NAMED.finditer(words))
    names = tuple((*site, start + a, start + b) for site, (a, b) in found if site[0])
    return Piece(start, start + len(words), words, tuple(sorted(_lands(words, whole=whole))), names)


def _lands(words: str, *, whole: bool) -> set[str]:
    """The countries of some words that say where. In a head ("US base") a country counts only at its end: "struck Norland"."""
    if not any(map(land_of, WORD.findall(words))):
        return set()
    found = ((land_of(m.group()), m.end()) for m in WORD.finditer(words))
    return {land[0] for land, end in found if land is not None and _lies_in(words, end, name=land[1], whole=whole)}


def _known(held: Held, piece: Span) -> list[tuple[str, str | None, Span]]:
    """The finer places of a stretch, each with its country."""
    known: list[tuple[str, str | None, Span]] = []
    for ref in within(held.places, piece):
        name = _bare_name(ref.span.of(held.text))
        if (
            ref.gazetteer_id is None
            or name in countries()
            or f"{name}s" in countries()
            or ref.precision in ("country", "area", None)
        ):
            continue
        known.append((f"{ref.precision}:{fold(ref.name)}", f"={ref.country}" if ref.country else None, ref.span))
    return known


@lru_cache(maxsize=KNOWN_WORDS)
def _bare_name(words: str) -> str:
    return THE.sub("", words).rstrip("’'s")


@lru_cache(maxsize=KNOWN_WORDS)
def land_of(word: str) -> tuple[str, bool] | None:
    """The country of a word, and whether it is its name."""
    code = countries().get(word) or countries().get(bare(word))
    return (f"={code}", word in country_names() or bare(word) in country_names()) if code else None


ENDS = re.compile(r"[’']s\b|\W*$|\W+(?:\d|a\s|as\b|late\b|early\b)|,?\s+and\s+[A-Z][\w’'-]*\W*$")


def _lies_in(words: str, end: int, *, name: bool, whole: bool) -> bool:
    """Whether a country at this place says where: 'in Norland', 'the Norlandic city of', not 'near the Norlandic consulate'."""
    if AREA.match(words, end):
        return whole or name
    return name and ENDS.match(words[end:]) is not None


# what follows a country or its people where it says where: "-Jordan border", " side of", " province"
AREA = re.compile(
    r"(?:[-–/](?:and-)?[A-Z]\w+)?\s(?:border|side|city|town|village|capital|province|governorate|region|district|territory|territories|"
    r"soil|coast|desert|island|airspace|waters|state|frontier|countryside|mainland)s?\b|[-–/][A-Z]\w+\s(?:border|frontier)"
)


def _sites(held: Held, piece: Piece, at: int, known: list[tuple[str, str | None, Span]]) -> set[str]:
    """Names that no gazetteer placed, of what stands somewhere: 'Tower 9', 'the al-Heron base', not 'the Heron Brigade'."""
    found: set[str] = set()
    for name, numbered, start, end in piece.names:
        span = Span(at + start, at + end)
        if any(span.overlaps(k) for _, _, k in known):
            continue
        kinds = {m.kind for m in touching(held.mentions, span)} if not numbered else ()
        if numbered or "place" in kinds or ("person" not in kinds and phrases.names_site(piece.words)):
            found.add(name)
    return found


@lru_cache(maxsize=KNOWN_WORDS)
def _site(name: str) -> tuple[str, bool]:
    """What may be called so and stand somewhere, folded, and whether by a number; empty: nothing. 'Tower 9' gives 'tower 9'."""
    key = " ".join(t for w in WORD.findall(name) if (t := term(w)) is not None and t[0] != "=")
    number = NUMBER.search(name)
    if not key or PEOPLE.search(name) or key in DIRECTIONS or phrases.is_site(key):
        return "", False
    return (f"{key} {number.group()}", True) if number else (key, False)


PEOPLE = re.compile(r"[a-z](?:ic|ish|ese|ian)$")  # whose it is, in words that no table of peoples knows
DIRECTIONS = frozenset(
    {"north", "south", "east", "west", "northern", "southern", "eastern", "western", "middl", "army", "military"}
)


def _site_name(name: str) -> tuple[str, ...]:
    """What a site is called, without "base" and without whose it is; empty if nothing is left."""
    found = [t for w in WORD.findall(name) if (t := term(w)) is not None and t[0] != "="]
    return tuple(t for t in found if t not in _site_like() and t not in DIRECTIONS)


@cache
def _site_like() -> frozenset[str]:
    return frozenset(map(stem, SITE_LIKE))


SITE_LIKE = (
    "base",
    "airbase",
    "airport",
    "camp",
    "city",
    "port",
    "embassy",
    "consulate",
    "university",
    "college",
    "hospital",
)


def keys_of_place(held: Held, m: Mention) -> tuple[str, ...]:
    """The countries and finer places of a name, as a place's cell holds them."""
    known = _known(held, m.span)
    lands = _lands(m.span.of(held.text), whole=True) | {land for _, land, _ in known if land}
    return tuple(sorted(lands | {key for key, _, _ in known}))
