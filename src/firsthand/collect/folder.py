"""Files and folders into captures: the bytes as they are, and a problem for each file that cannot be one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from firsthand.collect import lists, pages, tars, warc, zips
from firsthand.collect.captured import LARGEST, Fetch, Found, Item, Origin
from firsthand.collect.instants import instant
from firsthand.model.problems import Problem

HEAD = 4096  # bytes that tell what kind a file is
NOT_FETCHED = "Have it fetched: firsthand add --fetch LIST; or save that page and name its file"


@dataclass(frozen=True, slots=True)
class Box:
    """A kind of file that holds or names many captures. `recognise` looks at its first bytes and its name."""

    name: str
    recognise: Callable[[bytes, str], bool]
    read: Callable[[BinaryIO, Origin], Iterator[Item]]


def collect(
    paths: Sequence[str | Path],
    *,
    now: str,
    max_bytes: int = LARGEST,
    columns: Mapping[str, str] | None = None,
    fetch: Fetch | None = None,
) -> Iterator[Item]:
    """Each file given, and each in the folders given, in sorted order; hidden ones are skipped. Archives are looked into.

    A file that cannot be a capture gives a problem with its cure, and the rest goes on. A file whose charset had to be
    guessed gives both. `columns` says what the columns of a CSV work list are called: {"path": "file"}; with `fetch` the
    addresses are fetched that a list names without a file.
    """
    for given in paths:
        for path in _files(Path(given)):
            if isinstance(path, Problem):
                yield path
            else:
                told = dict(columns or {})
                yield from of_file(
                    path, Origin(str(path), "folder", now, max_bytes=max_bytes, columns=told, fetch=fetch)
                )


def _listed(file: BinaryIO, origin: Origin) -> Iterator[Item]:
    """The captures that a list names; a problem for each line without a file."""
    for line in lists.read(file, origin):
        if isinstance(line, Problem):
            yield line
        elif line.path is None and line.url and origin.fetch:
            yield from origin.fetch(line.url, {"in": line.at.path, "date": line.date})
        elif line.path is None:
            address = (line.url or "nothing")[:300]
            yield line.at.problem("not-fetched", f"names no file, only {address}. {NOT_FETCHED}")
        else:
            yield from _named(line, lists.beside(line.path, Path(origin.path).parent))


def _named(line: lists.Line, path: Path) -> Iterator[Item]:
    """The capture of a file that a list names. What the page says of itself stays; the list says what it does not."""
    if lists.recognise(b"", path.name.lower()):
        yield line.at.problem("nested-list", f"names another list, {path}. Add that by itself")
        return
    told = instant(line.date)
    for item in of_file(path, replace(line.at, path=str(path))):
        if isinstance(item, Found):
            capture = item.capture
            at = told if told and capture.fetched_at == line.at.fetched_at else capture.fetched_at
            item = replace(item, capture=replace(capture, url=capture.url or line.url, fetched_at=at))
        yield item


BOXES = (
    Box("warc", warc.recognise, warc.read),
    Box("zip", zips.recognise, zips.read),  # WACZ too
    Box("tar", tars.recognise, tars.read),
    Box("list", lists.recognise, _listed),
)


def _files(path: Path) -> Iterator[Path | Problem]:
    if not path.is_dir():
        yield path
        return
    try:
        names = sorted(child.name for child in path.iterdir())
    except OSError as wrong:
        message = f"the folder cannot be read ({wrong.strerror}). Allow reading it, then add it again"
        yield Problem("collect", str(path), "unreadable-file", message)
        return
    for name in names:
        if not name.startswith(".") and not ((path / name).is_symlink() and (path / name).is_dir()):
            yield from _files(path / name)  # linked folders are skipped: they may lead in circles


def of_file(path: Path, origin: Origin) -> Iterator[Item]:
    """The captures of one file."""
    try:
        if not path.is_file():
            yield _no_file(path, origin)
            return
        with path.open("rb") as file:
            yield from _of_open(file, path.stat().st_size, origin)
    except OSError as wrong:
        yield origin.problem(
            "unreadable-file", f"cannot be read ({wrong.strerror}). Allow reading it, then add it again"
        )


def given(name: str, data: bytes, now: str, via: str = "upload") -> Iterator[Item]:
    """The captures of bytes that came under a name, such as a file that a browser sent.

    Nothing of this machine's disk is read for them: a list of files is refused, since whoever sends it need not be its owner.
    """
    origin = Origin(name, via, now)
    if lists.recognise(data[:HEAD], origin.name):
        told = "names files of a disk, which are not read for a browser. Add it on the command line: firsthand add LIST"
        yield origin.problem("list-sent", told)
        return
    yield from _of_open(BytesIO(data), len(data), origin)


def _of_open(file: BinaryIO, size: int, origin: Origin) -> Iterator[Item]:
    head = file.read(HEAD)
    file.seek(0)
    box = next((b for b in BOXES if b.recognise(head, origin.name)), None)
    if box is not None:
        is_empty = True
        for item in box.read(file, replace(origin, via=box.name)):
            is_empty = False
            yield item
        if is_empty:
            yield origin.problem("empty-file", f"is a {box.name} file that holds nothing to be read. Make it again")
    elif size > origin.max_bytes:
        message = f"has {size:,} bytes, more than {origin.max_bytes:,}. Split it into smaller pages and add those"
        yield origin.problem("too-large", message)
    else:
        yield from pages.take(file.read(), origin)


def _no_file(path: Path, origin: Origin) -> Problem:
    if path.exists() or path.is_symlink():
        return origin.problem("unreadable-file", "is no ordinary file. Give a text or HTML file")
    return Problem(
        "collect", origin.path, "no-such-path", f"there is no {path}. Check the spelling, or give the whole path"
    )
