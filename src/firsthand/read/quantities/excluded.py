"""Numbers that count nothing: dates, clock times, scores of games, telephone numbers, addresses, and parts of names."""

from __future__ import annotations

from firsthand.read.quantities.lexicon import Lexicon
from firsthand.read.quantities.number_words import DASHES, Tokens
from firsthand.read.quantities.numbers import Number

FIRST_YEAR, LAST_YEAR = 1000, 2100
NUMBERED = frozenset({"#", "№", "@", "_"})
ENDS = frozenset('.!?;\n"“”')


def excluded(t: Tokens, n: Number, known: Lexicon, *, money: bool, measured: bool, noun: str | None) -> bool:
    """Whether a number is no count; `measured`: a unit stands with it (`money`: before it), `noun`: what it seems to count."""
    if n.kind not in ("digits", "part"):
        return n.kind in ("word", "one") and _word_label(t, n, known, measured, noun)
    if not money and _glued(t, n, measured, known):
        return True
    if not money and _clock(t, n, known):
        return True
    if measured:
        return _label(t, n.first, known, strict=True)
    return (
        _date(t, n, noun, known)
        or _year(t, n, noun, known)
        or _label(t, n.first, known, strict=noun is not None)
        or _address(t, n, known)
        or (noun is None and n.last == n.first + 1 and _named_after(t, n.last, known))
    )


def score_or_code(t: Tokens, first: int, last: int) -> bool:
    """'2-1', '555-0134-22', '17:22', '9/11', '3.1.2': digits joined to digits by signs."""
    for at, step in ((first - 1, -1), (last, 1)):
        if not 0 <= at < len(t):
            continue
        sign = t.text[at]
        near = at + step
        if sign in DASHES or sign in ("/", ":", ".", ","):
            close = t.glued(at) and t.glued(at + 1) and 0 <= near < len(t)
            if close and t.low[near][-1].isdigit() and t.low[near][0] not in "½¼¾":
                return True
            if close and step == 1 and sign == "." and t.low[near][0].isalnum():
                return True
    return False


def _glued(t: Tokens, n: Number, measured: bool, known: Lexicon) -> bool:
    """Part of a word or code: 'A2', 'F-16', '22nd', '1990s', '3D', 'v2.1'."""
    first, last = n.first, n.last
    if t.glued(first):
        before = t.text[first - 1]
        if before[-1].isalnum() or before in NUMBERED or before == "/":
            return True
        if before in DASHES and first > 1 and t.glued(first - 1) and t.text[first - 2][-1].isalnum():
            return t.text[first - 2][-1].isalpha()
        if before == "+" and t.glued(first - 1):
            return True
        if before in ("'", "’") and len(t.text[first]) == 2:
            return True
    if t.glued(last) and t.text[last][0] == "." and len(t.text[last]) > 1:
        return True  # "29.01.2031"
    if t.glued(last) and not measured and last == first + 1:
        after = t.low[last]
        if after[0].isalpha():
            return True
        if after in ("'", "’") and last + 1 < len(t) and t.low[last + 1] == "s":
            return True
    return last < len(t) and t.glued(last) and t.low[last] in known.sets["ordinals"]


def _clock(t: Tokens, n: Number, known: Lexicon) -> bool:
    after = t.low[n.last : n.last + 4]
    if not after:
        return False
    if (
        after[0] in known.sets["clock"]
        or after[:4] in (("a", ".", "m", "."), ("p", ".", "m", "."))
        or after[:3] in (("a", ".", "m"), ("p", ".", "m"))
    ):
        return n.low < 2400
    return False


