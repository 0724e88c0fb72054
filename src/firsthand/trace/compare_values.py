"""Whether two values of one slot are the same, differ in how much they say, or cannot both hold."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal

from firsthand.lang import get
from firsthand.model.comparing import Cell
from firsthand.model.findings import DiscrepancyKind
from firsthand.trace.compare_lines import fold
from firsthand.trace.compare_where import elsewhere

Verdict = Literal["same", "differing_precision", "contradiction", "incomparable"]

ABOUT = 0.1  # "about 100" is 90 to 110; after what quantity readers and style guides take it for
DAY, MONTH, YEAR = 10, 7, 4  # characters of an EDTF date of that grain
EDTF = re.compile(r"-?\d{4}(?:-\d\d){0,2}[~?%]?")
Interval = tuple[float, float]
INFINITE = float("inf")


def verdict(a: Cell, b: Cell) -> Verdict:
    """What becomes of two cells of one slot about one thing; the same whichever is given first."""
    if a.slot != b.slot:
        return "incomparable"
    if a.slot == "number":
        return numbers(a, b)
    if a.slot == "date":
        return dates(a.edtf, b.edtf)
    if a.slot == "place":
        return places(a, b)
    return actors(a, b)


def parting(a: Cell, b: Cell) -> DiscrepancyKind | None:
    """How two cells about one thing part by what they give, whatever the days of their articles."""
    if a.slot == "occurrence" or (a.slot == "actor" and a.about == "blame"):
        if a.mood != b.mood:
            return "denial"
        if a.slot == "occurrence":
            return None
    found = verdict(a, b)
    return found if found in ("contradiction", "differing_precision") else None


def numbers(a: Cell, b: Cell) -> Verdict:
    """'34' and 'more than 30' differ in precision; '3' and '5' cannot both hold; '5' and '5' are the same.

    Counts of different things, or of different countries, are not compared. Where one counts a part of the other ("civilians",
    "people"), the part may be smaller.
    """
    group = _groups(a, b)
    if group == "other" or elsewhere(a.site, b.site):
        return "incomparable"
    one, two = interval(a), interval(b)
    if one is None or two is None:
        return "incomparable"
    if one == two or _no_more_said(a, b):
        return "same"
    meet = one[0] <= two[1] and two[0] <= one[1]
    if not meet and not _touch(a, b):
        part, whole = (one, two) if group == "first" else (two, one)
        if group != "same" and part[0] <= whole[1]:
            return "incomparable"
        return "contradiction"
    if (
        group != "same"
        and not (_vague(a) and _vague(b))
        and one != two
        and not _touch(a, b)
        and _exact(one) == _exact(two)
    ):
        return "incomparable"
    return "differing_precision"


def _no_more_said(a: Cell, b: Cell) -> bool:
    """'at least seven' and 'seven' have one figure."""
    return (
        {a.bound, b.bound} <= {"exactly", "at_least", "at_most"}
        and ((a.low is not None and a.low == b.low) or (a.high is not None and a.high == b.high))
        and _most(a.words) is None
        and _most(b.words) is None
    )


def interval(cell: Cell) -> Interval | None:
    """What a number can stand for: 'about 100' 90 to 110, 'dozens' 24 to 120, 'more than 30' 30 and up without 30."""
    low, high = cell.low, cell.high
    if low is None and high is None:
        return None
    most = _most(cell.words)
    if most is not None and low is not None and (high is None or high == low):
        return (low, max(most, low))
    if cell.bound == "about" and low is not None and high is not None:
        return (low - ABOUT * abs(low), high + ABOUT * abs(high))
    low, high = (-INFINITE if low is None else low), (INFINITE if high is None else high)
    if cell.bound == "more_than" and high == INFINITE:
        low += 1e-9 * max(1.0, abs(low))
    if cell.bound == "less_than" and low == -INFINITE:
        high -= 1e-9 * max(1.0, abs(high))
    return (low, high)


@lru_cache(maxsize=10_000)
def _most(words: str) -> float | None:
    """What a vague count among the words can stand for at most: 'dozens'."""
    return next((m for w in fold(words).split() if (m := vague_counts().get(w)) is not None), None)


def one_voice(a: Cell, b: Cell) -> bool:
    """Whether one party is given for both, 'Ann Heron' and 'Heron': nobody denies what they say themselves."""
    if a.who is None or b.who is None:
        return False
    one, two = fold(a.who).split(), fold(b.who).split()
    return bool(one and two) and (one == two or (1 in (len(one), len(two)) and one[-1] == two[-1]))


def dates(a: str | None, b: str | None) -> Verdict:
    """'2024-10' holds '2024-10-05'; '2024-10-03' and '2024-10-05' are apart."""
    if a is None or b is None:
        return "incomparable"
    one, two = span_of(a), span_of(b)
    if one is None or two is None:
        return "incomparable"
    if one == two:
        return "same"
    return "differing_precision" if one[0] <= two[1] and two[0] <= one[1] else "contradiction"


@lru_cache(maxsize=10_000)
def span_of(edtf: str) -> tuple[str, str] | None:
    """First and last day of a date or interval, as sortable strings; None of what is no date."""
    ends = edtf.split("/")
    if len(ends) > 2 or not all(EDTF.match(e) for e in ends):
        return None
    first, last = ends[0].rstrip("~?%"), ends[-1].rstrip("~?%")
    if any(len(x) >= MONTH and int(x[5:7]) > 12 for x in (first, last)):
        return None  # a season: its bounds differ by hemisphere
    return first[:DAY].ljust(DAY, "-") if len(first) >= DAY else f"{first}{'-01-01'[len(first) - YEAR :]}", (
        last[:DAY] if len(last) >= DAY else f"{last}{'-12-31'[len(last) - YEAR :]}"
    )


def places(a: Cell, b: Cell) -> Verdict:
    """'Tower 9 in Norland' and 'a base in Sudland' cannot both be the place; 'in Norland' says less than 'Tower 9 in Norland'.

    `keys` are countries ("=NL") and finer places; `site` names what is in no gazetteer.
    """
    sites_a, sites_b = set(a.site), set(b.site)
    lands_a, lands_b = {k for k in a.keys if k[0] == "="}, {k for k in b.keys if k[0] == "="}
    fine_a, fine_b = set(a.keys) - lands_a, set(b.keys) - lands_b
    if lands_a and lands_b and not lands_a & lands_b:
        return "contradiction"
    if sites_a and sites_b and not sites_a & sites_b:
        return "contradiction"
    if fine_a and fine_b and not fine_a & fine_b and not sites_a & sites_b:
        return "contradiction" if _grains(a) == _grains(b) != "place" else "differing_precision"
    if (sites_a, lands_a, fine_a, "border" in a.value) == (sites_b, lands_b, fine_b, "border" in b.value):
        return "same"
    if not (sites_a or lands_a or fine_a) or not (sites_b or lands_b or fine_b):
        return "incomparable"
    return "differing_precision"


def actors(a: Cell, b: Cell) -> Verdict:
    """Two names: the same if one is part of the other. A name and a description differ in precision."""
    one, two = set(a.keys), set(b.keys)
    if not one or not two:
        return "differing_precision" if one != two else "incomparable"
    if one == two:
        return "same" if a.mood == b.mood else "differing_precision"
    if one < two or two < one:
        return "differing_precision"
    return "contradiction" if not one & two else "incomparable"


def _groups(a: Cell, b: Cell) -> Literal["same", "first", "second", "other"]:
    """Whether both count the same, or the first or the second a part of what the other counts."""
    if a.keys == b.keys:
        return "same"
    one, two = set(a.keys), set(b.keys)
    if one == two:
        return "same"
    if one > two:
        return "first"
    return "second" if two > one else "other"


def _exact(x: Interval) -> bool:
    return x[0] == x[1]


def _vague(cell: Cell) -> bool:
    found = interval(cell)
    return found is not None and not _exact(found)


def _touch(a: Cell, b: Cell) -> bool:
    """'30' and 'more than 30' have one number."""
    return {"more_than", "less_than"} & {a.bound, b.bound} != set() and (
        (a.low is not None and a.low == b.low) or (a.high is not None and a.high == b.high)
    )


def _grains(cell: Cell) -> str:
    """How fine the finest place is, as `compare_card` wrote it before the name: 'settlement:mosul'."""
    return min((k.split(":", 1)[0] for k in cell.keys if ":" in k), default="")


@cache
def vague_counts() -> dict[str, float]:
    return {word: float(most) for word, most in get("en").dictionary("vague_counts").items()}
