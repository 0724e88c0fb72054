"""Everything that is ever written. A unit's rows are replaced in one transaction, with its line in the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import islice
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from firsthand.model.articles import Article, Capture
from firsthand.model.custody import CustodyLine, Hand
from firsthand.model.findings import Lineage, Retired
from firsthand.model.ids import digest
from firsthand.model.judgements import Judgement
from firsthand.model.packed import InOrder
from firsthand.model.problems import Problem, UsageError
from firsthand.model.proposals import Proposal
from firsthand.model.readings import Attribution
from firsthand.model.searches import SavedSearch
from firsthand.model.spans import words_at
from firsthand.model.units import Result, Row, Unit
from firsthand.model.watching import Watched
from firsthand.model.withdrawals import Cut, Withdrawal
from firsthand.store import codec, custody, originals, owned, transcripts, watching, withdrawn
from firsthand.store import tables as t
from firsthand.store.database import Database
from firsthand.store.transcripts import Transcribe

_NOBODY = Hand()
FAILED = "step-failed"  # the code of the problem that stands for a unit whose work broke


@dataclass(frozen=True, slots=True)
class Done:
    """A unit with what its step made of it, ready to be written."""

    unit: Unit
    result: Result
    ran_at: str  # instant, ISO 8601 UTC
    ms: int

    @property
    def failed(self) -> bool:
        return any(p.code == FAILED for p in self.result.problems)


_REMEMBERS = ("resolve", "events", "claims")  # their ids are inherited: each run puts what they stood for anew
AT_ONCE = 5_000  # rows of a step over the whole record that stand side by side


class Writer:
    """The one that writes. Captures and judgements are added and never changed; the rest is replaced unit by unit."""

    def __init__(self, database: Database, transcribe: Transcribe = lambda _data, _charset: None) -> None:
        self._database, self._transcribe = database, transcribe

    def put_captures(
        self,
        found: Sequence[tuple[Capture, bytes]],
        cuts: Sequence[tuple[str, Cut]] = (),
        hand: Hand = _NOBODY,
        answers: Mapping[str, str] | None = None,
    ) -> int:
        """Keeps these captures, all or none; how many were new. One that stands already is left as it is, and one that was
        withdrawn stays so. `cuts` are of captures that come with words cut out, and the ids of the withdrawals; `answers`, by
        id, tell how those came that were fetched."""
        told = answers or {}
        with self._database.write() as c:
            names = [one for _, one in withdrawn.watched(c)] if told else []
            sure = {k: v for k, v in told.items() if not any(x.stands_in(v) for x in names)}
            return sum(self._take(c, x, data, cuts, replace(hand, answer=sure.get(x.id))) for x, data in found)

    def _take(self, c: Connection, capture: Capture, data: bytes, cuts: Sequence[tuple[str, Cut]], hand: Hand) -> bool:
        """Keeps a capture with its custody line; whether it was new. Where it stands already, it is noted where it was met."""
        if not _keep(c, capture, data, cuts):
            if c.execute(select(t.capture.c.id).where(t.capture.c.id == capture.id)).first() is not None:
                custody.met(c, capture, hand)
            return False
        text = self._transcribe(data, capture.charset)
        if text is not None:
            transcripts.keep(c, capture.id, text)
        custody.append(c, "taken", capture, hand, None if text is None else transcripts.digest(text))
        return True

    def met_again(self, met: Sequence[tuple[str, str, str | None, str]], hand: Hand) -> int:
        """Notes captures met again without their bytes (id, path, url, when), where they stand; how many were new."""
        with self._database.write() as c:
            rows = {x[0]: c.execute(select(t.capture).where(t.capture.c.id == x[0])).mappings().first() for x in met}
            found = [(codec.capture(dict(row)), x) for x in met if (row := rows[x[0]]) is not None]
            return sum(
                custody.met(c, replace(capture, path=path, url=url, fetched_at=at), hand)
                for capture, (_, path, url, at) in found
            )

    def put_stamp(self, of: str, authority: str, reply: bytes, kind: str, hand: Hand) -> None:
        """Keeps a time stamp of a custody line as a line of its own."""
        with self._database.write() as c:
            custody.stamped(c, of, authority, reply, kind, hand)

    def put_judgement(self, judgement: Judgement) -> None:
        with self._database.write() as c:
            withdrawn.check_judgement(c, judgement)
            if c.execute(select(t.capture.c.id).where(t.capture.c.id == judgement.target.capture_id)).first() is None:
                raise UsageError(
                    f"no capture {judgement.target.capture_id}: a judgement needs words that are in the record"
                )
            if c.execute(select(t.judgement.c.id).where(t.judgement.c.id == judgement.id)).first() is None:
                c.execute(insert(t.judgement), codec.judgement_row(judgement))

    def put_search(self, search: SavedSearch) -> None:
        with self._database.write() as c:
            c.execute(insert(t.saved_search), asdict(search))

    def put_withdrawals(self, withdrawals: Sequence[Withdrawal]) -> None:
        """Keeps withdrawals as they stand, such as those of another record: what they took is then not taken in."""
        with self._database.write() as c:
            _put_withdrawals(c, withdrawals)

    def take_in(
        self,
        originals: Iterable[tuple[Capture, bytes]],
        judgements: Sequence[Judgement],
        problems: Sequence[Problem],
        remembered: Sequence[tuple[str, Lineage | Retired]],
        withdrawals: Sequence[Withdrawal] = (),
        searches: Sequence[SavedSearch] = (),
        lines: Sequence[CustodyLine] = (),
        texts: Sequence[tuple[str, str]] = (),
        hand: Hand = _NOBODY,
    ) -> tuple[int, int, int, tuple[Judgement, ...]]:
        """Keeps what another record held, all or nothing: captures given, captures and judgements new, judgements left out.

        A judgement is left out whose original is not here, or whose words were withdrawn. What ids stood for is taken over by
        a record that remembers nothing. Searches are kept beside those that stand; the latest of a name counts. What was
        withdrawn there is not taken in, and must not stand here.
        """
        with self._database.write() as c:
            _refuse_withdrawn(c, withdrawals)
            _put_withdrawals(c, withdrawals)
            custody.take_in(c, lines, hand)
            told = {line.capture_id for line in lines}
            given = [self._import(c, capture, data, hand, capture.id in told) for capture, data in originals]
            transcripts.take_in(c, texts)
            held = set(c.execute(select(t.capture.c.id)).scalars())
            known = set(c.execute(select(t.judgement.c.id)).scalars())
            fresh = [j for j in judgements if j.id not in known]
            kept = [j for j in fresh if j.target.capture_id in held and not withdrawn.is_of_withdrawn(c, j)]
            if kept:
                c.execute(insert(t.judgement), [codec.judgement_row(j) for j in kept])
            _keep_searches(c, searches)
            if not any(c.execute(select(table.c.id).limit(1)).first() for table in t.REMEMBERED):
                _remember(c, remembered)
            for step, unit_id in {(p.step, p.unit) for p in problems}:
                c.execute(owned.unit_rows(t.problem, step, unit_id))
            for n, p in enumerate(withdrawn.unnamed_problems(c, problems)):
                c.execute(insert(t.problem), codec.problem_row(p, n))
            return len(given), sum(given), len(kept), tuple(j for j in fresh if j.target.capture_id not in held)

    def _import(self, c: Connection, capture: Capture, data: bytes, hand: Hand, has_line: bool) -> bool:
        """Keeps a capture of another record; one that comes without a custody line gets one."""
        new = _keep(c, capture, data)
        if new and not has_line:
            custody.append(c, "imported", capture, hand)
        return new

    def put_proposals(self, proposals: Sequence[Proposal]) -> None:
        """Keeps what a model proposed; one that stands already is left as it is."""
        p = t.proposal.c.id
        with self._database.write() as c:
            known = set(c.execute(select(p).where(p.in_([x.id for x in proposals]))).scalars())
            for one in proposals:
                if one.id not in known:
                    c.execute(insert(t.proposal), codec.proposal_row(one))
                    known.add(one.id)

    def put_watched(self, some: Sequence[Watched]) -> None:
        """Has these addresses polled; of those that are already, how often and how is set anew."""
        with self._database.write() as c:
            for one in some:
                watching.put(c, one)

    def drop_watched(self, url: str) -> bool:
        """Has an address polled no more; whether it was."""
        with self._database.write() as c:
            return watching.drop(c, url)

    def drop_proposal(self, id_: str) -> bool:
        """Forgets a proposal; whether there was one."""
        with self._database.write() as c:
            return bool(c.execute(delete(t.proposal).where(t.proposal.c.id == id_)).rowcount)

    def put_problems(self, problems: Sequence[Problem]) -> None:
        """Writes what collecting met; what it met at the same path before is forgotten."""
        with self._database.write() as c:
            for step, unit_id in {(p.step, p.unit) for p in problems}:
                c.execute(owned.unit_rows(t.problem, step, unit_id))
            for n, p in enumerate(withdrawn.unnamed_problems(c, problems)):
                c.execute(insert(t.problem), codec.problem_row(p, n))

    def forget_problems(self, step: str, unit_ids: Sequence[str]) -> None:
        """Drops what was met at paths that are well by now."""
        with self._database.write() as c:
            for unit_id in unit_ids:
                c.execute(owned.unit_rows(t.problem, step, unit_id))

    def forget_damages(self, paths: Sequence[str]) -> None:
        """Drops what was met inside archives at these paths, or in these folders: they are about to be read again."""
        x = t.problem.c
        with self._database.write() as c:
            for path in paths:
                inside = x.unit_id.startswith(path, autoescape=True) & x.unit_id.contains("#offset=", autoescape=True)
                c.execute(delete(t.problem).where(x.step == "collect", inside))

    def replace(self, step: str, done: Sequence[Done]) -> None:
        """Puts these units' rows in the place of their old ones, with their ledger lines, in one transaction."""
        with self._database.write() as c:
            for one in done:
                self._replace_one(c, step, one)

    def drop_units(self, step: str, unit_ids: Sequence[str]) -> None:
        """Removes units that no longer exist, with everything they made."""
        if unit_ids:
            with self._database.write() as c:
                for unit_id in unit_ids:
                    owned.clear(c, step, [unit_id])

    def drop_derived(self) -> None:
        """Empties every derived table. Originals and judgements stay, and so do the problems that collecting met."""
        with self._database.write() as c:
            for table in reversed(t.DERIVED_TABLES):
                kept = t.problem.c.step != "collect" if table is t.problem else None
                c.execute(delete(table) if kept is None else delete(table).where(kept))

    def _replace_one(self, c: Connection, step: str, done: Done) -> None:
        unit, result = done.unit, done.result
        if step == "extract":
            owned.clear_lost(c, unit.id, {a.id for a in result.rows if isinstance(a, Article)})
        owned.clear(c, step, [unit.id])
        if isinstance(result.rows, InOrder):
            _put_in_order(c, step, result.rows)
            self._note(c, step, done)
            return
        rows = codec.encode(result.rows, unit.id)
        rows[t.left_out] = [
            {"capture_id": unit.id, "n": n, "start": x.span.start, "stop": x.span.end, "why": x.why}
            for n, x in enumerate(result.left_out)
        ]
        rows[t.page_account] = [codec.page_account_row(x, n) for n, x in enumerate(result.accounts)]
        rows[t.rims] = [row for x in result.rims for row in codec.rims_rows(x)]
        rows[t.said] = _said(c, unit.id, result.rows)
        for table in owned.ORDER:
            if rows.get(table):
                c.execute(insert(table), rows[table])
        if step in _REMEMBERS and not done.failed:
            for table in t.REMEMBERED:
                c.execute(delete(table).where(table.c.step == step))
                if rows.get(table):
                    c.execute(insert(table), [{**row, "step": step} for row in rows[table]])
        self._note(c, step, done)

    def _note(self, c: Connection, step: str, done: Done) -> None:
        """What went wrong, and the line in the ledger."""
        unit, result = done.unit, done.result
        problems = [codec.problem_row(p, n) for n, p in enumerate(result.problems)]
        if problems:
            c.execute(insert(t.problem), [{**p, "step": step, "unit_id": unit.id} for p in problems])
        c.execute(insert(t.ledger), _line(step, done))


