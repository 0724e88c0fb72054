"""What comparing works on: what each sentence says in each slot, compact enough for a whole record at once."""

from __future__ import annotations

from dataclasses import dataclass

from firsthand.model.findings import DiscrepancyKind, Slot
from firsthand.model.readings import Bound, Polarity, Scope
from firsthand.model.slots import quick
from firsthand.model.spans import Span


@quick
@dataclass(frozen=True, slots=True)
class Cell:
    """What one sentence says in one slot, with the words that say it.

    'injured more than 30' is a number about "wounded"; 'hit the depot in Norland' is a place about "attack".
    """

    slot: Slot
    about: str  # only cells about one thing are compared: "wounded", "count:consulate", "attack", "at:north depot"
    span: Span  # of the article's text: the words shown
    words: str  # those words, so that no text is needed to compare
    value: str  # as compared, readable: "30 or more wounded", "2024-10-03", "Norland"
    low: float | None = None  # of a number
    high: float | None = None
    bound: Bound = "exactly"
    keys: tuple[str, ...] = ()  # number: what is counted, folded; place: countries and places; actor: its name's words
    site: tuple[
        str, ...
    ] = ()  # place: names of what has no country; number: countries it is told of; date: words beside it
    edtf: str | None = None  # date: the day; number: as of when
    scope: Scope = "unknown"
    mood: Polarity = "told"
    who: str | None = None  # who says so; None: the outlet
    attribution_id: str | None = None


@quick
@dataclass(frozen=True, slots=True)
class Line:
    """One sentence or headline."""

    span: Span
    terms: tuple[str, ...]  # its words made comparable, sorted, each once
    days: tuple[str, ...]  # EDTF of its times, sorted, each once
    refers: bool  # speaks of a happening as known: "the strike"
    headline: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """An article as comparing sees it."""

    article_id: str
    outlet: str | None  # as the page states it
    published: str | None  # EDTF
    lines: tuple[Line, ...]  # in order of the text
    site: str | None = None  # the outlet, where it was inferred from the page's own data and not stated

    @property
    def id(self) -> str:
        return self.article_id


@quick
@dataclass(frozen=True, slots=True)
class Variant:
    """Two copies of one passage differ in one place: '27' here, '72' there; or two voices of one article part."""

    id: str
    link_id: str | None  # of the copies; None: both stand side by side in one article
    kind: DiscrepancyKind
    a_article: str
    a: Cell
    b_article: str
    b: Cell
