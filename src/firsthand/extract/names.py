"""Head lines: which words are a name, which name a person, which a desk or a house."""

from __future__ import annotations

import re
from functools import cache

from firsthand.lang import get
from firsthand.lang.outlet_names import sounds_like_outlet
from firsthand.model.spans import Span

PARTICLES = frozenset("al bin ibn bint de da di del della der den du el la le van von ter ten dos das y e".split())  # noqa: SIM905
# "Mara Venn and Joss Ilk", "Mara Venn, Joss Ilk & Ada Orr"; the word "and" inside "Anderson" is no divider
DIVIDER = re.compile(r"\s*(?:,|;|&|\band\b|\bwith\b)\s*")
# "Mara Venn in Port Lesk": where a writer was
PLACED = re.compile(r"\s+(?:in|from|near|at|aboard|on\sboard|outside)\s+[^\W\d_a-z].*$")
# "Dr Mara Venn", "M. K. Orr", "al-Saba", "O'Hara"; not "the staff"
WORD = re.compile(r"[^\W\d_][\w.’'-]{0,30}$")
# "The Lantern", "Al-Waqt", "El País"; not "page 12", "4 min read"
NAME = re.compile(r"(?:[Tt]he\s)?[^\W\d_a-z][^\d|:：;@]{1,50}$")
# "al-Jadid", "d’Armor"
JOINED = re.compile(r"[^\W\d_]{1,3}[-’'][^\W\d_a-z]")
INITIAL = re.compile(r"[^\W\d_]\.$")
WEEKDAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE)
# "Lantern staff and agencies"
WIRES = re.compile(
    r"\s*(?:,|&|\band\b|\bwith\b)?\s+(?:news\s)?(?:agencies|wires|wire (?:services|reports))\s*,?\s*$", re.IGNORECASE
)
MOST_WORDS, MOST_WITH_SMALL = 6, 9  # of a name: "Ministry of the Interior of the Northern Provinces"
SMALL_WORD = 3  # letters: a name's longer words are capitalised


@cache
def _desks() -> frozenset[str]:
    return frozenset(get("en").column("header_desks"))


def is_person(name: str) -> bool:
    """Whether a byline's name reads as a person's: two to five capitalised words, none of them a desk's.

    'Mara Venn' is one, 'The Lantern Desk' and 'Reuters' are not.
    """
    words = name.split()
    if not 2 <= len(words) <= 5 or words[0].casefold() in {"the", "our", "a", "an"}:
        return False
    plain = [w.strip(".,’'").casefold() for w in words]
    if any(w in _desks() for w in plain) or not all(WORD.match(w) for w in words):
        return False
    capital = [w for w in words if re.split(r"[-’']", w)[0].casefold() not in PARTICLES]
    return all(w[0].isupper() or not w[0].islower() for w in capital) and not _is_initials(words)


def is_given(name: str) -> bool:
    """Whether a name is a person's that begins with a given name we know or holds an initial: 'Anna Venn', 'Oro D. Venn'; not
    'Harbour Trust'."""
    first, second, *_ = (*name.split(), "", "")
    return is_person(name) and (first in _given_names() or bool(INITIAL.match(second)))


@cache
def _given_names() -> frozenset[str]:
    return frozenset(get("en").column("first_names"))


def is_name(words: str) -> bool:
    """Whether words can be a name, and nothing else: 'The Lantern'; not 'page 12', 'Prices rise again'."""
    return (
        bool(NAME.match(words))
        and sum(w[0].isupper() or not w[0].islower() for w in words.split()) <= MOST_WORDS
        and len(words.split()) <= MOST_WITH_SMALL
        and not any(w[0].islower() and len(w) > SMALL_WORD and not JOINED.match(w) for w in words.split())
        and not words.casefold().startswith(("page ", "by "))
        and not WEEKDAY.fullmatch(words)
    )


def is_desk(line: str) -> bool:
    """Whether a short line is a desk's or house's credit: 'Lantern Foreign Desk'."""
    words = line.split()
    return 2 <= len(words) <= 5 and words[-1].casefold() in _desks() and all(w[0].isupper() for w in words)


def is_staff(line: str) -> bool:
    """Whether words are for those who write for an outlet: 'Lantern Port Desk', 'Staff Reporter'; not 'Darma Times'."""
    words = line.split()
    return 2 <= len(words) <= 5 and words[-1].casefold() in _staff() and words[0][0].isupper()


def employer(text: str, named: Span) -> Span | None:
    """'The Darma Times' of 'The Darma Times staff'; None of 'Foreign Staff', and of 'The Darma Desk', which is a name."""
    words, _, last = named.of(text).rpartition(" ")
    house = Span(named.start, named.start + len(words))
    return (
        house
        if last.casefold() == "staff" and is_staff(named.of(text)) and sounds_like_outlet(house.of(text).title())
        else None
    )


@cache
def _staff() -> frozenset[str]:
    return frozenset(row[0] for row in get("en").table("header_desks") if row[1:] == ("staff",))


def without_wires(words: str) -> str:
    """A byline without those whose texts it was made of: 'Lantern staff and agencies' is 'Lantern staff'."""
    return WIRES.sub("", words).rstrip(" ,;")


def is_unnamed_writer(words: str) -> bool:
    """Whether words are for a writer without a name: 'our Darma correspondent', 'a staff reporter in Port Lesk'."""
    said = PLACED.sub("", words).split()
    return 2 <= len(said) <= 6 and said[0].casefold() in {"our", "a", "an"} and said[-1].casefold() in _desks()


def _is_initials(words: list[str]) -> bool:
    return all(w.isupper() and len(w) > 3 for w in words) and len(words) > 3


def people(text: str, span: Span) -> list[tuple[str, Span]]:
    """The persons named in a stretch of a byline, 'By' already taken off, and where each name stands."""
    found: list[tuple[str, Span]] = []
    start = span.start
    for divider in [*DIVIDER.finditer(text, span.start, span.end), None]:
        end = divider.start() if divider else span.end
        piece = Span(start, max(start, end)).trim(text)
        piece = Span(piece.start, piece.start + len(PLACED.sub("", piece.of(text))))
        name = " ".join(piece.of(text).split())
        if is_person(name):
            found.append((name, piece))
        start = divider.end() if divider else span.end
    return found
