"""Places: which of several an article means, what gets a pin, what stays open."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from atlas import ATLAS, make, row
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from texts import article

from firsthand.lang import gazetteer
from firsthand.model.articles import Datum, DatumKind
from firsthand.model.ids import make_id
from firsthand.model.readings import Mention, PlaceRef
from firsthand.model.spans import Span
from firsthand.read.places.candidates import candidates
from firsthand.read.places.features import NAMES, containers, features, gather, prior
from firsthand.read.places.reader import chance, rank, read_places


@pytest.fixture(autouse=True)
def atlas(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(gazetteer.SETTING, str(make(tmp_path_factory.mktemp("atlas"))))


def places(text: str, *names: str) -> list[PlaceRef]:
    """Every name at its first place after the one before it, read in this text."""
    mentions, at = [], 0
    for name in names:
        at = text.index(name, at)
        span = Span(at, at + len(name))
        mentions.append(Mention(make_id("mention", span), "a-test", span, "place", name))
        at += len(name)
    return list(read_places(article(text), (), mentions))


def ids(text: str, *names: str) -> list[str | None]:
    return [p.gazetteer_id for p in places(text, *names)]


def test_alone_the_most_populous_is_meant() -> None:
    (ref,) = places("Police in Harrow closed a road.", "Harrow")
    assert (ref.gazetteer_id, ref.country, ref.precision) == ("geonames:7", "XB", "settlement")
    assert (ref.lat, ref.lon) == (50.5, 60.5)
    assert ref.why == "most populous"
    assert set(ref.rivals) == {"geonames:5", "geonames:6"}


@pytest.mark.parametrize(
    "text",
    [
        "Police in Harrow, Northmark, closed a road.",
        "Police in Harrow (Northmark) closed a road.",
        "Police in the Northmark town of Harrow closed a road.",
    ],
)
def test_a_container_beside_the_name_decides(text: str) -> None:
    (ref,) = places(text, "Harrow")
    assert ref.country == "XA"
    assert ref.why == "the words beside the name say where"


def test_what_is_said_once_holds_for_the_whole_article() -> None:
    refs = places("Harrow was quiet. Later HARROW, Northmark, burned. Harrow mourned.", "Harrow", "Harrow")
    assert len({r.gazetteer_id for r in refs}) == 1


def test_the_country_named_in_the_article_draws_its_towns() -> None:
    text = "Varland said Teel and Saint Orm were safe after the flood in Varland."
    assert ids(text, "Varland", "Teel", "Saint Orm") == ["geonames:1", "geonames:9", "geonames:8"]


def test_neighbours_draw_each_other() -> None:
    assert ids("A road joins Teel and St. Orm.", "Teel", "St. Orm") == ["geonames:9", "geonames:8"]


def test_a_country_or_region_keeps_its_precision_and_gets_no_pin() -> None:
    for ref, precision in zip(
        places("Varland and its Northmark", "Varland", "Northmark"), ("country", "region"), strict=True
    ):
        assert ref.precision == precision
        assert ref.lat is None
        assert ref.lon is None
        assert gazetteer.point(str(ref.gazetteer_id)) is not None


def test_waters_and_sites_have_a_pin() -> None:
    refs = places("Ships left the Grey Strait for Camp Ferrin.", "Grey Strait", "Camp Ferrin")
    assert [(r.precision, r.lat) for r in refs] == [("water", 12.0), ("site", 8.1)]


def test_a_city_is_meant_unless_the_words_ask_for_its_province() -> None:
    refs = places("In Bren, police said; Bren province is large. The Bren region too.", "Bren", "Bren", "Bren")
    assert [r.gazetteer_id for r in refs] == ["geonames:16", "geonames:15", "geonames:15"]
    assert [r.lat is None for r in refs] == [False, True, True]
    assert refs[0].score > 0.9


def test_the_dateline_and_the_outlet_draw_names_to_them() -> None:
    plain = article("Police in Teel closed a road.")
    mention = Mention("m-1", "a-test", Span(10, 14), "place", "Teel")
    given: list[tuple[DatumKind, str]] = [("dateline", "SAINT ORM, Northmark"), ("outlet", "The Saint Orm Courier")]
    for kind, value in given:
        said = replace(plain, data=(Datum(kind, value, "dateline", None, value),))
        (ref,) = read_places(said, (), [mention])
        assert ref.gazetteer_id == "geonames:9", kind
    assert read_places(plain, (), [mention])[0].gazetteer_id == "geonames:10"


def test_unknown_stays_unresolved_and_says_so() -> None:
    (ref,) = places("Nobody has heard of Quillport.", "Quillport")
    assert (ref.gazetteer_id, ref.lat, ref.country, ref.precision, ref.score) == (None, None, None, None, 0.0)
    assert ref.name == "Quillport"
    assert ref.why == "not in the gazetteer"


def test_without_a_gazetteer_every_place_stays_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(gazetteer.SETTING, "none")
    (ref,) = places("Police in Harrow closed a road.", "Harrow")
    assert ref.gazetteer_id is None
    assert "firsthand gazetteer build" in ref.why
    assert gazetteer.digest() == "none"


def test_words_for_people_and_short_forms_name_their_country() -> None:
    refs = places("An Iraqi official; the Iraqis.", "Iraqi", "Iraqis")
    assert {r.gazetteer_id for r in refs} == {"geonames:12"}
    assert refs[0].lat is None


def test_a_short_form_with_its_article_is_no_hamlet_of_the_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    more = (
        row(20, "United States", (39.0, -98.0), "US", "country", 327_000_000),
        row(21, "Us", (49.1, 1.9), "XB", "settlement", 600),
    )
    monkeypatch.setenv(gazetteer.SETTING, str(make(tmp_path, (*ATLAS, *more))))
    refs = places("The U.S. and the US agreed; U.S. ships left.", "The U.S.", "the US", "U.S.")
    assert {r.gazetteer_id for r in refs} == {"geonames:20"}


def test_a_part_of_a_name_is_an_area_without_a_pin() -> None:
    (ref,) = places("Fighting in northern Łomsk went on.", "northern Łomsk")
    assert (ref.gazetteer_id, ref.precision, ref.lat) == ("geonames:11", "area", None)


def test_a_name_that_asks_for_a_district_gets_one() -> None:
    assert ids("The Harrow County sheriff spoke.", "Harrow County") == ["geonames:5"]


def test_the_possessive_and_accents_do_not_matter() -> None:
    assert ids("Lomsk's mayor and Łomsk’s council", "Lomsk's", "Łomsk’s") == ["geonames:11", "geonames:11"]


def test_only_places_are_read() -> None:
    mention = Mention("m-1", "a-test", Span(0, 6), "person", "Harrow")
    assert read_places(article("Harrow spoke."), (), [mention]) == ()


def test_a_container_is_not_read_across_a_list() -> None:
    found = gazetteer.need()
    text = "in Harrow, Teel and Saint Orm"
    assert containers(found, text, 3, 9) == set()


def test_chances_add_up_to_one_and_features_have_their_shape() -> None:
    found = gazetteer.need()
    names = gather(found, "Harrow, Teel, Quillport", [(0, 6), (8, 12), (14, 23)])
    values = features(found, names, [prior(found, n) for n in names], ())
    assert [v.shape for v in values] == [(3, len(NAMES)), (2, len(NAMES)), (0, len(NAMES))]
    for chances in rank(found, names, ()):
        assert len(chances) == 0 or abs(float(chances.sum()) - 1) < 1e-9
    assert len(chance(values[2][:, 0])) == 0


def test_the_order_of_mentions_does_not_matter() -> None:
    text = "Teel, St. Orm and Harrow lie in Varland."
    names = ("Teel", "St. Orm", "Harrow", "Varland")
    spans = [Span(text.index(n), text.index(n) + len(n)) for n in names]
    made = [Mention(make_id("mention", s), "a-test", s, "place", s.of(text)) for s in spans]
    there = read_places(article(text), (), made)
    back = read_places(article(text), (), made[::-1])
    assert [(p.gazetteer_id, p.score) for p in there] == [(p.gazetteer_id, p.score) for p in back[::-1]]


WORDS = st.sampled_from(
    ["Harrow", "Teel", ",", "(", "Northmark", "in", "of", "the", "County", "’s", "Iraqi", "Łomsk", "\n", "N.", "—", "ß"]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=25).map(" ".join)),
    st.lists(st.tuples(st.integers(0, 80), st.integers(0, 30)), max_size=8),
)
def test_any_text_and_any_spans_are_answered_in_order(text: str, at: list[tuple[int, int]]) -> None:
    spans = [Span(min(a, len(text)), min(a + n, len(text))) for a, n in at]
    mentions = [Mention(f"m-{n}", "a-test", s, "place", s.of(text)) for n, s in enumerate(spans)]
    refs = read_places(article(text), (), mentions)
    assert [r.mention_id for r in refs] == [m.id for m in mentions]
    for ref in refs:
        assert 0 <= ref.score <= 1
        assert ref.span.of(text) == text[ref.span.start : ref.span.end]
        assert (ref.gazetteer_id is None) == (ref.precision is None)
        assert not (ref.precision in ("country", "region", "area") and ref.lat is not None)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40))
def test_any_name_can_be_looked_up(name: str) -> None:
    held = candidates(gazetteer.need(), name)
    assert len(held.entries) == len(held.how)


def test_the_atlas_is_the_same_file_every_time(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    assert make(tmp_path).read_bytes() == make(tmp_path / "other").read_bytes()
