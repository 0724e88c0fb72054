"""What speaks for two accounts that stand side by side parting: what joins them, what they share, and how they are told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from math import log

from firsthand.trace.beside_accounts import Account, Figure, beside
from firsthand.trace.compare_denials import ASKS
from firsthand.trace.compare_kinds import alone

AROUND = 160  # characters before and after two accounts in which it may be said that accounts differ
NEAR = 0.55  # cosine of two words from which one is the other's like
BODIES = frozenset({"named_organisation", "document", "media_outlet"})
NOBODY = frozenset({"unnamed_official", "unnamed_source", "unnamed_group", "none"})
ASIDE = ("demands", "vows", "asks", "declines", "predicts")
SHORT = 30  # characters of an account that gives little more than a day or a place: "a quarter to four"
WILL = re.compile(r"\b(?:will|would|shall|plans?|intends?)\b")


# Signs that the words around two accounts are searched for; one costs as much as ten others.
SEARCHED = ("adds", "but", "but and figures", "but and shared", "called a figure", "polls",
            "said to differ before", "said to differ behind", "said to differ between")  # fmt: skip
Likely = Callable[[Account, Account, Mapping[str, float]], bool]


def looked_at(
    all_: Sequence[Account], likely: Likely | None = None
) -> Iterator[tuple[Account, Account, dict[str, float]]]:
    """The accounts that stand side by side and are worth a look, the first one first, with their signs.

    `likely` says of two, by all signs that need no search, whether they are searched and given; without it all are.
    """
    for a, b, nearest in beside(all_):
        if _worth(a, b):
            found = _signs(a, b, nearest)
            if likely is None or likely(a, b, found):
                yield a, b, found | _searched(a, b, found)


def _worth(a: Account, b: Account) -> bool:
    """Whether two accounts are worth a look: what shows none of these is hardly ever told to part, and two in three show none."""
    if b.denies:
        of_it = (b.points_back and a.attribution is not None) or not b.speakers.isdisjoint(a.names) or _share(a, b)
        return of_it and not ASKS.match(a.words)
    if a.turned != b.turned:
        return True
    if (_apart(a.days, b.days) or _apart(a.places, b.places)) and (len(b.words) < SHORT or _share(a, b)):
        return True
    return any(y.alone or counts_alike(x, y) for x in a.figures for y in b.figures)


def _share(a: Account, b: Account) -> bool:
    return not a.terms.isdisjoint(b.terms)


def _apart(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a and b) and a.isdisjoint(b)


def _signs(a: Account, b: Account, nearest: bool) -> dict[str, float]:
    """The signs of two accounts by their names in the table of weights, `a` the one that stands first, without those that are
    searched for; whether it is the nearest that another voice gives."""
    text = a.held.text
    first, last = a.whole.end, max(a.whole.end, b.whole.start)
    gap = b.line - a.line
    found: dict[str, float] = {
        "one sentence": gap == 0,
        "two sentences on": gap == 2,
        "far": log(1 + last - first),
        "nearest": nearest,
        "another paragraph": "\n\n" in text[a.span.start : b.span.start],
        "semicolon": ";" in text[a.span.start : b.span.start],
        "long first": log(1 + len(a.words)),
        "long second": log(1 + len(b.words)),
    }
    found |= _voices(a, b) | _told(a, b) | _values(a, b) | _shared(a, b)
    found["claim denied"] = found["second points back"] and (found["second denies"] or b.turned)
    found["denied and near"] = found["second denies"] and gap < 2
    found["denied and nearest"] = found["second denies"] and nearest
    found["turned and nearest"] = found["second turned"] and nearest
    found["figure and nearest"] = found["alone behind figure"] and nearest
    found["days and nearest"] = found["other days"] and nearest and gap < 2
    found["places and nearest"] = found["other places"] and nearest and gap < 2
    found["bodies and nearest"] = found["bodies"] and nearest
    found["pointed and nearest"] = found["claim denied"] and nearest
    found["turned and shared"] = found["second turned"] and found["shared"] > 0
    found["figures insisted on"] = found["figures"] and (a.insists or b.insists)
    found["denied and alike"] = found["second denies"] * found["cosine"]
    found["turned and alike"] = found["second turned"] * found["words alike"]
    return found


def _searched(a: Account, b: Account, found: Mapping[str, float]) -> dict[str, float]:
    """The signs that are searched for, by the others."""
    text, first, last = a.held.text, a.whole.end, max(a.whole.end, b.whole.start)
    between = text[first : max(last, b.span.start)]  # with who says the second, where that stands before it
    but, differ = alone("sets against").search(between) is not None, alone("differ")
    return {
        "adds": alone("adds").search(between) is not None,
        "but": but,
        "but and figures": but and found["figures"],
        "but and shared": but and found["shared"] > 0,
        "called a figure": found["figures"] and alone("figure").search(f"{between} {b.words}") is not None,
        "polls": alone("polls").search(f"{a.who} {a.words} {b.who} {b.words}") is not None,
        "said to differ before": differ.search(text, max(0, a.whole.start - AROUND), a.whole.start) is not None,
        "said to differ behind": differ.search(text, b.whole.end, b.whole.end + AROUND) is not None,
        "said to differ between": differ.search(between) is not None,
    }


def _voices(a: Account, b: Account) -> dict[str, float]:
    kinds = [x.attribution.source_kind if x.attribution else None for x in (a, b)]
    stances = {x.attribution.stance for x in (a, b) if x.attribution}
    asides: dict[str, float] = {stance: stance in stances for stance in ASIDE}
    return asides | {
        "outlet first": kinds[0] is None,
        "outlet second": kinds[1] is None,
        "body first": kinds[0] in BODIES,
        "body second": kinds[1] in BODIES,
        "bodies": kinds[0] in BODIES and kinds[1] in BODIES,
        "unnamed first": kinds[0] in NOBODY,
        "unnamed second": kinds[1] in NOBODY,
        "second named in first": not b.speakers.isdisjoint(a.names),
        "first named in second": not a.speakers.isdisjoint(b.names),
    }


def _told(a: Account, b: Account) -> dict[str, float]:
    return {
        "first denies": a.denies,
        "second denies": b.denies,
        "first insists": a.insists,
        "second insists": b.insists,
        "first turned": a.turned and not b.turned,
        "second turned": b.turned and not a.turned,
        "both turned": a.turned and b.turned,
        "second points back": b.points_back,
        "asked": "?" in a.words or "?" in b.words,
        "to come": WILL.search(a.words) is not None and WILL.search(b.words) is not None,
        "first quoted": a.attribution is not None and a.attribution.mode == "direct",
        "second quoted": b.attribution is not None and b.attribution.mode == "direct",
    }


def _values(a: Account, b: Account) -> dict[str, float]:
    both = bool(a.figures and b.figures)
    counted = [(x, y) for x in a.figures for y in b.figures if counts_alike(x, y)] if both else []
    equal = any((x.low, x.high) == (y.low, y.high) for x, y in counted)
    return {
        "figures": both,
        "bare second": b.bare,
        "bare first": a.bare,
        "bare behind figure": b.bare and both,
        "alone behind figure": both and any(f.alone for f in b.figures),
        "counted alike": bool(counted) and not equal,
        "equal": equal,
        "shares": both and any(f.unit in ("percent", "%", "point") for f in (*a.figures, *b.figures)),
        "other days": _apart(a.days, b.days),
        "other places": _apart(a.places, b.places),
    }


def counts_alike(x: Figure, y: Figure) -> bool:
    """Whether two figures count the same thing by its word, or tell of one harm to people who may be the same."""
    if not x.counted.isdisjoint(y.counted):
        return True
    at_large = not (x.counted and y.counted)  # "nine died", "four guards were killed"
    return at_large and ((x.role is not None and x.role == y.role) or (bool(x.unit) and x.unit == y.unit))


def _shared(a: Account, b: Account) -> dict[str, float]:
    shared = len(a.terms & b.terms)
    fewest = max(1, min(len(a.terms), len(b.terms)))
    cosine = float(a.row @ b.row) if a.row is not None and b.row is not None else 0.0
    found = {
        "shared": min(shared, 5),
        "share": shared / fewest,
        "nothing shared": not shared,
        "names shared": min(3, len(a.names & b.names)),
        "cosine": cosine,
        "words alike": 0.0,
        "covered": 0.0,
        "first covered": 0.0,
        "second covered": 0.0,
    }
    if len(a.meant) and len(b.meant):
        alike = a.meant @ b.meant.T
        first, second = alike.max(axis=1), alike.max(axis=0)
        found |= {
            "words alike": float(second.mean()),
            "first covered": float((first > NEAR).mean()),
            "second covered": float((second > NEAR).mean()),
        }
        found["covered"] = max(found["first covered"], found["second covered"])
    return found
