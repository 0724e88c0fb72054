"""Whom a short form stands for: 'the union' after 'the Dockers' Union', 'the official' after 'a port official'."""

from __future__ import annotations

import re
from collections.abc import Sequence

from firsthand.model.readings import Mention
from firsthand.model.spans import Span
from firsthand.read.lexicon import lexicon
from firsthand.read.names.lexicon import names
from firsthand.read.speakers.clues import FAR, sentences_between
from firsthand.read.speakers.shapes import KIND_OF, Said, Speaker, evidence

# matches "the union", "The Norland governor", "the former harbour minister"; not "the union of dockers"
SHORT = re.compile(r"(?:the|this|that|these|those)\s+(?:[\w.-]+\s+){0,2}(?P<head>[\w-]+)", re.IGNORECASE)
# of whom a text has one: met again, they are the one it named
ANY_BODY = frozenset(
    {
        "group",
        "organization",
        "organisation",
        "company",
        "movement",
        "party",
        "firm",
        "militia",
        "agency",
        "association",
        "campaign",
    }
)
WRITTEN_BY = frozenset({"report", "article", "story", "piece"})
NEAR = 700  # characters back to the outlet that "the report" is of: farther, another may have come between


def of_short_form(
    text: str, words: str, low: str, whole: Span, mentions: Sequence[Mention], said: Sequence[Said]
) -> Speaker | None:
    """The party named before that a definite phrase stands for; None if it is no short form, or nobody fits."""
    before = [m for m in mentions if m.span.end <= whole.start and whole.start - m.span.end < FAR]
    if re.fullmatch(r"the latter", words, re.IGNORECASE):
        return _last(before, words)
    found = SHORT.fullmatch(words)
    if found is None:
        return None
    head = found["head"].lower()
    for find in (_same_words, _office, _outlet, _body):
        speaker = find(text, words, head, whole, before, said)
        if speaker is not None:
            return speaker
    return None


def _last(before: Sequence[Mention], words: str) -> Speaker | None:
    named = [m for m in before if m.kind in ("person", "organisation", "group")]
    persons = [m for m in named[-4:] if m.kind == "person"]
    m = persons[-1] if len(persons) > 1 else named[-1] if named else None
    return Speaker(KIND_OF[m.kind], m.name, evidence(m, before), f"{words} = the last one named") if m else None


def _same_words(
    text: str, words: str, head: str, whole: Span, before: Sequence[Mention], said: Sequence[Said]
) -> Speaker | None:
    """The last source without a name, or document, that the same noun is of: the same party."""
    if head not in lexicon().anonymous and head not in lexicon().documents:
        return None
    modifiers = set(words.lower().split()[1:-1])
    for s in reversed(said[-6:]):
        own = re.findall(r"[\w-]+", (s.speaker.name or "").lower())
        unnamed = s.speaker.kind in ("unnamed_official", "unnamed_source", "unnamed_group", "document")
        if unnamed and head in own and modifiers <= set(own) and s.speaker.name:
            return Speaker(s.speaker.kind, s.speaker.name, s.speaker.span, f"{words} = the source before")
    return None


def _office(
    text: str, words: str, head: str, whole: Span, before: Sequence[Mention], said: Sequence[Said]
) -> Speaker | None:
    """'the governor': the person last named with that office; else the person who spoke last, if near."""
    if head not in names().offices:
        return None
    for m in reversed([m for m in before if m.kind == "person"]):
        around = m.span.of(text).lower() + " | " + _beside(text, m)
        if re.search(rf"\b{head}\b", around):
            return Speaker("named_person", m.name, evidence(m, before), f"{words} = who is called so")
    last = said[-1] if said else None
    if last and last.speaker.kind == "named_person" and sentences_between(text, last.at, whole.start) <= 3:
        return Speaker("named_person", last.speaker.name, last.speaker.span, f"{words} = the person quoted before")
    return None


def _beside(text: str, m: Mention) -> str:
    """The apposition after a name: 'Oro Vann[, the governor of Heron,]'."""
    found = re.match(r",\s[^.;:,]{3,70}", text[m.span.end : m.span.end + 80])
    return found.group().lower() if found else ""


def _outlet(
    text: str, words: str, head: str, whole: Span, before: Sequence[Mention], said: Sequence[Said]
) -> Speaker | None:
    """'the agency', 'the report': the outlet that spoke last, or the last one named near."""
    if head not in lexicon().outlet_heads | {"agency"} | WRITTEN_BY or len(words.split()) > 2:
        return None
    earlier = [s for s in said if s.speaker.kind == "media_outlet" and s.speaker.name]
    if earlier and (head not in WRITTEN_BY or whole.start - earlier[-1].at < NEAR):
        got = earlier[-1].speaker
        return Speaker("media_outlet", got.name, got.span, f"{words} = the outlet before")
    near = [m for m in before if m.kind == "outlet" and whole.start - m.span.end < NEAR]
    if not near or head == "agency":
        return None
    return Speaker("media_outlet", near[-1].name, evidence(near[-1], before), f"{words} = the outlet named before")


def _body(
    text: str, words: str, head: str, whole: Span, before: Sequence[Mention], said: Sequence[Said]
) -> Speaker | None:
    """'the ministry', 'the group': the body last named with that word; of any body, the one that spoke last."""
    if head not in lexicon().bodies | names().groups | ANY_BODY and head.capitalize() not in names().organisations:
        return None
    rest = [w for w in words.lower().split()[1:-1] if w not in ("same", "state")]
    bodies = [m for m in before if m.kind in ("organisation", "group", "outlet")]
    for m in reversed(bodies):
        held = re.findall(r"[\w-]+", (m.name + " " + m.span.of(text)).lower())
        if head in held and all(w in held for w in rest) and len(held) > 1:
            return Speaker(KIND_OF[m.kind], m.name, evidence(m, before), f"{words} = the one named so before")
    last = said[-1].speaker if said else None
    if head in ANY_BODY and not rest and last and last.kind == "named_organisation" and last.name:
        return Speaker(last.kind, last.name, last.span, f"{words} = the body quoted before")
    only = {m.name for m in bodies if m.kind != "outlet"}
    if head in ANY_BODY and not rest and len(only) == 1:
        m = next(m for m in reversed(bodies) if m.kind != "outlet")
        return Speaker(KIND_OF[m.kind], m.name, evidence(m, before), f"{words} = the only body named")
    return None
