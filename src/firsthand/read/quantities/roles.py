"""What befell those who are counted: killed, wounded, displaced, arrested; launched, intercepted; or that they are attacks."""

from __future__ import annotations

from firsthand.read.quantities.amount import CAME, Amount
from firsthand.read.quantities.lexicon import Lexicon
from firsthand.read.quantities.number_words import DASHES, Tokens

Role = tuple[str, int]  # the role, and the token that gives it
ENDS = frozenset(".!?;:")
AHEAD = 12  # words after what is counted within which its verb may stand
BACK = 14  # words before a number within which its toll may be named
WIDEST = 6  # words of a phrase between what is counted and its verb
HELD = "held hostage"  # "one of the hostages was freed": what befell them says more


def role_of(t: Tokens, a: Amount, known: Lexicon, before: tuple[Amount, Role | None] | None) -> Role | None:
    """The role of what an amount counts, None where the words do not say; `before` is the amount before it with its role."""
    if a.unit is not None:
        return None
    noun = _noun(t, a, known)
    if noun is not None and noun[0] != HELD:
        return noun
    own = _own_verb(t, a, known)
    found = own or _verb_before(t, a, known) or _after(t, a, known) or _toll(t, a, known) or _listed(t, a, known)
    if found is None and before is not None:
        found = _inherited(t, a, known, before)
    return found if found is not None and _fits(t, a, known, found[0]) else noun


def _fits(t: Tokens, a: Amount, known: Lexicon, role: str) -> bool:
    """Whether what is counted can have a role: nobody launches persons, and no recordings are freed."""
    if a.noun is None or a.noun.name == "other":
        return True
    if t.text[a.noun.first - 1] in DASHES:
        return False  # "a five-word message"
    person = t.low[a.noun.head] in known.persons or a.noun.name in known.persons
    if role == "deployed":
        return a.kind != "single" and (person or t.low[a.noun.head] in known.counted)
    if role == "launched":
        return not person
    return person or role not in known.sets["of_persons"] or t.low[a.noun.head] in known.nouns


def _noun(t: Tokens, a: Amount, known: Lexicon) -> Role | None:
    """'27 deaths', '102 attacks'."""
    if a.noun is None or a.kind == "single" or t.low[a.noun.head] not in known.nouns:
        return None
    if t.low[a.noun.head] == "lives":
        ahead = set(t.low[a.reach : a.reach + 3])
        taken = (a.start and t.low[a.start - 1] in known.sets["lives_verbs"]) or known.sets["lives_lost"] & ahead
        return ("killed", a.noun.head) if taken else None
    return known.nouns[t.low[a.noun.head]], a.noun.head


def _after(t: Tokens, a: Amount, known: Lexicon) -> Role | None:
    """'27 people were killed', '27 dead', '27 people, including nine children, were wounded', '27 reported missing'."""
    if a.start and t.low[a.start - 1] == "by":
        return None  # "killed by two gunmen who were shot": what befell others
    at, aside = a.reach, False
    tail = 0  # words of a phrase after the noun: "27 people in the town were killed"
    for n in range(at, min(len(t), at + AHEAD)):
        word = t.low[n]
        if word in (",", "(", ")"):
            if not aside and n + 1 < len(t) and t.low[n + 1] not in known.sets["asides"]:
                return None
            aside, tail = not aside, 0
        elif word in ENDS:
            return None
        elif aside:
            continue
        elif word in known.states and (tail == 0 or _helped(t, n, at, known)):
            return known.states[word], n
        elif t.low[n - 1] in known.sets["articles"] and n > at and t.low[n - 1] != "that" and "of" not in t.low[at:n]:
            tail += 1  # "has taken a hit"
        elif (role := _verb_at(t, n, known)) is not None:
            if n > at and t.low[n - 1] in known.sets["those"] and "of" in t.low[at:n]:
                return role, n  # "eleven of those killed"
            return (role, n) if _passive(t, n, tail, at, known) else None
        elif word not in known.sets["helping"]:
            tail += 1
            if tail > WIDEST or word in known.sets["talk"]:
                return None
    return None


def _verb_at(t: Tokens, n: int, known: Lexicon) -> str | None:
    """The role of the verb or phrase that begins at a token."""
    for form, role in known.phrases.get(t.low[n], ()):
        if t.low[n : n + len(form)] == form:
            return role
    return known.verbs.get(t.low[n])


def _passive(t: Tokens, n: int, tail: int, end: int, known: Lexicon) -> bool:
    """A form that says what befell what is counted; after a longer phrase only with 'was', 'were' or 'been' before it."""
    word = t.low[n]
    if n > end and t.low[n - 1] == "and":
        return False  # "27 people and wounded dozens"
    if word in known.sets["own_verbs"]:
        return True
    lost = any(t.low[n : n + len(form)] == form for form, _ in known.phrases.get(word, ()))
    if not lost and not word.endswith("ed") and word not in known.sets["participles"]:
        return False
    if lost or _helped(t, n, end, known):
        return True
    following, written = (t.low[n + 1], t.text[n + 1]) if n + 1 < len(t) else (".", ".")
    object_ = (
        following in known.sets["not_object"] or written[0].isdigit() or (written[0].isupper() and t.text[n].islower())
    )
    day = following.endswith("day") or following in known.months
    return tail == 0 and (day or not object_)


