"""The layouts that people wrote for a record: TOML files in a folder beside it."""

from __future__ import annotations

import os
from pathlib import Path
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine

from firsthand.extract.declared import declared
from firsthand.model.problems import UsageError

FOLDER = "FIRSTHAND_LAYOUTS"  # names another folder; of a record in PostgreSQL the only one
_FOLDERS: WeakKeyDictionary[Engine, Path | None] = WeakKeyDictionary()


def attach(engine: Engine, folder: Path | None) -> None:
    """Says where the layouts of this database lie."""
    _FOLDERS[engine] = folder


def folder_of(where: str) -> Path | None:
    """The folder of a record's own layouts: `my.record.layouts`, or what FIRSTHAND_LAYOUTS names."""
    if named := os.environ.get(FOLDER):
        return Path(named)
    return None if "://" in where else Path(f"{where}.layouts")


def texts(c: Connection) -> tuple[str, ...]:
    """The text of every layout of this record, by file name; UsageError where one cannot be read."""
    return tuple(read(folder)) if (folder := _FOLDERS.get(c.engine)) is not None else ()


def read(folder: Path) -> list[str]:
    """The texts of a folder's layouts, each checked."""
    found = list[str]()
    for path in sorted(folder.glob("*.toml")) if folder.is_dir() else ():
        try:
            text = path.read_text(encoding="utf-8")
            declared(text)
        except (OSError, UnicodeDecodeError, UsageError) as error:
            raise UsageError(f"{path}: {error}. Mend it, or take it out of the folder") from error
        found.append(text)
    return found
