"""How well and how fast quantities are read, beside quantulum3, on the same sentences in one run.

    python bench/quantities_scores.py FILE [--rounds 3]

FILE holds sentences with what they say, in the form of `firsthand.eval.quantities`. F1 of the value and of value with unit,
one to one; ranges are averaged for quantulum3, which gives one number, and its names of units are put into the gold's. Words
a second of user CPU, in turns. Its classifier is left off: its model is a pickle of an older scikit-learn.
quantulum3: pip install quantulum3
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from contest import contest, report
from firsthand.eval.quantities import Counts, Said, load, read, strict
from firsthand.eval.speed import Work

OURS = "Firsthand"
PEER = "quantulum3"
# quantulum3's names of units by the gold's, after the published comparison of CQE with it
NAMES = {
    "dimensionless": "-",
    "unk": "-",
    "per cent": "percentage",
    "dollar dollar": "dollar",
    "united states dollar": "dollar",
    "tonne": "metric ton",
    "degree angle": "degree",
    "degree celsius": "celsius",
    "degree fahrenheit": "fahrenheit",
    "percentage drop": "percentage",
    "second of arc": "second",
    "minute of arc": "minute",
}


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("file", type=Path)
    args.add_argument("--rounds", type=int, default=3)
    given = args.parse_args()
    sentences = load(given.file)
    texts = [s.text for s in sentences]
    readers: dict[str, Callable[[str], list[Said]]] = {OURS: read}
    if importlib.util.find_spec(PEER) is not None:
        readers[PEER] = peer()
    found: dict[str, int] = {}
    for name, reader in readers.items():
        ours = [reader(t) for t in texts]
        found[name] = sum(map(len, ours))
        gold = [averaged(s.gold) if name == PEER else s.gold for s in sentences]
        total = sum((strict(g, o) for g, o in zip(gold, ours, strict=True)), Counts())
        print(f"{name:28}value F1 {100 * total.score('value').f1:5.1f}   with unit {100 * total.score('unit').f1:5.1f}")
    ways: dict[str, Work] = {name: work(reader) for name, reader in readers.items()}
    print(report(contest(ways, texts, given.rounds), sum(len(t.split()) for t in texts), OURS, found))


def work(reader: Callable[[str], list[Said]]) -> Work:
    return lambda texts: [reader(t) for t in texts]


def peer() -> Callable[[str], list[Said]]:
    """quantulum3 as a reader; a sentence on which it fails has nothing read."""
    classifier: Any = importlib.import_module("quantulum3.classifier")
    classifier.USE_CLF = False  # its model needs an older scikit-learn
    parse = importlib.import_module("quantulum3.parser").parse

    def reader(text: str) -> list[Said]:
        try:
            rows = parse(text)
        except (AttributeError, IndexError, KeyError, ValueError):
            return []
        return [said(r.value, r.unit.name) for r in rows]

    return reader


def said(value: float, unit: str) -> Said:
    return Said(value, value, False, NAMES.get(unit.lower(), unit.lower()), "=", frozenset({"-"}))


def averaged(gold: Sequence[Said]) -> list[Said]:
    """Intervals as their middle."""
    return [
        replace(g, low=(g.low + g.high) / 2, high=(g.low + g.high) / 2, interval=False) if g.interval else g
        for g in gold
    ]


if __name__ == "__main__":
    main()
