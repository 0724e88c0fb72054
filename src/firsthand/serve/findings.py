"""What the pages of claims, events and series show: every value with the words it was read from, and their address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from firsthand.model.articles import Article
from firsthand.model.findings import Account, Chain, Claim, Discrepancy, Event, HopKind, Series, Value
from firsthand.model.spans import Span
from firsthand.record import ClaimPage, EventPage, FoundPage, Listed, SeriesPage, WordsPage, called_by
from firsthand.serve.charted import Charted, chart
from firsthand.serve.drawn import Step, draw
from firsthand.serve.wording import count, counted

Articles = Mapping[str, Article]
KINDS: dict[HopKind, str] = {
    "person": "named",
    "organisation": "named",
    "group": "named",
    "document": "document",
    "unnamed": "unnamed",
    "outlet": "outlet’s own reporting",
    "relay": "outlet’s own reporting",
    "archive": "outlet’s own reporting",
    "republisher": "outlet’s own reporting",
    "venue": "named",
}


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of an article, and where a reader finds them."""

    words: str
    address: str  # in the original
    article_id: str
    title: str
    outlet: str
    published: str
    language: str | None
    who: str | None = None
    value: str | None = None
    stance: str | None = None
    anchor: str | None = None  # in the article's page


@dataclass(frozen=True, slots=True)
class ShownOrigin:
    party: str
    kind: str
    members: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True)
class Differing:
    """A discrepancy with its values quoted."""

    id: str
    slot: str
    kind: str
    words: str
    values: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True)
class ShownClaim:
    words: Quoted
    members: tuple[Quoted, ...]
    origins: tuple[ShownOrigin, ...]
    unknown: tuple[Quoted, ...]  # members whose origin no text says
    drawing: str
    chains: tuple[tuple[Step, ...], ...]  # the same as a list
    differing: tuple[Differing, ...]
    alike: tuple[tuple[Quoted, str, str], ...]  # claims that may be the same: their words, address, and why not joined


@dataclass(frozen=True, slots=True)
class Column:
    """One origin's account of an event."""

    who: str
    kind: str
    articles: tuple[Quoted, ...]  # the headline of each
    when: tuple[Quoted, ...]
    where: tuple[Quoted, ...]
    actors: tuple[Quoted, ...]
    figures: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True)
class ShownEvent:
    words: Quoted
    counts: tuple[tuple[str, str], ...]  # of the summary sentence: words, and the part of the page they lead to
    columns: tuple[Column, ...]
    differing: tuple[Differing, ...]


def claim_shown(page: ClaimPage) -> ShownClaim:
    articles = {a.id: a for a in page.articles}
    said = {a.id: a for a in page.attributions}
    members = tuple(
        quoted(
            articles[m.article_id],
            m.span,
            who=(said[m.attribution_id].speaker if m.attribution_id in said else None)
            or _voice(m.attribution_id, articles[m.article_id]),
            stance=m.stance,
            anchor=m.attribution_id,
        )
        for m in page.claim.members
    )
    stated = [o for o in page.claim.origins if any(page.claim.members[i].attribution_id for i in o.members)]
    held = {i for o in stated for i in o.members}
    chains = tuple(dict.fromkeys(tuple(chain_steps(c, articles)) for c in page.chains))
    return ShownClaim(
        words=quoted(articles[page.claim.words.article_id], page.claim.words.span),
        members=members,
        origins=tuple(
            ShownOrigin(o.party or "source not stated", KINDS[o.kind], tuple(members[i] for i in o.members))
            for o in stated
        ),
        unknown=tuple(m for i, m in enumerate(members) if i not in held),
        drawing=draw(chains, "The chains of this claim, from the origins on the left to the pages on the right"),
        chains=chains,
        differing=differing(page.discrepancies, articles),
        alike=tuple(
            (quoted(articles[x.words.article_id], x.words.span), f"/k/{x.id}", f"likeness {one.score:.2f}: {one.why}")
            for one, x in page.likely
        ),
    )


def event_shown(page: EventPage) -> ShownEvent:
    articles = {a.id: a for a in page.articles}
    event = page.event
    columns = tuple(_column(a, articles) for a in event.accounts)
    called = articles[event.words.article_id]
    return ShownEvent(
        quoted(called, line(called, event.words.span)),
        summary(page),
        columns,
        differing(page.discrepancies, articles),
    )


