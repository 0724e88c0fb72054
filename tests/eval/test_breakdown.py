"""The groups that gold attributions fall into, case by case."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.eval.breakdown import mode_by_marks, outlet_of, source_group
from firsthand.model.spans import Span, Spans


def at(text: str, words: str) -> Spans:
    start = text.index(words)
    return (Span(start, start + len(words)),)


@pytest.mark.parametrize(
    ("text", "content", "mode"),
    [
        ("“The bridge is safe,” Lind said.", "The bridge is safe", "direct"),
        ("“The bridge is safe,” Lind said.", "“The bridge is safe,”", "direct"),
        ('Lind said "the bridge is safe".', 'the bridge is safe"', "indirect"),
        ('Lind said "the bridge is safe".', '"the bridge is safe"', "direct"),
        ("Lind called the bridge “quite safe” on Monday.", "the bridge “quite safe”", "mixed"),
        ("Lind said the bridge was safe.", "the bridge was safe", "indirect"),
        ("“The bridge is safe. It will stay.", "It will stay", "direct"),
        ("“Left open.\n\nLind said it was safe.", "it was safe", "indirect"),
    ],
)
def test_modes(text: str, content: str, mode: str) -> None:
    assert mode_by_marks(text, at(text, content)) == mode


@pytest.mark.parametrize(
    ("text", "source", "group"),
    [
        ("Mara Lind said so.", "Mara Lind", "named"),
        ("Lind said so.", "Lind", "named"),
        ("Then the mayor of Darma said so.", "the mayor of Darma", "named"),
        ("Officials said so. Other officials did not.", "Officials", "unnamed"),
        ("The mayor said so.", "The mayor", "unnamed"),
        ("Then two aides said so.", "two aides", "unnamed"),
        ("He said so.", "He", "pronoun"),
        ("They themselves said so.", "They themselves", "pronoun"),
    ],
)
def test_sources(text: str, source: str, group: str) -> None:
    assert source_group(text, at(text, source)) == group


def test_no_source_is_none() -> None:
    assert source_group("It was said.", ()) == "none"


def test_outlets_stand_before_the_date() -> None:
    assert outlet_of("quay-digest_2031-05-03_bridge-closed") == "quay-digest"
    assert outlet_of("one") is None


@given(st.text(), st.integers(0, 40), st.integers(0, 40))
def test_every_text_has_its_groups(text: str, a: int, b: int) -> None:
    a, b = sorted((min(a, len(text)), min(b, len(text))))
    assert mode_by_marks(text, (Span(a, b),)) in ("direct", "mixed", "indirect")
    assert source_group(text, (Span(a, b),)) in ("named", "unnamed", "pronoun", "none")
