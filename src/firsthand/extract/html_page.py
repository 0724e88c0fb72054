"""An HTML page as located blocks: broken or deep markup is read as far as it goes."""

from __future__ import annotations

import re
from html import unescape

from firsthand.extract.html_tokens import tokens
from firsthand.extract.page import Block, Element, Link, Page
from firsthand.model.articles import Capture
from firsthand.model.spans import Run, Span

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
    "li": ("li",),
    "dt": ("dt", "dd"),
    "dd": ("dt", "dd"),
    "tr": ("tr", "td", "th"),
    "td": ("td", "th"),
    "th": ("td", "th"),
    "option": ("option",),
}
CLOSES_P = SHOWN_BLOCKS - {"body", "html", "head", "tr", "td", "th", "tbody", "thead", "tfoot", "caption"}
LINE, EMPTY, HIDES, BARE, WRAPS = 1, 2, 4, 8, 16  # what a tag does, as bits
KINDS = {
    tag: LINE * (tag in SHOWN_BLOCKS)
    | EMPTY * (tag in VOID)
    | HIDES * (tag in HIDDEN)
    | BARE * (tag in ("script", "style", "svg"))  # "<script src=x />": what follows is shown
    | WRAPS * (tag in CLOSES_P or tag in CLOSED_BY)
    for tag in (*SHOWN_BLOCKS, *VOID, *HIDDEN, *CLOSED_BY)
}
ENTITY = re.compile(r"&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{1,40});?")
STRETCH = re.compile(r"\S+(?:\s\S+)*")  # words with one character of white space between them

Bit = tuple[str, int, int]  # what is seen, where it stands in the capture, how long it is there
Open = tuple[int, str, int | None]  # of a link: its first bit, its address, the bit after its last


def read_html(capture: Capture, text: str) -> Page:
    """The page of an HTML source."""
    reader = _Reader(text)
    starts, ends, says = reader.starts, reader.ends, reader.says
    for kind, name, start, end in tokens(text):
        if kind == "words":
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
        self.paragraph = 0
        self.breaks = 0  # line breaks since the last word
        self.around: list[int] | None = None  # the elements that hold all words of the block so far

    def starts(self, tag: str, at: int, end: int) -> None:
        """A start tag."""
        kind, stack, elements = KINDS.get(tag, 0), self.stack, self.elements
        if kind & LINE:
            self._end_block()
            if kind & WRAPS and stack:
                self._close_open(tag, at)
        elif tag == "br":
            self._line_break()
        made = Element(tag, self.text[at:end], at, end, end, stack[-1] if stack else -1)
        index = len(elements)
        elements.append(made)
        if kind & EMPTY or (len(stack) >= DEEPEST and not kind & HIDES):
            return
        if kind & BARE and made.source.endswith("/>"):
            return
        stack.append(index)
        self.tags.append(tag)
        if kind & HIDES:
            self.hiding.append(index)
        if tag == "a" and (href := made.attrs.get("href")):
            self.links.append((len(self.bits), href.strip(), None))

    def ends(self, tag: str, end: int) -> None:
        """An end tag."""
        if KINDS.get(tag, 0) & LINE:
            self._end_block()
        elif tag == "a" and self.links and self.links[-1][2] is None:
            first, href, _ = self.links[-1]
            self.links[-1] = (first, href, len(self.bits))
        tags = self.tags
        if tags and tags[-1] == tag:
            self._pop(len(tags) - 1, end)
        elif tag in tags:
            self._pop(len(tags) - 1 - tags[::-1].index(tag), end)

    def says(self, words: str, at: int) -> None:
        """Words, their entities not yet read."""
        if self.hiding:
            self.hides(at, at + len(words))
        elif "&" not in words:
            if self.bits or not words.isspace():  # nothing is seen of white space before a block
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

    def _close_open(self, tag: str, at: int) -> None:
        """What a start tag closes without saying so: `<p>` before any block, `<li>` before `<li>`."""
        top = self.tags[-1]
        if (top == "p" and tag in CLOSES_P) or top in CLOSED_BY.get(tag, ()):
            self._pop(len(self.tags) - 1, at)

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
                self.blocks += _block(bits, links, self.paragraph, tuple(self.around))
            self.around = None


def _block(bits: list[Bit], links: list[Open], paragraph: int, path: tuple[int, ...]) -> list[Block]:
    """The bits as one line of text, white space collapsed to single spaces; none where nothing but space is seen."""
    line, bounds = _Line(), [0]
    for seen, at, raw in bits:
        if raw == len(seen):
            line.words(seen, at)
        elif seen.isspace():
            line.space(at, at + raw)
        else:
            line.put(seen, at, raw)
        bounds.append(line.length)
    text = "".join(line.out)
    if not text:
        return []
    runs = tuple([Run(*run) for run in line.runs])
    span = Span(runs[0].capture_start, runs[-1].capture_end)
    return [Block(text, runs, span, paragraph, path, _located(links, bounds, text) if links else ())]


class _Line:
    """A line as it grows: what is seen of it, and from where; runs that continue each other are one."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.runs: list[tuple[int, int, int, int]] = []
        self.length = 0
        self.gap: tuple[int, int] | None = None  # where white space not yet written began and ended

    def words(self, seen: str, at: int) -> None:
        """Words as they stand, with the white space around and between them."""
        inner = seen.strip()
        if not inner:
            self.space(at, at + len(seen))
            return
        first = at + len(seen) - len(seen.lstrip())
        if first > at:
            self.space(at, first)
        folded = " ".join(inner.split())
        if len(folded) == len(inner):
            self.put(folded, first, len(inner))
        else:
            done = 0
            for match in STRETCH.finditer(inner):
                start, end = match.span()
                if start:
                    self.space(first + done, first + start)
                self.put(" ".join(match[0].split()), first + start, end - start)
                done = end
        if (last := first + len(inner)) < at + len(seen):
            self.space(last, at + len(seen))

    def space(self, start: int, end: int) -> None:
        """White space: between words it is seen as one."""
        self.gap = (self.gap[0] if self.gap else start, end)

    def put(self, word: str, start: int, size: int) -> None:
        """Something seen, and before it the white space that was met."""
        if self.gap is not None and self.length:
            self.out.append(" ")
            self._run(1, self.gap[0], self.gap[1] - self.gap[0])
        self.gap = None
        self.out.append(word)
        self._run(len(word), start, size)

    def _run(self, length: int, start: int, size: int) -> None:
        if self.runs and length == size:
            at, held, capture, held_there = self.runs[-1]
            if held == held_there and capture + held == start:
                self.runs[-1] = (at, held + length, capture, held + length)
                self.length += length
                return
        self.runs.append((self.length, length, start, size))
        self.length += length


def _located(links: list[Open], bounds: list[int], text: str) -> tuple[Link, ...]:
    found = []
    for first, href, last in links:
        start = bounds[min(first, len(bounds) - 1)]
        end = bounds[last if last is not None and last < len(bounds) else -1]
        span = Span(start, max(start, end)).trim(text)
        if len(span):
            found.append(Link(href, span))
    return tuple(found)
