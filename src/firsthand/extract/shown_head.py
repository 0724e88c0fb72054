"""What stands around a headline and is marked by nothing that head lines know: more names, a date."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from firsthand.extract.accounts import Said
from firsthand.extract.bylines import head_names, lone_name
from firsthand.extract.dates import dates_in
from firsthand.extract.draft import credit_datum, datum
from firsthand.extract.names import is_person
from firsthand.extract.page import Block, Page
from firsthand.lang import get
from firsthand.model.articles import Datum

NEAR = 4  # blocks around the headline
LONGEST_DATED = 90  # characters of a line that may say when
MOST_BESIDE = 45  # characters beside its date: a caption has more
UNDER = 15  # blocks under the article's last in which a labelled date may stand, as topics may
LONGEST_LABELLED = 160  # characters of a line that may say what its date is
# "Essay - Published: 2031.05.03" says "Published"
LABEL = re.compile(r"(?:^|[-\u2013\u2014|\u00b7\u2022(]\s*)(?P<label>[^\W\d_][\w ]{2,24}?)\s*:?\s*$")


def more_names(
    page: Page, blocks: Sequence[Block], top: int, prose_at: int, chosen: Collection[int], data: Sequence[Datum]
) -> list[Datum]:
    """The names around the headline that `data` lacks; where no person is, those that open the prose.

    `top` and `prose_at` are the headline's and the first paragraph's places among the blocks.
    """
    found = head_names(page, blocks, top, prose_at)
    have = {d.value for d in data if d.kind == "byline"}
    if not any(is_person(name) for name in (*(c.name for _, c in found), *have)):
        found = lone_name(blocks, prose_at, chosen) or found
    return [credit_datum(c, block, "byline") for block, c in found if c.name not in have]


def loose_dates(blocks: Sequence[Block], top: int, prose_at: int) -> list[Said]:
    """The first date of a short line around the headline, for pages of which no account says when."""
    for block in blocks[max(0, top - NEAR) : prose_at + NEAR]:
        found = next(dates_in(block.text), None) if len(block.text) <= LONGEST_DATED else None
        if found is not None and len(block.text) - len(found.span) <= MOST_BESIDE:
            return [Said("shown", "", datum("published", found.edtf, "header_line", block, found.span))]
    return []


def labelled_dates(blocks: Sequence[Block], top: int, prose_at: int, chosen: Collection[int]) -> list[Said]:
    """The first date around the headline, or under the last of the article's blocks (ids: `chosen`), that is said to be that
    of publication: 'Posted on 3 May 2031 by Mara Venn', 'Datum 03.05.2031'.
    """
    last = max((n for n, b in enumerate(blocks) if id(b) in chosen), default=len(blocks))
    for block in (*blocks[max(0, top - NEAR) : prose_at + NEAR], *blocks[last + 1 : last + 1 + UNDER]):
        found = next(dates_in(block.text), None) if len(block.text) <= LONGEST_LABELLED else None
        label = LABEL.search(block.text[: found.span.start]) if found else None
        kind = get("en").dictionary("header_dates").get(label["label"].casefold()) if label else None
        if found is not None and kind == "published":
            return [Said("shown", "", datum("published", found.edtf, "header_line", block, found.span))]
    return []
