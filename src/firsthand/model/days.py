"""Stretches of days that EDTF dates stand for, and how far apart two of them are."""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import lru_cache

DATE = re.compile(r"^(?P<year>\d{4})(?:-(?P<month>\d\d))?(?:-(?P<day>\d\d))?")


@lru_cache(1 << 14)
def days(edtf: str | None) -> tuple[int, int] | None:
    """First and last day, as numbers: '2024-01' gives January's; None of what is no stretch ('2024-21' a season)."""
    if not edtf:
        return None
    ends = [_day_range(part) for part in edtf.split("/")]
    first, last = ends[0], ends[-1]
    return (first[0], last[1]) if first and last and first[0] <= last[1] else None


def gap(a: tuple[int, int], b: tuple[int, int]) -> int:
    """Days between two stretches; 0 if they touch."""
    return max(0, a[0] - b[1], b[0] - a[1])


def _day_range(written: str) -> tuple[int, int] | None:
    m = DATE.match(written)
    if not m:
        return None
    year, month, day = (int(x) if x else None for x in m.group("year", "month", "day"))
    assert year is not None
    if not 1 <= year <= 9999 or (month is not None and not 1 <= month <= 12):
        return None
    if month is None:
        return date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    longest = calendar.monthrange(year, month)[1]
    if day is None:
        return date(year, month, 1).toordinal(), date(year, month, longest).toordinal()
    return (date(year, month, day).toordinal(),) * 2 if 1 <= day <= longest else None
