"""Withdrawing on the command line, and what the browser says of what is gone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from starlette.testclient import TestClient

from firsthand.model.problems import Withdrawn
from firsthand.record import Record
from firsthand.serve.cli import main
from firsthand.serve.web import app
from tests.journeys.pages import record_of
from tests.journeys.test_parties import PAGES, article, the


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    words = """A mill that never burned

The town of Karsund has no mill at all, harbour commissioner Siri Olm said on Friday. Nothing burned there, Siri Olm said.
"""
    yield from record_of(tmp_path_factory.mktemp("withdraw"), PAGES | {"mayor": words})


def said(record: Record, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--record", record.where, *arguments])


def in_files(record: Record, words: str) -> bool:
    """Whether the words stand in the raw bytes of the record, its log or its cache."""
    files = (p for p in Path(record.where).parent.rglob("*") if p.is_file() and p.suffix != ".html")
    return any(words.encode() in p.read_bytes() for p in files)


def test_names_that_only_a_withdrawn_page_told_of_are_in_no_memory_of_ids(record: Record) -> None:
    olm, vann = the(record, "Siri Olm").id, the(record, "Oro Vann").id
    assert in_files(record, "Siri Olm")
    (hit,) = record.search("Karsund").hits
    record.withdraw(hit.capture_id, by="Ina", reason="asked for")
    assert not in_files(record, "Siri Olm")
    assert not in_files(record, "Karsund")
    assert the(record, "Oro Vann").id == vann
    with pytest.raises(Withdrawn):
        record.entity(olm)


def test_what_would_go_is_told_before_it_goes_and_told_of_after(record: Record) -> None:
    fehl, gone = the(record, "Jonas Fehl").id, article(record, "Mill owners")
    told = said(record, "withdraw", "--person", "Leena Kask")
    assert told.exit_code == 0
    assert "[Leena Kask], a miller of 34" in told.stdout
    assert "nothing was changed" in told.stdout
    assert len(said(record, "withdrawals").stdout.splitlines()) == 2
    assert said(record, "withdraw", "--person", "Leena Kask", "--yes").exit_code == 2
    assert said(record, "withdraw", gone, "--person", "Leena Kask").exit_code == 2

    why = ("--by", "Ina", "--reason", "asked for by the family")
    assert said(record, "withdraw", "--person", "Leena Kask", *why, "--yes").exit_code == 0
    assert said(record, "withdraw", "--person", "Jonas Fehl", *why, "--yes").exit_code == 0
    assert said(record, "withdraw", gone, *why, "--yes").exit_code == 0
    listed = json.loads(said(record, "--json", "withdrawals").stdout)
    assert [w["kind"] for w in listed] == ["capture", "person", "person", "article"]
    assert said(record, "verify").exit_code == 0
    shown = said(record, "show", gone)
    assert shown.exit_code == 2
    assert "was withdrawn on" in shown.stderr
    assert said(record, "show", listed[0]["id"]).exit_code == 0

    with TestClient(app(record), base_url="http://127.0.0.1") as web:
        for address in (f"/a/{gone}", f"/e/{fehl}", f"/c/{listed[3]['gone'][0]['id']}"):
            answer = web.get(address)
            assert answer.status_code == 410, address
            assert "asked for by the family" in answer.text
        assert web.get("/a/a-aaaaaaaaaaaaa").status_code == 404
        assert web.get("/withdrawn").text.count("asked for by the family") == 3
        kept = article(record, "Fire")
        page = web.get(f"/a/{kept}").text
        assert "████" in page
        assert "doors were locked" not in page
        assert "is not what was received" in web.get(f"/c/{record.article(kept).capture.id}").text
