"""What nobody should ask for, and somebody will: every page answers it clearly, never with a fault of ours."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from firsthand.record import Record
from firsthand.serve.web import app

HUGE = str(10**9)
KINDS = ("a", "c", "v", "k", "n", "d", "f", "e")
LISTS = ("/events", "/claims", "/differences", "/series", "/t", "/judgements", "/articles")
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def web(demo: Record) -> TestClient:
    return TestClient(app(demo), base_url="http://localhost", raise_server_exceptions=True)


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("page", [HUGE, "-1", "0", "x", "1e9", "9" * 400, "\u0661", "²"])
def test_a_page_number_beyond_the_last_shows_an_empty_page(web: TestClient, path: str, page: str) -> None:
    assert web.get(path, params={"page": page}).status_code == 200


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("wrong", ["", "-", "-nothing", "x" * 3000, "%00", HOSTILE, "..%2f..%2fetc"])
def test_an_id_that_names_nothing_is_told_with_a_way_on(web: TestClient, kind: str, wrong: str) -> None:
    answer = web.get(f"/{kind}/{kind}{wrong}")
    assert answer.status_code in (400, 404)
    assert "All articles" in answer.text
    assert HOSTILE not in answer.text


def test_an_id_of_another_kind_is_told(web: TestClient, demo: Record) -> None:
    event, article = demo.found("event").rows[0].id, demo.articles().hits[0].id
    for kind in set(KINDS) - {"v"}:
        assert web.get(f"/{kind}/{event}").status_code in (400, 404), kind
    assert web.get(f"/v/{article}").status_code in (400, 404)
    assert web.get(f"/a/{event}/cite").status_code in (400, 404)


@pytest.mark.parametrize(
    "path",
    ["/articles?q=", "/o?name=", "/u?name=", "/judgements?by=", "/review?kind=", "/t?kind=", "/t?event=", "/t?from="],
)
@pytest.mark.parametrize("value", [HOSTILE, "a" * 20_000, "\x00", "'; DROP TABLE article; --", "\ud800", "؜‮", '"'])
def test_no_parameter_breaks_a_page_or_runs_in_it(web: TestClient, path: str, value: str) -> None:
    name, key = path.removesuffix("=").split("?")
    answer = web.get(name, params={key: value.encode("utf-8", "replace").decode()})
    assert answer.status_code in (200, 400, 404)
    assert "<script>alert" not in answer.text
    assert "</html>" in answer.text


@pytest.mark.parametrize("at", ["from=9&to=3", "from=x&to=3", "from=3", f"from=0&to={HUGE}0", "from=-1&to=2"])
def test_a_passage_that_is_none_is_told_or_left_out(web: TestClient, demo: Record, at: str) -> None:
    article = demo.articles().hits[0].id
    assert web.get(f"/a/{article}?{at}").status_code == 200
    answer = web.get(f"/a/{article}/cite?{at}")
    assert answer.status_code == 400
    assert "is no passage of it" in answer.text


@pytest.mark.parametrize("path", ["/articles", "/events", "/about", "/a/a-nothing", "/judgements"])
def test_a_method_that_an_address_does_not_take_is_told(web: TestClient, path: str) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        answer = web.request(method, path)
        assert answer.status_code == 405
        assert "takes no such request" in answer.text


@pytest.mark.parametrize("path", ["/judge", "/undo", "/add", "/review", "/me"])
def test_a_form_without_its_fields_decides_nothing(web: TestClient, demo: Record, path: str) -> None:
    before = len(demo.judgements())
    token = re.search(r'name="token" value="([^"]+)"', web.get("/judgements").text)
    assert token
    for form in ({}, {"token": "x"}, {"token": token[1], "by": "Ina", "id": HOSTILE, "act": "confirm"}):
        answer = web.post(path, data=form, follow_redirects=False)
        assert answer.status_code in (303, 400, 403, 404)
        assert HOSTILE not in answer.text
    assert web.post(path, content=b"x" * 70_000).status_code == 413
    assert len(demo.judgements()) == before


def test_a_citation_and_a_table_are_downloaded(web: TestClient, demo: Record) -> None:
    article = next(h for h in demo.articles(per_page=50).hits if h.attributions)
    for end, begins in (("bib", "@"), ("ris", "TY  - "), ("json", "[")):
        answer = web.get(f"/a/{article.id}/cite.{end}?from=0&to=10")
        assert answer.text.startswith(begins)
        assert answer.headers["content-disposition"].endswith(f'{article.id}.{end}"')
        assert "http://localhost/c/" in answer.text
    assert web.get(f"/a/{article.id}/cite.exe").status_code == 404
    table = web.get("/attributions.csv", params={"outlet": article.outlet}).text
    assert table.count("\n") > article.attributions
    assert article.id in table
    other = next(h for h in demo.articles(per_page=50).hits if h.outlet != article.outlet)
    assert other.id not in table
    assert web.get("/articles.csv", params={"q": "outlt:x"}).status_code == 400
