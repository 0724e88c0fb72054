"""What one article says. Every span here is of the article's text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from firsthand.model.slots import quick
from firsthand.model.spans import Span, Spans

MentionKind = Literal["person", "organisation", "outlet", "group", "place", "document", "other"]
Mode = Literal["direct", "indirect", "mixed"]
Stance = Literal[
    "asserts",
    "denies",
    "confirms",
    "doubts",
    "asks",
    "demands",
    "vows",
    "predicts",
    "declines",  # would not say
]
SourceKind = Literal[
    "named_person",
    "named_organisation",
    "media_outlet",
    "document",
    "unnamed_official",  # "a senior official", "a security source in the ministry"
    "unnamed_source",  # "sources", "a person familiar with the talks"
    "unnamed_group",  # "analysts", "residents", "critics"
    "none",  # nobody is named, not even vaguely: "it was reported"
]


Grain = Literal["year", "season", "month", "week", "day", "part_of_day", "minute", "duration", "vague"]
Bound = Literal["exactly", "about", "at_least", "at_most", "more_than", "less_than", "between"]
Scope = Literal["event", "cumulative", "per_period", "unknown"]
Change = Literal["none", "up", "down"]
Polarity = Literal[
    "told", "denied", "possible", "planned"
]  # how the text has it: as happened, as not, as maybe, as to come
RoleName = Literal[
    "actor", "target", "victim", "instrument", "party"
]  # "party": takes part, on no side (talks, a visit)
Voice = Literal["said", "headline", "outlet"]  # in an attribution's content; a headline; the outlet's own sentence
# of a place: "in Kalda"; "Kalda wants talks", which tells of those who govern from there. Of a person: "Leena Kask, 34,"
Use = Literal["where", "acts", "private"]
Precision = Literal["country", "region", "district", "settlement", "site", "water", "area"]


@quick
@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name someone or something. `name` is the fullest form this article gives for the same party."""

    id: str
    article_id: str
    span: Span
    kind: MentionKind
    name: str  # "John Kirby" for a later "Kirby"; without titles, possessive, typography
    office: Span | None = None  # of a person: the words with the name that tell a public office: "the minister"
    use: Use | None = None  # how the words beside it speak of a place or a person; None: they do not show


@quick
@dataclass(frozen=True, slots=True)
class Attribution:
    """A text says that a source said (wrote, claimed, denied ...) a content.

    'An Iraqi security source told Al-Mayadeen that ...': source, cue, addressee, content.
    """

    id: str
    article_id: str
    source: Spans  # empty: the text names nobody
    cue: Spans  # the words that attribute: "told", "according to", ":"
    content: Spans  # what is attributed; never empty
    addressee: Span | None  # to whom: "told Al-Mayadeen"
    venue: Span | None  # where: "at a press conference", "in a statement"
    mode: Mode
    stance: Stance
    source_kind: SourceKind
    speaker: str | None  # the party spoken for, at its fullest in this article; the article's own words if unnamed
    speaker_span: Span | None  # where that fullest name stands: the evidence for `speaker`
    speaker_why: str  # how `speaker` was reached, or why it was left open: "named here", "he = nearest person ..."
    inside: str | None  # id of the attribution whose content holds this one, or that relays it
    confidence: float  # 0 to 1
    by: str  # machine and version, or "person:NAME"
    kept_by_hand: bool = False  # stands on a judgement alone: the machine reads nothing here


@quick
@dataclass(frozen=True, slots=True)
class TimeRef:
    """Words that say when: 'on Tuesday', 'late last year', '29 January 2024'."""

    id: str
    article_id: str
    span: Span
    edtf: str | None  # EDTF level 1: "2024-01-29", "2023-10~", "2024-01-01/2024-01-07"; None: cannot be told
    grain: Grain
    counted_from: Span | None  # the words in the article that it was counted from; None: stands alone, or see `why`
    why: str  # "written in full", "weekday before the article's date", "no date to count from"
    timex: str | None = None  # as TIMEX3 (TimeML) writes it, which has more: "P3W", "2024-01-29TMO", "PRESENT_REF"


@quick
@dataclass(frozen=True, slots=True)
class PlaceRef:
    """Where a place name may lie: the likeliest entry of a gazetteer, with its rivals; all None if unresolved."""

    id: str
    article_id: str
    mention_id: str
    span: Span
    gazetteer_id: str | None  # "geonames:98182", "curated:ain-al-asad"
    name: str  # the gazetteer's own, or as written if unresolved
    lat: float | None  # WGS 84; None for what has no point (a country keeps its precision, not a pin)
    lon: float | None
    country: str | None  # ISO 3166-1 alpha-2
    precision: Precision | None
    rivals: tuple[str, ...]  # gazetteer ids of other candidates, likeliest first
    score: float  # 0 to 1, of the chosen one among its rivals
    why: str  # "most populous", "named with Iraq in this article", "not in the gazetteer"


@quick
@dataclass(frozen=True, slots=True)
class Quantity:
    """Words that say how many or how much: 'at least 27 people', 'rose to $3 million', 'two or three drones'."""

    id: str
    article_id: str
    span: Span  # number with its bound and unit: "at least 27 people"
    low: float | None  # None: open below ("at most 5")
    high: float | None  # None: open above ("at least 27")
    bound: Bound
    unit: str | None  # normal form: "person", "US dollar", "percent", "drone"; None: none said
    of: Span | None  # the words of what is counted
    role: str | None  # what the counted did or suffered, base form: "killed", "wounded", "displaced", "attack"
    as_of: str | None  # EDTF, where the words say as of when
    scope: Scope
    change: Change  # "rose to 30" is up


@quick
@dataclass(frozen=True, slots=True)
class Role:
    """Who or what takes part in an event mention, and as what."""

    role: RoleName
    span: Span
    mention_id: str | None  # of the name in it; None: described and not named ("drones", "four soldiers")


@quick
@dataclass(frozen=True, slots=True)
class EventMention:
    """Words that report a happening: 'struck' in 'Drones struck the harbour on Monday, killing two dockers'."""

    id: str
    article_id: str
    trigger: Span
    kind: str  # from the table lang/en/event_words.tsv: "attack", "talks", "arrest"
    sentence: Span  # the sentence or headline it is told in
    roles: tuple[Role, ...]
    time: str | None  # id of the TimeRef that says when
    place: str | None  # id of the PlaceRef that says where
    polarity: Polarity
    attribution: str | None  # id of the attribution whose content holds it; None: the outlet's own voice
    terms: tuple[str, ...]  # the sentence's words made comparable, sorted, each once: what events are likened by


@quick
@dataclass(frozen=True, slots=True)
class Telling:
    """Something that is said: the content of an attribution, a headline, or a sentence in the outlet's own voice."""

    id: str
    article_id: str
    span: Span
    attribution_id: str | None  # None: headline, or the outlet's own voice
    voice: Voice
    terms: tuple[str, ...]  # its words made comparable, sorted, each once
    negated: bool
    vector: bytes  # sentence vector, two bits a dimension (lang/sentence_vectors.py); empty without the extra [model]


def led_by(terms: Sequence[str], first: str) -> Sequence[str]:
    """Of sorted terms those that begin with a letter: all "#" stand together."""
    start = bisect_left(terms, first)
    if start == len(terms) or terms[start][0] != first:
        return ()
    return terms[start : bisect_left(terms, chr(ord(first) + 1), start)]


@quick
@dataclass(frozen=True, slots=True)
class Brief:
    """What an article tells first, each with its words; made when asked for, not stored. None: it does not tell."""

    who: Span | None
    what: Span | None
    when: TimeRef | None
    where: PlaceRef | None
