"""Withdrawals from first to last: planned, done in one transaction, finished; and finished at the next opening if cut short."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, select

from firsthand.model.articles import Capture
from firsthand.model.problems import Problem, StoreError, UsageError
from firsthand.store import sought, withdraw, withdrawing, withdrawn
from firsthand.store import tables as t
from firsthand.store.database import Database
from firsthand.store.scrub import scrub
from firsthand.store.withdraw import Plan
from firsthand.store.withdrawn import Admitted, Decode


class Withdrawer:
    """The one that takes away what everything else keeps."""

    def __init__(self, database: Database, decode: Decode) -> None:
        self._database, self._decode = database, decode

    def plan(self, ids: Sequence[str], person: str | None, also: Sequence[str]) -> tuple[Plan, ...]:
        """What would go: one plan for each id, or one for a person."""
        _one_of(ids, person)
        with self._database.read() as c:
            if person:
                return (withdraw.plan_person(c, person, also, self._decode),)
            return tuple(withdraw.plan_id(c, id_, self._decode) for id_ in dict.fromkeys(ids))

    def withdraw(
        self, ids: Sequence[str], person: str | None, also: Sequence[str], *, by: str, reason: str, at: str, watch: bool
    ) -> tuple[str, ...]:
        """Does it, all or nothing, and leaves the making anew of pages and files to `finish`; the ids of the withdrawals."""
        if not reason.strip() or not by.strip():
            raise UsageError("a withdrawal takes its reason and who decided: --reason TEXT --by NAME; they are kept")
        _one_of(ids, person)
        made = []
        with self._database.write() as c:
            for target in [person] if person else dict.fromkeys(ids):
                if person:
                    plan = withdraw.plan_person(c, person, also, self._decode)
                    _nameless(plan, by, reason)
                else:
                    plan = withdraw.plan_id(c, str(target), self._decode)
                made.append(withdrawing.apply(c, plan, by=by, reason=reason, made_at=at, watch=watch))
        return tuple(made)

    def finish(self) -> None:
        """Makes pages and files anew if a withdrawal left that to do."""
        with self._database.read() as c:
            due = withdrawn.unfinished(c)
        if due:
            scrub(self._database)

    def finish_if_possible(self) -> None:
        """The same where nobody else is at the record; else it stays to be done, and `verify` says so."""
        try:
            self.finish()
        except StoreError:
            return

    def settle(self) -> None:
        """Takes off the list of ids that are gone those that name something again: an event that other pages tell of, too."""
        with self._database.write() as c:
            for table in t.DERIVED_TABLES:
                if "id" in table.c:
                    c.execute(delete(t.gone).where(t.gone.c.id.in_(select(table.c.id)), t.gone.c.hash.is_(None)))

    def admitted(self, found: Sequence[tuple[Capture, bytes]]) -> tuple[list[Admitted], list[Problem]]:
        """Which of these may be kept, with withdrawn names cut out of them; and a problem for each that may not or was cut."""
        kept: list[Admitted] = []
        problems: list[Problem] = []
        with self._database.read() as c:
            for capture, data in found:
                one = withdrawn.admit(c, capture, data, self._decode)
                if isinstance(one, Problem):
                    problems.append(one)
                    continue
                kept.append(one)
                path, ids = one.capture.path, [id_ for id_, _ in one.cuts]
                by = withdrawn.touched(c, capture.id) or withdrawn.withdrawals(c, t.withdrawal.c.id.in_(ids))
                if by:
                    message = f"{path} is kept without words that were {'; '.join(map(withdrawn.told, by))}"
                    problems.append(Problem("collect", path, "withdrawn-words", message, capture.id))
        return kept, problems


def _one_of(ids: Sequence[str], person: str | None) -> None:
    if bool(ids) == bool(person):
        raise UsageError("withdraw takes ids of captures or articles, or a person's name, and one of the two")


def _nameless(plan: Plan, by: str, reason: str) -> None:
    assert plan.names is not None
    told = sought.Sought.of((*plan.names.whole, *plan.names.parts))
    if told.stands_in(by) or told.stands_in(reason):
        raise UsageError(
            "reason and name of who decides are kept for ever; write them without the name that is withdrawn"
        )
