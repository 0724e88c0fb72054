"""The service: everything Firsthand does, in calls that a face can make. `open` a record, then `add`, `search`, `article` ...

Long, since it is the one place where faces look, and most of it is one-line questions.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, replace
from functools import partial
from itertools import chain, pairwise
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Any, Self, get_args

from firsthand import __version__
from firsthand import propose as proposing
from firsthand.collect import Again, Found, collect, decode, given, stamps, transcribed
from firsthand.collect.captured import Item
from firsthand.collect.web import Fetcher, Unfetched, fetched
from firsthand.collect.web.addresses import Allowed, is_address
from firsthand.collect.web.agent import agent
from firsthand.collect.web.given import addresses_of, sure
from firsthand.export import chosen, formats, restore
from firsthand.export.choice import EVERYTHING, Choice
from firsthand.model.articles import Article, Capture, PageAccount
from firsthand.model.custody import CustodyLine, Hand, Stamped, line_hash, line_words, stamp_of
from firsthand.model.days import days
from firsthand.model.deciding import IN_TEXT, checked, nearest, standing
from firsthand.model.findings import Chain, Claim, Entity, Place, Revision
from firsthand.model.ids import kind_of, make_id
from firsthand.model.judgements import BOILERPLATE, COLLECTION, FIELDS, LATER, About, Act, Judgement, decides, in_force
from firsthand.model.problems import (
    Changed,
    FirsthandError,
    MissingPart,
    NotInRecord,
    Problem,
    StoreError,
    UnreadableInput,
    Unstamped,
    UsageError,
)
from firsthand.model.proposals import Proposal, Proposed
from firsthand.model.readings import Attribution, Brief, EventMention, Mention, PlaceRef, Quantity, TimeRef
from firsthand.model.searches import SavedSearch, kept
from firsthand.model.spans import Anchor, Span, anchor, hull
from firsthand.model.units import LeftOut, Progress, Step
from firsthand.model.watching import PollReport, Watched
from firsthand.model.withdrawals import Withdrawal
from firsthand.read.brief import brief as first_told
from firsthand.relate.versions import revision
from firsthand.run import ledger, runner, watching
from firsthand.run.attempt import Execute
from firsthand.run.pool import Pool
from firsthand.store import doctor
from firsthand.store import verify as verifying
from firsthand.store.answers import (
    AddReport,
    ArticlePage,
    BatchHit,
    ClaimPage,
    Collected,
    Collection,
    CollectionPage,
    Decision,
    Dossier,
    EntityPage,
    EventPage,
    Facet,
    FamilyPage,
    FoundPage,
    Histogram,
    Hit,
    ImportReport,
    JudgedPage,
    Listed,
    Passing,
    Past,
    ReviewItem,
    ReviewPage,
    RunReport,
    SaidHit,
    SearchPage,
    SeriesPage,
    Stands,
    Status,
    StepStatus,
    Timeline,
    UnnamedKind,
    VerifyReport,
    WordsPage,
    called_by,
)
from firsthand.store.collected import PASSAGE, of_one
from firsthand.store.database import Database
from firsthand.store.own_layouts import folder_of as layouts_folder
from firsthand.store.own_layouts import read as layouts_in
from firsthand.store.query_values import QueryError
from firsthand.store.search import ORDERS, Asked
from firsthand.store.view import Everything, View
from firsthand.store.withdraw import Plan, words_cut
from firsthand.store.withdrawer import Withdrawer
from firsthand.store.write import Writer

__all__ = [
    "ORDERS",
    "REVIEWED",
    "AddReport",
    "ArticlePage",
    "BatchHit",
    "Changed",
    "Choice",
    "ClaimPage",
    "Collected",
    "Collection",
    "CollectionPage",
    "Decision",
    "Dossier",
    "EntityPage",
    "EventPage",
    "Facet",
    "FamilyPage",
    "Fetcher",
    "FirsthandError",
    "FoundPage",
    "Histogram",
    "Hit",
    "ImportReport",
    "JudgedPage",
    "Listed",
    "MissingPart",
    "Passing",
    "Past",
    "Plan",
    "PollReport",
    "QueryError",
    "Record",
    "ReviewItem",
    "ReviewPage",
    "RunReport",
    "SaidHit",
    "SavedSearch",
    "SearchPage",
    "SeriesPage",
    "Stamped",
    "Status",
    "StepStatus",
    "StoreError",
    "Timeline",
    "UnnamedKind",
    "UnreadableInput",
    "UsageError",
    "VerifyReport",
    "Watched",
    "WordsPage",
    "called_by",
    "diagnose",
    "fetcher",
    "is_address",
    "layouts_folder",
    "layouts_in",
    "open",
    "words_cut",
]

DEFAULT = "firsthand.record"
FOUND = ("event", "claim", "discrepancy", "series")
JUDGED = {  # what can be decided of what
    "same": ("event", "claim", "entity"),
    "different": ("event", "claim", "entity"),
    "reject": (
        "event",
        "claim",
        "attribution",
        "mention",
        "time",
        "place",
        "quantity",
        "discrepancy",
        "series",
        "article",
    ),
    "set": tuple(FIELDS),
    "confirm": get_args(About),
    "note": get_args(About),
}
WRONG_IDS = (
    "same and different take two ids of one kind: event mentions (h-) or events (v-), tellings (w-) or claims (k-), names (m-) or"
    " parties (e-); reject takes one of h-, v-, w-, k-, an attribution (s-), a name (m-), a time (t-), place (l-) or figure (q-),"
    " a discrepancy (d-), a series (n-, with the number of its figure) or an article (a-, with a field); set takes one of"
    " s-, m-, a-, h-, t-, l-, q-; confirm and note take any"
)
REVIEWED = ("attribution", "name", "claim", "event", "discrepancy")
LONGEST_NAME = 80  # characters: of a person's, of a saved search's
MAX_BYTES = 100_000_000  # of one file; larger ones become a problem
BATCH_FILES, BATCH_BYTES = 64, 8 << 20  # kept in one transaction
OnProgress = Callable[[Progress], None]


def open(
    where: str | os.PathLike[str] = DEFAULT,
    *,
    must_exist: bool = False,
    read_only: bool = False,
    pipeline: Sequence[Step] | None = None,
) -> Record:
    """The record in this file, or at this postgresql:// address. It is made on first use."""
    return Record(Database(os.fspath(where), must_exist=must_exist, read_only=read_only), pipeline or _pipeline())


def fetcher(contact: str | None = None, allow_private: Sequence[str] = ()) -> Fetcher:
    """What fetches addresses: under our name and this contact, of public machines, and of those that are named besides."""
    return Fetcher(agent(__version__, contact), Allowed.of(allow_private))


