"""The numbers a page's blocks are chosen by: what words of classes tell, what sentences count, what stands around."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.extract.block_again import again_names, again_signs
from firsthand.extract.block_signs import Signs, names
from firsthand.extract.block_words import word_signs
from firsthand.extract.class_words import marks, word_marks
from firsthand.extract.html_page import read_html
from firsthand.extract.html_tokens import attributes, tokens
from firsthand.extract.page import Page
from firsthand.model.articles import Capture

PAGE = (
    '<html><body><nav class="top-menu"><a href="/">Home</a></nav><article class="story-body"><h1>Port closed</h1>'
    '<p>Rain fell, and fell! The master said: "Stay." It is 2031.</p><p>Ships wait.</p></article></body></html>'
)


def page(text: str) -> Page:
    return read_html(Capture("0" * 64, "page", None, "", "text/html", "utf-8", "folder", len(text)), text)


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("story-body", {"body", "good"}),
        ("c-nav__item", {"bad"}),
        ("ad", {"ad"}),
        ("lead", {"deck"}),  # not "ad" inside a word
        ("header-ad-slot", {"ad"}),
        ("read-more", {"related"}),
        ("readmore", {"related"}),
        ("bio", {"author"}),
        ("biology", set()),
        ("xq7", set()),
    ],
)
def test_what_a_word_of_a_class_tells(word: str, told: set[str]) -> None:
    mask = word_marks([word])[word]
    assert {m for n, m in enumerate(marks()) if mask >> n & 1} == told


@given(st.lists(st.text("abdeghmnorstuvy-_", min_size=1, max_size=14), unique=True, max_size=30))
def test_a_word_tells_the_same_alone_and_among_others(words: list[str]) -> None:
    assert word_marks(words) == {w: word_marks([w])[w] for w in words}


def test_sentences_commas_and_digits_are_counted_block_by_block() -> None:
    blocks = page(PAGE).blocks
    ends, stops, commas, upper, digits, twice, _ = (c.tolist() for c in word_signs(blocks))
    assert ends == [0, 0, 1, 1]
    assert stops == [0, 0, 3, 1]
    assert round(commas[2] * (1 + len(blocks[2].text) / 100)) == 2
    assert upper == [1, 1, 1, 1]
    assert digits[2] == pytest.approx(4 / len(blocks[2].text))
    assert twice == [0, 0, 0, 0]


def test_a_row_has_a_number_for_each_name_and_a_second_row_too() -> None:
    signs = Signs(page(PAGE))
    rows = signs.rows()
    assert rows.shape == (4, len(names()))
    assert len(set(names()) | set(again_names())) == len(names()) + len(again_names())
    again = again_signs(signs, np.array([0.0, 0.2, 0.9, 1.0], dtype=np.float32))
    assert again.shape == (4, len(again_names()))
    assert np.isfinite(again).all()
    held = dict(zip(again_names(), again[2].tolist(), strict=True))
    assert held["odds at -1"] < 0 < held["odds"] < held["odds at +1"]
    assert held["mean of others in parent"] > 0.5


PIECES = st.sampled_from(
    ["<p>", "</p>", "<a href='x>y' b=", '<i class="q', ">", "<", "</", "<!--", "-->", "<script>", "</script>", "&amp;", "Rain ",
     "\r\n", "=\"", "'", "<br/>", "<svg/>", "</P >", "<!x>", "é"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=25).map("".join))
def test_tags_and_words_stand_where_they_are_said_to_in_order(text: str) -> None:
    at = 0
    for kind, name, start, end in tokens(text):
        assert at <= start < end <= len(text)
        if kind in ("words", "raw"):
            assert text[start:end] == name
        else:
            assert re.match(rf"</?{re.escape(name)}", text[start:end], re.IGNORECASE)
        at = end
    shown = page(text)
    for block in shown.blocks:
        for run in block.runs:
            if run.text_length == run.capture_length:
                seen, there = block.text[run.text_start : run.text_end], text[run.capture_start : run.capture_end]
                assert seen == re.sub(r"\s", " ", there)


def test_attributes_of_a_tag() -> None:
    assert dict(attributes('<a HREF=x class="y &amp; z" class=second hidden>')) == {
        "href": "x", "class": "y & z", "hidden": "",
    }  # fmt: skip
