"""Where and when a report was filed, and by which agency: what stands before its first sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from firsthand.extract.dates import months
from firsthand.extract.names import is_given
from firsthand.lang import get
from firsthand.lang.outlet_names import is_agency
from firsthand.model.spans import Span

SLACK = timedelta(days=2)  # a report is filed before it is passed on, but clocks and zones differ
MOST_WORDS = 3  # of a town in capitals before a colon
LONGEST_LABEL = 4  # letters in capitals before a colon that are rather an acronym's: "UPDF: ..."


@dataclass(frozen=True, slots=True)
class Dateline:
    """The prefix of a first paragraph, and what it says."""

    place: str
    place_span: Span
    whole: Span  # down to the sentence
    agency: Span | None
    day: Span | None
    month_day: tuple[int, int] | None
    year: int | None


@cache
def _pattern() -> re.Pattern[str]:
    small = "|".join(re.escape(name) for name in sorted(months(), key=len, reverse=True))
    month, number = rf"(?i:{small})\b\.?", r"\d{1,2}(?:st|nd|rd|th)?"
    # "Jan 3", "3 January, 2031"
    day = rf"(?:{month}\s{{1,2}}{number}|{number}\s{{1,2}}{month})(?:,?\s(?:19|20)\d\d)?"
    capitals = r"(?:[A-Z]{2}\s)?[A-Z][A-Z.’'-]{2,25}(?:[\s,/]{1,3}[A-Z][\w.’'-]{1,20}){0,4}?"
    town = r"[A-Z][\w.’'-]{2,25}(?:[\s/][A-Z][\w.’'-]{1,20}){0,3}?(?:,\s[A-Z][\w.’'-]{2,20})?"
    agency = r"[(\[](?P<{0}>(?=[^\W\d_])[^()\[\]\d]{{2,40}})[)\]]"
    name = r"(?!(?i:mon|tues|wednes|thurs|fri|satur|sun)day\b)[A-Z][\w.-]{1,20}(?:\s[A-Z][\w.-]{1,20}){0,3}"
    return re.compile(
        rf"""^(?:{agency.format("before")}\s{{0,2}}[–—-]?\s{{0,2}})?
        (?:(?P<place>{capitals})
            (?:,\s{{0,2}}(?:(?P<beside>{name}),\s{{0,2}})?(?P<day>{day}))?
            (?:,\s(?P<after>{name})(?=\s{{0,2}}[–—-]))?
            (?:,?\s{{0,2}}{agency.format("agency")})?
            \s{{0,2}}(?:(?:--|[–—-])\s|(?P<colon>:)\s(?=[A-Z\"'“‘\d]))
        |(?P<town>{town})
            (?:,\s{{0,2}}(?P<town_day>{day})(?:,?\s{{0,2}}{agency.format("town_agency")})?
                |\s{{0,2}}{agency.format("alone")})
            \s{{0,2}}(?:--|[–—-]|:)\s)""",
        re.VERBOSE,
    )


def dateline(text: str) -> Dateline | None:
    """The place a report was filed at, and day and agency if they are told; None if the text begins otherwise.

    'DARMA, Jan 3 (Tidewire) -- Rain ...' gives Darma, 3 January and Tidewire, 'PORT LESK: Rain ...' the place alone. In small
    letters a place is one only with a day or an agency: 'Darma, 3 January (Tidewire) – Rain ...'.
    """
    match = _pattern().match(text)
    if match is None:
        return None
    got = match.groupdict()
    place = "place" if got["place"] else "town"
    if got["colon"] and not (got["day"] or got["agency"]) and not _can_file(got["place"]):
        return None
    if got["alone"] and not is_agency(got["alone"]) and (" " in got["alone"] or " " in got["town"]):
        return None  # "Mara Venn (Harbour Party) – who ..."
    agency = next((g for g in ("agency", "town_agency", "alone", "before", "after", "beside") if got[g]), None)
    day = next((g for g in ("day", "town_day") if got[g]), None)
    told = _told(got[day]) if day else None
    return Dateline(
        got[place],
        Span(*match.span(place)),
        Span(0, match.end()),
        Span(*match.span(agency)) if agency else None,
        Span(*match.span(day)) if day else None,
        told[:2] if told else None,
        told[2] if told else None,
    )


def _can_file(place: str) -> bool:
    """Whether words in capitals before a colon are a town's: 'PORT LESK'; not 'UPDATE', 'TPN', 'Q'."""
    small = place.casefold()
    labels = {w.casefold() for name in ("headline_labels", "header_genres") for w in get("en").column(name)}
    said = len(place) > LONGEST_LABEL and small not in labels and small.split()[-1] not in _roles()
    return said and len(place.split()) <= MOST_WORDS and not is_given(place.title())


@cache
def _roles() -> frozenset[str]:
    words = (*get("en").column("byline_roles"), *get("en").column("correction_words"), "note", "question", "answer")
    return frozenset(w.casefold() for w in words)


def _told(words: str) -> tuple[int, int, int | None] | None:
    """Month, day and year of 'Jan. 3', '3 January 2031'."""
    named = re.search(r"[^\W\d_]{3,}", re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", words))
    numbers = [int(n) for n in re.findall(r"\d+", words)]
    month = months().get(named[0].casefold()) if named else None
    if month is None or not numbers:
        return None
    return month, numbers[0], next((n for n in numbers[1:] if n > 99), None)


def filed_on(month_day: tuple[int, int] | None, year: int | None, passed_on: date | None) -> str | None:
    """The day a report was filed, EDTF: its year the one told, else that in which it lies last before it was passed on."""
    if month_day is None or (year is None and passed_on is None):
        return None
    years = [year] if year else [passed_on.year + 1, passed_on.year, passed_on.year - 1] if passed_on else []
    for each in years:
        try:
            filed = date(each, *month_day)
        except ValueError:
            continue
        if passed_on is None or year or filed <= passed_on + SLACK:
            return filed.isoformat()
    return None
