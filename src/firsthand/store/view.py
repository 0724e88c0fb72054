"""Questions to the record, in the users' words. Every answer is a model object or a shape of `answers`, never a row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields

from sqlalchemy import Connection, func, select

from firsthand.model.articles import Article, Capture
from firsthand.model.findings import Chain, Entity, Family, ReuseLink
from firsthand.model.judgements import Judgement
from firsthand.model.problems import Problem, UsageError
from firsthand.model.readings import Attribution, Mention, PlaceRef, Quantity, TimeRef
from firsthand.model.units import LeftOut, Payload, Reading, Step, Unit
from firsthand.store import ask, codec, originals, units
from firsthand.store import search as searching
from firsthand.store import tables as t
from firsthand.store.answers import ArticlePage, ArticleRead, EntityPage, Hit, SearchPage
from firsthand.store.database import Database

Everything = Capture | Article | Reading | ReuseLink | Family | Entity | Chain | Judgement | Problem
COUNTED = (
    *(t.capture, t.article, t.mention, t.attribution, t.time, t.place, t.quantity),
    *(t.reuse_link, t.family, t.entity, t.chain),
    *(t.judgement, t.problem),
)


class View:
    """Reads, and never writes. `decode` turns a capture's bytes into its text, for ever the same way."""

    def __init__(self, database: Database, decode: units.Decode) -> None:
        self._database = database
        self._decode = decode

    # For the runner

    def units(self, step: Step) -> list[Unit]:
        """Every unit of a step, by id, with the digest of all it depends on."""
        with self._database.read() as c:
            return units.units(c, step)

    def payload(self, step: Step, unit_id: str) -> Payload:
        with self._database.read() as c:
            return units.payload(c, step, unit_id, self._decode)

    def ledger_of(self, step: str) -> dict[str, str]:
        """The digest each unit of a step was done with."""
        line = t.ledger.c
        with self._database.read() as c:
            return dict(c.execute(select(line.unit_id, line.digest).where(line.step == step)).all())

    # What we were given

    def capture(self, id_: str) -> Capture:
        with self._database.read() as c:
            return ask.capture(c, id_)

    def has_capture(self, id_: str) -> bool:
        with self._database.read() as c:
            return c.execute(select(t.capture.c.id).where(t.capture.c.id == id_)).first() is not None

    def original(self, capture_id: str) -> bytes:
        """The bytes as received."""
        with self._database.read() as c:
            return originals.fetch(c, capture_id, ask.capture(c, capture_id).length)

    def capture_text(self, capture_id: str) -> str:
        """The decoded text that every capture span is of."""
        with self._database.read() as c:
            found = ask.capture(c, capture_id)
            return self._decode(originals.fetch(c, capture_id, found.length), found.charset)

    def left_out(self, capture_id: str) -> tuple[LeftOut, ...]:
        with self._database.read() as c:
            return ask.left_out(c, capture_id)

    def judgements(self) -> tuple[Judgement, ...]:
        """Every one ever made, oldest first."""
        with self._database.read() as c:
            return ask.judgements(c)

    def problems(self) -> tuple[Problem, ...]:
        with self._database.read() as c:
            return ask.problems(c)

    # What was read and found

    def article(self, id_: str) -> Article:
        with self._database.read() as c:
            return ask.article(c, id_)

    def articles_of(self, capture_id: str) -> tuple[Hit, ...]:
        """The articles of a capture, in page order."""
        a = t.article.c
        with self._database.read() as c:
            ids = c.execute(select(a.id).where(a.capture_id == capture_id).order_by(a.start)).scalars().all()
            return tuple(searching.hits(c, ids))

    def attributions_of(self, article_id: str) -> tuple[Attribution, ...]:
        with self._database.read() as c:
            return ask.attributions(c, article_id)

    def mentions_of(self, article_id: str) -> tuple[Mention, ...]:
        with self._database.read() as c:
            return ask.mentions(c, article_id)

    def times_of(self, article_id: str) -> tuple[TimeRef, ...]:
        with self._database.read() as c:
            return ask.times(c, article_id)

    def places_of(self, article_id: str) -> tuple[PlaceRef, ...]:
        with self._database.read() as c:
            return ask.places(c, article_id)

    def quantities_of(self, article_id: str) -> tuple[Quantity, ...]:
        with self._database.read() as c:
            return ask.quantities(c, article_id)

    def chains_of(self, article_id: str) -> tuple[Chain, ...]:
        with self._database.read() as c:
            return tuple(ask.chains(c, t.chain.c.article_id == article_id))

    def links_of(self, article_id: str) -> tuple[ReuseLink, ...]:
        r = t.reuse_link.c
        with self._database.read() as c:
            return tuple(ask.links(c, (r.from_article == article_id) | (r.to_article == article_id)))

    def family_of(self, article_id: str) -> Family | None:
        with self._database.read() as c:
            return ask.family_of(c, article_id)

    def versions_of(self, article_id: str) -> tuple[str, ...]:
        """The captures of one article over time, this one among them, the oldest first: ids of articles.

        Of one family, and either of one outlet (else of one declared source) or from one address.
        """
        a, p = t.article.c, t.capture.c
        with self._database.read() as c:
            own = ask.family_of(c, article_id)
            ids = own.articles if own else (article_id,)
            outlet = func.coalesce(a.outlet, a.declared_source).label("outlet")
            rows = select(a.id, a.capture_id, outlet, p.url, p.fetched_at).join(t.capture, p.id == a.capture_id)
            found = [row for some in ask.batches(ids) for row in c.execute(rows.where(a.id.in_(some))).all()]
        this = next((row for row in found if row.id == article_id), None)
        if this is None:
            raise UsageError(f"no article {article_id} in this record; find one with: firsthand search WORDS")
        same = [
            row
            for row in found
            if row.id == article_id
            or (
                row.capture_id != this.capture_id
                and ((row.url and row.url == this.url) or (row.outlet and row.outlet == this.outlet))
            )
        ]
        return tuple(row.id for row in sorted(same, key=lambda row: (row.fetched_at, row.id)))

    def article_read(self, article: Article) -> ArticleRead:
        """The article with all its readings."""
        own = {f.name: getattr(article, f.name) for f in fields(Article)}
        with self._database.read() as c:
            return ArticleRead(
                **own,
                mentions=ask.mentions(c, article.id),
                attributions=ask.attributions(c, article.id),
                times=ask.times(c, article.id),
                places=ask.places(c, article.id),
                quantities=ask.quantities(c, article.id),
            )

    def search(self, query: str, *, page: int, per_page: int, facets: Mapping[str, str]) -> SearchPage:
        with self._database.read() as c:
            return searching.search(c, query, page=page, per_page=per_page, facets=facets)

    def article_page(self, id_: str) -> ArticlePage:
        """An article with all that was read from it and found of it."""
        r = t.reuse_link.c
        with self._database.read() as c:
            found = ask.article(c, id_)
            family = ask.family_of(c, id_)
            links = tuple(ask.links(c, (r.from_article == id_) | (r.to_article == id_)))
            ends = sorted({end for link in links for end in (link.from_article, link.to_article)} - {id_})
            names = select(t.mention.c.name).where(t.mention.c.article_id == id_)
            keys = select(t.entity_name.c.entity_id).where(
                t.entity_name.c.role == "key", t.entity_name.c.name.in_(names)
            )
            about = t.problem.c
            decided = ask.judgements(c, t.judgement.c.capture_id == found.capture_id)
            return ArticlePage(
                article=found,
                capture=ask.capture(c, found.capture_id),
                attributions=ask.attributions(c, id_),
                mentions=ask.mentions(c, id_),
                times=ask.times(c, id_),
                places=ask.places(c, id_),
                quantities=ask.quantities(c, id_),
                chains=tuple(ask.chains(c, t.chain.c.article_id == id_)),
                family=family,
                siblings=searching.hits(c, [x for x in family.articles if x != id_] if family else []),
                links=links,
                linked=searching.hits(c, ends),
                entities=tuple(ask.entities(c, t.entity.c.id.in_(keys))),
                problems=ask.problems(c, (about.unit_id == id_) | (about.capture_id == found.capture_id)),
                left_out=ask.left_out(c, found.capture_id),
                judgements=tuple(j for j in decided if j.target.span.overlaps(found.region)),
            )

    def entity_page(self, id_: str) -> EntityPage:
        """One party: where it is named, and what it is said to have said."""
        with self._database.read() as c:
            found = next(iter(ask.entities(c, t.entity.c.id == id_)), None)
            if found is None:
                raise UsageError(f"no entity {id_} in this record")
            m, s = t.mention.c, t.attribution.c
            where = (m.kind == found.kind) & m.name.in_(found.keys)
            articles = c.execute(select(m.article_id).where(where).distinct().order_by(m.article_id)).scalars().all()
            count = c.execute(select(func.count()).select_from(t.mention).where(where)).scalar_one()
            rows = ask.rows(c, t.attribution, s.speaker.in_({*found.keys, *found.names}), order=["article_id", "n"])
            said = tuple(codec.attribution(r) for r in rows)
            return EntityPage(found, searching.hits(c, articles[:500]), said, count)

    def one(self, kind: str, id_: str) -> Everything:
        """The object of an id, whatever it names."""
        with self._database.read() as c:
            table = t.metadata.tables[kind]
            found = next(iter(_of_kind(c, kind, [id_])), None) if "id" in table.c else None
        if found is None:
            raise UsageError(f"no {kind.replace('_', ' ')} {id_} in this record")
        return found

    def all(self, kind: str) -> Iterator[Everything]:
        """Everything of one kind, by id; a batch at a time, so that memory stays flat."""
        if kind == "problem":
            yield from self.problems()
            return
        with self._database.read() as c:
            table = t.metadata.tables[kind]
            ids = c.execute(select(table.c.id).order_by(table.c.id)).scalars().all()
        for some in ask.batches(ids):
            with self._database.read() as c:
                found = list(_of_kind(c, kind, some))
            yield from found

    def counts(self) -> dict[str, int]:
        """How many there are of each kind."""
        with self._database.read() as c:
            return {x.name: c.execute(select(func.count()).select_from(x)).scalar_one() for x in COUNTED}

    def bytes_kept(self) -> int:
        with self._database.read() as c:
            return int(c.execute(select(func.coalesce(func.sum(t.capture.c.length), 0))).scalar_one())

    def failed(self) -> dict[str, int]:
        """Units whose work broke, by step."""
        with self._database.read() as c:
            rows = select(t.ledger.c.step, func.count()).where(t.ledger.c.state == "failed").group_by(t.ledger.c.step)
            return dict(c.execute(rows).all())


def _of_kind(c: Connection, kind: str, ids: list[str]) -> Iterator[Everything]:
    where = t.metadata.tables[kind].c.id.in_(ids)
    if kind == "article":
        yield from ask.articles_by_id(c, ids)
    elif kind in _MANY_TABLES:
        yield from _MANY_TABLES[kind](c, where)
    else:
        yield from (_ONE_TABLE[kind](row) for row in ask.rows(c, t.metadata.tables[kind], where, order=["id"]))


def _chains(c: Connection, *where: ask.Where) -> list[Chain]:
    return sorted(ask.chains(c, *where), key=lambda chain: chain.id)


_MANY_TABLES: dict[str, Callable[..., Sequence[Everything]]] = {
    "reuse_link": ask.links,
    "family": ask.families,
    "entity": ask.entities,
    "chain": _chains,
}
_ONE_TABLE: dict[str, Callable[[ask.Record], Everything]] = {
    "capture": codec.capture,
    "mention": codec.mention,
    "attribution": codec.attribution,
    "time": codec.time,
    "place": codec.place,
    "quantity": codec.quantity,
    "judgement": codec.judgement,
}
