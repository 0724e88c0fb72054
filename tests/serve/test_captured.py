"""The original as it was seen: nothing runs and nothing is fetched; and every character's fate is drawn over it."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from firsthand import record as service
from firsthand.model.spans import Span
from firsthand.record import Record
from firsthand.serve import captured
from firsthand.serve.web import app

PAGE = """<html><head><title>Mill burns</title><link rel="preconnect" href="https://far.example">
<script>document.title = "ran"</script></head><body><nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Mill burns at Tessel</h1><p>The mill burned down on Tuesday, Oro Vann said in Tessel.</p>
<p>Nobody was hurt, a police spokesman said. The fire began at night in the upper floor, where grain was dried, he said.</p>
<p>"The mill will stay closed for a month," Vann said. Three millers were
asleep in the house next to it when it began.</p></article></body></html>"""


@pytest.fixture
def record(tmp_path: Path) -> Record:
    (tmp_path / "mill.html").write_text(PAGE, encoding="utf-8")
    opened = service.open(tmp_path / "x.record")
    opened.add([tmp_path / "mill.html"], workers=1)
    return opened


def test_the_frame_is_given_a_page_that_can_do_nothing(record: Record) -> None:
    hit = record.articles().hits[0]
    with TestClient(app(record), base_url="http://localhost") as web:
        around = web.get(f"/a/{hit.id}/original")
        assert "<iframe" in around.text
        assert re.search(r'<iframe[^>]* sandbox src="/c/', around.text)
        assert "frame-src 'self'" in around.headers["content-security-policy"]
        page = web.get(f"/c/{hit.capture_id}/page")
        policy = page.headers["content-security-policy"]
        for said in (
            "sandbox;",
            "default-src 'none'",
            "style-src 'unsafe-inline'",
            "img-src data:",
            "frame-ancestors 'self'",
        ):
            assert said in policy
        assert "allow-scripts" not in policy
        assert page.headers["x-content-type-options"] == "nosniff"
        assert "<link" not in page.text
        assert "Mill burns at Tessel" in page.text
        assert "frame-ancestors 'none'" in web.get("/articles").headers["content-security-policy"]


def test_words_asked_for_are_marked_where_they_are_text_and_nowhere_else() -> None:
    at = PAGE.index("The mill burned")
    marked = captured.harmless(PAGE, Span(at, at + 8))
    assert re.search(r'<mark id="firsthand-here"[^>]*>The mill</mark> burned', marked)
    for place in (PAGE.index("preconnect"), PAGE.index("document.title"), PAGE.index("Mill burns</title>")):
        assert captured.harmless(PAGE, Span(place, place + 4)) == PAGE.replace("<link", "<meta")
    assert captured.harmless(PAGE, Span(10_000, 10_004)) == PAGE.replace("<link", "<meta")


def test_every_character_is_drawn_once_and_as_it_fared(record: Record) -> None:
    hit = record.articles().hits[0]
    article = record.article(hit.id).article
    text = record.capture_text(hit.capture_id)
    runs = list(captured.drawn(text, [article], record.left_out(hit.capture_id), Span(0, len(text))))
    assert "".join(run.words for run in runs) == text
    took = "".join(run.words for run in runs if run.kind == "took")
    assert "The mill burned down on Tuesday" in took
    assert "document.title" not in took
    left = [run for run in runs if run.kind == "left"]
    assert left
    assert all(run.label or n for n, run in enumerate(left))
    with TestClient(app(record), base_url="http://localhost") as web:
        page = web.get(f"/c/{hit.capture_id}/report?article={hit.id}").text
    assert re.search(r'<mark class="took">[^<]*The mill burned', page)
    assert "left out: " in page
    assert 'aria-current="page">Extraction report' in page
    drawn = page.split('aria-labelledby="drawn"')[1].split("</pre>")[0].split(">", 1)[1]
    bare = re.sub(r'<(a|span) class="tag"[^>]*>.*?</\1>', "", drawn, flags=re.S)
    assert unescape(re.sub("</?mark[^>]*>", "", bare)) in text


def test_a_window_of_a_long_original_is_drawn_and_the_rest_linked(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(captured, "DRAWN", 200)
    hit = record.articles().hits[0]
    with TestClient(app(record), base_url="http://localhost") as web:
        page = web.get(f"/c/{hit.capture_id}/report").text
        (after,) = re.findall(r'href="([^"]+)">After →', page)
        assert "Characters 140 to 340" in web.get(unescape(after)).text
