"""Figures as a picture: which are joined, which are open, which fell, and where each leads."""

from __future__ import annotations

from xml.etree import ElementTree

from firsthand.model.findings import Point
from firsthand.model.readings import Bound
from firsthand.model.spans import Span
from firsthand.serve.charted import Charted, chart

NS = "{http://www.w3.org/2000/svg}"


def at(
    day: str | None, low: float | None, high: float | None, bound: Bound = "exactly", falls: bool = False
) -> Charted:
    return Charted(Point(day, low, high, bound, "a-1", Span(0, 2), "the Courier", falls), f"/a/a-1#{day}", f"{low}")


def test_each_point_leads_to_its_sentence_and_an_open_one_is_a_ring() -> None:
    drawn = chart([at("2031-05-03", 9, 9), at("2031-05-01", 4, None, "at_least")], "Killed", cumulative=True)
    root = ElementTree.fromstring(drawn)
    assert [a.get("href") for a in root.iter(f"{NS}a")] == ["/a/a-1#2031-05-01", "/a/a-1#2031-05-03"]
    assert [c.get("class") for c in root.iter(f"{NS}circle")] == ["point open", "point"]
    assert sum(p.get("class") == "way" for p in root.iter(f"{NS}path")) == 1


def test_figures_of_periods_are_not_joined_and_a_range_is_a_bar() -> None:
    drawn = chart([at("2031-05", 2, 3), at("2031-06", 5, 5)], "Drones", cumulative=False)
    assert drawn.count('class="way"') == 1  # the bar of two to three


def test_a_figure_that_fell_is_marked_in_shape_and_words() -> None:
    drawn = chart([at("2031-05-01", 9, 9), at("2031-05-03", 7, 7, falls=True)], "Killed", cumulative=True)
    assert 'class="point falls"' in drawn
    assert "lower than before" in drawn


def test_one_day_or_none_is_no_chart() -> None:
    assert chart([at("2031-05-01", 9, 9), at(None, 7, 7)], "Killed", cumulative=True) == ""
    assert chart([at("2031-05-01", 9, 9), at("2031-13-01", 7, 7)], "Killed", cumulative=True) == ""
