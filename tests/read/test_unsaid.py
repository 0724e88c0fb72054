"""Readings that lay nothing to anybody are left out."""

from __future__ import annotations

import pytest

from firsthand.model.spans import Span
from firsthand.read.attributions.unsaid import says_nothing
from firsthand.read.labels import Relation
from firsthand.read.words import parse


def is_left_out(source: str, cue: str, content: str) -> bool:
    parts = [source, cue, content]
    text = " ".join(parts) + "."
    (p,) = parse(text, [(Span(0, len(text)), False)])
    bounds, start = list[tuple[int, ...]](), 0
    for part in parts:
        at = text.index(part, start)
        bounds.append(tuple(i for i, s in enumerate(p.starts) if at <= s < at + len(part)))
        start = at + len(part)
    return says_nothing(p, Relation(bounds[1], bounds[1][-1], bounds[0], bounds[2], 0.9, "test"))


@pytest.mark.parametrize(
    ("source", "cue", "content"),
    [
        ("people", "said", "what"),
        ("They", "argued", "about this"),
        ("Lesk", "tells", "it differently"),
        ("they", "are not about", "the same boat"),
        ("the pilot, who", "did not wish", "his name to be written"),
        ("Kalda", "has never admitted", "to possessing drones"),
        ("He", "does not know", "how many"),
        ("No group", "has claimed", "the raid"),
        ("the governments", "agreed on", "the price of water"),
        ("This", "agrees with", "what Oro Vann wrote"),
        ("Harbour Trust", ":", "Update on the wall at Lesk"),
        ("Tide", "shares", ", which are traded in Lesk"),
        ("My", "own guess", "that it will rain"),
        ("", "is worth recalling", "that the wall is old"),
        ("the office", "did not answer", "our calls to the port"),
    ],
)
def test_no_sayings(source: str, cue: str, content: str) -> None:
    assert is_left_out(source, cue, content)


@pytest.mark.parametrize(
    ("source", "cue", "content"),
    [
        ("Harl", "denied", "it"),
        ("Harl", "confirmed", "this"),
        ("The harbour office", "reported", "two deaths"),
        ("She", "would not say", "who had fired"),
        ("The pilot, who", "said", "the list named three ministers"),
        ("He", "said", "he was in Lesk"),
    ],
)
def test_sayings(source: str, cue: str, content: str) -> None:
    assert not is_left_out(source, cue, content)


@pytest.mark.parametrize(
    ("title", "is_topic"),
    [
        ("The Heron: What We Know", True),
        ("Heron: Wreck or Mine?", True),
        ("Mayor Vann: Who gave the order?", False),
        ("Heron: I stay", False),
        ("Minister: “What harbour?”", False),
    ],
)
def test_a_headlines_colon_parts_a_topic_from_what_is_told_of_it(title: str, is_topic: bool) -> None:
    (p,) = parse(title, [(Span(0, len(title)), True)])
    colon = p.words.index(":")
    r = Relation((colon,), colon, tuple(range(colon)), tuple(range(colon + 1, len(p.words))), 0.9, "test")
    assert p.headline
    assert says_nothing(p, r) == is_topic
