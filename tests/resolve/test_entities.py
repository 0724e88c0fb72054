from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.model.findings import Entity
from firsthand.model.readings import MentionKind
from firsthand.model.units import InArticle, NamePair, NameUse, ResolveInput
from firsthand.resolve import run

MINISTER = (InArticle("a-1", office="minister"),)


def use(kind: MentionKind, name: str, *forms: str, articles: int = 1) -> NameUse:
    """A name; a person's with an office, since others are not joined: see `test_gate`."""
    return NameUse(kind, name, forms or (name,), articles, MINISTER if kind == "person" else ())


def entities(*names: NameUse, decided: tuple[NamePair, ...] = ()) -> list[Entity]:
    return [e for e in run(ResolveInput(names, decided)).rows if isinstance(e, Entity)]


def together(kind: MentionKind, *names: str) -> bool:
    return len(entities(*(use(kind, n) for n in names))) == 1


SAME: list[tuple[MentionKind, tuple[str, ...]]] = [
    ("person", ("Ilmar Kask", "ILMAR KASK", "Ilmar Kásk", "General Ilmar Kask", "Kask")),
    ("person", ("Yusuf al-Rahmani", "Yusuf el-Rahmani", "Yusuf Al Rahmani", "al-Rahmani")),
    ("person", ("Ilmar Kask", "Ilmar J. Kask")),
    ("organisation", ("Narva Peace Front", "NPF")),
    ("organisation", ("Bank of Narva", "The Bank of Narva’s", "BoN".upper())),
    ("place", ("U.S.", "US", "United States", "the United States")),
    ("outlet", ("Al-Hadara", "Al Hadara TV", "Al-Hadara satellite channel")),
    ("person", ("Mohamed Hussain Kaldi", "Muhammad Hussein al-Kaldi")),
    ("place", ("Tolhamrin", "Tolhamreen")),
    ("place", ("Kalda", "Kalda province", "Kalda city")),
    ("group", ("PMU", "Popular Mobilization Forces", "Popular Mobilisation Units")),
    ("group", ("Kalda Resistance of Narva", "Kalda Resistance in Narva")),
    ("organisation", ("US State Department", "State Department")),
    ("organisation", ("Iraqi Peat Safety Council", "Peat Safety Council")),
    ("organisation", ("Kalda Cement SA", "Kalda Cement")),
    ("person", ("Wang Tam", "Wang")),
    ("organisation", ("Works Ministry", "Ministry of Works")),
    ("group", ("Kalda Brigades", "Brigades of the Kalda")),
    ("organisation", ("Kalda Bay Shipping", "Kalda Bay")),
    ("place", ("the Norwegian-Swedish border", "Norway-Sweden border")),
]
SAME += [
    ("organisation", ("Kenyan defence ministry", "Kenya’s Ministry of Defense", "ministry of defence")),
    ("organisation", ("Kenyan army", "Kenya’s armed forces", "Kenyan military", "the army")),
    ("organisation", ("Kenyan Ministry of Health and Social Welfare", "Kenyan health ministry")),
    ("place", ("Kenya", "Nairobi government", "Kenyan side", "Kenyan authorities", "the Kenyan state")),
    ("group", ("Fifth Infantry Division", "Fifth Division")),
    ("organisation", ("Kalda Women’s Hospital", "Kalda hospital")),
    ("organisation", ("Kalda Police Department", "Kalda Police")),
    ("person", ("Nabil Abd al-Rahim", "Nabil Abdelrahim")),
    ("person", ("Enayatollah Sangar", "Inayatullah Sangar")),
    ("person", ("Ilmar Tamm Wad Kask", "Ilmar Tamm")),
    ("person", ("Ana Ruiz Ortega", "Ruiz")),
    ("person", ("Ilmar Kask", "I. Kask")),
    ("place", ("Port of Kalda", "Kalda port")),
    ("place", ("Kalda fuel depot", "Kalda depot")),
    ("organisation", ("UNHCR", "UN refugee agency", "the U.N. refugee agency")),
    ("person", ("Karim Mohsen al-Kaldi", "Kareem Muhsin Kaldi")),
    ("person", ("Abu Layth al-Kaldi", "Abu Laith Kaldi")),
    ("person", ("Ilmar Tamvora", "Ilmar Tamvoreh")),
    ("group", ("Saraya al-Noor al-Mobin", "Saraya Nur al-Mubin")),
    ("place", ("Khirbet Tamr", "Kherbet Tamr")),
    ("place", ("the Norwegian-Swedish border", "Sweden-Norway border")),
    ("place", ("Kalda gas plant", "Kalda plant")),
    ("place", ("Oman", "Sultanate of Oman")),
    ("organisation", ("Federal Ministry of Peat", "Ministry of Peat")),
    ("organisation", ("Heron Centre for River Studies", "Heron Centre")),
    ("organisation", ("Ministry of Peat Works of the Kalda Region", "Ministry of Peat Works")),
    ("group", ("71st Brigade of the Free Narva Forces", "71st Brigade")),
    ("organisation", ("Coast Security Directorate", "Coast Security")),
    ("group", ("Movement of the Sons of Kalda", "Sons of Kalda")),
    ("outlet", ("Channel Narva English", "Channel Narva")),
    ("place", ("Tal Meskhrat", "Tell Muskhrit")),
    ("person", ("Şervan Kaldi", "Shervan Kaldi")),
    ("person", ("Terrence Kask", "Terry Kask")),
]
APART: list[tuple[MentionKind, tuple[str, ...]]] = [
    ("group", ("Sons of Kalda", "Kalda")),
    ("organisation", ("Kalda Cement", "Kalda Cement Workers")),
    ("person", ("Ilmar Kask", "Ilmar")),
    ("group", ("Free Narva Front", "Narva Front")),
    ("person", ("Ilmar Kask", "Ilmar Tamm")),
    ("person", ("Ilmar Kask", "Leena Kask")),
    ("outlet", ("Narva News", "News")),
    ("organisation", ("National Police", "National Party")),
    ("group", ("Kataib Hezbollah", "Hezbollah")),
    ("person", ("Barak Ravid", "Barak Obama")),
    ("person", ("Maria Kask", "Mario Kask")),
    ("place", ("Kalda", "Kalda airport")),
    ("place", ("Hama", "Hamas")),
    ("organisation", ("Kalda University", "University of Kalda")),
    ("organisation", ("Kalda Bay Shipping", "Kalda Bay Workers")),
    ("organisation", ("Iraqi Peat Safety Council", "Syrian Peat Safety Council", "Peat Safety Council")),
    ("organisation", ("is", "Islamic State")),
    ("organisation", ("Kenyan defence ministry", "Iraqi defence ministry", "defence ministry")),
    ("organisation", ("U.S. Army", "U.S. military")),
    ("place", ("United States", "Washington state")),
    ("organisation", ("Supreme Court", "Supreme Works Court")),
    ("organisation", ("General Hospital", "General Works Hospital")),
    ("person", ("Ahmed Hassan Kask", "Ahmed Hassan")),
    ("person", ("Ilmar Kask", "Indrek Kask", "I. Kask")),
    ("organisation", ("Narva Police Families", "Narva Police")),
    ("outlet", ("Kenyan state television", "Kenyan state")),
    ("person", ("Jon Horst", "Jon Hurst")),
    ("person", ("Petra Tamm", "Petro Tamm")),
    ("person", ("Mohammed Kaldi", "Mahmoud Kaldi")),
    ("place", ("Tell Hamis", "Tell Humus")),
    ("place", ("the Norwegian-Swedish border", "the Norwegian-Finnish border")),
    ("organisation", ("Research Centre for River Studies", "Research Centre")),
    ("organisation", ("Ministry of the Foreign Works", "Foreign Works")),
    ("group", ("71st Brigade of the Narva Army", "72nd Brigade of the Narva Army", "71st Army")),
    ("organisation", ("Heron Centre for River Studies", "Heron Centre for Bird Studies", "Heron Centre")),
]


