"""Names: what is one, of what kind, how far it reaches. By rules alone, so that no model is needed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from texts import article

from firsthand.model.articles import Datum
from firsthand.model.readings import Mention, MentionKind
from firsthand.model.spans import Span
from firsthand.read.labels import Name
from firsthand.read.names.described import descriptions
from firsthand.read.names.forms import Draft, settle
from firsthand.read.names.mentions import clean, read_mentions
from firsthand.read.words import Paragraph, paragraphs


@pytest.fixture(autouse=True, scope="module")
def _by_rules() -> Iterator[None]:
    patch = pytest.MonkeyPatch()
    patch.setattr("firsthand.read.encoder.encoder", lambda code: None)
    yield
    patch.undo()


def read(body: str, headline: str = "") -> list[Mention]:
    whole = article(body, headline)
    parts: list[Paragraph] = paragraphs(whole)
    return list(read_mentions(whole, parts))


def seen(body: str, headline: str = "") -> set[tuple[str, str, str]]:
    """Kind, name, words as the mention holds them."""
    text = article(body, headline).text
    return {(m.kind, m.name, m.span.of(text)) for m in read(body, headline)}


CASES: list[tuple[str, tuple[str, str, str]]] = [
    ("It was the head of the mill, Oro Vann, who left.", ("person", "Oro Vann", "the head of the mill, Oro Vann")),
    (
        "Then Deputy Minister of Water Resources Mara Lind left.",
        ("person", "Mara Lind", "Deputy Minister of Water Resources Mara Lind"),
    ),
    (
        "It was North Tolo’s acting governor, Oro Vann, who left.",
        ("person", "Oro Vann", "North Tolo’s acting governor, Oro Vann"),
    ),
    ("Then Brigadier General (ret.) Mara Lind left.", ("person", "Mara Lind", "Brigadier General (ret.) Mara Lind")),
    ("Then the Kaldun rescue service came.", ("organisation", "Kaldun rescue service", "the Kaldun rescue service")),
    (
        "Then the Heron Bay port authority left.",
        ("organisation", "Heron Bay port authority", "the Heron Bay port authority"),
    ),
    ("Then the Iraqi side wrote.", ("organisation", "Iraqi side", "the Iraqi side")),
    ("He sued the Kenyan state in Tolo.", ("organisation", "Kenyan state", "the Kenyan state")),
    (
        "Then the Kenyan ministry of foreign affairs wrote.",
        ("organisation", "Kenyan ministry of foreign affairs", "the Kenyan ministry of foreign affairs"),
    ),
    ("Then Kenya’s Works Ministry wrote.", ("organisation", "Kenya’s Works Ministry", "Kenya’s Works Ministry")),
    (
        "Then the Works Resistance committee left.",
        ("group", "Works Resistance committee", "the Works Resistance committee"),
    ),
    ("It was on Kenyan state television.", ("outlet", "Kenyan state television", "Kenyan state television")),
    ("He told Kenyan state radio, Tolo TV, so.", ("outlet", "Tolo TV", "Kenyan state radio, Tolo TV")),
    ("Then the UN mission in Tolo, MINAR, wrote.", ("organisation", "MINAR", "the UN mission in Tolo, MINAR")),
    ("Then the UN refugee agency wrote.", ("organisation", "UNHCR", "the UN refugee agency")),
    ("They fled over the Tolmar range.", ("place", "Tolmar range", "the Tolmar range")),
    ("It lies by the Tolmar power station.", ("place", "Tolmar power station", "the Tolmar power station")),
    ("On Monday Gen. Oro Vann left.", ("person", "Oro Vann", "Gen. Oro Vann")),
    (
        "He met Norlandic Prime Minister Mara al-Lind.",
        ("person", "Mara al-Lind", "Norlandic Prime Minister Mara al-Lind"),
    ),
    (
        "Then Iraq’s former oil minister Tolo Vann spoke.",
        ("person", "Tolo Vann", "Iraq’s former oil minister Tolo Vann"),
    ),
    (
        "It was the president’s special envoy to Heron, Oro Vann, who left.",
        ("person", "Oro Vann", "the president’s special envoy to Heron, Oro Vann"),
    ),
    (
        "He joined the Ministry of Harbour Works.",
        ("organisation", "Ministry of Harbour Works", "the Ministry of Harbour Works"),
    ),
    (
        "Then the Harbour and Lighthouse Service wrote.",
        ("organisation", "Harbour and Lighthouse Service", "the Harbour and Lighthouse Service"),
    ),
    ("Then the FBI and Harbour Department wrote.", ("organisation", "Harbour Department", "Harbour Department")),
    ("He flew to Trinidad and Tobago.", ("place", "Trinidad and Tobago", "Trinidad and Tobago")),
    (
        "He was of the Bureau of Alcohol, Tobacco and Firearms.",
        (
            "organisation",
            "Bureau of Alcohol, Tobacco, Firearms and Explosives",
            "the Bureau of Alcohol, Tobacco and Firearms",
        ),
    ),
    ("It was the Iraqi army.", ("organisation", "Iraqi army", "the Iraqi army")),
    ("The Kalda Brigade left.", ("group", "Kalda Brigade", "The Kalda Brigade")),
    ("He wrote in the Keldon Herald.", ("outlet", "Keldon Herald", "the Keldon Herald")),
    ("They flew from Kalda Air Base.", ("place", "Kalda Air Base", "Kalda Air Base")),
    ("The fire was in southern Kalda.", ("place", "Kalda", "southern Kalda")),
    ("It lies in Tolo province.", ("place", "Tolo", "Tolo province")),
    ("It lies near Tolo airport.", ("place", "Tolo airport", "Tolo airport")),
    ("They crossed the Gulf of Kalda.", ("place", "Gulf of Kalda", "the Gulf of Kalda")),
    ("Then US-led ships came.", ("place", "United States", "US")),
    ("They voted for the Harbour Safety Act.", ("document", "Harbour Safety Act", "the Harbour Safety Act")),
    (
        "It was Norway’s Water Minister, Oro Vann, who left.",
        ("person", "Oro Vann", "Norway’s Water Minister, Oro Vann"),
    ),
    ("Later the admiral, Oro Vann, left.", ("person", "Oro Vann", "the admiral, Oro Vann")),
    ("Driver Oro Vann left.", ("person", "Oro Vann", "Driver Oro Vann")),
    ("Then Cdr Oro Vann left.", ("person", "Oro Vann", "Cdr Oro Vann")),
    ("The tanker Tolo Queen burned.", ("other", "Tolo Queen", "The tanker Tolo Queen")),
    ("He left the Anna Dawn. The Anna Dawn burned.", ("other", "Anna Dawn", "The Anna Dawn")),
    ("He asked the tracking firm Tolo Mark.", ("organisation", "Tolo Mark", "the tracking firm Tolo Mark")),
    ("He asked Tolo Mark, a small consultancy, for help.", ("organisation", "Tolo Mark", "Tolo Mark")),
    ("He told Tolo Mark, a television channel close to them.", ("outlet", "Tolo Mark", "Tolo Mark")),
    ("He told the Keldon newspaper Le Cahier so.", ("outlet", "Le Cahier", "the Keldon newspaper Le Cahier")),
    ("Then Justice for Dockers (JFD) wrote.", ("organisation", "Justice for Dockers", "Justice for Dockers (JFD)")),
    ("The Omani foreign ministry wrote.", ("organisation", "Omani foreign ministry", "The Omani foreign ministry")),
    ("The United States embassy wrote.", ("organisation", "United States embassy", "The United States embassy")),
    ("Then Chile’s government wrote.", ("organisation", "Chile’s government", "Chile’s government")),
    ("The Sailors’ Rights Alliance wrote.", ("group", "Sailors’ Rights Alliance", "The Sailors’ Rights Alliance")),
    (
        "Tolo Bay Shipping wrote. It was to Tolo Bay that they turned.",
        ("organisation", "Tolo Bay Shipping", "Tolo Bay"),
    ),
    ("They read Clause 14 aloud.", ("document", "Clause 14", "Clause 14")),
    ("Fighters of the PMU left.", ("group", "Popular Mobilization Forces", "the PMU")),
    (
        "Then the spokesman for the Works District, Col. Oro Vann, left.",
        ("person", "Oro Vann", "the spokesman for the Works District, Col. Oro Vann"),
    ),
    ("Later our head, Mrs. Mara Lind, left.", ("person", "Mara Lind", "our head, Mrs. Mara Lind")),
    ("Then His Excellency Sheikh Oro Vann left.", ("person", "Oro Vann", "His Excellency Sheikh Oro Vann")),
    ("Then Comrade Oro Vann and Mujahid Mara al-Lind left.", ("person", "Mara al-Lind", "Mujahid Mara al-Lind")),
    ("It was issued by the Oman News Agency later.", ("outlet", "Oman News Agency", "the Oman News Agency")),
    ("Then the US-led coalition wrote.", ("organisation", "US-led coalition", "the US-led coalition")),
    (
        "Then the Kenyan-led naval alliance wrote.",
        ("organisation", "Kenyan-led naval alliance", "the Kenyan-led naval alliance"),
    ),
    ("It lies in rebel-held Kenya.", ("place", "Kenya", "rebel-held Kenya")),
    ("A spokesman for the guard, Col. Oro Vann, left.", ("person", "Oro Vann", "Col. Oro Vann")),
    (
        "Then the Interior Ministry in Nairobi wrote.",
        ("organisation", "Interior Ministry in Nairobi", "the Interior Ministry in Nairobi"),
    ),
    (
        "Then a representative of the Kenyan Foreign Ministry Oroka Vannen left.",
        ("person", "Oroka Vannen", "representative of the Kenyan Foreign Ministry Oroka Vannen"),
    ),
    ("The Tolo Street Forum wrote. Then the Forum left.", ("organisation", "Tolo Street Forum", "the Forum")),
    ("Then the PMU terrorist group left.", ("group", "Popular Mobilization Forces", "the PMU terrorist group")),
    ("He told the channel Kenya Al-Tolo so.", ("outlet", "Kenya Al-Tolo", "the channel Kenya Al-Tolo")),
    ("It was the martyr commander Oro Vann.", ("person", "Oro Vann", "the martyr commander Oro Vann")),
    ("He left the Tolo Region. Then the Region wrote.", ("place", "Tolo Region", "the Region")),
    (
        "Tolo Petroleum wrote to the Ministry of Works. The Company left.",
        ("organisation", "Tolo Petroleum", "The Company"),
    ),
    ("It was the Islamic Emirate. Then the Emirate wrote.", ("organisation", "Afghanistan government", "the Emirate")),
    ("The Saraya al-Tolo wrote. Then the Saraya left.", ("group", "Saraya al-Tolo", "the Saraya")),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=lambda x: x if isinstance(x, str) else "")
def test_a_name_has_its_kind_and_reach(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in seen(text)


NONE = [
    ("He met Norway’s Water Minister.", "Water Minister"),
    ("A Swedish bank wrote.", "Swedish bank"),
    ("They want a US-led coalition.", "US-led coalition"),
    ("Motoring groups wrote of it.", "Motoring"),
    ("Dean Vann, a party worker, left.", "party"),
]


@pytest.mark.parametrize(("text", "words"), NONE)
def test_an_office_a_kind_and_one_of_several_are_no_names(text: str, words: str) -> None:
    assert not any(name == words for _, name, _ in seen(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He left the head of the mill, Oro Vann said.", "the head of the mill, Oro Vann"),  # who says so
        ("They stood on the Iraqi side of the river.", "the Iraqi side"),
        ("They passed the Kenyan state budget.", "the Kenyan state"),
        ("They live in the Mexican state of Tolo.", "the Mexican state"),
        ("In Tolo police closed the road.", "Tolo police"),
        ("On Monday police closed the road.", "Monday police"),
    ],
)
def test_what_only_looks_like_an_office_or_a_body_is_none(text: str, words: str) -> None:
    assert words not in {held for _, _, held in seen(text)}


def test_a_short_form_of_another_tongue_in_brackets_gets_the_full_name() -> None:
    names = {m.name for m in read("The State Committee for Works (KVNB) wrote. Then the KVNB left.")}
    assert names == {"State Committee for Works"}


def test_kin_of_an_official_is_no_office() -> None:
    assert "daughter" not in " ".join(held for _, _, held in seen("It was the daughter of Kenyan candidate Mara Lind."))


def test_a_translation_beside_a_bodys_name_is_its_name() -> None:
    for told in (" (the Tolo Brigades)", " – “the Tolo Brigades” –"):
        (name,) = {m.name for m in read(f"Then the Saraya al-Tolo{told} wrote.") if m.kind in ("group", "organisation")}
        assert name == "Saraya al-Tolo"
    assert len({m.name for m in read("Then the Saraya al-Tolo, the Narva Brigades and the Works Front wrote.")}) == 3


def test_an_alias_is_its_bearers() -> None:
    for told in (
        ", also known as Abu Tolo",
        " – who used the nom de guerre Abu Tolo –",
        " (nom de guerre: “Abu Tolo”)",
    ):
        names = {m.name for m in read(f"It was Gen. Oro Vann{told}. Then Abu Tolo left.") if m.kind == "person"}
        assert names == {"Oro Vann"}


def test_an_inner_name_alone_is_the_one_person_who_bears_it() -> None:
    names = [m.name for m in read("It was Gen. Oro Ruiz Vann. Then they saw that Ruiz had left, and Oro too.")]
    assert names == ["Oro Ruiz Vann"] * 3


def test_the_beacon_is_the_outlet_of_its_own_article() -> None:
    text = "He told the Beacon so on Monday. A beacon burned."
    outlet = Datum("outlet", "The Tolo Beacon", "header_line", None, None)
    whole = replace(article(text), data=(outlet,))
    (found,) = read_mentions(whole, paragraphs(whole))
    assert (found.kind, found.name, found.span.of(text)) == ("outlet", "The Tolo Beacon", "the Beacon")


def test_an_outlets_initials_are_the_outlet_in_its_own_article() -> None:
    text = "He resigned on Monday, TNA reported."
    whole = replace(article(text), data=(Datum("outlet", "The Tolo News Agency", "header_line", None, None),))
    assert [(m.kind, m.name) for m in read_mentions(whole, paragraphs(whole))] == [("outlet", "The Tolo News Agency")]


def test_the_times_is_the_times_of_its_own_town() -> None:
    whole = article("A guard told the Times that nobody came. They stood on Heron Pass.")
    own = replace(whole, data=(Datum("outlet", "The Times of Tolo", "header_line", None, None),))
    read_ = [("outlet", "The Times of Tolo"), ("place", "Heron Pass")]
    assert [(m.kind, m.name) for m in read_mentions(own, paragraphs(own))] == read_
    assert [m.name for m in read_mentions(whole, paragraphs(whole))] == ["The Times", "Heron Pass"]


def test_an_outlet_is_called_by_how_its_name_begins() -> None:
    text = (
        "A guard told Al-Tolo of the fire, and Tidal News had it from him. They told Tidal. In Narva, Al-Heron saw it."
    )
    whole = article(text)
    own = replace(whole, data=(Datum("outlet", "Al-Tolo al-Jadeed", "header_line", None, None),))
    named = {m.span.of(text): (m.kind, m.name) for m in read_mentions(own, paragraphs(own))}
    assert named["Al-Tolo"] == ("outlet", "Al-Tolo al-Jadeed")
    assert named["Tidal"] == named["Tidal News"] == ("outlet", "Tidal News")
    assert named["Al-Heron"][1] == "Al-Heron"
    post = replace(whole, data=(Datum("outlet", "Narva Post", "header_line", None, None),))
    assert {m.span.of(text): m.name for m in read_mentions(post, paragraphs(post))}["Narva"] == "Narva"


def test_a_name_that_begins_as_an_outlets_does_is_another() -> None:
    text = "Mara Lind of the Foreign Affairs and Defence Committee read it in the Atlantic Gazette."
    found = {m.name: m.kind for m in read_mentions(article(text), paragraphs(article(text)))}
    assert found["Foreign Affairs and Defence Committee"] == "organisation"
    assert found["Atlantic Gazette"] == "outlet"


def test_mister_is_a_person() -> None:
    text = "Sailors met in Narva. They asked Mr Narva about it."
    place, man = Draft(Span(14, 19), Span(14, 19), "place", 2, "Narva"), Span(32, 40)
    drafts = [place, Draft(Span(35, 40), man, "place", 2, "Narva", sex="m")]
    assert {d.kind for d in settle(drafts, None, text)} == {"person"}


def test_a_given_name_alone_is_the_one_person_who_bears_it() -> None:
    assert ("person", "Anna Vann", "Anna") in seen("Anna Vann fled. “We ran,” sobbed Anna.")
    assert ("person", "Anna", "Anna") in seen("Anna Vann met Anna Lind. “We ran,” sobbed Anna.")


def test_a_labellers_name_ends_with_no_small_word_and_lies_in_no_other() -> None:
    whole = article("They met Kell Staff and Oro Vann there.")
    (p,) = (x for x in paragraphs(whole) if not x.headline)
    at = {p.span(n, n + 1).of(whole.text): n for n in range(len(p.starts))}
    labels = (
        Name(at["Kell"], at["and"] + 1, "ORG"),
        Name(at["Oro"], at["Oro"] + 1, "ORG"),
        Name(at["Oro"], at["Vann"] + 1, "PERSON"),
    )
    found = {(m.kind, m.span.of(whole.text)) for m in read_mentions(whole, [replace(p, names=labels)])}
    assert found == {("organisation", "Kell Staff"), ("person", "Oro Vann")}


@pytest.mark.parametrize(
    ("text", "words", "seen"),
    [
        ("They asked the Heron news agency there.", "Heron news", "Heron news agency"),
        ("They asked the Heron news channel there.", "Heron", "Heron news channel"),
        ("They asked the Heron press office there.", "Heron press", "Heron press"),
        ("They asked the Heron news agency Delta there.", "Heron news", "Heron news"),
    ],
)
def test_a_labellers_name_has_the_words_that_say_it_is_an_outlets(text: str, words: str, seen: str) -> None:
    whole = article(text)
    (p,) = (x for x in paragraphs(whole) if not x.headline)
    first = p.words.index("Heron")
    labels = (Name(first, first + len(words.split()), "ORG"),)
    found = {m.name: m.kind for m in read_mentions(whole, [replace(p, names=labels)])}
    assert found.get(seen) == ("outlet" if seen.split()[-1] in ("agency", "channel") else "organisation")


def test_where_something_is_said_to_be_is_a_place_throughout() -> None:
    """'the Kalda tram' twice taken for a body's, 'in Kalda' once for a place."""

    def draft(start: int, kind: MentionKind, within: bool = False) -> Draft:
        return Draft(Span(start, start + 5), Span(start, start + 5), kind, 2, "Kalda", within=within)

    bodies = [draft(0, "organisation"), draft(10, "organisation")]
    assert {d.kind for d in settle([*bodies, draft(20, "place", within=True)])} == {"place"}
    assert {d.kind for d in settle([*bodies, draft(20, "place")])} == {"organisation"}


