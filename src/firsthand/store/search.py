"""Articles by words and by what is known of them: FTS5 on SQLite, tsvector on PostgreSQL, one way to ask."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    false,
    func,
    literal_column,
    not_,
    or_,
    select,
    table,
    text,
    true,
)

from firsthand.model.problems import UsageError
from firsthand.model.readings import SourceKind
from firsthand.model.spans import Span
from firsthand.store import query as q
from firsthand.store import tables as t
from firsthand.store.answers import Facet, Hit, SearchPage

Where = ColumnElement[bool]
AROUND = 90  # characters of a snippet on each side of the word asked for
FACET_VALUES = 20
KINDS: tuple[str, ...] = SourceKind.__args__  # type: ignore[attr-defined]


def search(c: Connection, query: str, *, page: int, per_page: int, facets: Mapping[str, str]) -> SearchPage:
    """One page of the articles that match, newest first, with the facets of all of them."""
    if page < 1:
        raise UsageError(f"there is no page {page}; the first is 1")
    node = q.parse(query)
    where = and_(_where(c, node) if node else true(), *(_exactly(name, v) for name, v in sorted(facets.items())))
    a = t.article.c
    total = c.execute(select(func.count()).select_from(t.article).where(where)).scalar_one()
    wanted = select(a.id).where(where).order_by(a.published.is_(None), a.published.desc(), a.id)
    ids = c.execute(wanted.limit(per_page).offset((page - 1) * per_page)).scalars().all()
    found = hits(c, ids, tuple(q.terms(node)))
    return SearchPage(query, page, per_page, total, found, _facets(c, where))


def hits(c: Connection, ids: Sequence[str], words: Sequence[str] = ()) -> tuple[Hit, ...]:
    """These articles as they stand in a list, in this order."""
    a = t.article.c
    columns = (a.id, a.capture_id, a.title, a.outlet, a.published, a.declared_source, a.language, a.text)
    rows = {r["id"]: dict(r) for r in c.execute(select(*columns).where(a.id.in_(ids))).mappings()}
    said = _counts(c, t.attribution.c.article_id, t.attribution.c.article_id.in_(ids))
    sizes = _family_sizes(c, ids)
    return tuple(_hit(rows[i], words, said.get(i, 0), sizes.get(i, 1)) for i in ids if i in rows)


def _hit(row: Mapping[str, Any], words: Sequence[str], said: int, size: int) -> Hit:
    cut, marks = snippet(row["text"], words, skip=row["title"])
    plain = ("id", "capture_id", "title", "outlet", "published", "declared_source", "language")
    return Hit(**{k: row[k] for k in plain}, snippet=cut, snippet_marks=marks, attributions=said, family_size=size)


def snippet(body: str, words: Sequence[str], skip: str | None = None) -> tuple[str, tuple[Span, ...]]:
    """The article's words around the first word asked for, on one line, and where those asked for stand in them."""
    pieces = [re.escape(w) for phrase in words for w in re.findall(r"\w+", phrase)]
    pattern = re.compile(rf"\b(?:{'|'.join(pieces)})\b", re.IGNORECASE) if pieces else None
    first = pattern.search(body) if pattern else None
    after_title = len(skip) if skip and body.startswith(skip) else 0
    start = max(0, first.start() - AROUND) if first else after_title
    cut = " ".join(body[start : start + 2 * AROUND].split())
    return cut, tuple(Span(m.start(), m.end()) for m in pattern.finditer(cut)) if pattern else ()


def _where(c: Connection, node: q.Node) -> Where:
    if isinstance(node, q.Both):
        return and_(*(_where(c, part) for part in node.parts))
    if isinstance(node, q.Either):
        return or_(*(_where(c, part) for part in node.parts))
    if isinstance(node, q.Without):
        return not_(_where(c, node.part))
    if node.field == "words":
        return _has_words(c, node.value)
    return _known(node.field, node.value)


def _has_words(c: Connection, phrase: str) -> Where:
    if c.dialect.name == "sqlite":
        quoted = '"' + phrase.replace('"', '""') + '"'
        rowid: ColumnElement[int] = literal_column("rowid")
        meets: Where = literal_column("article_words").op("MATCH", is_comparison=True)(quoted)
        return t.article.c.n.in_(select(rowid).select_from(table("article_words")).where(meets))
    words: ColumnElement[Any] = literal_column("article.search_words")
    return words.op("@@", is_comparison=True)(func.phraseto_tsquery(text("'simple'"), phrase))


def _known(field: str, value: str) -> Where:
    like = f"%{value.lower().replace('!', '!!').replace('%', '!%').replace('_', '!_')}%"
    if field == "outlet":
        return func.coalesce(func.lower(t.article.c.outlet).like(like, escape="!"), false())
    if field == "language":
        return func.coalesce(t.article.c.language == value.lower(), false())
    said = t.attribution.alias().c
    if field == "kind" and value not in KINDS:
        raise UsageError(f"kind:{value} is not a source kind; there are: {', '.join(KINDS)}")
    meets = said.source_kind == value if field == "kind" else func.lower(said.speaker).like(like, escape="!")
    return t.article.c.id.in_(select(said.article_id).where(meets))


def _exactly(name: str, value: str) -> Where:
    if name in ("outlet", "language"):
        return t.article.c[name] == value
    if name in ("source_kind", "speaker"):
        said = t.attribution.alias().c
        return t.article.c.id.in_(select(said.article_id).where(said[name] == value))
    if name == "capture":
        return t.article.c.capture_id == value
    raise UsageError(f"no facet {name}; there are: outlet, language, source_kind, speaker, capture")


def _facets(c: Connection, where: Where) -> tuple[tuple[str, tuple[Facet, ...]], ...]:
    found = []
    for name in ("outlet", "language"):
        column = t.article.c[name]
        count = func.count()
        rows = select(column, count).where(where, column.is_not(None)).group_by(column)
        found.append((name, _values(c, rows, count, column)))
    for name in ("source_kind", "speaker"):
        column = t.attribution.c[name]
        count = func.count(t.attribution.c.article_id.distinct())
        rows = select(column, count).join(t.article, t.article.c.id == t.attribution.c.article_id)
        found.append((name, _values(c, rows.where(where, column.is_not(None)).group_by(column), count, column)))
    return tuple(found)


def _values(c: Connection, rows: Any, count: Any, column: Any) -> tuple[Facet, ...]:
    return tuple(Facet(*row) for row in c.execute(rows.order_by(count.desc(), column).limit(FACET_VALUES)))


def _counts(c: Connection, column: Any, where: Where) -> dict[str, int]:
    return dict(c.execute(select(column, func.count()).where(where).group_by(column)).all())


def _family_sizes(c: Connection, ids: Sequence[str]) -> dict[str, int]:
    m = t.family_member.c
    own = dict(c.execute(select(m.article_id, m.family_id).where(m.article_id.in_(ids))).all())
    sizes = _counts(c, m.family_id, m.family_id.in_(set(own.values())))
    return {article_id: sizes[family_id] for article_id, family_id in own.items()}
