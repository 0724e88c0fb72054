"""The gazetteer's file: a header and flat arrays, read by mapping them into memory; nothing is copied on opening.

    4096 bytes   magic, length and digest of the header, the header as JSON, zeros
    sections     little-endian arrays, each at a multiple of 64 bytes

Same rows, same bytes. Written beside its place and moved there when whole.
"""

from __future__ import annotations

import json
import mmap
import os
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from firsthand.model.problems import MissingPart

MAGIC = b"FHGAZ\x00\x00\x02"  # the last byte is the format's version
HEAD = 4096
ALIGN = 64
CHUNK = 1 << 20
CURE = "Make it again: firsthand gazetteer build"

Array = npt.NDArray[Any]
# name of a section: its type. `names` and `ids` are texts end to end; their `_at` arrays say where each begins.
SECTIONS = {
    "name_text": "|u1",
    "name_at": "<u8",
    "id_text": "|u1",
    "id_at": "<u8",
    "lat": "<i4",  # of a degree, hundred thousandths
    "lon": "<i4",
    "population": "<u4",
    "country": "<u2",  # two letters; 0: none
    "kind": "|u1",
    "region": "<u4",  # number of the entry that is its region (state, province); NONE: none known
    "district": "<u4",
    "key": "<u8",  # hashes of normal names, rising
    "key_at": "<u4",  # where each one's entries begin in `entry`
    "entry": "<u4",
    "how": "|u1",
    "id_key": "<u8",  # hashes of ids, rising
    "id_entry": "<u4",
}
NONE = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Header:
    """What a gazetteer's file says of itself."""

    digest: str  # of all sections: 32 hex digits
    entries: int
    names: int
    sources: tuple[tuple[str, str], ...]  # what it was built from, with versions
    sections: Mapping[str, tuple[int, int]]  # where each starts, how many items
    length: int  # bytes of the whole file


def write(path: Path, parts: Mapping[str, Path], sources: tuple[tuple[str, str], ...]) -> Header:
    """Joins the sections' files into one at `path`, at once or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        with beside.open("wb") as out:
            out.write(b"\0" * HEAD)
            header = _sections(out, parts, sources)
            out.seek(0)
            out.write(_head(header))
            out.flush()
            os.fsync(out.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    return header


def read_header(path: Path) -> Header:
    """The header, compared with its digest and with the file's length."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    if len(head) < HEAD or head[:5] != MAGIC[:5]:
        raise MissingPart(f"{path} is no gazetteer, or only the beginning of one. {CURE}")
    if head[:8] != MAGIC:
        raise MissingPart(f"the gazetteer {path} was made by another version of Firsthand. {CURE}")
    size = int.from_bytes(head[8:12], "little")
    raw = head[28 : 28 + size]
    if len(raw) != size or blake2b(raw, digest_size=16).digest() != head[12:28]:
        raise MissingPart(f"the gazetteer {path} is damaged at its head. {CURE}")
    data = json.loads(raw)
    sections = {name: (at, count) for name, at, count in data["sections"]}
    sources = tuple((name, version) for name, version in data["sources"])
    header = Header(data["digest"], data["entries"], data["names"], sources, sections, data["length"])
    if path.stat().st_size != header.length or set(sections) != set(SECTIONS):
        raise MissingPart(f"the gazetteer {path} is not whole. {CURE}")
    return header


def check(path: Path) -> Header:
    """The header, after every byte was compared with its digest."""
    header = read_header(path)
    h = blake2b(digest_size=16)
    with path.open("rb") as file:
        file.seek(HEAD)
        while chunk := file.read(CHUNK):
            h.update(chunk)
    if h.hexdigest() != header.digest:
        raise MissingPart(f"the gazetteer {path} is damaged. {CURE}")
    return header


def open_arrays(path: Path) -> tuple[Header, dict[str, Array]]:
    """The header and each section as an array that lies in the file."""
    header = read_header(path)
    with path.open("rb") as file:
        data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    arrays = {
        name: np.frombuffer(data, dtype=SECTIONS[name], count=count, offset=at)
        for name, (at, count) in header.sections.items()
    }
    return header, arrays


def _sections(out: Any, parts: Mapping[str, Path], sources: tuple[tuple[str, str], ...]) -> Header:
    h, at = blake2b(digest_size=16), HEAD
    placed: dict[str, tuple[int, int]] = {}
    for name, kind in SECTIONS.items():
        size = parts[name].stat().st_size
        placed[name] = (at, size // np.dtype(kind).itemsize)
        with parts[name].open("rb") as source:
            while chunk := source.read(CHUNK):
                out.write(chunk)
                h.update(chunk)
        padding = b"\0" * (-size % ALIGN)
        out.write(padding)
        h.update(padding)
        at += size + len(padding)
    return Header(h.hexdigest(), placed["kind"][1], placed["key"][1], sources, placed, at)


def _head(header: Header) -> bytes:
    data = {
        "digest": header.digest,
        "entries": header.entries,
        "names": header.names,
        "sources": header.sources,
        "sections": [(name, at, count) for name, (at, count) in header.sections.items()],
        "length": header.length,
    }
    raw = json.dumps(data, separators=(",", ":"), sort_keys=True).encode()
    head = MAGIC + len(raw).to_bytes(4, "little") + blake2b(raw, digest_size=16).digest() + raw
    if len(head) > HEAD:
        raise ValueError("the header has outgrown its place")
    return head + b"\0" * (HEAD - len(head))
