"""Amounts in a stretch of text: numbers with their bound, unit or counted noun; ranges joined; what counts nothing left out.

One pass over the words, looking a few words to either side: the time grows with the length of the text and no faster.
"""

from __future__ import annotations

from dataclasses import replace

from firsthand.read.quantities.amount import CAME, FOLD, Amount
from firsthand.read.quantities.bounds import bounded, restated
from firsthand.read.quantities.excluded import excluded, score_or_code
from firsthand.read.quantities.lexicon import Lexicon, Unit
from firsthand.read.quantities.measured import age_of, noun_of, unit_of
from firsthand.read.quantities.number_words import DASHES, Tokens, Words
from firsthand.read.quantities.numbers import Number, number_at
from firsthand.read.quantities.ranges import is_range, joined
from firsthand.read.quantities.units import Noun, currency_at, noun_at, per_at, unit_at

SIZE = 20  # times: numbers further apart than that hardly share a unit
ELLIPSIS = 14  # words between an amount and the one that it is compared with


def amounts(t: Tokens, known: Lexicon, numbers: Words) -> list[Amount]:
    """Every amount, in order, none overlapping another."""
    out: list[Amount] = []
    i, n = 0, len(t)
    while i < n:
        low = t.low[i]
        digit = "0" <= low[-1] <= "9"
        if (
            not digit
            and low not in numbers.kind
            and low not in numbers.signs
            and low not in ("a", "an")
            and low not in known.units
            and not low.endswith("fold")
        ):
            i += 1
            continue
        found = _amount(t, i, known, numbers)
        if found is None:
            i += 1
            continue
        amount, next_at = found
        if amount is not None:
            out.append(_elliptic(t, amount, out[-1]) if out else amount)
        i = max(next_at, i + 1)
    bound: list[Amount] = []
    for a in _shared(t, out, known):
        made = bounded(t, a, bound[-1].end if bound else 0, known)
        bound.append(replace(made, bound=bound[-1].bound) if bound and restated(t, bound[-1], made) else made)
    return [_limited(a, bound[k + 1] if k + 1 < len(bound) else None) for k, a in enumerate(bound)]


def _shared(t: Tokens, found: list[Amount], known: Lexicon) -> list[Amount]:
    """The amounts, a bare number with the unit of the one that it is joined to: '27 and 29 years old', '5 percent from 4'."""
    out = list(found)
    for k in range(len(out) - 1):
        a, b = out[k], out[k + 1]
        between = t.low[a.reach : b.first]
        if len(between) != 1 or between[0] not in known.sets["sharing"] or not _alike(a, b):
            continue
        if a.unit is None and a.noun is None and b.unit is not None and between[0] != "from":
            out[k] = replace(a, unit=b.unit)
        elif b.unit is None and b.noun is None and a.unit is not None and a.unit.kind in ("percent", "age"):
            out[k + 1] = replace(b, unit=a.unit)
    return out


def _alike(a: Amount, b: Amount) -> bool:
    """Whether two numbers are of one size, so that they may be of one unit."""
    low, high = sorted((a.low, b.low))
    return a.kind == b.kind and low > 0 and high < SIZE * low


def _limited(a: Amount, following: Amount | None) -> Amount:
    """The amount, its words ended before those of the amount that follows."""
    if following is None or a.reach <= following.start:
        return a
    return replace(a, limit=following.start, end=min(a.end, following.start))


def _elliptic(t: Tokens, a: Amount, before: Amount) -> Amount:
    """The amount with the noun of the one before, where it only says from where that one came: '34 people, up from 25'."""
    if a.unit or a.noun or before.noun is None or a.first - before.last > ELLIPSIS:
        return a
    return replace(a, noun=before.noun) if t.low[max(0, a.first - 2) : a.first] in CAME else a


def _amount(t: Tokens, i: int, known: Lexicon, numbers: Words) -> tuple[Amount | None, int] | None:
    """The amount that begins at token i and where to go on; None where no number begins, no amount where it counts nothing."""
    one = _one(t, i, known, numbers)
    if one is None:
        return None
    if one[0] is None:
        return one
    range_ = joined(t, one[0], known, numbers, lambda at: (_one(t, at, known, numbers) or (None, 0))[0])
    return (range_, range_.last) if range_ else one


