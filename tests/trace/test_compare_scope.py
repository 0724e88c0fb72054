"""Of what a figure is told: of all, of a part, of another time; and that only figures of one scope are compared."""

from __future__ import annotations

import pytest

from firsthand.trace.compare_card import card
from tests.trace.pages import compared, page, readings

DAY = "5 March 2031"


def counted(body: str) -> list[tuple[str, float | None, tuple[str, ...]]]:
    """What each figure of a page is about, its least, and who is counted."""
    (given,) = readings(page("Harbour Courier", DAY, body))
    return [(c.about, c.low, c.keys) for row in card(given).lines for c in row.cells if c.slot == "number"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("The raid killed 12 and wounded 30 in the harbour.", [("killed", 12), ("wounded", 30)]),
        ("At least 12 people were killed, three of them children.", [("killed", 12), ("killed@part", 3)]),
        ("Twelve people, including two nurses, were killed.", [("killed", 12), ("killed@part", 2)]),
        ("Fourteen dockers were wounded, among them four boys.", [("wounded", 14)]),
        ("Of the 40 wounded, 12 are in hospital.", [("wounded", 40)]),
        ("Nine people died, four on Monday and five on Tuesday.", [("killed", 9)]),
        ("The other three people killed were named on Monday.", []),
        ("Divers found eight more bodies, bringing the death toll to 31.", [("killed", 31)]),
    ],
)
def test_a_part_of_those_told_of_is_no_rival_of_the_whole(body: str, expected: list[tuple[str, int]]) -> None:
    assert [(about, low) for about, low, _ in counted(body)] == expected


def test_a_rival_count_in_the_same_sentence_is_no_part() -> None:
    body = "The port said 12 people were killed, but the hospital said nine people were killed."
    assert [(about, low) for about, low, _ in counted(body)] == [("killed", 12), ("killed", 9)]


def test_those_told_side_by_side_are_summed_and_are_parts() -> None:
    assert set(counted("Six men and one woman died in the blast.")) == {
        ("killed", 7, ()),
        ("killed@part", 6, ("men",)),
        ("killed@part", 1, ("women",)),
    }
    assert [low for _, low, _ in counted("The blast killed 12 people and 300 goats.")] == [12, 300]


@pytest.mark.parametrize(
    ("body", "about"),
    [
        ("Five people were killed in a similar blast at the dock.", "killed@past"),
        ("A previous attack killed nine people.", "killed@past"),
        ("The blast was the worst since 2019, when 40 people died.", "killed@2019"),
        ("In May last year, a fire killed 40 people.", "killed@2030"),
        ("Figures show 20 people were injured between March 2028 and March 2029.", "wounded@2028"),
        ("The feud has killed 300 people since January.", "killed@period"),
        ("More than 900 people have been killed in the war.", "killed@wider"),
        ("Two people remain trapped.", "trapped@still"),
        ("Five people were initially trapped.", "trapped@first"),
        ("The flood killed 300 goats.", "killed@goat"),
        ("A blast on Monday killed nine people.", "killed"),
        ("The raid of 3 March killed nine people.", "killed"),
    ],
)
def test_another_time_or_reach_is_another_scope(body: str, about: str) -> None:
    assert [found for found, _, _ in counted(body)] == [about]


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("No casualties were reported from the blast.", 0),
        ("There were no immediate reports of casualties, with no deaths known.", 0),
        ("There were no casualties, the ministry said.", 1),
    ],
)
def test_none_reported_yet_is_no_count_but_a_denial_is(body: str, count: int) -> None:
    assert len(counted(body)) == count


def test_another_forty_beside_the_dead_are_all_of_the_wounded() -> None:
    assert [x[:2] for x in counted("The blast killed five people, injuring another 40.")] == [
        ("killed", 5),
        ("wounded", 40),
    ]
    assert counted("Another 40 people were injured.") == []


def test_a_number_before_a_name_counts_nobody_of_that_name() -> None:
    body = "A wave threw the ferry on its side, trapping five people and injuring another 40 Ann Heron/Post as it sank."
    assert [x for x in counted(body) if x[0] == "wounded"] == [("wounded", 40, ())]
    assert counted("As seen by Post Images 22 Friends of the dead were walking to the quay.") == []


def test_those_with_a_verb_of_their_own_do_not_take_the_one_before() -> None:
    body = "Two people remain trapped and more than 50 people have been injured after the blast."
    assert [(about, low) for about, low, _ in counted(body)] == [("trapped@still", 2), ("wounded", 50)]


WHOLE = "A blast at the Quay customs house on Monday morning killed seven people and wounded 50, the fire brigade said."
OUTLETS = ("Harbour Courier", "Quayside Bulletin")


@pytest.mark.parametrize(
    "other",
    [
        "The blast at the Quay customs house on Monday morning killed six men and one woman, the fire brigade said.",
        "The blast at the Quay customs house on Monday morning killed seven, three of them clerks, the brigade said.",
        "The blast at the Quay customs house on Monday morning was the worst since 2019, when 40 people were killed.",
        "After the blast at the Quay customs house on Monday morning no deaths were reported, the fire brigade said.",
    ],
)
def test_scopes_apart_are_no_discrepancy(other: str) -> None:
    found, _ = compared(page(OUTLETS[0], DAY, WHOLE), page(OUTLETS[1], DAY, other, title="Quay"))
    assert [d.words for d in found if d.slot == "number"] == []


def test_one_scope_with_other_figures_is_one() -> None:
    other = "The blast at the Quay customs house on Monday morning killed six men and three women, the brigade said."
    found, _ = compared(page(OUTLETS[0], DAY, WHOLE), page(OUTLETS[1], DAY, other, title="Quay"))
    assert [(d.slot, d.kind) for d in found] == [("number", "evolving_tally")]


def test_the_same_clock_on_days_taken_from_the_articles_is_one_time() -> None:
    words = "“I heard a crash at about {}, then shouting in the lane behind the mill,” said Ann Heron, who lives by the weir."
    one, two = (
        page(OUTLETS[0], DAY, words.format("6.15 a.m.")),
        page(OUTLETS[1], "6 March 2031", words.format("6.15am")),
    )
    assert [d for d in compared(one, two)[0] if d.slot == "date"] == []


def test_what_follows_a_shared_notice_is_no_change_of_one_name() -> None:
    notice = (
        "Subscribe to our letter from the coast and thank you for subscribing, we have sent you a mail to confirm it. "
    )
    one = page(
        OUTLETS[0], DAY, notice + "Invalid address Ann Heron has called the vote in the port a scandal without equal."
    )
    two = page(
        OUTLETS[1], DAY, notice + "Invalid address Tomas Weir will sail round the islands before the month is out."
    )
    assert [d for d in compared(one, two)[0] if d.slot == "actor"] == []