def _date(t: Tokens, n: Number, noun: str | None, known: Lexicon) -> bool:
    """A day of the month or a year beside a month's name: 'March 29', '29 January', 'Oct. 31', '9 2018'."""
    if n.low > LAST_YEAR or n.low != int(n.low):
        return False
    before = n.first - 1
    if before > 0 and t.text[before] in (".", ","):
        before -= 1
    if before >= 0 and t.text[before][0].isupper() and t.low[before] in known.months:
        if noun is not None and before and t.low[before - 1] == "in":
            return False  # "in March 12 soldiers died"
        return (n.low <= 31 and t.text[n.first - 1] != ",") or n.low >= FIRST_YEAR
    after = n.last
    if n.low <= 31 and after < len(t) and t.low[after] == "of":
        after += 1
    if n.low <= 31 and after < len(t) and t.text[after][0].isupper() and t.low[after] in known.months:
        return True
    return before > 0 and n.low >= FIRST_YEAR and t.low[before].isdigit() and t.low[before - 1] in known.months


def _year(t: Tokens, n: Number, noun: str | None, known: Lexicon) -> bool:
    if (
        n.first > 1
        and t.low[n.first - 1] in ("and", "to", "or", "-", "–")
        and _year_like(t.text[n.first - 2])
        and _year_like(t.text[n.first])
    ):
        return True
    if len(t.text[n.first]) != 4 or n.last != n.first + 1 or not FIRST_YEAR <= n.low <= LAST_YEAR:
        return False
    if noun is not None and (n.low % 100 == 0 or noun in known.counted) and not (1900 <= n.low <= 2030 and n.low % 100):
        before = t.low[n.first - 1] if n.first else ""
        return before in ("in", "since", "of", "the") and noun not in known.persons
    return True


def _year_like(word: str) -> bool:
    return len(word) == 4 and word.isascii() and word.isdigit() and FIRST_YEAR <= int(word) <= LAST_YEAR


def _label(t: Tokens, i: int, known: Lexicon, *, strict: bool) -> bool:
    """'Section 427', 'No. 5', 'Planet 9'; strict: only after a word known to be numbered."""
    if i == 0:
        return False
    before = i - 1
    if t.text[before] in DASHES and before > 0 and t.glued(i):
        before -= 1
    word, low = t.text[before], t.low[before]
    if word in NUMBERED or (word == "." and i > 1 and t.text[i - 2] in ("No", "Nos", "Rs", "no", "Vol", "Art")):
        return True
    low = low[:-1] if low.endswith("s") and low[:-1] in known.labels and low not in known.labels else low
    if low in known.labels and (known.labels[low] or word[0].isupper()):
        return True
    if strict or not word[0].isupper() or low in known.stops or low in known.changes:
        return False
    return before > 0 and t.text[before - 1] not in ENDS


def _address(t: Tokens, n: Number, known: Lexicon) -> bool:
    for at in range(n.last, min(len(t), n.last + 4)):
        if not t.text[at][0].isupper():
            return False
        if at > n.last and t.low[at] in known.streets:
            return True
    return False


def _named_after(t: Tokens, i: int, known: Lexicon) -> bool:
    """'11 Pro Max', '787 Dreamliner': a name follows, and neither a day nor the next sentence."""
    if i >= len(t) or t.glued(i) or len(t.text[i]) < 3 or not (t.text[i][0].isupper() and t.text[i][1:].islower()):
        return False
    before = t.text[i - 2] if i > 1 else ""
    if not (before[:1].isupper() or before in ("and", "or", "the", "new", "own", "a")):
        return False
    return t.low[i] not in known.months and not t.low[i].endswith("day") and t.low[i] not in known.stops


def _word_label(t: Tokens, n: Number, known: Lexicon, measured: bool, noun: str | None) -> bool:
    """'Phase Two', 'Chapter One', 'The Big Three'; a number word with a capital inside a sentence."""
    if not n.first:
        return False
    before = t.low[n.first - 1]
    if before in known.sets["ranks"] and not measured and noun is None:
        return True
    if before in known.labels and (known.labels[before] or t.text[n.first - 1][0].isupper()):
        return not measured and (noun is None or t.text[n.first][0].isupper())
    if t.text[n.first - 1] in DASHES and t.glued(n.first) and t.glued(n.first - 1):
        return True
    capital = t.text[n.first][0].isupper() and t.text[n.first - 1][-1].isalpha() and t.text[n.first - 1][0].isupper()
    return capital and not measured and (noun is None or noun not in known.counted)
