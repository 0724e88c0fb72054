"""Whatever is shown can be set, rejected, added, confirmed, noted; with a history, and as if nothing had been once undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.journeys.pages import record_of

from firsthand import record as service
from firsthand.model.articles import Article
from firsthand.model.findings import Discrepancy, Series
from firsthand.model.problems import UsageError
from firsthand.model.readings import Attribution
from firsthand.record import Changed, Record

PAGES = {
    "raid": """Raiders attacked the Tessel mill
The Karsund Courier
12 May 2031

Raiders attacked the Tessel mill on Tuesday and killed two millers, harbour commissioner Oro Vann said. Mari Saar, a judge, was
there. "The mill will stay closed for a month," Vann said. A senior official said that four raiders had fled to Norland.
""",
    "toll": """Three millers killed in raid at Tessel
Northern Ledger
14 May 2031

Three millers were killed in the raid on the Tessel mill on Tuesday, a police spokesman said. Raiders attacked the mill at night.
""",
}


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    yield from record_of(tmp_path, PAGES)


def home(record: Record, title: str = "Raiders") -> Article:
    return record.article(next(h.id for h in record.articles().hits if (h.title or "").startswith(title))).article


def said(record: Record, words: str) -> Attribution:
    of = home(record)
    return next(a for a in record.attributions_of(of.id) if any(words in s.of(of.text) for s in a.content))


def readings(record: Record) -> list[Any]:
    kinds = (
        "article",
        "mention",
        "attribution",
        "time",
        "place",
        "quantity",
        "event",
        "claim",
        "discrepancy",
        "series",
    )
    return [x for kind in kinds for x in record.all(kind)]


def undone(record: Record, made: Any, before: list[Any]) -> None:
    """The decision outlives a rebuild; undone, everything is as it was."""
    with_it = readings(record)
    assert with_it != before
    record.rebuild(workers=1)
    assert readings(record) == with_it
    record.undo(made.judgement.id, by="Ola")
    assert readings(record) == before
    past = {p.judgement.id: p for p in record.decisions().rows}
    ended = past[made.judgement.id].undone
    assert ended is not None
    assert ended.by == "Ola"


def test_a_speaker_is_set_from_words_of_the_article_and_the_source_is_of_that_names_kind(record: Record) -> None:
    before, a = readings(record), said(record, "stay closed")
    made = record.decide("set", a.id, field="speaker", value="Mari Saar", by="Ina")
    now = said(record, "stay closed")
    assert (now.speaker, now.source_kind, now.by) == ("Mari Saar", "named_person", "person:Ina")
    of = home(record)
    assert now.speaker_span is not None
    assert now.speaker_span.of(of.text) == "Mari Saar"
    assert [p.judgement.id for p in record.history(now.id)] == [made.judgement.id]
    undone(record, made, before)


def test_nobody_is_named_from_outside_the_text_and_an_unnamed_source_stays_unnamed(record: Record) -> None:
    with pytest.raises(UsageError, match="stands nowhere in this article"):
        record.decide("set", said(record, "stay closed").id, field="speaker", value="Ilmar Kask", by="Ina")
    official = said(record, "four raiders")
    assert official.source_kind == "unnamed_official"
    with pytest.raises(UsageError, match="never resolved to a name"):
        record.decide("set", official.id, field="speaker", value="Mari Saar", by="Ina")
    assert record.judgements() == ()


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        ("title", "Raid on the Tessel mill", "Raid on the Tessel mill"),
        ("outlet", "Tessel Gazette", "Tessel Gazette"),
        ("published", "2031-05-13", "2031-05-13"),
        ("declared_source", "Harbour Wire", "Harbour Wire"),
    ],
)
def test_what_a_page_says_of_an_article_is_set(record: Record, field: Any, value: str, shown: str) -> None:
    before, of = readings(record), home(record)
    made = record.decide("set", of.id, field=field, value=value, by="Ina")
    now = record.article(of.id).article
    datum = now.first(field)
    assert datum is not None
    assert (datum.value, datum.how) == (shown, "by_hand")
    assert record.verify().faults == ()
    undone(record, made, before)


def test_an_outlet_that_is_none_is_rejected(record: Record) -> None:
    of = home(record)
    record.decide("set", of.id, field="outlet", value="Tessel Gazette", by="Ina")
    before = readings(record)
    made = record.decide("reject", of.id, field="outlet", by="Ina")
    assert record.article(of.id).article.first("outlet") is None
    undone(record, made, before)


def test_when_and_how_many_are_set(record: Record) -> None:
    before, of = readings(record), home(record)
    time = record.times_of(of.id)[-1]
    record_of_time = record.decide("set", time.id, field="edtf", value="2031-05-06", by="Ina")
    assert next(x for x in record.times_of(of.id) if x.id == time.id).edtf == "2031-05-06"
    many = next(q for q in record.quantities_of(of.id) if q.role == "killed")
    made = record.decide("set", many.id, field="low", value="5", by="Ina")
    assert next(q for q in record.quantities_of(of.id) if q.id == many.id).low == 5
    record.undo(record_of_time.judgement.id, by="Ina")
    undone(record, made, before)


def test_times_and_figures_that_are_none_are_rejected_and_a_place_is_left_open(record: Record) -> None:
    before, of = readings(record), home(record)
    time, many = record.times_of(of.id)[-1], record.quantities_of(of.id)[0]
    made = [record.decide("reject", x.id, by="Ina") for x in (time, many)]
    assert time.id not in {x.id for x in record.times_of(of.id)}
    assert many.id not in {x.id for x in record.quantities_of(of.id)}
    for place in record.places_of(of.id)[:1]:
        one = record.decide("reject", place.id, by="Ina")
        now = next(x for x in record.places_of(of.id) if x.id == place.id)
        assert (now.gazetteer_id, now.why) == (None, "set by Ina: none of these")
        record.undo(one.judgement.id, by="Ina")
    record.undo(made[0].judgement.id, by="Ina")
    undone(record, made[1], before)


def test_a_missed_statement_and_a_missed_name_are_added(record: Record) -> None:
    before, of = readings(record), home(record)
    made = record.add_reading(
        "attribution", of.id, "Raiders attacked the Tessel mill on Tuesday", source="Mari Saar", by="Ina"
    )
    added = next(a for a in record.attributions_of(of.id) if a.kept_by_hand)
    assert (added.speaker, added.source_kind) == ("Mari Saar", "named_person")
    undone(record, made, before)
    with pytest.raises(UsageError, match="stands 4 times in this article; say which"):
        record.add_reading("mention", of.id, "mill", kind="place", by="Ina")
    name = record.add_reading("mention", of.id, "mill", kind="place", nth=3, by="Ina")
    assert ("mill", "place") in {(m.span.of(of.text), m.kind) for m in record.mentions_of(of.id)}
    undone(record, name, before)


def test_a_kind_is_set_wherever_the_article_has_the_name(record: Record) -> None:
    of = home(record)
    vann = [m for m in record.mentions_of(of.id) if m.name == "Oro Vann"]
    assert len(vann) == 2
    record.decide("set", vann[1].id, field="kind", value="group", by="Ina")
    assert [m.kind for m in record.mentions_of(of.id) if m.name == "Oro Vann"] == ["group", "group"]


def test_a_discrepancy_that_is_none_goes_and_one_that_is_confirmed_stays(record: Record) -> None:
    before = readings(record)
    found = [d for d in record.all("discrepancy") if isinstance(d, Discrepancy) and d.slot == "number"]
    assert found
    record.decide("confirm", found[0].id, by="Ina")
    assert record.review("discrepancy").left[-1] == ("discrepancy", len(list(record.all("discrepancy"))) - 1)
    made = record.decide("reject", found[0].id, by="Ina")
    assert found[0].id not in {d.id for d in record.all("discrepancy") if isinstance(d, Discrepancy)}
    assert [p.judgement.act for p in record.history(found[0].id)] == ["confirm", "reject"]
    undone(record, made, before)


def test_a_figure_is_taken_out_of_its_series(tmp_path: Path) -> None:
    with service.open(tmp_path / "demo.record") as record:
        record.add([Path(__file__).parents[2] / "demo/pages"], workers=1)
        found = max((s for s in record.all("series") if isinstance(s, Series)), key=lambda s: (len(s.points), s.id))
        before = readings(record)
        made = record.decide("reject", found.id, value="2", by="Ina")
        now = record.series(found.id).series
        assert now.points == (found.points[0], *found.points[2:])
        assert [p.judgement.id for p in record.history(found.id)] == [made.judgement.id]
        with pytest.raises(UsageError, match="Give its number, 1 to"):
            record.decide("reject", found.id, value="99", by="Ina")
        undone(record, made, before)


def test_notes_change_nothing_and_are_kept_with_their_author(record: Record) -> None:
    before, of = readings(record), home(record)
    record.decide("note", of.id, value="ask the Courier for the picture", by="Ina")
    record.decide("note", said(record, "stay closed").id, value="heard on the radio too", by="Ola")
    assert readings(record) == before
    assert record.run(workers=1).done == 0
    assert [(p.judgement.by, p.judgement.value) for p in record.history(of.id)] == [
        ("Ina", "ask the Courier for the picture"),
        ("Ola", "heard on the radio too"),
    ]


def test_a_decision_on_what_has_changed_since_is_refused_and_nothing_is_lost(record: Record) -> None:
    a = said(record, "stay closed")
    saw = record.saw(a.id)
    record.decide("set", a.id, field="stance", value="vows", by="Ola", saw=saw)
    with pytest.raises(Changed, match="has changed since you were shown it"):
        record.decide("set", a.id, field="stance", value="predicts", by="Ina", saw=saw)
    assert said(record, "stay closed").stance == "vows"
    record.decide("reject", a.id, by="Ola")
    with pytest.raises(Changed, match="is no more"):
        record.decide("confirm", a.id, by="Ina", saw=record.judgements()[0].saw)
    assert [j.by for j in record.judgements()] == ["Ola", "Ola"]


def test_the_review_asks_for_the_least_sure_and_never_twice(record: Record) -> None:
    seen: set[tuple[str, ...]] = set()
    sure = []
    page = record.review("attribution", by="Ina")
    total = dict(page.left)["attribution"]
    while page.item is not None:
        assert page.item.ids not in seen
        seen.add(page.item.ids)
        sure.append(page.item.sure)
        if len(seen) == 1:
            record.later(*page.item.ids, by="Ina")
        else:
            record.decide("confirm", *page.item.ids, by="Ina", saw=page.item.saw)
        page = record.review("attribution", by="Ina")
    assert len(seen) == total
    assert sure == sorted(sure)
    assert (page.later, dict(page.left)["attribution"]) == (1, 0)
    assert dict(record.review("attribution", by="Ola").left)["attribution"] == 1


def test_what_a_decision_touches_is_read_anew_at_once_and_the_rest_by_the_next_run(record: Record) -> None:
    a = said(record, "stay closed")
    record.decide("set", a.id, field="stance", value="vows", by="Ina", run=False)
    assert record.waits
    assert said(record, "stay closed").stance == "vows"
    assert record.run(workers=1).done > 0
    assert not record.waits
    once = readings(record)
    record.rebuild(workers=1)
    assert readings(record) == once


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [("stance", "shouts", "one of: asserts"), ("colour", "red", "there are: speaker"), ("speaker", " ", "of nothing")],
)
def test_a_wrong_value_is_told_with_what_would_do(record: Record, field: str, value: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        record.decide("set", said(record, "stay closed").id, field=field, value=value, by="Ina")


def test_a_date_that_is_none_and_a_decision_of_nobody_are_refused(record: Record) -> None:
    with pytest.raises(UsageError, match="is no date; write it as"):
        record.decide("set", home(record).id, field="published", value="12 May", by="Ina")
    with pytest.raises(UsageError, match="who decides"):
        record.decide("confirm", home(record).id, by=" ")
