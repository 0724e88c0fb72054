"""What the pages show of a record, in the shapes that templates need."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from firsthand.model.findings import Hop
from firsthand.model.readings import Attribution
from firsthand.model.spans import Span, words_at
from firsthand.record import ArticlePage

RIGHT_TO_LEFT = {"ar", "fa", "he", "ur", "ckb", "ps", "yi"}
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
    return "rtl" if (language or "").split("-")[0] in RIGHT_TO_LEFT else "ltr"
