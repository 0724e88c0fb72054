"""Tables of what several articles say together: a row a telling, an account, a value, a figure. Nothing is merged into one."""

from __future__ import annotations

from collections.abc import Iterator

from firsthand.export.shown import Shown, value_of
from firsthand.export.tables.columns import PLACED, SPEAKER, WHERE, Column, Line, Table, numbers, texts, where
from firsthand.export.tables.readings import speaking
from firsthand.model.findings import Account, Claim, Discrepancy, Event, ReuseLink, Series, Statement, Value
from firsthand.model.spans import Span


def _statements(shown: Shown) -> Iterator[Line]:
    """A row for each attribution that reports a statement; and for each place where an outlet speaks itself."""
    told = {a.id: article.id for article in shown.articles() for a in shown.rows.attributions_of(article.id)}
    for s in shown.all(Statement, "statement"):
        for id_ in s.attributions:
            home = told.get(id_)
            said = shown.attribution(home, id_) if home else None
            if home and said:
                link = shown.links.said(home, id_)
                yield {
                    **where(shown, shown.article(home), said.content, link),
                    **speaking(shown, said),
                    "id": s.id,
                    "attribution": id_,
                    "stance": said.stance,
                }
        for at in s.voice:
            if shown.has(at.article_id):
                article = shown.article(at.article_id)
                own = value_of(article, "outlet")
                yield {**where(shown, article, [at.span], shown.links.to(article.id)), "id": s.id, "speaker": own}


def _claims(shown: Shown) -> Iterator[Line]:
    for claim in shown.all(Claim, "claim"):
        known = claim.independent
        for m in claim.members:
            if not shown.has(m.article_id):
                continue
            article = shown.article(m.article_id)
            said = shown.attribution(m.article_id, m.attribution_id)
            yield {
                **where(shown, article, [m.span], shown.links.to(claim.id)),
                **(speaking(shown, said) if said else {"speaker": value_of(article, "outlet")}),
                "id": f"{claim.id}/{m.telling_id}",
                "claim": claim.id,
                "called": shown.quote(shown.article(claim.words.article_id), [claim.words.span])
                if shown.has(claim.words.article_id)
                else None,
                "attribution": m.attribution_id,
                "statement": m.statement_id,
                "stance": m.stance,
                "origins": known.count,
                "origins_low": known.low,
                "origins_high": known.high,
                "origins_unknown": known.unknown,
                "origins_method": known.method,
            }


def account_spans(shown: Shown, account: Account) -> tuple[str, list[Span]] | None:
    """The article and sentence an account is quoted from: that of its first event mention; None if it is not chosen."""
    told = shown.told(account.articles, account.mentions)
    if told:
        return told[0].article_id, [told[0].sentence]
    values = [v for slot in (account.time, account.place, account.actors, account.figures) for v in slot]
    found = next((v for v in values if shown.has(v.article_id)), None)
    return (found.article_id, [found.span]) if found else None


def _accounts(shown: Shown) -> Iterator[Line]:
    for event in shown.all(Event, "event"):
        for n, account in enumerate(event.accounts):
            quoted = account_spans(shown, account)
            if quoted is None:
                continue
            slots = {k: shown.values(getattr(account, k)) for k in ("time", "place", "actors", "figures")}
            article = shown.article(quoted[0])
            yield {
                **where(shown, article, quoted[1], shown.links.to(event.id)),
                **{k: "; ".join(dict.fromkeys(v.value for v in values)) or None for k, values in slots.items()},
                **{f"{k}_quote": _quoted(shown, values) for k, values in slots.items()},
                "id": f"{event.id}/{n}",
                "event": event.id,
                "kind": event.kind,
                "speaker": shown.gate.name(account.who, article.id),
                "speaker_kind": account.kind,
                "articles": "; ".join(a for a in account.articles if shown.has(a)),
            }


def _quoted(shown: Shown, values: list[Value]) -> str | None:
    """The words of values, each once."""
    words = (v.span.of(shown.article(v.article_id).text) for v in values)
    return " … ".join(dict.fromkeys(words)) or None


def _discrepancies(shown: Shown) -> Iterator[Line]:
    for d in shown.all(Discrepancy, "discrepancy"):
        for n, v in enumerate(d.values):
            if v in shown.values([v]):
                yield {
                    **where(shown, shown.article(v.article_id), [v.span], shown.links.to(d.id)),
                    "id": f"{d.id}/{n}",
                    "discrepancy": d.id,
                    "event": d.event_id,
                    "claim": d.claim_id,
                    "slot": d.slot,
                    "kind": d.kind,
                    "value": v.value,
                    "speaker": shown.gate.name(v.who, v.article_id),
                }


