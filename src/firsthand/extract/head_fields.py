"""What a line that is known to be of a head says, though it is no head line by itself: labels, dates, names alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from firsthand.extract.dates import dates_in
from firsthand.extract.header import Field, FieldKind, HeadLine, head_line
from firsthand.extract.names import is_person, people
from firsthand.lang import get
from firsthand.model.spans import Span

WRAPS = '*_[]()<>=/~#“”" \t'
# "Reporter: Mara Venn", "Author(s): ..."; not "3:20"
LABEL = re.compile(r"(?P<label>[^\W\d_][\w .()]{0,20}?)\s*:\s+(?=\S)")
# between two things a line says; not the comma in "May 3, 2031", whose date is found first
MARK = re.compile(r"\s*[|•·;]\s*|\s+[–—―/-]{1,2}\s+|,\s+|\t+")
# "3/5/2031", "19/11", whose order nobody told: a date, but which one
UNREAD = re.compile(r"(?<![\d./-])\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?(?![\d./-])")
# "The Lantern", "Al-Waqt", "El País"; not "page 12", "4 min read"
NAME = re.compile(r"(?:[Tt]he\s)?[^\W\d_a-z][^\d|:：;@]{1,50}$")
MOST_WORDS = 6


def head_fields(text: str, *, alone: bool = False) -> HeadLine:
    """The fields of a line of a head, whatever marks are around it.

    'Paper: The Lantern' gives an outlet, '*Tidewire, 3 May 2031*' an outlet and a day, 'Nova Rec, 3.05.2031, page 4' too.
    `alone`: a line that is a person's name and nothing else is a byline.
    """
    inner = _unwrapped(text)
    words = inner.of(text)
    line = _labelled(words) or head_line(words) or _loose(words, alone=alone)
    return HeadLine(tuple(replace(f, span=f.span.shift(inner.start)) for f in line.fields), line.has_byline)


def _unwrapped(text: str) -> Span:
    start, end = len(text) - len(text.lstrip(WRAPS)), len(text.rstrip(WRAPS))
    return Span(start, end) if start < end else Span(0, len(text))


def _labelled(text: str) -> HeadLine | None:
    """A line whose label says what it holds; None if it has none we know."""
    match = LABEL.match(text)
    kind = get("en").dictionary("header_labels").get(match["label"].casefold()) if match else None
    if match is None or kind is None:
        return None
    span = Span(match.end(), len(text))
    dated = [Field("published", d.edtf, d.span) for d in dates_in(text)][:1]
    if kind in ("published", "updated"):
        return HeadLine(tuple(replace(f, kind=_date_kind(kind)) for f in dated)) if dated else None
    if kind == "byline":
        named = people(text, span)
        return HeadLine((*(Field("byline", name, at) for name, at in named), *dated), has_byline=True)
    free = next((s for s in _between(text, span) if not any(f.span.overlaps(s) for f in dated)), None)
    names = [Field("source" if kind == "source" else "outlet", _said(text, free), free)] if free else []
    return HeadLine((*names, *dated))


def _date_kind(kind: str) -> FieldKind:
    return "updated" if kind == "updated" else "published"


def _loose(text: str, *, alone: bool) -> HeadLine:
    """The first date of a line, the one name beside it, the persons after "by"; a person alone."""
    dated = [Field("published", d.edtf, d.span) for d in dates_in(text)][:1]
    whole = Span(0, len(text))
    if alone and is_person(text):
        return HeadLine((Field("byline", _said(text, whole), whole),), has_byline=True)
    held = [f.span for f in dated] or [Span(*m.span()) for m in UNREAD.finditer(text)][:1]
    names = [s for s in _free(text, held) if _is_name(s.of(text)) and not is_person(s.of(text))]
    if held and len(names) == 1:
        dated.append(Field("outlet", _said(text, names[0]), names[0]))
    return HeadLine(tuple(sorted(dated, key=lambda f: f.span)))


def _free(text: str, held: list[Span]) -> Iterator[Span]:
    """The stretches between marks, dates taken out."""
    start = 0
    for span in [*held, Span(len(text), len(text))]:
        yield from _between(text, Span(start, max(start, span.start)))
        start = span.end


def _between(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    for mark in [*MARK.finditer(text, span.start, span.end), None]:
        piece = Span(start, max(start, mark.start() if mark else span.end)).trim(text)
        if len(piece):
            yield Span(piece.start, piece.start + len(piece.of(text).rstrip(" ,.;(")))
        start = mark.end() if mark else span.end


def _is_name(words: str) -> bool:
    return (
        bool(NAME.match(words))
        and len(words.split()) <= MOST_WORDS
        and not words.casefold().startswith(("page ", "by "))
    )


def _said(text: str, span: Span) -> str:
    return " ".join(span.of(text).split())
