"""What several articles say together: copies, parties, chains."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from firsthand.model.readings import Bound, MentionKind, Stance
from firsthand.model.slots import quick
from firsthand.model.spans import Span

ReuseKind = Literal["verbatim", "edited", "excerpt", "update", "merge"]
Direction = Literal["declared", "linked", "dated", "contained", "unknown"]
HopKind = Literal[
    "archive", "republisher", "outlet", "relay", "venue", "document", "person", "organisation", "group", "unnamed"
]
HopHow = Literal["republishes", "credits", "cites", "links", "told", "same_words", "speaks"]

Slot = Literal["place", "date", "number", "actor", "occurrence", "attribution"]
DiscrepancyKind = Literal["contradiction", "differing_precision", "evolving_tally", "denial"]


@quick
@dataclass(frozen=True, slots=True)
class Fingerprints:
    """Winnowed hashes of an article's prose, sorted, each once: what copies are searched by."""

    article_id: str
    hashes: tuple[int, ...]  # unsigned 40-bit


@quick
@dataclass(frozen=True, slots=True)
class Passage:
    """The same words in two articles; spans of each one's text."""

    from_span: Span
    to_span: Span


@quick
@dataclass(frozen=True, slots=True)
class Proof:
    """Words that speak for a direction."""

    article_id: str  # whose capture `capture_span` is of
    capture_span: Span | None  # None where the page says it nowhere (an address, for one)
    words: str | None


@quick
@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason to think that `later` has its words from the other of the two. Never a verdict."""

    later: str  # an article's id
    direction: Direction
    why: str  # in words, for people
    proofs: tuple[Proof, ...] = ()  # of "contained" none: the passages are the proof


@quick
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
    evidence: tuple[Evidence, ...] = ()  # the strongest first; those that speak for the other way are kept


@quick
@dataclass(frozen=True, slots=True)
class Family:
    """Articles that are one text. Every article is in at most one; an article without copies is in none."""

    id: str
    articles: tuple[str, ...]  # sorted
    founder: str | None  # the one the others have it from, where the evidence says so
    founder_why: str


@quick
@dataclass(frozen=True, slots=True)
class Change:
    """Words of one version in the place of words of another. Spans of each one's text."""

    old: Span | None  # None: put in
    new: Span | None  # None: taken out


@quick
@dataclass(frozen=True, slots=True)
class Revision:
    """What changed from one version of an article to the next. Made when it is asked for, never kept."""

    old_article: str
    new_article: str
    changes: tuple[Change, ...]  # of the prose, in order
    headline: tuple[Change, ...]
    figures: tuple[Change, ...]  # those of both that touch a figure
    names: tuple[Change, ...]  # those of both that touch a name


@quick
@dataclass(frozen=True, slots=True)
class Entity:
    """The someone that names name. A mention is its own if (name, article) is among `held`, else if its name is among `keys`.

    Of a person who is not public there is one for each article, kept from every face: see `resolve.gate`.
    """

    id: str
    kind: MentionKind
    name: str  # one of `names`
    names: tuple[str, ...]  # every form as written, each once
    keys: tuple[str, ...]  # the mention names that lead to it, in all articles where they lead to nobody else
    why: str  # the reasons of the joins
    held: tuple[tuple[str, str], ...] = ()  # (mention name, article): names that lead to it in that article
    public: bool = True  # whether there is a dossier; only a person can be without
    public_why: str = ""  # of a person: what makes the one public, or that nothing does
    place: str | None = None  # gazetteer id of a place, where its mentions agree on one


@quick
@dataclass(frozen=True, slots=True)
class Lineage:
    """What an id stood for last: what `model.inherit` takes for former. Kept when everything else is rebuilt."""

    id: str
    members: tuple[str, ...]  # sorted


@quick
@dataclass(frozen=True, slots=True)
class Retired:
    """An id that nothing bears any more, and the one that most of what it stood for went to."""

    id: str
    heir: str


