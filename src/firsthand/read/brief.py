"""What an article tells first: who, what, when and where, each with its words. A way into the article, not a finding.

'Tram derails in Kalda, killing at least 7' gives who “at least 7”, what the headline, where “Kalda”, and the day the text
says. Candidates are weighed as in Giveme5W1H (Hamborg 2019): by place in the text, by how often they are named, by what
they are; the happenings read in the headline and the lead say who acts or is harmed, when and where.
"""

from __future__ import annotations

import datetime
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from firsthand.model.articles import Article
from firsthand.model.readings import Brief, EventMention, Mention, PlaceRef, Quantity, TimeRef
from firsthand.model.spans import Span
from firsthand.model.units import Reading

LEAD = 600  # characters of prose that count as the lead
DAYS_BACK = 8  # what an article tells first happened in the days before it
# Weights chosen on 50 reports of six events with who, when and where marked by coders, and looked at there: no fit.
NAMED = {"person": 1.0, "group": 0.4, "organisation": 0.2}
PRECISE = {"settlement": 1.0, "area": 1.0, "building": 1.2, "district": 0.6, "region": 0.2, "country": 0.0}
HARMED = {"death": 4.2, "killing": 4.2, "injury": 3.7}
IN_HEAD, IN_LEAD, OFTEN, ACTS, BEGINS, HARMED_IN_HEAD = 2.0, 1.0, 0.8, 1.5, 1.5, 0.4
PLACE_IN_HEAD, PLACE_IN_LEAD, OF_HAPPENING, AS_PLACE, DATELINE, UNKNOWN = 1.2, 0.8, 0.5, 0.7, 0.6, -0.3
Scored = tuple[float, int, Span]  # score, place from the end, words


def brief(article: Article, readings: Iterable[Reading]) -> Brief:
    """The first answer to each question; None where the article gives none."""
    return _Article(article, list(readings)).brief()


class _Article:
    """One article's readings by kind, and where its headline and its lead end."""

    def __init__(self, article: Article, readings: Sequence[Reading]) -> None:
        self._text = article.text
        self._head = next(iter(article.parts_of("headline")), None)
        first = next(iter(article.prose), None)
        self._lead = (first.span.start if first else 0) + LEAD
        self._head_end = self._head.span.end if self._head else 0
        dated = article.first("published")
        self._published = _day(dated.value) if dated else None
        self._names = [x for x in readings if isinstance(x, Mention)]
        self._times = [x for x in readings if isinstance(x, TimeRef)]
        self._places = [x for x in readings if isinstance(x, PlaceRef)]
        self._figures = [x for x in readings if isinstance(x, Quantity)]
        told = sorted((x for x in readings if isinstance(x, EventMention)), key=lambda e: e.trigger)
        self._told = told
        self._first_told = [e for e in told if e.trigger.start < self._lead]

    def brief(self) -> Brief:
        what = self._head.span if self._head else next((e.sentence for e in self._told), None)
        return Brief(self._who(), what, self._when(), self._where())

    def _who(self) -> Span | None:
        found = [*self._named(), *self._harmed()]
        return max(found)[2] if found else None

    def _named(self) -> Iterator[Scored]:
        often = Counter(m.name for m in self._names)
        acting = [
            r.span for e in self._first_told if e.trigger.start < self._head_end for r in e.roles if r.role == "actor"
        ]
        for m in self._names:
            if m.kind not in NAMED:
                continue
            score = NAMED[m.kind] + OFTEN * math.log(often[m.name]) + self._early(m.span, IN_HEAD, IN_LEAD)
            score += BEGINS * self._begins_headline(m.span)
            score += ACTS * any(m.span.start < a.end and a.start < m.span.end for a in acting)
            yield score, -m.span.start, m.span

    def _harmed(self) -> Iterator[Scored]:
        for e in self._first_told:
            for r in e.roles:
                if r.role == "victim" and e.kind in HARMED:
                    score = HARMED[e.kind] + HARMED_IN_HEAD * (e.trigger.start < self._head_end)
                    yield score, -r.span.start, self._with_figure(r.span)

    def _with_figure(self, span: Span) -> Span:
        """With the words that bound its figure: 'at [least seven people]'."""
        start = min((q.span.start for q in self._figures if q.span.overlaps(span)), default=span.start)
        return Span(min(start, span.start), span.end)

    def _where(self) -> PlaceRef | None:
        often = Counter(map(self._place_name, self._places))
        of_happenings = Counter(self._place_name(p) for p in self._places for e in self._told if e.place == p.id)
        said = {m.id for m in self._names if m.use == "where"}

        def score(p: PlaceRef) -> tuple[float, int]:
            name = self._place_name(p)
            total = PRECISE.get(p.precision or "", 0.5) + OFTEN * math.log(often[name])
            total += OF_HAPPENING * math.log(1 + of_happenings[name]) + AS_PLACE * (p.mention_id in said)
            total += UNKNOWN * (p.gazetteer_id is None) + DATELINE * self._dateline(p.span)
            return total + self._early(p.span, PLACE_IN_HEAD, PLACE_IN_LEAD), -p.span.start

        return max(self._places, key=score, default=None)

    def _when(self) -> TimeRef | None:
        """The first recent day that a happening of the headline or the lead is laid to; else the first that is told."""
        days = [x for x in sorted(self._times, key=lambda x: x.span) if self._recent(x)]
        linked = {e.time for e in self._first_told}
        return next((x for x in days if x.id in linked), next(iter(days), None))

    def _recent(self, x: TimeRef) -> bool:
        day = _day(x.edtf or "")
        if day is None or self._published is None:
            return day is not None
        return datetime.timedelta(0) <= self._published - day <= datetime.timedelta(DAYS_BACK)

    def _early(self, span: Span, head: float, lead: float) -> float:
        if span.start < self._head_end:
            return head
        return lead if span.start < self._lead else 0.0

    def _begins_headline(self, span: Span) -> bool:
        """Whether nothing, or the end of a clause, stands before it in the headline: 'Storm: [Mara Lind] opens shelters'."""
        if self._head is None or not self._head.span.contains(span):
            return False
        before = self._text[self._head.span.start : span.start].rstrip(" ‘“'\"")
        return not before or before[-1] in ":;–—"

    def _place_name(self, p: PlaceRef) -> str:
        return (p.name if p.gazetteer_id else p.span.of(self._text)).lower().removeprefix("the ")

    def _dateline(self, span: Span) -> bool:
        words = span.of(self._text)
        return (words.isupper() and len(words) > 3) or self._text[max(0, span.start - 1) : span.start] == "\n"


def _day(edtf: str) -> datetime.date | None:
    """The day of an EDTF date that names one: '2031-03-04', '2031-03-04T09:30:00'; None of a month or a stretch."""
    try:
        return None if "/" in edtf else datetime.date.fromisoformat(edtf[:10])
    except ValueError:
        return None
