"""Words are found fast and as the plain expression finds them."""

from __future__ import annotations

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
    assert words.written == tuple(m[0] for m in found)
    assert len(words) == len(words.blocks) == len(words.parts) == len(found)


def test_case_and_figures_count_for_nothing() -> None:
    assert (codes_of(["Killed", "102", "B52"]) == codes_of(["KILLED", "9", "b1"])).all()
