"""How fast the whole read step is beside spaCy's small English model alone and beside textacy's direct quotations, in one run.

    python bench/reading.py [FOLDER] [--rounds 5] [--words 20000]

FOLDER holds plain texts (*.txt), one article each; without it the demo pages are read. In words a second of user CPU. spaCy
runs all its components; textacy needs spaCy's, so its time includes them. It reads direct quotations only, a paragraph
at a time, since it refuses a text with an odd number of quotation marks. textacy: pip install textacy
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from contest import articles, contest, report
from firsthand.eval.speed import MODELS, Work
from firsthand.model.readings import Attribution
from firsthand.model.units import ReadInput
from firsthand.pipeline import STEPS

OURS = "Firsthand, all of read"


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("folder", type=Path, nargs="?")
    args.add_argument("--rounds", type=int, default=5)
    args.add_argument("--words", type=int, default=20_000, help="read at most so many")
    given = args.parse_args()
    held = {a.text: a for a in articles(given.folder, given.words)}
    found: dict[str, int] = {}

    def ours(texts: Sequence[str]) -> None:
        rows = [r for t in texts for r in STEPS["read"].work(ReadInput(held[t])).rows]
        found[OURS] = sum(isinstance(r, Attribution) for r in rows)

    ways: dict[str, Work] = {OURS: ours, **others(found)}
    texts = list(held)
    print(report(contest(ways, texts, given.rounds), sum(len(t.split()) for t in texts), OURS, found))


def others(found: dict[str, int]) -> dict[str, Work]:
    """spaCy alone and textacy on it, as far as they are installed."""
    name = next((m for m in MODELS if importlib.util.find_spec(m) is not None), None)
    if name is None:
        return {}
    nlp = importlib.import_module("spacy").load(name)
    ways: dict[str, Work] = {"spaCy small, alone": lambda texts: list(nlp.pipe(texts))}
    if importlib.util.find_spec("textacy") is None:
        return ways
    quotations = importlib.import_module("textacy.extract").direct_quotations

    def textacy(texts: Sequence[str]) -> None:
        parts = [p for t in texts for p in t.split("\n\n") if p.strip()]
        found["textacy, direct only"] = sum(_count(quotations, doc) for doc in nlp.pipe(parts))

    return {**ways, "textacy, direct only": textacy}


def _count(quotations: Callable[[object], Iterable[object]], doc: object) -> int:
    try:
        return len(list(quotations(doc)))
    except ValueError:  # an odd number of quotation marks
        return 0


if __name__ == "__main__":
    main()
