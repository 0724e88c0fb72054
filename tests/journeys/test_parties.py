"""Parties through every face: who has a dossier and who has none, what a person decides of names, and that ids stay."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient
from tests.journeys.pages import record_of

from firsthand.model.findings import Entity
from firsthand.model.judgements import Judgement
from firsthand.model.problems import UsageError
from firsthand.record import Record
from firsthand.serve.cli import main
from firsthand.serve.web import app

PAGES = {
    "fire": """Fire at the Harrowmere mill

The fire began at night, harbour commissioner Oro Vann said on Monday. Leena Kask, a miller of 34, was killed when the roof
fell in. "The doors were locked," said Jonas Fehl, who lives across the street. Mr Kask was her husband.
""",
    "trial": """Mill owners face a trial

The mill burned down because nobody checked the doors, Oro Vann told reporters on Tuesday. Leena Kask and Jonas Fehl were named
in the charges as victims of the fire. Vann declined to say when the trial would begin.
""",
}


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    yield from record_of(tmp_path, PAGES)


def called(record: Record, name: str) -> list[Entity]:
    return [e for e in record.all("entity") if isinstance(e, Entity) and name in e.names]


def the(record: Record, name: str) -> Entity:
    (found,) = (e for e in called(record, name) if e.public)
    return found


def article(record: Record, title: str) -> str:
    return next(hit.id for hit in record.articles().hits if (hit.title or "").startswith(title))


def exported(record: Record, folder: Path) -> dict[str, list[dict[str, Any]]]:
    record.export_jsonl(folder)
    return {f.stem: [json.loads(x) for x in f.read_text(encoding="utf-8").splitlines()] for f in folder.iterdir()}


def test_who_holds_an_office_is_one_party_in_all_articles_and_the_words_for_it_are_kept(record: Record) -> None:
    vann = the(record, "Oro Vann")
    assert "commissioner" in vann.public_why
    page = record.entity(vann.id)
    assert len(page.articles) == 2
    assert len(page.attributions) >= 2


def test_a_victim_is_joined_across_no_articles_and_has_no_dossier(record: Record) -> None:
    found = called(record, "Leena Kask")
    assert len(found) == 2
    assert {e.held[0][1] for e in found} == {article(record, "Fire"), article(record, "Mill owners")}
    assert not any(e.public or e.keys for e in found)


def test_a_witness_has_a_dossier_of_what_was_said_and_of_nothing_else(record: Record) -> None:
    fehl = the(record, "Jonas Fehl")
    assert "is a source by name" in fehl.public_why
    page = record.entity(fehl.id)
    assert [hit.id for hit in page.articles] == [article(record, "Fire")]
    assert len(page.attributions) == 1
    (elsewhere,) = (e for e in called(record, "Jonas Fehl") if not e.public)
    assert elsewhere.held == (("Jonas Fehl", article(record, "Mill owners")),)


def test_every_face_refuses_the_dossier_and_says_why(record: Record, tmp_path: Path) -> None:
    victim = called(record, "Leena Kask")[0]
    for ask in (record.entity, record.show):
        with pytest.raises(UsageError, match="no dossier: neither source, nor holder of a public office"):
            ask(victim.id)

    shown = CliRunner().invoke(main, ["--record", record.where, "show", victim.id])
    assert shown.exit_code == 2
    assert "no dossier" in shown.stderr
    assert "Kask" not in shown.stdout

    with TestClient(app(record), base_url="http://localhost") as web:
        page = web.get(f"/e/{victim.id}")
        assert page.status_code == 403
        assert "no dossier" in page.text
        assert "Leena Kask" not in page.text
        assert f"/e/{victim.id}" not in web.get(f"/a/{victim.held[0][1]}").text

    speakers = [facet.value for facet in record.search("fire").facet("speaker")]
    assert "Oro Vann" in speakers
    assert "Leena Kask" not in speakers

    files = exported(record, tmp_path / "out")
    rows = [row for row in files["entities"] if "Leena Kask" in row["names"]]
    assert [(row["public"], row["keys"], len({h["article"] for h in row["held"]})) for row in rows] == [
        (False, [], 1)
    ] * 2
    of = {row["id"]: row["held"][0]["article"] for row in rows}
    told = [row for row in files["mentions"] if row["entity"] in of]
    assert told
    assert all(row["article"] == of[row["entity"]] for row in told)


def judge(record: Record, act: Any, a: str, b: str, title: str) -> Judgement:
    """Decides on two forms of names in one article."""
    home = record.article(article(record, title)).article

    def at(words: str) -> Any:
        (m,) = (m for m in record.mentions_of(home.id) if m.span.of(home.text) == words)
        return record.anchor(home, m.span)

    return record.judge(act, "entity", at(a), by="Ina", other=at(b))


def test_two_forms_that_were_read_as_one_are_parted_for_good_and_joined_again_by_undoing(record: Record) -> None:
    before = the(record, "Oro Vann")
    assert "Vann" in before.names
    decided = judge(record, "different", "Vann", "Oro Vann", "Mill owners")

    def parted() -> None:
        assert the(record, "Oro Vann").id == before.id
        assert {e.name for e in called(record, "Vann")} == {"Vann"}

    parted()
    assert record.run(workers=1).done == 0
    record.rebuild(workers=1)
    parted()
    record.judge("note", "entity", decided.target, by="Ina", supersedes=decided.id)
    assert the(record, "Oro Vann") == before


def test_names_joined_by_a_person_stay_joined_and_the_id_that_went_leads_on(record: Record, tmp_path: Path) -> None:
    vann, fehl = the(record, "Oro Vann"), the(record, "Jonas Fehl")
    decided = judge(record, "same", "Oro Vann", "Jonas Fehl", "Mill owners")
    joined = the(record, "Oro Vann")
    assert {"Oro Vann", "Jonas Fehl"} <= set(joined.keys)
    assert f"decided by a person ({decided.id})" in joined.why
    (gone,) = {vann.id, fehl.id} - {joined.id}

    def leads_on() -> None:
        assert record.entity(gone).entity.id == joined.id
        assert record.show(gone) == joined
        with TestClient(app(record), base_url="http://localhost") as web:
            moved = web.get(f"/e/{gone}", follow_redirects=False)
            assert (moved.status_code, moved.headers["location"]) == (301, f"/e/{joined.id}")
        (row,) = (r for r in exported(record, tmp_path / "out")["entities"] if r["id"] == joined.id)
        assert row["formerly"] == [gone]

    leads_on()
    record.rebuild(workers=1)
    assert the(record, "Oro Vann") == joined
    leads_on()

    record.judge("note", "entity", decided.target, by="Ina", supersedes=decided.id)
    assert {the(record, "Oro Vann").id, the(record, "Jonas Fehl").id} == {vann.id, fehl.id}
    assert record.entity(gone).entity.id == gone


def test_an_id_stays_when_a_fuller_name_comes(record: Record, tmp_path: Path) -> None:
    before = the(record, "Oro Vann")
    later = tmp_path / "later.txt"
    later.write_text(
        "The mill again\n\nHarbour commissioner Oro Abel Vann said on Friday that the mill was safe.\n", "utf-8"
    )
    record.add([later], workers=1)
    after = the(record, "Oro Vann")
    assert after.keys[0] == "Oro Abel Vann"
    assert after.id == before.id


def test_who_is_no_source_any_more_has_no_dossier_any_more_and_the_old_id_says_so(record: Record) -> None:
    fehl = the(record, "Jonas Fehl")
    home = record.article(article(record, "Fire"))
    (said,) = (a for a in home.attributions if a.speaker == "Jonas Fehl")
    record.judge("reject", "attribution", record.anchor(home.article, said.content[0]), by="Ina")
    assert not any(e.public for e in called(record, "Jonas Fehl"))
    with pytest.raises(UsageError, match="no dossier"):
        record.entity(fehl.id)
