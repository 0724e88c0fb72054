"""The commands that teach a layout."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from firsthand import open as open_record
from firsthand.model.articles import Article
from firsthand.serve.cli import main

# ruff: noqa: E501 (a page is read more easily as it stands)
PAGE = """<html><head><title>Orsa bulletin 12</title></head><body><p class="hd">Ferries stop at noon</p>
<p>The ferries of Orsa will stop at noon on Friday, the harbour office said, since the mole is to be mended before the winter storms begin.</p>
<p class="hd">Council buys a lamp</p>
<p>The council of Orsa has bought a lamp for the end of the mole, and it will burn from dusk to dawn once somebody climbs up there.</p></body></html>"""
LAYOUT = """name = "orsa"
[page]
title = '^Orsa bulletin'
[article]
begins = "p.hd"
[parts]
headline = "p.hd"
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FIRSTHAND_LAYOUTS", raising=False)
    (tmp_path / "orsa.html").write_text(PAGE, encoding="utf-8")
    return tmp_path / "firsthand.record.layouts"


def run(*args: str) -> Result:
    return CliRunner().invoke(main, list(args))


def test_new_writes_both_and_check_agrees(home: Path) -> None:
    assert run("layout", "new", "orsa.html").exit_code == 0
    assert (home / "orsa.toml").is_file()
    assert (home / "orsa/page.html").read_text(encoding="utf-8") == PAGE
    assert run("layout", "check").output.startswith("as expected")


def test_new_never_writes_over_a_layout(home: Path) -> None:
    run("layout", "new", "orsa.html")
    before = (home / "orsa.toml").read_text(encoding="utf-8")
    again = run("layout", "new", "orsa.html")
    assert again.exit_code == 2
    assert "--name" in again.output
    assert (home / "orsa.toml").read_text(encoding="utf-8") == before


def test_check_shows_what_differs_and_accept_takes_it(home: Path) -> None:
    run("layout", "new", "orsa.html")
    (home / "orsa.toml").write_text(LAYOUT, encoding="utf-8")
    differs = run("layout", "check")
    assert differs.exit_code == 1
    assert "+" in differs.output
    assert "Council buys a lamp" in differs.output
    assert run("layout", "check", "--accept").exit_code == 0
    assert run("layout", "check").output == "as expected  orsa: 2 articles\n"
    assert len(json.loads((home / "orsa/expected.json").read_text(encoding="utf-8"))) == 2


def test_a_broken_layout_is_told_with_its_file(home: Path) -> None:
    home.mkdir()
    (home / "bad.toml").write_text('name = "bad"\n[page]\nhas = "p:hover"\n[article]\neach = "p"', encoding="utf-8")
    for command in (("layout", "check"), ("add", "orsa.html")):
        told = run(*command)
        assert told.exit_code == 2
        assert "bad.toml" in told.output
        assert "Mend it" in told.output


def test_list_names_yours_first_and_every_one_of_ours(home: Path) -> None:
    run("layout", "new", "orsa.html", "--name", "bulletin")
    lines = run("layout", "list").output.splitlines()
    assert lines[0].startswith("bulletin ")
    assert "yours" in lines[0]
    assert any(line.startswith("html_live") for line in lines)
    assert json.loads(run("--json", "layout", "list").output)["own"] == ["bulletin"]


def test_layouts_may_lie_elsewhere(home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FIRSTHAND_LAYOUTS", str(tmp_path / "mine"))
    assert run("layout", "new", "orsa.html").exit_code == 0
    assert (tmp_path / "mine/orsa.toml").is_file()
    assert not home.exists()


def test_a_record_on_a_server_needs_a_folder(home: Path) -> None:
    told = run("--record", "postgresql://nowhere/x", "layout", "new", "orsa.html")
    assert told.exit_code == 2
    assert "FIRSTHAND_LAYOUTS" in told.output


def test_a_layout_cuts_anew_what_stands_in_the_record(home: Path) -> None:
    with open_record("firsthand.record") as record:
        record.add(["orsa.html"], workers=1)
        assert len(_articles(record)) == 1
        assert record.run(["extract"], workers=1).done == 0
    home.mkdir()
    (home / "orsa.toml").write_text(LAYOUT, encoding="utf-8")
    with open_record("firsthand.record") as record:
        assert record.run(["extract"], workers=1).done == 1
        assert [a.title for a in _articles(record)] == ["Ferries stop at noon", "Council buys a lamp"]
        assert record.run(["extract"], workers=1).done == 0
        assert record.add(["."], run=False).new == 0  # the sample's page is no page of the record


def _articles(record: object) -> list[Article]:
    rows = [row for row in record.all("article") if isinstance(row, Article)]
    return sorted(rows, key=lambda a: a.region.start)
