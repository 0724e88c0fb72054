"""The words that reading depends on, apart from the page around them: copies of one text have the same plain article.

Everything is read in the plain article and the places are taken back to the page. So a copy that differs in white space, tags
or captions gets, by construction, the rows that reading it would give, and need not be read (`likeness`, `carry`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from firsthand.model.articles import Article, Part, PartKind, clip
from firsthand.model.ids import digest, make_id
from firsthand.model.readings import Attribution, EventMention, Mention, PlaceRef, Quantity, Telling, TimeRef
from firsthand.model.spans import OffsetMap, Run, Span
from firsthand.model.units import Reading, ReadInput, Result, Row

READ: frozenset[PartKind] = frozenset({"headline", "dateline", "body", "blockquote", "list", "table"})
KNOWN = frozenset({"published", "updated", "dateline", "outlet"})  # what a page says of an article and reading asks
# white space of any kind and length; a blank line in it parts paragraphs
BLANK = re.compile(r"\s+")
GAP = "\n\n"
Move = Callable[[Span], Span]


@dataclass(frozen=True, slots=True)
class Plain:
    """The plain article of `home`, and for each of its characters the place of that character in `home`."""

    home: Article
    article: Article  # under the same id; its offsets lead to the same capture
    places: tuple[int, ...]  # rising

    def back(self, span: Span) -> Span:
        """The place in the page's article of a place in the plain one."""
        if not len(span):
            at = self.places[span.start] if span.start < len(self.places) else len(self.home.text)
            return Span(at, at)
        return Span(self.places[span.start], self.places[span.end - 1] + 1)

    def over(self, span: Span) -> Span | None:
        """The place in the plain article of a place in the page's; None if its words are not read."""
        start, last = bisect_left(self.places, span.start), bisect_left(self.places, span.end - 1)
        end = last + (last < len(self.places) and self.places[last] == span.end - 1)
        return Span(start, end) if len(span) and start < end else None


def plain(article: Article) -> Plain:
    """Headline, dateline and prose, with single blanks between words and blank lines between paragraphs."""
    data = tuple(d for d in article.data if d.kind in KNOWN)
    dated = [at for d in data if d.kind in ("published", "updated") and (at := clip(article, d)) is not None]
    pieces: list[str] = []
    places: list[int] = []
    parts: list[Part] = []
    for part in article.parts:
        if part.kind not in READ and not any(part.span.overlaps(at) for at in dated):
            continue
        if not len(part.span):
            continue
        if parts:
            pieces.append(GAP)
            places += [places[-1]] * len(GAP)
        start = len(places)
        _flatten(article.text, part.span, pieces, places)
        parts.append(Part(part.kind, Span(start, len(places))))
    text = "".join(pieces)
    kept = replace(article, text=text, parts=tuple(parts), offsets=_offsets(article, places), data=data)
    return Plain(article, kept, tuple(places))


def likeness(payload: ReadInput) -> str | None:
    """A digest that articles share whose readings differ in places alone; None where people's judgements are laid over."""
    if payload.judgements:
        return None
    a = plain(payload.article).article
    data = tuple((d.kind, d.value, clip(a, d)) for d in a.data)
    return digest(a.text, a.parts, data, a.language)


def carry(result: Result, read: ReadInput, other: ReadInput) -> Result:
    """What reading `other` would give, from what reading an article of the same likeness gave."""
    lead, copy = plain(read.article), plain(other.article)

    def move(span: Span) -> Span:
        at = lead.over(span)
        assert at is not None, "readings stand in the words that are read"
        return copy.back(at)

    return Result(in_order(moved(result.rows, move, other.article.id)), result.problems)


