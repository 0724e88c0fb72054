"""Train the two labellers of attributions on a corpus folder and write their weights and card.

    python training/train_attribution.py CORPUS_FOLDER OUT_FOLDER [--every 2] [--iterations 60]

CORPUS_FOLDER is in PolNeAR's format (see polnear.py). Needs the extras [model] and [train].
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import numpy as np
import pycrfsuite

from firsthand.read.crf import Crf, key, read
from firsthand.read.features import Cue, cue_features, linked_features, own_features
from firsthand.read.labels import find_cues
from polnear import Lesson, lessons

LEAST = 0.02  # weights nearer to zero than this change nothing that can be measured, and are left out


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("corpus", type=Path)
    args.add_argument("out", type=Path)
    args.add_argument("--every", type=int, default=1, help="take every n-th article")
    args.add_argument("--iterations", type=int, default=60)
    given = args.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    taken = [lesson for held in lessons(given.corpus, given.every) for lesson in held]
    print(f"{len(taken)} paragraphs, {sum(len(x.golds) for x in taken)} attributions", flush=True)
    cues = fit_cues(taken, given.iterations)
    (given.out / "cues.npz").write_bytes(cues)
    print("cues", len(cues), flush=True)
    false = false_cues(taken, given.iterations // 2)
    print("false cues", sum(map(len, false)), flush=True)
    arguments = fit_arguments(taken, false, given.iterations)
    (given.out / "arguments.npz").write_bytes(arguments)
    print("arguments", len(arguments), flush=True)


def fit_cues(taken: list[Lesson], iterations: int) -> bytes:
    trainer = pycrfsuite.Trainer(verbose=False)
    for lesson in taken:
        labels = ["O"] * len(lesson.paragraph.words)
        for gold in lesson.golds:
            labels[gold.cue.first : gold.cue.last] = ["B"] + ["I"] * (gold.cue.last - gold.cue.first - 1)
        trainer.append(cue_features(lesson.paragraph), labels)
    return fit(trainer, ("O", "B", "I"), iterations)


def false_cues(taken: list[Lesson], iterations: int) -> list[list[Cue]]:
    """For each paragraph, cues that a labeller trained on the other half sees and the annotators did not."""
    halves = [read(fit_cues(taken[k::2], iterations)) for k in (0, 1)]
    return [_false(lesson, halves[1 - n % 2]) for n, lesson in enumerate(taken)]


def _false(lesson: Lesson, crf: Crf) -> list[Cue]:
    true = {i for g in lesson.golds for i in range(g.cue.first, g.cue.last)}
    return [c for c in find_cues(lesson.paragraph, crf) if not true & set(range(c.first, c.last))]


def fit_arguments(taken: list[Lesson], false: list[list[Cue]], iterations: int) -> bytes:
    trainer = pycrfsuite.Trainer(verbose=False)
    for lesson, wrong in zip(taken, false, strict=True):
        p = lesson.paragraph
        own = own_features(p) if lesson.golds or wrong else []
        cues = sorted([g.cue for g in lesson.golds] + wrong, key=lambda c: c.first)
        for gold in lesson.golds:
            labels = ["C" if i in gold.content else "S" if i in gold.source else "O" for i in range(len(p.words))]
            trainer.append([a + b for a, b in zip(own, linked_features(p, gold.cue, cues), strict=True)], labels)
        for cue in wrong:
            features = [a + b for a, b in zip(own, linked_features(p, cue, cues), strict=True)]
            trainer.append(features, ["O"] * len(p.words))
    return fit(trainer, ("O", "S", "C"), iterations)


def fit(trainer: pycrfsuite.Trainer, labels: tuple[str, ...], iterations: int) -> bytes:
    """The weights of a trained CRF as the bytes of an .npz without any string of the corpus."""
    trainer.select("lbfgs")
    trainer.set_params({"c1": 0.1, "c2": 0.02, "max_iterations": iterations, "feature.minfreq": 2})
    with tempfile.TemporaryDirectory() as folder:
        trainer.train(f"{folder}/model")
        tagger = pycrfsuite.Tagger()
        tagger.open(f"{folder}/model")
        info = tagger.info()
        out = Path(folder) / "weights.npz"
        at = {label: n for n, label in enumerate(labels)}
        rows: dict[int, list[float]] = {}
        for (feature, label), weight in info.state_features.items():
            if abs(weight) >= LEAST:
                rows.setdefault(key(feature), [0.0] * len(labels))[at[label]] += weight
        keys = sorted(rows)
        transitions = [[info.transitions.get((a, b), 0.0) for b in labels] for a in labels]
        np.savez_compressed(
            out,
            labels=np.array(labels),
            keys=np.array(keys, dtype=np.uint64),
            weights=np.array([rows[k] for k in keys], dtype=np.float16),
            transitions=np.array(transitions, dtype=np.float32),
        )
        return out.read_bytes()


if __name__ == "__main__":
    main()
