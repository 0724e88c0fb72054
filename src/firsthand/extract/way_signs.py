"""What a way of cutting a page looks like, as a whole and beside the page's own words: signs from 0 up."""

from __future__ import annotations

import itertools
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence

from firsthand.extract.begun import prose_before
from firsthand.extract.cuts import Cut, clean, is_heading
from firsthand.extract.list_signs import INTRO, MOST, intro, shares
from firsthand.extract.looks import look
from firsthand.extract.page import Block, Page
from firsthand.extract.page_names import FOLD, LONG_NAME, is_named_list, listed, names_of, titles_of
from firsthand.extract.records import is_paragraph, prose, says_single, weight
from firsthand.extract.template import first_lines, frame_of, titles
from firsthand.extract.when import LONGEST_DATED

LONG_TITLE = 30  # characters: a headline; most sites and their sections have shorter names
WEAK = 0.7  # what like ends and an <h1> each count beside a day or a writer: sections may have either


def way_signs(page: Page, cuts: Sequence[Cut], most: int) -> dict[str, float]:
    """The signs by their names; `most`: how many stretches the finest way has.

    A list of reports with a day and a writer each: {"kinds": 2.0, "bare": 0.0, "titles": 1.0, "outside": 0.02 ...}.
    """
    return {sign: n for some in in_turn(page, cuts, most) for sign, n in some.items()}


def in_turn(page: Page, cuts: Sequence[Cut], most: int) -> Iterator[dict[str, float]]:
    """The same signs, those that are quick to tell first."""
    yield first_signs(page, cuts)
    held = [clean(page, cut) for cut in cuts]
    told = [prose(blocks) for blocks in held]
    yield {
        "alike ends": _alike(page, [blocks[-1] for blocks in held if blocks]),
        "prose first": sum(_is_told(blocks[0]) for blocks in held if blocks) / len(cuts),
        "uneven": statistics.pstdev(told) / max(1.0, statistics.mean(told)),
        "fewer": 1 - len(cuts) / most,
        "outside": 1 - min(1.0, sum(told) / max(1, prose_before(page)[-1])),
    }
    frame = frame_of(page, held)
    named = titles(page, held, frame)
    yield {
        "titles": float(any(named)),
        "first lines": float(not any(named) and any(first_lines(page, held))),
    }
    share = shares(page, cuts, held, frame, named)
    kinds = sum(share[name] > MOST for name in ("dated", "signed", "linked", "ended", "lined"))
    bare = 1 - max(share["rest"], WEAK * share["ended"], WEAK * share["topmost"])
    yield {
        "kinds": float(kinds),
        "bare": bare,
        "bare numbers": bare * share["numbered"],
        "dated": share["dated"],
        "lined": share["lined"],
        "doubled": share["doubled"],
        "after one": _is_after_one(page, cuts, held) * (1 - min(share["topmost"], share["rest"])),  # else whole pages
    }


def first_signs(page: Page, cuts: Sequence[Cut]) -> dict[str, float]:
    """Those of the signs that are told without a look into the stretches."""
    top, beginning = intro(page, cuts)
    return {
        "two": float(len(cuts) == 2),
        "intro": min(1.0, beginning / (2 * INTRO)),
        "own title": weight(top.text) / LONG_TITLE if top is not None and not listed(page) else 0.0,
        "article": float(says_single(page)),
        "list": float(is_named_list(page)),
    }


def _is_after_one(page: Page, cuts: Sequence[Cut], held: Sequence[Sequence[Block]]) -> bool:
    """Whether the page's own title is the headline of one of the stretches, or begins with it: then it is that article's page."""
    heads = {FOLD.sub("", c.headline.text).casefold() for c in cuts if c.headline is not None}
    heads |= {FOLD.sub("", b.text).casefold() for blocks in held for b in blocks[:6] if is_heading(page, b)}
    tabs = [FOLD.sub("", title).casefold() for title in titles_of(page)]
    long = [head for head in heads if len(head) > LONG_NAME]
    return not heads.isdisjoint(name for name in names_of(page) if len(name) > LONG_NAME) or any(
        tab.startswith(head) for tab, head in itertools.product(tabs, long)
    )


def _is_told(block: Block) -> bool:
    return is_paragraph(block) and len(block.text) > LONGEST_DATED


def _alike(page: Page, lines: Sequence[Block]) -> float:
    """The share of the lines that look as most of them do."""
    looks = Counter(look(page, b) for b in lines)
    return max(looks.values(), default=0) / max(1, len(lines))
