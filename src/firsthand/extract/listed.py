"""Names and tags that stand in one value, each at its own place: "Mara Venn and Joss Ilk", "ports, storms"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from firsthand.model.articles import Datum, DatumKind
from firsthand.model.spans import Span

LISTED: dict[DatumKind, re.Pattern[str]] = {
    "byline": re.compile(
        r"\s*(?:&amp;|[,;&]|\b(?:and|und|et|y)\b)\s+"
    ),  # "Mara Venn, Joss Ilk and Ada Orr"; not "Anderson"
    "tag": re.compile(r"\s*[,;|、，]\s*"),
}
ENTITY = re.compile(r"&#?\w{1,8};?$")  # "Caf&eacute;": its ";" divides nothing
LEAD = re.compile(r"(?:by|von|par|por|di|av|af|text)\b:?\s+", re.IGNORECASE)  # "By Mara Venn", "Von Mara Venn"
# "Category: Travel", "Section: Sport:Football", "sections/travel": what a newsroom's system writes before a topic
FILED = re.compile(
    r"(?:nlp entity token|category|section|tag|topic|keyword|type)s?\s*:\s*|(?-i:[a-z_]{3,20}/)(?=\w)", re.IGNORECASE
)
# "26157981-b4f7-4929-adc1-e860c6f03636", "tidewire.com", "editors_pick", "NLP Category: Sport"; not "No.10"
MACHINE = re.compile(
    r"[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|[a-z\d-]{2,40}(?:\.[a-z\d-]{2,40}){0,2}\.[a-z]{2,7}"
    r"|[a-z]+_[a-z_]+|NLP Category: .*"
)
MOST = 60  # values of one kind
LONGEST_NAME = 60  # characters: longer, it is no name


def listed(span: Span, kind: DatumKind, raw: str) -> Iterator[Datum]:
    """The names or tags of one value as it stands on the page at `span`."""
    start = 0
    ends = [(m.start(), m.end()) for m in LISTED[kind].finditer(raw) if not _in_entity(raw, m)]
    for end, following in [*ends, (len(raw), len(raw))][:MOST]:
        piece = Span(start, end).trim(raw)
        start = following
        if not len(piece):
            continue
        if kind == "byline" and (lead := LEAD.match(raw, piece.start)):
            piece = Span(min(lead.end(), piece.end), piece.end)
        if d := one(kind, piece.of(raw), piece.shift(span.start)):
            yield d


def one(kind: DatumKind, raw: str, span: Span) -> Datum | None:
    """One name or tag; None of what is none: an address, a key of the newsroom's system."""
    value = " ".join(unescape(raw).split())
    if kind == "byline":
        return Datum(kind, value, "metadata", span, value) if is_name(value) else None
    label = FILED.match(value)
    topic = value[label.end() :] if label else value
    if not topic or MACHINE.fullmatch(value):
        return None
    at = Span(span.end - len(topic), span.end) if raw.endswith(topic) and len(span) == len(raw) else span
    return Datum(kind, topic, "metadata", at, topic if len(at) == len(topic) else value)


def _in_entity(raw: str, divider: re.Match[str]) -> bool:
    """Whether a divider that begins with ";" or "&" is a piece of an entity."""
    mark = divider[0].strip()[:1]
    if mark == ";":
        return bool(ENTITY.search(raw, max(0, divider.start() - 10), raw.index(";", divider.start())))
    return False


def is_name(value: str) -> bool:
    """Whether words may be a byline's name."""
    return 0 < len(value) <= LONGEST_NAME and "http" not in value and "@" not in value and any(map(str.isalpha, value))
