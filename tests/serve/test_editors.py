"""Several editors at once, over a server that makes the findings anew meanwhile: all is kept, and comes to what one after the
other would have come to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from firsthand import record as service
from firsthand.record import Record
from firsthand.serve.web import app
from tests.journeys.pages import record_of

VALLEYS = ("Orsel", "Karsund", "Tessel", "Darma", "Harrow", "Velm")
PAGES = {
    valley: f"""Raiders attacked the {valley} mill

Raiders attacked the {valley} mill on Tuesday and killed two millers, harbour commissioner Oro Vann said. The mill at {valley}
will stay closed for a month, Vann said. A senior official said that four raiders had fled to Norland by the {valley} road.
"""
    for valley in VALLEYS
}
KINDS = ("article", "mention", "attribution", "chain", "event", "claim", "likely", "discrepancy", "series", "entity")


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    yield from record_of(tmp_path, PAGES)


def readings(record: Record) -> list[Any]:
    return [x for kind in KINDS for x in record.all(kind)]


def test_editors_at_once_come_to_what_one_after_the_other_does(record: Record) -> None:
    web = TestClient(app(record), base_url="http://localhost")
    found = re.search(r'name="token" value="([^"]+)"', web.get("/judgements").text)
    assert found
    said = [a for hit in record.articles(per_page=50).hits for a in record.attributions_of(hit.id)]
    assert len(said) >= 12

    def decide(n: int) -> int:
        one = said[n]
        form = {
            "token": found[1],
            "by": f"Editor {n % 3}",
            "act": "set",
            "id": one.id,
            "stance": "doubts",
            "saw": record.saw(one.id),
        }
        with TestClient(web.app, base_url="http://localhost") as editor:
            status = editor.post("/judge", data=form, follow_redirects=False).status_code
            assert editor.get(f"/a/{one.article_id}").status_code == 200
            assert editor.get("/review").status_code == 200
        return status

    with ThreadPoolExecutor(6) as editors:
        assert list(editors.map(decide, range(12))) == [303] * 12
    assert web.app.state.redo.wait(120)
    assert web.app.state.redo.failed is None
    assert len(record.judgements()) == 12
    assert {record.view.one("attribution", a.id).stance for a in said[:12]} == {"doubts"}
    assert record.run(workers=1).done == 0
    assert record.problems() == ()
    now = readings(record)
    record.rebuild(workers=1)
    assert readings(record) == now


def test_of_two_who_saw_the_same_the_first_stands_and_the_second_is_asked(record: Record) -> None:
    web = TestClient(app(record), base_url="http://localhost")
    found = re.search(r'name="token" value="([^"]+)"', web.get("/judgements").text)
    assert found
    one = next(a for hit in record.articles().hits for a in record.attributions_of(hit.id))
    saw = record.saw(one.id)

    def decide(stance: str) -> int:
        form = {"token": found[1], "by": stance, "act": "set", "id": one.id, "stance": stance, "saw": saw}
        return web.post("/judge", data=form, follow_redirects=False).status_code

    with ThreadPoolExecutor(4) as editors:
        answers = sorted(editors.map(decide, ("doubts", "denies", "vows", "demands")))
    assert answers == [303, 409, 409, 409]
    assert len(record.judgements()) == 1
    assert web.app.state.redo.wait(60)


def test_a_server_that_ended_before_the_findings_were_made_makes_them_when_it_starts(
    record: Record, tmp_path: Path
) -> None:
    one = next(a for hit in record.articles().hits for a in record.attributions_of(hit.id))
    made = record.decide("set", one.id, field="stance", value="doubts", by="Ina", run=False)
    assert record.waits
    with service.open(tmp_path / "pages.record") as again:
        web = TestClient(app(again), base_url="http://localhost")
        assert web.app.state.redo.wait(60)
        assert again.run(workers=1).done == 0
        assert not again.waits
        assert again.history(one.id)[0].judgement.id == made.judgement.id
