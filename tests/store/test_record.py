"""What a record promises, on both databases."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select
from tests.store.steps import STEPS

from firsthand import record
from firsthand.model.ids import digest
from firsthand.model.problems import UsageError
from firsthand.model.readings import TimeRef
from firsthand.model.spans import Span
from firsthand.model.units import ReadInput, Result
from firsthand.record import Record
from firsthand.store import tables as t

KINDS = (
    "capture",
    "article",
    "mention",
    "attribution",
    "time",
    "place",
    "quantity",
    "reuse_link",
    "family",
    "entity",
    "chain",
    "judgement",
    "problem",
)


def opened(where: str) -> Record:
    return record.open(where, pipeline=STEPS)


def everything(r: Record) -> dict[str, str]:
    return {kind: digest(tuple(r.all(kind))) for kind in KINDS}


def test_pages_added_are_read_back(where: str, pages: Path) -> None:
    with opened(where) as r:
        report = r.add([pages], workers=1)
        assert (report.new, report.known) == (3, 0)
        assert [p.code for p in report.problems] == ["empty-file"]
        assert dict(r.status().counts)["article"] == 3
        assert {code for code, _ in r.status().problems} == {"empty-file", "step-failed"}
        assert r.original(report.captures[0]) == (pages / Path(r.capture(report.captures[0]).path).name).read_bytes()
        assert r.verify().faults == ()


def test_a_second_run_changes_nothing(where: str, pages: Path) -> None:
    with opened(where) as r:
        r.add([pages], workers=1)
        before = everything(r)
        again = r.add([pages], workers=1)
        assert again.run is not None
        assert (again.new, again.known, again.run.done) == (0, 3, 0)
        assert everything(r) == before


def test_a_rebuild_equals_the_record(where: str, pages: Path) -> None:
    with opened(where) as r:
        r.add([pages], workers=1)
        judge_speaker(r)
        before = everything(r)
        r.rebuild(workers=1)
        assert everything(r) == before


def test_a_page_that_breaks_a_step_is_a_problem_and_the_rest_goes_on(where: str, pages: Path) -> None:
    with opened(where) as r:
        r.add([pages], workers=1)
        broken = [p for p in r.problems() if p.code == "step-failed"]
        assert len(broken) == 1
        assert "this page breaks" in broken[0].message
        assert r.search("bridge").total == 2


def test_rows_that_the_database_refuses_are_a_problem_and_the_rest_is_kept(where: str, pages: Path) -> None:
    whole = {s.name: s for s in STEPS}["read"]

    def far(given: ReadInput) -> Result:
        """Of one article a place that no database column holds."""
        found = whole.work(given)
        if "ships" not in given.article.text:
            return found
        return Result(
            (TimeRef("t-1", given.article.id, Span(0, 10**30), None, "vague", None, "made wrong"), *found.rows)
        )

    with record.open(where, pipeline=[replace(s, work=far) if s.name == "read" else s for s in STEPS]) as r:
        r.add([pages], workers=1)
        assert dict(r.status().counts)["attribution"] == 2
        (bad,) = [p for p in r.problems() if p.step == "read"]
        assert (bad.code, bad.unit) == ("step-failed", r.search("ships").hits[0].id)
        assert r.run(workers=1).done == 0


def test_a_judgement_taken_back_is_as_if_never_made(where: str, pages: Path) -> None:
    with opened(where) as r:
        r.add([pages], workers=1)
        before = everything(r)
        article_id = judge_speaker(r)
        made = r.judgements()[-1]
        assert everything(r)["attribution"] != before["attribution"]
        r.judge("note", "attribution", made.target, by="Ada", supersedes=made.id)
        assert r.attributions_of(article_id)[0].speaker == "Bero"
        assert {k: v for k, v in everything(r).items() if k != "judgement"} == {
            k: v for k, v in before.items() if k != "judgement"
        }


def judge_speaker(r: Record) -> str:
    article_id = r.search("ships").hits[0].id
    said = r.attributions_of(article_id)[0]
    place = r.anchor(r.article(article_id).article, said.content[0])
    r.judge("set", "attribution", place, by="Ada", field="speaker", value="Captain Bero")
    return article_id


def test_a_judgement_redoes_its_article_and_what_follows_only(where: str, pages: Path) -> None:
    with opened(where) as r:
        r.add([pages], workers=1)
        untouched = r.article(r.search("bridge").hits[0].id)
        article_id = judge_speaker(r)
        assert r.attributions_of(article_id)[0].speaker == "Captain Bero"
        assert r.chains_of(article_id)[0].origin == "Captain Bero"
        assert r.article(untouched.article.id) == untouched
        assert r.run(workers=1).done == 0


def test_a_new_version_with_the_same_rows_moves_nothing_downstream(where: str, pages: Path) -> None:
    with opened(where) as r:
        r.add([pages], workers=1)
    newer = tuple(replace(s, version=2) if s.name == "read" else s for s in STEPS)
    with record.open(where, pipeline=newer) as r:
        assert dict(r.run(workers=1).steps) == {s.name: 3 if s.name == "read" else 0 for s in STEPS}


def nothing(given: object) -> Result:
    return Result(())


def test_articles_that_exist_no_more_take_all_their_rows_along(where: str, pages: Path) -> None:
    with opened(where) as r:
        r.add([pages], workers=1)
    empty = tuple(replace(s, version=2, work=nothing) if s.name == "extract" else s for s in STEPS)
    with record.open(where, pipeline=empty) as r:
        r.run(workers=1)
        counts = dict(r.status().counts)
        assert {
            k: counts[k] for k in ("article", "mention", "attribution", "reuse_link", "family", "entity", "chain")
        } == dict.fromkeys(("article", "mention", "attribution", "reuse_link", "family", "entity", "chain"), 0)
        with r._database.read() as c:
            assert c.execute(select(t.fingerprint)).all() == []
        assert counts["capture"] == 3


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 3),
        ("bridge", 2),
        ("BRIDGE tamar", 2),
        ('"ships are"', 0),
        ('"on the bridge"', 1),
        ("ships OR more", 2),
        ("bridge NOT more", 1),
        ("NOT bridge", 1),
        ("(ships OR bridge) AND today", 2),
        ("outlet:varna", 1),
        ("speaker:bero", 1),
        ("kind:named_person", 3),
        ("kind:document", 0),
        ("\u0627\u0644\u0633\u0641\u0646", 1),
        ("o'neill; DROP TABLE article --x", 0),
        ('a* ^b near(c) {d} title:e "f', None),
        ("bridge)", None),
        ("(bridge", None),
        ("bridge OR", None),
        ("AND bridge", None),
        ("kind:liar", None),
        ("...", None),
    ],
)
def test_a_search_finds_or_says_how_to_mend_the_query(asked: Record, query: str, found: int | None) -> None:
    if found is None:
        with pytest.raises(UsageError):
            asked.search(query)
    else:
        assert asked.search(query).total == found


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Record:
    folder = tmp_path_factory.mktemp("asked")
    story = "Minister Olena said the bridge over the Tamar is open again to all traffic today."
    (folder / "one.txt").write_text(f"Varna opens the bridge\n\n{story}\n====\nTamar on the bridge\n\n{story} More.\n")
    (folder / "two.txt").write_text(
        "Orsk counts its ships\n\nCaptain Bero said \u0627\u0644\u0633\u0641\u0646 are safe.\n"
    )
    r = opened(str(folder / "asked.record"))
    r.add([folder / "one.txt", folder / "two.txt"], workers=1)
    return r


def test_facets_count_articles_and_narrow_the_search(where: str, pages: Path) -> None:
    with opened(where) as r:
        r.add([pages], workers=1)
        page = r.search("bridge")
        assert {(f.value, f.count) for f in page.facet("outlet")} == {("Varna", 1), ("Tamar", 1)}
        assert [(f.value, f.count) for f in page.facet("speaker")] == [("Olena", 2)]
        assert r.search("bridge", outlet="Tamar").total == 1
        assert all(page.hits[0].snippet[m.start : m.end].lower() == "bridge" for m in page.hits[0].snippet_marks)
        assert [h.family_size for h in page.hits] == [2, 2]
