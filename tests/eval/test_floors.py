"""Floors: kept, compared, raised, and lowered only with a reason."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.eval.figures import Figure, Measured
from firsthand.eval.floors import Book, Lowered, SetFloors, compare, raised, read, worth_a_floor, write
from firsthand.eval.sets import Digest
from firsthand.model.problems import UnreadableInput, UsageError

FILES = Digest(12, "ab" * 32)
NAMES = st.text(min_size=1, max_size=12)
VALUES = st.integers(0, 1000).map(lambda n: n / 1000)


def measured(**values: float) -> Measured:
    figures = [Figure(name, v, None, None, 100) for name, v in values.items() if name != "error"]
    if "error" in values:
        figures.append(Figure("error", values["error"], None, None, 100, better="lower"))
    return Measured("demo", 6, tuple(figures), "")


def test_what_was_reached_holds_and_what_falls_is_named() -> None:
    book = raised(Book(), measured(found=0.8, error=0.1), FILES)
    assert compare(book, measured(found=0.81, error=0.05), FILES).good
    verdict = compare(book, measured(found=0.7, error=0.3), FILES)
    assert [(f.measure, f.pinned, f.value) for f in verdict.fallen] == [("found", 0.8, 0.7), ("error", 0.1, 0.3)]


def test_a_slack_allows_for_other_machines_but_moves_no_floor() -> None:
    book = raised(Book(slack=0.005), measured(found=0.8), FILES)
    assert compare(book, measured(found=0.796), FILES).good
    assert not compare(book, measured(found=0.794), FILES).good
    assert raised(book, measured(found=0.796), FILES).sets["demo"].floors == {"found": 0.8}


def test_a_measure_that_is_gone_has_fallen() -> None:
    book = raised(Book(), measured(found=0.8, right=0.9), FILES)
    assert [f.measure for f in compare(book, measured(found=0.8), FILES).fallen] == ["right"]


def test_other_files_are_not_compared() -> None:
    book = raised(Book(), measured(found=0.8), FILES)
    verdict = compare(book, measured(found=0.9), Digest(12, "cd" * 32))
    assert not verdict.good
    assert "not compared" in (verdict.refused or "")
    with pytest.raises(UsageError, match="not compared"):
        raised(book, measured(found=0.9), Digest(12, "cd" * 32))


def test_floors_sink_only_with_a_reason_which_is_kept() -> None:
    book = raised(Book(), measured(found=0.8), FILES)
    with pytest.raises(UsageError, match="found would sink"):
        raised(book, measured(found=0.5), FILES)
    lower = raised(book, measured(found=0.5), FILES, "gold of May corrected")
    assert lower.sets["demo"].floors == {"found": 0.5}
    assert lower.sets["demo"].lowered == (Lowered("found", 0.8, 0.5, "gold of May corrected"),)


def test_new_files_with_a_reason_are_written_down() -> None:
    book = raised(Book(), measured(found=0.8), FILES)
    other = replace(FILES, files=13)
    new = raised(book, measured(found=0.9), other, "one document more").sets["demo"]
    assert (new.digest, new.lowered) == (other, (Lowered("files", 12, 13, "one document more"),))


def test_rises_are_rounded_to_the_easier_side() -> None:
    held = raised(Book(), measured(found=0.80099, third=0.3, error=0.10001), FILES).sets["demo"]
    assert held.floors == {"found": 0.8, "third": 0.3}
    assert held.ceilings == {"error": 0.101}


def test_speeds_halves_outlets_and_handfuls_are_not_pinned() -> None:
    names = ("who_what P", "who_what R", "who_what F1", "direct R", "outlet quay F1")
    figures = [Figure(n, 0.5, None, None, 100) for n in names] + [
        Figure("rare R", 0.5, None, None, 7),
        Figure("pace", 9.0, None, None, 100, steady=False),
    ]
    assert [f.name for f in worth_a_floor(figures)] == ["who_what F1", "direct R"]


def test_a_speed_pinned_by_hand_is_compared_and_stays() -> None:
    book = Book({"demo": SetFloors(FILES, {"pace": 0.75}, {})})
    fast = Measured("demo", 6, (Figure("pace", 0.9, None, None, 1, steady=False),), "")
    assert compare(book, fast, FILES).good
    assert raised(book, fast, FILES).sets["demo"].floors == {"pace": 0.75}


@given(
    st.dictionaries(NAMES, VALUES, max_size=4),
    st.dictionaries(NAMES, VALUES, max_size=4),
    st.lists(st.builds(Lowered, NAMES, VALUES, st.none() | VALUES, st.text(max_size=20)), max_size=2),
)
def test_a_file_gives_back_the_book(floors: dict[str, float], ceilings: dict[str, float], low: list[Lowered]) -> None:
    book = Book({"demo": SetFloors(FILES, floors, ceilings, tuple(low))}, 0.001)
    assert read(write(book)) == book


@pytest.mark.parametrize("text", ["[demo", "[demo]\nfiles = 1", "demo = 3", "[demo]\nfiles = 'x'\ndigest = 'y'"])
def test_another_file_is_told_apart(text: str) -> None:
    with pytest.raises(UnreadableInput, match="--raise"):
        read(text)


def test_other_files_are_pinned_with_a_reason_and_the_file_is_read_back() -> None:
    book = raised(Book(), measured(found=0.8), FILES)
    book = raised(book, measured(found=0.8), Digest(13, "cd" * 32), because="one page more")
    assert [(low.measure, low.was, low.now) for low in book.sets["demo"].lowered] == [("files", 12, 13)]
    assert write(read(write(book))) == write(book)
