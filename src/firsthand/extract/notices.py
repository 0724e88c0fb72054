"""Lines at an article's ends that say whom it is from, who helped, and what was wrong: credits, sources, corrections."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from firsthand.extract.credits import agency, credited, leads
from firsthand.extract.datelines import dateline, filed_on
from firsthand.extract.dates import UNTOLD, months
from firsthand.extract.draft import Draft, Piece, credit_datum, datum
from firsthand.extract.header import foot_furniture
from firsthand.extract.titles import key
from firsthand.lang import get
from firsthand.model.articles import PROSE, Datum, How, PartKind
from firsthand.model.spans import Span

LAST, FIRST = 6, 3  # paragraphs at the end and the beginning that are looked at
RIM = " (*_[])–—."
MOST_SOURCES = 2  # lines "Source: ..."; more are those of pictures and figures, not of the article
LONGEST = 320  # characters of such a line
# "This article first appeared in The Lantern.", "Originally published by Tidewire", "Republished with permission from ..."
FROM = re.compile(
    r"""(?:(?:this|the)\s(?:article|story|report|piece|essay|post|interview)\s(?:has\s|was\s|is\s)?(?:been\s)?)?
        (?:(?:first|originally|previously)\s(?:appeared|ran|published|printed|posted)\s(?:in|on|by|at)
        |(?:appeared|was\spublished)\s(?:first|originally)\s(?:in|on|by|at)
        |(?:re-?posted|republished|reprinted|reproduced|syndicated|adapted)\s(?:here\s)?(?:with\s(?:the\s)?permission\s)?(?:from|of|by)
        |(?:via|courtesy\sof))\s(?P<name>[^\n.;()]{2,70})""",
    re.VERBOSE | re.IGNORECASE,
)
ITSELF = re.compile(r"(?<=[.!?]\s)(?=this\s)", re.IGNORECASE)  # where a later sentence begins so
NAME_END = re.compile(
    r",|\s(?:on|under|in|and\sis|as\spart|with|by)\s|\s[–—-]\s|\s\d"
)  # where the name of the source ends
# "... closed until Monday. (AP)", "... (dpa/lnw)"; not "... (see map)"
CLOSING = re.compile(r"[\s.!?”\"]\((?P<names>[^()]{2,40})\)\s*$")
# "An earlier version of this article misstated ...", "This story has been corrected"; not "An earlier version of the bill"
# "[Gazette note: An earlier version ...", "(Corrects third paragraph to say ...", "(This story corrects ..."
AMENDED = re.compile(
    r"\W{0,3}(?:[\w’' -]{1,40}\bnote\s?:\s)?"
    r"(?:an?\s(?:earlier|previous)\sversion\sof\sthis\s(?:article|story|report|post|piece)\b"
    r"|this\s(?:article|story|report|post|piece)\s(?:was|has\sbeen)\s(?:amended|corrected|changed\sto\scorrect)"
    r"|(?<=[(\[])(?:(?:this|the)\s(?:article|story|report|dispatch|version|item)\s)?(?:corrects|refiles\sto\scorrect)\s)",
    re.IGNORECASE,
)
# "About Heron Aid: Heron Aid is a charity ...", "The Beacon was founded in"; not "The Beacon is right", he said
ABOUT = re.compile(
    r"""(?!.*\b(?:said|says|told)\b)[\s(*_]*(?:about\s[^:.\n]{2,60}[:.]\s+)?(?P<name>[A-Z][^\n.,;:()“”"]{1,60}?)(?:\s\([A-Z]{2,8}\))?,?\s
        (?:is|are)\s(?:an?|the|one\sof|owned|published|based|funded|financed|registered|part\sof|produced)\b[^“”"\n]*$
        |[\s(*_]*(?P<named>[A-Z][^\n.,;:()“”"]{1,60}?)\s(?:was\s(?:founded|established|set\sup)|has\s(?:worked|published|reported))\s
        (?:in|by|since)\b[^“”"\n]*$""",
    re.VERBOSE,
)
# "Ada Orr and Joss Ilk contributed to this report."; not "Ada Orr contributed money"
HELPED = re.compile(
    r"(?P<names>[^\n.;:]{2,150}?)\s(?:also\s)?contributed\s(?:reporting|to\s(?:this|the)\s(?:report|article|story|dispatch))"
    r"(?:\s(?:from|in)\s[^\n.;:]{2,60})?",
    re.IGNORECASE,
)


def noticed(draft: Draft) -> Draft:
    """The draft with what its first and last lines say of who made it, whom it is from and what was corrected.

    '(Additional reporting by Ada Orr)' is a contributor, 'First published in The Lantern.' and '(AP)' declared sources.
    """
    draft = replace(draft, data=tuple(_with_years(draft.data)))
    draft = replace(draft, data=(*draft.data, *_by_dateline(draft)))
    own = {key(d.value) for d in draft.data if d.kind in ("outlet", "declared_source")}
    own |= {key(full) for d in draft.data if d.kind == "outlet" and (full := agency(d.value))}
    unsigned = not any(d.kind == "byline" for d in draft.data)
    credited_figures = [d for d in draft.data if d.kind == "declared_source" and d.how == "source_line"]
    if len(credited_figures) > MOST_SOURCES:
        draft = replace(draft, data=tuple(d for d in draft.data if d not in credited_figures))
    ends = _ends(draft.pieces)
    found = list[Datum]()
    kinds: dict[int, PartKind] = {}
    for n in ends:
        new, kind = _said(draft.pieces[n], first=n == ends[0], own=own)
        if (
            kind is None
            and n
            and _is_listed(draft.pieces[n])
            and "furniture" in (kinds.get(n - 1), draft.pieces[n - 1].kind)
        ):
            kind = "furniture"
        found += [replace(d, kind="byline") if unsigned and _wrote(d) else d for d in new]
        own |= {key(d.value) for d in new if d.kind == "declared_source"}
        if kind is not None and _left(draft.pieces, {*kinds, n}):
            kinds[n] = kind
    if not found and not kinds:
        return draft
    have = {(d.kind, d.value) for d in draft.data} | {
        ("contributor", d.value) for d in draft.data if d.kind == "byline"
    }
    data = [*draft.data, *(d for d in dict.fromkeys(found) if (d.kind, d.value) not in have)]
    pieces = [Piece(p.block, kinds.get(n, p.kind), p.span) for n, p in enumerate(draft.pieces)]
    return replace(draft, pieces=tuple(pieces), data=tuple(data))


def _with_years(data: Sequence[Datum]) -> Iterator[Datum]:
    """The data, to days without a year the one in which they lie last before the article was passed on; without that they go."""
    passed_on = next((_day(d.value) for d in data if d.kind == "reposted"), None)
    for d in data:
        if d.kind not in ("published", "updated") or not d.value.startswith(UNTOLD):
            yield d
        elif day := filed_on((int(d.value[5:7]), int(d.value[8:10])), None, passed_on):
            yield replace(d, value=day)


def _by_dateline(draft: Draft) -> Iterator[Datum]:
    """Outlet and day of an article that was passed on, if its head told none: 'DARMA, May 3 (Tidewire):'.

    A year that is not told is the one in which the day lies last before the article was passed on.
    """
    piece = next((p for p in draft.pieces if p.kind == "dateline"), None)
    line = dateline(piece.block.text) if piece else None
    if piece is None or line is None:
        return
    had = {d.kind: d.value for d in reversed(draft.data)}
    passed_on = _day(had.get("reposted") or had.get("updated"))
    day = None if "published" in had else filed_on(line.month_day, line.year, passed_on)
    if day and line.day:
        yield datum("published", day, "dateline", piece.block, line.day)
    if line.agency and "outlet" not in had and {"reposted", "republisher"} & had.keys():
        yield datum("outlet", line.agency.of(piece.block.text), "dateline", piece.block, line.agency)


def _day(edtf: str | None) -> date | None:
    return date.fromisoformat(edtf[:10]) if edtf and len(edtf) >= 10 else None


def _wrote(d: Datum) -> bool:
    return d.kind == "contributor" and d.byline is not None and d.byline.did == "wrote"


def _ends(pieces: Sequence[Piece]) -> list[int]:
    """Which pieces are looked at: notes, and of the prose and its dateline the first and the last."""
    kinds = {*PROSE, "dateline", "note", "bio", "source_line", "subhead"}
    told = [n for n, p in enumerate(pieces) if p.kind in kinds]
    notes = [n for n in told if pieces[n].kind == "note"]
    return sorted({*told[:FIRST], *told[-LAST:], *notes})


def _left(pieces: Sequence[Piece], gone: set[int]) -> bool:
    """Whether prose is left without these pieces."""
    return any(p.kind in PROSE for n, p in enumerate(pieces) if n not in gone)


def _said(piece: Piece, *, first: bool, own: set[str]) -> tuple[list[Datum], PartKind | None]:
    """What a piece says, and what it is if it is no prose after all."""
    text = piece.span.of(piece.block.text)
    if piece.kind == "dateline":
        return list(_filed(piece, own)), None
    found = [*_closing(piece, text, own), *_helpers(piece, text)]
    if len(text) > 4 * LONGEST:
        return found, None
    if is_notice(text):
        return [*found, datum("correction", text, "disclaimer", piece.block, piece.span)], "note"
    if not first and len(text) <= LONGEST and _is_credits(text, helped=bool(found)):
        return [*found, *filter(None, [_origin(piece, text, own)])], "byline"
    if not first and piece.kind in PROSE and len(text) <= LONGEST and _tells_of_itself(text, own):
        return found, "bio"
    if not first and foot_furniture(text):
        return found, "furniture"
    if not first and len(text) <= LONGEST and (origin := _origin(piece, text, own)):
        return [*found, origin], "source_line" if len(text) <= LONGEST // 2 and piece.kind in PROSE else None
    return found, None


def _filed(piece: Piece, own: set[str]) -> Iterator[Datum]:
    """'DARMA (AP) --' is from the Associated Press."""
    line = dateline(piece.block.text)
    if line is not None and line.agency is not None:
        yield from _agencies(piece, line.agency, own)


def _closing(piece: Piece, text: str, own: set[str]) -> Iterator[Datum]:
    if piece.kind in PROSE and (match := CLOSING.search(text[-60:])):
        start = piece.span.start + max(0, len(text) - 60)
        yield from _agencies(piece, Span(*match.span("names")).shift(start), own)


def _agencies(piece: Piece, span: Span, own: set[str]) -> Iterator[Datum]:
    start = span.start
    for name in re.split(r"[/,;]|\sand\s|\sund\s", span.of(piece.block.text)):
        at = Span(start, start + len(name)).trim(piece.block.text)
        full = agency(name)
        if full and key(full) not in own and key(name) not in own:
            how: How = "dateline" if piece.kind == "dateline" else "source_line"
            yield datum("declared_source", name.strip(), how, piece.block, at)
        start = piece.block.text.index(name, start) + len(name) + 1 if name else start + 1


def _helpers(piece: Piece, text: str) -> Iterator[Datum]:
    """Those named as having helped; of a line by itself, or of one in brackets."""
    shift = piece.span.start
    if len(text) <= LONGEST and (match := HELPED.match(text)):
        for credit in credited(piece.block.text, Span(*match.span("names")).shift(shift), "contributed"):
            if credit.byline.party == "person":
                yield credit_datum(credit, piece.block, "contributor")
    if len(text) > LONGEST and "(" not in text[-LONGEST:]:
        return
    for did, span, start in leads(text):
        alone = len(text) <= LONGEST and not text[:start].strip(" (")
        words = text[start : span.start].strip().casefold()
        if not (alone or text[:start].rstrip().endswith(("(", ";", "|"))) or (did == "wrote" and " " not in words):
            continue
        for credit in credited(piece.block.text, span.shift(shift), did):
            if credit.byline.party == "person":
                yield credit_datum(credit, piece.block, "contributor")


def _is_listed(piece: Piece) -> bool:
    """'• How the hotline works', as under 'More on this story:'."""
    text = piece.span.of(piece.block.text)
    return text.startswith(("•", "·", "- ", "– ", "* ", "▪", "►")) and len(text) <= LONGEST // 2


def _tells_of_itself(text: str, own: set[str]) -> bool:
    """'Heron Aid is a charity which has worked here since 2006.', '(The Beacon is owned by Heron Media.)'."""
    match = ABOUT.match(text)
    return match is not None and key(match["name"] or match["named"]) in own


def _is_credits(text: str, *, helped: bool) -> bool:
    """Whether a line does nothing but credit: '(Reporting by Mara Venn; editing by Joss Ilk)', 'With reporting by Tidewire'.

    `helped`: it names someone; else its first words must be such as no sentence begins with.
    """
    if HELPED.fullmatch(text.strip(RIM)):
        return True
    lead = next(leads(text.lstrip("–— ")), None)
    if lead is None or text.lstrip("–— ")[: lead[2]].strip(" (*_[") or len(text) > LONGEST:
        return False
    return helped or " " in text[: lead[1].start].strip(RIM)


def _origin(piece: Piece, text: str, own: set[str]) -> Datum | None:
    """Whom a line says the article is from, at its beginning or, if it speaks of "this article", in a later sentence."""
    opening = len(text) - len(text.lstrip("*([_ "))
    match = FROM.match(text, opening) or next(
        filter(None, (FROM.match(text, m.start()) for m in ITSELF.finditer(text))), None
    )
    if not match:
        return None
    start = piece.span.start + match.start("name")
    name = match["name"]
    if end := NAME_END.search(name):
        name = name[: end.start()]
    at = Span(start, start + len(name)).trim(piece.block.text)
    words = at.of(piece.block.text).strip(" *_")
    if next(iter(words.split()), "").casefold() in months():
        return None
    if not words[:1].isupper() and not words.casefold().startswith("the "):
        return None
    return None if key(words) in own else datum("declared_source", words, "disclaimer", piece.block, at)


def is_notice(text: str) -> bool:
    """Whether a paragraph says what was corrected or amended in its article."""
    return bool(_correction().match(text) or (len(text) <= 2 * LONGEST and AMENDED.match(text)))


@cache
def _correction() -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w in sorted(get("en").column("correction_words"), key=len, reverse=True))
    return re.compile(rf"\W{{0,3}}(?:{words})(?:\s[^:.\n]{{0,40}})?\s?[:：–—]", re.IGNORECASE)
