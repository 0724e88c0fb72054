"""Learn which blocks of a page are its article's words, from folders of saved pages with their truth.

    python training/page_words.py sets/pages/benchmark sets/pages/outlets sets/pages/web

writes `page_words.tsv` and `page_words_again.tsv` of the package: one hidden layer of small networks side by side, a row a
sign. The second look learns from what a first one said of pages whose publishers it had not learnt from. --folds 5 measures
first, the pages of a publisher never on both sides, --keep FILE keeps those weights for bench/extractors.py; nothing of the
pages' texts is kept. Takes three minutes; with --folds, fifteen.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from firsthand.collect import decode
from firsthand.collect.charsets import charset_of
from firsthand.eval.pages import WORD, benchmark, word_f1
from firsthand.eval.pages_gold import GoldPage, fold_of, pages_in
from firsthand.extract.block_again import again_names
from firsthand.extract.block_choice import TABLES, Looks, Network, again_rows, write
from firsthand.extract.block_signs import Signs, names
from firsthand.extract.html_page import read_html
from firsthand.extract.layouts.html_single import LIKELY
from firsthand.model.articles import Capture
from firsthand.model.ids import sha256

Numbers = NDArray[np.float32]
UNITS, NETWORKS, EPOCHS, BATCH = 24, 8, 6, 512  # more units or epochs fit the publishers, not the pages
HEAVIEST = 12  # times the mean: pages of one block would outweigh all else
INNER = 4  # parts by which a second look's lessons are read by first looks that had not seen them
SMALL_SET = 120  # pages: a smaller set counts twice


class Lesson:
    """A page's blocks: signs, whether they are the article's, how much they weigh."""

    def __init__(self, gold: GoldPage, boost: float) -> None:
        data = gold.data()
        text = decode(data, charset_of(data, html=True).name)
        capture = Capture(sha256(data), gold.name, None, "", "text/html", "utf-8", "folder", len(data))
        page = read_html(capture, text)
        self.gold, self.texts = gold, [b.text for b in page.blocks]
        self.signs = Signs(page)
        self.rows = self.signs.rows()
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


def learn_both(lessons: list[Lesson]) -> Looks:
    """A first and a second look. Every page's publisher is unseen by the first look that the second learns from."""
    held = [x for x in lessons if len(x.rows)]
    again: dict[int, Numbers] = {}
    for part in range(INNER):
        first = learn([x for x in held if _inner(x) != part], [x.rows for x in held if _inner(x) != part])
        for x in held:
            if _inner(x) == part:
                again[id(x)] = again_rows(x.signs, x.rows, first.chances(x.rows))
    return Looks(learn(held, [x.rows for x in held]), learn(held, [again[id(x)] for x in held]))


def learn(held: list[Lesson], signs: list[Numbers]) -> Network:
    """The networks of several starts, as one."""
    rows = np.clip(np.concatenate(signs), -20, 20)
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
    ask.add_argument("--keep", type=Path, help="the weights of each fold")
    args = ask.parse_args()
    sets: dict[str, list[Lesson]] = {}
    for folder in args.folders:
        gold = pages_in(folder)
        sets[folder.name] = [Lesson(p, 2 if len(gold) < SMALL_SET else 1) for p in gold]
    if args.folds:
        looks = measure(sets, args.folds)
        if args.keep:
            keep(looks, args.keep)
    shipped = learn_both([x for held in sets.values() for x in held])
    write(shipped.first, names(), TABLES[0])
    write(shipped.again, (*names(), *again_names()), TABLES[1])


def measure(sets: dict[str, list[Lesson]], folds: int) -> list[Looks]:
    """Word F1 and the benchmark's F1 of each set, each page read by networks that saw no page of its publisher; those."""
    read: dict[str, str] = {}
    looks = []
    for fold in range(folds):
        looks.append(learn_both([x for held in sets.values() for x in held if _fold(x, folds) != fold]))
        for x in (x for held in sets.values() for x in held if _fold(x, folds) == fold):
            chosen: list[bool] = (looks[fold].chances(x.signs) > LIKELY).tolist() if len(x.rows) else []
            read[x.gold.name] = "\n\n".join(t for t, keep in zip(x.texts, chosen, strict=True) if keep)
    for name, held in sets.items():
        pairs = [(x.gold.body, read[x.gold.name]) for x in held]
        f1, shingles = np.mean([word_f1(*p) for p in pairs]), benchmark(pairs)["f1"]
        print(name, f"words F1 {f1:.4f}", f"shingles F1 {shingles:.4f}", flush=True)
    return looks


def keep(looks: list[Looks], path: Path) -> None:
    """The weights of each fold in one file, as `bench/extractors.py --folds` reads them."""
    held: dict[str, Any] = {"folds": len(looks)}
    for n, pair in enumerate(looks):
        for name, network in (("first", pair.first), ("again", pair.again)):
            for k, part in enumerate((network.middle, network.spread, network.first, network.bias, network.last)):
                held[f"{n}.{name}.{k}"] = part
            held[f"{n}.{name}.5"] = network.base
    np.savez_compressed(path, **held)


def _fold(lesson: Lesson, folds: int) -> int:
    return fold_of(lesson.gold.publisher, folds)


def _inner(lesson: Lesson) -> int:
    return fold_of("i" + lesson.gold.publisher, INNER)


if __name__ == "__main__":
    main()
