"""Tables: read back by the tools they are made for."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

import frictionless
import openpyxl
import pyarrow.parquet
import pytest

from firsthand.export.formats import FORMATS
from firsthand.export.shown import STATUS
from firsthand.export.tables.write import ALL, safe
from firsthand.model.problems import MissingPart, UsageError
from firsthand.record import Record
from tests.export.conftest import Export

NAMES = {t.name for t in ALL}


def lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_frictionless_takes_the_csv_tables_for_what_the_package_says(export: Export) -> None:
    out = export("csv")
    assert {p.stem for p in out.glob("*.csv")} == NAMES
    report = frictionless.validate(str(out / "datapackage.json"))
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])
    package = json.loads((out / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        assert all(f["description"] for f in resource["schema"]["fields"])


def test_every_row_has_a_quote_a_permalink_and_says_what_it_is(export: Export, record: Record) -> None:
    out = export("csv", base="https://desk.example/")
    for name in NAMES:
        for row in lines(out / f"{name}.csv"):
            assert {"quote", "permalink", "passage", "outlet", "date"} <= row.keys()
            assert row["permalink"].startswith("https://desk.example/")
            assert row["status"] == STATUS
            assert row["quote"] or name == "hops", name
            if row["start"]:
                text = record.article(row["article"]).article.text
                assert text[int(row["start"]) : int(row["end"])].startswith(row["quote"].lstrip("'")[:9]), name
    assert lines(out / "accounts.csv")


def test_accounts_of_one_event_are_rows_of_their_own(export: Export) -> None:
    accounts = lines(export("csv") / "accounts.csv")
    raid = [a for a in accounts if a["kind"] == "attack"]
    assert len(raid) == len({a["id"] for a in raid}) >= 2
    assert {a["figures"] for a in raid if a["figures"]} >= {"3 killed", "4 killed"} or len(
        {a["speaker"] for a in raid}
    ) > 1


def test_a_spreadsheet_takes_no_cell_for_a_formula(export: Export) -> None:
    said = [r["quote"] for r in lines(export("csv") / "attributions.csv")]
    assert not [q for q in said if q[:1] in "=+-@\t\r\n"]
    out = export("xlsx", "book.xlsx")
    book = openpyxl.load_workbook(out)
    assert {c.data_type for sheet in book for row in sheet.iter_rows() for c in row} <= {"s", "n", "b"}


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
def test_what_begins_like_a_formula_gets_an_apostrophe_and_a_number_does_not(start: str) -> None:
    assert safe(f"{start}1+1") == f"'{start}1+1"
    assert safe(-5.0) == -5.0
    assert safe("a=b") == "a=b"


def test_a_workbook_and_parquet_hold_what_the_csv_holds(export: Export) -> None:
    plain, columns = export("csv"), export("parquet", "columns")
    out = export("xlsx", "book.xlsx")
    book = openpyxl.load_workbook(out, read_only=True)
    package = json.loads(out.with_suffix(".datapackage.json").read_text(encoding="utf-8"))
    assert {r["name"] for r in package["resources"]} == NAMES == set(book.sheetnames) - {"about"}
    for name in sorted(NAMES):
        rows = lines(plain / f"{name}.csv")
        table = pyarrow.parquet.read_table(columns / f"{name}.parquet")
        sheet = [list(r) for r in book[name].iter_rows(values_only=True)]
        assert table.num_rows == len(rows) == len(sheet) - 1
        assert table.column_names == sheet[0]
        assert [r["id"] for r in table.to_pylist()] == [r["id"] for r in rows]
        assert table.schema.field("quote").metadata[b"description"]


def test_excel_gets_its_mark_and_others_do_not(export: Export) -> None:
    assert (export("csv", excel=True) / "articles.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert not (export("csv", "plain") / "articles.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_full_text_only_where_asked(export: Export) -> None:
    assert not any(r["text"] for r in lines(export("csv") / "articles.csv"))
    assert all(r["text"] for r in lines(export("csv", "full", full_text=True) / "articles.csv"))


def test_one_table_alone(export: Export) -> None:
    out = export("csv", tables=frozenset({"claims"}))
    assert {p.name for p in out.iterdir()} == {"claims.csv", "datapackage.json"}
    with pytest.raises(UsageError, match="no table clams; the tables are: articles"):
        export("csv", tables=frozenset({"clams"}))


@pytest.mark.parametrize(("form", "library"), [("xlsx", "xlsxwriter"), ("parquet", "pyarrow")])
def test_a_missing_library_is_asked_for_by_name(
    export: Export, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, form: str, library: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(MissingPart, match=r"pip install 'firsthand\[tables\]'"):
        export(form)
    assert not list(tmp_path.iterdir())


def test_the_same_record_gives_the_same_bytes(record: Record, tmp_path: Path) -> None:
    def held(folder: Path) -> dict[str, bytes]:
        return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}

    for form in FORMATS:
        for folder in ("one", "two"):
            record.export(form, tmp_path / folder / form)
        assert held(tmp_path / "one") == held(tmp_path / "two"), form
