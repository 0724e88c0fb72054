"""What people decided. Rows of input: appended, never changed, never lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from firsthand.model.spans import Anchor

Act = Literal[
    "set",  # this field of what stands there is `value` (or the words at the role's anchor)
    "reject",  # the machine's reading there is wrong
    "add",  # here is one that the machine missed
    "same",  # the two names are one party, the two triggers one event, the two tellings one claim
    "different",  # they are not
    "confirm",  # the reading there is right
    "note",  # words for people; with `supersedes` and no value, a withdrawal: undo
]
About = Literal[
    "attribution",
    "mention",
    "article",
    "entity",  # what a name stands for
    "event",  # a happening: the target is a trigger, "struck"
    "claim",  # something said: the target is a telling, its content, headline or sentence
    "time",  # the words that say when, where or how many
    "place",
    "quantity",
    "discrepancy",  # the target is its first value, the others are roles "value"; `field` is the slot
    "series",  # the target is one of its figures
]

FIELDS: dict[About, tuple[str, ...]] = {  # what can be set of what
    "attribution": ("speaker", "stance", "source_kind", "mode", "source", "cue", "content", "addressee", "venue"),
    "mention": ("kind", "name"),
    "article": ("title", "outlet", "published", "updated", "declared_source", "byline"),
    "event": ("kind", "polarity"),
    "time": ("edtf",),
    "place": ("gazetteer_id",),
    "quantity": ("low", "high", "unit", "role"),
}
BOILERPLATE = "boilerplate"  # the field of a rejection by which a person says that all of an article is its own
COLLECTION = "collection"  # the field of a note that puts something into the named set that is its value
LATER = "later"  # the field of a note by which a person puts off an item of the review queue


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's decision, anchored in the capture so that it outlives every change of the machine.

    For an attribution the target is its content. `roles` hold its other words: ("source", anchor), ("cue", anchor) ...,
    so that an added or rejected-by-a-later-machine one can stand on its own.
    """

    id: str  # sorts by time of making
    made_at: str  # instant, ISO 8601 UTC
    by: str  # the person's name as they gave it
    act: Act
    about: About
    target: Anchor
    field: str | None = (
        None  # for "set": one of FIELDS; of a "note": LATER, if it only puts the matter off, or COLLECTION
    )
    value: str | None = None
    other: Anchor | None = None  # for "same" and "different"
    roles: tuple[tuple[str, Anchor], ...] = ()
    saw: str = ""  # what was judged: the id of the reading or finding, and the mark of what it said then: "s-7k2q 9f31"
    supersedes: str | None = None  # the judgement this one replaces or withdraws


def in_force(judgements: tuple[Judgement, ...]) -> tuple[Judgement, ...]:
    """Those that no later one supersedes, oldest first."""
    gone = {j.supersedes for j in judgements if j.supersedes}
    return tuple(sorted((j for j in judgements if j.id not in gone), key=lambda j: j.id))


def decides(judgement: Judgement) -> bool:
    """Whether it says how something is to be read, and is no mere words for people."""
    return judgement.act != "note"
