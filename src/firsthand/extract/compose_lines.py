"""The lines of a dump, each already told what it is, as articles: parts, and what heads and tails say, every one located."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from firsthand.extract.compose import foot_pieces, page_name, prose, said_by, settled, with_bio
from firsthand.extract.dates import dates_in
from firsthand.extract.draft import Draft, Piece, datum, whole
from firsthand.extract.header import Field, HeadLine, footer, furniture, head_line
from firsthand.extract.line_grammar import Cut, Reading
from firsthand.extract.names import is_person
from firsthand.extract.page import Block, Page, place
from firsthand.model.articles import Datum, PartKind
from firsthand.model.spans import Span, hull

PLAIN: dict[str, PartKind] = {
    "kicker": "kicker", "caption": "caption", "aside": "furniture", "note": "note", "subhead": "subhead", "bio": "bio",
    "comment": "furniture", "chrome": "furniture",
}  # fmt: skip
# "# ", "3. ", "[3] ", "HEADLINE: ": what the titles of one page begin with; not "Police: two held" on one of many
OPENING = re.compile(r"(?:[#*>•·\-–—→»§=+■~_]+\s*|[\[(]?\d{1,3}[\].):]*\s+|[^\W\d_][\w ]{1,20}:\s+)")
# "(The Lantern, 3 May 2031)", "[Tidewire]" at the end of a title
CLOSING = re.compile(r"\s*(?P<open>[(\[])(?P<words>[^()\[\]]{2,60})[)\]]$")
WRAPS = "*_[]()<>=/~#“”\" \t"
# "Reporter: Mara Venn"; not "3:20"
LABEL = re.compile(r"[^\W\d_][\w .]{1,20}:\s+(?=\S)")
MOST = 0.6  # share of a page's titles that must open or close alike for it to be the page's habit


def drafts(page: Page, reading: Reading, layout: str) -> list[Draft]:
    """One draft an article; what stands above the first may name the site."""
    blocks = page.blocks
    name = page_name(blocks[: reading.cuts[0].start])
    titles = [blocks[i].text for c in reading.cuts for i in _titles(reading, c)[:1]]
    trims = _habit(titles)
    site = [] if name is None else [datum("republisher", " ".join(name.text.split()), "header_line", name, Span(0, len(name.text)))]
    return [_draft(blocks, reading, cut, trims, site, layout) for cut in reading.cuts]


def _draft(
    blocks: Sequence[Block], reading: Reading, cut: Cut, trims: tuple[bool, bool], site: list[Datum], layout: str
) -> Draft:
    pieces, data = list[Piece](), list[Datum]()
    titles, seen = _titles(reading, cut), False
    if titles:
        data += _title([blocks[i] for i in titles], trims)
    for i in range(cut.start, cut.end):
        new, said = _line(blocks[i], "title" if i in titles else reading.roles[i], first=not seen, data=data)
        seen = seen or reading.roles[i] == "prose"
        pieces += new
        data += said
    pieces = with_bio(pieces, [d.value for d in data if d.kind == "byline"])
    return Draft(tuple(pieces), tuple(settled([*data, *site])), layout)


def _titles(reading: Reading, cut: Cut) -> list[int]:
    """The lines of an article's headline: the first run of them in its head."""
    lines = [i for i in range(cut.start, cut.end) if reading.roles[i] == "title"]
    return [i for n, i in enumerate(lines) if i == lines[0] + n]


def _habit(titles: Sequence[str]) -> tuple[bool, bool]:
    """Whether the page's titles open alike ("3. ", "HEADLINE: "), and whether they close in brackets."""
    openings = Counter(re.sub(r"\d+", "0", m[0]) for t in titles if (m := OPENING.match(t)))
    closings = Counter(m["open"] for t in titles if (m := CLOSING.search(t)))
    enough = max(2, MOST * len(titles))
    return any(n >= enough for n in openings.values()), any(n >= enough for n in closings.values())


