"""What people decided, as pages tell it: beside each datum, in its history, and after a form was sent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from firsthand.model.judgements import COLLECTION, LATER, Judgement
from firsthand.record import Past, Record

FIELDS = {
    "source_kind": "kind of source",
    "declared_source": "declared source",
    "edtf": "date",
    "gazetteer_id": "place",
    "low": "at least",
    "high": "at most",
    "role": "what befell them",
}
KINDS = {  # of what is reviewed
    "attribution": "statements",
    "name": "names",
    "claim": "claims",
    "event": "events",
    "discrepancy": "differences",
}
DONE = {
    "confirm": "Marked right",
    "reject": "Marked wrong",
    "add": "Added",
    "same": "Joined: the same",
    "different": "Parted: not the same",
}
SIGNS = {"confirm": "✓", "reject": "✗", "set": "✎", "add": "+", "same": "=", "different": "≠", "note": "¶"}


def told(j: Judgement) -> str:
    """'Stance set to “denies”', 'Marked wrong', 'Undone'."""
    if j.act == "note":
        fields = {LATER: "Put off", COLLECTION: f"Put into the collection “{j.value}”"}
        return "Undone" if j.supersedes else fields.get(j.field or "", f"Noted: “{j.value}”")
    field = FIELDS.get(j.field or "", j.field or "")
    if j.act == "set":
        what = field.capitalize()
        return f"{what} set to “{j.value}”" if j.value else f"{what} set to nothing"
    if j.about == "article" and field:
        return f"{DONE[j.act]}: {field}"
    return DONE[j.act]


def day(instant: str) -> str:
    """'21 Nov 2026' of an instant."""
    at = datetime.fromisoformat(instant)
    return f"{at.day} {at:%b %Y}"


def sign(j: Judgement) -> str:
    return SIGNS[j.act]


@dataclass(frozen=True, slots=True)
class Marks:
    """The decisions in force, by the ids of what they are about."""

    by_thing: Mapping[str, tuple[Past, ...]]
    wrong: tuple[Past, ...]  # what people took out of what is shown
    past: tuple[Past, ...]  # all of them, those undone too

    def of(self, id_: str) -> tuple[Past, ...]:
        return self.by_thing.get(id_, ())


NONE = Marks({}, (), ())


def marks(record: Record, ids: Iterable[str]) -> Marks:
    """What people decided of some things and of what they are made of."""
    past = {p.judgement.id: p for id_ in ids for p in record.history(id_)}
    whole = tuple(past[id_] for id_ in sorted(past))
    found: dict[str, list[Past]] = {}
    for p in whole:
        j = p.judgement
        if p.stands and not j.supersedes and j.field != LATER and not (j.act == "reject" and j.about != "article"):
            for id_ in p.things:
                found.setdefault(id_, []).append(p)
    wrong = tuple(p for p in whole if p.stands and p.judgement.act == "reject" and p.judgement.about != "article")
    return Marks({id_: tuple(some) for id_, some in found.items()}, wrong, whole)