def summary(page: EventPage) -> tuple[tuple[str, str], ...]:
    """'31 articles', '9 families', '3 origins (1 named, 2 unnamed)' ..., each with the part of the page it leads to.

    An article without copies counts as a family of its own.
    """
    accounts, family = page.event.accounts, dict(page.families)
    told = {id_ for a in accounts for id_ in a.articles}
    kinds = Counter(KINDS[a.kind] for a in accounts)
    listed = ", ".join(f"{n} {kind}" for kind, n in kinds.items())
    figures = {v.value for a in accounts for v in a.figures}
    places = {v.value for a in accounts for v in a.place}
    return (
        (count(len(told), "article"), "#articles"),
        (count(len({family.get(id_, id_) for id_ in told}), "family", "families"), "#articles"),
        (f"{count(len(accounts), 'origin')} ({listed})", "#accounts"),
        (count(len(figures), "figure"), "#figures"),
        (count(len(places), "place"), "#where"),
    )


def series_shown(page: SeriesPage) -> tuple[str, tuple[tuple[Quoted, str], ...]]:
    """The chart, and each point quoted with its day, in the order of the table."""
    articles = {a.id: a for a in page.articles}
    points = [(quoted(articles[p.article_id], p.span, who=p.who), p) for p in page.series.points]
    charted = [Charted(p, q.address, f"{q.words}, as of {p.as_of or 'no date'}, {q.outlet}") for q, p in points]
    drawing = chart(charted, f"{page.series.of} over time", cumulative=page.series.cumulative)
    return drawing, tuple((q, p.as_of or "no date") for q, p in points)


@dataclass(frozen=True, slots=True)
class Row:
    """A finding in a list."""

    quoted: Quoted
    address: str
    told: str


LETTERS = {"event": "v", "claim": "k", "series": "n", "discrepancy": "d"}


def rows_shown(page: FoundPage) -> tuple[Row, ...]:
    """The rows of a list: by what words each is called, where it leads, and what it holds."""
    articles = {a.id: a for a in page.articles}
    return tuple(_row(x, articles[called_by(x).article_id], LETTERS[page.kind]) for x in page.rows)


def event_row(event: Event, article: Article) -> Row:
    """An event as a line of a list; `article` is the one its words stand in."""
    return _row(event, article, LETTERS["event"])


def _row(found: Listed, article: Article, letter: str) -> Row:
    span = called_by(found).span
    named = quoted(article, line(article, span) if isinstance(found, Event) else span)
    match found:
        case Event():
            articles = len({x for a in found.accounts for x in a.articles})
            told = f"{found.kind} · {count(articles, 'article')} · {count(len(found.accounts), 'account')}"
        case Claim():
            told = f"told {count(len(found.members), 'time')} · {counted(found.independent)}, as found in this archive"
        case Discrepancy():
            named, told = replace(named, words=found.words), f"{found.slot} · {found.kind.replace('_', ' ')}"
        case Series():
            named, told = replace(named, words=found.of), count(len(found.points), "figure")
    return Row(named, f"/{letter}/{found.id}", told)