@pytest.mark.parametrize(
    "text",
    ["GENEVA -- A dam broke.", "GENEVA (AP) — A dam broke.", "By Oro Vann GENEVA, May 6 (AP) - A dam broke."],
)
def test_a_dateline_names_its_place_alone(text: str) -> None:
    assert ("place", "Geneva", "GENEVA") in seen(text)
    assert not any("GENEVA" in words for kind, _, words in seen(text) if kind != "place")


def test_a_body_within_a_title_is_named_too() -> None:
    found = seen("The Harbour Safety Council spokesman Oro Vann spoke.")
    assert ("organisation", "Harbour Safety Council", "The Harbour Safety Council") in found
    assert any(kind == "person" and words.endswith("spokesman Oro Vann") for kind, _, words in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was Harakat al-Mina.", ("group", "Harakat al-Mina", "Harakat al-Mina")),
        ("It was Quwat al-Sahil, al-Vanni’s group, again.", ("group", "Quwat al-Sahil", "Quwat al-Sahil")),
        ("They saw Sons of Heron (SOH) there.", ("organisation", "Sons of Heron", "Sons of Heron (SOH)")),
        ("They watched Channel 9 there.", ("outlet", "Channel 9", "Channel 9")),
        (
            "It was the Panel of Experts on Libya.",
            ("organisation", "Panel of Experts on Libya", "the Panel of Experts on Libya"),
        ),
        (
            "It was the Italian embassy in Tunis.",
            ("organisation", "Italian embassy in Tunis", "the Italian embassy in Tunis"),
        ),
        ("It was the government in Baghdad.", ("organisation", "government in Baghdad", "the government in Baghdad")),
        ("It was Member of parliament Ibra al-Duma.", ("person", "Ibra al-Duma", "Member of parliament Ibra al-Duma")),
    ],
)
def test_bodies_of_other_tongues_and_what_stands_behind_or_before_them(
    text: str, expected: tuple[str, str, str]
) -> None:
    assert expected in seen(text)


