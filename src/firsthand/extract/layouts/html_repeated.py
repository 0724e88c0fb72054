"""A page of like stretches, unmarked: subtrees or lines that recur, each with a heading or a date and prose of its own."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from firsthand.extract.begun import begun, tells_days
from firsthand.extract.cuts import Cut, accepted, clean
from firsthand.extract.draft import Draft
from firsthand.extract.drafting import drafts_of
from firsthand.extract.list_signs import framed
from firsthand.extract.odd_ones import without_odd
from firsthand.extract.page import Block, Page
from firsthand.extract.page_marks import why_aside
from firsthand.extract.page_names import is_named_list, listed, top_title
from firsthand.extract.records import LEAST_PROSE, blocks_of, is_paragraph, prose, says_single, weight
from firsthand.extract.starters import MOST_GROUPS, ends_sentence, groups, spread
from firsthand.extract.template import frame_of
from firsthand.extract.way_points import points
from firsthand.extract.way_signs import in_turn
from firsthand.extract.when import LONGEST_DATED, is_only_when

NAME = "html_repeated"
MOST_WAYS = 12  # ways of cutting that are weighed
BOXES = frozenset(
    {
        "div",
        "section",
        "li",
        "tr",
        "td",
        "table",
        "tbody",
        "dd",
        "dl",
        "details",
        "fieldset",
        "blockquote",
        "article",
        "form",
        "center",
    }
)  # and custom elements: <news-item>
SIBLINGS = "siblings"
LIKE = 0.8  # of elements whose classes differ
HEADLINE = 36  # characters
LETTER = 220  # characters of prose that make an article of a newsletter


def recognise(page: Page) -> float:
    """0.7 for any page but one that calls itself one article and no list, and has a headline of its own or a single day at most;
    only what looks like many articles is cut.
    """
    if not page.is_html:
        return 0.0
    return 0.7 if not says_single(page) or is_named_list(page) or (not _is_headed(page) and tells_days(page)) else 0.0


def _is_headed(page: Page) -> bool:
    """Whether a page has one `<h1>` that is as long as headlines are: then it never has points enough, see `points`."""
    top = top_title(page)
    return top is not None and weight(top.text) >= HEADLINE and not listed(page)


def split(page: Page) -> list[Draft]:
    """One article a stretch, by the way of cutting that most speaks for; of equal ones the one that leaves least over."""
    ways = accepted_ways(page)
    most = most_of(ways)
    weighed = [(points(in_turn(page, cuts, most)), told(cuts), len(cuts), cuts) for cuts in ways]
    best = max(weighed, key=lambda x: x[:3], default=(0.0, 0, 0, []))
    return drafts_of(page, best[3], NAME) if best[0] > 0 else []


def accepted_ways(page: Page) -> list[list[Cut]]:
    """The ways of cutting that leave two articles at least."""
    least = LETTER if page.capture.media_type == "message/rfc822" else LEAST_PROSE
    return [cuts for way in _ways(page) if len(cuts := without_odd(page, accepted(page, way, least))) > 1]


def most_of(ways: Sequence[Sequence[Cut]]) -> int:
    """How many stretches the finest of these ways has. Ways that begin with prose count only where all do: paragraphs of
    one class are no articles.
    """
    headed = [len(way) for way in ways if 2 * sum(_is_prose(cut.blocks[0]) for cut in way) < len(way)]
    return max(headed or map(len, ways), default=0)


def _is_prose(block: Block) -> bool:
    return is_paragraph(block) and (len(block.text) > LONGEST_DATED or ends_sentence(block.text))


def told(cuts: Sequence[Cut]) -> int:
    """The characters of prose in these stretches."""
    return sum(prose(c.blocks) for c in cuts)


def _ways(page: Page) -> Iterator[list[Cut]]:
    """The ways of cutting: at headings of one look, at elements of one look."""
    unlike: dict[tuple[tuple[int, int], ...], tuple[int, list[Cut]]] = {}
    unheaded = (spread(page, group, is_headline=False) for group in begun(page))
    for way in (*(spread(page, group) for group in groups(page)), *_subtrees(page), *unheaded):
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
