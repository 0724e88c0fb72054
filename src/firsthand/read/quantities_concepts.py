"""What an amount is of, beyond the noun it counts: '$6 a ticket', '13% of the shares', 'sales rose 3%'. Told without a parse.

First what stands beside the amount ("of the shares", "a 3% fee", "a run of seven games"), then the subject of its clause: the words
from where the clause begins to its first verb. A pronoun is nobody. Words of grammar tell one from the other.
"""

from __future__ import annotations

from collections.abc import Set

from firsthand.read.numbers import DASHES, Tokens
from firsthand.read.quantities_lexicon import Lexicon
from firsthand.read.quantities_scan import Amount

Runs = tuple[tuple[int, ...], ...]
ENDS = frozenset(".!?;:")
BREAKS = frozenset(
    {
        "but",
        "while",
        "when",
        "as",
        "because",
        "although",
        "though",
        "whereas",
        "after",
        "before",
        "if",
        "since",
        "until",
        "where",
    }
)
RELATIVE = frozenset({"which", "who", "that"})
TELLING = frozenset(
    {"say", "says", "said", "think", "thinks", "believe", "believes", "reported", "announced", "estimates", "means"}
)
PRONOUNS = frozenset(
    "he she it they we you i there him them us me what nobody nothing everyone everybody thats youre im".split()
)
SAME = frozenset({"it", "they", "he", "she"})
NO_PAST = frozenset({"speed", "hundred", "indeed", "breed", "greed", "seaweed", "sacred", "naked"})
LENGTHS = frozenset({"after", "over", "within", "during", "last", "past", "of", "next", "before", "until"})
POINTING = frozenset({"this", "these", "those", "that"})
LINKS = frozenset({"of", "with", "at", "for", "on", "from", "in", "containing", "worth", "to", "under", "by"})
COUNTED_LINKS = frozenset({"of", "with", "on", "containing", "for", "worth"})
AFTER = frozenset({"of", "for", "in", "off", "on", "worth"})
SKIP = frozenset(
    "the a an its his her their our my your such some any all each every just only also even about 's ’s & as well more most other another "
    "both own same ' ’ very much".split()
)
NO_NOUN = frozenset(
    "wide long tall high deep old away ago later earlier last next previous year years month months week weeks day days today yesterday "
    "tomorrow monday tuesday wednesday thursday friday saturday sunday evening morning night afternoon maybe mainly barely roughly less "
    "cheaper higher lower longer shorter faster slower bigger smaller older younger whopping first following versus".split()
)
FINITE = frozenset(
    "is are was were be been has have had will would can could may might must should do does did shall isn't wasn't don't hasn't can't "
    "won't dont wont cant didnt doesnt isnt wasnt".split()
)
REACH = 40  # words back in which a clause begins
NEAR = 12  # words back in which the nearest noun phrase may stand
INTO = frozenset({"of", "for", "to", "in", "on", "against"})
WIDEST = 12  # words of a subject


def concept(t: Tokens, a: Amount, known: Lexicon, taken: Set[int], before: tuple[Amount, Runs] | None) -> Runs:
    """Runs of tokens that name what the amount is of, the nearest first; none where nothing near says so.

    `taken` are the tokens of numbers and units, which name nothing; an amount joined to the one before it is of the same.
    """
    if a.unit is not None and a.unit.kind == "time" and a.start and t.low[a.start - 1] in LENGTHS:
        return ()
    beside = _after(t, a, known, taken) or _before(t, a, known, taken)
    if a.noun is not None and (beside or a.kind == "one"):
        return (beside,) if beside else ()
    if before is not None and not beside and a.noun is None and _joined(t, before[0], a, known):
        return before[1]
    subject = _subject(t, a, known, taken)
    runs = [r for r in (beside, subject) if r]
    if len(runs) > 1 and set(runs[0]) & set(runs[1]):
        runs = [max(runs, key=len)]
    if not runs and a.unit is not None and a.unit.kind in ("percent", "currency", "measure", "age"):
        nearest = _nearest(t, a, known, taken)
        return (nearest,) if nearest else ()
    return tuple(runs)


def _nearest(t: Tokens, a: Amount, known: Lexicon, taken: Set[int]) -> tuple[int, ...]:
    """The noun phrase last named before the amount in its sentence; at the head of one, the phrase after a preposition."""
    at, floor = a.start - 1, max(0, a.start - NEAR)
    while at >= floor and t.text[at] not in ENDS:
        if _content(t, at, known, taken) and not _verb(t, at, known) and not t.low[at].endswith("ly"):
            first = at
            while first > floor and _content(t, first - 1, known, taken) and not _verb(t, first - 1, known):
                first -= 1
            return tuple(range(first, at + 1))
        at -= 1
    if at >= floor or floor == 0:
        for n in range(a.end, min(len(t), a.end + 6)):
            if t.low[n] in INTO:
                return _phrase(t, n + 1, known, taken)
    return ()


def _joined(t: Tokens, before: Amount, a: Amount, known: Lexicon) -> bool:
    """Whether only signs and words of grammar stand between two amounts: '87 mph (140 km/h)', '3 percent to 5,884'."""
    between = t.low[max(before.end, before.noun.last if before.noun else 0) : a.start]
    return (
        len(between) < 4
        and before.noun is None
        and all(w in known.stops or not w.isalnum() or w == "us" for w in between)
    )


