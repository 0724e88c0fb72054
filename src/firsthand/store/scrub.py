"""The end of a withdrawal: no page of the database and no file beside it holds any more what its rows no longer say."""

from __future__ import annotations

import shutil

from sqlalchemy import delete, text

from firsthand.model.problems import StoreError
from firsthand.store import postings_file
from firsthand.store import tables as t
from firsthand.store.database import Database
from firsthand.store.withdrawn import UNFINISHED

_INDEXES = "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE % USING fts5(%' ORDER BY name"


def scrub(database: Database) -> None:
    """Makes the search index, the file and its log anew, and empties the cache. Can be done any number of times.

    SQLite: `VACUUM` writes every live row into new pages and cuts the file; the truncated log held older pages. PostgreSQL:
    `VACUUM FULL` writes each table anew; its write-ahead log, replicas and backups are their keeper's.
    """
    folder = postings_file.folder_of(database.where)
    postings_file.attach(database.engine, folder, writes=not database.read_only)  # forgets what is held in memory
    if folder.is_dir():
        shutil.rmtree(folder)
    if database.is_sqlite:
        _sqlite(database)
    else:
        _postgresql(database)
    with database.write() as c:
        c.execute(delete(t.meta).where(t.meta.c.key == UNFINISHED))


def _sqlite(database: Database) -> None:
    with database.write() as c:
        for index in c.execute(text(_INDEXES)).scalars().all():
            c.execute(text(f"INSERT INTO {index}({index}) VALUES ('rebuild')"))
    with database.outside() as c:
        c.exec_driver_sql("PRAGMA secure_delete = ON")
        c.exec_driver_sql("VACUUM")
        busy, *_ = c.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()
    if busy:
        raise StoreError(
            f"{database.where} is read by another program, so its log cannot be emptied; close that, then: firsthand run"
        )


def _postgresql(database: Database) -> None:
    with database.outside() as c:
        for table in t.metadata.sorted_tables:
            c.execute(text(f'VACUUM FULL "{table.name}"'))
