"""A page whose JSON-LD names several articles: each begins where its headline, or its first words, stand on the page."""

from __future__ import annotations

from firsthand.extract.cuts import accepted
from firsthand.extract.draft import Draft
from firsthand.extract.drafting import drafts_of
from firsthand.extract.page import Page
from firsthand.extract.records import says_single
from firsthand.extract.starters import spread
from firsthand.extract.told_parts import nodes_of, places

NAME = "html_listed"


def recognise(page: Page) -> float:
    """0.85 if its JSON-LD tells of two articles; what stands on the page of them is cut."""
    return 0.85 if page.is_html and not says_single(page) and len(nodes_of(page)) >= 2 else 0.0


def split(page: Page) -> list[Draft]:
    """One article an entry of the list whose words stand on the page with prose of its own."""
    starters = [at for _, at in places(page, nodes_of(page))]
    return drafts_of(page, accepted(page, spread(page, starters)), NAME)
