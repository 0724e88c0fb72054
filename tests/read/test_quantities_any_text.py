"""Whatever the text, quantities lie inside it, in order, and nothing is raised."""

from __future__ import annotations

import math
import time

from hypothesis import example, given, settings
from hypothesis import strategies as st

from firsthand.read.quantities.lexicon import lexicon
from firsthand.read.quantities.number_words import tokens
from firsthand.read.quantities.reader import find, limits

WORDS = tuple(
    """at least|27|1,000|13,000.5|.5|½|3/4|9/11|two|dozens|dozen|a|an|the|half|third|hundred|thousand|million|bn|k|m|of|to|or|and
between|from|up|down|rose|fell|by|killed|wounding|people|soldiers|was|were|dead|toll|number|no|one|both|none|nobody|several
few|$|US|€|%|percent|km|/|-|–|—|+|(|)|,|.|:|per|day|year|-year-old|as of|Monday|March|3|2031|10:30|a.m.|No.|Tower|22nd
F-16|U.S.|lives|including|in|five|٣|²|x""".replace("\n", "|").split("|")
)
anything = st.text(max_size=200)
newslike = st.lists(st.sampled_from(WORDS), max_size=40).flatmap(
    lambda words: st.sampled_from((" ", "")).map(lambda gap: gap.join(words))
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(anything, newslike))
@example("0%-")
def test_quantities_lie_in_the_text_in_order(text: str) -> None:
    end = 0
    for f in find(text, 0, len(text)):
        assert end <= f.span.start < f.span.end <= len(text)
        assert f.span.of(text).strip() == f.span.of(text)
        end = f.span.end


@settings(max_examples=300, deadline=None)
@given(st.one_of(anything, newslike))
def test_values_are_numbers_in_order(text: str) -> None:
    for f in find(text, 0, len(text)):
        low, high = limits(f.amount)
        assert low is not None or high is not None
        assert all(math.isfinite(v) and v >= 0 for v in (low, high) if v is not None)
        assert low is None or high is None or low <= high


@settings(max_examples=200, deadline=None)
@given(anything)
def test_tokens_are_the_characters(text: str) -> None:
    t = tokens(text, 0, len(text))
    assert [text[s:e] for s, e in zip(t.starts, t.ends, strict=True)] == list(t.text)
    assert all(a <= b for a, b in zip(t.ends, t.starts[1:], strict=False))


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 10**12))
def test_digits_are_read_back(value: int) -> None:
    for text in (f"about {value} widgets", f"about {value:,} widgets"):
        read = [f.amount.low for f in find(text, 0, len(text))]
        assert read == [float(value)] or len(str(value)) == 4  # a year, perhaps


def test_every_unit_is_read_back() -> None:
    for forms in lexicon().units.values():
        for words, unit in forms:
            if unit.kind in ("currency", "label") or len(words) > 1 or len(words[0]) < 3 or words[0] == "fold":
                continue
            text = f"about 7 {words[0]}"
            assert [f.amount.unit for f in find(text, 0, len(text))] == [unit], text


def test_time_grows_with_the_length() -> None:
    text = "a 5-10 or 27 to 30 (" * 400
    started = time.process_time()
    list(find(text, 0, len(text)))
    one = time.process_time() - started
    started = time.process_time()
    list(find(text * 4, 0, 4 * len(text)))
    assert time.process_time() - started < 12 * one + 0.2
