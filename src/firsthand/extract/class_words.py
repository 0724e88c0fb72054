"""What the words of classes and ids tell of an element: "story-body" is of the body and good, "c-nav__item" bad.

All words of a page are looked through at once: a search for each of a hundred words through all of them takes a tenth of
the time that asking sixteen patterns of each word does.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from itertools import accumulate
from pathlib import Path

TABLE = Path(__file__).with_name("class_words.tsv")
MOST_KNOWN = 1 << 15  # words


def word_marks(words: Collection[str]) -> dict[str, int]:
    """Of each word in lower case what it tells, as bits in the order of `marks`."""
    known = _known()
    found = {word: known.get(word, -1) for word in words}
    if new := [word for word, mask in found.items() if mask < 0]:
        told = _looked_through(new)
        if len(known) > MOST_KNOWN:
            known.clear()
        known.update(told)
        found.update(told)
    return found


@cache
def _known() -> dict[str, int]:
    """What the words of earlier pages tell: pages share many."""
    return {}


def _looked_through(held: Sequence[str]) -> dict[str, int]:
    masks, joined = [0] * len(held), "\n".join(held) + "\n"
    starts = list(accumulate((len(w) + 1 for w in held), initial=0))
    for sought, bit, pattern in _sought():
        at = joined.find(sought)
        while at >= 0:
            n = bisect_right(starts, at) - 1
            if pattern is None or pattern.search(held[n]):
                masks[n] |= bit
            at = joined.find(sought, starts[n + 1])
    return dict(zip(held, masks, strict=True))


@cache
def marks() -> tuple[str, ...]:
    """What words can tell."""
    return tuple(dict.fromkeys(mark for mark, _ in _rows()))


@cache
def _sought() -> tuple[tuple[str, int, re.Pattern[str] | None], ...]:
    """Letters to look for, the bit of what they tell, and what must hold besides."""
    found = list[tuple[str, int, re.Pattern[str] | None]]()
    for mark, word in _rows():
        bit, plain = 1 << marks().index(mark), word.strip("=$")
        if word.startswith("="):
            found.append((plain, bit, re.compile(rf"(?:^|[-_]){plain}(?:$|[-_])")))
        elif word.endswith("$"):
            found.append((plain, bit, re.compile(rf"{plain}\b")))
        else:
            found += [(one, bit, None) for one in dict.fromkeys((word.replace("~", ""), word.replace("~", "-")))]
    return tuple(found)


def _rows() -> Iterator[tuple[str, str]]:
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if not line.startswith(("#", "mark\t")):
            mark, _, word = line.partition("\t")
            yield mark, word
