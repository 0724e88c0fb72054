"""The told side of a chain: relays, channels and the speaker, outermost first."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import Literal

from firsthand.lang import get
from firsthand.model.articles import Article
from firsthand.model.findings import Hop, HopHow, HopKind
from firsthand.model.readings import Attribution, Mention, MentionKind
from firsthand.model.spans import Span, Spans, hull
from firsthand.trace.documents import document_beside, is_headed, issuer, shown_by, words_of_document, written_before
from firsthand.trace.frame import (
    around,
    cited_by,
    document_around,
    document_behind,
    employer,
    is_document,
    mouthpiece,
    outlet_around,
    outlet_meant,
    owner_of_document,
    told_before,
)
from firsthand.trace.page import same_party
from firsthand.trace.told import outlet_told
from firsthand.trace.within import spoken_within

# "in a statement", "during an interview with": the channel begins after these
LEAD = re.compile(r"(?:in|at|on|via|through|from|during|to|with|by)\s+", re.IGNORECASE)
OWNED = re.compile(r"(?:its|his|her|their)\s+", re.IGNORECASE)  # "its bulletin"
UNNAMED = re.compile(r"\b(?:sources?|officials?|people|persons?|witness(?:es)?|residents?|analysts?)\b", re.IGNORECASE)
FAR = 90  # characters behind a document's words that say more of it
PARTY_KIND: dict[str, HopKind] = {
    "named_person": "person",
    "named_organisation": "organisation",
    "media_outlet": "relay",
    "document": "document",
    "unnamed_official": "unnamed",
    "unnamed_source": "unnamed",
    "unnamed_group": "unnamed",
    "none": "unnamed",
}


def outwards(attribution: Attribution, by_id: dict[str, Attribution]) -> tuple[Attribution, ...]:
    """The attributions that pass this one on, outermost first; a circle is left at its first return."""
    found: list[Attribution] = []
    seen = {attribution.id}
    outer = by_id.get(attribution.inside or "")
    while outer and outer.id not in seen:
        found.append(outer)
        seen.add(outer.id)
        outer = by_id.get(outer.inside or "")
    return tuple(reversed(found))


def relay_hops(
    article: Article, relay: Attribution, told: Attribution, mentions: tuple[Mention, ...]
) -> tuple[Hop, ...]:
    """The hops of an attribution that passes another, `told`, on: its channels, then whoever speaks in it."""
    speaker = speaker_hop(article, relay, mentions)
    if speaker is None or (relay.stance in ("denies", "declines") and _is_report(article, told)):
        return ()  # 'he denied reports on social media that': these came by nobody
    return (*channel_hops(article, relay, mentions), *_employer_hops(article, relay, mentions), passed_on(speaker))


def _is_report(article: Article, told: Attribution) -> bool:
    """Whether something is told as "reports" or "rumours", and by no verb."""
    return any(s.of(article.text).lower() in _reporting() for s in told.cue)


@cache
def _reporting() -> frozenset[str]:
    return frozenset(get("en").dictionary("rule_words")["reporting"].split())


def channel_hops(article: Article, attribution: Attribution, mentions: tuple[Mention, ...]) -> tuple[Hop, ...]:
    """The outlet somebody told, and the venue or document somebody spoke through."""
    hops: list[Hop] = []
    for span in (attribution.addressee, attribution.venue):
        if span is None or (span == attribution.venue and _is_own_voice(span.of(article.text))):
            continue
        if span == attribution.venue and (own := _own_channel(article, span)) is not None:
            hops.append(own)
            continue
        if told := outlet_told(article, span, mentions):
            hops.append(_hop(article, *told, "relay", "told"))
        elif span == attribution.venue and (passed := _venue_hop(article, span)) is not None:
            hops.append(passed)
    frame = around(article, attribution)
    if outlet := shown_by(article, (*frame, *_behind_venue(article, attribution)), mentions):
        hops.insert(0, _hop(article, *outlet, "relay", "cites"))
    if not hops and (teller := told_before(article, attribution, mentions)):
        return (_hop(article, teller.span, teller.name, "relay", "told"),)
    if hops or attribution.venue:
        return tuple(hops)
    return _channel_around(article, frame, mentions) or _channel_behind(article, attribution)


def _behind_venue(article: Article, attribution: Attribution) -> tuple[Span, ...]:
    """What a document's words go on to say of it: 'In its statement[, carried by Kalda Radio], the office said'."""
    at = attribution.venue
    if at is None or not is_document(at.of(article.text)):
        return ()
    stop = min(
        s.start
        for s in (*attribution.source, *attribution.cue, *attribution.content, Span(at.end + FAR, at.end + FAR))
        if s.start >= at.end
    )
    end = article.text.find(".", at.end, stop)
    return (Span(at.end, end if end >= 0 else stop),)


