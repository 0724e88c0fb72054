"""What the tests of the faces share: a record of the demo pages, a small one to be decided in, and a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from starlette.testclient import TestClient

from firsthand import record as service
from firsthand.record import Record
from firsthand.serve.web import app
from tests.journeys.pages import record_of
from tests.serve.browsing import chromium, served
from tests.serve.deciding import PAGES

DEMO = Path(__file__).parents[2] / "demo/pages"


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with service.open(tmp_path_factory.mktemp("serve") / "demo.record") as opened:
        opened.add([DEMO], workers=1)
        yield opened


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    """Two articles on a raid; a test that wants others has its own."""
    yield from record_of(tmp_path, PAGES)


@pytest.fixture
def web(record: Record) -> Iterator[TestClient]:
    """Its pages; at the end nothing is left to be done."""
    with TestClient(app(record), base_url="http://localhost") as client:
        yield client
        assert client.app.state.jobs.wait(60)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def address(demo: Record) -> str:
    """Where the demo record is served."""
    return served(demo)
