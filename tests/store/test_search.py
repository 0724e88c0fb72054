"""What a search finds, and what it says of a query that cannot be read; the same on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlalchemy import update
from tests.store import news

from firsthand import record as service
from firsthand.model.problems import NotInRecord, UsageError
from firsthand.record import Record
from firsthand.store import tables as t
from firsthand.store.query import parse
from firsthand.store.query_values import FIELDS, QueryError

OUTLETS = {"courier": "The Courier", "lantern": "The Lantern", "heron": "Heron Post", "quay": "Daily Quay"}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def held(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    folder = tmp_path_factory.mktemp("searched")
    where = str(folder / "news.record")
    if request.param == "postgresql":
        server = request.getfixturevalue("server")
        server.psql(f"CREATE DATABASE {folder.name}".replace("-", "_"))
        where = server.get_uri(folder.name).replace("postgresql://", "postgresql+psycopg://")
    with service.open(where) as record:
        record.add([news.write(folder / "pages")], workers=1)
        yield record


def outlets(record: Record, query: str) -> set[str]:
    found = record.search(query, per_page=200)
    assert found.total == len(found.hits)
    return {name for name, outlet in OUTLETS.items() if any(hit.outlet == outlet for hit in found.hits)}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", "courier lantern heron quay"),
        ("bridge", "courier"),
        ("BRIDGE tamar", "courier"),
        ('"reopen tamar"', "courier"),
        ('"tamar reopen"', ""),
        ("“reopen Tamar”", "courier"),
        ("dock*", "lantern"),
        ('"price of br"*', "heron quay"),
        ("bridge OR smoke", "courier lantern"),
        ("minister AND NOT smoke", "courier"),
        ("minister -smoke", "courier"),
        ("-minister", "heron quay"),
        ("(bridge OR bread) -quay", "courier heron"),
        ("drones NEAR/2 base", ""),
        ("drones NEAR/3 base", "lantern"),
        ("base NEAR/3 drones", "lantern"),
        ('drones NEAR/2 "air base"', "lantern"),
        ('"air base" NEAR/2 drones NEAR/2 struck', "lantern"),
        ("cafe", "lantern"),
        ("CAFÉ", "lantern"),
        ("outlet:courier", "courier"),
        ("outlet:cour", ""),
        ("outlet:cour*", "courier"),
        ('outlet:"heron post"', "heron"),
        ('speaker:"lena okt"', "courier lantern"),
        ("speaker:rell said:ceasefire", "courier"),
        ("speaker:okt said:ceasefire", ""),
        ("speaker:okt AND said:ceasefire", "courier"),
        ("speaker:okt said:safe speaker:rell said:true", "lantern"),
        ("speaker:okt (said:reopen OR said:true)", "courier"),
        ('said:"in sight"', "courier"),
        ("said:ceasefire", "courier heron quay"),
        ("anon:official stance:denies", "lantern"),
        ("anon:official stance:denial said:struck", "lantern"),
        ("kind:unnamed-official said:struck", "lantern"),
        ("has:denial", "lantern"),
        ("has:copies", "heron quay"),
        ("has:judgement", ""),
        ("fig:>100", "courier"),
        ("fig:12", "lantern"),
        ("fig:=12", "lantern"),
        ("fig:12..14", "lantern"),
        ("fig:>1,000", ""),
        ("date:2031-03", "courier"),
        ("date:2031-03-05..2031-04-12", "courier lantern"),
        ("date:>2031-04-12", "heron quay"),
        ("date:>=2031-04-12", "lantern heron quay"),
        ("date:<2031-04", "courier"),
        ("date:2031", "courier lantern heron quay"),
        ("date:>2031", ""),
        ("happened:2031-03-03", "courier"),
        ("happened:2031-05", ""),
        ("place:velin", "heron quay"),
        ("lang:en", "courier lantern heron quay"),
        ("lang:ar", ""),
        ("bread outlet:quay date:2031-04", "quay"),
        ("tamar OR speaker:okt OR fig:15", "courier lantern heron quay"),
    ],
)
def test_each_operator_finds_what_it_says(held: Record, query: str, found: str) -> None:
    assert outlets(held, query) == set(found.split())


@pytest.mark.parametrize(
    ("query", "at", "says"),
    [
        ("outlt:Courier bridge", 1, "did you mean outlet:?"),
        ("bridge http://x", 8, "no field http"),
        ("outlet: Courier", 8, "right behind it, as in outlet:Courier"),
        ("kind:oficial", 6, "did you mean unnamed_official?"),
        ("bridge anon:offical", 13, "did you mean official?"),
        ("has:denials", 5, "did you mean denial?"),
        ("stance:deny", 8, "did you mean denies?"),
        ("fig:many", 5, "fig:>100"),
        ("fig:20..10", 5, "fig:10..20"),
        ("date:5.3.2031", 6, "date:2031-03-05"),
        ("date:2031-13", 6, "calendar"),
        ("date:2031-02-30", 6, "calendar"),
        ("date:2032..2031", 6, "date:2031..2032"),
        ("lang:english", 6, "lang:en"),
        ('a "b', 3, "never closed"),
        ('outlet:"b', 8, "never closed"),
        ("(bridge", 1, "add )"),
        ("bridge)", 7, "never opened"),
        ("()", 1, "nothing between"),
        ("bridge OR", 10, "missing at the end"),
        ("OR bridge", 1, "missing before OR"),
        ("bridge NEAR speaker:okt", 8, "between two words"),
        ("bridge NEAR/99 tamar", 8, "NEAR/30"),
        ("...", 1, "no letter or digit"),
        ("(" * 30, 21, "brackets within brackets"),
        ("a " * 61, 121, "60 words"),
        ("a" * 501, 501, "501 characters"),
    ],
)
def test_a_wrong_query_is_shown_its_place_and_its_cure(query: str, at: int, says: str) -> None:
    with pytest.raises(QueryError) as told:
        parse(query)
    lines = str(told.value).split("\n")
    assert f"character {at}:" in lines[0]
    assert says in lines[0]
    assert lines[1] == "  " + query[:500]
    assert lines[2] == " " * (at + 1) + "^"


PIECES = st.sampled_from(
    [
        *(f"{name}:" for name in FIELDS),
        *"()\"*-:<>=./ \t\n\0'%_",
        "AND ",
        "OR ",
        "NOT ",
        "NEAR/3 ",
        "a",
        "é",
        "بحر",
        "2031",
        "..",
    ]
)
QUERIES = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=14).map("".join))


@settings(max_examples=150, deadline=None, derandomize=True)
@given(QUERIES)
@example("\ud800")
@example("said:a NEAR/0 b*")
@example("½ OR ª* OR _x_ OR ١٢ OR ⅷ")
@example("NOT (NOT (NOT bridge))")
def test_any_query_finds_or_is_told_its_cure(held: Record, query: str) -> None:
    try:
        found = held.search(query, fold=True)
    except QueryError:  # nothing else may be raised
        return
    assert 0 <= found.rows <= found.total <= 4


def test_words_are_ranked_and_marked_and_lead_to_the_original(held: Record) -> None:
    found = held.search("bridge OR safe")
    assert found.order == "relevance"
    assert found.hits[0].outlet == "The Courier"  # in the headline, and rare
    for hit in found.hits:
        assert hit.snippet_marks
        assert all(hit.snippet[m.start : m.end].lower() in ("bridge", "safe") for m in hit.snippet_marks)
        assert hit.capture_span is not None
        assert hit.capture_span.of(held.capture_text(hit.capture_id)).lower() in ("bridge", "safe")
    assert [h.published for h in held.search("").hits] == ["2031-04-21", "2031-04-20", "2031-04-12", "2031-03-05"]
    assert held.search("bridge OR bread", order="oldest").hits[0].published == "2031-03-05"
    with pytest.raises(UsageError, match="no order"):
        held.search("bridge", order="best")


def test_attributions_asked_for_are_shown(held: Record) -> None:
    hit = held.search("speaker:rell said:ceasefire").hits[0]
    (said,) = hit.said
    assert said.speaker == "Tomas Rell"
    assert [said.words[m.start : m.end] for m in said.marks] == ["ceasefire"]
    assert said.capture_span is not None
    assert "ceasefire" in said.capture_span.of(held.capture_text(hit.capture_id))
    assert held.search("bridge").hits[0].said == ()
    assert held.search("bridge NOT said:bread").hits[0].said == ()


def test_copies_fold_into_one_row_and_are_counted(held: Record) -> None:
    flat, folded = held.search("bread"), held.search("bread", fold=True)
    assert (flat.total, flat.rows, len(flat.hits)) == (2, 2, 2)
    assert (folded.total, folded.rows, len(folded.hits)) == (2, 1, 1)
    assert folded.hits[0].folded == 1
    assert held.search("", fold=True).rows == 3
    assert [h.id for h in held.search("", fold=True, per_page=2, page=2).hits] == [
        held.search("date:2031-03").hits[0].id
    ]


def test_facets_and_dates_are_of_what_was_found(held: Record) -> None:
    found = held.search("minister")
    assert {(f.value, f.count) for f in found.facet("outlet")} == {("The Courier", 1), ("The Lantern", 1)}
    assert ("Lena Okt", 2) in {(f.value, f.count) for f in found.facet("speaker")}
    assert ("denial", 1) in {(f.value, f.count) for f in found.facet("has")}
    for name in ("outlet", "source_kind", "speaker", "place", "language", "has"):
        for one in held.search("").facet(name):
            assert held.search("", **{name: one.value}).total == one.count, (name, one)
    assert found.histogram is not None
    assert found.histogram.grain == "day"
    assert sum(x.count for x in found.histogram.bins) == 2
    assert len(found.histogram.bins) == 39  # empty days too


def test_a_name_that_nothing_has_is_told_the_likeliest(held: Record) -> None:
    assert held.search("outlet:couriar").hints == ("no outlet here is called “couriar”; there is “The Courier”",)
    assert held.search('speaker:"leena okt"').hints == ("no speaker here is called “leena okt”; there is “Lena Okt”",)
    assert held.search("outlet:zzz").hints == ()


def test_a_list_of_names_is_searched_word_for_word(held: Record) -> None:
    rows = list(held.batch(["Lena Okt", "Okt Lena", "CAFE owners", "?", 'say "bread"']))
    assert [(r.name, r.total, r.hit.outlet if r.hit else None) for r in rows] == [
        ("Lena Okt", 2, "The Lantern"),
        ("Lena Okt", 2, "The Courier"),
        ("Okt Lena", 0, None),
        ("CAFE owners", 1, "The Lantern"),
        ("?", 0, None),
        ('say "bread"', 0, None),
    ]
    assert rows[4].problem is not None


def test_saved_searches_outlive_a_rebuild_and_can_be_taken_back(where: str, tmp_path: Path) -> None:
    (tmp_path / "p.txt").write_text(news.PAGES["courier"], encoding="utf-8")
    with service.open(where) as record:
        record.add([tmp_path / "p.txt"], workers=1)
        record.save_search("mills", "mill*")
        record.save_search(" tamar  bridge ", "bridge")
        record.save_search("tamar bridge", "bridge outlet:courier")
        record.rebuild(workers=1)
        kept = [(s.name, s.query) for s in record.saved_searches()]
        assert kept == [("mills", "mill*"), ("tamar bridge", "bridge outlet:courier")]
        record.forget_search("mills")
        assert [s.name for s in record.saved_searches()] == ["tamar bridge"]
        assert len(record.view.searches()) == 4
        for wrong in (("", "bridge"), ("x" * 101, "bridge"), ("x", "outlt:y")):
            with pytest.raises(UsageError):
                record.save_search(*wrong)
        with pytest.raises(NotInRecord, match="there are: tamar bridge"):
            record.forget_search("mills")


def test_a_person_without_a_dossier_is_offered_nowhere(where: str, tmp_path: Path) -> None:
    (tmp_path / "p.txt").write_text(news.PAGES["courier"], encoding="utf-8")
    with service.open(where) as record:
        record.add([tmp_path / "p.txt"], workers=1)
        assert "Lena Okt" in [f.value for f in record.search("").facet("speaker")]
        with record._database.write() as c:
            c.execute(update(t.entity).where(t.entity.c.name.like("%Okt%")).values(public=False))
        assert "Lena Okt" not in [f.value for f in record.search("").facet("speaker")]
        assert "Tomas Rell" in [f.value for f in record.search("").facet("speaker")]
        assert record.search('speaker:"leena okt"').hints == ()
        assert record.search('"Lena Okt"').total == 1  # the words of a text are searched as they stand
