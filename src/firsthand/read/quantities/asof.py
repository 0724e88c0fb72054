"""The day of 'as of Monday' and 'by 3 March', counted back from the day the article was published."""

from __future__ import annotations

import re
from datetime import date, timedelta

from firsthand.model.articles import Article
from firsthand.read.quantities.lexicon import lexicon
from firsthand.read.quantities.number_words import Tokens

DAYS = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}
WEEKDAY = re.compile(r"(mon|tues|wednes|thurs|fri|satur|sun)day")
EDTF_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


def as_of(t: Tokens, where: tuple[int, int], article: Article) -> str | None:
    """EDTF of the tokens after 'as of' or 'by'; None where they name no day that can be counted.

    A weekday is the last one on or before the article's day; a day without a year is the one nearest before it.
    """
    today = _published(article)
    words = t.low[where[0] : where[1]]
    for n, word in enumerate(words):
        if word in ("today", "now") and today:
            return today.isoformat()
        if word == "yesterday" and today:
            return (today - timedelta(1)).isoformat()
        if WEEKDAY.fullmatch(word):
            return (today - timedelta((today.weekday() - DAYS[word[:3]]) % 7)).isoformat() if today else None
        if word in lexicon().months:
            return _month_day(words, n, lexicon().months[word], today)
    return None


def _month_day(words: tuple[str, ...], n: int, month: int, today: date | None) -> str | None:
    near = [w for w in (*words[max(0, n - 1) : n], *words[n + 1 : n + 4]) if w.isascii() and w.isdigit()]
    day = next((int(w) for w in near if len(w) <= 2), None)
    year = next((int(w) for w in near if len(w) == 4), None)
    if day is None or not 1 <= day <= 31 or (year is None and today is None):
        return None
    try:
        if year is not None:
            return date(year, month, day).isoformat() if year else None
        assert today is not None
        this = date(today.year, month, day)
        return (this if this <= today else date(today.year - 1, month, day)).isoformat()
    except ValueError:  # 31 June
        return None


def _published(article: Article) -> date | None:
    datum = article.first("published")
    match = EDTF_DAY.match(datum.value) if datum else None
    if match is None:
        return None
    try:
        return date(*(int(g) for g in match.groups()))
    except ValueError:
        return None
