"""What a measure is of: the subject of its clause, else the nearest noun phrase; told without a parse, by words of grammar."""

from __future__ import annotations

from firsthand.read.numbers import Tokens
from firsthand.read.quantities_lexicon import Lexicon
from firsthand.read.quantities_scan import Amount


def concept(t: Tokens, a: Amount, known: Lexicon) -> tuple[int, ...]:
    """Tokens of what the amount measures, in order; none where nothing near says so."""
    return ()
