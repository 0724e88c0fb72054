"""What looks like two accounts that part and is none: days of two doings, counts of two countries, slips of the pen."""

from __future__ import annotations

import pytest

from tests.trace.pages import compared, page
from tests.trace.test_compare import slots

COURIER, LANTERN = "Harbour Courier", "The Lantern"


def of_two(first: str, second: str, days: tuple[str, str] = ("9 March 2031", "10 March 2031")) -> list[tuple[str, str]]:
    found, _ = compared(page(COURIER, days[0], first), page(LANTERN, days[1], second))
    return slots(found)


def test_days_of_two_doings_do_not_part() -> None:
    said = (
        "After the ferry disaster near Quay harbour, minister Ann Heron {} to officers of the coast guard and the navy."
    )
    journey, same, tribute = (
        said.format(x) for x in ("headed Monday", "headed Sunday with blankets", "paid tribute Tuesday")
    )
    assert ("date", "contradiction") in of_two(journey, same)
    assert ("date", "contradiction") not in of_two(journey, tribute)


def test_counts_of_one_country_and_of_two_do_not_part() -> None:
    both = "The twin bombs at the consulates in Jordan and Syria on Monday killed 257 people and wrecked two streets."
    one = (
        "The twin bombs at the consulates on Monday killed 247 people in Jordan and wrecked two streets in its capital."
    )
    other = "The twin bombs at the consulates in Jordan and Syria killed 240 people on Monday and left two streets in ruins."
    assert ("number", "evolving_tally") in of_two(both, other, ("10 March 2031", "10 March 2031"))
    assert "number" not in {slot for slot, _ in of_two(both, one, ("10 March 2031", "10 March 2031"))}


@pytest.mark.parametrize(
    "second",
    [
        "Six dockers were also killed when the drone hit the old salt depot near Quay harbour on Monday.",
        "The toll, initially six dockers killed when the drone hit the old salt depot near Quay harbour on Monday, is nine.",
        "Ann Heron was one of three dockers killed when the drone hit the old salt depot near Quay harbour on Monday.",
    ],
)
def test_a_part_or_a_first_count_is_no_rival(second: str) -> None:
    first = "Nine dockers were killed when the drone hit the old salt depot near Quay harbour on Monday."
    assert ("number", "contradiction") not in of_two(first, second)


def test_harm_in_two_places_is_not_held_together_by_words_of_harm() -> None:
    far = "Two people were killed and nine injured in a knife attack in a supermarket, reports said."
    near = "Ten people were killed and dozens more injured in separate gun and knife attacks, reports said."
    assert of_two(far, near) == []


def test_nobody_denies_what_they_say_themselves() -> None:
    own = (
        "The port authority said the fuel drums in the old customs house were stored by the Heron Group. "
        "The port authority denied that the fuel drums in the old customs house were stored by its own crews."
    )
    other = (
        "The dock union said the fuel drums in the old customs house were stored by port crews in winter. "
        "The port authority denied that the fuel drums in the old customs house were stored by port crews in winter."
    )
    assert ("occurrence", "denial") not in slots(compared(page(COURIER, "9 March 2031", own))[0])
    assert ("occurrence", "denial") in slots(compared(page(COURIER, "9 March 2031", other))[0])


def test_who_bears_a_deed_in_a_headline_is_not_who_did_it() -> None:
    first = "A woman of 59 died near Quay harbour on Monday when a lorry ran over her at the fish market, police said."
    last = (
        "The lorry had no brakes, said the police of Quay, and its driver was questioned on Monday about the accident."
    )
    one = page(COURIER, "9 March 2031", first, title="Quay Woman Killed In Lorry Accident At Fish Market")
    two = page(LANTERN, "9 March 2031", last, title="Tern Mother Killed In Fish Market Lorry Accident")
    assert "actor" not in {slot for slot, _ in slots(compared(one, two)[0])}
