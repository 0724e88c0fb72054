"""Fits the weights by which two accounts that stand side by side in one article are told to part, and writes them as a table.

    python training/train_beside.py POLITICS GOLD [--write src/firsthand/lang/en/beside_weights.tsv]

GOLD is the folder `gold`: archive pages with what a careful reader found to part in them (`records/*/gold/discrepancies.json`),
and pairs read by eye that those readers left out (`beside/pairs.tsv`). POLITICS is PolNeAR's `train/text`: what stands side by
side there hardly ever parts, so every pair of 250 drawn articles counts as one that does not. Logistic regression with a
penalty; every figure is of pages, or of halves of the politics, that the weights were not fitted on.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from firsthand.eval.plants import readings_of
from firsthand.model.articles import Article, Capture
from firsthand.model.ids import sha256
from firsthand.model.spans import OffsetMap, Span
from firsthand.model.units import ExtractInput, Readings
from firsthand.pipeline import STEPS
from firsthand.trace.beside_accounts import Account, accounts
from firsthand.trace.beside_signs import looked_at
from firsthand.trace.compare_card import card
from firsthand.trace.compare_held import hold
from page_claims import HELD_BACK
from train_claims import Floats, fit

Flags = NDArray[np.bool_]
POLITICS, SEED = 250, 5  # articles, and what they are drawn by
PENALTY = 33.0
BLIND = (  # what nobody knows without sentence vectors
    "cosine", "words alike", "covered", "first covered", "second covered", "denied and alike", "turned and alike",
)  # fmt: skip
HEAD = (
    "# What speaks for two accounts that stand side by side in one article parting (trace/beside_signs.py): sign, its weight,",
    "# its weight where there are no vectors. Fitted by training/train_beside.py on invented archive pages with their records",
    "# (gold/records, gold/beside) and articles of US politics (PolNeAR), whose texts are not shipped.",
)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Those of one page: signs, whether they part, whether one may argue, and the differences of the record they are of."""

    x: Floats
    parts: Flags
    arguable: Flags
    of: list[frozenset[str]]

    @property
    def sure(self) -> Flags:
        return ~self.arguable


def articles(path: Path) -> Iterator[Readings]:
    data = path.read_bytes()
    capture = Capture(sha256(data), path.name, None, "2026-01-01T00:00:00Z", "text/plain", "utf-8", "folder", len(data))
    made = STEPS["extract"].work(ExtractInput(capture, data.decode("utf-8"))).rows
    return (readings_of(a) for a in made if isinstance(a, Article))


class Marked(NamedTuple):
    """Two places of a page: whether they part ("y"; "a": one may argue; "n"), and of which difference of its record."""

    one: Span
    two: Span
    label: str
    of: str


def pairs(some: Iterator[Readings], marked: Sequence[Marked]) -> Pairs:
    """A pair that nobody marked does not part; of one that is in the record and was read, what the record says holds."""
    x, parts, arguable, of = list[list[float]](), list[bool](), list[bool](), list[frozenset[str]]()
    for readings in some:
        held, offsets = hold(readings), readings.article.offsets
        for a, b, found in looked_at(accounts(held, card(readings, held).lines)):
            here = [[s for p in y.pieces if (s := offsets.to_capture(p)) is not None] for y in (a, b)]
            met = [(m.label, m.of) for m in marked if _marked(m, a, b, here, offsets)]
            x.append([found[name] for name in sorted(found)])
            parts.append(any(label == "y" for label, _ in met))
            arguable.append(not parts[-1] and any(label == "a" for label, _ in met))
            of.append(frozenset(name for label, name in met if label == "y" and name))
    return Pairs(np.array(x), np.array(parts), np.array(arguable), of)


def names(of: Readings) -> list[str]:
    held = hold(of)
    return sorted(next(found for *_, found in looked_at(accounts(held, card(of, held).lines))))


def _marked(m: Marked, a: Account, b: Account, pieces: list[list[Span]], offsets: OffsetMap) -> bool:
    """Of the record's places one has to be touched; what was read by eye are these very accounts."""
    if m.of:
        return _on(pieces[0], m.one) and _on(pieces[1], m.two)
    return offsets.to_capture(a.span) == m.one and offsets.to_capture(b.span) == m.two


def _on(pieces: list[Span], place: Span) -> bool:
    return any(s.overlaps(place) for s in pieces)


