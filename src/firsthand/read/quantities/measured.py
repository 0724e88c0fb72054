"""What stands after a number and says of what it is: its unit, its noun, or that it is somebody's age."""

from __future__ import annotations

from firsthand.read.quantities.amount import AGE
from firsthand.read.quantities.lexicon import Lexicon, Unit
from firsthand.read.quantities.number_words import DASHES, Tokens
from firsthand.read.quantities.numbers import Number
from firsthand.read.quantities.units import Noun, noun_at, unit_at

YOUNGEST, OLDEST = 1, 119  # years of age


def unit_of(t: Tokens, n: Number, known: Lexicon) -> tuple[int, Unit] | None:
    """The unit after a number, past a hyphen ('80-yard') or 'of a' ('a third of a mile', 'dozens of miles')."""
    at = n.last
    if at < len(t) and t.text[at] in DASHES and t.glued(at) and t.glued(at + 1):
        at += 1
    elif at < len(t) and t.low[at] == "of" and n.kind in ("part", "many", "few", "word"):
        at += 1
        if at < len(t) and n.kind == "part" and t.low[at] in ("a", "an"):
            at += 1
    elif at < len(t) and t.low[at] in known.sets["straight"]:
        at += 1
    if t.low[at : at + 2] in (("or", "more"), ("or", "so"), ("or", "fewer")):
        at += 2
    found = unit_at(t, at, known)
    if found is None:
        return None
    end, unit = found
    short = end == at + 1 and len(t.text[at]) <= 2 and t.text[at].isalpha()
    if short and (
        n.kind != "digits"
        or (not t.glued(at) and t.text[at] in ("A", "V", "G", "L", "in", "l", "g", "m") and not _ended(t, end))
    ):
        return None
    if unit.kind == "label" and not t.glued(at):
        return None
    if unit.kind == "age" or unit.name != "year" or end + 1 >= len(t):
        return found
    return (end + 1, AGE) if t.low[end] == "old" else found


def _ended(t: Tokens, i: int) -> bool:
    return i >= len(t) or not t.text[i][0].isalpha() or t.low[i] in ("and", "of", "per", "in", "at", "from")


def noun_of(t: Tokens, n: Number, known: Lexicon) -> Noun | None:
    at = n.last
    if at + 1 < len(t) and t.text[at] in DASHES and t.glued(at) and t.glued(at + 1):
        return _hyphened(t, at + 1, known)
    one = n.kind == "one" or (n.kind == "part" and n.low == 1)
    return noun_at(t, at, known, one)


def _hyphened(t: Tokens, i: int, known: Lexicon) -> Noun | None:
    """'a 12-page memo' counts pages."""
    if (
        not t.text[i].isalpha()
        or len(t.text[i]) < 3
        or t.low[i] in known.stops
        or t.low[i] == "strong"
        or t.low[i].endswith("ed")
    ):
        return None
    return Noun(i, i + 1, i, t.low[i])


def age_of(t: Tokens, n: Number, noun: Noun | None) -> Unit | None:
    """Years of age: 'Ann Lee, 44, said', 'aged 12', 'who was 10'."""
    if n.kind not in ("digits", "word") or noun or not YOUNGEST <= n.low <= OLDEST or n.low != int(n.low):
        return None
    before = t.low[n.first - 1] if n.first else ""
    if before in ("aged", "age") or (
        before in ("was", "is") and n.first > 1 and t.low[n.first - 2] in ("who", "she", "he") and _shut(t, n.last)
    ):
        return AGE
    named = before == "," and n.first > 1 and t.text[n.first - 2][0].isalpha() and n.kind == "digits" and n.low >= 10
    return AGE if named and (n.last >= len(t) or t.text[n.last] in (",", ".")) else None


def _shut(t: Tokens, i: int) -> bool:
    return i >= len(t) or t.text[i] in (",", ".", ";") or t.low[i] in ("when", "at", "and", "years")
