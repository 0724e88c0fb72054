"""Which articles a thing of the record stands in: what an export of an id is made from."""

from __future__ import annotations

from firsthand.export.rows import Row
from firsthand.model.articles import Article
from firsthand.model.findings import Claim, Discrepancy, Event, Family, ReuseLink, Series
from firsthand.model.problems import UsageError


def articles_of(found: Row) -> set[str]:
    """Ids of articles: of an event those that tell it, of a family its members, of a reading the one it was read from."""
    if isinstance(found, Article):
        return {found.id}
    if isinstance(found, Event):
        return {article_id for account in found.accounts for article_id in account.articles}
    if isinstance(found, Claim):
        return {m.article_id for m in found.members}
    if isinstance(found, Discrepancy):
        return {v.article_id for v in found.values}
    if isinstance(found, Series):
        return {p.article_id for p in found.points}
    if isinstance(found, Family):
        return set(found.articles)
    if isinstance(found, ReuseLink):
        return {found.from_article, found.to_article}
    if article_id := getattr(found, "article_id", None):
        return {article_id}
    raise UsageError(
        f"{getattr(found, 'id', 'this')} stands for no articles; name an article, an event, a claim, a party ..."
    )
