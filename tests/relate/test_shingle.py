from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from firsthand.model.findings import Fingerprints
from firsthand.model.units import ShingleInput
from firsthand.relate import shingle
from firsthand.relate.shingle import winnow
from firsthand.relate.words import codes_of
from tests.relate.texts import STORY, article

WORDS = st.lists(st.sampled_from(["port", "storm", "boat", "crane", "mayor", "field", "clerk"]), max_size=40)


def hashes(body: str) -> tuple[int, ...]:
    (row,) = shingle(ShingleInput(article("a-1", body))).rows
    assert isinstance(row, Fingerprints)
    return row.hashes


def test_fingerprints_are_the_same_on_every_machine() -> None:
    assert winnow(codes_of(["the", "port", "of", "Narva", "was"])) == (109864958368,)


def test_fingerprints_are_sorted_and_fit_in_forty_bits() -> None:
    found = hashes(STORY)
    assert found == tuple(sorted(set(found)))
    assert all(0 <= h < 2**40 for h in found)


def test_an_updated_tally_leaves_the_fingerprints_alone() -> None:
    assert hashes(STORY) == hashes(STORY.replace("12 boats", "153 boats").upper())


def test_prose_of_four_words_has_none() -> None:
    assert hashes("Nobody was hurt today.") == ()


@given(WORDS, WORDS, WORDS, WORDS, st.lists(st.sampled_from(["a", "b", "c", "d", "e"]), min_size=12, max_size=12))
def test_a_shared_run_of_twelve_words_is_always_found(
    p: list[str], q: list[str], r: list[str], s: list[str], shared: list[str]
) -> None:
    assert set(winnow(codes_of(p + shared + q))) & set(winnow(codes_of(r + shared + s)))
