"""How long and how often: durations, periods that end or begin now, repeated times, and times left vague."""

from __future__ import annotations

from datetime import date

from firsthand.model.readings import Grain
from firsthand.read.times import calendar as cal
from firsthand.read.times.values import GRAINS, Reading, Said, Setting, amount, length

UNITS = ("UNIT", "UNITS", "CENTURY", "QUARTER", "WEEKEND")


def a_duration(said: Said, at: Setting) -> Reading | None:
    """'three weeks', 'five-hour', 'half an hour', 'a month or two': a length, at no place of the calendar."""
    whole = said.get("LENGTH")
    if whole:
        return Reading(None, "duration", whole, "a length")
    unit = said.get(*UNITS) or ("D" if said.has("PART") else "TS" if said.has("ORD2") else None)
    if unit is None:
        return None
    return Reading(None, "duration", length(amount(said.tokens), unit), "a length")


def some_units(said: Said, at: Setting) -> Reading | None:
    """'years', 'decades-long': a length whose number is not said."""
    unit = said.get(*UNITS)
    return Reading(None, "duration", length(None, unit), "a length, number not said") if unit else None


def a_span(said: Said, at: Setting) -> Reading | None:
    """'the past four months', 'the next two weeks': a length that ends or begins at the article's day."""
    unit = said.get(*UNITS)
    if unit is None:
        return None
    vague = said.has("UNITS") and not said.has("DAYNUM", "CARD", "NUMERAL", "MANY", "YEARNUM", "A")
    count = None if vague else amount([t for t in said.tokens if t.cls not in ("ORD", "LAST", "PAST")])
    shift = -1 if said.has("LAST", "PAST") else 1 if said.has("NEXT", "COMING") else 0
    edtf = _interval(at.today, unit, count, shift)
    why = f"counted from {at.today_why}" if edtf else "a length"
    return Reading(edtf, "duration", length(count, unit), why, at.today_span if edtf else None)


def _interval(today: date | None, unit: str, count: float | None, shift: int) -> str | None:
    if today is None or count is None or not shift or unit[0] == "T":
        return None
    there = cal.step(today, unit, shift * count)
    if there is None:
        return None
    wide = {"M": "M", "3M": "M", "Y": "Y", "10Y": "Y", "100Y": "Y"}.get(unit, "D")
    first, last = sorted((there, today))
    return f"{cal.around(first, wide).edtf}/{cal.around(last, wide).edtf}"


def a_set(said: Said, at: Setting) -> Reading | None:
    """'every day', 'weekly', 'Tuesdays', 'twice a week': TIMEX3's set, as the length from one to the next."""
    often = said.get("DAILY")
    if often:
        return Reading(None, "minute" if "T" in often else GRAINS.get(often[-1], "year"), often, "a repeated time")
    day = said.get("WEEKDAYS", "WEEKDAY")
    if day is not None:
        return Reading(None, "day", _weekly(day), "a repeated time")
    number = said.number("MONTH", "MAY", "MONSHORT")
    if number is not None:
        return Reading(None, "month", f"XXXX-{number:02}", "a repeated time")
    part = said.get("PART")
    if part:
        return Reading(None, "part_of_day", f"XXXX-XX-XXT{part}", "a repeated time")
    unit = said.get(*UNITS)
    if unit is None:
        return None
    grain: Grain = GRAINS.get(unit, "year") if unit[0] != "T" else "minute"
    words = [t for t in said.tokens if t.cls not in ("ONCE", "EVERY")]
    count = 2.0 if said.has("OTHER", "ORD2") else amount(words)
    return Reading(None, grain, length(count, unit), "a repeated time")


def _weekly(day: str) -> str:
    if day == "WD":
        return "XXXX-WXX"
    return "XXXX-WXX-WE" if day == "WE" else f"XXXX-WXX-{int(day) + 1}"


def a_vague(said: Said, at: Setting) -> Reading | None:
    """'now', 'recently', 'in recent years', 'the future'."""
    return Reading(None, "vague", said.get("NOW", "RECENTLY", "RECENT", "FUTURE") or "PAST_REF", "not told when")
