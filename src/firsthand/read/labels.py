"""What is seen in the words of a paragraph: names, and who says what."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Name:
    """A name: words [first, last) and its kind, as in OntoNotes: PERSON, ORG, GPE, LOC, FAC, NORP."""

    first: int
    last: int
    label: str


@dataclass(frozen=True, slots=True)
class Relation:
    """Word numbers of one attribution in one paragraph. `source` may be empty, `content` never is."""

    cue: tuple[int, ...]
    root: int  # the cue's word that says how: "confirmed" of "has confirmed"
    source: tuple[int, ...]
    content: tuple[int, ...]
    sureness: float
    by: str
