"""Where articles begin among the lines of a text dump."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from firsthand.extract.foots import footer
from firsthand.extract.head_clauses import is_lone_name
from firsthand.extract.head_settled import known_head
from firsthand.extract.header import furniture, head_line
from firsthand.extract.page import Block
from firsthand.extract.page_names import is_period
from firsthand.lang.outlet_names import sounds_like_outlet

PROSE_LENGTH = 140  # characters: a line this long is a paragraph of a story, whatever else it looks like
SENTENCE_LENGTH = 80
TITLE_LENGTH = 200
# a site's name or motto at the head of a page: so short, and of its words the article below tells so few of the share that
# it tells of its own headline's
LONGEST_NAME, TELLS, AGAIN = 60, 1 / 3, 1 / 3
WORD = re.compile(r"[^\W\d_]{5,}")  # shorter ones are mostly grammar
ON_A_DAY = re.compile(r",\s(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$")
STEM, STORY = 6, 30  # letters of a word that count, lines of the story that are looked at
NEAR = 3  # lines between a headline and its head line: a deck, a caption, the deck once more


def head_lines(blocks: Sequence[Block]) -> list[int]:
    """The lines that say who, where or when."""
    return [i for i, b in enumerate(blocks) if head_line(b.text) is not None]


def is_sentence(text: str) -> bool:
    """Whether a line ends as a sentence does."""
    return text.rstrip("”’\"')] \xa0")[-1:] in {".", "!", "…", ";", ","} or text.rstrip()[-1:] == ":"


def is_prose(text: str) -> bool:
    """Whether a line is a paragraph of a story: long, or rather long and a sentence."""
    return len(text) >= PROSE_LENGTH or (len(text) >= SENTENCE_LENGTH and is_sentence(text) and head_line(text) is None)


def is_title(text: str) -> bool:
    """Whether a line can be a headline: short, no sentence, no furniture, no head line."""
    return (
        3 <= len(text) <= TITLE_LENGTH
        and not is_sentence(text)
        and furniture(text) is None
        and footer(text) is None
        and head_line(text) is None
        and any(c.isalpha() for c in text)
    )


def starts(blocks: Sequence[Block]) -> list[int]:
    """The lines at which articles begin: the headline above each head line that has prose below it."""
    found, heads = list[int](), list[int]()
    taken = -1
    for i in head_lines(blocks):
        if i <= taken or not _prose_below(blocks, i):
            continue
        first = _headline_above(blocks, i, taken)
        if first is not None and (not found or first > found[-1]):
            found.append(first)
            heads.append(i)
            taken = i
            while taken + 1 < len(blocks) and not is_prose(blocks[taken + 1].text):
                taken += 1  # more head lines, captions and decks, down to the first paragraph
    if found:
        titles = [[j for j in range(a, b) if is_title(blocks[j].text)] for a, b in zip(found, heads, strict=True)]
        found[0] = _below_names(blocks, titles, heads[0])
    return found


def headline_at(blocks: Sequence[Block], end: int | None = None) -> int:
    """The line at which a page's first article begins, its page's head left above; 0 if nothing tells.

    `end` is where that article is known to end: what begins after it tells nothing of it. Of a head that only looks like one
    ("Notes from Lesk (blog), Saturday 3 May 2031") the headline above counts.
    """
    if (found := starts(blocks)) and (end is None or found[0] < end):
        return found[0]
    prose = next((i for i, b in enumerate(blocks[:end]) if is_prose(b.text)), len(blocks[:end]))
    said = ((i, known_head(blocks[i].text)) for i in range(1, prose))
    dated = next((i for i, head in said if head is not None and head.of("published")), None)
    if dated is not None and (above := _headline_above(blocks, dated, -1)) is not None:
        return above
    titles = [i for i in range(prose) if is_title(blocks[i].text) and not _runs_on(blocks, i)]
    return titles[-1] if titles else 0


def _runs_on(blocks: Sequence[Block], i: int) -> bool:
    """Whether a line is cut in the middle of a sentence, as lines wrapped at a width are."""
    below = blocks[i + 1] if i + 1 < len(blocks) else None
    return below is not None and below.paragraph == blocks[i].paragraph and below.text[:1].islower()


def _below_names(blocks: Sequence[Block], titles: Sequence[Sequence[int]], head: int) -> int:
    """The first article's headline among the titles above its head line, of which a site's name and motto may be some.

    Where no other article has a deck that reads like a title, it is the last, unless that reads like the deck of one that the
    article tells again no less. Else it is the first that the article tells again.
    """
    first, *others = titles
    first = [j for j in first if not is_period(blocks[j].text) and not is_outlet(blocks[j].text)] or first
    alone = bool(others) and all(len(t) == 1 for t in others)
    has_deck = len(first) > 1 and _is_deck(blocks[first[-1]].text, blocks[first[-2]].text)
    if alone and not has_deck:
        return first[-1]
    below = (b.text for b in blocks[head + 1 :])
    story = list(itertools.takewhile(lambda text: footer(text) is None, below))[:STORY]
    words = {w.casefold()[:STEM] for text in story if is_prose(text) for w in WORD.findall(text)}
    shares = [_share(blocks[j].text, words) for j in first]
    if alone:
        return first[-2] if shares[-2] >= shares[-1] and shares[-2] > AGAIN else first[-1]
    told = (
        j for j, x in zip(first, shares, strict=True) if len(blocks[j].text) > LONGEST_NAME or x > TELLS * max(shares)
    )
    return next(told, first[0]) if max(shares) >= AGAIN else first[0]


def _share(title: str, words: set[str]) -> float:
    held = {w.casefold()[:STEM] for w in WORD.findall(title)}
    return len(held & words) / len(held) if held else 0.0


def _prose_below(blocks: Sequence[Block], i: int) -> bool:
    return any(len(b.text) >= PROSE_LENGTH or is_sentence(b.text) for b in blocks[i + 1 : i + 8])


def _headline_above(blocks: Sequence[Block], i: int, floor: int) -> int | None:
    """The nearest title at most NEAR lines above; a deck, a second deck or an outlet's name may stand between."""
    for j in range(i - 1, max(floor, i - 2 - NEAR), -1):
        text = blocks[j].text
        if is_title(text):
            passed = _is_deck(text, blocks[j - 1].text) or is_outlet(text)
            if j - 1 > floor and passed and is_title(blocks[j - 1].text):
                continue
            return j
        if len(text) > 400 or footer(text):
            return None
    return None


def is_outlet(text: str) -> bool:
    """Whether a line is an outlet's name and nothing else but a weekday, and no title: 'Darma Post', 'Darma Post, Sunday'."""
    name = ON_A_DAY.sub("", text)
    return is_lone_name(name) and sounds_like_outlet(name)


def _is_deck(text: str, above: str) -> bool:
    """Whether a line under a headline says more of it: much longer. A deck printed twice is passed over one by one."""
    return text == above or (len(text) > 60 and len(text) > 1.4 * len(above) and len(above) >= 20)
