"""Signs of each line of a text dump: its length, marks and words, its neighbours, and what of it recurs on the page.

No sign knows a language: words that lines begin with ("By", "Fuente:") come from two tables, and months and weekdays too.
Keys tell which lines of a page are of one shape; the page's own template is learnt over them (see line_network).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import log1p
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from firsthand.extract.page import Page

Numbers = NDArray[np.float32]
Keys = NDArray[np.int64]
HERE = Path(__file__).parent
SHOWN, TAIL = 240, 60  # characters looked at from a line's start and end: the middle of a paragraph tells nothing more
LONGEST_HEAD = 140  # characters of a head line
WINDOW = 6  # lines above and below whose words are compared with a line's own
LONG_WORD = 5  # characters: shorter words are mostly grammar

# words, numbers, single marks; "al-Masa" is two words and a mark
TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+|[^\w\s]|_+")
# "3.5.2031", "2031-05-03", "3/5"; not "3.5 million"
NUMERIC_DATE = re.compile(r"(?<!\d)(?:\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d\d)|\d{4}[./-]\d{1,2}[./-]\d{1,2})(?!\d)|\d{4}年")
CLOCK = re.compile(r"(?<!\d)\d{1,2}[:.h]\d\d(?!\d)(?:\s?[ap]\.?m\b)?", re.IGNORECASE)
YEAR = re.compile(r"(?<!\d)(?:19|20|١٩|٢٠)[\d٠-٩]{2}(?![\d٠-٩])")
AGO = re.compile(r"\b(?:ago|min(?:utes)? read|minutes|hours|days)\b", re.IGNORECASE)
ADDRESS = re.compile(r"https?:|www\.|\w@\w|\.(?:com|org|net|example)\b", re.IGNORECASE)
SENTENCE = re.compile(r"[.!?。！？؟][”\"’)]?\s+[“\"‘(]?[^\W\d_a-z]|[。！？]")
DIGITS = re.compile(r"\d+")
ENDS = ".!?。！？؟…"
CLOSERS = "”\"’')]»） "
KINDS = (
    "by source posted updated tags comments share related more photo note nav rights field month weekday"  # noqa: SIM905
).split()
BOUNDS = (4, 16, 31, 46, 71, 101, 141, 201, 301)  # characters: lengths are told apart at these
STARTS = "“‘\"'«([#*>-–—•·|@=_~§+/"


@dataclass(frozen=True, slots=True)
class LineSigns:
    """A row of signs a line, and for each way of being alike the lines' groups."""

    rows: Numbers
    keys: tuple[Keys, ...]  # by shape; by rough shape; by rough shape and what stands above; by first words
    says: tuple[str, ...]  # what each line holds of what heads hold: "by", "date clock"; "" of others


@dataclass(slots=True)
class _Line:
    """What is seen of one line."""

    signs: list[float]
    shape: str
    rough: str
    opening: str
    says: str
    words: frozenset[str]
    plain: str
    ended: bool  # as a sentence is


def line_signs(page: Page) -> LineSigns:
    """The signs of a page's lines; there must be one."""
    lines = [_look(b.text) for b in page.blocks]
    own = np.array([x.signs for x in lines], dtype=np.float32)
    rows = np.concatenate([own, _placed(page, lines), _words_around(lines), _recurring(lines)], axis=1)
    above = ["", *(x.rough for x in lines[:-1])]
    ways = ([x.shape for x in lines], [x.rough for x in lines], [f"{a}\n{x.rough}" for a, x in zip(above, lines, strict=True)])
    return LineSigns(rows, tuple(_groups(way) for way in (*ways, [x.opening for x in lines])), tuple(x.says for x in lines))


def _groups(keys: Sequence[str]) -> Keys:
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(k, len(numbers)) for k in keys], dtype=np.int64)


