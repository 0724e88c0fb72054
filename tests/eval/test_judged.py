"""What people decided, held against what is read without them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from firsthand import record as service
from firsthand.eval.judged import compare, measured
from firsthand.eval.polnear import as_article
from firsthand.model.articles import Article
from firsthand.model.judgements import About, Act, Judgement
from firsthand.model.readings import Attribution
from firsthand.model.spans import Anchor, Span, anchor
from firsthand.model.units import ReadInput, Result
from firsthand.read import run
from firsthand.serve.cli import main

TEXT = "Mara Lind said the bridge was safe. Idris Vann knows the river well."
ARTICLE = as_article("bridge", TEXT)
CONTENT = "the bridge was safe"


def at(words: str) -> Anchor:
    start = TEXT.index(words)
    return anchor(ARTICLE.capture_id, TEXT, Span(start, start + len(words)))


def decide(
    act: Act, words: str, about: About = "attribution", field: str | None = None, value: str | None = None, **roles: str
) -> Judgement:
    places = tuple((role, at(w)) for role, w in roles.items())
    id_ = f"j-{act}-{words}-{field}-{value}"
    return Judgement(id_, "2031-05-03T00:00:00Z", "Ada", act, about, at(words), field, value, roles=places)


def test_a_confirmed_one_that_is_read_is_right() -> None:
    tallies = compare(ARTICLE, [decide("confirm", CONTENT, source="Mara Lind")], run)
    assert tallies["attribution there"] == [True]


def test_an_added_one_that_is_not_read_is_missed() -> None:
    tallies = compare(ARTICLE, [decide("add", "the river well", source="Idris Vann", cue="knows")], nothing)
    assert tallies["attribution there"] == [False]


def test_a_rejected_one_that_is_still_read_is_wrong() -> None:
    assert compare(ARTICLE, [decide("reject", CONTENT)], run)["attribution wrong"] == [False]
    assert compare(ARTICLE, [decide("reject", CONTENT)], nothing)["attribution wrong"] == [True]


def test_a_corrected_source_is_asked_of_the_reading_there() -> None:
    wrong = compare(ARTICLE, [decide("set", CONTENT, field="source", source="Idris Vann")], run)
    assert (wrong["attribution there"], wrong["source"]) == ([True], [False])
    right = compare(ARTICLE, [decide("set", CONTENT, field="source", source="Mara Lind")], run)
    assert right["source"] == [True]


def test_fields_are_compared_as_values_and_the_last_decision_counts() -> None:
    first = decide("set", CONTENT, field="stance", value="denies")
    last = decide("set", CONTENT, field="stance", value="asserts")
    tallies = compare(ARTICLE, [first, last, decide("set", CONTENT, field="speaker", value="mara  LIND")], run)
    assert tallies["stance"] == [True]
    assert tallies["speaker"] == [True]
    assert tallies["attribution there"] == [True]


def test_names_are_compared_by_place_kind_and_name() -> None:
    made = [decide("add", "Mara Lind", "mention", "person", "Mara Lind"), decide("reject", "river", "mention")]
    tallies = compare(ARTICLE, made, run)
    assert (tallies["name there"], tallies["kind"], tallies["name"]) == ([True], [True], [True])
    assert tallies["name wrong"] == [True]


def test_words_that_are_in_no_article_now_are_left_out() -> None:
    elsewhere = Judgement(
        "j-1", "2031-05-03T00:00:00Z", "Ada", "confirm", "attribution", anchor("0" * 64, TEXT, Span(0, 4))
    )
    assert compare(ARTICLE, [elsewhere], run) == {"placeless": [True]}


def test_figures_tell_how_little_is_known() -> None:
    found = measured(
        [(ARTICLE, (decide("confirm", CONTENT, source="Mara Lind"), decide("reject", CONTENT, source="Idris Vann")))]
    )
    recall = found.figure("attribution R")
    assert recall is not None
    assert (recall.value, recall.n) == (1.0, 1)
    assert recall.low is not None
    assert recall.low < 0.3
    assert "of 1 people in 1 articles" in found.text


ACTS: list[Act] = ["set", "reject", "add", "confirm", "note", "same"]
ABOUT: list[About] = ["attribution", "mention", "article", "entity"]
FIELDS = (None, "source", "venue", "speaker", "stance", "kind", "name", "person", "nonsense")


@st.composite
def decisions(draw: st.DrawFn) -> Judgement:
    a, b = sorted((draw(st.integers(0, len(TEXT))), draw(st.integers(0, len(TEXT)))))
    where = anchor(ARTICLE.capture_id, TEXT, Span(a, b))
    roles = draw(st.sampled_from([(), (("source", where),), (("venue", where), ("source", at("Mara")))]))
    return Judgement(
        draw(st.uuids()).hex, "", "Ada", draw(st.sampled_from(ACTS)), draw(st.sampled_from(ABOUT)), where,
        draw(st.sampled_from(FIELDS)), draw(st.none() | st.text(max_size=5)), roles=roles,
    )  # fmt: skip


READ = run(ReadInput(ARTICLE))


@given(st.lists(decisions(), max_size=6))
def test_whatever_was_decided_there_is_an_answer(made: list[Judgement]) -> None:
    tallies = compare(ARTICLE, made, lambda _: READ)
    said = [j for j in made if j.act in ("set", "reject", "add", "confirm") and j.about in ("attribution", "mention")]
    assert len(tallies["placeless"]) == sum(not len(j.target.span) for j in said)
    assert sum(len(tallies[f"attribution {x}"]) + len(tallies[f"name {x}"]) for x in ("there", "wrong")) <= len(said)


def test_the_command_reads_the_record_and_changes_nothing(tmp_path: Path) -> None:
    page, where = tmp_path / "page.txt", str(tmp_path / "my.record")
    page.write_text(f"Bridge safe\n\nThe Lantern | May 3, 2031\n\n{TEXT}\n", encoding="utf-8")
    with service.open(where) as record:
        record.add([page], workers=1)
        article = next(a for a in record.all("article") if isinstance(a, Article))
        said = next(a for a in record.attributions_of(article.id) if isinstance(a, Attribution))
        record.judge("confirm", "attribution", record.anchor(article, said.content[0]), by="Ada", run=False)
        before = record.status().counts
    result = CliRunner().invoke(main, ["--record", where, "--json", "eval", "--on", "judgements"])
    assert result.exit_code == 0, result.output
    figures = {f["name"]: f for f in json.loads(result.output)["judgements"]["figures"]}
    assert figures["attribution R"]["value"] == 1.0
    with service.open(where) as record:
        assert record.status().counts == before


@pytest.mark.parametrize("words", [("eval", "judgements"), ("eval", "--on", "judgements")])
def test_without_a_record_it_says_so(tmp_path: Path, words: tuple[str, ...]) -> None:
    result = CliRunner().invoke(main, ["--record", str(tmp_path / "none.record"), *words])
    assert result.exit_code == 4
    assert "Traceback" not in result.output


def nothing(_: ReadInput) -> Result:
    return Result(())
