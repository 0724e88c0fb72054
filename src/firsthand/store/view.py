"""Questions to the record, in the users' words. Every answer is a model object or a shape of `answers`, never a row.

Long, since each question opens its one read transaction here and has its words; the work is done in the rooms that it asks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields

from sqlalchemy import Connection, func, select

from firsthand.model.articles import Article, Capture, PageAccount
from firsthand.model.custody import CustodyLine
from firsthand.model.findings import (
    Chain,
    Claim,
    Discrepancy,
    Entity,
    Family,
    Finding,
    Likely,
    Lineage,
    Place,
    Retired,
    ReuseLink,
    Series,
)
from firsthand.model.judgements import About, Judgement
from firsthand.model.problems import NotInRecord, Problem
from firsthand.model.proposals import Proposal
from firsthand.model.readings import Attribution, EventMention, Mention, PlaceRef, Quantity, Telling, TimeRef
from firsthand.model.searches import SavedSearch
from firsthand.model.spans import Anchor
from firsthand.model.units import LeftOut, Payload, Reading, Step, Unit
from firsthand.model.watching import Watched
from firsthand.model.withdrawals import Withdrawal
from firsthand.store import (
    ask,
    codec,
    collected,
    custody,
    decided,
    dossiers,
    findings,
    judged,
    originals,
    parties,
    transcripts,
    units,
    watching,
    withdrawn,
)
from firsthand.store import review as reviewing
from firsthand.store import search as searching
from firsthand.store import tables as t
from firsthand.store import timeline as timing
from firsthand.store.answers import (
    ArticlePage,
    ArticleRead,
    ClaimPage,
    Collected,
    Collection,
    Dossier,
    EntityPage,
    EventPage,
    FamilyPage,
    FoundPage,
    Hit,
    JudgedPage,
    Past,
    ReviewPage,
    SearchPage,
    SeriesPage,
    Timeline,
    UnnamedKind,
)
from firsthand.store.database import Database

Everything = Capture | Article | Reading | Finding | Judgement | Proposal | Problem | Withdrawal
COUNTED = (
    *(t.capture, t.article, t.mention, t.attribution, t.time, t.place, t.quantity),
    *(t.reuse_link, t.family, t.entity, t.chain),
    *(t.telling, t.event_mention, t.event_, t.statement, t.claim, t.likely, t.discrepancy, t.series),
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

    def units_of(self, step: Step, ids: Sequence[str]) -> list[Unit]:
        """As `units`, of these alone; none where a step cannot be so asked."""
        with self._database.read() as c:
            return units.units_of(c, step, ids) if step.name in units.ALONE else []

    def payload(self, step: Step, unit_id: str) -> Payload:
        with self._database.read() as c:
            return units.payload(c, step, unit_id, self._decode)

    def ledger_of(self, step: str, ids: Sequence[str] | None = None) -> dict[str, str]:
        """The digest each unit of a step, or each of these, was done with."""
        line = t.ledger.c
        question = select(line.unit_id, line.digest).where(line.step == step)
        with self._database.read() as c:
            return dict(c.execute(question if ids is None else question.where(line.unit_id.in_(ids))).all())

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
            return transcripts.text_of(c, found, self._decode)

    def custody(self) -> tuple[CustodyLine, ...]:
        """How bytes came in and went, in order."""
        with self._database.read() as c:
            return tuple(custody.lines(c))

    def came(self, capture_id: str) -> str | None:
        """How a capture came that was fetched, as JSON; None of all others."""
        x = t.custody.c
        of = select(x.answer).where(x.capture_id == capture_id, x.answer.is_not(None)).order_by(x.n).limit(1)
        with self._database.read() as c:
            return c.execute(of).scalar()

    def watched(self) -> tuple[Watched, ...]:
        """What is polled; what is due next comes first."""
        with self._database.read() as c:
            return watching.watched(c)

    def transcripts(self) -> Iterator[tuple[str, str]]:
        """Ids of captures whose text is kept beside the bytes, with that text."""
        with self._database.read() as c:
            yield from transcripts.every(c)

    def left_out(self, capture_id: str) -> tuple[LeftOut, ...]:
        with self._database.read() as c:
            return ask.left_out(c, capture_id)

    def page_accounts(self, article_id: str) -> tuple[PageAccount, ...]:
        with self._database.read() as c:
            return ask.page_accounts(c, article_id)

    def judgements(self) -> tuple[Judgement, ...]:
        """Every one ever made, oldest first."""
        with self._database.read() as c:
            return ask.judgements(c)

    def pointed(self, id_: str, act: str) -> decided.Pointed:
        """The words that an id stands for where a person judges; rejecting an attribution's telling rejects the attribution,
        and two names that are the same, or not, are parties."""
        with self._database.read() as c:
            found = decided.pointed(c, id_)
            if act == "reject":
                return decided.attribution_of(c, found) if found.about == "claim" else found
            two = act in ("same", "different") and found.about == "mention"
            return decided.Pointed("entity", found.words) if two else found

    def standing(self, about: About, place: Anchor) -> tuple[str | None, int]:
        """The event, claim or entity that the words at an anchor belong to now, and of how many readings it is made."""
        with self._database.read() as c:
            return decided.standing(c, about, place)

    def remembered(self) -> tuple[tuple[str, Lineage | Retired], ...]:
        """What ids stood for at the last run and where retired ones lead, each with its step, by step and id."""
        with self._database.read() as c:
            return tuple(
                (row["step"], of(row))
                for table, of in ((t.lineage, codec.lineage), (t.retired, codec.retired))
                for row in ask.rows(c, table, order=["step", "id"])
            )

    def mark(self, id_: str) -> str:
        """Short digits of what a thing says now."""
        with self._database.read() as c:
            return judged.mark(c, id_)

    def marks(self, ids: Sequence[str]) -> dict[str, str]:
        """The same of many readings at once, each with its id before it."""
        with self._database.read() as c:
            return judged.marks(c, ids)

    def named(self, entity_id: str) -> tuple[tuple[str, str], ...]:
        """The names that lead to an entity, each with a mention of it."""
        with self._database.read() as c:
            return judged.named(c, entity_id)

    def called(self, name: str) -> str | None:
        with self._database.read() as c:
            return judged.called(c, name)

    def values_of(self, id_: str) -> tuple[Place, ...]:
        """The words of a discrepancy's values or of a series' figures, in order."""
        with self._database.read() as c:
            return decided.values_of(c, id_)

    def slot_of(self, id_: str) -> str | None:
        with self._database.read() as c:
            d = t.discrepancy.c
            return c.execute(select(d.slot).where(d.id == id_)).scalar()

    def history(self, id_: str) -> tuple[Past, ...]:
        """Every judgement about a thing, oldest first."""
        with self._database.read() as c:
            return judged.history(c, id_)

    def judged(self, by: str | None, page: int, per_page: int) -> JudgedPage:
        """All decisions, newest first."""
        with self._database.read() as c:
            return judged.judged(c, by, page, per_page)

    def waits(self) -> bool:
        """Whether a judgement was made after the last work on the whole record."""
        with self._database.read() as c:
            return judged.waits(c)

    def review(self, kind: str | None, by: str | None) -> ReviewPage:
        with self._database.read() as c:
            return reviewing.review(c, kind, by)

    def problems(self) -> tuple[Problem, ...]:
        with self._database.read() as c:
            return ask.problems(c)

    # What was withdrawn

    def withdrawals(self) -> tuple[Withdrawal, ...]:
        """Every one, oldest first."""
        with self._database.read() as c:
            return tuple(sorted(withdrawn.withdrawals(c), key=lambda w: (w.made_at, w.id)))

    def missing(self, told: str) -> NotInRecord:
        """The mistake of naming what is not here, told as a withdrawal if it was withdrawn."""
        with self._database.read() as c:
            return withdrawn.instead_of(c, NotInRecord(told))

    def withdrawn_from(self, capture_id: str) -> tuple[Withdrawal, ...]:
        """Those that cut words out of a capture, oldest first."""
        with self._database.read() as c:
            return withdrawn.touched(c, capture_id)

    # What was read and found

    def article(self, id_: str) -> Article:
        with self._database.read() as c:
            return ask.article(c, id_)

    def articles_by_id(self, ids: Sequence[str]) -> tuple[Article, ...]:
        with self._database.read() as c:
            return ask.articles_by_id(c, ids) if ids else ()

    def attributions_by_id(self, ids: Sequence[str]) -> tuple[Attribution, ...]:
        s = t.attribution
        with self._database.read() as c:
            found = [r for some in ask.batches(ids) for r in ask.rows(c, s, s.c.id.in_(some), order=["id"])]
        return tuple(codec.attribution(r) for r in found)

    def proposals(self, article_id: str | None = None) -> tuple[Proposal, ...]:
        """What models proposed and nobody has dropped, oldest first."""
        where = (t.proposal.c.article_id == article_id,) if article_id else ()
        with self._database.read() as c:
            return tuple(codec.proposal(r) for r in ask.rows(c, t.proposal, *where, order=["made_at", "id"]))

    def unnamed_sources(self) -> tuple[tuple[str, int], ...]:
        """The words for unnamed sources, with how many attributions have them."""
        s = t.attribution.c
        unnamed = s.source_kind.in_(("unnamed_official", "unnamed_source", "unnamed_group"))
        question = select(s.speaker, func.count()).where(unnamed, s.speaker.is_not(None)).group_by(s.speaker)
        with self._database.read() as c:
            return tuple((words, n) for words, n in c.execute(question.order_by(s.speaker)).all())

    def stamp(self) -> str:
        """Changes when a unit is redone, a judgement made or a capture kept."""
        x, j = t.ledger.c, t.judgement.c
        with self._database.read() as c:
            done = c.execute(select(func.count(), func.max(x.ran_at), func.sum(x.ms))).one()
            decided = c.execute(select(func.count(), func.max(j.id))).one()
        return "/".join(map(str, (*done, *decided)))

    def events_of(self, mention_ids: Sequence[str]) -> dict[str, str]:
        """The event of each of these event mentions that is in one."""
        x = t.event_member.c
        question = select(x.mention_id, x.event_id)
        with self._database.read() as c:
            found = [c.execute(question.where(x.mention_id.in_(some))).all() for some in ask.batches(mention_ids)]
        return {mention: event for some in found for mention, event in some}

    def entities_in(self, article_id: str) -> tuple[Entity, ...]:
        """The public parties that an article names."""
        with self._database.read() as c:
            return tuple(ask.entities(c, ask.named_in(article_id)))

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

    def event_mentions_of(self, article_id: str) -> tuple[EventMention, ...]:
        with self._database.read() as c:
            return tuple(ask.event_mentions(c, t.event_mention.c.article_id == article_id))

    def event_mentions_by_id(self, ids: Sequence[str]) -> tuple[EventMention, ...]:
        m = t.event_mention.c
        with self._database.read() as c:
            return tuple(x for some in ask.batches(ids) for x in ask.event_mentions(c, m.id.in_(some)))

    def event_of_mentions(self) -> dict[str, str]:
        """The event of every event mention that is in one."""
        with self._database.read() as c:
            return dict(c.execute(select(t.event_member.c.mention_id, t.event_member.c.event_id)).all())

    def event_page(self, id_: str) -> EventPage:
        with self._database.read() as c:
            return findings.event_page(c, id_)

    def claim_page(self, id_: str) -> ClaimPage:
        with self._database.read() as c:
            return findings.claim_page(c, id_)

    def series_page(self, id_: str) -> SeriesPage:
        with self._database.read() as c:
            return findings.series_page(c, id_)

    def family_page(self, id_: str) -> FamilyPage:
        with self._database.read() as c:
            return findings.family_page(c, id_)

    def told_in(self, article_id: str) -> tuple[FoundPage, ...]:
        """The findings an article has a part in, a page a kind."""
        with self._database.read() as c:
            return findings.told_in(c, article_id)

    def found(self, kind: str, page: int, per_page: int) -> FoundPage:
        """Events, claims, discrepancies or series, those with most to compare first."""
        with self._database.read() as c:
            return findings.listed(c, kind, page, per_page)

    def timeline(
        self, *, event: str | None, kind: str | None, since: str | None, until: str | None, page: int, per_page: int
    ) -> Timeline:
        """A page of events with what places them in time and space."""
        with self._database.read() as c:
            return timing.timeline(c, event=event, kind=kind, since=since, until=until, page=page, per_page=per_page)

    def chains_of(self, article_id: str) -> tuple[Chain, ...]:
        with self._database.read() as c:
            return tuple(ask.chains(c, t.chain.c.article_id == article_id))

    def tellings_of(self, article_id: str) -> tuple[Telling, ...]:
        with self._database.read() as c:
            return ask.tellings(c, article_id)

    def claims_of(self, article_id: str) -> tuple[Claim, ...]:
        """The claims that an article tells, by id."""
        member = t.claim_member.c
        here = select(member.claim_id).where(member.article_id == article_id)
        with self._database.read() as c:
            return tuple(ask.claims(c, t.claim.c.id.in_(here)))

    def likely_of(self, claim_id: str) -> tuple[Likely, ...]:
        """The claims that may be this one, likeliest first."""
        where = (t.likely.c.a == claim_id) | (t.likely.c.b == claim_id)
        with self._database.read() as c:
            return tuple(codec.likely(r) for r in ask.rows(c, t.likely, where, order=["score", "id"]))[::-1]

    def links_of(self, article_id: str) -> tuple[ReuseLink, ...]:
        r = t.reuse_link.c
        with self._database.read() as c:
            return tuple(ask.links(c, (r.from_article == article_id) | (r.to_article == article_id)))

    def discrepancies_of(self, article_id: str) -> tuple[Discrepancy, ...]:
        """Those that an article has a part in."""
        own = select(t.value.c.discrepancy_id).where(t.value.c.article_id == article_id)
        with self._database.read() as c:
            return tuple(ask.discrepancies(c, t.discrepancy.c.id.in_(own)))

    def series_of(self, article_id: str) -> tuple[Series, ...]:
        """Those that an article gives a figure of."""
        own = select(t.point.c.series_id).where(t.point.c.article_id == article_id)
        with self._database.read() as c:
            return tuple(ask.series(c, t.series.c.id.in_(own)))

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
            raise NotInRecord(f"no article {article_id} in this record; find one with: firsthand search WORDS")
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
                event_mentions=tuple(ask.event_mentions(c, t.event_mention.c.article_id == article.id)),
            )

    def search(self, asked: searching.Asked) -> SearchPage:
        with self._database.read() as c:
            return searching.search(c, asked)

    def found_by(self, query: str, *, most: int) -> tuple[int, tuple[Hit, ...]]:
        """How many articles match, and the newest of them."""
        with self._database.read() as c:
            return searching.found(c, searching.Asked(query, per_page=most, order="newest"))

    def listed(self, asked: searching.Asked) -> tuple[str, ...]:
        """The articles of a search, all of them, in its order."""
        with self._database.read() as c:
            return searching.listed(c, asked)

    def collections(self) -> tuple[Collection, ...]:
        """The named sets that people put things into."""
        with self._database.read() as c:
            return collected.collections(c)

    def collected(self, name: str) -> tuple[Collected, ...]:
        """What is in one of them."""
        with self._database.read() as c:
            return collected.collected(c, name)

    def searches(self) -> tuple[SavedSearch, ...]:
        """Every row ever kept, withdrawals too, oldest first."""
        with self._database.read() as c:
            rows = c.execute(select(t.saved_search).order_by(t.saved_search.c.id)).mappings()
            return tuple(SavedSearch(**row) for row in rows)

    def article_page(self, id_: str) -> ArticlePage:
        """An article with all that was read from it and found of it."""
        r = t.reuse_link.c
        with self._database.read() as c:
            found = ask.article(c, id_)
            family = ask.family_of(c, id_)
            links = tuple(ask.links(c, (r.from_article == id_) | (r.to_article == id_)))
            ends = sorted({end for link in links for end in (link.from_article, link.to_article)} - {id_})
            copies = [x for x in family.articles if x != id_] if family else []
            near = {hit.id: hit for hit in searching.hits(c, sorted({*copies, *ends}))}
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
                siblings=tuple(near[x] for x in copies if x in near),
                links=links,
                linked=tuple(near[x] for x in ends if x in near),
                entities=tuple(ask.entities(c, ask.named_in(id_))),
                problems=ask.problems(c, (about.unit_id == id_) | (about.capture_id == found.capture_id)),
                left_out=ask.left_out(c, found.capture_id),
                judgements=tuple(j for j in decided if j.target.span.overlaps(found.region)),
            )

    def entity_page(self, id_: str) -> EntityPage:
        """One party: where it is named, and what it is said to have said. A retired id leads to its heir."""
        with self._database.read() as c:
            return parties.page(c, ask.party(c, id_))

    def dossier(self, *, entity: str | None = None, outlet: str | None = None, unnamed: str | None = None) -> Dossier:
        """All that is held of one party, outlet or kind of unnamed source."""
        with self._database.read() as c:
            if entity is not None:
                return dossiers.of_entity(c, entity)
            return dossiers.of_outlet(c, outlet) if outlet is not None else dossiers.of_unnamed(c, unnamed or "")

    def party(self, id_: str) -> tuple[EntityPage, Dossier]:
        """A party's page with its dossier, found once for both."""
        with self._database.read() as c:
            page = parties.page(c, ask.party(c, id_))
            return page, dossiers.of_page(c, page)

    def unnamed_kinds(self) -> tuple[UnnamedKind, ...]:
        """How unnamed sources are described."""
        with self._database.read() as c:
            return dossiers.unnamed_kinds(c)

    def one(self, kind: str, id_: str) -> Everything:
        """The object of an id, whatever it names."""
        with self._database.read() as c:
            if kind == "entity":
                return ask.party(c, id_)
            ids = [id_, heir] if (heir := ask.heir_of(c, id_)) else [id_]
            table = t.metadata.tables[kind]
            found = next(iter(_of_kind(c, kind, ids)), None) if "id" in table.c else None
            if found is None:
                raise NotInRecord(f"no {kind.replace('_', ' ')} {id_} in this record")
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
    "claim": ask.claims,
    "event_mention": ask.event_mentions,
    "event": ask.events,
    "discrepancy": ask.discrepancies,
    "series": ask.series,
    "withdrawal": withdrawn.withdrawals,
}
_ONE_TABLE: dict[str, Callable[[ask.Record], Everything]] = {
    "capture": codec.capture,
    "mention": codec.mention,
    "attribution": codec.attribution,
    "time": codec.time,
    "place": codec.place,
    "quantity": codec.quantity,
    "judgement": codec.judgement,
    "proposal": codec.proposal,
    "retired": codec.retired,
    "telling": codec.telling,
    "statement": codec.statement,
    "likely": codec.likely,
}
