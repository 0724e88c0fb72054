"""Events and claims as people decide: same, different, reject, undo; kept through re-runs; ids that stay or lead on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient
from tests.journeys.pages import record_of, write
from tests.journeys.test_parties import exported

from firsthand.model.findings import Claim, Entity, Event, Likely
from firsthand.model.ids import make_id
from firsthand.model.problems import UsageError
from firsthand.record import Record
from firsthand.serve.cli import main
from firsthand.serve.web import app

PAGES = {
    "raid": """Raiders attacked the Tessel mill

Raiders attacked the Tessel mill on Tuesday and killed two millers, harbour commissioner Oro Vann said. The mill will stay
closed for a month, Oro Vann said. The raid in the Orsel valley was the first this year.
""",
    "killed": """Two millers killed in raid at Tessel

Two millers were killed in a raid on the Tessel mill in the Orsel valley on Tuesday, harbour commissioner Oro Vann said.
The mill will remain shut for a month, Vann said.
""",
    "convicted": """Smuggler convicted at Karsund

A court in Karsund convicted the smuggler Ilmar Kask on Thursday. Kask was sentenced to four years. Judge Mari Saar said the
smuggler had sold stolen flour.
""",
    "sentenced": """Karsund court sentences smuggler

The Karsund court sentenced Ilmar Kask, a smuggler, to four years in prison on Thursday. Judge Mari Saar said Kask had sold
flour that was stolen.
""",
}
CONVICTED, SENTENCED = ("Smuggler", "convicted"), ("Karsund court", "sentenced")
RAIDERS, MILLERS = ("Raiders", "attacked"), ("Two millers", "raid")
HEADLINES = ("Smuggler", "Smuggler"), ("Karsund court", "Karsund")
SOLD = ("Smuggler", "the smuggler had"), ("Karsund court", "Kask had sold")


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    yield from record_of(tmp_path, PAGES)


def home(record: Record, title: str) -> Any:
    return record.article(next(h.id for h in record.articles().hits if (h.title or "").startswith(title))).article


def mention(record: Record, title: str, word: str) -> str:
    """The id of the last event mention in an article whose trigger is that word."""
    of = home(record, title)
    return [m for m in record.event_mentions_of(of.id) if m.trigger.of(of.text) == word][-1].id


def told(record: Record, title: str, words: str) -> str:
    """The id of the longest telling in an article that begins with those words: of the whole, not of a part of it."""
    of = home(record, title)
    begun = (w for w in record.view.tellings_of(of.id) if w.span.of(of.text).startswith(words))
    return max(begun, key=lambda w: len(w.span)).id


def events(record: Record) -> list[Event]:
    return [e for e in record.all("event") if isinstance(e, Event)]


def claims(record: Record) -> dict[str, set[str]]:
    """The tellings of each claim."""
    return {k.id: {m.telling_id for m in k.members} for k in record.all("claim") if isinstance(k, Claim)}


def event(record: Record, title: str, word: str) -> Event:
    id_ = mention(record, title, word)
    (found,) = (e for e in events(record) if id_ in e.mentions)
    return found


def claim(record: Record, title: str, words: str) -> str:
    id_ = told(record, title, words)
    (found,) = (k for k, members in claims(record).items() if id_ in members)
    return found


def findings(record: Record) -> list[object]:
    return [x for kind in ("event", "claim", "likely", "discrepancy") for x in record.all(kind)]


def leads_on(record: Record, letter: str, gone: str, heir: str, folder: Path) -> None:
    assert record.show(gone) == record.show(heir)
    with TestClient(app(record), base_url="http://localhost") as web:
        moved = web.get(f"/{letter}/{gone}", follow_redirects=False)
        assert (moved.status_code, moved.headers["location"]) == (301, f"/{letter}/{heir}")
        assert web.get(f"/{letter}/{heir}").status_code == 200
    kind = {"v": "events", "k": "claims"}[letter]
    (row,) = (r for r in exported(record, folder)[kind] if r["id"] == heir)
    assert row["formerly"] == [gone]


def test_events_that_a_person_joined_are_one_through_every_run_and_the_id_that_went_leads_on(
    record: Record, tmp_path: Path
) -> None:
    before, a, b = findings(record), event(record, *CONVICTED), event(record, *SENTENCED)
    assert a.id != b.id
    made = record.decide("same", a.id, b.id, by="Ina")
    whole = event(record, *CONVICTED)
    assert set(whole.mentions) == {*a.mentions, *b.mentions}
    assert f"the same: decided by a person ({made.judgement.id})" in whole.why
    assert {s.after for s in made.stands} == {whole.id}
    (gone,) = {a.id, b.id} - {whole.id}
    leads_on(record, "v", gone, whole.id, tmp_path / "out")
    assert record.run(workers=1).done == 0
    after = findings(record)
    record.rebuild(workers=1)
    assert findings(record) == after
    leads_on(record, "v", gone, whole.id, tmp_path / "again")
    record.undo(made.judgement.id, by="Ina")
    assert findings(record) == before


def test_mentions_that_a_person_parted_are_two_events_through_every_run(record: Record) -> None:
    before, whole = findings(record), event(record, *RAIDERS)
    assert mention(record, *MILLERS) in whole.mentions
    made = record.decide("different", mention(record, *RAIDERS), mention(record, *MILLERS), by="Ina")
    one, other = event(record, *RAIDERS), event(record, *MILLERS)
    assert one.id != other.id
    assert whole.id in {one.id, other.id}
    assert f"apart from another: decided by a person ({made.judgement.id})" in one.why
    after = findings(record)
    record.rebuild(workers=1)
    assert findings(record) == after
    record.undo(made.judgement.id, by="Ina")
    assert findings(record) == before


@pytest.mark.parametrize("act", ["same", "different"])
def test_who_was_asked_about_two_claims_and_answered_is_not_asked_again(record: Record, act: Any) -> None:
    before = findings(record)
    asked = {claim(record, *where) for where in HEADLINES}
    assert asked in [{x.a, x.b} for x in before if isinstance(x, Likely)]
    made = record.decide(act, *sorted(asked), by="Ina")
    now = {claim(record, *where) for where in HEADLINES}
    assert (len(now) == 1) == (act == "same")
    assert now <= asked
    assert asked not in [{x.a, x.b} for x in record.all("likely") if isinstance(x, Likely)]
    for id_ in now:
        assert f"decided by a person ({made.judgement.id})" in record.claim(id_).claim.why
    after = findings(record)
    record.rebuild(workers=1)
    assert findings(record) == after
    record.undo(made.judgement.id, by="Ina")
    assert findings(record) == before


def test_claims_that_a_person_joined_lead_on(record: Record, tmp_path: Path) -> None:
    asked = {claim(record, *where) for where in HEADLINES}
    record.decide("same", *asked, by="Ina")
    heir = claim(record, *HEADLINES[0])
    leads_on(record, "k", *(asked - {heir}), heir, tmp_path / "out")


def test_a_claim_that_the_machine_was_sure_of_is_parted(record: Record) -> None:
    assert claim(record, *SOLD[0]) == claim(record, *SOLD[1])
    record.decide("different", *(told(record, *where) for where in SOLD), by="Ina")
    assert claim(record, *SOLD[0]) != claim(record, *SOLD[1])


def test_of_decisions_that_cannot_all_hold_the_later_stand_and_the_other_is_a_problem_with_its_cure(
    record: Record,
) -> None:
    a, b, c = mention(record, *CONVICTED), mention(record, *SENTENCED), mention(record, *RAIDERS)
    first = record.decide("same", a, b, by="Ina")
    assert first.problems == ()
    record.decide("same", b, c, by="Ina")
    last = record.decide("different", a, c, by="Oro")
    (problem,) = last.problems
    assert (problem.step, problem.code) == ("events", "judgements-conflict")
    assert first.judgement.id in problem.message
    assert "firsthand judge undo" in problem.message
    assert event(record, *SENTENCED).id == event(record, *RAIDERS).id != event(record, *CONVICTED).id
    record.undo(last.judgement.id, by="Oro")
    assert event(record, *CONVICTED).id == event(record, *RAIDERS).id
    assert record.problems() == ()


def test_an_event_mention_that_a_person_rejected_is_in_nothing_until_it_is_undone(record: Record) -> None:
    before, gone = findings(record), mention(record, "Raiders", "raid")

    def absent() -> None:
        assert gone not in {m.id for m in record.event_mentions_of(home(record, "Raiders").id)}
        assert not any(gone in e.mentions for e in events(record))

    made = record.decide("reject", gone, by="Ina")
    absent()
    (stood,) = made.stands
    assert (stood.words, stood.after) == ("raid", None)
    record.rebuild(workers=1)
    absent()
    record.undo(made.judgement.id, by="Ina")
    assert findings(record) == before


def test_a_decision_on_what_was_rejected_since_is_a_problem(record: Record) -> None:
    rejected = mention(record, "Raiders", "raid")
    record.decide("same", mention(record, *CONVICTED), rejected, by="Ina")
    record.decide("reject", rejected, by="Ina")
    assert [p.code for p in record.problems()] == ["judgement-finds-nothing"]


def test_kind_and_polarity_of_an_event_mention_are_set(record: Record) -> None:
    of, id_ = home(record, "Raiders"), mention(record, "Raiders", "raid")

    def it() -> Any:
        return next(m for m in record.event_mentions_of(of.id) if m.id == id_)

    target = record.anchor(of, it().trigger)
    for field, value in (("kind", "blockade"), ("polarity", "denied"), ("polarity", "sung")):
        record.judge("set", "event", target, by="Ina", field=field, value=value)
    assert (it().kind, it().polarity) == ("blockade", "denied")


def test_rejecting_what_is_said_rejects_the_attribution_and_rejecting_an_outlet_s_words_the_telling(
    record: Record,
) -> None:
    of = home(record, "Smuggler")
    made = record.decide("reject", told(record, *SOLD[0]), by="Ina")
    assert made.judgement.about == "attribution"
    assert record.attributions_of(of.id) == ()
    made = record.decide("reject", told(record, "Smuggler", "Kask was sentenced"), by="Ina")
    assert made.judgement.about == "claim"
    assert not any(w.span.of(of.text).startswith("Kask was") for w in record.view.tellings_of(of.id))


def test_ids_of_events_and_claims_stay_while_they_grow(record: Record, tmp_path: Path) -> None:
    """Each that grew has its id still, though by its content some would have another; but where two were one for a while."""

    def held_now() -> dict[str, set[str]]:
        return {e.id: set(e.mentions) for e in events(record)} | claims(record)

    was, states = held_now(), []
    for n, opening in enumerate(("On Thursday", "As reported", "In the end")):
        page = tmp_path / f"later{n}.html"
        write(page, f"{opening}, a sentence at Karsund\n\n" + PAGES["sentenced"].split("\n\n", 1)[1])
        record.add([page], workers=1)
        states.append(held_now())
    now = states[-1]
    for id_, members in was.items():
        held = [i for i in now if members <= now[i]]
        alone = all({i for i in was for h in s.values() if members <= h and was[i] & h} == {id_} for s in states)
        assert not (held and alone) or held == [id_]
        assert not alone or record.show(id_) == record.show(*held)
    grown = {id_ for id_ in was if was[id_] < now.get(id_, set())}
    by_content = {make_id("event" if i[0] == "v" else "claim", min(now[i])) for i in grown}
    assert {i[0] for i in grown} == {"v", "k"}
    assert len(by_content & grown) < len(grown)
    record.rebuild(workers=1)
    assert held_now() == now


def command(record: Record, *words: str) -> Any:
    return CliRunner().invoke(main, ["--record", record.where, *words])


def test_the_command_line_decides_tells_what_changed_and_takes_it_back(record: Record) -> None:
    a, b = event(record, *CONVICTED), event(record, *SENTENCED)
    done = command(record, "judge", "same", a.id, b.id, "--by", "Ina")
    assert done.exit_code == 0, done.output
    heir, count = event(record, *CONVICTED).id, len(a.mentions) + len(b.mentions)
    assert f"is in {heir} ({count})" in done.stdout
    id_ = record.judgements()[-1].id
    assert done.stdout.startswith(f"{id_}  same, to be withdrawn with: firsthand judge undo {id_}")
    for gone in (a.id, b.id):
        assert json.loads(command(record, "--json", "show", gone).stdout)["id"] == heir
        assert command(record, "show", gone).stdout.startswith(heir)
    back = command(record, "judge", "undo", id_, "--by", "Ina")
    assert f"{id_} is withdrawn" in back.stdout
    assert event(record, *CONVICTED) == a
    assert command(record, "judge", "undo", id_, "--by", "Ina").exit_code == 2
    assert command(record, "judge", "same", a.id, b.id).exit_code == 2


def test_a_telling_is_shown_by_its_id(record: Record) -> None:
    id_ = told(record, *SOLD[0])
    assert json.loads(command(record, "show", id_).stdout)["id"] == id_


def test_parties_are_judged_by_their_ids(record: Record) -> None:
    def party(name: str) -> Entity:
        return next(e for e in record.all("entity") if isinstance(e, Entity) and e.public and name in e.names)

    vann, saar = party("Oro Vann"), party("Mari Saar")
    made = record.decide("same", vann.id, saar.id, by="Ina")
    assert party("Oro Vann") == party("Mari Saar")
    assert {s.after for s in made.stands} == {party("Oro Vann").id}
    record.undo(made.judgement.id, by="Ina")
    assert (party("Oro Vann"), party("Mari Saar")) == (vann, saar)


def test_ids_that_cannot_be_judged_so_are_refused_with_what_can(record: Record) -> None:
    v, k, a = event(record, *CONVICTED).id, claim(record, *SOLD[0]), home(record, "Smuggler").id
    wrong: list[tuple[Any, tuple[str, ...]]] = [("same", (v, k)), ("same", (v,)), ("reject", (v, v)), ("set", (v, v))]
    for act, ids in (*wrong, ("same", (a, a))):
        with pytest.raises(UsageError, match="h-"):
            record.decide(act, *ids, by="Ina")
    with pytest.raises(UsageError, match="there are: kind, polarity"):
        record.decide("set", v, by="Ina")
    with pytest.raises(UsageError, match="say what of the article is wrong: title"):
        record.decide("reject", a, by="Ina")
    with pytest.raises(UsageError, match="the same words"):
        record.decide("same", v, v, by="Ina")
    with pytest.raises(UsageError, match="no judgement"):
        record.undo("j-none", by="Ina")
    assert record.judgements() == ()
