"""How fast quantities are read beside quantulum3, in one run.

    python bench/quantities.py [FOLDER] [--rounds 5] [--words 20000]

FOLDER holds plain texts (*.txt), one article each; without it the demo pages are read. In words a second of user CPU. Ours
finds bound, unit, what is counted, role, scope and change; quantulum3 value and unit. spaCy's small model alone stands beside
them since published systems (CQE) parse with it first. quantulum3: pip install quantulum3
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
from collections.abc import Sequence
from pathlib import Path

from contest import articles, contest, report
from firsthand.eval.speed import Work, spacy_alone
from firsthand.read.quantities.reader import find

OURS = "Firsthand, quantities"


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("folder", type=Path, nargs="?")
    args.add_argument("--rounds", type=int, default=5)
    args.add_argument("--words", type=int, default=20_000, help="read at most so many")
    given = args.parse_args()
    found: dict[str, int] = {}

    def ours(texts: Sequence[str]) -> None:
        found[OURS] = sum(len(list(find(part, 0, len(part)))) for part in _paragraphs(texts))

    texts = [a.text for a in articles(given.folder, given.words)]
    ways: dict[str, Work] = {OURS: ours, **others(found)}
    print(report(contest(ways, texts, given.rounds), sum(len(t.split()) for t in texts), OURS, found))


def others(found: dict[str, int]) -> dict[str, Work]:
    """quantulum3 and spaCy alone, as far as they are installed."""
    ways: dict[str, Work] = {}
    if importlib.util.find_spec("quantulum3") is not None:
        # its classifier of units is a pickle of an older scikit-learn that newer ones cannot load: it goes by rules, faster
        importlib.import_module("quantulum3.classifier").USE_CLF = False
        parse = importlib.import_module("quantulum3.parser").parse

        def quantulum(texts: Sequence[str]) -> None:
            found["quantulum3"] = sum(len(parse(part)) for part in _paragraphs(texts))

        ways["quantulum3"] = quantulum
    alone = spacy_alone()
    return ways if alone is None else {**ways, "spaCy small, alone": alone}


def _paragraphs(texts: Sequence[str]) -> list[str]:
    """quantulum3 takes time in proportion to more than the length, so all read a paragraph at a time."""
    return [p for t in texts for p in t.split("\n\n") if p.strip()]


if __name__ == "__main__":
    main()
