"""The words of a sentence made comparable: what event mentions are likened by."""

from __future__ import annotations

import re
from collections.abc import Iterable

from firsthand.lang.roots import root

LETTERS = re.compile(r"[^\W_]+")


def terms(words: Iterable[str], grammar: frozenset[str], names: Iterable[str] = ()) -> tuple[str, ...]:
    """Stems of the words that carry meaning, with names as wholes ("=oro vann"), sorted, each once."""
    found = {root(w) for w in words if len(w) > 1 and w[0].isalnum() and w.lower() not in grammar}
    whole = {"=" + " ".join(LETTERS.findall(name.casefold())) for name in names}
    return tuple(sorted({x for x in found if len(x) > 1} | whole))
