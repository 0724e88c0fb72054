"""What was measured of Firsthand before it was shipped, for people who have no gold set: a table that ships with it."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Shipped:
    """One figure. It is no more than the floor that the same measure has in gold/floors.toml: a test holds the two together."""

    set: str
    measure: str
    value: float  # 0 to 1
    says: str


def shipped() -> tuple[Shipped, ...]:
    """The figures, in the order of the table."""
    with (files("firsthand.eval") / "shipped.tsv").open(encoding="utf-8") as table:
        rows = csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE)
        return tuple(Shipped(r["set"], r["measure"], float(r["value"]), r["says"]) for r in rows)
