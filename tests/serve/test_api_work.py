"""What programs ask beyond reading: dossiers, times, lists of names, decisions and searches kept, each with its refusals."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

from firsthand.model.findings import Entity
from firsthand.record import Record
from firsthand.serve.cli import main
from firsthand.serve.operations import dossiers, shapes, working
from firsthand.serve.operations.registry import BY_NAME, OPERATIONS
from firsthand.serve.operations.shapes import STATUS
from firsthand.serve.web import app
from tests.journeys.pages import record_of
from tests.serve.asking import PAGES, get, post

ADDRESS = "http://127.0.0.1"


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    yield from record_of(tmp_path, PAGES)


@pytest.fixture
def web(record: Record) -> Iterator[TestClient]:
    with TestClient(app(record), base_url=ADDRESS) as client:
        yield client


def called(record: Record, name: str) -> Entity:
    return next(e for e in record.all("entity") if isinstance(e, Entity) and name in e.names)


def article(record: Record, words: str) -> str:
    return record.search(words).hits[0].id


def test_a_name_leads_to_its_dossier_and_each_datum_to_its_words(web: TestClient, record: Record) -> None:
    id_ = get(web, "/meant", words="Oro Vann", kind="entity")["id"]
    found = msgspec.convert(get(web, f"/entities/{id_}/dossier"), dossiers.DossierPage)
    assert found["name"] == "Oro Vann"
    assert found["said_total"] == len(found["said"]) >= 2
    for said in (*found["said"], *found["about"]):
        assert said["status"] == STATUS
        assert said["quote"] in record.texts([said["article"]])[0].text
        assert 'id="here"' in web.get(said["permalink"].removeprefix(ADDRESS)).text
    for office in found["offices"]:
        assert "harbour commissioner" in office["quote"]
    assert web.get(found["permalink"].removeprefix(ADDRESS)).status_code == 200
    names = get(web, f"/entities/{id_}/names")["rows"]
    assert {"Oro Vann"} <= {row["name"] for row in names}
    assert all(get(web, f"/show/{row['mention']}")["kind"] == "mention" for row in names)


def test_unnamed_sources_are_gathered_by_description_and_lead_to_no_name(web: TestClient) -> None:
    kinds = msgspec.convert(get(web, "/unnamed"), dossiers.UnnamedKinds)["rows"]
    official = next(k for k in kinds if "official" in k["name"])
    found = msgspec.convert(get(web, "/unnamed/dossier", described=official["name"]), dossiers.DossierPage)
    assert found["entity"] is None
    assert len(found["said"]) == official["attributions"] == 2
    assert [a["speaker_entity"] for a in found["said"]] == [None, None]
    assert web.get(official["permalink"].removeprefix(ADDRESS)).status_code == 200
    assert web.get("/api/v1/unnamed/dossier", params={"described": "Oro Vann"}).status_code == 404


def test_events_stand_in_time_account_by_account(web: TestClient, demo: Record) -> None:
    with TestClient(app(demo), base_url=ADDRESS) as own:
        page = get(own, "/timeline", per_page=3)
        times = msgspec.convert(page, dossiers.TimelinePage)
        assert times["total"] > 3
        assert page["next"]
        lanes = [lane for row in times["rows"] for lane in row["accounts"]]
        assert [v for lane in lanes for v in lane["time"] if v["status"] == STATUS and v["span_text"] in v["quote"]]
        one = get(own, "/timeline", event=times["rows"][0]["id"])
        assert [row["id"] for row in one["rows"]] == [times["rows"][0]["id"]]
        assert own.get("/api/v1/timeline?since=soon").status_code == 400
        outlet = get(own, "/articles")["facets"]["outlet"][0]
        dossier = msgspec.convert(get(own, "/outlet", name=outlet["value"]), dossiers.DossierPage)
        assert len(dossier["articles"]) == outlet["count"]
        assert dossier["cites"] or dossier["cited_by"]


def test_a_search_is_narrowed_ordered_and_folded(web: TestClient, demo: Record) -> None:
    with TestClient(app(demo), base_url=ADDRESS) as own:
        whole = msgspec.convert(get(own, "/articles"), shapes.Articles)
        for name, values in whole["facets"].items():
            if values:
                some = get(own, "/articles", **{name: values[0]["value"]})
                assert some["total"] == values[0]["count"], name
        folded = get(own, "/articles", fold=True)
        assert folded["total"] == whole["total"] > folded["found"]
        oldest = get(own, "/articles", order="oldest", per_page=200)["rows"]
        days = [row["published"] for row in oldest if row["published"]]
        assert days == sorted(days)
        said = [x for row in get(own, "/articles", q="stance:denies")["rows"] for x in row["said"]]
        assert said
        assert {x["stance"] for x in said} == {"denies"}
        assert all(x["speaker"] and x["quote"] and x["permalink"] for x in said)
        assert own.get("/api/v1/articles?order=best").status_code == 400


def test_a_list_of_names_is_looked_for_at_once(web: TestClient, record: Record) -> None:
    told = msgspec.convert(post(web, "/batch", names=["Oro Vann", "Nobody Here", "?"], most=1), working.NameHits)
    assert [(x["name"], x["articles"], bool(x["hit"]), bool(x["problem"])) for x in told["rows"]] == [
        ("Oro Vann", 1, True, False),
        ("Nobody Here", 0, False, False),
        ("?", 0, False, True),
    ]
    for wrong in ({}, {"names": []}, {"names": "Oro Vann"}, {"names": ["x"] * 201}):
        assert web.post("/api/v1/batch", json=wrong).status_code == 400
    assert web.get("/api/v1/batch").status_code == 405
    words = ["--record", record.where, "api", "batch", "names=Oro Vann", "names=Nobody Here", "--links-to", ADDRESS]
    assert json.loads(CliRunner().invoke(main, words).output) == post(web, "/batch", names=["Oro Vann", "Nobody Here"])


def test_what_is_missed_is_added_by_words_that_stand_there(web: TestClient, record: Record) -> None:
    home = article(record, "toll OR police")
    found = msgspec.convert(get(web, f"/articles/{home}/places-of-words", words="mill"), working.FoundWords)["rows"]
    assert [x["nth"] for x in found] == [1, 2, 3, 4, 5]
    assert [record.texts([home])[0].text[slice(*x["characters"])] for x in found] == ["mill"] * 5
    path = f"/articles/{home}/readings"
    sent = {"about": "attribution", "words": "Raiders attacked the mill at night", "source": "police spokesman"}
    made = msgspec.convert(post(web, path, **sent, by="Ina"), shapes.Decision)
    own = [a for a in get(web, f"/articles/{home}/attributions")["rows"] if a["kept_by_hand"]]
    assert [a["quote"] for a in own] == [sent["words"]]
    history = msgspec.convert(get(web, f"/history/{own[0]['id']}"), working.History)
    assert [(row["act"], row["by"], row["quote"]) for row in history["rows"]] == [("add", "Ina", sent["words"])]
    post(web, f"/judgements/{made['judgement']['id']}/undo", by="Ari")
    rows = msgspec.convert(get(web, "/decisions"), working.Decisions)["rows"]
    assert [(row["act"], row["by"], (row["undone"] or "")[:3]) for row in rows] == [
        ("undo", "Ari", ""),
        ("add", "Ina", "Ari"),
    ]
    assert get(web, "/decisions", by="Ari")["total"] == 1
    post(web, path, 400, **sent | {"words": "the moon fell down"}, by="Ina")
    post(web, path, 400, **sent | {"words": "mill"}, by="Ina")  # five times there, and nth not said
    post(web, path, 400, **sent)  # by nobody


def test_the_review_queue_is_worked_through_and_a_late_answer_is_refused(web: TestClient, record: Record) -> None:
    first = msgspec.convert(get(web, "/review", kind="attribution", by="Ina"), working.Review)
    assert first["item"]
    assert first["item"]["asked"][0]["quote"] in record.texts([first["item"]["asked"][0]["article"]])[0].text
    put_off = post(web, "/review/later", ids=first["item"]["ids"], by="Ina")
    assert msgspec.convert(put_off, working.JudgementMade)["judgement"]["field"] == "later"
    second = get(web, "/review", kind="attribution", by="Ina")
    assert second["later"] == 1
    assert second["item"]["ids"] != first["item"]["ids"]
    id_, saw = second["item"]["ids"][0], second["item"]["saw"]
    assert get(web, f"/history/{id_}")["saw"] == saw
    post(web, "/judgements", act="set", ids=[id_], field="stance", value="denies", by="Ari", saw=saw)
    assert "leave it out" in str(
        post(web, "/judgements", 400, act="set", ids=[id_], field="stance", value="doubts", by="Ina", saw="RECENTLY")
    )
    late = post(web, "/judgements", 409, act="set", ids=[id_], field="stance", value="doubts", by="Ina", saw=saw)
    assert msgspec.convert(late, shapes.Wrong)["title"] == "Changed meanwhile"
    assert [row["value"] for row in get(web, f"/history/{id_}")["rows"]] == ["denies"]


def test_searches_are_kept_and_forgotten(web: TestClient) -> None:
    made = msgspec.convert(post(web, "/searches", name="mills", query="mill*"), working.SearchMade)
    assert "2 articles" in web.get(made["permalink"].removeprefix(ADDRESS)).text
    assert [x["name"] for x in msgspec.convert(get(web, "/searches"), working.Searches)["rows"]] == ["mills"]
    post(web, "/searches", 400, name="wrong", query='"unclosed')
    assert post(web, "/searches/forget", name="mills")["query"] is None
    assert get(web, "/searches")["rows"] == []
    assert "no search is saved" in post(web, "/searches/forget", 404, name="mills")["detail"]


WRITES = [x.path for x in OPERATIONS if x.verb == "POST"]


@pytest.mark.parametrize("path", WRITES)
def test_nothing_is_kept_that_another_sites_page_sends(web: TestClient, record: Record, path: str) -> None:
    there = "/api/v1" + path.replace("{article_id}", article(record, "raid")).replace("{judgement_id}", "j-1")
    body = {"name": "x", "query": "", "names": ["x"], "act": "reject", "ids": ["s-x"], "by": "Ina"}
    for headers in ({"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}):
        assert web.post(there, json=body, headers=headers).status_code == 403
    assert web.post(there, content=json.dumps(body), headers={"content-type": "text/plain"}).status_code == 415
    assert web.post(there, json={"by": "x" * 70_000}).status_code == 413
    assert record.judgements() == ()
    assert record.saved_searches() == ()


def test_a_citation_comes_with_the_words_that_it_cites(web: TestClient, record: Record) -> None:
    home = article(record, "raid")
    text = record.texts([home])[0].text
    told = msgspec.convert(get(web, f"/cite/{home}", at=f"0-{text.index('mill')}", form="ris"), working.Cited)
    assert told["quote"] == text[: text.index("mill")]
    assert told["citation"].startswith("TY  - ")
    said = record.attributions_of(home)[0]
    assert get(web, f"/cite/{said.id}")["speaker"] == said.speaker
    assert web.get(f"/api/v1/cite/{home}?at=9-3").status_code == 400


def test_a_private_person_is_refused_with_the_reason_by_pages_too(web: TestClient, record: Record) -> None:
    private = called(record, "Leena Kask")
    assert not private.public
    paths = (
        f"/api/v1/entities/{private.id}/dossier",
        f"/api/v1/history/{private.id}",
        f"/e/{private.id}",
        f"/history/{private.id}",
    )
    for path in paths:
        answer = web.get(path)
        assert answer.status_code == 403, path
        assert "no dossier" in answer.text
        assert "Kask" not in answer.text
    refused = post(web, "/judgements", 403, act="same", ids=[private.id, called(record, "Oro Vann").id], by="Ina")
    assert msgspec.convert(refused, shapes.Wrong)["title"] == "Refused"
    assert web.get("/api/v1/meant", params={"words": "Leena Kask", "kind": "entity"}).status_code == 400
    assert record.judgements() == ()


def test_what_was_withdrawn_is_gone_and_the_list_says_why_without_a_key_to_names(
    web: TestClient, record: Record
) -> None:
    home = article(record, "police")
    record.withdraw(home, by="Ina", reason="the outlet asked")
    record.withdraw(person="Leena Kask", by="Ina", reason="the family asked")
    for path in (f"/api/v1/articles/{home}", f"/api/v1/articles/{home}/attributions", f"/a/{home}"):
        assert web.get(path).status_code == 410, path
    told = web.get("/api/v1/withdrawals")
    rows = msgspec.convert(told.json(), working.Withdrawals)["rows"]
    assert [(x["kind"], x["reason"], x["hash"] is None) for x in rows] == [
        ("article", "the outlet asked", False),
        ("person", "the family asked", True),
    ]
    for one in record.withdrawals():
        assert not one.salt or one.salt not in told.text


def table(told: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(told.removeprefix("\ufeff"))))


def test_decisions_are_a_table_that_no_spreadsheet_calculates(web: TestClient, record: Record) -> None:
    said = record.attributions_of(article(record, "police"))
    record.decide("note", said[0].id, by="=Ina()", value="+1 look again", run=False)
    made = record.decide("reject", said[1].id, by="Ari")
    record.undo(made.judgement.id, by="Ina")
    rows = table(web.get("/judgements.csv").text)
    assert [(r["act"], r["who"], r["value"], r["undone"][:3]) for r in rows] == [
        ("undo", "Ina", "", ""),
        ("reject", "Ari", "", "Ina"),
        ("note", "'=Ina()", "'+1 look again", ""),
    ]
    assert set(rows[0]) >= {"who", "when", "act", "about", "words", "field", "value", "undone", "permalink"}
    for row in rows:
        here = web.get(row["permalink"].removeprefix(ADDRESS)).text
        assert 'id="here"' in here
    assert [r["who"] for r in table(web.get("/judgements.csv?by=Ari").text)] == ["Ari"]
    assert 'href="/judgements.csv"' in web.get("/judgements").text
    shown = CliRunner().invoke(main, ["--record", record.where, "judge", "list", "--csv", "--links-to", ADDRESS])
    assert table(shown.output) == rows


def test_a_private_persons_name_stands_in_no_table_and_no_list_of_decisions(web: TestClient, record: Record) -> None:
    home = article(record, "kask")
    name = next(m for m in record.mentions_of(home) if m.name == "Leena Kask")
    record.decide("confirm", name.id, by="Ina")
    public = next(m for m in record.mentions_of(home) if m.name == "Oro Vann")
    record.decide("confirm", public.id, by="Ina")
    told = web.get("/judgements.csv").text
    assert "Kask" not in told
    assert [r["words"] for r in table(told)] == ["commissioner Oro Vann", "(a name without dossier)"]
    said = record.attributions_of(home)[0]
    made = record.decide("reject", name.id, by="Ina", run=False)  # a name that is read no more
    assert "Kask" not in web.get("/judgements.csv").text
    record.undo(made.judgement.id, by="Ina")
    made = record.decide(
        "set", said.id, field="speaker", value="Leena Kask", by="Ina"
    )  # who speaks by name is a source
    assert "Kask" in web.get("/judgements.csv").text
    record.undo(made.judgement.id, by="Ina")
    assert "Kask" not in web.get("/judgements.csv").text
    for path in ("/decisions", f"/history/{name.id}", f"/history/{home}"):
        assert "Kask" not in web.get(f"/api/v1{path}").text, path


def test_a_tool_for_assistants_is_every_operation_that_reads_and_no_other() -> None:
    kept = {"decide", "undo", "add_reading", "later", "save_search", "forget_search"}
    assert {x.name for x in OPERATIONS if not x.reads_only} == kept
    assert BY_NAME["batch"].reads_only
