"""A text dump whose layout nobody told: what each line is, is learnt; which lines make articles, a grammar says."""

from __future__ import annotations

from firsthand.extract.compose_lines import drafts
from firsthand.extract.draft import Draft
from firsthand.extract.line_borders import Reading
from firsthand.extract.line_evidence import read_lines
from firsthand.extract.page import Page
from firsthand.extract.textlines import headline_at, is_outlet

NAME = "textdump_learnt"
FEWEST_LINES = 4  # of a page with two articles: each a title and a paragraph
# Of a page of one article: the share of its characters that the article holds, from which on there is nothing to leave
# out; and the share of its long lines that must be the article's prose, else the reading is not to be trusted
NOTHING_AROUND, MOSTLY_PROSE = 0.9, 0.7
LONG = 100  # characters


def recognise(page: Page) -> float:
    """Less than layouts of which two articles show, more than those of which one does; whether it is so, `split` finds."""
    return 0.95 if not page.is_html and len(page.blocks) >= FEWEST_LINES else 0.0


def split(page: Page) -> list[Draft]:
    """The articles if the page surely holds several; the one in a page full of other things; none of a plain text."""
    reading = read_lines(page)
    if len(reading.cuts) > 1 or (reading.cuts and _stands_out(page, reading)):
        return drafts(page, reading, NAME)
    return []


def _stands_out(page: Page, reading: Reading) -> bool:
    """Whether the one article is surely told from what is around it: menus above, teasers below."""
    (cut,) = reading.cuts
    blocks = page.blocks
    if "title" not in reading.roles[cut.start : cut.end]:
        return False
    held = sum(len(b.text) for b in blocks[cut.start : cut.end]) / sum(len(b.text) for b in blocks)
    if held >= NOTHING_AROUND and (headline_at(blocks) == cut.start or is_outlet(blocks[cut.start].text)):
        return False  # nothing is around it, or its headline was left above
    long = [i for i, b in enumerate(blocks) if len(b.text) > LONG]
    prose = [i for i in long if cut.start <= i < cut.end and reading.roles[i] == "prose"]
    return sum(len(blocks[i].text) for i in prose) >= MOSTLY_PROSE * sum(len(blocks[i].text) for i in long)
