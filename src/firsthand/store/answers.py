"""What the record answers: frozen shapes that faces show and the API gives as they are.

Long, since it is a list: one shape for each kind of answer.
"""

from __future__ import annotations

from dataclasses import dataclass

from firsthand.model.articles import Article, Capture
from firsthand.model.custody import Stamped
from firsthand.model.findings import (
    Chain,
    Claim,
    Discrepancy,
    Entity,
    Event,
    Family,
    Hop,
    HopKind,
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
class SaidHit:
    """An attribution that a search asked for, in its article."""

    id: str
    speaker: str | None
    source_kind: str
    stance: str
    words: str  # its content, on one line, shortened
    marks: tuple[Span, ...]  # the words asked for, in `words`
    capture_span: Span | None  # where its content stands in the original


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
    added: str | None = None  # instant, ISO 8601 UTC, at which its capture was taken in
    capture_span: Span | None = None  # where the first words asked for stand in the original
    said: tuple[SaidHit, ...] = ()  # the attributions asked for, the first few
    said_count: int = 0
    folded: int = 0  # other articles found of its family, where a list shows families
    family: str | None = None  # its id, of an article with copies


@dataclass(frozen=True, slots=True)
class Facet:
    """One value of a facet, and how many of the articles found have it."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Histogram:
    """How many of the articles found were published when."""

    grain: str  # day, month, year
    bins: tuple[Facet, ...]  # "2031-03" and how many; in order, empty ones between them too
    coarser: int = 0  # dated, but not to the grain
    undated: int = 0


@dataclass(frozen=True, slots=True)
class SearchPage:
    query: str
    page: int  # from 1
    per_page: int
    total: int  # articles
    hits: tuple[Hit, ...]
    facets: tuple[tuple[str, tuple[Facet, ...]], ...]  # by name, see `store.asking.FACETS`
    order: str = "newest"
    fold: bool = False  # whether a hit stands for its family
    rows: int = 0  # hits on all pages: articles, or families where they are folded
    histogram: Histogram | None = None
    hints: tuple[str, ...] = ()  # what may have been meant, where a name is not in the record

    @property
    def pages(self) -> int:
        return max(1, -(-self.rows // self.per_page))

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
    custody: str | None = (
        None  # hash of the last custody line: noted down elsewhere, it proves that nothing before it changed
    )

    stamps: tuple[Stamped, ...] = ()  # what time-stamping authorities say of the chain

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
class ImportReport:
    """What an export brought into a record."""

    given: int  # originals that the export has
    new: int
    judgements: int  # that were new
    problems: tuple[Problem, ...]
    run: RunReport | None = None


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
class Passing:
    """A party that another has reports from, or that has them from it."""

    party: str
    kind: HopKind  # of the one that has a report from the other
    entity: str | None  # its dossier, where it has one
    articles: int  # that say so
    examples: tuple[Hop, ...]  # the words that say so, of up to three articles


@dataclass(frozen=True, slots=True)
class UnnamedKind:
    """How unnamed sources are described: "Iraqi security source"."""

    name: str
    kind: str  # unnamed_official, unnamed_source, unnamed_group
    attributions: int
    articles: int


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that the record holds of one party, outlet or kind of unnamed source."""

    name: str
    kind: str  # person, organisation ..., outlet, unnamed
    entity: Entity | None  # None of an outlet as publisher and of unnamed sources
    said: tuple[Attribution, ...]  # whose speaker it is
    said_total: int
    about: tuple[Attribution, ...]  # by others, that name it
    about_total: int
    offices: tuple[Place, ...]  # the words that say what it is, each wording once
    cites: tuple[Passing, ...]
    cited_by: tuple[Passing, ...]
    events: tuple[Event, ...]
    figures: tuple[Quantity, ...]  # in what it says
    places: tuple[PlaceRef, ...]  # in what it says
    hits: tuple[Hit, ...]  # articles that name it, or of an outlet, that it published
    articles: tuple[Article, ...]  # that all these words stand in


@dataclass(frozen=True, slots=True)
class Timeline:
    """A page of events with what places their accounts in time and space."""

    page: int  # from 1
    per_page: int
    total: int
    kinds: tuple[str, ...]  # of all events of the record
    events: tuple[Event, ...]  # those of most articles first
    articles: tuple[Article, ...]  # of their accounts
    places: tuple[PlaceRef, ...]  # the readings of the words for where

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.per_page))


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
class BatchHit:
    """A name of a list with one article that has it; without an article where none has."""

    name: str
    total: int  # articles with it
    hit: Hit | None
    problem: str | None = None  # why the name could not be looked for


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
class Collection:
    """A named set that people put things into."""

    name: str
    size: int
    changed_at: str  # when the last thing was put in


@dataclass(frozen=True, slots=True)
class Collected:
    """A thing of a collection."""

    judgement: Judgement  # by which it was put in; undone, it is out
    kind: str  # article, passage, event, claim
    id: str | None  # of what stands there now, of a passage its article; None: it is read otherwise now
    article: Article | None  # that its words stand in
    span: Span | None  # the words, in the article's text
    notes: tuple[Judgement, ...]  # what people wrote of it


@dataclass(frozen=True, slots=True)
class CollectionPage:
    """What is in a collection, in the order of putting in."""

    name: str
    items: tuple[Collected, ...]


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