def _put_in_order(c: Connection, step: str, rows: InOrder[Row]) -> None:
    """The rows of a step over the whole record, some at a time: a large record's never stand side by side. Of two with one id
    the first is kept."""
    for table in t.REMEMBERED if step in _REMEMBERS else ():
        c.execute(delete(table).where(table.c.step == step))
    for left in rows.by_place():
        last = ""
        while some := list(islice(left, AT_ONCE)):
            before = [last, *(codec.id_of(row) for _, row in some)]
            last = before[-1]
            each = [x for x, id_, former in zip(some, before[1:], before, strict=False) if id_ != former]
            encoded = codec.encode_each(each, "record")
            for table in (*owned.ORDER, *t.REMEMBERED):
                if encoded.get(table):
                    more = {"step": step} if table in t.REMEMBERED else {}
                    c.execute(insert(table), [{**row, **more} for row in encoded[table]])


def _said(c: Connection, article_id: str, rows: Iterable[object]) -> list[dict[str, Any]]:
    """The words of what each attribution says, for search."""
    found = [row for row in rows if isinstance(row, Attribution)]
    text = c.execute(select(t.article.c.text).where(t.article.c.id == article_id)).scalar() if found else None
    return [
        {"attribution_id": a.id, "article_id": a.article_id, "words": " … ".join(words_at(text, a.content))}
        for a in found
        if text is not None
    ]


