"""One article's readings as what it tells first is looked for in them: by kind, with the bounds of headline and lead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from firsthand.model.articles import Article
from firsthand.model.readings import Attribution, EventMention, Mention, PlaceRef, Quantity, TimeRef
from firsthand.model.spans import Span
from firsthand.model.units import Reading

LEAD = 600  # characters of prose that count as the lead
Placed = TypeVar("Placed", Mention, TimeRef, PlaceRef, Quantity)


@dataclass(frozen=True, slots=True)
class Front:
    """Readings by kind, each in order of place."""

    article: Article
    head: Span | None
    head_end: int  # 0 without a headline
    lead_end: int
    names: tuple[Mention, ...]
    times: tuple[TimeRef, ...]
    places: tuple[PlaceRef, ...]
    figures: tuple[Quantity, ...]
    told: tuple[EventMention, ...]
    first_told: tuple[EventMention, ...]  # in headline or lead
    main_kinds: frozenset[str]  # of the headline's happenings; of the lead's first where the headline tells none
    quoted: tuple[Span, ...]  # word for word


def front(article: Article, readings: Sequence[Reading]) -> Front:
    """The readings of an article, laid out for the questions who, what, when and where."""
    head = next((p.span for p in article.parts_of("headline")), None)
    prose = next((p.span for p in article.prose), None)
    head_end, lead_end = head.end if head else 0, (prose.start if prose else 0) + LEAD
    told = sorted((x for x in readings if isinstance(x, EventMention)), key=lambda e: (e.trigger, e.id))
    first_told = tuple(e for e in told if e.trigger.start < lead_end)
    in_head = frozenset(e.kind for e in told if e.trigger.start < head_end)
    direct = (x for x in readings if isinstance(x, Attribution) and x.mode == "direct")
    return Front(
        article=article,
        head=head,
        head_end=head_end,
        lead_end=lead_end,
        names=_in_order(x for x in readings if isinstance(x, Mention)),
        times=_in_order(x for x in readings if isinstance(x, TimeRef)),
        places=_in_order(x for x in readings if isinstance(x, PlaceRef)),
        figures=_in_order(x for x in readings if isinstance(x, Quantity)),
        told=tuple(told),
        first_told=first_told,
        main_kinds=in_head or frozenset(e.kind for e in first_told[:1]),
        quoted=tuple(s for a in direct for s in a.content),
    )


def _in_order(found: Iterable[Placed]) -> tuple[Placed, ...]:
    return tuple(sorted(found, key=lambda x: (x.span, x.id)))
