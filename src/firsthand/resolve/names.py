"""What two names have in common: forms with case, accents, titles and spelling habits taken away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from firsthand.lang import get
from firsthand.model.readings import MentionKind
from firsthand.resolve.fold import fold, heard, sounds

ACRONYM = re.compile(r"(?:[A-Z]\.?){2,7}")
SMALL = frozenset({"of", "the", "and", "for", "in", "on", "to", "de", "la", "du", "des"})
LLAH = re.compile(r"(?<=[a-z]{2})[aeou]?llah?$")  # "Enayatollah", "Inayatullah"
HISSED = str.maketrans({"ş": "sh", "Ş": "Sh", "ç": "ch", "Ç": "Ch", "ı": "i"})  # as English writes what it hears
LEN_BORDER = 3  # words: "narva kalda border"
STATES = frozenset({"us", "uk", "eu", "un"})  # written before a name: "US Central Peat Agency (CPA)"
# what an outlet is, said after or before its name: "the Narva newspaper", "Foreign Voice magazine"
OUTLET_WORDS = frozenset(
    {
        "agency",
        "channel",
        "daily",
        "english",
        "magazine",
        "newspaper",
        "satellite",
        "tv",
        "television",
        "website",
        "weekly",
    }
)


@dataclass(frozen=True, slots=True)
class Folded:
    """A name made comparable."""

    words: tuple[str, ...]
    acronym: str | None  # of a name that is one: "nato"
    initials: frozenset[str]  # of a name of several words, with and without small ones
    alike: tuple[str, ...] | None  # how it sounds, without what spelling and "al" may change; None: not to be told
    bare: tuple[str, ...]  # of a body, without the state before it and without small words: ("defense", "department")


def compare_by(kind: MentionKind, name: str) -> Folded:
    """The name's words; of a person without titles, of an outlet without what it is."""
    words = _words(kind, name)
    letters = name.strip().removeprefix("the ").removeprefix("The ")
    is_acronym = kind != "person" and ACRONYM.fullmatch(letters) is not None
    acronym = "".join(c for c in letters if c.isalpha()).casefold() if is_acronym else None
    initials = frozenset[str]() if kind == "person" or is_acronym else _initials(words)
    spoken = words if name.isascii() else _words(kind, name.translate(HISSED))
    return Folded(words, acronym, initials, None if is_acronym else _alike(kind, spoken), _bare(words))


def _words(kind: MentionKind, name: str) -> tuple[str, ...]:
    words = fold(name)
    if kind == "person":
        words = _without_titles(words)
    elif kind == "outlet":
        words = _without_rims(words, OUTLET_WORDS)
    elif kind == "place":
        words = _without_rims(_turned(words), _place_words())
        words = tuple(w for at, w in enumerate(words) if not 0 < at < len(words) - 1 or w not in _place_leads())
        # "the Narvan-Kaldan border" is the Kalda-Narva border
        words = tuple(_states_of().get(w, w) for w in words) if len(words) > 1 else words
        words = (
            (*sorted(words[:2]), words[2]) if len(words) == LEN_BORDER and words[2] in name_parts("between") else words
        )
    return words


def _alike(kind: MentionKind, words: tuple[str, ...]) -> tuple[str, ...] | None:
    if kind == "person":
        spelled = tuple(heard(_spellings().get(w, w)) for w in _servants(words) if w != "al")
        return spelled if len(spelled) > 1 else None
    return sounds(words) if kind in ("place", "group", "organisation") else None


def _servants(words: tuple[str, ...]) -> Iterator[str]:
    """'abd', 'al', 'rahim' and 'abdul', 'rahim' as 'abdelrahim': one name in an Arabic that writes no short vowels."""
    joined = re.sub(r"\b(?:abd (?:al|el|ul|ur|ar) ?|abd(?:al|el|ul|ol|ur|ar|er) ?)(?=\w{3})", "abdel", " ".join(words))
    yield from (re.sub(r"^e", "i", LLAH.sub("ullah", w)) if LLAH.search(w) else w for w in joined.split(" "))


