"""Ways to cut a page: stretches of blocks that may each be one article, and whether they are articles or teasers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from firsthand.extract.html_tokens import attributes
from firsthand.extract.looks import Key, look
from firsthand.extract.page import Block, Element, Page, holding, once, path_of
from firsthand.extract.page_marks import ends_open, is_cut_off, is_more, is_rule, why_aside, why_itself
from firsthand.extract.records import LEAST_PROSE, PARAGRAPH, blocks_of, is_paragraph, prose, says_single
from firsthand.extract.when import is_dated
from firsthand.model.spans import Span

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
TITLED = frozenset({"entry-title", "post-title", "p-name", "headline", "article-title"})
LONGEST_TEASER = 900  # characters: above it, "read more" at the end leads to another story
FARTHEST_HEAD = 5  # blocks before a stretch in which a heading that stands outside of it is looked for
OPENING = 0.6  # of the long articles begin with a line of one look: then a short one that does is one too


@dataclass(frozen=True, slots=True)
class Cut:
    """The blocks of one article, and which of them is its headline."""

    blocks: tuple[Block, ...]
    headline: Block | None = None  # None: found by its markup, or there is none
    title: Span | None = None  # which of the headline's words say it, where it bears others: "Subject: Ferries sail"


def marked(page: Page, is_one: Callable[[Element], bool]) -> list[Cut]:
    """The stretches of the elements that pass, if at least two hold an article's prose. One inside another counts once.

    A frame around two or more of them, with little prose of its own, is none itself. What readers wrote, and what stands
    beside the articles, is none.
    """
    if says_single(page):
        return []
    found = [i for i in holding(page) if is_one(page.elements[i])]
    if len(found) < 2:
        return []
    inside = blocks_of(page)
    outer = [i for i in _settled(page, found, inside) if why_aside(page, [*path_of(page, page.elements[i]), i]) is None]
    return with_heads(page, accepted(page, [Cut(tuple(inside[i])) for i in outer if inside.get(i)]))


def accepted(page: Page, cuts: Sequence[Cut], least: int = LEAST_PROSE) -> list[Cut]:
    """Those that are articles: at least two with prose enough and not breaking off, and most of all prose in such.

    Then a shorter one counts too, if it has a heading or a date, and a paragraph: an archive also holds brief reports.
    """
    own = [clean(page, cut) for cut in cuts]
    told = [prose(held) for held in own]
    if sum(n >= least for n in told) < 2:
        return []
    teasers = [is_teaser(held) for held in own]
    full = [n >= least and not teaser for n, teaser in zip(told, teasers, strict=True)]
    whole = sum(n for n, is_full in zip(told, full, strict=True) if is_full)
    if sum(full) < 2 or sum(teasers) > sum(full) or 2 * whole < sum(told):
        return []
    opens = _opening_looks(page, [held for held, is_full in zip(own, full, strict=True) if is_full])
    rows = zip(cuts, own, full, teasers, strict=True)
    return [c for c, held, is_full, teaser in rows if is_full or (not teaser and _is_brief(page, c, held, opens))]


def _opening_looks(page: Page, full: Sequence[Sequence[Block]]) -> set[Key]:
    """The look of the first lines of most articles, if those are no paragraphs."""
    looks = Counter(look(page, held[0]) for held in full if not is_paragraph(held[0]))
    return {key for key, n in looks.items() if n > 1 and n >= OPENING * len(full)}


def clean(page: Page, cut: Cut) -> list[Block]:
    """The blocks of a stretch without comments and related cards inside it."""
    return [b for b in cut.blocks if why_aside(page, b.path) is None]


def is_teaser(blocks: Sequence[Block]) -> bool:
    """Whether a stretch only leads to its article: it breaks off, or ends in "Read more"."""
    said = [b for b in blocks if is_paragraph(b)]
    if not said or is_cut_off(said[-1].text):
        return True
    if prose(said) >= LONGEST_TEASER:
        return False
    after = blocks[blocks.index(said[-1]) + 1 :]
    tail = said[-1]
    called = tail.links and any(_is_call(tail, link.span.start) for link in tail.links[-1:])
    return bool(called) or ends_open(tail.text) or any(is_more(b) for b in after[:3])


def _is_call(block: Block, start: int) -> bool:
    """Whether a paragraph's last words are a link "Read more"."""
    last = Block(block.text[start:], (), block.span, 0, (), block.links)
    return is_more(last)


