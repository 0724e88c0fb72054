"""What an amount is of, beyond the noun it counts: '$6 a ticket', '13% of the shares', 'sales rose 3%'. Told without a parse.

First what stands beside the amount ("of the shares", "a 3% fee", "a run of seven games"), then the subject of its clause: the
words from where the clause begins to its first verb. A pronoun is nobody. Words of grammar tell one from the other.
"""

from __future__ import annotations

from collections.abc import Set

from firsthand.read.quantities.amount import Amount
from firsthand.read.quantities.lexicon import Lexicon
from firsthand.read.quantities.number_words import DASHES, Tokens

Runs = tuple[tuple[int, ...], ...]
ENDS = frozenset(".!?;:")
REACH = 40  # words back in which a clause begins
SHORT = 4  # letters of an abbreviated title: "Sen.", "Gov."
NOT = ("n't", "n’t")
SHORTENED = ("'re", "’re", "'ve", "’ve", "'ll", "’ll", "'m", "’m", "'d", "’d")
NEAR = 12  # words back in which the nearest noun phrase may stand
WIDEST = 12  # words of a subject


def concept(t: Tokens, a: Amount, known: Lexicon, taken: Set[int], before: tuple[Amount, Runs] | None) -> Runs:
    """Runs of tokens that name what the amount is of, the nearest first; none where nothing near says so.

    `taken` are the tokens of numbers and units, which name nothing; an amount joined to the one before it is of the same.
    """
    if a.unit is not None and a.unit.kind == "time" and a.start and t.low[a.start - 1] in known.sets["time_links"]:
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
    while at >= floor and not _ends(t, at):
        if _content(t, at, known, taken) and not _verb(t, at, known) and not t.low[at].endswith("ly"):
            first = at
            while first > floor and _content(t, first - 1, known, taken) and not _verb(t, first - 1, known):
                first -= 1
            return tuple(range(first, at + 1))
        at -= 1
    if at >= floor or floor == 0:
        for n in range(a.end, min(len(t), a.end + 6)):
            if t.low[n] in known.sets["toward"]:
                return _phrase(t, n + 1, known, taken)
    return ()


def _joined(t: Tokens, before: Amount, a: Amount, known: Lexicon) -> bool:
    """Whether only signs and words of grammar stand between two amounts: '87 mph (140 km/h)', '3 percent to 5,884'."""
    between = t.low[before.reach : a.start]
    return (
        len(between) < 4
        and before.noun is None
        and all(w in known.stops or not w.isalnum() or w == "us" for w in between)
    )


def _after(t: Tokens, a: Amount, known: Lexicon, taken: Set[int]) -> tuple[int, ...]:
    """'13% of Aeronautics', 'a 0.6 per cent fee', '$550 off a laptop', 'five seasons of the show'."""
    at = a.reach
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
    if word in known.sets["of_what"] and (word == "of" or a.unit.kind == "currency"):
        return _phrase(t, at + 1, known, taken)
    if at < len(t) and _content(t, at, known, taken) and not _verb(t, at, known):
        return _phrase(t, at, known, taken)
    return ()


def _before(t: Tokens, a: Amount, known: Lexicon, taken: Set[int]) -> tuple[int, ...]:
    """'a run of seven games', 'revenue of $3 million', 'a squad with 17 players', 'Price: $30'; not 'rose to 3%'."""
    at = a.start - 1
    if at >= 1 and t.low[at] in known.sets["determiners"]:
        at -= 1
    links = known.sets["links"] if a.noun is None else known.sets["counted_links"]
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
    start = _clause(t, a.start, floor, known)
    found = _first_phrase(t, start, a.start, known, taken)
    while found is None and start > floor and not _ends(t, start - 1):
        back = _clause(t, start - 1, floor, known)
        found, start = _first_phrase(t, back, start - 1, known, taken), back
    return found or ()


def _ends(t: Tokens, n: int) -> bool:
    """Whether a sign ends a sentence or opens a list: not the full stop of 'Calif.,' or of 'Sen. Vale'."""
    if t.text[n] != ".":
        return t.text[n] in ENDS
    if n + 1 >= len(t) or t.glued(n + 1) or t.text[n + 1][0].islower():
        return n + 1 >= len(t)
    before = t.text[n - 1] if n else ""
    return not (before[:1].isupper() and 1 < len(before) <= SHORT and before.isalpha())


def _clause(t: Tokens, at: int, floor: int, known: Lexicon) -> int:
    """Where the clause that ends before a token begins: after a sign that ends or a word that joins clauses."""
    start = at
    while start > floor:
        word = t.low[start - 1]
        if _ends(t, start - 1) or (word in known.sets["breaks"] and at - start > 1):
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
        pointing = low in known.sets["pointing"] and not (n + 1 < len(t) and _content(t, n + 1, known, taken))
        if low in known.sets["relative"] and near:
            words, inside = list(near), True
        elif low == "that" and n > start and _verb(t, n - 1, known):
            words, inside = [], True
        elif (
            found
            and low in known.sets["same_party"]
            and n
            and (t.low[n - 1] in known.sets["telling"] or t.low[n - 1] == "that")
        ):
            words, inside = [], False  # "the company said it has": of the company
        elif low.endswith(SHORTENED):
            found, words, inside = (found if not inside else ()), [], False  # "we're", "she'll"
        elif inside and t.text[n] != "US" and (low in known.sets["pronouns"] or pointing):
            found, words, inside = (), [], False
        elif low in known.sets["finite"] or low.endswith(NOT) or _verb(t, n, known):
            if words and inside:
                found = tuple(words[:WIDEST])
            inside = inside and not words
            if low in known.sets["telling"]:
                words, inside = [], True
            near = []
        elif low in ("and", ",", "but", "or"):
            if not inside:
                words, inside = [], True
        elif _content(t, n, known, taken):
            near.append(n)
            if inside:
                words.append(n)
        elif low not in known.sets["determiners"] and low.isalnum():
            near = []
    return found


def _phrase(t: Tokens, at: int, known: Lexicon, taken: Set[int]) -> tuple[int, ...]:
    """The content words of a noun phrase from here on; articles and amounts before them left out."""
    while at < len(t) and (t.low[at] in known.sets["determiners"] or at in taken):
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
    if n in taken or (word in known.sets["no_name"] and text.islower()):
        return False
    if text == "US" or (text.isupper() and text.isalpha() and word not in ("i", "a")):
        return True
    if (word in known.sets["ordinals"] and t.glued(n)) or word.endswith((*NOT, *SHORTENED)):
        return False
    if not word[0].isalpha():
        named = n > 0 and t.text[n - 1][0].isupper() and t.low[n - 1] not in known.stops
        return word[0].isalnum() and named and not (len(word) == 4 and word.isdigit() and t.low[n - 1] in known.months)
    return (
        len(word) > 1
        and word not in known.stops
        and word not in known.sets["determiners"]
        and word not in known.sets["pronouns"]
    )


def _verb(t: Tokens, n: int, known: Lexicon) -> bool:
    word = t.low[n]
    if not t.text[n].islower():
        return False
    if word in known.maybe_acts and n and n + 1 < len(t) and t.low[n + 1] in known.sets["after_verb"]:
        return t.text[n - 1][0].isalpha() and t.low[n - 1] not in known.stops
    changes = known.changes.get(word)
    if word in known.acts or word in known.verbs or (changes and word not in known.change_nouns and not changes.weak):
        return True
    return len(word) > 4 and word.endswith("ed") and word not in known.sets["no_past"]
