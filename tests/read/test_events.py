"""Event mentions: triggers, who takes part, when, where, how sure, and who says so."""

from __future__ import annotations

import pytest
from texts import article, result

from firsthand.lang.happenings import inflected
from firsthand.model.readings import Attribution, EventMention, PlaceRef, TimeRef
from firsthand.model.units import ReadInput
from firsthand.read import carry, run


def told(body: str, headline: str = "") -> dict[str, EventMention]:
    text = article(body, headline).text
    return {x.trigger.of(text): x for x in result(body, headline).rows if isinstance(x, EventMention)}


def roles(body: str, trigger: str, headline: str = "") -> list[tuple[str, str]]:
    text = article(body, headline).text
    return [(r.role, r.span.of(text)) for r in told(body, headline)[trigger].roles]


@pytest.mark.parametrize(
    ("body", "trigger", "kind", "expected"),
    [
        ("Raiders attacked the mill at night.", "attacked", "attack", [("actor", "Raiders"), ("target", "mill")]),
        ("The mill was attacked by raiders.", "attacked", "attack", [("target", "mill"), ("actor", "raiders")]),
        ("The mill was hit by drones.", "hit", "attack", [("target", "mill"), ("instrument", "drones")]),
        ("An attack on the mill began at dawn.", "attack", "attack", [("target", "mill")]),
        ("A drone attack shook the town.", "attack", "attack", [("instrument", "drone")]),
        ("It collapsed, killing three millers.", "killing", "killing", [("victim", "three millers")]),
        ("The killing of two millers angered many.", "killing", "killing", [("victim", "two millers")]),
        (
            "Norland launched a drone attack on the mill.",
            "attack",
            "attack",
            [("actor", "Norland"), ("instrument", "drone"), ("target", "mill")],
        ),
        ("The raid, carried out by the Harbour Guard, began at dawn.", "raid", "attack", [("actor", "Harbour Guard")]),
        (
            "The raiders came at night and attacked the mill.",
            "attacked",
            "attack",
            [("actor", "raiders"), ("target", "mill")],
        ),
        (
            "It was odd that the old mill was hit by raiders.",
            "hit",
            "attack",
            [("target", "old mill"), ("actor", "raiders")],
        ),
        ("Those killed and injured were millers.", "killed", "killing", [("victim", "Those")]),
        ("Ann Heron, 62, (left) died in the fire.", "died", "death", [("victim", "Ann Heron")]),
        (
            "The mayor said the Harbour Guard claimed responsibility for the raid.",
            "raid",
            "attack",
            [("actor", "Harbour Guard")],
        ),
        ("The mayor said the raid was blamed on the Harbour Guard.", "raid", "attack", [("actor", "Harbour Guard")]),
    ],
)
def test_who_takes_part(body: str, trigger: str, kind: str, expected: list[tuple[str, str]]) -> None:
    assert told(body)[trigger].kind == kind
    assert roles(body, trigger) == expected


def test_a_headline_needs_no_verb_of_being() -> None:
    assert roles("Nothing else.", "killed", "Three millers killed in raid on mill") == [("victim", "Three millers")]


@pytest.mark.parametrize(
    ("body", "trigger", "polarity"),
    [
        ("Raiders attacked the mill.", "attacked", "told"),
        ("Raiders did not attack the mill.", "attack", "denied"),
        ("Raiders may have attacked the mill.", "attacked", "possible"),
        ("Raiders will attack the mill.", "attack", "planned"),
    ],
)
def test_as_the_text_has_it(body: str, trigger: str, polarity: str) -> None:
    assert told(body)[trigger].polarity == polarity


def test_what_only_looks_like_a_happening_is_none() -> None:
    assert not told("The strike group lay at anchor and the fire brigade watched.")
    assert "struck" not in told("They struck a deal with the miller.")


def test_times_places_and_attributions_are_those_of_its_sentence() -> None:
    body = "Raiders attacked the mill in London on 4 March 2031, the mayor said. Then they fled."
    rows = {r.id: r for r in result(body).rows}
    first, second = told(body)["attacked"], told(body)["fled"]
    when, where, said = rows[first.time or ""], rows[first.place or ""], rows[first.attribution or ""]
    assert isinstance(when, TimeRef)
    assert when.edtf == "2031-03-04"
    assert isinstance(where, PlaceRef)
    assert where.span.of(body) == "London"
    assert isinstance(said, Attribution)
    assert (second.time, second.place, second.attribution) == (None, None, None)


def test_a_month_is_no_march() -> None:
    assert "March" not in told("The mill burned on 6 March 2031. In March 2031 it was rebuilt.")
    assert told("The march began at noon.")["march"].kind == "protest"


