"""Words asked for, in the words of each database's index: FTS5 on SQLite, tsquery on PostgreSQL."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Table,
    column,
    func,
    literal,
    literal_column,
    select,
    table,
    text,
)

from firsthand.store import query as q
from firsthand.store.folded import Words, tokens

Where = ColumnElement[bool]
INDEX = {"article": "article_words", "said": "said_words"}  # the FTS5 index beside a table
TITLE = 5.0  # a word in the headline weighs as much as five in the text, on both databases about the same


def expression(c: Connection, tree: q.Tree) -> str | None:
    """A tree of words alone as the index reads it; None if it asks for more than words."""
    write = _fts5 if c.dialect.name == "sqlite" else _tsquery
    if isinstance(tree, Words | q.Near):
        return write(tree)
    if isinstance(tree, q.Both | q.Either):
        parts = [expression(c, part) for part in tree.parts]
        both, either = (" AND ", " OR ") if c.dialect.name == "sqlite" else (" & ", " | ")
        known = [part for part in parts if part is not None]
        together = (both if isinstance(tree, q.Both) else either).join(known)
        return f"({together})" if len(known) == len(parts) else None
    return None


def matches(c: Connection, of: Table, written: str) -> Where:
    """Whether a row's words are what is asked for."""
    if c.dialect.name == "sqlite":
        rowid: ColumnElement[int] = column("rowid", Integer)
        index = INDEX[of.name]
        meets: Where = literal_column(index).op("MATCH", is_comparison=True)(written)
        return of.c.n.in_(select(rowid).select_from(table(index)).where(meets))
    words: ColumnElement[Any] = literal_column(f"{of.name}.search_words")
    return words.op("@@", is_comparison=True)(func.to_tsquery(text("'simple'"), written))


def scores(c: Connection, written: str) -> Any:
    """For each article with any of the words, how well it meets them: columns n and score, the best lowest."""
    if c.dialect.name == "sqlite":
        found: Any = select(
            column("rowid", Integer).label("n"), literal_column(f"bm25(article_words, {TITLE}, 1.0)").label("score")
        )
        meets: Where = literal_column("article_words").op("MATCH", is_comparison=True)(written)
        return found.select_from(table("article_words")).where(meets)
    asked = func.to_tsquery(text("'simple'"), written)
    words: ColumnElement[Any] = literal_column("article.search_words")
    weights = text(f"'{{0.1, 0.1, 0.1, {0.1 * TITLE}}}'::float4[]")  # D, C, B, A
    rank = -func.ts_rank(weights, words, asked, literal(1, Integer))  # 1: a long text is not better for being long
    return (
        select(literal_column("article.n").label("n"), rank.label("score"))
        .select_from(table("article"))
        .where(words.op("@@", is_comparison=True)(asked))
    )


def _fts5(tree: Words | q.Near) -> str:
    if isinstance(tree, q.Near):
        return f"NEAR({_fts5(tree.left)} {_fts5(tree.right)}, {tree.within})"
    phrase = " ".join(tokens(tree.phrase))
    return f'"{phrase}"' + (" *" if tree.prefix else "")


def _tsquery(tree: Words | q.Near) -> str:
    if isinstance(tree, q.Near):
        left, right = _tsquery(tree.left), _tsquery(tree.right)
        ways = (f"({a} <{n}> {b})" for n in range(1, tree.within + 2) for a, b in ((left, right), (right, left)))
        return f"({' | '.join(ways)})"
    words = [f"'{word}'" for word in tokens(tree.phrase)]
    return f"({' <-> '.join(words)}{':*' if tree.prefix else ''})"
