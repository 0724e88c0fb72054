"""Words as pieces of a closed vocabulary, for the encoder: greedy longest match, lower case, accents stripped.

Devlin et al. 2019 (WordPiece as in BERT's uncased models); one row of piece numbers a word, remembered for the next time.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

REMEMBERED = 200_000  # words whose pieces are kept at hand: about 40 MB
LONGEST = 48  # characters of a word; a longer one is one unknown piece
UNKNOWN, START, END = "[UNK]", "[CLS]", "[SEP]"


class Pieces(dict[str, tuple[int, ...]]):
    """Word -> the numbers of its pieces; never empty."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        super().__init__()
        self._at = {piece: n for n, piece in enumerate(vocabulary)}
        self.unknown, self.start, self.end = self._at[UNKNOWN], self._at[START], self._at[END]

    def __missing__(self, word: str) -> tuple[int, ...]:
        found: list[int] = []
        for part in _parts(word):
            found += self._cut(part)
        if len(self) >= REMEMBERED:
            self.clear()
        self[word] = made = tuple(found) or (self.unknown,)
        return made

    def _cut(self, part: str) -> list[int]:
        if len(part) > LONGEST:
            return [self.unknown]
        out: list[int] = []
        start = 0
        while start < len(part):
            lead, end = "##" if start else "", len(part)
            number = self._at.get(lead + part[start:end])
            while number is None and end > start + 1:
                end -= 1
                number = self._at.get(lead + part[start:end])
            if number is None:
                return [self.unknown]
            out.append(number)
            start = end
        return out


def _parts(word: str) -> list[str]:
    """'Al-Mayadeen’s' gives al, -, mayadeen, ’, s: letters and digits together, every other sign alone."""
    plain = unicodedata.normalize("NFD", word.lower())
    parts: list[str] = []
    open_ = False
    for sign in plain:
        if unicodedata.category(sign) == "Mn":
            continue
        if sign.isalnum():
            if open_:
                parts[-1] += sign
            else:
                parts.append(sign)
            open_ = True
        else:
            if not sign.isspace():
                parts.append(sign)
            open_ = False
    return parts