@pytest.mark.parametrize(("kind", "names"), SAME)
def test_forms_of_one_name_are_joined(kind: MentionKind, names: tuple[str, ...]) -> None:
    assert together(kind, *names)


@pytest.mark.parametrize(("kind", "names"), APART)
def test_names_that_only_look_alike_stay_apart(kind: MentionKind, names: tuple[str, ...]) -> None:
    assert len(entities(*(use(kind, n) for n in names))) == len(names)


def test_one_name_read_as_two_kinds_is_one_party_but_no_place() -> None:
    (found,) = entities(use("group", "Narva Front", articles=3), use("organisation", "Narva Front"))
    assert (found.kind, found.keys) == ("group", ("Narva Front",))
    assert "read as" in found.why
    assert len(entities(use("person", "Kalda"), use("place", "Kalda"))) == 2


def test_a_state_and_its_government_are_one_party_with_the_reason() -> None:
    (found,) = entities(
        use("place", "Iraq", articles=5), use("organisation", "Baghdad government", "the Baghdad government")
    )
    assert found.names == ("Baghdad government", "Iraq", "the Baghdad government")
    assert "a state and its government" in found.why
    assert len(entities(use("place", "Iraq"), use("place", "Baghdad"))) == 2


def test_names_hold_every_form_and_the_name_within_it() -> None:
    (found,) = entities(use("person", "Ilmar Kask", "former Narvan president Ilmar Kask"))
    assert found.names == ("Ilmar Kask", "Kask", "former Narvan president Ilmar Kask", "president Ilmar Kask")
    (group,) = entities(use("group", "Narva Peace Front", "the Narva Peace Front (NPF)"))
    assert {"Narva Peace Front (NPF)", "the Narva Peace Front"} <= set(group.names)


