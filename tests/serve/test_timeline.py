"""The page of times and places: all events, one event, and wrong questions."""

from __future__ import annotations

import re
from html import unescape

import pytest
from starlette.testclient import TestClient

from firsthand.record import Record
from firsthand.serve.web import app


@pytest.fixture(scope="module")
def web(demo: Record) -> TestClient:
    return TestClient(app(demo), base_url="http://127.0.0.1")


def test_every_day_in_the_table_leads_to_its_words(web: TestClient) -> None:
    page = web.get("/t").text
    assert '<svg class="times"' in page
    rows = re.findall(r'<a class="day" href="([^"]+)">[^<]*</a> <small>“<bdi>(.*?)</bdi>”', page)
    assert len(rows) > 5
    for address, words in rows[:5]:
        here = re.search(r'<mark[^>]*id="here"[^>]*>(.*?)</mark>', web.get(unescape(address)).text, re.DOTALL)
        assert here
        assert " ".join(unescape(here[1]).split()) == unescape(words)


def test_one_event_has_a_lane_for_each_origin(web: TestClient, demo: Record) -> None:
    event = demo.found("event").rows[0]
    page = web.get(f"/t?event={event.id}").text
    lanes = page.count('<text class="lane"')
    assert lanes == len(demo.event(event.id).event.accounts) > 1


def test_events_are_chosen_by_kind_and_by_days_of_reports(demo: Record) -> None:
    everything = demo.timeline()
    strikes = demo.timeline(kind=everything.kinds[0])
    assert {e.kind for e in strikes.events} == {everything.kinds[0]}
    assert 0 < demo.timeline(since="2031-03-10").total < everything.total
    assert demo.timeline(since="2031-03", until="2031-03").total == everything.total
    assert demo.timeline(until="2030").total == 0


@pytest.mark.parametrize("query", ["from=soon", "to=2031-13", "event=v-2222222222222"])
def test_a_wrong_question_is_told_what_to_write(web: TestClient, query: str) -> None:
    found = web.get(f"/t?{query}")
    assert found.status_code in (400, 404)
    assert "is no date; write" in found.text or "no event" in found.text


def test_an_odd_page_or_axis_is_the_first_and_both(web: TestClient) -> None:
    assert web.get("/t?page=x&axis=z").status_code == 200
