"""The interchange: one UTF-8 file a kind, one JSON object a line, the same bytes for the same record."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from firsthand.export.articles import article_row, capture_row, page_account_row
from firsthand.export.claims import claim_row, likely_row, statement_row
from firsthand.export.comparing import discrepancy_row, series_row
from firsthand.export.decisions import (
    custody_row,
    judgement_row,
    lineage_row,
    original_row,
    problem_row,
    search_row,
    withdrawal_row,
)
from firsthand.export.events import event_mention_row, event_row
from firsthand.export.findings import chain_row, entity_row, family_row, reuse_row
from firsthand.export.places import Json
from firsthand.export.readings import Parties, attribution_row, mention_row, quantity_row, time_row
from firsthand.export.resolved import Resolved
from firsthand.export.rows import ARTICLES_HELD, Rows
from firsthand.export.rows import of_kind as _of
from firsthand.model.articles import Article, Capture
from firsthand.model.findings import (
    Chain,
    Claim,
    Discrepancy,
    Entity,
    Event,
    Family,
    Likely,
    Retired,
    ReuseLink,
    Series,
    Statement,
)
from firsthand.model.judgements import Judgement
from firsthand.model.problems import Problem
from firsthand.model.withdrawals import Withdrawal


def write(rows: Rows, folder: Path, originals: bool = True) -> dict[str, int]:
    """Writes the files into the folder, made if need be, and gives the number of lines of each."""
    folder.mkdir(parents=True, exist_ok=True)
    chosen = {name: lines for name, lines in FILES.items() if originals or name != "originals"}
    return {name: _write(folder / f"{name}.jsonl", lines(rows)) for name, lines in chosen.items()}


def _captures(rows: Rows) -> Iterator[Json]:
    return map(capture_row, _of(Capture, rows.all("capture")))


def _articles(rows: Rows) -> Iterator[Json]:
    return map(article_row, _of(Article, rows.all("article")))


def _mentions(rows: Rows) -> Iterator[Json]:
    parties = Parties(_of(Entity, rows.all("entity")))
    for article in _of(Article, rows.all("article")):
        places = {p.mention_id: p for p in rows.places_of(article.id)}
        for mention in sorted(rows.mentions_of(article.id), key=lambda m: (m.span, m.id)):
            yield mention_row(mention, article, parties, places.get(mention.id))


def _attributions(rows: Rows) -> Iterator[Json]:
    parties = Parties(_of(Entity, rows.all("entity")))
    for article in _of(Article, rows.all("article")):
        for attribution in sorted(rows.attributions_of(article.id), key=lambda a: (a.content, a.id)):
            yield attribution_row(attribution, article, parties)


def _entities(rows: Rows) -> Iterator[Json]:
    resolved = Resolved()
    for article in _of(Article, rows.all("article")):
        resolved.count(rows.mentions_of(article.id), rows.places_of(article.id))
    formerly = _formerly(rows)
    for entity in _of(Entity, rows.all("entity")):
        yield entity_row(entity, resolved.of(entity), formerly[entity.id])


def _formerly(rows: Rows) -> dict[str, list[str]]:
    """The retired ids that lead to an id."""
    found: dict[str, list[str]] = defaultdict(list)
    for old in _of(Retired, rows.all("retired")):
        found[old.heir].append(old.id)
    return found


def _times(rows: Rows) -> Iterator[Json]:
    for article in _of(Article, rows.all("article")):
        for time in sorted(rows.times_of(article.id), key=lambda x: (x.span, x.id)):
            yield time_row(time, article)


def _quantities(rows: Rows) -> Iterator[Json]:
    for article in _of(Article, rows.all("article")):
        for quantity in sorted(rows.quantities_of(article.id), key=lambda x: (x.span, x.id)):
            yield quantity_row(quantity, article)


def _page_accounts(rows: Rows) -> Iterator[Json]:
    for article in _of(Article, rows.all("article")):
        yield from map(page_account_row, rows.page_accounts(article.id))


def _reuse_links(rows: Rows) -> Iterator[Json]:
    article = lru_cache(ARTICLES_HELD)(rows.article)
    for link in _of(ReuseLink, rows.all("reuse_link")):
        yield reuse_row(link, article(link.from_article), article(link.to_article))


def _families(rows: Rows) -> Iterator[Json]:
    return map(family_row, _of(Family, rows.all("family")))


def _chains(rows: Rows) -> Iterator[Json]:
    return map(chain_row, _of(Chain, rows.all("chain")))


def _statements(rows: Rows) -> Iterator[Json]:
    article = lru_cache(ARTICLES_HELD)(rows.article)
    return (statement_row(s, article) for s in _of(Statement, rows.all("statement")))


def _claims(rows: Rows) -> Iterator[Json]:
    article = lru_cache(ARTICLES_HELD)(rows.article)
    formerly = _formerly(rows)
    return (claim_row(c, article, formerly[c.id]) for c in _of(Claim, rows.all("claim")))


def _likely(rows: Rows) -> Iterator[Json]:
    return map(likely_row, _of(Likely, rows.all("likely")))


def _event_mentions(rows: Rows) -> Iterator[Json]:
    parties = Parties(_of(Entity, rows.all("entity")))
    event_of = {m: event.id for event in _of(Event, rows.all("event")) for m in event.mentions}
    for article in _of(Article, rows.all("article")):
        entity_of = {m.id: parties.of_mention(m) for m in rows.mentions_of(article.id)}
        for told in sorted(rows.event_mentions_of(article.id), key=lambda x: (x.trigger, x.id)):
            yield event_mention_row(told, article, entity_of, event_of.get(told.id))


def _events(rows: Rows) -> Iterator[Json]:
    article = lru_cache(ARTICLES_HELD)(rows.article)
    formerly = _formerly(rows)
    for event in _of(Event, rows.all("event")):
        yield event_row(event, article, formerly[event.id])


def _discrepancies(rows: Rows) -> Iterator[Json]:
    article = lru_cache(ARTICLES_HELD)(rows.article)
    for one in _of(Discrepancy, rows.all("discrepancy")):
        yield discrepancy_row(one, article)


def _series(rows: Rows) -> Iterator[Json]:
    article = lru_cache(ARTICLES_HELD)(rows.article)
    for one in _of(Series, rows.all("series")):
        yield series_row(one, article)


def _judgements(rows: Rows) -> Iterator[Json]:
    return map(judgement_row, _of(Judgement, rows.all("judgement")))


def _searches(rows: Rows) -> Iterator[Json]:
    return map(search_row, rows.searches())


def _lineage(rows: Rows) -> Iterator[Json]:
    return (lineage_row(step, row) for step, row in rows.remembered())


def _originals(rows: Rows) -> Iterator[Json]:
    return (original_row(c.id, rows.original(c.id)) for c in _of(Capture, rows.all("capture")))


def _problems(rows: Rows) -> Iterator[Json]:
    return map(problem_row, _of(Problem, rows.all("problem")))


def _withdrawals(rows: Rows) -> Iterator[Json]:
    return map(withdrawal_row, _of(Withdrawal, rows.all("withdrawal")))


def _custody(rows: Rows) -> Iterator[Json]:
    return map(custody_row, rows.custody())


def _transcripts(rows: Rows) -> Iterator[Json]:
    return ({"id": id_, "text": text} for id_, text in rows.transcripts())


# Kinds that do not exist yet have no file.
FILES: dict[str, Callable[[Rows], Iterator[Json]]] = {
    "captures": _captures,
    "articles": _articles,
    "mentions": _mentions,
    "entities": _entities,
    "attributions": _attributions,
    "times": _times,
    "quantities": _quantities,
    "page_accounts": _page_accounts,
    "reuse_links": _reuse_links,
    "families": _families,
    "chains": _chains,
    "statements": _statements,
    "claims": _claims,
    "likely": _likely,
    "event_mentions": _event_mentions,
    "events": _events,
    "discrepancies": _discrepancies,
    "series": _series,
    "judgements": _judgements,
    "searches": _searches,
    "problems": _problems,
    "withdrawals": _withdrawals,
    "lineage": _lineage,
    "custody": _custody,
    "transcripts": _transcripts,
    "originals": _originals,
}


def _write(path: Path, lines: Iterable[Json]) -> int:
    count = 0
    with path.open("w", encoding="utf-8", newline="\n") as out:
        for line in lines:
            out.write(json.dumps(line, ensure_ascii=False) + "\n")
            count += 1
    return count
