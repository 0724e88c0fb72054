"""Dates as page heads write them, and the EDTF they mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from firsthand.lang import get
from firsthand.model.spans import Span

YEAR = re.compile(r"(?:19|20|١٩|٢٠)\d\d")
# "15.05.31", "15/05/31": a year without its century; not "12.03.15.2", nor "13-04-19", whose year may be first
SHORT = re.compile(r"(?<![\w./-])[0-3]?\d(?P<sep>[./])[01]?\d(?P=sep)\d\d(?![\w/-]|\.\d)")
TURN = 70  # a year of two digits is of this century below it, as POSIX has it
HEADS = ("en", "ar")  # languages whose months page heads are read by


@dataclass(frozen=True, slots=True)
class Dated:
    """A date and where it stands."""

    edtf: str  # a day, a month, or an instant with its zone
    span: Span


@cache
def months() -> dict[str, int]:
    """The number of each month's name, in small."""
    own = (row for code in HEADS for row in get(code).dictionary("months").items())
    others = get("en").dictionary("header_months").items()
    return {name.casefold(): int(number) for name, number in (*others, *own)}


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    names = "|".join(name.replace(" ", r"\s") for name in sorted(months(), key=len, reverse=True))
    # "Feb.", and the two names of one month that Arabic papers print side by side
    month = rf"(?P<month>{names})\b\.?(?:\s?/\s?(?:{names})\b)?"
    weekday = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s{1,3})?"
    clock = r"""(?:\s{0,3}(?:,|at|-|–|—|\||T)?\s{0,3}
        (?P<hour>[012]?\d):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:\.\d{1,6})?)?
        \s{0,2}(?P<half>[ap]\.?m\b\.?)?\s{0,2}(?P<zone>Z\b|(?:(?:GMT|UTC)\s?)?[+-]\d{1,2}(?::?[0-5]\d)?|GMT|UTC)?)?"""
    # digits of either row: "2024", "٢٠٢٤"
    year, day = r"(?P<year>(?:19|20|١٩|٢٠)\d\d)", r"(?P<day>[0-3٠-٣]?\d)(?:st|nd|rd|th|er|\.|º)?"
    shapes = (
        # "2024-01-29T18:20:00+02:00", "2024/01/29"; not "12-2024-01-29"
        rf"(?<![\d/.-]){year}(?P<sep>[-/.])(?P<mm>[01٠١]?\d)(?P=sep)(?P<day>[0-3٠-٣]?\d)(?!\d){clock}",
        # "Monday, February 3, 2024", "Feb. 3 2024, 18:20 GMT"; not "February 2024"
        rf"\b{weekday}{month}\s{{1,3}}{day},?\s{{1,3}}{year}(?!\d){clock}",
        # "3 February 2024", "3rd of Feb., 2024", "3. Februar 2024", "3 de febrero de 2024"; not "13 of them in 2024"
        rf"(?<!\d){weekday}{day}[\s-]{{1,3}}(?:(?:of|de)\s)?{month}(?:\sde\s|[,\s-]{{1,3}}){year}(?!\d){clock}",
        # "29.01.2024", "29/01/2024"; not "1.29.01.2024"
        rf"(?<![\d/.-])(?P<first>[0-3٠-٣]?\d)(?P<sep>[./-])(?P<then>[0-3٠-٣]?\d)(?P=sep){year}(?!\d){clock}",
        # "29.01.24", "29/01/24"; not "1.29.01.24"
        rf"(?<![\w/.-])(?P<first>[0-3]?\d)(?P<sep>[./])(?P<then>[0-3]?\d)(?P=sep)(?P<year>\d\d)(?![\w/-]|\.\d){clock}",
        # "February 2024"; not "3 February 2024"
        rf"\b{month}\s{{1,3}}{year}(?!\d)",
    )
    return tuple(re.compile(shape, re.VERBOSE | re.IGNORECASE) for shape in shapes)


