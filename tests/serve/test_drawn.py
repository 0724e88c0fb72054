"""Chains as a picture: who stands where, what is joined, what is a link."""

from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from firsthand.serve.drawn import Step, draw, graph

OFFICIAL = Step("a port official", "unnamed", "speaks", "/c/1?from=5&to=9#here")
WIRE = Step("North Wire", "relay", "cites", "/c/1?from=1&to=4#here")
TOLD = Step("North Wire", "relay", "told", "/c/1?from=1&to=4#here")
LANTERN = Step("The Lantern", "outlet", "credits", None)
COURIER = Step("Courier", "outlet", "credits", None)
NS = "{http://www.w3.org/2000/svg}"


def test_two_articles_that_trace_to_one_official_meet_in_one_box() -> None:
    boxes, edges = graph([[LANTERN, WIRE, OFFICIAL], [COURIER, OFFICIAL]])
    assert sorted(b.name for b in boxes.values()) == ["Courier", "North Wire", "The Lantern", "a port official"]
    assert {(e.start, e.end) for e in edges} == {
        ("a port official", "north wire"),
        ("north wire", "lantern"),
        ("a port official", "courier"),
    }
    layers = {b.name: b.layer for b in boxes.values()}
    assert layers["a port official"] == 0
    assert layers["The Lantern"] == layers["Courier"] == 2  # pages stand together at the right


def test_an_edge_leads_to_the_words_that_show_it() -> None:
    root = ElementTree.fromstring(draw([[LANTERN, WIRE, OFFICIAL]], "Chain"))
    assert [a.get("href") for a in root.iter(f"{NS}a")] == ["/c/1?from=5&to=9#here", "/c/1?from=1&to=4#here"]
    assert root.get("aria-label") == "Chain"


def test_an_edge_says_how_the_words_came() -> None:
    def hows(*chain: Step) -> list[str]:
        return [e.how for e in graph([chain])[1]]

    assert hows(LANTERN, WIRE, OFFICIAL) == ["speaks", "cites"]
    assert hows(LANTERN, TOLD, OFFICIAL) == ["told", "cites"]
    assert hows(Step("Aggregator", "archive", "republishes", None), LANTERN) == ["republishes"]


def test_nothing_is_drawn_of_nothing() -> None:
    assert draw([], "Chain") == ""


STEPS = st.builds(
    Step,
    st.text(min_size=1, max_size=40).filter(lambda t: t.isprintable() and bool(t.strip())),
    st.sampled_from(["person", "unnamed", "outlet", "relay", "archive"]),
    st.sampled_from(["speaks", "cites", "told", "same_words"]),
    st.none(),
)


@given(st.lists(st.lists(STEPS, min_size=1, max_size=5), max_size=5))
def test_any_chains_give_a_drawing_without_circles_whose_edges_go_right(chains: list[list[Step]]) -> None:
    boxes, edges = graph(chains)
    assert all(boxes[e.start].layer < boxes[e.end].layer for e in edges)
    if chains:
        ElementTree.fromstring(draw(chains, "<&>"))
