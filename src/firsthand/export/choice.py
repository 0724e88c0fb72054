"""What of a record is to be written, and how."""

from __future__ import annotations

from dataclasses import dataclass

from firsthand.export.links import BASE


@dataclass(frozen=True, slots=True)
class Choice:
    """All of a record with quotes and metadata, unless told otherwise."""

    articles: frozenset[str] | None = None  # ids; None: all
    base: str = BASE  # of permalinks
    full_text: bool = False  # articles whole; else quotes and metadata
    tables: frozenset[str] | None = None  # names of tables; None: all
    excel: bool = False  # a byte-order mark at the head of a CSV file, by which Excel knows that it is UTF-8
    software: str = "Firsthand"  # what made it, with its version
    originals: bool = True  # in a JSONL export: the bytes too


EVERYTHING = Choice()
