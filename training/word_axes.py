"""Makes the axes that a word's state is kept along: `python training/word_axes.py TEXTS OUT.npy`.

TEXTS is a folder of news texts (PolNeAR's `train/text`). The 64 main axes of the states of content words, turned at random (a
fixed seed) so that each of the 64 numbers says as much as the others; as 16-bit floats, 49 KB. Numpy alone.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import numpy as np

from firsthand.lang.sentence_vectors import SIZE, WORD_SIZE, sentences
from firsthand.read.tellings import words_of

EVERY, SENTENCES, SEED = 40, 600, 1


def main() -> None:
    net = sentences()
    if net is None:
        sys.exit("the extra [model] is not installed")
    texts = [p.read_text(encoding="utf-8") for p in sorted(Path(sys.argv[1]).glob("*.txt"))[::EVERY]]
    some = sorted({" ".join(s.split()) for text in texts for s in re.split(r"(?<=[.?!])\s+", text)})
    some = [s for s in some if 30 < len(s) < 300]
    chosen = np.random.default_rng(SEED).permutation(len(some))[:SENTENCES]
    kept = [some[n] for n in sorted(chosen)]
    rows = np.concatenate([net.states(s, [span for span, _ in words_of(s)]) for s in kept])
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    axes = np.linalg.eigh(np.cov(rows.T))[1][:, ::-1][:, :WORD_SIZE]
    turn = np.linalg.qr(np.random.default_rng(SEED).normal(size=(WORD_SIZE, WORD_SIZE)))[0]
    assert axes.shape == (SIZE, WORD_SIZE)
    np.save(sys.argv[2], (axes @ turn).astype(np.float16))
    print(len(rows), "words of", len(kept), "sentences")


if __name__ == "__main__":
    main()
