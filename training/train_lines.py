"""Learn what the lines of text dumps are: layouts drawn by a seed, words of our own and of folders of texts, saved pages.

    python training/train_lines.py --texts sets/polnear/train/text --pages sets/pages/web sets/pages/outlets

writes `line_weights.npz` of the package. Of the texts every second is learnt from, of the pages those of every second
publisher: the others measure whether single articles stay whole. Needs torch; nothing of the texts is kept.
"""

from __future__ import annotations

import argparse
import hashlib
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from dump_voices import texts_in
from dumps import pages
from firsthand.eval.pages_gold import GoldPage, pages_in
from firsthand.extract.line_network import FARTHEST, FILE, ROLES, WIDENING
from line_lessons import Lesson, chrome_of, framed, of_dump, of_page

INNER = (32, 48)
BATCH, RATE = 24, 3e-3
FRAMED = 0.4  # share of made pages that stand within the chrome of a saved one
BEGIN = 3.0  # more that the first line of an article weighs: there are few, and all hangs on them


class Part(nn.Module):
    def __init__(self, width: int, inner: int, widening: tuple[int, ...]) -> None:
        super().__init__()
        self.first = nn.Linear(width, inner)
        self.rounds = nn.ModuleList(nn.Linear(3 * inner, inner) for _ in widening)
        self.last = nn.Linear(inner, len(ROLES))
        self.widening, self.drop = widening, nn.Dropout(0.15)

    def forward(self, rows: torch.Tensor, there: torch.Tensor) -> torch.Tensor:
        inner = self.drop(functional.relu(self.first(rows))) * there
        for step, layer in zip(self.widening, self.rounds, strict=True):
            up = functional.pad(inner, (0, 0, step, 0))[:, :-step]
            down = functional.pad(inner, (0, 0, 0, step))[:, step:]
            inner = (inner + self.drop(functional.relu(layer(torch.cat([up, inner, down], -1))))) * there
        out: torch.Tensor = self.last(inner)
        return out


class Lines(nn.Module):
    def __init__(self, width: int, ways: int) -> None:
        super().__init__()
        self.a = Part(width, INNER[0], WIDENING[0])
        self.b = Part(width + len(ROLES) + ways * (len(ROLES) + 1), INNER[1], WIDENING[1])

    def forward(self, rows: torch.Tensor, keys: torch.Tensor, there: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        first = self.a(rows, there)
        seen = functional.softmax(first, -1) * there
        told = [rows, seen, *(self._template(seen, keys[:, k], there) for k in range(keys.shape[1]))]
        return first, self.b(torch.cat(told, -1), there)

    def _template(self, seen: torch.Tensor, keys: torch.Tensor, there: torch.Tensor) -> torch.Tensor:
        flat, at = seen.reshape(-1, seen.shape[-1]), keys.reshape(-1)
        size = int(at.max()) + 1
        sums = torch.zeros(size, flat.shape[1]).index_add(0, at, flat)
        counts = torch.zeros(size).index_add(0, at, there.reshape(-1))[at][:, None]
        others = (sums[at] - flat) / (counts - 1).clamp(min=1)
        out = torch.cat([torch.where(counts > 1, others, 0.0), torch.log1p((counts - 1).clamp(min=0)) / 4], 1)
        return out.reshape(*seen.shape[:2], -1) * there


@dataclass
class Batch:
    rows: torch.Tensor
    keys: torch.Tensor
    there: torch.Tensor
    allowed: torch.Tensor
    weight: torch.Tensor


def batch(lessons: list[Lesson]) -> Batch:
    longest = max(len(x.rows) for x in lessons)
    n, ways = len(lessons), len(lessons[0].keys)
    rows = torch.zeros(n, longest, lessons[0].rows.shape[1])
    keys = torch.zeros(n, ways, longest, dtype=torch.int64)
    there, allowed = torch.zeros(n, longest, 1), torch.ones(n, longest, len(ROLES))
    weight = torch.zeros(n, longest)
    used = [1] * ways
    for i, x in enumerate(lessons):
        m = len(x.rows)
        rows[i, :m], there[i, :m], allowed[i, :m] = torch.from_numpy(x.rows), 1, torch.from_numpy(x.allowed)
        sure = x.allowed[:, 3:].max(1) == 0  # begins an article and nothing else
        weight[i, :m] = torch.from_numpy(x.weight * (1 + BEGIN * sure).astype(np.float32))
        for k, way in enumerate(x.keys):
            keys[i, k, :m] = torch.from_numpy(way) + used[k]
            used[k] += int(way.max()) + 1
    return Batch(rows, keys, there, allowed, weight)


def loss_of(scores: torch.Tensor, b: Batch) -> torch.Tensor:
    log = functional.log_softmax(scores, -1)
    right = torch.logsumexp(log + torch.log(b.allowed + 1e-9), -1)
    out: torch.Tensor = -(right * b.weight).sum() / b.weight.sum()
    return out


def learn(lessons: list[Lesson], rounds: int, dev: list[Lesson]) -> Lines:
    torch.manual_seed(1)
    rng = random.Random(1)
    everything = np.concatenate([x.rows for x in lessons])
    middle, spread = everything.mean(0), everything.std(0) + 0.05
    for x in [*lessons, *dev]:
        x.rows = np.clip((x.rows - middle) / spread, -FARTHEST, FARTHEST).astype(np.float32)
    net = Lines(everything.shape[1], len(lessons[0].keys))
    opt = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=0.01)
    lessons = sorted(lessons, key=lambda x: len(x.rows))
    packs = [lessons[k : k + BATCH] for k in range(0, len(lessons), BATCH)]
    schedule = torch.optim.lr_scheduler.OneCycleLR(opt, RATE, total_steps=rounds * len(packs) + 1)
    for turn in range(rounds):
        net.train()
        rng.shuffle(packs)
        total = 0.0
        for some in packs:
            b = batch(some)
            first, second = net(b.rows, b.keys, b.there)
            loss = 0.5 * loss_of(first, b) + loss_of(second, b)
            opt.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            opt.step()
            schedule.step()
            total += loss.item()
        print(turn, f"loss {total / len(packs):.4f}", check(net, dev), flush=True)
    net.eval()
    np.savez_compressed(FILE, **arrays(net, middle, spread))
    return net


