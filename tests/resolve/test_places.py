"""Places by the gazetteer, and capitals that speak for their states."""

from __future__ import annotations

from firsthand.model.findings import Entity
from firsthand.model.units import InArticle, KnownPlace, NameUse, ResolveInput
from firsthand.resolve import run

NORTH = KnownPlace("g:1", 60.0, 25.0, "settlement")
SOUTH = KnownPlace("g:2", 40.0, 20.0, "settlement")
BESIDE = KnownPlace("g:3", 60.1, 25.1, "district")
LAND = KnownPlace("g:4", None, None, "country")
PLACES = (NORTH, SOUTH, BESIDE, LAND)


def place(name: str, *shown: InArticle) -> NameUse:
    return NameUse("place", name, (name,), len(shown), shown)


def told(article_id: str, gazetteer_id: str, n: int = 1) -> InArticle:
    return InArticle(article_id, places=((gazetteer_id, n),))


def entities(*names: NameUse) -> list[Entity]:
    return [e for e in run(ResolveInput(names, places=PLACES)).rows if isinstance(e, Entity)]


def test_two_spellings_with_one_gazetteer_id_are_one_place() -> None:
    (found,) = entities(place("Kalda", told("a-1", "g:1")), place("Caltaw", told("a-2", "g:1")))
    assert (found.keys, found.place) == (("Caltaw", "Kalda"), "g:1")
    assert "one place of the gazetteer (g:1)" in found.why


def test_two_spellings_that_do_not_agree_on_one_stay_apart() -> None:
    torn = InArticle("a-2", places=(("g:1", 1), ("g:4", 1)))
    assert len(entities(place("Kalda", told("a-1", "g:1")), place("Caltaw", torn))) == 2


def test_one_name_for_two_places_far_apart_is_two_with_the_reason() -> None:
    shown = (told("a-1", "g:1", 3), told("a-2", "g:2"), told("a-3", "g:1"))
    main, other = sorted(entities(place("Kalda", *shown)), key=lambda e: len(e.held))
    assert (main.keys, main.held, main.place) == (("Kalda",), (), "g:1")
    assert (other.keys, other.held, other.place) == ((), (("Kalda", "a-2"),), "g:2")
    assert "another place (g:2), far from g:1" in other.why


def test_a_town_and_its_district_or_what_has_no_point_are_not_parted() -> None:
    assert len(entities(place("Kalda", told("a-1", "g:1", 2), told("a-2", "g:3")))) == 1
    assert len(entities(place("Kalda", told("a-1", "g:1", 2), told("a-2", "g:4")))) == 1


def test_an_article_that_is_of_two_minds_is_not_parted() -> None:
    torn = InArticle("a-2", places=(("g:1", 1), ("g:2", 1)))
    assert len(entities(place("Kalda", told("a-1", "g:1", 3), torn))) == 1


def test_a_capital_that_acts_is_its_state_in_that_article_only() -> None:
    oslo = place("Oslo", InArticle("a-1", acts=1), InArticle("a-2", acts=1, where=1), InArticle("a-3"))
    state, city = sorted(entities(place("Norway", InArticle("a-1")), oslo), key=lambda e: e.name, reverse=True)
    if state.name != "Norway":
        state, city = city, state
    assert state.held == (("Oslo", "a-1"),)
    assert state.names == ("Norway", "Oslo")
    assert "a capital that speaks or acts for its state" in state.why
    assert (city.keys, city.held) == (("Oslo",), ())


def test_a_capital_that_speaks_and_is_nothing_else_is_no_party_of_its_own() -> None:
    (state,) = entities(place("Norway", InArticle("a-1")), place("Oslo", InArticle("a-1", speaks=True)))
    assert (state.name, state.held) == ("Norway", (("Oslo", "a-1"),))


def test_a_capital_whose_state_nobody_names_is_a_place() -> None:
    (city,) = entities(place("Oslo", InArticle("a-1", acts=1)))
    assert city.keys == ("Oslo",)
