"""Names joined into classes, where some pairs must stay apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from firsthand.model.readings import MentionKind

Key = tuple[MentionKind, str]


class Classes:
    """Disjoint classes of keys. What is joined depends on the order of the joins, so give them sorted."""

    def __init__(self, keys: Iterable[Key], apart: set[frozenset[Key]]) -> None:
        self._head: dict[Key, Key] = {key: key for key in keys}
        self._why: dict[Key, set[str]] = defaultdict(set)
        self._apart: dict[Key, set[Key]] = defaultdict(set)  # by head: heads it must not be joined with
        for pair in apart:
            for key in pair:
                self._apart[key] |= pair - {key}

    def head(self, key: Key) -> Key:
        """The key that stands for the class: the smallest in it."""
        while self._head[key] != key:
            self._head[key] = self._head[self._head[key]]
            key = self._head[key]
        return key

    def join(self, a: Key, b: Key, why: str) -> bool:
        """Whether the two are now in one class; not if somebody decided that two of its names are different."""
        a, b = sorted((self.head(a), self.head(b)))
        if a == b:
            return True
        if b in self._apart[a]:
            return False
        self._head[b] = a
        for other in self._apart.pop(b, set()):
            self._apart[other].discard(b)
            self._apart[other].add(a)
            self._apart[a].add(other)
        self._why[a] |= self._why.pop(b, set()) | {why}
        return True

    def groups(self) -> list[tuple[list[Key], tuple[str, ...]]]:
        """Every class, sorted, with the reasons of its joins."""
        members: dict[Key, list[Key]] = defaultdict(list)
        for key in sorted(self._head):
            members[self.head(key)].append(key)
        return [(keys, tuple(sorted(self._why.get(head, set())))) for head, keys in sorted(members.items())]
