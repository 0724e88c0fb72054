"""Who is spoken for: the kind of a source, and the fullest name that the article gives for it.

Never more than the article says: a source without a name stays the article's own words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.model.readings import Mention, MentionKind, SourceKind
from firsthand.model.spans import Span
from firsthand.read.lexicon import as_source_kind, lexicon
from firsthand.read.mentions import clean
from firsthand.read.words import Paragraph

SINGULAR = {"he": "person", "she": "person", "his": "person", "her": "person", "it": "body", "its": "body"}
PRONOUNS = frozenset({*SINGULAR, "they", "them", "we", "i", "you", "who", "which", "that", "one", "their", "our", "my"})
BODIES = ("organisation", "outlet", "group", "place", "document")
KIND_OF: dict[MentionKind, SourceKind] = {
    "person": "named_person",
    "organisation": "named_organisation",
    "group": "named_organisation",
    "place": "named_organisation",
    "other": "named_organisation",
    "outlet": "media_outlet",
    "document": "document",
}
OFFICES = frozenset(
    [
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "president",
        "minister",
        "secretary",
        "general",
        "senator",
        "governor",
        "mayor",
    ]
)


@dataclass(frozen=True, slots=True)
class Speaker:
    kind: SourceKind
    name: str | None
    span: Span | None
    why: str


@dataclass(frozen=True, slots=True)
class Said:
    """One earlier source and whom it stands for."""

    at: int
    speaker: Speaker


def resolve(text: str, p: Paragraph, source: Sequence[int], mentions: tuple[Mention, ...], said: list[Said]) -> Speaker:
    """The party that the words of a source stand for; `said` are the article's earlier sources, in order."""
    if not source:
        return Speaker("none", None, None, "the text names no source")
    whole = Span(p.starts[source[0]], p.ends[source[-1]])
    words = " ".join(whole.of(text).split())
    head = _head(p, source)
    low = p.words[head].lower()
    if low in PRONOUNS:
        return _pronoun(text, p, low, whole, mentions, said)
    here = [m for m in mentions if m.span.overlaps(whole)]
    named = _named(text, p, head, here, whole)
    if named is not None:
        return Speaker(KIND_OF[named.kind], named.name, _evidence(named, mentions), "named here")
    outlet = low in lexicon().outlet_heads or (
        low == "agency" and p.words[head - 1].lower() in ("news", "the", "press")
    )
    if outlet:
        return _outlet(words, whole, said)
    if low in lexicon().documents or low.removesuffix("s") in lexicon().documents:
        return Speaker("document", clean(words, "document"), whole, "the document's own words")
    if low in OFFICES and p.words[source[0]].lower() == "the" and len(source) <= 2:
        earlier = [s for s in said[-3:] if s.speaker.kind == "named_person"]
        if earlier:
            last = earlier[-1].speaker
            return Speaker("named_person", last.name, last.span, f"{words} = the person quoted before")
    if low in lexicon().anonymous:
        return Speaker(
            as_source_kind(lexicon().anonymous[low]),
            clean(words, "other"),
            whole,
            "not named: the article's own words",
        )
    if low in lexicon().bodies:
        return Speaker("named_organisation", clean(words, "organisation"), whole, "named here")
    if p.words[head][0].isupper() and not (p.headline and head == 0):
        return Speaker(_capitals(p, source), clean(words, "other"), whole, "named here")
    kind: SourceKind = "unnamed_group" if low.endswith("s") else "unnamed_source"
    return Speaker(kind, clean(words, "other"), whole, "not named: the article's own words")


def _outlet(words: str, whole: Span, said: list[Said]) -> Speaker:
    """'The agency' is the outlet that spoke last; 'the Harbour satellite channel' is named by its own words."""
    if len(words.split()) <= 2:
        earlier = [s.speaker for s in said if s.speaker.kind == "media_outlet" and s.speaker.name]
        if earlier:
            return Speaker("media_outlet", earlier[-1].name, earlier[-1].span, f"{words} = the outlet before")
    return Speaker("media_outlet", clean(words, "outlet"), whole, "the article's own words")


