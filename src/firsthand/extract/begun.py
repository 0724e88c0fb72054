"""Lines by which the articles of a page may begin, whatever tag they have: lines of one look with prose below each, lines
that tell a day, lines that a table of contents leads to.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from firsthand.extract.contents import contents, led_to
from firsthand.extract.looks import COUNTED, Key, look
from firsthand.extract.page import Page, once
from firsthand.extract.page_marks import is_rule, why_aside
from firsthand.extract.records import LEAST_PROSE, PARAGRAPH, is_paragraph, weight
from firsthand.extract.starters import LONGEST_HEADING, MOSTLY, ends_sentence
from firsthand.extract.when import DAY, LONGEST_DATED, WORDED

YEAR = re.compile(r"(?:19|20)\d\d")
DATED: Key = ("dated",)
LISTED: Key = ("listed",)
MOST_BEGUN = 10  # groups, those with the most prose below
MAIN = 0.3  # of a page's prose in one look: then it is that of paragraphs


@once
def begun(page: Page) -> list[list[int]]:
    """Groups of lines, by their places in `Page.blocks`, that differ and have prose below most of them."""
    told, main = prose_before(page), _main_looks(page)
    found: dict[Key, list[int]] = defaultdict(list)
    for n, block in enumerate(page.blocks):
        if len(block.text) > LONGEST_HEADING or is_rule(block) or why_aside(page, block.path) is not None:
            continue
        if (own := look(page, block)) not in main or not (is_paragraph(block) or ends_sentence(block.text)):
            found[own].append(n)
    found[DATED] = [n for n in _days(page) if why_aside(page, page.blocks[n].path) is None]
    found[LISTED] = _led_to(page)
    unique = {tuple(p): None for own, p in found.items() if len(p) > 1 + (own in main)}  # two short paragraphs are few
    likely = [(size, list(places)) for places in unique if (size := _size(page, told, places))]
    return [places for _, places in sorted(likely, key=lambda x: (-x[0], x[1]))[:MOST_BEGUN]]


def tells_days(page: Page) -> bool:
    """Whether two short lines at least tell a day, each with an article's prose below it."""
    days = _days(page)
    if len(days) < 2:
        return False
    told = prose_before(page)
    own = [told[b] - told[a + 1] for a, b in itertools.pairwise([*days, len(page.blocks)])]
    return sum(n >= LEAST_PROSE for n in own) > 1


@once
def _days(page: Page) -> list[int]:
    """The short lines that tell a day."""
    short = ((n, b.text) for n, b in enumerate(page.blocks) if len(b.text) <= LONGEST_DATED)
    return [n for n, text in short if YEAR.search(text) and (DAY.search(text) or WORDED.search(text))]


@once
def prose_before(page: Page) -> list[int]:
    """The characters of prose before each block, and before the page's end; its list of contents has none."""
    listed = contents(page)
    told = (weight(b.text) if is_paragraph(b) and n not in listed else 0 for n, b in enumerate(page.blocks))
    return list(itertools.accumulate(told, initial=0))


def _size(page: Page, told: Sequence[int], places: Sequence[int]) -> int:
    """The characters of prose below these lines; 0 if most have none, half of the page's is elsewhere, or most say the same."""
    own = [told[b] - told[a + 1] for a, b in itertools.pairwise([*places, len(page.blocks)])]
    held = told[-1] - told[places[0]]
    if sum(n >= PARAGRAPH for n in own) < max(2, MOSTLY * len(own)) or 2 * held < told[-1]:
        return 0
    differ = len({COUNTED.sub("", page.blocks[n].text) for n in places})
    return held if differ > MOSTLY * len(places) else 0


def _main_looks(page: Page) -> set[Key]:
    sizes: dict[Key, int] = defaultdict(int)
    for block in page.blocks:
        if is_paragraph(block):
            sizes[look(page, block)] += weight(block.text)
    whole = sum(sizes.values())
    return {own for own, size in sizes.items() if size > MAIN * whole}


def _led_to(page: Page) -> list[int]:
    """The blocks at or after the elements that links of the same page lead to."""
    starts = [b.span.start for b in page.blocks] if led_to(page) else []
    return sorted({n for at in led_to(page).values() if (n := bisect_left(starts, at)) < len(starts)})
