"""Which names sound like an outlet's, whether or not anybody knows the outlet. Pure."""

from __future__ import annotations

import re
from functools import cache

from firsthand.lang.pack import get

WORD = re.compile(r"[^\W_]+")


def sounds_like_outlet(name: str) -> bool:
    """Whether a name is an outlet's that is known, holds a word of such names, or begins with an article as titles do.

    'La Feuille du Lac', 'Darma Courier', 'Al-Waqt'; not 'Darma', 'the courier', 'La Paz', 'Las Vegas police'.
    """
    plain = " ".join(name.split())
    words = WORD.findall(plain)
    if not words or not plain[0].isupper() or plain.casefold() in _places():
        return False
    if plain.casefold() in _known() or any(w in _words() for w in words):
        return True
    return len(words) > 1 and words[0] in _leads() and words[1][0].isupper() and not _begins_with_place(plain)


def is_known_place(name: str) -> bool:
    """Whether a name is a state's, a capital's or of a place often in the news."""
    return " ".join(name.split()).casefold() in _places()


def is_agency(name: str) -> bool:
    """Whether a name is a news agency's: 'Tidewire News Agency', 'AFP'."""
    plain = " ".join(name.split())
    return plain.casefold() in _agencies() or plain.casefold().endswith((" agency", " newswire"))


def _begins_with_place(plain: str) -> bool:
    words = plain.casefold().split()
    return any(" ".join(words[:n]) in _places() for n in range(1, len(words)))


@cache
def _known() -> frozenset[str]:
    return frozenset(form.casefold() for row in get("en").table("outlets") for form in row) | _agencies()


@cache
def _agencies() -> frozenset[str]:
    return frozenset(form.casefold() for row in get("en").table("agencies") for form in row)


@cache
def _words() -> frozenset[str]:
    return frozenset(w for w in get("en").column("outlet_words") if w[0].isupper())


@cache
def _leads() -> frozenset[str]:
    return frozenset(get("en").column("outlet_leads"))


@cache
def _places() -> frozenset[str]:
    rows = get("en").table("countries")
    return frozenset(name.casefold() for row in rows for cell in row for name in cell.split("|") if name)
