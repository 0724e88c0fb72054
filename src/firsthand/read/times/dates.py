"""Times that a text names: dates, months, years, decades, seasons, feast days."""

from __future__ import annotations

import re
from datetime import date

from firsthand.read.times import calendar as cal
from firsthand.read.times.calendar import When
from firsthand.read.times.values import Reading, Said, Setting, Tense, told, untold

SOON = 75  # days
NEXT_MONTH = 31  # days
JUST_OVER = 27  # days: nobody names so recent a day without its year to mean the year to come
WRITTEN = "written in full"
MONTHS = ("MONTH", "MAY", "MONSHORT")


def iso(said: Said, at: Setting) -> Reading | None:
    """'2031-02-03', '2031-02-03T18:20Z'."""
    y, m, d, *clock = (int(n) for n in re.findall(r"\d+", said.tokens[0].text))
    there = cal.exact(y, m, d)
    if there is None:
        return None
    if len(clock) < 2 or clock[0] > 23 or clock[1] > 59:
        return told(cal.day(there), WRITTEN)
    return told(cal.clock(there, clock[0], clock[1], "Z" if said.tokens[0].text.endswith("Z") else ""), WRITTEN)


def other_calendar(said: Said, at: Setting) -> Reading | None:
    """'15 Ramadan 1445': a day or month of a calendar that is not converted, since its months begin by sighting."""
    return Reading(None, "day" if said.has("DAYNUM") else "month", None, "of another calendar, not converted")


def slash(said: Said, at: Setting) -> Reading | None:
    """'23/02/2031', '3.2.2031': points put the day first; slashes are read only where one number is over 12."""
    text = said.tokens[0].text
    a, b, y = (int(n) for n in re.split("[/.]", text))
    y += 0 if y > 99 else 2000 if y < 50 else 1900
    if "/" in text and a != b and a <= 12 and b <= 12:
        return None
    there = cal.exact(y, b, a) if b <= 12 or "." in text else cal.exact(y, a, b)
    return told(cal.day(there), WRITTEN) if there else None


NEAR = 12  # characters from a day to a bare number that is another: "April 24 and 25", "April 24, 25 and 26"


def a_date(said: Said, at: Setting) -> Reading | None:
    """'Monday, Feb. 3, 2031', '3 February', 'the 3rd of February', 'night of Feb. 3'."""
    return dated(said, at, said.get("PART", "DAWN") or "")


def dated(said: Said, at: Setting, part: str = "") -> Reading | None:
    m, d, y = said.number(*MONTHS), said.number("DAYNUM", "ORDNUM"), said.number("YEARNUM") or year_ahead(said)
    if m is None or d is None or cal.exact(2000, m, d) is None:
        return None
    if y is not None:
        there = cal.exact(y, m, d)
        return told(cal.day(there, part), WRITTEN) if there else None
    if at.today is None:
        return untold("day", f"XXXX-{m:02}-{d:02}")
    shift = relation(said)
    tense: Tense = "past" if shift == -1 else "will" if shift == 1 else said.tense
    near = [cal.exact(at.today.year + n, m, d) for n in (-1, 0, 1)]
    there = nearest(near, at.today, tense, 0 if shift == -1 else SOON)
    return told(cal.day(there, part), f"year by {at.today_why}", at.today_span) if there else None


def some_days(said: Said, at: Setting) -> Reading | None:
    """'Feb. 3-5': the days from the first to the last."""
    rest = tuple(t for t in said.tokens if t.cls in (*MONTHS, "YEARNUM"))
    first, last = [t for t in said.tokens if t.cls in ("DAYNUM", "ORDNUM")][:2]
    begin = dated(Said((*rest, first), said.tense), at)
    if begin is None or begin.when is None:
        return begin
    a = begin.when.start
    b = cal.exact(a.year, a.month, int(last.value))
    return told(cal.days(a, b), begin.why, begin.base) if b and a < b else None