def _capitals(p: Paragraph, source: Sequence[int]) -> SourceKind:
    known = lexicon()
    words = [p.words[i] for i in source]
    if words[-1] in known.outlet_words and words[-1] not in known.organisations:
        return "media_outlet"
    if any(w in known.organisations for w in words) or words[-1].isupper():
        return "named_organisation"
    return "named_person" if any(w in known.titles for w in words[:-1]) else "named_organisation"


def _head(p: Paragraph, source: Sequence[int]) -> int:
    """The word that governs the others; without a parse, the last one before ' of', ' in', ' from' or a pause."""
    inside = set(source)
    if p.parsed:
        tops = [i for i in source if p.head[i] not in inside or p.head[i] == i]
        nouns = [i for i in tops if p.tag[i][:2] in ("NN", "PR", "WP", "CD", "JJ")]
        return (nouns or tops or list(source))[0]
    for n, i in enumerate(source):
        if n and p.words[i].lower() in ("of", "in", "from", "at", "for", "with", "who", ",", "on"):
            return source[n - 1]
    return source[-1]


def _named(text: str, p: Paragraph, head: int, here: list[Mention], whole: Span) -> Mention | None:
    """The mention that the source is of: it holds the head, or is a person set beside it ('spokesman Oro Vann')."""
    at = Span(p.starts[head], p.ends[head])
    for m in here:
        if m.span.overlaps(at):
            return m
    for m in here:
        owned = text[m.span.end : m.span.end + 1] in ("'", "’")
        if m.kind == "person" and not owned and not _after_preposition(text, m, whole):
            return m
    for m in here:
        beside = m.span.start - at.end <= 2 and m.span.start >= at.end
        if m.kind == "outlet" and (beside or text[at.start : at.end].lower() in lexicon().outlet_words):
            return m
    return None


def _after_preposition(text: str, m: Mention, whole: Span) -> bool:
    before = text[whole.start : m.span.start].rpartition(",")[2].split()
    return any(w.lower() in ("to", "for", "of", "with", "by", "from", "near") for w in before[-3:])


def _evidence(named: Mention, mentions: tuple[Mention, ...]) -> Span:
    """Where the fullest form stands: the first mention written so; else this one."""
    same = [m for m in mentions if m.name == named.name and len(m.span) >= len(named.name)]
    return same[0].span if same else named.span


def _pronoun(
    text: str, p: Paragraph, low: str, whole: Span, mentions: tuple[Mention, ...], said: list[Said]
) -> Speaker:
    kind: SourceKind = "none"
    if low in ("who", "which", "that"):
        before = [m for m in mentions if m.span.end <= whole.start and whole.start - m.span.end < 60]
        if before:
            last = before[-1]
            return Speaker(KIND_OF[last.kind], last.name, _evidence(last, mentions), f"{low} = the name before it")
        return Speaker("unnamed_source", None, None, f"{low}: no name stands before it")
    wanted = SINGULAR.get(low)
    if wanted is None:
        plural = [s for s in said[-2:] if s.speaker.kind in ("unnamed_group", "unnamed_official", "unnamed_source")]
        if low in ("they", "them") and plural:
            last_said = plural[-1].speaker
            return Speaker(last_said.kind, last_said.name, last_said.span, f"{low} = the source before")
        return Speaker("unnamed_group", None, None, f"{low}: left open")
    fits: tuple[SourceKind, ...] = (
        ("named_person",) if wanted == "person" else ("named_organisation", "media_outlet", "document")
    )
    for earlier in reversed(said[-3:]):
        if earlier.speaker.kind in fits:
            got = earlier.speaker
            return Speaker(got.kind, got.name, got.span, f"{low} = the source before")
    if said and wanted == "person" and said[-1].speaker.kind in ("unnamed_official", "unnamed_source"):
        got = said[-1].speaker
        return Speaker(got.kind, got.name, got.span, f"{low} = the source before")
    kinds = ("person",) if wanted == "person" else BODIES
    near = [m for m in mentions if m.span.end <= whole.start and m.kind in kinds]
    if near:
        m = near[-1]
        return Speaker(KIND_OF[m.kind], m.name, _evidence(m, mentions), f"{low} = nearest {wanted} named before")
    kind = "unnamed_source"
    return Speaker(kind, None, None, f"{low}: no {wanted} is named before")
