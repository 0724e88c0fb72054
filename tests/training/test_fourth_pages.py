"""The set of text dumps that is only ever measured: its pages tell where their articles are."""

from __future__ import annotations

from fourth_pages import Maker, layouts


def test_articles_of_the_measured_set_are_in_order_and_apart() -> None:
    for page in layouts("fourth"):
        text, articles = Maker(page, f"{page.name} 3").made()
        ends = [0, *(end for _, end, _ in articles)]
        assert articles, page.name
        assert all(start >= end for (start, _, _), end in zip(articles, ends, strict=False)), page.name
        assert ends[-1] <= len(text)
        assert bool(page.settings.get("single")) <= (len(articles) == 1)