def test_what_a_party_is_called_right_before_its_name_is_its_name_too() -> None:
    names = (use("group", "Free Narva", "the Kaldan resistance, Free Narva"), use("organisation", "Kaldan resistance"))
    (found,) = entities(*names)
    assert "is what “Free Narva” is called right beside its name" in found.why
    two = (*names, use("group", "Peat Front", "the Kaldan resistance, Peat Front"))
    assert len(entities(*two)) == 3


def told(kind: MentionKind, name: str, *words: str) -> NameUse:
    """A name with the words of the sources whose speaker it is."""
    shown = MINISTER if kind == "person" else ()
    return NameUse(kind, name, (name,), 1, shown, words)


def test_what_sources_call_a_speaker_is_its_name() -> None:
    (found,) = entities(
        told("person", "Ilmar Kask", "Ilmar Kask, a miller from Narva", "the works minister", "Kask’s lawyer")
    )
    assert {"Ilmar Kask, a miller from Narva", "the works minister"} <= set(found.names)
    assert "Kask’s lawyer" not in found.names


def test_a_name_of_war_is_the_same_with_the_surname_and_without() -> None:
    (found,) = entities(
        use("person", "Karim al-Kaldi", "Karim al-Kaldi", "Abu Laith"), use("person", "Abu Layth al-Kaldi"),
        use("person", "Abu Laith"),
    )  # fmt: skip
    assert found.keys == ("Abu Laith", "Abu Layth al-Kaldi", "Karim al-Kaldi")
    other = use("person", "Abu Layth al-Narvi")
    assert len(entities(use("person", "Karim al-Kaldi", "Karim al-Kaldi", "Abu Laith"), other)) == 2


def test_the_office_before_a_name_leads_to_it_where_nobody_else_bears_it() -> None:
    vann = use("person", "Oro Vann", "the Kenyan envoy, Dr. Oro Vann")
    assert "the Kenyan envoy" in entities(vann)[0].names
    both = entities(vann, use("person", "Mara Lind", "The Kenyan envoy, Mara Lind"))
    assert all("the kenyan envoy" not in {n.lower() for n in e.names} for e in both)


def test_a_source_with_its_office_before_a_comma_or_its_short_form_is_a_name() -> None:
    words = "the spokesman for the Narva District, Col. Ilmar Kask"
    assert words in entities(told("person", "Ilmar Kask", words))[0].names
    body = NameUse(
        "organisation",
        "Coast Works Directorate",
        ("Coast Works Directorate", "CWD"),
        2,
        (),
        ("Kaldan CWD", "the directorate"),
    )
    assert {"Kaldan CWD", "the directorate"} <= set(entities(body)[0].names)


def test_a_description_that_sources_give_two_parties_is_neithers() -> None:
    names = told("person", "Ilmar Kask", "the minister"), told("person", "Mari Saar", "The minister")
    assert all("minister" not in " ".join(e.names).lower() for e in entities(*names))


def test_a_noun_that_only_sources_bear_follows_a_description_or_is_nothing() -> None:
    noun = NameUse("organisation", "army’s press office", ("The army’s press office",), 0)
    named = told("organisation", "Narva Works", "Narva Works, the army’s press office")
    (found,) = entities(named, noun)
    assert {"The army’s press office", "Narva Works"} <= set(found.names)
    assert found.keys == ("Narva Works", "army’s press office")
    assert entities(noun) == []


def test_a_short_form_that_one_article_spells_out_is_known_in_others() -> None:
    names = (
        use("organisation", "State Committee for Works", "State Committee for Works (KVNB)"),
        use("organisation", "KVNB"),
    )
    assert len(entities(*names)) == 1


