"""Made pages of one or many articles with the truth of where each begins and ends; layouts kept apart for testing.

    python training/page_grammars.py OUT --count 200 --seed 1 --split late

writes OUT/NAME/page.html and OUT/NAME/truth.json, as `firsthand eval layouts --data OUT` reads them. The same arguments
give the same bytes. `train`, `test`, `held` and `late` share no record and no shell, but the names that standards give
(`h-entry`) and the stories: the splitter was written with `train` at hand, each of the others measured before it was looked at.
`second` and `third` are a second author's, stories and all, cut in two at random: `third` is only ever measured.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Callable
from pathlib import Path

import page_shells
from page_records import TEST, TRAIN, Family
from page_records_held import HELD
from page_records_late import LATE
from page_second import drawn
from page_singles import SINGLES
from page_sites import SITES, Site
from page_sites_after import AFTER_SINGLES, AFTER_SITES
from page_sites_final import FINAL_SINGLES, FINAL_SITES
from page_sites_last import LAST_SITES
from page_sites_more import MORE_SITES
from page_sites_singles import SITES_LAST, SITES_SINGLE
from page_sites_wide import WIDE_SINGLES, WIDE_SITES
from page_stories import language, stories

LOOKED_AT, SECONDS = (
    ("second", "fourth"),
    ("second", "third", "fourth"),
)  # by a second author; what is only ever measured is not learnt from
OPEN, CLOSE = "\u27e6", "\u27e7"  # around each article in what the families write: from its headline to its last prose
MANY = 0.7  # share of pages with many articles
FAMILIES = {"train": TRAIN, "test": TEST, "held": HELD, "late": LATE}
WHOLE: dict[str, tuple[tuple[Site, ...], tuple[Site, ...]]] = {  # of many articles, of one or none
    "sites": ((*SITES, *MORE_SITES), SITES_SINGLE),
    "last": (LAST_SITES, SITES_LAST),
    "after": (AFTER_SITES, AFTER_SINGLES),
    "wide": (WIDE_SITES, WIDE_SINGLES),
    "final": (FINAL_SITES, FINAL_SINGLES),
}


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("out", type=Path)
    args.add_argument("--count", type=int, default=200)
    args.add_argument("--seed", type=int, default=1)
    args.add_argument("--split", choices=(*FAMILIES, *WHOLE, *SECONDS), default="train")
    given = args.parse_args()
    for number in range(given.count):
        name, page = made(random.Random(f"{given.split} {given.seed} {number}"), given.split)
        folder = given.out / f"{number:04}_{name}"
        folder.mkdir(parents=True, exist_ok=True)
        text, truth = marked(page)
        (folder / "page.html").write_bytes(text.encode())
        (folder / "truth.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def made(rng: random.Random, split: str) -> tuple[str, str]:
    """A page, and what it is: 'posts', 'single_sections' ..."""
    many = rng.random() < MANY
    if split in SECONDS:
        name, page = drawn(rng, split, many=many)
        return name if many else f"single_{name}", page
    if split in WHOLE:
        site = rng.choice(WHOLE[split][0 if many else 1])
        return site.__name__ if many else f"single_{site.__name__}", site(rng, language(rng))
    if many:
        family: Family = rng.choice(FAMILIES[split])
        code = language(rng)
        least, most = family.paragraphs
        told = stories(rng, code, rng.randint(*family.count), least=least, most=most)
        return family.name, page_shells.shell(rng, split, family, told, code)
    single: Callable[[random.Random, str], str] = rng.choice(SINGLES[split])
    return f"single_{single.__name__}", single(rng, language(rng))


def marked(page: str) -> tuple[str, dict[str, list[dict[str, object]]]]:
    """The page without its marks, and the articles between them: offsets and first and last words."""
    out, articles, at, start = list[str](), list[dict[str, object]](), 0, 0
    for piece in _pieces(page):
        if piece == OPEN:
            start = at
        elif piece == CLOSE:
            words = "".join(out)[start:at]
            articles.append({"span": [start, at], "begins": words[:30], "ends": words[-30:]})
        else:
            out.append(piece)
            at += len(piece)
    return "".join(out), {"articles": articles}


def _pieces(page: str) -> list[str]:
    found, at = list[str](), 0
    for n, c in enumerate(page):
        if c in (OPEN, CLOSE):
            found += [page[at:n], c]
            at = n + 1
    return [*found, page[at:]]


if __name__ == "__main__":
    main()
