"""Zip files of pages, read member by member and never unpacked to disk; and WACZ, web archives in a zip."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from firsthand.collect import pages, warc, zip_salvage
from firsthand.collect.bounds import FREE, HIDDEN, MOST_BYTES, MOST_MEMBERS, NESTED, RATIO
from firsthand.collect.captured import Again, Found, Item, Origin
from firsthand.model.problems import Problem

ARCHIVED = re.compile(r"archive/[^/]+\.warc(?:\.gz|\.zst)?", re.IGNORECASE)
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    RuntimeError,  # encrypted
    NotImplementedError,  # zipfile's word for a way of packing, or a version, that it does not know
    ValueError,
    OverflowError,
)


def recognise(head: bytes, name: str) -> bool:
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06")) or name.endswith((".zip", ".wacz"))


def read(file: BinaryIO, origin: Origin) -> Iterator[Item]:
    """A capture for each page in it, in the order of names; of a WACZ its web archives."""
    try:
        box = zipfile.ZipFile(file)
        members = sorted((m for m in box.infolist() if not m.is_dir()), key=lambda m: m.filename)
    except BROKEN as error:
        cure = "what is whole in it is read. Get the file again"
        yield origin.problem("damaged-archive", f"is a zip file without a directory that can be read ({error}); {cure}")
        yield from zip_salvage.read(file, origin)
        return
    if len(members) > MOST_MEMBERS:
        yield origin.problem(
            "too-large", f"has {len(members):,} members, more than {MOST_MEMBERS:,}. Split it and add the parts"
        )
        return
    with box:
        if origin.name.endswith(".wacz") or any(m.filename == "datapackage.json" for m in members):
            yield from _wacz(box, members, origin)
        else:
            yield from _pages(box, members, origin)


def _pages(box: zipfile.ZipFile, members: list[zipfile.ZipInfo], origin: Origin) -> Iterator[Item]:
    left = MOST_BYTES
    for member in members:
        if HIDDEN.search(member.filename):
            continue
        at = origin.inside(member.filename, "zip")
        data = _unpacked(box, member, at, left)
        if isinstance(data, Problem):
            yield data
            continue
        left -= len(data)
        yield from pages.take(data, at)


def _unpacked(box: zipfile.ZipFile, member: zipfile.ZipInfo, at: Origin, left: int) -> bytes | Problem:
    """A member's bytes, read with a bound that holds whatever its header says."""
    if member.filename.lower().endswith(NESTED):
        return at.problem("nested-archive", "is an archive inside an archive. Unpack the outer one, then add this one")
    if member.flag_bits & 1:
        return at.problem("encrypted", "is locked by a password. Unpack it with the password, then add what was in it")
    most = min(at.max_bytes, left, max(FREE, member.compress_size * RATIO))
    try:
        with box.open(member) as file:
            data = file.read(most + 1)
    except BROKEN as error:
        return at.problem("damaged-archive", f"cannot be unpacked: {error}. Get the file again")
    if len(data) > most:
        message = f"has more than {most:,} bytes when unpacked, out of {member.compress_size:,}. Unpack it yourself and add it"
        return at.problem("too-large", message)
    return data


def _wacz(box: zipfile.ZipFile, members: list[zipfile.ZipInfo], origin: Origin) -> Iterator[Item]:
    """Its WARC files; what its datapackage says of their digests, and what its list of pages says and they do not have."""
    told = _digests(box, origin)
    met: set[str] = set()
    archived = [m for m in members if ARCHIVED.fullmatch(m.filename)]
    if not archived:
        yield origin.problem("no-record", "is a WACZ without a WARC file in archive/. Get the file again")
    for member in archived:
        at = origin.inside(member.filename, "wacz")
        if member.flag_bits & 1:
            yield at.problem(
                "encrypted", "is locked by a password. Unpack it with the password, then add what was in it"
            )
            continue
        try:
            with box.open(member) as file:
                for item in warc.read(cast(BinaryIO, file), at):
                    met.add(
                        (item.capture.url or "")
                        if isinstance(item, Found)
                        else (item.url or "")
                        if isinstance(item, Again)
                        else ""
                    )
                    yield item
            if (told_one := told.get(member.filename)) and _digest(box, member) != told_one:
                yield at.problem("digest-differs", "has other bytes than datapackage.json says. Get the file again")
        except BROKEN as error:
            yield at.problem("damaged-archive", f"cannot be read to its end: {error}. Get the file again")
    lost = [url for url in _pages_listed(box) if url not in met]
    if lost:
        some = ", ".join(x[:200] for x in lost[:5]) + (" ..." if len(lost) > 5 else "")
        yield origin.problem(
            "page-without-record", f"lists {len(lost)} pages that it has no readable record of: {some}"
        )


def _digests(box: zipfile.ZipFile, origin: Origin) -> dict[str, str]:
    """The sha256 of each resource by datapackage.json; empty where that says none."""
    package = _json(_small(box, "datapackage.json"))
    resources = package.get("resources") if isinstance(package, dict) else None
    found: dict[str, str] = {}
    for one in resources if isinstance(resources, list) else ():
        if isinstance(one, dict) and isinstance(one.get("path"), str) and isinstance(one.get("hash"), str):
            found[one["path"].removeprefix("./")] = one["hash"].removeprefix("sha256:").lower()
    return found


def _digest(box: zipfile.ZipFile, member: zipfile.ZipInfo) -> str:
    digest = hashlib.sha256()
    with box.open(member) as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()


def _pages_listed(box: zipfile.ZipFile) -> list[str]:
    lines = [_json(line) for line in _small(box, "pages/pages.jsonl").splitlines()]
    return [x["url"] for x in lines if isinstance(x, dict) and isinstance(x.get("url"), str)]


def _json(data: bytes) -> Any:
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None


def _small(box: zipfile.ZipFile, name: str) -> bytes:
    try:
        with box.open(name) as file:
            return file.read(16 << 20)
    except (KeyError, *BROKEN):
        return b""
