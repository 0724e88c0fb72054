"""What people said is no discrepancy, or no figure of a count, is taken out; nothing else is."""

from __future__ import annotations

from firsthand.model.findings import Discrepancy, Point, Series, Value
from firsthand.model.spans import Span
from firsthand.model.units import Rejected
from firsthand.trace.rejected import without


def value(article: str, start: int) -> Value:
    return Value("3", article, Span(start, start + 5), None)


def parted(*values: Value) -> Discrepancy:
    return Discrepancy("d-1", None, None, "number", "contradiction", values, "they differ")


def point(article: str, start: int, day: str) -> Point:
    return Point(day, 3, 3, "exactly", article, Span(start, start + 5), None, falls=False)


A, B, C = value("a-1", 10), value("a-2", 40), value("a-3", 70)
JUDGED = Rejected("number", (("a-1", Span(11, 14)), ("a-2", Span(40, 45))))


def test_a_discrepancy_goes_and_comes_back_with_a_value_that_was_not_judged() -> None:
    assert tuple(without([parted(A, B)], [JUDGED])) == ()
    assert tuple(without([parted(B, A)], [JUDGED])) == ()
    assert tuple(without([parted(A, B, C)], [JUDGED])) == (parted(A, B, C),)


def test_another_slot_and_other_words_are_not_meant() -> None:
    assert tuple(without([parted(A, B)], [Rejected("place", JUDGED.places)])) == (parted(A, B),)
    assert tuple(without([parted(A, C)], [JUDGED])) == (parted(A, C),)


def test_a_series_loses_a_figure_and_is_none_of_one_day() -> None:
    points = (point("a-1", 10, "2031-05-01"), point("a-2", 40, "2031-05-02"), point("a-3", 70, "2031-05-03"))
    whole = Series("n-1", "dead", None, True, None, points)
    gone = Rejected(None, (("a-2", Span(40, 45)),))
    (left,) = without([whole], [gone])
    assert isinstance(left, Series)
    assert (left.id, left.points) == ("n-1", (points[0], points[2]))
    assert tuple(without([whole], [gone, Rejected(None, (("a-3", Span(70, 75)),))])) == ()
    assert tuple(without([whole, parted(A, B)], [JUDGED])) == (whole,)
