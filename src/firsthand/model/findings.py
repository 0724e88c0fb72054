"""What several articles say together: copies, parties, chains."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from firsthand.model.readings import MentionKind
from firsthand.model.spans import Span

ReuseKind = Literal["verbatim", "edited", "excerpt", "update", "merge"]
Direction = Literal["declared", "linked", "dated", "contained", "unknown"]
HopKind = Literal[
    "archive", "republisher", "outlet", "relay", "venue", "document", "person", "organisation", "group", "unnamed"
]
HopHow = Literal["republishes", "credits", "cites", "links", "told", "same_words", "speaks"]


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """Winnowed hashes of an article's prose, sorted, each once: what copies are searched by."""

    article_id: str
    hashes: tuple[int, ...]  # unsigned 63-bit, so that both databases hold them as integers


@dataclass(frozen=True, slots=True)
class Passage:
    """The same words in two articles; spans of each one's text."""

    from_span: Span
    to_span: Span


@dataclass(frozen=True, slots=True)
class ReuseLink:
    """One article shares passages with another. `from_article` is the one that has it from the other, as far as known."""

    id: str
    from_article: str
    to_article: str
    passages: tuple[Passage, ...]
    kind: ReuseKind
    coverage_from: float  # share of the words of `from_article` that stand in a passage, 0 to 1
    coverage_to: float
    direction: Direction  # by what the direction is told; "unknown": the order of the two says nothing
    why: str  # in words, for people


@dataclass(frozen=True, slots=True)
class Family:
    """Articles that are one text. Every article is in at most one; an article without copies is in none."""

    id: str
    articles: tuple[str, ...]  # sorted
    founder: str | None  # the one the others have it from, where the evidence says so
    founder_why: str


@dataclass(frozen=True, slots=True)
class Entity:
    """The someone that names name. Its mentions are those whose (kind, name) is among `keys`."""

    id: str
    kind: MentionKind
    name: str  # one of `names`
    names: tuple[str, ...]  # every form as written, each once
    keys: tuple[str, ...]  # the mention names that were joined
    why: str  # the reasons of the joins


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a chain. `party` is null only for an outlet that the page does not state."""

    party: str | None
    kind: HopKind
    how: HopHow
    article_id: str  # whose capture `capture_span` is of
    capture_span: Span | None
    words: str | None


@dataclass(frozen=True, slots=True)
class Chain:
    """The way a report came: from the page to where it ends."""

    id: str
    article_id: str
    attribution_id: str
    hops: tuple[Hop, ...]  # in order from the page to the origin
    origin: str | None  # the party the chain ends at
    origin_named: bool
    reaches_origin: bool
    breaks: str | None  # where and why it ends short of an origin; None if it reaches one