def _title(blocks: Sequence[Block], trims: tuple[bool, bool]) -> list[Datum]:
    """The title, its page's openings and brackets taken off; what the brackets say."""
    said, first, last = list[Datum](), blocks[0], blocks[-1]
    start = m.end() if trims[0] and (m := OPENING.match(first.text)) else 0
    end = len(last.text)
    if trims[1] and (m := CLOSING.search(last.text)) and (m.start() > start or first is not last):
        end = m.start()
        said = _said(last, Span(*m.span("words")))
    if len(blocks) == 1:
        return [datum("title", " ".join(first.text[start:end].split()), "header_line", first, _trimmed(first.text, start, end)), *said]
    spans = [place(first, Span(start, len(first.text))), *(place(b, Span(0, len(b.text))) for b in blocks[1:-1]), place(last, Span(0, end))]
    words = " ".join(" ".join([first.text[start:], *(b.text for b in blocks[1:-1]), last.text[:end]]).split())
    return [Datum("title", words, "header_line", hull(spans), words), *said]


def _trimmed(text: str, start: int, end: int) -> Span:
    """The stretch without the marks it is wrapped in."""
    inner = Span(start, end).trim(text)
    return inner if len(inner) else Span(0, len(text))


def _line(block: Block, role: str, *, first: bool, data: Sequence[Datum]) -> tuple[list[Piece], list[Datum]]:
    match role:
        case "title":
            return [whole(block, "headline" if first else "subhead")], []
        case "prose":
            return prose(block, first=first)
        case "deck":
            told = [] if any(d.kind == "standfirst" for d in data) else [
                datum("standfirst", block.text, "header_line", block, Span(0, len(block.text)))
            ]
            return [whole(block, "standfirst")], told
        case "meta":
            said = _said(block, Span(0, len(block.text)))
            byline = any(d.kind == "byline" for d in said)
            return [whole(block, "byline" if byline else "source_line")], said
        case "tail":
            return _tail(block, data)
    return [whole(block, PLAIN[role])], []


def _tail(block: Block, data: Sequence[Datum]) -> tuple[list[Piece], list[Datum]]:
    """A line of an article's end: "Posted by", tags, a source; a byline or date where the head had none."""
    if (foot := footer(block.text)) is not None:
        return foot_pieces(block, foot)
    if (kind := furniture(block.text)) is not None:
        return [whole(block, kind)], []
    had = {d.kind for d in data}
    said = [d for d in _said(block, Span(0, len(block.text))) if d.kind == "declared_source" or d.kind not in had]
    if any(d.kind == "byline" for d in said):
        return [whole(block, "byline")], said
    return [whole(block, "source_line" if said else "furniture")], said


def _said(block: Block, span: Span) -> list[Datum]:
    """What a stretch of a head says, read as a head line; if it is none, its date and its one person."""
    inner = _unwrapped(block.text, span)
    line = head_line(inner.of(block.text))
    line = line if line is not None else _loosely(inner.of(block.text))
    moved = tuple(replace(f, span=f.span.shift(inner.start)) for f in line.fields)
    return said_by(HeadLine(moved, line.has_byline), block)


def _unwrapped(text: str, span: Span) -> Span:
    """The stretch without the marks around it: '*The Lantern, 3 May*' gives 'The Lantern, 3 May'."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip(WRAPS))
    end = span.end - (len(words) - len(words.rstrip(WRAPS)))
    return Span(start, end) if start < end else span


def _loosely(text: str) -> HeadLine:
    """The first date of a line that is no plain head line, and the persons that stand alone between its marks."""
    dated = list(dates_in(text))[:1]
    fields = [Field("published", d.edtf, d.span) for d in dated]
    start = 0
    for mark in [*re.finditer(r"\s*[|•·,;]\s*|\s+[–—―/-]{1,2}\s+|\.\s+", text), None]:
        span = Span(start, mark.start() if mark else len(text)).trim(text)
        label = LABEL.match(span.of(text))
        span = Span(span.start + label.end(), span.end) if label else span
        if is_person(span.of(text)) and not any(d.span.overlaps(span) for d in dated) and label:
            fields.append(Field("byline", " ".join(span.of(text).split()), span))
        start = mark.end() if mark else len(text)
    return HeadLine(tuple(sorted(fields, key=lambda f: f.span)))
