"""Learn what the lines of text dumps are: layouts drawn by a seed, words of our own and of folders of texts, saved pages.

    python training/train_lines.py OUT.npz --texts sets/polnear/train/text --pages sets/pages/web sets/pages/outlets

writes a set of weights as `line_weights.npz` of the package; `--start` learns on from one. Half of the pages are drawn, half are
of layouts that several hands wrote. Of the texts every second is learnt from, of the pages those of every second publisher:
the others measure whether single articles stay whole. Needs torch; nothing of the texts is kept.
"""

from __future__ import annotations

import argparse
import hashlib
import random
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from authors_lessons import HANDS, of_rows, pages_of
from dump_voices import texts_in
from dump_written import Dump
from dumps import pages
from firsthand.eval.pages_gold import GoldPage, pages_in
from firsthand.extract.line_network import ROLES, Weights, scaled, weights, with_template
from firsthand.extract.line_signs import Numbers
from line_lessons import BEGINS, Lesson, chrome_of, framed, of_dump, of_page

INNER = {"a": 48, "b": 64, "c": 80}
WIDENING = {
    "a": (1, 2, 4),
    "b": (1, 2, 4, 8),
    "c": (1, 2, 4, 8, 16),
}  # how far off the lines are that each round looks at
BATCH = 24
FRAMED = 0.4  # share of made pages that stand within the chrome of a saved one
BEGIN = 3.0  # more that the first line of an article weighs: there are few, and all hangs on them


class Part(nn.Module):
    def __init__(self, width: int, inner: int, widening: tuple[int, ...]) -> None:
        super().__init__()
        self.first = nn.Linear(width, inner)
        self.rounds = nn.ModuleList(nn.Linear(3 * inner, inner) for _ in widening)
        self.page = nn.ModuleList(nn.Linear(2 * inner, inner, bias=False) for _ in widening)
        self.last = nn.Linear(inner, len(ROLES))
        self.widening, self.drop = widening, nn.Dropout(0.15)

    def forward(self, rows: torch.Tensor, there: torch.Tensor) -> torch.Tensor:
        inner = self.drop(functional.relu(self.first(rows))) * there
        lines = there.sum(1, keepdim=True)
        for step, layer, page in zip(self.widening, self.rounds, self.page, strict=True):
            whole = torch.cat([inner.sum(1, keepdim=True) / lines, inner.amax(1, keepdim=True)], -1)
            up = functional.pad(inner, (0, 0, step, 0))[:, :-step]
            down = functional.pad(inner, (0, 0, 0, step))[:, step:]
            inner = (inner + self.drop(functional.relu(layer(torch.cat([up, inner, down], -1)) + page(whole)))) * there
        out: torch.Tensor = self.last(inner)
        return out


@dataclass
class Batch:
    rows: torch.Tensor
    there: torch.Tensor
    allowed: torch.Tensor
    weight: torch.Tensor


def batch(told: list[Numbers], lessons: list[Lesson]) -> Batch:
    n, longest = len(lessons), max(map(len, told))
    rows = torch.zeros(n, longest, told[0].shape[1])
    there, allowed = torch.zeros(n, longest, 1), torch.ones(n, longest, len(ROLES))
    weight = torch.zeros(n, longest)
    for i, (own, x) in enumerate(zip(told, lessons, strict=True)):
        m = len(own)
        rows[i, :m], there[i, :m], allowed[i, :m] = torch.from_numpy(own), 1, torch.from_numpy(x.allowed)
        sure = x.allowed[:, BEGINS:].max(1) == 0  # begins an article and nothing else
        weight[i, :m] = torch.from_numpy(x.weight * (1 + BEGIN * sure).astype(np.float32))
    return Batch(rows, there, allowed, weight)


def loss_of(scores: torch.Tensor, b: Batch) -> torch.Tensor:
    log = functional.log_softmax(scores, -1)
    right = torch.logsumexp(log + torch.log(b.allowed + 1e-9), -1)
    out: torch.Tensor = -(right * b.weight).sum() / b.weight.sum()
    return out


