"""HTML source as tags and words, each with its place, in time that grows with the page and no faster.

The standard parser looks for the end of every broken construct anew; here what is looked for in vain once is not looked
for again. What cannot be a tag is words; nothing is repaired, so every word stands where it is said to stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Literal

# kind, name or words, where it starts, where it ends
Token = tuple[Literal["start", "end", "words", "raw"], str, int, int]

# "<a href='x>y' title=>"; a quotation mark counts only behind "=", as in browsers
START = re.compile(r"<([A-Za-z][^\s/>]*+)(?:[^>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+'|(?![\"'])))*+>")
LOOSE = re.compile(r"<([A-Za-z][^\s/>]*+)[^>]*+>")  # once a quotation was left open
END = re.compile(r"</([A-Za-z][^\s/>]*+)[^>]*+>")
ATTRIBUTE = re.compile(r"([^\s/>=\"'<][^\s/>=]*+)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s>]++)))?")
RAW = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"})


def tokens(text: str) -> Iterator[Token]:
    """The tags and words of a page in order; comments and declarations give none.

    '<p>So <b>it' gives start p 0-3, words 'So ' 3-6, start b 6-9, words 'it' 9-11. What scripts and styles hold is "raw".
    """
    reader = _Tokenizer(text)
    at, size = 0, len(text)
    while at < size:
        opening = text.find("<", at)
        if opening < 0:
            opening = size
        if opening > at:
            yield ("words", text[at:opening], at, opening)
        if opening == size:
            return
        token, at = reader.construct(opening)
        if token is not None:
            yield token
            if token[0] == "start" and token[1] in RAW and not text.endswith("/>", opening, at):
                end = reader.raw_end(token[1], at)
                if end > at:
                    yield ("raw", text[at:end], at, end)
                at = end


def attributes(tag: str) -> dict[str, str]:
    """The attributes of a start tag, the first of a name counts: '<a HREF=x class="y &amp; z">' -> href, class."""
    found: dict[str, str] = {}
    for match in ATTRIBUTE.finditer(tag, 1 + len(_name(tag))):
        name = match[1].lower()
        if name not in found:
            value = match[2] or match[3] or match[4] or ""
            found[name] = unescape(value) if "&" in value else value
    return found


class _Tokenizer:
    """Remembers what the rest of the page holds no more."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.start = START
        self.gone: set[str] = set()  # ends that were looked for in vain

    def construct(self, at: int) -> tuple[Token | None, int]:
        """What begins with the "<" at a place, and where the page goes on."""
        after = self.text[at + 1 : at + 2]
        if after.isalpha() and after.isascii():
            return self._start(at)
        if after == "/" and (match := self._closed(END, at)):
            return ("end", match[1].lower(), at, match.end()), match.end()
        if self.text.startswith("<!--", at):
            return None, self._comment(at)
        if after and after in "!?/" and (end := self._find(">", at)) >= 0:
            return None, end + 1
        return ("words", "<", at, at + 1), at + 1

    def raw_end(self, name: str, at: int) -> int:
        """Where what a script or style holds ends; without an end tag the rest of a script is none of the page's words."""
        if f"</{name}" not in self.gone:
            match = re.compile(rf"</{re.escape(name)}(?=[\s/>])", re.IGNORECASE).search(self.text, at)
            if match:
                return match.start()
            self.gone.add(f"</{name}")
        return len(self.text) if name in ("script", "style") else at

    def _start(self, at: int) -> tuple[Token, int]:
        match = self._closed(self.start, at)
        if match is None and self.start is START:
            self.start = LOOSE
            match = self._closed(LOOSE, at)
        if match is None:
            return ("words", "<", at, at + 1), at + 1
        return ("start", match[1].lower(), at, match.end()), match.end()

    def _closed(self, pattern: re.Pattern[str], at: int) -> re.Match[str] | None:
        return pattern.match(self.text, at) if self._find(">", at) >= 0 else None

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


def _name(tag: str) -> str:
    match = LOOSE.match(tag)
    return match[1] if match else ""