def _look(whole: str) -> _Line:
    text = whole if len(whole) <= SHOWN + TAIL else f"{whole[:SHOWN]} {whole[-TAIL:]}"
    tokens: list[str] = TOKEN.findall(text)
    plain = [t.lower() for t in tokens]
    letters = [t for t in tokens if t[0].isalpha()]
    kinds = _kinds(plain, len(whole))
    dated = bool(NUMERIC_DATE.search(text))
    clock, year = bool(CLOCK.search(text)), bool(YEAR.search(text))
    month, numbers = "month" in kinds, sum(t[0].isdigit() for t in tokens)
    dated = dated or (month and (year or numbers > 0) and len(whole) < 300)
    count = max(1, len(tokens))
    capital = sum(t[0].isupper() for t in letters)
    upper = sum(len(t) > 1 and t.isupper() for t in letters)
    stripped = whole.rstrip(CLOSERS)
    last, first = (stripped or whole)[-1:], whole[:1]
    size = len(whole)
    signs: list[float] = [
        log1p(size) / 6,
        log1p(len(letters)) / 4,
        *(float(size < b) for b in BOUNDS),
        capital / max(1, len(letters)),
        upper / max(1, len(letters)),
        float(bool(letters) and upper == len(letters)),
        numbers / count,
        (count - len(letters) - numbers) / count,
        sum(map(len, letters)) / max(1, len(letters)) / 8,
        float(not letters),
        float(bool(letters) and letters[0][0] > "\u024f"),  # of another script
        float(last in ENDS),
        float(last == "?"),
        float(last == "…"),
        float(last == ":"),
        float(last in ",;-–"),
        float(whole[-1:] in "”\"’»"),
        float(whole[-1:] in ")]）"),
        float(last == "|"),
        float(first.islower()),
        float(first.isupper()),
        float(first.isdigit()),
        float(first in STARTS),
        float(first in "“‘\"'«"),
        float(first in "#*>=_"),
        float(first in "•·-–—"),
        float(first in "([<"),
        float(len(set(plain)) == 1 and not letters),  # a rule: "* * *", "-----"
        *(min(3, text.count(c)) / 3 for c in "|–—/•:,“\"()[@*&"),
        min(5, len(SENTENCE.findall(text))) / 5,
        float(dated),
        float(clock),
        float(year),
        float(bool(AGO.search(text))),
        float(bool(ADDRESS.search(text))),
        float((dated or clock) and len(letters) <= 2),  # nothing else
        float(not dated and 2 <= len(letters) <= 4 and capital == len(letters) and count <= 6),  # may be a name
        float(len(plain) > 1 and plain[0].isdigit() and tokens[1] in ".)"),
        *(float(k in kinds) for k in KINDS),
    ]
    shape = _shape(tokens, plain, size)
    rough = f"{','.join(sorted(kinds - {'month', 'weekday'}))} {dated:d}{clock:d} {sum(size >= b for b in BOUNDS[2::2])} {last if last in ENDS + ':' else ''} {first if first in STARTS else first.isdigit()}"
    opening = " ".join("0" if t.isdigit() else t for t in plain[:3]) if size < 200 else "prose"
    words = frozenset(t for t in plain if len(t) >= LONG_WORD)
    held = [*sorted(kinds - {"month", "weekday"}), *(["date"] if dated else []), *(["clock"] if clock else [])]
    says = " ".join(held) if size <= LONGEST_HEAD else ""
    return _Line(signs, shape, rough, opening, says, words, DIGITS.sub("0", whole) if size < SHOWN else text, last in ENDS)


def _shape(tokens: list[str], plain: list[str], size: int) -> str:
    """'By Mara Venn | The Lantern | 3 May 2031' is 'by A | A | 0 m 0'; prose is 'prose'."""
    if size > 140:
        return "prose"
    held, out = _table(), list[str]()
    for token, low in zip(tokens, plain, strict=True):
        kind = held.get(low)
        if kind in ("month", "weekday"):
            sign = kind
        elif token[0].isalpha():
            sign = "X" if token.isupper() and len(token) > 1 else "A" if token[0].isupper() else "a"
        else:
            sign = "0" if token[0].isdigit() else token
        if not out or out[-1] != sign:
            out.append(sign)
    return " ".join(out[:14])


def _kinds(plain: list[str], size: int) -> set[str]:
    """The kinds of the words a line begins or ends with; of months and weekdays, anywhere."""
    held = _table()
    found = {k for t in plain[:40] if (k := held.get(t)) in ("month", "weekday")} if size < 300 else set[str | None]()
    for n in (3, 2, 1):
        found.add(held.get(" ".join(plain[:n])))
        if size < 100:
            found.add(held.get(" ".join(plain[-n:])))
    return {k for k in found if k}


@cache
def _table() -> dict[str, str]:
    found = dict[str, str]()
    for name in ("line_words.tsv", "line_months.tsv"):
        for line in (HERE / name).read_text(encoding="utf-8").splitlines()[1:]:
            words, _, kind = line.partition("\t")
            if name == "line_words.tsv":
                found[" ".join(TOKEN.findall(words))] = kind
            else:
                found |= dict.fromkeys(words.split(), kind)
    return found


