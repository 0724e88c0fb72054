"""Words made comparable, coarser than `stems`: what forms of a word share, near enough for likening sentences."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

SHORTEST = 3  # letters of a stem that an ending may be cut from
ENDINGS = (  # longest first
    *("ations", "ation", "ments", "ment", "ings", "ing", "edly", "ers"),
    *("ied", "ies", "ed", "er", "es", "ly", "s", "e"),
)
DOUBLED = frozenset("bdfgmnprtvz")  # letters doubled before an ending: "stopped"


@lru_cache(1 << 16)
def root(word: str) -> str:
    """What forms of a word share: 'derailed', 'derails' and 'derailment' give one; without accents, case and 's."""
    bare = word.lower() if word.isascii() else _plain(word)
    bare = bare.removesuffix("'s").removesuffix("’s")
    if not bare.isalpha():
        return bare.replace(".", "").replace("’", "'")
    for ending in ENDINGS:
        if bare.endswith(ending) and len(bare) - len(ending) >= SHORTEST and not bare.endswith("ss"):
            bare = bare[: -len(ending)]
            break
    if len(bare) > SHORTEST:
        bare = bare.removesuffix("i").removesuffix("y")
    return bare[:-1] if len(bare) > SHORTEST and bare[-1] == bare[-2] and bare[-1] in DOUBLED else bare


def _plain(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c)).casefold()
