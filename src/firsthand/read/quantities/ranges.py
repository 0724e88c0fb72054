"""Two numbers that make one interval: 'between 5 and 10', '20-30', 'two or three', '1 to 1.5 degrees'."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from firsthand.read.quantities.amount import VAGUE, Amount
from firsthand.read.quantities.excluded import score_or_code
from firsthand.read.quantities.lexicon import Lexicon, Unit
from firsthand.read.quantities.measured import noun_of, unit_of
from firsthand.read.quantities.number_words import DASHES, Tokens, Words
from firsthand.read.quantities.numbers import Number, number_at
from firsthand.read.quantities.units import Noun


def is_range(
    t: Tokens, n: Number, unit: tuple[int, Unit] | None, noun: Noun | None, known: Lexicon, numbers: Words
) -> bool:
    """'20-30 people', '5-10W': two rising numbers joined by a dash, with something counted."""
    at = n.last
    if unit is not None and at < len(t) and t.text[at] not in DASHES:
        return not (n.first and t.glued(n.first) and t.text[n.first - 1] in (":", "/"))
    if at + 1 >= len(t) or t.text[at] not in DASHES or (n.first and t.glued(n.first) and t.text[n.first - 1] in DASHES):
        return False
    other = number_at(t, at + 1, numbers)
    if (
        other is None
        or other.high is None
        or other.low <= n.low
        or (score_or_code(t, other.last - 1, other.last) and other.last < len(t) and t.text[other.last] in DASHES)
    ):
        return False
    return unit_of(t, other, known) is not None or noun_of(t, other, known) is not None


def joined(t: Tokens, a: Amount, known: Lexicon, numbers: Words, one: Callable[[int], Amount | None]) -> Amount | None:
    """A range that begins with this amount: 'between 5 and 10', '20-30', 'two or three', '1 to 1.5 degrees'."""
    at = a.last
    if at + 1 >= len(t) or a.high is None or a.kind in VAGUE:
        return None
    word = t.low[at]
    before = t.low[a.first - 1] if a.first else ""
    dash = t.text[at] in DASHES and (t.glued(at) == t.glued(at + 1)) and (t.glued(at) or a.unit is None)
    if not (dash or word in ("to", "or") or (word == "and" and before == "between")):
        return None
    if a.kind == "one" and a.noun is not None and word != "to":
        return None
    second = one(at + 1)
    if second is None and dash:
        second = _second(t, at + 1, known, numbers)
    if second is None or second.high is None:
        return None
    b = second
    if b.kind in VAGUE or not _fits(t, a, b, word, before, known):
        return None
    low, high = _evened(a, b)
    ordered = (low, high) if low <= high else (high, low)
    kind = "either" if word == "or" else "range"
    unit, noun = b.unit or a.unit, b.noun if b.noun or b.unit else a.noun
    return replace(
        b,
        start=a.start,
        first=a.first,
        low=ordered[0],
        high=ordered[1],
        kind=kind,
        bound="between",
        unit=unit,
        noun=noun,
    )


def _second(t: Tokens, i: int, known: Lexicon, numbers: Words) -> Amount | None:
    n = number_at(t, i, numbers)
    if n is None:
        return None
    unit = unit_of(t, n, known)
    last = unit[0] if unit else n.last
    return Amount(
        i,
        last,
        i,
        last,
        n.low,
        n.high,
        n.kind,
        0,
        "exactly",
        unit[1] if unit else None,
        None,
        "",
        None if unit else noun_of(t, n, known),
    )


def _evened(a: Amount, b: Amount) -> tuple[float, float]:
    """'$2-3 million' is two million to three million."""
    high = b.high if b.high is not None else b.low
    for scale in (1e3, 1e6, 1e9, 1e12):
        if (
            a.low < 1000 <= high
            and high >= scale
            and a.kind == "digits"
            and a.low * scale < high < 1000 * scale
            and a.low < high / scale
        ):
            return a.low * scale, high
    return a.low, high


def _fits(t: Tokens, a: Amount, b: Amount, word: str, before: str, known: Lexicon) -> bool:
    """Whether two amounts make one range."""
    if (
        a.unit
        and b.unit
        and a.unit.name != b.unit.name
        and not (a.unit.kind == b.unit.kind == "currency" and "dollar" in b.unit.name)
    ):
        return False
    if a.unit and not b.unit and a.unit.kind != "currency":
        return False
    if (a.noun and b.noun and a.noun.name != b.noun.name) or (a.noun and b.unit):
        return False
    if word == "or":
        return (
            b.low > a.low
            and b.low <= 3 * a.low + 2
            and not a.noun
            and not (a.unit and a.unit.kind == "percent" and not b.unit)
        )
    if word == "to":
        reached = (
            before in known.changes
            or before in ("by", "up")
            or (a.unit is not None and before != "from" and before != "of")
        )
        return before == "from" or (b.low > a.low and not (reached and a.unit is not None))
    return b.low >= a.low or word == "and"
