"""Statements: one act of speaking, reported by one or more attributions; or what an outlet says in its own voice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from firsthand.model.arrays import Lists
from firsthand.model.findings import Place, Statement
from firsthand.model.ids import make_ids
from firsthand.model.packed import Asked
from firsthand.model.spans import Span
from firsthand.model.tellings import VOICES, Tellings
from firsthand.resolve.claim_ground import SOURCES
from firsthand.resolve.origins import Ground
from firsthand.resolve.parties import described

NEAR = 1  # days between two reports of one act of speaking
UNKNOWN = 1  # the first of all days: of texts that do not say when they were published
NEVER = 1 << 30  # days
SAID = VOICES.index("said")
VOICE, NOBODY, PARTY, UNNAMED = range(4)  # who speaks
BITS = 30  # of a number

Ints = NDArray[np.int64]
Ids = NDArray[np.bytes_]


class Statements(Asked[Statement]):
    """Statements, each made anew from the tellings that report it."""

    def __init__(self, tellings: Lists, told: Tellings, ground: Ground) -> None:
        """`tellings` of each statement are in the order of their ids."""
        self._tellings, self._told, self._ground = tellings, told, ground
        first = tellings.values[tellings.first]
        self.ids: Ids = make_ids("statement", map(bytes, told.ids[first]))

    def __len__(self) -> int:
        return len(self._tellings)

    def one(self, n: int) -> Statement:
        return self.several(np.array([n]))[0]

    def several(self, which: Ints) -> list[Statement]:
        told, (_, tellings) = self._told, self._tellings.all(which)
        said, speaker = told.said[tellings], self._ground.speakers(told.said[tellings])
        ids = [x.decode() for x in told.attributions[said].tolist()] if len(told.attributions) else [""] * len(said)
        rows = list(zip(said.tolist(), ids, speaker.tolist(), tellings.tolist(), strict=True))
        sizes = self._tellings.many[which]
        bounds = zip(self.ids[which].tolist(), (np.cumsum(sizes) - sizes).tolist(), sizes.tolist(), strict=True)
        return [self._statement(id_.decode(), rows[at : at + many]) for id_, at, many in bounds]

    def _statement(self, id_: str, rows: Sequence[tuple[int, str, int, int]]) -> Statement:
        """From the number, the id and the speaker of the attribution of each telling, and the telling."""
        said = sorted([row for row in rows if row[0] >= 0])
        voice = self._places([t for number, _, _, t in rows if number < 0]) if len(said) < len(rows) else []
        who = self._ground.party(said[0][2]) if said else self._outlet(*voice[0])
        places = tuple([Place(article, Span(start, end)) for article, start, end, _ in voice])
        return Statement(id_, *who, tuple([x[1] for x in said]), places)

    def _places(self, tellings: Sequence[int]) -> list[tuple[str, int, int, bool]]:
        """Article, start, end, and whether it is said, in order."""
        told = self._told
        spans = ((told.articles[told.article[t]], int(told.start[t]), int(told.end[t])) for t in tellings)
        return sorted([(*span, bool(told.voice[t] == SAID)) for span, t in zip(spans, tellings, strict=True)])

    def _outlet(self, article: str, _start: int, _end: int, said: bool) -> tuple[str | None, str | None]:
        carrier = self._ground.carriers.get(article)
        speaker = carrier.outlet if carrier and not said else None
        return speaker, self._ground.parties.entity(speaker)


def statements(claim: Ints, telling: Ints, told: Tellings, ground: Ground) -> Ints:
    """Of tellings that say the same the number of the statement that each reports: one for each speaker and occasion; without
    a speaker for each text. Tellings of one claim stand together.

    Copies, the same article, and articles of neighbouring days report one occasion.
    """
    text, day = _texts(told, ground)
    speaker, text, day = _speakers(telling, told, ground, text), text[told.article[telling]], day[told.article[telling]]
    order = np.lexsort((text, speaker, claim))
    begins = _begins(claim[order], speaker[order], text[order])
    of_text = np.cumsum(begins) - 1  # of each telling in order: a text of one speaker
    first = order[begins]
    days = np.minimum.reduceat(day[order], np.flatnonzero(begins)) if len(order) else day
    days[days == NEVER] = UNKNOWN
    by_day = np.lexsort((text[first], days, speaker[first], claim[first]))
    claims, speakers, days = claim[first][by_day], speaker[first][by_day], days[by_day]
    new = _begins(claims, speakers)
    new[1:] |= (days[:-1] == UNKNOWN) | (np.diff(days) > NEAR)
    number = np.empty(len(by_day), dtype=np.int64)
    number[by_day] = np.cumsum(new) - 1
    out = np.empty(len(claim), dtype=np.int64)
    out[order] = number[of_text]
    return out


def reported(statement: Ints, telling: Ints, alone: Ints) -> Lists:
    """The tellings of each statement, in the order of their ids; behind them those that are told `alone`."""
    order = np.lexsort((telling, statement))
    many = np.concatenate([np.bincount(statement, minlength=0), np.ones(len(alone), dtype=np.int64)])
    return Lists(np.cumsum(many) - many, many, np.concatenate([telling[order], alone]).astype(np.int32))


def _begins(*columns: Ints) -> NDArray[np.bool_]:
    """Where any of some columns changes."""
    new = np.ones(len(columns[0]), dtype=np.bool_)
    new[1:] = np.any([x[1:] != x[:-1] for x in columns], axis=0)
    return new


def _texts(told: Tellings, ground: Ground) -> tuple[Ints, Ints]:
    """Of each article its text, copies being one, by number in the order of their names; and the day it was published on."""
    names = [ground.families.get(x, x) for x in told.articles]
    number = {x: n for n, x in enumerate(sorted(set(names)))}
    days = [_date(ground.carriers[x].published) if x in ground.carriers else None for x in told.articles]
    known = [NEVER if x is None else x.toordinal() for x in days]
    return np.array([number[x] for x in names], dtype=np.int64), np.array(known, dtype=np.int64)


def _speakers(telling: Ints, told: Tellings, ground: Ground, text: Ints) -> Ints:
    """Of each telling who speaks, by number in the order of their keys."""
    article, row = told.article[telling].astype(np.int64), ground.rows[told.said[telling]]
    of = ground.spoken
    speaker = ground.speakers(told.said[telling])
    hidden = np.array([x.startswith("unnamed") for x in SOURCES], dtype=np.bool_)
    unnamed = hidden[of.source[row]] if len(of.source) else np.zeros(len(row), dtype=np.bool_)
    kind = np.where(row < 0, VOICE, np.where(speaker < 0, NOBODY, np.where(unnamed, UNNAMED, PARTY)))
    who = np.where(speaker < 0, article, speaker)
    also = np.select([kind == VOICE, kind == UNNAMED], [told.voice[telling] == SAID, article], 0).astype(np.int64)
    keys, which = np.unique((kind << 2 * BITS) + (who << BITS) + also, return_inverse=True)
    mask = (1 << BITS) - 1
    parts = ((keys >> 2 * BITS).tolist(), (keys >> BITS & mask).tolist(), (keys & mask).tolist())
    named = [_key(*x, told, ground) for x in zip(*parts, strict=True)]
    number = {x: n for n, x in enumerate(sorted(set(named)))}
    return np.array([number[x] for x in named], dtype=np.int64)[which]


def _key(kind: int, who: int, also: int, told: Tellings, ground: Ground) -> str:
    if kind == VOICE:
        carrier = ground.carriers.get(told.articles[who])
        return f"voice {(carrier.outlet if carrier else None) or told.articles[who]} {bool(also)}"
    if kind == NOBODY:
        return f"nobody {told.articles[who]}"
    speaker = ground.spoken.names[who]
    text = ground.families.get(told.articles[also], told.articles[also])
    return ground.parties.key(speaker) if kind == PARTY else f"unnamed {described(speaker)} {text}"


@lru_cache(maxsize=10_000)
def _date(edtf: str | None) -> date | None:
    try:
        return date.fromisoformat((edtf or "")[:10])
    except ValueError:
        return None
