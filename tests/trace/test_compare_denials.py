"""A denial is told with what it answers: what another says before it in the same article."""

from __future__ import annotations

import pytest

from tests.trace.pages import compared, page

LEAD = "A barge burned at the salt quay of Tern on Thursday, the harbour board said."


def denied(text: str) -> list[tuple[str, str]]:
    """Slot and sentence of each denial."""
    found, _ = compared(page("Harbour Courier", "15 March 2031", f"{LEAD}\n\n{text}"))
    return [(d.slot, d.words) for d in found if d.kind == "denial"]


def slots(text: str) -> list[str]:
    return [slot for slot, _ in denied(text)]


@pytest.mark.parametrize(
    ("told", "denial"),
    [
        # one word in common
        (
            "The dockers' union said that guards had cut 11 ropes.",
            "Guard chief Ann Heron denied that any rope had been touched.",
        ),
        # nothing in common: it points back
        ("The coast watch reported that the fire was out.", "Mayor Olga Wren said it was nothing of the kind."),
        (
            "Two pilots said that talks were held on the pier.",
            "The harbour board has always denied that they took place.",
        ),
        # there is none of what the other tells of
        (
            "Captain Nils Gull said that he alerted the watch on Friday.",
            "The coast watch said that it had received no alert.",
        ),
    ],
)
def test_what_another_says_just_before_is_what_is_denied(told: str, denial: str) -> None:
    assert slots(f"{told} {denial}") == ["occurrence"]


@pytest.mark.parametrize(
    "denial",
    [
        "The army denied that twelve soldiers had died in the blast.",
        "The army rejected reports that twelve soldiers had died in the blast.",
        "The army spoke on Monday, contradicting guards who had put the toll at twelve.",
    ],
)
def test_a_figure_is_not_told_to_be_of_whoever_denies_it(denial: str) -> None:
    told = "Hospital doctors said that nine soldiers had died in the blast."
    found, _ = compared(page("Harbour Courier", "15 March 2031", f"{LEAD}\n\n{told} {denial}"))
    assert not any("twelve" in d.words for d in found if d.slot == "number")


def test_a_figure_of_none_is_told_by_whoever_says_so() -> None:
    text = "Hospital doctors said that nine soldiers had died in the blast. The army said no soldiers had died in the blast."
    found, _ = compared(page("Harbour Courier", "15 March 2031", f"{LEAD}\n\n{text}"))
    assert [d.slot for d in found] == ["number"]


def test_who_denies_involvement_denies_having_done_it() -> None:
    text = "Inspector Ida Crane told us that the barge was set alight by the Reed League. The Reed League denied involvement."
    assert slots(text) == ["actor"]


def test_it_is_what_was_said_last_though_it_was_only_suggested() -> None:
    text = "Olga Wren said that the crane is safe. The Lantern suggested that an inquiry may be opened; the board denied it."
    assert ["inquiry" in words and "crane" not in words for _, words in denied(text)] == [True]


@pytest.mark.parametrize(
    "text",
    [
        # words that have nothing to do with each other
        "The dockers' union said that the crane fell. Guard chief Ann Heron denied that her men had been drunk.",
        # one voice
        "Ann Heron said that guards had cut 11 ropes. Ann Heron denied that any rope had been touched.",
        # a question is no account
        "The report does not say who set the barge alight, Ann Heron said. The Reed League denied responsibility.",
        # both turn it round
        "The watch said that no rope was cut. Ann Heron said that she had seen no rope.",
        # too far back
        f"The dockers' union said that guards had cut 11 ropes. {'The tide was high. ' * 4}Ann Heron denied that any rope moved.",
        # "no" that only hangs on what is said
        "Olga Wren said that the end is near. Ann Heron said that talks will take months, weeks and days, with no end.",
    ],
)
def test_what_is_no_answer_is_not_told(text: str) -> None:
    assert denied(text) == []


def test_who_does_not_say_that_it_is_false_denies_nothing() -> None:
    told = "Hugo Vann, through a spokeswoman, called the story of the mole disgusting."
    assert slots(f"{told} She said it was false.") != []
    assert slots(f"{told} She did not say it was false, and told the Courier that she would check.") == []
