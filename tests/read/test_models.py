"""The encoder's files, and what is said when it cannot run."""

from __future__ import annotations

import tomllib
from importlib import resources, util

import pytest

from firsthand.lang import networks
from firsthand.model.ids import sha256


def test_the_installed_encoder_is_told_with_its_size() -> None:
    found = networks.describe()
    assert found.version == networks.encoder("en").settings.version
    assert 1_000_000 < found.size < 20_000_000
    assert not found.missing


def test_without_the_runtime_the_report_says_the_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(util, "find_spec", lambda name: None)
    assert "pip install" in networks.describe().missing[0]


def test_none_means_by_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(networks.SETTING, "none")
    assert "Unset it" in networks.describe().missing[0]
    assert networks.encoder.__wrapped__("en") is None
    assert networks.models_digest.__wrapped__() == "none"


def test_a_language_without_an_encoder_reads_by_rules() -> None:
    assert networks.encoder("xx") is None


def test_the_card_tells_the_files_that_lie_beside_it() -> None:
    folder = resources.files("firsthand.lang") / "en" / "model"
    card = tomllib.loads((folder / "card.toml").read_text(encoding="utf-8"))
    assert set(card["files"]) == set(networks.FILES)
    for name in networks.FILES:
        data = (folder / name).read_bytes()
        assert card["files"][name] == {"bytes": len(data), "sha256": sha256(data)}
