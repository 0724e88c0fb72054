"""Topics as a page shows them under its article: a row of links that markup or addresses say are tags."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from firsthand.extract.draft import datum
from firsthand.extract.page import Block, Page
from firsthand.model.articles import Datum
from firsthand.model.spans import Span

# classes of a row of tags: "article-tags", "articleTag", "topic-list"; not "stage", "vintage", "taglines"
MARK = re.compile(
    r"(?:^|[-_ ]|(?<=[a-z]))(?:[Tt]ags?|[Tt]opics?|[Kk]eywords?|[Tt]hemen|[Ss]chlagw\w{1,12}|[Hh]ashtags?)(?![a-z])"
)
# ".../tag/ports", "/topics/ports", "/thema/hafen"; not "/stage/ports"
ADDRESS = re.compile(
    r"/(?:tags?|topics?|t|themen?|tema|temas|tags?-\w{2,20}|sujets?|keywords?|schlagw\w{1,12}|hashtag|etiquetas?|person|organisation)/[^/?#]{2,80}",
    re.IGNORECASE,
)
LONGEST = 60  # characters of a topic
NEAR = 15  # blocks under the last paragraph that are looked at
DEEP = 4


def shown_topics(page: Page, chosen: Collection[int]) -> list[Datum]:
    """The topics of the first row of them under the article's last block, each once. `chosen`: ids of its blocks."""
    last = max((i for i, b in enumerate(page.blocks) if id(b) in chosen), default=len(page.blocks))
    found, missed = list[Datum](), 0
    for block in page.blocks[last + 1 : last + 1 + NEAR]:
        new = _topics(page, block)
        missed = 0 if new else missed + 1
        if found and missed:
            break
        found += new
    return list({d.value.casefold(): d for d in reversed(found)}.values())[::-1]


def _topics(page: Page, block: Block) -> list[Datum]:
    links = [link for link in block.links if len(link.span) <= LONGEST]
    if not links or sum(len(x.span) for x in links) < 0.7 * len(block.text):
        return []
    marked = any(_marks(words) for i in block.path[-DEEP:] if (words := page.elements[i].attrs.get("class")))
    held = [x for x in links if marked or ADDRESS.search(x.href)]
    return [d for x in held if (d := _topic(block, x.span)) is not None]


def _topic(block: Block, span: Span) -> Datum | None:
    at = Span(span.start + len(span.of(block.text)) - len(span.of(block.text).lstrip("#")), span.end).trim(block.text)
    words = " ".join(at.of(block.text).rstrip(",").split())
    return datum("tag", words, "footer", block, at) if any(map(str.isalpha, words)) else None


@lru_cache(4096)
def _marks(classes: str) -> bool:
    return any(MARK.search(c) for c in classes.split())
