"""A text dump whose layout nobody told: what each line is, is learnt; which lines make articles, a grammar says."""

from __future__ import annotations

from firsthand.extract.compose_lines import drafts
from firsthand.extract.draft import Draft
from firsthand.extract.line_evidence import read_lines
from firsthand.extract.page import Page

NAME = "textdump_learnt"
FEWEST_LINES = 4  # of a page with two articles: each a title and a paragraph


def recognise(page: Page) -> float:
    """Less than layouts of which two articles show, more than those of which one does; whether it is so, `split` finds."""
    return 0.95 if not page.is_html and len(page.blocks) >= FEWEST_LINES else 0.0


def split(page: Page) -> list[Draft]:
    """The articles if the page surely holds several; none if it may be a single one."""
    reading = read_lines(page)
    return drafts(page, reading, NAME) if len(reading.cuts) > 1 else []
