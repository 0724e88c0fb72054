"""Fingerprints: what copies are searched by, so that only texts that share something are ever compared."""

from __future__ import annotations

import numpy as np

from firsthand.model.findings import Fingerprints
from firsthand.model.units import Result, ShingleInput
from firsthand.relate.words import Codes, prose_codes

SHINGLE = 5  # words
WINDOW = 8  # shingles; with SHINGLE, any shared run of 12 words has a fingerprint in common
FACTOR = 0x9E3779B97F4A7C15  # odd, so that no word of a shingle is lost modulo 2**64
# 40 bits: among a million articles one search in fifty meets one false equal, and a candidate needs two with one article.
# So a posting, with 24 bits for the article, is 8 bytes; see store/postings.
BITS = 40


def shingle(payload: ShingleInput) -> Result:
    """The article's fingerprints; none for prose of fewer than five words."""
    return Result((Fingerprints(payload.article.id, winnow(prose_codes(payload.article))),))


def winnow(codes: Codes) -> tuple[int, ...]:
    """The smallest shingle hash of every window, sorted, each once. After Schleimer, Wilkerson and Aiken 2003."""
    least = shingle_hashes(codes)
    if len(least) < WINDOW:
        return (int(least.min()),) if len(least) else ()
    for step in (1, 2, 4):  # the least of 2, then of 4, then of 8 in a row
        least = np.minimum(least[:-step], least[step:])
    least.sort()
    return tuple(least[np.concatenate(([True], least[1:] != least[:-1]))].tolist())


def shingle_hashes(codes: Codes) -> Codes:
    """A 40-bit hash of each five words in a row; the same on every machine."""
    n = len(codes) - SHINGLE + 1
    if n <= 0:
        return np.empty(0, dtype=np.uint64)
    total = np.zeros(n, dtype=np.uint64)
    for i in range(SHINGLE):
        total = total * np.uint64(FACTOR) + codes[i : i + n]  # modulo 2**64, as meant
    total ^= total >> np.uint64(29)
    total *= np.uint64(FACTOR)
    return total >> np.uint64(64 - BITS)
