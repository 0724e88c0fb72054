"""Invented articles, as plain values."""

from __future__ import annotations

from firsthand.model.articles import Article, Datum, Part
from firsthand.model.spans import OffsetMap, Run, Span

STORY = (
    "The harbour of Narva was closed on Monday after 12 boats broke loose in the storm, the port office said. "
    "Nobody was hurt, but two cranes fell into the basin and will have to be raised. "
    "The mayor promised that the ferries to Kalda would sail again before the end of the week."
)
OTHER = (
    "A court in Kalda heard on Friday how three clerks sold the same field four times over to people from the hills. "
    "All three denied it and asked for the books to be read aloud, which took until the evening."
)


def article(id_: str, body: str, *data: Datum) -> Article:
    """An article whose text is its body, standing 100 characters into its capture."""
    whole = Span(0, len(body))
    offsets = OffsetMap((Run(0, len(body), 100, len(body)),))
    return Article(id_, "0" * 64, whole.shift(100), body, (Part("body", whole),), offsets, data, "en", "plain")


def outlet(name: str) -> Datum:
    return Datum("outlet", name, "header_line", Span(0, len(name)), name)


def source(name: str) -> Datum:
    return Datum("declared_source", name, "source_line", Span(0, len(name)), name)


def published(day: str) -> Datum:
    return Datum("published", day, "header_line", Span(0, len(day)), day)
