"""What a list shows is what its buttons give; citations to copy and to download; a search kept from its page."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from html import unescape

import pytest
from starlette.testclient import TestClient

from firsthand.export import parts
from firsthand.model.problems import MissingPart
from firsthand.record import Record
from firsthand.serve.web import app
from tests.serve.deciding import plain


@pytest.fixture(scope="module")
def web(demo: Record) -> Iterator[TestClient]:
    with TestClient(app(demo), base_url="http://localhost") as client:
        yield client


def table(answer: object) -> list[dict[str, str]]:
    text = answer.content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def listed(page: str, letter: str) -> list[str]:
    return list(dict.fromkeys(re.findall(rf'<h2><a href="/{letter}/([^"?#]+)"', page)))


@pytest.mark.parametrize(
    "query", ["", "q=harbour", "q=harbour&order=oldest&show=articles", "outlet=Harbour+Courier&show=articles"]
)
def test_the_articles_of_the_page_and_no_other_in_its_order(web: TestClient, query: str) -> None:
    page = web.get(f"/articles?{query}").text
    (address,) = {unescape(x) for x in re.findall(r'href="(/articles\.csv[^"]*)"', page)}
    shown = listed(page, "a")
    rows = table(web.get(address))
    assert [row["id"] for row in rows][: len(shown)] == shown
    assert f"{len(rows):,} article" in page or f"{len(rows):,} without copies" in page
    (feed,) = {unescape(x) for x in re.findall(r'<a href="(/articles\.feed\.json[^"]*)"', page)}
    total = int(re.findall(r'class="count">([\d,]+) article', page)[0].replace(",", ""))
    assert len(web.get(feed).json()["items"]) == min(total, 50)


@pytest.mark.parametrize(
    ("path", "letter", "column"),
    [("events", "v", "event"), ("claims", "k", "claim"), ("differences", "d", "id"), ("series", "n", "id")],
)
def test_the_findings_of_a_list_in_its_order(web: TestClient, path: str, letter: str, column: str) -> None:
    page = web.get(f"/{path}").text
    rows = table(web.get(f"/{path}.csv"))
    shown = listed(page, letter)
    assert shown
    ids = list(dict.fromkeys(row[column].split("/")[0] for row in rows))
    assert ids[: len(shown)] == shown
    one = table(web.get(f"/{letter}/{shown[0]}.csv"))
    assert one == [row for row in rows if row[column].split("/")[0] == shown[0]]
    assert all(row["quote"] and row["status"] == "reported, not verified" for row in one)
    assert web.get(f"/{path}.json").json()[0]["permalink"].startswith("http://localhost/")


def test_what_a_dossier_lists_as_said(web: TestClient, demo: Record) -> None:
    name = demo.unnamed_kinds()[0].name
    rows = table(web.get(f"/u.csv?name={name}"))
    assert {row["id"] for row in rows} == {a.id for a in demo.unnamed(name).said}
    assert {row["speaker_entity"] for row in rows} == {""}
    outlet = demo.outlet("Harbour Courier")
    assert {row["id"] for row in table(web.get("/o.csv?name=Harbour+Courier"))} == {a.id for a in outlet.said}
    assert web.get("/o.csv?name=Nobody").status_code == 404


def test_a_missing_library_tells_its_cure(web: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(module: str, extra: str) -> object:
        raise MissingPart(f"{module} is not installed; get it with: pip install 'firsthand[{extra}]'")

    assert web.get("/events.xlsx").content.startswith(b"PK")
    monkeypatch.setattr("firsthand.export.tables.write.part", missing)
    answer = web.get("/events.xlsx")
    assert answer.status_code == 503
    assert "pip install 'firsthand[tables]'" in plain(answer)
    assert parts.part


def test_a_search_is_kept_from_its_page_and_forgotten(web: TestClient, demo: Record) -> None:
    page = web.get("/articles?q=harbour&outlet=Harbour+Courier").text
    form = dict(
        re.findall(r'<input (?:type="hidden" )?name="(token|q)" value="([^"]*)"', page.split("Save this search")[1])
    )
    query = unescape(form["q"])
    assert demo.search(query).total == demo.search("harbour", outlet="Harbour Courier").total
    web.post("/searches/save", data={"token": form["token"], "name": "Quays", "q": query})
    assert [one.query for one in demo.saved_searches()] == [query]
    assert web.post("/searches/save", data={"token": form["token"], "name": "Bad", "q": '"'}).status_code == 400
    web.post("/searches/forget", data={"token": form["token"], "name": "Quays"})
    assert demo.saved_searches() == ()


def test_an_article_and_a_passage_are_cited_in_every_form(web: TestClient, demo: Record) -> None:
    hit = demo.articles().hits[0]
    text = demo.article(hit.id).article.text
    for query, words in (("", hit.title), ("?from=0&to=12", text[:12])):
        page = unescape(web.get(f"/a/{hit.id}/cite{query}").text)
        for ending, sign in (("bib", "@article{"), ("ris", "TY  - NEWS"), ("json", '"type": "article-newspaper"')):
            made = web.get(f"/a/{hit.id}/cite.{ending}{query}")
            assert sign in made.text
            assert " ".join((words or "").split()) in " ".join(made.text.split())
            assert " ".join(made.text.split()) in " ".join(page.split())
            assert f"/a/{hit.id}" in made.text or f"/c/{hit.capture_id}" in made.text
    json.loads(web.get(f"/a/{hit.id}/cite.json").text)
    for wrong in ("?from=5&to=5", "?from=9&to=3", "?from=0&to=999999", "?from=x&to=2"):
        assert web.get(f"/a/{hit.id}/cite{wrong}").status_code == 400
    assert f'href="/a/{hit.id}/cite"' in web.get(f"/a/{hit.id}").text
