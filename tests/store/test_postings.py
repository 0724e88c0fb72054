"""The index of fingerprints says the same in whatever order articles come and go, and whether it was kept or made anew."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.store import postings
from firsthand.store.codec import hashes_from_bytes, hashes_to_bytes
from firsthand.store.postings import EVERYWHERE, MOST, OUTLET, Postings
from firsthand.store.postings_arrays import Card
from firsthand.store.postings_file import HEAD, load, save

Answers = dict[str, object]


def card(id_: str, hashes: Sequence[int], outlet: str | None = None, version: int = 0) -> Card:
    return Card(id_, f"{id_}{version}", outlet, np.array(sorted(set(hashes)), dtype=np.uint64))


def own(n: int, many: int = 6) -> list[int]:
    """Fingerprints that no other number has."""
    return [n * 100 + 10_000 + i for i in range(many)]


def sync(index: Postings, cards: Sequence[Card]) -> bool:
    held = {c.id: c for c in cards}
    return index.sync({c.id: c.digest for c in cards}, lambda ids: (held[i] for i in ids))


def answers(index: Postings, cards: Sequence[Card]) -> Answers:
    return {
        "near": {c.id: index.near(c.id) for c in cards},
        "with": index.with_near(),
        "marks": [index.mark(c.id) for c in cards],
        "common": [index.common_of(c.hashes).tolist() for c in cards],
    }


def fresh(cards: Sequence[Card]) -> Answers:
    index = Postings()
    sync(index, cards)
    return answers(index, cards)


CARDS = st.lists(
    st.builds(
        lambda n, hashes, outlet: card(f"a-{n:02}", hashes, outlet),
        st.integers(0, 30),
        st.lists(st.integers(0, 25), max_size=12),
        st.sampled_from(["Post", "Voice", None]),
    ),
    unique_by=lambda c: c.id,
    max_size=24,
)


@pytest.fixture
def small_caps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Caps that a handful of articles reach, and no seeking all at once."""
    for name, value in {"EVERYWHERE": 5, "OUTLET": 3, "MOST": 4, "ONE_BY_ONE": 9.0, "WASTE": 0.6}.items():
        monkeypatch.setattr(postings, name, value)


@pytest.mark.usefixtures("small_caps")
@given(CARDS, CARDS, st.randoms())
@settings(deadline=None)
def test_the_order_of_arrival_does_not_matter(cards: list[Card], others: list[Card], chance: Random) -> None:
    index, held = Postings(), {}
    steps = [*cards, *(card(c.id, c.hashes.tolist(), c.outlet, 1) for c in others)]
    for one in chance.sample(steps, len(steps)):  # come, or come again with other words
        held[one.id] = one
        sync(index, list(held.values()))
    for id_ in chance.sample(sorted(held), len(held) // 3):  # and some go
        del held[id_]
        sync(index, list(held.values()))
    left = sorted(held.values(), key=lambda c: c.id)
    assert answers(index, left) == fresh(left)


def test_articles_are_compared_with_those_before_them_that_share_two() -> None:
    cards = [card("a-1", own(1)), card("a-2", [*own(1)[:2], *own(2)]), card("a-3", [*own(1)[:1], *own(3)])]
    index = Postings()
    assert sync(index, cards)
    assert [index.near(c.id) for c in cards] == [(), ("a-1",), ()]
    assert not sync(index, cards)


def test_what_stands_in_many_texts_of_one_outlet_is_no_copy() -> None:
    notice = [1, 2, 3]
    cards = [card(f"a-{n:03}", [*notice, *own(n)], "Post") for n in range(OUTLET + 1)]
    index = Postings()
    sync(index, cards[:OUTLET])
    assert len(index.near(cards[OUTLET - 1].id)) == OUTLET - 1
    sync(index, cards)
    assert index.with_near() == []
    assert index.common_of(cards[0].hashes).tolist() == notice
    sync(index, cards[:OUTLET])  # one gone, and it is none again
    assert len(index.near(cards[OUTLET - 1].id)) == OUTLET - 1


def test_what_stands_in_many_texts_of_all_outlets_is_no_copy() -> None:
    cards = [card(f"a-{n:03}", [1, 2, 3, *own(n)], f"outlet {n}") for n in range(EVERYWHERE + 1)]
    index = Postings()
    sync(index, cards[:EVERYWHERE])
    assert len(index.with_near()) == EVERYWHERE - 1
    sync(index, cards)
    assert index.with_near() == []


def test_a_story_that_three_hundred_print_is_not_boilerplate_and_none_is_lost() -> None:
    story = own(0, 90)
    cards = [card(f"a-{n:03}", [*story, *own(n + 1, 6)], f"outlet {n % 7}") for n in range(300)]
    index = Postings()
    sync(index, cards)
    near = [index.near(c.id) for c in cards]
    assert [len(x) for x in near] == [min(n, MOST) for n in range(300)]
    index.candidates(cards[-1])


def test_the_cap_keeps_those_that_are_the_same_article() -> None:
    long = [h for n in range(MOST + 60) for h in own(n, 4)]  # shares four with each of many, and is a copy of the first
    cards = [card(f"a-{n:03}", [*own(n, 4), *own(n + 500, 60)]) for n in range(MOST + 60)]
    source = card("a-000", [*long[:600], *own(990, 20)])
    index = Postings()
    sync(index, [source, *cards[1:], card("a-999", long)])
    assert len(index.near("a-999")) == MOST
    assert "a-000" in index.near("a-999")


def test_it_is_kept_and_read_back_and_made_anew_when_broken(tmp_path: Path) -> None:
    cards = [card(f"a-{n}", [*own(n % 3), *own(n + 10)], "Post") for n in range(9)]
    index = Postings()
    sync(index, cards[:7])
    save(tmp_path, index.state)
    kept = load(tmp_path)
    assert kept is not None
    again = Postings(kept)
    sync(again, cards)
    save(tmp_path, again.state)
    assert answers(again, cards) == fresh(cards)
    assert len(list(tmp_path.glob("run-*.npy"))) == len(again.state.runs)
    (tmp_path / HEAD).write_bytes((tmp_path / HEAD).read_bytes()[:500])
    assert load(tmp_path) is None
    save(tmp_path, again.state)
    next(tmp_path.glob("run-*.npy")).unlink()
    assert load(tmp_path) is None


@given(st.lists(st.integers(0, 2**40 - 1), max_size=20))
def test_fingerprints_are_packed_and_unpacked(hashes: list[int]) -> None:
    assert hashes_from_bytes(hashes_to_bytes(hashes)).tolist() == hashes