def learn(
    lessons: list[Lesson], dev: list[Lesson], rounds: Sequence[int], rate: float, start: Weights
) -> dict[str, Numbers]:
    """The networks, one after the other, each told what the one before saw of the same pages; `start`: weights to begin with."""
    lessons = sorted(lessons, key=lambda x: len(x.rows))
    middle, spread = (start["middle"], start["spread"]) if start else about(lessons)
    out = {"middle": middle, "spread": spread}
    for x in [*lessons, *dev]:
        x.rows = scaled(x.rows, middle, spread)
    told, told_dev = [x.rows for x in lessons], [x.rows for x in dev]
    torch.manual_seed(1)
    for (name, widening), many in zip(WIDENING.items(), rounds, strict=True):
        part = Part(told[0].shape[1], INNER[name], widening)
        if start:
            begin_with(part, name, start)
        part = fit(part, told, lessons, many, rate)
        told_dev = _told(part, told_dev, dev)
        print(name, check([x[:, len(middle) :][:, : len(ROLES)] for x in told_dev], dev), flush=True)
        told = _told(part, told, lessons) if name != "c" else told
        out |= arrays(name, part)
    return out


def about(lessons: list[Lesson]) -> tuple[Numbers, Numbers]:
    """The mean of each sign and how far it strays."""
    everything = np.concatenate([x.rows for x in lessons])
    return everything.mean(0).astype(np.float32), (everything.std(0) + 0.05).astype(np.float32)


def begin_with(part: Part, name: str, start: Weights) -> None:
    """Set a network to what `arrays` wrote of it."""
    layers = {"in": part.first, "out": part.last, **{str(n): x for n, x in enumerate(part.rounds)}}
    with torch.no_grad():
        for key, layer in layers.items():
            layer.weight.copy_(torch.from_numpy(start[f"{name}.{key}"].T.copy()))
            layer.bias.copy_(torch.from_numpy(start[f"{name}.{key}_bias"].copy()))
        for n, layer in enumerate(part.page):
            layer.weight.copy_(torch.from_numpy(start[f"{name}.{n}_page"].T.copy()))


def fit(part: Part, told: list[Numbers], lessons: list[Lesson], rounds: int, rate: float) -> Part:
    rng = random.Random(1)
    opt = torch.optim.AdamW(part.parameters(), lr=rate, weight_decay=0.01)
    packs = [slice(k, k + BATCH) for k in range(0, len(lessons), BATCH)]
    schedule = torch.optim.lr_scheduler.OneCycleLR(opt, rate, total_steps=rounds * len(packs) + 1)
    for turn in range(rounds):
        part.train()
        rng.shuffle(packs)
        total = 0.0
        for some in packs:
            b = batch(told[some], lessons[some])
            loss = loss_of(part(b.rows, b.there), b)
            opt.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(part.parameters(), 1.0)
            opt.step()
            schedule.step()
            total += loss.item()
        print(turn, f"loss {total / len(packs):.4f}", flush=True)
    return part.eval()


def _told(part: Part, told: list[Numbers], lessons: list[Lesson]) -> list[Numbers]:
    """What the next network is told of each page."""
    out = []
    with torch.no_grad():
        for own, x in zip(told, lessons, strict=True):
            scores = part(torch.from_numpy(own)[None], torch.ones(1, len(own), 1))[0]
            out.append(with_template(x.rows, functional.softmax(scores, -1).numpy(), x.keys))
    return out


def check(seen: list[Numbers], dev: list[Lesson]) -> str:
    """The share of lines right, and precision and recall of beginnings, before any grammar."""
    best = np.concatenate([x.argmax(1) for x in seen])
    allowed = np.concatenate([x.allowed for x in dev])
    begun, gold = best < BEGINS, allowed[:, :BEGINS].any(1)
    hits, both = allowed[np.arange(len(best)), best].mean(), (begun & gold).sum()
    return f"lines {hits:.4f} P {both / max(1, begun.sum()):.4f} R {both / max(1, gold.sum()):.4f}"


