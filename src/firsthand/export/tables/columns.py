"""What a table is: named columns that say what stands in them, and rows that are made one at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from firsthand.export.shown import STATUS, Shown, value_of
from firsthand.model.articles import Article
from firsthand.model.spans import Span, hull

Kind = Literal["string", "integer", "number", "boolean"]
Cell = str | int | float | bool | None
Line = dict[str, Cell]


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    kind: Kind
    what: str


@dataclass(frozen=True, slots=True)
class Table:
    name: str
    what: str
    columns: tuple[Column, ...]
    rows: Callable[[Shown], Iterator[Line]]

    def cells(self, shown: Shown) -> Iterator[list[Cell]]:
        """The rows, in the order of the columns."""
        return ([line.get(c.name) for c in self.columns] for line in self.rows(shown))


def texts(**columns: str) -> tuple[Column, ...]:
    """Columns of words."""
    return tuple(Column(name, "string", what) for name, what in columns.items())


def numbers(**columns: str) -> tuple[Column, ...]:
    return tuple(Column(name, "number", what) for name, what in columns.items())


SPEAKER = texts(
    speaker="Who says so, as the article has it; empty where it names nobody",
    speaker_entity="Id of the party that this is, where it is a public one",
)
WHERE = texts(
    headline="Headline of the article",
    outlet="Whoever the article says first published it; empty if it does not say",
    date="When it was published, EDTF",
    quote="The words that this row was read from",
    permalink="Address of this row's page in Firsthand",
    passage="Address of the very characters in the original",
    status=f"Always: {STATUS}",
    article="Id of the article",
)
PLACED = (
    Column("start", "integer", "First character of the words in the article's text (code points)"),
    Column("end", "integer", "Character after the last"),
)


def where(shown: Shown, article: Article, spans: Sequence[Span], permalink: str) -> Line:
    """The columns that every row has: the words, where they stand and who printed them when."""
    at = hull(spans)
    return {
        "headline": article.title,
        "outlet": value_of(article, "outlet"),
        "date": value_of(article, "published"),
        "quote": shown.quote(article, spans),
        "permalink": permalink,
        "passage": shown.links.passage(article, at) if at else shown.links.to(article.capture_id),
        "status": STATUS,
        "article": article.id,
        "start": at.start if at else None,
        "end": at.end if at else None,
    }
