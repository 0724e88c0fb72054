"""What becomes of two values of one slot."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.model.comparing import Card, Cell
from firsthand.model.readings import Bound
from firsthand.model.spans import Span
from firsthand.trace.compare import parting, tally
from firsthand.trace.compare_values import dates, verdict


def number(words: str, low: float | None, high: float | None, bound: Bound = "exactly", *keys: str) -> Cell:
    return Cell("number", "wounded", Span(0, len(words)), words, words, low=low, high=high, bound=bound, keys=keys)


def place(words: str, *keys: str, site: tuple[str, ...] = ()) -> Cell:
    return Cell("place", "attack", Span(0, len(words)), words, words, keys=keys, site=site)


def actor(*keys: str) -> Cell:
    return Cell("actor", "agent", Span(0, 1), " ".join(keys), " ".join(keys), keys=keys)


THIRTY_FOUR = number("34 injured", 34, 34)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (THIRTY_FOUR, number("injured 34", 34, 34), "same"),
        (THIRTY_FOUR, number("more than 30", 30, None, "more_than"), "differing_precision"),
        (THIRTY_FOUR, number("more than 40", 40, None, "more_than"), "contradiction"),
        (THIRTY_FOUR, number("43 injured", 43, 43), "contradiction"),
        (number("30 depots", 30, 30), number("more than 30 depots", 30, None, "more_than"), "differing_precision"),
        (number("seven", 7, 7), number("at least seven", 7, None, "at_least"), "same"),
        (number("dozens", 24, None, "at_least"), number("about 100", 100, 100, "about"), "differing_precision"),
        (number("dozens", 24, None, "at_least"), number("thousands", 2000, None, "at_least"), "contradiction"),
        (number("20 dockers", 20, 20, "exactly", "docker"), number("30 sailors", 30, 30, "exactly", "sailor"), "incomparable"),
        (number("20 dockers", 20, 20, "exactly", "docker"), number("30 people", 30, 30), "incomparable"),
        (number("40 dockers", 40, 40, "exactly", "docker"), number("30 people", 30, 30), "contradiction"),
    ],
)  # fmt: skip
def test_numbers(a: Cell, b: Cell, expected: str) -> None:
    assert verdict(a, b) == verdict(b, a) == expected


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("2031-03-04", "2031-03-04", "same"),
        ("2031-03", "2031-03-04", "differing_precision"),
        ("2031-03-03", "2031-03-05", "contradiction"),
        ("2031-03-01/2031-03-07", "2031-03-05", "differing_precision"),
        ("2031", "2030-12-31", "contradiction"),
        ("2031-21", "2031-03-05", "incomparable"),  # a season
        (None, "2031-03-05", "incomparable"),
    ],
)
def test_dates(a: str | None, b: str | None, expected: str) -> None:
    assert dates(a, b) == dates(b, a) == expected


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (place("in Norland", "=NL"), place("in Sudland", "=SL"), "contradiction"),
        (place("in Norland", "=NL"), place("Tower 9 in Norland", "=NL", site=("tower 9",)), "differing_precision"),
        (place("Tower 9", site=("tower 9",)), place("the Heron base", site=("heron",)), "contradiction"),
        (place("on the border", "=NL", "=SL"), place("in Norland", "=NL"), "differing_precision"),
        (place("in Norland", "=NL"), place("Norland", "=NL"), "same"),
        (place("Quay", "=NL", "settlement:quay"), place("Pier", "=NL", "settlement:pier"), "contradiction"),
        (place("Quay", "=NL", "settlement:quay"), place("Coast", "=NL", "region:coast"), "differing_precision"),
    ],
)
def test_places(a: Cell, b: Cell, expected: str) -> None:
    assert verdict(a, b) == verdict(b, a) == expected


def test_actors() -> None:
    assert verdict(actor("ann", "heron"), actor("heron")) == "differing_precision"
    assert verdict(actor("heron"), actor("marsh")) == "contradiction"
    assert verdict(actor("heron"), replace(actor("heron"), mood="possible")) == "differing_precision"


numbers = st.builds(
    number, st.sampled_from(["dozens", "several", "x"]), st.none() | st.integers(0, 50), st.none() | st.integers(0, 50),
    st.sampled_from(["exactly", "about", "at_least", "at_most", "more_than", "less_than", "between"]),
)  # fmt: skip


@given(numbers, numbers)
def test_which_comes_first_does_not_matter(a: Cell, b: Cell) -> None:
    assert verdict(a, b) == verdict(b, a)
    assert verdict(a, a) in ("same", "incomparable")


def test_a_count_that_grew_is_no_contradiction() -> None:
    three, five = replace(THIRTY_FOUR, low=3, high=3, words="3"), replace(THIRTY_FOUR, low=5, high=5, words="5")
    monday, tuesday = Card("a-1", None, "2031-03-03", ()), Card("a-2", None, "2031-03-04", ())
    assert parting(three, five, monday, tuesday) == "evolving_tally"
    assert parting(five, three, monday, tuesday) == "contradiction"  # it fell
    assert parting(three, five, monday, monday) == "contradiction"
    assert tally(three, five, "2031-03-03T08:00", "2031-03-03T20:00")
    ships = replace(three, about="count:price"), replace(five, about="count:price")
    assert parting(*ships, monday, tuesday) == "contradiction"  # prices do not only grow
    assert parting(*ships, monday, tuesday, ("2015",), ("2023",)) == "evolving_tally"  # each says as of when
