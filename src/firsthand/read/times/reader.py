"""When: every expression of time in an article, and what it comes to, counted from the article's date.

Shapes of words are looked up in tables (`times_scan`); the rule of a shape says what it means (`times_dates`, `times_clock`,
`times_counted`, `times_lengths`). Kinds of expressions after TimeML 1.2.1 (Pustejovsky et al. 2003) and HeidelTime (Strötgen
and Gertz 2010).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from firsthand.model.articles import Article, clip
from firsthand.model.ids import make_id
from firsthand.model.readings import TimeRef
from firsthand.model.spans import Span
from firsthand.read.times import clock, counted, dates, lengths
from firsthand.read.times.calendar import exact
from firsthand.read.times.scan import Found, Grammar, Token, find, grammar, row_of, sentence_ends, tokens
from firsthand.read.times.tense import tense
from firsthand.read.times.values import Reading, Said, Setting
from firsthand.read.words import Paragraph

RULES: dict[str, Callable[[Said, Setting], Reading | None]] = {
    "iso": dates.iso,
    "slash": dates.slash,
    "calendar": dates.other_calendar,
    "date": dates.a_date,
    "datepart": dates.a_date,
    "days": dates.some_days,
    "dayalone": dates.day_alone,
    "month": dates.a_month,
    "year": dates.a_year,
    "bareyear": dates.bare_year,
    "years": dates.some_years,
    "decade": dates.a_decade,
    "century": dates.a_century,
    "quarter": dates.a_quarter,
    "half": dates.a_half,
    "season": dates.a_season,
    "holiday": dates.a_holiday,
    "weekday": counted.a_weekday,
    "today": counted.a_today,
    "clock": clock.a_clock,
    "daypart": clock.a_part,
    "this": counted.a_this,
    "edge": counted.edge,
    "inunits": counted.in_units,
    "weekof": counted.week_of,
    "that": counted.that,
    "nextto": counted.next_to,
    "ago": counted.ago,
    "agoday": counted.weekday_ago,
    "beforelast": counted.before_last,
    "agofrom": counted.from_a_day,
    "span": lengths.a_span,
    "duration": lengths.a_duration,
    "lengths": lengths.some_units,
    "set": lengths.a_set,
    "vague": lengths.a_vague,
}
# "2031-02-03" of a datum's EDTF; a month alone is no day to count from
DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
# "BAGHDAD, Feb 3 (Xinhua) --", "North Bay, 3 Feb —", "(AP) _"; not the hyphen of "Al-Asad"
DASH = re.compile(r"--|[—–]|\s[-_](?=\s)")
DATELINE = 100  # characters of the first prose paragraph in which the day of filing may stand
AHEAD = 8  # words after a clock time in which its day may be named
FILED = 3  # days between filing and publishing at most: further off, a date in the first line is no dateline


def read_times(article: Article, read: list[Paragraph]) -> tuple[TimeRef, ...]:
    """Every time that the headline and the prose speak of, in the order of the text, none overlapping another.

    'NORTH BAY, Feb. 3 -- Talks broke off on Tuesday' gives 2031-02-03 and the Tuesday before it. An article in a language
    whose pack has no tables of time gives nothing.
    """
    code = (article.language or "en").split("-")[0].lower()
    known = grammar(code)
    if known is None:
        return ()
    at = _filed(article, read, known)
    found: list[TimeRef] = []
    for paragraph in read:
        if paragraph.words:
            at = _paragraph(article, paragraph, known, at, found)
    return tuple(found)


def _paragraph(article: Article, p: Paragraph, known: Grammar, at: Setting, found: list[TimeRef]) -> Setting:
    """The times of one paragraph, put to those found; what later ones may be counted from."""
    words = tokens(article.text, p.starts[0], p.ends[-1], known)
    row = row_of(words, known)
    ends: list[int] = []
    place, sentence = 0, -1
    while fits := find(row, place, known):
        ends = ends or sentence_ends(words)
        first = fits[0].first
        now = bisect_right(ends, first)
        at = at if now == sentence else replace(at, same_sentence=False)
        sentence = now
        best = _best(words, range(ends[now - 1] if now else 0, ends[now]), fits, at, known)
        if best is None:
            place = first + 1
            continue
        shape, reading = best
        span = Span(words[shape.first].start, words[shape.last - 1].end)
        found.append(_ref(article, span, reading))
        at = at.after(reading.when, span) if reading.when else at
        place = shape.last
    return at


def _best(
    words: list[Token], sentence: range, fits: list[Found], at: Setting, known: Grammar
) -> tuple[Found, Reading] | None:
    """The longest shape whose rule makes something of it."""
    for shape in fits:
        when = tense(words, shape.first, shape.last, sentence, known.tenses)
        ahead = tuple(words[shape.last : min(shape.last + AHEAD, sentence.stop)])
        said = Said(tuple(words[shape.first : shape.last]), when, ahead)
        reading = RULES[shape.rule](said, at)
        if reading is not None:
            return shape, reading
    return None


def _ref(article: Article, span: Span, r: Reading) -> TimeRef:
    id_ = make_id("time", article.id, span)
    return TimeRef(id_, article.id, span, r.edtf, r.grain, r.base, r.why, r.timex)


def _filed(article: Article, read: list[Paragraph], known: Grammar) -> Setting:
    """The day that times are counted from: of the dateline if it gives one near the article's date, else the latter."""
    datum = article.first("published") or article.first("updated")
    published = _day(datum.value) if datum else None
    where = [p.span for p in article.parts_of("dateline")]
    prose = next((p for p in read if p.words and not p.headline), None)
    head = _before_dash(article.text, prose.starts[0], prose.ends[-1]) if prose else None
    for span in (*where, *([head] if head else ())):
        filed = _dateline(article.text, span, known, published)
        if filed is not None:
            return filed
    return Setting(published, "the article's date", clip(article, datum) if datum and published else None)


def _before_dash(text: str, start: int, end: int) -> Span | None:
    """The words before the dash that ends a dateline; None if the paragraph does not begin with one."""
    dash = DASH.search(text, start, min(end, start + DATELINE))
    return Span(start, dash.start()) if dash else None


def _dateline(text: str, span: Span, known: Grammar, published: date | None) -> Setting | None:
    """'NORTH BAY, Feb. 3 (Agency)': the first date there, if it is not far from the article's own."""
    words = tokens(text, span.start, min(span.end, span.start + DATELINE), known)
    row, place = row_of(words, known), 0
    while fits := find(row, place, known):
        place = fits[0].first + 1
        for fit in (f for f in fits if f.rule == "date"):
            reading = dates.a_date(Said(tuple(words[fit.first : fit.last]), ""), Setting(published, "", None))
            day = reading.when.start if reading and reading.when else None
            if day is not None and (published is None or abs((day - published).days) <= FILED):
                return Setting(day, "the dateline", Span(words[fit.first].start, words[fit.last - 1].end))
    return None


def _day(edtf: str) -> date | None:
    match = DAY.match(edtf)
    return exact(*(int(n) for n in match.groups())) if match else None
