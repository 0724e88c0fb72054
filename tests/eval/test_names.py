"""Overlap of names with a gold in re3d's format."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from firsthand.eval import names
from firsthand.model.problems import UnreadableInput
from firsthand.model.spans import Span

TEXT = "Gen. Oro Vann left Kalda. He met the Harbour Union."


@pytest.fixture(autouse=True)
def _by_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("firsthand.read.encoder.encoder", lambda code: None)


def write(folder: Path, *gold: tuple[str, str]) -> Path:
    folder.mkdir(exist_ok=True)
    rows = [
        {"documentId": "d", "begin": TEXT.index(v), "end": TEXT.index(v) + len(v), "type": t, "value": v}
        for t, v in gold
    ]
    (folder / "documents.json").write_text(json.dumps({"_id": "d", "text": TEXT}) + "\n", encoding="utf-8")
    (folder / "entities.json").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return folder


def test_a_shared_word_of_the_same_type_is_a_hit() -> None:
    gold: list[names.Placed] = [(Span(0, 13), "person"), (Span(26, 28), "person"), (Span(19, 24), "location")]
    ours: list[names.Placed] = [(Span(5, 13), "person"), (Span(19, 24), "organisation")]
    counts = names.compare(TEXT, gold, ours)
    assert counts["person"] == names.Counts(read=1, right=1, gold=2, found=1, named=1, named_found=1)
    assert counts["organisation"] == names.Counts(read=1)
    assert counts["location"] == names.Counts(gold=1, named=1)


def test_names_and_descriptions_of_a_folder_are_counted(tmp_path: Path) -> None:
    folder = write(
        tmp_path / "a",
        ("Person", "Gen. Oro Vann"),
        ("Person", "He"),
        ("Organisation", "the Harbour Union"),
        ("Weapon", "left"),
    )
    alone, all_ = names.measure(folder)["d"], names.measure_all(folder)["d"]
    assert (alone["person"].found, all_["person"].found) == (1, 2)
    assert alone["organisation"].found == 1
    assert alone["person"] + alone["person"] == names.Counts(2, 2, 4, 2, 2, 2)


def test_a_folder_without_documents_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match=r"documents\.json"):
        names.measure(tmp_path)


def test_lines_that_are_no_json_are_named(tmp_path: Path) -> None:
    write(tmp_path / "a")
    (tmp_path / "a" / "entities.json").write_text("no\n", encoding="utf-8")
    with pytest.raises(UnreadableInput, match=r"entities\.json"):
        names.measure(tmp_path)
