"""What a number counts or measures: its unit from the table, or the noun that follows it."""

from __future__ import annotations

from dataclasses import dataclass

from firsthand.read.quantities.lexicon import Lexicon, Unit
from firsthand.read.quantities.number_words import DASHES, Tokens

LONGEST_PHRASE = 7  # words between a number and the end of the noun it counts
NO_PLURAL = ("ss", "us", "is", "'s", "’s", "ous")


@dataclass(frozen=True, slots=True)
class Noun:
    """Tokens [first, last) of a counted noun with what describes it; `head` is its last word's place."""

    first: int
    last: int
    head: int
    name: str  # the head in the singular, small letters


def unit_at(t: Tokens, i: int, known: Lexicon, kind: str = "") -> tuple[int, Unit] | None:
    """The longest unit that begins at token i, of one kind or any, and where it ends."""
    if i >= len(t):
        return None
    for form, unit in known.units.get(t.low[i], ()):
        end = i + len(form)
        words = t.text if form in known.cased else t.low
        if words[i:end] == form and kind in ("", unit.kind):
            return end, unit
    return None


def currency_at(t: Tokens, i: int, known: Lexicon) -> tuple[int, Unit] | None:
    """A currency written before its number: '$', 'US$', 'HK $', 'EUR'; and where it ends."""
    if t.text[i].isalpha() and not t.text[i][-1].isupper():
        return None
    return unit_at(t, i, known, "currency")


def per_at(t: Tokens, i: int, known: Lexicon) -> tuple[int, str, str] | None:
    """'per month', 'a day', '/month', 'per square foot', 'per person': where it ends, the unit's name, its kind."""
    if i + 1 >= len(t):
        return None
    word = t.low[i]
    if word not in known.sets["every"] and not (word == "/" and t.glued(i) and t.glued(i + 1)):
        return None
    found = unit_at(t, i + 1, known)
    if found and found[0] < len(t) and t.low[found[0]] in known.sets["ago"]:
        return None
    if (
        found
        and found[1].kind in ("measure", "time", "currency")
        and not (word in ("each", "every") and found[1].kind != "time")
    ):
        return found[0], found[1].name, found[1].kind
    next_word = t.low[i + 1]
    if next_word.isalpha() and (word == "per" or next_word in known.sets["each_of"]):
        return (i + 2, singular(next_word, known), "noun") if word in ("per", "a", "an", "/") else None
    return None


def plural(word: str, known: Lexicon) -> bool:
    """Whether a word, in small letters, looks like a plural noun."""
    if word in known.singular:
        return True
    return len(word) > 3 and word.endswith("s") and not word.endswith(NO_PLURAL) and word not in known.stops


def singular(word: str, known: Lexicon) -> str:
    """The singular of a plural noun by table or by spelling; any other word as it is."""
    if word in known.singular:
        return known.singular[word]
    if len(word) <= 3 or not word.endswith("s") or word.endswith(NO_PLURAL):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    return word[:-1]


def noun_at(t: Tokens, i: int, known: Lexicon, one: bool) -> Noun | None:
    """What a number that ends at token i counts: 'Iraqi soldiers' of '27 Iraqi soldiers were killed'.

    For more than one the head is the first plural (with plurals right after it); for one, the last word before a word
    of grammar, since nothing else tells where a singular ends.
    """
    at = _start(t, i, known)
    of_many = at is not None and at != i and t.low[i] == "of"
    if at is None:
        return None
    words = _run(t, at, known, not one)
    if not words:
        return None
    plurals = [n for n in words if plural(t.low[n], known)]
    if plurals and (not one or of_many or plurals[0] == words[0]):
        head = plurals[0]
        while head + 1 in words and plural(t.low[head + 1], known):
            head += 1
    elif one and not of_many and not (t.low[words[0]].endswith("ing") and t.low[words[0]] not in known.counted):
        head = _one_head(t, words, known)
    elif not of_many and _attribute(t, words, known):
        head = words[0]
    else:
        return None
    return Noun(at, head + 1, head, singular(t.low[head], known))


