"""Choose the thresholds of an exported encoder and fit its confidence, on the articles that training kept apart.

    python training/choose_settings.py CORPUS OUT --version "encoder 1"

OUT is the OUT of export_encoder.py; writes OUT/settings.toml. The confidence is a logistic function of the acceptance's
logit and of the least sure label (Platt 1999), fitted to whether who said what is right.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

import numpy as np

from firsthand.eval.polnear import load
from firsthand.eval.scorers import Relation, Tally, matches
from firsthand.lang.networks import Encoder, Settings
from firsthand.model.spans import Span
from firsthand.read.attributions.reader import spans_of
from firsthand.read.encoder import see
from firsthand.read.words import Paragraph, cut, parse

HELD = 14  # every so many-th article of the corpus is kept from training, for choosing settings
POSSIBLE, ACCEPTED, INSIST = (0.15, 0.25, 0.4), (0.5, 0.6, 0.7, 0.8), (0.0, 1.0)
Texts = list[tuple[str, list[Relation], list[Paragraph]]]


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("corpus", type=Path)
    args.add_argument("out", type=Path)
    args.add_argument("--version", required=True)
    given = args.parse_args()
    file = given.out / "settings.toml"
    file.write_text('version = "untuned"\ncalibration = [0.0, 1.0, 0.0]\n', encoding="utf-8")
    net = Encoder(given.out)
    texts = held(given.corpus)
    best = choose(net, texts[::2])
    net.settings = best
    features, right = outcomes(net, texts)
    calibration = fit(features, right)
    file.write_text(
        f"# Chosen and fitted on {len(texts)} articles that training kept apart. Written by training/choose_settings.py.\n"
        f'version = "{given.version}"\npossible = {best.possible}\naccepted = {best.accepted}\ninsist = {best.insist}\n'
        f"calibration = [{', '.join(f'{x:.4f}' for x in calibration)}]\n",
        encoding="utf-8",
    )
    print(file.read_text(encoding="utf-8"))


def held(corpus: Path) -> Texts:
    out = []
    for text, gold in [load(corpus)[name] for name in sorted(load(corpus))[::HELD]]:
        out.append((text, gold, parse(text, [(s, False) for s in cut(text, Span(0, len(text)))])))
    return out


def choose(net: Encoder, texts: Texts) -> Settings:
    """One setting after the other, each at its best with the others as they stand: by who said what, then exactness."""
    best = Settings(possible=POSSIBLE[0], insist=0.0)
    for name, values in (("accepted", ACCEPTED), ("possible", POSSIBLE), ("insist", INSIST)):
        scored = [(score(net, texts, replace(best, **{name: value})), value) for value in values]
        best = replace(best, **{name: max(scored)[1]})
        print(name, [(f"{100 * s:.2f}", v) for s, v in scored], flush=True)
    return best


def score(net: Encoder, texts: Texts, settings: Settings) -> float:
    net.settings = settings
    tally = Tally()
    for text, gold, read in texts:
        tally.add(text, gold, [r for r, _ in relations(net, read)])
    found = tally.scores()
    return found["who_what"].f1 + 0.25 * found["rel_exact"].f1


def relations(net: Encoder, read: list[Paragraph]) -> list[tuple[Relation, float]]:
    return [
        (Relation(spans_of(p, r.source), spans_of(p, r.cue), spans_of(p, r.content)), r.sureness)
        for p, seen in zip(read, see(read, net, ""), strict=True)
        for r in seen.relations
    ]


def outcomes(net: Encoder, texts: Texts) -> tuple[np.ndarray, np.ndarray]:
    """For each attribution read: the acceptance's logit and the least label's log-probability; whether it is right."""
    base, rows, right = net.settings, [], []
    for text, gold, read in texts:
        logits = []
        for weights in ((0.0, 1.0, 0.0), (0.0, 0.0, 1.0)):
            net.settings = replace(base, calibration=weights)
            found = relations(net, read)
            sure = np.clip([s for _, s in found], 1e-9, 1 - 1e-9)
            logits.append(np.log(sure / (1 - sure)))
        rows += list(zip(*logits, strict=True))
        right += correct(text, gold, [r for r, _ in found])
    return np.array(rows), np.array(right, dtype=float)


def correct(text: str, gold: list[Relation], read: list[Relation]) -> list[bool]:
    right = {m.read for m in matches(text, gold, read) if m.who_what}
    return [n in right for n in range(len(read))]


def fit(features: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Weights of a logistic regression with a constant, by Newton's method, a little held to zero."""
    x = np.column_stack([np.ones(len(features)), features])
    weights = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ weights))
        hessian = x.T @ (x * (p * (1 - p))[:, None]) + 1e-3 * np.eye(x.shape[1])
        weights += np.linalg.solve(hessian, x.T @ (right - p) - 1e-3 * weights)
    return weights


if __name__ == "__main__":
    main()
