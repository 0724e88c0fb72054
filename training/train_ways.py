"""Learn how much the signs of a way of cutting a page speak for many articles, from made pages and real single ones.

    python training/train_ways.py sets/pages/benchmark sets/pages/outlets sets/pages/web

writes `way_points.tsv` of the package. A way is right if it cuts a made page as its truth says; of a real page none is. Each
row is one step: points from a number of its sign on, never less for a sign that speaks for a list, never more for one that
speaks against. Before that it is measured by ten folds, all pages of one layout in the same. Nothing of the pages' texts is
kept. Takes three minutes.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from firsthand.collect import decode
from firsthand.collect.charsets import charset_of
from firsthand.eval.layouts import stretch
from firsthand.eval.pages_gold import pages_in
from firsthand.extract.cuts import Cut
from firsthand.extract.draft import assemble
from firsthand.extract.drafting import drafts_of
from firsthand.extract.html_page import read_html
from firsthand.extract.layouts import LAYOUTS, html_repeated
from firsthand.extract.page import Page
from firsthand.extract.way_points import START, TABLE
from firsthand.extract.way_signs import way_signs
from firsthand.model.articles import Capture
from firsthand.model.ids import sha256
from firsthand.model.spans import Span
from page_grammars import FAMILIES, LOOKED_AT, WHOLE, made, marked

Numbers = NDArray[np.float64]
FOR = ("kinds", "dated", "lined", "titles", "first lines", "alike ends")
AGAINST = ("bare", "bare numbers", "prose first", "uneven", "fewer", "outside", "intro", "own title")
# points that these pages cannot teach: three of four real single pages call themselves an article, made ones hardly ever do;
# few made pages have readers' letters below, two stretches that are alike by chance, or other ways that hold two in one
GIVEN = {"article": -1.0, "after one": -4.0, "list": 1.0, "two": -0.5, "doubled": -1.5}
NAMES = (*FOR, *AGAINST, *GIVEN)
STEPS, RATE, RIDGE = 120, 0.15, 5.0  # 60 and 200 steps, and trees of two steps, were no better by layout
LEAST = 3.0  # weight on either side of a step
RIGHT = 0.8  # F1 of a way's articles: then it is right
OF_LAYOUT, OF_REAL = 10.0, 2.0  # what the pages of one made layout weigh together, and each real page
CALLED = 0.15  # of a layout's weight: the same page, as one that calls itself an article
PAGES = 250  # made of each split
FOLDS = 10


@dataclass(frozen=True, slots=True)
class Lesson:
    """A way of cutting a page: from which layout and page, what share of it is right, its signs."""

    layout: str  # "" of real pages
    page: str
    is_many: bool
    right: float
    signs: tuple[float, ...]


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("folders", nargs="+", type=Path)
    args.add_argument("--without", nargs="*", default=[], help="splits of made pages not learnt from")
    given = args.parse_args()
    lessons = [x for split in (*FAMILIES, *WHOLE, *LOOKED_AT) if split not in given.without for x in of_made(split)]
    lessons += [x for folder in given.folders for x in of_real(folder)]
    measure(lessons)
    rows = learn(lessons)
    TABLE.write_text(
        "# Learnt by training/train_ways.py. sign, above which number it counts, points for a list of articles\n"
        + "".join(f"{sign}\t{above:g}\t{points:.2f}\n" for sign, above, points in rows),
        encoding="utf-8",
    )


def of_made(split: str) -> Iterator[Lesson]:
    for number in range(PAGES):
        name, text = made(random.Random(f"{split} lessons {number}"), split)
        shown, truth = marked(text)
        page = _page(f"{split} {number}", shown)
        if any(x.recognise(page) > html_repeated.recognise(page) and x.split(page) for x in LAYOUTS):
            continue
        spans = (Span(start, end) for start, end in (one["span"] for one in truth["articles"]))
        true = {span.trim(shown) for span in spans}
        for cuts, signs in _weighed(page):
            read = {stretch(assemble(page, draft)) for draft in drafts_of(page, cuts, "")} if len(true) > 1 else set()
            right = 2 * len(true & read) / (len(true) + len(read))
            yield Lesson(name, page.capture.id, len(true) > 1, right, tuple(signs[n] for n in NAMES))


def of_real(folder: Path) -> Iterator[Lesson]:
    for gold in pages_in(folder):
        data = gold.data()
        page = _page(gold.name, decode(data, charset_of(data, html=True).name))
        for _, signs in _weighed(page):
            yield Lesson("", f"{folder.name} {gold.name}", False, 0.0, tuple(signs[n] for n in NAMES))


def _weighed(page: Page) -> Iterator[tuple[list[Cut], dict[str, float]]]:
    ways = html_repeated.accepted_ways(page)
    most = html_repeated.most_of(ways)
    return ((cuts, way_signs(page, cuts, most)) for cuts in ways)


def _page(name: str, text: str) -> Page:
    data = text.encode()
    return read_html(Capture(sha256(data), name, None, "", "text/html", "utf-8", "folder", len(data)), text)


def learn(lessons: Sequence[Lesson]) -> list[tuple[str, float, float]]:
    """The rows of the table: where points begin, and how many."""
    signs, right, weights = _taught(lessons)
    given = [(name, 0.25, points) for name, points in GIVEN.items()]
    start = float(np.log(weights @ right / (weights @ (1 - right))))
    score = start + _points(signs, given)
    steps = dict[tuple[str, float], float]()
    edges = [_between(np.unique(np.quantile(signs[:, n], np.linspace(0, 1, 25)))) for n in range(len(NAMES))]
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-score))
        found = _best(signs, edges, weights * (chance - right), weights * chance * (1 - chance))
        if found is None:
            break
        n, edge, below, above = found
        start += RATE * below
        steps[NAMES[n], edge] = steps.get((NAMES[n], edge), 0.0) + RATE * (above - below)
        score += RATE * np.where(signs[:, n] > edge, above, below)
    return [(START, 0.0, start), *given, *((sign, edge, told) for (sign, edge), told in sorted(steps.items()))]


def _between(values: Numbers) -> Numbers:
    return np.round((values[1:] + values[:-1]) / 2, 3)


def _taught(lessons: Sequence[Lesson]) -> tuple[Numbers, Numbers, Numbers]:
    """Signs, whether a way is right, weights. Real pages once more as if they did not call themselves an article, made ones
    of many articles once more as if they did.
    """
    ways = Counter((x.layout, x.page) for x in lessons)
    sizes = Counter(x.layout for x in lessons)
    signs = np.array([x.signs for x in lessons])
    right = np.array([float(x.is_many and x.right >= RIGHT) for x in lessons])
    weights = np.array([OF_LAYOUT / sizes[x.layout] if x.layout else OF_REAL / ways[x.layout, x.page] for x in lessons])
    real, many = np.array([not x.layout for x in lessons]), np.array([x.is_many for x in lessons])
    uncalled, called = signs[real].copy(), signs[many].copy()
    uncalled[:, NAMES.index("article")], called[:, NAMES.index("article")] = 0.0, 1.0
    return (
        np.concatenate([signs, uncalled, called]),
        np.concatenate([right, right[real], right[many]]),
        np.concatenate([weights, weights[real], CALLED * weights[many]]),
    )


def _best(
    signs: Numbers, edges: Sequence[Numbers], slope: Numbers, bend: Numbers
) -> tuple[int, float, float, float] | None:
    """The step that most lessens what is wrong: its sign, its number, points below and above."""
    best: tuple[float, tuple[int, float, float, float] | None] = (1e-3, None)
    for n, name in enumerate(NAMES):
        for edge in edges[n] if name not in GIVEN else ():
            over = signs[:, n] > edge
            held = [(slope[side].sum(), bend[side].sum()) for side in (~over, over)]
            if min(h for _, h in held) < LEAST:
                continue
            below, above = (float(np.clip(-g / (h + RIDGE), -4, 4)) for g, h in held)
            gain = sum(g * g / (h + RIDGE) / 2 for g, h in held)
            if (above - below) * (1 if name in FOR else -1) > 0 and gain > best[0]:
                best = gain, (n, float(edge), below, above)
    return best[1]


def _points(signs: Numbers, rows: Sequence[tuple[str, float, float]]) -> Numbers:
    out = np.zeros(len(signs))
    for sign, above, told in rows:
        out += told if sign == START else told * (signs[:, NAMES.index(sign)] > above)
    return out


def measure(lessons: Sequence[Lesson]) -> None:
    """What ways chosen by points of other layouts and other real pages cut rightly, and what single pages they cut."""
    names = sorted({x.layout or x.page for x in lessons})
    random.Random(1).shuffle(names)
    folds = {name: n % FOLDS for n, name in enumerate(names)}
    pages = defaultdict[tuple[str, str], list[tuple[float, Lesson]]](list)
    for fold in range(FOLDS):
        rows = learn([x for x in lessons if folds[x.layout or x.page] != fold])
        held = [x for x in lessons if folds[x.layout or x.page] == fold]
        for told, x in zip(_points(np.array([x.signs for x in held]), rows), held, strict=True):
            pages[x.layout, x.page].append((float(told), x))
    chosen = [max(ways, key=lambda way: way[0]) for ways in pages.values()]
    right, cut, seen = defaultdict[str, float](float), Counter[str](), Counter[str]()
    for told, x in chosen:
        seen[x.layout] += 1
        right[x.layout] += x.right * (told > 0)
        cut[x.layout] += not x.is_many and told > 0
    many = {x.layout for _, x in chosen if x.is_many}
    print(f"unseen layouts: {sum(right[n] / seen[n] for n in many) / len(many):.3f} of {len(many)}, each the same")
    for name in sorted(many):
        if right[name] < 0.9 * seen[name]:
            print(f"  {name}: {right[name] / seen[name]:.2f}")
    print(
        f"made single pages cut: {dict(cut - Counter({'': cut['']}))} of {sum(seen[n] for n in seen if n and n not in many)}"
    )
    print(f"real single pages cut: {cut['']} of {seen['']} with any way")


if __name__ == "__main__":
    main()
