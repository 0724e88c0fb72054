"""What an article tells first: who, what, when, where, each with its words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from texts import article

from firsthand.model.articles import Article, Datum
from firsthand.model.units import Reading, ReadInput
from firsthand.read import run
from firsthand.read.brief import brief
from firsthand.read.brief_place import Seen
from firsthand.read.front import front

FILLER = "It had been a long and quiet winter for all of them. " * 12


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


@pytest.mark.parametrize(
    ("title", "text", "where"),
    [
        ("Dam breaks", "Geneva Herons cheered. A dam broke in Bern on Monday and water rose.", "Bern"),
        ("Dam breaks", "The mayor, who lived in Geneva, said a dam broke in Bern on Monday.", "Bern"),
        ("Dam breaks", "GENEVA, March 5 (AP) -- A dam broke. Boats were sent from Bern to help.", "GENEVA"),
        (
            "Dam breaks",
            "A dam broke in Bern, Switzerland, on Monday. Switzerland mourns; Switzerland will pay.",
            "Bern",
        ),
        ("Geneva tram crash: two named", "Two men were named. Both loved Bern. Bern mourns.", "Geneva"),
    ],
)
def test_where_is_the_place_of_what_is_told_first(title: str, text: str, where: str) -> None:
    assert told(text, title)[3] == where


@pytest.mark.parametrize(
    ("title", "text", "place", "sign", "shown"),
    [
        ("Dam breaks", "A dam broke in Bern.", "Bern", "early", True),
        ("Dam breaks", f"{FILLER} Bern is far.", "Bern", "early", False),
        ("Dam breaks", "A dam broke in Bern.", "Bern", "lies", True),
        ("Dam breaks", "They wrote to Bern.", "Bern", "lies", False),
        ("Bern tram crash", "Nobody was there.", "Bern", "tied", True),
        ("Bern was told of crash", "Nobody was there.", "Bern", "tied", False),
        ("Tram crash", "Talks were held in Bern.", "Bern", "tied", False),
        ("Tram crash", "Talks were held in Bern.", "Bern", "happens", True),
        ("Dam breaks", "A dam broke in Bern, Switzerland.", "Bern", "inner", True),
        ("Dam breaks", "Dams broke in Bern and Switzerland.", "Bern", "inner", False),
        ("Dam breaks", "GENEVA, March 5 (AP) -- A dam broke.", "GENEVA", "dateline", True),
        ("Dam breaks", "Bern — A dam broke.", "Bern", "dateline", True),
        ("Dam breaks", "A dam in Bern — an old one — broke.", "Bern", "dateline", False),
        ("Dam breaks", "A Bern American was hurt.", "Bern", "part", True),
        ("Dam breaks", "A Bern baker was hurt.", "Bern", "part", False),
        ("Dam breaks", "Oro Vann, 62, of Bern was hurt.", "Bern", "home", True),
        ("Dam breaks", "A man, from Bern, was hurt.", "Bern", "home", True),
        ("Dam breaks", "A man was hurt in Bern.", "Bern", "home", False),
    ],
)
def test_signs_of_a_place(title: str, text: str, place: str, sign: str, shown: bool) -> None:
    made = article(text, title)
    given_front = front(made, [x for x in run(ReadInput(made)).rows if isinstance(x, Reading)])
    (found,) = [p for p in given_front.places if p.span.of(made.text) == place]
    assert bool(Seen(given_front).signs(found)[sign]) is shown


def test_when_is_a_day_of_what_the_headline_tells() -> None:
    text = "Singers were cross. One had written on Monday that nobody came. The arrest of Oro Vann on Tuesday surprised them."
    assert told(f"{FILLER}{text}", "Oro Vann arrested")[2] in ("Tuesday", "on Tuesday")


def test_harm_told_only_to_say_which_is_not_who() -> None:
    who = told("Mara Lind wept. It was a fire that killed seven people.", "Mara Lind speaks of fire")[0]
    assert who == "Mara Lind"


@given(st.permutations(range(40)))
@settings(max_examples=25, deadline=None)
def test_the_order_of_readings_does_not_matter(order: list[int]) -> None:
    made = article(
        "A dam broke in Bern, Switzerland, on Monday and killed two men. Mara Lind left Geneva.", "Dam breaks"
    )
    rows = [x for x in run(ReadInput(made)).rows if isinstance(x, Reading)]
    mixed = [rows[n] for n in order if n < len(rows)]
    assert len(rows) <= len(order)
    assert brief(made, mixed) == brief(made, rows)