@quick
@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a chain. `party` is null only for an outlet that the page does not state."""

    party: str | None
    kind: HopKind
    how: HopHow
    article_id: str  # whose capture `capture_span` is of
    capture_span: Span | None
    words: str | None


@quick
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


@quick
@dataclass(frozen=True, slots=True)
class Place:
    """Words in an article."""

    article_id: str
    span: Span


@quick
@dataclass(frozen=True, slots=True)
class Value:
    """What one account says in one slot, with the words that say it."""

    value: str  # as compared: EDTF, a gazetteer id or name, "3 killed", an entity's name
    article_id: str
    span: Span
    who: str | None  # who says so: a speaker, or the outlet in its own voice; None: nobody is named
    attribution_id: str | None = None


@quick
@dataclass(frozen=True, slots=True)
class Account:
    """One origin's telling of an event: its values for when, where, who, how many."""

    who: str | None  # the speaker, or the outlet in its own voice
    kind: HopKind
    articles: tuple[str, ...]  # sorted
    mentions: tuple[str, ...]  # ids of its event mentions, sorted
    time: tuple[Value, ...]
    place: tuple[Value, ...]
    actors: tuple[Value, ...]
    figures: tuple[Value, ...]


@quick
@dataclass(frozen=True, slots=True)
class Event:
    """A happening that one or more articles tell of."""

    id: str
    kind: str
    words: Place  # of the mention that tells most of it: what the event is called by
    mentions: tuple[str, ...]  # ids of event mentions, sorted
    accounts: tuple[Account, ...]
    why: str  # the reasons its mentions were joined


@quick
@dataclass(frozen=True, slots=True)
class Statement:
    """One act of speaking, reported by one or more attributions; or what an outlet says in its own voice."""

    id: str
    speaker: str | None  # null: nobody is named
    speaker_entity: str | None
    attributions: tuple[str, ...]  # sorted
    voice: tuple[Place, ...]  # the outlet's own words, where it speaks itself


@quick
@dataclass(frozen=True, slots=True)
class Member:
    """One telling of a claim."""

    telling_id: str
    article_id: str
    span: Span
    attribution_id: str | None
    stance: Stance
    statement_id: str


@quick
@dataclass(frozen=True, slots=True)
class Origin:
    """A group of a claim's members that come from one party, as far as the texts say."""

    party: str | None
    kind: HopKind
    members: tuple[int, ...]  # indexes into the claim's members


@quick
@dataclass(frozen=True, slots=True)
class Independence:
    """How many origins of a claim have no known chain between them. Never a proof: the method goes with the number."""

    count: int
    low: int
    high: int
    unknown: int  # members whose origin the texts do not say; in no count
    method: str


@quick
@dataclass(frozen=True, slots=True)
class Claim:
    """What is said, by whoever; its members assert, deny or doubt it."""

    id: str
    words: Place
    members: tuple[Member, ...]
    origins: tuple[Origin, ...]
    independent: Independence
    why: str  # the reasons its members were joined


@quick
@dataclass(frozen=True, slots=True)
class Likely:
    """Two claims that may be one: offered for a person's yes or no, never joined by the machine."""

    id: str
    a: str
    b: str
    score: float
    why: str


@quick
@dataclass(frozen=True, slots=True)
class Discrepancy:
    """Readings of one thing that cannot all hold, or that differ in how much they say."""

    id: str
    event_id: str | None
    claim_id: str | None
    slot: Slot
    kind: DiscrepancyKind
    values: tuple[Value, ...]
    words: str  # the sentence shown to people: quotes both sides and takes neither


@quick
@dataclass(frozen=True, slots=True)
class Point:
    """One figure of a series."""

    as_of: str | None  # EDTF
    low: float | None
    high: float | None
    bound: Bound
    article_id: str
    span: Span
    who: str | None
    falls: bool  # below an earlier figure that should only grow


@quick
@dataclass(frozen=True, slots=True)
class Series:
    """One counted thing over time."""

    id: str
    of: str  # what is counted, with its role: "soldiers killed"
    unit: str | None
    cumulative: bool  # else a figure for each period
    event_id: str | None
    points: tuple[Point, ...]  # by as_of


# Everything that several articles say together, as it is told to people.
Finding = ReuseLink | Family | Entity | Retired | Chain | Event | Statement | Claim | Likely | Discrepancy | Series
