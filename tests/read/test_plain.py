"""A copy that is not read gets what reading it would give: whatever white space, tags and captions stand around its words."""

from __future__ import annotations

import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firsthand.model.articles import PROSE, Article, Datum, Part, PartKind
from firsthand.model.ids import make_id, sha256
from firsthand.model.judgements import Judgement
from firsthand.model.readings import Attribution, PlaceRef, TimeRef
from firsthand.model.spans import OffsetMap, Run, Span, anchor
from firsthand.model.units import ReadInput
from firsthand.read import carry, likeness, run
from firsthand.read.plain import plain

Piece = tuple[PartKind, str]
STORIES: tuple[tuple[Piece, ...], ...] = (
    (
        ("headline", "Harrowmere port “closed until Friday”"),
        ("dateline", "HARROWMERE, Feb. 3"),
        (
            "body",
            "At least 27 dockers were hurt on Tuesday, port spokesman Oro Vann told the Quay Courier.\n\nHe said:",
        ),
        ("blockquote", "“We close the eastern basin until Friday. Two or three cranes fell.”"),
        ("body", "The Dockers' Union denied that. “Nobody asked us,” it said last week in Harrowmere and in Baghdad."),
        ("list", "Cost: $3 million, according to a memo\nDead: none, officials said"),
    ),
    (
        ("headline", "Mill opens"),
        ("body", "Vann's mill opened in 2029 and sold 40 tonnes a day, a person familiar with the talks said."),
    ),
)
SPACES = st.sampled_from([" ", "  ", "\u00a0", "\n", " \n\t", "\r\n"])
BREAKS = st.sampled_from(["\n\n", "\n \n", "\r\n\r\n\n"])
AROUND: tuple[Piece, ...] = (
    ("caption", "A crane."),
    ("tag", "Ports"),
    ("furniture", "Read more"),
    ("byline", "By Ina Orr"),
)
slow = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def article(pieces: tuple[Piece, ...], name: str) -> Article:
    """A page whose decoded text is a rim and the article's text."""
    rim, text, parts = f"<{name}>", "", []
    for kind, words in pieces:
        parts.append(Part(kind, Span(len(text), len(text) + len(words))))
        text += words + "\n\n"
    capture = sha256(name.encode())
    offsets = OffsetMap((Run(0, len(text), len(rim), len(text)),))
    data = (
        Datum("published", "2031-02-06", "metadata", None, None),
        Datum("outlet", "The Harrowmere Courier", "metadata", None, None),
    )
    id_ = make_id("article", capture, 0)
    return Article(id_, capture, Span(0, len(rim) + len(text)), text, tuple(parts), offsets, data, "en", "test")


@st.composite
def copies(draw: st.DrawFn) -> tuple[Article, Article]:
    story = draw(st.sampled_from(STORIES))
    return article(_varied(draw, story), "one"), article(_varied(draw, story), "two")


def _varied(draw: st.DrawFn, story: tuple[Piece, ...]) -> tuple[Piece, ...]:
    out: list[Piece] = []
    for kind, words in story:
        out += draw(st.lists(st.sampled_from(AROUND), max_size=2))
        spaced = re.split(r"(\s+)", words)
        spaced[1::2] = [draw(BREAKS if "\n\n" in blank else SPACES) for blank in spaced[1::2]]
        out.append((kind, "".join(spaced)))
    return tuple(out)


@slow
@given(copies())
def test_carried_over_is_what_reading_gives(pair: tuple[Article, Article]) -> None:
    one, two = map(ReadInput, pair)
    assert likeness(one) == likeness(two)
    assert carry(run(one), one, two) == run(two)
    assert carry(run(two), two, one) == run(one)


@slow
@given(copies())
def test_the_plain_article_has_the_words_and_knows_their_places(pair: tuple[Article, Article]) -> None:
    page = pair[0]
    laid = plain(page)
    for part in laid.article.parts:
        words = part.span.of(laid.article.text)
        assert words.split() == laid.back(part.span).of(page.text).split()
        for word in re.finditer(r"\S+", laid.article.text[: part.span.end]):
            span = Span(*word.span())
            assert laid.back(span).of(page.text) == word[0]
            assert laid.over(laid.back(span)) == span
            assert laid.article.offsets.to_capture(span) == page.offsets.to_capture(laid.back(span))


def test_a_story_is_read_in_full() -> None:
    kinds = {type(row) for row in run(ReadInput(article(STORIES[0], "one"))).rows}
    assert {Attribution, TimeRef, PlaceRef} <= kinds


def test_other_words_days_or_kinds_of_parts_are_another_likeness() -> None:
    story = STORIES[0]
    alike = likeness(ReadInput(article(story, "one")))
    other = (("headline", "Harrowmere port closed"), *story[1:])
    moved = (*story[:2], *(("list" if k in PROSE else k, w) for k, w in story[2:]))
    assert alike not in {likeness(ReadInput(article(pieces, "one"))) for pieces in (other, moved, story[:-1])}


def test_what_people_decided_on_is_read_itself() -> None:
    page = article(STORIES[1], "one")
    capture = "<one>" + page.text
    place = anchor(page.capture_id, capture, Span(capture.index("2029"), capture.index("2029") + 4))
    judged = Judgement("j-1", "2031-02-07T00:00:00Z", "Ada", "confirm", "mention", place)
    assert likeness(ReadInput(page, (judged,))) is None
