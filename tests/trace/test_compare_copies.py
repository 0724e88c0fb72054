"""Copies that differ in one place: exactly that is told."""

from __future__ import annotations

import pytest

from tests.trace.pages import compared, page, quoted

TEXT = (
    "The harbour police said on Tuesday that 27 soldiers were killed when the ferry Heron sank off Quay.",
    "Ann Marsh, who leads the inquiry, told the Harbour Courier that the ferry carried 140 people and that its "
    "doors had been open since the morning.",
    "The Tide Council meets on 12 March to decide on the summer timetable of the island boats and their fares.",
)


def altered(old: str, new: str) -> tuple[str, str]:
    whole = "\n\n".join(TEXT)
    assert whole.count(old) == 1
    base = page("Harbour Courier", "March 5, 2031", *TEXT)
    copy = page("Quayside Bulletin", "March 5, 2031", *whole.replace(old, new).split("\n\n"))
    return base, copy


@pytest.mark.parametrize(
    ("old", "new", "slot"),
    [
        ("27 soldiers", "72 soldiers", "number"),
        ("carried 140", "carried 104", "number"),
        ("on Tuesday", "on Monday", "date"),
        ("12 March", "19 March", "date"),
        ("27 soldiers were", "27 civilians were", "number"),
        ("were killed", "were wounded", "number"),
        ("Ann Marsh", "Bette Ansel", "attribution"),
    ],
)
def test_an_altered_word_is_the_one_discrepancy(old: str, new: str, slot: str) -> None:
    pages = altered(old, new)
    found, _ = compared(*pages)
    between = [d for d in found if len({v.article_id for v in d.values}) == 2]
    assert [d.slot for d in between] == [slot]
    words = quoted(between[0], pages)
    assert len(words) == 2
    assert any(w in x for x in words for w in new.split())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("said on Tuesday", "stated on Tuesday"),
        ("12 March", "March 12"),
        ("the inquiry", "the investigation"),
        ("that the ferry carried 140 people", "that the ferry carried 140 persons"),
    ],
)
def test_a_matter_of_style_is_none(old: str, new: str) -> None:
    found, _ = compared(*altered(old, new))
    assert found == []


def test_two_and_2_are_one_figure() -> None:
    base = page("Harbour Courier", "March 5, 2031", *TEXT, "After the sinking two ferries took the passengers to Tern.")
    copy = page("The Lantern", "March 5, 2031", *TEXT, "After the sinking 2 ferries took the passengers to Tern.")
    assert compared(base, copy)[0] == []
