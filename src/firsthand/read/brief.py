"""What an article tells first: who, what, when and where, each with its words. A way into the article, not a finding.

'Tram derails in Kalda, killing at least 7' gives who “at least 7”, what the headline, where “Kalda”, and the day the text
says. Candidates are weighed as in Giveme5W1H (Hamborg 2019): by place in the text, by how often they are named, by what
they are; the happenings read in the headline and the lead say who acts or is harmed, when and where.
"""

from __future__ import annotations

import datetime
import math
from collections import Counter
from collections.abc import Iterable, Iterator

from firsthand.model.articles import Article
from firsthand.model.readings import Brief, TimeRef
from firsthand.model.spans import Span
from firsthand.model.units import Reading
from firsthand.read.brief_place import first_place
from firsthand.read.front import Front, front

LONGEST_LINK = 8  # characters of " which ", " were "
DAYS_BACK = 8  # what an article tells first happened in the days before it
# Weights chosen on 50 reports of six events with who marked by coders, and looked at there: no fit.
NAMED = {"person": 1.0, "group": 0.4, "organisation": 0.2}
HARMED = {"death": 4.2, "killing": 4.2, "injury": 3.7}
IN_HEAD, IN_LEAD, OFTEN, ACTS, BEGINS, HARMED_IN_HEAD = 2.0, 1.0, 0.8, 1.5, 1.5, 0.4
Scored = tuple[float, int, Span]  # score, place from the end, words


def brief(article: Article, readings: Iterable[Reading]) -> Brief:
    """The first answer to each question; None where the article gives none."""
    given = front(article, list(readings))
    what = given.head or next((e.sentence for e in given.told), None)
    return Brief(_who(given), what, _when(given), first_place(given))


def _who(given: Front) -> Span | None:
    found = [*_named(given), *_harmed(given)]
    return max(found)[2] if found else None


def _named(given: Front) -> Iterator[Scored]:
    often = Counter(m.name for m in given.names)
    acting = [
        r.span for e in given.first_told if e.trigger.start < given.head_end for r in e.roles if r.role == "actor"
    ]
    for m in given.names:
        if m.kind not in NAMED:
            continue
        score = NAMED[m.kind] + OFTEN * math.log(often[m.name])
        score += IN_HEAD if m.span.start < given.head_end else IN_LEAD * (m.span.start < given.lead_end)
        score += BEGINS * _begins_headline(given, m.span)
        score += ACTS * any(m.span.overlaps(a) for a in acting)
        yield score, -m.span.start, m.span


def _harmed(given: Front) -> Iterator[Scored]:
    for e in given.first_told:
        if e.kind not in HARMED or _aside(given.article.text, e.trigger.start):
            continue
        score = HARMED[e.kind] + HARMED_IN_HEAD * (e.trigger.start < given.head_end)
        for r in e.roles:
            if r.role == "victim":
                yield score, -r.span.start, _with_figure(given, r.span, e.trigger.start)


def _aside(text: str, at: int) -> bool:
    """Whether a happening is told of another only to say which: 'the crash that [killed] seven'."""
    return text[max(0, at - LONGEST_LINK) : at].rstrip().rpartition(" ")[2] in ("that", "which")


def _with_figure(given: Front, span: Span, trigger: int) -> Span:
    """With the words that bound its figure: 'at [least seven people]'; those counted right before the word of harm
    instead of a name before them: 'Heron Street. [Seven people] died'.
    """
    counted = [q.span for q in given.figures if span.end < q.span.start and 0 < trigger - q.span.end <= LONGEST_LINK]
    if counted:
        return counted[-1]
    start = min((q.span.start for q in given.figures if q.span.overlaps(span)), default=span.start)
    return Span(min(start, span.start), span.end)


def _begins_headline(given: Front, span: Span) -> bool:
    """Whether nothing, or the end of a clause, stands before it in the headline: 'Storm: [Mara Lind] opens shelters'."""
    if given.head is None or not given.head.contains(span):
        return False
    before = given.article.text[given.head.start : span.start].rstrip(" ‘“'\"")
    return not before or before[-1] in ":;–—"


def _when(given: Front) -> TimeRef | None:
    """The first recent day that a happening of headline or lead is laid to; else one of the headline's kinds further down;
    else the first that is told, in the article's own words if it can be.
    """
    dated = given.article.first("published")
    published = _day(dated.value) if dated else None
    days = [x for x in given.times if _recent(x, published)]
    of_first = {e.time for e in given.first_told}
    of_kind = {e.time for e in given.told if e.kind in given.main_kinds}
    own = [x for x in days if not any(q.contains(x.span) for q in given.quoted)]
    ranked = ([x for x in days if x.id in of_first], [x for x in days if x.id in of_kind], own, days)
    return next((found[0] for found in ranked if found), None)


def _recent(x: TimeRef, published: datetime.date | None) -> bool:
    day = _day(x.edtf or "")
    if day is None or published is None:
        return day is not None
    return datetime.timedelta(0) <= published - day <= datetime.timedelta(DAYS_BACK)


def _day(edtf: str) -> datetime.date | None:
    """The day of an EDTF date that names one: '2031-03-04', '2031-03-04T09:30:00'; None of a month or a stretch."""
    try:
        return None if "/" in edtf else datetime.date.fromisoformat(edtf[:10])
    except ValueError:
        return None
