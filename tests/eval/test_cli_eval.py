"""`firsthand eval` as a user types it, on the small set."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from firsthand.serve.cli import main


def run(*words: object) -> Result:
    return CliRunner().invoke(main, ["eval", *map(str, words)])


def test_one_set_is_told_with_intervals_and_groups(gold_root: Path) -> None:
    result = run("polnear", "--data", gold_root / "polnear")
    assert result.exit_code == 0, result.output
    for words in ("6 articles, 6 attributions", "who_what", "direct", "source pronoun", "salt-post", "confidence"):
        assert words in result.output


def test_misses_are_shown_on_demand(gold_root: Path) -> None:
    path = next((gold_root / "polnear/attributions").glob("*dam*"))
    path.write_text(path.read_text(encoding="utf-8").replace("Source 0 10", "Source 16 25"), encoding="utf-8")
    shown = run("polnear", "--data", gold_root / "polnear", "--misses", 50).output
    assert "source wrong: salt-post_2031-05-06_dam\n  gold 11-55: " in shown
    assert "source wrong: " not in run("polnear", "--data", gold_root / "polnear").output


def test_all_sets_are_sought_and_the_missing_named(gold_root: Path, tmp_path: Path) -> None:
    result = run("all", "--data", gold_root, "--json", tmp_path / "out.json")
    assert result.exit_code == 0, result.output
    assert "who_what" in result.output
    held = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["polnear"]
    assert held["documents"] == 6
    assert held["of"]["files"] == 12
    figure = next(f for f in held["figures"] if f["name"] == "who_what F1")
    assert 0 <= figure["low"] <= figure["value"] <= figure["high"] <= 1


def test_floors_rise_hold_and_fall(larger_root: Path, tmp_path: Path) -> None:
    floors = tmp_path / "floors.toml"
    assert run("all", "--data", larger_root, "--floors", floors).exit_code == 3
    assert run("all", "--data", larger_root, "--floors", floors, "--raise").exit_code == 0
    assert "floors hold" in run("all", "--data", larger_root, "--floors", floors).output
    text = floors.read_text(encoding="utf-8")
    floors.write_text(text.replace('"who_what F1" = ', '"who_what F1" = 7'), encoding="utf-8")
    fallen = run("all", "--data", larger_root, "--floors", floors)
    assert fallen.exit_code == 1
    assert "fell  polnear     who_what F1" in fallen.output
    assert run("all", "--data", larger_root, "--floors", floors, "--raise").exit_code == 2
    lower = ("--raise", "--allow-lower", "--because", "a slip of the pen")
    assert run("all", "--data", larger_root, "--floors", floors, *lower).exit_code == 0
    assert "a slip of the pen" in floors.read_text(encoding="utf-8")


def test_a_changed_set_is_not_compared(larger_root: Path, tmp_path: Path) -> None:
    floors = tmp_path / "floors.toml"
    run("all", "--data", larger_root, "--floors", floors, "--raise")
    text = next((larger_root / "polnear/text").iterdir())
    text.write_text(text.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    result = run("all", "--data", larger_root, "--floors", floors)
    assert result.exit_code == 1
    assert "not compared" in result.output


def test_a_wrong_folder_is_told_with_its_cure(gold_root: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = run("polnear", "--data", gold_root)
    assert result.exit_code == 3
    assert f"try --data {gold_root / 'polnear'}" in result.output
    assert "attributions/NAME_WHO.ann" in run("polnear", "--data", tmp_path / "empty").output
    assert run("all", "--data", tmp_path / "empty").exit_code == 3


@pytest.mark.parametrize(
    "words",
    [("--raise",), ("--floors", "f", "--allow-lower"), ("--floors", "f", "--raise", "--allow-lower", "--because", " ")],
)
def test_floors_never_sink_by_accident(gold_root: Path, words: tuple[str, ...]) -> None:
    assert run("all", "--data", gold_root, *words).exit_code == 2


def test_every_subcommand_teaches() -> None:
    for name in main.commands["eval"].commands:
        result = run(name, "--help")
        assert result.exit_code == 0
        assert "firsthand eval" in result.output
