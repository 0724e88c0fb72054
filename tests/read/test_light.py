"""Verbs that attribute only with what follows them, and readings that others' edges put right."""

from __future__ import annotations

from dataclasses import replace

import pytest

from firsthand.model.spans import Span
from firsthand.read.attributions.light import light
from firsthand.read.attributions.mend import mend
from firsthand.read.attributions.relays import relays
from firsthand.read.labels import Relation
from firsthand.read.words import Paragraph, parse


def one(text: str) -> Paragraph:
    return parse(text, [(Span(0, len(text)), False)])[0]


def shown(p: Paragraph, r: Relation) -> tuple[str, str, str]:
    first, second, third = (" ".join(p.words[i] for i in part) for part in (r.source, r.cue, r.content))
    return first, second, third


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("The prosecutor's office still gives seven.", ("The prosecutor's office", "still gives", "seven")),
        ("A police log records the first call at 11:42.", ("A police log", "records", "the first call at 11 : 42")),
        ("Port officials speak of 1,400.", ("Port officials", "speak of", "1 , 400")),
        ("The harbour office admits to only four.", ("The harbour office", "admits", "to only four")),
        ("The clinic in Lesk counted four.", ("The clinic in Lesk", "counted", "four")),
        ("A diver put the depth at “fifty, not more”.", ("A diver", "put", "the depth at “ fifty , not more ”")),
        (
            "The clerk, Oro Vann, held the owner responsible.",
            ("The clerk , Oro Vann ,", "held", "the owner responsible"),
        ),
        ("Tide Radio raised the toll to six on Friday.", ("Tide Radio", "raised", "the toll to six on Friday")),
        (
            "The channel had itself published at 3:10 that morning that the mole held.",
            ("The channel", "had itself published", "the mole held"),
        ),
        (
            "The envoy is understood to have replied that he saw it.",
            ("The envoy", "is understood to have replied", "he saw it"),
        ),
        ("Norland has called on both sides to wait.", ("Norland", "has called on", "both sides to wait")),
        ("The office issued a note late on Monday condemning the raid.", ("The office", "condemning", "the raid")),
    ],
)
def test_light_verbs_attribute_with_what_follows_them(text: str, read: tuple[str, str, str]) -> None:
    p = one(text)
    assert [shown(p, r) for r in light(p, [])] == [read]


@pytest.mark.parametrize(
    "text",
    [
        "The storm put the ship at risk.",
        "Regulators could hold the owner liable.",
        "No diver put the depth at fifty.",
        "He gave the boy a boat.",
        "The firm raised prices to 40.",
        "The delegates' lists of 9 names were read out.",
    ],
)
def test_what_is_done_is_not_said(text: str) -> None:
    assert light(one(text), []) == []


def given(p: Paragraph, source: str, cue: str, content: str) -> Relation:
    def at(part: str) -> tuple[int, ...]:
        words, n = (
            part.split(),
            next((i for i in range(len(p.words)) if list(p.words[i:])[: len(part.split())] == part.split()), 0),
        )
        return tuple(range(n, n + len(words)))

    return Relation(at(cue), at(cue)[-1], at(source), at(content), 0.9, "test")


def test_what_stands_between_what_was_said_and_its_source_was_said_too() -> None:
    p = one("Early tests pointed to a fall, two brokers told Tide Radio.")
    (r,) = mend(p, [given(p, "two brokers", "told", "Early tests")])
    assert shown(p, r)[2] == "Early tests pointed to a fall"


def test_a_name_behind_the_verb_between_commas_speaks() -> None:
    p = one("In July, says Oro Vann of the Harbour Trust, a boat sank in the port.")
    (r,) = mend(p, [given(p, "", "says", "a boat sank in the port")])
    assert shown(p, r) == ("Oro Vann of the Harbour Trust", "says", "In July a boat sank in the port")


def test_what_is_said_over_two_sentences_holds_a_verb_of_the_first() -> None:
    p = one("Oro Vann said the clinic in Lesk counted four. He left at noon.")
    held = Relation((2,), 2, (0, 1), tuple(range(3, len(p.words))), 1.0, "test")
    assert [shown(p, r) for r in light(p, [held]) if r is not held] == [("the clinic in Lesk", "counted", "four")]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "whole"),
    [
        ("Mayor Oro Vann retorted that it rained.", "Mayor Oro", "retorted", "that it rained", "Mayor Oro Vann"),
        ("An official contacted Delta TV to say that it rained.", "An official contacted Delta TV", "to say",
         "that it rained", "An official"),
        ("The captain, Oro Vann, 51, from Lesk, was heard saying it rained.", "51 , from Lesk", "was heard",
         "it rained", "Oro Vann , 51 , from Lesk"),
    ],
)  # fmt: skip
def test_where_a_source_begins_and_ends(text: str, source: str, cue: str, content: str, whole: str) -> None:
    p = one(text)
    (r,) = mend(p, [given(p, source, cue, content)])
    assert shown(p, r)[0] == whole


@pytest.mark.parametrize(
    ("text", "first", "second", "cue", "content", "kept"),
    [
        ("A mate recalled the exchange.", "A mate", "the exchange", "recalled", "", "A mate"),
        ("Oro Vann, the mayor, told Delta TV it rained.", "Oro Vann , the mayor", "Delta TV", "told", "it rained",
         "Oro Vann , the mayor"),
        ("The party denied that, her aide, Ana Ruiz, termed it a lie.", "The party", "Ana Ruiz ,", "termed", "it a lie",
         "Ana Ruiz ,"),
        ("The letter, written by Ana Ruiz, says it rained.", "The letter", "Ana Ruiz ,", "says", "it rained",
         "The letter Ana Ruiz ,"),
        ("Narva, as its minister put it, saw nothing.", "Narva", "its minister", "put it", "saw nothing",
         "its minister"),
    ],
)  # fmt: skip
def test_of_two_pieces_one_is_the_source(text: str, first: str, second: str, cue: str, content: str, kept: str) -> None:
    p = one(text)
    held = given(p, first, cue, content)
    (r,) = mend(p, [replace(held, source=(*held.source, *given(p, second, cue, content).source))]) or [held]
    assert shown(p, r)[0] == kept


def test_what_helps_a_verb_is_no_part_of_the_source() -> None:
    p = one("Tide Radio had earlier quoted an officer to the same effect.")
    (r,) = mend(p, [given(p, "Tide Radio had earlier", "quoted", "an officer to the same effect")])
    assert shown(p, r)[0] == "Tide Radio"
    assert [(shown(p, x)[0], shown(p, x)[2]) for x in relays(p, [r])] == [
        ("Tide Radio", "to the same effect"),
        ("an officer", "to the same effect"),
    ]


def test_a_title_cut_short_ends_no_sentence() -> None:
    assert set(one("Speaking to Tide, Col. Oro Vann said no.").sentence) == {0}


def test_who_speaks_on_is_who_spoke_before() -> None:
    p = one("The tags were old, said the doctor, adding that two were torn.")
    whole = [given(p, "the doctor", "said", "The tags were old"), given(p, "The tags", "adding", "that two were torn")]
    assert shown(p, mend(p, whole)[1])[0] == "the doctor"


def test_who_stands_before_an_aside_speaks() -> None:
    p = one("The latter, asked whether it held, answered that it did.")
    (r,) = mend(p, [given(p, "", "answered", "that it did")])
    assert shown(p, r)[0] == "The latter"