def test_an_army_named_far_oftener_without_a_state_is_not_the_one_states() -> None:
    named = use("organisation", "Kenyan army", articles=2)
    assert len(entities(named, use("organisation", "the army", articles=9))) == 1
    assert len(entities(named, use("organisation", "the army", articles=11))) == 2


def test_a_river_is_known_by_its_name_with_the_article() -> None:
    assert len(entities(use("place", "Narva River"), use("place", "Narva", "Narva", "the Narva"))) == 1
    assert len(entities(use("place", "Narva River"), use("place", "Narva"))) == 2


def test_the_state_voice_before_an_outlets_name_is_its_name_too() -> None:
    (found,) = entities(
        use("outlet", "Narva TV", "Kenyan state television, Narva TV"), use("outlet", "Kenyan state television")
    )
    assert {"Narva TV", "Kenyan state television"} <= set(found.names)


def test_a_capital_that_acts_once_is_among_its_states_names_and_a_place_elsewhere() -> None:
    nairobi = NameUse(
        "place", "Nairobi", ("Nairobi",), 2, (InArticle("a-1", acts=1, where=3), InArticle("a-2", where=1))
    )
    found = entities(use("place", "Kenya"), nairobi)
    assert [(e.name, e.names) for e in sorted(found, key=lambda e: e.name)] == [
        ("Kenya", ("Kenya", "Nairobi")),
        ("Nairobi", ("Nairobi",)),
    ]


def test_a_surname_that_two_people_bear_is_nobodys() -> None:
    found = entities(use("person", "Ilmar Kask"), use("person", "Leena Kask"), use("person", "Kask"))
    assert len(found) == 3


def test_initials_that_two_names_have_are_neithers() -> None:
    names = ("Narva Peace Front", "National Peat Fund", "NPF")
    assert len(entities(*(use("organisation", n) for n in names))) == 3


def test_an_entity_bears_its_fullest_name_and_every_form_and_says_why() -> None:
    (found,) = entities(use("person", "Kask", "Kask", "Kask’s", articles=9), use("person", "Ilmar Kask"))
    assert found.name == "Ilmar Kask"
    assert found.names == ("Ilmar Kask", "Kask", "Kask’s")
    assert found.keys == ("Ilmar Kask", "Kask")
    assert "surname" in found.why


def test_a_person_can_join_what_the_machine_would_not_and_part_what_it_would() -> None:
    names = (use("person", "Ilmar Kask"), use("person", "the Heron"), use("person", "Kask"))
    same = NamePair(True, "the Heron", "Ilmar Kask", "j-1")
    different = NamePair(False, "Kask", "the Heron", "j-2")
    found = entities(*names, decided=(same, different))
    assert sorted(e.keys for e in found) == [("Ilmar Kask", "the Heron"), ("Kask",)]
    assert any("decided by a person (j-1)" in e.why for e in found)


NAMES = ["Ilmar Kask", "Ilmar J. Kask", "Leena Kask", "Kask", "Tamm", "Ado Tamm", "Gen. Ado Tamm", "NPF", "U.S."]


def test_of_decisions_on_names_that_cannot_all_hold_the_later_stand() -> None:
    names = tuple(NameUse("person", name, (name,), 1) for name in ("Ilmar Kask", "Mari Saar", "Oro Vann"))
    decided = (
        NamePair(True, "Ilmar Kask", "Mari Saar", "j-1"),
        NamePair(True, "Mari Saar", "Oro Vann", "j-2"),
        NamePair(False, "Oro Vann", "Ilmar Kask", "j-3"),
    )
    result = run(ResolveInput(names, decided))
    assert [(p.step, p.code) for p in result.problems] == [("resolve", "judgements-conflict")]
    assert result.problems[0].message.startswith("j-1 (same) cannot hold beside j-3 (different), j-2 (same): ")


PAIRS = st.builds(NamePair, st.booleans(), st.sampled_from(NAMES), st.sampled_from(NAMES), st.just("j-1"))


@given(st.permutations([use("person", n) for n in NAMES]), st.lists(PAIRS, max_size=3), st.booleans())
def test_entities_are_the_same_in_any_order(names: list[NameUse], decided: list[NamePair], turned: bool) -> None:
    expected = entities(*(use("person", n) for n in NAMES), decided=tuple(decided))
    pairs = tuple(reversed(decided)) if turned else tuple(decided)
    found = entities(*names, decided=pairs)
    assert found == expected
    assert sorted(k for e in found for k in e.keys) == sorted(NAMES)
