"""EDTF days as formats that know less take them."""

from __future__ import annotations

import re

# matches 2031, 2031-05, 2031-05-06, 2031-05-06T10:00:00+02:00, and 2023-10~; not ../2031, 203X or 2031-21 (a season)
_PLAIN = re.compile(
    r"(?P<day> \d{4} (?: -(?:0[1-9]|1[0-2]) (?: -(?:0[1-9]|[12]\d|3[01]) )? )? ) (?: T[\d:.+Z-]+ )? (?P<about> [~?%]? )",
    re.X,
)


def bounds(edtf: str | None) -> tuple[str | None, str | None]:
    """First and last day of an EDTF date, each as exact as told: ("2031-05", "2031-06") of "2031-05/2031-06"; None: not told."""
    if edtf is None:
        return None, None
    first, _, last = edtf.partition("/")
    return _plain(first), _plain(last or first)


def day(edtf: str | None) -> str | None:
    """The day, month or year of an EDTF date that is one; None of an interval, a season or a decade."""
    first, last = bounds(edtf)
    return first if first == last else None


def _plain(edtf: str) -> str | None:
    found = _PLAIN.fullmatch(edtf)
    return found["day"] if found else None