def _attribute(t: Tokens, words: list[int], known: Lexicon) -> bool:
    """'a 12 page memo', 'a three course meal': a singular with another word after it, none of them a verb that we know."""
    if len(words) < 2 or words[1] != words[0] + 1 or any(t.text[n][0].isupper() for n in words[:2]):
        return False
    first, second = t.low[words[0]], t.low[words[1]]
    return not any(
        w in known.verbs or w in known.states or w in known.changes or w.endswith("ed") for w in (first, second)
    )


def _start(t: Tokens, i: int, known: Lexicon) -> int | None:
    """Where the noun phrase begins: after 'of the', 'more', 'other'; None if a word of grammar stands there."""
    n, at = len(t), i
    if at < n and t.low[at] == "of":
        if at + 1 < n and t.low[at + 1] in known.sets["of_the"]:
            at += 2
        elif at + 1 < n and t.low[at + 1] in known.stops:
            return None
        else:
            at += 1
        while at < n and (t.low[at][0].isdigit() or t.low[at] in known.sets["numerals"]):
            at += 1  # "one of the two candidates"
    while at < n and (t.low[at] in known.sets["more"] or (t.low[at] in ("most", "least") and at > i)):
        at += 1
    return at if at < n and _wordy(t, at, known) and not _befallen(t, at, known) else None


def _wordy(t: Tokens, i: int, known: Lexicon) -> bool:
    word = t.low[i]
    if t.text[i] == "US":
        return True
    return word[0].isalpha() and word not in known.stops and (len(word) > 1 or t.text[i].isupper())


def _befallen(t: Tokens, i: int, known: Lexicon) -> bool:
    """'27 dead', '30 injured': what befell them stands in the place of the noun."""
    word = t.low[i]
    if word not in known.states and word not in known.verbs:
        return False
    return i + 1 >= len(t) or not plural(t.low[i + 1], known)


def _run(t: Tokens, at: int, known: Lexicon, many: bool) -> list[int]:
    """The words from here to the next word of grammar, verb of a role or sign; hyphens between words are passed over."""
    out: list[int] = []
    n = at
    while n < min(len(t), at + LONGEST_PHRASE):
        if t.text[n] in DASHES and t.glued(n) and n + 1 < len(t) and t.glued(n + 1) and out:
            n += 1
            continue
        if (
            t.text[n].isdigit()
            and out
            and n > at
            and ((t.text[n - 1] in DASHES and t.glued(n)) or known.labels.get(t.low[n - 1]) is not None)
        ):
            n += 1  # "two F-16 jets", "40 Boeing 737 jets"
            continue
        if (
            t.low[n] == "and"
            and out
            and not plural(t.low[n - 1], known)
            and n + 1 < len(t)
            and _wordy(t, n + 1, known)
            and many
        ):
            n += 1  # "eleven progressive and secular groups"
            continue
        if not _wordy(t, n, known) or (out and _verb(t, n, out, known)):
            break
        out.append(n)
        n += 1
    return out


def _verb(t: Tokens, n: int, before: list[int], known: Lexicon) -> bool:
    """A role's verb or a change's after a noun ends the noun: 'people killed', 'shares rose'."""
    word = t.low[n]
    return plural(t.low[before[-1]], known) and (word in known.verbs or word in known.states or word in known.changes)


def _one_head(t: Tokens, words: list[int], known: Lexicon) -> int:
    """The last word of a singular noun phrase; at a noun that the news counts, there."""
    for n in words:
        if t.low[n] in known.counted or t.low[n] in known.nouns:
            if n + 1 in words and t.low[n + 1] in known.counted:
                continue
            return n
    head = words[0]
    for n in words[1:3]:
        if (
            n != head + 1
            or t.low[n] in known.verbs
            or t.low[n] in known.changes
            or t.low[n] in known.acts
            or t.low[n].endswith(("ed", "ly"))
        ):
            break
        head = n
    return head
