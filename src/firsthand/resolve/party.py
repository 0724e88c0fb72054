"""A party as it is being put together: names joined, and the articles in which they lead to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from firsthand.model.readings import MentionKind
from firsthand.resolve.joins import Key

PRIVATE = "no dossier: neither source, nor holder of a public office, nor known to act in a reported public event"


@dataclass(frozen=True, slots=True)
class Party:
    """Names that are one party's, with the reasons."""

    kind: MentionKind
    names: tuple[Key, ...]  # what it is named from, sorted
    keys: tuple[str, ...]  # names that lead to it in all articles where they lead to nobody else
    why: tuple[str, ...]
    held: frozenset[tuple[str, str]] = frozenset()  # (name, article): lead to it there
    public: bool = True
    public_why: str = ""
    content: tuple[str, ...] = ()  # what its id is made from
    members: frozenset[str] = frozenset()  # what its id is inherited by
    place: str | None = None
    also: tuple[str, ...] = ()  # forms of names that lead to it in some articles only


def label(*parts: str) -> str:
    """One member of a lineage."""
    return "\t".join(parts)


def labels(keys: Iterable[Key]) -> frozenset[str]:
    return frozenset(label(*key) for key in keys)
