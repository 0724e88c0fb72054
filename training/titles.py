"""Fits the weights of the choice between a page's accounts of its title, and says how it does on publishers it never saw.

    python training/titles.py PAGES/outlets PAGES/web

A soft choice between the wordings of a page, by Newton's method. Pages of one publisher are never on both sides of a split.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np
import numpy.typing as npt

from firsthand.collect import decode
from firsthand.collect.charsets import charset_of
from firsthand.eval.pages import same_title
from firsthand.eval.pages_gold import GoldPage, pages_in
from firsthand.extract.step import read_page, told
from firsthand.extract.titles import WEIGHTS, candidates
from firsthand.model.articles import Capture
from firsthand.model.units import ExtractInput

FOLDS, WAYS = 8, 4
PENALTY = 0.5
WEB = 0.2  # what a page counts of a folder after the first; .1 to .5 tried
Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Choice:
    """A page's wordings, their signs, and which of them its truth has."""

    publisher: str
    folder: int
    signs: Numbers  # one row a wording
    right: Numbers


def main(folders: list[str]) -> None:
    """Prints the shares right by folder, then the weights."""
    choices = [c for n, folder in enumerate(folders) for page in pages_in(Path(folder)) if (c := choice(page, n))]
    for n, folder in enumerate(folders):
        held = [x for way in range(WAYS) for x in _held_out(choices, way) if x[0] == n]
        print(f"{Path(folder).name}: {np.mean([right for _, right in held]):.3f} of {len(held) // WAYS} pages")
    for name, weight in zip(WEIGHTS, fit(choices), strict=True):
        print(f'    "{name}": {weight:.2f},')


def choice(page: GoldPage, folder: int) -> Choice | None:
    """What there is to choose from on a page that has a true title."""
    if page.title is None:
        return None
    data = page.data()
    charset = charset_of(data, html=True).name
    capture = Capture(sha256(data).hexdigest(), page.name, None, "", "text/html", charset, "folder", len(data))
    said = [
        (x.account, x.datum)
        for _, accounts in told(read_page(ExtractInput(capture, decode(data, charset))))[:1]
        for x in accounts
        if x.datum.kind == "title"
    ]
    found = candidates(said)
    signs = np.array([[c.signs[name] for name in WEIGHTS] for c in found]).reshape(-1, len(WEIGHTS))
    right = np.array([float(same_title(page.title, c.datum.value)) for c in found])
    return Choice(page.publisher, folder, signs, right)


def fit(choices: list[Choice]) -> Numbers:
    """The weights under which the right wordings are likeliest."""
    weights = np.zeros(len(WEIGHTS))
    for _ in range(60):
        slope, bend = -PENALTY * weights, PENALTY * np.eye(len(WEIGHTS))
        for c in choices:
            if not c.right.any():
                continue
            counted, chance = 1.0 if c.folder == 0 else WEB, _chances(c.signs @ weights)
            true = c.right * chance / (c.right * chance).sum()
            mean = c.signs.T @ chance
            slope += counted * (c.signs.T @ (true - chance))
            bend += counted * ((c.signs.T * chance) @ c.signs - np.outer(mean, mean))
        weights += np.clip(np.linalg.solve(bend, slope), -1, 1)
    return weights


def _held_out(choices: list[Choice], way: int) -> list[tuple[int, float]]:
    """Folder and rightness of each page by weights that saw no page of its publisher."""
    found = []
    for fold in range(FOLDS):
        weights = fit([c for c in choices if _fold(c, way) != fold])
        held = [c for c in choices if _fold(c, way) == fold]
        found += [(c.folder, float(c.right[int(np.argmax(c.signs @ weights))]) if len(c.right) else 0.0) for c in held]
    return found


def _fold(c: Choice, way: int) -> int:
    return int(sha256(f"{way}{c.publisher}".encode()).hexdigest(), 16) % FOLDS


def _chances(scores: Numbers) -> Numbers:
    held: Numbers = np.exp(scores - scores.max())
    return np.asarray(held / held.sum())


if __name__ == "__main__":
    main(sys.argv[1:])
