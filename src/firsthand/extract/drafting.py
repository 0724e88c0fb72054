"""From the cuts of a page to the drafts of its articles."""

from __future__ import annotations

import itertools
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
from firsthand.extract.page_marks import advertises
from firsthand.extract.props import props
from firsthand.extract.records import LEAST_PROSE, is_paragraph, linked, prose
from firsthand.extract.recurring import without_recurring
from firsthand.extract.starters import BULLETS, heading_key
from firsthand.extract.template import are_titles, first_lines, frame_of, titles
from firsthand.extract.told_parts import told_of_cuts
from firsthand.extract.when import LONGEST_DATED, is_only_when
from firsthand.model.articles import PROSE, Datum, PartKind
from firsthand.model.spans import Span

# from what is shown: all that tells of an article, and names of the site
Accounts = Callable[[Page, Sequence[Datum]], tuple[list[Said], list[str]]]
# "■ ", "3. ": what the headlines of one page begin with and none of them says; not "3 boats sail"
OPENING = re.compile(rf"(?:[{''.join(sorted(BULLETS))}]\s*|[\[(]?\d{{1,3}}[\].):]+\s+)(?=\S)")
CLOSING = re.compile(r"\s*(?:\[[^\[\]]{1,20}\]|\([^()]{1,20}\)|[#¶§🔗])$")  # "[edit]", "¶" behind every headline
TAILED = 0.8  # of the headlines end so
MOSTLY_LINK = 0.5  # of a short line after the last paragraph


def drafts_of(page: Page, cuts: Sequence[Cut], layout: str, head: Cut | None = None) -> list[Draft]:
    """One article a cut. The site is the republisher where an article names another outlet, else their outlet.

    `head`: the stretch above the cuts that is the page's own beginning, an article of which the page's accounts tell.
    """
    name = site_name(page)
    headed = with_titles(page, cuts)
    told = told_of_cuts(page, headed)
    drafts = [_drafted(page, head, layout, name, _of_page)] if head else []
    for cut, said in zip(headed, told, strict=True):
        drafts.append(_drafted(page, cut, layout, name, partial(_of_part, told=[*props(page, cut), *said])))
    drafts = without_recurring(page, drafts)
    if any(d.kind == "outlet" and d.how != "metadata" for draft in drafts for d in draft.data):
        return drafts
    return [replace(draft, data=tuple(settle_outlet(draft.data))) for draft in drafts]


def with_titles(page: Page, cuts: Sequence[Cut]) -> list[Cut]:
    """The cuts without what stands beside their articles, each with its headline: by its markup, else by the template."""
    held = [tuple(_to_plea(page, clean(page, cut))) or cut.blocks for cut in cuts]
    named = titles(page, held, frame_of(page, held))
    rows = list(zip(cuts, held, named if any(named) else first_lines(page, held), strict=True))
    by_markup = [replace(cut, blocks=blocks, headline=headline_of(page, cut)) for cut, blocks, _ in rows]
    heads = [cut.headline or next((b for b in cut.blocks if is_heading(page, b)), None) for cut in by_markup]
    are_names = not are_titles(page, [b for b in heads if b is not None])  # of who posted each, say
    headed = [
        replace(cut, headline=title.block, title=title.span)
        if title and (are_names or not cut.headline or title.span)
        else cut
        for cut, (_, _, title) in zip(by_markup, rows, strict=True)
    ]
    return _own_words(headed)


