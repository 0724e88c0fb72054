"""Event mentions of an article: each word that reports a happening, with who, when, where, how sure, and who says so."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from firsthand.model.articles import Article
from firsthand.model.ids import make_id
from firsthand.model.readings import Attribution, EventMention, Mention, PlaceRef, Role, TimeRef
from firsthand.model.spans import Span
from firsthand.read.events.lexicon import Lexicon, lexicon
from firsthand.read.events.roles import Party, parties
from firsthand.read.events.senses import Senses
from firsthand.read.events.terms import terms
from firsthand.read.events.triggers import Found, given, polarity, triggers
from firsthand.read.words import Paragraph

T = TypeVar("T", Mention, TimeRef, PlaceRef)
NO_DAY = frozenset({"duration", "vague"})  # grains that say no when
LOCATIVE = 4  # words before a place name within which "in", "at", "near" may stand


@dataclass(frozen=True, slots=True)
class Readings:
    """What else was read in the article, in order of place: what event mentions point at."""

    mentions: tuple[Mention, ...]
    attributions: tuple[Attribution, ...]
    times: tuple[TimeRef, ...]
    places: tuple[PlaceRef, ...]


def read_events(article: Article, read: Sequence[Paragraph], others: Readings) -> tuple[EventMention, ...]:
    """Every event mention once, in order of place; none where the language has no words for them."""
    known = lexicon((article.language or "en").partition("-")[0])
    if known is None:
        return ()
    near = _Near(article.id, others, known)
    senses = Senses(known.senses, Counter(w.lower() for p in read for w in p.words))
    return tuple(row for p in read for row in near.rows(p, senses))


def read_given(
    article: Article, read: Sequence[Paragraph], others: Readings, at: Sequence[Span]
) -> tuple[EventMention, ...]:
    """The event mentions whose triggers stand at these places: for measuring what joins them, apart from what finds them."""
    known = lexicon((article.language or "en").partition("-")[0])
    assert known is not None, "the language has words for happenings"
    near = _Near(article.id, others, known)
    return tuple(row for span in at for row in near.at(read, span))


class _Near:
    """What stands near a trigger."""

    def __init__(self, article_id: str, others: Readings, known: Lexicon) -> None:
        self._id, self._known = article_id, known
        self._mentions = sorted(others.mentions, key=lambda m: (m.span, m.id))
        self._whens = sorted(others.times, key=lambda t: t.span)
        self._times = [t for t in self._whens if t.edtf and t.grain not in NO_DAY]
        self._places = sorted(others.places, key=lambda x: (x.span, x.id))
        self._said = sorted(others.attributions, key=lambda a: (sum(map(len, a.content)), a.id))

    def rows(self, p: Paragraph, senses: Senses) -> list[EventMention]:
        low = tuple(w.lower() for w in p.words)
        out: list[EventMention] = []
        words: dict[int, tuple[str, ...]] = {}
        for f in triggers(p, low, self._known):
            kind = senses.kind(low, f)
            if kind is None or self._is_name(p, f) or self._is_date(p, f):
                continue
            if f.start not in words:
                names = [m.name for m in _inside(self._mentions, p.span(f.start, f.stop))]
                words[f.start] = terms(p.words[f.start : f.stop], self._known.grammar, names)
            out.append(self._row(p, low, f, kind, words[f.start]))
        return out

    def at(self, read: Sequence[Paragraph], span: Span) -> Iterator[EventMention]:
        for p in read:
            within = [i for i, start in enumerate(p.starts) if start < span.end and span.start < p.ends[i]]
            if within:
                low = tuple(w.lower() for w in p.words)
                f = given(p, low, within[0], within[-1] + 1, self._known)
                names = [m.name for m in _inside(self._mentions, p.span(f.start, f.stop))]
                yield self._row(p, low, f, f.trigger.kind, terms(p.words[f.start : f.stop], self._known.grammar, names))
                return

    def _row(self, p: Paragraph, low: tuple[str, ...], f: Found, kind: str, words: tuple[str, ...]) -> EventMention:
        trigger, sentence = p.span(f.first, f.last), p.span(f.start, f.stop)
        said = self._said_of(trigger)
        found = (
            x for x in parties(p, low, f, self._known) if not self._is_when(x) and (said is not None or not x.laid)
        )
        return EventMention(
            id=make_id("event_mention", self._id, trigger.start, trigger.end),
            article_id=self._id,
            trigger=trigger,
            kind=kind,
            sentence=sentence,
            roles=tuple(self._role(x) for x in found),
            time=self._time(p, low, trigger, sentence, said),
            place=self._place(p, low, f, sentence, said),
            polarity=polarity(low, f, self._known),
            attribution=said.id if said else None,
            terms=words,
        )

    def _said_of(self, span: Span) -> Attribution | None:
        """The innermost attribution whose content holds it."""
        return next((a for a in self._said if any(s.contains(span) for s in a.content)), None)

    def _of_telling(self, span: Span, said: Attribution | None) -> bool:
        """Whether words say when or where it was told: "told reporters [on Tuesday] that it was hit at dawn", or are of what
        another says."""
        if said is None or any(s.contains(span) for s in said.content):
            return self._said_of(span) is not said
        first, last = said.content[0].start, said.content[-1].end
        return any(span.start < first if cue.start < first else span.end > last for cue in said.cue[:1])

    def _is_name(self, p: Paragraph, f: Found) -> bool:
        """A capital inside a longer name, not where every sentence has one: 'Free Narva', 'Strike Force'."""
        if p.headline or (f.first == f.start and f.first != 0) or not p.words[f.first][0].isupper():
            return False
        span = p.span(f.first, f.last)
        at = bisect_left(self._mentions, span.start + 1, key=lambda m: m.span.start)
        return any(
            m.span.start <= span.start and span.end <= m.span.end and m.span != span
            for m in self._mentions[max(0, at - 3) : at]
        )

    def _is_date(self, p: Paragraph, f: Found) -> bool:
        """'6 March 2031': a month, and no march."""
        span = p.span(f.first, f.last)
        return p.words[f.first][0].isupper() and any(t.span.contains(span) and t.span != span for t in self._whens)

    def _is_when(self, party: Party) -> bool:
        """Words that say when are nobody: 'the attack on January 28'."""
        return any(
            party.span.overlaps(t.span)
            for t in _inside(self._whens, Span(max(0, party.span.start - 30), party.span.end + 30))
        )

    def _role(self, party: Party) -> Role:
        """A party with the longest name among its words, the last of equals: 'soldiers of the Harbour Guard'."""
        named = _inside(self._mentions, party.span)
        best = max(named, key=lambda m: (m.kind != "place", len(m.span), m.span), default=None)
        return Role(party.role, party.span, best.id if best else None)

    def _time(
        self, p: Paragraph, low: tuple[str, ...], trigger: Span, sentence: Span, said: Attribution | None
    ) -> str | None:
        """The nearest day that is the happening's: 'it sank [on Monday], a day after it was [struck]' does not say when it was
        struck."""
        own = [t for t in _inside(self._times, sentence) if not self._of_telling(t.span, said)]
        return _nearest([t for t in own if not self._parted(p, low, t.span, trigger)], trigger)

    def _parted(self, p: Paragraph, low: tuple[str, ...], one: Span, other: Span) -> bool:
        """Whether a word that sets one happening before or after another stands between two stretches."""
        first, last = sorted((one, other))
        within = low[bisect_left(p.starts, first.end) : bisect_left(p.starts, last.start)]
        return not self._known.does["parts"].isdisjoint(within)

    def _place(
        self, p: Paragraph, low: tuple[str, ...], f: Found, sentence: Span, said: Attribution | None
    ) -> str | None:
        """The nearest place that the sentence puts it in ('in Narva', 'near the Tessel river'); what follows counts nearer."""
        there = [
            x
            for x in _inside(self._places, sentence)
            if _is_where(p, low, x.span, f.start, self._known) and not self._of_telling(x.span, said)
        ]
        return _nearest(there, p.span(f.first, f.last))


def _is_where(p: Paragraph, low: tuple[str, ...], span: Span, start: int, known: Lexicon) -> bool:
    first = bisect_left(p.starts, span.start)
    for i in range(first - 1, max(start, first - LOCATIVE) - 1, -1):
        if low[i] in known.does["place"]:
            return True
        if low[i] in known.does["verb"] or low[i] in (".", ";", ":", "by", "from", "to"):
            return False
    return False


def _inside(rows: Sequence[T], within: Span) -> list[T]:
    """Those that stand in a stretch; rows are in order of place."""
    at = bisect_left(rows, within.start, key=lambda x: x.span.start)
    out = []
    while at < len(rows) and rows[at].span.start < within.end:
        if rows[at].span.end <= within.end:
            out.append(rows[at])
        at += 1
    return out


def _nearest(rows: Sequence[T], trigger: Span) -> str | None:
    def far(x: T) -> tuple[int, int]:
        before = x.span.end <= trigger.start
        return (2 * (trigger.start - x.span.end) if before else x.span.start - trigger.end), x.span.start

    best = min(rows, key=far, default=None)
    return best.id if best is not None else None
