"""One page's list as a table: exactly what it lists, in its order, with the columns and the gate of the exports."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from firsthand.export.choice import EVERYTHING, Choice
from firsthand.export.rows import Row, Rows, T, of_kind
from firsthand.export.shown import Shown
from firsthand.export.tables import write
from firsthand.export.tables.columns import Cell, Line
from firsthand.model.articles import Article

Found = Callable[[], Iterable[Row]]


class Viewed(Shown):
    """A record of which only some articles, or only some findings, are shown, in the order given."""

    def __init__(
        self, rows: Rows, choice: Choice, ids: Sequence[str] | None = None, found: Found | None = None
    ) -> None:
        super().__init__(rows, choice)
        self._ids, self._found = ids, found

    def articles(self) -> Iterator[Article]:
        return super().articles() if self._ids is None else map(self.article, self._ids)

    def all(self, kind: type[T], name: str) -> Iterator[T]:
        return super().all(kind, name) if self._found is None else of_kind(kind, self._found())


def of_articles(rows: Rows, ids: Sequence[str], base: str) -> Viewed:
    """These articles, in this order."""
    return Viewed(rows, replace(EVERYTHING, articles=frozenset(ids), base=base), ids=list(dict.fromkeys(ids)))


def of_findings(rows: Rows, found: Found, base: str) -> Viewed:
    """These events, claims, discrepancies or series, in this order."""
    return Viewed(rows, replace(EVERYTHING, base=base), found=found)


def lines(table: str, shown: Shown, only: Collection[str] | None = None) -> Iterator[Line]:
    """The rows of a table of `export.tables`; of these ids alone, if any are given."""
    (chosen,) = (t for t in write.ALL if t.name == table)
    return (line for line in chosen.rows(shown) if only is None or line.get("id") in only)


def columns(table: str) -> list[str]:
    (chosen,) = (t for t in write.ALL if t.name == table)
    return [c.name for c in chosen.columns]


def as_csv(table: str, shown: Shown, only: Collection[str] | None = None) -> Iterator[str]:
    """RFC 4180, a row at a time, its head first; cells that a spreadsheet took for formulas are made safe."""
    head = columns(table)
    rows: Iterator[list[Cell]] = ([_cell(line.get(name)) for name in head] for line in lines(table, shown, only))
    names: list[Cell] = [*head]
    for cells in chain([names], rows):
        held = io.StringIO()
        csv.writer(held, lineterminator="\r\n").writerow(cells)
        yield held.getvalue()


def _cell(cell: Cell) -> Cell:
    return str(cell).lower() if isinstance(cell, bool) else write.safe(cell)


def as_rows(table: str, shown: Shown, only: Collection[str] | None = None) -> list[Line]:
    """The same as objects of every column."""
    head = columns(table)
    return [{name: line.get(name) for name in head} for line in lines(table, shown, only)]


def as_xlsx(table: str, shown: Shown) -> bytes:
    """The same as a workbook; asks for the optional library where it is missing."""
    shown.choice = replace(shown.choice, tables=frozenset({table}))
    with TemporaryDirectory() as folder:
        out = Path(folder) / f"{table}.xlsx"
        write.write_xlsx(shown, out)
        return out.read_bytes()
