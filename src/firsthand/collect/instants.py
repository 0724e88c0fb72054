"""A written instant as ISO 8601 UTC: the ways in which captures say when they were made."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

# "Mon Jan 05 2031 10:00:00 GMT+0100 (Central European Standard Time)", as SingleFile writes it; not "Mon Jan 5"
BROWSER = re.compile(
    r"[A-Z][a-z]{2} (?P<month>[A-Z][a-z]{2}) (?P<day>\d{2}) (?P<year>\d{4}) (?P<time>\d\d:\d\d:\d\d) GMT(?P<zone>[+-]\d{4})"
)
STAMP = re.compile(r"\d{14}")  # 20310105100000, as indexes of web archives write it


def instant(words: str | None) -> str | None:
    """'Mon, 05 Jan 2031 10:00:00 +0100' gives '2031-01-05T09:00:00Z'; None where no whole instant is said.

    A time without a zone counts as UTC, as web archives mean it.
    """
    words = " ".join((words or "").split())
    for read in (_iso, _browser, _stamp, _mail):
        try:
            found = read(words)
            if found is not None:
                found = found if found.tzinfo else found.replace(tzinfo=UTC)
                return found.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        except (ValueError, OverflowError, TypeError, IndexError):
            continue
    return None


def _iso(words: str) -> datetime | None:
    return datetime.fromisoformat(words) if re.match(r"\d{4}-\d\d-\d\d", words) else None


def _browser(words: str) -> datetime | None:
    m = BROWSER.search(words)
    return (
        datetime.strptime(f"{m['day']} {m['month']} {m['year']} {m['time']} {m['zone']}", "%d %b %Y %X %z")
        if m
        else None
    )


def _stamp(words: str) -> datetime | None:
    return datetime.strptime(words, "%Y%m%d%H%M%S") if STAMP.fullmatch(words) else None


def _mail(words: str) -> datetime | None:
    return parsedate_to_datetime(words) if re.search(r"\d{1,2} [A-Za-z]{3} \d{2,4} \d", words) else None
