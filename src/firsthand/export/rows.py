"""What every export is made from: the rows of a record, by kind and by article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

from firsthand.model.articles import Article, Capture, PageAccount
from firsthand.model.custody import CustodyLine
from firsthand.model.findings import (
    Finding,
    Lineage,
    Retired,
)
from firsthand.model.judgements import Judgement
from firsthand.model.problems import Problem
from firsthand.model.proposals import Proposal
from firsthand.model.readings import Attribution, EventMention, Mention, PlaceRef, Quantity, TimeRef
from firsthand.model.searches import SavedSearch
from firsthand.model.units import Reading
from firsthand.model.withdrawals import Withdrawal

T = TypeVar("T")
Row = Capture | Article | Reading | Finding | Judgement | Proposal | Problem | Withdrawal
ARTICLES_HELD = 256  # at a time: memory stays flat however large the record is


class Rows(Protocol):
    """What an export is made from. `all` gives the rows of a kind ("reuse_link") in an order that is always the same."""

    def all(self, kind: str) -> Iterator[Row]: ...

    def article(self, id_: str) -> Article: ...

    def capture(self, id_: str) -> Capture: ...

    def original(self, capture_id: str) -> bytes: ...

    def capture_text(self, capture_id: str) -> str: ...

    def searches(self) -> tuple[SavedSearch, ...]: ...

    def custody(self) -> tuple[CustodyLine, ...]: ...

    def transcripts(self) -> Iterator[tuple[str, str]]: ...

    def remembered(self) -> tuple[tuple[str, Lineage | Retired], ...]: ...

    def mentions_of(self, article_id: str) -> tuple[Mention, ...]: ...

    def attributions_of(self, article_id: str) -> tuple[Attribution, ...]: ...

    def times_of(self, article_id: str) -> tuple[TimeRef, ...]: ...

    def places_of(self, article_id: str) -> tuple[PlaceRef, ...]: ...

    def quantities_of(self, article_id: str) -> tuple[Quantity, ...]: ...

    def page_accounts(self, article_id: str) -> tuple[PageAccount, ...]: ...

    def event_mentions_of(self, article_id: str) -> tuple[EventMention, ...]: ...


def of_kind(kind: type[T], rows: Iterable[Row]) -> Iterator[T]:
    """Those rows that are of a class."""
    return (row for row in rows if isinstance(row, kind))
