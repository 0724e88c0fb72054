"""Pronoun sources against a gold of offsets."""

from __future__ import annotations

from pathlib import Path

import pytest

from firsthand.eval import speakers
from firsthand.model.problems import UnreadableInput

TEXT = "Mara Lind said the pier was safe. She denied a fire. We all know it is late.\n"
ANN = """T1\tSource 0 9\tMara Lind
T2\tCue 10 14\tsaid
T3\tContent 15 32\tthe pier was safe
T4\tSource 34 37\tShe
T5\tCue 38 44\tdenied
T6\tContent 45 51\ta fire
T7\tSource 53 55\tWe
T8\tCue 60 64\tknow
T9\tContent 65 75\tit is late
E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3
E2\tAttribution:T5 Source:T4 Cue:T5 Content:T6
E3\tAttribution:T8 Source:T7 Cue:T8 Content:T9
"""


@pytest.fixture(autouse=True)
def _by_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("firsthand.read.encoder.encoder", lambda code: None)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    for folder in ("text", "attributions"):
        (tmp_path / folder).mkdir()
    (tmp_path / "text" / "pier.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "attributions" / "pier_me.ann").write_text(ANN, encoding="utf-8")
    return tmp_path


def gold(folder: Path, *lines: str) -> Path:
    path = folder / "gold.tsv"
    path.write_text("# where from\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_right_wrong_and_open_are_told_apart(data: Path) -> None:
    labels = gold(data, "pier\t34\t37\t0\t9\tnamed", "pier\t53\t55\tnone\t\tnone")
    found = speakers.measure(labels, data)
    assert [(a.verdict, a.words) for a in found] == [("right", "Mara Lind"), ("right", None)]
    assert "all         100.0" in speakers.evaluate(labels, data)


def test_another_name_is_wrong(data: Path) -> None:
    (answer,) = speakers.measure(gold(data, "pier\t34\t37\t19\t23\tnamed"), data)
    assert answer.verdict == "wrong"


def test_a_label_of_no_known_kind_or_article_is_refused(data: Path) -> None:
    with pytest.raises(UnreadableInput, match="vague"):
        speakers.measure(gold(data, "pier\t34\t37\t0\t9\tvague"), data)
    with pytest.raises(UnreadableInput, match="quay"):
        speakers.measure(gold(data, "quay\t34\t37\t0\t9\tnamed"), data)


def test_the_shipped_labels_hold_offsets_and_no_words() -> None:
    path = Path(__file__).parents[2] / "gold" / "speakers" / "polnear-dev.tsv"
    labels = speakers.labels(path)
    assert len(labels) == 300
    assert {x.what for x in labels} == set(speakers.KINDS)
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            assert all(cell.isdigit() or cell in ("none", "") for cell in line.split("\t")[1:5])