def _channel_around(article: Article, frame: Spans, mentions: tuple[Mention, ...]) -> tuple[Hop, ...]:
    """The channel that stands in the words between source, cue and content, where reading left it there."""
    if outlet := outlet_around(frame, mentions):
        return (_hop(article, outlet.span, outlet.name, "relay", "cites"),)
    document = document_around(article, frame)
    return (_hop(article, document, document.of(article.text), "document", "cites"),) if document else ()


def _channel_behind(article: Article, attribution: Attribution) -> tuple[Hop, ...]:
    """'claimed the raid in its bulletin, Heron': the document right behind the few words that were claimed."""
    document = document_behind(article, attribution)
    return (_hop(article, document, document.of(article.text), "document", "cites"),) if document else ()


def last_hops(
    article: Article,
    attribution: Attribution,
    mentions: tuple[Mention, ...],
    holds: bool = False,
    told: Iterable[Attribution] = (),
) -> tuple[Hop, ...]:
    """Whoever speaks, and whoever the text says the speaker has it from; none if the text names nobody.

    `holds`: another attribution was read within its content, and has a chain of its own. `told`: all of the article.
    """
    speaker = speaker_hop(article, attribution, mentions)
    if speaker is None:
        return ()
    if (before := written_before(article, attribution, told)) and (writer := speaker_hop(article, before, mentions)):
        return (replace(speaker, kind="document", how="cites", party=speaker.words), writer)
    if cited := cited_by(article, attribution):
        return (passed_on(speaker), *_cited_hops(article, cited, mentions))
    if mouth := mouthpiece(article, attribution, mentions):
        return (passed_on(speaker), _hop(article, mouth.span, mouth.name, "person", "speaks"))
    if owner := owner_of_document(article, attribution, mentions):
        written = replace(speaker, kind="document", how="cites", party=speaker.words)
        kind: HopKind = "person" if owner[2] == "person" else "organisation"
        return (written, _hop(article, owner[0], owner[1], kind, "speaks"))
    if not holds and (found := spoken_within(article, attribution, mentions)):
        return (passed_on(speaker), _hop(article, *found, "speaks"))
    if attribution.source_kind == "document" and (own := _document_with_owner(article, attribution)):
        return _documented(article, own, speaker, mentions, attribution)
    is_text = speaker.kind == "document" or (speaker.kind == "unnamed" and same_party(speaker.party, speaker.words))
    if is_text and (whole := words_of_document(article, attribution)):
        return _documented(article, whole, speaker, mentions)
    return (*_employer_hops(article, attribution, mentions), speaker)


def _documented(
    article: Article,
    whole: Span,
    speaker: Hop,
    mentions: tuple[Mention, ...],
    attribution: Attribution | None = None,
) -> tuple[Hop, ...]:
    """The outlet that a document was shown by, the document, and whose it is: by its words, else as reading told."""
    seen, owner = shown_by(article, [whole], mentions), issuer(article, whole, mentions)
    if attribution is not None and attribution.speaker and attribution.speaker_span:
        kinds_of: list[MentionKind] = [m.kind for m in mentions if m.name == attribution.speaker]
        nobody: MentionKind | None = (
            None if attribution.speaker.islower() else "organisation"
        )  # 'two crews' are nobody's name
        owner = (attribution.speaker_span, attribution.speaker, kinds_of[0] if kinds_of else nobody)
    relays = (_hop(article, *seen, "relay", "cites"),) if seen else ()
    words = whole.of(article.text) if attribution is not None else speaker.party or ""
    written = replace(speaker, kind="document", how="cites" if owner else "speaks", party=words.split(",")[0])
    if owner is None:
        return (*relays, written)
    kinds: dict[MentionKind | None, HopKind] = {
        "person": "person",
        "group": "group",
        "outlet": "relay",
        None: "unnamed",
    }
    return (*relays, written, _hop(article, owner[0], owner[1], kinds.get(owner[2], "organisation"), "speaks"))


def _document_with_owner(article: Article, attribution: Attribution) -> Span | None:
    """The document's words, where reading told whose it is: 'the letter' that Oro Vann wrote before; of 'it' those beside whose
    it is: 'the letter' of 'the letter that Oro Vann wrote'.
    """
    source = hull(attribution.source)
    words = source.of(article.text) if source else ""
    if source is None or not attribution.speaker or is_document(attribution.speaker) or is_headed(attribution.speaker):
        return None
    if words.lower() in ("it", "its"):
        return document_beside(article, attribution.speaker_span) if attribution.speaker_span else None
    if _views().match(words) or not (is_headed(words) or is_document(words)):
        return None
    return words_of_document(article, attribution) or source


@cache
def _any_of_rule(name: str) -> str:
    """The words of a row of `rule_words`, with or without an -s, as a pattern."""
    return rf"(?:{'|'.join(get('en').dictionary('rule_words')[name].split())})s?"


@cache
def _spoken() -> re.Pattern[str]:
    """Occasions that are called as what is written of them: an interview, a briefing."""
    return re.compile(rf"\b{_any_of_rule('spoken')}$", re.IGNORECASE)


