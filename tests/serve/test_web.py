"""The pages as a reader without scripts gets them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from firsthand import record as service
from firsthand.record import Record
from firsthand.serve.web import app

ADDRESS = "http://127.0.0.1"


@pytest.fixture(scope="module")
def web(demo: Record) -> TestClient:
    return TestClient(app(demo), base_url=ADDRESS)


@pytest.fixture
def hostile(tmp_path: Path) -> Iterator[tuple[Record, TestClient]]:
    page = tmp_path / "page.html"
    body = (
        "<p>The mayor of Darma said on Monday that the bridge would stay closed until the autumn of the year.</p>" * 4
    )
    page.write_text(
        f"<html><head><title>x</title></head><body><article><h1>Bridge &lt;script&gt;alert(1)&lt;/script&gt; \u202eclosed</h1>"
        f"{body}<script>alert(2)</script></article></body></html>",
        encoding="utf-8",
    )
    with service.open(tmp_path / "h.record") as record:
        record.add([page], workers=1)
        yield record, TestClient(app(record), base_url=ADDRESS)


def test_the_archive_lists_finds_and_narrows(web: TestClient) -> None:
    assert "30 articles in this record" in web.get("/articles").text
    found = web.get("/articles", params={"q": '"fuel drums"'}).text
    assert "Blast on Pier Nine" in found
    assert "<b>fuel</b>" in found or "<b>fuel drums</b>" in found
    narrowed = web.get("/articles", params={"outlet": "Northern Ledger"}).text
    assert "Court in Karsund" in narrowed
    assert "Grain ships" not in narrowed


def test_a_wrong_query_says_how_to_mend_it(web: TestClient) -> None:
    answer = web.get("/articles", params={"q": '"unclosed'})
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text


def test_the_reader_marks_each_attribution_and_shows_its_chain(web: TestClient, demo: Record) -> None:
    hit = next(h for h in demo.search('"memo was never answered"').hits)
    page = web.get(f"/a/{hit.id}").text
    assert page.count("<mark") > 4
    assert "unnamed" in page
    assert "Chain:" in page
    assert 'class="number"' in page
    assert "The original beside it" in page


def test_times_places_and_figures_are_marked_and_told_in_a_table(web: TestClient, demo: Record) -> None:
    hit = next(h for h in demo.search(per_page=200).hits if demo.times_of(h.id) and demo.quantities_of(h.id))
    page = web.get(f"/a/{hit.id}").text
    read = (*demo.times_of(hit.id), *demo.places_of(hit.id), *demo.quantities_of(hit.id))
    for row in read:
        assert page.count(f'<span id="{row.id}"></span>') == page.count(f'<a href="#{row.id}">') == 1
    dated = next(x for x in demo.times_of(hit.id) if x.edtf)
    assert re.search(rf'<mark class="[^"]*time[^"]*" title="{re.escape(dated.edtf or "")}', page)
    assert '<th scope="col">Why</th>' in page
    assert '<mark class="time">time</mark>' in page
    assert re.search(r"confidence [01]\.\d\d", page)


def test_every_place_of_an_article_leads_to_its_words_in_the_original(web: TestClient, demo: Record) -> None:
    for hit in demo.search(per_page=200).hits[:8]:
        article = demo.article(hit.id).article
        for attribution in demo.attributions_of(hit.id):
            place = article.offsets.to_capture(attribution.content[0])
            assert place is not None
            shown = web.get(f"/c/{article.capture_id}", params={"from": place.start, "to": place.end}).text
            assert re.search(r'<mark id="here" class="here">.+?</mark>', shown, re.S)


def test_right_to_left_follows_the_text(web: TestClient, demo: Record) -> None:
    hit = next(h for h in demo.search(per_page=200).hits if h.language == "ar")
    assert 'lang="ar" dir="rtl"' in web.get(f"/a/{hit.id}").text
    assert '<html lang="en">' in web.get(f"/a/{hit.id}").text


def test_captured_markup_never_runs(hostile: tuple[Record, TestClient]) -> None:
    record, web = hostile
    hit = record.search("").hits[0]
    capture = hit.capture_id
    for path in ("/articles", f"/a/{hit.id}", f"/c/{capture}", f"/c/{capture}/report", "/about"):
        answer = web.get(path)
        assert answer.status_code == 200
        assert re.findall("<script[^>]*>", answer.text) == ['<script src="/static/judge.js" defer>']  # our own file
        assert "script-src 'self';" in answer.headers["content-security-policy"]
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"
    assert "⟨U+202E⟩" in web.get("/articles").text
    bytes_ = web.get(f"/c/{capture}/original")
    assert bytes_.headers["content-type"] == "application/octet-stream"
    assert bytes_.headers["content-disposition"].startswith("attachment")
    assert bytes_.content == record.original(capture)


@pytest.mark.parametrize("path", ["/a/a-nothinghere12", "/e/e-nothinghere12", "/c/" + "0" * 64, "/nowhere"])
def test_what_is_not_there_is_said_with_a_way_on(web: TestClient, path: str) -> None:
    answer = web.get(path)
    assert answer.status_code in (400, 404)
    assert "All articles" in answer.text


def test_another_host_is_refused(demo: Record) -> None:
    assert TestClient(app(demo), base_url="http://evil.example").get("/articles").status_code == 400


def test_entities_and_reports_are_shown(web: TestClient, demo: Record) -> None:
    entity = next(e for e in demo.all("entity") if getattr(e, "name", "") == "Jonas Fehl")
    page = web.get(f"/e/{entity.id}").text
    assert "Said, as reported" in page
    assert "We want names" in page
    capture = next(iter(demo.all("capture")))
    assert "Left out, and why" in web.get(f"/c/{capture.id}/report").text
