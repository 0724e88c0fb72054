"""The table of gold sets: each can be found, told apart by its files, and asked for by name."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import click
import pytest

from firsthand.eval.sets import SETS, GoldSet, Place, digest_of, find, there
from firsthand.model.problems import UnreadableInput, UsageError
from firsthand.serve.cli import main

TIMEML = """<?xml version="1.0"?><TimeML><DCT><TIMEX3 tid="t0" type="DATE" value="2031-05-03">May 3</TIMEX3></DCT>
<TEXT>The ferry sailed on <TIMEX3 tid="t1" type="DATE" value="2031-05-02">May 2, 2031</TIMEX3>.</TEXT></TimeML>"""


@pytest.mark.parametrize("gold", SETS, ids=lambda g: g.name)
def test_every_set_has_its_command(gold: GoldSet) -> None:
    group = main.commands["eval"]
    assert isinstance(group, click.Group)
    assert gold.name in group.commands


def test_the_digest_is_of_names_and_bytes_alone(gold_root: Path, tmp_path: Path) -> None:
    gold, here, copy = find("polnear"), gold_root / "polnear", tmp_path / "elsewhere"
    shutil.copytree(here, copy)
    (copy / "text/._one.txt").write_text("a file manager's own", encoding="utf-8")
    (copy / "notes.md").write_text("not of the set", encoding="utf-8")
    assert digest_of(gold, Place(here)) == digest_of(gold, Place(copy))
    one = next((copy / "text").glob("q*.txt"))
    one.rename(one.with_name("other.txt"))
    assert digest_of(gold, Place(here)).files == digest_of(gold, Place(copy)).files == 12
    assert digest_of(gold, Place(here)) != digest_of(gold, Place(copy))


def test_sets_are_found_under_the_first_root_that_has_them(gold_root: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    found = {gold.name: place for gold, place in there([tmp_path / "other", gold_root])}
    assert found["polnear"] == Place(gold_root / "polnear")
    assert found["times"] is None


def test_the_cure_names_the_folder_within(tmp_path: Path) -> None:
    (tmp_path / "wires").mkdir()
    (tmp_path / "wires/one.tml").write_text(TIMEML, encoding="utf-8")
    with pytest.raises(UnreadableInput, match="wires"):
        find("times").check(tmp_path)


def test_times_are_measured(tmp_path: Path) -> None:
    (tmp_path / "one.tml").write_text(TIMEML, encoding="utf-8")
    measured = find("times").measure(Place(tmp_path), None)
    value = measured.figure("value F1")
    assert value is not None
    assert (value.value, value.n, value.low) == (1.0, 1, None)


def test_own_texts_are_measured(tmp_path: Path) -> None:
    for kind in ("text", "attributions", "more"):
        (tmp_path / kind).mkdir()
    (tmp_path / "text/one.txt").write_text(
        "Mara Lind told the Quay Digest that the bridge was safe.\n", encoding="utf-8"
    )
    ann = "T1\tSource 0 9\tx\nT2\tCue 10 14\tx\nT3\tContent 36 55\tx\nE1\tAttribution:T2 Source:T1 Cue:T2 Content:T3\n"
    (tmp_path / "attributions/one_own.ann").write_text(ann, encoding="utf-8")
    more = "event\tstance\tkind\taddressee\tvenue\tinside\nE1\tasserts\tnamed_person\t15 30\t-\t-\n"
    (tmp_path / "more/one.tsv").write_text(more, encoding="utf-8")
    measured = find("own-text").measure(Place(tmp_path), None)
    values = {f.name: f.value for f in measured.figures}
    assert values["who_what F1"] == values["stance right"] == values["addressee R"] == 1.0


def test_quantities_are_measured(tmp_path: Path) -> None:
    said = {"value": "27.0", "change": ">", "normalized_unit": "-", "referred_concepts": "people"}
    row = {"text": "At least 27 people were hurt.", "quantities": [said]}
    (tmp_path / "ours.json").write_text(json.dumps([row]), encoding="utf-8")
    values = {f.name: f.value for f in find("quantities").measure(Place(tmp_path), None).figures}
    assert values["value F1"] == values["change F1"] == values["one to one value F1"] == 1.0


def test_names_are_measured_by_type(tmp_path: Path) -> None:
    (tmp_path / "ours").mkdir()
    text = "Mara Lind of the Dockers' Union spoke in Darma. The enemy did not."
    spans = {"Mara Lind": "Person", "The enemy": "Organisation"}
    rows = [
        {"documentId": "d", "type": t, "value": w, "begin": text.index(w), "end": text.index(w) + len(w)}
        for w, t in spans.items()
    ]
    (tmp_path / "ours/documents.json").write_text(json.dumps({"_id": "d", "text": text}), encoding="utf-8")
    (tmp_path / "ours/entities.json").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    figures = {f.name: f for f in find("names").measure(Place(tmp_path), None).figures}
    assert figures["person F1"].value == 1.0
    assert (figures["organisation R"].n, figures["organisation named R"].n) == (1, 0)


SPEAKERS = "pronoun_2031-05-03_ferry\t27\t29\t0\t9\tnamed\n"


def test_speakers_are_measured_on_the_texts_of_another_set(gold_root: Path, tmp_path: Path) -> None:
    (tmp_path / "sets/speakers").mkdir()
    (tmp_path / "sets/speakers/ours.tsv").write_text(SPEAKERS, encoding="utf-8")
    name, text = "pronoun_2031-05-03_ferry", "Adam Lind opened the port. He said the ferry would sail."
    (gold_root / f"polnear/text/{name}.txt").write_text(text, encoding="utf-8")
    ann = (
        "T1\tSource 27 29\tx\nT2\tCue 30 34\tx\nT3\tContent 35 55\tx\nE1\tAttribution:T2 Source:T1 Cue:T2 Content:T3\n"
    )
    (gold_root / f"polnear/attributions/{name}_ours.ann").write_text(ann, encoding="utf-8")
    at = {gold.name: place for gold, place in there([gold_root])}["speakers"]
    assert at == Place(gold_root / "speakers", gold_root / "polnear")
    figure = find("speakers").measure(at, None).figure("pronouns named right")
    assert figure is not None
    assert (figure.value, figure.n) == (1.0, 1)
    before = digest_of(find("speakers"), at)
    (gold_root / f"polnear/text/{name}.txt").write_text(text + "\n", encoding="utf-8")
    assert digest_of(find("speakers"), at) != before
    with pytest.raises(UsageError, match="--texts"):
        find("speakers").measure(Place(gold_root / "speakers"), None)


def test_no_such_set_is_said() -> None:
    with pytest.raises(UsageError, match="polnear"):
        find("horoscopes")
