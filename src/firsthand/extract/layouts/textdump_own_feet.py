"""A text dump whose articles each end, or begin, in lines of the page's own, whatever they say: archives, mailing lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from firsthand.extract.compose import compose, foot_pieces, headline_among, page_name
from firsthand.extract.compose_lines import tail, title_data
from firsthand.extract.draft import Draft, Piece, datum
from firsthand.extract.line_borders import Reading
from firsthand.extract.line_evidence import read_lines
from firsthand.extract.line_habits import habits
from firsthand.extract.own_feet import Feet, foot_of, own_feet, subject_of, tells
from firsthand.extract.page import Block, Page
from firsthand.extract.page_marks import is_rule
from firsthand.extract.textlines import headline_at, is_prose

NAME = "textdump_own_feet"
MORE, TAILS = 5, (("tail",), ("bio",), ("aside",), ("chrome",))  # lines below a foot, and what they may be
BRACKETS = ("[", "(")
HEAD_ROLES = ("meta", "kicker", "aside", "note", "caption", "chrome")  # of lines above a headline
# what tells that a message passes an article on; else it is its sender's own, and its head tells who wrote it and when
PASSED_ON = ("outlet", "published", "byline", "dateline", "declared_source")
MOST_END = 0.7  # of the articles that the page seems to hold: with fewer, some would be run together


def recognise(page: Page) -> float:
    """Less than where a weblog's own foot is known, more than where heads alone tell."""
    if page.is_html:
        return 0.0
    feet = own_feet(page.blocks)
    return 0.97 if feet.under or any(subject_of(page.blocks[i].text) for i in feet.above) else 0.0


def split(page: Page) -> list[Draft]:
    """One article for each foot, or for each head of the page's own; none if nothing else speaks for several articles."""
    feet, reading = own_feet(page.blocks), read_lines(page)
    bounds = list(_bounds(page.blocks, feet, reading))
    if min(len(bounds), len(reading.cuts)) < 2 or len(bounds) < MOST_END * len(reading.cuts):
        return []
    name = page_name(page.blocks[: bounds[0][0]])
    drafts = [_drafted(page.blocks, range(a, b), feet, reading.roles, name) for a, b in bounds]
    found = [draft for draft in drafts if draft is not None]
    return _without_habits(found) if len(found) == len(drafts) else []


def _bounds(blocks: Sequence[Block], feet: Feet, reading: Reading) -> Iterator[tuple[int, int]]:
    """From where to where each article goes, the first from where it is read to begin; messages as they are read."""
    if not feet.under:
        yield from ((c.start, c.end) for c in reading.cuts)
        return
    start = 0
    for end in _ends(feet, reading):
        read = next((c.start for c in reading.cuts if c.start < end), headline_at(blocks, end - 1))
        yield start or min((i for i in feet.above if i < end), default=read), end
        start = end


def _ends(feet: Feet, reading: Reading) -> list[int]:
    """The lines behind each foot; behind what stands below most of them where the next article is read to begin below that."""
    ends, begins = [i + 1 for i in feet.ends], {c.start for c in reading.cuts}
    below = [next((n for n in range(end, end + MORE) if reading.roles[n : n + 1] not in TAILS), end) for end in ends]
    further = [n if n in begins else end for n, end in zip(below, ends, strict=True)]
    moved = sum(n > end for n, end in zip(further, ends, strict=True))
    return further if moved >= MOST_END * (len(ends) - 1) else ends


def _drafted(
    blocks: Sequence[Block], lines: Sequence[int], feet: Feet, roles: Sequence[str], name: Block | None
) -> Draft | None:
    """The draft of an article, its template's lines read by what they say; None if nothing else stands between them."""
    own = [i for i in lines if i in feet.under or i in feet.above]
    held = [i for i in lines if i not in own and not is_rule(blocks[i])]
    if not any(is_prose(blocks[i].text) for i in held):
        return None
    at = _headline([blocks[i].text for i in held], [roles[i] for i in held])
    subject = next((i for i in own if subject_of(blocks[i].text)), None) if at is None else None
    if subject is not None:
        held, own = [subject, *held], [i for i in own if i != subject]
    heads = [n for n, i in enumerate(held) if roles[i] == "meta"]
    draft = compose([blocks[i] for i in held], NAME, name, headline=at or 0, heads=heads)
    if subject is not None:
        draft = _titled(draft, blocks[subject])
    draft = _with_tail(draft, {id(blocks[i]) for i in held if roles[i] == "tail"})
    is_letter = subject is not None and not any(d.kind in PASSED_ON for d in draft.data)
    pieces, data = list(draft.pieces), list(draft.data)
    for i in own:
        new, said = (
            tail(blocks[i], data)
            if is_letter
            else foot_pieces(blocks[i], foot_of(blocks[i].text, day_first=feet.day_first))
        )
        pieces += new
        data += [d for d in said if d.kind != "reposted" or not any(x.kind == "reposted" for x in data)]
    order = {id(blocks[i]): i for i in lines}
    return replace(draft, pieces=tuple(sorted(pieces, key=lambda p: (order[id(p.block)], p.span))), data=tuple(data))


def _headline(texts: Sequence[str], roles: Sequence[str]) -> int | None:
    """Which line is the headline: that which reads as one, or one above that may be; without such the first that may be."""
    prose = next((n for n, text in enumerate(texts) if tells(text) and not text.startswith(BRACKETS)), len(texts))
    may = headline_among(texts[:prose])
    read = next((n for n in range(prose) if roles[n] == "title" and not texts[n].startswith(BRACKETS)), None)
    return may if read is None or (may is not None and may < read and roles[may] not in HEAD_ROLES) else read


def _with_tail(draft: Draft, ends: Set[int]) -> Draft:
    """The draft, its last lines read for what its head did not say: who wrote it, when, for whom."""
    pieces, data = list[Piece](), list(draft.data)
    for p in draft.pieces:
        if id(p.block) not in ends or p.kind not in ("body", "subhead", "furniture"):
            pieces.append(p)
            continue
        new, said = tail(p.block, data)
        pieces += new
        data += said
    return replace(draft, pieces=tuple(pieces), data=tuple(data))


def _without_habits(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, their titles without what all titles of the page wear: '12. ', 'NEWS: '."""
    heads = [next(p.block for p in draft.pieces if p.kind == "headline") for draft in drafts]
    kept = habits([b.text for b in heads], 0)
    out = list[Draft]()
    for draft, head in zip(drafts, heads, strict=True):
        bare = subject_of(head.text) is None
        title = [d for d in title_data([head], kept) if d.kind == "title"] if bare else []
        data = (title[0] if title and d.kind == "title" else d for d in draft.data)
        out.append(replace(draft, data=tuple(data)))
    return out


def _titled(draft: Draft, subject: Block) -> Draft:
    """The draft with a message's subject as its title, without the list's own name and "Fwd:"."""
    span = subject_of(subject.text)
    assert span is not None
    title = datum("title", " ".join(span.of(subject.text).split()), "header_line", subject, span)
    pieces = tuple(replace(p, span=span) if p.kind == "headline" else p for p in draft.pieces)
    return replace(draft, pieces=pieces, data=tuple(title if d.kind == "title" else d for d in draft.data))
