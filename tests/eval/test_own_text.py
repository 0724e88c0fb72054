"""Measuring stance, kind, addressee, venue and nesting beyond the spans."""

from __future__ import annotations

from pathlib import Path

import pytest

from firsthand.eval.own_text import found, measure, shown
from firsthand.model.problems import UnreadableInput

TEXT = "Mara Lind said on Monday that the bridge had burned.\n"
ANN = """T1\tSource 0 9\tMara Lind
T2\tCue 10 14\tsaid
T3\tContent 25 51\tthat the bridge had burned
T4\tAttribution 10 14\tsaid
E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3
"""


def folder(out: Path, stance: str) -> Path:
    for name in ("text", "attributions", "more"):
        (out / name).mkdir(parents=True)
    (out / "text" / "a.txt").write_text(TEXT, encoding="utf-8")
    (out / "attributions" / "a_own.ann").write_text(ANN, encoding="utf-8")
    row = f"event\tstance\tsource_kind\taddressee\tvenue\tinside\nE1\t{stance}\tnamed_person\t-\t-\t-\n"
    (out / "more" / "a.tsv").write_text(row, encoding="utf-8")
    return out


def test_a_right_reading_counts_and_a_wrong_stance_is_named(tmp_path: Path) -> None:
    good, bad = measure(folder(tmp_path / "good", "asserts")), measure(folder(tmp_path / "bad", "vows"))
    assert good.tally.scores()["who_what"].f1 == 1.0
    assert (good.right["stance"], good.of["stance"]) == (1, 1)
    assert bad.right["stance"] == 0
    assert "stance: vows read as asserts" in shown(bad)
    assert found(good, "inside").gold == 0


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput):
        measure(tmp_path)