def recorded(gold: Path, name: str) -> Iterator[Marked]:
    """What a page's record has, in the order of the text."""
    for item in json.loads((gold / f"records/{name}/gold/discrepancies.json").read_text(encoding="utf-8"))["items"]:
        for v, w in combinations(item["values"], 2):
            if v["value"] != w["value"] and v["article"] == w["article"]:
                one, two = sorted(Span(p["pointer"]["start"], p["pointer"]["end"]) for p in (v, w))
                yield Marked(one, two, "y" if item["confidence"] == "sure" else "a", item["id"])


def by_eye(gold: Path) -> dict[str, list[Marked]]:
    """What was labelled by eye, by page."""
    out: dict[str, list[Marked]] = defaultdict(list)
    for line in (gold / "beside/pairs.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            page, a, b, c, d, label, _ = line.split("\t")
            out[page].append(Marked(Span(int(a), int(b)), Span(int(c), int(d)), "y" if label == "t" else label, ""))
    return out


def fitted(some: Iterable[Pairs], columns: list[int]) -> Floats:
    sure = [(p.x[p.sure], p.parts[p.sure]) for p in some]
    x, y = np.concatenate([x for x, _ in sure])[:, columns], np.concatenate([y for _, y in sure])
    return fit(x, y.astype(np.float64), PENALTY)


def logits(of: Pairs, weights: Floats, columns: list[int]) -> Floats:
    found: Floats = of.x[:, columns] @ weights[1:] + weights[0]
    return np.where(of.sure, found, -np.inf)


def told(pages: dict[str, Pairs], politics: Sequence[Pairs], columns: list[int]) -> None:
    """Prints what is told from each logit on, of pages left out in turn, and of every second article of politics."""
    learnt, left = politics[::2], politics[1::2]
    others = {name: [p for n, p in pages.items() if n != name] for name in pages}
    weights = {name: fitted([*some, *learnt], columns) for name, some in others.items()}
    by_page = {name: logits(p, weights[name], columns) for name, p in pages.items()}
    beyond = [np.mean([logits(p, w, columns) for w in weights.values()], axis=0) for p in left]
    all_of = {(name, id_) for name, p in pages.items() for some in p.of for id_ in some}
    print("from (logit), pairs told, right, differences of the records met; told and right in half of the politics")
    for least in (1.0, 0.5, 0.0, -0.25, -0.5, -0.75, -1.0, -1.5):
        right = np.concatenate([p.parts[by_page[n] >= least] for n, p in pages.items()])
        there = np.concatenate([p.parts[s >= least] for p, s in zip(left, beyond, strict=True)])
        met = {(n, i) for n, p in pages.items() for k in np.flatnonzero(by_page[n] >= least) for i in p.of[k]}
        share = right.sum() / max(1, len(right))
        print(
            f"{least:6.2f} {len(right):5d} {share:5.2f} {len(met):4d} of {len(all_of)} {len(there):5d} {there.sum():4d}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("politics", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--write", type=Path)
    given = parser.parse_args()
    found = {p.name: p for p in sorted((given.gold / "records").iterdir()) if p.name not in HELD_BACK}
    read = by_eye(given.gold)
    pages = {
        name: pairs(articles(next(p.glob("*.txt"))), [*recorded(given.gold, name), *read[f"records/{name}"]])
        for name, p in found.items()
    }
    paths = sorted(given.politics.glob("*.txt"))
    if len(paths) < POLITICS:
        sys.exit(f"{given.politics} holds {len(paths)} texts; {POLITICS} are drawn. Give PolNeAR's train/text.")
    drawn = random.Random(SEED).sample(paths, POLITICS)
    drawn += [p for p in paths if p not in drawn and f"polnear/{p.stem}" in read]
    politics = [some for p in drawn if len((some := pairs(articles(p), read[f"polnear/{p.stem}"])).x)]
    called = names(next(articles(next(found["camp"].glob("*.txt")))))
    seeing = list(range(len(called)))
    blind = [n for n, name in enumerate(called) if name not in BLIND]
    for columns in (seeing, blind):
        told(pages, politics, columns)
    if given.write:
        rows = {name: [0.0, 0.0] for name in ("constant", *called)}
        for k, columns in enumerate((seeing, blind)):
            weights = fitted([*pages.values(), *politics], columns)
            for name, weight in zip(("constant", *(called[n] for n in columns)), weights.tolist(), strict=True):
                rows[name][k] = weight
        lines = [f"{name}\t{a:.4f}\t{b:.4f}" for name, (a, b) in rows.items()]
        given.write.write_text("\n".join((*HEAD, *lines)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
