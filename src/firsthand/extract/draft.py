"""From labelled blocks to an article: its text, parts, offsets and data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from firsthand.extract.accounts import Said
from firsthand.extract.credits import Credit
from firsthand.extract.page import Block, Page, place
from firsthand.extract.scripts import language_of
from firsthand.model.articles import PROSE, Article, Byline, Datum, DatumKind, How, Part, PartKind
from firsthand.model.ids import make_id
from firsthand.model.spans import Run, Span, hull, joined


@dataclass(frozen=True, slots=True)
class Piece:
    """A labelled stretch of a block."""

    block: Block
    kind: PartKind
    span: Span  # of the block's text


@dataclass(frozen=True, slots=True)
class Draft:
    """An article before it has a text: what a layout gives."""

    pieces: tuple[Piece, ...]  # in page order
    data: tuple[Datum, ...]
    layout: str
    accounts: tuple[Said, ...] = ()  # all that the page's accounts say, before one was chosen


def whole(block: Block, kind: PartKind) -> Piece:
    """All of a block as one piece."""
    return Piece(block, kind, Span(0, len(block.text)))


def datum(kind: DatumKind, value: str, how: How, block: Block, span: Span) -> Datum:
    """A datum read from a stretch of a block."""
    return Datum(kind, value, how, place(block, span), " ".join(span.of(block.text).split()))


def credit_datum(credit: Credit, block: Block, kind: DatumKind, how: How = "header_line") -> Datum:
    """A byline or contributor with what the line says of it."""
    said = credit.byline
    at = place(block, said.role_span) if said.role_span else None
    return replace(
        datum(kind, credit.name, how, block, credit.span), byline=Byline(said.party, said.role, at, said.did)
    )


def assemble(page: Page, draft: Draft) -> Article:
    """The article of a draft. Blocks are joined by blank lines, lines of one paragraph by the capture's own line break."""
    text, runs, parts = _write(page, draft.pieces)
    region = hull(p.block.span for p in draft.pieces)
    assert region is not None  # a draft without pieces is no draft
    head = next((p for p in draft.pieces if p.kind == "headline"), draft.pieces[0])
    start = place(head.block, head.span).start
    return Article(
        id=make_id("article", page.capture.id, start),
        capture_id=page.capture.id,
        region=region,
        text=text,
        parts=tuple(parts),
        offsets=joined(runs),
        data=(*draft.data, *_links(draft.pieces)),
        language=language_of(text, page, _around_prose(draft.pieces)),
        layout=draft.layout,
    )


def _around_prose(pieces: Sequence[Piece]) -> tuple[int, ...]:
    """The elements around the first paragraph."""
    return next((p.block.path for p in pieces if p.kind in PROSE), ())


def _write(page: Page, pieces: Sequence[Piece]) -> tuple[str, list[Run], list[Part]]:
    text, runs, parts = "", list[Run](), list[Part]()
    last: Block | None = None
    shift = 0
    for piece in pieces:
        block = piece.block
        same_paragraph = last is not None and last.paragraph == block.paragraph
        if block is not last:
            if last is not None and same_paragraph and last.span.end < block.span.start:
                gap = block.span.start - last.span.end
                runs.append(Run(len(text), 1, last.span.end, gap))
                text += "\n"
            elif last is not None:
                text += "\n\n"
            shift = len(text)
            text += block.text
            runs += [Run(r.text_start + shift, r.text_length, r.capture_start, r.capture_length) for r in block.runs]
        span = piece.span.shift(shift)
        if parts and same_paragraph and block is not last and piece.kind == parts[-1].kind and piece.kind in PROSE:
            parts[-1] = Part(piece.kind, Span(parts[-1].span.start, span.end))
        elif len(span):
            parts.append(Part(piece.kind, span))
        last = block
    return text, runs, parts


def _links(pieces: Iterable[Piece]) -> list[Datum]:
    """The addresses an article's own words carry."""
    found = []
    for piece in pieces:
        for link in piece.block.links:
            if piece.span.contains(link.span) and piece.kind != "furniture":
                found.append(datum("link", link.href, "header_line", piece.block, link.span))
    return found
