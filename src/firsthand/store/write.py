"""Everything that is ever written. A unit's rows are replaced in one transaction, with its line in the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select

from firsthand.model.articles import Article, Capture
from firsthand.model.ids import digest
from firsthand.model.judgements import Judgement
from firsthand.model.problems import Problem, UsageError
from firsthand.model.proposals import Proposal
from firsthand.model.units import Result, Unit
from firsthand.store import codec, originals
from firsthand.store import tables as t
from firsthand.store.database import Database

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


_READ = (t.mention, t.attribution, t.time, t.place, t.quantity, t.telling, t.event_mention)
_EVENT = (t.event_, t.account, t.event_member, t.event_article, t.account_value)
# The rows that a step owns, and the column that names their unit. A step for the whole record owns the whole table.
_OWNED: dict[str, tuple[tuple[Table, str | None], ...]] = {
    "extract": ((t.article, "capture_id"), (t.left_out, "capture_id")),
    "shingle": ((t.fingerprint, "article_id"),),
    "link": ((t.reuse_link, "unit_id"),),
    "read": tuple((table, "article_id") for table in _READ),  # roles go with their event mentions
    "family": ((t.family_member, None), (t.family, None)),
    "resolve": ((t.entity_name, None), (t.entity, None)),
    "trace": ((t.chain, "article_id"),),
    "claims": ((t.likely, None), (t.claim_member, None), (t.claim, None), (t.statement, None)),
    "events": tuple((table, None) for table in reversed(_EVENT)),
    "collate": ((t.card, "article_id"), (t.variant, "unit_id")),
    "compare": ((t.value, None), (t.discrepancy, None), (t.point, None), (t.series, None)),
}
# The tables whose rows go with a row of another: SQLite and PostgreSQL do that by themselves.
_ORDER = (
    *(t.article, t.part, t.datum, t.left_out, t.fingerprint, t.reuse_link, t.passage, *_READ),
    *(t.event_role, t.family, t.family_member, t.entity, t.entity_name, t.chain, t.hop, *_EVENT),
    *(t.statement, t.claim, t.claim_member, t.likely),
    *(t.card, t.variant, t.discrepancy, t.value, t.series, t.point),
)
_REMEMBERS = (
    "resolve",
    "events",
    "claims",
)  # steps whose rows have ids that are inherited: each run puts what they stood for anew
_AFTER_EXTRACT = ("shingle", "link", "read", "trace", "collate")


class Writer:
    """The one that writes. Captures and judgements are added and never changed; the rest is replaced unit by unit."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put_captures(self, found: Sequence[tuple[Capture, bytes]]) -> int:
        """Keeps these captures, all or none; how many were new. One that stands already is left as it is."""
        with self._database.write() as c:
            fresh = 0
            for capture, data in found:
                if c.execute(select(t.capture.c.id).where(t.capture.c.id == capture.id)).first() is None:
                    c.execute(insert(t.capture), codec.capture_row(capture))
                    originals.keep(c, capture.id, data)
                    fresh += 1
            return fresh

    def put_judgement(self, judgement: Judgement) -> None:
        with self._database.write() as c:
            if c.execute(select(t.capture.c.id).where(t.capture.c.id == judgement.target.capture_id)).first() is None:
                raise UsageError(
                    f"no capture {judgement.target.capture_id}: a judgement needs words that are in the record"
                )
            if c.execute(select(t.judgement.c.id).where(t.judgement.c.id == judgement.id)).first() is None:
                c.execute(insert(t.judgement), codec.judgement_row(judgement))

    def put_proposals(self, proposals: Sequence[Proposal]) -> None:
        """Keeps what a model proposed; one that stands already is left as it is."""
        p = t.proposal.c.id
        with self._database.write() as c:
            known = set(c.execute(select(p).where(p.in_([x.id for x in proposals]))).scalars())
            for one in proposals:
                if one.id not in known:
                    c.execute(insert(t.proposal), codec.proposal_row(one))
                    known.add(one.id)

    def drop_proposal(self, id_: str) -> bool:
        """Forgets a proposal; whether there was one."""
        with self._database.write() as c:
            return bool(c.execute(delete(t.proposal).where(t.proposal.c.id == id_)).rowcount)

    def put_problems(self, problems: Sequence[Problem]) -> None:
        """Writes what collecting met; what it met at the same path before is forgotten."""
        with self._database.write() as c:
            for step, unit_id in {(p.step, p.unit) for p in problems}:
                c.execute(_unit_rows(t.problem, step, unit_id))
            for n, p in enumerate(problems):
                c.execute(insert(t.problem), codec.problem_row(p, n))

    def forget_problems(self, step: str, unit_ids: Sequence[str]) -> None:
        """Drops what was met at paths that are well by now."""
        with self._database.write() as c:
            for unit_id in unit_ids:
                c.execute(_unit_rows(t.problem, step, unit_id))

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
                    _clear(c, step, unit_id)

    def drop_derived(self) -> None:
        """Empties every derived table. Originals and judgements stay, and so do the problems that collecting met."""
        with self._database.write() as c:
            for table in reversed(t.DERIVED_TABLES):
                kept = t.problem.c.step != "collect" if table is t.problem else None
                c.execute(delete(table) if kept is None else delete(table).where(kept))

    def _replace_one(self, c: Connection, step: str, done: Done) -> None:
        unit, result = done.unit, done.result
        if step == "extract":
            _clear_lost(c, unit.id, {a.id for a in result.rows if isinstance(a, Article)})
        _clear(c, step, unit.id)
        rows = codec.encode(result.rows, unit.id)
        rows[t.left_out] = [
            {"capture_id": unit.id, "n": n, "start": x.span.start, "stop": x.span.end, "why": x.why}
            for n, x in enumerate(result.left_out)
        ]
        for table in _ORDER:
            if rows.get(table):
                c.execute(insert(table), rows[table])
        if step in _REMEMBERS and not done.failed:
            for table in t.REMEMBERED:
                c.execute(delete(table).where(table.c.step == step))
                if rows.get(table):
                    c.execute(insert(table), [{**row, "step": step} for row in rows[table]])
        problems = [codec.problem_row(p, n) for n, p in enumerate(result.problems)]
        if problems:
            c.execute(insert(t.problem), [{**p, "step": step, "unit_id": unit.id} for p in problems])
        c.execute(insert(t.ledger), _line(step, done))


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


def _unit_rows(table: Table, step: str, unit_id: str) -> Any:
    return delete(table).where(table.c.step == step, table.c.unit_id == unit_id)


def _clear(c: Connection, step: str, unit_id: str) -> None:
    for table, column in _OWNED[step]:
        c.execute(delete(table) if column is None else delete(table).where(table.c[column] == unit_id))
    c.execute(_unit_rows(t.problem, step, unit_id))
    c.execute(_unit_rows(t.ledger, step, unit_id))


def _clear_lost(c: Connection, capture_id: str, kept: set[str]) -> None:
    """Clears what was read from articles that the capture no longer has."""
    had = c.execute(select(t.article.c.id).where(t.article.c.capture_id == capture_id)).scalars().all()
    for article_id in set(had) - kept:
        for step in _AFTER_EXTRACT:
            _clear(c, step, article_id)
