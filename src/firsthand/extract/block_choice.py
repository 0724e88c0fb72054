"""Which blocks of an HTML page are its article's words: two small networks over each block's signs, their weights tables.

The second also sees what the first said of the blocks around. `page_words.tsv` and `page_words_again.tsv` have one row a sign
(its mean, its spread, its weight for each hidden unit), then the rows `bias` and `out`. training/page_words.py writes them from
saved pages with their truth; measured there by publishers not learnt from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from firsthand.extract.block_again import again_names, again_signs
from firsthand.extract.block_signs import Numbers, Signs, names
from firsthand.extract.page import Page

TABLES = tuple(Path(__file__).with_name(name) for name in ("page_words.tsv", "page_words_again.tsv"))
AT_ONCE = 24  # rows: of larger products the linear algebra makes threads, which cost more than they do
FARTHEST = 20  # a sign beyond it counts as this much


@dataclass(frozen=True, slots=True)
class Network:
    """One hidden layer: what each sign weighs for each of its units, and each unit for the answer."""

    middle: Numbers
    spread: Numbers
    first: Numbers  # sign x unit
    bias: Numbers
    last: Numbers
    base: float

    def chances(self, rows: Numbers) -> Numbers:
        """For each row the chance, 0 to 1, that it is of the article."""
        scaled = (np.clip(rows, -FARTHEST, FARTHEST) - self.middle) / self.spread
        parts = [self._sums(scaled[k : k + AT_ONCE]) for k in range(0, len(scaled), AT_ONCE)]
        odds = np.exp(-np.clip(np.concatenate(parts), -30, 30))
        chances: Numbers = (1 / (1 + odds)).astype(np.float32)
        return np.round(chances, 4)  # the last digits differ between machines

    def _sums(self, scaled: Numbers) -> Numbers:
        sums: Numbers = np.maximum(scaled @ self.first + self.bias, 0) @ self.last + self.base
        return sums


@dataclass(frozen=True, slots=True)
class Looks:
    """The networks of the first and the second look at a page."""

    first: Network
    again: Network

    def chances(self, signs: Signs) -> Numbers:
        """For each block the chance that its words are the article's."""
        rows = signs.rows()
        return self.again.chances(again_rows(signs, rows, self.first.chances(rows)))


def again_rows(signs: Signs, rows: Numbers, chance: Numbers) -> Numbers:
    """The rows of a second look: those of the first, and what it said of the blocks around."""
    return np.concatenate([rows, again_signs(signs, chance)], axis=1)


def chances(page: Page) -> Numbers:
    """For each block of a page the chance that its words are the article's: [0.02, 0.97, 0.99, 0.4]."""
    return shipped().chances(Signs(page)) if page.blocks else np.zeros(0, dtype=np.float32)


@cache
def shipped() -> Looks:
    """The networks of the package's tables."""
    first, again = TABLES
    return Looks(_table(first, names()), _table(again, (*names(), *again_names())))


def _table(path: Path, order: Sequence[str]) -> Network:
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    held = {row[0]: [float(x) for x in row[1:]] for row in rows[1:]}
    signs = np.array([held[name] for name in order], dtype=np.float32)
    bias, out = (np.array(held[name], dtype=np.float32) for name in ("bias", "out"))
    return Network(signs[:, 0], signs[:, 1], signs[:, 2:], bias[2:], out[2:], float(out[0]))


def write(network: Network, signs: Sequence[str], path: Path) -> None:
    """A network as a table that `shipped` reads."""
    units = network.first.shape[1]
    lines = [
        "# What each sign of a block weighs: training/page_words.py",
        "sign\tmiddle\tspread\t" + "\t".join(map(str, range(units))),
    ]
    for n, sign in enumerate(signs):
        lines.append(_line(sign, [network.middle[n], network.spread[n], *network.first[n]]))
    lines += [_line("bias", [0.0, 0.0, *network.bias]), _line("out", [network.base, 0.0, *network.last])]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _line(name: str, values: Sequence[float]) -> str:
    return "\t".join([name, *(f"{v:.4g}" for v in values)])