def day_alone(said: Said, at: Setting) -> Reading | None:
    """The '25' of 'April 24 and 25': a later day of the month just named."""
    d = said.number("DAYNUM", "ORDNUM")
    last = at.spoken[0] if at.spoken else None
    if d is None or last is None or last[0].grain != "day" or not at.same_sentence or d <= last[0].start.day:
        return None
    if last[1] is not None and said.tokens[0].start - last[1].end > NEAR:
        return None  # "Tuesday's blast has risen to 12": a number, and no day
    there = cal.exact(last[0].start.year, last[0].start.month, d)
    return told(cal.day(there), "month of the day before it", last[1]) if there else None


def a_month(said: Said, at: Setting) -> Reading | None:
    """'February', 'late February 2031', 'last February', 'February of last year'."""
    m, y = said.number(*MONTHS), said.number("YEARNUM") or year_ahead(said)
    if m is None:
        return None
    if y is not None:
        return told(cal.month(y, m), WRITTEN)
    if at.today is None:
        return untold("month", f"XXXX-{m:02}")
    today, shift = at.today, relation(said)
    if said.has("UNIT", "SAME", "THAT") and shift is not None:
        return told(cal.month(today.year + shift, m), f"year by {at.today_why}", at.today_span)
    here = date(today.year, today.month, 1)
    if shift is not None and not said.has("THIS"):
        back = [date(today.year + n, m, 1) for n in (-1, 0, 1)]
        there = max((d for d in back if d < here), default=None) if shift < 0 else min(d for d in back if d > here)
    else:
        soon = NEXT_MONTH if said.tense == "past" else SOON
        there = nearest([date(today.year + n, m, 1) for n in (-1, 0, 1)], here, said.tense, soon)
    return told(cal.month(there.year, m), f"year by {at.today_why}", at.today_span) if there else None


def a_year(said: Said, at: Setting) -> Reading | None:
    y = said.number("YEARNUM")
    return told(cal.year(y), WRITTEN) if y else None


def bare_year(said: Said, at: Setting) -> Reading | None:
    """A number of four digits with no word before it that asks for a year: none if it counts a plural, "1900 rebels"."""
    after = said.ahead[0] if said.ahead else None
    counts = after is not None and not after.cls and after.text.islower() and after.text.endswith("s")
    return None if counts else a_year(said, at)


def some_years(said: Said, at: Setting) -> Reading | None:
    """'1995-96', '1995-1998': from the one to the other."""
    first, second = said.tokens[0].text, said.tokens[-1].text
    last = int(second) if len(second) == 4 else int(first[:2] + second) if len(second) == 2 else 0
    if not int(first) < last:
        return None
    edtf = f"{first}/{last:04}"
    return Reading(edtf, "year", edtf, WRITTEN, None, cal.year(int(first)))


def a_decade(said: Said, at: Setting) -> Reading | None:
    number = said.number("DECADE", "TENS")
    return told(cal.decade(number), WRITTEN) if number else None


def a_century(said: Said, at: Setting) -> Reading | None:
    """'the 20th century': 1901 to 2000, told as 19XX."""
    number = said.number("ORDNUM", "ORD", "ORD2")
    return told(cal.century(number - 1), WRITTEN) if number and 10 < number < 30 else None


def a_quarter(said: Said, at: Setting) -> Reading | None:
    """'the third quarter', 'the final quarter of 2031': without a year the last to have begun, unless the tense looks ahead."""
    number = said.number("ORD", "ORD2", "ORDNUM", "FINAL")
    if number is None or not 1 <= number <= 4:
        return None
    y = said.number("YEARNUM")
    if y is not None:
        return told(cal.quarter(y, number), WRITTEN)
    if at.today is None:
        return untold("month", f"XXXX-Q{number}")
    shift = relation(said)
    begun = 3 * number - 2 <= at.today.month
    year = at.today.year + (shift if shift is not None else 0 if begun or said.tense == "will" else -1)
    return told(cal.quarter(year, number), f"year by {at.today_why}", at.today_span)


def a_half(said: Said, at: Setting) -> Reading | None:
    """'the first half of 2031', 'the second half of last year'."""
    number, y = said.number("ORD", "ORD2", "FINAL"), said.number("YEARNUM")
    if number is None:
        return None
    if y is not None:
        return told(cal.half(y, min(number, 2)), WRITTEN)
    if at.today is None:
        return untold("month", f"XXXX-H{min(number, 2)}")
    year = at.today.year + (relation(said) or 0)
    return told(cal.half(year, min(number, 2)), f"year by {at.today_why}", at.today_span)


