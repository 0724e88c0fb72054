"""What befell those who are counted: killed, wounded, displaced, arrested; launched, intercepted; or that they are attacks."""

from __future__ import annotations

from firsthand.read.numbers import Tokens
from firsthand.read.quantities_amount import Amount
from firsthand.read.quantities_lexicon import Lexicon

Role = tuple[str, int]  # the role, and the token that gives it
ENDS = frozenset(".!?;:")
AHEAD = 12  # words after what is counted within which its verb may stand
BACK = 14  # words before a number within which its toll may be named


def role_of(t: Tokens, a: Amount, known: Lexicon, before: tuple[Amount, Role | None] | None) -> Role | None:
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


def _after(t: Tokens, a: Amount, known: Lexicon) -> Role | None:
    """'27 people were killed', '27 dead', '27 people, including nine children, were wounded', '27 reported missing'."""
    at = a.reach
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
        elif not aside and word not in known.sets["helping"]:
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


def _verb_before(t: Tokens, a: Amount, known: Lexicon) -> Role | None:
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
            word not in known.sets["by_how_much"]
            and word not in ("and", "up", "more", "than", "all", "down", "the", "at", "to", "of")
        ) or (word in ("of", "to") and steps > 1):
            return None
        at, steps = at - 1, steps + 1
    return None


def _toll(t: Tokens, a: Amount) -> Role | None:
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


def _inherited(t: Tokens, a: Amount, before: tuple[Amount, Role | None]) -> Role | None:
    """The role of the amount before, where the two are joined: 'killed three soldiers and two civilians'."""
    other, said = before
    if said is None or other.unit is not None:
        return None
    at = other.reach
    between = t.low[at : a.start]
    if len(between) > 6 or any(w in ENDS for w in between):
        return None
    joining = all(
        w in (",", "and", "or", "including", "among", "them", "as", "well", "of", "whom", "at", "least", "plus")
        for w in between
    )
    if between and joining and not (a.noun is None and a.end < len(t) and t.low[a.end].endswith("ed")):
        return said
    return said if "including" in between[:3] else None
