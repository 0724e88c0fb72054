"""The lessons that the network of sentence vectors is taught by: every file reads, and says what it should only once."""

from __future__ import annotations

from pathlib import Path

import pytest

from told import stories

LESSONS = sorted((Path(__file__).parents[2] / "training" / "told").glob("*.txt"))


def test_a_story_has_claims_and_a_claim_its_tellings(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    first = "## A ferry sank\n[claim] Nine died\n- Toll at nine\n\n- nine bodies\n[claim] It was full\n- crowded\n"
    file.write_text(first + "## Two\n[claim] Yes\n")
    assert stories(file) == [[["Nine died", "Toll at nine", "nine bodies"], ["It was full", "crowded"]], [["Yes"]]]


def test_a_line_of_no_kind_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("## A ferry sank\n[claim] Nine died\nToll at nine\n")
    with pytest.raises(ValueError, match=r"a\.txt, line 3: Toll at nine"):
        stories(file)


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_each_story_has_claims_told_several_ways_and_none_is_told_for_two(path: Path) -> None:
    for story in stories(path):
        assert len(story) >= 6
        assert all(len(claim) >= 4 for claim in story)
        told = [x for claim in story for x in claim]
        assert len(set(told)) == len(told)
