"""Words are found fast and as the plain expression finds them."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from firsthand.model.spans import Span
from firsthand.relate.words import WORD, codes_of, words_of

TEXTS = st.text(st.sampled_from("ab7_ .,-'\n\u00e9\u0130\u0600\u0633\u4e2d\U0001f600\ud800\u0301\u00b2"), max_size=60)


@given(TEXTS, st.lists(st.integers(0, 60), max_size=6))
def test_words_stand_where_the_expression_finds_them(text: str, cuts: list[int]) -> None:
    ends = sorted(min(c, len(text)) for c in cuts)
    spans = tuple(Span(a, b) for a, b in zip([0, *ends], [*ends, len(text)], strict=True))
    found = [m for s in spans for m in WORD.finditer(text, s.start, s.end)]
    words = words_of(text, spans)
    assert list(zip(words.starts.tolist(), words.ends.tolist(), strict=True)) == [m.span() for m in found]
    assert [words.written(n) for n in range(len(words))] == [m[0] for m in found]
    assert words.figures.tolist() == [any(c.isdecimal() for c in m[0]) for m in found]
    assert words.parts.tolist() == [n for n, s in enumerate(spans) for _ in WORD.finditer(text, s.start, s.end)]


def test_case_and_figures_count_for_nothing() -> None:
    assert (codes_of(["Killed", "102", "B52"]) == codes_of(["KILLED", "9", "b1"])).all()


@given(st.lists(st.text(st.sampled_from("aB19é"), min_size=1, max_size=5), min_size=1, max_size=9))
def test_words_have_one_code_if_they_are_equal_but_for_case_and_figures(words: list[str]) -> None:
    plain = [re.sub(r"\d+", "0", w.lower()) for w in words]
    codes = codes_of(words).tolist()
    assert [a == b for a in plain for b in plain] == [a == b for a in codes for b in codes]
