"""The encoder's plumbing: windows that lose no word, labels decoded rightly, the same words always read the same."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from texts import article, result

from firsthand.lang import networks
from firsthand.lang.pieces import Pieces
from firsthand.model.readings import Attribution
from firsthand.model.spans import Span
from firsthand.read import encoder
from firsthand.read.encoder import marks_and_gaps, viterbi
from firsthand.read.windows import LONGEST, windows
from firsthand.read.words import cut, paragraphs, parse

VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "harbour", "har", "##bour", "##s", "al", "-", "’", "s", "a", "##l"]


def test_pieces_are_the_longest_that_fit() -> None:
    pieces = Pieces(VOCABULARY)
    named = [[VOCABULARY[n] for n in pieces[w]] for w in ("Harbours", "Al-Harbour’s", "hárbour", "xyz", "​")]
    assert named == [
        ["harbour", "##s"], ["al", "-", "harbour", "’", "s"], ["harbour"], ["[UNK]"], ["[UNK]"],
    ]  # fmt: skip


@given(st.text(st.sampled_from("ab Cé.,“”\n—7ش"), max_size=3000))
@settings(max_examples=60, deadline=None)
def test_every_word_stands_in_one_window_once(text: str) -> None:
    read = parse(text, [(s, False) for s in cut(text, Span(0, len(text)))])
    seen = []
    for window in windows(read, Pieces(VOCABULARY)):
        words = [(s.paragraph, i) for s in window.segments for i in range(s.first, s.last)]
        assert len(words) == len(window.at)
        assert (np.diff(window.at) > 0).all()
        assert window.at[-1] < len(window.pieces) == len(window.shapes) == len(window.states) == len(window.cues)
        seen += words
    assert seen == [(n, i) for n, p in enumerate(read) for i in range(len(p.words))]


def test_a_long_paragraph_is_cut_at_a_sentence() -> None:
    text = "Harbour s a. " * 400
    read = parse(text[:3900], [(Span(0, 3900), False)])
    cut_at = [s.first for w in windows(read, Pieces(VOCABULARY)) for s in w.segments][1:]
    assert cut_at
    assert all(read[0].sentence[i] != read[0].sentence[i - 1] for i in cut_at)
    assert all(len(w) <= LONGEST + 2 for w in windows(read, Pieces(VOCABULARY)))


@given(st.integers(1, 5), st.integers(0, 2**32 - 1))
@settings(max_examples=40, deadline=None)
def test_the_decoder_finds_the_best_row(size: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    scores, moves = rng.normal(size=(2, size, 3)).astype(np.float32), rng.normal(size=(3, 3)).astype(np.float32)
    lengths = np.array([size, max(1, size - 1)])
    for row, length, got in zip(scores, lengths, viterbi(scores, moves, lengths), strict=True):

        def worth(path: tuple[int, ...], row: np.ndarray = row) -> float:
            return sum(float(row[i, k]) for i, k in enumerate(path)) + sum(
                float(moves[a, b]) for a, b in pairwise(path)
            )

        best = max(product(range(3), repeat=int(length)), key=worth)
        assert worth(tuple(got[:length].tolist())) == pytest.approx(worth(best), abs=1e-4)
        assert not got[length:].any()


def test_marks_tell_the_cue_from_the_others() -> None:
    marks, gaps = marks_and_gaps(6, 2, 4, ((0, 1), (5, 9)))
    assert marks == [2, 0, 1, 1, 0, 2]
    assert gaps == [14, 15, 16, 16, 17, 18]


def test_an_attribution_is_read_by_the_encoder() -> None:
    (a,) = (
        r
        for r in result("The pier had burned, a port official told reporters on Monday.").rows
        if isinstance(r, Attribution)
    )
    assert a.by.startswith("encoder")
    assert a.source
    assert 0 < a.confidence < 1


def test_what_is_read_does_not_depend_on_what_was_read_before() -> None:
    net = networks.encoder("en")
    assert net is not None
    one = paragraphs(article("Mara Lind said the bridge was safe.\n\nNobody was hurt, according to Reuters."))
    other = paragraphs(article("The union denied that it had called a strike. " * 9))
    alone = encoder.see(one, net, "x")
    encoder.see(other, net, "x")
    assert encoder.see(one, net, "x") == alone