def _placed(page: Page, lines: Sequence[_Line]) -> Numbers:
    """Blank lines around, indentation, the paragraph a line stands in, its place on the page, the page's habits."""
    blocks, text = page.blocks, page.text
    n = len(blocks)
    gaps = [0, *(_breaks(text, a.span.end, b.span.start) for a, b in zip(blocks, blocks[1:], strict=False)), 0]
    gap = np.array(gaps, dtype=np.float32)
    indents = np.array([b.span.start - _line_start(text, b.span.start) for b in blocks], dtype=np.float32)
    sizes = np.array([len(b.text) for b in blocks], dtype=np.float32)
    paragraphs = np.array([b.paragraph for b in blocks], dtype=np.int64)
    _, of, counts = np.unique(paragraphs, return_inverse=True, return_counts=True)
    whole = np.bincount(of, weights=sizes).astype(np.float32)
    first = np.searchsorted(paragraphs, paragraphs)
    place = np.arange(n, dtype=np.float32)
    wide = np.quantile(sizes, 0.9) if n else 1.0
    above = np.concatenate([[0.0], sizes[:-1]])
    open_ = np.array([False, *(not x.ended for x in lines[:-1])])[:n]
    full = (above > 0.75 * wide) & (gap[:-1] == 1) & open_
    columns = [
        np.minimum(gap[:-1], 4) / 2,
        np.minimum(gap[1:], 4) / 2,
        (gap[:-1] > np.median(gap[1:-1]) if n > 2 else gap[:-1] > 9),
        np.minimum(indents, 12) / 6,
        np.log1p(counts[of]) / 3,
        np.log1p(whole[of]) / 6,
        np.minimum(place - first, 5) / 5,
        (place == first),
        full,
        sizes / max(1.0, float(wide)),
        np.log1p(place) / 6,
        np.log1p(place[::-1]) / 6,
        np.full(n, np.log1p(n) / 6),
        np.full(n, np.mean(gap[1:-1] > 1) if n > 1 else 0),
        np.full(n, np.log1p(np.median(sizes)) / 6 if n else 0),
        np.full(n, np.log1p(wide) / 6),
        np.full(n, np.mean(sizes < 60) if n else 0),
    ]
    return np.stack(columns, axis=1).astype(np.float32)


def _breaks(text: str, start: int, end: int) -> int:
    gap = text[start:end]
    return max(gap.count("\n"), gap.count("\r"))


def _line_start(text: str, at: int) -> int:
    return max(text.rfind("\n", max(0, at - 40), at), text.rfind("\r", max(0, at - 40), at)) + 1 or max(0, at - 40)


def _words_around(lines: Sequence[_Line]) -> Numbers:
    """How much of a line's words the next lines take up, and the last ones held; how alike the two sides are."""
    out = np.zeros((len(lines), 4), dtype=np.float32)
    for i, line in enumerate(lines):
        before = frozenset[str]().union(*(x.words for x in lines[max(0, i - WINDOW) : i]))
        after = frozenset[str]().union(*(x.words for x in lines[i + 1 : i + 1 + WINDOW]))
        own = line.words
        if own:
            out[i, :2] = len(own & after) / len(own), len(own & before) / len(own)
        least = min(len(before), len(after))
        out[i, 2] = len(before & after) / least if least else 0.0
        out[i, 3] = len(before & (after | own)) / min(len(before), len(after | own)) if before and (after or own) else 0.0
    return out


def _recurring(lines: Sequence[_Line]) -> Numbers:
    """How often the same words, opening and shape stand on the page; whether the very line stood or will stand."""
    texts, shapes = Counter(x.plain for x in lines), Counter(x.shape for x in lines)
    openings, roughs = Counter(x.opening for x in lines), Counter(x.rough for x in lines)
    left, n = Counter(x.plain for x in lines), max(1, len(lines))
    rows = []
    for i, x in enumerate(lines):
        left[x.plain] -= 1
        rows.append(
            [
                log1p(texts[x.plain] - 1) / 3,
                float(left[x.plain] > 0),
                float(texts[x.plain] - left[x.plain] > 1),
                float(i > 0 and lines[i - 1].plain == x.plain),
                log1p(shapes[x.shape] - 1) / 4,
                shapes[x.shape] / n,
                log1p(openings[x.opening] - 1) / 4,
                log1p(roughs[x.rough] - 1) / 4,
                roughs[x.rough] / n,
            ]
        )
    return np.array(rows, dtype=np.float32).reshape(len(lines), 9)
