"""Where accounts part: told of invented pages, through the steps."""

from __future__ import annotations

import random

from firsthand.model.findings import Discrepancy
from firsthand.pipeline import STEPS
from tests.trace.pages import collated, compared, page, quoted

FIRST = page(
    "Harbour Courier",
    "4 March 2031",
    "On Monday a drone attack on a Sudlandic depot near the harbour of Quay killed three dockers and injured 34 others.",
    "The depot stood empty in the winter and was opened again by the port authority in February for the salt trade.",
)
SECOND = page(
    "Quayside Bulletin",
    "4 March 2031",
    "Three dockers were killed and more than 30 injured when a drone hit the depot near Quay harbour on Monday.",
    "Ferries to the islands were cancelled and the fish market stayed closed for the rest of the day.",
    title="Drone over the harbour",
)
LATER = page(
    "The Lantern",
    "6 March 2031",
    "The drone attack on the depot near Quay harbour on Monday killed five dockers, the hospital said.",
    title="Five dead after depot attack",
)


def slots(found: list[Discrepancy]) -> list[tuple[str, str]]:
    return sorted((d.slot, d.kind) for d in found)


def test_34_and_more_than_30_differ_in_precision() -> None:
    found, _ = compared(FIRST, SECOND)
    assert slots(found) == [("number", "differing_precision")]
    assert quoted(found[0], (FIRST, SECOND)) == {"injured 34 others", "more than 30 injured"}
    assert "Harbour Courier" in found[0].words
    assert "“more than 30 injured”" in found[0].words
    assert {v.who for v in found[0].values} == {"Harbour Courier", "Quayside Bulletin"}


def test_a_later_greater_count_is_a_tally_and_a_series() -> None:
    found, counted = compared(FIRST, LATER)
    assert ("number", "evolving_tally") in slots(found)
    assert ("number", "contradiction") not in slots(found)
    killed = next(s for s in counted if "killed" in s.of)
    assert [(p.as_of, p.low, p.falls) for p in killed.points] == [
        ("2031-03-04", 3.0, False),
        ("2031-03-06", 5.0, False),
    ]


def test_what_a_party_denies_is_laid_beside_what_it_denies() -> None:
    one = page(
        "Harbour Courier",
        "4 March 2031",
        "The Lantern reported that the port authority had stored fuel drums in the old customs house. "
        "The port authority later denied this report.",
    )
    found, _ = compared(one)
    assert slots(found) == [("occurrence", "denial")]


def test_two_accounts_of_what_was_struck() -> None:
    one = page(
        "Harbour Courier",
        "4 March 2031",
        "Norlandic officials said the attack hit Tower 9 in Jordan. A spokesman in Quay, Piet Lorne, told reporters "
        "that the strike targeted the Heron base in Syria.",
    )
    found, _ = compared(one)
    assert ("place", "contradiction") in slots(found)


def test_days_that_cannot_both_be() -> None:
    a = page(
        "Harbour Courier",
        "14 March 2031",
        "On 3 March, gunmen stormed the graduation ceremony of the naval college in Quay and took eleven cadets with them.",
    )
    b = page(
        "The Lantern",
        "16 March 2031",
        "The gunmen who stormed the naval college in Quay during its graduation ceremony on 5 March are still sought.",
        title="Still sought",
    )
    found, _ = compared(a, b)
    assert ("date", "contradiction") in slots(found)


def test_other_happenings_are_not_compared() -> None:
    other = page(
        "The Lantern",
        "4 March 2031",
        "A bus left the mountain road above Tern on Sunday; twelve pilgrims were injured.",
        title="Bus accident",
    )
    found, _ = compared(FIRST, other)
    assert found == []


def test_the_order_of_the_record_does_not_matter() -> None:
    given = collated((FIRST, SECOND, LATER))
    expected = STEPS["compare"].work(given)
    for seed in range(5):
        shuffled = list(given.cards)
        random.Random(seed).shuffle(shuffled)
        assert STEPS["compare"].work(type(given)(tuple(shuffled), given.variants[::-1], given.links[::-1])) == expected
    assert len({d.id for d in expected.rows}) == len(expected.rows)
