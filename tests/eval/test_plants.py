"""Plants are one change each, found by shape; on a few texts of our own they are told, and nothing else is."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from firsthand.eval.planting import EXPECTED, KINDS, plants
from firsthand.eval.plants import base_page, measure

BODY = """Harbour police said on Tuesday that 27 soldiers were killed when the ferry Heron sank off the quay of Orsel.

Mary Marsh, who leads the inquiry, told the paper that the ferry carried 140 people and that its doors had been open.

The council meets on March 12 to decide on the summer timetable of the island boats and on their fares, which rose twice.

"We counted 31 refugees on the upper deck," said the mate, who swam ashore with a rope and went back twice that night.

By the evening the wreck lay in nine fathoms and the divers of the navy had found the log, wet but whole, in the wheelhouse.
The owners, a family of the town, said they would wait for the report before they spoke. Flags hung low over the customs house.
"""


@given(st.integers(0, 500))
def test_a_plant_is_one_change(seed: int) -> None:
    for kind, plant in plants(BODY, 0, seed).items():
        assert kind in KINDS
        if kind == "none":
            continue
        assert plant.text != BODY
        assert plant.base.of(BODY) != plant.copy.of(plant.text)
        assert BODY[: plant.base.start] == plant.text[: plant.copy.start]
        assert BODY[plant.base.end :] == plant.text[plant.copy.end :]
        assert EXPECTED[kind]


def test_the_same_seed_plants_the_same() -> None:
    assert plants(BODY, 0, 7) == plants(BODY, 0, 7)


def test_what_is_planted_is_told_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "ferry.txt").write_text(f"Ferry sinks off Orsel\n{BODY}", encoding="utf-8")
    assert base_page(tmp_path / "ferry.txt") is not None
    measured = measure(tmp_path, many=5)
    found = {f.name: f.value for f in measured.figures}
    assert measured.documents == 5
    assert measured.examples == ()
    assert (found["planted P"], found["planted R"]) == (1.0, 1.0)
