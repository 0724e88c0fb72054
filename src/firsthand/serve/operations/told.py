"""Rows of the interchange with who says so, the very words, and where to read them: what REST and assistants are given."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from firsthand.export.articles import article_row, capture_row
from firsthand.export.claims import claim_row, likely_row, statement_row
from firsthand.export.comparing import discrepancy_row, series_row
from firsthand.export.decisions import judgement_row, problem_row
from firsthand.export.events import event_mention_row, event_row
from firsthand.export.findings import chain_row, entity_row, family_row, reuse_row
from firsthand.export.places import Json, one
from firsthand.export.readings import Parties, attribution_row, mention_row, quantity_row, time_row
from firsthand.model.articles import Article, Capture
from firsthand.model.findings import (
    Account,
    Chain,
    Change,
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
    Value,
)
from firsthand.model.judgements import Judgement
from firsthand.model.problems import Problem, UsageError
from firsthand.model.readings import Attribution, EventMention, Mention, PlaceRef, Quantity, Telling, TimeRef
from firsthand.model.spans import Span, Spans, hull, words_at
from firsthand.record import Hit, Record, SaidHit
from firsthand.serve.operations.quoting import sentence
from firsthand.serve.operations.shapes import STATUS
from firsthand.serve.wording import counted

SLOTS = ("time", "place", "actors", "figures")
LETTER = {"article": "a", "entity": "e", "event": "v", "claim": "k", "discrepancy": "d", "series": "n", "family": "f"}


class Told:
    """Turns what the record answers into rows. `base` is where `firsthand serve` answers, without a stroke at its end;
    `asked` are the arguments of the question."""

    def __init__(self, record: Record, base: str, asked: Json | None = None) -> None:
        self.record = record
        self.base = base
        self.asked = asked or {}
        self._met: dict[str, Parties] = {}
        self._articles: dict[str, Article] = {}
        self._said: dict[str, Attribution] = {}
        self._within: dict[str, tuple[Attribution, ...]] = {}

    # Where words stand, and whose they are

    def know(self, articles: Iterable[Article] = (), attributions: Iterable[Attribution] = ()) -> Told:
        """Takes what the record has given already, so that it is not asked for again."""
        self._articles |= {a.id: a for a in articles}
        self._said |= {a.id: a for a in attributions}
        return self

    def fetch(self, articles: Iterable[str], attributions: Iterable[str] = ()) -> Told:
        """Asks for these at once instead of one by one."""
        self.know(self.record.texts(sorted(set(articles) - self._articles.keys())))
        return self.know((), self.record.attributions(sorted(set(attributions) - self._said.keys())))

    def article(self, id_: str) -> Article:
        if id_ not in self._articles:
            self.fetch([id_])
        return self._articles[id_]

    def link(self, kind: str, id_: str) -> str:
        return f"{self.base}/{LETTER[kind]}/{id_}"

    def said(self, article: Article, spans: Sequence[Span], speaker: str | None, at: Span | None = None) -> Json:
        """The four keys that every row of what people said carries; `at`: what the link leads to, if not all of it."""
        place = at or hull(spans)
        found = article.offsets.to_capture(place) if place else None
        here = f"{self.base}/c/{article.capture_id}?from={found.start}&to={found.end}#here" if found else None
        return {
            "quote": " … ".join(words_at(article.text, spans)),
            "speaker": speaker,
            "permalink": here or self.link("article", article.id),
            "status": STATUS,
        }

    def voice(self, article: Article, span: Span) -> str | None:
        """Who speaks at a place: of the attributions whose content holds it the innermost's speaker, else the outlet."""
        if article.id not in self._within:
            self._within[article.id] = self.record.attributions_of(article.id)
        around = [(len(s), a.id, a) for a in self._within[article.id] for s in a.content if s.contains(span)]
        return min(around)[2].speaker if around else outlet(article)

    def at(self, article_id: str, span: Span, speaker: str | None) -> Json:
        article = self.article(article_id)
        place = {"article": article_id, **one("span", article, span)}
        return place | self.said(article, (sentence(article, span),), speaker, span)

    def quoted(self, article_id: str, span: Span) -> Json:
        """Words of an article in their sentence, by whoever speaks there."""
        return self.at(article_id, span, self.voice(self.article(article_id), span))

    # What we were given

    def capture(self, found: Capture) -> Json:
        return capture_row(found) | {"permalink": f"{self.base}/c/{found.id}"}

    def whole(self, found: Article) -> Json:
        return article_row(found) | self.headline(found)

    def headline(self, found: Article) -> Json:
        """An article quoted by its headline, else by its first part, in the outlet's voice."""
        part = next(found.parts_of("headline"), None) or next(iter(found.parts), None)
        spans = (part.span,) if part else ()
        return self.said(found, spans, outlet(found)) | {"permalink": self.link("article", found.id)}

    def teller(self, found: Article) -> Json:
        published = found.first("published")
        plain = {"id": found.id, "title": found.title, "outlet": outlet(found)}
        return plain | {"published": published.value if published else None} | self.headline(found)

    def hit(self, found: Hit) -> Json:
        keys = ("id", "title", "outlet", "published", "declared_source", "language", "attributions", "family_size")
        more = ("family", "folded", "said_count")
        return {k: getattr(found, k) for k in (*keys, *more)} | {
            "capture": found.capture_id,
            "said": [self._said_hit(found, x) for x in found.said],
            "quote": found.snippet,
            "speaker": found.outlet,
            "permalink": self.link("article", found.id),
            "status": STATUS,
        }

    def _said_hit(self, hit: Hit, found: SaidHit) -> Json:
        at = found.capture_span
        here = (
            f"{self.base}/c/{hit.capture_id}?from={at.start}&to={at.end}#here" if at else self.link("article", hit.id)
        )
        plain = {"id": found.id, "source_kind": found.source_kind, "stance": found.stance}
        return plain | {"quote": found.words, "speaker": found.speaker, "permalink": here, "status": STATUS}

    # What one article says

    def attribution(self, a: Attribution, parties: Parties) -> Json:
        article = self.article(a.article_id)
        return self.said(article, a.content, a.speaker) | attribution_row(a, article, parties)

    def mention(self, m: Mention, parties: Parties, place: PlaceRef | None = None) -> Json:
        article = self.article(m.article_id)
        return mention_row(m, article, parties, place) | self._words(article, m.span)

    def placed(self, place: PlaceRef, mention: Mention, parties: Parties) -> Json:
        row = self.mention(mention, parties, place)
        kept = ("article", "span", "span_text", "quote", "speaker", "permalink", "status", "place")
        return {k: row[k] for k in kept} | {"id": place.id, "mention": mention.id}

    def time(self, x: TimeRef) -> Json:
        article = self.article(x.article_id)
        return time_row(x, article) | self._words(article, x.span)

    def quantity(self, x: Quantity) -> Json:
        article = self.article(x.article_id)
        return quantity_row(x, article) | self._words(article, x.span)

    def event_mention(self, x: EventMention, entity_of: dict[str, str | None], event: str | None = None) -> Json:
        article = self.article(x.article_id)
        row = event_mention_row(x, article, entity_of, event)
        return row | self.said(article, (x.sentence,), self.voice(article, x.trigger))

    def telling(self, x: Telling) -> Json:
        return {"id": x.id} | self.at(x.article_id, x.span, self.voice(self.article(x.article_id), x.span))

    def _words(self, article: Article, span: Span) -> Json:
        return self.said(article, (sentence(article, span),), self.voice(article, span), span)

    # What several say together

    def chain(self, c: Chain) -> Json:
        self.fetch([c.article_id], [c.attribution_id])
        a = self._said.get(c.attribution_id)
        content: Spans = a.content if a else ()
        return chain_row(c) | self.said(self.article(c.article_id), content, a.speaker if a else None)

    def entity(self, e: Entity, places: Iterable[PlaceRef] = ()) -> Json:
        lies = next((p for p in places if e.place is not None and p.gazetteer_id == e.place), None)
        row = entity_row(e, lies) | {"permalink": self.link("entity", e.id)}
        if e.place is not None and lies is None:
            row["place"] = dict.fromkeys(("lat", "lon", "country", "precision")) | {"gazetteer_id": e.place}
        return row

    def family(self, f: Family) -> Json:
        return family_row(f) | {"permalink": self.link("family", f.id)}

    def reuse(self, x: ReuseLink) -> Json:
        row = reuse_row(x, self.article(x.from_article), self.article(x.to_article))
        return row | {"permalink": f"{self.base}/words/{x.to_article}/{x.from_article}"}

    def statement(self, s: Statement) -> Json:
        said = self.record.attributions(s.attributions)
        self.fetch([*(a.article_id for a in said), *(p.article_id for p in s.voice)])
        quotes = [self.said(self.article(a.article_id), a.content, a.speaker) for a in said]
        quotes += [self.said(self.article(p.article_id), (p.span,), s.speaker) for p in s.voice]
        return statement_row(s, self.article) | {"quotes": quotes}

    def claim(self, c: Claim) -> Json:
        self.fetch((m.article_id for m in c.members), (m.attribution_id for m in c.members if m.attribution_id))
        row = claim_row(c, self.article)
        row["members"] = [
            r | self.at(m.article_id, m.span, self._speaker(m.attribution_id, m.article_id))
            for r, m in zip(row["members"], c.members, strict=True)
        ]
        own = next(
            (m.attribution_id for m in c.members if c.words.span == m.span and c.words.article_id == m.article_id), None
        )
        row["words"] |= self.at(c.words.article_id, c.words.span, self._speaker(own, c.words.article_id))
        row["independent_origins"]["words"] = f"{counted(c.independent)} found in this record"
        return row | {"permalink": self.link("claim", c.id), "status": STATUS}

    def likely(self, x: Likely, other: Claim) -> Json:
        words = self.at(
            other.words.article_id, other.words.span, self._around(other.words.article_id, other.words.span)
        )
        return {"claim": other.id, "words": words, "score": round(x.score, 4), "why": x.why}

    def _around(self, article_id: str, span: Span) -> str | None:
        return self.voice(self.article(article_id), span)

    def _speaker(self, attribution_id: str | None, article_id: str) -> str | None:
        a = self._said.get(attribution_id or "")
        return a.speaker if a else outlet(self.article(article_id))

    def event(self, e: Event) -> Json:
        values = (v.article_id for a in e.accounts for slot in SLOTS for v in getattr(a, slot))
        self.fetch([e.words.article_id, *values])
        row = event_row(e, self.article)
        for account, told in zip(row["accounts"], e.accounts, strict=True):
            self._account(account, told)
        row["words"] |= self.at(e.words.article_id, e.words.span, self._around(e.words.article_id, e.words.span))
        return row | {"permalink": self.link("event", e.id), "status": STATUS}

    def _account(self, row: Json, told: Account) -> None:
        for slot in SLOTS:
            row[slot] = self._values(row[slot], getattr(told, slot))

    def _values(self, rows: Sequence[Json], values: Sequence[Value]) -> list[Json]:
        return [r | self.at(v.article_id, v.span, v.who) for r, v in zip(rows, values, strict=True)]

    def discrepancy(self, d: Discrepancy) -> Json:
        self.fetch(v.article_id for v in d.values)
        row = discrepancy_row(d, self.article)
        row["values"] = self._values(row["values"], d.values)
        return row | {"permalink": self.link("discrepancy", d.id), "status": STATUS}

    def series(self, s: Series) -> Json:
        self.fetch(p.article_id for p in s.points)
        row = series_row(s, self.article)
        row["points"] = [r | self.at(p.article_id, p.span, p.who) for r, p in zip(row["points"], s.points, strict=True)]
        return row | {"permalink": self.link("series", s.id), "status": STATUS}

    def change(self, c: Change, old: Article, new: Article) -> Json:
        ends = (("old", old, c.old), ("new", new, c.new))
        return {key: self.at(a.id, span, self.voice(a, span)) if span else None for key, a, span in ends}

    # What people decided, and what went wrong

    def judgement(self, j: Judgement) -> Json:
        return judgement_row(j)

    def problem(self, p: Problem) -> Json:
        return problem_row(p)

    # Whatever it is

    def row(self, kind: str, found: object) -> Json:
        """The row of anything an id names."""
        match found:
            case Capture():
                return self.capture(found)
            case Article():
                return self.know([found]).whole(found)
            case Attribution():
                return self.attribution(found, self.parties(found.article_id))
            case Mention():
                lies = next((p for p in self.record.places_of(found.article_id) if p.mention_id == found.id), None)
                return self.mention(found, self.parties(found.article_id), lies)
            case PlaceRef():
                own = next(m for m in self.record.mentions_of(found.article_id) if m.id == found.mention_id)
                return self.placed(found, own, self.parties(found.article_id))
            case TimeRef():
                return self.time(found)
            case Quantity():
                return self.quantity(found)
            case EventMention():
                mentions, parties = self.record.mentions_of(found.article_id), self.parties(found.article_id)
                event = self.record.events_of([found.id]).get(found.id)
                return self.event_mention(found, {m.id: parties.of_mention(m) for m in mentions}, event)
            case Telling():
                return self.telling(found)
            case Chain():
                return self.chain(found)
            case Entity():
                return self.entity(found)
            case Family():
                return self.family(found)
            case ReuseLink():
                return self.reuse(found)
            case Statement():
                return self.statement(found)
            case Claim():
                return self.claim(found)
            case Likely():
                return likely_row(found)
            case Retired():
                return {"id": found.id, "heir": found.heir}
            case Event():
                return self.event(found)
            case Discrepancy():
                return self.discrepancy(found)
            case Series():
                return self.series(found)
            case Judgement():
                return self.judgement(found)
        raise UsageError(f"a {kind.replace('_', ' ')} has no row of its own; give an id that an export shows")

    def parties(self, article_id: str) -> Parties:
        """Of one article: only those with a dossier, the gate of `Record.article`."""
        if article_id not in self._met:
            self._met[article_id] = Parties(self.record.entities_in(article_id))
        return self._met[article_id]


def outlet(article: Article) -> str | None:
    datum = article.first("outlet")
    return datum.value if datum else None
