"""When to ask: how long one host is left alone between two questions, and when a feed or page is asked again."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

GAP = 1.0  # seconds between two pages of one host, where it asks for no more
SOONEST, LATEST = 15 * 60, 7 * 86_400  # seconds: nothing is asked more often than this, or given up for longer
USUAL = 3_600  # seconds: of a feed that says nothing
FIRST_BACK_OFF = 15 * 60
JITTER = 0.1  # of the time; so that those who ask every hour do not all ask at the full hour
MAX_AGE = re.compile(r"(?:^|[,\s])max-age\s*=\s*\"?(?P<seconds>\d{1,9})")
Chance = Callable[[], float]  # 0 to 1


class Pace:
    """How long each host is still to be left alone. It is told the time; it looks at no clock."""

    def __init__(self, gap: float = GAP) -> None:
        self.gap = gap
        self._free: dict[str, float] = {}

    def wait(self, host: str, now: float) -> float:
        """Seconds until this host may be asked."""
        return max(0.0, self._free.get(host, now) - now)

    def asked(self, host: str, now: float, delay: float | None = None) -> None:
        """It was asked; `delay`: what its robots.txt or its answer wants."""
        self._free[host] = max(self._free.get(host, now), now + max(self.gap, delay or 0.0))


def retry_after(told: str | None, now: datetime) -> float | None:
    """Seconds of a Retry-After header: '120', or 'Wed, 21 Oct 2031 07:28:00 GMT'; None where it says nothing."""
    told = (told or "")[:60].strip()
    if told.isdecimal() and len(told) < 10:
        return float(told)
    try:
        at = parsedate_to_datetime(told)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return max(0.0, ((at if at.tzinfo else at.replace(tzinfo=UTC)) - now).total_seconds())


def max_age(cache_control: str | None) -> int | None:
    """Seconds for which an answer says that it stays good; None where it does not say."""
    match = MAX_AGE.search((cache_control or "").lower())
    return int(match["seconds"]) if match else None


def next_due(now: datetime, every: int | None, hints: tuple[int | None, ...], chance: Chance) -> datetime:
    """When to ask again after an answer: as the person said, else as late as the answer's own hints say, else in an hour."""
    hinted = max((x for x in hints if x), default=USUAL)
    seconds = max(SOONEST, every) if every else min(max(hinted, SOONEST), 86_400)
    return now + timedelta(seconds=seconds * (1 + JITTER * chance()))


def back_off(now: datetime, failures: int, asked_for: float | None, chance: Chance) -> datetime:
    """When to ask again after the nth failure in a row: 15 minutes, doubled each time, and not before the server allows it."""
    seconds = min(FIRST_BACK_OFF * 2.0 ** min(failures - 1, 20), LATEST)
    wanted = min(max(seconds * (0.5 + chance()), asked_for or 0.0, FIRST_BACK_OFF / 2), LATEST)
    return now + timedelta(seconds=wanted + JITTER * wanted * chance())
