"""What the words of a page's blocks look like, as numbers: all blocks at once, since a page has hundreds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from firsthand.extract.page import Block, Page, tagged

Numbers = NDArray[np.float32]
Counts = NDArray[np.int64]
LAST = frozenset(".!?…。！？։۔؟\"'”’»」)]")  # what a sentence may end with
SENTENCE_END = re.compile(r"[.!?…。！？։۔؟][\"'”’»」)\]]*$")
FOLD = re.compile(r"[\W_]+")
# what stands in lines that are no news: in lower case
FURNITURE = (
    *("©", "(c) 20", "(c)20", "all rights reserved", "copyright", "cookie", "newsletter", "subscribe", "sign up", "login"),
    *("log in", "read more", "follow us", "advertis", "click here", "share this", "privacy", "terms of", "email"),
    *("e-mail", "whatsapp", "facebook", "twitter", "comment", "photo:", "getty", "image:", "reuters/"),
)  # fmt: skip
STOP, WIDE_STOP, CLOSING, COMMA, DIGIT = 1, 2, 4, 8, 16  # what a character is, as bits
HEAD = 200  # characters in which digits are counted
BEGINNING = 30  # characters
CODES = 1 << 16  # characters beyond it are emoji and rare scripts: none of these


def word_signs(blocks: Sequence[Block]) -> tuple[Numbers, ...]:
    """Of every block: whether it ends a sentence, sentences, commas, a capital, digits, whether it is there twice, furniture."""
    texts = [b.text for b in blocks]
    sizes = np.array([len(t) for t in texts])
    starts = _starts(sizes)
    kinds = _kinds()[
        np.minimum(np.frombuffer("\n".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32), CODES - 1)
    ]
    closing = np.append(kinds[1:] & CLOSING, CLOSING)
    stops = np.add.reduceat(((kinds & STOP > 0) & (closing > 0)) | (kinds & WIDE_STOP > 0), starts, dtype=np.int64)
    commas = np.add.reduceat(kinds & COMMA > 0, starts, dtype=np.int64)
    upto = np.concatenate([[0], np.cumsum(kinds & DIGIT > 0)])
    digits = upto[starts + np.minimum(sizes, HEAD)] - upto[starts]
    times = Counter(texts)
    short = np.where(sizes < 100, 2, 1)
    return (
        _column([t[-1] in LAST and SENTENCE_END.search(t, max(0, len(t) - 12)) is not None for t in texts]),
        _column(stops),
        _column(commas / (1 + sizes / 100)),
        _column([t[0].isupper() for t in texts]),
        _column(digits / np.minimum(sizes, HEAD)),
        _column([times[t] > 1 for t in texts]),
        _column(_furnished(texts, starts) * short),
    )


def said_signs(page: Page) -> Numbers:
    """1 where JSON-LD has a block's words as the article's, -1 where it has others, 0 where it says nothing."""
    said = folded_body(page)
    if not said:
        return np.zeros(len(page.blocks), dtype=np.float32)
    return _column([1.0 if _is_said(b.text, said) else -1.0 for b in page.blocks])


def _is_said(text: str, said: str) -> bool:
    """Whether a text's letters are among these; what begins otherwise is not read on."""
    if len(text) > 2 * BEGINNING and FOLD.sub("", text[:BEGINNING]).casefold() not in said:
        return False
    key = FOLD.sub("", text).casefold()
    return len(key) > 8 and key in said


def folded_body(page: Page) -> str:
    """The letters of `articleBody` in the page's JSON-LD; empty where there is none of any length."""
    if '"articleBody"' not in page.text:
        return ""
    for element in tagged(page).get("script", ()):
        if "ld+json" in element.attrs.get("type", ""):
            at = page.text.find('"articleBody"', element.start_end, element.start_end + 2_000_000)
            stop = page.text.find("</script", element.start_end)
            if 0 <= at < stop:
                match = re.compile(r'"articleBody"\s*:\s*("(?:[^"\\]++|\\.)*+")', re.DOTALL).match(page.text, at, stop)
                if match and len(match[1]) > 400:
                    return FOLD.sub("", _plain(match[1])).casefold()
    return ""


def _furnished(texts: Sequence[str], starts: Counts) -> Counts:
    """1 for each text in which words of furniture stand."""
    plain, found = "\n".join(texts), list[int]()
    joined = plain.lower()
    if len(joined) != len(plain):  # "İ" is two letters in small
        starts = _starts(np.array([len(t.lower()) for t in texts]))
    for words in FURNITURE:
        at = joined.find(words)
        while at >= 0:
            found.append(at)
            at = joined.find(words, at + 1)
    out = np.zeros(len(texts), dtype=np.int64)
    out[np.searchsorted(starts, np.array(found, dtype=np.int64), side="right") - 1] = 1
    return out


def _starts(sizes: Counts) -> Counts:
    """Where each text begins, all joined by one character."""
    return np.concatenate([[0], np.cumsum(sizes + 1)[:-1]])


@cache
def _kinds() -> NDArray[np.uint8]:
    """What each character is."""
    kinds = np.zeros(CODES, dtype=np.uint8)
    for letters, kind in ((".!?؟", STOP), ("。！？", WIDE_STOP), ('"”’»」', CLOSING), (",;:،、，", COMMA)):
        kinds[[ord(c) for c in letters]] |= kind
    kinds[[n for n in range(CODES) if chr(n).isspace()]] |= CLOSING
    kinds[[n for n in range(CODES) if chr(n).isdecimal()]] |= DIGIT
    return kinds


def _column(values: object) -> Numbers:
    return np.array(values, dtype=np.float32)


def _plain(source: str) -> str:
    import json

    try:
        return re.sub(r"<[^>]{1,200}>", " ", str(json.loads(source, strict=False)))
    except ValueError:
        return ""
