"""The arithmetic of evidence, as laws."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.model.spans import CONTEXT, OffsetMap, Run, Span, anchor, hull, joined, words_at


@st.composite
def spans(draw: st.DrawFn, longest: int = 60) -> Span:
    start = draw(st.integers(0, longest))
    return Span(start, draw(st.integers(start, longest)))


@st.composite
def maps(draw: st.DrawFn) -> OffsetMap:
    runs, at_text, at_capture = [], 0, 0
    for _ in range(draw(st.integers(1, 8))):
        at_text += draw(st.integers(0, 3))
        at_capture += draw(st.integers(0, 5))
        length = draw(st.integers(1, 6))
        there = draw(st.sampled_from([length, length, length + 4, 1]))
        runs.append(Run(at_text, length, at_capture, there))
        at_text, at_capture = at_text + length, at_capture + there
    return OffsetMap(tuple(runs))


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2)])
def test_no_span_runs_backwards_or_below_nought(start: int, end: int) -> None:
    with pytest.raises(ValueError):
        Span(start, end)


@given(spans(), spans())
def test_overlap_is_mutual_and_a_container_holds_what_it_overlaps(a: Span, b: Span) -> None:
    assert a.overlaps(b) == b.overlaps(a)
    if a.contains(b) and len(b):
        assert a.overlaps(b)
        assert hull([a, b]) == a


@given(spans(), st.integers(0, 20))
def test_shift_keeps_length_and_words(span: Span, by: int) -> None:
    text = "".join(chr(97 + i % 26) for i in range(60))
    assert len(span.shift(by)) == len(span)
    assert span.shift(by).of("." * by + text) == span.of(text)


@given(st.text(alphabet=" ab\n", max_size=30), st.data())
def test_trim_keeps_all_but_white_space(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    assert span.trim(text).of(text) == span.of(text).strip()
    assert span.contains(span.trim(text))


def test_hull_of_none_is_none() -> None:
    assert hull([]) is None


@given(maps(), spans())
def test_stretches_are_in_order_and_lie_in_runs(offsets: OffsetMap, span: Span) -> None:
    found = offsets.stretches(span)
    assert list(found) == sorted(found)
    assert offsets.to_capture(span) == hull(found)
    for s in found:
        assert any(s.overlaps(Span(r.capture_start, r.capture_end)) for r in offsets.runs)


@given(maps(), spans())
def test_there_and_back_holds_what_has_a_place(offsets: OffsetMap, span: Span) -> None:
    placed = offsets.to_capture(span)
    if placed is None:
        assert not (len(span) and any(_meets(span, r) for r in offsets.runs))
        return
    back = offsets.to_article(placed)
    assert back is not None
    mapped = [Span(max(span.start, r.text_start), min(span.end, r.text_end)) for r in offsets.runs if _meets(span, r)]
    assert all(back.contains(m) for m in mapped)


def _meets(span: Span, run: Run) -> bool:
    return span.start < run.text_end and run.text_start < span.end


@given(maps(), spans())
def test_joining_neighbours_changes_no_answer(offsets: OffsetMap, span: Span) -> None:
    short = joined(offsets.runs)
    assert short.stretches(span) == offsets.stretches(span)
    assert len(short.runs) <= len(offsets.runs)


def test_an_unequal_run_is_indivisible() -> None:
    offsets = OffsetMap((Run(0, 1, 10, 5),))
    assert offsets.stretches(Span(0, 1)) == (Span(10, 15),)
    assert offsets.to_article(Span(12, 13)) == Span(0, 1)


def test_runs_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError):
        OffsetMap((Run(0, 3, 0, 3), Run(2, 3, 5, 3)))


def test_an_anchor_holds_the_words_and_their_surroundings() -> None:
    text = "x" * 50 + "the port" + "y" * 50
    a = anchor("0" * 64, text, Span(50, 58))
    assert (a.exact, a.before, a.after) == ("the port", "x" * CONTEXT, "y" * CONTEXT)
    assert words_at(text, [a.span, Span(0, 1)]) == ("the port", "x")
