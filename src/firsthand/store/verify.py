"""Whether the record is whole: bytes, database, places, search index. Everything found is said in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from sqlalchemy import Connection, text

from firsthand.model.articles import Article
from firsthand.model.problems import StoreError
from firsthand.model.spans import Span
from firsthand.store import ask, custody, originals, transcripts, withdrawn
from firsthand.store import tables as t
from firsthand.store.answers import VerifyReport
from firsthand.store.database import Database
from firsthand.store.view import View

BREAK = re.compile(r"<br\b[^<>]*>", re.IGNORECASE)


def verify(database: Database, view: View) -> VerifyReport:
    """Re-hashes every original, asks the database, and takes every place back to the capture's words."""
    with database.read() as c:
        faults = list(_database_faults(c))
        faults += withdrawn.faults(c)
        captures = ask.rows(c, t.capture, order=["id"])
    articles = spans = 0
    for row in captures:
        with database.read() as c:
            whole = originals.is_whole(c, row["id"], row["length"])
            ids = ask.article_ids(c, t.article.c.capture_id == row["id"])
        if not whole:
            faults.append(
                f"the original of {row['path']} ({row['id']}) is not what was received; restore it from a copy"
            )
            continue
        source = view.capture_text(row["id"]) if ids else ""
        for id_ in ids:
            found = view.article(id_)
            articles += 1
            places = [*_places(view, found)]
            spans += len(places) + len(found.offsets.runs)
            faults.extend(_article_faults(found, source, places))
    with database.read() as c:
        faults += custody.faults(c)
        faults += custody.text_faults(c, [(id_, transcripts.digest(text)) for id_, text in transcripts.every(c)])
        last = custody.head(c)
    return VerifyReport(len(captures), articles, spans, tuple(faults), last)


def _database_faults(c: Connection) -> Iterator[str]:
    if c.dialect.name != "sqlite":
        return
    for (said,) in c.execute(text("PRAGMA integrity_check")):
        if said != "ok":
            yield f"the database file is damaged: {said}; put back your copy"
    for row in c.execute(text("PRAGMA foreign_key_check")):
        yield f"a row of {row[0]} belongs to nothing; run: firsthand run --rebuild"


def _places(view: View, article: Article) -> Iterator[Span]:
    yield from (p.span for p in article.parts)
    yield from (m.span for m in view.mentions_of(article.id))
    for a in view.attributions_of(article.id):
        yield from (*a.source, *a.cue, *a.content)
        yield from (x for x in (a.addressee, a.venue, a.speaker_span) if x is not None)
    for when in view.times_of(article.id):
        yield from (x for x in (when.span, when.counted_from) if x is not None)
    yield from (p.span for p in view.places_of(article.id))
    for q in view.quantities_of(article.id):
        yield from (x for x in (q.span, q.of) if x is not None)
    for h in view.event_mentions_of(article.id):
        yield from (h.trigger, h.sentence, *(r.span for r in h.roles))
    for d in view.discrepancies_of(article.id):
        yield from (v.span for v in d.values if v.article_id == article.id)
    for s in view.series_of(article.id):
        yield from (p.span for p in s.points if p.article_id == article.id)


def _article_faults(article: Article, source: str, places: list[Span]) -> Iterator[str]:
    length = len(article.text)
    if any(p.end > length for p in places):
        yield f"article {article.id}: a place lies beyond its text; run: firsthand run --rebuild"
    data = [d.capture_span.end for d in article.data if d.capture_span is not None]
    if max([article.region.end, *data], default=0) > len(source):
        yield f"article {article.id}: a place lies beyond its capture; run: firsthand run --rebuild"
    for place in places:
        if not _same_words(article, source, place):
            yield f"article {article.id}: {place.of(article.text)!r} is not what its capture says; run: firsthand run --rebuild"
            return
    for run in article.offsets.runs:
        words, kept = source[run.capture_start : run.capture_end], article.text[run.text_start : run.text_end]
        # white space may differ: a line break is read as a blank
        if run.text_length == run.capture_length and words.split() != kept.split():
            yield f"article {article.id}: its words are not its capture's; run: firsthand run --rebuild"
            return


def _same_words(article: Article, source: str, place: Span) -> bool:
    """Whether a place's characters are the original's; white space aside, `&amp;` for & and `<br>` for a line end allowed."""
    kept = "".join(place.of(article.text).split())
    words = BREAK.sub("\n", "".join(s.of(source) for s in article.offsets.stretches(place)))
    return kept in ("".join(words.split()), "".join(unescape(words).split()))


def search_faults(database: Database) -> Iterator[str]:
    """Whether the search index holds every article; only a writer may ask SQLite that."""
    if database.is_sqlite and not database.read_only:
        try:
            with database.write() as c:
                for index in ("article_words", "said_words"):
                    c.execute(text(f"INSERT INTO {index}({index}, rank) VALUES ('integrity-check', 1)"))
        except StoreError:
            yield "the search index does not agree with the articles; run: firsthand run --rebuild"
