"""The shapes that steps and the runner share: what a step takes, what it makes, how far a run has come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from firsthand.model.articles import Article, Capture
from firsthand.model.findings import Chain, Entity, Family, Fingerprints, ReuseLink
from firsthand.model.judgements import Judgement
from firsthand.model.problems import Problem
from firsthand.model.readings import Attribution, Mention, MentionKind, PlaceRef, Quantity, TimeRef
from firsthand.model.spans import Span

StepName = Literal["extract", "shingle", "link", "read", "family", "resolve", "trace"]
Per = Literal["capture", "article", "record"]
Reading = Mention | Attribution | TimeRef | PlaceRef | Quantity
Row = Article | Fingerprints | ReuseLink | Reading | Family | Entity | Chain


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A line of the extraction report: a stretch of the capture that is in no article, and why."""

    span: Span  # of the capture's decoded text
    why: str


@dataclass(frozen=True, slots=True)
class ExtractInput:
    capture: Capture
    text: str  # decoded by `capture.charset`, line ends and byte-order mark untouched
    judgements: tuple[Judgement, ...] = ()


@dataclass(frozen=True, slots=True)
class ShingleInput:
    article: Article


@dataclass(frozen=True, slots=True)
class LinkInput:
    """An article and the candidates before it (by id) that share fingerprints with it."""

    article: Article
    candidates: tuple[Article, ...]
    common: tuple[
        int, ...
    ] = ()  # fingerprints of theirs that stand in so many texts that they are nobody's: boilerplate


@dataclass(frozen=True, slots=True)
class ReadInput:
    article: Article
    judgements: tuple[Judgement, ...] = ()  # those anchored in the article's region


@dataclass(frozen=True, slots=True)
class ArticleCard:
    """An article without its text: what deciding on families needs."""

    id: str
    outlet: str | None
    published: str | None  # EDTF
    words: int


@dataclass(frozen=True, slots=True)
class FamilyInput:
    articles: tuple[ArticleCard, ...]  # those with links only
    links: tuple[ReuseLink, ...]


@dataclass(frozen=True, slots=True)
class NameUse:
    """How often a name stands in the record, and in what forms."""

    kind: MentionKind
    name: str  # Mention.name
    forms: tuple[str, ...]  # as written, sorted
    articles: int


@dataclass(frozen=True, slots=True)
class NamePair:
    """A person's decision on two names."""

    same: bool
    a: str
    b: str
    judgement_id: str


@dataclass(frozen=True, slots=True)
class ResolveInput:
    names: tuple[NameUse, ...]
    decided: tuple[NamePair, ...] = ()


@dataclass(frozen=True, slots=True)
class TraceInput:
    """An article with its readings, the links by which it has its words from others, and those others."""

    article: Article
    mentions: tuple[Mention, ...]
    attributions: tuple[Attribution, ...]
    links: tuple[ReuseLink, ...] = ()  # from_article is this article
    others: tuple[Article, ...] = ()


Payload = ExtractInput | ShingleInput | LinkInput | ReadInput | FamilyInput | ResolveInput | TraceInput


@dataclass(frozen=True, slots=True)
class Result:
    """What a step made of one unit."""

    rows: tuple[Row, ...]
    problems: tuple[Problem, ...] = ()
    left_out: tuple[LeftOut, ...] = ()  # extract only


@dataclass(frozen=True, slots=True)
class Unit:
    """The smallest piece that can be redone alone. `digest` is of everything its result depends on."""

    id: str  # the capture's or article's id; "record" for a step over the whole record
    digest: str


@dataclass(frozen=True, slots=True)
class Step:
    name: StepName
    version: int  # bumped whenever a result changes
    per: Per
    takes: tuple[type, ...]
    makes: tuple[type, ...]
    work: Callable[..., Result] = field(repr=False)  # pure: payload -> Result
    # payloads of one likeness (None: of no other's) give results that `carry` makes from each other: (result, payload, other)
    likeness: Callable[..., str | None] | None = field(default=None, repr=False)
    carry: Callable[..., Result] | None = field(default=None, repr=False)
    uses_pack: bool = False  # its digest then holds the language packs' and models' digests


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run has come. `of` may grow while it runs."""

    step: str
    done: int
    of: int
    problems: int = 0
