"""What one article says. Every span here is of the article's text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

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


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name someone or something. `name` is the fullest form this article gives for the same party."""

    id: str
    article_id: str
    span: Span
    kind: MentionKind
    name: str  # "John Kirby" for a later "Kirby"; without titles, possessive, typography


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