def dates_in(text: str) -> Iterator[Dated]:
    """The dates a line holds, in order.

    A day and month that could change places ("02/03/2031") are not read: points mean day first, slashes mean nothing
    unless one number is over 12.
    """
    if not YEAR.search(text) and not SHORT.search(text):
        return
    found: list[Dated] = []
    for pattern in _patterns():
        for match in pattern.finditer(text):
            span = Span(match.start(), match.end()).trim(text)
            edtf = _edtf(match)
            if edtf and not any(d.span.overlaps(span) for d in found):
                found.append(Dated(edtf, span))
    yield from sorted(found, key=lambda d: d.span)


UNTOLD = "XXXX"  # a year that is not told, as EDTF writes it


@cache
def _yearless() -> re.Pattern[str]:
    names = "|".join(name.replace(" ", r"\s") for name in sorted(months(), key=len, reverse=True))
    return re.compile(
        rf"(?:^|(?<=[\s,|(])) (?:(?P<month>{names})\b\.?\s(?P<day>[0-3]?\d)|(?P<first>[0-3]?\d)\s(?P<then>{names})\b\.?)"
        r"(?:st|nd|rd|th)?(?=\s*(?:$|[|,()•·–—]))",
        re.VERBOSE | re.IGNORECASE,
    )


def yearless_in(text: str) -> Iterator[Dated]:
    """The first day of a line that tells no year: 'The Lantern, Nov. 16' gives XXXX-11-16; 'May 3 people came' none."""
    match = _yearless().search(text)
    if match is None:
        return
    month, day = months()[(match["month"] or match["then"]).casefold()], int(match["day"] or match["first"])
    if 0 < day < 32:
        yield Dated(f"{UNTOLD}-{month:02}-{day:02}", Span(*match.span()).trim(text))


def settled_date(content: str) -> str | None:
    """'2031-05-03T06:10:00.120+0200' -> 2031-05-03T06:10:00+02:00; else the first date the words hold."""
    try:
        read = datetime.fromisoformat(content.strip())
    except ValueError:
        dated = next(dates_in(content), None)
        return dated.edtf if dated else None
    if read.tzinfo is None:
        return read.date().isoformat()
    return read.replace(microsecond=0).isoformat().replace("+00:00", "Z")


def _edtf(match: re.Match[str]) -> str | None:
    got = match.groupdict()
    year = int(got["year"])
    year += 0 if year > 99 else 2000 if year < TURN else 1900
    if got.get("first"):
        day_month = _order(int(got["first"]), int(got["then"]), got["sep"])
        if day_month is None:
            return None
        day, month = day_month
    else:
        month = int(got["mm"]) if got.get("mm") else months()[got["month"].casefold()]
        if not got.get("day"):
            return f"{year:04}-{month:02}"
        day = int(got["day"])
    try:
        whole = date(year, month, day).isoformat()
    except ValueError:
        return None
    return whole + _clock(got)


def _order(first: int, then: int, sep: str) -> tuple[int, int] | None:
    """Day and month of two numbers, or None if either could be either."""
    if then > 12 >= first:
        return then, first
    if first > 12 or sep == "." or first == then:
        return first, then
    return None


def _clock(got: dict[str, str | None]) -> str:
    """The time of day, if it has a zone: without one it is no instant, and the day alone is kept."""
    if not got.get("hour") or not got.get("zone"):
        return ""
    hour = int(got["hour"] or 0)
    if half := (got.get("half") or "").casefold()[:1]:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23:
        return ""
    return f"T{hour:02}:{got['minute']}:{got.get('second') or '00'}{_zone(got['zone'] or 'Z')}"


def _zone(words: str) -> str:
    offset = re.search(r"([+-])(\d{1,2}):?(\d\d)?$", words)
    return f"{offset[1]}{int(offset[2]):02}:{offset[3] or '00'}" if offset else "Z"
