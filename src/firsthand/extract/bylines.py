"""Bylines as a page shows them: lines near the headline that markup, a link to an author's page or a word says are names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Sequence
from functools import lru_cache

from firsthand.extract.credits import Credit, credited, leads
from firsthand.extract.names import is_person
from firsthand.extract.page import Block, Page
from firsthand.extract.spots import found_at
from firsthand.model.articles import Byline
from firsthand.model.spans import Span

# classes of bylines: "article-byline", "metaInfoAuthorList", "author_name"; not "authority", "author-bio"
MARK = re.compile(
    r"(?:^|[-_ ]|(?<=[a-z]))(?:[Bb]y-?[Ll]ines?|[Aa]uthors?|[Aa]utor(?:es|in|en)?|[Aa]uteurs?|[Aa]utore|[Ss]kribent|[Ff]orfatter|"
    r"[Ww]riters?|[Rr]eporters?|[Jj]ournalists?|[Pp]enulis|[Cc]ontributors?)(?![a-z])"
)
NOT_MARK = re.compile(r"bio|avatar|image|related|comment|more|about|social|follow", re.IGNORECASE)
# ".../author/mara-venn/", "/autoren/name/mara-venn"; not "/authority", "/authors/"
ADDRESS = re.compile(
    r"/(?:authors?|autor(?:es|en)?|auteurs?|reporters?|journalists?|contributors?|staff|redakteure?|by|writers?)"
    r"/[^/?#]{2,80}(?:/[^/?#]{2,80})?/?(?:[?#].{0,80})?$",
    re.IGNORECASE,
)
NOT_NAME = re.compile(
    r"\b(?:bio|profile|more|view|follow|articles?|posts?|about|see|read|updated|published|share)\b", re.IGNORECASE
)
LONGEST = 160  # characters of a line of names
BEFORE, AFTER = 4, 3  # blocks before the headline and after the first paragraph in which a byline may stand
DEEP = 4  # innermost elements whose classes tell


def head_names(page: Page, blocks: Sequence[Block], top: int, first: int) -> list[tuple[Block, Credit]]:
    """Those that the lines around the headline name, of the first line that names anyone and those beside it."""
    low = max(0, (min(top, first) if top >= 0 else first) - BEFORE)
    found = list[tuple[Block, Credit]]()
    for n in range(low, min(len(blocks), first + AFTER)):
        block = blocks[n]
        if n == top or len(block.text) > LONGEST:
            continue
        new = [c for c in _named(page, block) if not NOT_NAME.search(c.name)]
        if not new and found:
            break
        found += [(block, c) for c in new if c.name not in {x.name for _, x in found}]
    return found


def _named(page: Page, block: Block) -> list[Credit]:
    text = block.text
    linked = [link.span for link in block.links if ADDRESS.search(link.href)]
    if linked:
        return [c for span in linked for c in credited(text, span)]
    told = next(leads(text), None)
    if told is not None and not text[: told[2]].strip():
        return (credited(text, told[1]) or _given(text, told[1])) if told[0] == "wrote" else []
    if not _is_marked(page, block):
        return []
    inner = [s for s in _inside(page, block) if is_person(" ".join(s.of(text).split()))]
    return [c for span in inner for c in credited(text, span)] or credited(text, Span(0, len(text)))


def _given(text: str, span: Span) -> list[Credit]:
    """What a line says outright after "By", though it reads like no name: 'TPN' of 'By TPN, in News'."""
    name = re.match(r"[^\W\d_][\w.&’'-]{1,20}(?:\s[^\W\d_][\w.’'-]{1,20})?(?=\s*(?:[,|·•]|$))", span.of(text))
    if name is None or name[0][0].islower():
        return []
    return [Credit(name[0], Span(span.start, span.start + name.end()), Byline("outlet", None, None, "wrote"))]


def lone_name(blocks: Sequence[Block], first: int, chosen: Collection[int]) -> list[tuple[Block, Credit]]:
    """Persons alone in one of the first lines of the prose (`chosen`: ids of blocks): 'Mara Venn/Joss Ilk'."""
    for block in blocks[first : first + AFTER]:
        if id(block) not in chosen:
            continue
        if len(block.text) <= LONGEST // 2 and (found := credited(block.text, Span(0, len(block.text)))):
            said = sum(len(c.span) for c in found)
            if all(_is_sure(c) for c in found) and said >= len(block.text) - 4 * len(found):
                return [(block, c) for c in found]
    return []


def _is_sure(credit: Credit) -> bool:
    """Whether a name without any sign beside it is a person's; three words in capitals are rather a subhead."""
    return credit.byline.party == "person" and (not credit.name.isupper() or len(credit.name.split()) == 2)


def _is_marked(page: Page, block: Block) -> bool:
    near = [page.elements[i].attrs for i in block.path[-DEEP:]]
    if any(held.get("itemprop") == "author" or "author" in held.get("rel", "") for held in near):
        return True
    return any(_marks(words) for held in near if (words := held.get("class")))


@lru_cache(4096)
def _marks(classes: str) -> bool:
    return any(MARK.search(c) and not NOT_MARK.search(c) for c in classes.split())


def _inside(page: Page, block: Block) -> list[Span]:
    """What the elements inside a block hold, in order: of three names without a comma, each."""
    first = bisect_left(page.elements, block.span.start, key=lambda e: e.start)
    spans = list[Span]()
    for element in page.elements[max(0, first - 1) :]:
        if element.start > block.span.end:
            break
        if (span := found_at(block, Span(element.start_end, element.end))) is not None and span not in spans:
            spans.append(span)
    return spans
