"""Pages by several hands: their truth is true of their characters, and no slot is left open."""

from __future__ import annotations

import re

import pytest

from authors_lessons import HANDS
from dump_layouts import whole_layouts
from second_pages import Maker, Page, layouts

OPEN = re.compile(r"\{[^{}]*\}|\[\[|\]\]|\(\(|^%(body|wrap|mid|in|list|contents) |^\?\.", re.MULTILINE)
SPLITS = (*HANDS, "third")


@pytest.mark.parametrize("split", SPLITS)
def test_articles_are_in_order_apart_and_hold_their_titles(split: str) -> None:
    for page in layouts(split):
        text, articles = Maker(page, f"{page.name} 3").made()
        if not set("⦃⟦⟧⸨⸩") & set(str(page.parts)):  # such pages hold braces of their own
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


def _made(settings: dict[str, str], *lines: str) -> str:
    return Maker(Page("page", settings, {"article": [[*lines]]}), "5").made()[0]


def test_a_headline_is_written_as_in_an_address_and_with_its_quotes_escaped() -> None:
    rows = [
        _made({"count": "1", "case": case}, "{title}", "/{slug}/", "/{slug _}/", r"{title \}").split("\n")
        for case in ("title", "upper")
    ]
    for title, address, under, escaped, *_ in rows:
        assert re.fullmatch(r"/[a-z0-9\W_]+(-\w+)+/", address)
        assert address.replace("-", "_") == under
        assert escaped == title.replace('"', r"\"")


def test_braces_of_the_page_itself_and_days_in_their_order() -> None:
    text = _made({"count": "1", "years": "2001"}, "{title}", "⸨⦃a⦙b⦄⸩ ⟦x⟧", "{d %B %o, %Y}")
    assert "(({a|b})) [[x]]" in text
    day = re.search(r"^[A-Z][a-z]+ (\d+)(st|nd|rd|th), 2001$", text, re.MULTILINE)
    assert day
    assert day[2] == {"1": "st", "2": "nd", "3": "rd", "21": "st", "22": "nd", "23": "rd", "31": "st"}.get(day[1], "th")


def test_a_page_sets_all_its_headlines_one_way() -> None:
    ways = set()
    for seed in "abcdef":
        page = Page("page", {"count": "6"}, {"article": [["((%wrap 12 {title}|> {title}))", "{para}"]]})
        made = Maker(page, seed)
        made.write()
        ways.add(frozenset(x.words.startswith("> ") for x in made.rows if "{title" in x.kind))
    assert ways == {frozenset([True]), frozenset([False])}


def test_markup_of_an_export_stands_around_paragraphs_and_rims_name_their_article() -> None:
    text = _made({"count": "1", "wear": "1 entities", "rim": "3 [<title>]"}, "{title}", "%body 3-3 tail=</p> |\"'")
    title, *rows = text.split("\n")
    assert sum(x.endswith("</p>") for x in rows) == 3
    assert "&quot;&#8217;" in text
    assert f"[{title}]" in rows
