"""Times of day: "10:35 a.m. EST", "noon Tuesday", "4 in the morning", "at dawn", and the day they belong to."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

from firsthand.model.spans import Span
from firsthand.read.times import calendar as cal
from firsthand.read.times.calendar import When
from firsthand.read.times.counted import a_today, a_weekday
from firsthand.read.times.dates import MONTHS, dated, iso
from firsthand.read.times.values import Reading, Said, Setting, told, untold

NO_HOUR = (99, 0)
DAYS = ("WEEKDAY", "TODAY", "TONIGHT")
# hours added to a number of the clock by the part of day: "4 in the morning", "9 in the evening"
HALVES = {"MO": 0, "AF": 12, "EV": 12, "NI": 12, "DT": 0}


def a_clock(said: Said, at: Setting) -> Reading | None:
    """'10:35 a.m. EST', 'noon Tuesday', '4 in the morning', 'Tuesday at 9 a.m.'."""
    hour, minute = _hour(said)
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return None
    there, why, base = _day_of(said, at)
    if there is None:
        return Reading(None, "minute", f"XXXX-XX-XXT{hour:02}:{minute:02}", "no date to count from")
    when = cal.clock(there, hour, minute, said.get("ZONE") or "")
    if hour == 24:  # EDTF has no hour 24: the end of a day is the beginning of the next
        following = cal.step(there, "D", 1) or there
        when = When(there, "D", "minute", cal.clock(following, 0, minute).edtf, when.timex)
    return told(when, why, base)


def _hour(said: Said) -> tuple[int, int]:
    noon = said.get("NOON")
    if noon:
        return int(noon[:2]), 0
    written = said.get("CLOCK")
    if written:
        hour, minute = (int(n) for n in re.split("[:.]", written)[:2])
    elif said.has("AMPM", "OCLOCK", "PART"):
        hour, minute = _before_half(said), 0
    else:
        digits = next((t.text for t in said.tokens if t.cls in ("YEARNUM", "NUMERAL")), "")
        return (int(digits[:2]), int(digits[2:])) if len(digits) == 4 and digits.isdigit() else NO_HOUR
    half = said.number("AMPM")
    if half is None and said.has("PART") and hour <= 12:
        half = HALVES[said.get("PART") or "MO"]
    if half is None:
        return hour, minute
    return (hour % 12 + half, minute) if 0 < hour <= 12 else NO_HOUR


def _before_half(said: Said) -> int:
    """The number right before "a.m.", "o'clock", "in the morning": "Feb. 3 at 9 a.m." gives 9."""
    for number, after in pairwise(said.tokens):
        if number.cls in ("DAYNUM", "CARD") and after.cls in ("AMPM", "OCLOCK", "IN"):
            return int(number.value)
    return NO_HOUR[0]


def _day_of(said: Said, at: Setting) -> tuple[date | None, str, Span | None]:
    """The day a clock time belongs to: named with it, named before it in the sentence, else the article's."""
    if not said.has(*MONTHS, "ISO", "WEEKDAY", "TODAY", "TONIGHT") and any(t.cls in DAYS for t in said.ahead):
        day = next(t for t in said.ahead if t.cls in DAYS)
        said = Said((day,), said.tense)
    if said.has(*MONTHS):
        found = dated(_without_hour(said), at)
    elif said.has("ISO"):
        found = iso(Said(tuple(t for t in said.tokens if t.cls == "ISO"), ""), at)
    elif said.has("WEEKDAY"):
        found = a_weekday(said, at)
    elif said.has("TODAY", "TONIGHT"):
        found = a_today(said, at)
    elif at.spoken and at.same_sentence and at.spoken[0][0].unit == "D":
        return at.spoken[0][0].start, "clock of the day before it", at.spoken[0][1]
    else:
        return at.today, f"clock of {at.today_why}", at.today_span
    return (found.when.start, found.why, found.base) if found and found.when else (None, "", None)


def _without_hour(said: Said) -> Said:
    """The same words without "9 a.m.", whose number is no day."""
    kept = [
        t
        for i, t in enumerate(said.tokens)
        if not (t.cls == "DAYNUM" and i + 1 < len(said.tokens) and said.tokens[i + 1].cls in ("AMPM", "OCLOCK"))
    ]
    return Said(tuple(kept), said.tense)


def a_part(said: Said, at: Setting) -> Reading | None:
    """'in the morning', 'at dawn': of the day named before it in the sentence, else of the article's."""
    part = said.get("PART", "DAWN") or ""
    there, why, base = _day_of(Said((), said.tense, said.ahead), at)
    return told(cal.day(there, part), why, base) if there else untold("part_of_day", f"XXXX-XX-XXT{part}")
