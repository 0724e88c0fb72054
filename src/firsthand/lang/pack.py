"""A language pack: named tables read once from TSV files, with one digest over them all."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType

from firsthand.model.ids import digest
from firsthand.model.problems import UsageError

Row = tuple[str, ...]


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
def get(code: str = "en") -> Pack:
    """The pack of a language. Tables lie in `lang/CODE/*.tsv`; lines that begin with `#` say where they come from."""
    folder = resources.files("firsthand.lang") / code
    if not folder.is_dir():
        raise UsageError(f"no language pack for {code!r}")
    tables: dict[str, tuple[Row, ...]] = {}
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".tsv"):
            lines = file.read_text(encoding="utf-8").splitlines()
            rows = (tuple(line.split("\t")) for line in lines if line.strip() and not line.startswith("#"))
            tables[file.name.removesuffix(".tsv")] = tuple(rows)
    return Pack(code, MappingProxyType(tables), digest(code, tuple(tables.items())))
