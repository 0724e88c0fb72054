"""What is seen of one line of a text dump: signs as numbers, its shape, the words it opens with.

No sign knows a language: words that lines begin with ("By", "Fuente:") come from two tables, and months and weekdays too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import log1p
from pathlib import Path

from firsthand.extract.records import weight

HERE = Path(__file__).parent
SHOWN, TAIL = 240, 60  # characters looked at from a line's start and end: the middle of a paragraph tells nothing more
LONGEST_HEAD = 140  # characters of a head line
LONGEST_DATED = 300
LONG_WORD = 5  # characters: shorter words are mostly grammar

# words, numbers, single marks; "al-Masa" is two words and a mark
TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+|[^\w\s]|_+")
# "3.5.2031", "2031-05-03", "3/5"; not "3.5 million"
NUMERIC_DATE = re.compile(
    r"(?<!\d)(?:\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d\d)|\d{4}[./-]\d{1,2}[./-]\d{1,2})(?!\d)|\d{4}年"
)
CLOCK = re.compile(r"(?<!\d)\d{1,2}[:.h]\d\d(?!\d)(?:\s?[ap]\.?m\b)?", re.IGNORECASE)
YEAR = re.compile(r"(?<!\d)(?:19|20|١٩|٢٠)[\d٠-٩]{2}(?![\d٠-٩])")
AGO = re.compile(r"\b(?:ago|min(?:utes)? read|minutes|hours|days)\b", re.IGNORECASE)
ADDRESS = re.compile(r"(?i:https?:)|(?i:www\.)|\w@\w|\.(?i:com|org|net|example)\b")
SENTENCE = re.compile(r"[.!?。！？؟][”\"’)]?\s+[“\"‘(]?[^\W\d_a-z]|[。！？]")
DIGITS = re.compile(r"\d+")
ENDS = ".!?。！？؟…"
CLOSERS = "”\"’')]»） "
KINDS = (
    *("by", "source", "posted", "updated", "tags", "comments", "share", "related", "more", "photo", "note", "nav"),
    *("rights", "field", "month", "weekday"),
)
CALENDAR = frozenset(("month", "weekday"))
BOUNDS = (4, 16, 31, 46, 71, 101, 141, 201, 301)  # characters: lengths are told apart at these
RIMS = ".!?。！？؟…:>|»›)]}*_~-–—"  # what lines of one kind end with
STARTS = "“‘\"'«([#*>-–—•·|@=_~§+/"


@dataclass(frozen=True, slots=True)
class Line:
    """What is seen of one line."""

    signs: tuple[float, ...]
    shape: str  # "by A | A | 0 month 0"
    rough: str  # its kinds, dates, length and rim, whatever its words
    opening: str  # "posted by the"
    says: str  # what it holds of what heads hold: "by date"; "" of others
    words: frozenset[str]  # the long ones
    plain: str  # as it is, numbers made one
    ended: bool  # as a sentence is


@dataclass(frozen=True, slots=True)
class _Seen:
    """A line taken apart."""

    whole: str
    text: str  # without the middle of a long one
    tokens: list[str]
    low: list[str]
    letters: list[str]
    kinds: frozenset[str]
    numbers: int
    dated: bool
    clock: bool
    year: bool
    first: str
    last: str  # before closing quotes and brackets


def look(whole: str) -> Line:
    """What is seen of a line, white space around it taken off."""
    seen = _seen(whole)
    size = weight(whole)
    held = [*sorted(seen.kinds - CALENDAR), *(["date"] if seen.dated else []), *(["clock"] if seen.clock else [])]
    return Line(
        signs=(*_lengths(seen), *_rims(seen), *_marks(seen), *(float(k in seen.kinds) for k in KINDS)),
        shape=_shape(seen.tokens, seen.low, size),
        rough=_rough(seen),
        opening=" ".join("0" if t.isdigit() else t for t in seen.low[:3]) if size < 200 else "prose",
        says=" ".join(held) if size <= LONGEST_HEAD else "",
        words=frozenset(t for t in seen.low if len(t) >= LONG_WORD),
        plain=DIGITS.sub("0", whole) if size < SHOWN else seen.text,
        ended=seen.last in ENDS,
    )


def _seen(whole: str) -> _Seen:
    text = whole if len(whole) <= SHOWN + TAIL else f"{whole[:SHOWN]} {whole[-TAIL:]}"
    tokens: list[str] = TOKEN.findall(text)
    low = [t.lower() for t in tokens]
    kinds = _kinds(low, len(whole))
    numbers = sum(t[0].isdigit() for t in tokens)
    year = numbers > 0 and bool(YEAR.search(text))
    dated = numbers > 0 and bool(NUMERIC_DATE.search(text))
    dated = dated or ("month" in kinds and (year or numbers > 0) and len(whole) < LONGEST_DATED)
    return _Seen(
        whole,
        text,
        tokens,
        low,
        [t for t in tokens if t[0].isalpha()],
        kinds,
        numbers,
        dated,
        numbers > 0 and bool(CLOCK.search(text)),
        year,
        whole[:1],
        (whole.rstrip(CLOSERS) or whole)[-1:],
    )


def _lengths(seen: _Seen) -> Sequence[float]:
    """How long it is, and of what: capitals, numbers, marks, another script."""
    letters, size = seen.letters, weight(seen.whole)
    many, count = max(1, len(letters)), max(1, len(seen.tokens))
    upper = sum(len(t) > 1 and t.isupper() for t in letters)
    return (
        log1p(size) / 6,
        log1p(len(letters)) / 4,
        *(float(size < b) for b in BOUNDS),
        sum(t[0].isupper() for t in letters) / many,
        upper / many,
        float(bool(letters) and upper == len(letters)),
        seen.numbers / count,
        (count - len(letters) - seen.numbers) / count,
        sum(map(len, letters)) / many / 8,
        float(not letters),
        float(bool(letters) and letters[0][0] > "\u024f"),
    )


def _rims(seen: _Seen) -> Sequence[float]:
    """How it ends and begins."""
    whole, first, last = seen.whole, seen.first, seen.last
    return (
        float(last in ENDS),
        *(float(last == c) for c in "?…:"),
        float(last in ",;-–"),
        float(whole[-1:] in '”"’»'),
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
        float(len(set(seen.low)) == 1 and not seen.letters),  # a rule: "* * *", "-----"
    )


def _marks(seen: _Seen) -> Sequence[float]:
    """Marks within, dates, times, addresses; whether it is a date alone, a name alone, a number and a mark first."""
    text, letters, low = seen.text, seen.letters, seen.low
    named = 2 <= len(letters) <= 4 and len(seen.tokens) <= 6 and all(t[0].isupper() for t in letters)
    return (
        *(min(3, text.count(c)) / 3 for c in '|–—/•:,“"()[@*&'),
        min(5, len(SENTENCE.findall(text))) / 5,
        float(seen.dated),
        float(seen.clock),
        float(seen.year),
        float(bool(AGO.search(text))),
        float(("@" in text or "." in text or ":" in text) and bool(ADDRESS.search(text))),
        float((seen.dated or seen.clock) and len(letters) <= 2),
        float(not seen.dated and named),
        float(len(low) > 1 and low[0].isdigit() and low[1] in ".)"),
    )


def _rough(seen: _Seen) -> str:
    """'by 10 2 : True': kinds, date and time, length, how it ends and begins."""
    length = sum(weight(seen.whole) >= b for b in BOUNDS[2::2])
    end = seen.whole[-1:] if seen.whole[-1:] in RIMS else ""
    start = seen.first if seen.first in STARTS else seen.first.isdigit()
    return f"{','.join(sorted(seen.kinds - CALENDAR))} {seen.dated:d}{seen.clock:d} {length} {end} {start}"


def _shape(tokens: list[str], plain: list[str], size: int) -> str:
    """'By Mara Venn | The Lantern | 3 May 2031' is 'by A | A | 0 m 0'; prose is 'prose'."""
    if size > 140:
        return "prose"
    held, out = _table(), list[str]()
    for token, low in zip(tokens, plain, strict=True):
        kind = held.get(low)
        if kind is not None and kind in CALENDAR:
            sign = kind
        elif token[0].isalpha():
            sign = "X" if token.isupper() and len(token) > 1 else "A" if token[0].isupper() else "a"
        else:
            sign = "0" if token[0].isdigit() else token
        if not out or out[-1] != sign:
            out.append(sign)
    return " ".join(out[:14])


def _kinds(plain: list[str], size: int) -> frozenset[str]:
    """The kinds of the words a line begins or ends with; of months and weekdays, anywhere."""
    held, found = _table(), set[str | None]()
    if size < LONGEST_DATED:
        found |= {k for t in plain[:40] if (k := held.get(t)) in CALENDAR}
    for n in (3, 2, 1):
        found.add(held.get(" ".join(plain[:n])))
        if size < 100:
            found.add(held.get(" ".join(plain[-n:])))
    return frozenset(k for k in found if k)


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
