"""What an edition is to be made of, and how."""

from __future__ import annotations

from dataclasses import dataclass

from firsthand.export.links import Links
from firsthand.model.problems import UsageError


@dataclass(frozen=True, slots=True)
class Edition:
    """Excerpts of all of a record, unless told otherwise."""

    title: str = "An edition of the record"
    articles: frozenset[str] | None = None  # ids; None: all
    how: tuple[str, ...] = ()  # how they were chosen, in words: "that a search finds: harbour"
    led: tuple[str, ...] = ()  # ids that were asked for: an event, a claim, a party; the start page leads to them
    full_text: bool = False  # articles whole: the editor says that he has the right
    notes: bool = False  # people's notes too
    base: str | None = None  # where `firsthand serve` shows the record, for links to it; None: no such links

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise UsageError("an edition needs a title")
        if self.articles is not None and not self.articles:
            raise UsageError("no article is chosen; an edition needs at least one")
        if self.base is not None:
            object.__setattr__(self, "base", Links(self.base).base)
