"""Fits the weights by which two parts of tellings that tell of one matter are taken for one claim.

    python training/train_parts.py DATA GOLD [--write src/firsthand/lang/en]

GOLD is the folder `gold/claims`: `parts.tsv` has pairs labelled by eye, of the records of `documents.tsv`. Logistic
regression over the signs, and over how much each number of two sentence vectors' product speaks for one claim: 384 weights,
held small by a penalty of their own, kept in `vectors/claim_axes.npy` and counted as one sign, `sense`. Every figure is of
stories that the weights were not fitted on.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from firsthand.lang.sentence_vectors import unit
from firsthand.resolve.claim_around import SIGNS
from firsthand.resolve.claim_groups import held_apart
from firsthand.resolve.claim_pairs import Ints, Nodes
from train_claims import NAMES as OF_WHOLES
from train_claims import Document, Floats, Label, documents, labels, plain, record, signs_of, write

NAMES = (*OF_WHOLES, *SIGNS)
PENALTY, PENALTY_OF_AXES = 10.0, 640.0
UNSURE = 0.3  # what an arguable pair counts, as one that says not the same
FOLDS = 8
# Added to the constant: from what was then the one threshold of resolve/claim_groups.py (1.4) on .95 are right, stories held out.
MORE = -0.5


@dataclass(frozen=True, slots=True)
class Pairs:
    x: Floats  # a row a pair, in the order of NAMES
    products: Floats  # a row a pair, a column a number of the sentence vectors
    labels: list[Label]

    @property
    def y(self) -> Floats:
        return np.array([x.label == "y" for x in self.labels], dtype=float)

    @property
    def sure(self) -> Floats:
        return np.array([x.label != "a" for x in self.labels], dtype=float)


def labelled(data: Path, gold: Path) -> Pairs:
    """Those labelled by eye that are still read and nothing keeps apart."""
    held = dict(documents(data))
    lines = [x.split("\t") for x in (gold / "documents.tsv").read_text(encoding="utf-8").splitlines()]
    rows, products, some = [], [], list[Label]()
    given = labels(gold / "parts.tsv")
    for name in sorted({x.record for x in given}):
        of = record({row[1]: held[row[1]] for row in lines if row[0] == name})
        for label in (x for x in given if x.record == name):
            pair = _nodes_of(label, held, of.of_matters)
            if pair is None or held_apart(of.nodes, *pair) is not None:
                print("no longer read, or kept apart:", label.record, label.a, label.b)
                continue
            rows.append(signs_of(of.nodes, np.array([pair]), NAMES)[0])
            products.append(product(of.nodes, *pair))
            some.append(label)
    return Pairs(np.array(rows), np.array(products), some)


def _nodes_of(label: Label, held: dict[str, Document], at: dict[tuple[str, str], int]) -> tuple[int, int] | None:
    a, b = (at.get((d, plain(held[d].text[s:e]))) for d, s, e in (label.a, label.b))
    return None if a is None or b is None or a == b else (min(a, b), max(a, b))


def product(nodes: Nodes, i: int, j: int) -> Floats:
    """Number by number, of two vectors of length 1."""
    assert nodes.vectors is not None
    one, other = unit(nodes.vectors.unpacked(np.array([i, j])))
    return np.asarray(one * other, dtype=float)


def fit(x: Floats, products: Floats, y: Floats, times: Floats) -> Floats:
    """The constant, the weights of the signs, then those of the axes, of all of them as they come."""
    held = np.c_[x, products]
    mean = held.mean(0)
    spread = np.concatenate([x.std(0) + 1e-9, np.full(products.shape[1], products.std())])
    z = np.c_[np.ones(len(x)), (held - mean) / spread]
    penalty = np.diag([0.0] + [PENALTY] * x.shape[1] + [PENALTY_OF_AXES] * products.shape[1])
    weights = np.zeros(z.shape[1])
    for _ in range(12):
        chance = 1 / (1 + np.exp(-z @ weights))
        slope = z.T @ (z * (times * chance * (1 - chance))[:, None]) + penalty
        weights += np.linalg.solve(slope, z.T @ (times * (y - chance)) - penalty @ weights)
    bare = weights[1:] / spread
    return np.concatenate([[weights[0] - bare @ mean], bare])


def held_out(of: Pairs, weights: Floats, group: Callable[[Label], str]) -> Floats:
    """Each pair's logit by weights fitted on other groups, some groups at a time."""
    folds = _folds([group(x) for x in of.labels])
    out = np.zeros(len(of.y))
    for fold in sorted(set(folds.tolist())):
        mine = folds == fold
        b = fit(of.x[~mine], of.products[~mine], of.y[~mine], weights[~mine])
        out[mine] = b[0] + np.c_[of.x, of.products][mine] @ b[1:]
    return out


def _folds(groups: list[str]) -> Ints:
    """Which of FOLDS each pair is in: groups are kept whole, the largest are given out first."""
    size, of = [0] * FOLDS, dict[str, int]()
    for group in sorted(set(groups), key=lambda g: (-groups.count(g), g)):
        of[group] = size.index(min(size))
        size[of[group]] += groups.count(group)
    return np.array([of[g] for g in groups])


def told(name: str, logits: Floats, of: Pairs, some: Floats) -> None:
    m = some > 0
    z, y, times, sure = logits[m] + MORE, of.y[m], np.array([x.times for x in of.labels])[m], of.sure[m] > 0
    for from_ in (3.0, 2.5, 2.0, 1.75, 1.5, 1.4, 1.25, 1.0, 0.75, 0.5, 0.25, 0.0):
        on = z >= from_
        shares = [_shares(y, on, sure, t) for t in (np.ones(len(y)), times)]
        print(f"{name} from {from_:5.2f}: {on.sum()} pairs,", "; counted as often as they stand there: ".join(shares))


def _shares(y: Floats, on: Floats, sure: Floats, times: Floats) -> str:
    right = (times * y)[on].sum()
    of_all, of_sure = right / times[on].sum(), right / times[on & sure].sum()
    return f"right {of_all:.3f} (without arguable {of_sure:.3f}), recall {right / (times * y).sum():.3f}"


def main() -> None:
    given = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    given.add_argument("data", type=Path)
    given.add_argument("gold", type=Path)
    given.add_argument("--write", type=Path)
    asked = given.parse_args()
    of = labelled(asked.data, asked.gold)
    weights = np.where(of.sure > 0, 1.0, UNSURE)
    logits = held_out(of, weights, lambda x: x.story)
    told("all", logits, of, np.ones(len(of.y)))
    for name in sorted({x.record for x in of.labels}):
        told(name, logits, of, np.array([x.record == name for x in of.labels], dtype=float))
    fitted = fit(of.x, of.products, of.y, weights)
    table = dict(zip(("constant", *NAMES), fitted.tolist(), strict=False)) | {"sense": 1.0}
    table["constant"] += MORE
    if asked.write:
        write(asked.write / "claim_weights.tsv", {"part": table})
        np.save(asked.write / "vectors/claim_axes.npy", fitted[1 + len(NAMES) :].astype(np.float32))
    else:
        sys.stdout.writelines(f"{name}\t{weight:.4f}\n" for name, weight in table.items())


if __name__ == "__main__":
    main()
