"""What resolving a source gives, and what it remembers of the sources before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.model.readings import Mention, MentionKind, SourceKind
from firsthand.model.spans import Span

KIND_OF: dict[MentionKind, SourceKind] = {
    "person": "named_person",
    "organisation": "named_organisation",
    "group": "named_organisation",
    "place": "named_organisation",
    "other": "named_organisation",
    "outlet": "media_outlet",
    "document": "document",
}


@dataclass(frozen=True, slots=True)
class Speaker:
    """The party that a source stands for; `why` says how it was reached, or why it was left open."""

    kind: SourceKind
    name: str | None
    span: Span | None
    why: str


@dataclass(frozen=True, slots=True)
class Said:
    """One earlier source and whom it stands for."""

    at: int
    speaker: Speaker


def evidence(named: Mention, mentions: Sequence[Mention]) -> Span:
    """Where the fullest form stands: the first mention that is long enough to hold it; else this one."""
    whole = next((m for m in mentions if m.name == named.name and len(m.span) >= len(named.name)), named)
    return whole.span
