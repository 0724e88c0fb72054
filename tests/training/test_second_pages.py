"""Pages by several hands: their truth is true of their characters, and no slot is left open."""

from __future__ import annotations

import re

import pytest

from authors_lessons import HANDS
from dump_layouts import whole_layouts
from second_pages import Maker, layouts

OPEN = re.compile(r"\{[^{}]*\}|\[\[|\]\]|\(\(|^%(body|wrap|mid|in|list|contents) |^\?\.", re.MULTILINE)
SPLITS = (*HANDS, "third")


@pytest.mark.parametrize("split", SPLITS)
def test_articles_are_in_order_apart_and_hold_their_titles(split: str) -> None:
    for page in layouts(split):
        text, articles = Maker(page, f"{page.name} 3").made()
        if not set("⦃⟦⟧") & set(str(page.parts)):  # such pages hold braces of their own
            assert not OPEN.search(text), page.name
        assert bool(page.settings.get("single")) <= (len(articles) == 1)
        end = 0
        for start, stop, _ in articles:
            assert end <= start < stop <= len(text)
            assert not text[start].isspace()
            assert not text[stop - 1].isspace()
            end = stop


def test_the_sets_share_no_layout_and_each_has_single_articles_of_ten_kinds() -> None:
    sets = {split: layouts(split) for split in SPLITS}
    names = [x.name for held in sets.values() for x in held]
    assert len(names) == len(set(names))
    for held in sets.values():
        assert sum(bool(x.settings.get("single")) for x in held) >= 10
    assert not set(names) & {x.name for split in ("dev", "test", "unseen") for x in whole_layouts(split)}


def test_a_page_is_the_same_for_the_same_seed() -> None:
    page = layouts("second")[0]
    assert Maker(page, "a").made() == Maker(page, "a").made()
    assert Maker(page, "a").made() != Maker(page, "b").made()