def _keep_searches(c: Connection, searches: Sequence[SavedSearch]) -> None:
    """Keeps searches of another record that are not here yet, and none that names whom the owner withdrew."""
    known = set(c.execute(select(t.saved_search.c.id)).scalars())
    names = [one for _, one in withdrawn.watched(c)]
    for one in searches:
        if one.id not in known and not any(x.stands_in(f"{one.name}\n{one.query or ''}") for x in names):
            c.execute(insert(t.saved_search), asdict(one))


def _keep(c: Connection, capture: Capture, data: bytes, cuts: Sequence[tuple[str, Cut]] = ()) -> bool:
    """Keeps a capture, with what says that words were cut out of it; whether it was new. One that was withdrawn stays so."""
    known = c.execute(select(t.capture.c.id).where(t.capture.c.id == capture.id)).first()
    if known is not None or withdrawn.of_id(c, capture.id) is not None:
        return False
    c.execute(insert(t.capture), codec.capture_row(capture))
    originals.keep(c, capture.id, data)
    for withdrawal_id, cut in (x for x in cuts if x[1].capture_id == capture.id):
        withdrawn.put_cut(c, withdrawal_id, cut)
    return True


def _refuse_withdrawn(c: Connection, withdrawals: Sequence[Withdrawal]) -> None:
    """An import does not take away what stands here: its owner does."""
    for one in withdrawals:
        if c.execute(select(t.withdrawal.c.id).where(t.withdrawal.c.id == one.id)).first() is not None:
            continue
        ids = [*(x.id for x in one.gone), *(x.capture_id for x in one.cuts)]
        standing = c.execute(select(t.capture.c.id).where(t.capture.c.id.in_(ids))).scalars().first()
        if standing is not None:
            raise UsageError(
                f"the other record withdrew words of {standing}, which stands here; withdraw them here first: "
                f"firsthand withdraw {standing} --reason {one.reason!r}"
            )


def _put_withdrawals(c: Connection, withdrawals: Sequence[Withdrawal]) -> None:
    for one in withdrawals:
        if c.execute(select(t.withdrawal.c.id).where(t.withdrawal.c.id == one.id)).first() is None:
            withdrawn.put(c, one)


def _remember(c: Connection, remembered: Sequence[tuple[str, Lineage | Retired]]) -> None:
    for step, row in remembered:
        rows = codec.encode((row,), "")
        for table in t.REMEMBERED:
            if rows.get(table):
                c.execute(insert(table), [{**line, "step": step} for line in rows[table]])


def _line(step: str, done: Done) -> dict[str, Any]:
    return {
        "step": step,
        "unit_id": done.unit.id,
        "digest": done.unit.digest,
        "out_digest": digest(done.result.rows),
        "state": "failed" if done.failed else "done",
        "ran_at": done.ran_at,
        "ms": done.ms,
    }
