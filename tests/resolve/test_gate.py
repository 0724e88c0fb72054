"""Who is gathered across articles, and who stays within each."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.model.findings import Entity, Lineage, Retired
from firsthand.model.units import InArticle, NamePair, NameUse, ResolveInput
from firsthand.resolve import run
from firsthand.resolve.parties import Parties


def person(name: str, *shown: InArticle) -> NameUse:
    return NameUse("person", name, (name,), len(shown), shown)


def entities(*names: NameUse, decided: tuple[NamePair, ...] = ()) -> list[Entity]:
    return [e for e in run(ResolveInput(names, decided)).rows if isinstance(e, Entity)]


def test_a_person_with_an_office_anywhere_is_one_party_everywhere() -> None:
    (found,) = entities(person("Oro Vann", InArticle("a-1", office="mayor"), InArticle("a-2")))
    assert (found.keys, found.held, found.public) == (("Oro Vann",), (), True)
    assert found.public_why == "has a public office, “mayor” (article a-1)"


def test_a_namesake_of_whom_an_age_or_a_trade_is_told_is_somebody_else() -> None:
    shown = (InArticle("a-1", office="mayor"), InArticle("a-2"), InArticle("a-3", private=1))
    public, private = sorted(entities(person("Oro Vann", *shown)), key=lambda e: not e.public)
    assert (public.keys, public.held) == (("Oro Vann",), ())
    assert (private.keys, private.held, private.public) == ((), (("Oro Vann", "a-3"),), False)


def test_an_official_whose_age_is_told_with_the_office_is_the_same() -> None:
    (found,) = entities(
        person("Oro Vann", InArticle("a-1", office="mayor"), InArticle("a-2", office="mayor", private=1))
    )
    assert found.public


def test_an_office_told_of_the_full_name_makes_the_short_one_public_too() -> None:
    (found,) = entities(person("Oro Vann", InArticle("a-1", office="mayor")), person("Vann", InArticle("a-2")))
    assert found.keys == ("Oro Vann", "Vann")


def test_a_source_is_gathered_from_the_articles_that_quote_it_only() -> None:
    shown = (InArticle("a-1", speaks=True), InArticle("a-2", forms=("Leena Kask",)), InArticle("a-3", speaks=True))
    public, private = sorted(entities(person("Leena Kask", *shown)), key=lambda e: not e.public)
    assert public.held == (("Leena Kask", "a-1"), ("Leena Kask", "a-3"))
    assert (public.keys, private.keys) == ((), ())
    assert private.held == (("Leena Kask", "a-2"),)
    assert private.public_why.startswith("no dossier")


def test_a_private_person_is_one_in_each_article_with_that_articles_forms_only() -> None:
    one = InArticle("a-1", forms=("Leena Kask", "Mrs Kask"))
    two = InArticle("a-2", forms=("Leena Kask",))
    first, second = sorted(entities(person("Leena Kask", one, two)), key=lambda e: e.held)
    assert (first.names, second.names) == (("Kask", "Leena Kask", "Mrs Kask"), ("Leena Kask",))
    assert first.id != second.id
    assert not first.public


def test_joining_two_private_names_by_hand_opens_no_dossier() -> None:
    names = (person("Leena Kask", InArticle("a-1")), person("Leena Tamm", InArticle("a-1")))
    (found,) = entities(*names, decided=(NamePair(True, "Leena Kask", "Leena Tamm", "j-1"),))
    assert not found.public


def test_no_lineage_of_private_persons_is_kept() -> None:
    rows = run(ResolveInput((person("Leena Kask", InArticle("a-1")),))).rows
    assert not any(isinstance(row, Lineage | Retired) for row in rows)


def test_the_id_of_one_who_is_no_longer_public_leads_to_the_private_one_and_goes_on_doing_so() -> None:
    before = run(ResolveInput((person("Leena Kask", InArticle("a-1", speaks=True)),))).rows
    (public,) = (e for e in before if isinstance(e, Entity))
    former = tuple(x for x in before if isinstance(x, Lineage))
    now = (person("Leena Kask", InArticle("a-1")),)
    first = run(ResolveInput(now, former=former)).rows
    (private,) = (e for e in first if isinstance(e, Entity))
    retired = tuple(x for x in first if isinstance(x, Retired))
    assert retired == (Retired(public.id, private.id),)
    again = run(ResolveInput(now, retired=retired)).rows
    assert [x for x in again if isinstance(x, Retired)] == list(retired)


@pytest.mark.parametrize("first", ["e-a", "e-c"])
def test_a_statement_is_never_led_to_a_private_person_of_the_same_name_in_another_article(first: str) -> None:
    """Whichever id sorts first."""
    source = Entity(
        "e-b", "person", "Leena Kask", ("Leena Kask",), (), "", (("Leena Kask", "a-1"),), True, "is a source"
    )
    victim = replace(source, id=first, held=(("Leena Kask", "a-2"),), public=False, public_why="no dossier")
    assert Parties((source, victim), ()).entity("Leena Kask") == "e-b"
    assert Parties((victim,), ()).entity("Leena Kask") is None


shows = st.builds(
    InArticle,
    st.sampled_from(["a-1", "a-2", "a-3", "a-4"]),
    office=st.sampled_from([None, None, None, "mayor"]),
    speaks=st.booleans(),
)
people = st.lists(
    st.builds(
        lambda name, shown: person(name, *sorted(shown, key=lambda s: s.article_id)),
        st.sampled_from(["Leena Kask", "Oro Vann", "Kask", "Leena J. Kask", "Vann"]),
        st.lists(shows, min_size=1, unique_by=lambda s: s.article_id),
    ),
    unique_by=lambda use: use.name,
)


@given(people)
def test_every_name_in_every_article_leads_to_one_entity_and_private_ones_stay_in_theirs(names: list[NameUse]) -> None:
    found = entities(*names)
    assert len({e.id for e in found}) == len(found)
    for use in names:
        for shown in use.shown:
            held = [e for e in found if (use.name, shown.article_id) in e.held]
            led = held or [e for e in found if use.name in e.keys]
            assert len(led) == 1
            assert led[0].public or len({article_id for _, article_id in led[0].held}) == 1
            assert led[0].public or not (shown.office or shown.speaks)
