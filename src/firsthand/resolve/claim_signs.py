"""What speaks for two tellings being one claim, beside their words: the day, the story, the speaker, the event and its figures.

Of two nodes a chance is made, as a logit, from these signs and from the words. The weights are the table `claim_weights`,
made by training/train_claims.py from pairs labelled by eye (gold/claims).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

import numpy as np
from numpy.typing import NDArray

from firsthand.lang import get
from firsthand.lang.packed_vectors import Ints, Rows
from firsthand.lang.sentence_vectors import SIZE, unit
from firsthand.model.arrays import Lists
from firsthand.model.tellings import Chosen
from firsthand.model.units import ClaimsInput
from firsthand.resolve.claim_ground import SOURCES
from firsthand.resolve.claim_numbers import Numbers
from firsthand.resolve.origins import Ground

UNKNOWN, FAR = 7, 30  # days: what two texts count as apart if one has no day; more make no difference
GAPS = np.array([math.log1p(days) for days in range(FAR + 1)])
STORY = 0.8  # what two texts count as alike in all they say if there are no vectors, about the mean of pairs labelled
BLOCK = 8_000  # tellings whose vectors are added up at a time; those of an article may stand in two
AT_ONCE = 4_000  # pairs whose texts are held against each other at a time

OF_PARTS = 2  # the column of weights for pairs that tell of one matter
OF_COUNTS = 3  # for pairs that give one figure


@dataclass(frozen=True, slots=True)
class Signs:
    """Of all nodes, in their order."""

    day: NDArray[np.int32]  # that its text was published on; -1 unknown
    speaker: NDArray[np.int32]  # who a named one is, by number; -1 nobody
    kinds: Lists  # of happenings it tells of
    events: Lists  # that these are of, -1 of none
    numbers: Numbers | None
    article: NDArray[np.int32]  # of each its article's row among the stories
    stories: NDArray[np.float16] | None  # what each article says on the whole: a row of length 1

    @staticmethod
    def unknown(many: int) -> Signs:
        """Of nodes of which nothing is known but their words."""
        none, nothing = np.zeros(many, dtype=np.int32), np.full(many, -1, dtype=np.int32)
        empty = Lists(none, none, np.empty(0, dtype=np.int32))
        return Signs(nothing, nothing, empty, empty, None, none, None)

    def on_other_days(self, i: Ints, j: Ints) -> NDArray[np.bool_]:
        """Which pairs are of texts published more than a day apart."""
        one, other = self.day[i], self.day[j]
        return np.asarray((one >= 0) & (other >= 0) & (np.abs(one - other) > 1))

    def story(self, i: Ints, j: Ints) -> NDArray[np.float64]:
        """How alike the two texts of each pair are on the whole."""
        if self.stories is None:
            return np.full(len(i), STORY)
        out = np.empty(len(i))
        for start in range(0, len(i), AT_ONCE):
            some = slice(start, start + AT_ONCE)
            mine, theirs = (self.stories[self.article[x[some]]].astype(np.float32) for x in (i, j))
            out[some] = np.einsum("ij,ij->i", mine, theirs)
        return out


def signs_of(
    payload: ClaimsInput, ground: Ground, kinds: Lists, events: Lists, tellings: Chosen, numbers: Numbers
) -> Signs:
    """The signs of nodes. `tellings` are those that stand for the nodes, `kinds` and `events` of the happenings that each tells
    of. Stories come with `with_stories`."""
    days = {c.id: _day(c.published) for c in payload.carriers}
    of_article = np.array([days.get(x, -1) for x in tellings.of.articles], dtype=np.int32)
    _, first, row = np.unique(tellings.article, return_index=True, return_inverse=True)
    number = np.empty(len(first), dtype=np.int32)
    number[np.argsort(first, kind="stable")] = np.arange(len(first))  # in the order they first come in
    day = of_article[tellings.article] if len(of_article) else np.empty(0, dtype=np.int32)
    return Signs(day, _speakers(tellings, ground), kinds, events, numbers, number[row], None)


def with_stories(signs: Signs, vectors: Rows | None, many: int) -> Signs:
    """The same with what each article says on the whole: the mean of its tellings' vectors. Those behind the first `many`
    are parts of others."""
    if vectors is None or not len(signs.article):
        return signs
    last, of = int(signs.article.max()), signs.article[:many]
    order = np.argsort(of, kind="stable")
    out, held = np.zeros((last + 1, SIZE), dtype=np.float16), np.zeros(SIZE, dtype=np.float32)
    for start in range(0, len(of), BLOCK):
        some = order[start : start + BLOCK]
        articles, first = np.unique(of[some], return_index=True)
        sums = np.add.reduceat(unit(vectors.unpacked(some)), first, axis=0)
        sums[0] = held + sums[0]
        ends = start + len(some) == len(of) or of[order[start + len(some)]] != articles[-1]
        held = np.zeros(SIZE, dtype=np.float32) if ends else sums[-1].copy()
        lengths = np.sqrt(np.einsum("ij,ij->i", sums, sums))
        out[articles] = sums / np.maximum(lengths, 1e-6)[:, None]
    return replace(signs, stories=out)


def signs(known: Signs, i: Ints, j: Ints) -> dict[str, NDArray[np.float64]]:
    """What speaks for the two of each pair beside their words, by sign."""
    event = known.events.shared(i, j) > 0
    none = np.zeros(len(i), dtype=np.int64)
    found = {
        "story": known.story(i, j),
        "gap": _gaps(known.day[i], known.day[j]),
        "kind": known.kinds.shared(i, j) > 0,
        "event": event,
        "slot": event & known.numbers.figures(i, j) if known.numbers else none,
        "strange": known.numbers.strangest(i, j) if known.numbers else none,
        "speaker": (known.speaker[i] >= 0) & (known.speaker[i] == known.speaker[j]),
    }
    return {name: np.asarray(x, dtype=np.float64) for name, x in found.items()}


def logits(found: Mapping[str, NDArray[np.float64]], column: int) -> NDArray[np.float64]:
    """How likely pairs say the same: 0 is as likely as not. Signs that are not among `found` weigh nothing."""
    w = _weights()[column]
    return np.asarray(w["constant"] + sum(w[name] * value for name, value in found.items()), dtype=np.float64)


@cache
def _weights() -> tuple[dict[str, float], ...]:
    """Of wholes with what words mean, and without; of parts; of figures."""
    rows = get("en").table("claim_weights")
    return tuple({r[0]: float(r[column]) for r in rows} for column in (1, 2, 3, 4))


def _gaps(one: NDArray[np.int32], other: NDArray[np.int32]) -> NDArray[np.float64]:
    days = np.where((one < 0) | (other < 0), UNKNOWN, np.minimum(FAR, np.abs(one - other)))
    return np.asarray(GAPS[days], dtype=np.float64)


def _speakers(tellings: Chosen, ground: Ground) -> NDArray[np.int32]:
    """Of each who speaks, if it is a name: parties by number."""
    of, rows = ground.spoken, ground.rows[tellings.of.said[tellings.which]]
    out = np.full(len(rows), -1, dtype=np.int32)
    named = np.array([not x.startswith("unnamed") for x in SOURCES], dtype=np.bool_)
    some = np.flatnonzero(rows >= 0)
    some = some[(of.speaker[rows[some]] >= 0) & named[of.source[rows[some]]]]
    names, which = np.unique(of.speaker[rows[some]], return_inverse=True)
    known: dict[str, int] = {}
    keys = [known.setdefault(ground.parties.key(of.names[x]), len(known)) for x in names.tolist()]
    out[some] = np.array(keys, dtype=np.int32)[which]
    return out


def _day(edtf: str | None) -> int:
    try:
        return date.fromisoformat((edtf or "")[:10]).toordinal()
    except ValueError:
        return -1
