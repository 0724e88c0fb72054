"""The lines of one article, labelled: headline, deck, head lines, prose, subheads, furniture, foot."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import get_args

from firsthand.extract.datelines import dateline
from firsthand.extract.dates import dates_in
from firsthand.extract.draft import Draft, Piece, datum, whole
from firsthand.extract.foots import Footer, filing, footer
from firsthand.extract.head_clauses import clauses, is_genre, is_lone_name
from firsthand.extract.head_fields import head_fields
from firsthand.extract.head_settled import known_head, settled_head
from firsthand.extract.header import OPENERS, SOURCE, Field, FieldKind, HeadLine, furniture, head_line
from firsthand.extract.names import is_desk
from firsthand.extract.page import Block
from firsthand.extract.textlines import ON_A_DAY, is_prose, is_sentence, is_title
from firsthand.lang import get
from firsthand.model.articles import Datum, DatumKind, How
from firsthand.model.spans import Span

LONGEST_NAME = 60  # characters of a site's name at the head of a page
MORE_LINES = 3  # lines between the last head line and the first paragraph: a deck, a desk, a caption
HEAD_LINES = 9  # lines from the headline on in which head lines may stand
# "About the author: ...", "The writer is a reporter in Darma."; not "The writer was arrested on Sunday"
BIO = re.compile(r"about the (?:author|writer)\b|the (?:author|writer) is an? ", re.IGNORECASE)
# "About The Lantern: ...", "Harbour Trust is a charity that ...", "Harbour Trust (www.trust.example) was founded in ..."
ABOUT = re.compile(
    r"(?:[Aa]bout\s|ABOUT\s)?(?P<name>[^\W\d_a-z].{1,60}?)(?:\s\([^()]{2,40}\))?"
    r"(?:\sis\s(?:an?|the|one)\s|\s(?:was|were)\s(?:founded|established|set up|launched)\s|\s?[:–—-]\s|\sare\s(?:an?|the)\s)"
)
EXCLUSIVE = re.compile(r"\s[–—-]\s(?:exclusive|opinion)$", re.IGNORECASE)
BASED = re.compile(r"(?:[Tt]he\s)?[A-Z][\w-]+-based\s(?=[A-Z])")
SAID = re.compile(r"[\"“”]|\b(?:said|says|told)\b")
LONGEST_ABOUT = 500  # characters
BULLETS = frozenset("•■▪►▶*-–·»")
DATA: dict[FieldKind, DatumKind] = {k: k for k in get_args(FieldKind)} | {"source": "declared_source"}


def page_name(head: Sequence[Block]) -> Block | None:
    """The line that names the site at the head of its page: the first, if it is short and no sentence."""
    first = next(iter(head), None)
    short = first is not None and len(first.text) <= LONGEST_NAME and not is_sentence(first.text)
    return first if short and first is not None and head_line(first.text) is None else None


def compose(
    blocks: Sequence[Block],
    layout: str,
    name: Block | None = None,
    *,
    headline: int = 0,
    heads: Collection[int] = (),
    house: Span | None = None,
) -> Draft:
    """The draft of an article whose lines these are, the headline first, or so many lines below the first; a note on who
    translated it may stand above. `heads`: lines of which something else tells that they say who, where and when; `house`: where
    the first line names the outlet."""
    noted = len(blocks) > 1 and not headline and furniture(blocks[0].text) == "note"
    above = [whole(blocks[0], "note")] if noted else []
    pieces, data = _head(blocks[len(above) :], headline, heads, house)
    pieces = [*above, *pieces]
    seen = len({id(p.block) for p in pieces})
    body = blocks[seen:]
    related = False  # under "Related stories": titles of others
    for i, block in enumerate(body):
        related = opens_related(block.text) or (related and (is_title(block.text) or block.text[:1] in BULLETS))
        if related:
            pieces.append(whole(block, "furniture"))
            continue
        first = not any(p.kind == "body" for p in pieces)
        new, said = _label(block, body[i + 1] if i + 1 < len(body) else None, first=first, last=i == len(body) - 1)
        pieces += new
        data += said
    pieces = with_label(pieces)
    pieces = with_bio(
        pieces, [d.value for d in data if d.kind == "byline"], [d.value for d in data if d.kind == "outlet"]
    )
    if name is not None:
        data.append(datum("republisher", " ".join(name.text.split()), "header_line", name, Span(0, len(name.text))))
    return Draft(tuple(pieces), tuple(settled(data)), layout)


def headline_among(lines: Sequence[str]) -> int | None:
    """Which of an article's first lines is its headline, where head lines may stand above it; None if its prose comes first."""
    head = list(takewhile(lambda text: not is_prose(text), lines[:HEAD_LINES]))
    titles = [
        i
        for i, text in enumerate(head)
        if is_title(text) and known_head(text) is None and not is_genre(text) and text[0] not in "[("
    ]
    titles = [i for i in titles if next(dates_in(head[i]), None) is None] or titles
    if len(titles) > 1 and is_lone_name(head[titles[0]]) and _names_outlet(head, titles[0]):
        del titles[0]
    return titles[0] if titles else None


