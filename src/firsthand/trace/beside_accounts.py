"""Who says what in an article, one account after the other, and which of them stand side by side."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from firsthand.lang.sentence_vectors import PACKED, WORD_SIZE, unit, unpack, unpack_words
from firsthand.model.comparing import Line
from firsthand.model.readings import Attribution, Quantity, Telling
from firsthand.model.slots import lazily
from firsthand.model.spans import Span, Spans, hull
from firsthand.trace.compare_cues import heard
from firsthand.trace.compare_figures import GENERIC
from firsthand.trace.compare_held import Held, within
from firsthand.trace.compare_kinds import alone, any_of, turned, words_of
from firsthand.trace.compare_lines import LETTERS, terms

REACH = 2  # sentences from an account to the one that it is held against
BACK = 4  # accounts before one that it is held against
LAST = 12  # accounts that begin before a sentence ends, of which one may reach into it
NAMED = re.compile(r"[A-Z][\w’'-]{2,}")
WORDS = re.compile(r"\w+(?:[’'.,]\w+)*")
IT = re.compile(r"(?:it|this|that)\b")
# matches "40 of them" and "two of whom", where the figure is of the one before
PART = re.compile(r"[\w.,]+\s(?:of|among)\s(?:them|whom|these|those|which)\b")
ONE = re.compile(r"\bone\b", re.IGNORECASE)
Floats = NDArray[np.float32]


class Figure(NamedTuple):
    """How many, of what."""

    span: Span
    low: float | None
    high: float | None
    unit: str
    role: str | None
    counted: frozenset[str]

    @property
    def alone(self) -> bool:
        """Whether what it counts was told before: 'they gave back 40'."""
        return not self.unit and self.role is None and not self.counted


@dataclass(frozen=True, eq=False)
class Account:
    """What one voice says: the content of an attribution, or a sentence that nobody else is given in."""

    held: Held
    span: Span  # of what is said
    whole: Span  # with who says it, and the words that say so
    line: int  # which sentence of the prose it begins in
    pieces: Spans
    attribution: Attribution | None  # None: the outlet
    vector: bytes  # of its telling; empty without the extra [model]

    @lazily
    def words(self) -> str:
        return " ".join(s.of(self.held.text) for s in self.pieces)

    @lazily
    def cue(self) -> str:
        return " ".join(c.of(self.held.text) for c in self.attribution.cue) if self.attribution else ""

    @property
    def who(self) -> str | None:
        return self.attribution.speaker if self.attribution else None

    @lazily
    def denies(self) -> bool:
        of = self.attribution
        if of is None:
            return False
        if alone("calls").search(self.cue) is not None:
            return self._speaks_against
        if alone("turns down").search(self.cue) is not None:  # a bid, a plan: nothing is said of whether it is so
            return self._speaks_against or alone("claimed").search(self.words) is not None
        return of.stance == "denies" or alone("goes against").search(self.cue) is not None

    @lazily
    def insists(self) -> bool:
        return alone("insists").search(self.cue) is not None

    @lazily
    def turned(self) -> bool:
        return turned(self.words) or self._speaks_against

    @lazily
    def _speaks_against(self) -> bool:
        return not words_of("speaks against").isdisjoint(LETTERS.findall(self.words.lower()))

    @lazily
    def points_back(self) -> bool:
        """Whether it is of something told before: 'it', 'that as fiction', 'that its report was wrong', 'ordering any'."""
        words = self.words.strip(' “”".,')
        if self._speaks_against and IT.match(words):
            return True
        return alone("pointing").fullmatch(words) is not None or _told_before().search(words) is not None

    @lazily
    def names(self) -> frozenset[str]:
        return frozenset(NAMED.findall(self.words))

    @lazily
    def speakers(self) -> frozenset[str]:
        """The names in who says it."""
        return frozenset(NAMED.findall(self.who or ""))

    @lazily
    def terms(self) -> frozenset[str]:
        return frozenset([t for t in heard(self.words)[0] if t[0] != "="])

    @lazily
    def figures(self) -> tuple[Figure, ...]:
        """What it counts, no part of what it counted before ('61 people, 40 of them patients'); a lone "one" among them, which
        elsewhere is no figure: 'that there was only one'.
        """
        held = within(self.held.quantities, self.span)
        found = [self._figure(q) for n, q in enumerate(held) if not n or not PART.match(self.held.text, q.span.start)]
        if found:
            return tuple(found)
        ones = list(ONE.finditer(self.held.text, self.span.start, self.span.end))
        if len(ones) == 1 and self._is_bare(Span(*ones[0].span())):
            return (Figure(Span(*ones[0].span()), 1.0, 1.0, "", None, frozenset()),)
        return ()

    def _figure(self, q: Quantity) -> Figure:
        """The word that is counted where it stands within what is said: who says it is no part of it."""
        here = q.of is not None and self.span.contains(q.of)
        counted = terms(q.of.of(self.held.text)) if q.of is not None and here else terms(q.unit or "")
        return Figure(q.span, q.low, q.high, (q.unit or "").split(" ")[-1], q.role, frozenset(counted) - GENERIC)

    @lazily
    def bare(self) -> bool:
        """Whether it gives one figure and nothing else: 'six', 'the number at 62', 'that it exceeds 300'."""
        return len(self.figures) == 1 and self._is_bare(self.figures[0].span)

    def _is_bare(self, figure: Span) -> bool:
        text = self.held.text
        rest = f"{text[self.span.start : figure.start]} {text[figure.end : self.span.end]}"
        return words_of("beside a figure").issuperset(WORDS.findall(rest.casefold()))

    @lazily
    def days(self) -> frozenset[str]:
        """The days and hours it gives."""
        some = within(self.held.times, self.span)
        return frozenset([t.edtf for t in some if t.edtf and t.grain in ("day", "part_of_day", "minute")])

    @lazily
    def places(self) -> frozenset[str]:
        return frozenset([p.name for p in within(self.held.places, self.span)])

    @lazily
    def row(self) -> Floats | None:
        return unit(unpack([self.vector]))[0] if self.vector else None

    @lazily
    def meant(self) -> Floats:
        """A row of length 1 for what each of its words means there."""
        return unit(unpack_words(self.vector)[1]) if len(self.vector) > PACKED else np.zeros((0, WORD_SIZE), np.float32)


def accounts(held: Held, lines: Sequence[Line]) -> list[Account]:
    """Every account of the prose, in the order of the text."""
    prose = [x.span for x in lines if not x.headline]
    starts = [s.start for s in prose]
    by_id = _wholes(held.given.tellings)
    out: list[Account] = []
    wholes = {a.id: hull((*a.content, *a.cue, *a.source)) for a in held.given.attributions}
    for a in held.given.attributions:
        pieces = _own(a, wholes)
        span, whole = hull(pieces), hull((*pieces, *a.cue, *a.source))
        n = bisect_right(starts, span.start) - 1 if span is not None else -1
        if span is None or whole is None or n < 0 or span.start >= prose[n].end:
            continue
        told = by_id.get(a.id)
        out.append(Account(held, span, whole, n, pieces, a, told.vector if told else b""))
    taken = sorted((x.whole.start, x.whole.end) for x in out)
    own = {t.span.start: t for t in held.given.tellings if t.voice == "outlet"}
    for n, span in enumerate(prose):
        if not _shared(taken, span):
            told = own.get(span.start)
            out.append(Account(held, span, span, n, (span,), None, told.vector if told else b""))
    return sorted(out, key=lambda x: (x.span.start, x.span.end))


def _own(a: Attribution, wholes: Mapping[str, Span | None]) -> Spans:
    """The pieces of a content without those in which somebody else begins to speak; all where none is left."""
    if len(a.content) == 1:
        return a.content
    others = [w for id_, w in wholes.items() if id_ != a.id and w is not None]
    return tuple(s for s in a.content if not any(s.contains(w) for w in others)) or a.content


def _wholes(tellings: Sequence[Telling]) -> dict[str, Telling]:
    """Of each attribution its telling, which is the longest: parts stand within it."""
    found: dict[str, Telling] = {}
    for t in tellings:
        if t.attribution_id is not None and len(t.span) >= len(found.get(t.attribution_id, t).span):
            found[t.attribution_id] = t
    return found


def _shared(taken: Sequence[tuple[int, int]], span: Span) -> bool:
    last = bisect_left(taken, (span.end, 0))
    return any(end > span.start for _, end in taken[max(0, last - LAST) : last])


def beside(all_: Sequence[Account]) -> Iterator[tuple[Account, Account, bool]]:
    """Each account with those before it that another voice gives near by; and whether it is the nearest of them."""
    for n, b in enumerate(all_):
        found = 0
        for a in reversed(all_[:n]):
            if b.line - a.line > REACH or found == BACK:
                break
            inside = a.span.end > b.span.start and a.span.end >= b.span.end
            if inside or a.who == b.who:
                continue
            found += 1
            yield a, b, found == 1


@cache
def _told_before() -> re.Pattern[str]:
    led = any_of(words_of("pointing at"))
    return re.compile(rf"\b(?:any|such)\b|\b{led}\s+(?:\w+\s+)?{any_of(words_of('claimed'))}\b")
