"""People's judgements laid over what a page says of an article: its title, outlet, dates, declared source. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import get_args

from firsthand.model.articles import Article, Datum, DatumKind
from firsthand.model.judgements import Judgement, in_force
from firsthand.model.problems import Problem

LOST = "judgement-finds-nothing"


def settle_data(
    articles: Sequence[Article], judgements: tuple[Judgement, ...]
) -> tuple[list[Article], tuple[Problem, ...]]:
    """The articles with their data as people have decided, the latest with the last word.

    set title "Pier Nine reopens" -> the one title datum is that, read "by_hand"; reject outlet -> the article has none.
    A judgement that meets no article any more is told as a problem, and kept.
    """
    settled, problems = list(articles), list[Problem]()
    for j in in_force(judgements):
        kind = next((k for k in get_args(DatumKind) if k == j.field), None)
        if j.about != "article" or j.act not in ("set", "reject") or kind is None:
            continue
        at = _home(settled, j)
        if at is None:
            what = f"{j.id} ({j.act} {j.field}): no article is read any more where it points, so it has no effect"
            cure = f"it is kept, or withdraw it with: firsthand judge undo {j.id} --by NAME"
            problems.append(Problem("extract", j.target.capture_id, LOST, f"{what}; {cure}", j.target.capture_id))
        else:
            settled[at] = _laid(settled[at], j, kind)
    return settled, tuple(problems)


def _home(articles: Sequence[Article], j: Judgement) -> int | None:
    return next((n for n, a in enumerate(articles) if a.region.overlaps(j.target.span)), None)


def _laid(article: Article, j: Judgement, kind: DatumKind) -> Article:
    own = [d for d in article.data if d.kind == kind]
    gone = own if j.act == "set" or not j.value else [d for d in own if d.value == j.value]
    first = next((n for n, d in enumerate(article.data) if d.kind == kind), len(article.data))
    rest = [d for d in article.data if d not in gone]
    if j.act == "set" and j.value:
        where = next((at for role, at in j.roles if role == j.field), None)
        words = " ".join(where.exact.split()) if where else None
        rest.insert(min(first, len(rest)), Datum(kind, j.value, "by_hand", where.span if where else None, words))
    return replace(article, data=tuple(rest))
