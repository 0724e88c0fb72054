"""The service: everything Firsthand does, in calls that a face can make. `open` a record, then `add`, `search`, `article` ...

Long, since it is the one place where faces look, and most of it is one-line questions.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from types import TracebackType
from typing import Self

from firsthand import propose as proposing
from firsthand.collect import Found, collect, decode
from firsthand.export import jsonl
from firsthand.model.articles import Article, Capture
from firsthand.model.findings import Chain, Claim, Entity, Revision
from firsthand.model.ids import kind_of, make_id
from firsthand.model.judgements import About, Act, Judgement, in_force
from firsthand.model.problems import (
    FirsthandError,
    MissingPart,
    NotInRecord,
    Problem,
    StoreError,
    UnreadableInput,
    UsageError,
)
from firsthand.model.proposals import Proposal, Proposed
from firsthand.model.readings import Attribution, EventMention, Mention, PlaceRef, Quantity, TimeRef
from firsthand.model.spans import Anchor, Span, anchor
from firsthand.model.units import LeftOut, Progress, Step
from firsthand.relate.versions import revision
from firsthand.run import ledger, runner
from firsthand.run.attempt import Execute
from firsthand.run.pool import Pool
from firsthand.store import doctor
from firsthand.store import verify as verifying
from firsthand.store.answers import (
    AddReport,
    ArticlePage,
    ClaimPage,
    Decision,
    EntityPage,
    EventPage,
    Facet,
    FamilyPage,
    FoundPage,
    Hit,
    Listed,
    RunReport,
    SearchPage,
    SeriesPage,
    Stands,
    Status,
    StepStatus,
    VerifyReport,
    WordsPage,
    called_by,
)
from firsthand.store.database import Database
from firsthand.store.view import Everything, View
from firsthand.store.write import Writer

__all__ = [
    "AddReport",
    "ArticlePage",
    "ClaimPage",
    "Decision",
    "EntityPage",
    "EventPage",
    "Facet",
    "FamilyPage",
    "FirsthandError",
    "FoundPage",
    "Hit",
    "Listed",
    "MissingPart",
    "Record",
    "RunReport",
    "SearchPage",
    "SeriesPage",
    "Status",
    "StepStatus",
    "StoreError",
    "UnreadableInput",
    "UsageError",
    "VerifyReport",
    "WordsPage",
    "called_by",
    "diagnose",
    "open",
]

DEFAULT = "firsthand.record"
FOUND = ("event", "claim", "discrepancy", "series")
JUDGED = {  # what can be decided of what
    "same": ("event", "claim", "entity"),
    "different": ("event", "claim", "entity"),
    "reject": ("event", "claim", "attribution", "mention"),
}
WRONG_IDS = (
    "same and different take two ids of one kind: event mentions (h-) or events (v-), tellings (w-) or claims (k-), names (m-) or"
    " parties (e-); reject takes one of h-, v-, w-, k-, an attribution (s-) or a name (m-)"
)
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


class Record:
    """Everything Firsthand knows. Close it, or use it in a `with`."""

    def __init__(self, database: Database, pipeline: Sequence[Step]) -> None:
        self._database = database
        self._pipeline = tuple(pipeline)
        self.view = View(database, decode)
        self._writer = Writer(database)

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
    ) -> AddReport:
        """Keeps the bytes of these files and folders, then runs the steps. Bytes that stand already are not kept twice."""
        new = 0
        ids: list[str] = []
        problems: list[Problem] = []
        for found, troubles in _batches(collect([Path(p) for p in paths], now=runner.now(), max_bytes=max_bytes)):
            new += self._writer.put_captures([(f.capture, f.data) for f in found])
            ids += [f.capture.id for f in found]
            troubles = [p for p in troubles if not self._is_own(p.unit)]
            problems += troubles
            met = {p.unit for p in problems}
            self._writer.forget_problems("collect", [f.capture.path for f in found if f.capture.path not in met])
            self._writer.put_problems(troubles)
            _tell(on_progress, Progress("collect", len(ids), len(ids), len(problems)))
        report = AddReport(new, len(ids) - new, tuple(problems), tuple(dict.fromkeys(ids)))
        return replace(report, run=self.run(workers=workers, on_progress=on_progress)) if run and ids else report

    def _is_own(self, path: str) -> bool:
        """Whether a path is one of the record's own files, met in a folder that was given."""
        own, met = str(Path(self.where).resolve()), Path(path).resolve()
        return str(met) in {own, f"{own}-wal", f"{own}-shm", f"{own}-journal"} or f"{own}.cache" == str(met.parent)

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
        for progress in runner.run(self.view, self._writer, self._pipeline, steps, execute):
            last[progress.step] = progress
            _tell(on_progress, progress)
        done = tuple((name, p.done) for name, p in last.items())
        return RunReport(sum(n for _, n in done), sum(p.problems for p in last.values()), done)

    def rebuild(self, workers: int | None = None, on_progress: OnProgress | None = None) -> RunReport:
        """Drops all that was derived and makes it again from originals and judgements, which stay as they are."""
        self._writer.drop_derived()
        return self.run(workers=workers, on_progress=on_progress)

    # Out

    def search(self, query: str = "", *, page: int = 1, per_page: int = 20, **facets: str | None) -> SearchPage:
        """Articles that match, newest first. Facets: outlet, language, source_kind, speaker, capture."""
        chosen = {name: value for name, value in facets.items() if value}
        return self.view.search(query, page=page, per_page=min(max(per_page, 1), 200), facets=chosen)

    def articles(self, *, page: int = 1, per_page: int = 20) -> SearchPage:
        """All articles, newest first."""
        return self.search("", page=page, per_page=per_page)

    def article(self, id_: str) -> ArticlePage:
        """An article with what was read from it, its chains, its copies and the parties it names."""
        return self.view.article_page(id_)

    def entity(self, id_: str) -> EntityPage:
        """A party's dossier: where it is named and what it is said to have said. Private persons have none."""
        return self.view.entity_page(id_)

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

    def event_mentions_of(self, article_id: str) -> tuple[EventMention, ...]:
        """What an article reports to have happened, where, when and with whom, sentence by sentence."""
        return self.view.event_mentions_of(article_id)

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
        return jsonl.write(self.view, Path(folder))

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

    def decide(self, act: Act, *ids: str, by: str) -> Decision:
        """`same` or `different` of two ids, `reject` of one; an event or a claim stands for the words it is called by.

        record.decide("same", "v-7k2qm4c6txwn5", "v-3b5ydl2rqa4ke", by="Ina")
        """
        if act not in JUDGED or len(ids) != (1 if act == "reject" else 2):
            raise UsageError(f"{act} of {len(ids)} ids: {WRONG_IDS}")
        places = [self.view.pointed(id_, act) for id_ in ids]
        about = places[0].about
        if about not in JUDGED[act] or any(p.about != about for p in places):
            raise UsageError(f"{act} of {' and '.join(ids)}: {WRONG_IDS}")
        at = [self.anchor(self.view.article(p.words.article_id), p.words.span) for p in places]
        if at[0] == at[-1] and len(at) > 1:
            raise UsageError(f"{ids[0]} and {ids[1]} stand for the same words; give ids of what is read in two places")
        return self._told(lambda: self.judge(act, about, at[0], by=by, other=at[1] if len(at) > 1 else None), about, at)

    def undo(self, judgement_id: str, *, by: str) -> Decision:
        """Withdraws a judgement: what it touched is as if it had not been made. It is kept, and so is the withdrawal."""
        decided = {j.id: j for j in self.judgements()}
        old = decided.get(judgement_id)
        if old is None:
            raise NotInRecord(f"no judgement {judgement_id} in this record; they are in judgements.jsonl of an export")
        if old.act == "note" or any(j.supersedes == old.id for j in decided.values()):
            raise UsageError(f"{judgement_id} is withdrawn, replaced or a withdrawal itself; decide again instead")
        at = [old.target, *([old.other] if old.other else [])]
        return self._told(lambda: self.judge("note", old.about, old.target, by=by, supersedes=old.id), old.about, at)

    def _told(self, judge: Callable[[], Judgement], about: About, at: Sequence[Anchor]) -> Decision:
        before, known = [self.view.standing(about, a) for a in at], set(self.problems())
        made = judge()
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

    def verify(self) -> VerifyReport:
        """Whether every byte, place and index of the record is as it should be."""
        report = verifying.verify(self._database, self.view)
        return replace(report, faults=(*report.faults, *verifying.search_faults(self._database)))


def _pipeline() -> Sequence[Step]:
    from firsthand.pipeline import (
        PIPELINE,  # here, since it loads the language packs: help and mistakes are told at once
    )

    return PIPELINE


def diagnose(where: str = DEFAULT) -> list[str]:
    """What of the surroundings matters, in lines for people; needs no record."""
    return list(doctor.lines(where))


def _batches(found: Iterator[Found | Problem]) -> Iterator[tuple[list[Found], list[Problem]]]:
    """Files and problems in batches that fit in memory and in one transaction."""
    files: list[Found] = []
    problems: list[Problem] = []
    for one in found:
        if isinstance(one, Problem):
            problems.append(one)
        else:
            files.append(one)
        if len(files) + len(problems) >= BATCH_FILES or sum(len(f.data) for f in files) >= BATCH_BYTES:
            yield files, problems
            files, problems = [], []
    if files or problems:
        yield files, problems


def _tell(on_progress: OnProgress | None, progress: Progress) -> None:
    if on_progress is not None:
        on_progress(progress)