def _points(shown: Shown) -> Iterator[Line]:
    for s in shown.all(Series, "series"):
        for n, p in enumerate(s.points):
            if shown.has(p.article_id):
                yield {
                    **where(shown, shown.article(p.article_id), [p.span], shown.links.to(s.id)),
                    **{k: getattr(p, k) for k in ("as_of", "low", "high", "bound", "falls")},
                    "id": f"{s.id}/{n}",
                    "series": s.id,
                    "of": s.of,
                    "unit": s.unit,
                    "cumulative": s.cumulative,
                    "event": s.event_id,
                    "speaker": shown.gate.name(p.who, p.article_id),
                }


def _copies(shown: Shown) -> Iterator[Line]:
    for link in shown.all(ReuseLink, "reuse_link"):
        if shown.has(link.from_article) and shown.has(link.to_article):
            article, other = shown.article(link.from_article), shown.article(link.to_article)
            spans = [p.from_span for p in link.passages][:1]
            yield {
                **where(shown, article, spans, shown.links.to(article.id)),
                "id": link.id,
                "other": other.id,
                "other_outlet": value_of(other, "outlet"),
                "other_date": value_of(other, "published"),
                "kind": link.kind,
                "direction": link.direction,
                "coverage": round(link.coverage_from, 4),
                "other_coverage": round(link.coverage_to, 4),
                "why": link.why,
            }


_ID = texts(id="Id in Firsthand")
_SPANNED = (*WHERE, *PLACED)
_SAYS = SPEAKER[:1]
TABLES = (
    Table(
        "statements",
        "Acts of speaking, a row for each report of one",
        (
            *_ID,
            *SPEAKER,
            *texts(attribution="Id; empty where an outlet speaks itself", stance="How the speaker stands to it"),
            *_SPANNED,
        ),
        _statements,
    ),
    Table(
        "claims",
        "What is said, a row for each telling",
        (
            *_ID,
            *SPEAKER,
            *texts(
                claim="Id of the claim",
                called="The words the claim is called by",
                attribution="Id; empty where an outlet speaks itself",
                statement="Id",
                stance="asserts, denies, doubts ...",
                origins_method="How independent origins were counted",
            ),
            *(
                Column(k, "integer", f"Independent origins found in this archive{what}")
                for k, what in (
                    ("origins", ""),
                    ("origins_low", ": at least"),
                    ("origins_high", ": at most"),
                    ("origins_unknown", ": tellings of unknown origin, in no count"),
                )
            ),
            *_SPANNED,
        ),
        _claims,
    ),
    Table(
        "accounts",
        "Events as reported, a row for each account; accounts are never merged",
        (
            *_ID,
            *_SAYS,
            *texts(
                event="Id of the event",
                kind="Of happening",
                speaker_kind="What the speaker is",
                time="EDTF, as this account has it",
                time_quote="Its words",
                place="As this account has it",
                place_quote="Its words",
                actors="Without private persons",
                actors_quote="Their words",
                figures="As this account has them",
                figures_quote="Their words",
                articles="Ids of the articles that give this account",
            ),
            *_SPANNED,
        ),
        _accounts,
    ),
    Table(
        "discrepancies",
        "Where accounts part, a row for each side",
        (
            *_ID,
            *_SAYS,
            *texts(
                discrepancy="Id; rows of one id part from each other",
                event="Id",
                claim="Id",
                slot="place, date, number, actor, occurrence, attribution",
                kind="contradiction, differing_precision, evolving_tally, denial",
                value="As compared",
            ),
            *_SPANNED,
        ),
        _discrepancies,
    ),
    Table(
        "points",
        "Figures over time, a row for each",
        (
            *_ID,
            *_SAYS,
            *texts(
                series="Id; rows of one id belong together",
                of="What is counted",
                unit="Normal form",
                event="Id",
                as_of="EDTF",
                bound="exactly, about, at_least ...",
            ),
            *numbers(low="Empty: open below", high="Empty: open above"),
            Column("cumulative", "boolean", "Else a figure for each period"),
            Column("falls", "boolean", "Below an earlier figure that should only grow"),
            *_SPANNED,
        ),
        _points,
    ),
    Table(
        "copies",
        "Articles that share passages, a row for each pair",
        (
            *_ID,
            *texts(
                other="Id of the article that this one has it from, as far as known",
                other_outlet="Its outlet",
                other_date="EDTF",
                kind="verbatim, edited, excerpt, update, merge",
                direction="By what the order is told; unknown: nothing says which came first",
                why="In words",
            ),
            *numbers(coverage="Share of this article's words that are shared", other_coverage="Of the other's"),
            *_SPANNED,
        ),
        _copies,
    ),
)
