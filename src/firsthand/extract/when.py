"""Lines that tell when: a day, a time of day, alone or beside a name."""

from __future__ import annotations

import re
from functools import lru_cache

from firsthand.extract.dates import dates_in
from firsthand.extract.page import Block, Page

# "3 May 2031", "2031年5月3日", "03.05.2031"; not "in 2031"
DAY = re.compile(
    r"(?<!\d)(?:19|20)\d\d(?:[-./]\d{1,2}[-./]\d{1,2}| ?[年년] ?\d{1,2} ?[月월])"
    r"|(?<!\d)\d{1,2}[-./ ](?:[^\W\d]{3,12}|\d{1,2})[-./, ]{1,2}(?:19|20)\d\d(?!\d)"
)
WORDED = re.compile(r"[^\W\d]{3,12}\.? \d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\d\d(?!\d)")  # "May 3, 2031"
CLOCK = re.compile(r"(?<![\d:.])(?:[01]?\d|2[0-3])[:.h][0-5]\d(?![\d:.]\d)")
LONGEST_DATED = 110  # characters: a line of date, writer and outlet
LETTERS = re.compile(r"[^\W\d_]+")
OTHER_WORDS = 5  # of a date and what stands beside it: "Tidewire, Saturday, May 3, 2031"; a headline has more


def is_dated(page: Page, block: Block) -> bool:
    """Whether a line tells when: with a year, a time of day or a `<time>`, and little else."""
    if len(block.text) > LONGEST_DATED:
        return False
    return any(page.elements[i].tag == "time" for i in block.path[-2:]) or _says_when(block.text)


@lru_cache(4096)  # every way of cutting a page asks it of the same lines
def _says_when(text: str) -> bool:
    if DAY.search(text) or (len(text) <= 40 and CLOCK.search(text)):
        return True
    return next(dates_in(text), None) is not None


def is_only_when(page: Page, block: Block) -> bool:
    """Whether a line tells when and nothing else to speak of: '14:05', 'Saturday, May 3, 2031'; not '14:05 Ferries sail'."""
    if not is_dated(page, block):
        return False
    words = [w for w in LETTERS.findall(CLOCK.sub(" ", block.text)) if len(w) > 2]
    return len(words) <= OTHER_WORDS