class Record:
    """Everything Firsthand knows. Close it, or use it in a `with`."""

    def __init__(self, database: Database, pipeline: Sequence[Step]) -> None:
        self._database = database
        self._pipeline = tuple(pipeline)
        self.view = View(database, decode)
        self._writer = Writer(database, transcribed)
        self._withdrawer = Withdrawer(database, decode)
        if not database.read_only:
            self._withdrawer.finish_if_possible()  # a withdrawal that was killed, or that another program held up
        self._reading, self._finding, self._deciding = RLock(), RLock(), RLock()

    @property
    def where(self) -> str:
        return self._database.where

    def close(self) -> None:
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    # In

    def add(
        self,
        paths: Iterable[str | os.PathLike[str]],
        *,
        run: bool = True,
        workers: int | None = None,
        max_bytes: int = MAX_BYTES,
        on_progress: OnProgress | None = None,
        by: str | None = None,
        columns: Mapping[str, str] | None = None,
        fetch: Fetcher | None = None,
        fetch_listed: bool = False,
    ) -> AddReport:
        """Keeps the bytes of these files, folders and addresses, then runs the steps. Bytes that stand are not kept twice.

        by: who takes them in, kept in the custody line. columns: what a CSV list calls its columns, {"path": "file"}.
        fetch: how addresses are fetched. fetch_listed: those too that a list names without a file.
        """
        told = [os.fspath(p) for p in paths]
        if not all(p.strip() for p in told):
            raise UsageError("a path is empty; name a file, a folder (`.` is the one you are in) or an address")
        chosen, addresses = [Path(p) for p in told if not is_address(p)], [p for p in told if is_address(p)]
        self._writer.forget_damages([str(p) for p in chosen])
        hand, how = _hand(by), fetch or fetcher()
        listed = (lambda url, said: fetched(url, how, said)) if fetch_listed else None
        collected: Iterator[Item] = chain(
            collect(chosen, now=hand.made_at, max_bytes=max_bytes, columns=columns, fetch=listed),
            (item for url in addresses for item in fetched(url, how)),
        )
        collected = (one for one in collected if not self._is_sample(one))
        report = self._kept(collected, hand, on_progress)
        ids = report.captures
        return replace(report, run=self.run(workers=workers, on_progress=on_progress)) if run and ids else report

    def keep(self, pages: Iterable[tuple[str, bytes]], *, via: str = "upload", by: str | None = None) -> AddReport:
        """Keeps the bytes of pages that came with a name instead of a path, as from a browser; `run` reads them."""
        hand = _hand(by)
        found = (one for name, data in pages for one in given(name, data, hand.made_at, via))
        return self._kept(found, hand, None)

    # What is polled

    def watch(
        self, given: Sequence[str], *, follow: bool = False, every: int | None = None, by: str | None = None
    ) -> tuple[Watched, ...]:
        """Has addresses asked again and again by `poll`: feeds, sitemaps, pages; OPML lists and files with addresses are opened.

        record.watch(["https://courier.example/feed.xml", "feeds.opml"], follow=True, every=3600, by="Ina")
        """
        who, now = (_sure_name(by) if by is not None else None), watching.stamp(fetcher().clock())
        some = [Watched(url, follow, every, who, now, now) for url in addresses_of(given)]
        self._writer.put_watched(some)
        urls = {x.url for x in some}
        return tuple(x for x in self.watched() if x.url in urls)

    def watched(self) -> tuple[Watched, ...]:
        """What is polled, and how it went last; what is due next comes first."""
        return self.view.watched()

    def unwatch(self, url: str) -> None:
        """Has an address polled no more. What was fetched stays."""
        if not self._writer.drop_watched(sure(url)):
            raise NotInRecord(f"{url} is not watched; firsthand watch list shows what is")

    def poll(
        self,
        *,
        only: Sequence[str] = (),
        force: bool = False,
        follow: bool = False,
        every: int | None = None,
        most: int = 100,
        fetch: Fetcher | None = None,
        run: bool = True,
        workers: int | None = None,
        on_progress: OnProgress | None = None,
    ) -> PollReport:
        """Asks the watched addresses whose time has come, keeps what is new, and reads it. An interrupted round loses one page.

        only: these alone; force: although it is not their time; follow, every: for this round; most: pages of one list.
        """
        how, hand = fetch or fetcher(), _hand(None)
        some = watching.due(self.watched(), how.clock(), force, [sure(url) for url in only])
        some = [replace(x, follow=x.follow or follow, every=every or x.every) for x in some]

        def keep(items: Sequence[Item]) -> tuple[int, int, tuple[str, ...]]:
            report = self._kept(iter(items), replace(hand, made_at=runner.now()), None)
            return report.new, report.known, report.captures

        def forget(url: str) -> None:
            self._writer.forget_problems("collect", [url])

        report = PollReport(0, 0, 0, 0, 0)
        for told in watching.round_of(self._database, some, how, keep, forget, most):
            if isinstance(told, PollReport):
                report = told
            else:
                _tell(on_progress, told)
        if run and report.new:
            self.run(workers=workers, on_progress=on_progress)
        return report

    def _kept(self, pages: Iterator[Item], hand: Hand, on_progress: OnProgress | None) -> AddReport:
        new = 0
        again: list[Again] = []
        ids: list[str] = []
        problems: list[Problem] = []
        for found, troubles in _batches(_without(pages, again)):
            admitted, held_back = self._withdrawer.admitted([(f.capture, f.data) for f in found])
            cuts = [cut for one in admitted for cut in one.cuts]
            answers = {f.capture.id: f.answer for f in found if f.answer}
            new += self._writer.put_captures([(one.capture, one.data) for one in admitted], cuts, hand, answers)
            self._note_met(again, hand)
            ids += [one.capture.id for one in admitted]
            troubles = [*troubles, *held_back]
            troubles = [p for p in troubles if not self._is_own(p.unit)]
            problems += troubles
            met = {p.unit for p in problems}
            well = {f.capture.path for f in found} | {json.loads(told)["asked"] for told in answers.values()}
            self._writer.forget_problems("collect", sorted(well - met))
            self._writer.put_problems(troubles)
            _tell(on_progress, Progress("collect", len(ids), len(ids), len(problems)))
        self._note_met(again, hand)
        return AddReport(new, len(ids) - new, tuple(problems), tuple(dict.fromkeys(ids)))

    def _note_met(self, again: list[Again], hand: Hand) -> None:
        if again:
            self._writer.met_again([astuple(x) for x in again], hand)
            again.clear()

    def _is_sample(self, one: Item) -> bool:
        """Whether a file is of the record's own layouts: their samples' pages are no pages of the record."""
        path = one.capture.path if isinstance(one, Found) else one.unit if isinstance(one, Problem) else ""
        return ".layouts" in path and self._is_own(path)

    def _is_own(self, path: str) -> bool:
        """Whether a path is one of the record's own files, met in a folder that was given."""
        own, met = str(Path(self.where).resolve()), Path(path).resolve()
        around = set(map(str, met.parents))
        return str(met) in {own, f"{own}-wal", f"{own}-shm", f"{own}-journal"} or bool(
            {f"{own}.cache", f"{own}.layouts"} & around
        )

    def run(
        self,
        steps: Sequence[str] | None = None,
        workers: int | None = None,
        on_progress: OnProgress | None = None,
    ) -> RunReport:
        """Does what is due: units whose input changed since they were last done. Nothing changed, nothing runs."""
        known = [step.name for step in self._pipeline]
        wrong = [name for name in steps or () if name not in known]
        if wrong:
            raise UsageError(f"no step {wrong[0]}; the steps are: {', '.join(known)}")
        execute: Execute = Pool(workers or os.cpu_count() or 1)
        last: dict[str, Progress] = {}
        for step in self._pipeline:
            # one at a time at each end: an editor's article is read while the whole record's findings are being made
            with self._finding if step.per == "record" else self._reading:
                for progress in runner.run(self.view, self._writer, (step,), steps, execute):
                    last[progress.step] = progress
                    _tell(on_progress, progress)
        done = tuple((name, p.done) for name, p in last.items())
        return RunReport(sum(n for _, n in done), sum(p.problems for p in last.values()), done)

    def rebuild(self, workers: int | None = None, on_progress: OnProgress | None = None) -> RunReport:
        """Drops all that was derived and makes it again from originals and judgements, which stay as they are."""
        self._writer.drop_derived()
        return self.run(workers=workers, on_progress=on_progress)

    # Out

    def search(
        self,
        query: str = "",
        *,
        page: int = 1,
        per_page: int = 20,
        order: str | None = None,
        fold: bool = False,
        **facets: str | None,
    ) -> SearchPage:
        """Articles that match (docs/search.md), by relevance if words are asked for, else newest first.

        order: relevance, newest, oldest, added. fold: one hit for each family. Facets, each exactly: outlet, declared_source,
        source_kind, speaker, place, language, has, capture.
        """
        chosen = {name: value for name, value in facets.items() if value}
        return self.view.search(Asked(query, page, min(max(per_page, 1), 200), order, fold, chosen))

    def listed(
        self, query: str = "", *, order: str | None = None, fold: bool = False, **facets: str | None
    ) -> tuple[str, ...]:
        """The ids of all articles that `search` finds, on all its pages, in its order."""
        chosen = {name: value for name, value in facets.items() if value}
        return self.view.listed(Asked(query, order=order, fold=fold, facets=chosen))

    def batch(self, names: Iterable[str], *, most: int = 200) -> Iterator[BatchHit]:
        """For each name of a list the articles that have it word for word, the newest first; a name that none has too."""
        for name in names:
            phrase = " ".join(name.replace('"', " ").split())
            try:
                total, hits = self.view.found_by(f'"{phrase}"', most=most)
            except UsageError:
                yield BatchHit(
                    name, 0, None, "not searched: it has no letter or digit, or is longer than a query may be"
                )
                continue
            yield from (BatchHit(name, total, hit) for hit in hits or (None,))

    def save_search(self, name: str, query: str) -> SavedSearch:
        """Keeps a query under a name, in the record; a search of that name is replaced. A wrong query is refused."""
        name = " ".join(name.split())
        if not name or len(name) > LONGEST_NAME:
            raise UsageError(f"a saved search needs a name of 1 to {LONGEST_NAME} characters")
        self.view.found_by(query, most=1)
        return self._keep_search(name, query)

    def saved_searches(self) -> tuple[SavedSearch, ...]:
        """Those that stand, by name."""
        return kept(self.view.searches())

    def forget_search(self, name: str) -> SavedSearch:
        """Withdraws a saved search. That it was there stays in the record."""
        known = [one.name for one in self.saved_searches()]
        if name not in known:
            there = f"there are: {', '.join(known)}" if known else "none is saved"
            raise NotInRecord(f"no search is saved as {name}; {there}")
        return self._keep_search(name, None)

    def _keep_search(self, name: str, query: str | None) -> SavedSearch:
        made_at = runner.now()
        before = len(self.view.searches())  # stands in the id, so that ids sort in the order of keeping
        made = SavedSearch(f"{made_at}-{before:06}", made_at, name, query)
        self._writer.put_search(made)
        return made

    def articles(self, *, page: int = 1, per_page: int = 20) -> SearchPage:
        """All articles, newest first."""
        return self.search("", page=page, per_page=per_page)

    def article(self, id_: str) -> ArticlePage:
        """An article with what was read from it, its chains, its copies and the parties it names."""
        return self.view.article_page(id_)

    def entity(self, id_: str) -> EntityPage:
        """A party's dossier: where it is named and what it is said to have said. Private persons have none."""
        return self.view.entity_page(id_)

    def dossier(self, id_: str) -> Dossier:
        """All that the record holds of a party: said, said about, cites and cited by, events, figures, places, articles."""
        return self.view.dossier(entity=id_)

    def party(self, id_: str) -> tuple[EntityPage, Dossier]:
        """A party's page with its dossier."""
        return self.view.party(id_)

    def outlet(self, name: str) -> Dossier:
        """What an outlet published here, whom it cites and who cites it."""
        return self.view.dossier(outlet=name)

    def unnamed(self, described: str) -> Dossier:
        """What unnamed sources of one description say, where and through whom: "Iraqi security source". Never who they are."""
        return self.view.dossier(unnamed=described)

    def unnamed_kinds(self) -> tuple[UnnamedKind, ...]:
        """How the record's unnamed sources are described, those of most articles first."""
        return self.view.unnamed_kinds()

    def texts(self, ids: Sequence[str]) -> tuple[Article, ...]:
        """These articles, by id, without what was read from them; those that are not there are left out."""
        return self.view.articles_by_id(ids)

    def attributions(self, ids: Sequence[str]) -> tuple[Attribution, ...]:
        """These attributions, by id; those that are not there are left out."""
        return self.view.attributions_by_id(ids)

    def unnamed_sources(self) -> tuple[tuple[str, int], ...]:
        """The words that texts have for unnamed sources, with how many attributions have them. They stand for nobody."""
        return self.view.unnamed_sources()

    def stamp(self) -> str:
        """Changes with whatever the record would answer."""
        return self.view.stamp()

    def events_of(self, mention_ids: Sequence[str]) -> dict[str, str]:
        """The event of each of these event mentions that is in one."""
        return self.view.events_of(mention_ids)

    def entities_in(self, article_id: str) -> tuple[Entity, ...]:
        """The parties with a dossier that an article names."""
        return self.view.entities_in(article_id)

    def capture(self, id_: str) -> Capture:
        return self.view.capture(id_)

    def came(self, capture_id: str) -> dict[str, Any] | None:
        """How a capture came that was fetched: address asked, headers, redirects, what robots.txt said; None of all others."""
        told = self.view.came(capture_id)
        return None if told is None else dict(json.loads(told))

    def articles_of(self, capture_id: str) -> tuple[Hit, ...]:
        return self.view.articles_of(capture_id)

    def attributions_of(self, article_id: str) -> tuple[Attribution, ...]:
        """Who says what in an article: source, cue, content, addressee, venue, stance."""
        return self.view.attributions_of(article_id)

    def mentions_of(self, article_id: str) -> tuple[Mention, ...]:
        """The names in an article: persons, organisations, outlets, groups, places, documents."""
        return self.view.mentions_of(article_id)

    def times_of(self, article_id: str) -> tuple[TimeRef, ...]:
        """The times an article tells, as written and on the calendar."""
        return self.view.times_of(article_id)

    def places_of(self, article_id: str) -> tuple[PlaceRef, ...]:
        """Where the places that an article names may lie, with rivals and why."""
        return self.view.places_of(article_id)

    def brief(self, page: ArticlePage) -> Brief:
        """What an article tells first: who, what, when and where, each with its words."""
        id_ = page.article.id
        told = self.event_mentions_of(id_)
        return first_told(page.article, (*page.mentions, *page.times, *page.places, *page.quantities, *told))

    def quantities_of(self, article_id: str) -> tuple[Quantity, ...]:
        """The figures of an article: how many of what, with their bounds."""
        return self.view.quantities_of(article_id)

    def chains_of(self, article_id: str) -> tuple[Chain, ...]:
        """The way each attribution of an article came: from the page to where it ends."""
        return self.view.chains_of(article_id)

    def claims_of(self, article_id: str) -> tuple[Claim, ...]:
        """The claims that an article tells."""
        return self.view.claims_of(article_id)

    def event(self, id_: str) -> EventPage:
        """An event with its accounts and their articles."""
        return self.view.event_page(id_)

    def claim(self, id_: str) -> ClaimPage:
        """A claim with its tellings, chains and origins."""
        return self.view.claim_page(id_)

    def series(self, id_: str) -> SeriesPage:
        """A counted thing over time."""
        return self.view.series_page(id_)

    def family(self, id_: str) -> FamilyPage:
        """Articles that are one text."""
        return self.view.family_page(id_)

    def words(self, old: str, new: str) -> WordsPage:
        """What differs between the words of two articles."""
        one, two = self.view.article(old), self.view.article(new)
        return WordsPage(one, two, self._revision(one, two))

    def told_in(self, article_id: str) -> tuple[FoundPage, ...]:
        """The events, claims and discrepancies an article shares with others, a page a kind."""
        return self.view.told_in(article_id)

    def found(self, kind: str, *, page: int = 1, per_page: int = 20) -> FoundPage:
        """A page of the record's findings of a kind (event, claim, discrepancy, series), those with most to compare first."""
        if kind not in FOUND:
            raise UsageError(f"no list of {kind}; there are: {', '.join(FOUND)}")
        return self.view.found(kind, page, min(max(per_page, 1), 200))

    def timeline(
        self,
        *,
        event: str | None = None,
        kind: str | None = None,
        since: str | None = None,
        until: str | None = None,
        page: int = 1,
        per_page: int = 30,
    ) -> Timeline:
        """Events with what places them in time and space: all, those of a kind, or those of articles published from
        `since` to `until` (days, months or years: "2024-01"), both inclusive. Those of most articles come first."""
        for day in (since, until):
            if day and days(day) is None:
                raise UsageError(f"{day} is no date; write 2024, 2024-01 or 2024-01-28")
        chosen = min(max(per_page, 1), 100)
        return self.view.timeline(event=event, kind=kind, since=since, until=until, page=page, per_page=chosen)

    def event_mentions_of(self, article_id: str) -> tuple[EventMention, ...]:
        """What an article reports to have happened, where, when and with whom, sentence by sentence."""
        return self.view.event_mentions_of(article_id)

    def event_mentions(self, ids: Sequence[str]) -> tuple[EventMention, ...]:
        """These mentions of happenings."""
        return self.view.event_mentions_by_id(ids)

    def revisions_of(self, article_id: str) -> tuple[Revision, ...]:
        """What changed from each version of an article to the next, the oldest first; none if it was captured once."""
        ids = self.view.versions_of(article_id)
        return tuple(self._revision(self.view.article(a), self.view.article(b)) for a, b in pairwise(ids))

    def _revision(self, old: Article, new: Article) -> Revision:
        names, figures = (
            tuple(tuple(x.span for x in found(a.id)) for a in (old, new))
            for found in (self.mentions_of, self.quantities_of)
        )
        return revision(old, new, (names[0], names[1]), (figures[0], figures[1]))

    def left_out(self, capture_id: str) -> tuple[LeftOut, ...]:
        """The extraction report: what of a capture is in no article, and why."""
        return self.view.left_out(capture_id)

    def page_accounts(self, article_id: str) -> tuple[PageAccount, ...]:
        """What a page's shown head, JSON-LD, meta tags and tab each say of an article, those that were not chosen too."""
        return self.view.page_accounts(article_id)

    def original(self, capture_id: str) -> bytes:
        return self.view.original(capture_id)

    def capture_text(self, capture_id: str) -> str:
        return self.view.capture_text(capture_id)

    def show(self, id_: str) -> Everything:
        """Whatever an id names; an article with its names, attributions, times, places and quantities."""
        kind = kind_of(id_)
        if kind is None or kind == "problem":
            raise UsageError(f"{id_} is no id; ids look like a-7k2qm4c6txwn5, or are the sha256 of a capture")
        found = self.view.one(kind, id_)
        return self.view.article_read(found) if isinstance(found, Article) else found

    def all(self, kind: str) -> Iterator[Everything]:
        """Everything of a kind (capture, article, mention, attribution, time, place, quantity, reuse_link, ...), by id."""
        return self.view.all(kind)

    def export_jsonl(self, folder: str | os.PathLike[str]) -> dict[str, int]:
        """Writes the interchange, one file a kind, into a folder; the number of lines of each."""
        return self.export("jsonl", folder)

    def export(self, form: str, where: str | os.PathLike[str], choice: Choice = EVERYTHING) -> dict[str, int]:
        """Writes the record in a format of `export.formats.FORMATS` to a file or folder; how many of each kind were written.

        record.export("csv", "tables", Choice(record.chosen('outlet:Courier'), base="https://desk.example"))
        """
        software = f"Firsthand {__version__}"
        return formats.write(form, self.view, Path(where), replace(choice, software=software))

    def chosen(
        self, query: str | None = None, ids: Sequence[str] = (), collection: str | None = None
    ) -> frozenset[str] | None:
        """The articles that match a query, that ids stand for: an event's, a claim's ..., or that a collection's things stand in;
        None, which is all, of none of these."""
        if query is None and not ids and collection is None:
            return None
        items = self.collection(collection).items if collection is not None else ()
        own = {x.article.id for x in items if x.article}
        told = [x.id for x in items if x.id and x.kind in ("event", "claim")]
        found = own | {article_id for id_ in (*ids, *told) for article_id in self._stood_for(id_)}
        if query is not None:
            found |= set(self.listed(query))
        return frozenset(found)

    def _stood_for(self, id_: str) -> Iterable[str]:
        kind = kind_of(id_)
        if kind == "capture":
            return [hit.id for hit in self.articles_of(self.capture(id_).id)]
        if kind == "entity":
            return [hit.id for hit in self.entity(id_).articles]
        return chosen.articles_of(self.show(id_))

    def cite(
        self, id_: str, at: tuple[int, int] | None = None, *, form: str = "bibtex", base: str = EVERYTHING.base
    ) -> str:
        """A citation of an article, of characters of its text, or of an attribution: bibtex, ris or csl."""
        found = self.show(id_)
        span = Span(*at) if at and at[0] <= at[1] else None
        if isinstance(found, Attribution) and at is None:
            span = hull(found.content)
        if not isinstance(found, Article | Attribution) or (at and not span):
            raise UsageError(
                f"{id_} cannot be cited so; name an article (a-) with --from and --to in order, or an attribution (s-)"
            )
        article = self.view.article(found.id if isinstance(found, Article) else found.article_id)
        return formats.cite(article, self.capture(article.capture_id), span, form, base)

    def import_jsonl(
        self,
        folder: str | os.PathLike[str],
        *,
        run: bool = True,
        workers: int | None = None,
        on_progress: OnProgress | None = None,
    ) -> ImportReport:
        """Takes in originals, judgements and kept searches of an export, and makes the rest again; nothing of a damaged one."""
        read = restore.read(Path(folder))
        given, new, judged, left = self._writer.take_in(
            read.originals(),
            read.judgements,
            read.problems,
            read.remembered,
            read.withdrawals,
            read.searches,
            read.custody,
            read.transcripts,
            _hand(None),
        )
        lost = [c for c in read.captures if not self.view.has_capture(c.id)]
        report = ImportReport(given, new, judged, restore.troubles(lost, left))
        return replace(report, run=self.run(workers=workers, on_progress=on_progress)) if run else report

    def judgements(self) -> tuple[Judgement, ...]:
        """Every decision people made, oldest first, withdrawn ones too."""
        return self.view.judgements()

    def judged(self) -> Iterator[tuple[Article, tuple[Judgement, ...]]]:
        """Each article that people decided on, with their decisions in force on its words, in order of captures."""
        decided = in_force(self.judgements())
        for capture_id in sorted({j.target.capture_id for j in decided}):
            about = [j for j in decided if j.target.capture_id == capture_id]
            for hit in self.articles_of(capture_id):
                article = self.view.article(hit.id)
                own = tuple(j for j in about if j.target.span.overlaps(article.region))
                if own:
                    yield article, own

    def problems(self) -> tuple[Problem, ...]:
        return self.view.problems()

    # Decisions

    def judge(
        self,
        act: Act,
        about: About,
        target: Anchor,
        *,
        by: str,
        field: str | None = None,
        value: str | None = None,
        other: Anchor | None = None,
        roles: tuple[tuple[str, Anchor], ...] = (),
        saw: str = "",
        supersedes: str | None = None,
        run: bool = True,
    ) -> Judgement:
        """Appends a person's decision and redoes what it touches."""
        made_at = runner.now()
        content = (act, about, target, by, field, value, other, roles, saw, supersedes)
        # the time stands first in the id, so that ids sort by it
        id_ = f"j-{made_at.translate(str.maketrans('', '', '-:.TZ'))}-{make_id('judgement', made_at, *content)[2:]}"
        made = Judgement(
            id_, made_at, by, act, about, target, field, value, other, roles=roles, saw=saw, supersedes=supersedes
        )
        self.append(made)
        if run:
            self.run(workers=1)
        return made

    def decide(
        self,
        act: Act,
        *ids: str,
        by: str,
        field: str | None = None,
        value: str | None = None,
        at: Span | None = None,
        saw: str = "",
        run: bool = True,
    ) -> Decision:
        """`same` or `different` of two ids; `reject`, `confirm`, `set` or `note` of one. An event or a claim stands for the
        words it is called by. `at` are the words of the article that a value stands on; else they are looked for.

        record.decide("same", "v-7k2qm4c6txwn5", "v-3b5ydl2rqa4ke", by="Ina")
        record.decide("set", "s-7k2qm4c6txwn5", field="speaker", value="Oro Vann", by="Ina")

        `saw`: what `saw` gave when the thing was shown; if it says something else by now, `Changed` is raised and nothing kept.
        `run=False` reads anew only what is touched, at once; what hangs on it waits for `run`.
        """
        with self._deciding:  # from the look at what stands to what stands then: of two at once one sees the other's
            return self._decide(act, *ids, by=by, field=field, value=value, at=at, saw=saw, run=run)

    def _decide(
        self,
        act: Act,
        *ids: str,
        by: str,
        field: str | None,
        value: str | None,
        at: Span | None,
        saw: str,
        run: bool,
    ) -> Decision:
        two = act in ("same", "different")
        if act not in JUDGED or (len(ids) != (2 if two else 1) and not (act == "note" and ids)):
            raise UsageError(f"{act} of {len(ids)} ids: {WRONG_IDS}")
        by = _sure_name(by)
        self._check(saw)
        places = [self.view.pointed(id_, act) for id_ in ids]
        about = places[0].about
        if about not in JUDGED[act] or any(p.about != about for p in places):
            raise UsageError(f"{act} of {' and '.join(ids)}: {WRONG_IDS}")
        words = [p.words for p in places]
        if about == "series" and act == "reject":
            words = [self._figure(ids[0], value)]
        on = [self.anchor(self.view.article(w.article_id), w.span) for w in words]
        if two and on[0] == on[1]:
            raise UsageError(f"{ids[0]} and {ids[1]} stand for the same words; give ids of what is read in two places")
        value = checked(about, field, value) if act == "set" else value
        if about == "article" and act == "reject" and field not in (*FIELDS["article"], BOILERPLATE):
            raise UsageError(f"say what of the article is wrong: {', '.join((*FIELDS['article'], BOILERPLATE))}")
        roles = self._roles(act, about, ids[0], words[0], field, value, at)
        if act == "set":
            self._keep_unnamed(ids[0], field, at or (roles[0][1] if roles else None))
        elif act == "note" and field != LATER and not (value or "").strip():
            raise UsageError("a note of no words: write what others should know")
        elif act == "confirm" and about == "mention":
            field, value = self._name_of(ids[0])
        elif about == "discrepancy":
            field = self.view.slot_of(ids[0])
        made = partial(self.judge, act, about, on[0], by=by, field=field, value=value, roles=roles, run=run)
        return self._told(lambda: made(other=on[1] if len(on) > 1 else None, saw=saw or self.saw(*ids)), about, on)

    def saw(self, *ids: str) -> str:
        """What these say now, in short: to be handed back with a decision on them."""
        return " ".join(f"{id_} {self.view.mark(id_)}" for id_ in ids)

    def saw_each(self, ids: Iterable[str]) -> dict[str, str]:
        """`saw` of many readings, by id."""
        return self.view.marks(tuple(ids))

    def names_of(self, entity_id: str) -> tuple[tuple[str, str], ...]:
        """The names that lead to a party, the one it is called by first, each with the id of a mention."""
        return self.view.named(entity_id)

    def meant(self, words: str, kind: str) -> str:
        """The id that a person means who gives an id, an address of a page, or a party's name.

        record.meant("http://127.0.0.1:8311/v/v-7k2qm4c6txwn5", "event") -> "v-7k2qm4c6txwn5"
        """
        last = words.strip().split("?")[0].split("#")[0].rstrip("/").rpartition("/")[2]
        if kind_of(last) == kind:
            return last
        found = self.view.called(" ".join(words.split())) if kind == "entity" else None
        if found is None:
            raise UsageError(
                f"“{words.strip()}” names no {kind} of this record; give its id, or the address of its page"
            )
        return found

    def stands(self, article_id: str, words: str) -> tuple[Span, ...]:
        """Where these words stand in an article's text."""
        return standing(self.view.article(article_id).text, words)

    def judgement(self, id_: str) -> Past:
        """One decision, with what ended it."""
        found = next((p for p in self.view.history(id_) if p.judgement.id == id_), None)
        if found is None:
            raise NotInRecord(f"no judgement {id_} in this record; all are listed by: firsthand judge list")
        return found

    def _check(self, saw: str) -> None:
        """Raises `Changed` where something says by now what it did not say when it was shown."""
        told = saw.split()
        if len(told) % 2:
            raise UsageError(
                "`saw` is ids, each with its mark, as the answers that showed them give it; leave it out if unsure"
            )
        for id_, mark in zip(told[::2], told[1::2], strict=True):
            try:
                now = self.view.mark(id_)
            except NotInRecord:
                now = None
            if now != mark:
                raise Changed(
                    f"{id_} {'is no more' if now is None else 'has changed'} since you were shown it; look at what stands now,"
                    " and decide again if you still mean it. Nothing was kept of this decision"
                )

    def _figure(self, id_: str, number: str | None) -> Place:
        values = self.view.values_of(id_)
        if not (number or "").isdecimal() or not 1 <= int(number or 0) <= len(values):
            raise UsageError(f"which figure of {id_} is wrong? Give its number, 1 to {len(values)}, as the value")
        return values[int(number or 0) - 1]

    def _roles(
        self, act: Act, about: About, id_: str, target: Place, field: str | None, value: str | None, at: Span | None
    ) -> tuple[tuple[str, Anchor], ...]:
        """The words beside the target that a judgement needs: those that its value stands on, so that it can be checked."""
        article = self.view.article(target.article_id)
        if about == "discrepancy" and act in ("reject", "confirm"):
            rest = [v for v in self.view.values_of(id_)[1:] if len(v.span)]
            return tuple(("value", self.anchor(self.view.article(v.article_id), v.span)) for v in rest)
        if about == "attribution" and act in ("set", "confirm", "reject"):
            kept = () if act == "set" else self._own_roles(article, id_)
            if act != "set" or field not in IN_TEXT or not value:
                return kept
            where = at or nearest(standing(article.text, value), target.span)
            if where is None:
                raise UsageError(
                    f"“{value}” stands nowhere in this article; give words as the article has them: a source is never named"
                    " from outside its text"
                )
            return ((field or "", self.anchor(article, where)),)
        if about == "article" and act == "set" and field and value:
            where = at or nearest(standing(article.text, value), Span(0, 0))
            return ((field, self.anchor(article, where)),) if where and article.offsets.to_capture(where) else ()
        return ()

    def _own_roles(self, article: Article, id_: str) -> tuple[tuple[str, Anchor], ...]:
        """Source and cue of an attribution: with them a confirmed one can stand on its own."""
        a = next((a for a in self.attributions_of(article.id) if a.id == id_), None)
        spans = {"source": a.source, "cue": a.cue} if a else {}
        return tuple((role, self.anchor(article, some[0])) for role, some in spans.items() if some)

    def _keep_unnamed(self, id_: str, field: str | None, named: object) -> None:
        """Refuses to name a source that its text leaves unnamed."""
        a = self.view.one("attribution", id_) if kind_of(id_) == "attribution" else None
        if not isinstance(a, Attribution) or field != "speaker" or not a.source_kind.startswith("unnamed"):
            return
        article = self.view.article(a.article_id)
        at = article.offsets.to_article(named.span) if isinstance(named, Anchor) else named
        if any(isinstance(at, Span) and m.span.overlaps(at) for m in self.mentions_of(article.id)):
            raise UsageError(
                "the text leaves this source unnamed, and an unnamed source is never resolved to a name. If the text does name"
                " it, set the kind of source first (named person, named organisation, outlet), then the speaker"
            )

    def _name_of(self, id_: str) -> tuple[str, str]:
        m = self.view.one("mention", id_)
        assert isinstance(m, Mention)
        return m.kind, m.name

    def add_reading(
        self,
        about: About,
        article_id: str,
        words: str,
        *,
        by: str,
        source: str | None = None,
        cue: str | None = None,
        kind: str | None = None,
        nth: int | None = None,
        run: bool = True,
    ) -> Decision:
        """A statement (`attribution`) or a name (`mention`) that the machine missed, by words that stand in the article.

        record.add_reading("attribution", "a-7k2qm4c6txwn5", "the mill will stay closed", source="Oro Vann", by="Ina")

        Where the words stand several times, `nth` says which, from 1.
        """
        by, article = _sure_name(by), self.view.article(article_id)
        if about not in ("attribution", "mention"):
            raise UsageError(
                "a statement (attribution) or a name (mention) can be added; other things are read anew from them"
            )
        span = self._found(article, words, nth)
        beside = (("source", source), ("cue", cue)) if about == "attribution" else ()
        roles = []
        for role, said in beside:
            if said and said.strip():
                where = nearest(standing(article.text, said), span)
                if where is None:
                    raise UsageError(f"“{said}” stands nowhere in this article; give the {role} as the article has it")
                roles.append((role, self.anchor(article, where)))
        field = checked("mention", "kind", kind or "other") if about == "mention" else None
        on = self.anchor(article, span)
        return self._told(
            lambda: self.judge("add", about, on, by=by, field=field, roles=tuple(roles), run=run), about, [on]
        )

    def _found(self, article: Article, words: str, nth: int | None) -> Span:
        places = standing(article.text, words)
        if not places:
            raise UsageError(f"“{words}” stands nowhere in this article; copy the words from its text")
        if len(places) > 1 and nth is None:
            raise UsageError(f"“{words}” stands {len(places)} times in this article; say which, 1 to {len(places)}")
        if nth is not None and not 1 <= nth <= len(places):
            raise UsageError(f"“{words}” stands {len(places)} times in this article; there is no number {nth}")
        return places[(nth or 1) - 1]

    def later(self, *ids: str, by: str) -> Judgement:
        """Puts an item of the review queue off for this person; kept as a note, and in nobody else's way."""
        return self.decide("note", *ids, by=by, field=LATER, run=False).judgement

    def review(self, kind: str | None = None, *, by: str | None = None) -> ReviewPage:
        """The thing that the machine is least sure of and nobody decided on: attribution, name, claim, event, discrepancy."""
        if kind is not None and kind not in REVIEWED:
            raise UsageError(f"no review of {kind}; there are: {', '.join(REVIEWED)}")
        return self.view.review(kind, by)

    def history(self, id_: str) -> tuple[Past, ...]:
        """Who decided what about a thing, and when, oldest first; also of what stands no more."""
        if kind_of(id_) in (None, "capture", "problem"):
            raise UsageError(
                f"{id_} has no history of decisions; give the id of an article, or of anything read or found"
            )
        return self.view.history(id_)

    def decisions(self, by: str | None = None, *, page: int = 1, per_page: int = 50) -> JudgedPage:
        """All decisions, newest first, of one person if named."""
        return self.view.judged(by, max(1, page), min(max(per_page, 1), 1000))

    def redo(self, *judgements: Judgement) -> None:
        """Reads the articles anew that these touch, and nothing else: quick. What hangs on them waits for `run`."""
        captures = sorted({at.capture_id for j in judgements for at in (j.target, j.other) if at is not None})
        with self._reading:
            extract = [s for s in self._pipeline if s.per == "capture"]
            for _ in runner.run_of(self.view, self._writer, extract, captures):
                pass
            ids = [h.id for c in captures for h in self.articles_of(c)]
            rest = [s for s in self._pipeline if s.per == "article"]
            for _ in runner.run_of(self.view, self._writer, rest, ids):
                pass

    @property
    def waits(self) -> bool:
        """Whether a decision waits for the steps over the whole record."""
        whole = (step for step in self._pipeline if step.per == "record")
        return self.view.waits() and any(ledger.due(self.view, step).units for step in whole)

    def undo(self, judgement_id: str, *, by: str, run: bool = True) -> Decision:
        """Withdraws a judgement: what it touched is as if it had not been made. It is kept, and so is the withdrawal."""
        decided = {j.id: j for j in self.judgements()}
        old = decided.get(judgement_id)
        if old is None:
            told = f"no judgement {judgement_id} in this record; they are in judgements.jsonl of an export"
            raise self.view.missing(told)
        if old.supersedes or any(j.supersedes == old.id for j in decided.values()):
            raise UsageError(f"{judgement_id} is withdrawn, replaced or a withdrawal itself; decide again instead")
        at = [old.target, *([old.other] if old.other else [])]
        judge = partial(
            self.judge, "note", old.about, old.target, by=_sure_name(by), other=old.other, supersedes=old.id, run=run
        )
        return self._told(lambda: judge(), old.about, at)

    def _told(self, judge: Callable[[], Judgement], about: About, at: Sequence[Anchor]) -> Decision:
        before, known = [self.view.standing(about, a) for a in at], set(self.problems())
        with self._deciding:
            made = judge()
            if made.supersedes or decides(made):
                self.redo(made)  # nothing to do where everything was run
        after = [self.view.standing(about, a) for a in at]
        stands = (Stands(a.exact, *was, *now) for a, was, now in zip(at, before, after, strict=True))
        return Decision(made, tuple(stands), tuple(p for p in self.problems() if p not in known))

    def append(self, judgement: Judgement) -> None:
        """Keeps a judgement as it stands, such as one from another record."""
        self._writer.put_judgement(judgement)

    def anchor(self, article: Article, span: Span) -> Anchor:
        """The durable address of an article's words."""
        place = article.offsets.to_capture(span)
        if place is None:
            raise UsageError(
                f"article {article.id}: characters {span.start} to {span.end} stand nowhere in its capture"
            )
        return anchor(article.capture_id, self.capture_text(article.capture_id), place)

    # Collections

    def collect(
        self, id_: str, name: str, *, by: str, at: tuple[int, int] | None = None, note: str | None = None
    ) -> tuple[Judgement, ...]:
        """Puts an article, an event, a claim or, with `at`, a passage of an article into the collection of that name.

        record.collect("a-7k2qm4c6txwn5", "Harbour", by="Ina", at=(120, 180), note="the first to say so")

        Kept as a note, so that it stays with the words, stands in the history and can be undone; a note beside it is kept too.
        """
        by, name, kind = _sure_name(by), " ".join(name.split()), kind_of(id_)
        if kind not in ("article", "event", "claim") or (at and kind != "article"):
            raise UsageError(f"{id_} cannot be put into a collection; articles, their passages, events and claims can")
        if not name or len(name) > LONGEST_NAME:
            raise UsageError(f"a collection needs a name of 1 to {LONGEST_NAME} characters")
        with self._deciding:
            place = self.view.pointed(id_, "note")
            span = self._passage(id_, at) if at else place.words.span
            on = self.anchor(self.view.article(place.words.article_id), span)
            roles = ((PASSAGE, on),) if at else ()
            keep = partial(self.judge, "note", place.about, on, by=by, roles=roles, saw=self.saw(id_), run=False)
            if any(of_one(one.judgement, place.about, on, roles) for one in self.view.collected(name)):
                raise UsageError(f"{id_} is in the collection {name} already; a note on it can be kept on its own page")
            made = keep(field=COLLECTION, value=name)
            return (made, keep(value=words)) if (words := " ".join((note or "").split())) else (made,)

    def _passage(self, article_id: str, at: tuple[int, int]) -> Span:
        length = len(self.view.article(article_id).text)
        if not 0 <= at[0] < at[1] <= length:
            raise UsageError(f"article {article_id} has characters 0 to {length}; {at[0]} to {at[1]} is no passage")
        return Span(*at)

    def collections(self) -> tuple[Collection, ...]:
        """The collections that something is in, by name."""
        return self.view.collections()

    def collection(self, name: str) -> CollectionPage:
        """What is in a collection, with its notes, in the order of putting in."""
        name = " ".join(name.split())
        items = self.view.collected(name)
        if not items:
            known = ", ".join(one.name for one in self.collections()) or "none yet"
            raise NotInRecord(f"no collection {name or '(without a name)'} in this record; there are: {known}")
        return CollectionPage(name, items)

    # Withdrawals

    def plan_withdrawal(self, *ids: str, person: str | None = None, also: Sequence[str] = ()) -> tuple[Plan, ...]:
        """What `withdraw` would take away, without changing anything."""
        return self._withdrawer.plan(ids, person, also)

    def withdraw(
        self,
        *ids: str,
        person: str | None = None,
        also: Sequence[str] = (),
        by: str,
        reason: str,
        watch: bool = True,
        run: bool = True,
        on_progress: OnProgress | None = None,
    ) -> tuple[Withdrawal, ...]:
        """Takes captures, articles or a person's data out of the record for good; hash, day and reason stay.

        record.withdraw("a-7k2qm4c6txwn5", by="Ina", reason="the outlet asked for it")
        record.withdraw(person="Leena Kask", also=["Leni Kask"], by="Ina", reason="asked for by the family")
        """
        at = runner.now()
        made = self._withdrawer.withdraw(ids, person, also, by=by, reason=reason, at=at, watch=watch)
        _tell(on_progress, Progress("withdraw", 1, 2))
        self._withdrawer.finish()
        _tell(on_progress, Progress("withdraw", 2, 2))
        if run:
            self.run(on_progress=on_progress)
            self._withdrawer.settle()
        return tuple(w for w in self.withdrawals() if w.id in made)

    def withdrawals(self) -> tuple[Withdrawal, ...]:
        """Everything that was ever withdrawn, oldest first."""
        return self.view.withdrawals()

    def withdrawn_from(self, capture_id: str) -> tuple[Withdrawal, ...]:
        """The withdrawals that cut words out of a capture."""
        return self.view.withdrawn_from(capture_id)

    # What a language model proposes

    def propose(self, article_id: str, to: proposing.Settings | None = None) -> Proposed:
        """Asks the model that is set about one article, and keeps as proposals what quotes its text; nothing else changes."""
        where = to or proposing.settings()
        article = self.view.article(article_id)
        sifted = proposing.sift(
            article, self.attributions_of(article_id), proposing.ask(where, proposing.prompt(article))
        )
        made_at = runner.now()
        kept = [self._proposal(article, found, where.model, made_at) for found in sifted.kept]
        self._writer.put_proposals(kept)
        return Proposed(where.model, tuple(kept), sifted.dropped, sifted.known)

    def _proposal(self, article: Article, found: proposing.Found, model: str, made_at: str) -> Proposal:
        content = self.anchor(article, found.content)
        source, cue = (self.anchor(article, span) if span else None for span in (found.source, found.cue))
        places = [(a.span.start, a.span.end) if a else None for a in (content, source, cue)]
        id_ = make_id("proposal", article.capture_id, model, places)
        return Proposal(id_, made_at, model, article.id, content, source, cue)

    def proposals(self, article_id: str | None = None) -> tuple[Proposal, ...]:
        """What models proposed and nobody has confirmed or dropped, oldest first."""
        confirmed = {j.saw.split()[1] for j in in_force(self.judgements()) if j.saw.startswith("proposal ")}
        return tuple(p for p in self.view.proposals(article_id) if p.id not in confirmed)

    def confirm(self, proposal_id: str, *, by: str) -> Judgement:
        """Makes a proposal a person's own decision: an attribution that this person adds, and can take back."""
        p = self._proposed(proposal_id)
        roles = tuple((role, at) for role, at in (("source", p.source), ("cue", p.cue)) if at)
        return self.judge("add", "attribution", p.content, by=by, roles=roles, saw=f"proposal {p.id} by {p.model}")

    def drop_proposal(self, proposal_id: str) -> None:
        """Forgets a proposal."""
        self._proposed(proposal_id)
        self._writer.drop_proposal(proposal_id)

    def _proposed(self, id_: str) -> Proposal:
        found = next((p for p in self.proposals() if p.id == id_), None)
        if found is None:
            raise NotInRecord(f"no proposal {id_} waits in this record; those that do: firsthand proposals list")
        return found

    # Health

    def status(self) -> Status:
        """What there is, what is due, what went wrong."""
        codes = [p.code for p in self.problems()]
        return Status(
            where=self.where,
            counts=tuple(self.view.counts().items()),
            bytes_kept=self.view.bytes_kept(),
            steps=tuple(self._step_status()),
            problems=tuple((code, codes.count(code)) for code in sorted(set(codes))),
        )

    def _step_status(self) -> Iterator[StepStatus]:
        failed = self.view.failed()
        for step in self._pipeline:
            due = ledger.due(self.view, step)
            broke = failed.get(step.name, 0)
            yield StepStatus(
                step.name, step.version, len(self.view.ledger_of(step.name)) - broke, broke, len(due.units)
            )

    def doctor(self) -> list[str]:
        """Python, SQLite, model and packages, in lines for people."""
        return diagnose(self.where)

    def custody(self) -> tuple[CustodyLine, ...]:
        """How bytes came in and went, in order."""
        return self.view.custody()

    def time_stamp(self, authority: str, *, by: str | None = None, fetch: Fetcher | None = None) -> Stamped:
        """Has a time-stamping authority (RFC 3161) sign the hash of the last custody line, and keeps its answer as a line.

        Nothing but that hash is sent: whoever holds the chain and the answer can show that every original before stood then.

        record.time_stamp("https://stamps.example/tsr", by="Ina")
        """
        lines, hand = self.custody(), _hand(by)
        if not lines:
            raise UsageError(
                "nothing was taken in yet, so there is nothing to stamp; take pages in with: firsthand add PAGE"
            )
        asked = stamps.question(line_words(lines[-1]))
        try:
            reply = (fetch or fetcher()).post(authority, asked.query, stamps.QUERY)
        except Unfetched as error:
            raise Unstamped(f"no time stamp came: {error.told}. Nothing was kept; {stamps.AGAIN}") from error
        seal = stamps.answered(reply, asked, authority)
        self._writer.put_stamp(lines[-1].hash, authority, reply, stamps.MEDIA_TYPE, hand)
        return Stamped(lines[-1].n, authority, seal.at, seal.signer)

    def verify(self, roots: str | os.PathLike[str] | None = None) -> VerifyReport:
        """Whether every byte, place, index and time stamp of the record is as it should be.

        roots: a PEM file with certificates that time stamps must lead to; without it a stamp's signature is held against the
        certificate that came with it, which says who signed, and not that it is who it says.
        """
        report = verifying.verify(self._database, self.view)
        found = tuple(self._stamped(roots))
        wrong = (f"the time stamp of custody line {x.n} proves nothing: {x.why}" for x in found if x.wrong)
        return replace(report, faults=(*report.faults, *wrong, *verifying.search_faults(self._database)), stamps=found)

    def _stamped(self, roots: str | os.PathLike[str] | None) -> Iterator[Stamped]:
        trusted = stamps.roots_of(Path(roots).read_bytes(), os.fspath(roots)) if roots is not None else ()
        lines = {line.hash: line for line in self.custody()}
        for line in lines.values():
            held = stamp_of(line)
            if held is None:
                continue
            of, reply = held
            plain = Stamped(lines[of].n if of in lines else 0, line.told.url if line.told else None)
            if not stamps.has_reader():
                yield replace(plain, why="not checked: pip install 'firsthand[stamp]'")
                continue
            try:
                if of not in lines:
                    raise Unstamped("the line it is of is not here; put back your copy of the record")
                seal = stamps.proved(reply, bytes.fromhex(line_hash(lines[of])), trusted)
                yield replace(plain, at=seal.at, signer=seal.signer, by_root=bool(trusted))
            except Unstamped as error:
                yield replace(plain, why=str(error), wrong=True)


