"""A page of like stretches, unmarked: subtrees or lines that recur, each with a heading or a date and prose of its own."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from firsthand.extract.cuts import Cut, accepted, clean
from firsthand.extract.draft import Draft
from firsthand.extract.drafting import drafts_of
from firsthand.extract.list_signs import ENOUGH, framed, points
from firsthand.extract.odd_ones import without_odd
from firsthand.extract.page import Page
from firsthand.extract.page_marks import why_aside
from firsthand.extract.page_names import is_named_list
from firsthand.extract.records import LEAST_PROSE, blocks_of, is_paragraph, prose, says_single
from firsthand.extract.starters import MOST_GROUPS, groups, spread
from firsthand.extract.template import frame_of
from firsthand.extract.when import is_only_when

NAME = "html_repeated"
MOST_WAYS = 12  # ways of cutting that are weighed
BOXES = frozenset({"div", "section", "li", "tr", "td", "table", "dd", "details"})  # and custom elements: <news-item>
SIBLINGS = "siblings"
LIKE = 0.8  # of elements whose classes differ
NEARLY = 1.0  # points
LEFT_OVER = 3.0  # points less for a way that leaves all over
MORE = 2.0  # points more than enough of a page that calls itself one article: a letter's digest of a week does
LETTER = 220  # characters of prose that make an article of a newsletter


def recognise(page: Page) -> float:
    """0.7 for any page that does not call itself one article, or calls itself a list too; only what looks like one is cut."""
    return 0.7 if page.is_html and (not says_single(page) or is_named_list(page)) else 0.0


def split(page: Page) -> list[Draft]:
    """One article a stretch, by the way of cutting that most speaks for; of nearly equal ones the one that leaves least over."""
    least = LETTER if page.capture.media_type == "message/rfc822" else LEAST_PROSE
    weighed = [
        (points(page, cuts), cuts) for way in _ways(page) if (cuts := without_odd(page, accepted(page, way, least)))
    ]
    enough = ENOUGH + MORE * says_single(page)
    most = max((told(cuts) for _, cuts in weighed), default=0)
    weighed = [(score - LEFT_OVER * (1 - told(cuts) / most), cuts) for score, cuts in weighed if len(cuts) > 1]
    likely = [(score, cuts) for score, cuts in weighed if score >= enough]
    if not likely:
        return []
    best = max(score for score, _ in likely)
    near = [(told(cuts), score, len(cuts), cuts) for score, cuts in likely if score > best - NEARLY]
    return drafts_of(page, max(near, key=lambda x: x[:3])[3], NAME)


def told(cuts: Sequence[Cut]) -> int:
    """The characters of prose in these stretches."""
    return sum(prose(c.blocks) for c in cuts)


def _ways(page: Page) -> Iterator[list[Cut]]:
    """The ways of cutting: at headings of one look, at elements of one look."""
    unlike: dict[tuple[tuple[int, int], ...], tuple[int, list[Cut]]] = {}
    for way in (*(spread(page, group) for group in groups(page)), *_subtrees(page)):
        places = tuple((c.blocks[0].span.start, c.blocks[-1].span.end) for c in way)
        if places not in unlike or _headed_by_day(page, unlike[places][1]):
            unlike[places] = told(way), way
    held = sorted(unlike.values(), key=lambda x: -x[0])[:MOST_WAYS]
    yield from (way for size, way in held if 2 * size >= held[0][0])  # what leaves half over is no way to cut a page


def _headed_by_day(page: Page, way: Sequence[Cut]) -> bool:
    """Whether a way takes days for headlines: the same stretches may have others."""
    return any(c.headline is not None and is_only_when(page, c.headline) for c in way)


def _subtrees(page: Page) -> Iterator[list[Cut]]:
    """Elements of one tag and class under like elements, two or more with prose; or of one tag under one element, whatever
    their classes, where the lines above their prose look alike.
    """
    inside, telling = blocks_of(page), {i for b in page.blocks if is_paragraph(b) for i in b.path}
    found: dict[tuple[str, ...], list[int]] = {}
    for i in sorted(inside):
        element = page.elements[i]
        if i in telling and (element.tag in BOXES or "-" in element.tag):
            parent = page.elements[element.parent] if element.parent >= 0 else element
            for one in element.classes or {""}:
                found.setdefault((element.tag, one, parent.tag), []).append(i)
            found.setdefault((SIBLINGS, element.tag, str(element.parent)), []).append(i)
    for key, group in sorted(found.items(), key=lambda x: (-len(x[1]), x))[:MOST_GROUPS]:
        held = set(group)
        outer = [i for i in group if page.elements[i].parent not in held and why_aside(page, inside[i][0].path) is None]
        if len(outer) < 2 or _nested(page, outer):
            continue
        cuts = [Cut(tuple(inside[i])) for i in outer]
        if key[0] != SIBLINGS or framed(frame_of(page, [clean(page, cut) for cut in cuts])) >= LIKE:
            yield cuts


def _nested(page: Page, group: list[int]) -> bool:
    return any(page.elements[a].end > page.elements[b].start for a, b in itertools.pairwise(group))
