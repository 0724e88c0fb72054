"""What stands in gold/ can be read, and holds numbers or our own words only."""

from __future__ import annotations

import re
from pathlib import Path

from firsthand.eval.floors import read, write
from firsthand.eval.sets import SETS

GOLD = Path(__file__).parents[2] / "gold"


def test_the_floors_are_of_sets_that_exist_and_written_as_we_write_them() -> None:
    text = (GOLD / "floors.toml").read_text(encoding="utf-8")
    book = read(text)
    assert {*book.sets} <= {gold.name for gold in SETS}
    assert write(book) == text
    values = [v for held in book.sets.values() for v in (*held.floors.values(), *held.ceilings.values())]
    assert values
    assert all(0 <= v <= 10 for v in values)


def test_every_lowered_floor_has_its_reason() -> None:
    book = read((GOLD / "floors.toml").read_text(encoding="utf-8"))
    assert [low for held in book.sets.values() for low in held.lowered if len(low.because.split()) < 3] == []


def test_labels_of_others_texts_are_offsets_without_their_words() -> None:
    for path in (GOLD / "speakers").glob("*.tsv"):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                _, *numbers, what = line.split("\t")
                assert all(re.fullmatch(r"\d*|none", n) for n in numbers), line
                assert re.fullmatch(r"[a-z]+", what), line
    marked = r"(tram|match)\t[cd]\d+(\t[a-z_]+){2,3}(\t\d+)?\t[0-9a-f]{12}\t(title|text)\t\d+\t\d+|#.*"
    for path in (GOLD / "reports").glob("*.tsv"):
        assert [x for x in path.read_text(encoding="utf-8").splitlines() if not re.fullmatch(marked, x)] == []


def test_everything_in_gold_is_in_its_readme() -> None:
    readme = (GOLD / "README.md").read_text(encoding="utf-8")
    held = {p.name + ("/" if p.is_dir() else "") for p in GOLD.iterdir() if p.name != "README.md"}
    assert sorted(name for name in held if f"`{name}" not in readme) == []
