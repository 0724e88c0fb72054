"""JSON-LD of several articles: every value at its own place, however damaged the script is."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from firsthand.extract.dates import settled_date
from firsthand.extract.html_page import read_html
from firsthand.extract.page import Page
from firsthand.extract.told_parts import nodes_of, places, said
from firsthand.model.articles import Capture

TWO = [
    {
        "@type": "NewsArticle",
        "headline": "Ferries \u201cstop\u201d",
        "datePublished": "2031-05-03T06:10:00+0200",
        "author": {"@type": "Person", "name": "Mara Venn"},
    },
    {
        "@type": ["Article", "BlogPosting"],
        "headline": "Council buys a lamp",
        "author": [{"name": "Joss Ilk"}, {"name": "Mara Venn"}],
        "keywords": ["lamps"],
    },
]


def page(script: str, body: str = "") -> Page:
    text = f'<script type="application/ld+json">{script}</script>{body}'
    return read_html(Capture("0" * 64, "page", None, "", "text/html", "utf-8", "folder", len(text)), text)


def test_each_value_stands_at_its_own_place() -> None:
    held = page(json.dumps({"@graph": TWO}, ensure_ascii=False, indent=1))
    nodes = nodes_of(held)
    assert [[x.datum.value for x in said(n) if x.datum.kind == "byline"] for n in nodes] == [
        ["Mara Venn"],
        ["Joss Ilk", "Mara Venn"],
    ]
    spans = [x.datum.capture_span for n in nodes for x in said(n)]
    assert all(s is not None and s.of(held.text) for s in spans)
    first, second = (next(x.datum.capture_span for x in said(n) if x.datum.value == "Mara Venn") for n in nodes)
    assert first is not None
    assert second is not None
    assert first.end < second.start
    assert first.of(held.text) == second.of(held.text) == "Mara Venn"


def test_lists_of_items_and_live_updates_are_looked_into() -> None:
    for shape in (
        {"@type": "ItemList", "itemListElement": [{"item": t} for t in TWO]},
        {"@type": "LiveBlogPosting", "liveBlogUpdate": TWO},
        TWO,
    ):
        headlines = [n.first("headline") for n in nodes_of(page(json.dumps(shape)))]
        assert [h.value for h in headlines if h] == ["Ferries \u201cstop\u201d", "Council buys a lamp"]


def test_nodes_are_found_on_the_page_by_headline_and_by_beginning() -> None:
    told = [
        TWO[0],
        {
            "@type": "Article",
            "headline": "Not there",
            "articleBody": "The council of Orsa has bought a lamp for the end of the mole, at last.",
        },
    ]
    held = page(
        json.dumps(told),
        "<h2>Ferries “stop”</h2><p>Words.</p><p>The council of Orsa has bought a lamp for the end of the mole, at last.</p>",
    )
    assert [at for _, at in places(held, nodes_of(held))] == [0, 2]


def test_a_script_of_one_article_is_left_to_others() -> None:
    assert nodes_of(page(json.dumps(TWO[0]))) == []


@given(st.data())
def test_a_damaged_script_is_read_as_far_as_it_goes(data: st.DataObject) -> None:
    whole = json.dumps(TWO)
    at = data.draw(st.integers(0, len(whole)))
    other = data.draw(st.text(alphabet='{}[]",:\\ab1', max_size=6))
    held = page(whole[:at] + other + whole[at + data.draw(st.integers(0, 5)) :])
    for node in nodes_of(held):
        for x in said(node):
            span = x.datum.capture_span
            assert span is not None
            assert 0 <= span.start <= span.end <= len(held.text)


def test_dates_keep_their_zone_or_are_days() -> None:
    cases: dict[str, Any] = {
        "2031-05-03T06:10:00+0200": "2031-05-03T06:10:00+02:00",
        "2031-05-03T06:10:00.120Z": "2031-05-03T06:10:00Z",
        "2031-05-03T06:10": "2031-05-03",
        "2031-05-03": "2031-05-03",
        "May 3, 2031": "2031-05-03",
        "soon": None,
    }
    assert {told: settled_date(told) for told in cases} == cases