def _own_words(cuts: Sequence[Cut]) -> list[Cut]:
    """The cuts, their headlines without what the template sets before most of them ("■ ", "Ports: ") or after them ("[edit]")."""
    heads = [cut.headline if not cut.title else None for cut in cuts]
    begins = [_opening(head) if head else 0 for head in heads]
    if 2 * sum(map(bool, begins)) <= len(cuts):
        begins = [0] * len(cuts)
    ends = Counter(match[0] for head in heads if head and (match := CLOSING.search(head.text)))
    tail, count = ends.most_common(1)[0] if ends else ("", 0)
    tail = tail if count > 1 and count >= TAILED * len(cuts) else ""
    out = list[Cut]()
    for cut, head, begin in zip(cuts, heads, begins, strict=True):
        own = Span(begin, len(head.text) - (len(tail) if tail and head.text.endswith(tail) else 0)) if head else None
        out.append(replace(cut, title=own) if head and own and 0 < len(own) < len(head.text) else cut)
    return out


def _opening(head: Block) -> int:
    """Where a headline's own words begin, behind a mark, a number, or another link before a colon; 0 if at its start."""
    if match := OPENING.match(head.text):
        return match.end()
    if len(head.links) > 1 and head.links[0].span.start == 0:
        behind = head.links[1].span.start
        if head.text[:behind].rstrip().endswith(":"):
            return behind
    return 0


def _to_plea(page: Page, blocks: Sequence[Block]) -> Sequence[Block]:
    """The blocks down to a heading that advertises, if little stands under it: 'Sign up'."""
    plea = next((n for n, b in enumerate(blocks) if n and advertises(b) and is_heading(page, b)), None)
    return blocks if plea is None or prose(blocks[plea:]) >= LEAST_PROSE else blocks[:plea]


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


def _drafted(page: Page, cut: Cut, layout: str, name: Datum | None, accounts: Accounts) -> Draft:
    """The draft of a cut, its data chosen from what it shows and what else tells of it; all of that kept beside them."""
    composed = compose_html(page, cut.blocks, layout, name, headline=cut.headline, title=cut.title)
    draft = _labelled(page, _with_prose(composed))
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


def _with_prose(draft: Draft) -> Draft:
    """The draft, its paragraphs body where the markup calls all of them furniture: a channel's messages are "widgets"."""
    if any(p.kind in PROSE for p in draft.pieces):
        return draft
    told = [p.kind == "furniture" and is_paragraph(p.block) for p in draft.pieces]
    pieces = [replace(p, kind="body") if is_told else p for p, is_told in zip(draft.pieces, told, strict=True)]
    return replace(draft, pieces=tuple(pieces))


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
        elif n > last and piece.kind in PROSE:
            piece = replace(piece, kind=_kind_below(page, piece))
        elif in_frame and piece.kind in ("list", "table"):
            piece = replace(piece, kind="body")
        pieces.append(piece)
    return replace(draft, pieces=tuple(pieces), data=tuple(settled(_by_headline(pieces, data))))


def _kind_below(page: Page, piece: Piece) -> PartKind:
    """What a line under the last paragraph is: 'Load-Date: May 3, 2031' tells when, of what is not said; '412' and 'Also: The
    weather in Darma' are furniture.
    """
    if is_only_when(page, piece.block):
        return "source_line"
    words = any(map(str.isalpha, piece.span.of(piece.block.text)))
    return piece.kind if words and linked(piece.block) <= MOSTLY_LINK else "furniture"


def _by_headline(pieces: Sequence[Piece], data: Sequence[Datum]) -> list[Datum]:
    """The data, a day between headline and prose before one above: there may stand since when its writer is a member."""
    head = next((n for n, p in enumerate(pieces) if p.kind == "headline"), None)
    shown = next((d for d in data if d.kind == "published"), None)
    if head is None or shown is None or shown.capture_span is None:
        return list(data)
    if shown.how != "header_line" or shown.capture_span.start >= pieces[head].block.span.start:
        return list(data)
    under = itertools.takewhile(lambda p: p.kind not in PROSE, pieces[head + 1 :])
    dated = ((p, d) for p in under if len(p.span) <= LONGEST_DATED for d in dates_in(p.block.text))
    return [*(datum("published", d.edtf, "header_line", p.block, d.span) for p, d in itertools.islice(dated, 1)), *data]
