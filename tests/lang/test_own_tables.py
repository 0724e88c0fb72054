"""A user's own rows beside the shipped tables."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from firsthand import lang
from firsthand.lang import pack
from firsthand.model.problems import UsageError


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    pack.get.cache_clear()
    yield
    pack.get.cache_clear()


def test_own_rows_come_after_ours_and_change_the_digest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shipped = lang.get("en")
    pack.get.cache_clear()
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "outlets.tsv").write_text("# mine\nHeron Post\tHP\n\n", encoding="utf-8")
    monkeypatch.setenv("FIRSTHAND_TABLES", str(tmp_path))
    own = lang.get("en")
    assert own.table("outlets") == (*shipped.table("outlets"), ("Heron Post", "HP"))
    assert own.digest != shipped.digest
    assert own.table("cues") == shipped.table("cues")


def test_a_folder_without_rows_for_the_language_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = lang.get("en").digest
    pack.get.cache_clear()
    monkeypatch.setenv("FIRSTHAND_TABLES", str(tmp_path))
    assert lang.get("en").digest == shipped


def test_a_setting_that_names_no_folder_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIRSTHAND_TABLES", str(tmp_path / "nowhere"))
    with pytest.raises(UsageError, match="FIRSTHAND_TABLES"):
        lang.get("en")
