"""Which step each derived row belongs to, and how a unit's rows go when it is made anew."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, Delete, Table, delete, select

from firsthand.store import tables as t

AFTER_EXTRACT = ("shingle", "link", "read", "trace", "collate")  # steps whose units are articles

_READ = (t.mention, t.attribution, t.said, t.time, t.place, t.quantity, t.telling, t.event_mention)
_EVENT = (t.event_, t.account, t.event_member, t.event_article, t.account_value)
# The rows that a step owns, and the column that names their unit. A step for the whole record owns the whole table.
_OWNED: dict[str, tuple[tuple[Table, str | None], ...]] = {
    "extract": ((t.article, "capture_id"), (t.left_out, "capture_id")),
    "boilerplate": ((t.boilerplate, "home"),),
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
ORDER = (
    *(t.article, t.part, t.datum, t.page_account, t.left_out, t.rims, t.boilerplate),
    *(t.fingerprint, t.reuse_link, t.passage, *_READ),
    *(t.event_role, t.family, t.family_member, t.entity, t.entity_name, t.chain, t.hop, *_EVENT),
    *(t.statement, t.claim, t.claim_member, t.likely),
    *(t.card, t.variant, t.discrepancy, t.value, t.series, t.point),
)


def unit_rows(table: Table, step: str, unit_id: str) -> Delete:
    """Removes what a table of all steps, such as the ledger, has of one unit."""
    return delete(table).where(table.c.step == step, table.c.unit_id == unit_id)


def clear(c: Connection, step: str, unit_ids: Sequence[str]) -> None:
    """Removes what a step made of these units, so that the next run makes it again."""
    for unit_id in unit_ids:
        for table, column in _OWNED[step]:
            c.execute(delete(table) if column is None else delete(table).where(table.c[column] == unit_id))
        c.execute(unit_rows(t.problem, step, unit_id))
        c.execute(unit_rows(t.ledger, step, unit_id))


def clear_step(c: Connection, step: str) -> None:
    """The same of all its units."""
    for table in (*(table for table, _ in _OWNED[step]), t.problem, t.ledger):
        c.execute(delete(table) if table not in (t.problem, t.ledger) else delete(table).where(table.c.step == step))


def step_of(table: Table) -> str | None:
    """The step that makes a table's rows; of rows that belong to others' the step of those."""
    owners = {table, *(key.column.table for key in table.foreign_keys)}
    return next((step for step, owned in _OWNED.items() if owners & {one for one, _ in owned}), None)


def clear_lost(c: Connection, capture_id: str, kept: set[str]) -> None:
    """Clears what was read from articles that the capture no longer has."""
    had = c.execute(select(t.article.c.id).where(t.article.c.capture_id == capture_id)).scalars().all()
    for article_id in set(had) - kept:
        for step in AFTER_EXTRACT:
            clear(c, step, [article_id])
