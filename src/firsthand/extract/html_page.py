"""An HTML page as located blocks: broken or deep markup is read as far as it goes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from firsthand.extract.html_tokens import attributes, tokens
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
    "li": ("li",),
    "dt": ("dt", "dd"),
    "dd": ("dt", "dd"),
    "tr": ("tr", "td", "th"),
    "td": ("td", "th"),
    "th": ("td", "th"),
    "option": ("option",),
}
CLOSES_P = SHOWN_BLOCKS - {"body", "html", "head", "tr", "td", "th", "tbody", "thead", "tfoot", "caption"}
ENTITY = re.compile(r"&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{1,40});?")
GAP = re.compile(r"\s{2,}|[^\S ]")  # white space that is not one plain space

Bit = tuple[str, int, int]  # what is seen, where it stands in the capture, how long it is there


def read_html(capture: Capture, text: str) -> Page:
    """The page of an HTML source."""
    reader = _Reader(text)
    for kind, name, start, end in tokens(text):
        if kind == "start":
            reader.starts(name, start, end)
        elif kind == "end":
            reader.ends(name, end)
        elif kind == "words":
            reader.says(name, start)
        else:
            reader.hides(start, end)
    reader.finish()
    elements = tuple([Element(*row) for row in reader.rows])
    return Page(capture, text, tuple(reader.blocks), elements, tuple(reader.hidden))


class _Reader:
    """Takes the page's tags and words, each at its offset, and makes blocks of them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.rows: list[tuple[str, dict[str, str], int, int, int, int]] = []  # what `Element` holds
        self.blocks: list[Block] = []
        self.hidden: list[tuple[Span, str]] = []
        self.stack: list[int] = []
        self.hiding: list[int] = []  # those on the stack that hide what they hold
        self.bits: list[Bit] = []
        self.links: list[tuple[int, str, int | None]] = []  # first bit, address, bit after the last
        self.paragraph = 0
        self.breaks = 0  # line breaks since the last word
        self.around: list[int] | None = None  # the elements that hold all words of the block so far

    def starts(self, tag: str, at: int, end: int) -> None:
        """A start tag."""
        if tag in SHOWN_BLOCKS:
            self._end_block()
            self._close_open(tag, at)
        elif tag == "br":
            self._line_break()
        held = attributes(self.text[at:end])
        self.rows.append((tag, held, at, end, end, self.stack[-1] if self.stack else -1))
        hides = tag in HIDDEN
        if tag in VOID or (len(self.stack) >= DEEPEST and not hides):
            return
        if tag in ("script", "style", "svg") and self.text.endswith("/>", at, end):
            return  # "<script src=x />": what follows is shown
        self.stack.append(len(self.rows) - 1)
        if hides:
            self.hiding.append(len(self.rows) - 1)
        if tag == "a" and held.get("href"):
            self.links.append((len(self.bits), held["href"].strip(), None))

    def ends(self, tag: str, end: int) -> None:
        """An end tag."""
        if tag in SHOWN_BLOCKS:
            self._end_block()
        if tag == "a" and self.links and self.links[-1][2] is None:
            first, href, _ = self.links[-1]
            self.links[-1] = (first, href, len(self.bits))
        self._pop({tag}, end)

    def says(self, words: str, at: int) -> None:
        """Words, their entities not yet read."""
        if self.hiding:
            self.hides(at, at + len(words))
            return
        if "&" not in words:
            self._add(words, at, len(words))
            return
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

    def hides(self, start: int, end: int) -> None:
        """A stretch no reader sees."""
        span = Span(start, end).trim(self.text)
        if len(span) and self.hiding:
            tag = self.rows[self.hiding[-1]][0]
            self.hidden.append((span, "script" if tag in {"script", "style", "template"} else tag))

    def finish(self) -> None:
        """The end of the page closes all."""
        self._end_block()
        self._pop(set(), len(self.text), every=True)

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
            self._end_block(same_paragraph=True)

    def _close_open(self, tag: str, at: int) -> None:
        """What a start tag closes without saying so: `<p>` before any block, `<li>` before `<li>`."""
        top = self.rows[self.stack[-1]][0] if self.stack else ""
        if (top == "p" and tag in CLOSES_P) or top in CLOSED_BY.get(tag, ()):
            self._pop({top}, at)

    def _pop(self, tags: set[str], end: int, *, every: bool = False) -> None:
        depth = next((d for d in range(len(self.stack) - 1, -1, -1) if self.rows[self.stack[d]][0] in tags), None)
        if every:
            depth = 0
        if depth is None:
            return
        for i in self.stack[depth:]:
            tag, held, start, start_end, _, parent = self.rows[i]
            self.rows[i] = (tag, held, start, start_end, end, parent)
        del self.stack[depth:]
        while self.hiding and (not self.stack or self.hiding[-1] > self.stack[-1]):
            self.hiding.pop()

    def _end_block(self, *, same_paragraph: bool = False) -> None:
        bits, links = self.bits, self.links
        if links:
            self.links = [(0, href, None) for _, href, last in links if last is None]
        if bits:
            self.bits = []
            if self.around is not None:
                self.blocks += _block(bits, links, self.paragraph, tuple(self.around))
            self.around = None
        if not same_paragraph:
            self.paragraph += 1
            self.breaks = 0


def _block(
    bits: list[Bit], links: list[tuple[int, str, int | None]], paragraph: int, path: tuple[int, ...]
) -> list[Block]:
    """The bits as one line of text, white space collapsed to single spaces; none where nothing but space is seen."""
    out, runs, bounds, length = list[str](), list[Run](), [0], 0
    space: tuple[int, int] | None = None  # where white space not yet written began and ended
    for seen, at, raw in bits:
        for word, start, size in _pieces(seen, at) if raw == len(seen) else [(seen, at, raw)]:
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
        return []
    span = Span(runs[0].capture_start, runs[-1].capture_end)
    return [Block(text, joined(runs).runs, span, paragraph, path, _located(links, bounds, text))]


def _pieces(seen: str, at: int) -> Iterator[tuple[str, int, int]]:
    """Words as they stand, single spaces between them, and the white space around them: ' a b\n' -> ' ', 'a b', '\n'."""
    inner = seen.strip()
    first = len(seen) - len(seen.lstrip())
    if first:
        yield seen[:first], at, first
    done = 0
    for match in GAP.finditer(inner):
        yield inner[done : match.start()], at + first + done, match.start() - done
        yield match[0], at + first + match.start(), match.end() - match.start()
        done = match.end()
    if inner:
        yield inner[done:], at + first + done, len(inner) - done
    if inner and (rest := len(seen) - first - len(inner)):
        yield seen[-rest:], at + first + len(inner), rest


def _located(links: list[tuple[int, str, int | None]], bounds: list[int], text: str) -> tuple[Link, ...]:
    found = []
    for first, href, last in links:
        start = bounds[min(first, len(bounds) - 1)]
        end = bounds[last if last is not None and last < len(bounds) else -1]
        span = Span(start, max(start, end)).trim(text)
        if len(span):
            found.append(Link(href, span))
    return tuple(found)
