"""A language pack: named tables read once from TSV files, with one digest over them all."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType

from firsthand.model.ids import digest
from firsthand.model.problems import UsageError

Row = tuple[str, ...]
SETTING = "FIRSTHAND_TABLES"  # a folder of the user's own rows: en/outlets.tsv, en/aliases.tsv ...


@dataclass(frozen=True, slots=True)
class Pack:
    """Everything known of one language. `table("cues")` gives the rows of `cues.tsv`, comments and blank lines dropped."""

    code: str  # BCP 47
    tables: MappingProxyType[str, tuple[Row, ...]]
    digest: str

    def table(self, name: str) -> tuple[Row, ...]:
        return self.tables[name]

    def column(self, name: str, index: int = 0) -> tuple[str, ...]:
        """One column of a table; rows too short for it are left out."""
        return tuple(row[index] for row in self.tables[name] if len(row) > index)

    def dictionary(self, name: str) -> dict[str, str]:
        """First column to second, of a table with two."""
        return {row[0]: row[1] for row in self.tables[name] if len(row) > 1}


@cache
def codes() -> tuple[str, ...]:
    """The languages there are packs for, in order."""
    folders = (f for f in resources.files("firsthand.lang").iterdir() if f.is_dir() and (f / "cues.tsv").is_file())
    return tuple(sorted(f.name for f in folders))


@cache
def packs_digest() -> str:
    """A digest of all packs: an article's language is known only once it is read."""
    return digest(tuple(get(code).digest for code in codes()))


@cache
def get(code: str = "en") -> Pack:
    """The pack of a language. Tables lie in `lang/CODE/*.tsv`; lines that begin with `#` say where they come from.

    Rows of a user's own lie in the folder that FIRSTHAND_TABLES names, as CODE/outlets.tsv and so on: they come after ours,
    and the digest is of both.
    """
    folder = resources.files("firsthand.lang") / code
    if not folder.is_dir():
        raise UsageError(f"no language pack for {code!r}")
    tables = {name: _rows(file.read_text(encoding="utf-8")) for name, file in _files(folder)}
    for name, file in _files(_own(code)):
        tables[name] = (*tables.get(name, ()), *_rows(file.read_text(encoding="utf-8")))
    return Pack(code, MappingProxyType(tables), digest(code, tuple(sorted(tables.items()))))


def _own(code: str) -> Path | None:
    """The folder of the user's own rows for a language, if one is set and there."""
    setting = os.environ.get(SETTING)
    if not setting:
        return None
    if not Path(setting).is_dir():
        raise UsageError(f"{SETTING} names {setting}, which is no folder")
    folder = Path(setting) / code
    return folder if folder.is_dir() else None


def _files(folder: Traversable | None) -> list[tuple[str, Traversable]]:
    """The tables of a folder by name, in order."""
    files = folder.iterdir() if folder is not None else ()
    return sorted(
        ((f.name.removesuffix(".tsv"), f) for f in files if f.name.endswith(".tsv")), key=lambda pair: pair[0]
    )


def _rows(text: str) -> tuple[Row, ...]:
    lines = (line for line in text.splitlines() if line.strip() and not line.startswith("#"))
    return tuple(tuple(line.split("\t")) for line in lines)
