"""Articles by words and by what is known of them: FTS5 on SQLite, tsvector on PostgreSQL, one way to ask."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from sqlalchemy import CTE, Connection, and_, func, null, or_, select, true

from firsthand.model.problems import UsageError
from firsthand.store import asking, codec, counted, match, named
from firsthand.store import query as q
from firsthand.store import tables as t
from firsthand.store.answers import Hit, SaidHit, SearchPage
from firsthand.store.ask import batches
from firsthand.store.folded import Words
from firsthand.store.snippets import cut, snippet

ORDERS = ("relevance", "newest", "oldest", "added")  # added: what came into the record last stands first
LAST_PAGE = 1_000_000
ALL = 1_000_000_000
SAID = 3  # attributions shown of an article
_ALONE: dict[str, Any] = {"family": None, "family_size": 1}
_OWN = ("id", "capture_id", "title", "outlet", "published", "declared_source", "language")


@dataclass(frozen=True, slots=True)
class Asked:
    """A search as a face asks for it."""

    query: str
    page: int = 1
    per_page: int = 20
    order: str | None = None  # None: by relevance if words are asked for, else newest first
    fold: bool = False
    facets: Mapping[str, str] = field(default_factory=dict)  # by name, exactly


def search(c: Connection, asked: Asked) -> SearchPage:
    """One page of the articles that match, with the facets and dates of all of them."""
    tree, order = _read(asked)
    found = _found(c, asked, tree, order)
    total, rows, ids = _listed(c, found, asked, order)
    listed = hits(c, [i for i, _ in ids], tuple(q.words_of(tree)), tree, dict(ids))
    # asked for anew, without what orders it: facets go through it seven times
    facets, histogram = counted.count(c, _found(c, asked, tree, "newest"), total)
    hints = () if total else tuple(named.hints(c, tree))
    return SearchPage(
        *(asked.query, asked.page, asked.per_page, total, listed, facets),
        order=order,
        fold=asked.fold,
        rows=rows,
        histogram=histogram,
        hints=hints,
    )


def found(c: Connection, asked: Asked) -> tuple[int, tuple[Hit, ...]]:
    """One page of the articles that match, without facets, and how many there are."""
    tree, order = _read(asked)
    total, _, ids = _listed(c, _found(c, asked, tree, order), asked, order)
    return total, hits(c, [i for i, _ in ids], tuple(q.words_of(tree)), tree, dict(ids))


def listed(c: Connection, asked: Asked) -> tuple[str, ...]:
    """The ids of all that a list has on all its pages, in its order; of copies that are folded, the one that is shown."""
    tree, order = _read(asked)
    whole = replace(asked, page=1, per_page=ALL)
    return tuple(id_ for id_, _ in _listed(c, _found(c, whole, tree, order), whole, order)[2])


def _read(asked: Asked) -> tuple[q.Tree | None, str]:
    if not 1 <= asked.page <= LAST_PAGE:
        raise UsageError(f"there is no page {asked.page}; the first is 1")
    if asked.order is not None and asked.order not in ORDERS:
        raise UsageError(f"no order {asked.order}; there are: {', '.join(ORDERS)}")
    tree = q.parse(asked.query)
    has_words = next(q.words_of(tree), None) is not None
    return tree, asked.order or ("relevance" if has_words else "newest")


def _found(c: Connection, asked: Asked, tree: q.Tree | None, order: str) -> CTE:
    """The articles that match, with what they are ordered and counted by."""
    a = t.article.c
    exact = (asking.exactly(name, value) for name, value in sorted(asked.facets.items()))
    where = and_(asking.condition(c, tree) if tree else true(), *exact)
    columns: list[Any] = [a.id, a.published, a.outlet, a.declared_source, a.language]
    source: Any = t.article
    if order == "added":
        source = source.join(t.capture, t.capture.c.id == a.capture_id)
        columns.append(t.capture.c.fetched_at.label("added"))
    written = asking.ranked_by(c, tree) if order == "relevance" else None
    if written is not None:
        # with a limit SQLite asks the index once, and not anew for each article: 100 ms less of 900 articles
        scored = match.scores(c, written).limit(ALL).subquery("scored")
        source = source.outerjoin(scored, scored.c.n == a.n)
        columns.append(scored.c.score)
    elif order == "relevance":
        columns.append(null().label("score"))
    return select(*columns).select_from(source).where(where).cte("found")


def _listed(c: Connection, found: CTE, asked: Asked, order: str) -> tuple[int, int, list[tuple[str, int]]]:
    """How many articles and rows there are, and those of the page, each with how many are folded under it."""
    by = _order(found, order)
    if not asked.fold:
        counted = select(found.c.id, func.count().over().label("total")).order_by(*by)
        page = c.execute(_page(counted, asked)).all()
        total = page[0].total if page else _count(c, found)
        return total, total, [(row.id, 0) for row in page]
    # in Python: with a family beside each, SQLite plans the join to the scores anew, 40 ms of 900 articles where this takes 5
    m = t.family_member.c
    families = dict(c.execute(select(m.article_id, m.family_id)).all())
    of: dict[str, list[str]] = {}
    for id_ in c.execute(select(found.c.id).order_by(*by)).scalars():
        of.setdefault(families.get(id_, id_), []).append(id_)
    start = (asked.page - 1) * asked.per_page
    shown = [(ids[0], len(ids) - 1) for ids in islice(of.values(), start, start + asked.per_page)]
    return sum(map(len, of.values())), len(of), shown


def _count(c: Connection, found: CTE) -> int:
    return c.execute(select(func.count()).select_from(found)).scalar_one()


def _page(wanted: Any, asked: Asked) -> Any:
    return wanted.limit(asked.per_page).offset((asked.page - 1) * asked.per_page)


def _order(of: Any, order: str) -> tuple[Any, ...]:
    x = of.c
    newest = (x.published.is_(None), x.published.desc(), x.id)
    if order == "relevance":
        return (x.score.is_(None), x.score, *newest)
    if order == "oldest":
        return (x.published.is_(None), x.published, x.id)
    return (x.added.desc(), x.id) if order == "added" else newest


def hits(
    c: Connection,
    ids: Sequence[str],
    words: Sequence[Words] = (),
    tree: q.Tree | None = None,
    folded: Mapping[str, int] | None = None,
) -> tuple[Hit, ...]:
    """These articles as they stand in a list, in this order, with the words and attributions that a query asked for."""
    a = t.article.c
    columns = (*(a[name] for name in _OWN), a.text, a.runs, t.capture.c.fetched_at)
    rows = {r["id"]: dict(r) for some in batches(ids) for r in _rows(c, columns, some)}
    said = _counts(c, t.attribution.c.article_id, ids)
    told = _told(c, rows, words, tree)
    families = _families(c, ids)
    known = {
        i: {"attributions": said.get(i, 0), "folded": (folded or {}).get(i, 0)} | families.get(i, _ALONE) for i in ids
    }
    return tuple(_hit(rows[i], words, told.get(i, []), known[i]) for i in ids if i in rows)


def _rows(c: Connection, columns: Sequence[Any], ids: Sequence[str]) -> Any:
    joined = select(*columns).join(t.capture, t.capture.c.id == t.article.c.capture_id)
    return c.execute(joined.where(t.article.c.id.in_(ids))).mappings()


def _hit(row: Mapping[str, Any], words: Sequence[Words], told: Sequence[SaidHit], known: Mapping[str, Any]) -> Hit:
    text, marks, first = snippet(row["text"], words, skip=row["title"])
    own = {name: row[name] for name in _OWN}
    return Hit(
        **own,
        **known,
        snippet=text,
        snippet_marks=marks,
        added=row["fetched_at"],
        capture_span=codec.offsets(row["runs"]).to_capture(first) if first else None,
        said=tuple(told[:SAID]),
        said_count=len(told),
    )


def _told(
    c: Connection, rows: Mapping[str, Mapping[str, Any]], words: Sequence[Words], tree: q.Tree | None
) -> dict[str, list[SaidHit]]:
    """The attributions that the query asks for, of these articles, in page order."""
    asked = [asking.of_attribution(c, part) for part in q.attributions_of(tree)] if tree else []
    told: dict[str, list[SaidHit]] = defaultdict(list)
    if not asked or not rows:
        return told
    s = t.attribution.c
    where = (s.article_id.in_(list(rows)), or_(*asked))
    for row in c.execute(select(t.attribution).where(*where).order_by(s.article_id, s.n)).mappings():
        article, others = rows[row["article_id"]], told[row["article_id"]]
        if len(others) >= SAID:
            others.append(others[-1])  # counted, and not shown
            continue
        spans = codec.spans_from_text(row["content"])
        text, marks = cut(" … ".join(x.of(article["text"]) for x in spans), words)
        plain = (row["id"], row["speaker"], row["source_kind"], row["stance"])
        place = codec.offsets(article["runs"]).to_capture(spans[0]) if spans else None
        others.append(SaidHit(*plain, text, marks, place))
    return told


def _counts(c: Connection, column: Any, ids: Sequence[str]) -> dict[str, int]:
    counting = select(column, func.count()).group_by(column)
    return {k: n for some in batches(ids) for k, n in c.execute(counting.where(column.in_(some))).all()}


def _families(c: Connection, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Of those that are of one: its id and size."""
    m = t.family_member.c
    pairs = select(m.article_id, m.family_id)
    own = {k: f for some in batches(ids) for k, f in c.execute(pairs.where(m.article_id.in_(some))).all()}
    sizes = _counts(c, m.family_id, sorted(set(own.values())))
    return {article_id: {"family": family_id, "family_size": sizes[family_id]} for article_id, family_id in own.items()}
