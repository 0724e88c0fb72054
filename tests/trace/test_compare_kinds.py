"""Words of one kind out of the language pack."""

from __future__ import annotations

import pytest

from firsthand.trace.compare_kinds import alone, any_of, words_of


def test_words_are_found_whole_and_in_capitals_too() -> None:
    assert alone("denies").search("the harbour master Denied it") is not None
    assert alone("denies").search("under a denier's roof") is None
    assert alone("part", "figure_scopes").search("three, AMONG  THEM were two nurses") is not None


def test_blanks_within_words_may_be_wide() -> None:
    assert any_of(["ahead of"]) == any_of({"ahead of"})
    assert alone("bound").search("ahead  of\nTuesday") is not None


def test_a_kind_that_no_table_has_is_an_error() -> None:
    with pytest.raises(LookupError, match="no words of kind 'heron'"):
        words_of("heron")
