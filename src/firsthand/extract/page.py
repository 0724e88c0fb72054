"""A page as located blocks: what a reader sees, in order, every character with its place in the capture."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, TypeVar

from firsthand.extract.html_tokens import attributes
from firsthand.model.articles import Capture
from firsthand.model.slots import quick
from firsthand.model.spans import Run, Span

T = TypeVar("T")


@dataclass(slots=True, eq=False)
class Element:
    """An HTML element; `start` and `end` hold its tags too. A page has a thousand, so its attributes are read when asked for."""

    tag: str
    source: str  # its start tag, as it stands
    start: int
    start_end: int  # where its start tag ends
    end: int
    parent: int  # index in `Page.elements`, -1 at the top

    @property
    def attrs(self) -> Mapping[str, str]:
        return attributes(self.source)

    @property
    def classes(self) -> frozenset[str]:
        return frozenset(self.attrs.get("class", "").lower().split())


@quick
@dataclass(frozen=True, slots=True)
class Link:
    """An address and the words that carry it."""

    href: str
    span: Span  # of the block's text


@quick
@dataclass(frozen=True, slots=True)
class Block:
    """One line of a text file, or one block of an HTML page."""

    text: str  # as a reader sees it, white space collapsed in HTML
    runs: tuple[Run, ...]  # text of the block to the capture
    span: Span  # of the capture
    paragraph: int  # lines of one paragraph bear one number
    path: tuple[int, ...] = ()  # the elements around it, outermost first: indexes in `Page.elements`
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """What layouts look at. A page is only itself."""

    capture: Capture
    text: str  # the capture, decoded
    blocks: tuple[Block, ...]
    elements: tuple[Element, ...] = ()
    hidden: tuple[tuple[Span, str], ...] = field(default=())  # stretches no reader sees, and why
    known: dict[Any, Any] = field(default_factory=dict, repr=False)  # what was worked out of it: see `once`

    @property
    def is_html(self) -> bool:
        return self.capture.is_html

    def tags(self, block: Block) -> list[str]:
        return [self.elements[i].tag for i in block.path]


def once(work: Callable[[Page], T]) -> Callable[[Page], T]:
    """What is worked out of a page the first time it is asked for: every layout asks the same. Whoever asks alters nothing."""

    @wraps(work)
    def asked(page: Page) -> T:
        if work not in page.known:
            page.known[work] = work(page)
        found: T = page.known[work]
        return found

    return asked


@once
def tagged(page: Page) -> Mapping[str, Sequence[Element]]:
    """A page's elements by their tags, in order: {"meta": [...], "h1": [...]}."""
    found: dict[str, list[Element]] = defaultdict(list)
    for element in page.elements:
        found[element.tag].append(element)
    return dict(found)


@once
def holding(page: Page) -> Sequence[int]:
    """The elements that hold blocks, outermost first."""
    found = set[int]()
    for block in page.blocks:
        for i in reversed(block.path):
            if i in found:  # and so are those around it
                break
            found.add(i)
    return sorted(found)


def path_of(page: Page, element: Element) -> list[int]:
    """The elements around an element, outermost first."""
    path, up = list[int](), element.parent
    while up >= 0:
        path.append(up)
        up = page.elements[up].parent
    return path[::-1]


def place(block: Block, span: Span) -> Span:
    """Where a span of a block's text stands in the capture."""
    starts = [_at(run, span) for run in block.runs if run.text_start < span.end and span.start < run.text_end]
    return Span(min(s.start for s in starts), max(s.end for s in starts)) if starts else block.span


def _at(run: Run, span: Span) -> Span:
    if run.text_length != run.capture_length:
        return Span(run.capture_start, run.capture_end)
    shift = run.capture_start - run.text_start
    return Span(max(span.start, run.text_start) + shift, min(span.end, run.text_end) + shift)
