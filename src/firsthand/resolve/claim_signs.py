"""What speaks for two tellings being one claim, beside their words: the day, the story, the speaker, the event and its figures.

Of two nodes a chance is made, as a logit, from these signs and from the words. The weights are the table `claim_weights`,
made by training/train_claims.py from pairs labelled by eye (gold/claims).
"""

from __future__ import annotations

import math
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
from firsthand.model.packed import Asked
from firsthand.model.readings import led_by
from firsthand.model.tellings import Chosen
from firsthand.model.units import ClaimsInput
from firsthand.resolve.claim_ground import SOURCES, Happened
from firsthand.resolve.claim_terms import Terms
from firsthand.resolve.origins import Ground

UNKNOWN, FAR = 7, 30  # days: what two texts count as apart if one has no day; more make no difference
GAPS = [math.log1p(days) for days in range(FAR + 1)]
STORY = 0.8  # what two texts count as alike in all they say if there are no vectors, about the mean of pairs labelled
BLOCK = 8_000  # tellings whose vectors are added up at a time
KEPT = 20_000  # signs that are held ready

OF_PARTS = 2  # the column of weights for pairs that tell of one matter
Figure = tuple[str, str, str]  # low, high, role
Range = tuple[float, float]  # low, high
# An empty set takes 216 bytes, and most signs are empty: they share one.
NO_FIGURES, NO_NUMBERS = frozenset[Figure](), frozenset[Range]()


@dataclass(frozen=True, slots=True)
class Sign:
    """Of one telling."""

    day: int | None  # that its text was published on
    speaker: str | None  # a named one's key
    kinds: frozenset[str]  # of happenings it tells of
    events: frozenset[str]
    figures: frozenset[Figure]  # those that say what befell the counted
    numbers: frozenset[Range]  # all, of whatever


@dataclass(frozen=True, slots=True)
class Signs:
    """Of all nodes, in their order."""

    of: Sequence[Sign]
    article: Ints  # of each its article's row among the stories
    stories: NDArray[np.float16] | None  # what each article says on the whole: a row of length 1

    def story(self, i: Ints, j: Ints) -> NDArray[np.float64]:
        """How alike the two texts of each pair are on the whole."""
        if self.stories is None:
            return np.full(len(i), STORY)
        mine, theirs = (self.stories[self.article[some]].astype(np.float32) for some in (i, j))
        return np.asarray(np.einsum("ij,ij->i", mine, theirs), dtype=np.float64)


class _Made(Asked[Sign]):
    """Signs as they are asked for: of a large record no more than one node in ten is held against another."""

    def __init__(
        self,
        payload: ClaimsInput,
        ground: Ground,
        happened: Happened,
        tellings: Chosen,
        terms: Terms,
        when: tuple[Ints, Ints],
    ) -> None:
        days = {c.id: _day(c.published) for c in payload.carriers}
        self._days = [days.get(x) for x in tellings.of.articles]
        self._ground, self._happened, self._tellings, self._terms, self._when = ground, happened, tellings, terms, when
        self._held: dict[int, Sign] = {}

    def __len__(self) -> int:
        return len(self._tellings)

    def one(self, n: int) -> Sign:
        found = self._held.get(n)
        if found is None:
            if len(self._held) >= KEPT:
                self._held.clear()
            found = self._held[n] = self._sign(n)
        return found

    def _sign(self, n: int) -> Sign:
        at, terms = (int(self._when[0][n]), int(self._when[1][n])), self._terms[n]
        kinds, events = (frozenset(x(*at)) for x in (self._happened.kinds, self._happened.events))
        day = self._days[self._tellings.article[n]]
        speaker = _speaker(self._tellings.of.said[self._tellings.which[n]], self._ground)
        return Sign(day, speaker, kinds, events, figures(terms), numbers(terms))


def signs_of(
    payload: ClaimsInput, ground: Ground, happened: Happened, tellings: Chosen, terms: Terms, when: tuple[Ints, Ints]
) -> Signs:
    """The signs of nodes. `tellings` are those that stand for the nodes, `when` the happenings that each tells of. Stories come
    with `with_stories`."""
    _, first, row = np.unique(tellings.article, return_index=True, return_inverse=True)
    number = np.empty(len(first), dtype=np.int64)
    number[np.argsort(first, kind="stable")] = np.arange(len(first))  # in the order they first come in
    return Signs(_Made(payload, ground, happened, tellings, terms, when), number[row], None)


def with_stories(signs: Signs, vectors: Rows | None, many: int) -> Signs:
    """The same with what each article says on the whole: the mean of its tellings' vectors. Those behind the first `many`
    are parts of others."""
    if vectors is None or not len(signs.article):
        return signs
    last, of = int(signs.article.max()), signs.article[:many]
    order, sums = np.argsort(of, kind="stable"), np.zeros((last + 1, SIZE), dtype=np.float32)
    for start in range(0, len(of), BLOCK):
        some = order[start : start + BLOCK]
        articles, first = np.unique(of[some], return_index=True)
        sums[articles] += np.add.reduceat(unit(vectors.unpacked(some)), first, axis=0)
    lengths = np.sqrt(np.einsum("ij,ij->i", sums, sums))
    sums /= np.maximum(lengths, 1e-6)[:, None]
    return Signs(signs.of, signs.article, sums.astype(np.float16))


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


def _speaker(attribution: int, ground: Ground) -> str | None:
    row = ground.rows[attribution]
    if row < 0:
        return None
    said, speaker = ground.spoken, ground.spoken.name(ground.spoken.speaker[row])
    if speaker is None or SOURCES[said.source[row]].startswith("unnamed"):
        return None
    return ground.parties.key(speaker)


def _day(edtf: str | None) -> int | None:
    try:
        return date.fromisoformat((edtf or "")[:10]).toordinal()
    except ValueError:
        return None
