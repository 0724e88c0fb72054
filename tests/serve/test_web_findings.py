"""The pages of events, claims, counts, differences and copies, as a reader without scripts gets them."""

from __future__ import annotations

import re
from html import unescape

import pytest
from starlette.testclient import TestClient

from firsthand.model.articles import Article
from firsthand.model.findings import Claim, Discrepancy, Family, ReuseLink, Series
from firsthand.model.spans import OffsetMap, Span
from firsthand.record import Record
from firsthand.serve.findings import line
from firsthand.serve.web import app
from tests.findings import each


@pytest.fixture(scope="module")
def web(demo: Record) -> TestClient:
    return TestClient(app(demo), base_url="http://127.0.0.1")


def leads(page: str) -> list[tuple[str, str]]:
    """Every quotation on a page that is a link, with its address."""
    found = re.findall(r'<a href="([^"]+)"><q>(.*?)</q></a>', page)
    return [(unescape(words), unescape(address)) for address, words in found]


def test_every_value_of_an_event_leads_to_its_very_words(web: TestClient, demo: Record) -> None:
    event = demo.found("event").rows[0]
    page = web.get(f"/v/{event.id}").text
    assert "10 articles" in page
    assert "Accounts side by side" in page
    assert "at least three dockers" in page
    assert len(leads(page)) > 6
    for words, address in leads(page):
        original = web.get(address).text
        here = re.search(r'<mark[^>]*id="here"[^>]*>(.*?)</mark>', original, re.DOTALL)
        assert here, address
        shown = re.sub(r"<[^>]*>", "", unescape(here.group(1)))
        assert " ".join(shown.split()) == words


def test_a_claim_counts_its_origins_with_the_method_and_draws_its_chains(web: TestClient, demo: Record) -> None:
    claim = next(k for k in each(demo, Claim) if len({m.attribution_id for m in k.members} - {None}) > 2)
    page = web.get(f"/k/{claim.id}").text
    assert "independent origin" in page
    assert demo.claim(claim.id).claim.independent.method in unescape(page)
    assert '<svg class="graph"' in page
    assert "The same as a list" in page
    assert page.count("<blockquote>") >= len(demo.claim(claim.id).claim.members)
    assert "confirmed" not in page.casefold()


def test_counts_over_time_stand_in_a_table_before_the_chart(web: TestClient, demo: Record) -> None:
    series = next(s for s in each(demo, Series) if s.of == "docker wounded")
    page = web.get(f"/n/{series.id}").text
    assert page.index("<table>") < page.index('<svg class="chart"')
    assert [w for w, _ in leads(page)][:2] == ["wounding at least three dockers", "wounding at least seven dockers"]


def test_a_difference_quotes_both_sides(web: TestClient, demo: Record) -> None:
    for row in each(demo, Discrepancy):
        page = web.get(f"/d/{row.id}").text
        assert len(leads(page)) >= 2
        assert row.words in unescape(page)


def test_copies_are_shown_with_their_evidence_and_word_by_word(web: TestClient, demo: Record) -> None:
    family = next(f for f in each(demo, Family) if len(f.articles) > 2)
    page = web.get(f"/f/{family.id}").text
    assert "never a verdict" in page
    pair = re.search(r'href="(/words/[^"]+)"', page)
    assert pair
    both = web.get(pair.group(1)).text
    assert "Two texts, word by word" in both
    updated = [x for x in each(demo, ReuseLink) if x.kind == "update"]
    changed = [web.get(f"/words/{x.to_article}/{x.from_article}").text for x in updated]
    assert any(
        "<del>three</del>" in page and "<ins>seven</ins>" in page and "Changed figures" in page for page in changed
    )


def test_an_article_leads_to_what_others_tell_of_it(web: TestClient, demo: Record) -> None:
    event = demo.event(demo.found("event").rows[0].id).event
    page = web.get(f"/a/{event.accounts[0].articles[0]}").text
    assert f'href="/v/{event.id}"' in page


@pytest.mark.parametrize(
    "path", ["/v/v-nothing", "/k/k-nothing", "/n/n-nothing", "/d/d-nothing", "/f/f-nothing", "/words/a-x/a-y"]
)
def test_what_is_not_there_is_said(web: TestClient, path: str) -> None:
    answer = web.get(path)
    assert answer.status_code in (400, 404)
    assert "Not in this record" in answer.text


def test_an_event_is_called_by_whole_words() -> None:
    text = (
        "Headline here\n\n"
        + "Words that go on " * 12
        + "until the mill burned and "
        + "the rest follows " * 12
        + "at last. Next."
    )
    article = Article("a", "c", Span(0, len(text)), text, (), OffsetMap(()), (), "en", "plain")
    at = text.index("burned")
    shown = line(article, Span(at, at + 6)).of(text)
    assert "burned" in shown
    assert shown.split()[0] in text.split()
    assert shown.split()[-1] in text.split()
    assert len(shown) < 300
    head = line(article, Span(0, 8)).of(text)
    assert head == "Headline here"


@pytest.mark.parametrize("path", ["/events", "/claims", "/differences", "/series"])
def test_lists_are_in_pages(web: TestClient, path: str) -> None:
    assert web.get(path).status_code == 200
    assert web.get(path, params={"page": "99999"}).status_code == 200
    assert web.get(path, params={"page": "x"}).status_code == 200
