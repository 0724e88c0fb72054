"""The first and last paragraphs of an article in short, so that what recurs over an outlet is told without its texts. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from hashlib import blake2b
from urllib.parse import urlsplit
from zlib import crc32

import numpy as np

from firsthand.extract.notices import is_notice
from firsthand.lang import get
from firsthand.lang.verbs import forms
from firsthand.model.articles import Article, Capture
from firsthand.model.rims import RimBlock, Rims

FIRST, LAST = 3, 6  # paragraphs of prose that are looked at
LONGEST = 1000  # characters; a longer paragraph is an article's own
WORD = re.compile(r"\w+")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
QUOTED = frozenset('"“”„«»「」')
SKETCH = 24  # hashes
# characters that the sketch is of: the first half, since boilerplate mostly stands at the end, but these at least and at most
OPENING, ENOUGH = 180, 1500
ODD = np.uint64(0x9E3779B97F4A7C15)


def rims(article: Article, capture: Capture) -> Rims | None:
    """What is looked at of an article; None without prose, or where neither its outlet nor its address is known."""
    homes, prose = _homes(article, capture), article.prose
    if not homes or not prose:
        return None
    texts = [p.span.of(article.text) for p in prose]
    near = sorted({*range(min(FIRST, len(texts))), *range(max(0, len(texts) - LAST), len(texts))})
    blocks = (_block(n, texts[n]) for n in near if len(texts[n]) <= LONGEST)
    day = article.first("published")
    return Rims(
        article.id,
        homes,
        day.value[:10] if day and len(day.value) >= len("2031-05-05") else None,
        sum(text.count(" ") + 1 for text in texts),
        len(prose),
        _sketch(" ".join(texts)),
        tuple(b for b in blocks if b is not None),
    )


def _homes(article: Article, capture: Capture) -> tuple[str, ...]:
    named = {" ".join(WORD.findall(d.value.casefold())) for d in article.data if d.kind in ("outlet", "republisher")}
    host = urlsplit(capture.url).hostname if capture.url and not named - {""} else None
    return tuple(sorted({*named, host or ""} - {""}))


def _block(at: int, text: str) -> RimBlock | None:
    """A paragraph in short; None of one without words, and of a notice of what was amended: that is its article's own."""
    words = WORD.findall(YEAR.sub("0", text.casefold()) if "20" in text or "19" in text else text.casefold())
    if not words or is_notice(text):
        return None
    said = " ".join(words)
    mark = int.from_bytes(blake2b(said.encode("utf-8", "surrogatepass"), digest_size=6).digest(), "big")
    speaks = "©" in text or _speaks(said, words)
    quotes = not _cues().isdisjoint(words) or (not speaks and not QUOTED.isdisjoint(text))
    return RimBlock(at, mark, len(words), speaks, quotes)


def _speaks(said: str, words: Sequence[str]) -> bool:
    """Whether one of the pack's phrases stands in it, or begins it: whole words."""
    known, padded = _phrases(), f" {said} "
    return any(
        padded.startswith(phrase) if where == "begins" else phrase in padded
        for word in known.keys() & set(words)
        for phrase, where in known[word]
    )


def _sketch(text: str) -> tuple[int, ...]:
    """The least hashes of three words in a row, among the first; after Broder 1997."""
    some = text[: min(ENOUGH, max(OPENING, len(text) // 2))].casefold().encode("utf-8", "surrogatepass").split()
    codes = np.array([0, 0, *map(crc32, some)], dtype=np.uint64)  # with two before, any text has one
    three = ((codes[:-2] * ODD + codes[1:-1]) * ODD + codes[2:]) * ODD  # modulo 2**64, as meant
    return tuple(np.unique(three >> np.uint64(32))[:SKETCH].tolist())


@cache
def _phrases() -> dict[str, tuple[tuple[str, str], ...]]:
    """The phrases by their first word, a blank before and after each, with where they count."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for phrase, where in get("en").table("boilerplate_words"):
        first = phrase.split()[0]
        found[first] = (*found.get(first, ()), (f" {phrase} ", where))
    return found


@cache
def _cues() -> frozenset[str]:
    """Forms of verbs that attribute; not "tell", which asks readers to."""
    rows = (r for r in get("en").table("cues") if r[2] == "strong")
    return frozenset(f for r in rows for f in forms(r[0], tuple(r[3].split(",")) if len(r) > 3 else ()) if f != r[0])