def _after(t: Tokens, a: Amount, known: Lexicon, taken: Set[int]) -> tuple[int, ...]:
    """'13% of Aeronautics', 'a 0.6 per cent fee', '$550 off a laptop', 'five seasons of the show'."""
    at = max(a.end, a.noun.last if a.noun else 0)
    if at >= len(t):
        return ()
    word = t.low[at]
    if word in DASHES and t.glued(at):
        at += 1
        word = t.low[at] if at < len(t) else "."
    if a.noun is not None:
        return _phrase(t, at + 1, known, taken) if word == "of" and t.low[a.noun.first - 1] != "of" else ()
    if a.unit is None:
        return ()
    if word == "worth" and t.low[at + 1 : at + 2] == ("of",):
        return _phrase(t, at + 2, known, taken)
    if word in AFTER and (word == "of" or a.unit.kind in ("currency", "percent")):
        return _phrase(t, at + 1, known, taken)
    if _content(t, at, known, taken) and not _verb(t, at, known):
        return _phrase(t, at, known, taken)
    return ()


def _before(t: Tokens, a: Amount, known: Lexicon, taken: Set[int]) -> tuple[int, ...]:
    """'a run of seven games', 'revenue of $3 million', 'a squad with 17 players', 'Price: $30'; not 'rose to 3%'."""
    at = a.start - 1
    if at >= 1 and t.low[at] in SKIP:
        at -= 1
    links = LINKS if a.noun is None else COUNTED_LINKS
    marked = t.text[at] in ("(", ":") and a.noun is None if at >= 0 else False
    if at < 1 or (t.low[at] not in links and not marked) or (a.unit is not None and a.unit.kind == "age"):
        return ()
    at -= 1
    out: list[int] = []
    while at >= 0 and len(out) < 4 and _content(t, at, known, taken) and not _verb(t, at, known):
        out.append(at)
        at -= 1
        if at >= 1 and t.text[at] in DASHES and t.glued(at):
            at -= 1
    return tuple(reversed(out))


def _subject(t: Tokens, a: Amount, known: Lexicon, taken: Set[int]) -> tuple[int, ...]:
    """The words before the first verb of the amount's clause; none for a pronoun or where no verb comes before it."""
    floor = max(0, a.start - REACH)
    start = _clause(t, a.start, floor)
    found = _first_phrase(t, start, a.start, known, taken)
    while found is None and start > floor and t.text[start - 1] not in ENDS:
        back = _clause(t, start - 1, floor)
        found, start = _first_phrase(t, back, start - 1, known, taken), back
    return found or ()


def _clause(t: Tokens, at: int, floor: int) -> int:
    """Where the clause that ends before a token begins: after a sign that ends or a word that joins clauses."""
    start = at
    while start > floor:
        word = t.low[start - 1]
        if (word in ENDS and not (word == "." and t.glued(start))) or (word in BREAKS and at - start > 1):
            break
        start -= 1
    return start


def _first_phrase(t: Tokens, start: int, stop: int, known: Lexicon, taken: Set[int]) -> tuple[int, ...] | None:
    """The words before the last verb that has any before it; empty for a pronoun, None where no verb has a subject."""
    found: tuple[int, ...] | None = None
    words: list[int] = []
    near: list[int] = []
    inside = True
    for n in range(start, stop):
        low = t.low[n]
        pointing = low in POINTING and not (n + 1 < len(t) and _content(t, n + 1, known, taken))
        if low in RELATIVE and near:
            words, inside = list(near), True
        elif low == "that" and n > start and _verb(t, n - 1, known):
            words, inside = [], True
        elif found and low in SAME and n and (t.low[n - 1] in TELLING or t.low[n - 1] == "that"):
            words, inside = [], False  # "the company said it has": of the company
        elif inside and t.text[n] != "US" and (low in PRONOUNS or pointing):
            found, words, inside = (), [], False
        elif low in FINITE or _verb(t, n, known):
            if words and inside:
                found = tuple(words[:WIDEST])
            inside = inside and not words
            if low in TELLING:
                words, inside = [], True
            near = []
        elif low in ("and", ",", "but", "or"):
            if not inside:
                words, inside = [], True
        elif _content(t, n, known, taken):
            near.append(n)
            if inside:
                words.append(n)
        elif low not in SKIP and low.isalnum():
            near = []
    return found


def _phrase(t: Tokens, at: int, known: Lexicon, taken: Set[int]) -> tuple[int, ...]:
    """The content words of a noun phrase from here on; articles and amounts before them left out."""
    while at < len(t) and (t.low[at] in SKIP or at in taken):
        at += 1
    out: list[int] = []
    while at < len(t) and len(out) < 5:
        if t.text[at] in DASHES and t.glued(at) and out:
            at += 1
            continue
        if not _content(t, at, known, taken) or (out and _verb(t, at, known)):
            break
        out.append(at)
        at += 1
    return tuple(out)


def _content(t: Tokens, n: int, known: Lexicon, taken: Set[int]) -> bool:
    """A word that can name something: no word of grammar, no part of an amount; numbers and letters only in names ('S&P 500')."""
    word, text = t.low[n], t.text[n]
    if n in taken or (word in NO_NOUN and text.islower()):
        return False
    if text == "US" or (text.isupper() and text.isalpha() and word not in ("i", "a")):
        return True
    if not word[0].isalpha():
        return word[0].isalnum() and n > 0 and t.text[n - 1][0].isupper()
    return len(word) > 1 and word not in known.stops and word not in SKIP and word not in PRONOUNS


def _verb(t: Tokens, n: int, known: Lexicon) -> bool:
    word = t.low[n]
    if not t.text[n].islower():
        return False
    changes = known.changes.get(word)
    if word in known.acts or word in known.verbs or (changes and word not in known.change_nouns and not changes.weak):
        return True
    return len(word) > 4 and word.endswith("ed") and word not in NO_PAST
