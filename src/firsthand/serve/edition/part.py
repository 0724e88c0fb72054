"""The part of a record that an edition shows: of every finding what stands in the chosen articles, behind the role gate."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from firsthand.export.choice import Choice
from firsthand.export.shown import Shown, value_of
from firsthand.model.articles import Article
from firsthand.model.findings import (
    Account,
    Chain,
    Claim,
    Discrepancy,
    Entity,
    Event,
    Family,
    Hop,
    Member,
    Origin,
    Place,
    Series,
    Value,
)
from firsthand.model.readings import Attribution
from firsthand.record import (
    ClaimPage,
    Dossier,
    EventPage,
    FamilyPage,
    Passing,
    Record,
    SeriesPage,
    Timeline,
    UnnamedKind,
)
from firsthand.serve.edition.wanted import Edition

MOST_PARTIES, MOST_UNNAMED = 500, 200  # dossiers, those of most attributions first
MOST_LANES = 60  # events on the page of times and places, those of most articles first
UNNAMED = ("unnamed_official", "unnamed_source", "unnamed_group")
NOT_HERE = "it is in an article that is not in this edition"
WITHOUT_DOSSIER = "a person who has no dossier"


class Part:
    """What several articles say together, each of it only as far as the chosen articles say it."""

    def __init__(self, record: Record, wanted: Edition) -> None:
        self.record, self.wanted = record, wanted
        self.shown = Shown(record.view, Choice(wanted.articles, full_text=wanted.full_text))
        self.ids = tuple(a.id for a in self.shown.articles())
        self.whole = wanted.articles is None

    # What is shown of one article

    def said(self, article: Article) -> list[Attribution]:
        """Its attributions in order; a private person is nobody's speaker."""
        found = self.shown.attributions(article)
        return [a if self.shown.speaker(a) == a.speaker else replace(a, speaker=None) for a in found]

    def chains(self, found: Iterable[Chain]) -> tuple[Chain, ...]:
        here = (c for c in found if self.shown.has(c.article_id))
        return tuple(replace(c, hops=tuple(self._hop(h, c.article_id) for h in c.hops)) for c in here)

    def _hop(self, hop: Hop, home: str) -> Hop:
        return hop if self._named(hop.party, home) == hop.party else replace(hop, party=WITHOUT_DOSSIER)

    def _named(self, name: str | None, *homes: str) -> str | None:
        """A name that may stand outside of the words of these articles; None of a private person's."""
        return name if all(self.shown.gate.name(name, home) for home in homes) else None

    # What several say together

    def events(self) -> list[Event]:
        """Those with most articles first."""
        found = [e for x in self.shown.all(Event, "event") if (e := self._event(x))]
        return sorted(found, key=lambda e: (-len(_told(e)), -len(e.accounts), e.id))

    def event_page(self, event: Event) -> EventPage:
        page = self.record.event(event.id)
        series = (self._series(s) for s in page.series)
        return replace(
            page,
            event=event,
            articles=self._held(page.articles),
            families=tuple((a, f) for a, f in page.families if self.shown.has(a)),
            discrepancies=self.discrepancies(page.discrepancies),
            series=tuple(s for s in series if s),
        )

    def _event(self, event: Event) -> Event | None:
        accounts = tuple(a for x in event.accounts if (a := self._account(x)))
        if not accounts:
            return None
        words = event.words if self.shown.has(event.words.article_id) else self._called(accounts)
        return replace(event, accounts=accounts, words=words) if words else None

    def _account(self, account: Account) -> Account | None:
        articles = tuple(a for a in account.articles if self.shown.has(a))
        if not articles:
            return None
        return replace(
            account,
            who=self._named(account.who, *articles),
            articles=articles,
            time=self._values(account.time),
            place=self._values(account.place),
            actors=self._values(account.actors),
            figures=self._values(account.figures),
        )

    def _values(self, values: Iterable[Value]) -> tuple[Value, ...]:
        kept = self.shown.values(tuple(values))
        return tuple(replace(v, who=self._named(v.who, v.article_id)) for v in kept)

    def _called(self, accounts: Iterable[Account]) -> Place | None:
        """The words of the first telling of the event in the chosen articles."""
        told = (m for a in accounts for m in self.shown.told(a.articles, a.mentions))
        return next((Place(m.article_id, m.trigger) for m in told), None)

    def claims(self) -> list[Claim]:
        """Those that are told at least twice in the chosen articles, the most told first."""
        found = [c for x in self.shown.all(Claim, "claim") if (c := self._claim(x))]
        return sorted(found, key=lambda c: (-len(c.members), c.id))

    def claim_page(self, claim: Claim) -> ClaimPage:
        """Likely others are left out: they are questions to an editor, not findings."""
        page = self.record.claim(claim.id)
        said = (replace(a, speaker=self.shown.speaker(a)) for a in page.attributions if self.shown.has(a.article_id))
        return ClaimPage(
            claim=claim,
            articles=self._held(page.articles),
            attributions=tuple(said),
            chains=self.chains(page.chains),
            discrepancies=self.discrepancies(page.discrepancies),
            likely=(),
        )

    def _claim(self, claim: Claim) -> Claim | None:
        kept = [n for n, m in enumerate(claim.members) if self.shown.has(m.article_id)]
        if len(kept) < 2 and claim.id not in self.wanted.led:
            return None
        members = tuple(claim.members[n] for n in kept)
        if not members:
            return None
        place = {n: k for k, n in enumerate(kept)}
        origins = (replace(o, members=tuple(place[n] for n in o.members if n in place)) for o in claim.origins)
        words = claim.words if self.shown.has(claim.words.article_id) else Place(members[0].article_id, members[0].span)
        named = tuple(self._origin(o, members) for o in origins if o.members)
        return replace(claim, members=members, origins=named, words=words)

    def _origin(self, origin: Origin, members: tuple[Member, ...]) -> Origin:
        homes = (members[n].article_id for n in origin.members)
        return replace(origin, party=self._named(origin.party, *homes))

    def discrepancies(self, found: Iterable[Discrepancy] | None = None) -> tuple[Discrepancy, ...]:
        """Those of which every side stands in a chosen article and names no private person."""
        every = self.shown.all(Discrepancy, "discrepancy") if found is None else found
        kept = ((d, self._values(d.values)) for d in every)
        return tuple(replace(d, values=values) for d, values in kept if len(values) == len(d.values))

    def series(self) -> tuple[Series, ...]:
        found = [s for x in self.shown.all(Series, "series") if (s := self._series(x))]
        return tuple(sorted(found, key=lambda s: (-len(s.points), s.id)))

    def _series(self, series: Series) -> Series | None:
        points = tuple(
            replace(p, who=self._named(p.who, p.article_id)) for p in series.points if self.shown.has(p.article_id)
        )
        return replace(series, points=points) if len(points) > 1 else None

    def series_page(self, series: Series) -> SeriesPage:
        return SeriesPage(series, self._held(self.record.series(series.id).articles))

    def families(self) -> list[Family]:
        """Texts with at least two copies among the chosen articles, those with most first."""
        found = [f for x in self.shown.all(Family, "family") if (f := self._family(x))]
        return sorted(found, key=lambda f: (-len(f.articles), f.id))

    def family_page(self, family: Family) -> FamilyPage:
        page = self.record.family(family.id)
        links = (x for x in page.links if self.shown.has(x.from_article) and self.shown.has(x.to_article))
        return FamilyPage(family, self._held(page.articles), tuple(links))

    def _family(self, family: Family) -> Family | None:
        kept = tuple(a for a in family.articles if self.shown.has(a))
        if len(kept) < 2:
            return None
        lost = family.founder is not None and not self.shown.has(family.founder)
        found = replace(family, articles=kept)
        return replace(found, founder=None, founder_why=NOT_HERE) if lost else found

    def timeline(self, events: Iterable[Event]) -> Timeline:
        """Of the events given, which come those of most articles first, as many as a page can hold."""
        every = tuple(events)
        some = every[:MOST_LANES]
        told = sorted({*(x for e in some for x in _told(e)), *(e.words.article_id for e in some)})
        places = tuple(p for id_ in told for p in self.record.view.places_of(id_))
        return Timeline(1, MOST_LANES, len(every), (), some, tuple(map(self.shown.article, told)), places)

    # Who

    def parties(self) -> list[tuple[Entity, int]]:
        """Public parties that say something in the chosen articles, with how often; and those that were asked for."""
        speaks: dict[str, int] = dict.fromkeys((x for x in self.wanted.led if x in self.shown.gate.public), 0)
        for id_ in self.ids:
            for said in self.shown.attributions_of(id_):
                if party := self.shown.gate.speaker_of(said):
                    speaks[party.id] = speaks.get(party.id, 0) + 1
        order = sorted(speaks, key=lambda id_: (id_ not in self.wanted.led, -speaks[id_], id_))
        return [(self.shown.gate.public[id_], speaks[id_]) for id_ in order[:MOST_PARTIES]]

    def outlets(self) -> list[str]:
        """The outlets of the chosen articles."""
        return sorted({name for id_ in self.ids if (name := value_of(self.shown.article(id_), "outlet"))})

    def unnamed(self) -> list[tuple[UnnamedKind, Dossier]]:
        """How unnamed sources are described in the chosen articles; never who they are."""
        words = {
            a.speaker.casefold()
            for id_ in self.ids
            for a in self.shown.attributions_of(id_)
            if a.speaker and a.source_kind in UNNAMED
        }
        found: list[tuple[UnnamedKind, Dossier]] = []
        for kind in self.record.unnamed_kinds():
            last = kind.name.casefold().split()[-1].rstrip("s")
            if len(found) < MOST_UNNAMED and (self.whole or any(last in x for x in words)):
                dossier = self.dossier(self.record.unnamed(kind.name), {})
                articles = {a.article_id for a in dossier.said}
                narrowed = replace(kind, attributions=dossier.said_total, articles=len(articles))
                found += [(kind if self.whole else narrowed, dossier)] if dossier.said else []
        return sorted(found, key=lambda x: (-x[0].articles, -x[0].attributions, x[0].name))

    def dossier(self, found: Dossier, events: dict[str, Event]) -> Dossier:
        """What of a dossier stands in the chosen articles; of its events those that have a page."""
        has = self.shown.has
        said, about = ([a for a in some if has(a.article_id)] for some in (found.said, found.about))
        told = tuple(events[e.id] for e in found.events if e.id in events)
        used = {a.id: a for a in found.articles if has(a.id)}
        used |= {e.words.article_id: self.shown.article(e.words.article_id) for e in told}
        return replace(
            found,
            said=tuple(replace(a, speaker=self.shown.speaker(a)) for a in said),
            said_total=found.said_total if self.whole else len(said),
            about=tuple(replace(a, speaker=self.shown.speaker(a)) for a in about),
            about_total=found.about_total if self.whole else len(about),
            offices=tuple(p for p in found.offices if has(p.article_id)),
            cites=self._passing(found.cites),
            cited_by=self._passing(found.cited_by),
            events=told,
            figures=tuple(q for q in found.figures if has(q.article_id)),
            places=tuple(p for p in found.places if has(p.article_id)),
            hits=tuple(h for h in found.hits if has(h.id)),
            articles=tuple(used[id_] for id_ in sorted(used)),
        )

    def _passing(self, found: Iterable[Passing]) -> tuple[Passing, ...]:
        kept = ((p, tuple(h for h in p.examples if self.shown.has(h.article_id))) for p in found)
        named = ((p, some) for p, some in kept if some and self._named(p.party, *(h.article_id for h in some)))
        return tuple(replace(p, examples=some) for p, some in named)

    def _held(self, articles: Iterable[Article]) -> tuple[Article, ...]:
        return tuple(a for a in articles if self.shown.has(a.id))


def _told(event: Event) -> set[str]:
    return {x for a in event.accounts for x in a.articles}