def check(net: Lines, dev: list[Lesson]) -> str:
    """The share of lines right, and precision and recall of beginnings, before any grammar."""
    net.eval()
    hit = total = tp = fp = fn = 0
    with torch.no_grad():
        for x in dev:
            b = batch([x])
            best = net(b.rows, b.keys, b.there)[1][0].argmax(-1).numpy()
            hit += int(x.allowed[np.arange(len(best)), best].sum())
            total += len(best)
            begun, gold = best < 3, x.allowed[:, :3].any(1)
            tp, fp, fn = (
                tp + int((begun & gold).sum()),
                fp + int((begun & ~gold).sum()),
                fn + int((~begun & gold).sum()),
            )
    return f"lines {hit / total:.4f} P {tp / max(1, tp + fp):.4f} R {tp / max(1, tp + fn):.4f}"


def arrays(net: Lines, middle: np.ndarray, spread: np.ndarray) -> dict[str, np.ndarray]:
    out = {"middle": middle.astype(np.float32), "spread": spread.astype(np.float32)}
    for name, part in (("a", net.a), ("b", net.b)):
        for key, layer in (("in", part.first), ("out", part.last), *((str(n), x) for n, x in enumerate(part.rounds))):
            out[f"{name}.{key}"] = layer.weight.detach().numpy().T.astype(np.float16)
            out[f"{name}.{key}_bias"] = layer.bias.detach().numpy().astype(np.float16)
    return out


def learns_from(page: GoldPage) -> bool:
    """Whether a page's publisher is of those that are learnt from."""
    return int(hashlib.sha256(page.publisher.encode()).hexdigest(), 16) % 2 == 0


def lessons_of(texts: Sequence[Path], saved: Sequence[Path], count: int) -> list[Lesson]:
    """Made pages of our own words, of texts and of saved pages' words, some framed by what stands around saved
    articles; then the saved pages themselves."""
    rng = random.Random(5)
    gold = [p for folder in saved for p in pages_in(folder) if learns_from(p)]
    frames = [f for p in gold if (f := chrome_of(p))]
    words = tuple(t for folder in texts for t in texts_in(folder, 0))
    bodies = tuple(b for p in gold if len((b := _story(p))[1]) > 2 and len(p.body) > 300)
    out = [of_dump(page) for _, page in pages("train", count, 1)]
    for seed, share, held in ((2, 1.0, words), (3, 0.5, bodies)):
        for _, page in pages("train", int(count * share), seed, held) if held else ():
            framing = frames and rng.random() < FRAMED
            out.append(of_dump(framed(page, rng.choice(frames), rng.choice(("\n", "\n\n"))) if framing else page))
    return out + [x for p in gold if (x := of_page(p))]


def _story(page: GoldPage) -> tuple[str, tuple[str, ...]]:
    return page.title or "", tuple(x for x in (" ".join(b.split()) for b in page.body.split("\n")) if x)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--texts", nargs="*", type=Path, default=[])
    ask.add_argument("--pages", nargs="*", type=Path, default=[])
    ask.add_argument("--count", type=int, default=1700)
    ask.add_argument("--rounds", type=int, default=9)
    args = ask.parse_args()
    torch.set_num_threads(1)
    lessons = lessons_of(args.texts, args.pages, args.count)
    dev = [of_dump(page) for _, page in pages("dev", 6, 1)]
    print(len(lessons), "pages", sum(len(x.rows) for x in lessons), "lines", flush=True)
    learn(lessons, args.rounds, dev)


if __name__ == "__main__":
    main()
