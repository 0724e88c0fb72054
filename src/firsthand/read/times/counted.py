"""Times counted from others: weekdays, "today", "last week", "two days later", "that month"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from firsthand.model.spans import Span
from firsthand.read.times import calendar as cal
from firsthand.read.times.dates import MONTHS, a_month, dated, nearest, relation, season_of
from firsthand.read.times.values import GRAINS, NO_DATE, NUMBERS, Reading, Said, Setting, amount, length, told, untold

SATURDAY = 5


def a_weekday(said: Said, at: Setting) -> Reading | None:
    """'Tuesday', 'last Friday night', 'Friday of last week', 'the following Monday'."""
    number = said.number("WEEKDAY")
    if number is None:
        return None
    part = said.get("PART", "DAWN") or ("" if not said.has("NOON") else "MI")
    there, why, base = _weekday(said, at, number)
    if there is None:
        return untold("part_of_day" if part else "day", f"XXXX-WXX-{number + 1}") if at.today is None else None
    return told(cal.day(there, part), why, base)


def _weekday(said: Said, at: Setting, number: int) -> tuple[date | None, str, Span | None]:
    before = at.last("D")
    if said.has("FOLLOWING", "PREVIOUS") and before is not None:
        there = cal.weekday_near(before[0].start, number, 1 if said.has("FOLLOWING") else -1)
        return there, "weekday from a time before it", before[1]
    today, shift = at.today, relation(said)
    if today is None:
        return None, "", None
    if said.has("UNIT") and shift is not None:
        monday = cal.step(cal.week(today).start, "W", shift)
        return (cal.step(monday, "D", number) if monday else None), f"counted from {at.today_why}", at.today_span
    if shift is None or said.has("THIS"):
        ahead = said.tense == "will" and number != today.weekday()
        there = cal.weekday_near(today, number, 1 if ahead else 0)
        return there, f"weekday {'after' if ahead else 'before'} {at.today_why}", at.today_span
    there = cal.weekday_near(today, number, shift)
    return there, f"weekday {'after' if shift > 0 else 'before'} {at.today_why}", at.today_span


def a_today(said: Said, at: Setting) -> Reading | None:
    """'today', 'tomorrow morning', 'last night', 'this evening', 'tonight'."""
    part = said.get("PART", "DAWN") or ""
    shift = said.number("TODAY")
    if shift is None:
        shift = -1 if said.has("LAST") else 0
    if said.has("TONIGHT"):
        part = "NI"
    there = cal.step(at.today, "D", shift) if at.today else None
    if there is None:
        return untold("part_of_day" if part else "day")
    return told(cal.day(there, part), f"counted from {at.today_why}", at.today_span)


def a_this(said: Said, at: Setting) -> Reading | None:
    """'this week', 'early next week', 'last year', 'the end of the year', 'the weekend'."""
    unit = said.get("UNIT", "QUARTER", "CENTURY", "WEEKEND")
    if unit is None or unit[0] == "T" or (unit == "D" and said.has("THIS")):
        return None
    shift = relation(said) or 0
    if unit == "WE" and relation(said) is None and said.tense != "will" and at.today and at.today.weekday() < SATURDAY:
        shift = -1
    return counted(at, unit, shift)


def counted(at: Setting, unit: str, shift: float) -> Reading:
    """The unit so many units from the article's day."""
    there = cal.step(at.today, unit, shift) if at.today else None
    if there is None:
        return untold(GRAINS.get(unit, "year"))
    return told(cal.around(there, unit), f"counted from {at.today_why}", at.today_span)


def edge(said: Said, at: Setting) -> Reading | None:
    """'the end of 2031', 'the beginning of the 1990s'."""
    if said.has(*MONTHS):
        return a_month(said, at)
    number = said.number("DECADE")
    if number:
        return told(cal.decade(number), "written in full")
    y = said.number("YEARNUM")
    return told(cal.year(y), "written in full") if y else None


def in_units(said: Said, at: Setting) -> Reading | None:
    """'a week from Tuesday'."""
    unit, day = said.get("UNIT"), Said(said.tokens[2:], "will")
    base = a_weekday(day, at) if day.has("WEEKDAY") else a_today(Said(day.tokens[1:], ""), at)
    if base is None or base.when is None or unit is None:
        return None
    there = cal.step(base.when.start, unit, 1)
    return told(cal.day(there), base.why, base.base) if there else None


def week_of(said: Said, at: Setting) -> Reading | None:
    """'the week of March 6'."""
    first, unit = dated(said, at), said.get("UNIT")
    if first is None or first.when is None or unit not in ("W", "M"):
        return first
    return told(cal.around(first.when.start, unit), first.why, first.base)


def that(said: Said, at: Setting) -> Reading | None:
    """'that day', 'the same month', 'later that year': the one last spoken of."""
    unit, part = said.get("UNIT", "QUARTER", "WEEKEND"), said.get("PART", "DAWN") or ""
    if unit and unit[0] == "T":
        return None
    number = said.number("SEASON")
    start, why, base = at.base("3M" if number is not None else unit or "D")
    if start is None:
        return Reading(None, GRAINS.get(unit or "D", "year"), None, why if at.spoken else NO_DATE, base)
    if number is not None:
        return told(cal.season(start.year, number), why, base)
    return told(cal.around(start, unit) if unit else cal.day(start, part), why, base)


