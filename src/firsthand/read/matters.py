"""Parts of a telling that tell of one matter each: 'a drone attack on the port' inside a sentence that says much else.

Found by the words of the table `matter_words` and cut where the clause, or what belongs to a noun, seems to end. No parser.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from firsthand.lang import get
from firsthand.lang.stems import stem
from firsthand.read.words import Paragraph

BACK, ON = 16, 18  # words before and after the word of the matter
BEFORE = 4  # words before it that may say "may" or "will"
OF_NOUN = 5  # words between a noun and its article
SIGNS = frozenset(",;:()—–!?.[]")
QUOTES = frozenset("“”‘’\"'")


@dataclass(frozen=True, slots=True)
class Matter:
    """Words [first, last) of a paragraph that tell of a matter, by its name in the table."""

    name: str
    # "may"; "will": to come or wished for; "many": of several, none of which is meant alone; "back": told before ("the attack")
    moods: tuple[str, ...]
    first: int
    last: int


def matters(p: Paragraph, first: int, last: int) -> tuple[Matter, ...]:
    """Every matter told in words [first, last), in order; of two that are cut alike the first.

    'The port, which is shut since a drone attack on its gate, lost money' gives "a drone attack on its gate" (attack), and so on.
    """
    known = known_matters()
    low = [w.lower().replace("’", "'") for w in p.words[first:last]]
    keys = [stem(w.removesuffix("'s")) for w in low]
    out: dict[tuple[str, int, int], Matter] = {}
    for i, key in enumerate(keys):
        if key in known and not _is_name(p, first + i):
            a, b = _cut(low, i)
            out.setdefault((known[key], a, b), Matter(known[key], _moods(low, i), first + a, first + b))
    return tuple(out.values())


@cache
def known_matters() -> dict[str, str]:
    """Names of matters by the stem of a word."""
    return {stem(word): name for name, words in get("en").table("matter_words") for word in words.split()}


def _moods(low: Sequence[str], i: int) -> tuple[str, ...]:
    before = low[max(0, i - BEFORE) : i]
    found = ["back"] if low[i - 1 : i] and low[i - 1] in _does("back") else []
    if _is_many(low, i):
        found.append("many")
    if any(w in _does("may") for w in before):
        found.append("may")
    elif any(w in _does("will") for w in before) or before[-1:] == ["to"]:
        found.append("will")
    return tuple(found)


def _is_many(low: Sequence[str], i: int) -> bool:
    """'repeated attacks on': a noun of several, not 'he attacks the'."""
    word = low[i]
    if not word.endswith("s") or word.endswith("ss") or word in _does("one"):
        return False
    before, after = low[i - 1] if i else "", low[i + 1] if i + 1 < len(low) else "."
    led = before in _does("determiner") or before in _does("several") or before.isdigit()
    return led or after in _does("after_noun") or after in SIGNS


def _is_name(p: Paragraph, i: int) -> bool:
    """Inside a name of several words: 'Strike Force'."""
    return any(n.first <= i < n.last and n.last - n.first > 1 and n.label != "EVENT" for n in p.names)


def _cut(low: Sequence[str], i: int) -> tuple[int, int]:
    """From where to where: of a noun from its article on, with what hangs on it; else the clause."""
    article = next((k for k in range(i - 1, max(-1, i - 1 - OF_NOUN), -1) if _opens(low, k)), None)
    if article is None or any(w in _does("finite") or w == "to" or w in SIGNS for w in low[article:i]):
        return _left(low, i), _right(low, i)
    if article and low[article - 1] in _does("light"):
        return _left(low, article - 1), _right_of_noun(low, i)
    stop = _right_of_noun(low, i)
    return article, _right(low, stop) if stop < len(low) and low[stop] in _does("finite") else stop


def clause(p: Paragraph, first: int, last: int, least: int, most: int) -> tuple[int, int]:
    """The clause around words [first, last) of a paragraph, within words [least, most)."""
    low = [w.lower().replace("’", "'") for w in p.words[least:most]]
    opens = first == least or low[first - 1 - least] in _does("begins") or low[first - 1 - least] == "and"
    return first if opens else least + _left(low, first - least), least + _right(low, last - 1 - least)


def _opens(low: Sequence[str], k: int) -> bool:
    """Whether a noun's own words begin here."""
    return low[k] in _does("determiner") or low[k].endswith("'s")


def _left(low: Sequence[str], i: int) -> int:
    """Back to where the clause begins; over a comma where a participle hangs on what stands before it."""
    hangs = low[i].endswith("ing") and i > 0 and low[i - 1] in (",", "by")
    k = i - 1
    while k >= 0 and i - k <= BACK:
        if (low[k] in _does("begins") and i - k > 1) or (_ends(low, k) and not (hangs and i - k <= 1)):
            break
        k -= 1
    k += 1
    while k < i and _is_rim(low[k]):
        k += 1
    return k


def _right(low: Sequence[str], i: int) -> int:
    """On to where the clause ends."""
    k = i + 1
    while k < len(low) and k - i <= ON and low[k] not in _does("begins") and not _ends(low, k):
        k += 1
    while k > i + 1 and _is_rim(low[k - 1]):
        k -= 1
    return k


def _right_of_noun(low: Sequence[str], i: int) -> int:
    """On over 'of', 'on' and what follows them, up to a verb or a sign."""
    stop = _right(low, i)
    return next((k for k in range(i + 1, stop) if low[k] in _does("finite")), stop)


def _ends(low: Sequence[str], k: int) -> bool:
    """Whether a sign parts two clauses: not the comma of '30,000'."""
    within = 0 < k < len(low) - 1 and low[k - 1].isdigit() and low[k + 1].isdigit()
    return low[k] in SIGNS and not within


def _is_rim(word: str) -> bool:
    return word in _does("rim") or word in SIGNS or word in QUOTES


@cache
def _roles() -> dict[str, frozenset[str]]:
    held: dict[str, set[str]] = defaultdict(set)
    for role, words in get("en").table("matter_function"):
        held[role].update(words.split())
    return {role: frozenset(words) for role, words in held.items()}


def _does(role: str) -> frozenset[str]:
    """The words of one role."""
    return _roles()[role]