def _hand(by: str | None) -> Hand:
    """Who takes something in now."""
    return Hand(runner.now(), _sure_name(by) if by is not None else None, f"firsthand {__version__}")


def _without(collected: Iterator[Item], again: list[Again]) -> Iterator[Found | Problem]:
    """Captures and problems; what was met again without its bytes is laid aside, to be noted after those it speaks of."""
    for one in collected:
        if isinstance(one, Again):
            again.append(one)
        else:
            yield one


def _sure_name(by: str) -> str:
    """The name of the one who decides, on one line; a decision without one is refused."""
    name = " ".join(by.split())
    if not name or len(name) > LONGEST_NAME:
        raise UsageError(f"who decides? Give a name of 1 to {LONGEST_NAME} characters: it is kept with the decision")
    return name


def _pipeline() -> Sequence[Step]:
    from firsthand.pipeline import (
        PIPELINE,  # here, since it loads the language packs: help and mistakes are told at once
    )

    return PIPELINE


def diagnose(where: str = DEFAULT) -> list[str]:
    """What of the surroundings matters, in lines for people; needs no record."""
    return list(doctor.lines(where))


def _batches(found: Iterator[Found | Problem]) -> Iterator[tuple[list[Found], list[Problem]]]:
    """Files and problems in batches that fit in memory and in one transaction. What took a second to fetch ends one."""
    files: list[Found] = []
    problems: list[Problem] = []
    for one in found:
        if isinstance(one, Problem):
            problems.append(one)
        else:
            files.append(one)
        was_fetched = isinstance(one, Found) and one.answer is not None
        if was_fetched or len(files) + len(problems) >= BATCH_FILES or sum(len(f.data) for f in files) >= BATCH_BYTES:
            yield files, problems
            files, problems = [], []
    if files or problems:
        yield files, problems


def _tell(on_progress: OnProgress | None, progress: Progress) -> None:
    if on_progress is not None:
        on_progress(progress)