def test_one_word_that_is_told_to_be_a_body_is_one_throughout() -> None:
    kinds = {
        kind
        for kind, name, _ in seen("The Omani group Meron stopped. Meron told them so. Nobody asked Meron.")
        if name == "Meron"
    }
    assert kinds == {"organisation"}


def test_a_short_form_in_brackets_gets_the_full_name() -> None:
    found = seen("The Union of River Towns (URT) met. The URT voted.")
    assert ("organisation", "Union of River Towns", "The Union of River Towns (URT)") in found
    assert {name for kind, name, _ in found if kind == "organisation"} == {"Union of River Towns"}


def test_a_surname_gets_its_full_name_but_not_one_that_two_bear() -> None:
    assert ("person", "Mara Lind", "Lind") in seen("Mara Lind came. Later Lind left.")
    two = seen("Mara Lind came. Peter Lind came. Later, people said, Lind left.")
    assert not any(words == "Lind" and name != "Lind" for _, name, words in two)


def test_mr_is_no_woman() -> None:
    found = seen("Mara Lind came alone. In the end Mr. Lind left.")
    assert ("person", "Lind", "Mr. Lind") in found


def test_ships_operations_and_summits_are_nobody() -> None:
    kinds = {kind for kind, _, _ in seen("The USS Heron joined Operation Iron Kalda after the Keldon Summit.")}
    assert "person" not in kinds


