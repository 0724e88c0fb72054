"""The measures, on texts small enough to count by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.eval.polnear import measure
from firsthand.eval.scorers import Relation, Tally, assign
from firsthand.model.problems import UnreadableInput
from firsthand.model.spans import Span, Spans

TEXT = "Lind said the bridge was safe."


def at(words: str) -> Spans:
    start = TEXT.index(words)
    return (Span(start, start + len(words)),)


GOLD = Relation(at("Lind"), at("said"), at("the bridge was safe."))


def test_a_reading_equal_but_for_punctuation_is_exact() -> None:
    tally = Tally()
    tally.add(TEXT, [GOLD], [Relation(at("Lind"), at("said"), at("the bridge was safe"))])
    assert {name: s.f1 for name, s in tally.scores().items()} == dict.fromkeys(tally.scores(), 1.0)


def test_half_of_the_content_is_who_what_but_not_exact() -> None:
    tally = Tally()
    tally.add(TEXT, [GOLD], [Relation(at("Lind"), (), at("was safe"))])
    scores = tally.scores()
    assert scores["who_what"].f1 == 1.0
    assert scores["rel_exact"].f1 == 0.0
    assert scores["content soft"].recall == 0.5


def test_a_wrong_source_is_no_hit() -> None:
    tally = Tally()
    tally.add(TEXT, [GOLD], [Relation((), at("said"), at("the bridge was safe"))])
    assert tally.scores()["who_what"].f1 == 0.0


@given(
    st.integers(1, 4).flatmap(
        lambda n: st.lists(st.lists(st.integers(0, 9), min_size=n, max_size=n), min_size=1, max_size=4)
    )
)
def test_the_assignment_is_the_best_there_is(weights: list[list[int]]) -> None:
    from itertools import permutations

    rows, columns = len(weights), len(weights[0])
    size = max(rows, columns)
    full = [[weights[i][j] if i < rows and j < columns else 0 for j in range(size)] for i in range(size)]
    best = max(sum(full[i][p[i]] for i in range(size)) for p in permutations(range(size)))
    assert sum(weights[i][j] for i, j in assign(weights)) == best


def test_a_folder_is_measured(tmp_path: Path) -> None:
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions").mkdir()
    (tmp_path / "text" / "one.txt").write_text("Mara Lind said the bridge was safe.\n", encoding="utf-8")
    ann = "T1\tSource 0 9\tMara Lind\nT2\tCue 10 14\tsaid\nT3\tContent 15 34\tthe bridge was safe\n"
    ann += "E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3\n"
    (tmp_path / "attributions" / "one_x.ann").write_text(ann, encoding="utf-8")
    assert measure(tmp_path).scores["who_what"].f1 == 1.0


def test_an_empty_folder_is_said_to_be_empty(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="attributions"):
        measure(tmp_path)