def _bare(words: tuple[str, ...]) -> tuple[str, ...]:
    start = 0
    while start < len(words) - 2 and (words[start : start + 1] in owners() or words[start] in name_parts("federal")):
        start += 1
    return tuple(w for w in words[start:] if w not in SMALL)


@cache
def owners() -> frozenset[tuple[str, ...]]:
    """States' names and nationalities of one word, folded."""
    rows = get("en").tables.get("countries", ())
    forms = (form for row in rows for cell in (row[0], *row[1:2], *row[3:4]) for form in cell.split("|"))
    return frozenset(folded for form in forms if len(folded := fold(form)) == 1)


@cache
def _states_of() -> dict[str, str]:
    """A nationality's one word by the state's, where both are one word."""
    rows = (
        (fold(row[0]), form) for row in get("en").tables.get("countries", ()) for form in "|".join(row[3:4]).split("|")
    )
    return {fold(form)[0]: state[0] for state, form in rows if len(state) == 1 and len(fold(form)) == 1}


@cache
def _spellings() -> dict[str, str]:
    rows = get("en").tables.get("given_name_spellings", ())
    return {fold(form)[0]: fold(row[0])[0] for row in rows for form in row}


@cache
def name_parts(kind: str) -> frozenset[str]:
    """Words of a kind within names, by the table `name_parts`."""
    return frozenset(row[0] for row in get("en").table("name_parts") if row[1] == kind)


@cache
def common_names() -> frozenset[str]:
    """Given names that the table of spellings holds, since many bear them, and what stands within names."""
    return frozenset(_spellings()) | name_parts("particle")


@cache
def _place_words() -> frozenset[str]:
    """What a place is, where that changes nothing of which it is: 'Homs city', 'Homs province'."""
    rows = get("en").tables.get("place_types", ())
    return frozenset(row[0] for row in rows if "same" in row[1:]) | {"the", "of"}


def _turned(words: tuple[str, ...]) -> tuple[str, ...]:
    """'port of narva' and 'river narva' as 'narva port' and 'narva river'."""
    if len(words) > 2 and words[1] == "of" and words[0] in _place_types():
        return (*words[2:], words[0])
    return (*words[1:], words[0]) if len(words) > 1 and words[0] in name_parts("leading") else words


@cache
def _place_types() -> frozenset[str]:
    return frozenset(get("en").column("place_types"))


@cache
def _place_leads() -> frozenset[str]:
    """What a depot or a school is for: 'Kilo Seven fuel depot' is the Kilo Seven depot."""
    return frozenset(row[0] for row in get("en").tables.get("place_types", ()) if {"with", "between"} & set(row[1:]))


def _without_titles(words: tuple[str, ...]) -> tuple[str, ...]:
    titles = _titles()
    start = 0
    while start < len(words) - 1 and words[start] in titles:
        start += 1
    return words[start:]


def _without_rims(words: tuple[str, ...], drop: frozenset[str]) -> tuple[str, ...]:
    start, end = 0, len(words)
    while end - start > 1 and words[end - 1] in drop:
        end -= 1
    while end - start > 1 and words[start] in drop:
        start += 1
    # "Narva News Agency" is known as Narva News too; "News" alone names nobody, nor "Norlandic state" of its television
    kept = words[start:end]
    return words if kept == ("news",) or (kept[:1] in owners() and kept[-1] in name_parts("voice")) else kept


def _initials(words: tuple[str, ...]) -> frozenset[str]:
    if len(words) < 2:
        return frozenset()
    every = "".join(w[0] for w in words)
    large = "".join(w[0] for w in words if w not in SMALL)
    whose = large[1:] if words[0] in STATES else ""
    return frozenset(x for x in (every, large, whose) if len(x) > 1)


@cache
def _titles() -> frozenset[str]:
    rows = get("en").tables.get("titles", ())
    return frozenset(word for row in rows for word in fold(row[0]))
