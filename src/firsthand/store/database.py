"""The record's database: one SQLite file, or a PostgreSQL address. Opened, made on first use, and its failures told plainly."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, insert, make_url, select, update
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, InterfaceError

from firsthand.model.problems import NotInRecord, StoreError, UsageError
from firsthand.store import custody, own_layouts, withdrawn
from firsthand.store import tables as t
from firsthand.store.postings_file import attach, folder_of

FIRST_CUSTODY = 5  # the schema from which on custody lines are kept
FIRST_ANSWER = 6  # and from which on they tell how a server answered
BUSY_MS = 5000  # how long a writer waits for another before it says that the record is locked

# What a database says, and what we say: the cure belongs to the message.
_CURES = (
    ("database is locked", "is locked by another program; wait for it to end, or close it, and try again"),
    (
        "readonly",
        "cannot be written: it or its folder is read-only; allow writing, or name another with --record",
    ),
    ("disk is full", "cannot grow: the disk is full; free some space and run again: what was acknowledged is kept"),
    (
        "disk i/o error",
        "cannot be read or written: the disk is full or failing; free some space, check the disk, run again",
    ),
    ("not a database", "is not a Firsthand record; name another file with --record"),
    (
        "malformed",
        "is damaged (cut short, or written over); put back your copy of the file, or add the pages to a new record",
    ),
    ("unable to open", "cannot be opened: its folder is missing or read-only; make it, or name another with --record"),
    ("no such table", "is not a Firsthand record, or is cut short; name another file with --record"),
    ("connection", "cannot be reached: is the PostgreSQL server running, and are name and password right?"),
)


class Refused(StoreError):
    """The database takes these rows from nobody: they, and not the surroundings, are wrong."""


class Database:
    """A record's connections. `read` and `write` are the only ways in; both turn a database's failure into a StoreError."""

    def __init__(self, where: str, *, must_exist: bool = False, read_only: bool = False) -> None:
        self.where = where
        self.read_only = read_only
        self.engine = _engine(where, must_exist=must_exist, read_only=read_only)
        attach(self.engine, folder_of(where), writes=not read_only)
        own_layouts.attach(self.engine, own_layouts.folder_of(where))
        with self._told():
            _settle_schema(self.engine, read_only=read_only, where=where)

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One state of the record, however much is asked and whatever is written meanwhile."""
        with self._told(), self.engine.connect() as connection:
            if self.is_sqlite:
                connection.exec_driver_sql("BEGIN")
            else:
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            try:
                yield connection
            except NotInRecord as error:
                raise withdrawn.instead_of(connection, error) from error

    @contextmanager
    def outside(self) -> Iterator[Connection]:
        """A connection outside of any transaction, for what no transaction may hold: making the whole file anew."""
        with self._told(), self.engine.connect() as connection:
            yield connection if self.is_sqlite else connection.execution_options(isolation_level="AUTOCOMMIT")

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction: all of it is kept, or none."""
        if self.read_only:
            raise StoreError(f"{self.where}: opened for reading only")
        with self._told(), self.engine.begin() as connection:
            if self.is_sqlite:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection

    def close(self) -> None:
        self.engine.dispose()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (IntegrityError, DataError, InterfaceError, OverflowError) as error:
            raise Refused(f"{self.where}: the database refuses these rows: {error}"[:300]) from error
        except DBAPIError as error:
            raise StoreError(_plainly(self.where, str(error.orig))) from error


def _plainly(where: str, said: str) -> str:
    told = next((cure for words, cure in _CURES if words in said.lower()), None)
    place = make_url(where).render_as_string(hide_password=True) if "://" in where else where
    return f"{place} {told}" if told else f"{place}: the database says: {said.strip()}"


def _engine(where: str, *, must_exist: bool, read_only: bool) -> Engine:
    if "://" in where:
        url = make_url(where)
        if url.get_backend_name() == "postgresql":
            try:
                return create_engine(url.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
            except ModuleNotFoundError as error:
                raise StoreError("PostgreSQL needs the extra [team]: pip install 'firsthand[team]'") from error
        raise UsageError(f"{where}: a record is a file, or postgresql://NAME@HOST/DATABASE")
    path = Path(where)
    if path.is_dir():
        raise StoreError(f"{where} is a folder; name a file, such as {path / 'firsthand.record'}")
    if not path.exists() and (must_exist or read_only):
        raise StoreError(f"{where} does not exist; make it with: firsthand --record {where} add PAGE")
    if not path.exists() and not path.absolute().parent.is_dir():
        raise StoreError(f"{path.absolute().parent} does not exist; make the folder first")
    engine = create_engine(URL.create("sqlite", database=str(path)), connect_args={"timeout": BUSY_MS / 1000})
    event.listen(engine, "connect", _on_read_only if read_only else _on_connect)
    return engine


def _on_connect(connection: sqlite3.Connection, _: Any) -> None:
    _on_read_only(connection, _)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")


def _on_read_only(connection: sqlite3.Connection, _: Any) -> None:
    connection.isolation_level = None  # transactions are begun by `write`, at once as writers
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")


def _settle_schema(engine: Engine, *, read_only: bool, where: str) -> None:
    """Makes the tables in an empty database, makes older derived ones again, refuses what a newer Firsthand wrote."""
    with engine.connect() as connection:
        has_tables = engine.dialect.has_table(connection, "meta")
        known = {str(k): str(v) for k, v in connection.execute(select(t.meta)).all()} if has_tables else {}
        foreign = not has_tables and engine.dialect.name == "sqlite" and engine.dialect.get_table_names(connection)
    if foreign:
        raise StoreError(f"{where} is a database, but not a Firsthand record; name another file with --record")
    if int(known.get("schema", "0")) > t.SCHEMA:
        raise StoreError(f"{where} was written by a newer Firsthand; upgrade: pip install --upgrade firsthand")
    if read_only and int(known.get("schema", t.SCHEMA)) < t.SCHEMA:
        raise StoreError(f"{where} was written by an older Firsthand; open it once for writing: firsthand status")
    if read_only or (known.get("schema") == str(t.SCHEMA) and known.get("derived") == str(t.DERIVED)):
        return
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        if known and known.get("derived") != str(t.DERIVED):
            t.metadata.drop_all(connection, t.DERIVED_TABLES)
        t.metadata.create_all(connection)
        if FIRST_CUSTODY <= int(known.get("schema", "0")) < FIRST_ANSWER:
            connection.exec_driver_sql("ALTER TABLE custody ADD COLUMN answer TEXT")
        for key, value in (("schema", t.SCHEMA), ("derived", t.DERIVED)):
            made = connection.execute(update(t.meta).where(t.meta.c.key == key).values(value=str(value)))
            if not made.rowcount:
                connection.execute(insert(t.meta).values(key=key, value=str(value)))
        if 0 < int(known.get("schema", "0")) < FIRST_CUSTODY:
            custody.begin(connection)
