"""The REST interface over both databases: what is read, what is decided, and what is refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.serve.asking import PAGES, get, post

from firsthand import record as service
from firsthand.record import Record
from firsthand.serve.web import app


@pytest.fixture
def record(where: str, tmp_path: Path) -> Iterator[Record]:
    folder = tmp_path / "news"
    folder.mkdir()
    for name, words in PAGES.items():
        (folder / f"{name}.txt").write_text(words, encoding="utf-8")
    with service.open(where) as opened:
        opened.add([folder], workers=1)
        yield opened


@pytest.fixture
def web(record: Record) -> Iterator[TestClient]:
    with TestClient(app(record), base_url="http://127.0.0.1") as client:
        yield client


def test_what_is_read_is_answered_from_either_database(web: TestClient) -> None:
    found = get(web, "/articles", q="mill", order="oldest", fold=True)
    assert found["total"] == 2
    id_ = get(web, "/articles", q="speaker:Vann kask")["rows"][0]["id"]
    page = get(web, f"/articles/{id_}")
    assert "Oro Vann" in {a["speaker"] for a in page["attributions"]}
    for path in ("mentions", "times", "places", "quantities", "event-mentions", "chains", "claims"):
        get(web, f"/articles/{id_}/{path}")
    events = get(web, "/events")["rows"]
    assert events
    assert get(web, f"/events/{events[0]['id']}")["accounts"] == events[0]["accounts"]
    for path in ("claims", "discrepancies", "series", "timeline", "unnamed", "status", "review", "withdrawals"):
        get(web, f"/{path}")
    party = get(web, "/meant", words="Oro Vann", kind="entity")["id"]
    assert get(web, f"/entities/{party}/dossier")["said_total"] >= 2
    kinds = [x["name"] for x in get(web, "/unnamed")["rows"]]
    assert get(web, "/unnamed/dossier", described=kinds[0])["entity"] is None
    assert [x["articles"] for x in post(web, "/batch", names=["Oro Vann", "Nobody Here"])["rows"]] == [1, 0]
    assert get(web, f"/cite/{id_}")["citation"].startswith("@")


def test_decisions_are_kept_told_and_taken_back_in_either_database(web: TestClient) -> None:
    id_ = get(web, "/articles", q="kask")["rows"][0]["id"]
    said = get(web, f"/articles/{id_}/attributions")["rows"][0]["id"]
    saw = get(web, f"/history/{said}")["saw"]
    made = post(web, "/judgements", act="set", ids=[said], field="stance", value="doubts", by="Ina", saw=saw)
    assert get(web, f"/show/{said}")["row"]["stance"] == "doubts"
    post(web, "/judgements", 409, act="reject", ids=[said], by="Ari", saw=saw)
    assert [(x["act"], x["by"]) for x in get(web, "/decisions")["rows"]] == [("set", "Ina")]
    post(web, f"/judgements/{made['judgement']['id']}/undo", by="Ina")
    assert get(web, f"/show/{said}")["row"]["stance"] != "doubts"
    post(web, f"/articles/{id_}/readings", about="mention", words="Norland", kind="place", nth=1, by="Ina")
    post(web, "/searches", name="mills", query="mill*")
    assert [x["query"] for x in get(web, "/searches")["rows"]] == ["mill*"]
    assert web.get("/judgements.csv").text.count("\r\n") == 4


def test_refusals_are_the_same_in_either_database(web: TestClient, record: Record) -> None:
    private = next(e for e in record.all("entity") if getattr(e, "public", True) is False)
    assert web.get(f"/api/v1/entities/{private.id}/dossier").status_code == 403
    id_ = get(web, "/articles", q="police")["rows"][0]["id"]
    record.withdraw(id_, by="Ina", reason="asked for")
    assert web.get(f"/api/v1/articles/{id_}").status_code == 410
    assert web.get("/api/v1/articles/a-nothinghere12").status_code == 404
