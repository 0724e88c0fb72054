"""Which party a name is in the count of origins: its entity; for somebody who speaks for a body, that body; and its state."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from firsthand.lang import get
from firsthand.lang.stems import stem
from firsthand.model.findings import Entity
from firsthand.model.units import Spoken
from firsthand.resolve.fold import fold
from firsthand.resolve.state_bodies import states

BODIES = ("organisation", "group", "outlet", "place")
WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*\.?")
LONGEST = 7  # words of a body's name
BEFORE, AFTER = (
    3,
    4,
)  # words between a body's name and the word for its speaker: "White House National Security spokesman"
SMALL = frozenset({"a", "an", "the", "who", "of", "in", "to", "for", "from", "and", "on", "at", "with"})


class Parties:
    """Names as parties. A party is told by a key: an entity's id, or the folded name where there is none."""

    def __init__(self, entities: Iterable[Entity], spoken: Iterable[Spoken]) -> None:
        self._of: dict[str, str] = {}
        self._bodies: dict[str, str] = {}
        self._names: dict[str, tuple[str, ...]] = {}
        self._states: dict[str, str | None] = {}
        public = (
            e for e in entities if e.public
        )  # a private person of the same name, in another article, is nobody's speaker
        known = sorted(public, key=lambda e: (e.kind == "other", e.id))
        # what leads to a party is its own before it is a name of another: "Kalda", also written for its state
        for entity, name in [*((e, k) for e in known for k in e.keys), *((e, n) for e in known for n in e.names)]:
            self._names[entity.id] = entity.names
            self._of.setdefault(name, entity.id)
            if entity.kind in BODIES:
                self._bodies.setdefault(name, entity.id)
        self._speaks_for = self._affiliations(spoken)

    def key(self, name: str) -> str:
        """Its entity, whoever it speaks for left aside."""
        found = self._of.get(name)
        if found is None:
            found = self._of[name] = "name:" + " ".join(fold(name))
        return found

    def party(self, name: str) -> str:
        """The same; of a spokesman the body."""
        key = self.key(name)
        return self._speaks_for.get(key, key)

    def entity(self, name: str | None) -> str | None:
        found = self.key(name) if name else None
        return found if found and not found.startswith("name:") else None

    def state(self, name: str) -> str | None:
        """The state a party is of, by its name: 'Iraqi officials', 'the White House'. None: the name does not say."""
        if name not in self._states:
            names = (name, *self._names.get(self.party(name), ())[:20])
            self._states[name] = next((found for n in names if (found := _state_of(n))), None)
        return self._states[name]

    def _affiliations(self, spoken: Iterable[Spoken]) -> dict[str, str]:
        """Who speaks for whom, as the words around the name say: the commonest body; of equals the first by key."""
        votes: dict[str, Counter[str]] = defaultdict(Counter)
        for s in spoken:
            if s.source_kind == "named_person" and s.speaker and (body := self._body_in(s.around)):
                votes[self.key(s.speaker)][body] += 1
        return {who: min(found, key=lambda b: (-found[b], b)) for who, found in votes.items()}

    def _body_in(self, around: str) -> str | None:
        """'Pentagon spokesman', 'a spokesman for the Port Office', 'Jordanian spokesman': whose."""
        low = around.lower()
        if not any(map(low.__contains__, _spokes_words())):
            return None
        for m in _spokes().finditer(around):
            after = [w[0] for w in WORD.finditer(around, m.end())]
            if after[:1] in (["for"], ["of"]):
                found = self._named(after[1 : 1 + AFTER + LONGEST], AFTER)
            else:
                before = [w[0] for w in WORD.finditer(around, 0, m.start())][-BEFORE - LONGEST :]
                found = self._named_last(before)
            if found:
                return found
        return None

    def _named(self, words: Sequence[str], slack: int) -> str | None:
        """The longest name of a body that begins within the first words."""
        for start in range(min(slack, len(words))):
            for end in range(min(len(words), start + LONGEST), start, -1):
                if found := self._body(words[start:end]):
                    return found
        return None

    def _named_last(self, words: Sequence[str]) -> str | None:
        """The longest name of a body that ends within the last words."""
        for end in range(len(words), max(0, len(words) - BEFORE) - 1, -1):
            for start in range(max(0, end - LONGEST), end):
                if found := self._body(words[start:end]):
                    return found
        return None

    def _body(self, words: Sequence[str]) -> str | None:
        name = re.sub(r"['’]s$", "", " ".join(words))
        if not name or not name[0].isupper():
            return None
        return self._bodies.get(name) or (f"state:{state}" if (state := states().get(fold(name))) else None)


@lru_cache(maxsize=50_000)
def described(words: str) -> str:
    """An unnamed source as its words describe it, whatever their order and number: 'an Iraqi security source' and 'Iraqi
    security sources' are described alike. What follows a comma tells more of the occasion than of the source."""
    head = words.split(",")[0]
    return " ".join(sorted({stem(w.lower()) for w in WORD.findall(head)} - SMALL))


@lru_cache(maxsize=50_000)
def _state_of(name: str) -> str | None:
    words = fold(name)
    bodies = _state_bodies()
    if words in bodies:
        return bodies[words]
    known = states()
    for size in (3, 2, 1):
        for start in range(len(words) - size + 1):
            if found := known.get(words[start : start + size]):
                return found
    return None


@cache
def _spokes() -> re.Pattern[str]:
    words = sorted(_spokes_words(), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)


@cache
def _spokes_words() -> tuple[str, ...]:
    return tuple(word.lower() for word in get("en").column("spokes_words"))


@cache
def _state_bodies() -> dict[tuple[str, ...], str]:
    return {fold(body): state for body, state in get("en").dictionary("state_bodies").items()}