def line(article: Article, span: Span) -> Span:
    """The sentence around a place, cut at words to what a heading holds: what an event is called by."""
    text, first, last = article.text, max(0, span.start - 110), span.start + 160
    start = max(text.rfind("\n", first, span.start) + 1, text.rfind(". ", first, span.start) + 2)
    if start < 2:  # neither stands there: the sentence begins earlier
        start = text.find(" ", first, span.start) + 1 if first else 0
    ends = [x for x in (text.find("\n", span.end, last), text.find(". ", span.end, last)) if x > 0]
    end = min(ends, default=len(text) if last >= len(text) else max(text.rfind(" ", span.end, last), span.end))
    return Span(start, max(end, span.end))


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of one of two texts, cut where the other differs."""

    pieces: tuple[tuple[str, bool], ...]  # words, and whether they are changed


@dataclass(frozen=True, slots=True)
class Compared:
    """Two texts side by side."""

    old: Quoted
    new: Quoted
    lines: tuple[tuple[Line, ...], tuple[Line, ...]]
    pulled: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]  # headline, figures, names: what was, what is now


def words_shown(page: WordsPage) -> Compared:
    """The two texts by paragraphs, changed words marked; changed headline, figures and names pulled out."""
    every = (*page.revision.headline, *page.revision.changes)
    sides = []
    for article, spans in ((page.old, [c.old for c in every]), (page.new, [c.new for c in every])):
        parts = (*article.parts_of("headline"), *article.prose)
        marked = [s for s in spans if s is not None]
        sides.append(tuple(Line(tuple(_cut(article.text, p.span, marked))) for p in parts))
    pulled = []
    for name, changes in (
        ("headline", page.revision.headline),
        ("figures", page.revision.figures),
        ("names", page.revision.names),
    ):
        pairs = tuple((_words(page.old, c.old), _words(page.new, c.new)) for c in changes)
        pulled += [(name, pairs)] if pairs else []
    return Compared(quoted(page.old, Span(0, 0)), quoted(page.new, Span(0, 0)), (sides[0], sides[1]), tuple(pulled))


def _cut(text: str, whole: Span, marked: Sequence[Span]) -> Iterable[tuple[str, bool]]:
    at = whole.start
    for span in sorted(s for s in marked if s.overlaps(whole)):
        start, end = max(span.start, at), min(span.end, whole.end)
        if start > at:
            yield text[at:start], False
        if end > start:
            yield text[start:end], True
        at = max(at, end)
    if at < whole.end:
        yield text[at : whole.end], False


def _words(article: Article, span: Span | None) -> str:
    return " ".join(span.of(article.text).split()) if span else ""


def told_shown(told: Iterable[FoundPage]) -> tuple[tuple[str, tuple[Row, ...]], ...]:
    """The findings an article has a part in, by kind, as rows of links."""
    return tuple((page.kind, rows_shown(page)) for page in told if page.rows)


def differing(found: Iterable[Discrepancy], articles: Articles) -> tuple[Differing, ...]:
    return tuple(Differing(d.id, d.slot, d.kind.replace("_", " "), d.words, _values(d.values, articles)) for d in found)


def _column(account: Account, articles: Articles) -> Column:
    return Column(
        who=account.who or "source not stated",
        kind=KINDS[account.kind],
        articles=tuple(quoted(articles[id_], Span(0, 0)) for id_ in account.articles if id_ in articles),
        when=_values(account.time, articles),
        where=_values(account.place, articles),
        actors=_values(account.actors, articles),
        figures=_values(account.figures, articles),
    )


def _values(values: Sequence[Value], articles: Articles) -> tuple[Quoted, ...]:
    held = (v for v in values if v.article_id in articles)
    return tuple(quoted(articles[v.article_id], v.span, who=v.who, value=v.value) for v in held)


def quoted(
    article: Article,
    span: Span,
    *,
    who: str | None = None,
    value: str | None = None,
    stance: str | None = None,
    anchor: str | None = None,
) -> Quoted:
    outlet, published = article.first("outlet"), article.first("published")
    place = article.offsets.to_capture(span) if span.end > span.start else article.region
    address = f"/c/{article.capture_id}?from={place.start}&to={place.end}#here" if place else f"/a/{article.id}"
    return Quoted(
        words=" ".join(span.of(article.text).split()),
        address=address,
        article_id=article.id,
        title=article.title or "Without a headline",
        outlet=outlet.value if outlet else "outlet not stated",
        published=published.value if published else "",
        language=article.language,
        who=who,
        value=value,
        stance=stance,
        anchor=anchor,
    )


def _voice(attribution_id: str | None, article: Article) -> str | None:
    """Who speaks where no attribution says so: the outlet itself."""
    outlet = article.first("outlet")
    return None if attribution_id else (outlet.value if outlet else None)


def chain_steps(chain: Chain, articles: Articles) -> Iterable[Step]:
    """The hops of a chain as drawings and lists show them; a hop whose article is not given leads nowhere."""
    for hop in chain.hops:
        article = articles.get(hop.article_id)
        span = hop.capture_span
        address = f"/c/{article.capture_id}?from={span.start}&to={span.end}#here" if article and span else None
        yield Step(hop.party or "outlet not stated", hop.kind, hop.how, address)
