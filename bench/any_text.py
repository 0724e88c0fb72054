"""Whether reading ever breaks: every text of some folders, and each of them damaged in seeded ways.

    python bench/any_text.py FOLDER... [--damaged 1] [--seed 1] [--most 100000]

Reads *.txt whole and every longer string of *.json. Each text is read as an article, then `--damaged` times with damage:
cut in the middle, letters swapped, quotation marks lost or doubled, paragraphs joined, control characters and letters of
other scripts put in. Prints what broke with its text's name, and exits 1 if anything did.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

from firsthand.eval.polnear import as_article
from firsthand.model.units import ReadInput
from firsthand.pipeline import STEPS

LONG = 200  # characters from which on a string of a JSON file is a text
MARKS = "“”\"'‘’«»:;,.?!—–-()[]"
STRANGE = "\x00\x1f\u200b\u202e\ufeff\ud800\u0301ßİﬀ漢字اقال😀\r\n\n"


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("folders", type=Path, nargs="+")
    args.add_argument("--damaged", type=int, default=1, help="damaged copies of each text")
    args.add_argument("--seed", type=int, default=1)
    args.add_argument("--most", type=int, default=100_000, help="texts at most")
    given = args.parse_args()
    chance = random.Random(given.seed)
    read = broken = 0
    for name, text in list(texts(given.folders))[: given.most]:
        for how, variant in [("as it is", text), *(damaged(text, chance) for _ in range(given.damaged))]:
            read += 1
            try:
                STEPS["read"].work(ReadInput(as_article(name, variant)))
            except Exception:  # noqa: BLE001 - what breaks is what is counted
                broken += 1
                print(f"{name}, {how}:\n{traceback.format_exc(limit=-3)}", flush=True)
    print(f"{read:,} texts read, {broken} exceptions")
    sys.exit(bool(broken))


def texts(folders: list[Path]) -> Iterator[tuple[str, str]]:
    for folder in folders:
        for path in sorted(p for p in folder.rglob("*") if p.suffix in (".txt", ".json")):
            written = path.read_bytes().decode("utf-8", "replace")
            if path.suffix == ".txt":
                yield str(path.relative_to(folder)), written
                continue
            for n, found in enumerate(_strings(_loaded(written))):
                yield f"{path.relative_to(folder)}#{n}", found


def _loaded(written: str) -> object:
    """A JSON file, or one of JSON lines."""
    try:
        return json.loads(written)
    except json.JSONDecodeError:
        return [json.loads(line) for line in written.splitlines() if line.strip()]


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str) and len(value) >= LONG:
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _strings(part)


def damaged(text: str, chance: random.Random) -> tuple[str, str]:
    """A way of damage and what it makes of the text."""
    name = chance.choice(sorted(DAMAGE))
    return name, DAMAGE[name](text, chance)


def _cut(text: str, chance: random.Random) -> str:
    ends = sorted((chance.randrange(len(text) + 1), chance.randrange(len(text) + 1)))
    return text[ends[0] : ends[1]]


def _swapped(text: str, chance: random.Random) -> str:
    letters = list(text)
    for _ in range(len(letters) // 20):
        i, j = chance.randrange(len(letters)), chance.randrange(len(letters))
        letters[i], letters[j] = letters[j], letters[i]
    return "".join(letters)


def _marks(text: str, chance: random.Random) -> str:
    return "".join(c * chance.choice((0, 1, 1, 2, 3)) if c in MARKS else c for c in text)


def _joined(text: str, chance: random.Random) -> str:
    return text.replace("\n", chance.choice((" ", "", "\t"))).swapcase()


def _strange(text: str, chance: random.Random) -> str:
    return "".join(c + chance.choice(STRANGE) if chance.random() < 0.05 else c for c in text)


DAMAGE: dict[str, Callable[[str, random.Random], str]] = {
    "cut": _cut,
    "letters swapped": _swapped,
    "marks lost or doubled": _marks,
    "paragraphs joined": _joined,
    "strange characters put in": _strange,
}

if __name__ == "__main__":
    main()
