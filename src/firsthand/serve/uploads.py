"""Files that a browser sent: a form of several parts (RFC 7578), read with its limits and without a file being unpacked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from starlette.requests import Request

from firsthand.model.problems import UsageError

LARGEST = 48 << 20  # bytes of one form with all its files: it is held in memory, twice for a moment
MOST = 500  # files of one form
# a browser shows no answer that comes before it has sent all: what is too large is read on and thrown away, up to this
DRAINED = 4 << 30
NAME = 120  # characters of a file's name that are kept
CURE = "send them in smaller lots, or use the command line, which has no limit: firsthand add FOLDER"
_BOUNDARY = re.compile(rb'boundary="?(?P<boundary>[^";\r\n]{1,200})"?', re.IGNORECASE)
# content-disposition: form-data; name="pages"; filename="Mill fire.html"
_NAME = re.compile(rb'(?<!file)name="(?P<name>[^"\r\n]{0,200})"', re.IGNORECASE)
_FILE = re.compile(rb'filename="(?P<name>[^"\r\n]{0,2000})"', re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


class TooLarge(UsageError):
    """A form with more than is taken at once."""


@dataclass(frozen=True, slots=True)
class Part:
    name: str  # of the form's field
    file: str | None  # the name of a file, without folders; None of what was typed
    data: bytes


@dataclass(frozen=True, slots=True)
class Upload:
    """A form as it was sent."""

    fields: dict[str, str]
    files: tuple[tuple[str, bytes], ...]  # name and bytes


async def sent(request: Request) -> Upload:
    """What a form of several parts holds; `TooLarge` if it is more than LARGEST bytes or MOST files."""
    told = int(request.headers.get("content-length", "0") or 0)
    held, size = bytearray(), 0
    async for piece in request.stream():
        size += len(piece)
        if size > DRAINED:
            break
        if max(size, told) <= LARGEST:
            held += piece
    if max(size, told) > LARGEST:
        raise TooLarge(f"{max(size, told):,} bytes are more than the {LARGEST:,} that are taken at once: {CURE}")
    found = list(parts(request.headers.get("content-type", ""), bytes(held)))
    files = tuple((p.file, p.data) for p in found if p.file)
    if len(files) > MOST:
        raise TooLarge(f"{len(files):,} files are more than the {MOST} that are taken at once: {CURE}")
    return Upload({p.name: p.data.decode("utf-8", "replace") for p in found if p.file is None}, files)


def parts(content_type: str, body: bytes) -> Iterator[Part]:
    """The parts of a form, their bytes as they are. What is no such form has none.

    A file field that was left empty is a file of no name: it is left out.
    """
    marker = _BOUNDARY.search(content_type.encode("latin-1", "replace"))
    if not content_type.lower().startswith("multipart/form-data") or marker is None:
        return
    for piece in (b"\r\n" + body).split(b"\r\n--" + marker["boundary"])[1:]:
        head, ends, data = piece.partition(b"\r\n\r\n")
        name, file = _NAME.search(head), _FILE.search(head)
        if piece.startswith(b"--") or not ends or name is None or (file and not file["name"]):
            continue
        yield Part(_words(name["name"]), _plain(_words(file["name"])) if file else None, data)


def _words(raw: bytes) -> str:
    return raw.decode("utf-8", "replace").replace("%22", '"')


def _plain(name: str) -> str:
    """A file's own name: no folders, no control characters, never empty."""
    last = re.split(r"[/\\]", name)[-1]
    return _CONTROL.sub("", last).strip()[-NAME:].strip() or "unnamed"
