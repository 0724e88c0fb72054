"""What an article tells first: who, what, when, where, each with its words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from texts import article

from firsthand.model.articles import Article, Datum
from firsthand.model.units import Reading, ReadInput
from firsthand.read import run
from firsthand.read.brief import brief


def told(text: str, title: str = "", published: str = "2031-03-06") -> tuple[str | None, ...]:
    """Who, what, when and where, as the article words them."""
    made = replace(article(text, title), data=(Datum("published", published, "header_line", None, None),))
    found = brief(made, [x for x in run(ReadInput(made)).rows if isinstance(x, Reading)])
    spans = (found.who, found.what, found.when and found.when.span, found.where and found.where.span)
    return tuple(s.of(made.text) if s else None for s in spans)


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        (
            "Mara Lind opens shelters in Geneva",
            "Mayor Mara Lind opened two shelters in Geneva on Tuesday. The police chief, Oro Vann, was there.",
            ("Mara Lind", "Mara Lind opens shelters in Geneva", "on Tuesday", "Geneva"),
        ),
        (
            "Tram derails near the depot",
            "At least seven people were killed when a tram derailed in Zurich on Wednesday, Oro Vann said.",
            ("At least seven people", "Tram derails near the depot", "on Wednesday", "Zurich"),
        ),
    ],
)
def test_the_first_answers_stand_on_their_words(title: str, text: str, expected: tuple[str, ...]) -> None:
    who, what, when, where = told(text, title)
    assert (who, what, where) == (expected[0], expected[1], expected[3])
    assert when is not None
    assert when in expected[2]


def test_what_is_not_told_is_not_made_up() -> None:
    assert told("It rained all night and the roof held.", "A wet night") == (None, "A wet night", None, None)


def test_a_day_long_before_the_article_is_not_when() -> None:
    text = "Mara Lind opened the bridge. It had burned on 3 May 1998."
    assert told(text, "Mara Lind opens bridge")[2] is None


def test_an_article_without_words_gives_nothing() -> None:
    empty: Article = replace(article("x"), parts=())
    assert brief(empty, []) == type(brief(empty, []))(None, None, None, None)
