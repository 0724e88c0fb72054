"""Search in the browser without scripts, and on the command line."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from firsthand import record as service
from firsthand.record import Record
from firsthand.serve.cli import main
from firsthand.serve.histogram import within
from firsthand.serve.web import app

ADDRESS = "http://127.0.0.1"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def web(demo: Record) -> TestClient:
    return TestClient(app(demo), base_url=ADDRESS)


def test_the_list_folds_copies_and_can_show_every_article(web: TestClient, demo: Record) -> None:
    folded, flat = web.get("/articles?show=families").text, web.get("/articles?show=articles").text
    rows = demo.search("", fold=True).rows
    assert rows < 30
    assert f"30 articles in this record, {rows} without copies" in folded
    assert "without copies" not in flat
    assert "+1 copy" in folded


def test_facets_and_bars_lead_to_lists_of_as_many_articles(web: TestClient) -> None:
    page = web.get("/articles", params={"q": "fire OR fuel"}).text
    facets = re.findall(r'<li><a href="(/articles\?[^"]+)"><bdi>[^<]+</bdi></a> <span class="n">(\d+)</span>', page)
    bars = re.findall(r'<tr><td><a href="(/articles\?[^"]+)">[\d-]+</a></td><td>(\d+)</td></tr>', page)
    assert len(facets) > 8
    assert len(bars) > 1
    for address, count in (*facets, *bars):
        found = web.get(address.replace("&amp;", "&"))
        assert f'class="count">{count} article{"" if count == "1" else "s"} in this record' in found.text, address


def test_chosen_facets_go_one_by_one_and_pages_keep_them(web: TestClient) -> None:
    page = web.get("/articles", params={"q": "harrowmere", "language": "en", "source_kind": "named_person"}).text
    assert re.search(
        r'href="/articles\?q=harrowmere&amp;source_kind=named_person"\s+aria-label="Remove Language en"', page
    )
    assert (
        re.search(r'rel="next" href="/articles\?page=2&amp;q=harrowmere&amp;language=en', page) or "Page 1 of 1" in page
    )


def test_attributions_found_are_shown_with_their_speaker(web: TestClient) -> None:
    page = web.get("/articles", params={"q": "anon:official stance:denies"}).text
    assert 'aria-label="Attributions found"' in page
    assert "(unnamed official, denies)" in page


def test_a_wrong_query_shows_where_and_how_to_mend_it(web: TestClient) -> None:
    answer = web.get("/articles", params={"q": "fuel outlt:ledger <b>"})
    assert answer.status_code == 400
    assert "did you mean outlet:?" in answer.text
    assert "<pre>fuel outlt:ledger &lt;b&gt;\n     ^</pre>" in answer.text
    assert '<details class="operators" id="operators" open>' in answer.text
    assert web.get("/articles.atom", params={"q": "outlt:x"}).status_code == 400


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.text(max_size=40), st.text(max_size=12), st.text(max_size=12))
def test_no_address_breaks_the_list(web: TestClient, query: str, page: str, facet: str) -> None:
    asked = {"q": query, "page": page, "has": facet, "order": facet, "show": facet, "outlet": facet}
    asked = {k: v.encode("utf-8", "replace").decode() for k, v in asked.items()}
    assert web.get("/articles", params=asked).status_code in (200, 400)
    assert web.get("/articles.feed.json", params={"q": asked["q"]}).status_code in (200, 400)


def test_a_search_is_followed_as_atom_and_json_feed(web: TestClient, demo: Record) -> None:
    page = web.get("/articles", params={"q": "fuel"}).text
    assert 'rel="alternate" type="application/atom+xml"' in page
    answer = web.get("/articles.atom", params={"q": "fuel"})
    assert answer.headers["content-type"].startswith("application/atom+xml")
    entries = fromstring(answer.content).findall(f"{ATOM}entry")
    assert len(entries) == demo.search("fuel").total
    link = entries[0].find(f"{ATOM}link")
    assert link is not None
    assert web.get(link.get("href") or "").status_code == 200
    told = web.get("/articles.feed.json", params={"q": "fuel"})
    assert told.headers["content-type"].startswith("application/feed+json")
    assert [item["date_modified"] for item in told.json()["items"]] == [e.findtext(f"{ATOM}updated") for e in entries]


def rows_of(answer: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.decode("utf-8-sig"))))


def test_a_list_of_names_gives_a_table(web: TestClient) -> None:
    assert 'enctype="multipart/form-data"' in web.get("/batch").text
    listed = b"id,who\r\n1,Jonas Fehl\r\n2,Nobody Atall\r\n"
    answer = web.post("/batch.csv", files={"list": ("names.csv", listed, "text/csv")}, data={"column": "who"})
    assert answer.status_code == 200
    rows = rows_of(answer.content)
    assert {row["name"] for row in rows} == {"Jonas Fehl", "Nobody Atall"}
    assert rows[-1]["note"] == "in no article of this record"
    assert rows[0]["article"].startswith("a-")
    place = web.get(rows[0]["permalink"])
    assert re.search(r'<mark id="here" class="here">Jonas\s+Fehl</mark>', place.text)
    typed = web.post("/batch.csv", files={"list": ("", b"", "text/csv")}, data={"names": "Jonas Fehl\nNobody Atall"})
    assert rows_of(typed.content) == rows
    assert rows_of(web.post("/batch.csv", data={"names": "Nobody Atall"}).content)[0]["articles"] == "0"


@pytest.mark.parametrize(
    ("body", "kind", "code"),
    [
        (b"", "text/plain", 400),
        (b"x", "multipart/form-data", 400),
        (b"x", "multipart/form-data; boundary=b", 400),
        (b"names=" + b"x" * 5_020_000, "application/x-www-form-urlencoded", 413),
        (b"names=%FF", "application/x-www-form-urlencoded", 200),
    ],
)
def test_a_bad_upload_is_told_and_breaks_nothing(web: TestClient, body: bytes, kind: str, code: int) -> None:
    assert web.post("/batch.csv", content=body, headers={"content-type": kind}).status_code == code


def test_bars_narrow_any_query() -> None:
    assert within("a OR b", "2031-03") == "(a OR b) AND date:2031-03"
    assert within("", "2031") == "date:2031"


PAGE = "Bridge closed\n\nThe Lantern | May 3, 2031\n\n" + (
    "The mayor of Darma, Lena Okt, said on Monday that the bridge would stay closed until autumn. "
    "“It is not safe,” she said.\n"
)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    assert run("add", "page.txt", "--workers", "1").exit_code == 0
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words)


def test_searches_are_asked_kept_listed_and_forgotten(here: Path) -> None:
    assert "1 articles" in run("search", 'speaker:okt said:"not safe"').output
    assert "Lena Okt (asserts):" in run("search", "speaker:okt", "--facets").output
    wrong = run("search", "bridge kind:oficial")
    assert wrong.exit_code == 2
    assert wrong.output.endswith("  bridge kind:oficial\n" + " " * 14 + "^\n")
    assert run("searches", "save", "bridges", "bridge*").exit_code == 0
    assert run("searches", "save", "wrong", "bridge(").exit_code == 2
    assert run("searches", "list").output == "bridges: bridge*\n"
    with service.open(here / "firsthand.record") as record:
        page = TestClient(app(record), base_url=ADDRESS).get("/searches").text
        assert "<code>bridge*</code>" in page
        assert 'href="/articles.atom?q=bridge%2A"' in page
    assert run("searches", "forget", "bridges").exit_code == 0
    assert run("searches", "forget", "bridges").exit_code == 2
    assert json.loads(run("--json", "searches", "list").output) == []


def test_a_list_of_names_is_searched_from_the_command_line(here: Path) -> None:
    (here / "names.csv").write_text("who,x\nLena Okt,1\nNobody Atall,2\n", encoding="utf-8")
    done = run("search", "--batch", "names.csv", "--column", "who", "--out", "hits.csv")
    assert done.output == "2 names, 2 lines: hits.csv\n"
    rows = rows_of((here / "hits.csv").read_bytes())
    assert [(row["name"], row["articles"], row["outlet"]) for row in rows] == [
        ("Lena Okt", "1", "The Lantern"),
        ("Nobody Atall", "0", ""),
    ]
    assert run("search", "--batch", "names.csv").output.count("\n") == 4  # “who” is no header we know: a name too
    assert run("search", "--batch", "nowhere.csv").exit_code == 3
    assert run("search", "--batch", "names.csv", "--column", "y").exit_code == 3
    assert run("search", "x", "--batch", "names.csv").exit_code == 2