def arrays(name: str, part: Part) -> dict[str, Numbers]:
    out = {}
    for key, layer in (("in", part.first), ("out", part.last), *((str(n), x) for n, x in enumerate(part.rounds))):
        out[f"{name}.{key}"] = layer.weight.detach().numpy().T.astype(np.float16)
        out[f"{name}.{key}_bias"] = layer.bias.detach().numpy().astype(np.float16)
    for n, layer in enumerate(part.page):
        out[f"{name}.{n}_page"] = layer.weight.detach().numpy().T.astype(np.float16)
    return out


def learns_from(page: GoldPage) -> bool:
    """Whether a page's publisher is of those that are learnt from."""
    return int(hashlib.sha256(page.publisher.encode()).hexdigest(), 16) % 2 == 0


def lessons_of(
    texts: Sequence[Path],
    saved: Sequence[Path],
    drawn: int,
    written: int,
    hands: Sequence[str],
    seed: int,
    workers: int = 1,
) -> list[Lesson]:
    """Drawn pages and those of several hands, of our own words, of texts and of saved pages' words, some framed by what stands
    around saved articles; then the saved pages themselves."""
    rng = random.Random(seed)
    gold = [p for folder in saved for p in pages_in(folder) if learns_from(p)]
    frames = [f for p in gold if (f := chrome_of(p))]
    words = tuple(t for folder in texts for t in texts_in(folder, 0))
    bodies = tuple(b for p in gold if len((b := _story(p))[1]) > 2 and len(p.body) > 300)
    made = list[Dump]()
    for n, (share, held) in enumerate(((0.4, ()), (0.4, words), (0.2, bodies))):
        for _, page in pages("train", int(drawn * share), 3 * seed + n, held):
            framing = n and frames and rng.random() < FRAMED
            made.append(framed(page, rng.choice(frames), rng.choice(("\n", "\n\n"))) if framing else page)
    rows = pages_of(written, seed, tuple(x for x in (words, bodies) if x), frames, hands)
    with ProcessPoolExecutor(workers) as pool:
        out = [*pool.map(of_dump, made, chunksize=50), *pool.map(of_rows, rows, chunksize=50)]
    return out + [x for p in gold if (x := of_page(p))]


def _story(page: GoldPage) -> tuple[str, tuple[str, ...]]:
    return page.title or "", tuple(x for x in (" ".join(b.split()) for b in page.body.split("\n")) if x)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("out", type=Path)
    ask.add_argument("--texts", nargs="*", type=Path, default=[])
    ask.add_argument("--pages", nargs="*", type=Path, default=[])
    ask.add_argument("--drawn", type=int, default=2200, help="pages of drawn layouts")
    ask.add_argument("--written", type=int, default=4800, help="pages of layouts by several hands")
    ask.add_argument(
        "--hands", nargs="*", default=HANDS, help="which, one told twice twice as often; the others measure"
    )
    ask.add_argument("--rounds", nargs=3, type=int, default=(2, 3, 4), help="of each network")
    ask.add_argument("--rate", type=float, default=2e-3)
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--start", type=Path, help="weights to learn on from; what is written is midway")
    ask.add_argument("--threads", type=int, default=1)
    args = ask.parse_args()
    torch.set_num_threads(args.threads)
    lessons = lessons_of(args.texts, args.pages, args.drawn, args.written, args.hands, args.seed, args.threads)
    dev = [of_dump(page) for _, page in pages("dev", 6, 1)]
    print(len(lessons), "pages", sum(len(x.rows) for x in lessons), "lines", flush=True)
    start = weights(str(args.start.resolve())) if args.start else {}
    out = learn(lessons, dev, args.rounds, args.rate, start)
    np.savez_compressed(args.out, **(midway(start, out) if start else out))


def midway(before: Weights, after: Weights) -> dict[str, Numbers]:
    """The mean of both: what is learnt anew is kept, and layouts that nothing learns from lose nothing by it."""
    return {key: ((before[key] + x.astype(np.float32)) / 2).astype(x.dtype) for key, x in after.items()}


if __name__ == "__main__":
    main()
