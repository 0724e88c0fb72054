"""What a thing says now, in words: for a person who decided on what it said before."""

from __future__ import annotations

from dataclasses import dataclass

from firsthand.model.articles import Article
from firsthand.model.findings import Claim, Discrepancy, Entity, Event, Series
from firsthand.model.readings import Attribution, EventMention, Mention, PlaceRef, Quantity, Telling, TimeRef
from firsthand.model.spans import Span, hull
from firsthand.record import FirsthandError, Record
from firsthand.serve.shown import KINDS


@dataclass(frozen=True, slots=True)
class Now:
    id: str
    words: str  # as they stand in the text
    told: tuple[tuple[str, str], ...]  # what was read of them: ("stance", "denies")
    gone: bool = False


def stands_now(record: Record, id_: str) -> Now:
    """`Now("s-7k2...", "the mill will stay closed", (("speaker", "Oro Vann"), ("stance", "vows")))`."""
    try:
        found = record.show(id_)
    except FirsthandError:
        return Now(id_, "", (), gone=True)
    match found:
        case Attribution():
            told = (("speaker", found.speaker or "not stated"), ("kind", KINDS[found.source_kind]))
            return Now(
                id_, _words(record, found, hull(found.content)), (*told, ("stance", found.stance), ("mode", found.mode))
            )
        case Mention():
            return Now(id_, _words(record, found, found.span), (("kind", found.kind), ("name", found.name)))
        case TimeRef():
            return Now(id_, _words(record, found, found.span), (("date", found.edtf or "not on a calendar"),))
        case PlaceRef():
            return Now(id_, _words(record, found, found.span), (("place", found.name),))
        case Quantity():
            counted = (("at least", f"{found.low}"), ("at most", f"{found.high}"), ("of", f"{found.unit}"))
            return Now(id_, _words(record, found, found.span), counted)
        case EventMention():
            return Now(id_, _words(record, found, found.sentence), (("kind", found.kind), ("told as", found.polarity)))
        case Telling():
            return Now(id_, _words(record, found, found.span), ())
        case Event() | Claim():
            n = len(found.mentions if isinstance(found, Event) else found.members)
            text = record.texts([found.words.article_id])[0].text
            return Now(id_, found.words.span.of(text), (("made of", f"{n} readings"),))
        case Entity():
            return Now(id_, found.name, (("written as", ", ".join(found.names)),))
        case Discrepancy():
            return Now(id_, found.words, ())
        case Series():
            return Now(id_, found.of, (("figures", f"{len(found.points)}"),))
        case Article():
            return Now(id_, found.title or "", tuple((d.kind.replace("_", " "), d.value) for d in found.data[:6]))
    return Now(id_, "", ())


Reading = Attribution | Mention | TimeRef | PlaceRef | Quantity | EventMention | Telling


def _words(record: Record, found: Reading, span: Span | None) -> str:
    text = record.texts([found.article_id])[0].text
    return " ".join(span.of(text).split()) if span else ""
