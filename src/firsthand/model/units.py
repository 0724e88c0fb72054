"""The shapes that steps and the runner share: what a step takes, what it makes, how far a run has come.

Long, since it is a list: what each step takes, one shape after the other in the order of the pipeline.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from typing import Literal

from firsthand.model.articles import Article, Capture, PageAccount
from firsthand.model.comparing import Card, Variant
from firsthand.model.findings import (
    Claim,
    Entity,
    Event,
    Family,
    Finding,
    Fingerprints,
    HopKind,
    Lineage,
    Retired,
    ReuseLink,
)
from firsthand.model.judgements import Judgement
from firsthand.model.problems import Problem
from firsthand.model.readings import (
    Attribution,
    EventMention,
    Mention,
    MentionKind,
    PlaceRef,
    Polarity,
    Precision,
    Quantity,
    RoleName,
    SourceKind,
    Stance,
    Telling,
    TimeRef,
)
from firsthand.model.rims import Boilerplate, Rims
from firsthand.model.slots import quick
from firsthand.model.spans import Span

StepName = Literal[
    "extract",
    "boilerplate",
    "shingle",
    "link",
    "read",
    "family",
    "resolve",
    "trace",
    "events",
    "claims",
    "collate",
    "compare",
]
Per = Literal["capture", "outlet", "article", "record"]
Reading = Mention | Attribution | TimeRef | PlaceRef | Quantity | Telling | EventMention
Row = Article | Boilerplate | Fingerprints | Reading | Finding | Lineage | Card | Variant


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
    layouts: tuple[str, ...] = ()  # the user's own, as their files say them


@dataclass(frozen=True, slots=True)
class BoilerplateInput:
    """All articles of one home, each by its first and last paragraphs."""

    home: str
    rims: tuple[Rims, ...]


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
class InArticle:
    """What one article shows of a person's or a place's name."""

    article_id: str
    forms: tuple[str, ...] = ()  # of a person: as written there, sorted
    office: str | None = None  # the first words that tell a public office
    speaks: bool = False  # it is the named source of an attribution
    acts: int = 0  # of a place: how often it is spoken of as those who govern from there
    where: int = 0  # of a place: how often as where something is
    private: int = 0  # of a person: how often an age, a trade or kin is told beside the name
    places: tuple[tuple[str, int], ...] = ()  # gazetteer ids, each with how many mentions resolve to it


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """An entry of the gazetteer that mentions of the record resolve to."""

    id: str
    lat: float | None
    lon: float | None
    precision: Precision | None


@dataclass(frozen=True, slots=True)
class NameUse:
    """How often a name stands in the record, and in what forms."""

    kind: MentionKind
    name: str  # Mention.name
    forms: tuple[str, ...]  # as written, sorted
    articles: int  # 0: no mention bears it, only sources do
    shown: tuple[InArticle, ...] = ()  # of persons and places: what each article shows, by article
    called: tuple[str, ...] = ()  # the words of sources whose speaker it is, sorted: "Oro Vann, the minister"


@dataclass(frozen=True, slots=True)
class NamePair:
    """A person's decision on two names."""

    same: bool
    a: str
    b: str
    judgement_id: str


@dataclass(frozen=True, slots=True)
class DecidedPair:
    """A person's decision on two event mentions, or on two tellings."""

    same: bool
    a: str | None  # its id; None: nothing is read any more where the decision points
    b: str | None
    judgement_id: str


@dataclass(frozen=True, slots=True)
class ResolveInput:
    names: tuple[NameUse, ...]
    decided: tuple[NamePair, ...] = ()
    places: tuple[KnownPlace, ...] = ()
    # what ids stood for last. In no digest: the same names over the same lineage give the same ids
    former: Collection[Lineage] = ()
    retired: tuple[Retired, ...] = ()


@dataclass(frozen=True, slots=True)
class TraceInput:
    """An article with its readings, the links by which it has its words from others, and those others."""

    article: Article
    mentions: tuple[Mention, ...]
    attributions: tuple[Attribution, ...]
    links: tuple[ReuseLink, ...] = ()  # from_article is this article
    others: tuple[Article, ...] = ()


@quick
@dataclass(frozen=True, slots=True)
class Spoken:
    """An attribution without its text, with the end of its chain: what counting origins needs."""

    id: str
    article_id: str
    speaker: str | None
    source_kind: SourceKind
    stance: Stance
    origin: str | None
    origin_kind: HopKind
    origin_named: bool
    reaches_origin: bool
    through: tuple[str, ...]  # the parties before the origin, from the page on, that pass it on
    around: str  # of a named person: the words where the name stands at its fullest, which may tell whom it speaks for


@quick
@dataclass(frozen=True, slots=True)
class Carrier:
    """An article as claims see it."""

    id: str
    outlet: str | None
    published: str | None  # EDTF
    source: str | None  # whom the page credits for its text
    founder: str | None  # the article that its family has the text from; None: in no family, or not known


