"""What speaks for two tellings being one claim, beside their words: the day, the story, the speaker, the event and its figures.

Of two nodes a chance is made, as a logit, from these signs and from the words. The weights are the table `claim_weights`,
made by training/train_claims.py from pairs labelled by eye (gold/claims).
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from math import inf

import numpy as np
from numpy.typing import NDArray

from firsthand.lang import get
from firsthand.lang.packed_vectors import Ints, Rows
from firsthand.lang.sentence_vectors import SIZE, unit
from firsthand.model.readings import Telling
from firsthand.model.units import ClaimsInput, Happening
from firsthand.resolve.claim_vetoes import led_by
from firsthand.resolve.origins import Ground

UNKNOWN, FAR = 7, 30  # days: what two texts count as apart if one has no day; more make no difference
GAPS = [math.log1p(days) for days in range(FAR + 1)]
STORY = 0.8  # what two texts count as alike in all they say if there are no vectors, about the mean of pairs labelled
BLOCK = 8_000  # tellings whose vectors are added up at a time

OF_PARTS = 2  # the column of weights for pairs that tell of one matter
Figure = tuple[str, str, str]  # low, high, role
Range = tuple[float, float]  # low, high
# An empty set takes 216 bytes, and most signs are empty: they share one.
NO_WORDS, NO_FIGURES, NO_NUMBERS = frozenset[str](), frozenset[Figure](), frozenset[Range]()


@dataclass(frozen=True, slots=True)
class Sign:
    """Of one telling."""

    article: int  # its row among the stories
    day: int | None  # that its text was published on
    speaker: str | None  # a named one's key
    kinds: frozenset[str]  # of happenings it tells of
    events: frozenset[str]
    figures: frozenset[Figure]  # those that say what befell the counted
    numbers: frozenset[Range]  # all, of whatever


@dataclass(frozen=True, slots=True)
class Signs:
    """Of all nodes, in their order."""

    of: tuple[Sign, ...]
    stories: NDArray[np.float16] | None  # what each article says on the whole: a row of length 1

    def story(self, i: Ints, j: Ints) -> NDArray[np.float64]:
        """How alike the two texts of each pair are on the whole."""
        if self.stories is None:
            return np.full(len(i), STORY)
        one, other = (np.array([self.of[n].article for n in some.tolist()], dtype=np.int64) for some in (i, j))
        mine, theirs = self.stories[one].astype(np.float32), self.stories[other].astype(np.float32)
        return np.asarray(np.einsum("ij,ij->i", mine, theirs), dtype=np.float64)


class Happened:
    """The happenings that tellings tell of."""

    def __init__(self, happenings: Sequence[Happening]) -> None:
        self._told = _by_article(happenings)
        self._starts = {article_id: [h.at for h in some] for article_id, some in self._told.items()}

    def within(self, telling: Telling) -> Sequence[Happening]:
        starts = self._starts.get(telling.article_id, ())
        at, end = bisect_left(starts, telling.span.start), bisect_left(starts, telling.span.end)
        return self._told[telling.article_id][at:end] if at < end else ()


def signs_of(
    payload: ClaimsInput,
    ground: Ground,
    happened: Happened,
    tellings: Sequence[Telling],
    terms: Sequence[tuple[str, ...]],
) -> Signs:
    """The signs of nodes. `tellings` are those that stand for the nodes. Stories come with `with_stories`."""
    rows: dict[str, int] = {}
    days = {c.id: _day(c.published) for c in payload.carriers}
    out, alike = [], dict[frozenset[str], frozenset[str]]()
    for telling, some in zip(tellings, terms, strict=True):
        row = rows.setdefault(telling.article_id, len(rows))
        kinds = events = NO_WORDS
        if here := happened.within(telling):
            kinds, events = frozenset([h.kind for h in here]), frozenset([h.event_id for h in here if h.event_id])
            kinds, events = alike.setdefault(kinds, kinds), alike.setdefault(events, events)
        speaker = _speaker(telling, ground)
        day = days.get(telling.article_id)
        out.append(Sign(row, day, speaker, kinds, events, figures(some), numbers(some)))
    return Signs(tuple(out), None)


def with_stories(signs: Signs, vectors: Rows | None, many: int) -> Signs:
    """The same with what each article says on the whole: the mean of its tellings' vectors. Those behind the first `many`
    are parts of others."""
    if vectors is None or not signs.of:
        return signs
    last = max(s.article for s in signs.of)
    of = np.array([s.article for s in signs.of[:many]], dtype=np.int64)
    order, sums = np.argsort(of, kind="stable"), np.zeros((last + 1, SIZE), dtype=np.float32)
    for start in range(0, len(of), BLOCK):
        some = order[start : start + BLOCK]
        articles, first = np.unique(of[some], return_index=True)
        sums[articles] += np.add.reduceat(unit(vectors.unpacked(some)), first, axis=0)
    lengths = np.sqrt(np.einsum("ij,ij->i", sums, sums))
    return Signs(signs.of, (sums / np.maximum(lengths, 1e-6)[:, None]).astype(np.float16))


def figures(terms: Sequence[str]) -> frozenset[Figure]:
    """Of terms such as `#3:3:soldier:killed`, whose units two texts may word in two ways: what befell how many."""
    parts = [x[1:].split(":", 3) for x in led_by(terms, "#")]
    return frozenset([(low, high, role) for low, high, _, role in parts if role]) or NO_FIGURES


def numbers(terms: Sequence[str]) -> frozenset[Range]:
    """Of the same terms the numbers alone, from low to high; an open end is infinite."""
    found = [x[1:].split(":", 2) for x in led_by(terms, "#")]
    return (
        NO_NUMBERS
        if not found
        else frozenset([(float(low) if low else -inf, float(high) if high else inf) for low, high, _ in found])
    )


def _strangest(mine: frozenset[Range], theirs: frozenset[Range]) -> int:
    """How many numbers are strange to the side that has fewer such."""
    return min(_strange(mine, theirs), _strange(theirs, mine)) if mine and theirs else 0


def _strange(mine: frozenset[Range], theirs: frozenset[Range]) -> int:
    """How many numbers are none of the other's: 20 or more may be 27."""
    return sum(not any(low <= up and down <= high for down, up in theirs) for low, high in mine)


