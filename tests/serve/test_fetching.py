"""Addresses given in the browser: fetched by a job, of public machines alone unless the server was started otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from firsthand.record import Record
from firsthand.serve.web import app
from tests.collect import made
from tests.collect.hostile import Server, fetcher, ok, server, to
from tests.journeys.pages import record_of
from tests.serve.asking import PAGES
from tests.serve.deciding import plain, token


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    yield from record_of(tmp_path_factory.mktemp("fetching"), PAGES)


@pytest.fixture
def site() -> Iterator[Server]:
    with server() as one:
        one.answers |= {"/1": ok(made.html("Ferries wait at Darma").encode()), "/away": to("http://127.0.0.1:1/secret")}
        one.answers["/robots.txt"] = ok(b"User-agent: *\nAllow: /1\nDisallow: /2", "text/plain")
        yield one


@pytest.fixture
def web(record: Record) -> TestClient:
    return TestClient(app(record, ("testserver",), fetcher()))


def add(web: TestClient, addresses: str, **fields: str) -> Any:
    sent = {"token": token(web), "by": "Ina", "addresses": addresses, **fields}
    return web.post("/add/pages", data=sent, files=[("pages", ("", b""))], follow_redirects=False)


def told(web: TestClient, answer: Any) -> str:
    assert answer.status_code == 303, answer.text
    assert web.app.state.jobs.wait(60)
    return plain(web.get(answer.headers["location"]))


def test_an_address_is_fetched_and_its_page_tells_how_it_came(web: TestClient, record: Record, site: Server) -> None:
    said = told(
        web, add(web, f" {site.url('/1')}\r\n{site.url('/2')} {site.url('/1')}", text="Quay shut\n\nThe quay is shut.")
    )
    assert "Read 1 page and Fetch 2 addresses done Ina" in said
    assert "2 articles in 2 pages" in said
    assert "forbids" in said
    assert site.pages() == ["/1"]
    (capture,) = [c for c in record.all("capture") if getattr(c, "via", "") == "web"]
    page = plain(web.get(f"/c/{getattr(capture, 'id', '')}"))
    assert "line 2: Allow: /1" in page
    assert "content-type: text/html; charset=utf-8" in page
    lines = [x for x in record.custody() if x.told and x.told.via == "web"]
    assert [x.told.by for x in lines if x.told] == ["Ina"]


@pytest.mark.parametrize(
    "target", ["/away", "http://127.0.0.1/", "http://169.254.169.254/latest/", "http://localhost:8311/"]
)
def test_no_private_machine_is_asked_for_a_browser(web: TestClient, site: Server, target: str) -> None:
    said = told(web, add(web, site.url(target) if target.startswith("/") else target))
    assert "0 articles in 0 pages" in said
    assert "not public" in said or "private network" in said


def test_the_server_asks_nobody_private_unless_it_was_started_so(record: Record, site: Server) -> None:
    web = TestClient(app(record, ("testserver",)))
    assert "not public" in told(web, add(web, site.url("/1", "127.0.0.1")))
    assert site.asked == []


def test_what_is_no_address_or_too_much_is_shown_again(web: TestClient, site: Server) -> None:
    for addresses, code in (
        ("courier.example", 400),
        ("file:///etc/passwd", 400),
        (" ".join(f"https://a.example/{n}" for n in range(21)), 413),
    ):
        answer = add(web, addresses)
        assert answer.status_code == code
        assert addresses[:20] in answer.text
    assert add(web, site.url("/1"), token="stale").status_code == 403
    foreign = web.post("/add/pages", data={"addresses": site.url("/1")}, headers={"sec-fetch-site": "cross-site"})
    assert foreign.status_code == 403
    assert site.asked == []


def test_what_was_typed_stays_typed(web: TestClient) -> None:
    answer = add(web, "<script>alert(1)</script>")
    assert answer.status_code == 400
    assert "<script>alert" not in answer.text


def test_a_capture_of_a_file_tells_nothing_of_coming(web: TestClient, record: Record) -> None:
    (capture, *_) = [c for c in record.all("capture") if getattr(c, "via", "") == "folder"]
    assert "How it came" not in web.get(f"/c/{getattr(capture, 'id', '')}").text