def a_season(said: Said, at: Setting) -> Reading | None:
    """'last fall', 'summer 2031', 'in the spring', 'this winter'."""
    number, y = said.number("SEASON"), said.number("YEARNUM")
    if number is None:
        return None
    if y is not None:
        return told(cal.season(y, number), WRITTEN)
    if at.today is None:
        return untold("season", f"XXXX-{cal.SEASONS[number]}")
    shift, now = relation(said), season_of(at.today)
    near = [cal.season(now.start.year + n, number) for n in (-2, -1, 0, 1)]
    if said.has("THIS"):
        chosen = now if now.timex.endswith(cal.SEASONS[number]) else cal.season(at.today.year, number)
    elif shift is not None and shift < 0:
        chosen = max((s for s in near if s.start < now.start), key=lambda s: s.start)
    elif shift or said.tense == "will":
        chosen = min((s for s in near if s.start >= now.start), key=lambda s: s.start)
    else:
        chosen = max((s for s in near if s.start <= now.start), key=lambda s: s.start)
    return told(chosen, f"counted from {at.today_why}", at.today_span)


def season_of(d: date) -> When:
    """The season a day lies in; January and February are of the winter before."""
    if d.month < 3:
        return cal.season(d.year - 1, 24)
    return cal.season(d.year, 20 + d.month // 3)


def a_holiday(said: Said, at: Setting) -> Reading | None:
    """'Thanksgiving Day', 'last Christmas', 'Easter 2031', 'Easter week'."""
    rule, y = said.get("HOLIDAY"), said.number("YEARNUM")
    if not rule:
        return None
    if y is not None:
        there = cal.named_day(rule, y)
    elif at.today is None:
        return untold("day")
    else:
        shift = relation(said)
        tense: Tense = said.tense if shift is None else "past" if shift < 0 else "will"
        there = nearest([cal.named_day(rule, at.today.year + n) for n in (-1, 0, 1)], at.today, tense)
    if there is None:
        return None
    when = cal.week(there) if said.get("UNIT") == "W" else cal.weekend(there) if said.has("WEEKEND") else cal.day(there)
    return told(when, f"by the calendar, year by {at.today_why}" if y is None else "by the calendar")


def year_ahead(said: Said) -> int | None:
    """The year that stands only at the end of a row: 'between May and July 2030', 'from Feb. 3 to March 5, 2030'."""
    if not said.ahead or said.ahead[0].cls not in ("AND", "TO", "THROUGH", "UNTIL", "DASH", "OR"):
        return None
    if len(said.ahead) < 2 or said.ahead[1].cls not in (*MONTHS, "DAYNUM", "ORDNUM"):
        return None
    rest = (t for t in said.ahead[1:] if t.cls not in (*MONTHS, "DAYNUM", "ORDNUM", "DOT", "COMMA"))
    after = next(rest, None)
    return int(after.value) if after is not None and after.cls == "YEARNUM" else None


def relation(said: Said) -> int | None:
    """-1 for "last", 1 for "next", 0 for "this"; None if no such word stands there."""
    return said.number("LAST", "PAST", "PREVIOUS", "NEXT", "COMING", "FOLLOWING", "THIS", "CURRENT", "SAME", "THAT")


def nearest(days: list[date | None], today: date, tense: Tense, near_enough: int = SOON) -> date | None:
    """Of days a year apart the one that the tense asks for; unless it looks ahead, one that is soon goes before one long over.

    News writes "last March" for one of the year before, so a March some weeks off is meant even beside a past verb.
    """
    near = [d for d in days if d is not None]
    over = max((d for d in near if d <= today), default=None)
    ahead = min((d for d in near if d >= today), default=None)
    if over is None or ahead is None or over == ahead:
        return over or ahead
    since, until = (today - over).days, (ahead - today).days
    if tense == "will":
        return over if since <= JUST_OVER else ahead
    soon = until <= near_enough and since > 2 * until
    return ahead if soon or (tense != "past" and until < since) else over
