"""The role gate stands before every format: a private person is in the words of articles, and nowhere else."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

import openpyxl
import pyarrow.parquet
import pytest

from firsthand.export.formats import FORMATS
from firsthand.model.readings import Attribution
from firsthand.record import Record
from tests.export.conftest import VICTIM, Export

OWN = {"jsonl", "bagit", "wacz"}  # the user's own record, in full
FORMS = {VICTIM, "Kask", "Mr Kask", "Leena"}


def leaves(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for held in value:
            yield from leaves(held)
    elif value is not None:
        yield str(value)


def words(path: Path) -> Iterator[str]:
    """Every value of a file or folder that an export wrote."""
    if path.is_dir():
        for file in sorted(path.iterdir()):
            yield from words(file)
    elif path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as file:
            yield from chain.from_iterable(csv.reader(file))
    elif path.suffix == ".parquet":
        yield from leaves(pyarrow.parquet.read_table(path).to_pylist())
    elif path.suffix == ".xlsx":
        for sheet in openpyxl.load_workbook(path):
            yield from leaves([list(row) for row in sheet.iter_rows(values_only=True)])
    elif path.suffix == ".gexf":
        for element in Xml.parse(path).iter():
            yield from element.attrib.values()
    elif path.suffix in (".ris", ".bibtex"):
        yield from path.read_text(encoding="utf-8").splitlines()
    elif path.suffix == ".ftm":
        yield from leaves([json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()])
    else:
        yield from leaves(json.loads(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("form", sorted(FORMATS.keys() - OWN - {"geojson"}))
def test_a_private_person_is_no_value_of_any_format(export: Export, form: str) -> None:
    found = list(words(export(form, f"out.{form}")))
    assert len(found) > 5
    assert not [w for w in found if w.strip() in FORMS]
    assert not [w for w in found if w.startswith(("AU  - Leena", "  author = {Leena"))]


def test_whom_something_was_told_is_no_column_where_it_is_a_private_person(export: Export, record: Record) -> None:
    told = [a for a in record.all("attribution") if isinstance(a, Attribution) and a.addressee]
    texts = {a.id: record.article(a.article_id).article.text for a in told}
    hers = {a.id for a in told if a.addressee and VICTIM in a.addressee.of(texts[a.id])}
    assert hers
    with (export("csv") / "attributions.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["id"]: row["addressee"] for row in csv.DictReader(file)}
    assert {rows[id_] for id_ in hers} == {""}
    assert any(rows.values())


def test_the_words_of_articles_stay_whole(export: Export) -> None:
    assert any(VICTIM in w for w in words(export("jsonld", "out.jsonld", full_text=True)))
    assert any(VICTIM in w for w in words(export("csv", full_text=True)))


def test_public_persons_are_rows(export: Export) -> None:
    for form in ("csv", "xlsx", "parquet", "jsonld", "ftm", "gexf"):
        assert {"Oro Vann", "Jonas Fehl"} <= set(words(export(form, f"out.{form}"))), form


@pytest.mark.parametrize("form", ["jsonl", "bagit"])
def test_the_users_own_record_holds_a_private_person_in_one_article_at_a_time(export: Export, form: str) -> None:
    folder = export(form) / ("data" if form == "bagit" else "")
    entities = [json.loads(x) for x in (folder / "entities.jsonl").read_text(encoding="utf-8").splitlines()]
    hers = [e for e in entities if VICTIM in e["names"]]
    assert [(e["public"], e["keys"], len({h["article"] for h in e["held"]})) for e in hers] == [(False, [], 1)] * 2
    lineage = (folder / "lineage.jsonl").read_text(encoding="utf-8")
    assert VICTIM not in lineage
