"""Tables into files: CSV, XLSX or Parquet, each with a Frictionless `datapackage.json` that says what every column is."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from firsthand.export.parts import part
from firsthand.export.shown import STATUS, Shown
from firsthand.export.tables import findings, readings
from firsthand.export.tables.columns import Cell, Column, Table
from firsthand.model.problems import UsageError

ALL = (*readings.TABLES, *findings.TABLES)
# What a spreadsheet takes for the beginning of a formula (OWASP, "CSV Injection").
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
BATCH = 10_000  # rows of a Parquet row group
CELL, SHEET = 32_767, 1_048_576  # characters of a cell, rows of a sheet: the bounds of XLSX
Json = dict[str, Any]


def chosen(shown: Shown) -> list[Table]:
    wanted = shown.choice.tables
    wrong = sorted((wanted or frozenset()) - {t.name for t in ALL})
    if wrong:
        raise UsageError(f"no table {wrong[0]}; the tables are: {', '.join(t.name for t in ALL)}")
    return [t for t in ALL if wanted is None or t.name in wanted]


def safe(cell: Cell) -> Cell:
    """A cell that no spreadsheet takes for a formula: `=1+1` becomes `'=1+1`. Numbers are numbers and stay."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def write_csv(shown: Shown, out: Path) -> dict[str, int]:
    """A UTF-8 file a table."""
    out.mkdir(parents=True, exist_ok=True)
    counts = {t.name: _csv(t, shown, out / f"{t.name}.csv") for t in chosen(shown)}
    _package(out / "datapackage.json", [_resource(t, f"{t.name}.csv", "csv", "text/csv") for t in chosen(shown)])
    return counts


def _csv(table: Table, shown: Shown, path: Path) -> int:
    count = 0
    encoding = "utf-8-sig" if shown.choice.excel else "utf-8"
    with path.open("w", encoding=encoding, newline="") as file:
        lines = csv.writer(file, lineterminator="\r\n")  # RFC 4180
        lines.writerow([c.name for c in table.columns])
        for cells in table.cells(shown):
            lines.writerow([str(x).lower() if isinstance(x, bool) else safe(x) for x in cells])
            count += 1
    return count


def write_xlsx(shown: Shown, out: Path) -> dict[str, int]:
    """A workbook with a sheet a table and a sheet that says what the columns are. Cells are text and never formulas."""
    xlsxwriter = part("xlsxwriter", "tables")
    plain = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    tables = chosen(shown)
    with xlsxwriter.Workbook(str(out), plain) as book:
        book.set_properties({"comments": f"Firsthand: {STATUS}", "created": _epoch()})
        _sheet(book, "about", ["table", "column", "kind", "what"], _about(tables))
        counts = {t.name: _sheet(book, t.name, [c.name for c in t.columns], t.cells(shown)) for t in tables}
    media = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    resources = [_resource(t, out.name, "xlsx", media, dialect={"excel": {"sheet": t.name}}) for t in tables]
    _package(out.with_suffix(".datapackage.json"), resources)
    return counts


def _epoch() -> Any:
    from datetime import datetime

    return datetime(1980, 1, 1)  # not today: the same record gives the same bytes


def _about(tables: list[Table]) -> Iterator[list[Cell]]:
    yield ["", "", "", f"Everything here is {STATUS}: a text says so, and no more."]
    for t in tables:
        for c in t.columns:
            yield [t.name, c.name, c.kind, c.what]


def _sheet(book: Any, name: str, head: list[str], rows: Iterator[list[Cell]]) -> int:
    """Rows in a sheet, and in further ones where one does not hold them."""
    count, at, sheets = 0, SHEET, 0
    for cells in rows:
        if at >= SHEET:
            sheets, at = sheets + 1, 1
            sheet = book.add_worksheet(name if sheets == 1 else f"{name} {sheets}")
            sheet.write_row(0, 0, head)
        for column, cell in enumerate(cells):
            _cell(sheet, at, column, cell)
        count, at = count + 1, at + 1
    if not sheets:
        book.add_worksheet(name).write_row(0, 0, head)
    return count


def _cell(sheet: Any, row: int, column: int, cell: Cell) -> None:
    if isinstance(cell, bool):
        sheet.write_boolean(row, column, cell)
    elif isinstance(cell, int | float):
        sheet.write_number(row, column, cell)
    elif cell is not None:
        sheet.write_string(row, column, cell[:CELL])


def write_parquet(shown: Shown, out: Path) -> dict[str, int]:
    """A file a table; what the columns are stands in the files too."""
    part("pyarrow", "tables")
    out.mkdir(parents=True, exist_ok=True)
    counts = {t.name: _parquet(t, shown, out / f"{t.name}.parquet") for t in chosen(shown)}
    media = "application/vnd.apache.parquet"
    _package(out / "datapackage.json", [_resource(t, f"{t.name}.parquet", "parquet", media) for t in chosen(shown)])
    return counts


def _parquet(table: Table, shown: Shown, path: Path) -> int:
    arrow, parquet = part("pyarrow", "tables"), part("pyarrow.parquet", "tables")
    kinds = {"string": arrow.string(), "integer": arrow.int64(), "number": arrow.float64(), "boolean": arrow.bool_()}
    fields = [arrow.field(c.name, kinds[c.kind], metadata={"description": c.what}) for c in table.columns]
    schema = arrow.schema(fields, metadata={"title": table.what, "status": STATUS})
    count = 0
    with parquet.ParquetWriter(str(path), schema, compression="zstd") as file:
        for rows in _batches(table.cells(shown)):
            columns = [arrow.array(list(x), f.type) for x, f in zip(zip(*rows, strict=True), fields, strict=True)]
            file.write_table(arrow.Table.from_arrays(columns, schema=schema))
            count += len(rows)
    return count


def _batches(rows: Iterator[list[Cell]]) -> Iterator[list[list[Cell]]]:
    some: list[list[Cell]] = []
    for row in rows:
        some.append(row)
        if len(some) == BATCH:
            yield some
            some = []
    if some:
        yield some


def _resource(table: Table, path: str, form: str, media: str, **more: object) -> Json:
    return {
        "name": table.name,
        "type": "table",
        "path": path,
        "title": table.what,
        "format": form,
        "mediatype": media,
        "encoding": "utf-8",
        **more,
        "schema": {"fields": [_field(c) for c in table.columns], "primaryKey": ["id"] if table.name in KEYED else []},
    }


KEYED = {t.name for t in ALL} - {"statements"}  # of a statement each report is a row, under the statement's id


def _field(column: Column) -> Json:
    return {"name": column.name, "type": column.kind, "description": column.what}


def _package(path: Path, resources: list[Json]) -> None:
    package = {
        "profile": "data-package",
        "name": "firsthand",
        "title": "A record of news as reported",
        "description": f"Every row is {STATUS}: `quote` has the words it was read from, `passage` leads to them.",
        "resources": resources,
    }
    path.write_text(json.dumps(package, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
