"""Numbers in running words: 'at least' is not read here, only 27, 13,000, two dozen, half a million, tens of thousands.

Words come as parallel rows (`Tokens`); a number is tokens [first, last) with the least and the most it can be. Ordinals, dates,
clock times and names are told from counts in `quantities_excluded`.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from firsthand.read.quantities.number_words import DASHES, Tokens, Words

LONGEST = 15  # digits: a longer row of digits is a key or an account, not a number of the news
WHOLES = frozenset({2, 3, 4, 5, 6, 8, 10, 16})  # what fractions in digits are of: "3/4", not "9/11"
WHOLE_GROUPS = frozenset({10, 100, 1000})
SLASH = "/"


class Number(NamedTuple):
    """Tokens [first, last) and what they come to. `kind` is digits, word, one, part, many, few, pair, both or none."""

    first: int
    last: int
    low: float
    high: float | None  # None: open above
    kind: str
    scale: float  # of "dozens" 12; 0 where it is no such word


def number_at(t: Tokens, i: int, known: Words) -> Number | None:
    """The longest number that begins at token i; None where none does."""
    word = t.low[i]
    if word[-1].isascii() and word[-1].isdigit():
        return _digits(t, i, known)
    kind = known.kind.get(word)
    if word in ("a", "an"):
        return _after_article(t, i, known)
    if word in known.signs:
        return Number(i, i + 1, known.signs[word], known.signs[word], "part", 0)
    if kind in ("unit", "teen", "ten", "hundred", "dozen", "scale"):
        return _spelled(t, i, known) if kind != "scale" else None
    if kind is None and word.endswith("fold") and known.kind.get(word[:-4]) in ("unit", "teen", "ten"):
        return Number(i, i + 1, known.value[word[:-4]], known.value[word[:-4]], "fold", 0)
    if kind == "part":
        return _part(t, i, i, 1.0, known)
    if kind == "many":
        return _many(t, i, known)
    if kind == "few":
        return _few(t, i, i, known)
    if kind in ("both", "none"):
        return Number(i, i + 1, known.value[word], known.value[word], kind, 0)
    return None


def _digits(t: Tokens, i: int, known: Words) -> Number | None:
    if sum(c.isdigit() for c in t.text[i]) > LONGEST:
        return None
    value, last, n = float(t.text[i].replace(",", "")), i + 1, len(t)
    if last < n and t.text[last] in known.signs and "." not in t.text[i]:
        value, last = value + known.signs[t.text[last]], last + 1
    elif (
        last + 1 < n and t.text[last] == SLASH and t.glued(last) and t.glued(last + 1) and t.text[last + 1].isdecimal()
    ):
        below = float(t.text[last + 1]) if t.text[last + 1].isascii() else 0.0
        if below not in WHOLES or value >= below or (last + 2 < n and t.text[last + 2] == SLASH):
            return None
        return Number(i, last + 2, value / below, value / below, "part", 0)
    if last == i + 1 and 1 <= value < 10 and (ratio := _one_in(t, i, last, value, known)) is not None:
        return ratio
    last, scale = _scales(t, last, known)
    return Number(i, last, value * scale, value * scale, "digits", 0) if math.isfinite(value * scale) else None


def _scales(t: Tokens, at: int, known: Words) -> tuple[int, float]:
    """Scale words after digits ("2.5 million", "25k", "10-million"), and the number they multiply by."""
    scale = 1.0
    while at < len(t) and scale < 1e12:
        here = at + 1 if t.text[at] in DASHES and t.glued(at) and at + 1 < len(t) and t.glued(at + 1) else at
        kind = known.kind.get(t.low[here])
        if kind in ("scale", "hundred") or (kind == "dozen" and here == at):
            scale, at = scale * known.value[t.low[here]], here + 1
        elif here == at and t.glued(at) and t.text[at] in known.letters and scale == 1.0 and not t.glued(at + 1):
            return at + 1, known.letters[t.text[at]]
        elif here == at and t.glued(at) and t.text[at] in known.letters and _ends(t, at + 1):
            return at + 1, scale * known.letters[t.text[at]]
        else:
            break
    return at, scale


def _ends(t: Tokens, i: int) -> bool:
    return i >= len(t) or not t.glued(i) or not t.text[i][0].isalnum()


def _spelled(t: Tokens, i: int, known: Words) -> Number | None:
    """'twenty-five', 'three hundred and five thousand', 'two and a half million', 'one in', 'two-thirds'."""
    total = current = 0.0
    at, last_kind, n = i, "", len(t)
    last = i
    while at < n:
        word, kind = t.low[at], known.kind.get(t.low[at], "")
        joined = last_kind == "ten" and word in DASHES and at + 1 < n and known.kind.get(t.low[at + 1]) == "unit"
        if joined or (word == "and" and last_kind in ("hundred", "scale") and _goes_on(t, at + 1, known)):
            at += 1
            continue
        if (kind == "unit" and last_kind in ("", "ten", "hundred", "scale")) or (
            kind in ("teen", "ten") and last_kind in ("", "hundred", "scale")
        ):
            current += known.value[word]
        elif kind in ("hundred", "dozen") and last_kind in ("", "unit", "teen", "ten"):
            current = (current if last_kind else 1.0) * known.value[word]
        elif kind == "scale" and last_kind in ("unit", "teen", "ten", "hundred", "dozen"):
            total, current = total + current * known.value[word], 0.0
        else:
            break
        last_kind, at, last = kind, at + 1, at + 1
    value = total + current
    return _and_part(t, i, last, value, known)


def _goes_on(t: Tokens, i: int, known: Words) -> bool:
    return i < len(t) and known.kind.get(t.low[i]) in ("unit", "teen", "ten")


def _and_part(t: Tokens, i: int, last: int, value: float, known: Words) -> Number | None:
    """A spelled number, with 'and a half' and a scale after it, or as the upper part of a fraction."""
    n = len(t)
    if (
        last + 2 < n
        and t.low[last] == "and"
        and t.low[last + 1] in ("a", "one", "three")
        and _is_part(t, last + 2, known)
    ):
        part = known.value[t.low[last + 2]] * (3 if t.low[last + 1] == "three" else 1)
        scaled = t.low[last + 3] if last + 3 < n else ""
        scale = known.value[scaled] if known.kind.get(scaled) == "scale" else 1.0
        end = last + 4 if scale != 1.0 else last + 3
        return Number(i, end, (value + part) * scale, (value + part) * scale, "word", 0)
    here = last + 1 if last < n and t.text[last] in DASHES else last
    if here < n and value < 10 and _is_part(t, here, known) and (value == 1 or t.low[here].endswith("s")):
        return _part(t, i, here, value, known)
    return _one_in(t, i, last, value, known) or Number(
        i, last, value, value, "one" if value == 1 and last == i + 1 else "word", 0
    )


def _one_in(t: Tokens, i: int, last: int, value: float, known: Words) -> Number | None:
    """'one in five' is a fifth, 'six in 10' and 'six out of 10' are 0.6; not 'six in 10 days'."""
    at = last + 2 if t.low[last : last + 2] == ("out", "of") else last + 1
    if last != i + 1 or at >= len(t) or (t.low[last] != "in" and at == last + 1) or not t.low[at].isalnum():
        return None
    whole = number_at(t, at, known)
    if whole is None or whole.kind not in ("word", "digits") or not value < whole.low <= 1000:
        return None
    if (value != 1 and whole.low not in WHOLE_GROUPS) or (
        whole.last < len(t) and t.low[whole.last] in known.time_words
    ):
        return None
    return Number(i, whole.last, value / whole.low, value / whole.low, "part", 0)


def _is_part(t: Tokens, i: int, known: Words) -> bool:
    return known.kind.get(t.low[i]) == "part"


def _part(t: Tokens, first: int, at: int, times: float, known: Words) -> Number | None:
    """'half', 'a third', 'two-thirds', with what it is a part of if that is a scale: 'half a million', 'half a dozen'."""
    word, n = t.low[at], len(t)
    value, last = known.value[word] * times, at + 1
    if first == at and (word != "half" or (last < n and t.text[last] in DASHES and t.glued(last))):
        return None  # "the third man", "last quarter", "half-staff"
    if (
        last + 1 < n
        and t.low[last] in ("a", "of")
        and t.low[last + 1] in ("a", "million", "billion", "dozen", "thousand", "trillion")
    ):
        here = last + 2 if t.low[last + 1] == "a" else last + 1
        if here < n and known.kind.get(t.low[here]) in ("scale", "dozen"):
            value *= known.value[t.low[here]]
            return Number(first, here + 1, value, value, "word", 0)
    if last < n and known.kind.get(t.low[last]) == "scale":
        return Number(first, last + 1, value * known.value[t.low[last]], value * known.value[t.low[last]], "word", 0)
    return Number(first, last, value, value, "part", 0)


def _after_article(t: Tokens, i: int, known: Words) -> Number | None:
    """'a hundred', 'a dozen', 'a third of', 'a few', 'a couple of dozen', 'a pair of'; not 'a man'."""
    if i + 1 >= len(t):
        return None
    word = t.low[i + 1]
    kind = known.kind.get(word)
    if word == "half" and i + 2 < len(t) and known.kind.get(t.low[i + 2]) in ("dozen", "scale"):
        value = 0.5 * known.value[t.low[i + 2]]
        return Number(i, i + 3, value, value, "word", 0)
    if kind == "part":
        of = (i + 2 < len(t) and t.low[i + 2] in ("of", "a")) or (i > 0 and t.low[i - 1] in known.before_part)
        return _part(t, i, i + 1, 1.0, known) if of else None
    if kind in ("hundred", "dozen", "scale"):
        at, value = i + 2, known.value[word]
        while at < len(t) and known.kind.get(t.low[at]) == "scale":
            value, at = value * known.value[t.low[at]], at + 1
        return Number(i, at, value, value, "word", 0)
    if kind == "few":
        return _few(t, i, i + 1, known)
    if kind == "pair" and i + 2 < len(t) and t.low[i + 2] == "of":
        return Number(i, i + 3, known.value[word], known.value[word], "pair", 0)
    return None


def _few(t: Tokens, first: int, at: int, known: Words) -> Number | None:
    """'several', 'a few hundred', 'a couple of dozen', 'a handful of'; 'few' alone says nothing."""
    word = t.low[at]
    if first == at and word != "several":
        return None
    low, high, last = known.value[word], known.most[word], at + 1
    if last < len(t) and t.low[last] == "of":
        last += 1
    scale = 1.0
    while last < len(t) and known.kind.get(t.low[last]) in ("hundred", "dozen", "scale"):
        scale, last = scale * known.value[t.low[last]], last + 1
    return Number(first, last, low * scale, high * scale, "few", 0)


def _many(t: Tokens, i: int, known: Words) -> Number | None:
    """'dozens', 'tens of thousands', 'hundreds of millions': at least two of it."""
    if t.low[i] == "scores" and not (
        i + 1 < len(t) and t.low[i + 1] in ("of", "more", "were", "are", "wounded", "injured")
    ):
        return None
    if t.low[i] == "tens" and not (i + 1 < len(t) and t.low[i + 1] == "of"):
        return None
    scale, last = known.value[t.low[i]], i + 1
    while last + 1 < len(t) and t.low[last] in ("of", "upon") and known.kind.get(t.low[last + 1]) in ("many", "scale"):
        if known.value[t.low[last + 1]] < 1000:
            break
        scale, last = scale * known.value[t.low[last + 1]], last + 2
    return Number(i, last, 2 * scale, None, "many", scale)
