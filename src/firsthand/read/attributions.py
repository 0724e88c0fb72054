"""Attributions of an article: relations of words made into spans, with stance, mode, addressee, venue, speaker and nesting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from firsthand.model.articles import Article
from firsthand.model.ids import make_id
from firsthand.model.readings import Attribution, Mention, Mode
from firsthand.model.spans import Span, Spans, hull
from firsthand.read import crf, rules
from firsthand.read.labels import Relation, find_cues, relations
from firsthand.read.lexicon import lexicon
from firsthand.read.speakers import Said, resolve
from firsthand.read.stance import stance_of
from firsthand.read.words import Paragraph, stretches

BY = "crf 1"
ADDRESSED = frozenset(["told", "tell", "tells", "telling", "informed", "briefed"])
VENUE_STARTS = frozenset({"in", "on", "at", "during", "via", "through"})


def read_attributions(
    article: Article, read: list[Paragraph], mentions: tuple[Mention, ...]
) -> tuple[Attribution, ...]:
    """Every attribution of the article once, in order of content."""
    rows: dict[str, Attribution] = {}
    said: list[Said] = []
    for p in read:
        for relation in sorted(read_paragraph(p), key=lambda r: r.cue[0]):
            made = _made(article, p, relation, mentions, said)
            rows.setdefault(made.id, made)
    ordered = sorted(rows.values(), key=lambda a: (a.content, a.source, a.id))
    return tuple(_nested(a, ordered) for a in ordered)


def read_paragraph(p: Paragraph) -> list[Relation]:
    """The relations of one paragraph: by the labellers where there is a parse, by rules else; formats by rules always."""
    cues, arguments = crf.load("cues"), crf.load("arguments")
    if p.parsed and cues is not None and arguments is not None:
        found = relations(p, find_cues(p, cues), arguments, BY)
    else:
        found = rules.by_rules(p)
    found = rules.formats(p, found)
    return found + rules.relays(p, found)


def spans_of(p: Paragraph, numbers: Sequence[int]) -> Spans:
    """The places of words; neighbours make one stretch."""
    return tuple(p.span(first, last) for first, last in stretches(numbers))


def mode_of(p: Paragraph, content: Sequence[int]) -> Mode:
    """By quotation marks alone: direct if nine words in ten stand between them, indirect if none does."""
    words = [i for i in content if p.words[i][0].isalnum()]
    quoted = sum(p.quoted[i] for i in words)
    if not quoted:
        return "indirect"
    return "direct" if quoted >= 0.9 * len(words) else "mixed"


def _made(article: Article, p: Paragraph, r: Relation, mentions: tuple[Mention, ...], said: list[Said]) -> Attribution:
    source, content = spans_of(p, r.source), spans_of(p, r.content)
    speaker = resolve(article.text, p, r.source, mentions, said)
    if r.source:
        said.append(Said(p.starts[r.source[0]], speaker))
    ints = [n for s in (*content, *source) for n in (s.start, s.end)]
    return Attribution(
        id=make_id("attribution", article.id, *ints),
        article_id=article.id,
        source=source,
        cue=spans_of(p, r.cue),
        content=content,
        addressee=_addressee(p, r),
        venue=_venue(p, r),
        mode=mode_of(p, r.content),
        stance=stance_of(p, r),
        source_kind=speaker.kind,
        speaker=speaker.name,
        speaker_span=speaker.span,
        speaker_why=speaker.why,
        inside=None,
        confidence=round(r.sureness, 3),
        by=r.by,
    )


def _addressee(p: Paragraph, r: Relation) -> Span | None:
    """The words after 'told' that are neither content nor a time: 'told Al-Mayadeen on Monday that' gives Al-Mayadeen."""
    told = [i for i in r.cue if p.words[i].lower() in ADDRESSED]
    if not told:
        return None
    start = end = told[-1] + 1
    taken = {*r.content, *r.source}
    stops = {
        "that",
        "on",
        "in",
        "at",
        "during",
        "by",
        "after",
        "when",
        "how",
        "about",
        "of",
        "via",
        ",",
        ".",
        ":",
        "(",
        "“",
        '"',
    }
    while end < len(p.words) and end not in taken and p.words[end].lower() not in stops and end - start < 10:
        end += 1
    if end - 1 > start and p.words[end - 1].lower().endswith("day"):
        end -= 1
    return p.span(start, end) if end > start else None


def _venue(p: Paragraph, r: Relation) -> Span | None:
    """'in a statement', 'at a press conference', 'on X', near the cue and in its sentence."""
    taken = {*r.content, *r.source, *r.cue}
    low = [w.lower() for w in p.words]
    for i in [*range(r.cue[-1], min(len(low), r.cue[-1] + 14)), *range(max(0, r.cue[0] - 14), r.cue[0])]:
        if low[i] not in VENUE_STARTS or i in r.content or p.sentence[i] != p.sentence[r.root]:
            continue
        for end in range(i + 1, min(len(low), i + 8)):
            if end in taken or low[end] in {",", ".", "that"} | VENUE_STARTS:
                break
            if low[end] in lexicon().venues:
                return p.span(i + 1, end + 1)
    return None


def _nested(a: Attribution, all_: Sequence[Attribution]) -> Attribution:
    """With `inside`: the narrowest attribution whose content holds this one's cue, or that relays this one's content."""
    own = hull((*a.cue, *a.source))
    if own is None:
        return a
    holders = [b for b in all_ if b is not a and b.content != a.content and any(s.contains(own) for s in b.content)]
    if holders:
        return replace(a, inside=min(holders, key=lambda b: (sum(map(len, b.content)), b.id)).id)
    if a.by == rules.BY:
        relayed = [
            b for b in all_ if b is not a and b.by != "" and _same_words(a, b) and b.cue < a.cue and b.id != a.id
        ]
        if relayed:
            return replace(a, inside=relayed[0].id)
    return a


def _same_words(a: Attribution, b: Attribution) -> bool:
    return a.content == b.content and a.source != b.source
