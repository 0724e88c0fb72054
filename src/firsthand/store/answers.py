"""What the record answers: frozen shapes that faces show and the API gives as they are."""

from __future__ import annotations

from dataclasses import dataclass

from firsthand.model.articles import Article, Capture
from firsthand.model.findings import (
    Chain,
    Claim,
    Discrepancy,
    Entity,
    Event,
    Family,
    Likely,
    Place,
    ReuseLink,
    Revision,
    Series,
)
from firsthand.model.judgements import Judgement
from firsthand.model.problems import Problem
from firsthand.model.readings import Attribution, EventMention, Mention, PlaceRef, Quantity, TimeRef
from firsthand.model.spans import Span
from firsthand.model.units import LeftOut


@dataclass(frozen=True, slots=True)
class Hit:
    """An article in a list."""

    id: str
    capture_id: str
    title: str | None
    outlet: str | None
    published: str | None  # EDTF
    declared_source: str | None
    language: str | None
    snippet: str  # words of the article, around the first word that was asked for
    snippet_marks: tuple[Span, ...]  # the words asked for, in the snippet
    attributions: int
    family_size: int  # 1: no copies known


@dataclass(frozen=True, slots=True)
class Facet:
    """One value of a facet, and how many of the articles found have it."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class SearchPage:
    query: str
    page: int  # from 1
    per_page: int
    total: int
    hits: tuple[Hit, ...]
    facets: tuple[tuple[str, tuple[Facet, ...]], ...]  # by name: outlet, source_kind, language, speaker

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.per_page))

    def facet(self, name: str) -> tuple[Facet, ...]:
        return next((values for found, values in self.facets if found == name), ())


@dataclass(frozen=True, slots=True)
class ArticlePage:
    article: Article
    capture: Capture
    attributions: tuple[Attribution, ...]
    mentions: tuple[Mention, ...]
    times: tuple[TimeRef, ...]
    places: tuple[PlaceRef, ...]  # one for each mention of a place
    quantities: tuple[Quantity, ...]
    chains: tuple[Chain, ...]
    family: Family | None
    siblings: tuple[Hit, ...]  # the other articles of the family
    links: tuple[ReuseLink, ...]  # from it and to it
    linked: tuple[Hit, ...]  # the articles at the other ends
    entities: tuple[Entity, ...]  # those it mentions
    problems: tuple[Problem, ...]
    left_out: tuple[LeftOut, ...]  # of its capture
    judgements: tuple[Judgement, ...]  # those anchored in its region


@dataclass(frozen=True, slots=True)
class ArticleRead(Article):
    """An article with what was read from it: what `show` tells of it."""

    mentions: tuple[Mention, ...]
    attributions: tuple[Attribution, ...]
    times: tuple[TimeRef, ...]
    places: tuple[PlaceRef, ...]
    quantities: tuple[Quantity, ...]
    event_mentions: tuple[EventMention, ...]


@dataclass(frozen=True, slots=True)
class EntityPage:
    entity: Entity
    articles: tuple[Hit, ...]  # that mention it
    attributions: tuple[Attribution, ...]  # whose speaker it is
    mentions: int


@dataclass(frozen=True, slots=True)
class EventPage:
    """An event with the articles its accounts stand in."""

    event: Event
    articles: tuple[Article, ...]  # by id
    families: tuple[tuple[str, str], ...]  # article and family, of those that have copies
    discrepancies: tuple[Discrepancy, ...] = ()
    series: tuple[Series, ...] = ()


@dataclass(frozen=True, slots=True)
class StepStatus:
    step: str
    version: int
    done: int
    failed: int
    due: int  # units to be done by the next run


@dataclass(frozen=True, slots=True)
class Status:
    where: str
    counts: tuple[tuple[str, int], ...]  # by kind
    bytes_kept: int  # of the originals, before compression
    steps: tuple[StepStatus, ...]
    problems: tuple[tuple[str, int], ...]  # by code

    def count(self, kind: str) -> int:
        return dict(self.counts).get(kind, 0)


@dataclass(frozen=True, slots=True)
class VerifyReport:
    captures: int
    articles: int
    spans: int  # how many places were checked
    faults: tuple[str, ...]  # in words; none: the record is whole

    @property
    def whole(self) -> bool:
        return not self.faults


@dataclass(frozen=True, slots=True)
class Stands:
    """Where words that a person decided on belong, before and after: ids, and of how many readings each is made."""

    words: str
    before: str | None
    before_size: int
    after: str | None
    after_size: int


@dataclass(frozen=True, slots=True)
class Decision:
    """A judgement with what it changed."""

    judgement: Judgement
    stands: tuple[Stands, ...]  # its target, and the other of a pair
    problems: tuple[Problem, ...]  # that were not there before


@dataclass(frozen=True, slots=True)
class RunReport:
    done: int  # units redone
    problems: int
    steps: tuple[tuple[str, int], ...]  # units redone by step


@dataclass(frozen=True, slots=True)
class AddReport:
    new: int
    known: int  # their bytes stood in the record already
    problems: tuple[Problem, ...]
    captures: tuple[str, ...]  # ids of all that could be read, new and known
    run: RunReport | None = None

    @property
    def read(self) -> int:
        return self.new + self.known


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """A claim with all that its page quotes."""

    claim: Claim
    articles: tuple[Article, ...]  # of its members and of the hops of their chains
    attributions: tuple[Attribution, ...]  # of its members
    chains: tuple[Chain, ...]  # of those
    discrepancies: tuple[Discrepancy, ...]
    likely: tuple[tuple[Likely, Claim], ...]  # claims that may be the same, likeliest first


@dataclass(frozen=True, slots=True)
class SeriesPage:
    series: Series
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class FamilyPage:
    """Articles that are one text, with who has it from whom."""

    family: Family
    articles: tuple[Article, ...]
    links: tuple[ReuseLink, ...]  # between them


@dataclass(frozen=True, slots=True)
class WordsPage:
    """Two articles with what differs between them."""

    old: Article
    new: Article
    revision: Revision


Listed = Event | Claim | Discrepancy | Series  # what several articles say together, as lists show it


def called_by(found: Listed) -> Place:
    """The words that a finding is called by: an event's or claim's own, else those of its first value or figure."""
    if isinstance(found, Event | Claim):
        return found.words
    first = found.values[0] if isinstance(found, Discrepancy) else found.points[0]
    return Place(first.article_id, first.span)


@dataclass(frozen=True, slots=True)
class FoundPage:
    """A page of findings of one kind."""

    kind: str
    page: int  # from 1
    per_page: int
    total: int
    rows: tuple[Listed, ...]
    articles: tuple[Article, ...]  # that the words stand in which they are called by

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.per_page))


@dataclass(frozen=True, slots=True)
class Past:
    """A judgement in the history of something."""

    judgement: Judgement
    things: tuple[str, ...]  # ids of what is read now where it points
    undone: Judgement | None = None  # the one that withdrew or replaced it

    @property
    def stands(self) -> bool:
        return self.undone is None


@dataclass(frozen=True, slots=True)
class Asked:
    """Words that a review asks about, in their sentence."""

    article: Article
    span: Span


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """One thing for a person's yes or no."""

    kind: str  # attribution, name, event, claim, discrepancy
    ids: tuple[str, ...]  # one; or two that are one, or not
    sure: float  # how sure the machine is of what it shows, 0 to 1
    why: str
    asked: tuple[Asked, ...]
    saw: str  # what is handed back with the answer


@dataclass(frozen=True, slots=True)
class ReviewPage:
    item: ReviewItem | None  # the least sure one
    left: tuple[tuple[str, int], ...]  # how many of each kind
    later: int  # how many this person put off


@dataclass(frozen=True, slots=True)
class JudgedPage:
    """Decisions, newest first."""

    rows: tuple[Past, ...]
    page: int
    per_page: int
    total: int
    people: tuple[tuple[str, int], ...]  # who decided how often

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.per_page))
