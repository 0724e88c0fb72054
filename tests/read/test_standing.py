"""Offices of persons, and how places are spoken of, by the words beside their names."""

from __future__ import annotations

import pytest

from firsthand.model.readings import Mention, MentionKind
from firsthand.model.spans import Span
from firsthand.read.names.standing import with_standing


def read(text: str, kind: MentionKind) -> tuple[str | None, str | None]:
    """The office and the use of the name between square brackets."""
    start, end = text.index("["), text.index("]") - 1
    text = text.replace("[", "").replace("]", "")
    words = text[start:end]
    name = " ".join(words.split()[-2:]) if kind == "person" else words
    (m,) = with_standing(text, [Mention("m-1", "a-1", Span(start, end), kind, name)])
    return (m.office.of(text) if m.office else None), m.use


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("[harbour commissioner Oro Vann] said so.", "commissioner"),
        ("[Gen. Oro Vann] said so.", "Gen."),
        ("[Kalda’s former Works Minister Mara Lind] said so.", "Minister"),
        ("[Mara Lind], the minister for works, said so.", "minister"),
        ("[Mara Lind], Kalda’s former prime minister, said so.", "prime minister"),
        ("[Mara Lind], who is the spokeswoman of the mill, said so.", "spokeswoman"),
        ("[Mara Lind] was the chief executive of the mill.", "chief executive"),
        ("[Mara Lind] (commander of the guard) said so.", "commander"),
        ("[the mayor’s daughter Mara Lind] was hurt.", None),
        ("[President Tamm’s brother Oro Vann] was hurt.", None),
        ("[Mara Lind], the mayor’s wife, was hurt.", None),
        ("[Mara Lind], a cousin of the mayor, was hurt.", None),
        ("[Mr Oro Vann] said so.", None),
        ("[Sgt. Oro Vann] was killed.", None),
        ("[Dr. Oro Vann] was hurt.", None),
        ("[Oro Vann], a student, was hurt.", None),
        ("[Oro Vann] told the minister so.", None),
        ("[Oro Vann], minister Mara Lind said, was hurt.", None),
        ("[Oro Vann], killed by a general, was a miller.", None),
        ("[Oro Vann] is a generally kind man.", None),
    ],
)
def test_a_public_office_is_told_by_the_words_with_the_name(text: str, office: str | None) -> None:
    assert read(text, "person")[0] == office


@pytest.mark.parametrize(
    ("text", "use"),
    [
        ("A fair was held in [Kalda] on Monday.", "where"),
        ("It burned near the [Kalda].", "where"),
        ("They live in the [city of Kalda].", "where"),
        ("[Kalda] wants talks.", "acts"),
        ("[Kalda] has also said so.", "acts"),
        ("[Kalda] is weighing an answer.", "acts"),
        ("They accused [Kalda] of it.", "acts"),
        ("[Kalda] flatly denies it.", "acts"),
        ("Last year [Kalda] and Narva signed a pact.", "acts"),
        ("They have influence over [Kalda].", "acts"),
        ("Given [Kalda]’s support for the mill, they left.", "acts"),
        ("The raid on [Kalda] killed two.", None),
        ("It was dictated by [Kalda].", "acts"),
        ("[Kalda]’s long occupation goes on.", "acts"),
        ("[Kalda]’s streets are empty.", None),
        ("[Kalda] is a town.", None),
        ("[the Norland Isles] want talks.", "acts"),
        ("Ships left for [the Norland Isles].", None),
        ("The [city of Kalda] burns.", "where"),
        ("They wrote to [Kalda].", None),
    ],
)
def test_a_place_acts_or_is_where_something_is(text: str, use: str | None) -> None:
    assert read(text, "place")[1] == use


@pytest.mark.parametrize(
    ("text", "use"),
    [
        ("[Leena Kask], 34, was hurt.", "private"),
        ("[Leena Kask] (34) was hurt.", "private"),
        ("[Leena Kask], aged 34, was hurt.", "private"),
        ("[Leena Kask], a retired school bus driver, was hurt.", "private"),
        ("[Leena Kask], a 34-year-old from Tessel, was hurt.", "private"),
        ("[Leena Kask], mother of three, was hurt.", "private"),
        ("A 34-year-old woman, [Leena Kask], was hurt.", "private"),
        ("The victim, [Leena Kask], was hurt.", "private"),
        ("[teacher Leena Kask] was hurt.", "private"),
        ("Her cousin [Leena Kask] was hurt.", "private"),
        ("[Leena Kask], 34 dockers and a cook were hurt.", None),
        ("[Leena Kask], the minister, 34, was hurt.", None),
        ("[minister Leena Kask], 34, was hurt.", None),
        ("[Leena Kask] met the teacher.", None),
        ("The teachers met [Leena Kask].", None),
    ],
)
def test_an_age_a_trade_or_kin_beside_a_name_tells_of_a_private_person(text: str, use: str | None) -> None:
    assert read(text, "person")[1] == use
