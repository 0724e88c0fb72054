"""What is said of an amount: who or what it counts, what befell them, as of when, over what time, and whether it rose or fell."""

from __future__ import annotations

from dataclasses import dataclass

from firsthand.model.readings import Change, Scope
from firsthand.read.numbers import Tokens
from firsthand.read.quantities_lexicon import Lexicon
from firsthand.read.quantities_scan import Amount

AUX = frozenset(
    [
        "were",
        "was",
        "been",
        "being",
        "have",
        "had",
        "has",
        "be",
        "are",
        "is",
        "got",
        "also",
        "reportedly",
        "allegedly",
        "already",
        "both",
        "all",
        "later",
        "then",
        "either",
        "confirmed",
        "reported",
        "feared",
        "believed",
        "thought",
        "presumed",
        "who",
        "that",
        "which",
        "to",
        "seriously",
        "badly",
        "critically",
        "severely",
        "slightly",
        "lightly",
        "mostly",
        "mainly",
        "some",
        "others",
        "left",
        "still",
        "and",
        "or",
        "at",
        "least",
        "may",
        "might",
        "could",
        "would",
        "will",
        "be",
        "more",
        "currently",
        "since",
        "shot",
    ]
)
ENDS = frozenset(".!?;:")
CUMULATIVE = frozenset({"since", "total", "overall", "far", "cumulative", "altogether", "toll", "tally"})
PERIODS = frozenset(
    {"day", "week", "month", "year", "hour", "minute", "second", "decade", "quarter", "night", "century"}
)
ADVERBS = {
    "daily": "day",
    "weekly": "week",
    "monthly": "month",
    "yearly": "year",
    "annually": "year",
    "hourly": "hour",
    "nightly": "night",
}
PHRASAL = frozenset(
    "gave give gives giving given made make makes making picked pick set sets taking took take takes trade came come".split()
)
TOLLS = frozenset({"toll", "tally", "count", "number"})
BETWEEN = frozenset(
    {
        "by",
        "about",
        "around",
        "nearly",
        "almost",
        "another",
        "further",
        "a",
        "an",
        "only",
        "just",
        "as",
        "much",
        "roughly",
        "some",
        "over",
        "under",
    }
)
AHEAD = 12  # words after what is counted within which its verb may stand
BACK = 14  # words before a number within which its toll may be named


@dataclass(frozen=True, slots=True)
class Context:
    role: str | None
    role_at: int | None  # the token that gives the role
    change: Change
    reached: bool  # the change is to this amount, not by it
    by_noun: bool  # "a 3 percent drop"
    scope: Scope
    as_of: tuple[int, int] | None  # the tokens of "Monday" in "as of Monday"


def context(t: Tokens, a: Amount, known: Lexicon, before: tuple[Amount, Context] | None) -> Context:
    """What the words around an amount say of it; `before` is the amount before it, with what was said of that."""
    role = _role(t, a, known, before)
    change, reached, by_noun = _change(t, a, known, before)
    return Context(
        role[0] if role else None,
        role[1] if role else None,
        change,
        reached,
        by_noun,
        _scope(t, a, role),
        _as_of(t, a, known),
    )


def _role(t: Tokens, a: Amount, known: Lexicon, before: tuple[Amount, Context] | None) -> tuple[str, int] | None:
    if a.unit is not None:
        return None
    head = a.noun.head if a.noun else None
    single = a.kind == "single"
    if (
        head is not None
        and not single
        and t.low[head] in known.nouns
        and known.nouns[t.low[head]] not in ("drone", "missile")
    ):
        return known.nouns[t.low[head]], head
    found = _after(t, a, known) or _verb_before(t, a, known) or _toll(t, a)
    if found is None and before is not None:
        found = _inherited(t, a, before)
    if found is None and head is not None and not single and t.low[head] in known.nouns:
        return known.nouns[t.low[head]], head
    return found


def _after(t: Tokens, a: Amount, known: Lexicon) -> tuple[str, int] | None:
    """'27 people were killed', '27 dead', '27 people, including nine children, were wounded', '27 reported missing'."""
    at = max(a.end, a.noun.last if a.noun else 0)
    stop, aside = min(len(t), at + AHEAD), False
    tail = 0  # words of a phrase after the noun: "27 people in the town were killed"
    while at < stop:
        word = t.low[at]
        if word == "," or word in ("(", ")"):
            if (
                not aside
                and at + 1 < len(t)
                and t.low[at + 1] not in ("including", "among", "most", "some", "many", "mostly", "all", "both")
            ):
                return None
            aside, tail = not aside, 0
        elif word in ENDS:
            return None
        elif not aside and (word in known.verbs or word in known.states):
            if word in known.states or _passive(t, at, tail):
                return known.verbs.get(word) or known.states[word], at
            return None
        elif not aside and word not in AUX:
            tail += 1
            if tail > 6 or word in ("said", "says", "told", "but", "while", "when", "after", "as", "because"):
                return None
        at += 1
    return None


def _passive(t: Tokens, at: int, tail: int) -> bool:
    """A form that can say what befell what is counted; after a longer phrase only with 'was', 'were' or 'been' before it."""
    word = t.low[at]
    if word.endswith("ing") and word != "missing":
        return word == "dying"
    helped = at > 0 and any(
        w in ("were", "was", "been", "are", "be", "being", "is", "had", "have", "got")
        for w in t.low[max(0, at - 3) : at]
    )
    active = word in ("died", "perished", "fled", "fell", "marched", "protested", "gathered", "rallied", "attended")
    if active or helped:
        return True
    following = t.low[at + 1] if at + 1 < len(t) else "."
    return (
        tail == 0
        and word.endswith(("ed", "n", "t", "en"))
        and following not in ("the", "a", "an", "their", "his", "its", "him", "her", "them", "at", "more")
    )


