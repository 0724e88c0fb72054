"""Collections: what people put together is kept as their notes, so it has a history, is undone, exported and taken in."""

from __future__ import annotations

import html
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

from firsthand import record as service
from firsthand.record import Record, UsageError
from firsthand.serve.cli import main
from tests.serve.deciding import plain, said, send


def passage(record: Record) -> tuple[str, int, int]:
    a = said(record)
    return a.article_id, a.content[0].start, a.content[0].end


def test_things_are_put_in_seen_and_taken_out(web: TestClient, record: Record) -> None:
    home, start, end = passage(record)
    event, claim = record.found("event").rows[0].id, record.found("claim").rows[0].id
    for id_ in (home, event, claim):
        assert send(web, "/collect", id=id_, name=" Tessel  mill ", note="look here").status_code == 303
    made = send(web, "/collect", **{"id": home, "name": "Tessel mill", "from": str(start), "to": str(end)})
    assert made.status_code == 303
    assert "Put into the collection “Tessel mill” by Ina" in plain(web.get(made.headers["location"]))
    items = record.collection("Tessel mill").items
    assert [x.kind for x in items] == ["article", "event", "claim", "passage"]
    assert [x.id for x in items] == [home, event, claim, home]
    assert [[n.value for n in x.notes] for x in items] == [["look here"]] * 3 + [[]]
    article, span = items[3].article, items[3].span
    assert article
    assert span
    assert span.of(article.text) == items[3].judgement.target.exact
    page = web.get("/collection?name=Tessel+mill")
    assert "4 things" in plain(page)
    assert plain(page).count("look here") == 3
    assert f'href="/a/{home}?from={start}&amp;to={end}#here"' in page.text
    send(web, "/undo", id=items[3].judgement.id)
    assert len(record.collection("Tessel mill").items) == 3
    assert "Tessel mill" in plain(web.get("/collections"))
    assert 'value="Tessel mill"' in web.get(f"/v/{event}").text


def test_nothing_is_put_in_twice_or_without_a_name_or_outside_of_a_text(web: TestClient, record: Record) -> None:
    home, start, end = passage(record)
    record.collect(home, "Mill", by="Ina")
    record.collect(home, "Mill", by="Ina", at=(start, end))
    for wrong in ({"id": home, "name": "Mill"}, {"id": home, "name": " "}, {"id": said(record).id, "name": "Mill"}):
        assert send(web, "/collect", **wrong).status_code == 400
    with pytest.raises(UsageError, match="is no passage"):
        record.collect(home, "Mill", by="Ina", at=(5, 999_999))
    assert len(record.judgements()) == 2
    again = send(web, "/collect", id=home, name="Mill")
    assert "is in the collection Mill already" in plain(again)
    assert web.get("/collection?name=Nothing").status_code == 404


def test_a_collection_outlives_every_run_and_goes_with_the_record(record: Record, tmp_path: Path) -> None:
    event = record.found("event").rows[0].id
    record.collect(event, "Mill", by="Ina", note="first")
    record.rebuild(workers=1)
    (item,) = record.collection("Mill").items
    assert (item.id, item.notes[0].value) == (event, "first")
    record.export_jsonl(tmp_path / "out")
    with service.open(tmp_path / "second.record") as second:
        second.import_jsonl(tmp_path / "out", workers=1)
        (other,) = second.collection("Mill").items
        assert (other.id, other.notes[0].value) == (event, "first")


def test_a_collection_is_a_choice_of_every_export(web: TestClient, record: Record, tmp_path: Path) -> None:
    home, start, end = passage(record)
    record.collect(home, "Mill", by="Ina", at=(start, end))
    assert record.chosen(collection="Mill") == {home}
    event = record.found("event").rows[0]
    record.collect(event.id, "Fire", by="Ina")
    assert record.chosen(collection="Fire") == {a for x in event.accounts for a in x.articles}
    rows = web.get("/collection.json?name=Mill").json()
    assert [row["id"] for row in rows] == [home]
    assert web.get("/collection.csv?name=Mill").text.count("\r\n") == 2
    sent = {
        "token": html.unescape(web.get("/export?collection=Mill").text.split('name="token" value="')[1].split('"')[0])
    }
    taken = web.post("/export", data=sent | {"format": "csl", "collection": "Mill", "base": "http://127.0.0.1:8311"})
    assert [item["id"] for item in taken.json()] == [home]


def test_the_command_line_collects_lists_and_exports(record: Record, tmp_path: Path) -> None:
    home, start, end = passage(record)

    def run(*words: str) -> str:
        found = CliRunner().invoke(main, ["--record", record.where, *words])
        assert found.exit_code == 0, found.output
        return found.output

    told = run("collect", home, "Mill", "--by", "Ina", "--from", str(start), "--to", str(end), "--note", "ask Vann")
    assert "Put into the collection “Mill”" in told
    assert "1  Mill" in run("collections")
    listed = run("collections", "Mill")
    assert "passage" in listed
    assert "Ina: ask Vann" in listed
    run("export", "csl", str(tmp_path / "mill.json"), "--collection", "Mill")
    assert [x["id"] for x in json.loads((tmp_path / "mill.json").read_text())] == [home]
