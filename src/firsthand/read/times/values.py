"""What a time expression comes to, what it was counted from, and the measures of length."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from firsthand.model.readings import Grain
from firsthand.model.spans import Span
from firsthand.read.times.calendar import When
from firsthand.read.times.scan import Token

Tense = Literal["past", "will", "now", ""]  # of the words around; "": they do not say
NUMBERS = frozenset({"DAYNUM", "YEARNUM", "NUMERAL", "CARD", "FRAC", "HALF"})
GRAINS: dict[str, Grain] = {"D": "day", "W": "week", "2W": "week", "WE": "day", "M": "month", "3M": "month"}
# what a part of a unit is told in: half a year is six months
BELOW = {"Y": (12, "{}M"), "M": (4, "{}W"), "D": (24, "T{}H"), "TH": (60, "{}M"), "TM": (60, "{}S")}
# how wide a unit is, in steps: a day lies in a week, a week in a month
WIDTH = {"D": 0, "W": 1, "2W": 1, "WE": 1, "M": 2, "3M": 3, "SE": 3, "6M": 3, "Y": 4, "10Y": 5, "100Y": 6, "1000Y": 7}
NO_DATE = "no date to count from"


@dataclass(frozen=True, slots=True)
class Reading:
    """What the words come to. `when` is what later words may be counted from."""

    edtf: str | None
    grain: Grain
    timex: str | None
    why: str
    base: Span | None = None
    when: When | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """What a text's times are counted from, as far as it has been read."""

    today: date | None  # the day of the dateline, else of the article
    today_why: str  # "the dateline", "the article's date"
    today_span: Span | None
    spoken: tuple[
        tuple[When, Span], ...
    ] = ()  # the day, week, month, year last spoken of: one of each, the latest first
    same_sentence: bool = False  # whether the latest of them stands in the sentence being read

    def after(self, when: When, span: Span) -> Setting:
        """The same once the text has spoken of this time too."""
        kept = (pair for pair in self.spoken if WIDTH[pair[0].unit] != WIDTH[when.unit])
        return replace(self, spoken=((when, span), *kept), same_sentence=True)

    def last(self, unit: str) -> tuple[When, Span] | None:
        """What was last spoken of that is no wider than the unit."""
        return next((pair for pair in self.spoken if WIDTH[pair[0].unit] <= WIDTH[unit]), None)

    def base(self, unit: str) -> tuple[date | None, str, Span | None]:
        """The day that "the next day", "that month" are counted from, how it was found, and its words.

        None if the text spoke only of wider times: what the next day of 1998 is cannot be told.
        """
        found = self.last(unit)
        if found is not None:
            return found[0].start, "counted from the time before it", found[1]
        if self.spoken:
            return None, "counted from a time whose day is not told", self.spoken[0][1]
        return self.today, f"counted from {self.today_why}", self.today_span


@dataclass(frozen=True, slots=True)
class Said:
    """The words of one time expression, with the tense around them."""

    tokens: tuple[Token, ...]
    tense: Tense
    ahead: tuple[Token, ...] = ()  # the next few words of the sentence

    def get(self, *classes: str) -> str | None:
        """The value of the first word of one of these classes."""
        return next((t.value for t in self.tokens if t.cls in classes), None)

    def has(self, *classes: str) -> bool:
        return any(t.cls in classes for t in self.tokens)

    def number(self, *classes: str) -> int | None:
        value = self.get(*classes)
        return int(value) if value else None


def told(when: When, why: str, base: Span | None = None) -> Reading:
    return Reading(when.edtf, when.grain, when.timex, why, base, when)


def untold(grain: Grain, timex: str | None = None) -> Reading:
    """A time that would need a date to count from, and there is none."""
    return Reading(None, grain, timex, NO_DATE)


def amount(tokens: Sequence[Token]) -> float | None:
    """The number that words such as "twenty-five", "5 1/2", "a dozen", "a year and a half" come to; None for "several"."""
    total: float | None = None
    for t in tokens:
        if t.cls == "FEW":
            return None
        if t.cls in NUMBERS:
            total = (total or 0.0) + float(t.value)
        elif t.cls == "MANY":
            total = (total or 1.0) * float(t.value)
        elif t.cls in ("UNIT", "UNITS", "CENTURY", "QUARTER", "WEEKEND", "PART") and total is None:
            total = 1.0
    return 1.0 if total is None else total


def length(count: float | None, unit: str) -> str:
    """An ISO 8601 duration: (3, "W") gives P3W, (5.5, "TH") PT5H30M, (2, "10Y") P20Y; X for a number not said."""
    if unit == "WE":
        unit = "2D"
    time = "T" if unit[0] == "T" else ""
    size, letter = (1 if time else int(unit[:-1] or 1)), unit[-1]
    if count is None:
        return f"P{time}X{letter}"
    whole, part = divmod(count * size, 1)
    below = BELOW.get(time + letter)
    if not part or below is None:
        return f"P{time}{count * size:.12g}{letter}"
    rest = below[1].format(round(part * below[0]))
    return f"P{time}{int(whole)}{letter}{rest}" if whole else f"P{time}{rest}"