def signs(known: Signs, i: Ints, j: Ints) -> dict[str, NDArray[np.float64]]:
    """What speaks for the two of each pair beside their words, by sign."""
    both = [(known.of[a], known.of[b]) for a, b in zip(i.tolist(), j.tolist(), strict=True)]
    events = [not one.events.isdisjoint(other.events) for one, other in both]
    found = {
        "gap": [GAPS[_gap(one.day, other.day)] for one, other in both],
        "kind": [not one.kinds.isdisjoint(other.kinds) for one, other in both],
        "event": events,
        "slot": [e and not a.figures.isdisjoint(b.figures) for e, (a, b) in zip(events, both, strict=True)],
        "strange": [_strangest(one.numbers, other.numbers) for one, other in both],
        "speaker": [one.speaker is not None and one.speaker == other.speaker for one, other in both],
    }
    return {"story": known.story(i, j)} | {name: np.array(x, dtype=np.float64) for name, x in found.items()}


def logits(found: Mapping[str, NDArray[np.float64]], column: int) -> NDArray[np.float64]:
    """How likely pairs say the same: 0 is as likely as not. Signs that are not among `found` weigh nothing."""
    w = _weights()[column]
    return np.asarray(w["constant"] + sum(w[name] * value for name, value in found.items()), dtype=np.float64)


@cache
def _weights() -> tuple[dict[str, float], ...]:
    """Of wholes with what words mean, and without; of parts."""
    rows = get("en").table("claim_weights")
    return tuple({r[0]: float(r[column]) for r in rows} for column in (1, 2, 3))


def _gap(one: int | None, other: int | None) -> int:
    return UNKNOWN if one is None or other is None else min(FAR, abs(one - other))


def _by_article(happenings: Sequence[Happening]) -> dict[str, list[Happening]]:
    told: dict[str, list[Happening]] = defaultdict(list)
    for h in sorted(happenings, key=lambda h: (h.article_id, h.at, h.kind, h.event_id or "")):
        told[h.article_id].append(h)
    return told


def _speaker(telling: Telling, ground: Ground) -> str | None:
    said = ground.spoken.get(telling.attribution_id or "")
    if said is None or said.speaker is None or said.source_kind.startswith("unnamed"):
        return None
    return ground.parties.key(said.speaker)


def _day(edtf: str | None) -> int | None:
    try:
        return date.fromisoformat((edtf or "")[:10]).toordinal()
    except ValueError:
        return None