def test_in_a_headline_all_in_capitals_only_known_names_are_read() -> None:
    found = seen("Mara Lind opened the pier in Kalda.", "Mayor Opens New Harbour Pier as Mara Lind Waits in Iraq")
    headline = {words for kind, _, words in found if kind != "other"}
    assert {"Iraq", "Mara Lind"} <= headline
    assert "New Harbour Pier" not in headline


def test_quotation_marks_around_a_name_belong_to_it() -> None:
    assert any(words == "“Kalda Front”" for _, _, words in seen("The so-called “Kalda Front” left."))


@pytest.mark.parametrize(
    ("words", "kind", "expected"),
    [
        ("the late Gen. Oro Vann’s", "other", "late Gen. Oro Vann"),
        ("Gen. Oro Vann’s", "person", "Oro Vann"),
        ("“Kalda”", "other", "Kalda"),
    ],
)
def test_clean_leaves_the_bare_name(words: str, kind: str, expected: str) -> None:
    assert clean(words, "person" if kind == "person" else "other") == expected


def test_descriptions_speak_of_somebody_and_name_nobody() -> None:
    text = "The Foreign Secretary said the rebels held a bridge near Kalda. He left."
    found = [(span.of(text), kind) for span, kind in descriptions(text, article(text).parts[0].span)]
    assert found == [("Secretary", "person"), ("rebels", "group"), ("bridge", "place"), ("He", "person")]


PIECES = st.sampled_from(
    ["Gen.", "Mara", "Lind", "the", "of", "al-", "Ministry", "“", "”", "(", "URT)", "’s", "'", "US-led", ",", ".", "\n\n", "Gulf",
     "spokesman", "IS", "and", "province", "‘", "\u00a0", "U.S.", "12th", "Brigade", "city"]
)  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(st.lists(PIECES | st.text(max_size=6), max_size=25).map(" ".join), st.text(max_size=20))
def test_spans_lie_in_the_text_and_names_are_never_empty(body: str, headline: str) -> None:
    text = article(body, headline).text
    found = read(body, headline)
    assert found == read(body, headline)
    for m in found:
        assert 0 <= m.span.start < m.span.end <= len(text)
        assert m.span.of(text).strip() == m.span.of(text)
        assert m.name.strip()
    assert len({m.id for m in found}) == len(found)
