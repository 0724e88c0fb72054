"""Two voices that an article sets side by side, and what is told of them."""

from __future__ import annotations

import pytest

from firsthand.model.findings import Discrepancy
from tests.trace.pages import compared, page, quoted

LEAD = "A barge burned at the salt quay of Tern on Thursday, the harbour board said."


def page_of(text: str) -> str:
    return page("Harbour Courier", "15 March 2031", f"{LEAD}\n\n{text}")


def told(text: str) -> list[Discrepancy]:
    return compared(page_of(text))[0]


def slots(text: str) -> list[tuple[str, str]]:
    return [(d.slot, d.kind) for d in told(text)]


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        # nothing but a figure: what it counts was told before
        ("The board says 58 barges sank; an officer of the watch put the number at 62.", "58", "62"),
        ("The dockers' union claims 6,000 strikers. The management acknowledges 2,200.", "6,000", "2,200"),
        # no part of what was counted is held against the whole
        ("The charity speaks of 61 people, 40 of them sick. The harbour office mentions 52.", "61", "52"),
        (
            "The health board spoke of seven injured, two of them badly; the dockers' union has reported three.",
            "seven",
            "three",
        ),
        # "one" is a figure where nothing else is said
        ("The dockers' union says that three ropes were cut. The harbour board admits to one.", "three", "one"),
        # the same counted by both
        (
            "The coast watch said that 412 families had left the quay. A harbour official put the number of families at 1,200.",
            "412",
            "1,200",
        ),
    ],
)
def test_the_same_counted_twice_is_told_with_both_figures(text: str, first: str, second: str) -> None:
    found = [d for d in told(text) if d.slot == "number"]
    assert [d.kind for d in found] == ["contradiction"]
    words = quoted(found[0], [page_of(text)])
    assert any(first in w for w in words)
    assert any(second in w for w in words)


def test_a_figure_that_has_grown_is_no_contradiction() -> None:
    text = "The dockers' union says that four men were hurt. The harbour board later raised the number to six."
    assert ("number", "contradiction") not in slots(text)


def test_when_may_part() -> None:
    text = "The coast watch said that the barge sank on 12 March. The dockers' union insists that the barge sank on 11 March."
    assert ("date", "contradiction") in slots(text)


def test_a_claim_that_is_rejected_is_denied() -> None:
    first = "The Reed League accused the harbour board of hiding two bodies."
    text = f"{first} The harbour board dismissed the accusation as fiction."
    assert [kind for _, kind in slots(text)] == ["denial"]


@pytest.mark.parametrize(
    "text",
    [
        # one voice
        "The board says 58 barges sank. The board said 62 crates were lost.",
        # two things
        "The board says 58 barges sank. The dockers' union said that three men went home.",
        # nobody parts from anybody
        "The board said that the fire was out by noon. The coast watch said that the quay would open on Friday.",
        # too far apart
        f"The board says 58 barges sank. {'The tide was high that day. ' * 8}An officer put the number at 62.",
    ],
)
def test_what_does_not_part_is_not_told(text: str) -> None:
    assert slots(text) == []


def test_what_is_known_to_part_is_told_once() -> None:
    text = "The Reed League said that guards had cut 11 ropes. Guard chief Ann Heron denied that any rope had been touched."
    assert len(told(text)) == 1


def test_words_are_of_the_two_voices() -> None:
    (found,) = told("The board says 58 barges sank; an officer of the watch put the number at 62.")
    assert [v.who for v in found.values] == ["harbour board", "officer of the watch"]
