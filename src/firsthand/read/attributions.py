"""Attributions of an article: relations of words made into spans, with stance, mode, addressee, venue, speaker and nesting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from firsthand.model.articles import Article
from firsthand.model.ids import make_id
from firsthand.model.readings import Attribution, Mention, Mode
from firsthand.model.spans import Spans, hull
from firsthand.read import crf, rules
from firsthand.read.channels import addressee, venue
from firsthand.read.labels import Relation, find_cues, relations
from firsthand.read.mend import mend
from firsthand.read.speakers import Said, resolve
from firsthand.read.stance import stance_of
from firsthand.read.words import Paragraph, stretches

BY = "crf 1"


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
        found = mend(p, relations(p, find_cues(p, cues), arguments, BY))
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
        addressee=addressee(p, r),
        venue=venue(p, r),
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
