"""From the cuts of a page to the drafts of its articles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from firsthand.extract.accounts import Said, combined, told_of
from firsthand.extract.compose import settled
from firsthand.extract.compose_html import compose_html, settle_outlet, site_name
from firsthand.extract.cuts import Cut, clean, is_heading
from firsthand.extract.dates import dates_in
from firsthand.extract.draft import Draft, Piece, datum
from firsthand.extract.metadata import from_page
from firsthand.extract.page import Block, Page
from firsthand.extract.props import props
from firsthand.extract.records import is_paragraph, linked
from firsthand.extract.starters import heading_key
from firsthand.extract.told_parts import told_of_cuts
from firsthand.extract.when import is_only_when
from firsthand.model.articles import PROSE, Datum

# from what is shown: all that tells of an article, and names of the site
Accounts = Callable[[Page, Sequence[Datum]], tuple[list[Said], list[str]]]
LONGEST_RECURRING = 100  # characters of a line that stands under every article
MOSTLY_LINK = 0.5  # of a short line after the last paragraph
LABEL = re.compile(r"[^\W\d_][\w ]{1,20}:(?=\s)")  # "labels: ferries"
FIGURES = re.compile(r"\d+")


def drafts_of(page: Page, cuts: Sequence[Cut], layout: str, head: Cut | None = None) -> list[Draft]:
    """One article a cut. The site is the republisher where an article names another outlet, else their outlet.

    `head`: the stretch above the cuts that is the page's own beginning, an article of which the page's accounts tell.
    """
    name = site_name(page)
    headed = [Cut(tuple(clean(page, cut)) or cut.blocks, headline_of(page, cut)) for cut in cuts]
    told = told_of_cuts(page, headed)
    drafts = [_drafted(page, head, layout, name, _of_page)] if head else []
    for cut, said in zip(headed, told, strict=True):
        drafts.append(_drafted(page, cut, layout, name, partial(_of_part, told=[*props(page, cut), *said])))
    drafts = without_recurring(drafts)
    if any(d.kind == "outlet" and d.how != "metadata" for draft in drafts for d in draft.data):
        return drafts
    return [replace(draft, data=tuple(settle_outlet(draft.data))) for draft in drafts]


def headline_of(page: Page, cut: Cut) -> Block | None:
    """The cut's headline where its tags do not say so: under a day's date in a heading, or a line in bold before the prose."""
    heads = [b for b in cut.blocks if is_heading(page, b)]
    if cut.headline is not None and (cut.headline in heads or not heads):
        return cut.headline
    if heads:
        is_day = is_only_when(page, heads[0]) and len(heads) > 1
        return heads[1] if is_day else heads[0] if cut.headline is not None else None
    first = next((n for n, b in enumerate(cut.blocks) if is_paragraph(b) and heading_key(page, b) is None), 0)
    return next((b for b in cut.blocks[:first] if heading_key(page, b) and not is_only_when(page, b)), None)


def without_recurring(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, each short line of prose that most of them have labelled furniture: 'Add comment', 'Labels: ferries'.

    Figures do not count, nor what stands after a colon.
    """
    counts = Counter(words for draft in drafts for words in {_masked(p) for p in draft.pieces if _is_short(p)})
    recurs = {words for words, n in counts.items() if n >= 2 and 2 * n >= len(drafts)}
    return [replace(draft, pieces=tuple(_demoted(p, recurs) for p in draft.pieces)) for draft in drafts]


def _demoted(piece: Piece, recurs: set[str]) -> Piece:
    return replace(piece, kind="furniture") if _is_short(piece) and _masked(piece) in recurs else piece


def _is_short(piece: Piece) -> bool:
    return (piece.kind in PROSE or piece.kind == "subhead") and len(piece.span) < LONGEST_RECURRING


def _masked(piece: Piece) -> str:
    words = FIGURES.sub("0", piece.span.of(piece.block.text).casefold())
    return label[0] if (label := LABEL.match(words)) else words


def _drafted(page: Page, cut: Cut, layout: str, name: Datum | None, accounts: Accounts) -> Draft:
    """The draft of a cut, its data chosen from what it shows and what else tells of it; all of that kept beside them."""
    draft = _labelled(page, compose_html(page, cut.blocks, layout, name, headline=cut.headline))
    told, sites = accounts(page, draft.data)
    return replace(draft, data=tuple(settled(combined(told, sites))), accounts=tuple(map(_told_where, told)))


def _told_where(x: Said) -> Said:
    """What was read with the words of an article, by its account: no reader sees an attribute of `<time>`, or `og:site_name`."""
    if x.account != "shown" or x.datum.how != "metadata":
        return x
    account, path = ("og", "og:site_name") if x.datum.kind == "republisher" else ("time", "datetime")
    return Said(account, path, x.datum)


def _of_page(page: Page, shown: Sequence[Datum]) -> tuple[list[Said], list[str]]:
    """What the page's accounts tell of the page as a whole. A time in the markup of its head is rather an entry's."""
    told, sites = from_page(page, shown)
    if not told_of(told, "published"):
        return told, sites
    return [x for x in told if x.account != "shown" or x.datum.kind != "published" or x.datum.how != "metadata"], sites


def _of_part(_: Page, shown: Sequence[Datum], *, told: Sequence[Said]) -> tuple[list[Said], list[str]]:
    return [*(Said("shown", "", d) for d in shown), *told], []


def _labelled(page: Page, draft: Draft) -> Draft:
    """The draft, a line above the prose that only tells when labelled so, whatever its tag: '<li><time>14:05</time>'.

    Where every paragraph stands in a list or a table, that is the page's layout, and they are body.
    """
    pieces, data, above = list[Piece](), list(draft.data), True
    told = [p for p in draft.pieces if p.kind in PROSE]
    in_frame = bool(told) and all(p.kind in ("list", "table") for p in told)
    last = max(
        (n for n, p in enumerate(draft.pieces) if p.kind in PROSE and is_paragraph(p.block)), default=len(draft.pieces)
    )
    for n, piece in enumerate(draft.pieces):
        above = above and not (piece.kind in PROSE and is_paragraph(piece.block))
        if above and piece.kind in (*PROSE, "furniture") and is_only_when(page, piece.block):
            piece = replace(piece, kind="source_line")
            dated = next(dates_in(piece.block.text), None)
            data += [datum("published", dated.edtf, "header_line", piece.block, dated.span)] if dated else []
        elif n > last and piece.kind in PROSE and linked(piece.block) > MOSTLY_LINK:
            piece = replace(piece, kind="furniture")  # "Also: The weather in Darma"
        elif in_frame and piece.kind in ("list", "table"):
            piece = replace(piece, kind="body")
        pieces.append(piece)
    return replace(draft, pieces=tuple(pieces), data=tuple(settled(data)))
