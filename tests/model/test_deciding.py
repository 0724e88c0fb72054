"""What may be put in a field, and where typed words stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.model.deciding import checked, nearest, standing
from firsthand.model.problems import UsageError
from firsthand.model.spans import Span

TEXT = "He “agreed”, the\nharbour-master's clerk said. She agreed."


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("agreed", ["agreed", "agreed"]),
        ('"agreed"', ["“agreed”"]),
        ("the harbour\u2011master’s", ["the\nharbour-master's"]),
        ("the harbour-master’s clerk", ["the\nharbour-master's clerk"]),
        ("she agreed", []),
        ("(agreed", []),
        (" ", []),
    ],
)
def test_words_stand_where_they_stand(words: str, found: list[str]) -> None:
    assert [s.of(TEXT) for s in standing(TEXT, words)] == found


@given(st.text(min_size=1, max_size=200), st.data())
def test_any_words_of_a_text_are_found_where_they_were_taken(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text)))).trim(text)
    if len(span):
        assert any(s.overlaps(span) for s in standing(text, span.of(text)))


def test_of_several_places_the_nearest_is_meant() -> None:
    places = (Span(0, 4), Span(50, 54), Span(90, 94))
    assert nearest(places, Span(60, 70)) == Span(50, 54)
    assert nearest((), Span(0, 1)) is None


@pytest.mark.parametrize(
    "date", ["2031", "2031-05", "2031-05-07", "2031-05~", "2031-05-01/2031-05-07", "2031-05-07T14:30Z", "../2031", ""]
)
def test_dates_that_are_kept(date: str) -> None:
    assert checked("article", "published", date) == date


@pytest.mark.parametrize("date", ["7 May 2031", "2031-13", "2031-05-32", "yesterday", "31"])
def test_dates_that_are_none(date: str) -> None:
    with pytest.raises(UsageError, match="is no date"):
        checked("time", "edtf", date)


@pytest.mark.parametrize(
    ("number", "kept"), [("27", True), ("1,400", True), ("2.5", True), ("-3", True), ("many", False)]
)
def test_numbers(number: str, kept: bool) -> None:
    if kept:
        assert checked("quantity", "low", number) == number
    else:
        with pytest.raises(UsageError, match="is no number"):
            checked("quantity", "low", number)