def _names_outlet(head: Sequence[str], i: int) -> bool:
    """Whether a name stands by itself above a line of head, which stands above the headline."""
    line = known_head(head[i + 1]) if i + 1 < len(head) else None
    return line is not None and bool(line.of("published")) and not line.of("outlet")


def _head(
    blocks: Sequence[Block], headline: int, heads: Collection[int], house: Span | None
) -> tuple[list[Piece], list[Datum]]:
    """The lines down to the last head line of the article's beginning."""
    last = headline
    for i, block in enumerate(blocks[:HEAD_LINES]):
        if i > headline and (i in heads or known_head(block.text) is not None):
            last = i
        elif i > headline and is_prose(block.text) and (last or i > 1):
            last = max(last, i - 1) if last > headline and i - 1 - last <= MORE_LINES else last
            break
    pieces, data = list[Piece](), list[Datum]()
    story = "\n".join(b.text for b in blocks[last + 1 :])
    rest = [b.text for n, b in enumerate(blocks[: last + 1]) if n != headline]
    lines = settled_head(rest, story)
    lines.insert(headline, None)
    for i in sorted(n for n in heads if n <= last and lines[n] is None and n != headline):
        alone = not any(line and line.has_byline for line in lines)
        told = head_fields(blocks[i].text, alone=alone)
        lines[i] = told if told.fields or told.has_byline else None
    for i, (block, line) in enumerate(zip(blocks[: last + 1], lines, strict=True)):
        if i == headline:
            pieces.append(whole(block, "headline"))
            data.append(datum("title", " ".join(block.text.split()), "header_line", block, Span(0, len(block.text))))
        elif i == 0 and house is not None:
            pieces.append(whole(block, "source_line"))
            data.append(datum("outlet", house.of(block.text), "header_line", block, house))
        elif line is not None:
            pieces.append(whole(block, line.part))
            data += said_by(line, block)
        elif (foot := footer(block.text) or filing(block.text)) is not None:
            new, said = foot_pieces(block, foot)
            pieces += new
            data += said
        elif (kind := "kicker" if is_genre(block.text) else furniture(block.text)) is not None:
            pieces.append(whole(block, kind))
        elif is_desk(block.text):
            pieces.append(whole(block, "byline"))
        elif block.text in [d.value for d in data if d.kind == "standfirst"]:
            pieces.append(whole(block, "standfirst"))
        elif _is_caption(block.text, i, data):
            pieces.append(whole(block, "caption"))
        else:
            pieces.append(whole(block, "standfirst"))
            data.append(datum("standfirst", block.text, "header_line", block, Span(0, len(block.text))))
    return pieces, data


def _is_caption(text: str, i: int, data: Sequence[Datum]) -> bool:
    """A further line of the head: after a deck, or short and after the first head line."""
    return any(d.kind == "standfirst" for d in data) or (i > 1 and len(text) < 40 and is_title(text))


def said_by(line: HeadLine, block: Block, how: How = "header_line") -> list[Datum]:
    """The data of a head line; an outlet without where it is based."""
    fields = (_unbased(f) if f.kind in ("outlet", "source") else f for f in line.fields)
    return [datum(DATA[f.kind], f.value, "source_line" if f.kind == "source" else how, block, f.span) for f in fields]


def _unbased(field: Field) -> Field:
    """'Rec Wire' of 'Darma-based Rec Wire', of 'Rec Wire, Sunday' and 'Rec Wire - EXCLUSIVE'."""
    based, day = BASED.match(field.value), ON_A_DAY.search(field.value) or EXCLUSIVE.search(field.value)
    if len(field.span) != len(field.value) or not (based or day):
        return field
    within = Span(based.end() if based else 0, day.start() if day else len(field.value))
    return replace(field, value=within.of(field.value), span=within.shift(field.span.start))


