"""A list of names in, a table of the articles that have them out: both CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from firsthand.model.problems import UnreadableInput

MOST_NAMES = 5_000
LONGEST = 5_000_000  # bytes of a list
CELL = 100_000  # characters of one cell: more is a quotation mark that nobody closed
COLUMNS = (
    "name",
    "articles",
    "article",
    "title",
    "outlet",
    "declared_source",
    "published",
    "snippet",
    "permalink",
    "note",
)
HEADERS = ("name", "names", "person", "query")  # a first cell that is no name
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table: a name, and an article that has it."""

    name: str
    articles: int  # that have the name
    article: str | None = None
    title: str | None = None
    outlet: str | None = None
    declared_source: str | None = None
    published: str | None = None
    snippet: str | None = None
    permalink: str | None = None
    note: str | None = None


def names(data: bytes, column: str | None = None) -> tuple[str, ...]:
    """The names of a CSV, each once, in order: of the column named so, else of the first.

    The separator may be a comma, semicolon or tab; UTF-8, or UTF-16 with its mark. A list of one column needs no header.
    """
    if len(data) > LONGEST:
        raise UnreadableInput(f"the list is {len(data):,} bytes long; {LONGEST:,} are read: split it")
    rows = list(_rows(_decoded(data)))
    if not rows:
        raise UnreadableInput("the list is empty: give a name a line")
    at, rows = _column(rows, column)
    found = tuple(dict.fromkeys(row[at].strip() for row in rows if len(row) > at and row[at].strip()))
    if not found:
        raise UnreadableInput(f"no line has a name in column {at + 1}: name the column that does")
    if len(found) > MOST_NAMES:
        raise UnreadableInput(f"the list has {len(found):,} names; {MOST_NAMES:,} are read: split it")
    return found


def table(lines: Iterable[Line]) -> Iterator[str]:
    """The lines of the CSV, header first."""
    yield _line(COLUMNS)
    for line in lines:
        yield _line([_safe(getattr(line, name)) for name in COLUMNS])


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as error:
        cure = "save it as “CSV UTF-8”"
        raise UnreadableInput(f"the list is not UTF-8 (byte {error.start + 1}): {cure}") from error


def _rows(text: str) -> Iterator[list[str]]:
    first = text.split("\n", 1)[0]
    separator = max(",;\t", key=lambda sign: (first.count(sign), sign == ","))
    try:
        for row in csv.reader(io.StringIO(text.replace("\0", "")), delimiter=separator):
            if any(len(cell) > CELL for cell in row):  # csv has a limit too, but other libraries change it
                raise csv.Error(f"a cell of more than {CELL:,} characters")
            if any(row):
                yield row
    except csv.Error as error:
        raise UnreadableInput(f"the list is no CSV: {error}; save it as “CSV UTF-8”") from error


def _column(rows: list[list[str]], column: str | None) -> tuple[int, list[list[str]]]:
    header = [cell.strip().lower() for cell in rows[0]]
    if column is not None:
        if column.strip().lower() not in header:
            raise UnreadableInput(f"the list has no column {column}; there are: {', '.join(rows[0])}")
        return header.index(column.strip().lower()), rows[1:]
    named = next((n for n, cell in enumerate(header) if cell in HEADERS), None)
    return (named, rows[1:]) if named is not None else (0, rows)


def _safe(value: object) -> str:
    """A cell that no spreadsheet takes for a formula."""
    words = "" if value is None else str(value)
    return f"'{words}" if words.startswith(_FORMULA) else words


def _line(cells: Iterable[str]) -> str:
    held = io.StringIO()
    csv.writer(held, lineterminator="\r\n").writerow(cells)
    return held.getvalue()