def moved(rows: Iterable[Row], move: Move, article_id: str) -> tuple[Reading, ...]:
    """Readings with their places moved, of that article, under the ids that reading it gives them."""
    ids: dict[str, str] = {}
    out: list[Reading] = []
    for row in rows:
        match row:
            case Mention():
                at = move(row.span)
                office = move(row.office) if row.office else None
                id_ = make_id("mention", article_id, at.start, at.end, row.kind)
                made: Reading = replace(row, id=id_, span=at, office=office)
            case Attribution():
                made = _attribution(row, move, article_id)
            case TimeRef():
                at, base = move(row.span), move(row.counted_from) if row.counted_from else None
                made = replace(row, id=make_id("time", article_id, at), span=at, counted_from=base)
            case PlaceRef():
                mention = ids.get(row.mention_id, row.mention_id)
                made = replace(row, id=make_id("place", mention), mention_id=mention, span=move(row.span))
            case Quantity():
                at, of = move(row.span), move(row.of) if row.of else None
                made = replace(row, id=make_id("quantity", article_id, at.start, at.end), span=at, of=of)
            case Telling():
                at, said = move(row.span), ids.get(row.attribution_id or "", row.attribution_id)
                id_ = make_id("telling", article_id, at.start, at.end, said or row.voice)
                made = replace(row, id=id_, span=at, attribution_id=said)
            case EventMention():
                made = _event_mention(row, move, article_id, ids)
            case _:
                raise TypeError(f"{type(row).__name__} is no reading")
        ids[row.id] = made.id
        out.append(replace(made, article_id=article_id))
    return tuple(
        replace(x, inside=ids.get(x.inside, x.inside)) if isinstance(x, Attribution) and x.inside else x for x in out
    )


def in_order(rows: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """As reading orders them: kind by kind, each by place; of two at one place by id."""
    mentions = sorted((x for x in rows if isinstance(x, Mention)), key=lambda m: (m.span, m.id))
    said = sorted((x for x in rows if isinstance(x, Attribution)), key=lambda a: (a.content, a.source, a.id))
    order = {m.id: n for n, m in enumerate(mentions)}
    where = sorted((x for x in rows if isinstance(x, PlaceRef)), key=lambda p: order.get(p.mention_id, 0))
    when = (x for x in rows if isinstance(x, TimeRef))
    how_many = (x for x in rows if isinstance(x, Quantity))
    told = (x for x in rows if isinstance(x, Telling))
    happened = sorted((x for x in rows if isinstance(x, EventMention)), key=lambda x: (x.trigger, x.id))
    return (*mentions, *said, *when, *where, *how_many, *told, *happened)


def _attribution(a: Attribution, move: Move, article_id: str) -> Attribution:
    source, content = tuple(map(move, a.source)), tuple(map(move, a.content))
    ints = [n for s in (*content, *source) for n in (s.start, s.end)]
    return replace(
        a,
        id=make_id("attribution", article_id, *ints),
        source=source,
        cue=tuple(map(move, a.cue)),
        content=content,
        addressee=move(a.addressee) if a.addressee else None,
        venue=move(a.venue) if a.venue else None,
        speaker_span=move(a.speaker_span) if a.speaker_span else None,
    )


def _event_mention(x: EventMention, move: Move, article_id: str, ids: dict[str, str]) -> EventMention:
    """Comes after what it points at, whose new ids are `ids`."""
    at = move(x.trigger)

    def now(id_: str | None) -> str | None:
        return ids.get(id_, id_) if id_ else None

    roles = (replace(r, span=move(r.span), mention_id=now(r.mention_id)) for r in x.roles)
    return replace(
        x,
        id=make_id("event_mention", article_id, at.start, at.end),
        trigger=at,
        sentence=move(x.sentence),
        roles=tuple(roles),
        time=now(x.time),
        place=now(x.place),
        attribution=now(x.attribution),
    )


def _flatten(text: str, span: Span, pieces: list[str], places: list[int]) -> None:
    """Appends a part's characters and their places, each run of white space as a blank or a blank line."""
    at = span.start
    for blank in BLANK.finditer(text, span.start, span.end):
        pieces.append(text[at : blank.start()])
        places.extend(range(at, blank.start()))
        written = GAP if blank[0].count("\n") > 1 else " "
        pieces.append(written)
        places.extend([blank.start()] * len(written))
        at = blank.end()
    pieces.append(text[at : span.end])
    places.extend(range(at, span.end))


def _offsets(article: Article, places: list[int]) -> OffsetMap:
    """Where the plain text stands in the capture: each run of the page's map, cut to the characters that are read."""
    runs: list[Run] = []
    for run in article.offsets.runs:
        first, last = bisect_left(places, run.text_start), bisect_left(places, run.text_end)
        if first == last:
            continue
        if run.text_length != run.capture_length:
            runs.append(Run(first, last - first, run.capture_start, run.capture_length))
            continue
        while first < last:
            stop = first + 1
            while stop < last and places[stop] == places[stop - 1] + 1:
                stop += 1
            runs.append(Run(first, stop - first, places[first] + run.capture_start - run.text_start, stop - first))
            while stop < last and places[stop] == places[stop - 1]:
                stop += 1  # the second line end of a blank line stands for nothing more
            first = stop
    return OffsetMap(tuple(runs))
