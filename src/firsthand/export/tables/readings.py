"""Tables of what single articles say: a row an article, an attribution, a name, a time, a place, a figure, a hop."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from firsthand.export.shown import Shown, pinned, value_of
from firsthand.export.tables.columns import PLACED, SPEAKER, WHERE, Column, Line, Table, numbers, texts, where
from firsthand.model.articles import Article
from firsthand.model.findings import Chain
from firsthand.model.readings import Attribution
from firsthand.model.spans import Span


def speaking(shown: Shown, attribution: Attribution | None) -> Line:
    """Who speaks, in the columns SPEAKER."""
    if attribution is None:
        return {}
    entity = shown.gate.speaker_of(attribution)
    return {"speaker": shown.speaker(attribution), "speaker_entity": entity.id if entity else None}


def _articles(shown: Shown) -> Iterator[Line]:
    for a in shown.articles():
        title = [p.span for p in a.parts_of("headline")][:1]
        capture = shown.rows.capture(a.capture_id)
        stated = {k: value_of(a, k) for k in ("declared_source", "republisher", "updated", "reposted", "dateline")}
        yield {
            **where(shown, a, title, shown.links.to(a.id)),
            **stated,
            "id": a.id,
            "bylines": "; ".join(d.value for d in a.all("byline")) or None,
            "outlet_how": next((d.how for d in a.all("outlet")), None),
            "categories": "; ".join(d.value for d in a.all("category")) or None,
            "tags": "; ".join(d.value for d in a.all("tag")) or None,
            "language": a.language,
            "url": capture.url,
            "fetched_at": capture.fetched_at,
            "capture": capture.id,
            "text": a.text if shown.choice.full_text else None,
        }


def _attributions(shown: Shown) -> Iterator[Line]:
    for article in shown.articles():
        for a in shown.attributions(article):
            yield {
                **where(shown, article, a.content, shown.links.said(article.id, a.id)),
                **speaking(shown, a),
                "id": a.id,
                "source": _words(shown, article, a.source),
                "cue": _words(shown, article, a.cue),
                "addressee": _words(shown, article, [a.addressee]),
                "venue": _words(shown, article, [a.venue]),
                "source_kind": a.source_kind,
                "mode": a.mode,
                "stance": a.stance,
                "confidence": round(a.confidence, 4),
                "by": a.by,
                "inside": a.inside,
            }


def _words(shown: Shown, article: Article, spans: Iterable[Span | None]) -> str | None:
    return " … ".join(s.of(article.text) for s in spans if s and not shown.names_private(article.id, s)) or None


def _mentions(shown: Shown) -> Iterator[Line]:
    for article in shown.articles():
        for m in shown.mentions(article):
            entity = shown.gate.entity_of(m)
            yield {
                **where(shown, article, [m.span], shown.links.to(entity.id if entity else article.id)),
                "id": m.id,
                "kind": m.kind,
                "name": m.name,
                "entity": entity.id if entity else None,
                "office": m.office.of(article.text) if m.office else None,
            }


def _entities(shown: Shown) -> Iterator[Line]:
    """A row a party, quoted from the first article, by id, that names it."""
    first: dict[str, tuple[str, Span]] = {}
    counts: dict[str, set[str]] = {}
    for article in shown.articles():
        for m in shown.mentions(article):
            if entity := shown.gate.entity_of(m):
                first.setdefault(entity.id, (article.id, m.span))
                counts.setdefault(entity.id, set()).add(article.id)
    for id_, (article_id, span) in sorted(first.items()):
        e = shown.gate.public[id_]
        yield {
            **where(shown, shown.article(article_id), [span], shown.links.to(id_)),
            "id": id_,
            "kind": e.kind,
            "name": e.name,
            "names": "; ".join(e.names),
            "articles": len(counts[id_]),
            "why": e.why,
        }


def _times(shown: Shown) -> Iterator[Line]:
    for article in shown.articles():
        for x in sorted(shown.rows.times_of(article.id), key=lambda x: (x.span, x.id)):
            yield {
                **where(shown, article, [x.span], shown.links.to(article.id)),
                "id": x.id,
                "edtf": x.edtf,
                "grain": x.grain,
                "timex": x.timex,
                "why": x.why,
            }


def _places(shown: Shown) -> Iterator[Line]:
    for article in shown.articles():
        for p in sorted(shown.rows.places_of(article.id), key=lambda p: (p.span, p.id)):
            pin = pinned(p)
            yield {
                **where(shown, article, [p.span], shown.links.to(article.id)),
                "id": p.id,
                "name": p.name,
                "gazetteer_id": p.gazetteer_id,
                "lat": pin[1] if pin else None,
                "lon": pin[0] if pin else None,
                "country": p.country,
                "precision": p.precision,
                "score": round(p.score, 4),
                "rivals": "; ".join(p.rivals) or None,
                "why": p.why,
            }


def _quantities(shown: Shown) -> Iterator[Line]:
    for article in shown.articles():
        for q in sorted(shown.rows.quantities_of(article.id), key=lambda q: (q.span, q.id)):
            plain = {
                k: getattr(q, k) for k in ("id", "low", "high", "bound", "unit", "role", "as_of", "scope", "change")
            }
            of = _words(shown, article, [q.of])
            yield {**where(shown, article, [q.span], shown.links.to(article.id)), **plain, "of": of}


def _hops(shown: Shown) -> Iterator[Line]:
    for chain in shown.all(Chain, "chain"):
        if not shown.has(chain.article_id):
            continue
        article = shown.article(chain.article_id)
        for n, hop in enumerate(chain.hops):
            home = shown.article(hop.article_id)
            yield {
                **where(shown, article, [], shown.links.said(article.id, chain.attribution_id)),
                "quote": hop.words,
                "passage": shown.links.captured(home.capture_id, hop.capture_span),
                "id": f"{chain.id}/{n}",
                "chain": chain.id,
                "attribution": chain.attribution_id,
                "n": n,
                "party": shown.gate.name(hop.party, hop.article_id),
                "kind": hop.kind,
                "how": hop.how,
                "reaches_origin": chain.reaches_origin,
                "breaks": chain.breaks,
            }


_ID = texts(id="Id in Firsthand")
_SPANNED = (*WHERE, *PLACED)
TABLES = (
    Table(
        "articles",
        "Articles, with what their pages say of them",
        (
            *_ID,
            *texts(
                bylines="Who wrote it",
                outlet_how="Where the outlet was read",
                declared_source="Whom the page credits",
                republisher="The site whose page this is, where it is not the outlet",
                updated="EDTF",
                reposted="EDTF",
                dateline="Where it was filed",
                categories="As the page has them",
                tags="As the page has them",
                language="BCP 47",
                url="Address of the page, where known",
                fetched_at="When Firsthand took it in",
                capture="sha256 of the bytes",
                text="The whole text, where it was asked for",
            ),
            *_SPANNED,
        ),
        _articles,
    ),
    Table(
        "attributions",
        "Who is said to have said what",
        (
            *_ID,
            *SPEAKER,
            *texts(
                source="The words for the source",
                cue="The words that attribute",
                addressee="To whom",
                venue="Where it was said",
                source_kind="What the article lets us know of the source",
                mode="direct, indirect, mixed",
                stance="How the source stands to the content",
                by="Machine and version, or person",
                inside="Id of the attribution that this one stands in",
            ),
            *numbers(confidence="0 to 1"),
            *_SPANNED,
        ),
        _attributions,
    ),
    Table(
        "mentions",
        "Words that name someone or something; of persons, public ones",
        (
            *_ID,
            *texts(
                kind="person, organisation, outlet, group, place, document, other",
                name="The fullest form in the article",
                entity="Id of the party",
                office="Words that tell a public office",
            ),
            *_SPANNED,
        ),
        _mentions,
    ),
    Table(
        "entities",
        "Parties that are named; of persons, public ones",
        (
            *_ID,
            *texts(
                kind="As of mentions",
                name="A name of the party",
                names="All forms as written",
                why="Why names were joined",
            ),
            Column("articles", "integer", "How many articles name it"),
            *_SPANNED,
        ),
        _entities,
    ),
    Table(
        "times",
        "Words that say when",
        (
            *_ID,
            *texts(
                edtf="EDTF level 1; empty where it cannot be told",
                grain="How fine",
                timex="TIMEX3 value",
                why="What it was counted from",
            ),
            *_SPANNED,
        ),
        _times,
    ),
    Table(
        "places",
        "Words that say where, and what they may lie at",
        (
            *_ID,
            *texts(
                name="The gazetteer's name, or as written",
                gazetteer_id="Likeliest entry",
                country="ISO 3166-1 alpha-2",
                precision="How exact the point is",
                rivals="Other entries",
                why="Why this one",
            ),
            *numbers(lat="WGS 84; empty for a country", lon="WGS 84", score="0 to 1, among its rivals"),
            *_SPANNED,
        ),
        _places,
    ),
    Table(
        "quantities",
        "Words that say how many or how much",
        (
            *_ID,
            *numbers(low="Empty: open below", high="Empty: open above"),
            *texts(
                bound="exactly, about, at_least ...",
                unit="Normal form",
                of="Words of what is counted",
                role="What it did or suffered",
                as_of="EDTF",
                scope="event, cumulative, per_period, unknown",
                change="none, up, down",
            ),
            *_SPANNED,
        ),
        _quantities,
    ),
    Table(
        "hops",
        "Chains: the way each report came, a row a hop",
        (
            *_ID,
            *texts(
                chain="Id of the chain",
                attribution="Id of what is attributed",
                party="Who; empty where not stated",
                kind="archive, republisher, outlet, relay, venue, document, person, organisation, group, unnamed",
                how="How it is known",
                breaks="Where and why the chain ends short of an origin",
            ),
            Column("n", "integer", "From the page, 0, to the origin"),
            Column("reaches_origin", "boolean", "Whether the chain ends at an origin"),
            *_SPANNED,
        ),
        _hops,
    ),
)
