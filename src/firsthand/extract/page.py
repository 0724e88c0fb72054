"""A page as located blocks: what a reader sees, in order, every character with its place in the capture."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, TypeVar

from firsthand.extract.start_tags import StartTag
from firsthand.model.articles import Capture
from firsthand.model.slots import quick
from firsthand.model.spans import Run, Span

T = TypeVar("T")


@dataclass(slots=True, eq=False)
class Element:
    """An HTML element; `start` and `end` hold its tags too. A page has a thousand, so its attributes are read when asked for."""

    tag: str
    told: StartTag
    start: int
    end: int
    parent: int  # index in `Page.elements`, -1 at the top
    # what was worked out of it, once asked: see `looks`, `cuts.is_heading`, `page_marks.why_aside`
    look: tuple[str, ...] = field(init=False)
    key: tuple[str, ...] = field(init=False)
    titles: bool = field(init=False)
    aside: str | None = field(init=False)

    @property
    def source(self) -> str:
        """Its start tag, as it stands."""
        return self.told.source

    @property
    def start_end(self) -> int:
        """Where its start tag ends."""
        return self.start + len(self.told.source)

    @property
    def attrs(self) -> Mapping[str, str]:
        return self.told.attrs

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
    told: int = field(default=-1, repr=False, compare=False)  # see `records.told`; -1 until asked


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
        try:
            found: T = page.known[work]
        except KeyError:
            found = page.known[work] = work(page)
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


@once
def start_tags(page: Page) -> Sequence[StartTag]:
    """The wordings of the start tags of the elements that hold blocks."""
    return list(dict.fromkeys([page.elements[i].told for i in holding(page)]))


def how_many(page: Page, says: Callable[[StartTag], bool]) -> int:
    """How many elements that hold blocks have a start tag that says so."""
    saying = {tag for tag in start_tags(page) if says(tag)}
    return sum(page.elements[i].told in saying for i in holding(page)) if saying else 0


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
