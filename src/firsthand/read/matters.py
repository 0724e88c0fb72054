"""Parts of a telling that tell of one matter each: 'a drone attack on the port' inside a sentence that says much else.

Found by the words of the table `matter_words` and cut where the clause, or what belongs to a noun, seems to end. No parser.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from firsthand.lang import get
from firsthand.lang.stems import stem
from firsthand.read.words import Paragraph

BACK, ON = 16, 18  # words before and after the word of the matter
BEFORE = 4  # words before it that may say "may" or "will"
OF_NOUN = 5  # words between a noun and its article
SIGNS = frozenset(",;:()—–-!?.[]")
DETERMINERS = frozenset("a an the its his her their our my your this that these those".split())
# Where a clause begins; what stands before is not of it.
BEGINS = frozenset(
    "that which who whom whose when while because since if unless until although though but whereas where so whether after "
    "before as than how why what".split()
)
FINITE = frozenset(
    "is are was were 's has have had will would can could may might must should shall does did do isn't aren't wasn't weren't".split()
)
# Verbs that say little beside the noun that follows: "launched a raid", "is making a comeback".
RIMS = frozenset("and or but then also , ; : “ ” \" ' ‘ ’ of to in at by on from with for".split())
MAY = frozenset("may might could can possible possibly possibility risk danger fear fears feared if would potential".split())
WILL = frozenset(
    "will would shall going plan plans planned planning intend intends expected set about must should demand demands "
    "vow vows pledge want wants seek seeks ready call calls".split()
)
LIGHT = frozenset(
    "make makes made making enjoy enjoys enjoyed enjoying launch launches launched launching carry carries carried carrying "
    "conduct conducts conducted conducting hold holds held holding see sees saw seen seeing face faces faced facing stage "
    "stages staged staging commit commits committed committing suffer suffers suffered suffering start starts started "
    "starting begin begins began beginning out undergo undergoes underwent undergoing experience experiences experienced "
    "experiencing have has had having be been is are was were in".split()
)


ONE = frozenset("talks sanctions weapons arms refugees missing".split())  # several in form alone
QUANTITIES = frozenset(
    "of repeated several many dozens hundreds scores more other recent ongoing frequent previous two three four five six "
    "seven eight nine ten such all some numerous military air missile drone rocket and".split()
)
AFTER_NOUN = frozenset("of on in at by against near from for that which is are was were have has had will would since and".split())


@dataclass(frozen=True, slots=True)
class Matter:
    """Words [first, last) of a paragraph that tell of a matter, by its name in the table."""

    name: str
    moods: tuple[str, ...]  # "may"; "will": to come or wished for; "many": of several, none of which is meant alone
    first: int
    last: int


def matters(p: Paragraph, first: int, last: int) -> tuple[Matter, ...]:
    """Every matter told in words [first, last), in order; of two that are cut alike the first."""
    known = _known()
    low = [w.lower().replace("’", "'") for w in p.words[first:last]]
    at = [(i, known[key]) for i, w in enumerate(low) if (key := stem(w.removesuffix("'s"))) in known and not _is_name(p, first + i)]
    out: dict[tuple[str, int, int], Matter] = {}
    for i, name in at:
        a, b = _cut(low, i)
        out.setdefault((name, a, b), Matter(name, _moods(low, i), first + a, first + b))
    return tuple(out.values())


def _moods(low: Sequence[str], i: int) -> tuple[str, ...]:
    before = low[max(0, i - BEFORE) : i]
    found = ["many"] if _is_many(low, i) else []
    if any(w in MAY for w in before):
        found.append("may")
    elif any(w in WILL for w in before) or before[-1:] == ["to"]:
        found.append("will")
    return tuple(found)


def _is_many(low: Sequence[str], i: int) -> bool:
    """'repeated attacks on': a noun of several, not 'he attacks the'."""
    word = low[i]
    if not word.endswith("s") or word.endswith("ss") or word in ONE:
        return False
    before, after = low[i - 1] if i else "", low[i + 1] if i + 1 < len(low) else "."
    return before in DETERMINERS or before in QUANTITIES or before.isdigit() or after in AFTER_NOUN or after in SIGNS


def _is_name(p: Paragraph, i: int) -> bool:
    """Inside a name of several words: 'Strike Force'."""
    return any(n.first <= i < n.last and n.last - n.first > 1 and n.label != "EVENT" for n in p.names)


def _cut(low: Sequence[str], i: int) -> tuple[int, int]:
    article = next((k for k in range(i - 1, max(-1, i - 1 - OF_NOUN), -1) if _opens(low, k)), None)
    if article is None or any(w in FINITE or w == "to" or w in SIGNS for w in low[article:i]):
        return _clause(low, i)
    before = article - 1
    if before >= 0 and low[before] in LIGHT and low[before] != "in":
        return _left(low, before), _right_of_noun(low, i)
    stop = _right_of_noun(low, i)
    if stop < len(low) and (low[stop] in FINITE):
        return article, _clause(low, stop)[1]
    return article, stop


def _opens(low: Sequence[str], k: int) -> bool:
    """Whether a noun's own words begin here."""
    return low[k] in DETERMINERS or low[k].endswith("'s")


def _clause(low: Sequence[str], i: int) -> tuple[int, int]:
    return _left(low, i), _right(low, i)


def _left(low: Sequence[str], i: int) -> int:
    """Back to where the clause begins; over a comma where a participle hangs on what stands before it."""
    hangs = low[i].endswith("ing") and i > 0 and low[i - 1] in (",", "by")
    k = i - 1
    while k >= 0 and i - k <= BACK:
        if low[k] in BEGINS and i - k > 1:
            break
        if _ends(low, k) and not (hangs and i - k <= 1):
            break
        k -= 1
    k += 1
    while k < i and low[k] in RIMS:
        k += 1
    return k


def _right(low: Sequence[str], i: int) -> int:
    k = i + 1
    while k < len(low) and k - i <= ON:
        if low[k] in BEGINS or _ends(low, k):
            break
        k += 1
    while k > i + 1 and low[k - 1] in RIMS:
        k -= 1
    return k


def _ends(low: Sequence[str], k: int) -> bool:
    """Whether a sign parts two clauses: not the comma of '30,000'."""
    within = 0 < k < len(low) - 1 and low[k - 1].isdigit() and low[k + 1].isdigit()
    return low[k] in SIGNS and low[k] != "-" and not within


def _right_of_noun(low: Sequence[str], i: int) -> int:
    """On over 'of', 'on' and what follows them, up to a verb or a sign."""
    stop = _right(low, i)
    return next((k for k in range(i + 1, stop) if low[k] in FINITE), stop)


@cache
def _known() -> dict[str, str]:
    """Names of matters by the stem of a word."""
    return {stem(word): name for name, words in get("en").table("matter_words") for word in words.split()}
