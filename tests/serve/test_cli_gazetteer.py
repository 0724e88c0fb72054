"""The gazetteer's commands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from firsthand.lang import gazetteer
from firsthand.lang.gazetteer_build import PlaceRow, build_file
from firsthand.serve.cli_gazetteer import group


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = tmp_path / "atlas.bin"
    monkeypatch.setenv(gazetteer.SETTING, str(made))
    return made


def test_look_shows_candidates(path: Path) -> None:
    build_file(path, [PlaceRow("geonames:2", "Harrow", (), 11.0, 10.0, "XA", "XA", "settlement", 1234)], ())
    said = CliRunner().invoke(group, ["look", "harrow"])
    assert said.exit_code == 0
    assert "Harrow (XA): settlement, 11.0000 10.0000, 1,234 people" in said.output
    as_json = CliRunner().invoke(group, ["look", "Harrow"], obj={"json": True})
    assert json.loads(as_json.output)[0]["id"] == "geonames:2"
    assert CliRunner().invoke(group, ["look", "Quillport"]).exit_code == 3


def test_status_says_when_there_is_none(path: Path) -> None:
    assert "firsthand gazetteer build" in CliRunner().invoke(group, ["status"]).output


def test_import_takes_a_dump(path: Path, tmp_path: Path) -> None:
    columns = ["9", "Harrow", "Harrow", "", "1.0", "2.0", "P", "PPL", "XA", *[""] * 5, "7", *[""] * 4]
    dump = tmp_path / "dump.txt"
    dump.write_text("\t".join(columns) + "\n", encoding="utf-8")
    said = CliRunner().invoke(group, ["import", str(dump)])
    assert said.exit_code == 0, said.output
    assert gazetteer.look("Harrow")[-1].id == "geonames:9"
