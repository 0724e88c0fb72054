"""English words without their endings: what makes two forms of a word comparable. Not the dictionary form, and never shown."""

from __future__ import annotations

from functools import lru_cache

VOWELS = frozenset("aeiouy")
DOUBLED = frozenset("bdfgmnprt")
SHORTEST = 4  # letters: shorter words keep their endings ("was", "gas", "red")


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """'attacks', 'attacked', 'attacking' give 'attack'; 'militias' and 'militia' give 'militia'; 'bus' stays.

    Endings of nouns and verbs only: 'resurgent' and 'resurgence' stay two, since such pairs often part in sense.
    """
    if len(word) < SHORTEST or not word.isascii():
        return word
    bare = _plural(word)
    for ending in ("ing", "ed"):
        root = bare.removesuffix(ending)
        if root != bare and len(root) > 2 and VOWELS & set(root):
            return _closed(root)
    return bare.removesuffix("e") if len(bare) > SHORTEST else bare


def _plural(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _closed(root: str) -> str:
    """'planned' gives 'plan', 'denied' 'deny', 'used' 'us': the same as their other forms give."""
    if root[-1] == root[-2] and root[-1] in DOUBLED:
        return root[:-1]
    if root.endswith("i"):
        return root[:-1] + "y"
    return root.removesuffix("e") if len(root) > SHORTEST else root