def _helped(t: Tokens, n: int, end: int, known: Lexicon) -> bool:
    """Whether a form of 'be', 'have' or 'get' stands close before a token."""
    return any(w in known.sets["passive"] for w in t.low[max(end, n - 3) : n])


def _own_verb(t: Tokens, a: Amount, known: Lexicon) -> Role | None:
    """'two remain trapped and [more than 50 people] have been injured': its own verb, not the one before the "and"."""
    if "and" not in t.low[max(0, a.start - 2) : a.start]:
        return None
    found = _after(t, a, known)
    return found if found is not None and _helped(t, found[1], a.reach, known) else None


def _verb_before(t: Tokens, a: Amount, known: Lexicon) -> Role | None:
    """'killing at least 27 people', 'wounded 30', 'launched some 40 drones', 'shot down two', 'the bodies of 27'."""
    for steps in range(4):
        at = a.start - 1 - steps
        if at < 0:
            return None
        word = t.low[at]
        for form, role in known.phrases_end.get(word, ()):
            if at + 1 >= len(form) and t.low[at + 1 - len(form) : at + 1] == form:
                return role, at
        if word == "by" or word in known.sets["no_object"]:
            return None
        if word in known.verbs:
            done = at > 0 and t.low[at - 1] in known.sets["passive"] and t.low[at - 1] not in ("had", "have", "has")
            return None if done else (known.verbs[word], at)
        named = known.nouns.get(t.low[at - 1], "") if word == "of" and at else ""
        if named in known.sets["toll_of"]:
            return named, at - 1
        if word not in known.sets["by_how_much"] and word not in known.sets["before_count"]:
            return None
        if word in ("of", "to") and steps > 1:
            return None
    return None


def _toll(t: Tokens, a: Amount, known: Lexicon) -> Role | None:
    """'the death toll rose to 41', 'the toll stands at 41', 'the number of wounded reached 41'."""
    if a.noun is not None and t.low[a.noun.head] not in ("people", "victims"):
        return None
    ahead = t.low[a.reach : a.reach + 7]
    ahead = ahead[: next((k for k, w in enumerate(ahead) if w in ENDS), len(ahead))]
    if "number" in ahead[:3]:  # "brought to 87 the number of people killed"
        for n, word in enumerate(ahead):
            if word in known.sets["dead"]:
                return known.verbs.get(word) or known.states.get(word) or known.nouns.get(word, "killed"), a.reach + n
    for at in range(a.start - 1, max(-1, a.start - BACK), -1):
        word = t.low[at]
        if word in ENDS:
            return None
        if word == "toll":
            return "killed", at
        put_at = at == a.start - 2 and t.low[at - 1 : a.start] == ("the", word, "at")  # "put the dead at three"
        if word in known.sets["dead"] and (put_at or "number" in t.low[max(0, at - 4) : at]):
            return known.verbs.get(word) or known.states.get(word) or known.nouns.get(word, "killed"), at
    return None


def _listed(t: Tokens, a: Amount, known: Lexicon) -> Role | None:
    """'Killed in the raid were four guards', 'among the dead were three children', 'the wounded included two nurses'."""
    if not a.start or t.low[a.start - 1] not in known.sets["listing"]:
        return None
    for at in range(a.start - 2, max(-1, a.start - 10), -1):
        word = t.low[at]
        if word in ENDS:
            return None
        opening = at == 0 or t.low[at - 1] in ENDS or t.low[at - 1] in known.sets["those"]
        if opening and word in known.sets["dead"]:
            return known.verbs.get(word) or known.states.get(word) or known.nouns.get(word, "killed"), at
    return None


def _inherited(t: Tokens, a: Amount, known: Lexicon, before: tuple[Amount, Role | None]) -> Role | None:
    """The role of the amount before, where the two are joined: 'killed three soldiers and two civilians', 'two of them'."""
    other, said = before
    if said is None or other.unit is not None:
        return None
    between = t.low[other.reach : a.start]
    if between[-2:] in CAME:
        return said
    of_them = t.low[a.first + 1 : a.first + 3] in (("of", "them"), ("of", "whom"))
    if len(between) > (AHEAD if of_them else WIDEST) or any(w in ENDS for w in between):
        return None
    if of_them or "including" in between:
        return said
    befallen = a.noun is None and a.end < len(t) and t.low[a.end].endswith("ed")
    told = a.noun is None or t.low[a.noun.head] in known.persons  # "of the 40 killed, 12 were children"
    joined = all(w in known.sets["joining"] or (told and (w in known.verbs or w in known.states)) for w in between)
    return said if between and not befallen and joined else None
