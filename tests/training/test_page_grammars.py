"""The generator of made pages: the same arguments give the same bytes, and its truth lies on the words it marks."""

from __future__ import annotations

import random

import pytest

from page_grammars import CLOSE, OPEN, WHOLE, made, marked
from page_records import TEST, TRAIN
from page_records_held import HELD
from page_records_late import LATE

SPLITS = ("train", "test", "held", "late", "sites", "last", "after")


@pytest.mark.parametrize("split", SPLITS)
def test_truth_lies_on_the_words_that_were_marked(split: str) -> None:
    for seed in range(40):
        name, page = made(random.Random(f"{split} {seed}"), split)
        text, truth = marked(page)
        assert OPEN not in text
        assert CLOSE not in text
        assert page.count(OPEN) == page.count(CLOSE) == len(truth["articles"])
        for one in truth["articles"]:
            start, end = one["span"]
            assert text[start:end].startswith(str(one["begins"]))
            assert text[start:end].endswith(str(one["ends"]))
            assert text[start].strip()
        assert (len(truth["articles"]) > 1) == (not name.startswith("single_"))


def test_the_same_seed_gives_the_same_page() -> None:
    assert made(random.Random("x"), "held") == made(random.Random("x"), "held")


def test_the_splits_share_neither_records_nor_shells() -> None:
    families = (TRAIN, TEST, HELD, LATE)
    names = [family.record.__name__ for split in families for family in split]
    shells = [{shell for family in split for shell in family.shells} for split in families]
    assert len(names) == len(set(names))
    assert all(not a & b for n, a in enumerate(shells) for b in shells[n + 1 :])


def test_the_sets_of_whole_pages_share_no_site() -> None:
    names = [site.__name__ for sets in WHOLE.values() for sites in sets for site in sites]
    assert len(names) == len(set(names))
