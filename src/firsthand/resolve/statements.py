"""Statements: one act of speaking, reported by one or more attributions; or what an outlet says in its own voice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from firsthand.model.findings import Place, Statement
from firsthand.model.ids import make_id
from firsthand.model.readings import Telling
from firsthand.resolve.origins import Ground
from firsthand.resolve.parties import described

NEAR = 1  # days between two reports of one act of speaking


def statements(tellings: Sequence[Telling], ground: Ground) -> list[Statement]:
    """Of tellings that say the same: one statement for each speaker and occasion; without a speaker for each text.

    Copies, the same article, and articles of neighbouring days report one occasion.
    """
    if len(tellings) == 1:
        return [_statement(tellings, ground)]
    by_party: dict[str, list[Telling]] = defaultdict(list)
    for telling in tellings:
        by_party[_party(telling, ground)].append(telling)
    return [_statement(some, ground) for _, held in sorted(by_party.items()) for some in _occasions(held, ground)]


def alone(telling_id: str, attribution_id: str, ground: Ground) -> Statement:
    """The statement of an attribution that nothing else reports."""
    said = ground.spoken.get(attribution_id)
    speaker = said.speaker if said else None
    id_ = make_id("statement", telling_id)
    return Statement(id_, speaker, ground.parties.entity(speaker), (attribution_id,), ())


def _party(telling: Telling, ground: Ground) -> str:
    said = ground.spoken.get(telling.attribution_id or "")
    carrier = ground.carriers.get(telling.article_id)
    if said is None:
        return f"voice {(carrier.outlet if carrier else None) or telling.article_id} {telling.voice == 'said'}"
    if said.speaker is None:
        return f"nobody {telling.article_id}"
    named = not said.source_kind.startswith("unnamed")
    return ground.parties.key(said.speaker) if named else f"unnamed {described(said.speaker)} {_text(telling, ground)}"


def _text(telling: Telling, ground: Ground) -> str:
    return ground.families.get(telling.article_id, telling.article_id)


def _occasions(held: Sequence[Telling], ground: Ground) -> list[list[Telling]]:
    """Those of one text together, then texts of neighbouring days; a text without a date stands alone."""
    texts: dict[str, list[Telling]] = defaultdict(list)
    for telling in held:
        texts[_text(telling, ground)].append(telling)
    dated = sorted((_day(some, ground), text) for text, some in texts.items())
    out: list[list[Telling]] = []
    last: date | None = None
    for day, text in dated:
        if out and day is not None and last is not None and (day - last).days <= NEAR:
            out[-1] += texts[text]
        else:
            out.append(list(texts[text]))
        last = day if day != date.min else None
    return out


def _day(some: Iterable[Telling], ground: Ground) -> date:
    """The earliest day that the texts were published on; the first of all days if none says."""
    found = (ground.carriers[t.article_id].published for t in some if t.article_id in ground.carriers)
    return min((d for p in found if (d := _date(p)) is not None), default=date.min)


@lru_cache(maxsize=10_000)
def _date(edtf: str | None) -> date | None:
    try:
        return date.fromisoformat((edtf or "")[:10])
    except ValueError:
        return None


def _statement(some: Sequence[Telling], ground: Ground) -> Statement:
    said = sorted(t.attribution_id for t in some if t.attribution_id)
    voice = sorted((t for t in some if not t.attribution_id), key=lambda t: (t.article_id, t.span))
    if said:
        speaker = ground.spoken[said[0]].speaker if said[0] in ground.spoken else None
    else:
        carrier = ground.carriers.get(voice[0].article_id)
        speaker = carrier.outlet if carrier and voice[0].voice != "said" else None
    id_ = make_id("statement", min(t.id for t in some))
    places = tuple(Place(t.article_id, t.span) for t in voice)
    return Statement(id_, speaker, ground.parties.entity(speaker), tuple(said), places)
