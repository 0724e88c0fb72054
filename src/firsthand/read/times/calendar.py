"""Days, weeks, seasons and decades as EDTF and TIMEX3 write them, and counting from one to another.

Gregorian throughout. A season belongs to the year it begins in (the winter of 2031 runs into 2032). ISO 8601 weeks.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from firsthand.model.readings import Grain

FIRST, LAST = 1000, 2999  # years that are told: beyond them a number is hardly a date of the news
SEASONS = {21: "SP", 22: "SU", 23: "FA", 24: "WI"}  # EDTF's numbers, TIMEX3's letters
MONTHS_OF = {"M": 1, "3M": 3, "Y": 12, "10Y": 120, "100Y": 1200, "1000Y": 12000}
DAYS_OF = {"D": 1, "W": 7, "2W": 14, "WE": 7}


@dataclass(frozen=True, slots=True)
class When:
    """A stretch of the calendar: where it begins, how wide it is, and how it is written."""

    start: date
    unit: str  # "D", "W", "WE", "M", "3M", "SE", "6M", "Y", "10Y", "100Y"
    grain: Grain
    edtf: str
    timex: str


def day(d: date, part: str = "") -> When:
    """A day, or a part of it ("MO" morning, "MI" midday, "AF", "EV", "NI")."""
    return When(d, "D", "part_of_day" if part else "day", d.isoformat(), d.isoformat() + (f"T{part}" if part else ""))


def clock(d: date, hour: int, minute: int, zone: str = "") -> When:
    """A minute of a day; `zone` as EDTF writes it. Hour 24 is the end of the day."""
    told = f"{d.isoformat()}T{hour:02}:{minute:02}"
    return When(d, "D", "minute", f"{told}:00{zone}", told)


def days(first: date, last: date) -> When:
    edtf = f"{first.isoformat()}/{last.isoformat()}"
    return When(first, "D", "day", edtf, edtf)


def week(d: date) -> When:
    monday = d - timedelta(d.weekday())
    year, number, _ = d.isocalendar()
    return When(monday, "W", "week", f"{monday}/{monday + timedelta(6)}", f"{year:04}-W{number:02}")


def weekend(d: date) -> When:
    """The Saturday and Sunday of a day's week."""
    saturday = d - timedelta(d.weekday() - 5)
    year, number, _ = d.isocalendar()
    return When(saturday, "WE", "day", f"{saturday}/{saturday + timedelta(1)}", f"{year:04}-W{number:02}-WE")


def month(year: int, number: int) -> When:
    told = f"{year:04}-{number:02}"
    return When(date(year, number, 1), "M", "month", told, told)


def quarter(year: int, number: int) -> When:
    first = 3 * number - 2
    edtf = f"{year:04}-{first:02}/{year:04}-{first + 2:02}"
    return When(date(year, first, 1), "3M", "month", edtf, f"{year:04}-Q{number}")


def half(year: int, number: int) -> When:
    first = 6 * number - 5
    edtf = f"{year:04}-{first:02}/{year:04}-{first + 5:02}"
    return When(date(year, first, 1), "6M", "month", edtf, f"{year:04}-H{number}")


def season(year: int, number: int) -> When:
    """`number` is EDTF's: 21 spring to 24 winter."""
    begins = date(year, 3 * (number - 20), 1)
    return When(begins, "SE", "season", f"{year:04}-{number}", f"{year:04}-{SEASONS[number]}")


def year(number: int) -> When:
    return When(date(number, 1, 1), "Y", "year", f"{number:04}", f"{number:04}")


def decade(number: int) -> When:
    """The ten years that begin with these three digits."""
    return When(date(max(1, number * 10), 1, 1), "10Y", "year", f"{number:03}X", f"{number:03}X")


def century(number: int) -> When:
    """The hundred years that begin with these two digits: 19 is the 20th century."""
    return When(date(max(1, number * 100), 1, 1), "100Y", "year", f"{number:02}XX", f"{number:02}XX")


def around(d: date, unit: str) -> When:
    """The unit that a day lies in."""
    if unit in ("W", "2W"):
        return week(d)
    if unit == "WE":
        return weekend(d)
    if unit == "M":
        return month(d.year, d.month)
    if unit == "3M":
        return quarter(d.year, (d.month + 2) // 3)
    if unit == "Y":
        return year(d.year)
    if unit == "10Y":
        return decade(d.year // 10)
    return century(d.year // 100) if unit in ("100Y", "1000Y") else day(d)


def step(d: date, unit: str, count: float) -> date | None:
    """The day so many units away; None beyond the years that are told. Parts of a day stay on the day."""
    try:
        if unit in MONTHS_OF:
            months = d.year * 12 + d.month - 1 + int(count * MONTHS_OF[unit])
            y, m = months // 12, months % 12 + 1
            there = date(y, m, min(d.day, monthrange(y, m)[1]))
        else:
            there = d + timedelta(int(count * DAYS_OF.get(unit, 0)))
    except (ValueError, OverflowError):
        return None
    return there if FIRST <= there.year <= LAST else None


def exact(year_: int, month_: int, day_: int) -> date | None:
    """A day of the calendar; None if there is none such, or beyond the years that are told."""
    if not FIRST <= year_ <= LAST:
        return None
    try:
        return date(year_, month_, day_)
    except ValueError:
        return None


def weekday_near(d: date, weekday: int, direction: int) -> date | None:
    """The nearest day of that weekday: before d (-1), after d (1); d itself counts for 0, which looks back."""
    if direction > 0:
        return step(d, "D", (weekday - d.weekday() - 1) % 7 + 1)
    if direction < 0:
        return step(d, "D", -((d.weekday() - weekday - 1) % 7 + 1))
    return step(d, "D", -((d.weekday() - weekday) % 7))


def named_day(rule: str, year_: int) -> date | None:
    """The day that a rule of time_days.tsv gives in a year: "12-25", "11 4 3", "11 tue after mon", "easter -2"."""
    first, *rest = rule.replace("-", " ", 1).split() if rule[2:3] == "-" else rule.split()
    if first == "easter":
        return step(easter(year_), "D", int(rest[0]))
    if len(rest) == 1:
        return exact(year_, int(first), int(rest[0]))
    opens = date(year_, int(first), 1)
    if rest[0] == "tue":
        return opens + timedelta((0 - opens.weekday()) % 7 + 1)
    nth, weekday = int(rest[0]), int(rest[1])
    if nth < 0:
        closes = opens + timedelta(monthrange(year_, int(first))[1] - 1)
        return closes - timedelta((closes.weekday() - weekday) % 7)
    return opens + timedelta((weekday - opens.weekday()) % 7 + 7 * (nth - 1))


def easter(year_: int) -> date:
    """Western Easter Sunday. Anonymous Gregorian computus, Nature 1876."""
    a, b, c = year_ % 19, year_ // 100, year_ % 100
    d, e = divmod(b, 4)
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month_, day_ = divmod(h + m - 7 * n + 114, 31)
    return date(year_, month_, day_ + 1)
