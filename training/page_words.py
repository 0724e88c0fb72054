"""Learn which blocks of a page are its article's words, from folders of saved pages with their truth.

    python training/page_words.py sets/pages/benchmark sets/pages/outlets sets/pages/web

writes `page_words.tsv` of the package: one hidden layer of small networks side by side, a row a sign. --folds 5 measures
first, the pages of a publisher never on both sides; nothing of the pages' texts is kept.
"""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from firsthand.collect import decode
from firsthand.collect.charsets import charset_of
from firsthand.eval.pages import WORD, benchmark, word_f1
from firsthand.eval.pages_gold import GoldPage, pages_in
from firsthand.extract.block_choice import TABLE, Network, write
from firsthand.extract.block_signs import Signs, names
from firsthand.extract.html_page import read_html
from firsthand.model.articles import Capture
from firsthand.model.ids import sha256

Numbers = NDArray[np.float32]
UNITS, NETWORKS, EPOCHS, BATCH = 24, 8, 6, 512  # more units or epochs fit the publishers, not the pages
HEAVIEST = 12  # times the mean: pages of one block would outweigh all else
SMALL_SET = 120  # pages: a smaller set counts twice


class Lesson:
    """A page's blocks: signs, whether they are the article's, how much they weigh."""

    def __init__(self, gold: GoldPage, boost: float) -> None:
        data = gold.data()
        text = decode(data, charset_of(data, html=True).name)
        capture = Capture(sha256(data), gold.name, None, "", "text/html", "utf-8", "folder", len(data))
        page = read_html(capture, text)
        self.gold, self.texts = gold, [b.text for b in page.blocks]
        self.rows = Signs(page).rows()
        self.right = shares(self.texts, gold.body) > 0.5
        sizes = np.array([len(WORD.findall(t)) for t in self.texts], dtype=np.float32)
        self.weights = boost * (sizes + 1) / max(200.0, float((sizes * self.right).sum()))


def shares(texts: list[str], body: str) -> Numbers:
    """Which share of each text's runs of three words stands in the body; of a shorter one, whether it does."""
    words = WORD.findall(body.casefold())
    runs, whole = {tuple(words[i : i + 3]) for i in range(len(words))}, f" {' '.join(words)} "
    out = []
    for text in texts:
        own = WORD.findall(text.casefold())
        if len(own) < 4:
            out.append(float(bool(own) and f" {' '.join(own)} " in whole))
        else:
            out.append(sum(tuple(own[i : i + 3]) in runs for i in range(len(own) - 2)) / (len(own) - 2))
    return np.array(out, dtype=np.float32)


def learn(lessons: list[Lesson]) -> Network:
    """The networks of several starts, as one."""
    held = [x for x in lessons if len(x.rows)]
    rows = np.clip(np.concatenate([x.rows for x in held]), -20, 20)
    right = np.concatenate([x.right for x in held]).astype(np.float32)
    weights = np.concatenate([x.weights for x in held])
    weights = np.minimum(weights / weights.mean(), HEAVIEST).astype(np.float32)
    middle, spread = rows.mean(0), rows.std(0) + 1e-3
    parts = [_one((rows - middle) / spread, right, weights, seed) for seed in range(NETWORKS)]
    first, bias, last = (np.concatenate([p[k] for p in parts], axis=-1) for k in range(3))
    return Network(
        middle, spread, first, bias, (last / NETWORKS).astype(np.float32), float(np.mean([p[3] for p in parts]))
    )


def _one(rows: Numbers, right: Numbers, weights: Numbers, seed: int) -> tuple[Numbers, Numbers, Numbers, float]:
    """One network by Adam, its step falling to nothing."""
    random = np.random.default_rng(seed)
    width = rows.shape[1]
    held = [
        random.normal(0, (2 / width) ** 0.5, (width, UNITS)).astype(np.float32),
        np.zeros(UNITS, np.float32),
        random.normal(0, UNITS**-0.5, UNITS).astype(np.float32),
        np.zeros(1, np.float32),
    ]
    means, squares = [np.zeros_like(p) for p in held], [np.zeros_like(p) for p in held]
    steps, t = EPOCHS * (len(rows) // BATCH), 0
    for _ in range(EPOCHS):
        order = random.permutation(len(rows))
        for k in range(len(rows) // BATCH):
            some = order[k * BATCH : (k + 1) * BATCH]
            slopes = _slopes(held, rows[some], right[some], weights[some])
            t += 1
            rate = 0.004 * (1 - t / steps) + 1e-5
            for p, slope, mean, square in zip(held, slopes, means, squares, strict=True):
                mean += 0.1 * (slope - mean)
                square += 0.001 * (slope * slope - square)
                p -= rate * (mean / (1 - 0.9**t)) / (np.sqrt(square / (1 - 0.999**t)) + 1e-7)
    return held[0], held[1], held[2], float(held[3][0])


def _slopes(held: list[Numbers], rows: Numbers, right: Numbers, weights: Numbers) -> list[Numbers]:
    inner = np.maximum(rows @ held[0] + held[1], 0)
    chance = 1 / (1 + np.exp(-np.clip(inner @ held[2] + held[3], -30, 30)))
    off = ((chance - right) * weights / len(rows)).astype(np.float32)
    back = np.outer(off, held[2]) * (inner > 0)
    return [rows.T @ back + 1e-4 * held[0], back.sum(0), inner.T @ off + 1e-4 * held[2], off.sum(keepdims=True)]


def main() -> None:
    """Measure by folds, then learn from all and write the table."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("folders", nargs="+", type=Path)
    ask.add_argument("--folds", type=int, default=0)
    ask.add_argument("--out", type=Path, default=TABLE)
    args = ask.parse_args()
    sets: dict[str, list[Lesson]] = {}
    for folder in args.folders:
        gold = pages_in(folder)
        sets[folder.name] = [Lesson(p, 2 if len(gold) < SMALL_SET else 1) for p in gold]
    if args.folds:
        measure(sets, args.folds)
    write(learn([x for held in sets.values() for x in held]), names(), args.out)


def measure(sets: dict[str, list[Lesson]], folds: int) -> None:
    """Word F1 and the benchmark's F1 of each set, each page read by a network that saw no page of its publisher."""
    read: dict[str, str] = {}
    for fold in range(folds):
        network = learn([x for held in sets.values() for x in held if _fold(x, folds) != fold])
        for x in (x for held in sets.values() for x in held if _fold(x, folds) == fold):
            chosen: list[bool] = (network.chances(x.rows) > 0.5).tolist() if len(x.rows) else []
            read[x.gold.name] = "\n\n".join(t for t, keep in zip(x.texts, chosen, strict=True) if keep)
    for name, held in sets.items():
        pairs = [(x.gold.body, read[x.gold.name]) for x in held]
        print(
            name, f"words F1 {np.mean([word_f1(*p) for p in pairs]):.4f}", f"shingles F1 {benchmark(pairs)['f1']:.4f}"
        )


def _fold(lesson: Lesson, folds: int) -> int:
    return int(hashlib.sha256(lesson.gold.publisher.encode()).hexdigest(), 16) % folds


if __name__ == "__main__":
    main()
