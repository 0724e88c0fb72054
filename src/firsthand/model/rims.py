"""An article's first and last paragraphs in short, and those of them that are its outlet's and not its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Rim = Literal["head", "foot"]


@dataclass(frozen=True, slots=True)
class RimBlock:
    """A paragraph near the beginning or the end of an article's prose."""

    at: int  # which of the article's prose parts
    mark: int  # 48 bits of a hash of its words, years masked: two with one mark say the same
    words: int
    speaks: bool  # it speaks to readers, of rights, of a writer: "Subscribe", "©", "is a reporter"
    quotes: bool  # somebody is quoted in it, or said to have said something


@dataclass(frozen=True, slots=True)
class Rims:
    """All that is looked at, over the articles of one home, to tell what recurs there."""

    article_id: str
    homes: tuple[str, ...]  # the outlet and the republisher, folded; else the host of the page; sorted
    day: str | None  # published; None where the page does not say
    words: int  # of its prose, about
    parts: int  # of its prose
    sketch: tuple[int, ...]  # the least hashes of its first half: tells whether two are one text; sorted
    blocks: tuple[RimBlock, ...]  # in order


@dataclass(frozen=True, slots=True)
class Recurring:
    """A paragraph of an article that is boilerplate, with the evidence."""

    at: int  # which of the article's prose parts
    rim: Rim
    articles: int  # of this home, in which it stands so
    of: int  # articles of this home
    texts: int  # of those articles that are no copies of each other; counting stops where it is enough
    days: int  # on which they were published, as far as they say


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """The paragraphs of an article that stand at the rim of so many others of its home that they are none of its own words."""

    article_id: str
    home: str
    blocks: tuple[Recurring, ...]  # in order
