"""Where a page's own accounts part: kept, exported, and shown in the report with the place of each."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from firsthand import record as service
from firsthand.record import Record
from firsthand.serve.web import app

PAGE = """<html lang="en"><head><title>Mill burns at Tessel - Tidewire</title>
<meta property="og:title" content="Night fire destroys a mill | Tidewire"><meta property="og:site_name" content="Tidewire">
<meta name="author" content="Joss Ilk"><script type="application/ld+json">{"@type":"NewsArticle",
"headline":"Mill burns at Tessel","author":{"name":"Mara Venn","jobTitle":"Tessel correspondent"},
"datePublished":"2031-05-03T06:10:00+02:00"}</script></head><body><article><h1>Mill burns at Tessel</h1>
<p>TESSEL (AP) — The mill burned down on Tuesday, Oro Vann said in Tessel.</p>
<p>Nobody was hurt, a police spokesman said. The fire began at night in the upper floor, where grain was dried, he said.</p>
<p>"The mill will stay closed for a month," Vann said. Three millers were
asleep in the house next to it when it began.</p><p>Additional reporting by Ada Orr</p>
<p>Correction: An earlier version misspelt the name of the mill.</p></article></body></html>"""


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    folder = tmp_path_factory.mktemp("accounts")
    (folder / "mill.html").write_text(PAGE, encoding="utf-8")
    with service.open(folder / "x.record") as opened:
        opened.add([folder / "mill.html"], workers=1)
        yield opened


def test_the_store_gives_back_what_each_account_says(record: Record) -> None:
    hit = record.articles().hits[0]
    rows = record.page_accounts(hit.id)
    told = {(x.kind, x.account, x.path): (x.value, x.agrees) for x in rows}
    assert told["title", "og", "og:title"] == ("Night fire destroys a mill", False)
    assert told["title", "json-ld", "$.headline"] == ("Mill burns at Tessel", True)
    assert told["byline", "meta author", "author"] == ("Joss Ilk", False)
    for x in rows:
        assert x.capture_span is not None
        assert x.words is not None
        assert x.capture_span.of(PAGE) == x.words


def test_the_article_has_its_credits_with_their_places(record: Record) -> None:
    (article,) = record.texts([record.articles().hits[0].id])
    (venn,) = article.all("byline")
    (orr,) = article.all("contributor")
    assert venn.byline is not None
    assert orr.byline is not None
    assert (venn.value, venn.byline.party, venn.byline.role) == ("Mara Venn", "person", "Tessel correspondent")
    assert venn.byline.role_span is not None
    assert venn.byline.role_span.of(PAGE) == "Tessel correspondent"
    assert (orr.value, orr.byline.did) == ("Ada Orr", "contributed")
    assert [d.value for d in article.all("declared_source")] == ["AP"]
    assert [d.value for d in article.all("correction")] == [
        "Correction: An earlier version misspelt the name of the mill."
    ]


def test_the_export_has_them_too(record: Record, tmp_path: Path) -> None:
    record.export_jsonl(tmp_path)
    lines = [json.loads(x) for x in (tmp_path / "page_accounts.jsonl").read_text(encoding="utf-8").splitlines()]
    (og,) = (x for x in lines if x["account"] == "og" and x["kind"] == "title")
    assert PAGE[slice(*og["span"])] == og["span_text"] == "Night fire destroys a mill"
    assert og["agrees"] is False
    (article,) = (json.loads(x) for x in (tmp_path / "articles.jsonl").read_text(encoding="utf-8").splitlines())
    assert article["bylines"][0]["role"] == article["bylines"][0]["role_span_text"] == "Tessel correspondent"
    assert (article["contributors"][0]["name"], article["contributors"][0]["did"]) == ("Ada Orr", "contributed")
    assert article["direction"] == "ltr"


def test_the_report_shows_who_differs_and_where(record: Record) -> None:
    hit = record.articles().hits[0]
    start = PAGE.index("Night fire")
    with TestClient(app(record), base_url="http://localhost") as web:
        page = web.get(f"/c/{hit.capture_id}/report?article={hit.id}").text
    assert "Night fire destroys a mill" in page
    assert f'href="/c/{hit.capture_id}?from={start}&amp;to={start + 26}#here"' in page
    assert page.index("<td>differs</td>") < page.index("<td>agrees</td>")
