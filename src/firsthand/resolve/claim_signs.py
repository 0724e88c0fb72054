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
from firsthand.lang.sentence_vectors import Int8, unit
from firsthand.model.readings import Telling
from firsthand.model.units import ClaimsInput, Happening
from firsthand.resolve.origins import Ground

UNKNOWN, FAR = 7, 30  # days: what two texts count as apart if one has no day; more make no difference
STORY = 0.8  # what two texts count as alike in all they say if there are no vectors, about the mean of pairs labelled
BLOCK = 8_000  # tellings whose vectors are added up at a time

Figure = tuple[str, str, str]  # low, high, role
Range = tuple[float, float]  # low, high


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

    def story(self, i: int, j: int) -> float:
        """How alike two texts are on the whole."""
        if self.stories is None:
            return STORY
        return float(self.stories[self.of[i].article].astype(np.float32) @ self.stories[self.of[j].article])


def signs_of(
    payload: ClaimsInput, ground: Ground, tellings: Sequence[Telling], terms: Sequence[tuple[str, ...]]
) -> Signs:
    """The signs of nodes. `tellings` are those that stand for the nodes. Stories come with `with_stories`."""
    told = _by_article(payload.happenings)
    rows: dict[str, int] = {}
    days = {c.id: _day(c.published) for c in payload.carriers}
    out = []
    for telling, some in zip(tellings, terms, strict=True):
        row = rows.setdefault(telling.article_id, len(rows))
        here = _inside(told.get(telling.article_id, []), telling)
        kinds, events = frozenset(h.kind for h in here), frozenset(h.event_id for h in here if h.event_id)
        speaker = _speaker(telling, ground)
        day = days.get(telling.article_id)
        out.append(Sign(row, day, speaker, kinds, events, figures(some), numbers(some)))
    return Signs(tuple(out), None)


def with_stories(signs: Signs, vectors: Int8 | None) -> Signs:
    """The same with what each article says on the whole: the mean of its tellings' vectors."""
    if vectors is None or not signs.of:
        return signs
    of = np.array([s.article for s in signs.of])
    sums = np.zeros((int(of.max()) + 1, vectors.shape[1]), dtype=np.float32)
    for start in range(0, len(of), BLOCK):
        np.add.at(sums, of[start : start + BLOCK], unit(vectors[start : start + BLOCK]))
    lengths = np.sqrt(np.einsum("ij,ij->i", sums, sums))
    return Signs(signs.of, (sums / np.maximum(lengths, 1e-6)[:, None]).astype(np.float16))


def figures(terms: Sequence[str]) -> frozenset[Figure]:
    """Of terms such as `#3:3:soldier:killed`, whose units two texts may word in two ways: what befell how many."""
    parts = (x[1:].split(":", 3) for x in terms if x[0] == "#")
    return frozenset((low, high, role) for low, high, _, role in parts if role)


def numbers(terms: Sequence[str]) -> frozenset[Range]:
    """Of the same terms the numbers alone, from low to high; an open end is infinite."""
    found = (x[1:].split(":", 2) for x in terms if x[0] == "#")
    return frozenset((float(low) if low else -inf, float(high) if high else inf) for low, high, _ in found)


def _strange(mine: frozenset[Range], theirs: frozenset[Range]) -> int:
    """How many numbers are none of the other's: 20 or more may be 27."""
    return sum(not any(low <= up and down <= high for down, up in theirs) for low, high in mine)


def signs(one: Sign, other: Sign, story: float) -> dict[str, float]:
    """What speaks for two beside their words, by sign."""
    event = not one.events.isdisjoint(other.events)
    return {
        "story": story,
        "gap": math.log1p(_gap(one.day, other.day)),
        "kind": not one.kinds.isdisjoint(other.kinds),
        "event": event,
        "slot": event and not one.figures.isdisjoint(other.figures),
        "strange": min(_strange(one.numbers, other.numbers), _strange(other.numbers, one.numbers)),
        "speaker": one.speaker is not None and one.speaker == other.speaker,
    }


def logit(found: Mapping[str, float], blind: bool) -> float:
    """How likely they say the same: 0 is as likely as not. Signs that are not among `found` weigh nothing."""
    w = _weights()[blind]
    return w["constant"] + sum([w[name] * value for name, value in found.items()])


@cache
def _weights() -> tuple[dict[str, float], dict[str, float]]:
    """With what words mean, and without."""
    rows = get("en").table("claim_weights")
    return {r[0]: float(r[1]) for r in rows}, {r[0]: float(r[2]) for r in rows}


def _gap(one: int | None, other: int | None) -> int:
    return UNKNOWN if one is None or other is None else min(FAR, abs(one - other))


def _by_article(happenings: Sequence[Happening]) -> dict[str, list[Happening]]:
    told: dict[str, list[Happening]] = defaultdict(list)
    for h in sorted(happenings, key=lambda h: (h.article_id, h.at, h.kind, h.event_id or "")):
        told[h.article_id].append(h)
    return told


def _inside(told: Sequence[Happening], telling: Telling) -> Sequence[Happening]:
    first = bisect_left(told, telling.span.start, key=lambda h: h.at)
    return told[first : bisect_left(told, telling.span.end, key=lambda h: h.at)]


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
