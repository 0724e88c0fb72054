"""Fits the weights that rank a place name's candidates, by cross-validation over articles, and writes them as a readable table.

    python training/train_places.py FOLDER [--write src/firsthand/lang/en/places_ranker.tsv]

FOLDER holds *.xml as `firsthand.eval.places` reads them; each file counts alike, whatever its length. Multinomial logistic over
the candidates of a name; those within 161 km of the gold's point are right together. "held out": on articles not fitted on.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from firsthand.eval.places import NEAR, GoldArticle, kilometres, load
from firsthand.lang import gazetteer
from firsthand.lang.gazetteer import Gazetteer
from firsthand.read.places.features import NAMES, Floats, Named, features, gather, prior
from firsthand.read.places.reader import chance

FOLDS = 5
DECAY = 0.5  # of weights, in names
HOME = 1.0  # weight of the outlet's own place: set by hand, since the files name no outlets
HEAD = (
    "# What speaks for a candidate place: feature (see read/places/features.py), weight in the first pass, in the second.",
    "# Fitted by training/train_places.py on articles of local and international news in English (LGL, TR-News).",
)


@dataclass(slots=True)
class Case:
    """One article: its names, which candidates are right, how often each name is asked."""

    file: str
    names: list[Named]
    right: list[Floats]  # a name: (gold mentions, candidates), 1 where within reach
    asked: int  # all names of the gold with a place
    chances: list[Floats] = field(default_factory=list)
    values: list[Floats] = field(default_factory=list)


def case(found: Gazetteer, file: str, gold: GoldArticle) -> Case:
    text = gold.article.text
    names = gather(found, text, [(p.span.start, p.span.end) for p in gold.places])
    right = []
    for named in names:
        points = [(found.lat[e] / 1e5, found.lon[e] / 1e5) for e in named.found.entries]
        mine = [p for p in gold.places if p.span.of(text) == named.name]
        right.append(np.array([[kilometres(p.lat, p.lon, *q) <= NEAR for q in points] for p in mine], dtype=float))
    made = Case(file, names, right, len(gold.places))
    made.chances = [prior(found, n) for n in names]
    return made


def fit(cases: list[Case]) -> Floats:
    """Weights that make the right candidates likeliest; every file has the same say."""
    total = {f: sum(c.asked for c in cases if c.file == f) for f in {c.file for c in cases}}
    blocks, rights, shares = [], [], []
    for c in cases:
        for values, right in zip(c.values, c.right, strict=True):
            for row in right:
                if 0 < row.sum() < len(row):
                    blocks.append(values)
                    rights.append(row)
                    shares.append(2000 / total[c.file])
    sizes = [len(b) for b in blocks]
    x, y = np.concatenate(blocks), np.concatenate(rights)
    starts = np.cumsum([0, *sizes[:-1]])
    group, share = np.repeat(np.arange(len(sizes)), sizes), np.array(shares)

    def loss(w: Floats) -> tuple[float, Floats]:
        s = x @ w
        s -= np.maximum.reduceat(s, starts)[group]
        e = np.exp(s)
        p = e / np.add.reduceat(e, starts)[group]
        q = np.add.reduceat(p * y, starts)
        pull = p * y / np.maximum(q, 1e-12)[group] - p
        value = -(share * np.log(np.maximum(q, 1e-12))).sum() + DECAY * (w @ w)
        return float(value), -(x * (share[group] * pull)[:, None]).sum(axis=0) + 2 * DECAY * w

    best: Floats = minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B").x
    best[NAMES.index("home")] = HOME
    return best


def two_passes(found: Gazetteer, train: list[Case], test: list[Case]) -> list[Floats]:
    weights = []
    for c in (*train, *test):
        c.chances = [prior(found, n) for n in c.names]
    for _ in range(2):
        for c in (*train, *test):
            c.values = features(found, c.names, c.chances, ())
        weights.append(fit(train))
        for c in (*train, *test):
            c.chances = [chance(v @ weights[-1]) for v in c.values]
    return weights


def accuracy(cases: list[Case]) -> dict[str, float]:
    out = {}
    for f in sorted({c.file for c in cases}):
        mine = [c for c in cases if c.file == f]
        hits = sum(
            row[np.argmax(p)] for c in mine for p, r in zip(c.chances, c.right, strict=True) if len(p) for row in r
        )
        out[f] = 100 * hits / sum(c.asked for c in mine)
    return out


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", type=Path)
    given = parser.parse_args()
    found = gazetteer.need()
    cases = [case(found, f.stem, g) for f in sorted(given.folder.glob("*.xml")) for g in load(f)]
    reach = [(c.file, sum(row.any() for r in c.right if r.size for row in r), c.asked) for c in cases]
    for f in sorted({c.file for c in cases}):
        print(f, "reachable", 100 * sum(r for g, r, _ in reach if g == f) / sum(a for g, _, a in reach if g == f))
    print("population", accuracy(cases))
    order = np.random.default_rng(7).permutation(len(cases))
    kept: dict[int, list[Floats]] = {}
    for n in range(FOLDS):
        test = [cases[i] for i in order[n::FOLDS]]
        two_passes(found, [cases[i] for m in range(FOLDS) if m != n for i in order[m::FOLDS]], test)
        kept.update((int(i), cases[i].chances) for i in order[n::FOLDS])
    for i, chances in kept.items():
        cases[i].chances = chances
    print("held out", accuracy(cases))
    weights = two_passes(found, cases, [])
    print("fitted on", accuracy(cases))
    rows = [f"{name}\t{weights[0][n]:.4f}\t{weights[1][n]:.4f}" for n, name in enumerate(NAMES)]
    print("\n".join(rows))
    if given.write:
        given.write.write_text("\n".join((*HEAD, *rows)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
