"""The lines of a dump, each already told what it is, as articles: parts, and what heads and tails say, every one located."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from firsthand.extract.compose import foot_pieces, page_name, prose, said_by, settled, with_bio
from firsthand.extract.draft import Draft, Piece, datum, whole
from firsthand.extract.foots import filing, footer
from firsthand.extract.head_fields import head_fields, unwrapped
from firsthand.extract.head_settled import settled_head
from firsthand.extract.header import Field, HeadLine, furniture
from firsthand.extract.line_borders import Cut, Reading
from firsthand.extract.line_habits import CLOSING, ENDING, RIMS, Habits, habits, opened, outlet_lines
from firsthand.extract.mastheads import Masthead, masthead
from firsthand.extract.page import Block, Page, place
from firsthand.lang.outlet_names import sounds_like_outlet
from firsthand.model.articles import Datum, DatumKind, PartKind
from firsthand.model.spans import Span, hull

PLAIN: dict[str, PartKind] = {
    "kicker": "kicker", "caption": "caption", "aside": "furniture", "note": "note", "subhead": "subhead", "bio": "bio",
    "comment": "furniture", "chrome": "furniture",
}  # fmt: skip
LEAST_HEAD = 3  # lines
HEADS = ("deck", "kicker", "aside")  # what lines of a head may be seen as that name who wrote


def drafts(page: Page, reading: Reading, layout: str) -> list[Draft]:
    """One draft an article; what stands above the first may name the site."""
    blocks = page.blocks
    name = page_name(blocks[: reading.cuts[0].start])
    titles = [blocks[i].text for c in reading.cuts for i in _title_lines(reading, c)[:1]]
    kept = habits(titles, max(len(b.text) for b in blocks))
    site = [] if name is None else [_whole("republisher", name)]
    outlets = outlet_lines(blocks, reading)
    return [_draft(blocks, reading, cut, kept, outlets, site, layout) for cut in reading.cuts]


def _whole(kind: DatumKind, block: Block) -> Datum:
    return datum(kind, " ".join(block.text.split()), "header_line", block, Span(0, len(block.text)))


def _draft(
    blocks: Sequence[Block],
    reading: Reading,
    cut: Cut,
    kept: Habits,
    outlets: frozenset[int],
    site: list[Datum],
    layout: str,
) -> Draft:
    pieces, data = list[Piece](), list[Datum]()
    titles, seen = _titles(blocks, reading, cut, kept), False
    house = _masthead(blocks, reading, cut)
    if house is not None:
        titles = [cut.start + house.title]
        data.append(
            datum("outlet", house.name.of(blocks[cut.start].text), "header_line", blocks[cut.start], house.name)
        )
    if titles:
        data += title_data([blocks[i] for i in titles], kept)
    for i in range(cut.start, cut.end):
        role = "headline" if i in titles else "outlet" if i in outlets else reading.roles[i]
        if house is not None and i == cut.start:
            pieces.append(whole(blocks[i], "source_line"))
            continue
        new, said = _line(blocks[i], "deck" if role == "title" else role, first=not seen, data=data)
        said = [d for d in said if d.kind != "outlet"] if house is not None else said
        seen = seen or role == "prose"
        pieces += new
        data += said
    if not any(d.kind == "outlet" for d in data):
        data += _lone_outlet(blocks, reading, cut)
    pieces = with_bio(pieces, [d.value for d in data if d.kind == "byline"])
    return Draft(tuple(pieces), tuple(settled([*data, *site])), layout)


def _masthead(blocks: Sequence[Block], reading: Reading, cut: Cut) -> Masthead | None:
    """The outlet that was read as the headline above the day and the headline itself."""
    roles = reading.roles[cut.start : cut.end]
    end = next((i for i, role in enumerate(roles) if role == "prose"), len(roles))
    if end < LEAST_HEAD or roles[0] != "title" or roles[1] != "meta":
        return None
    story = "\n".join(blocks[cut.start + i].text for i in range(end, len(roles)) if roles[i] == "prose")
    below = (i for i in range(2, end) if roles[i] in ("title", "deck"))
    return masthead([b.text for b in blocks[cut.start : cut.end]], below, story)


def _lone_outlet(blocks: Sequence[Block], reading: Reading, cut: Cut) -> list[Datum]:
    """The outlet of an article none of whose lines tells it by itself: a name alone beside the day; among others' articles, one
    that sounds like an outlet's."""
    lines = list(range(cut.start, cut.end))
    prose = [i for i in lines if reading.roles[i] == "prose"]
    head = [i for i in lines if reading.roles[i] == "meta" and i < min(prose, default=cut.end)]
    story = "\n".join(blocks[i].text for i in prose)
    told = zip(head, settled_head([blocks[i].text for i in head], story), strict=True)
    return [
        d
        for i, line in told
        if line and not line.of("published")
        for d in said_by(line, blocks[i])
        if d.kind == "outlet" and (len(reading.cuts) == 1 or sounds_like_outlet(d.value))
    ][:1]


