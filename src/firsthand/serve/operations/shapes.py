"""What operations answer, in the keys of the interchange (docs/interchange.md), as types that describe OpenAPI and tools.

Whatever people said carries four keys more: the words, who says so, where to read them, and that they are reported only.
Long, since it is a list: one type for each kind of row.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypedDict, get_args

from msgspec import Meta

from firsthand.model.articles import BylineParty, Contribution, How, PartKind
from firsthand.model.findings import Direction, DiscrepancyKind, HopHow, HopKind, ReuseKind, Slot
from firsthand.model.judgements import About, Act
from firsthand.model.readings import (
    Bound,
    Change,
    Grain,
    MentionKind,
    Mode,
    Polarity,
    Precision,
    RoleName,
    Scope,
    SourceKind,
    Stance,
    Use,
)

Status = Literal["reported, not verified"]
STATUS: Status = get_args(Status)[0]
Place = Annotated[
    tuple[int, int], Meta(description="[start, end] in the capture's decoded text, half-open, code points")
]
Where = Annotated[list[int | Place] | None, Meta(description="[start, end], or a list of several such")]
Words = str | list[str] | None
Link = Annotated[str, Meta(description="Opens the words in the reader's browser, at `firsthand serve`")]


class Said(TypedDict):
    """Words somebody published, who says so by them, and where they stand. Nothing is asserted by Firsthand."""

    quote: Annotated[str, Meta(description="The article's own words; stretches are joined by ' … '")]
    speaker: Annotated[
        str | None,
        Meta(description="Whoever is said to speak; the article's own words if unnamed; null if nobody is named"),
    ]
    permalink: Link
    status: Status


class At(TypedDict):
    article: str
    span: Place | None
    span_text: str | None


class Stretch(At, Said):
    pass


class Named(TypedDict):
    name: str
    span: Place | None
    span_text: str | None


class Credited(Named):
    kind: BylineParty | None
    role: str | None
    role_span: Place | None
    role_span_text: str | None
    did: Contribution | None


class Worded(TypedDict):
    words: str
    span: Place | None
    span_text: str | None


class Party(Named):
    how: How


class Day(TypedDict):
    edtf: str
    span: Place | None
    span_text: str | None
    how: How


class Dateline(TypedDict):
    place: str
    span: Place | None
    span_text: str | None


class LinkOut(TypedDict):
    href: str
    span: Place | None
    span_text: str | None


class Part(TypedDict):
    kind: PartKind
    span: Place | None
    span_text: str | None


class Capture(TypedDict):
    id: str
    url: str | None
    path: str
    fetched_at: str
    media_type: str
    charset: str
    via: str
    length: int
    permalink: Link


class Article(Said):
    id: str
    capture: str
    span: Place
    title: str | None
    title_span: Place | None
    title_span_text: str | None
    standfirst: str | None
    standfirst_span: Place | None
    standfirst_span_text: str | None
    bylines: list[Credited]
    contributors: list[Credited]
    outlet: Party | None
    declared_sources: list[Party]
    republisher: Party | None
    published: Day | None
    updated: Day | None
    reposted: Day | None
    dateline: Dateline | None
    categories: list[str]
    category_spans: list[Place | None]
    category_spans_text: list[str | None]
    tags: list[str]
    tag_spans: list[Place | None]
    tag_spans_text: list[str | None]
    corrections: list[Worded]
    links: list[LinkOut]
    parts: list[Part]
    language: str | None
    direction: Literal["ltr", "rtl"]
    text: str
    body: str
    layout: str


class Lies(TypedDict):
    gazetteer_id: str | None
    name: str
    lat: float | None
    lon: float | None
    country: str | None
    precision: Precision | None
    rivals: list[str]
    score: float
    why: str


class Mention(At, Said):
    id: str
    kind: MentionKind
    name: str
    entity: str | None
    office: Place | None
    office_text: str | None
    use: Use | None
    place: Lies | None


class PlaceRow(At, Said):
    id: str
    mention: str
    place: Lies


class Attribution(Said):
    id: str
    article: str
    source: Where
    source_text: Words
    cue: Where
    cue_text: Words
    content: list[Place]
    content_text: list[str]
    addressee: Place | None
    addressee_text: str | None
    venue: Place | None
    venue_text: str | None
    mode: Mode
    stance: Stance
    source_kind: SourceKind
    speaker_span: Place | None
    speaker_span_text: str | None
    speaker_why: str
    speaker_entity: str | None
    inside: str | None
    confidence: float
    by: str
    kept_by_hand: bool


class Time(At, Said):
    id: str
    edtf: str | None
    grain: Grain
    counted_from: Place | None
    counted_from_text: str | None
    why: str
    timex: str | None


class Quantity(At, Said):
    id: str
    low: float | None
    high: float | None
    unit: str | None
    of: Place | None
    of_text: str | None
    bound: Bound
    as_of: str | None
    scope: Scope
    role: str | None
    change: Change


class Role(TypedDict):
    role: RoleName
    span: Place | None
    span_text: str | None
    mention: str | None
    entity: str | None


class EventMention(Said):
    id: str
    article: str
    trigger: Place | None
    trigger_text: str | None
    kind: str
    sentence: Place | None
    sentence_text: str | None
    roles: list[Role]
    time: str | None
    place: str | None
    polarity: Polarity
    attribution: str | None
    terms: list[str]
    event: str | None


class Telling(At, Said):
    id: str


class Hop(TypedDict):
    party: str | None
    kind: HopKind
    how: HopHow
    article: str
    span: Place | None
    span_text: str | None


class Ends(TypedDict):
    party: str | None
    named: bool


class Chain(Said):
    id: str
    article: str
    attribution: str
    claim: str | None
    hops: list[Hop]
    origin: Ends
    reaches_origin: bool
    breaks: str | None


class Passage(TypedDict):
    from_span: Place | None
    from_span_text: str | None
    to_span: Place | None
    to_span_text: str | None


class Reason(TypedDict):
    later: str
    direction: Direction
    why: str
    article: str | None
    span: Place | None
    span_text: str | None


ReuseLink = TypedDict(
    "ReuseLink",
    {
        "id": str,
        "from": str,
        "to": str,
        "passages": list[Passage],
        "kind": ReuseKind,
        "coverage_from": float,
        "coverage_to": float,
        "direction": Direction,
        "why": str,
        "evidence": list[Reason],
        "permalink": Link,
    },
)


class Family(TypedDict):
    id: str
    articles: list[str]
    founder: str | None
    founder_why: str
    permalink: Link


class Held(TypedDict):
    name: str
    article: str


class Lying(TypedDict):
    gazetteer_id: str
    lat: float | None
    lon: float | None
    country: str | None
    precision: Precision | None


class Entity(TypedDict):
    id: str
    kind: MentionKind
    name: str
    names: list[str]
    keys: list[str]
    why: str
    held: list[Held]
    public: bool
    public_why: str | None
    place: Lying | None
    permalink: Link


class Statement(TypedDict):
    id: str
    speaker: str | None
    speaker_entity: str | None
    attributions: list[str]
    voice: list[At]
    quotes: list[Said]


class Member(Stretch):
    attribution: str | None
    stance: Stance
    statement: str


class Origin(TypedDict):
    party: str | None
    kind: HopKind
    members: list[int]


class Independence(TypedDict):
    count: int
    low: int
    high: int
    unknown: int
    method: str
    words: Annotated[str, Meta(description="The count as it is to be quoted: with its bounds and what is unknown")]


class Claim(TypedDict):
    id: str
    words: Stretch
    members: list[Member]
    origins: list[Origin]
    independent_origins: Independence
    why: str
    permalink: Link
    status: Status


class Value(Stretch):
    value: str
    who: str | None
    attribution: str | None


class Account(TypedDict):
    articles: list[str]
    event_mentions: list[str]
    who: str | None
    kind: HopKind
    time: list[Value]
    place: list[Value]
    actors: list[Value]
    figures: list[Value]


class Event(TypedDict):
    id: str
    kind: str
    words: Stretch
    event_mentions: list[str]
    accounts: list[Account]
    why: str
    permalink: Link
    status: Status


class Discrepancy(TypedDict):
    id: str
    event: str | None
    claim: str | None
    slot: Slot
    kind: DiscrepancyKind
    values: list[Value]
    words: str
    permalink: Link
    status: Status


class Point(Stretch):
    as_of: str | None
    low: float | None
    high: float | None
    bound: Bound
    who: str | None
    falls: bool


class Series(TypedDict):
    id: str
    of: str
    unit: str | None
    cumulative: bool
    event: str | None
    points: list[Point]
    permalink: Link
    status: Status


class Anchored(TypedDict):
    capture: str
    span: Place
    span_text: str
    before: str
    after: str


class RoleAnchored(Anchored):
    role: str


class Judgement(TypedDict):
    id: str
    made_at: str
    by: str
    act: Act
    about: About
    target: Anchored
    field: str | None
    value: str | None
    other: Anchored | None
    roles: list[RoleAnchored]
    saw: str
    supersedes: str | None


class Problem(TypedDict):
    step: str
    unit: str
    code: str
    message: str
    capture: str | None
    span: Place | None


class Likely(TypedDict):
    id: str
    a: str
    b: str
    score: float
    why: str


class Retired(TypedDict):
    id: str
    heir: str


# Pages: several rows in one answer


class SaidHit(Said):
    """What a search for a speaker, or for words said, found in an article; shortened, on one line."""

    id: str
    source_kind: SourceKind
    stance: Stance


class Hit(Said):
    id: str
    capture: str
    title: str | None
    outlet: str | None
    published: str | None
    declared_source: str | None
    language: str | None
    attributions: int
    family_size: int
    family: str | None
    folded: Annotated[int, Meta(description="Other articles found that are the same text, where copies are folded")]
    said: list[SaidHit]
    said_count: int


class Listing(TypedDict):
    status: Status
    total: int
    page: int
    pages: int
    per_page: int
    next: Annotated[str | None, Meta(description="The next page; null on the last")]


class Counted(TypedDict):
    value: str
    count: int


class Published(TypedDict):
    """How many of the articles found were published when."""

    grain: Literal["day", "month", "year"]
    bins: list[Counted]
    coarser: int
    undated: int


class Articles(Listing):
    query: str
    order: str
    fold: bool
    found: Annotated[int, Meta(description="Rows on all pages: articles, or families where copies are folded")]
    published: Published | None
    hints: list[str]
    facets: dict[str, list[Counted]]
    rows: list[Hit]


class Events(Listing):
    rows: list[Event]


class Claims(Listing):
    rows: list[Claim]


class Discrepancies(Listing):
    rows: list[Discrepancy]


class SeriesList(Listing):
    rows: list[Series]


class Rows(TypedDict):
    status: Status
    total: int


class Attributions(Rows):
    rows: list[Attribution]


class Mentions(Rows):
    rows: list[Mention]


class Times(Rows):
    rows: list[Time]


class Places(Rows):
    rows: list[PlaceRow]


class Quantities(Rows):
    rows: list[Quantity]


class EventMentions(Rows):
    rows: list[EventMention]


class Chains(Rows):
    rows: list[Chain]


class ArticleClaims(Rows):
    rows: list[Claim]


class Dated(Stretch):
    edtf: str | None


class Located(Stretch):
    name: str


class Brief(TypedDict):
    """What an article tells first, in answer to each question."""

    who: Stretch | None
    what: Stretch | None
    when: Dated | None
    where: Located | None


class ArticlePage(Article):
    attributions: list[Attribution]
    chains: list[Chain]
    entities: list[Entity]
    family: str | None
    siblings: list[Hit]
    brief: Brief


class EntityPage(Entity):
    mentions: int
    articles: list[Hit]
    attributions: list[Attribution]
    attributions_total: int
    status: Status


class Teller(Said):
    """An article that has a part in a finding; the quotation is its headline, else how it begins."""

    id: str
    title: str | None
    outlet: str | None
    published: str | None


class EventPage(Event):
    discrepancies: list[Discrepancy]
    series: list[Series]
    articles: list[Teller]


class Alike(TypedDict):
    claim: str
    words: Stretch
    score: float
    why: str


class ClaimPage(Claim):
    chains: list[Chain]
    discrepancies: list[Discrepancy]
    likely: list[Alike]
    articles: list[Teller]


class SeriesPage(Series):
    articles: list[Teller]


class FamilyPage(Family):
    told: list[Teller]
    links: list[ReuseLink]
    status: Status


class Changed(TypedDict):
    old: Stretch | None
    new: Stretch | None


class WordsPage(TypedDict):
    old: Teller
    new: Teller
    changes: list[Changed]
    headline: list[Changed]
    figures: list[Changed]
    names: list[Changed]
    permalink: Link
    status: Status


class Shown(TypedDict):
    """Whatever an id names: `row` is as its `kind` is in the interchange."""

    kind: str
    row: dict[str, Any]
    status: Status


class StepStatus(TypedDict):
    step: str
    version: int
    done: int
    failed: int
    due: int


class RecordStatus(TypedDict):
    where: str
    counts: dict[str, int]
    bytes_kept: int
    steps: list[StepStatus]
    problems: dict[str, int]
    status: Status


class Judgements(Rows):
    rows: list[Judgement]


class Stands(TypedDict):
    words: str
    before: str | None
    before_size: int
    after: str | None
    after_size: int


class Decision(TypedDict):
    judgement: Judgement
    stands: list[Stands]
    problems: list[Problem]
    status: Status


class Wrong(TypedDict):
    """What went wrong, as RFC 9457 has it."""

    type: str
    title: str
    status: int
    detail: Annotated[str, Meta(description="What, where, and the cure")]
    cure: str