@cache
def _gives_out() -> re.Pattern[str]:
    """Occasions at which news is given out: a press conference."""
    return re.compile(rf"\b{_any_of_rule('gives_out')}\b", re.IGNORECASE)


@cache
def _views() -> re.Pattern[str]:
    """'the assessment of' somebody is what he thinks, and nothing written."""
    return re.compile(rf"the\s{_any_of_rule('views')}\sof\b", re.IGNORECASE)


def _employer_hops(article: Article, attribution: Attribution, mentions: tuple[Mention, ...]) -> tuple[Hop, ...]:
    """'Kalda Radio’s Oro Vann reported': the outlet whose reporter speaks."""
    outlet = employer(article, attribution, mentions)
    return (_hop(article, outlet.span, outlet.name, "relay", "cites"),) if outlet else ()


def passed_on(speaker: Hop) -> Hop:
    """The speaker as one who passes on what somebody else said."""
    return replace(speaker, kind="document" if speaker.kind == "document" else "relay", how="cites")


def _cited_hops(article: Article, span: Span, mentions: tuple[Mention, ...]) -> tuple[Hop, ...]:
    words = span.of(article.text)
    if is_headed(words):
        return _documented(article, span, _hop(article, span, words, "document", "speaks"), mentions)
    kinds: tuple[Literal["outlet", "person", "organisation", "group"], ...]
    kinds = ("outlet", "person", "organisation", "group")
    for kind in kinds:
        named = _mention_in(span, mentions, {kind})
        # "sources in the ministry" is nobody's name: only a party named as a whole is
        if named and named.span.end == span.end and not UNNAMED.search(words):
            return (_hop(article, span, named.name, "relay" if kind == "outlet" else kind, "speaks"),)
    return (_hop(article, span, words, "document" if is_document(words) else "unnamed", "speaks"),)


def speaker_hop(article: Article, attribution: Attribution, mentions: tuple[Mention, ...]) -> Hop | None:
    """Whoever speaks; None if the text names nobody, not even vaguely."""
    span = hull(attribution.source) or attribution.speaker_span
    if span is None:
        cue = hull(attribution.cue)
        outlet = _outlet_named_after(article, cue, mentions) if cue else None
        return _hop(article, outlet.span, outlet.name, "relay", "speaks") if outlet else None
    words = span.of(article.text)
    party = attribution.speaker or words
    if outlet := _outlet_named_after(article, span, mentions):
        span = Span(span.start, outlet.span.end)
        return _hop(article, span, outlet.name, "relay", "speaks")
    if outlet := outlet_meant(article, attribution, mentions):
        return _hop(article, span, outlet.name, "relay", "speaks")
    kind = PARTY_KIND[attribution.source_kind]
    if kind == "organisation" and _mention_in(span, mentions, {"group"}):
        kind = "group"
    # an unnamed party is the article's own words: "an Iraqi security source", with its article
    return _hop(article, span, words if kind == "unnamed" and same_party(words, party) else party, kind, "speaks")


def _outlet_named_after(article: Article, span: Span, mentions: Iterable[Mention]) -> Mention | None:
    """'the state news agency NNA reported': the name right after the words that describe it."""
    after = span.end + 1
    for m in mentions:
        if m.kind == "outlet" and m.span.start == after and article.text[span.end : after].isspace():
            return m
    return None


def _is_own_voice(words: str) -> bool:
    """Whether words are only by what means something was said: 'telephone'."""
    return words.casefold() in get("en").column("venue_means") and not is_document(words)


def _own_channel(article: Article, span: Span) -> Hop | None:
    """'its Telegram channel', 'on his page': what somebody gives out there is written, and can be looked up."""
    words = span.of(article.text)
    lead = LEAD.match(words)
    place = Span(span.start + (lead.end() if lead else 0), span.end)
    owned = OWNED.match(place.of(article.text))
    if owned is None or words.split()[-1].casefold() not in get("en").column("venue_own"):
        return None
    at = Span(place.start + owned.end(), place.end)
    return _hop(article, at, at.of(article.text), "document", "cites")


def _venue_hop(article: Article, span: Span) -> Hop | None:
    """Something written, or an occasion at which news is given out: 'a press conference'; no dinner, no call."""
    words = span.of(article.text)
    lead, owned = LEAD.match(words), OWNED.match(words)
    place = Span(span.start + max(m.end() if m else 0 for m in (lead, owned)), span.end)
    words = place.of(article.text)
    if is_document(words) and not _spoken().search(words):
        return _hop(article, place, words, "document", "cites")
    return _hop(article, place, words, "venue", "told") if _gives_out().search(words) else None


def _mention_in(span: Span, mentions: Iterable[Mention], kinds: set[MentionKind]) -> Mention | None:
    return next((m for m in mentions if m.kind in kinds and m.span.overlaps(span)), None)


def _hop(article: Article, span: Span, party: str, kind: HopKind, how: HopHow) -> Hop:
    return Hop(party, kind, how, article.id, article.offsets.to_capture(span), span.of(article.text))
