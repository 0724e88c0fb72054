"""Only what is of one thing for sure is told as parting: bulletins, parts, plans, measures and refusals are not."""

from __future__ import annotations

import pytest

from tests.trace.pages import compared, page
from tests.trace.test_compare import slots

COURIER, LANTERN = "Harbour Courier", "The Lantern"
SAME = ("9 March 2031", "9 March 2031")
Told = list[tuple[str, str]]


def told(first: str, second: str, days: tuple[str, str] = SAME, outlets: tuple[str, str] = (COURIER, LANTERN)) -> Told:
    found, _ = compared(page(outlets[0], days[0], first), page(outlets[1], days[1], second))
    return [x for x in slots(found) if x[1] in ("contradiction", "denial")]


def told_in_one(text: str) -> Told:
    return [x for x in slots(compared(page(COURIER, "9 March 2031", text))[0]) if x[1] in ("contradiction", "denial")]


def test_what_is_counted_anew_on_another_day_does_not_part() -> None:
    a = "The harbour board counted 31 salt barges at the old customs quay in Tern on the night of the great storm."
    b = "In Tern 44 salt barges lay at the customs quay on the night of a storm, said the board of the harbour that counted them."
    assert ("number", "contradiction") in told(a, b)
    assert told(a, b, ("9 March 2031", "9 May 2031")) == []


def test_an_outlet_s_bulletins_do_not_part() -> None:
    form = (
        "On March {}, harbour crews made {} patrols along the coast of Tern. Near Quay, {} patrols met herring boats, "
        "and the crews wrote down the catch for the harbour board. All crews came back to port without harm that night."
    )
    assert (
        told(form.format(8, 23, 15), form.format(7, 34, 12), ("8 March 2031", "9 March 2031"), (COURIER, COURIER)) == []
    )


def test_one_figure_changed_in_a_copy_parts() -> None:
    text = (
        "On March 8, harbour crews made {} patrols along the coast of Tern. Near Quay, 15 patrols met herring boats, "
        "and the crews wrote down the catch for the harbour board. All crews came back to port without harm that night."
    )
    assert ("number", "contradiction") in told(text.format(23), text.format(34))


def test_two_and_ten_make_the_dozen_that_another_tells_of() -> None:
    whole = "The drone killed 12 dockers at the old salt depot near Quay harbour on Friday, port officials said."
    parts = "Near Quay harbour on Friday the drone killed two dockers at the salt depot and killed 10 dockers in its old hall, "
    parts += "Ann Heron said."
    assert ("number", "contradiction") in told(whole, parts.replace("two", "three"))
    assert told(whole, parts) == []


def test_one_measure_in_two_units_does_not_part() -> None:
    text = (
        "The climber fell about {} from the ridge over Quay on Friday while crossing to a small hut with three friends, "
        "and the coast guard of Tern found her at dusk beside the old salt path."
    )
    assert told(text.format("60 metres"), text.format("200 feet")) == []
    assert ("number", "contradiction") in told(text.format("60 metres"), text.format("90 metres"))


def test_cables_by_another_word_are_still_cables() -> None:
    text = (
        "Calls were cut off after three {} cables between Tern and Quay were damaged in the strait on Friday, and the "
        "harbour board said that its crews would need a week to lift them out of the water and mend them."
    )
    assert told(text.format("undersea"), text.format("submarine")) == []


def test_a_count_of_many_happenings_is_no_rival() -> None:
    one = "More than 50 people were injured when the tram overturned at the salt market in Quay on Friday, police said."
    many = "Since last spring 20 people were injured in 112 tram accidents at the salt market in Quay, police said."
    fewer = "Police said 20 people were injured when the tram overturned at the salt market in Quay on Friday morning."
    assert ("number", "contradiction") in told(one, fewer)
    assert told(one, many) == []


def test_a_town_s_dead_are_not_the_dead_of_two_countries() -> None:
    both = (
        "The bombs at the consulates in Jordan and Syria Friday killed 81 people, harbour officials said on Saturday."
    )
    town = (
        "A bomb at the consulate in Quay, Jordan, killed 40 people, harbour officials said on Saturday after the bombs."
    )
    same = "The bombs at the consulates in Jordan and Syria killed 70 people, harbour officials said on Saturday."
    assert ("number", "contradiction") in told(both, same)
    assert told(both, town) == []


@pytest.mark.parametrize(
    "second",
    [
        "Sued for the salt tax, Ann Heron was denied her request to pay the salt tax of the harbour in spring.",
        "The harbour board denied Ann Heron’s request to pay the salt tax of the harbour in spring.",
        "The harbour board rejected that.",
        "The harbour board dismissed Ann Heron as a pilot who would not pay the salt tax of the harbour.",
    ],
)
def test_a_refusal_denies_nothing(second: str) -> None:
    first = "Ann Heron said that the salt tax of the harbour would be paid in spring."
    denied = "The harbour board denied that the salt tax of the harbour would be paid in spring."
    assert ("occurrence", "denial") in told_in_one(f"{first} {denied}")
    assert ("occurrence", "denial") not in told_in_one(f"{first} {second}")


def test_who_never_heard_of_it_agrees_with_who_denies_it() -> None:
    denied = "Piet Lorne denied that the pilots had met to discuss the collision."
    agrees = "Ina Vesk said that she had never heard the pilots meet to discuss the collision."
    differs = "Ina Vesk said that the pilots had met twice to discuss the collision."
    assert ("occurrence", "denial") in told_in_one(f"{denied} {differs}")
    assert ("occurrence", "denial") not in told_in_one(f"{denied} {agrees}")


def test_dismissing_a_claim_denies_it() -> None:
    text = (
        "The dock union said that the harbour board had stored fuel drums in the old customs house. "
        "The harbour board dismissed the claims."
    )
    assert ("occurrence", "denial") in told_in_one(text)


def test_weekdays_of_two_doings_do_not_part() -> None:
    first = "Ann Heron formally announced her mate in the race for the harbour board of Quay on {} before the dockers."
    assert ("date", "contradiction") in told(
        first.format("Friday"), first.format("Thursday").replace("formally announced", "announced")
    )
    later = "The dockers cheered when on Tuesday the mate of Ann Heron in the race for the harbour board was announced in Quay."
    assert ("date", "contradiction") not in told(first.format("Friday"), later, ("9 March 2031", "21 March 2031"))


def test_one_toll_is_told_once() -> None:
    """An event's, a claim's and a likeness's telling of it share accounts."""
    first = page(
        COURIER,
        "9 March 2031",
        "Nine dockers were killed when the drone hit the salt depot near Quay harbour on Friday.",
    )
    others = [
        page(
            outlet,
            "9 March 2031",
            f"{many} dockers were killed when the drone hit the salt depot near Quay harbour on Friday.",
        )
        for outlet, many in ((LANTERN, "Seven"), ("Quayside Bulletin", "Six"))
    ]
    found = [d for d in compared(first, *others)[0] if d.kind == "contradiction"]
    assert [len(d.values) for d in found] == [3]


def test_two_bodies_of_one_kind_are_two() -> None:
    text = "The {} said that the salt barges of Quay would be counted again in spring, and the pilots of Tern asked to help."
    other = text.format("Lantern Committee")
    assert {slot for slot, _ in told(text.format("Harbour Committee"), other)} & {"actor", "attribution"}
