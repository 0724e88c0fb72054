from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from firsthand.model.spans import Span
from firsthand.relate.align import align
from firsthand.relate.words import Words, words_of
from tests.relate.texts import OTHER, STORY

WORDS = st.lists(st.sampled_from(["port", "storm", "boat", "crane", "7", "31"]), max_size=60)


def words(text: str) -> Words:
    return words_of(text, (Span(0, len(text)),))


@given(WORDS, WORDS)
def test_the_runs_of_a_passage_are_equal_words_and_no_word_is_in_two(p: list[str], q: list[str]) -> None:
    a, b = words(" ".join(p)), words(" ".join(q))
    used_a: set[int] = set()
    used_b: set[int] = set()
    for chain in align(a, b):
        for m in chain:
            assert (a.codes[m.a : m.a + m.length] == b.codes[m.b : m.b + m.length]).all()
            at_a, at_b = set(range(m.a, m.a + m.length)), set(range(m.b, m.b + m.length))
            assert not at_a & used_a
            assert not at_b & used_b
            used_a |= at_a
            used_b |= at_b


def test_a_text_is_one_passage_of_itself() -> None:
    (chain,) = align(words(STORY), words(STORY))
    assert [(m.a, m.b, m.length) for m in chain] == [(0, 0, len(words(STORY)))]


def test_a_changed_word_does_not_part_a_passage() -> None:
    (chain,) = align(words(STORY), words(STORY.replace("two cranes", "both old cranes")))
    assert len(chain) == 2


def test_moved_paragraphs_are_found() -> None:
    chains = align(words(f"{STORY} {OTHER}"), words(f"{OTHER} {STORY}"))
    assert len(chains) == 2
    assert chains[0][0].b > chains[1][0].b


def test_a_common_phrase_is_no_passage() -> None:
    assert align(words(STORY), words("Before the end of the week the port office said nothing about it at all.")) == ()