def _label(block: Block, below: Block | None, *, first: bool, last: bool) -> tuple[list[Piece], list[Datum]]:
    if (foot := footer(block.text) or filing(block.text)) is not None:
        return foot_pieces(block, foot)
    if (kind := furniture(block.text)) is not None:
        return [whole(block, kind)], []
    line = head_line(block.text) or (clauses(block.text) if SOURCE.match(block.text) else None)
    if line is not None and line.of("source", "published", "updated"):
        return [whole(block, line.part)], said_by(line, block)
    if is_title(block.text) and len(block.text) < 100 and not first and not (below is not None and footer(below.text)):
        return [whole(block, "subhead")], []
    return prose(block, first=first)


def opens_related(text: str) -> bool:
    """Whether a line heads a list of other stories: 'Related Stories', 'Read more:' alone."""
    words = " ".join(text.lstrip(OPENERS).casefold().replace("’", "'").split())
    return any(
        words.startswith(head) and (furniture(text) == "furniture" or not words[len(head) :].strip(" :…."))
        for head in get("en").column("related_heads")
    )


def with_label(pieces: Sequence[Piece]) -> list[Piece]:
    """A title at the very end has no text under it: a topic label or a lost link."""
    out = list(pieces)
    for i in range(len(out) - 1, -1, -1):
        if out[i].kind == "subhead":
            out[i] = Piece(out[i].block, "furniture", out[i].span)
        elif out[i].kind in {"body", "bio", "blockquote"}:
            break
    return out


def with_bio(pieces: Sequence[Piece], writers: Sequence[str], outlets: Sequence[str] = ()) -> list[Piece]:
    """The last paragraphs that tell of the writer or the outlet are a bio: 'Joss Ilk is a reporter on Lesk.'"""
    out = list(pieces)
    for i in range(len(out) - 1, -1, -1):
        text = out[i].span.of(out[i].block.text)
        if out[i].kind != "body":
            continue
        if not _is_bio(text, writers) and not any(_is_about(text, name) for name in outlets):
            break
        out[i] = Piece(out[i].block, "bio", out[i].span)
    return out


def _is_bio(text: str, writers: Sequence[str]) -> bool:
    if len(text) > 600:
        return False
    if BIO.match(text):
        return True
    return any(
        text.startswith(w) and re.match(r",? (?:is|was|has been|writes|works|covers)\b", text[len(w) :])
        for w in writers
    )


def _is_about(text: str, outlet: str) -> bool:
    """Whether a paragraph says what an outlet is: 'The Lantern is an independent weekly.'; not what somebody said of it."""
    match = ABOUT.match(text) if len(text) <= LONGEST_ABOUT and not SAID.search(text) else None
    return match is not None and match["name"].casefold().removeprefix("the ") == outlet.casefold().removeprefix("the ")


def prose(block: Block, *, first: bool) -> tuple[list[Piece], list[Datum]]:
    """A paragraph; of the first one, the dateline apart."""
    filed = dateline(block.text) if first else None
    if filed is None:
        return [whole(block, "body")], []
    prefix, place = filed.whole, filed.place
    pieces = [Piece(block, "dateline", prefix.trim(block.text))]
    pieces.append(Piece(block, "body", Span(prefix.end, len(block.text))))
    return pieces, [datum("dateline", place.title() if place.isupper() else place, "dateline", block, filed.place_span)]


def foot_pieces(block: Block, foot: Footer) -> tuple[list[Piece], list[Datum]]:
    """A "Posted by" line: its categories and tags, furniture between them."""
    pieces, data, start = list[Piece](), list[Datum](), 0
    if foot.date is not None:
        data.append(datum("reposted", foot.date.edtf, "footer", block, foot.date.span))
    named = [("category", *c) for c in foot.categories] + [("tag", *t) for t in foot.tags]
    for kind, value, span in named:
        data.append(datum("category" if kind == "category" else "tag", value, "footer", block, span))
        gap = Span(start, span.start).trim(block.text)
        if len(gap):
            pieces.append(Piece(block, "furniture", gap))
        pieces.append(Piece(block, "category" if kind == "category" else "tag", span))
        start = span.end
    rest = Span(start, len(block.text)).trim(block.text)
    return [*pieces, *([Piece(block, "furniture", rest)] if len(rest) else [])], data


def settled(data: Sequence[Datum]) -> list[Datum]:
    """Each datum once; of a kind that an article has one of, the first."""
    single = {"title", "standfirst", "outlet", "published", "updated", "reposted", "republisher", "dateline"}
    kept, seen = list[Datum](), set[tuple[str, str]]()
    for d in data:
        key = (d.kind, "" if d.kind in single else d.value)
        if key not in seen or d.kind == "link":
            seen.add(key)
            kept.append(d)
    return kept
