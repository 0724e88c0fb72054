"""An HTML page as located blocks, by the standard parser: broken or deep markup is read as far as it goes."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser

from firsthand.extract.page import Block, Element, Link, Page
from firsthand.model.articles import Capture
from firsthand.model.spans import Run, Span, joined

DEEPEST = 200  # elements inside each other; what lies deeper is read as if it lay here
SHOWN_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
HIDDEN = frozenset(
    [
        "script",
        "style",
        "template",
        "noscript",
        "svg",
        "iframe",
        "object",
        "textarea",
        "select",
        "button",
        "title",
        "canvas",
        "audio",
        "video",
    ]
)
CLOSED_BY = {
    "li": "li",
    "dt": "dt dd",
    "dd": "dt dd",
    "tr": "tr td th",
    "td": "td th",
    "th": "td th",
    "option": "option",
}
CLOSES_P = SHOWN_BLOCKS - {"body", "html", "head", "tr", "td", "th", "tbody", "thead", "tfoot", "caption"}
ENTITY = re.compile(r"&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{1,40});?")
WORDS = re.compile(r"\s+|\S+")

Bit = tuple[str, int, int]  # what is seen, where it stands in the capture, how long it is there


def read_html(capture: Capture, text: str) -> Page:
    """The page of an HTML source."""
    reader = _Reader(text)
    reader.feed(text)
    reader.close()
    reader.finish()
    return Page(capture, text, tuple(reader.blocks), tuple(reader.elements), tuple(reader.hidden))


class _Reader(HTMLParser):
    """Takes the parser's events, each at its offset, and makes blocks of them."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self.text = text
        self.line_starts = [0, *(m.end() for m in re.finditer("\n", text))]
        self.elements: list[Element] = []
        self.blocks: list[Block] = []
        self.hidden: list[tuple[Span, str]] = []
        self.stack: list[int] = []
        self.bits: list[Bit] = []
        self.links: list[tuple[int, str, int | None]] = []  # first bit, address, bit after the last
        self.paragraph = 0
        self.breaks = 0  # line breaks since the last word
        self.around: list[int] | None = None  # the elements that hold all words of the block so far

    def here(self) -> int:
        line, column = self.getpos()
        return self.line_starts[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = self.here()
        end = at + len(self.get_starttag_text() or "")
        if tag in SHOWN_BLOCKS:
            self._end_block()
            self._close_open(tag, at)
        if tag == "br":
            self._line_break()
        held = {name: value or "" for name, value in reversed(attrs)}
        self.elements.append(Element(tag, held, at, end, end, self.stack[-1] if self.stack else -1))
        if tag in VOID or (len(self.stack) >= DEEPEST and tag not in HIDDEN):
            return
        self.stack.append(len(self.elements) - 1)
        if tag == "a" and held.get("href"):
            self.links.append((len(self.bits), held["href"].strip(), None))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in SHOWN_BLOCKS:
            self._end_block()
        if tag == "a" and self.links and self.links[-1][2] is None:
            first, href, _ = self.links[-1]
            self.links[-1] = (first, href, len(self.bits))
        at = self.here()
        close = self.text.find(">", at)
        self._pop({tag}, close + 1 if close >= 0 else len(self.text))

    def handle_data(self, data: str) -> None:
        at = self.here()
        if not self.text.startswith(data, at):
            return  # a construct the parser repaired: nothing stands there as it was given
        if hiding := self._hiding():
            if data.strip():
                self.hidden.append((Span(at, at + len(data)).trim(self.text), hiding))
        else:
            self._add(data, at, len(data))

    def handle_entityref(self, name: str) -> None:
        self._entity()

    def handle_charref(self, name: str) -> None:
        self._entity()

    def finish(self) -> None:
        self._end_block()
        self._pop({self.elements[i].tag for i in self.stack}, len(self.text), every=True)

    def _entity(self) -> None:
        at = self.here()
        match = ENTITY.match(self.text, at)
        if not self._hiding():
            raw = match[0] if match else "&"
            self._add(unescape(raw), at, len(raw))

    def _add(self, seen: str, at: int, length: int) -> None:
        if not seen.isspace():
            self.breaks = 0
            held = self.around if self.around is not None else self.stack
            self.around = [a for a, b in zip(held, self.stack, strict=False) if a == b]
        self.bits.append((seen, at, length))

    def _hiding(self) -> str | None:
        for i in reversed(self.stack):
            element = self.elements[i]
            if element.tag in HIDDEN:
                return "script" if element.tag in {"script", "style", "template"} else element.tag
        return None

    def _line_break(self) -> None:
        """One `<br>` ends a line, two end a paragraph."""
        self.breaks += 1
        if self.breaks > 1:
            self._end_block()
        else:
            self._end_block(same_paragraph=True)

    def _close_open(self, tag: str, at: int) -> None:
        """What a start tag closes without saying so: `<p>` before any block, `<li>` before `<li>`."""
        top = self.elements[self.stack[-1]].tag if self.stack else ""
        if (top == "p" and tag in CLOSES_P) or top in CLOSED_BY.get(tag, "").split():
            self._pop({top}, at)

    def _pop(self, tags: set[str], end: int, *, every: bool = False) -> None:
        depth = next((d for d in range(len(self.stack) - 1, -1, -1) if self.elements[self.stack[d]].tag in tags), None)
        if every:
            depth = 0
        if depth is None:
            return
        for i in self.stack[depth:]:
            self.elements[i] = replace(self.elements[i], end=end)
        del self.stack[depth:]

    def _end_block(self, *, same_paragraph: bool = False) -> None:
        bits, links = self.bits, self.links
        self.bits, self.links = [], [(0, href, None) for _, href, last in links if last is None]
        block = _block(bits, links, self.paragraph, tuple(self.around or ()))
        self.around = None
        if block is not None:
            self.blocks.append(block)
        if not same_paragraph:
            self.paragraph += 1
            self.breaks = 0


def _block(
    bits: list[Bit], links: list[tuple[int, str, int | None]], paragraph: int, path: tuple[int, ...]
) -> Block | None:
    """The bits as one line of text, white space collapsed to single spaces."""
    out, runs, bounds, length = list[str](), list[Run](), [0], 0
    space: tuple[int, int] | None = None  # where white space not yet written began and ended
    for seen, at, raw in bits:
        pieces = (
            [(m[0], at + m.start(), len(m[0])) for m in WORDS.finditer(seen)] if raw == len(seen) else [(seen, at, raw)]
        )
        for word, start, size in pieces:
            if word.isspace():
                space = (space[0] if space else start, start + size)
            elif word:
                if space and length:
                    runs.append(Run(length, 1, space[0], space[1] - space[0]))
                    out.append(" ")
                    length += 1
                space = None
                runs.append(Run(length, len(word), start, size))
                out.append(word)
                length += len(word)
        bounds.append(length)
    text = "".join(out)
    if not text:
        return None
    span = Span(runs[0].capture_start, runs[-1].capture_end)
    return Block(text, joined(runs).runs, span, paragraph, path, _located(links, bounds, text))


def _located(links: list[tuple[int, str, int | None]], bounds: list[int], text: str) -> tuple[Link, ...]:
    found = []
    for first, href, last in links:
        start = bounds[min(first, len(bounds) - 1)]
        end = bounds[last if last is not None and last < len(bounds) else -1]
        span = Span(start, max(start, end)).trim(text)
        if len(span):
            found.append(Link(href, span))
    return tuple(found)