def _verb_before(t: Tokens, a: Amount, known: Lexicon) -> tuple[str, int] | None:
    """'killing at least 27 people', 'wounded 30', 'launched some 40 drones', 'the death of 27'."""
    at = a.start - 1
    steps = 0
    while at >= 0 and steps < 4:
        word = t.low[at]
        if word in known.verbs:
            agent = at > 0 and t.low[at - 1] in ("were", "was", "been", "are", "is", "being", "be")
            return None if agent else (known.verbs[word], at)
        if (
            word == "of"
            and at > 0
            and t.low[at - 1] in known.nouns
            and known.nouns[t.low[at - 1]] in ("killed", "wounded", "arrested", "abducted", "missing")
        ):
            return known.nouns[t.low[at - 1]], at - 1
        if (
            word not in BETWEEN and word not in ("and", "up", "more", "than", "all", "down", "the", "at", "to", "of")
        ) or (word in ("of", "to") and steps > 1):
            return None
        at, steps = at - 1, steps + 1
    return None


def _toll(t: Tokens, a: Amount) -> tuple[str, int] | None:
    """'the death toll rose to 41', 'the toll stands at 41', 'bringing the number of dead to 41'."""
    if a.noun is not None and t.low[a.noun.head] not in ("people", "dead", "victims"):
        return None
    for at in range(a.start - 1, max(-1, a.start - BACK), -1):
        if t.low[at] in ENDS:
            return None
        if t.low[at] == "toll":
            return "killed", at
        if (
            t.low[at] in ("dead", "killed", "deaths", "wounded", "injured", "missing")
            and at > 1
            and t.low[at - 1] in ("of", "the")
            and "number" in t.low[max(0, at - 4) : at]
        ):
            return {"wounded": "wounded", "injured": "wounded", "missing": "missing"}.get(t.low[at], "killed"), at
    return None


def _inherited(t: Tokens, a: Amount, before: tuple[Amount, Context]) -> tuple[str, int] | None:
    """The role of the amount before, where the two are joined: 'killed three soldiers and two civilians'."""
    other, said = before
    if said.role is None or said.role_at is None or other.unit is not None:
        return None
    at = max(other.end, other.noun.last if other.noun else 0)
    between = t.low[at : a.start]
    if len(between) > 6 or any(w in ENDS for w in between):
        return None
    joining = all(
        w in (",", "and", "or", "including", "among", "them", "as", "well", "of", "whom", "at", "least", "plus")
        for w in between
    )
    if between and joining and not (a.noun is None and a.end < len(t) and t.low[a.end].endswith("ed")):
        return said.role, said.role_at
    return (said.role, said.role_at) if "including" in between[:3] else None


def _change(t: Tokens, a: Amount, known: Lexicon, before: tuple[Amount, Context] | None) -> tuple[Change, bool, bool]:
    """Up or down; whether the amount was reached rather than the step; whether a noun after it says so."""
    at, reached = a.start - 1, False
    for _ in range(4):
        if at < 0:
            break
        word = t.low[at]
        found = known.changes.get(word)
        if word in ("up", "down") and (a.noun is not None or (at and t.low[at - 1] in PHRASAL)):
            break
        if found and (
            not found.weak
            or (a.unit is not None and a.unit.kind in ("percent", "measure"))
            or (a.unit is None and a.noun is None)
        ):
            return _direction(found.direction), reached, False
        if found and found.weak and not reached and a.unit is not None and a.unit.kind == "currency":
            return _direction(found.direction) if word.startswith(("los", "shed")) else "none", reached, False
        if word == "from":
            return "none", False, False  # the figure that it came from
        if word in ("to", "at") and not reached:
            reached = True
        elif (
            word not in BETWEEN and word not in ("more", "than", "least", "end", "of", "close", "up", "its")
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


def _scope(t: Tokens, a: Amount, role: tuple[str, int] | None) -> Scope:
    if a.per_kind == "time":
        return "per_period"
    end = max(a.end, a.noun.last if a.noun else 0)
    near = t.low[end : end + 2]
    if near and (
        near[0] in ADVERBS or (len(near) > 1 and near[0] in ("a", "per", "each", "every") and near[1] in PERIODS)
    ):
        return "per_period"
    around = (*_clause(t, a.start, -1), *_clause(t, end, 1))
    if any(w in CUMULATIVE for w in around) or ("to", "date") in zip(around, around[1:], strict=False):
        return "cumulative"
    return "event" if role is not None else "unknown"


def _clause(t: Tokens, at: int, step: int) -> tuple[str, ...]:
    """The words on one side, nearest clause only."""
    if step < 0:
        words = t.low[max(0, at - 8) : at]
        cut = max((k + 1 for k, w in enumerate(words) if w in ENDS or w == ","), default=0)
        return words[cut:]
    words = t.low[at : at + 8]
    cut = next((k for k, w in enumerate(words) if w in ENDS or w in (",", "and", "while", "but")), len(words))
    return words[:cut]


def _as_of(t: Tokens, a: Amount, known: Lexicon) -> tuple[int, int] | None:
    """The words of the day after 'as of' or 'by', up to eight words before or after the amount."""
    end = max(a.end, a.noun.last if a.noun else 0)
    places = [*range(max(0, a.start - 10), a.start), *range(end, min(len(t), end + 10))]
    for at in places:
        if t.low[at] == "as" and t.low[at : at + 2] == ("as", "of") and at + 2 < len(t):
            return at + 2, min(len(t), at + 6)
        if t.low[at] == "by" and at + 1 < len(t) and t.text[at + 1][0].isupper() and t.low[at + 1][:3] in DAYS:
            return at + 1, min(len(t), at + 4)
    return None


DAYS = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}
