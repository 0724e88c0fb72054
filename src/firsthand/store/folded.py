"""Words without case, accents and punctuation: how names and snippets are compared, the same on both databases."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

_TOKEN = re.compile(r"[^\W_]+")
_MARKS = re.compile("[\u0300-\u036f]+")


@dataclass(frozen=True, slots=True)
class Words:
    """A word or a phrase that is asked for; with `prefix`, its last word may go on."""

    phrase: str
    prefix: bool = False


def tokens(words: str) -> list[str]:
    """The words of a phrase: "Al-Mayadeen’s Café" gives al, mayadeen, s, cafe."""
    return _TOKEN.findall(_MARKS.sub("", unicodedata.normalize("NFKD", words)).lower())


@lru_cache(maxsize=200_000)
def folded(words: str) -> str:
    """The words of a name with a blank around each: " al mayadeen "."""
    return f" {' '.join(tokens(words))} "


class _Base(dict[int, str]):
    """One letter for one letter, so that places stay: é gives e."""

    def __missing__(self, code: int) -> str:
        first = unicodedata.normalize("NFKD", chr(code))[:1].lower()
        self[code] = made = first if len(first) == 1 else chr(code)
        return made


_BASE = _Base()


def levelled(text: str) -> str:
    """The text without case and accents, as long as it was."""
    return text.translate(_BASE)


def pattern(asked: Iterable[Words]) -> re.Pattern[str] | None:
    """What finds these words and phrases in a levelled text; None of no words."""
    held = {w: tokens(w.phrase) for w in asked}
    pieces = {r"[\W_]+".join(map(re.escape, held[w])) + ("" if w.prefix else r"(?![^\W_])") for w in held}
    longest_first = sorted(pieces, key=lambda x: (-len(x), x))
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(longest_first)})") if pieces else None
