"""Dossiers of parties, outlets and unnamed sources: what they say, whom they cite, and never who an unnamed one is."""

from __future__ import annotations

import re
from html import unescape

import pytest
from starlette.testclient import TestClient

from firsthand.model.findings import Entity
from firsthand.model.problems import NotInRecord
from firsthand.record import Record
from firsthand.serve.web import app
from tests.findings import each


@pytest.fixture(scope="module")
def web(demo: Record) -> TestClient:
    return TestClient(app(demo), base_url="http://127.0.0.1")


def test_a_partys_dossier_has_what_it_said_and_what_others_said_about_it(demo: Record) -> None:
    party = max((e for e in each(demo, Entity) if e.public), key=lambda e: len(demo.entity(e.id).attributions))
    found = demo.dossier(party.id)
    assert found.said_total >= len(found.said) > 3
    texts = {a.id: a.text for a in found.articles}
    for a in found.about:
        said = " ".join(span.of(texts[a.article_id]) for span in a.content).casefold()
        assert any(name.casefold() in said for name in party.names)
    assert found.events


def test_an_outlet_cites_others_and_each_leads_to_the_words(demo: Record, web: TestClient) -> None:
    found = demo.outlet("Harbour Courier")
    assert found.hits
    assert found.cites
    assert all(p.examples for p in (*found.cites, *found.cited_by))
    page = web.get("/o", params={"name": "Harbour Courier"}).text
    address = re.search(r'<td><a href="(/c/[^"]+)"><q>(.*?)</q>', page)
    assert address
    here = re.search(r'<mark[^>]*id="here"[^>]*>(.*?)</mark>', web.get(unescape(address[1])).text, re.DOTALL)
    assert here
    assert " ".join(unescape(here[1]).split()).startswith(unescape(address[2]))


def test_unnamed_sources_are_grouped_by_their_words_alone(demo: Record) -> None:
    kinds = demo.unnamed_kinds()
    assert kinds
    found = demo.unnamed(f"Two {kinds[0].name}s")
    assert found.said_total == kinds[0].attributions
    assert found.entity is None
    assert {a.source_kind for a in found.said} <= {"unnamed_official", "unnamed_source", "unnamed_group"}


def test_who_an_unnamed_source_is_is_asked_nowhere(web: TestClient, demo: Record) -> None:
    page = web.get("/u", params={"name": demo.unnamed_kinds()[0].name}).text
    assert "Who it is, nobody here asks" in page


def test_what_is_not_there_is_said(demo: Record, web: TestClient) -> None:
    with pytest.raises(NotInRecord, match="no outlet Nowhere"):
        demo.outlet("Nowhere")
    assert web.get("/u", params={"name": "a stoker of the tug"}).status_code == 404
    assert web.get("/o").status_code == 404
    assert web.get("/unnamed").status_code == 200


def test_each_part_named_at_the_top_is_on_the_page(web: TestClient, demo: Record) -> None:
    party = next(e for e in each(demo, Entity) if e.public and demo.entity(e.id).attributions)
    page = web.get(f"/e/{party.id}").text
    tabs = re.search(r'<nav class="tabs".*?</nav>', page, re.DOTALL)
    assert tabs
    for anchor in re.findall(r'href="#([a-z]+)"', tabs[0]):
        assert f'id="{anchor}"' in page
