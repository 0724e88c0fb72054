"""Words of one kind as the language pack lists them, and patterns of them: "reports", "claims" of what is turned down."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Literal

from firsthand.lang import get
from firsthand.trace.compare_trees import any_case

Table = Literal["account_words", "figure_scopes"]


@cache
def words_of(kind: str, table: Table = "account_words") -> frozenset[str]:
    """The words of a kind in a table whose rows are word and kind."""
    found = frozenset(row[0] for row in get("en").table(table) if row[1] == kind)
    if not found:
        raise LookupError(f"no words of kind {kind!r} in the table {table!r}")
    return found


def any_of(words: Iterable[str]) -> str:
    """Any of the words, in capitals or not, however wide the blanks in them."""
    return any_case(words).replace(r"\ ", r"\s+")


@cache
def alone(kind: str, table: Table = "account_words") -> re.Pattern[str]:
    """Any word of a kind that stands for itself."""
    return re.compile(rf"\b{any_of(words_of(kind, table))}\b")


def turned(words: str) -> bool:
    """Whether something in the words turns them round: not, never, no."""
    low = words.lower().replace("’", "'")
    return "n't" in low or not words_of("turned").isdisjoint(low.split())
