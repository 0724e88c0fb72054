"""What a line that is known to be of a head says, though it is no head line by itself: labels, dates, names alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from firsthand.extract.credits import credited, is_role, leads
from firsthand.extract.dates import dates_in
from firsthand.extract.head_clauses import SMALL_END, names_nobody
from firsthand.extract.header import Field, FieldKind, HeadLine, head_line
from firsthand.extract.names import DIVIDER, is_given, is_name, is_person, people
from firsthand.lang import get
from firsthand.lang.outlet_names import sounds_like_outlet
from firsthand.model.spans import Span

WRAPS = '*_[]()<>=/~#“”" \t'
# "Reporter: Mara Venn", "Author(s): ..."; not "3:20"
LABEL = re.compile(r"(?P<label>[^\W\d_][\w .()]{0,20}?)\s*:\s+(?=\S)")
# between two things a line says; not the comma in "May 3, 2031", whose date is found first
MARK = re.compile(r"\s*[|•·;]\s*|\s+[–—―/-]{1,2}\s+|,\s+|\t+")
# "3/5/2031", "19/11", whose order nobody told: a date, but which one
UNREAD = re.compile(r"(?<![\d./-])\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?(?![\d./-])")
# "via The Lantern 6 days ago", "quoted from The Lantern"; not "from our correspondent Mara Venn"
LED = re.compile(
    r"(?:[a-z]+\s)?(?:from|via|in|courtesy of)\s+"
    r"(?P<name>(?:the\s)?[A-Z][\w.’'-]*(?:\s(?:(?:of|and|de|la|the)\s)?[A-Z][\w.’'-]*){0,4})",
)
# "Mara Venn @maravenn", "Mara Venn <venn@lantern.example>"
HANDLE = re.compile(r"\s+(?:@\w+|<\S+@\S+>?)$")
LONGEST_SECTION = 3  # words
CLOCK = re.compile(r"(?<!\d)\d{1,2}[.:]\d\d(?!\d)(?:\s?[AaPp]\.?[Mm]\b\.?)?(?:\s[A-Z]{2,4}\b)?")


def head_fields(text: str, *, alone: bool = False) -> HeadLine:
    """The fields of a line of a head, whatever marks are around it.

    'Paper: The Lantern' gives an outlet, '*Tidewire, 3 May 2031*' an outlet and a day, 'Nova Rec, 3.05.2031, page 4' too.
    `alone`: a line that is persons' names and nothing else is a byline.
    """
    inner = unwrapped(text)
    words = inner.of(text)
    line = _labelled(words) or _with_person(head_line(words)) or _loose(words, alone=alone)
    return HeadLine(tuple(replace(f, span=f.span.shift(inner.start)) for f in line.fields), line.has_byline)


def unwrapped(text: str) -> Span:
    """Where a line stands without the marks around it."""
    start, end = len(text) - len(text.lstrip(WRAPS)), len(text.rstrip(WRAPS))
    end += text[end : end + 1] == ")" and text.count("(", start, end) > text.count(")", start, end)  # 'Tidewire (TW)'
    return Span(start, end) if start < end else Span(0, len(text))


def _labelled(text: str) -> HeadLine | None:
    """A line whose label says what it holds; None if it has none we know."""
    match = LABEL.match(text)
    kind = get("en").dictionary("header_labels").get(match["label"].casefold()) if match else None
    if match is None or kind is None:
        return None
    span = Span(match.end(), _without_handle(text))
    dated = [Field("published", d.edtf, d.span) for d in dates_in(text)][:1]
    if kind in ("published", "updated"):
        return HeadLine(tuple(replace(f, kind=_date_kind(kind)) for f in dated)) if dated else None
    if kind == "byline":
        named = people(text, span)
        return HeadLine((*(Field("byline", name, at) for name, at in named), *dated), has_byline=True)
    free = next((s for s in _between(text, span) if not any(f.span.overlaps(s) for f in dated)), None)
    names = [Field("source" if kind == "source" else "outlet", _said(text, free), free)] if free else []
    return HeadLine((*names, *dated))


def _without_handle(text: str) -> int:
    """Where a line ends, an address after a name taken off."""
    return match.start() if (match := HANDLE.search(text)) else len(text)


def _with_person(line: HeadLine | None) -> HeadLine | None:
    """What would be an outlet but begins with a given name is who wrote it: "3 May 2031 | Mara Venn"."""
    if line is None or line.has_byline:
        return line
    given = {f for f in line.of("outlet") if is_given(f.value)}
    return HeadLine(tuple(replace(f, kind="byline") if f in given else f for f in line.fields), bool(given))


def _date_kind(kind: str) -> FieldKind:
    return "updated" if kind == "updated" else "published"


def _loose(text: str, *, alone: bool) -> HeadLine:
    """Whom a line credits, the first date, the one name beside it; a person alone."""
    own = Span(0, _without_handle(text))
    if alone and is_person(own.of(text)):
        return HeadLine((Field("byline", _said(text, own), own),), has_byline=True)
    if (house := _section(text)) is not None:
        return HeadLine((Field("outlet", _said(text, house), house),))
    if (writer := _with_role(text)) is not None:
        return HeadLine((Field("byline", _said(text, writer), writer),), has_byline=True)
    if alone and (names := _persons_only(text, own)):
        return HeadLine(tuple(Field("byline", name, at) for name, at in names), has_byline=True)
    dated = [Field("published", d.edtf, d.span) for d in dates_in(text)][:1]
    days = [f.span for f in dated] or [Span(*m.span()) for m in UNREAD.finditer(text)][:1]
    by = _who(text, days or [Span(*m.span()) for m in CLOCK.finditer(text)][:1])
    return HeadLine(tuple(sorted([*by, *dated, *_where(text, days, by)], key=lambda f: f.span)), has_byline=bool(by))


def _section(text: str) -> Span | None:
    """The outlet of a line that has a part of it besides: 'The Darma Courier | HEALTH', 'Darma News Agency - English Service'."""
    parts = list(_between(text, Span(0, len(text))))
    named = len(parts) == 2 and is_name(parts[0].of(text)) and sounds_like_outlet(parts[0].of(text))
    plain = named and not any(map(str.isdigit, text)) and "," not in text and not is_person(parts[1].of(text))
    return parts[0] if plain and len(parts[1].of(text).split()) <= LONGEST_SECTION else None


def _with_role(text: str) -> Span | None:
    """'Mara Venn' of 'Mara Venn, medical correspondent'."""
    name, comma, role = text.partition(", ")
    return Span(0, len(name)) if comma and is_person(name) and is_role(role) else None


def _persons_only(text: str, span: Span) -> list[tuple[str, Span]]:
    """The two persons or more that a line names and nothing else: 'Anna Venn and Oro Ilk'; not 'Anna Venn, North Lesk'."""
    named = people(text, span)
    several = 1 < len(named) == len(DIVIDER.findall(text, span.start, span.end)) + 1
    sure = [is_given(name) for name, _ in named]
    return named if several and (all(sure) or (any(sure) and "," not in span.of(text))) else []


def _who(text: str, held: list[Span]) -> list[Field]:
    """Those named after "By" in some language, else the persons set off from a date or time (`held`)."""
    led = [Field("byline", c.name, c.span) for did, at, _ in leads(text) if did == "wrote" for c in credited(text, at)]
    free = [s for s in _free(text, held) if _set_off(text, s)] if held else []
    return led or [Field("byline", name, at) for s in free for name, at in people(text, s)]


def _where(text: str, days: list[Span], by: list[Field]) -> list[Field]:
    """The name after "via" or "from", else the only one beside a day."""
    led = LED.match(text)
    if led and not by and not is_person(led["name"]):
        return [Field("outlet", led["name"], Span(*led.span("name")))]
    free = [s for s in _free(text, days) if is_name(s.of(text)) and not is_person(s.of(text))] if days else []
    names = [s for s in free if not any(f.span.overlaps(s) for f in by) and not names_nobody(s.of(text))]
    return [Field("outlet", _said(text, names[0]), names[0])] if len(names) == 1 else []


def _set_off(text: str, span: Span) -> bool:
    """Whether a mark other than a comma parts a stretch from the rest: a comma parts a place from its day, too."""
    before, after = text[: span.start].rstrip(WRAPS), text[span.end :].lstrip(WRAPS)
    return bool(before or after) and before[-1:] != "," and after[:1] != ","


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
            words = SMALL_END.sub("", piece.of(text).rstrip(" ,.;("))
            yield Span(piece.start, piece.start + len(words))
        start = mark.end() if mark else span.end


def _said(text: str, span: Span) -> str:
    return " ".join(span.of(text).split())
