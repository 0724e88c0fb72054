"""What a time expression comes to, what it was counted from, and the measures of length."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from firsthand.model.readings import Grain
from firsthand.model.spans import Span
from firsthand.read.times_calendar import When
from firsthand.read.times_scan import Token

Tense = Literal["past", "will", "now", ""]  # of the words around; "": they do not say
NUMBERS = frozenset({"DAYNUM", "YEARNUM", "NUMERAL", "CARD", "FRAC", "HALF"})
GRAINS: dict[str, Grain] = {"D": "day", "W": "week", "2W": "week", "WE": "day", "M": "month", "3M": "month"}
# what a part of a unit is told in: half a year is six months
BELOW = {"Y": (12, "{}M"), "M": (4, "{}W"), "D": (24, "T{}H"), "TH": (60, "{}M"), "TM": (60, "{}S")}
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
    last: When | None = None  # the day, month or year last spoken of
    last_span: Span | None = None
    same_sentence: bool = False  # whether `last` stands in the sentence being read

    def after(self, when: When, span: Span) -> Setting:
        return replace(self, last=when, last_span=span, same_sentence=True)


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
