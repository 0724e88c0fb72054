"""The custody line: appended, chained, carried along, erased where words were withdrawn; and kept texts."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from tests.collect import made
from tests.store.steps import STEPS

from firsthand import record
from firsthand.record import Record

ONE = "Leena Kask says that the harbour of Darma is open again for every ferry."
TWO = "The pilots of Darma went home on Monday, the harbour master told reporters."


def opened(path: Path) -> Record:
    return record.open(path, pipeline=STEPS)


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "kask.txt").write_text(ONE, "utf-8")
    (folder / "two.txt").write_text(TWO, "utf-8")
    return folder


def test_each_capture_has_its_line_with_who_when_and_how(tmp_path: Path, pages: Path) -> None:
    with opened(tmp_path / "r.record") as r:
        r.add([pages], workers=1, by="Ina")
        lines = r.custody()
        assert [(x.n, x.act, x.told and x.told.by, x.told and x.told.via) for x in lines] == [
            (1, "taken", "Ina", "folder"),
            (2, "taken", "Ina", "folder"),
        ]
        assert lines[1].previous == (lines[0].hash,)
        assert all(x.told and x.told.tool.startswith("firsthand ") for x in lines)
        assert r.verify().custody == lines[-1].hash
        r.add([pages], workers=1, by="Ina")
        assert r.custody() == lines  # adding again changes nothing


def test_bytes_met_elsewhere_are_noted_once(tmp_path: Path, pages: Path) -> None:
    body = made.html("Once").encode()
    told = made.record("response", "https://a.example/1", made.http(body), WARC_Payload_Digest=made.digest(body))
    again = made.record("revisit", "https://a.example/2", made.http(b""), WARC_Payload_Digest=made.digest(body))
    (pages / "z.warc").write_bytes(told + again)
    (pages / "same.txt").write_text(ONE, "utf-8")
    with opened(tmp_path / "r.record") as r:
        for _ in range(2):
            r.add([pages], workers=1)
        met = [x.told for x in r.custody() if x.act == "met"]
        assert sorted((Path(x.path).name.split("#")[0], x.url or "") for x in met if x and x.path) == [
            ("same.txt", ""),
            ("z.warc", "https://a.example/2"),
        ]
        assert r.verify().faults == ()


def test_damages_of_an_archive_are_forgotten_when_a_whole_one_is_read(tmp_path: Path) -> None:
    path, data = tmp_path / "a.warc.gz", made.warc("gz")
    path.write_bytes(data[:2000])
    with opened(tmp_path / "r.record") as r:
        r.add([path], workers=1)
        assert [p.code for p in r.problems() if p.step == "collect"] == ["damaged-record"]
        path.write_bytes(data)
        assert r.add([path], workers=1).new > 0
        assert [p for p in r.problems() if p.step == "collect"] == []


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE custody SET path = 'elsewhere.txt' WHERE n = 1",
        "UPDATE custody SET made_at = '1999-01-01T00:00:00Z' WHERE n = 1",
        "UPDATE custody SET capture_id = 'x' WHERE n = 2",
        "DELETE FROM custody WHERE n = 1",
        "DELETE FROM custody WHERE n = 2",
        "DELETE FROM custody",
        "UPDATE capture SET url = 'https://b.example/'",
        "UPDATE capture SET fetched_at = '1999-01-01T00:00:00Z'",
    ],
)
def test_whatever_is_changed_behind_it_is_found(tmp_path: Path, pages: Path, damage: str) -> None:
    path = tmp_path / "r.record"
    with opened(path) as r:
        r.add([pages], workers=1)
        assert r.verify().faults == ()
    with sqlite3.connect(path) as raw:
        raw.execute(damage)
    raw.close()
    with opened(path) as r:
        assert r.verify().faults


def test_a_record_of_before_gets_lines_for_what_stands(tmp_path: Path, pages: Path) -> None:
    path = tmp_path / "r.record"
    with opened(path) as r:
        r.add([pages], workers=1)
    with sqlite3.connect(path) as raw:
        raw.execute("DROP TABLE custody")
        raw.execute("DROP TABLE transcript")
        raw.execute("UPDATE meta SET value = '4' WHERE key = 'schema'")
    raw.close()
    with opened(path) as r:
        assert [x.act for x in r.custody()] == ["stood", "stood"]
        assert r.verify().faults == ()
        assert r.run(workers=1).done == 0


def test_lines_travel_with_exports_and_two_chains_are_joined(tmp_path: Path, pages: Path) -> None:
    with opened(tmp_path / "a.record") as a, opened(tmp_path / "b.record") as b, opened(tmp_path / "c.record") as c:
        a.add([pages / "kask.txt"], workers=1)
        b.add([pages / "two.txt"], workers=1)
        a.export("jsonl", tmp_path / "a")
        c.import_jsonl(tmp_path / "a", workers=1)
        assert c.custody() == a.custody()
        c.import_jsonl(tmp_path / "a", workers=1)
        assert c.custody() == a.custody()
        b.import_jsonl(tmp_path / "a", workers=1)
        assert [x.act for x in b.custody()] == ["taken", "taken", "joined"]
        assert b.verify().faults == ()
        b.add([pages], workers=1)
        assert b.verify().faults == ()


def test_a_changed_line_of_an_export_is_refused(tmp_path: Path, pages: Path) -> None:
    with opened(tmp_path / "a.record") as a, opened(tmp_path / "b.record") as b:
        a.add([pages], workers=1)
        a.export("jsonl", tmp_path / "a")
        lines = (tmp_path / "a/custody.jsonl").read_text("utf-8").splitlines()
        row = json.loads(lines[0])
        row["told"]["by"] = "Somebody"
        (tmp_path / "a/custody.jsonl").write_text("\n".join([json.dumps(row), *lines[1:]]) + "\n", "utf-8")
        with pytest.raises(record.UnreadableInput, match="custody"):
            b.import_jsonl(tmp_path / "a", workers=1)
        assert b.custody() == ()


def test_an_export_of_before_gives_each_capture_a_line(tmp_path: Path, pages: Path) -> None:
    with opened(tmp_path / "a.record") as a, opened(tmp_path / "b.record") as b:
        a.add([pages], workers=1)
        a.export("jsonl", tmp_path / "a")
        (tmp_path / "a/custody.jsonl").unlink()
        (tmp_path / "a/transcripts.jsonl").unlink()
        b.import_jsonl(tmp_path / "a", workers=1)
        assert [x.act for x in b.custody()] == ["imported", "imported"]
        assert b.verify().faults == ()


def test_a_withdrawal_erases_what_lines_tell_and_leaves_the_chain(tmp_path: Path, pages: Path) -> None:
    path = tmp_path / "r.record"
    with opened(path) as r:
        r.add([pages], workers=1, by="Ina")
        r.withdraw(person="Leena Kask", by="Ina", reason="asked")
        lines = r.custody()
        assert [x.act for x in lines] == ["taken", "taken", "cut"]
        assert [x.told is None for x in lines] == [True, False, True]
        assert r.verify().faults == ()
        id_ = next(x.capture_id for x in lines if x.told)
        assert id_ is not None
        r.withdraw(id_, by="Ina", reason="asked")
        assert [x.act for x in r.custody()] == ["taken", "taken", "cut", "withdrawn"]
        assert r.verify().faults == ()
    assert b"Kask" not in path.read_bytes()
    assert b"kask" not in path.read_bytes()


def test_the_text_of_a_pdf_is_kept_carried_and_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.pdf").write_bytes(made.pdf("The harbour master said\nthat the port of Darma stays closed."))
    path = tmp_path / "r.record"
    with opened(path) as r, opened(tmp_path / "b.record") as b:
        (id_,) = r.add([tmp_path / "a.pdf"], workers=1).captures
        kept = r.capture_text(id_)
        assert kept.startswith("The harbour master said\n")
        r.export("jsonl", tmp_path / "a")
        monkeypatch.setattr("firsthand.collect.pdf.find_spec", lambda _: None)  # as where pypdf is not installed
        b.import_jsonl(tmp_path / "a", workers=1)
        assert b.capture_text(id_) == kept
        assert b.verify().faults == ()
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE transcript SET text = 'another'")
    raw.close()
    with opened(path) as r:
        assert any("text kept" in x for x in r.verify().faults)
