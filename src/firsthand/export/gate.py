"""The role gate where the record leaves the house. Every format asks here who may be named, and nowhere else.

Who is private is decided in `resolve.gate`: a person who holds no public office and is no source by name. Such a name may stand
within an article's words; it gets no row, no node, no column, no address. Only the JSONL interchange, the user's own record in
full, has it, as the party of one article and marked `public: false`.
"""

from __future__ import annotations

from collections.abc import Iterable

from firsthand.export.readings import Parties
from firsthand.model.findings import Entity
from firsthand.model.readings import Attribution, Mention


class Gate:
    """Who of a record's parties may be named outside of an article's own words."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self.public: dict[str, Entity] = {}
        self._private: set[str] = set()
        self._names: set[tuple[str, str]] = set()  # of the private: any form of the name, in its article
        held: list[Entity] = []
        for entity in entities:
            held.append(entity)
            if entity.public:
                self.public[entity.id] = entity
                continue
            self._private.add(entity.id)
            homes = {article_id for _, article_id in entity.held}
            forms = {entity.name, *entity.names, *(name for name, _ in entity.held)}
            self._names |= {(form, home) for form in forms for home in homes}
        self._parties = Parties(held)

    def entity_of(self, mention: Mention) -> Entity | None:
        """The public party that a mention names."""
        return self.public.get(self._parties.of_mention(mention) or "")

    def shows(self, mention: Mention) -> bool:
        """Whether a mention may be a row: a person only as a public party."""
        return mention.kind != "person" or self.entity_of(mention) is not None

    def speaker_of(self, attribution: Attribution) -> Entity | None:
        """The public party that is the speaker; of an unnamed source always None."""
        return self.public.get(self._parties.of_speaker(attribution) or "")

    def name(self, name: str | None, article_id: str) -> str | None:
        """A party's name as an article has it; None if it is a private person's."""
        return None if name is None or (name, article_id) in self._names else name

    def party(self, name: str | None, article_id: str, *kinds: str) -> Entity | None:
        """The public party of these kinds that a name leads to in an article."""
        return self.public.get(self._parties.of_name(name, article_id, *kinds) or "") if name else None
