"""Where: what was struck, where people were harmed, where a site lies, each with its countries, places and sites."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache
from itertools import pairwise

from firsthand.model.comparing import Cell
from firsthand.model.readings import Mention
from firsthand.model.spans import Span
from firsthand.trace import compare_phrases as phrases
from firsthand.trace.compare_held import Held, shown, touching, within
from firsthand.trace.compare_lines import KNOWN_WORDS, WORD, bare, countries, country_names, fold, stem, term
from firsthand.trace.compare_trees import any_case


def places(held: Held, sentence: Span, headline: bool, runs: frozenset[str]) -> Iterator[Cell]:
    """Where it was, by what was struck, where people were harmed, and where a site lies. Headlines leave too much unsaid."""
    if headline:
        return
    seen: set[Span] = set()
    for phrase in (*phrases.targets(held.text, sentence, runs), *phrases.harmed_at(held.text, sentence, runs)):
        cell = place(held, phrase)
        if cell is not None and phrase.span not in seen:
            seen.add(phrase.span)
            yield cell
    for phrase in phrases.located(held.text, sentence, runs):
        name = _site_name(phrase.key)
        cell = place(held, phrase) if name else None
        if cell is not None:
            yield replace(cell, about=f"at:{' '.join(name)}", site=())


def place(held: Held, phrase: phrases.Phrase) -> Cell | None:
    """A phrase with the countries, places and sites in it; None if it names none.

    'a US base near the border with Norland' lies in Norland: whose a thing is says nothing of where it is.
    """
    words = phrase.span.of(held.text)
    if any(t.span.start <= phrase.span.start < t.span.end for t in held.times):
        return None
    lands: set[str] = set()
    fine: set[str] = set()
    sites: set[str] = set()
    for n, piece in enumerate(_pieces(held.text, phrase.span)):
        here, known = _known(held, piece, whole=n > 0)
        lands |= here
        if known:
            fine.update([key for key, _ in known])
        named = _sites(held, piece, [at for _, at in known])
        if n == 0:
            sites |= named
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


BORDER, THE = re.compile(r"\bborder|\bside of"), re.compile(r"^[Tt]he\s+")
NAMED, NUMBER = re.compile(r"\b(?:al-)?[A-Z][\w’'-]*(?:\s\d+\b)?"), re.compile(r"(?<=\s)\d+$")
WAYS = (
    *("in on at near inside outside along across of from off around between").split(),
    *("west of", "east of", "north of", "south of"),
)
LOCATIVE = re.compile(rf"(?<!\S){any_case(WAYS)}\s|(?<=[’'][sS\u017f])\s")


def _pieces(text: str, phrase: Span) -> list[Span]:
    """What stands before the first preposition of a phrase, then what follows each."""
    cuts = [phrase.start, *(m.start() for m in LOCATIVE.finditer(text, phrase.start, phrase.end)), phrase.end]
    return [Span(a, b) for a, b in pairwise(cuts)]


def _known(held: Held, piece: Span, *, whole: bool) -> tuple[set[str], list[tuple[str, Span]]]:
    """The countries and finer places in a piece. In a head ("US base") a country counts only at its end: "struck Norland"."""
    words = piece.of(held.text)
    lands: set[str] = set()
    for match in WORD.finditer(words) if any(map(_land, WORD.findall(words))) else ():
        land = _land(match.group())
        if land is not None and _lies_in(words, match.end(), name=land[1], whole=whole):
            lands.add(land[0])
    known: list[tuple[str, Span]] = []
    for ref in within(held.places, piece):
        name = THE.sub("", ref.span.of(held.text)).rstrip("’'s")
        if (
            ref.gazetteer_id is None
            or name in countries()
            or f"{name}s" in countries()
            or ref.precision in ("country", "area", None)
        ):
            continue
        known.append((f"{ref.precision}:{fold(ref.name)}", ref.span))
        lands |= {f"={ref.country}"} if ref.country else set()
    return lands, known


@lru_cache(maxsize=KNOWN_WORDS)
def _land(word: str) -> tuple[str, bool] | None:
    """The country of a word, and whether it is its name."""
    code = countries().get(word) or countries().get(bare(word))
    return (f"={code}", word in country_names() or bare(word) in country_names()) if code else None


ENDS = re.compile(r"[’']s\b|\W*$|\W+(?:\d|a\s|as\b|late\b|early\b)")


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


def _sites(held: Held, piece: Span, known: list[Span]) -> set[str]:
    """Names that no gazetteer placed, of what stands somewhere: 'Tower 9', 'the al-Heron base', not 'the Heron Brigade'."""
    found: set[str] = set()
    for match in NAMED.finditer(held.text, piece.start, piece.end):
        name, numbered = _site(match.group())
        span = Span(*match.span()) if name else piece
        if not name or any(span.overlaps(k) for k in known):
            continue
        kinds = {m.kind for m in touching(held.mentions, span)} if not numbered else ()
        if numbered or "place" in kinds or ("person" not in kinds and phrases.names_site(piece.of(held.text))):
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
    lands, known = _known(held, m.span, whole=True)
    return tuple(sorted(lands | {key for key, _ in known}))
