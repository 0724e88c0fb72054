"""Any text file that no other layout knows: one article."""

from __future__ import annotations

from firsthand.extract.compose import compose
from firsthand.extract.draft import Draft
from firsthand.extract.page import Page
from firsthand.extract.textlines import headline_at

NAME = "fallback"


def recognise(page: Page) -> float:
    """Any text file, and less than any other. A web page without prose has no article."""
    return 0.0 if page.is_html else 0.01


def split(page: Page) -> list[Draft]:
    """One article of all the lines from the headline on; none only if there is no letter on the page."""
    blocks = [b for b in page.blocks if any(c.isalnum() for c in b.text)]
    return [compose(blocks[headline_at(blocks) :], NAME)] if blocks else []