@quick
@dataclass(frozen=True, slots=True)
class Happening:
    """An event mention as claims see it: where its trigger begins, what kind it is, and the event it is of."""

    article_id: str
    at: int
    kind: str
    event_id: str | None


@dataclass(frozen=True, slots=True)
class ClaimsInput:
    """Everything told in the record, by whom, and which names are one party."""

    tellings: Collection[Telling]  # columns of a large record (model/tellings.py)
    spoken: Collection[Spoken]
    carriers: tuple[Carrier, ...]
    entities: Collection[Entity]  # those that are public
    families: tuple[Family, ...] = ()
    former: Collection[Lineage] = ()  # as in ResolveInput
    retired: tuple[Retired, ...] = ()
    decided: tuple[DecidedPair, ...] = ()
    happenings: Collection[Happening] = ()


@quick
@dataclass(frozen=True, slots=True)
class Told:
    """What an event mention says in one slot, made comparable, and where."""

    value: str  # EDTF; a gazetteer id or a name; an entity's id or folded words
    shown: str  # as people read it
    span: Span


@quick
@dataclass(frozen=True, slots=True)
class Party:
    """Who takes part in an event mention."""

    role: RoleName
    who: Told
    named: bool  # else described: "four soldiers"
    private: bool = False  # a person without a dossier: helps to tell events apart, and is in no account of one


@dataclass(frozen=True, slots=True)
class EventArticle:
    """An article without its text: what deciding on happenings needs."""

    id: str
    outlet: str | None
    published: str | None  # EDTF
    family: str | None
    founder: str | None  # the article its family has it from, if known
    language: str | None


@quick
@dataclass(frozen=True, slots=True)
class EventCard:
    """An event mention without its article: what joining it with others, and telling its account, needs."""

    id: str
    article_id: str
    span: Span  # of the trigger
    trigger: str  # as written, lower case
    kind: str
    headline: bool
    polarity: Polarity
    parties: tuple[Party, ...]
    time: Told | None
    place: Told | None
    country: str | None  # of the place, ISO 3166-1 alpha-2
    figures: tuple[Told, ...]  # of its sentence, with what befell those counted: "3 killed"
    who: str | None  # the origin of the attribution that says so; None: the outlet's own voice, or nobody is named
    who_kind: SourceKind | None  # None: the outlet's own voice
    attribution_id: str | None
    terms: tuple[str, ...]  # of its sentence
    near: tuple[str, ...]  # of the few words around its trigger
    sentence: int  # where its sentence begins


@dataclass(frozen=True, slots=True)
class EventsInput:
    articles: tuple[EventArticle, ...]
    cards: Collection[EventCard]  # packed of a large record (model/event_cards.py)
    former: Collection[Lineage] = ()  # as in ResolveInput
    retired: tuple[Retired, ...] = ()
    decided: tuple[DecidedPair, ...] = ()


@dataclass(frozen=True, slots=True)
class Readings:
    """An article with what was read from it."""

    article: Article
    mentions: tuple[Mention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    times: tuple[TimeRef, ...] = ()
    places: tuple[PlaceRef, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    tellings: tuple[Telling, ...] = ()  # left out where nobody asks what words mean


@dataclass(frozen=True, slots=True)
class CollateInput:
    """An article, and those that it shares passages with and that are compared with it word by word."""

    own: Readings
    links: tuple[ReuseLink, ...] = ()
    others: tuple[Readings, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejected:
    """What a person said is no discrepancy; or, without a slot, no figure of its series."""

    slot: str | None
    places: tuple[tuple[str, Span], ...]  # of its values, or of the figure: article and words


@dataclass(frozen=True, slots=True)
class CompareInput:
    """The whole record, in short. Packed events and claims are in the order of their ids."""

    cards: Iterable[Card]  # packed of a large record (model/cards.py)
    variants: tuple[Variant, ...] = ()
    links: Collection[ReuseLink] = ()
    events: Collection[Event] = ()
    claims: Collection[Claim] = ()
    rejected: tuple[Rejected, ...] = ()


Payload = (
    ExtractInput
    | BoilerplateInput
    | ShingleInput
    | LinkInput
    | ReadInput
    | FamilyInput
    | ResolveInput
    | TraceInput
    | EventsInput
    | ClaimsInput
    | CollateInput
    | CompareInput
)


@dataclass(frozen=True, slots=True)
class Result:
    """What a step made of one unit."""

    rows: Collection[Row]  # a tuple; of the whole record some make theirs anew each time they are gone through
    problems: tuple[Problem, ...] = ()
    left_out: tuple[LeftOut, ...] = ()  # extract only
    accounts: tuple[PageAccount, ...] = ()  # extract only: of all its articles
    rims: tuple[Rims, ...] = ()  # extract only: of its articles that have a home


@dataclass(frozen=True, slots=True)
class Unit:
    """The smallest piece that can be redone alone. `digest` is of everything its result depends on."""

    id: str  # the capture's or article's id; an outlet's name, folded; "record" for a step over the whole record
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
