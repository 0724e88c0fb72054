"""What the pages show of a record, in the shapes that templates need."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from firsthand.model.articles import Article, direction_of
from firsthand.model.findings import Hop
from firsthand.model.readings import Attribution, Brief, PlaceRef, Quantity, TimeRef
from firsthand.model.spans import Span, words_at
from firsthand.record import ArticlePage
from firsthand.serve.marks import Noted

# bidirectional controls and zero-width characters: shown as marks, since they can make a name look like another
UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")

KINDS = {
    "named_person": "named person",
    "named_organisation": "named organisation",
    "media_outlet": "outlet",
    "document": "document",
    "unnamed_official": "unnamed official",
    "unnamed_source": "unnamed source",
    "unnamed_group": "unnamed group",
    "none": "source not stated",
}
HOWS = {
    "republishes": "republishes",
    "credits": "credits",
    "cites": "cites",
    "links": "links to",
    "told": "was told by",
    "same_words": "has the same words as",
    "speaks": "speaks",
}


@dataclass(frozen=True, slots=True)
class ShownHop:
    hop: Hop
    party: str
    how: str
    place: str | None  # address of the evidence


@dataclass(frozen=True, slots=True)
class First:
    """What an article tells first in answer to a question."""

    question: str  # "Who"
    span: Span
    words: str
    value: str  # what they are read as; empty: nothing but themselves


@dataclass(frozen=True, slots=True)
class Statement:
    """An attribution as the margin shows it."""

    attribution: Attribution
    source: str | None
    cue: str | None
    content: str
    kind: str
    addressee: str | None
    place: str | None  # address of its words in the original
    hops: tuple[ShownHop, ...]
    breaks: str | None
    by_person: bool


def statements(page: ArticlePage, places: Mapping[str, Span | None]) -> list[Statement]:
    """Every attribution of an article in order, with its chain."""
    chains = {c.attribution_id: c for c in page.chains}
    text = page.article.text
    out: list[Statement] = []
    for a in sorted(page.attributions, key=lambda a: (a.content[0], a.id)):
        chain = chains.get(a.id)
        place = places.get(a.id)
        out.append(
            Statement(
                attribution=a,
                source=" … ".join(words_at(text, a.source)) or None,
                cue=" … ".join(words_at(text, a.cue)) or None,
                content=" … ".join(words_at(text, a.content)),
                kind=KINDS[a.source_kind],
                addressee=a.addressee.of(text) if a.addressee else None,
                place=f"/c/{page.capture.id}?from={place.start}&to={place.end}#here" if place else None,
                hops=tuple(_hop(h, page) for h in chain.hops) if chain else (),
                breaks=chain.breaks if chain else None,
                by_person=a.by.startswith("person:"),
            )
        )
    return out


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table below an article."""

    id: str
    kind: str  # time, place, quantity
    words: str
    normal: str
    why: str


def noted(page: ArticlePage) -> tuple[Noted, ...]:
    """The times, places and quantities of an article, in order of place."""
    found = [Noted(x.id, x.span, "time", _when(x)) for x in page.times]
    found += [Noted(x.id, x.span, "place", _where(x)) for x in page.places]
    found += [Noted(x.id, x.span, "quantity", _how_many(x)) for x in page.quantities]
    return tuple(sorted(found, key=lambda x: (x.span, x.id)))


def brief_shown(article: Article, told: Brief) -> list[First]:
    """The words that an article tells first, by question, with the value they are read as."""
    where = told.where.span if told.where else None
    when = told.when.span if told.when else None
    day = _when(told.when) if told.when else ""
    asked = (("Who", told.who, ""), ("What", told.what, ""), ("When", when, day), ("Where", where, ""))
    heads = {p.span for p in article.parts_of("headline")}  # it stands right beside
    return [First(q, span, span.of(article.text), value) for q, span, value in asked if span and span not in heads]


def table(page: ArticlePage) -> list[Row]:
    """Words, normal form and reason of each of them."""
    text = page.article.text
    why = {x.id: x.why for x in page.times} | {x.id: x.why for x in page.places}
    why |= {x.id: _said_of(x, text) for x in page.quantities}
    return [Row(x.id, x.kind, " ".join(x.span.of(text).split()), x.told, why[x.id]) for x in noted(page)]


def _when(time: TimeRef) -> str:
    return time.edtf or f"not on a calendar ({time.grain.replace('_', ' ')})"


def _where(place: PlaceRef) -> str:
    if place.gazetteer_id is None:
        return "place not resolved"
    kind = ", ".join(x for x in (place.precision, place.country) if x)
    return f"{place.name} ({kind}), {round(100 * place.score)} %" if kind else place.name


def _how_many(q: Quantity) -> str:
    """'27 or more person, killed'; numbers without needless decimals."""
    low, high = (None if x is None else f"{x:,.10g}" for x in (q.low, q.high))
    if low is not None and high is not None:
        number = low if low == high else f"{low} to {high}"
    else:
        number = f"{low} or more" if low is not None else f"{high} or less" if high is not None else "some"
    about = "about " if q.bound == "about" else ""
    return ", ".join(x for x in (f"{about}{number} {q.unit or ''}".strip(), q.role) if x)


def _said_of(q: Quantity, text: str) -> str:
    """What the words say of a quantity: what is counted, how it is bounded, over what time, since when."""
    said = (
        f"of “{' '.join(q.of.of(text).split())}”" if q.of else None,
        q.bound.replace("_", " "),
        None if q.scope == "unknown" else {"event": "of one event"}.get(q.scope, q.scope.replace("_", " ")),
        None if q.change == "none" else f"going {q.change}",
        f"as of {q.as_of}" if q.as_of else None,
    )
    return ", ".join(x for x in said if x)


def _hop(hop: Hop, page: ArticlePage) -> ShownHop:
    span = hop.capture_span
    same_page = hop.article_id == page.article.id and span is not None
    place = f"/c/{page.capture.id}?from={span.start}&to={span.end}#here" if same_page and span else None
    return ShownHop(hop, hop.party or "outlet not stated", HOWS[hop.how], place)


def plainly(words: str | None) -> str:
    """Words with unseen characters made visible: U+202E as ⟨U+202E⟩."""
    return UNSEEN.sub(lambda m: f"⟨U+{ord(m[0]):04X}⟩", words or "")


def direction(language: str | None) -> str:
    """rtl or ltr, by the text's language and never by the interface's."""
    return direction_of(language)


def link(path: str, **query: object) -> str:
    """An address with those parameters that say something."""
    kept = {k.rstrip("_"): v for k, v in query.items() if v not in (None, "")}
    return f"{path}?{urlencode(kept)}" if kept else path
