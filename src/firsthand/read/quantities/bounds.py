"""An amount with the bound that its words set: 'at least', 'or more', 'some'."""

from __future__ import annotations

from dataclasses import replace

from firsthand.model.readings import Bound
from firsthand.read.quantities.amount import Amount
from firsthand.read.quantities.lexicon import Lexicon
from firsthand.read.quantities.number_words import Tokens

BOUNDS: dict[str, Bound] = {
    "exactly": "exactly",
    "about": "about",
    "at_least": "at_least",
    "at_most": "at_most",
    "more_than": "more_than",
    "less_than": "less_than",
}


def bounded(t: Tokens, a: Amount, floor: int, known: Lexicon) -> Amount:
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
    inside = [n for n in range(a.first + 1, a.last) if t.low[n] == "or"]  # "two or more years"
    places = [*inside, a.last] + ([a.noun.last] if a.noun else [])
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


def restated(t: Tokens, a: Amount, b: Amount) -> bool:
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
