"""Fingerprints: what copies are searched by, so that only texts that share something are ever compared."""

from __future__ import annotations

import hashlib
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from firsthand.model.findings import Fingerprints
from firsthand.model.units import Result, ShingleInput
from firsthand.relate.words import prose_words

SHINGLE = 5  # words
WINDOW = 8  # shingles; with SHINGLE, any shared run of 12 words has a fingerprint in common
FACTOR = 0x9E3779B97F4A7C15  # odd, so that no word of a shingle is lost modulo 2**64
MASK = (1 << 63) - 1  # databases hold signed 64-bit integers


def shingle(payload: ShingleInput) -> Result:
    """The article's fingerprints; none for prose of fewer than five words."""
    words = [w.text for w in prose_words(payload.article)]
    return Result((Fingerprints(payload.article.id, winnow(words)),))


def winnow(words: list[str]) -> tuple[int, ...]:
    """The smallest shingle hash of every window, sorted, each once. After Schleimer, Wilkerson and Aiken 2003."""
    hashes = shingle_hashes(words)
    if not len(hashes):
        return ()
    window = min(WINDOW, len(hashes))
    least = np.lib.stride_tricks.sliding_window_view(hashes, window).min(axis=1)
    return tuple(int(h) for h in np.unique(least))


def shingle_hashes(words: list[str]) -> npt.NDArray[np.uint64]:
    """A 63-bit hash of each five words in a row; the same on every machine."""
    n = len(words) - SHINGLE + 1
    if n <= 0:
        return np.empty(0, dtype=np.uint64)
    codes = np.array([_word_hash(w) for w in words], dtype=np.uint64)
    total = np.zeros(n, dtype=np.uint64)
    for i in range(SHINGLE):
        total = total * np.uint64(FACTOR) + codes[i : i + n]  # modulo 2**64, as meant
    total ^= total >> np.uint64(29)
    total *= np.uint64(FACTOR)
    total ^= total >> np.uint64(32)
    return total & np.uint64(MASK)


@lru_cache(maxsize=1 << 16)
def _word_hash(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")
