"""Searches that people keep. Rows of input, as judgements are: appended, never changed, untouched by rebuilds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query under a name, to be asked again and followed as a feed. The latest row of a name counts."""

    id: str  # sorts by time of making
    made_at: str  # instant, ISO 8601 UTC
    name: str
    query: str | None  # as typed; None: the name is withdrawn


def kept(rows: Iterable[SavedSearch]) -> tuple[SavedSearch, ...]:
    """Those that stand, by name: [harbour: "quay", harbour: "pier", mills: "mill", mills: None] leaves harbour: "pier"."""
    latest = {row.name: row for row in sorted(rows, key=lambda row: row.id)}
    return tuple(latest[name] for name in sorted(latest) if latest[name].query is not None)
