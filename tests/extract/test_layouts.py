"""One sample page a layout: what is expected of it lies beside it."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import LAYOUTS, NAMES, articles, cut

from firsthand.eval.layouts import stretch
from firsthand.eval.samples import shown
from firsthand.model.articles import PROSE
from firsthand.model.spans import Span


@pytest.mark.parametrize("name", NAMES)
def test_page_is_cut_as_expected(name: str) -> None:
    expected = json.loads((LAYOUTS / name / "expected.json").read_text(encoding="utf-8"))
    assert [shown(a) for a in articles(name)] == expected


@pytest.mark.parametrize("name", NAMES)
def test_parts_are_in_order_disjoint_and_hold_all_words(name: str) -> None:
    for a in articles(name):
        end = 0
        for part in a.parts:
            assert not a.text[end : part.span.start].strip()
            assert part.span.start >= end
            end = part.span.end
        assert end == len(a.text)


@pytest.mark.parametrize("name", NAMES)
def test_every_datum_has_its_words(name: str) -> None:
    text, _ = cut(name)
    for a in articles(name):
        for d in a.data:
            assert d.capture_span is not None
            assert d.words is not None
            assert "".join(d.words.split()) in "".join(unescape(d.capture_span.of(text)).split()) or d.kind == "link"


@pytest.mark.parametrize("name", NAMES)
def test_every_word_is_in_an_article_or_reported_left_out(name: str) -> None:
    text, result = cut(name)
    assert bool(result.problems) == (not articles(name))  # a page without an article says so
    covered = bytearray(len(text))
    held = [s for a in articles(name) for s in a.offsets.stretches(Span(0, len(a.text)))] + [
        x.span for x in result.left_out
    ]
    for span in held:
        covered[span.start : span.end] = b"\x01" * len(span)
    if not name.startswith(("textdump", "fallback")):
        return  # markup is neither
    assert not [i for i, c in enumerate(text) if not covered[i] and not c.isspace() and c != "\ufeff"]


@settings(max_examples=60, deadline=None)
@given(data=st.data(), name=st.sampled_from([n for n in NAMES if articles(n)]))
def test_a_span_taken_to_the_capture_gives_its_words(data: st.DataObject, name: str) -> None:
    text, _ = cut(name)
    a = data.draw(st.sampled_from(articles(name)))
    start = data.draw(st.integers(0, len(a.text)))
    span = Span(start, data.draw(st.integers(start, len(a.text))))
    got = "".join(
        unescape(s.of(text)) if s.of(text)[:1] == "&" else _plain(s.of(text)) for s in a.offsets.stretches(span)
    )
    assert "".join(unescape(got).split()) == "".join(span.of(a.text).split())


def _plain(stretch: str) -> str:
    """Its words: two stretches with nothing but a tag that breaks the line between them are one."""
    return re.sub(r"<[^<>]*>", "", stretch)


@pytest.mark.parametrize("name", [n for n in NAMES if (LAYOUTS / n / "truth.json").exists()])
def test_first_and_last_words_are_those_of_the_truth(name: str) -> None:
    text, _ = cut(name)
    truth = json.loads((LAYOUTS / name / "truth.json").read_text(encoding="utf-8"))["articles"]
    true = sorted(Span(*one["span"]).trim(text) for one in truth)
    assert [(s.of(text)[:30], s.of(text)[-30:]) for s in true] == [(t["begins"], t["ends"]) for t in truth]
    assert sorted(map(stretch, articles(name))) == true


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("html_index_of_teasers", "teaser: 151 characters of prose"),
        ("html_drupal", "teaser: "),
        ("html_h_feed", "comment"),
        ("html_articles_with_cards", "beside the articles"),
    ],
)
def test_what_is_no_article_is_reported_with_its_reason(name: str, why: str) -> None:
    text, result = cut(name)
    held = [line for line in result.left_out if line.why.startswith(why)]
    assert held
    assert all(line.span.of(text).strip() for line in held)


def test_prose_holds_no_footer_or_related_title() -> None:
    for name in NAMES:
        for a in articles(name):
            words = " ".join(p.span.of(a.text) for p in a.parts if p.kind in PROSE)
            assert "Posted by" not in words
            assert "Mole repaired" not in words
            assert "Leave a comment" not in words
