"""HTML source as words and markup in turn, in time that grows with the page and no faster.

The standard parser looks for the end of every broken construct anew; here what is looked for in vain once is not looked
for again. What cannot be a tag is words; nothing is repaired, so every word stands where it is said to stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from firsthand.extract.html_tags import RAW

SCRIPTS = ("script", "style")
# behind a tag's name: "<a href='x>y' title=>"; a quotation mark counts only behind "=", as in browsers
REST = r"[^>=]*+(?:=\s*+(?:\"[^\"]*+\"|'[^']*+'|(?![\"']))[^>=]*+)*+>"
START = re.compile(rf"<([A-Za-z][^\s/>]*+){REST}")
LOOSE = re.compile(r"<([A-Za-z][^\s/>]*+)[^>]*+>")  # once a quotation was left open
# a whole tag, or only the "<" of what needs a closer look; the same with each of the two ways to read a start tag
TAG, LOOSE_TAG = (re.compile(rf"<(?:{way.pattern[1:]}|/([A-Za-z][^\s/>]*+)[^>]*+>)?") for way in (START, LOOSE))
RAW_ENDS = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in RAW}


def _raw(name: str) -> str:
    """A pattern of a start tag and what its element holds: of a script all to its end, of others what is plain words."""
    held = rf"(?:<(?!/{_small(name)}[\s/>])[^<]*+)*+" if name in SCRIPTS else rf"(?=</{_small(name)}[\s/>])"
    return rf"{_small(name)}(?=[\s/>]){REST}(?:(?<=/>)|[^<]*+{held})"


def _small(name: str) -> str:
    return "".join(f"[{c}{c.upper()}]" for c in name)


# a whole construct, and what a script holds, or a title that has no "<" in it; else what takes the rest of the page with it
WHOLE = re.compile(
    rf"<(?:/[A-Za-z][^>]*+>|(?!(?:{'|'.join(map(_small, RAW))})[\s/>])[A-Za-z][^\s/>]*+{REST}|{'|'.join(map(_raw, RAW))}"
    r"|!(?=--)[^-]*+(?:-(?!->)[^-]*+)*+-->|(?!!--|/[A-Za-z])[!?/][^>]*+>)"
)
PIECES = re.compile(rf"({WHOLE.pattern}|<(?s:.*+))")


def pieces(text: str) -> Iterator[tuple[str, str]]:
    """Words, and the tag, comment or declaration behind them, which together are all of the page; either may be empty.

    '<p>So <b>it' gives ('', '<p>'), ('So ', '<b>'), ('it', ''). What a script or the like holds is of its start tag's piece.
    """
    found = PIECES.split(text)
    if len(found) == 1 or WHOLE.match(found[-2]):
        each = iter([*found, ""])
        return zip(each, each, strict=True)
    each = iter(found[:-2])
    return chain(zip(each, each, strict=False), _broken(text, len(text) - len(found[-2]), len(found[-3])))


def start_tag(piece: str) -> str:
    """The start tag that a piece begins with: '<script async>' of '<script async>var x'."""
    match = START.match(piece) or LOOSE.match(piece)
    return match[0] if match else piece


def _broken(text: str, at: int, words: int) -> Iterator[tuple[str, str]]:
    """The pieces of a page from a place on where something is no whole construct; so many words stand before it."""
    reader, said, last = _Broken(text), at - words, text.rfind(">") + 1
    while True:
        match = reader.tag.search(text, at, last)
        opening = match.start() if match else text.find("<", at)
        if opening < 0:
            break
        at = match.end() if match and match.lastindex else reader.ends(opening)
        if match and match.lastindex == 1 and (name := match[1].lower()) in RAW and not match[0].endswith("/>"):
            at = reader.raw_end(name, at)
        if at > opening + 1:
            yield text[said:opening], text[opening:at]
            said = at
        elif at > opening:
            yield from ((text[said:opening], ""), ("<", ""))
            said = at
    yield text[said:], ""


class _Broken:
    """Remembers what the rest of the page holds no more."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tag = TAG
        self.gone: set[str] = set()  # ends that were looked for in vain

    def ends(self, at: int) -> int:
        """Where what begins with a "<" that opens no whole tag ends: behind the "<" if that is words, at it where from here on
        no quotation mark counts.
        """
        after = self.text[at + 1 : at + 2]
        if after.isalpha() and after.isascii() and self.tag is TAG and self._find(">", at) >= 0:
            self.tag = LOOSE_TAG  # a quotation was left open
            return at
        if self.text.startswith("<!--", at):
            return self._comment(at)
        if after and after in "!?/" and (end := self._find(">", at)) >= 0:
            return end + 1
        return at + 1

    def raw_end(self, name: str, at: int) -> int:
        """Where what a script or style holds ends; without an end tag the rest of a script is none of the page's words."""
        if f"</{name}" not in self.gone:
            match = RAW_ENDS[name].search(self.text, at)
            if match:
                return match.start()
            self.gone.add(f"</{name}")
        return len(self.text) if name in SCRIPTS else at

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
