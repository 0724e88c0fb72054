"""Vectors: packing loses little, the file's tensors come out as they stand, and without the package all goes on."""

from __future__ import annotations

import numpy as np
import pytest

from firsthand.lang import sentence_vectors
from firsthand.lang.graphs import Graph, tensors
from firsthand.lang.networks import session_of
from firsthand.lang.sentence_network import taught
from firsthand.lang.sentence_vectors import PACKED, SIZE, pack, sentences, unit, unpack, unpack_words, vectors_digest
from firsthand.lang.stems import stem
from firsthand.model.spans import Span

WORDS = (("harbour", "Narva", "closed"), ("port", "Narva", "shut"))
there = pytest.mark.skipif(sentences() is None, reason="the extra [model] is not installed")


def test_two_bits_a_number_keep_what_is_close_close() -> None:
    rows = np.random.default_rng(7).normal(size=(40, SIZE)).astype(np.float32)
    rows[20:] = rows[:20] + 0.5 * rows[20:]
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    packed = [row.tobytes() for row in pack(rows)]
    again = unit(unpack(packed))
    assert {len(p) for p in packed} == {SIZE // 4}
    assert np.abs(rows @ rows.T - again @ again.T).max() < 0.15
    assert [p.tobytes() for p in pack(again)] == packed


def test_a_graph_that_is_written_runs_and_its_constants_are_read_again() -> None:
    pytest.importorskip("onnxruntime")
    g = Graph({"x": (1, ("n",))})
    held = np.arange(3, dtype=np.float32)
    model = g.model(g.add("Mul", "x", g.hold(held)))
    assert [t.tolist() for t in tensors(model).values()] == [[0.0, 1.0, 2.0]]
    (out,) = session_of(model).run(None, {"x": np.full(3, 2, dtype=np.float32)})
    assert out.tolist() == [0.0, 2.0, 4.0]


@there
def test_sentences_that_say_alike_are_closer_than_others() -> None:
    net = sentences()
    assert net is not None
    v = unit(
        unpack(net.vectors(["The harbour of Narva is closed.", "Narva’s port has been shut.", "Wages rose in winter."]))
    )
    assert v[0] @ v[1] > 0.6 > v[0] @ v[2] + 0.3


@there
@pytest.mark.parametrize(
    ("said", "again", "another"),
    [
        (
            "Nine people died on the ferry",
            "we have nine dead from the boat",
            "Nine people on the ferry were given blankets",
        ),
        ("Police arrested the captain", "the skipper is in custody", "Police thanked the captain"),
        (
            "The bridge collapsed in the flood",
            "the fall of the span into the river",
            "The bridge was repaired after the flood",
        ),
    ],
)
def test_one_claim_in_other_words_is_closer_than_another_in_the_same(said: str, again: str, another: str) -> None:
    """By the package's own weights the other claim is the closer one, as it shares the words."""
    net = sentences()
    assert net is not None
    v = unit(unpack(net.vectors([said, again, another])))
    assert v[0] @ v[1] > v[0] @ v[2]


def test_what_is_learnt_is_added_to_the_weights() -> None:
    rng = np.random.default_rng(3)
    columns, scales = rng.integers(-127, 128, (8, 6)).astype(np.int8), np.full(6, 0.02, dtype=np.float32)
    into, out = rng.normal(size=(2, 8)).astype(np.float32), rng.normal(size=(6, 2)).astype(np.float32)
    again, wide = taught((columns, scales), {"0.up.in": into, "0.up.out": out}, "0.up")
    assert again.dtype == np.int8
    assert np.abs(again * wide - (columns * scales + (out @ into).T)).max() <= wide.max() / 2 + 1e-6


@there
def test_the_same_sentences_give_the_same_bytes() -> None:
    net = sentences()
    assert net is not None
    some = ["The harbour is closed.", "", "A word " * 300]
    assert net.vectors(some) == net.vectors(some)
    assert net.vectors([]) == []


@there
def test_words_mean_what_they_stand_for_in_their_sentence() -> None:
    net = sentences()
    assert net is not None
    texts = ["The harbour of Narva is closed", "Narva’s port has been shut"]
    places = [[Span(t.index(w), t.index(w) + len(w)) for w in some] for t, some in zip(texts, WORDS, strict=True)]
    packed = net.vectors(texts, [[(span, n << 1) for n, span in enumerate(some)] for some in places])
    (numbers, one), (_, other) = (unpack_words(row) for row in packed)
    near = unit(one) @ unit(other).T
    assert numbers.tolist() == [0, 2, 4]
    assert near.argmax(axis=1).tolist() == [0, 1, 2]
    assert [row[:PACKED] for row in packed] == net.vectors(texts)


def test_without_the_package_there_are_no_vectors_and_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sentence_vectors, "PACKAGE", "no_such_package")
    vectors_digest.cache_clear()
    sentences.cache_clear()
    try:
        assert (sentences(), vectors_digest()) == (None, "none")
        assert "pip install 'firsthand[model]'" in sentence_vectors.describe()
    finally:
        vectors_digest.cache_clear()
        sentences.cache_clear()


@pytest.mark.parametrize(
    ("forms", "root"),
    [
        (("attack", "attacks", "attacked", "attacking"), "attack"),
        (("deny", "denies", "denied", "denying"), "deny"),
        (("plan", "plans", "planned", "planning"), "plan"),
        (("militia", "militias"), "militia"),
    ],
)
def test_forms_of_a_word_have_one_stem(forms: tuple[str, ...], root: str) -> None:
    assert {stem(f) for f in forms} == {root}


@pytest.mark.parametrize("word", ["bus", "crisis", "Narva", "is", "red"])
def test_a_word_that_only_looks_inflected_stays(word: str) -> None:
    assert stem(word) == word
