"""Why an attribution was missed, case by case."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.eval.misses import by_cause, marked, misses, shown
from firsthand.eval.scorers import Relation, matches
from firsthand.model.spans import Span, Spans

TEXT = "Mara Lind said the bridge was safe. Idris Vann denied the ferry had sunk."


def at(words: str) -> Spans:
    if not words:
        return ()
    start = TEXT.index(words)
    return (Span(start, start + len(words)),)


def said(source: str, cue: str, content: str) -> Relation:
    return Relation(at(source), at(cue), at(content))


LIND = said("Mara Lind", "said", "the bridge was safe")
VANN = said("Idris Vann", "denied", "the ferry had sunk")


@pytest.mark.parametrize(
    ("gold", "read", "causes"),
    [
        ([LIND, VANN], [LIND, VANN], []),
        ([LIND], [], ["nothing read there"]),
        ([], [LIND], ["nothing in the gold"]),
        ([LIND], [said("Mara Lind", "said", "safe")], ["content off"]),
        ([LIND], [said("Idris Vann", "said", "the bridge was safe")], ["source wrong"]),
        ([LIND], [said("Mara Lind", "said", "denied")], ["cue seen, content elsewhere", "nothing in the gold"]),
        ([LIND, said("Mara", "", "was safe")], [LIND], ["content read, in another"]),
    ],
)
def test_causes(gold: list[Relation], read: list[Relation], causes: list[str]) -> None:
    assert [m.cause for m in misses(gold, read, matches(TEXT, gold, read))] == causes


def test_an_example_marks_the_roles_on_both_sides() -> None:
    read = [said("Idris Vann", "said", "the bridge was safe")]
    (miss,) = misses([LIND], read, matches(TEXT, [LIND], read))
    lines = shown("one", TEXT, miss).splitlines()
    assert lines[0] == "source wrong: one"
    assert lines[1].startswith("  gold 0-34: [Mara Lind] {said} <the bridge was safe>. Idris")
    assert "[Idris Vann]" in lines[2]


def test_causes_are_counted_commonest_first() -> None:
    table = by_cause(misses([LIND, VANN], [], []))
    assert table.split() == ["nothing", "read", "there", "2"]


SPANS = st.lists(st.integers(0, len(TEXT)), max_size=4).map(
    lambda ends: tuple(Span(*sorted(pair)) for pair in zip(ends[::2], ends[1::2], strict=False))
)
RELATIONS = st.lists(st.builds(Relation, SPANS, SPANS, SPANS), max_size=4)


@given(RELATIONS, RELATIONS)
def test_every_attribution_is_right_or_missed(gold: list[Relation], read: list[Relation]) -> None:
    pairs = matches(TEXT, gold, read)
    found = misses(gold, read, pairs)
    right = sum(m.who_what for m in pairs)
    assert sum(m.gold is not None for m in found) == len(gold) - right
    assert sum(m.gold is None for m in found) == len(read) - len(pairs)
    assert all(shown("one", TEXT, m) for m in found)


def test_marks_leave_the_words_as_they_are() -> None:
    assert marked(TEXT, LIND).translate(str.maketrans("", "", "[]{}<>")) == TEXT
