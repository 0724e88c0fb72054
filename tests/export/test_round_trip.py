"""An export read into an empty record is the same record; a damaged one leaves no trace."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

import pytest

from firsthand import record as service
from firsthand.model.findings import Event
from firsthand.model.problems import UnreadableInput
from firsthand.record import Choice, Record
from tests.export.conftest import write_pages


@pytest.fixture
def grown(tmp_path: Path) -> Record:
    """A record that came about page by page, with decisions, one of them withdrawn, and a page that could not be read."""
    grown = service.open(tmp_path / "grown.record")
    pages = write_pages(tmp_path / "pages", ("fire", "raid-one"))
    grown.add([pages], workers=1)
    (pages / "empty.txt").write_bytes(b"")
    grown.add([write_pages(pages)], workers=1)
    events = sorted(e.id for e in grown.all("event") if isinstance(e, Event))
    decided = grown.decide("different", *events[:2], by="Ina")
    grown.undo(decided.judgement.id, by="Ina")
    a = grown.attributions_of(grown.search("fire").hits[0].id)[0]
    grown.decide("reject", a.id, by="Ina")
    return grown


def files(record: Record, folder: Path) -> dict[str, bytes]:
    record.export("jsonl", folder)
    return {p.name: p.read_bytes() for p in sorted(folder.iterdir())}


def test_an_export_of_an_import_is_the_same_to_the_byte(grown: Record, tmp_path: Path) -> None:
    before = files(grown, tmp_path / "one")
    with service.open(tmp_path / "new.record") as new:
        report = new.import_jsonl(tmp_path / "one", workers=1)
        assert (report.given, report.new, report.judgements, report.problems) == (5, 5, 3, ())
        assert files(new, tmp_path / "two") == before
        assert new.verify().whole
        again = new.import_jsonl(tmp_path / "one", workers=1)
        assert (again.new, again.judgements) == (0, 0)
        assert again.run is not None
        assert again.run.done == 0
    assert json.loads(before["problems.jsonl"].splitlines()[0])["code"] == "empty-file"
    assert before["lineage.jsonl"]


def test_kept_searches_go_along_and_come_back(grown: Record, tmp_path: Path) -> None:
    grown.save_search("harbour", "quay OR pier")
    grown.save_search("harbour", "pier")
    grown.save_search("mills", "mill*")
    grown.forget_search("mills")
    files(grown, tmp_path / "one")
    with service.open(tmp_path / "new.record") as new:
        new.import_jsonl(tmp_path / "one", workers=1)
        assert new.saved_searches() == grown.saved_searches()
        assert [(one.name, one.query) for one in new.saved_searches()] == [("harbour", "pier")]
        assert files(new, tmp_path / "two")["searches.jsonl"] == (tmp_path / "one/searches.jsonl").read_bytes()
        new.forget_search("harbour")
        new.import_jsonl(tmp_path / "one", run=False)
        assert new.saved_searches() == ()  # forgotten here after it was exported there
    (tmp_path / "one/searches.jsonl").unlink()  # as exports of before have none
    with service.open(tmp_path / "old.record") as old:
        old.import_jsonl(tmp_path / "one", run=False)
        assert old.saved_searches() == ()


def test_a_search_for_whom_the_owner_withdrew_is_not_taken_in(grown: Record, tmp_path: Path) -> None:
    grown.save_search("the mason", '"Orla Quent"')
    grown.save_search("harbour", "pier")
    files(grown, tmp_path / "one")
    with service.open(tmp_path / "new.record") as new:
        new.import_jsonl(tmp_path / "one", run=False)
        new.withdraw(person="Orla Quent", by="Ina", reason="asked for", run=False)
        assert [one.name for one in new.saved_searches()] == ["harbour"]
        new.import_jsonl(tmp_path / "one", run=False)
        assert [one.name for one in new.saved_searches()] == ["harbour"]


def test_a_bag_is_imported_too(grown: Record, tmp_path: Path) -> None:
    before = files(grown, tmp_path / "one")
    grown.export("bagit", tmp_path / "bag")
    with service.open(tmp_path / "new.record") as new:
        new.import_jsonl(tmp_path / "bag/data", workers=1)
        assert files(new, tmp_path / "two") == before


def test_without_originals_it_is_said_what_is_not_there(grown: Record, tmp_path: Path) -> None:
    grown.export("jsonl", tmp_path / "one", Choice(originals=False))
    assert not (tmp_path / "one/originals.jsonl").exists()
    with service.open(tmp_path / "new.record") as new:
        report = new.import_jsonl(tmp_path / "one", workers=1)
        assert (report.given, report.judgements) == (0, 0)
        assert {p.code for p in report.problems} == {"no-original"}
        assert len(report.problems) == 5 + 3


def change(name: str, line: int, **values: object) -> Callable[[Path], None]:
    def damage(folder: Path) -> None:
        lines = (folder / name).read_text(encoding="utf-8").splitlines()
        lines[line] = json.dumps({**json.loads(lines[line]), **values})
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")

    return damage


def cut_short(folder: Path) -> None:
    whole = (folder / "originals.jsonl").read_bytes()
    (folder / "originals.jsonl").write_bytes(whole[: len(whole) - 40])


@pytest.mark.parametrize(
    "damage",
    [
        change("originals.jsonl", 4, base64=b64encode(b"other words").decode()),
        change("originals.jsonl", 4, base64="no base64!"),
        change("originals.jsonl", 4, id="0" * 64),
        change("captures.jsonl", 4, length=3),
        change("captures.jsonl", 4, charset="no-such-codec"),
        change("captures.jsonl", 4, id="../../etc"),
        change("judgements.jsonl", 2, target=None),
        change("lineage.jsonl", 0, members=7),
        cut_short,
    ],
)
def test_of_a_damaged_export_nothing_is_kept(grown: Record, tmp_path: Path, damage: Callable[[Path], None]) -> None:
    files(grown, tmp_path / "one")
    damage(tmp_path / "one")
    with service.open(tmp_path / "new.record") as new:
        with pytest.raises(UnreadableInput, match=r"nothing was kept"):
            new.import_jsonl(tmp_path / "one", workers=1)
        assert {n for _, n in new.status().counts} == {0}
        assert new.view.remembered() == ()


def test_a_folder_that_is_no_export_is_told_so(tmp_path: Path) -> None:
    with service.open(tmp_path / "new.record") as new, pytest.raises(UnreadableInput, match=r"no captures\.jsonl"):
        new.import_jsonl(tmp_path)
