"""Every store test runs on both databases: a file, and a PostgreSQL server started once for all tests."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pgserver
import pytest

_NUMBER = count(1)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[pgserver.PostgresServer]:
    running = pgserver.get_server(tmp_path_factory.mktemp("postgresql"), cleanup_mode="delete")
    yield running
    running.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of an empty record. What is kept beside it goes with the test."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    if request.param == "sqlite":
        return str(tmp_path / "test.record")
    name = f"record{next(_NUMBER)}"
    running: pgserver.PostgresServer = request.getfixturevalue("server")
    running.psql(f"CREATE DATABASE {name}")
    return running.get_uri(name).replace("postgresql://", "postgresql+psycopg://")


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """Two pages of an invented country that share a story, one that breaks a step, one empty file."""
    folder = tmp_path / "pages"
    folder.mkdir()
    story = "Minister Olena said the bridge over the Tamar is open again to all traffic today."
    (folder / "one.txt").write_text(f"Varna opens the bridge\n\n{story}\n====\nTamar on the bridge\n\n{story} More.\n")
    (folder / "two.txt").write_text(
        "Orsk counts its ships\n\nCaptain Bero said \u0627\u0644\u0633\u0641\u0646 are safe.\n"
    )
    (folder / "breaks.txt").write_text("BREAK\n")
    (folder / "empty.txt").write_text("")
    return folder
