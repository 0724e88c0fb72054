"""Broken surroundings end in a StoreError that says what to do, and leave the record whole."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest
from tests.store.steps import STEPS

from firsthand import record
from firsthand.model.ids import sha256
from firsthand.model.problems import StoreError, UsageError
from firsthand.store import database


@pytest.fixture
def made(tmp_path: Path, pages: Path) -> Path:
    path = tmp_path / "made.record"
    with record.open(path, pipeline=STEPS) as r:
        r.add([pages], workers=1)
    return path


def refused(path: Path, **how: bool) -> str:
    with pytest.raises(StoreError) as told, record.open(path, pipeline=STEPS, **how) as r:
        r.rebuild(workers=1)
    return str(told.value)


def test_a_locked_record(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_MS", 50)
    other = sqlite3.connect(made, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert "locked by another program" in refused(made)
    other.close()
    with record.open(made, pipeline=STEPS) as r:
        assert r.verify().whole


def test_a_truncated_record(made: Path) -> None:
    os.truncate(made, made.stat().st_size // 2 // 4096 * 4096)
    assert "damaged" in refused(made)


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Sir, this is a letter and no record.\n" * 50)
    assert "is not a Firsthand record" in refused(path)


def test_another_programs_database(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE songs (name TEXT)")
    other.close()
    assert "not a Firsthand record" in refused(path)
    assert sqlite3.connect(path).execute("SELECT name FROM sqlite_master").fetchall() == [("songs",)]


def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    folder = tmp_path / "missing"
    assert "make the folder first" in refused(folder / "new.record")
    assert "is a folder" in refused(tmp_path)


def test_a_record_that_must_exist(tmp_path: Path) -> None:
    assert "does not exist" in refused(tmp_path / "none.record", must_exist=True)
    assert not (tmp_path / "none.record").exists()


def test_a_record_opened_for_reading_only(made: Path) -> None:
    assert "reading only" in refused(made, read_only=True)
    with record.open(made, pipeline=STEPS, read_only=True) as r:
        assert r.search("bridge").total == 2


def test_a_record_of_a_newer_firsthand(made: Path) -> None:
    with sqlite3.connect(made) as other:
        other.execute("UPDATE meta SET value = '99' WHERE key = 'schema'")
    other.close()
    assert "newer Firsthand" in refused(made)


def test_derived_tables_of_an_older_firsthand_are_made_again(made: Path) -> None:
    with sqlite3.connect(made) as other:
        other.execute("UPDATE meta SET value = '0' WHERE key = 'derived'")
    other.close()
    with record.open(made, pipeline=STEPS) as r:
        assert r.status().count("capture") == 3
        assert r.status().count("article") == 0
        r.run(workers=1)
        assert r.search("bridge").total == 2
        assert r.verify().whole


def test_a_record_written_by_the_first_version_is_upgraded(tmp_path: Path) -> None:
    """The file has no tables of times, places or quantities; what people gave and decided is all there afterwards."""
    path = tmp_path / "old.record"
    with sqlite3.connect(path) as old:
        old.executescript((Path(__file__).parent / "derived_1.sql").read_text(encoding="utf-8"))
        captures = old.execute("SELECT id, path, fetched_at, length FROM capture ORDER BY id").fetchall()
        (decided,) = old.execute("SELECT id, by, value FROM judgement").fetchall()
    old.close()
    with record.open(path, pipeline=STEPS) as r:
        r.run(workers=1)
        kept = [r.capture(id_) for id_, *_ in captures]
        assert [(c.id, c.path, c.fetched_at, c.length) for c in kept] == captures
        assert all(sha256(r.original(c.id)) == c.id for c in kept)
        assert [(j.id, j.by, j.value) for j in r.judgements()] == [decided]
        assert {a.speaker for a in r.attributions_of(r.search("ships").hits[0].id)} == {decided[2]}
        assert r.status().count("article") == 2
        assert r.status().count("time") == 0
        assert r.verify().whole


def test_a_full_disk(made: Path, tmp_path: Path) -> None:
    """SQLite is told that the file may not grow, which it reports as a full disk."""
    page = tmp_path / "long.txt"
    page.write_bytes(os.urandom(400_000).hex().encode())
    with record.open(made, pipeline=STEPS) as r:
        with r._database.engine.connect() as c:
            pages_now = c.exec_driver_sql("PRAGMA page_count").scalar_one()
            c.exec_driver_sql(f"PRAGMA max_page_count = {pages_now}")
            kept = c.connection.dbapi_connection
        assert kept is not None
        with pytest.raises(StoreError, match="disk is full"):
            r.add([page], workers=1)
    with record.open(made, pipeline=STEPS) as r:
        assert r.verify().whole
        assert r.status().count("capture") == 3


def test_an_original_that_was_written_over_is_told_by_verify(made: Path) -> None:
    with sqlite3.connect(made) as other:
        other.execute("UPDATE original SET data = CAST(substr(data, 1, length(data) - 9) || 'xxxxxxxxx' AS BLOB)")
    other.close()
    with record.open(made, pipeline=STEPS) as r:
        assert len(r.verify().faults) == 3


def test_an_address_of_no_database_we_know() -> None:
    with pytest.raises(UsageError):
        record.open("mysql://somewhere/x", pipeline=STEPS)
