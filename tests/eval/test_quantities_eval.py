"""The measures of quantities, on sentences made for them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from firsthand.eval.quantities import Said, evaluate, load, measure, published, read, strict
from firsthand.model.problems import UnreadableInput

ROWS = [
    {
        "text": "Sales rose 3 percent to $40 million.",
        "quantities": [
            {"value": "3.0", "change": "up", "normalized_unit": "percentage", "referred_concepts": "Sales"},
            {"value": "40000000.0", "change": "=", "normalized_unit": "dollar", "referred_concepts": "Sales"},
        ],
    },
    {"text": "Nobody came.", "quantities": []},
]


def said(low: float, unit: str = "-", change: str = "=", concept: str = "-") -> Said:
    return Said(low, low, False, unit, change, frozenset(concept.split()))


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    path = tmp_path / "rows.json"
    path.write_text(json.dumps(ROWS), encoding="utf-8")
    return path


def test_all_right_scores_one(rows: Path) -> None:
    total = sum(measure(rows).values(), start=type(next(iter(measure(rows).values())))())
    assert [total.score(m).f1 for m in ("value", "unit", "change", "concept")] == [1.0, 1.0, 1.0, 1.0]


def test_each_sentence_has_its_counts_by_number(rows: Path) -> None:
    assert {name: c.gold for name, c in measure(rows).items()} == {"00000": 2, "00001": 0}


def test_the_table_names_every_measure(rows: Path) -> None:
    table = evaluate(rows)
    assert "2 sentences, 2 quantities in the gold, 2 read" in table
    assert table.count("concept_whole") == 2


def test_intervals_are_read_from_the_gold(tmp_path: Path) -> None:
    row = {"value": "5.0-10.0", "change": "=", "normalized_unit": "Watt", "referred_concepts": "a, b"}
    path = tmp_path / "one.json"
    path.write_text(json.dumps([{"text": "x", "quantities": [row]}]), encoding="utf-8")
    (gold,) = load(path)[0].gold
    assert gold == Said(5.0, 10.0, True, "watt", "=", frozenset({"a", "b"}))


def test_an_interval_is_no_number() -> None:
    assert strict([Said(5, 10, True, "-", "=", frozenset())], [said(5)]).value == 0


def test_one_to_one_uses_a_reading_once() -> None:
    counts = strict([said(2), said(2)], [said(2)])
    assert (counts.gold, counts.read, counts.value) == (2, 1, 1)


def test_the_published_count_lets_a_wrong_unit_count_its_change_for_each_gold() -> None:
    counts = published([said(2, "metre"), said(2, "mile")], [said(2, "yard")])
    assert (counts.value, counts.unit, counts.change) == (2, 0, 2)


def test_units_decide_between_equal_values() -> None:
    counts = strict(
        [said(2, "metre", "up"), said(2, "mile", "down")], [said(2, "mile", "down"), said(2, "metre", "up")]
    )
    assert (counts.value, counts.unit, counts.change) == (2, 2, 2)


def test_an_alternative_is_two_values_and_dozens_are_a_range() -> None:
    assert [s.low for s in read("Two or three men came.")] == [2.0, 3.0]
    (dozens,) = read("Dozens of men came.")
    assert (dozens.low, dozens.high, dozens.change) == (12.0, 120.0, "=")


def test_a_file_of_something_else_is_told(tmp_path: Path) -> None:
    path = tmp_path / "other.json"
    path.write_text('[{"words": 1}]', encoding="utf-8")
    with pytest.raises(UnreadableInput):
        load(path)
