"""The language model's files and our own weights."""

from __future__ import annotations

import tomllib
from importlib import resources

import pytest

from firsthand.lang import models
from firsthand.lang.weights import KNOWN
from firsthand.model.ids import sha256
from firsthand.read import crf


def test_the_installed_model_is_known_by_every_byte() -> None:
    found = models.describe()
    assert found.known, found.missing
    assert found.version == "3.8.0"
    assert set(models.weights(models.find())) == set(KNOWN["en_core_web_sm 3.8.0"])  # type: ignore[arg-type]


def test_without_a_model_the_report_says_the_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "find", lambda: None)
    assert "pip install" in models.describe().missing[0]


def test_none_means_by_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(models.SETTING, "none")
    assert models.find.__wrapped__() is None
    monkeypatch.setattr(models, "find", models.find.__wrapped__)
    assert "Unset it" in models.describe().missing[0]


def test_the_card_tells_the_weights_that_lie_beside_it() -> None:
    folder = resources.files("firsthand.lang") / "en" / "model"
    card = tomllib.loads((folder / "card.toml").read_text(encoding="utf-8"))
    for name in ("cues", "arguments"):
        data = (folder / f"{name}.npz").read_bytes()
        assert card["files"][f"{name}.npz"]["sha256"] == sha256(data)
        assert card["files"][f"{name}.npz"]["bytes"] == len(data)
        assert set(crf.read(data).labels) in ({"O", "B", "I"}, {"O", "S", "C"})


def test_the_decoder_finds_the_best_row() -> None:
    import numpy as np

    model = crf.Crf(("x", "y"), crf.Rows({}), np.zeros((1, 2), np.float32), ((0.0, -3.0), (-3.0, 0.0)))
    scores = np.array([[2.0, 0.0], [0.0, 1.0], [2.0, 0.0]], np.float32)
    assert model.decode(scores) == [0, 0, 0]
    assert 0.5 < model.sureness(scores, [0, 0, 0], 1) <= 1
