"""Amounts in a stretch of text: numbers with their bound, unit or counted noun; ranges joined; what counts nothing left out.

One pass over the words, looking a few words to either side: the time grows with the length of the text and no faster.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from firsthand.model.readings import Bound
from firsthand.read.numbers import DASHES, Number, Tokens, Words, number_at
from firsthand.read.quantities_excluded import excluded, score_or_code
from firsthand.read.quantities_lexicon import Lexicon, Unit
from firsthand.read.quantities_units import Noun, currency_at, noun_at, per_at, unit_at

BOUNDS: dict[str, Bound] = {
    "exactly": "exactly",
    "about": "about",
    "at_least": "at_least",
    "at_most": "at_most",
    "more_than": "more_than",
    "less_than": "less_than",
}
PRONOUN_ONE = frozenset(
    [
        "no",
        "this",
        "that",
        "any",
        "some",
        "every",
        "each",
        "the",
        "which",
        "another",
        "first",
        "last",
        "next",
        "only",
        "great",
        "big",
        "good",
        "old",
        "new",
        "only'd",
        "same",
        "loved",
    ]
)
AGE = Unit("year of age", "age")
FOLD = Unit("count", "measure")
YOUNGEST, OLDEST = 1, 119


@dataclass(frozen=True, slots=True)
class Amount:
    """Tokens [first, last): number, currency and unit, without the bound before (from `start`) or after (to `end`)."""

    start: int
    end: int
    first: int
    last: int
    low: float
    high: float | None
    kind: str  # as Number.kind; "range", "either" ("two or three")
    scale: float
    bound: Bound
    unit: Unit | None
    per: str | None  # normal form of what it is counted by: "month" of "a month"
    per_kind: str
    noun: Noun | None


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
            out.append(amount)
        i = max(next_at, i + 1)
    bound: list[Amount] = []
    for a in out:
        made = _bounded(t, a, bound[-1].end if bound else 0, known)
        bound.append(replace(made, bound=bound[-1].bound) if bound and _restated(t, bound[-1], made) else made)
    return bound


def _restated(t: Tokens, a: Amount, b: Amount) -> bool:
    """Whether the second says the first again in another unit: 'more than 100 kilometers (60 miles)'."""
    if (
        a.unit is None
        or b.unit is None
        or a.unit.kind != b.unit.kind
        or a.unit.name == b.unit.name
        or b.bound != "exactly"
    ):
        return False
    return (
        a.bound != "between" and t.low[a.end : b.start] in (("(",), ("/",)) and b.unit.kind in ("measure", "currency")
    )


def _amount(t: Tokens, i: int, known: Lexicon, numbers: Words) -> tuple[Amount | None, int] | None:
    """The amount that begins at token i and where to go on; None where no number begins, no amount where it counts nothing."""
    one = _one(t, i, known, numbers)
    if one is None:
        return None
    if one[0] is None:
        return one
    joined = _joined(t, one[0], known, numbers)
    return (joined, joined.last) if joined else one


def _one(t: Tokens, i: int, known: Lexicon, numbers: Words) -> tuple[Amount | None, int] | None:
    currency = currency_at(t, i, known)
    at = currency[0] if currency else i
    if at >= len(t):
        return None
    n = number_at(t, at, numbers)
    if n is None or (currency and n.kind not in ("digits", "word", "one", "part")):
        return None
    n = _unlettered(t, n, currency is not None, known)
    unit = (n.last, FOLD) if n.kind == "fold" else currency or _unit(t, n, known)
    last = max(unit[0], n.last) if unit and not currency else n.last
    if currency:
        again = unit_at(t, n.last, known)  # "$5 US", "$3 million dollars"
        last = again[0] if again and again[1].kind == "currency" else last
    noun = None if unit else _noun(t, n, known)
    if (
        currency is None
        and n.kind == "digits"
        and score_or_code(t, n.first, n.last)
        and not _is_range(t, n, unit, noun, known, numbers)
    ):
        return None, _past_code(t, n.last)
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
        unit[1] if unit else _age(t, n, noun),
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


def _unit(t: Tokens, n: Number, known: Lexicon) -> tuple[int, Unit] | None:
    """The unit after a number, past a hyphen ('80-yard') or 'of a' ('a third of a mile', 'dozens of miles')."""
    at = n.last
    if at < len(t) and t.text[at] in DASHES and t.glued(at) and t.glued(at + 1):
        at += 1
    elif at < len(t) and t.low[at] == "of" and n.kind in ("part", "many", "few", "word"):
        at += 1
        if at < len(t) and n.kind == "part" and t.low[at] in ("a", "an"):
            at += 1
    elif at < len(t) and t.low[at] in (
        "more",
        "other",
        "additional",
        "straight",
        "consecutive",
        "full",
        "whole",
        "long",
        "further",
        "previous",
        "past",
        "short",
    ):
        at += 1
    found = unit_at(t, at, known)
    if found is None:
        return None
    end, unit = found
    short = end == at + 1 and len(t.text[at]) <= 2 and t.text[at].isalpha()
    if short and (
        n.kind != "digits"
        or (not t.glued(at) and t.text[at] in ("A", "V", "G", "L", "in", "l", "g", "m") and not _ended(t, end))
    ):
        return None
    if unit.kind == "label" and not t.glued(at):
        return None
    if unit.kind == "age" or unit.name != "year" or end + 1 >= len(t):
        return found
    return (end + 1, AGE) if t.low[end] == "old" else found


def _ended(t: Tokens, i: int) -> bool:
    return i >= len(t) or not t.text[i][0].isalpha() or t.low[i] in ("and", "of", "per", "in", "at", "from")


def _noun(t: Tokens, n: Number, known: Lexicon) -> Noun | None:
    at = n.last
    if at + 1 < len(t) and t.text[at] in DASHES and t.glued(at) and t.glued(at + 1):
        return _hyphened(t, at + 1, known)
    one = n.kind == "one" or (n.kind == "part" and n.low == 1)
    return noun_at(t, at, known, one)


def _hyphened(t: Tokens, i: int, known: Lexicon) -> Noun | None:
    """'a 12-page memo' counts pages."""
    if not t.text[i].isalpha() or len(t.text[i]) < 3 or t.low[i] in known.stops:
        return None
    return Noun(i, i + 1, i, t.low[i])


def _counts(t: Tokens, n: Number, unit: Unit | None, noun: Noun | None, known: Lexicon) -> bool:
    """Whether a number word really counts: 'one' and 'no' often do not."""
    before = t.low[n.first - 1] if n.first else ""
    if n.kind == "one":
        if before in PRONOUN_ONE or (n.last < len(t) and t.low[n.last] in ("another", "day", "thing", "way", "hand")):
            return False
        return unit is not None or noun is not None or before == "least" or before == "than"
    if n.kind == "none":
        named = noun_at(t, n.last, known, True)
        return named is not None and (
            named.name in known.nouns or t.low[named.head] in known.nouns or named.name in known.persons
        )
    if n.kind == "both":
        return noun is not None and t.low[noun.head] in known.counted and noun.head - n.last <= 2
    if n.kind in ("few", "pair"):
        return unit is not None or noun is not None
    return not (n.kind == "part" and n.low == 0.5 and unit is None and noun is None and not _part_of(t, n))


def _part_of(t: Tokens, n: Number) -> bool:
    return n.last < len(t) and (t.low[n.last] in ("of", "the", "its", "their") or n.last - n.first > 1)


def _age(t: Tokens, n: Number, noun: Noun | None) -> Unit | None:
    """Years of age: 'Ann Lee, 44, said', 'aged 12', 'who was 10'."""
    if n.kind not in ("digits", "word") or noun or not YOUNGEST <= n.low <= OLDEST or n.low != int(n.low):
        return None
    before = t.low[n.first - 1] if n.first else ""
    if before in ("aged", "age") or (
        before in ("was", "is") and n.first > 1 and t.low[n.first - 2] in ("who", "she", "he") and _shut(t, n.last)
    ):
        return AGE
    named = before == "," and n.first > 1 and t.text[n.first - 2][0].isupper() and n.kind == "digits"
    return AGE if named and n.last < len(t) and t.text[n.last] in (",", ".") else None


def _shut(t: Tokens, i: int) -> bool:
    return i >= len(t) or t.text[i] in (",", ".", ";") or t.low[i] in ("when", "at", "and", "years")


def _past_code(t: Tokens, i: int) -> int:
    """Past digits joined by signs: a score, a clock time, a telephone number."""
    while i + 1 < len(t) and t.glued(i) and t.glued(i + 1) and not t.text[i][0].isalnum() and t.low[i + 1][0].isalnum():
        i += 2
    return i


def _is_range(
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
    return _unit(t, other, known) is not None or _noun(t, other, known) is not None


def _joined(t: Tokens, a: Amount, known: Lexicon, numbers: Words) -> Amount | None:
    """A range that begins with this amount: 'between 5 and 10', '20-30', 'two or three', '1 to 1.5 degrees'."""
    at = a.last
    if at + 1 >= len(t) or a.high is None or a.kind in ("many", "few", "none", "both", "pair"):
        return None
    word = t.low[at]
    before = t.low[a.first - 1] if a.first else ""
    dash = t.text[at] in DASHES and (t.glued(at) == t.glued(at + 1)) and (t.glued(at) or a.unit is None)
    if not (dash or word in ("to", "or") or (word == "and" and before == "between")):
        return None
    if a.kind == "one" and a.noun is not None and word != "to":
        return None
    second = _one(t, at + 1, known, numbers)
    if second is None and dash:
        second = _second(t, at + 1, known, numbers)
    if second is None or second[0] is None or second[0].high is None:
        return None
    b = second[0]
    if b.kind in ("many", "few", "none", "both", "pair") or not _fits(t, a, b, word, before, known):
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


def _second(t: Tokens, i: int, known: Lexicon, numbers: Words) -> tuple[Amount | None, int] | None:
    n = number_at(t, i, numbers)
    if n is None:
        return None
    unit = _unit(t, n, known)
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
        None if unit else _noun(t, n, known),
    ), last


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


def _bounded(t: Tokens, a: Amount, floor: int, known: Lexicon) -> Amount:
    """The amount with the bound that stands before it or after it; not before token `floor`, where another amount ends."""
    bound: Bound = a.bound
    start, end = a.start, a.end
    for _ in range(2):
        found = _before(t, start, floor, known)
        if found is None:
            break
        start = found[0]
        if bound == "exactly" or found[1] != "exactly":
            bound = found[1] if a.bound != "between" or found[1] in ("about", "exactly") else bound
    if a.bound == "between" and (bound == "about" or bound == "exactly"):
        bound = "between"
    if a.bound == "between" and start > floor and t.low[start - 1] in ("between", "from"):
        start -= 1
    places = [a.last] + ([a.noun.last] if a.noun else [])
    if bound == "exactly":
        for at in places:
            after = _after(t, at, known)
            if after:
                bound, end = after[1], max(end, after[0])
                break
    if a.kind == "many" and bound == "exactly":
        bound = "at_least"
    if a.kind == "few" and bound == "exactly":
        bound = "between" if a.low != a.high else "about"
    return replace(a, start=start, end=end, bound=bound)


def _before(t: Tokens, i: int, floor: int, known: Lexicon) -> tuple[int, Bound] | None:
    if i == 0:
        return None
    for form, bound in known.before.get(t.low[i - 1], ()):
        first = i - len(form)
        if first >= floor and t.low[first:i] == form:
            return first, BOUNDS[bound]
    return None


def _after(t: Tokens, i: int, known: Lexicon) -> tuple[int, Bound] | None:
    if i >= len(t):
        return None
    for form, bound in known.after.get(t.low[i], ()):
        if t.low[i : i + len(form)] == form and (form[0] not in ("+",) or t.glued(i)):
            following = t.low[i + len(form)] if i + len(form) < len(t) else "."
            return None if following[-1].isdigit() and len(form) > 1 else (i + len(form), BOUNDS[bound])
    return None