def _one(t: Tokens, i: int, known: Lexicon, numbers: Words) -> tuple[Amount | None, int] | None:
    currency = currency_at(t, i, known)
    at = currency[0] if currency else i
    if at >= len(t):
        return None
    n = number_at(t, at, numbers)
    if n is None or (currency and n.kind not in ("digits", "word", "one", "part")):
        return None
    n = _unlettered(t, n, currency is not None, known)
    unit = (n.last, FOLD) if n.kind == "fold" else currency or unit_of(t, n, known)
    last = max(unit[0], n.last) if unit and not currency else n.last
    if currency:
        again = unit_at(t, n.last, known)  # "$5 US", "$3 million dollars"
        last = again[0] if again and again[1].kind == "currency" else last
    noun = None if unit else noun_of(t, n, known)
    if (
        currency is None
        and n.kind == "digits"
        and score_or_code(t, n.first, n.last)
        and not is_range(t, n, unit, noun, known, numbers)
    ):
        return None, _past_code(t, n.last)
    if (
        unit is None
        and noun is None
        and n.last + 1 < len(t)
        and t.text[n.last] in DASHES
        and t.low[n.last + 1].endswith("ed")
    ):
        return None, n.last + 2  # "a two-tiered system"
    if excluded(t, n, known, money=currency is not None, measured=unit is not None, noun=noun.name if noun else None):
        return None, n.last
    if not _counts(t, n, unit[1] if unit else None, noun, known):
        return None, n.last
    per = per_at(t, last, known) if unit or noun or currency else None
    per_unit, per_kind = (per[1], per[2]) if per and not (unit and unit[1].kind == "age") else (None, "")
    if per and per_unit:
        last = per[0]
    low, high = n.low, n.high
    made = Amount(
        i,
        last,
        i,
        last,
        low,
        high,
        n.kind,
        n.scale,
        "exactly",
        unit[1] if unit else age_of(t, n, noun),
        per_unit,
        per_kind,
        noun,
    )
    return made, last


def _unlettered(t: Tokens, n: Number, currency: bool, known: Lexicon) -> Number:
    """'5m' is five metres where no money stands before it and nothing that is counted after."""
    if n.kind != "digits" or currency or t.text[n.last - 1] not in ("m", "M", "b", "B") or n.last - n.first != 2:
        return n
    if t.text[n.last - 1] == "m" and noun_at(t, n.last, known, False) is None:
        value = float(t.text[n.first].replace(",", ""))
        return n._replace(last=n.first + 1, low=value, high=value)
    return n


def _counts(t: Tokens, n: Number, unit: Unit | None, noun: Noun | None, known: Lexicon) -> bool:
    """Whether a number word really counts: 'one' and 'no' often do not."""
    before = t.low[n.first - 1] if n.first else ""
    if n.kind == "one":
        if before == "at" and t.low[n.last : n.last + 1] in (("point",), ("time",), ("stage",), ("moment",)):
            return False
        if before in known.sets["not_one"] or (
            n.last < len(t) and t.low[n.last] in ("another", "day", "thing", "way", "hand")
        ):
            return False
        return unit is not None or noun is not None or before in ("least", "than") or before in known.verbs
    if n.kind == "none":
        named = noun_at(t, n.last, known, True)
        return named is not None and (
            named.name in known.nouns or t.low[named.head] in known.nouns or named.name in known.persons
        )
    if n.kind == "both":
        return noun is not None and t.low[noun.head] in known.counted and noun.head - n.last <= 2
    if n.kind in ("few", "pair"):
        return unit is not None or noun is not None
    if n.kind == "part" and n.last == n.first + 1 and before in known.sets["halves"]:
        return False  # "the latter half of the year"
    if n.kind == "part" and t.low[n.last : n.last + 2] in (
        ("the", "size"),
        ("the", "price"),
        ("as", "much"),
        ("as", "many"),
    ):
        return False
    return not (n.kind == "part" and n.low == 0.5 and unit is None and noun is None and not _part_of(t, n))


def _part_of(t: Tokens, n: Number) -> bool:
    return n.last < len(t) and (t.low[n.last] in ("of", "the", "its", "their") or n.last - n.first > 1)


def _past_code(t: Tokens, i: int) -> int:
    """Past digits joined by signs: a score, a clock time, a telephone number."""
    while i + 1 < len(t) and t.glued(i) and t.glued(i + 1) and not t.text[i][0].isalnum() and t.low[i + 1][0].isalnum():
        i += 2
    return i
