"""The Arabic gold: texts with what they hold, read from gold/ar."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from firsthand.eval.scorers import Relation
from firsthand.model.articles import Article, Datum, Part
from firsthand.model.spans import OffsetMap, Run, Span, Spans

FOLDER = Path(__file__).parents[2] / "gold" / "ar"


@dataclass(frozen=True, slots=True)
class Gold:
    name: str
    article: Article
    attributions: tuple[tuple[str, Relation], ...]  # mode, places
    dates: tuple[tuple[Span, str | None], ...]


def articles() -> list[Gold]:
    return [_gold(path) for path in sorted(FOLDER.glob("*.txt"))]


def article(text: str, published: str | None = None, headline: int = 0) -> Article:
    """An Arabic article of body text, its first `headline` characters a headline."""
    parts = [Part("headline", Span(0, headline))] if headline else []
    parts.append(Part("body", Span(headline, len(text))))
    data = (Datum("published", published, "header_line", None, None),) if published else ()
    runs = (Run(0, len(text), 0, len(text)),) if text else ()
    return Article("a-ar", "c" * 64, Span(0, len(text)), text, tuple(parts), OffsetMap(runs), data, "ar", "test")


def _gold(path: Path) -> Gold:
    head, text, held = path.read_text(encoding="utf-8").split("\n---\n")
    published = head.splitlines()[-1].split("\t")[1]
    first = text.split("\n\n")[0]
    made = article(text, published, len(first) if len(first) < len(text) else 0)
    rows = [line.split("\t") for line in held.splitlines()]
    said = tuple((r[1], _relation(text, *r[2:])) for r in rows if r[0] == "attribution")
    dates = tuple((_place(text, r[1])[0], None if r[2] == "-" else r[2]) for r in rows if r[0] == "date")
    return Gold(path.stem, made, said, dates)


def _relation(text: str, source: str, cue: str, content: str) -> Relation:
    at = _place(text, content)
    return Relation(_beside(text, source, at), _beside(text, cue, at), at)


def _place(text: str, words: str) -> Spans:
    if words == "-":
        return ()
    start = text.index(words)
    return (Span(start, start + len(words)),)


def _beside(text: str, words: str, content: Spans) -> Spans:
    """The occurrence nearest to the content."""
    if words == "-":
        return ()
    starts = [i for i in range(len(text)) if text.startswith(words, i)]
    start = min(starts, key=lambda i: min(abs(i + len(words) - content[0].start), abs(i - content[0].end)))
    return (Span(start, start + len(words)),)
