"""Text dumps of archive pages with the truth about where their articles begin and end.

    python training/dumps.py OUT --split test --count 10 --seed 1

writes OUT/text/NAME.txt and OUT/articles/NAME.tsv (start and end of each article, and what its head says; offsets count
code points). Layouts of a split stand in dumps/SPLIT.txt; no training sees them. The same arguments give the same
bytes. A fifth of the pages holds a single article. --texts FOLDER takes the words of a folder's texts for our own.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

from dump_drawn import drawn_layout
from dump_layouts import Layout, whole_layouts
from dump_pages import make
from dump_sampled import sampled_layout
from dump_singles import drawn_single
from dump_voices import BabbleVoice, OwnVoice, TextVoice, Voice, texts_in
from dump_written import Dump

COUNTS = (1, 2, 3, 4, 6, 8, 12, 18, 1, 5)  # articles of a page, each as likely
# of pages to learn from: so many are of one article whose parts recur, then so many by a design, the rest line by line
SINGLES, SAMPLED = 0.08, 0.52

Texts = tuple[tuple[str, tuple[str, ...]], ...]


def dump(layout: Layout, seed: str, split: str, texts: Texts = (), count: int = 0) -> Dump:
    """One page of a layout, of `count` articles or as many as chance has it; `seed` alone decides."""
    rng = random.Random(seed)
    voice: Voice
    if (lang := layout.settings.get("lang", "en")) != "en":
        voice = BabbleVoice(rng, lang)
    elif texts:
        voice = TextVoice(rng, "train", texts=texts)
    else:
        voice = OwnVoice(rng, "test" if split in ("test", "fresh", "blind", "unseen") else "train")
    return make(layout, voice, rng, count or rng.choice(COUNTS))


def _drawn(rng: random.Random, seed: str, texts: Texts) -> Dump:
    """A page of a layout made by chance: line by line, by a design, or of one article whose parts recur."""
    draw = rng.random()
    if draw < SINGLES:
        return dump(drawn_single(rng), seed, "train", texts, count=1)
    return dump(sampled_layout(rng) if draw < SAMPLED else drawn_layout(rng), seed, "train", texts)


def pages(split: str, count: int, seed: int, texts: Texts = ()) -> list[tuple[str, Dump]]:
    """Named pages: of `train`, `count` drawn layouts; of the others, `count` pages of each of theirs."""
    if split == "train":
        names = [f"{split} {seed} {n}" for n in range(count)]
        return [(n, _drawn(random.Random(n), n, texts)) for n in names]
    held = [(x, f"{x.name}_{n:02}") for x in whole_layouts(split) for n in range(count)]
    return [(name, dump(x, f"{split} {seed} {name}", split, texts)) for x, name in held]


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("out", type=Path)
    ask.add_argument("--split", choices=("train", "dev", "test", "fresh", "blind", "unseen"), default="test")
    ask.add_argument("--count", type=int, default=10)
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--texts", type=Path)
    args = ask.parse_args()
    for folder in ("text", "articles"):
        (args.out / folder).mkdir(parents=True, exist_ok=True)
    for name, page in pages(args.split, args.count, args.seed, texts_in(args.texts) if args.texts else ()):
        stem = name.replace(" ", "_")
        (args.out / "text" / f"{stem}.txt").write_bytes(page.text.encode())
        (args.out / "articles" / f"{stem}.tsv").write_bytes(table(page).encode())


def table(page: Dump) -> str:
    """An article a line: start, end, then what its head says as KIND=VALUE."""
    rows = ["start\tend\tsays"]
    for a in page.articles:
        said = "\t".join(f"{kind}={value}" for kind, value in dict.fromkeys(a.fields))
        rows.append(f"{a.start}\t{a.end}\t{said}".rstrip("\t"))
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    main()
