"""What is said of an amount: its role, as of when it is, over what time, and whether it rose or fell."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from firsthand.model.readings import Change, Scope
from firsthand.read.quantities.amount import Amount
from firsthand.read.quantities.asof import DAYS
from firsthand.read.quantities.lexicon import Lexicon
from firsthand.read.quantities.number_words import Tokens
from firsthand.read.quantities.roles import Role, role_of

ENDS = frozenset(".!?;:")
ADVERBS = {
    "daily": "day",
    "weekly": "week",
    "monthly": "month",
    "yearly": "year",
    "annually": "year",
    "hourly": "hour",
    "nightly": "night",
}


@dataclass(frozen=True, slots=True)
class Context:
    role: Role | None
    change: Change
    reached: bool  # the change is to this amount, not by it
    by_noun: bool  # "a 3 percent drop"
    scope: Scope
    as_of: tuple[int, int] | None  # the tokens of "Monday" in "as of Monday"


def context(t: Tokens, a: Amount, known: Lexicon, before: tuple[Amount, Context] | None) -> Context:
    """What the words around an amount say of it; `before` is the amount before it, with what was said of that."""
    role = role_of(t, a, known, (before[0], before[1].role) if before else None)
    change, reached, by_noun = _change(t, a, known, before)
    return Context(
        role,
        change,
        reached,
        by_noun,
        _scope(t, a, known, role),
        _as_of(t, a, known),
    )


def _change(t: Tokens, a: Amount, known: Lexicon, before: tuple[Amount, Context] | None) -> tuple[Change, bool, bool]:
    """Up or down; whether the amount was reached rather than the step; whether a noun after it says so."""
    at, reached = a.start - 1, False
    by = at >= 0 and t.low[at] == "by"
    for _ in range(4):
        if at < 0:
            break
        word = t.low[at]
        found = known.changes.get(word)
        if word in ("up", "down") and (a.noun is not None or (at and t.low[at - 1] in known.sets["phrasal"])):
            break
        if found and (
            not found.weak
            or (a.unit is not None and a.unit.kind in ("percent", "measure"))
            or (a.unit is None and a.noun is None)
        ):
            return _direction(found.direction), reached, False
        if found and found.weak and not reached and a.unit is not None and a.unit.kind == "currency":
            return _direction(found.direction) if by or word.startswith(("los", "shed")) else "none", reached, False
        if word == "from":
            return "none", False, False  # the figure that it came from
        if word in ("to", "at") and not reached:
            reached = True
        elif (
            word not in known.sets["by_how_much"]
            and word not in ("more", "than", "least", "end", "of", "close", "up", "its")
        ) or word == "of":
            break
        at -= 1
    if before is not None:
        joined = _joined_change(t, a, before)
        if joined:
            return joined
    after = t.low[a.last : a.last + 2]
    for word in after:
        if word in known.change_nouns:
            return _direction(known.change_nouns[word]), False, True
        if word in ("higher", "lower") and a.unit is not None:
            return _direction(known.changes[word].direction), False, False
    return "none", False, False


def _joined_change(t: Tokens, a: Amount, before: tuple[Amount, Context]) -> tuple[Change, bool, bool] | None:
    """'lost 190 points, or 0.6%' and 'fell 0.4 per cent to 13,176' after the amount that the verb stands with."""
    other, said = before
    between = t.low[other.end : a.start]
    if said.change == "none" or said.reached or said.by_noun or not between or len(between) > 2:
        return None
    if between in ((",", "or"), ("or",), ("(",)):
        return said.change, False, False
    return (said.change, True, False) if between == ("to",) else None


def _direction(word: str) -> Change:
    return "up" if word == "up" else "down"


def _scope(t: Tokens, a: Amount, known: Lexicon, role: Role | None) -> Scope:
    if a.per_kind == "time":
        return "per_period"
    end = a.reach
    near = t.low[end : end + 2]
    if near and (
        near[0] in ADVERBS
        or (len(near) > 1 and near[0] in ("a", "per", "each", "every") and near[1] in known.sets["periods"])
    ):
        return "per_period"
    ahead = _clause(t, end, 1)
    if any(
        w in ("every", "each", "per") and ahead[k + 1 : k + 2] and ahead[k + 1] in known.sets["periods"]
        for k, w in enumerate(ahead)
    ):
        return "per_period"
    around = (*_clause(t, a.start, -1), *ahead)
    if role is not None and ("number" in around or "number" in t.low[max(0, role[1] - 4) : role[1]]):
        return "cumulative"
    if any(w in known.sets["cumulative"] for w in around) or ("to", "date") in pairwise(around):
        return "cumulative"
    return "event" if role is not None else "unknown"


def _clause(t: Tokens, at: int, step: int) -> tuple[str, ...]:
    """The words on one side, nearest clause only."""
    if step < 0:
        words = t.low[max(0, at - 8) : at]
        stop = max((k + 1 for k, w in enumerate(words) if w in ENDS), default=0)
        cut = max((k + 1 for k, w in enumerate(words) if w == ","), default=0)
        opening = at - len(words) + stop <= 0 or stop > 0  # "So far, 102 attacks ..." opens its sentence
        return words[stop:] if opening and cut - stop <= 3 else words[max(stop, cut) :]
    words = t.low[at : at + 8]
    cut = next((k for k, w in enumerate(words) if w in ENDS or w in (",", "and", "while", "but")), len(words))
    return words[:cut]


def _is_day(t: Tokens, at: int) -> bool:
    return at < len(t) and t.text[at][0].isupper() and t.low[at][:3] in DAYS


def _as_of(t: Tokens, a: Amount, known: Lexicon) -> tuple[int, int] | None:
    """The words of the day after 'as of' or 'by', up to eight words before or after the amount."""
    end = a.reach
    places = [*range(max(0, a.start - 10), a.start), *range(end, min(len(t), end + 10))]
    for at in places:
        if t.low[at] == "as" and t.low[at : at + 2] == ("as", "of") and at + 2 < len(t):
            return at + 2, min(len(t), at + 6)
        if (
            at == end
            and a.start
            and t.low[a.start - 1] == "from"
            and t.low[at] in ("on", "last")
            and _is_day(t, at + 1)
        ):
            return at + 1, min(len(t), at + 4)  # "up from 600 on Friday": the day is the earlier figure's
        if t.low[at] == "by" and at + 1 < len(t) and t.text[at + 1][0].isupper() and t.low[at + 1][:3] in DAYS:
            return at + 1, min(len(t), at + 4)
    return None
