"""Where invented reports part, held against places marked in them: what is told counts, on the words it stands on."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from firsthand.eval.differences import Marked, joined_of, measured, told_of
from firsthand.model.problems import UnreadableInput
from firsthand.serve.cli import main

REPORTS = {  # outlet, day, title, text
    "dyke": (
        "Quay Digest",
        "2031-03-05",
        "Dyke breaks at Sulden",
        "The dyke at Sulden broke on Tuesday and 27 soldiers were killed, the Harbour Council said. "
        "The Harbour Council said the dyke had been repaired in May. The mayor said the schools of Sulden would stay closed.",
    ),
    "flood": (
        "Salt Post",
        "2031-03-05",
        "Soldiers die as Sulden dyke breaks",
        "The dyke at Sulden broke on Tuesday and 31 soldiers were killed, the Tide Ministry said. "
        "The Tide Ministry said the dyke had never been repaired. The mayor said the schools of Sulden would stay closed.",
    ),
    "ferry": (
        "Mole Courier",
        "2031-03-05",
        "Ferry fares rise",
        "Fares on the Keldon ferry will rise by a tenth in June. The council of the islands met on Monday.",
    ),
}
DIFFERENCES = (  # set, id, slot, kind, confidence, value, report, field, words
    ("sea", "d01", "number", "contradiction", "sure", "1", "dyke", "text", "27 soldiers were killed"),
    ("sea", "d01", "number", "contradiction", "sure", "2", "flood", "text", "31 soldiers were killed"),
    ("sea", "d02", "date", "contradiction", "arguable", "1", "dyke", "text", "repaired in May"),
    ("sea", "d02", "date", "contradiction", "arguable", "2", "ferry", "text", "in June"),
)
CLAIMS = (
    ("sea", "c01", "same_claim", "sure", "dyke", "text", "the schools of Sulden would stay closed"),
    ("sea", "c01", "same_claim", "sure", "flood", "text", "the schools of Sulden would stay closed"),
    ("sea", "c02", "do_not_merge", "sure", "dyke", "title", "Dyke breaks at Sulden"),
    ("sea", "c02", "do_not_merge", "sure", "ferry", "title", "Ferry fares rise"),
)


def row(marked: tuple[str, ...]) -> str:
    *head, report, field, words = marked
    start = dict(zip(("title", "text"), REPORTS[report][2:], strict=True))[field].index(words)
    return "\t".join((*head, report, field, str(start), str(start + len(words))))


@pytest.fixture
def small(tmp_path: Path) -> tuple[Path, Path]:
    """The folders of the marks and of the reports."""
    gold, folder = tmp_path / "gold/reports", tmp_path / "sets/events/reports"
    gold.mkdir(parents=True)
    folder.mkdir(parents=True)
    for name, (outlet, day, title, text) in REPORTS.items():
        given = {"category": "e", "date_publish": day, "publisher": outlet, "title": title, "text": text}
        (folder / f"{name}.json").write_text(json.dumps(given), encoding="utf-8")
    for name, rows in (("differences", DIFFERENCES), ("claims", CLAIMS)):
        (gold / f"{name}.tsv").write_text("# by us\n" + "\n".join(map(row, rows)) + "\n", encoding="utf-8")
    return gold, folder


def test_what_is_told_is_held_against_the_marks(small: tuple[Path, Path]) -> None:
    found = {f.name: (f.value, f.n) for f in measured(*small).figures}
    assert found["sea found of the sure"] == (1.0, 1)
    assert found["both found"] == (0.5, 2)  # of the two days nothing is told: they are of two things
    assert found["sea found: number"] == (1.0, 1)
    assert found["sea found: date"] == (0.0, 1)
    assert found["sea pairs of one claim joined"] == (1.0, 1)
    assert found["sea pairs kept apart that are joined"] == (0.0, 1)


def test_a_mark_on_other_words_is_not_found(small: tuple[Path, Path]) -> None:
    path = small[0] / "differences.tsv"
    moved = re.sub(r"flood\ttext\t\d+\t\d+", "flood\ttext\t90\t106", path.read_text(encoding="utf-8"))
    path.write_text(moved, encoding="utf-8")
    found = measured(*small).figure("sea found: number")
    assert found is not None
    assert found.value == 0.0


def test_the_command_wants_the_reports_it_is_of(small: tuple[Path, Path]) -> None:
    gold, folder = small
    words = ["eval", "differences", "--data", str(folder), "--gold", str(gold)]
    shown = CliRunner().invoke(main, words)
    assert shown.exit_code == 0, shown.output
    assert "found of the sure" in shown.output
    (folder / "ferry.json").unlink()
    with pytest.raises(UnreadableInput, match="ferry"):
        measured(gold, folder)


def place(article: str, *numbers: int) -> frozenset[tuple[str, int]]:
    return frozenset((article, n) for n in numbers)


def test_a_tally_stands_for_itself_and_is_counted_where_it_is_told_as_a_contradiction() -> None:
    places = (("1", place("a", 1)), ("2", place("b", 1)))
    gold = [Marked("s", "evolving_tally", True, "number", places)]
    values = [place("a", 0, 1), place("b", 1)]
    wrong = told_of(gold, [("number", "contradiction", values)])
    assert wrong["found"] == (0, 1)
    assert wrong["tallies told as contradictions"] == (1, 1)
    assert wrong["told that meet the gold"] == (1, 1)
    assert told_of(gold, [("number", "evolving_tally", values)])["found"] == (1, 1)
    assert told_of(gold, [("date", "evolving_tally", values)])["found"] == (0, 1)
    assert told_of(gold, [("number", "evolving_tally", [values[0], place("a", 1)])])["found"] == (0, 1)


def test_joined_pairs_are_right_wrong_or_opposed() -> None:
    a, b, c, d = (place(x, 1) for x in "abcd")
    gold = [
        Marked("s", "same_claim", True, "", (("a", a), ("b", b))),
        Marked("s", "do_not_merge", True, "", (("a", a), ("c", c))),
        Marked("s", "opposed_claims", True, "", (("a", a), ("d", d))),
    ]
    names = ("pairs of one claim joined", "joined pairs that are right", "pairs kept apart that are joined")
    assert tuple(joined_of(gold, [[a, b, d]])[n] for n in names) == ((1, 1), (1, 2), (0, 1))  # b and d meet nowhere
    assert tuple(joined_of(gold, [[a, d], [a, c]])[n] for n in names) == ((0, 1), (0, 1), (1, 1))
