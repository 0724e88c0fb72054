"""An HTML page as located blocks: broken or deep markup is read as far as it goes."""

from __future__ import annotations

import re
from html import unescape

from firsthand.extract.html_lines import Bit, Open, line_block
from firsthand.extract.html_tags import BARE, CLOSED_BY, CLOSES_P, EMPTY, HIDES, KINDS, LINE, WRAPS
from firsthand.extract.html_tokens import tokens
from firsthand.extract.page import Block, Element, Page
from firsthand.model.articles import Capture
from firsthand.model.spans import Span

HEADED = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "summary"})  # a button that is all of a heading shows its words
DEEPEST = 200  # elements inside each other; what lies deeper is read as if it lay here
PREFORMATTED = re.compile(r"<pre\b(?:[^<]|<(?!/pre))*+", re.IGNORECASE)
ENTITY = re.compile(r"&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{1,40});?")


def read_html(capture: Capture, text: str) -> Page:
    """The page of an HTML source."""
    reader = _Reader(text)
    starts, ends, says = reader.starts, reader.ends, reader.says
    for kind, name, start, end in tokens(text):
        if kind == "words":
            if reader.bits or not name.isspace():  # nothing is seen of white space before a block
                says(name, start)
        elif kind == "start":
            starts(name, start, end)
        elif kind == "end":
            ends(name, end)
        else:
            reader.hides(start, end)
    reader.finish()
    return Page(capture, text, tuple(reader.blocks), tuple(reader.elements), tuple(reader.hidden))


class _Reader:
    """Takes the page's tags and words, each at its offset, and makes blocks of them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.elements: list[Element] = []
        self.blocks: list[Block] = []
        self.hidden: list[tuple[Span, str]] = []
        self.stack: list[int] = []
        self.tags: list[str] = []  # of the elements on the stack
        self.hiding: list[int] = []  # those on the stack that hide what they hold
        self.bits: list[Bit] = []
        self.links: list[Open] = []
        self.lined: bool | None = None  # whether the lines of preformatted text count, once asked
        self.paragraph = 0
        self.breaks = 0  # line breaks since the last word
        self.around: list[int] | None = None  # the elements that hold all words of the block so far

    def starts(self, tag: str, at: int, end: int) -> None:
        """A start tag."""
        kind, stack, elements = KINDS.get(tag, 0), self.stack, self.elements
        if kind & LINE:
            if self.bits or self.links:
                self._end_line()
            self.paragraph += 1
            self.breaks = 0
            if kind & WRAPS and stack:
                top = self.tags[-1]
                if (top == "p" and tag in CLOSES_P) or top in CLOSED_BY.get(tag, ()):
                    self._pop(len(self.tags) - 1, at)
        elif tag == "br":
            self._line_break()
        made = Element(tag, self.text[at:end], at, end, end, stack[-1] if stack else -1)
        index = len(elements)
        elements.append(made)
        if kind & EMPTY or (len(stack) >= DEEPEST and not kind & HIDES):
            return
        if kind & BARE and made.source.endswith("/>"):
            return
        tag_before = self.tags[-1] if self.tags else ""
        stack.append(index)
        self.tags.append(tag)
        if kind & HIDES and not (tag == "button" and tag_before in HEADED):
            self.hiding.append(index)
        if tag == "a" and (href := made.attrs.get("href")):
            self.links.append((len(self.bits), href.strip(), None))

    def ends(self, tag: str, end: int) -> None:
        """An end tag."""
        if KINDS.get(tag, 0) & LINE:
            if self.bits or self.links:
                self._end_line()
            self.paragraph += 1
            self.breaks = 0
        elif tag == "a" and self.links and self.links[-1][2] is None:
            first, href, _ = self.links[-1]
            self.links[-1] = (first, href, len(self.bits))
        tags = self.tags
        if tags and tags[-1] == tag:  # as nearly all do
            tags.pop()
            closed = self.stack.pop()
            self.elements[closed].end = end
            if self.hiding and self.hiding[-1] == closed:
                self.hiding.pop()
        elif tag in tags:
            self._pop(len(tags) - 1 - tags[::-1].index(tag), end)

    def says(self, words: str, at: int) -> None:
        """Words, their entities not yet read."""
        if self.hiding:
            self.hides(at, at + len(words))
        elif self.tags and self.tags[-1] == "pre" and "\n" in words and self._is_most():
            self._say_lines(words, at)
        elif "&" not in words:
            self._add(words, at, len(words))
        else:
            self._say_entities(words, at)

    def hides(self, start: int, end: int) -> None:
        """A stretch no reader sees."""
        if self.hiding and not self.text[start:end].isspace():
            tag = self.elements[self.hiding[-1]].tag
            why = "script" if tag in {"script", "style", "template"} else tag
            self.hidden.append((Span(start, end).trim(self.text), why))

    def finish(self) -> None:
        """The end of the page closes all."""
        self._end_block()
        self._pop(0, len(self.text))

    def _is_most(self) -> bool:
        """Whether preformatted text makes most of the page: then its lines are the page's, else it is a figure or code."""
        if self.lined is None:
            self.lined = 2 * sum(len(m[0]) for m in PREFORMATTED.finditer(self.text)) > len(self.text)
        return self.lined

    def _say_lines(self, words: str, at: int) -> None:
        """Words whose line ends count: one ends a line, two end a paragraph."""
        for n, line in enumerate(words.split("\n")):
            if n:
                self._line_break()
            if line.strip():
                self._say_entities(line, at)
            at += len(line) + 1

    def _say_entities(self, words: str, at: int) -> None:
        done = 0
        for match in ENTITY.finditer(words):
            seen = unescape(match[0])
            if seen != match[0]:
                if match.start() > done:
                    self._add(words[done : match.start()], at + done, match.start() - done)
                self._add(seen, at + match.start(), len(match[0]))
                done = match.end()
        if done < len(words):
            self._add(words[done:], at + done, len(words) - done)

    def _add(self, seen: str, at: int, length: int) -> None:
        if not seen.isspace():
            self.breaks = 0
            if self.around is None:
                self.around = self.stack.copy()
            elif self.around != self.stack:
                self.around = [a for a, b in zip(self.around, self.stack, strict=False) if a == b]
        self.bits.append((seen, at, length))

    def _line_break(self) -> None:
        """One `<br>` ends a line, two end a paragraph."""
        self.breaks += 1
        if self.breaks > 1:
            self._end_block()
        else:
            self._end_line()

    def _pop(self, depth: int, end: int) -> None:
        """Closes what is on the stack from a depth on."""
        stack = self.stack
        for i in stack[depth:]:
            self.elements[i].end = end
        del stack[depth:], self.tags[depth:]
        while self.hiding and (not stack or self.hiding[-1] > stack[-1]):
            self.hiding.pop()

    def _end_block(self) -> None:
        if self.bits or self.links:
            self._end_line()
        self.paragraph += 1
        self.breaks = 0

    def _end_line(self) -> None:
        bits, links = self.bits, self.links
        if links:
            self.links = [(0, href, None) for _, href, last in links if last is None]
        if bits:
            self.bits = []
            if self.around is not None:
                self.blocks += line_block(bits, links, self.paragraph, tuple(self.around))
            self.around = None
