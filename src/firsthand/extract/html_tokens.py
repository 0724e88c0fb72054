"""HTML source as tags and words, each with its place, in time that grows with the page and no faster.

The standard parser looks for the end of every broken construct anew; here what is looked for in vain once is not looked
for again. What cannot be a tag is words; nothing is repaired, so every word stands where it is said to stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from html import unescape
from typing import Literal

# kind, name or words, where it starts, where it ends
Token = tuple[Literal["start", "end", "words", "raw"], str, int, int]

# "<a href='x>y' title=>"; a quotation mark counts only behind "=", as in browsers
START = re.compile(r"<([A-Za-z][^\s/>]*+)(?:[^>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+'|(?![\"'])))*+>")
LOOSE = re.compile(r"<([A-Za-z][^\s/>]*+)[^>]*+>")  # once a quotation was left open
END = re.compile(r"</([A-Za-z][^\s/>]*+)[^>]*+>")
NAME = re.compile(r"<[A-Za-z][^\s/>]*+")
# a whole tag, or only the "<" of what needs a closer look; the same with each of the two ways to read a start tag
TAG = re.compile(rf"<(?:{START.pattern[1:]}|/([A-Za-z][^\s/>]*+)[^>]*+>)?")
LOOSE_TAG = re.compile(rf"<(?:{LOOSE.pattern[1:]}|/([A-Za-z][^\s/>]*+)[^>]*+>)?")
ATTRIBUTE = re.compile(r"([^\s/>=\"'<][^\s/>=]*+)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s>]++)))?")
RAW = {
    name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)
    for name in ("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes")
}


def tokens(text: str) -> Iterator[Token]:
    """The tags and words of a page in order; comments and declarations give none.

    '<p>So <b>it' gives start p 0-3, words 'So ' 3-6, start b 6-9, words 'it' 9-11. What scripts and styles hold is "raw".
    """
    reader = _Tokenizer(text)
    at, size, last = 0, len(text), text.rfind(">") + 1
    while (match := reader.tag.search(text, at, last)) is not None:
        opening, end = match.span()
        if opening > at:
            yield ("words", text[at:opening], at, opening)
        at = end
        if (which := match.lastindex) == 1:
            name = match[1].lower()
            yield ("start", name, opening, at)
            if name in RAW and not text.endswith("/>", opening, at):
                end = reader.raw_end(name, at)
                if end > at:
                    yield ("raw", text[at:end], at, end)
                    at = end
        elif which == 2:
            yield ("end", match[2].lower(), opening, at)
        else:
            token, at = reader.construct(opening)
            if token is not None:
                yield token
    while at < size:  # no tag ends any more
        opening = text.find("<", at)
        if opening != at:
            yield ("words", text[at:opening] if opening > 0 else text[at:], at, opening if opening > 0 else size)
        if opening < 0:
            return
        token, at = reader.construct(opening)
        if token is not None:
            yield token


@lru_cache(1 << 13)  # a page repeats its tags, and a site its pages
def attributes(tag: str) -> Mapping[str, str]:
    """The attributes of a start tag, the first of a name counts: '<a HREF=x class="y &amp; z">' -> href, class."""
    name = NAME.match(tag)
    found: dict[str, str] = {}
    for own, double, single, bare in ATTRIBUTE.findall(tag, name.end() if name else 1):
        if (own := own.lower()) not in found:
            value = double or single or bare
            found[own] = unescape(value) if "&" in value else value
    return found


class _Tokenizer:
    """Remembers what the rest of the page holds no more."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tag = TAG
        self.gone: set[str] = set()  # ends that were looked for in vain

    def construct(self, at: int) -> tuple[Token | None, int]:
        """What begins with a "<" that opens no whole tag, and where the page goes on."""
        after = self.text[at + 1 : at + 2]
        if after.isalpha() and after.isascii() and self.tag is TAG and self._find(">", at) >= 0:
            self.tag = LOOSE_TAG  # a quotation was left open: from here on none counts
            return None, at
        if self.text.startswith("<!--", at):
            return None, self._comment(at)
        if after and after in "!?/" and (end := self._find(">", at)) >= 0:
            return None, end + 1
        return ("words", "<", at, at + 1), at + 1

    def raw_end(self, name: str, at: int) -> int:
        """Where what a script or style holds ends; without an end tag the rest of a script is none of the page's words."""
        if f"</{name}" not in self.gone:
            match = RAW[name].search(self.text, at)
            if match:
                return match.start()
            self.gone.add(f"</{name}")
        return len(self.text) if name in ("script", "style") else at

    def _comment(self, at: int) -> int:
        for end in ("-->", "--!>", ">"):
            if (found := self._find(end, at + (2 if end == "-->" else 4))) >= 0:
                return found + len(end)
        return len(self.text)

    def _find(self, words: str, at: int) -> int:
        if words in self.gone:
            return -1
        found = self.text.find(words, at)
        if found < 0:
            self.gone.add(words)
        return found
