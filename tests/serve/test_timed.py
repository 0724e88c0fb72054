"""The time line: what is a bar, a ring, an arrow, and where each mark leads."""

from __future__ import annotations

from xml.etree import ElementTree

from firsthand.serve.timed import Lane, Mark, draw

NS = "{http://www.w3.org/2000/svg}"


def mark(happened: str | None, reported: str | None, *, named: bool = True) -> Mark:
    return Mark(happened, reported, named, f"/c/1?{happened}", f"/a/{reported}", "the Courier")


def drawn(*marks: Mark, axis: str = "both") -> ElementTree.Element:
    return ElementTree.fromstring(draw([Lane("Blast <on> the pier", "/v/1", marks)], axis))


def test_an_account_leads_to_its_words_for_when_and_to_its_report() -> None:
    links = [a.get("href") for a in drawn(mark("2031-03-04", "2031-03-08")).iter(f"{NS}a")]
    assert links == ["/v/1", "/c/1?2031-03-04", "/a/2031-03-08"]


def test_a_stretch_of_days_is_a_bar_and_a_day_is_not() -> None:
    root = drawn(mark("2031-03", "2031-04-02"), mark("2031-03-30", "2031-04-02"))
    assert len(list(root.iter(f"{NS}rect"))) == 1


def test_a_source_without_a_name_is_a_ring() -> None:
    root = drawn(mark(None, "2031-04-01", named=False), mark(None, "2031-04-02"))
    assert [c.get("class") for c in root.iter(f"{NS}circle")] == ["told open", "told"]


def test_what_is_said_of_years_before_stands_at_the_edge_and_squeezes_nothing() -> None:
    root = drawn(mark("1999", "2031-04-01"), mark("2031-03-30", "2031-04-02"))
    assert "2031-02-15" in "".join(root.itertext())
    assert "1999-" not in "".join(x.text or "" for x in root.iter(f"{NS}text"))


def test_only_the_chosen_day_is_drawn() -> None:
    assert not list(drawn(mark("2031-03-04", "2031-03-08"), axis="happened").iter(f"{NS}circle"))
    assert not drawn(mark("2031-03-04", "2031-03-08"), axis="reported").findall(f".//{NS}path[@class='when']")
    assert draw([Lane("x", "/v/1", (mark(None, None),))], "both") == ""
