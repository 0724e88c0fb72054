"""The sentence shown to people: it quotes both sides and takes neither."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.model.comparing import Cell
from firsthand.model.findings import DiscrepancyKind, Slot
from firsthand.model.slots import quick

LEAD: dict[Slot, str] = {
    "number": "How many",
    "date": "When",
    "place": "Where",
    "actor": "Who",
    "occurrence": "Whether it is so",
    "attribution": "Who says so",
}
KIND: dict[DiscrepancyKind, str] = {
    "contradiction": "the accounts differ",
    "differing_precision": "the accounts differ in how much they say",
    "evolving_tally": "the count has changed",
    "denial": "one account denies the other",
}
MOST = 4  # accounts quoted in one sentence
LONGEST = 160  # characters quoted of one account


@quick
@dataclass(frozen=True, slots=True)
class Side:
    """One account: what it says, in which article, under whose name."""

    cell: Cell
    outlet: str | None
    site: str | None  # the outlet, where the page does not state it and it was inferred
    published: str | None
    article_id: str


def sentence(slot: Slot, kind: DiscrepancyKind, sides: Sequence[Side]) -> str:
    """'How many: the accounts differ. ...' as one sentence.

    How many, the accounts differ: the Harbour Post has “34 injured”; US officials, in the Courier, have “more than 30”.
    """
    shown = [f"{_who(side)} “{_quoted(side.cell.words)}”" for side in sides[:MOST]]
    more = f"; and {len(sides) - MOST} more" if len(sides) > MOST else ""
    return f"{LEAD[slot]}, {KIND[kind]}: {'; '.join(shown)}{more}."


def _who(side: Side) -> str:
    """'the Harbour Post (2024-02-03) has', 'in the Courier, US officials:'."""
    day = f" ({side.published[:10]})" if side.published else ""
    unstated = f"an article of a page named {side.site}" if side.site else "an article whose outlet is not stated"
    outlet = f"{side.outlet or unstated}{day}"
    return f"according to {side.cell.who}, in {outlet}," if side.cell.who else f"{outlet} has"


def _quoted(words: str) -> str:
    """The words without quotation marks at their rims, cut at a word where they are long."""
    plain = words.strip('“”"„«» ').replace("“", "‘").replace("”", "’")
    return plain if len(plain) <= LONGEST else f"{plain[:LONGEST].rsplit(' ', 1)[0]} …"
