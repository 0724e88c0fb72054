"""WARC 1.1 records of originals, each a gzip member of its own, so that an index can point at it."""

from __future__ import annotations

import gzip
import hashlib
import re
from base64 import b32encode
from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

from firsthand.model.articles import Capture


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a record stands in a WARC file."""

    capture: Capture
    address: str
    offset: int
    length: int
    digest: str  # sha256 of the bytes in it

    @property
    def stamp(self) -> str:
        """YYYYMMDDhhmmss."""
        return re.sub(r"\D", "", self.capture.fetched_at)[:14]

    @property
    def key(self) -> str:
        """SURT: the host from its end, then the path: `org,example)/news/1`."""
        at = urlsplit(self.address)
        if not at.hostname:
            return self.address.lower()
        host = ",".join(reversed(at.hostname.removeprefix("www.").split(".")))
        return f"{host}){at.path or '/'}{'?' + at.query if at.query else ''}".lower()


def address(capture: Capture) -> str:
    """The address of the page; of a file that came without one, a name made of its bytes."""
    return capture.url or f"urn:sha256:{capture.id}"


def info(filename: str, created: str, software: str) -> bytes:
    """The record at the head of a file, which says what made it."""
    said = f"software: {software}\r\nformat: WARC File Format 1.1\r\n"
    head = {"WARC-Type": "warcinfo", "WARC-Date": created, "WARC-Filename": filename}
    return _record(head, f"info:{filename}:{created}", "application/warc-fields", said.encode())


def resource(capture: Capture, data: bytes) -> bytes:
    """An original as a `resource` record: the bytes alone, since how they were sent over the wire is not known."""
    head = {"WARC-Type": "resource", "WARC-Date": capture.fetched_at, "WARC-Target-URI": address(capture)}
    return _record(head, f"capture:{capture.id}", capture.media_type, data)


def _record(head: dict[str, str], name: str, media_type: str, data: bytes) -> bytes:
    digest = b32encode(hashlib.sha256(data).digest()).decode()
    lines = {
        **head,
        "WARC-Record-ID": f"<urn:uuid:{uuid5(NAMESPACE_URL, 'firsthand:' + name)}>",
        "WARC-Block-Digest": f"sha256:{digest}",
        "WARC-Payload-Digest": f"sha256:{digest}",
        "Content-Type": media_type,
        "Content-Length": str(len(data)),
    }
    text = "WARC/1.1\r\n" + "".join(f"{k}: {v}\r\n" for k, v in lines.items()) + "\r\n"
    return gzip.compress(text.encode() + data + b"\r\n\r\n", mtime=0)