def next_to(said: Said, at: Setting) -> Reading | None:
    """'the next day', 'the following week', 'the previous month', 'the day before'."""
    unit, part = said.get("UNIT", "QUARTER", "WEEKEND") or "D", said.get("PART", "DAWN") or ""
    if unit[0] == "T":
        return None
    shift = -1 if said.has("PREVIOUS", "BEFORE", "EARLIER") else 1
    start, why, base = at.base("Y" if said.has("SEASON", *MONTHS) else unit)
    if start is None:
        return Reading(None, GRAINS.get(unit, "year"), None, why if at.spoken else NO_DATE, base)
    if said.has("WEEKDAY"):
        there = cal.weekday_near(start, said.number("WEEKDAY") or 0, shift)
        return told(cal.day(there, part), why, base) if there else None
    if said.has(*MONTHS):
        m = said.number(*MONTHS) or 1
        near = nearest([cal.exact(start.year + n, m, 1) for n in (-1, 0, 1)], start, "past" if shift < 0 else "will")
        return told(cal.month(near.year, near.month), why, base) if near else None
    if said.has("SEASON"):
        y = season_of(start).start.year + (1 if shift > 0 else 0)
        return told(cal.season(y, said.number("SEASON") or 21), why, base)
    there = cal.step(start, unit, shift)
    if there is None:
        return None
    return told(cal.around(there, unit) if unit != "D" else cal.day(there, part), why, base)


def ago(said: Said, at: Setting) -> Reading | None:
    """'six weeks ago', 'two days later', 'a year and a half ago', 'years ago'."""
    unit = said.get("UNIT", "UNITS", "CENTURY", "QUARTER", "WEEKEND") or "D"
    back = said.has("AGO", "EARLIER", "BEFORE", "BACK")
    count = amount(said.tokens)
    if said.has("UNITS") and not said.has(*NUMBERS, "MANY", "A", "ANOTHER"):
        count = None
    from_today = said.has("AGO", "BACK", "HENCE")
    if count is None:
        ref = ("PAST_REF" if back else "FUTURE_REF") if from_today else length(None, unit)
        return Reading(None, "vague" if from_today else "duration", ref, "number not said")
    start, why, base = at.base("D" if unit[0] == "T" else unit)
    if from_today:
        start, why, base = at.today, f"counted from {at.today_why}", at.today_span
    if start is None:
        return Reading(None, GRAINS.get(unit, "year"), None, why if at.spoken else NO_DATE, base)
    if unit[0] == "T":
        return Reading(start.isoformat(), "day", length(count, unit), why, base)
    there = cal.step(start, unit, -count if back else count)
    if there is None:
        return None
    wide = "Y" if unit in ("10Y", "100Y") else "M" if unit == "Y" and count != int(count) else unit
    when = told(cal.around(there, wide), why, base)
    rough = said.has("ABOUT", "SOME", "BOUND") and when.edtf and "/" not in when.edtf
    return replace(when, edtf=f"{when.edtf}~") if rough else when


def weekday_ago(said: Said, at: Setting) -> Reading | None:
    """'a week ago Tuesday': the Tuesday of that week."""
    unit, number = said.get("UNIT", "UNITS") or "D", said.number("WEEKDAY")
    count = amount(said.tokens)
    there = cal.step(at.today, unit, -count) if at.today and count and unit in ("W", "M", "Y") else None
    day = cal.step(cal.week(there).start, "D", number or 0) if there else None
    return told(cal.day(day), f"counted from {at.today_why}", at.today_span) if day else None


def before_last(said: Said, at: Setting) -> Reading | None:
    """'the week before last', 'the night before last'."""
    part, unit = said.get("PART") or "", said.get("UNIT", "WEEKEND") or "D"
    if not part and unit[0] != "T":
        return counted(at, unit, -2)
    there = cal.step(at.today, "D", -2) if at.today and part else None
    return told(cal.day(there, part), f"counted from {at.today_why}", at.today_span) if there else None


def from_a_day(said: Said, at: Setting) -> Reading | None:
    """'day before last Tuesday', 'two days after Monday'."""
    unit = said.get("UNIT", "UNITS") or "D"
    cut = next(i for i, t in enumerate(said.tokens) if t.cls in ("BEFORE", "AFTER", "FROM"))
    day = Said(said.tokens[cut:], said.tense)
    base = a_weekday(day, at) if day.has("WEEKDAY") else a_today(day, at)
    count = amount(said.tokens[:cut])
    if base is None or base.when is None or unit[0] == "T" or count is None:
        return None
    there = cal.step(base.when.start, unit, -count if said.has("BEFORE") else count)
    return told(cal.day(there), base.why, base.base) if there else None