def _title_lines(reading: Reading, cut: Cut) -> list[int]:
    return [i for i in range(cut.start, cut.end) if reading.roles[i] == "title"]


def _titles(blocks: Sequence[Block], reading: Reading, cut: Cut, kept: Habits) -> list[int]:
    """The lines of an article's headline: one, and those it was wrapped into."""
    found = list[int]()
    for i in _title_lines(reading, cut):
        if not found or (i == found[-1] + 1 and _wrapped(blocks[found[-1]], blocks[i], kept.wide)):
            found.append(i)
    return found


def _wrapped(above: Block, below: Block, wide: int) -> bool:
    """Whether a line goes on in the next: one paragraph, and no room for its first word."""
    return above.paragraph == below.paragraph and len(above.text) + 1 + len(below.text.split()[0]) > wide > 0


def title_data(blocks: Sequence[Block], kept: Habits) -> list[Datum]:
    """The title, what all titles of the page wear taken off; what its brackets say."""
    said, first, last = list[Datum](), blocks[0], blocks[-1]
    start, end = opened(first.text, kept.opening), len(last.text)
    if kept.ending and (m := ENDING.search(last.text)):
        end = m.start()
    if kept.bracket and (m := CLOSING.search(last.text, 0, end)) and (m.start() > start or first is not last):
        end = m.start()
        said = _said(last, Span(*m.span("words")))
    if kept.rim:
        start = len(first.text) - len(first.text[start:].lstrip(RIMS))
        end = len(last.text[:end].rstrip(RIMS))
    if first is last and start >= end:
        start, end = 0, len(first.text)
    spans = [Span(start if b is first else 0, end if b is last else len(b.text)).trim(b.text) for b in blocks]
    words = " ".join(" ".join(s.of(b.text) for s, b in zip(spans, blocks, strict=True)).split())
    where = hull(place(b, s) for s, b in zip(spans, blocks, strict=True))
    return [Datum("title", words, "header_line", where, words), *said]


def _line(block: Block, role: str, *, first: bool, data: Sequence[Datum]) -> tuple[list[Piece], list[Datum]]:
    if role in HEADS and head_fields(block.text).has_byline and not any(d.kind == "byline" for d in data):
        role = "meta"
    match role:
        case "headline":
            return [whole(block, "headline")], []
        case "prose":
            return prose(block, first=first)
        case "outlet":
            name = unwrapped(block.text)
            line = HeadLine((Field("outlet", name.of(block.text), name),))
            return [whole(block, "source_line")], said_by(line, block)
        case "deck":
            told = [] if any(d.kind == "standfirst" for d in data) else [_whole("standfirst", block)]
            return [whole(block, "standfirst")], told
        case "meta" if (foot := footer(block.text) or filing(block.text)) is not None and foot.date is None:
            return foot_pieces(block, foot)
        case "meta":
            alone = not any(d.kind == "byline" for d in data)
            said = _said(block, Span(0, len(block.text)), alone=alone)
            byline = any(d.kind == "byline" for d in said)
            return [whole(block, "byline" if byline else "source_line")], said
        case "tail":
            return tail(block, data)
    return [whole(block, PLAIN[role])], []


def tail(block: Block, data: Sequence[Datum]) -> tuple[list[Piece], list[Datum]]:
    """A line of an article's end: "Posted by", tags, a source; a byline or date where the head had none."""
    if (foot := footer(block.text) or filing(block.text)) is not None:
        return foot_pieces(block, foot)
    if (kind := furniture(block.text)) is not None:
        return [whole(block, kind)], []
    had = {d.kind for d in data}
    said = [d for d in _said(block, Span(0, len(block.text))) if d.kind == "declared_source" or d.kind not in had]
    if any(d.kind == "byline" for d in said):
        return [whole(block, "byline")], said
    return [whole(block, "source_line" if said else "furniture")], said


def _said(block: Block, span: Span, *, alone: bool = False) -> list[Datum]:
    """What a stretch of a head says."""
    line = head_fields(span.of(block.text), alone=alone)
    moved = tuple(replace(f, span=f.span.shift(span.start)) for f in line.fields)
    return said_by(HeadLine(moved, line.has_byline), block)
