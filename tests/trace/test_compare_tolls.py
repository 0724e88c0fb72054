"""Tolls of one happening are laid side by side, however few words they share; those of several are not."""

from __future__ import annotations

from tests.trace.pages import compared, page

Told = list[tuple[str, str]]
MARCH = (
    "Quay guards fired at dockers who marched on the salt harbour of Tern on Thursday, the dockers' union said. "
    "The march on the salt harbour began at the old customs hall, and the guards of the harbour board stopped it there."
)


def parted(*pages: tuple[str, str, str]) -> list[tuple[str, set[str]]]:
    """Kind and values of what parts by number."""
    found, _ = compared(*(page(*x) for x in pages))
    return sorted((d.kind, {v.value.split()[0] for v in d.values}) for d in found if d.slot == "number")


def of_one(text: str) -> list[tuple[str, set[str]]]:
    return parted(("Harbour Courier", "15 March 2031", text))


def test_rival_tolls_in_one_article_are_told_though_they_share_no_word() -> None:
    text = f"{MARCH}\n\nNine people died of gunshot wounds, the Saint Anne Hospital says. Police have acknowledged four deaths. "
    assert of_one(text + "The DUT puts the number of the dead at 17.") == [("contradiction", {"9", "4", "17"})]


def test_one_party_s_two_figures_are_no_rivals() -> None:
    text = f"{MARCH}\n\nNine people died, the Saint Anne Hospital says. Two died in its halls, the Saint Anne Hospital says."
    assert of_one(text) == []


def test_the_dead_of_another_day_are_of_another_happening() -> None:
    text = f"{MARCH}\n\nNine people died on Thursday, the Saint Anne Hospital says. "
    text += "Four people had died on 3 March when a barge sank, police said."
    assert of_one(text) == []


def test_where_one_voice_counts_one_happening_after_the_other_nothing_is_told() -> None:
    text = f"{MARCH}\n\nNine people were killed at the mole, police said.\n\n"
    text += "By noon four had died near the pier, police said.\n\n"
    text += "Six were killed below the lock, police said.\n\nEleven bodies were brought in, Saint Anne Hospital says."
    assert of_one(text) == []


def test_a_toll_grows_from_one_article_of_a_story_to_the_next() -> None:
    first = ("Harbour Courier", "14 March 2031", f"{MARCH}\n\nSeven bodies lay in Saint Anne Hospital, a nurse said.")
    last = ("The Lantern", "17 March 2031", f"{MARCH}\n\nIn all nine people were killed, Ann Heron told the Lantern.")
    assert parted(first, last) == [("evolving_tally", {"7", "9"})]


def test_what_somebody_still_counts_has_not_grown() -> None:
    first = ("Harbour Courier", "14 March 2031", f"{MARCH}\n\nFour people were killed, police said.")
    text = f"{MARCH}\n\nNine people were killed, Ann Heron told the Lantern. Only four were killed, police said."
    assert parted(first, ("The Lantern", "17 March 2031", text)) == [("contradiction", {"9", "4"})]


def test_two_articles_of_a_fresh_happening_may_be_an_hour_apart() -> None:
    first = ("Harbour Courier", "14 March 2031", f"{MARCH}\n\nSeven bodies lay in Saint Anne Hospital, a nurse said.")
    last = ("The Lantern", "14 March 2031", f"{MARCH}\n\nIn all nine people were killed, Ann Heron told the Lantern.")
    assert parted(first, last) == []


def test_of_two_counts_in_much_the_same_words_on_the_day_itself_the_greater_has_grown() -> None:
    five = "Five dockers were killed on Thursday when guards opened fire on a march at the salt harbour of Tern{}."
    seven = (
        "When guards opened fire at the salt harbour of Tern on Thursday seven dockers were killed on their march{}."
    )
    first = ("Harbour Courier", "13 March 2031", five.format(""))
    assert parted(first, ("The Lantern", "13 March 2031", seven.format(""))) == [("evolving_tally", {"5", "7"})]
    first = ("Harbour Courier", "13 March 2031", five.format(", police said"))
    last = ("The Lantern", "13 March 2031", seven.format(", the Saint Anne Hospital said"))
    assert parted(first, last) == [("contradiction", {"5", "7"})]


def test_what_had_been_told_before_is_of_that_day() -> None:
    text = f"{MARCH}\n\nNine dockers are missing, the harbour board said. "
    text += "On Thursday the union had put the number of missing at seven."
    assert of_one(text) == []


def test_of_so_many_some_are_missing_and_no_more() -> None:
    text = f"{MARCH}\n\nNine of the 25 marchers are missing, the Harbour Board said. {{}} are missing, Saint Anne Hospital says."
    assert of_one(text.format("Eleven marchers")) == [("contradiction", {"9", "11"})]
    assert of_one(text.format("Nine marchers")) == []


def test_what_a_voice_gave_before_is_no_rival_of_what_it_gives_now() -> None:
    first = ("Harbour Courier", "14 March 2031", f"{MARCH}\n\nFour people were killed, police said.")
    text = f"{MARCH}\n\nFour people were killed, the Saint Anne Hospital said that night. Police have acknowledged eleven deaths."
    last = ("The Lantern", "20 March 2031", text)
    assert parted(last) == [("contradiction", {"4", "11"})]
    assert "contradiction" not in [kind for kind, _ in parted(first, last)]
