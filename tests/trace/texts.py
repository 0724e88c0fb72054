"""Invented articles with their readings, as plain values."""

from __future__ import annotations

from firsthand.model.articles import Article, Datum, DatumKind, Part
from firsthand.model.readings import Attribution, Mention, MentionKind, SourceKind
from firsthand.model.spans import OffsetMap, Run, Span

SHIFT = 50  # the article stands so far into its capture


def datum(kind: DatumKind, value: str) -> Datum:
    return Datum(kind, value, "header_line", Span(0, len(value)), value)


def article(text: str, *data: Datum, id_: str = "a-1") -> Article:
    whole = Span(0, len(text))
    offsets = OffsetMap((Run(0, len(text), SHIFT, len(text)),))
    return Article(id_, "0" * 64, whole.shift(SHIFT), text, (Part("body", whole),), offsets, data, "en", "plain")


def at(text: str, words: str) -> Span:
    """Where the words stand, which must be once."""
    assert text.count(words) == 1, words
    return Span(text.index(words), text.index(words) + len(words))


def mention(text: str, kind: MentionKind, words: str, name: str | None = None) -> Mention:
    return Mention(f"m-{words}", "a-1", at(text, words), kind, name or words)


def said(
    text: str,
    content: str,
    source: str | None,
    cue: str,
    kind: SourceKind,
    *,
    id_: str = "s-1",
    speaker: str | None = None,
    addressee: str | None = None,
    venue: str | None = None,
    inside: str | None = None,
) -> Attribution:
    return Attribution(
        id=id_,
        article_id="a-1",
        source=(at(text, source),) if source else (),
        cue=(at(text, cue),),
        content=(at(text, content),),
        addressee=at(text, addressee) if addressee else None,
        venue=at(text, venue) if venue else None,
        mode="indirect",
        stance="asserts",
        source_kind=kind,
        speaker=speaker or source,
        speaker_span=at(text, source) if source else None,
        speaker_why="named here",
        inside=inside,
        confidence=0.9,
        by="test 1",
    )
