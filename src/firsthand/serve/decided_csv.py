"""All decisions as rows and as a table: who, when, what, about which words; the same for API, command line and browser."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields

from firsthand.export.readings import Parties
from firsthand.export.tables.write import safe
from firsthand.model.articles import Article
from firsthand.model.problems import UsageError
from firsthand.model.readings import Mention
from firsthand.model.spans import Anchor, Span
from firsthand.record import Past, Record

PAGE = 200  # decisions read at once
PRIVATE = "(a name without dossier)"  # stands for a private person's


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision, plainly."""

    id: str
    when: str  # instant, ISO 8601 UTC
    who: str
    act: str
    about: str
    words: str  # of the article, that it is about
    field: str | None
    value: str | None
    other_words: str | None  # of a pair: those at its other end
    undone: str | None  # who took it back, and when
    permalink: str


class Telling:
    """Turns decisions into rows. `base` is where `firsthand serve` answers."""

    def __init__(self, record: Record, base: str = "") -> None:
        self._record, self._base = record, base
        self._homes: dict[str, tuple[Article, ...]] = {}
        self._parties: dict[str, Parties] = {}  # by article

    def row(self, past: Past) -> Decided:
        """A decision with its words; where those are a private person's name, without them."""
        j, end = past.judgement, past.undone
        unsaid = bool(j.value) and j.about == "attribution" and self._bears(j.target, j.value or "")
        hidden = j.about in ("mention", "entity") and any(self.private(x) for x in (j.target, j.other) if x)
        return Decided(
            j.id,
            j.made_at,
            j.by,
            "undo" if j.supersedes else j.act,
            j.about,
            PRIVATE if hidden else _line(j.target.exact),
            j.field,
            PRIVATE if unsaid or (hidden and j.value and j.field != "kind") else j.value,
            None if j.other is None else PRIVATE if hidden else _line(j.other.exact),
            f"{end.by}, {end.made_at}" if end else None,
            f"{self._base}/c/{j.target.capture_id}?from={j.target.span.start}&to={j.target.span.end}#here",
        )

    def home(self, at: Anchor) -> tuple[Article, Span] | None:
        """The article that the words stand in, and where."""
        if at.capture_id not in self._homes:
            ids = [hit.id for hit in self._record.articles_of(at.capture_id)]
            self._homes[at.capture_id] = self._record.texts(ids)
        for article in self._homes[at.capture_id]:
            span = article.offsets.to_article(at.span) if article.region.contains(at.span) else None
            if span is not None:
                return article, span
        return None

    def private(self, at: Anchor) -> bool:
        """Whether the words are the name of a person without dossier, or may be: a name that is read no more."""
        found = self.home(at)
        if found is None:
            return True
        article, span = found
        named = [m for m in self._record.mentions_of(article.id) if m.span.overlaps(span)]
        if not named:
            return not self._is_public(at.exact)
        return any(self._is_private(m) for m in named)

    def _bears(self, at: Anchor, name: str) -> bool:
        """Whether a private person of the article that these words stand in has this name."""
        found = self.home(at)
        return found is not None and any(
            m.name == name and self._is_private(m) for m in self._record.mentions_of(found[0].id)
        )

    def _is_private(self, mention: Mention) -> bool:
        if mention.article_id not in self._parties:
            self._parties[mention.article_id] = Parties(self._record.entities_in(mention.article_id))
        return mention.kind == "person" and self._parties[mention.article_id].of_mention(mention) is None

    def _is_public(self, name: str) -> bool:
        try:
            return bool(self._record.meant(name, "entity"))
        except UsageError:
            return False


def rows(record: Record, by: str | None = None, base: str = "") -> Iterator[Decided]:
    """All decisions, newest first, of one person if named."""
    telling, page, last = Telling(record, base), 1, 1
    while page <= last:
        found = record.decisions(by, page=page, per_page=PAGE)
        yield from map(telling.row, found.rows)
        page, last = page + 1, found.pages


def table(found: Iterable[Decided]) -> Iterator[str]:
    """The lines of the CSV, header first; no cell is a formula."""
    names = [f.name for f in fields(Decided)]
    yield _csv(names)
    for one in found:
        yield _csv([safe(getattr(one, name)) for name in names])


def _csv(cells: Iterable[object]) -> str:
    held = io.StringIO()
    csv.writer(held, lineterminator="\r\n").writerow(["" if cell is None else cell for cell in cells])
    return held.getvalue()


def _line(words: str) -> str:
    return " ".join(words.split())
