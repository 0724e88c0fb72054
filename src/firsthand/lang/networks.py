"""The encoder of a language, if it can run: our own weights, run by onnxruntime. Nothing is downloaded.

onnxruntime is an extra. Without it everything still runs, by rules.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import importlib.util
import os
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray

from firsthand.lang.pieces import Pieces
from firsthand.model.ids import digest, sha256

SETTING = "FIRSTHAND_MODEL"  # "none": go by rules
FILES = ("encoder.onnx", "linker.onnx", "encoder.npz", "vocabulary.txt", "settings.toml")

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Settings:
    """What was chosen after training, on texts kept apart: see the model's card."""

    version: str = "untuned"
    possible: float = 0.2  # a word this likely to be in a cue is looked from, even if the best row of labels says no
    accepted: float = 0.5  # a cue with at least this score is one
    insist: float = 1.0  # added to content's scores for an accepted cue that came out without any
    calibration: tuple[float, float, float] = (
        0.0,
        1.0,
        0.0,
    )  # constant, of the acceptance's logit, of the labels' sureness


class Encoder:
    """The two networks of a language: numbers in, numbers out. Rows are padded with 0, `marks` with 3."""

    def __init__(self, folder: Traversable) -> None:
        self._look, self._link = (session_of((folder / name).read_bytes()) for name in FILES[:2])
        self.pieces = Pieces((folder / "vocabulary.txt").read_text(encoding="utf-8").split("\n")[:-1])
        self.settings = _settings(folder)
        with np.load(BytesIO((folder / "encoder.npz").read_bytes()), allow_pickle=False) as held:
            self.name_labels = tuple(str(x) for x in held["name_labels"])
            self.cue_moves: Floats = held["cue_moves"]
            self.role_moves: Floats = held["role_moves"]

    def look(self, pieces: Ints, shapes: Ints, states: Ints, cues: Ints, at: Ints) -> tuple[Floats, Floats, Floats]:
        """For windows, words: the words' states, their cue labels' scores, their name labels' scores."""
        given = {"pieces": pieces, "shapes": shapes, "states": states, "cues": cues, "at": at}
        words, cue_scores, name_scores = self._look.run(None, given)
        return words, cue_scores, name_scores

    def link(self, words: Floats, marks: Ints, gaps: Ints) -> tuple[Floats, Floats]:
        """For rows, words as seen from a cue: the roles' scores; for rows: the acceptance's logit."""
        roles, accepted = self._link.run(None, {"words": words, "marks": marks, "gaps": gaps})
        return roles, accepted


@dataclass(frozen=True, slots=True)
class ModelReport:
    """What `firsthand doctor` says of the encoder."""

    name: str | None  # None: reading goes by rules
    version: str | None
    runtime: str | None  # onnxruntime's version
    size: int  # bytes of all files
    missing: tuple[str, ...]  # what is not there, in words with the cure


def describe(code: str = "en") -> ModelReport:
    """Which encoder reads, and by what; what is missing, said in words."""
    if os.environ.get(SETTING) == "none":
        said = f"{SETTING} is none: reading goes by rules. Unset it to use the encoder"
    elif importlib.util.find_spec("onnxruntime") is None:
        said = "onnxruntime is not installed: reading goes by rules. pip install 'firsthand[model]'"
    elif not _whole(_folder(code)):
        said = f"no encoder for {code!r}: reading goes by rules"
    else:
        folder = _folder(code)
        size = sum(len((folder / name).read_bytes()) for name in FILES)
        return ModelReport(f"encoder {code}", _settings(folder).version, runtime_version(), size, ())
    return ModelReport(None, None, None, 0, (said,))


@cache
def models_digest() -> str:
    """A digest of all that readings depend on in models: every language's files, the runtime; "none" if rules read."""
    if os.environ.get(SETTING) == "none" or importlib.util.find_spec("onnxruntime") is None:
        return "none"
    packs = sorted(
        (p for p in resources.files("firsthand.lang").iterdir() if _whole(p / "model")), key=lambda p: p.name
    )
    held = tuple((p.name, name, sha256((p / "model" / name).read_bytes())) for p in packs for name in FILES)
    return digest(runtime_version(), held)


@cache
def encoder(code: str = "en") -> Encoder | None:
    """The encoder of a language, loaded once a process; None if rules read."""
    ready = os.environ.get(SETTING) != "none" and importlib.util.find_spec("onnxruntime") is not None
    return Encoder(_folder(code)) if ready and _whole(_folder(code)) else None


def _folder(code: str) -> Traversable:
    return resources.files("firsthand.lang") / code / "model"


def _whole(folder: Traversable) -> bool:
    return folder.is_dir() and all((folder / name).is_file() for name in FILES)


def runtime_version() -> str:
    return importlib.metadata.version("onnxruntime")


def _settings(folder: Traversable) -> Settings:
    held = tomllib.loads((folder / "settings.toml").read_text(encoding="utf-8"))
    constant, of_accepted, of_sureness = (float(x) for x in held.pop("calibration"))
    return Settings(**held, calibration=(constant, of_accepted, of_sureness))


def session_of(model: bytes) -> Any:
    """A model ready to run. One thread each: a run spreads articles over processes, and sums come out the same however many."""
    runtime = importlib.import_module("onnxruntime")
    options = runtime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return runtime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