def with_heads(page: Page, cuts: Sequence[Cut]) -> list[Cut]:
    """The cuts, each with the heading that stands right before its element, where it has none of its own."""
    at = {id(b): n for n, b in enumerate(page.blocks)}
    out, free = list[Cut](), 0
    for cut in cuts:
        first = at[id(cut.blocks[0])]
        if not any(is_heading(page, b) for b in cut.blocks):
            near = page.blocks[max(free, first - FARTHEST_HEAD) : first]
            heads = [n for n, b in enumerate(near) if is_heading(page, b)]
            if heads and all(not is_paragraph(b) for b in near[heads[-1] + 1 :]) and _beside_it(near[heads[-1]], cut):
                cut = Cut((*near[heads[-1] :], *cut.blocks), near[heads[-1]])
        out.append(cut)
        free = at[id(cut.blocks[-1])] + 1
    return out


def _beside_it(head: Block, cut: Cut) -> bool:
    """Whether a heading shares a parent with the stretch: both stand in one box, and not one in the page's header."""
    common = sum(1 for a, b in zip(head.path, cut.blocks[0].path, strict=False) if a == b)
    return common >= min(len(head.path), len(cut.blocks[0].path)) - 2


def is_heading(page: Page, block: Block) -> bool:
    """Whether a block is a heading by its tag, or bears a title's class."""
    if not block.path:
        return False
    known, last = _headings(page), block.path[-1]
    if last not in known:
        known[last] = any(is_headed(page.elements[i]) for i in block.path[-3:])
    return known[last]


@once
def _headings(_: Page) -> dict[int, bool]:
    """Of the innermost elements asked about so far, whether what stands in them is a heading."""
    return {}


def is_headed(element: Element) -> bool:
    """Whether an element is a heading by its tag, its role or its class."""
    return element.tag in HEADINGS or ("=" in element.source and _is_called_heading(element.source))


@lru_cache(8192)  # pages repeat their tags
def _is_called_heading(source: str) -> bool:
    held = attributes(source)
    if held.get("role") == "heading":
        return True
    classes = held.get("class", "")
    return bool(classes) and not TITLED.isdisjoint(classes.lower().split())


def trimmed(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Without the lines at either end that only part."""
    first, last = 0, len(blocks)
    while first < last and is_rule(blocks[first]):
        first += 1
    while last > first and is_rule(blocks[last - 1]):
        last -= 1
    return tuple(blocks[first:last])


def _is_brief(page: Page, cut: Cut, held: Sequence[Block], opens: Collection[Key]) -> bool:
    """Whether a stretch is a short report: a paragraph under a headline or such a line, a longer one under a day."""
    headed = cut.headline is not None or any(is_heading(page, b) for b in held) or look(page, held[0]) in opens
    told = prose(held)
    return (headed and told >= PARAGRAPH) or (told >= 2 * PARAGRAPH and any(is_dated(page, b) for b in held[:3]))


def _settled(page: Page, found: Sequence[int], inside: dict[int, list[Block]]) -> list[int]:
    """Of elements inside each other those that are the articles."""
    held, kids, tops = set(found), dict[int, list[int]](), list[int]()
    for i in found:
        up = next((j for j in reversed(path_of(page, page.elements[i])) if j in held), None)
        (tops if up is None else kids.setdefault(up, [])).append(i)
    return [k for i in tops for k in _descended(page, i, kids, inside)]


def _descended(page: Page, i: int, kids: dict[int, list[int]], inside: dict[int, list[Block]]) -> list[int]:
    below = [
        k
        for j in kids.get(i, ())
        if why_itself(page, page.elements[j]) is None
        for k in _descended(page, j, kids, inside)
    ]
    full = [k for k in below if prose(inside.get(k, ())) >= LEAST_PROSE]
    if len(full) < 2:
        return [i]
    theirs = {id(b) for k in below for b in inside.get(k, ())}
    own = prose(b for b in inside.get(i, ()) if id(b) not in theirs)
    return below if own < LEAST_PROSE else [i]
