"""Pairs of tellings of archive pages, and whether a careful reader put them into one claim (gold/records)."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, create_engine

from firsthand.model.spans import Span
from firsthand.resolve.claim_groups import held_apart
from firsthand.resolve.claim_nodes import Gathered
from firsthand.resolve.claim_pairs import NOTHING, Ints, Nodes, pairs
from firsthand.store.codec import offsets

HELD_BACK = ("port", "levy")  # are only ever measured
LEAST = 10  # characters that a telling and a passage of the reader's share; half of the longer too, or of the shorter
BESIDE = 0.5  # what a pair counts of which the reader put only one into a claim: readers leave out some
ARTICLES = "select id, text, runs from article"

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Page:
    name: str
    nodes: Nodes
    pairs: Ints  # a row each: two nodes that are looked at, and that nothing keeps apart
    same: Floats  # 1 if the reader put them into one claim
    counts: Floats  # how much each counts


def pages(gold: Path, kept: Path) -> Iterator[Page]:
    """Those that may be learnt from, read by the program itself into records in `kept`."""
    from train_claims import add, taken

    for folder in sorted((gold / "records").iterdir()):
        if folder.name not in HELD_BACK:
            at = kept / f"{folder.name}.record"
            if not at.exists():
                add(at, next(folder.glob("*.txt")))
            with create_engine(f"sqlite:///{at}").connect() as c:
                yield _page(folder, taken(c), c)


def _page(folder: Path, of: Gathered, c: Connection) -> Page:
    claims, wider = _claims(folder, of, c)
    found = pairs(of.nodes, NOTHING + 1, of.among)
    kept, same, counts = [], [], []
    for i, j in zip(found.i.tolist(), found.j.tolist(), strict=True):
        one = not claims[i].isdisjoint(claims[j])
        if (wider[i] or wider[j]) and (one or wider[i].isdisjoint(wider[j])) and held_apart(of.nodes, i, j) is None:
            kept.append((i, j))
            same.append(one)
            counts.append(1.0 if wider[i] and wider[j] else BESIDE)
    return Page(folder.name, of.nodes, np.array(kept), np.array(same, dtype=float), np.array(counts))


def _claims(folder: Path, of: Gathered, c: Connection) -> tuple[dict[int, set[str]], dict[int, set[str]]]:
    """Of each node the claims that one of its tellings tells and little else; and those that it tells among others."""
    items = json.loads((folder / "gold/claims.json").read_text(encoding="utf-8"))["items"]
    passages = [
        (Span(m["pointer"]["start"], m["pointer"]["end"]), item["id"])
        for item in items
        for m in item["members"]
        if item["kind"] == "same_claim"
    ]
    maps = {id_: offsets(runs) for id_, _, runs in c.exec_driver_sql(ARTICLES)}
    out, wider = defaultdict[int, set[str]](set), defaultdict[int, set[str]](set)
    for n, tellings in enumerate(of.equal):
        for telling in map(of.told.bare, tellings):
            if there := maps[telling.article_id].to_capture(telling.span):
                out[n] |= {claim for passage, claim in passages if _meet(there, passage, max)}
                wider[n] |= {claim for passage, claim in passages if _meet(there, passage, min)}
    return out, wider


def _meet(a: Span, b: Span, of: Callable[[int, int], int]) -> bool:
    shared = min(a.end, b.end) - max(a.start, b.start)
    return shared > LEAST and 2 * shared >= of(a.end - a.start, b.end - b.start)