def test_a_strike_of_workers_is_no_attack() -> None:
    def kinds(body: str) -> set[str]:
        rows = run(ReadInput(article(body, headline="Strike at Darma"))).rows
        return {r.kind for r in rows if isinstance(r, EventMention)}

    assert "walkout" in kinds("Dockers went on strike on Sunday. The union said the strike was about wages.")
    assert "attack" in kinds("The strike hit the mill on Sunday. The army said the air strike killed two militants.")


@pytest.mark.parametrize(
    ("body", "trigger", "kind"),
    [
        ("Soldiers watched the striking bakers of Narva, whose union asked for higher wages.", "striking", "walkout"),
        ("One of the bakers was struck by a stone near the mill.", "struck", "attack"),
        ("Guards fired rubber bullets at the bakers.", "fired", "shooting"),
        ("The fort fired two missiles at the island.", "fired", "launch"),
        ("A mill was on fire in Narva.", "fire", "fire"),
        ("The council suspended the ferry service to Kalda.", "suspended", "halt"),
        ("The council suspended two officers from the ferry company.", "suspended", "dismissal"),
        ("The mayor dismissed reports of a flood.", "dismissed", "rejection"),
        ("A trawler picked up six survivors.", "picked up", "rescue"),
        ("The blast shook the whole harbour.", "shook", "explosion"),
        ("Three millers lost their lives.", "lost", "death"),
        ("Two ferrymen are still missing.", "missing", "disappearance"),
        ("The board released footage of the flood.", "released", "release_of"),
    ],
)
def test_the_words_beside_a_trigger_say_what_it_reports(body: str, trigger: str, kind: str) -> None:
    assert told(body)[trigger].kind == kind


@pytest.mark.parametrize(
    ("body", "trigger"),
    [
        ("The skipper commanded the launch himself.", "launch"),
        ("She wrote it in the almanac for March and left.", "March"),
        ("The mayor tries to please everyone.", "tries"),
        ("A miller who asked not to be named was there.", "named"),
        ("The ferry kept clear of the rocks.", "clear"),
        ("Prices fell by six percent.", "fell"),
        ("The mayor held a press conference.", "conference"),
    ],
)
def test_the_words_beside_a_trigger_say_that_it_reports_nothing(body: str, trigger: str) -> None:
    assert trigger not in told(body)


def test_when_and_where_it_was_told_is_not_when_and_where_it_happened() -> None:
    body = "The mayor told reporters in London on 6 March 2031 that raiders attacked the mill in Paris on 4 March 2031."
    rows = {r.id: r for r in result(body).rows}
    when, where = (rows[x or ""] for x in (told(body)["attacked"].time, told(body)["attacked"].place))
    assert isinstance(when, TimeRef)
    assert when.edtf == "2031-03-04"
    assert isinstance(where, PlaceRef)
    assert where.span.of(body) == "Paris"
    assert told("The mayor told reporters on 6 March 2031 that the mill was attacked.")["attacked"].time is None


def test_a_day_of_one_happening_is_not_that_of_another_before_it() -> None:
    held = told("The ferry sank on 6 March 2031, a few hours after raiders attacked it.")
    assert held["sank"].time is not None
    assert held["attacked"].time is None


def test_words_are_stems_without_grammar() -> None:
    assert told("The raiders attacked the mills.")["attacked"].terms == ("attack", "mill", "raid")


def test_a_copy_gets_the_rows_that_reading_it_gives() -> None:
    one = article("Raiders attacked the mill\nin London on 4 March 2031, the mayor said.", "Mill attacked")
    other = article("Raiders attacked  the mill in London on 4 March 2031, the mayor said.", "Mill attacked", shift=9)
    carried = carry(run(ReadInput(one)), ReadInput(one), ReadInput(other)).rows
    assert [x for x in carried if isinstance(x, EventMention)] == [
        x for x in run(ReadInput(other)).rows if isinstance(x, EventMention)
    ]


def test_a_language_without_words_for_happenings_gives_none() -> None:
    from dataclasses import replace

    rows = run(ReadInput(replace(article("Raiders attacked the mill."), language="xx"))).rows
    assert not [x for x in rows if isinstance(x, EventMention)]


def test_forms_of_verbs() -> None:
    assert inflected("deny") == {"deny", "denies", "denied", "denying"}
    assert inflected("strike", ("struck",)) == {"strike", "strikes", "struck", "striking"}
    assert "stoping" not in inflected("stop", ("stopped", "stopping"))
    assert "opened fire" in inflected("open fire", ("opened fire", "opening fire"))
