"""Where what an article tells first took place: the place that the most signs speak for.

'A tram overturned in Kalda, Norland, on Monday. The mayor of Heron ...' gives Kalda: named first, as where something is, of the
happening that the article tells first, within another place. See decision 0030.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from functools import cache
from types import MappingProxyType

from firsthand import lang
from firsthand.model.articles import Article
from firsthand.model.readings import EventMention, PlaceRef
from firsthand.model.spans import Span
from firsthand.read.events.lexicon import lexicon
from firsthand.read.front import Front
from firsthand.read.names.lexicon import names

# Fitted on 39 reports of six events with a strong pull to one (to two, minus one, a half), since so few events can say little:
# see decision 0030 for what five of them chose for the sixth.
WEIGHTS = MappingProxyType(
    {
        "early": 1.2,  # in headline or lead
        "lies": 1.05,  # named as where something is: "in Kalda", "the Kalda tram crash"
        "tied": 1.05,  # a happening of the headline's kinds is laid to it
        "happens": 0.45,  # any happening is
        "often": 0.45,  # logarithm of how often it is named
        "exact": 1.05,  # EXACT
        "inner": 1.1,  # early, and said to lie in the next: "Kalda, Norland"
        "dateline": 2.1,  # where the report was filed
        "part": -1.05,  # of a longer name: "the Kalda Herons"
        "home": -1.0,  # of people: "who lived in Kalda", "Oro Vann, from Kalda"
        "unknown": -0.4,  # not in the gazetteer, nor named as where something is
    }
)
EXACT = MappingProxyType(
    {"country": 0.0, "region": 0.3, "area": 0.3, "water": 0.3, "settlement": 0.7, "district": 0.8, "site": 1.0}
)
# after "KALDA": ", May 4 (Heron News) -", " (AP) --", " —"; not " in May", ", Norland."
FILED = re.compile(r"(?:, [^.\n(–—]{1,30}?)?\s?(?:\([^)\n]{2,40}\))?\s?(?:--|–|—|- )")
# yes: "Kalda, Norland", "Kalda, near Heron"; no: "Kalda and Heron"
HOLDS = re.compile(r", ?(?:[Nn]ear |in )?")
LONGEST_HOLD, LONGEST_GAP = 8, 25  # characters between two places; between a place and a happening's word
AROUND = 30


def first_place(given: Front) -> PlaceRef | None:
    """The place of what is told first; the earlier of two that are equally likely; None if none is named."""
    seen = Seen(given)
    return max(given.places, key=lambda p: (score(seen.signs(p)), -p.span.start), default=None)


def score(signs: dict[str, float]) -> float:
    """How much speaks for a place. Rounded, so that no machine's arithmetic decides."""
    return round(sum(WEIGHTS[name] * value for name, value in signs.items()), 6)


class Seen:
    """What the article as a whole says of its places."""

    def __init__(self, given: Front) -> None:
        self._given, self._text = given, given.article.text
        self._often = Counter(self._name(p) for p in given.places)
        self._lying = {m.id for m in given.names if m.use == "where"}
        self._begins = {m.span.start for m in given.names if m.kind != "place"}
        self._next = {a.id: b.span for a, b in zip(given.places, given.places[1:], strict=False)}
        self._grammar = _grammar(given.article)
        self._laid: dict[str | None, set[str]] = defaultdict(set)
        for e in given.told:
            self._laid[e.place].add(e.kind)

    def signs(self, p: PlaceRef) -> dict[str, float]:
        """The value of each of WEIGHTS for one place."""
        early, part = p.span.start < self._given.lead_end, self._is_part(p.span)
        called = self._called(p.span)
        lies = (p.mention_id in self._lying and not part) or bool(called)
        kinds = self._laid[p.id] | called
        return {
            "early": early,
            "lies": lies,
            "tied": bool(kinds & self._given.main_kinds),
            "happens": bool(kinds),
            "often": math.log(self._often[self._name(p)]),
            "exact": EXACT[p.precision] if p.precision else float(lies),
            "inner": early and self._is_inner(p),
            "dateline": self._is_filed(p.span),
            "part": part,
            "home": bool(_home().search(self._text, max(0, p.span.start - AROUND), p.span.start)),
            "unknown": p.gazetteer_id is None and not lies,
        }

    def _name(self, p: PlaceRef) -> str:
        return (p.name if p.gazetteer_id else p.span.of(self._text)).lower().removeprefix("the ")

    def _called(self, span: Span) -> set[str]:
        """Kinds of the happenings called by a place: 'the [Kalda] tram crash'; not 'Kalda attacks', 'Kalda told of a crash'."""
        told = self._given.told
        first = bisect_left(told, span.end, key=_starts)
        last = bisect_left(told, span.end + LONGEST_GAP, key=_starts)
        return {e.kind for e in told[first:last] if self._only_nouns(self._text[span.end : e.trigger.start])}

    def _only_nouns(self, between: str) -> bool:
        words = between.split(" ")[1:-1]
        return 0 < len(words) < 3 and all(w.islower() and w.isalpha() and w not in self._grammar for w in words)

    def _is_part(self, span: Span) -> bool:
        """Whether a longer name goes on after it: 'Kalda [Herons]', 'North [American]'."""
        if self._text[span.end : span.end + 1] != " ":
            return False
        following = re.match(r"\w+", self._text[span.end + 1 : span.end + 1 + AROUND])
        return span.end + 1 in self._begins or (following is not None and following[0] in names().nationalities)

    def _is_inner(self, p: PlaceRef) -> bool:
        holder = self._next.get(p.id)
        if holder is None or not 0 < holder.start - p.span.end <= LONGEST_HOLD:
            return False
        return HOLDS.fullmatch(self._text, p.span.end, holder.start) is not None

    def _is_filed(self, span: Span) -> bool:
        """Whether a report was filed there: in capitals or at the head of a paragraph, a dash after it."""
        words = span.of(self._text)
        shown = (words.isupper() and len(words) > 3) or self._text[max(0, span.start - 1) : span.start] == "\n"
        return shown and FILED.match(self._text, span.end) is not None


def _starts(e: EventMention) -> int:
    return e.trigger.start


def _grammar(article: Article) -> frozenset[str]:
    known = lexicon((article.language or "en").partition("-")[0])
    return known.grammar if known else frozenset()


@cache
def _home() -> re.Pattern[str]:
    """Matches 'lived in the ', ', from ', '62, of '."""
    words = "|".join(map(re.escape, lang.get("en").column("home_words")))
    return re.compile(rf"(?:\b(?:{words})\s+(?:in|of|at)|\d,?\s+(?:from|of)|,\s+from)\s+(?:the\s+)?$")
