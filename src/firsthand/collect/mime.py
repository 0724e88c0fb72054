"""Messages of several parts, as mail and MHTML are. Frozen: what it gives of given bytes never changes: places point into it.

After RFC 2045 to 2047. Not the standard library's `email`, whose reading differs between versions of Python.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass

DEEPEST = 20
MOST_PARTS = 5_000
HEAD = re.compile(rb"(?:[!-9;-~]+[ \t]*:[^\r\n]*(?:\r?\n|\Z)(?:[ \t][^\r\n]*(?:\r?\n|\Z))*)*")
ENCODED = re.compile(r"=\?(?P<charset>[\w.:-]+)(?:\*[\w-]+)?\?(?P<how>[bBqQ])\?(?P<words>[^?\s]*)\?=")
NO_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a message: its headers (names in lower case) and its bytes, or the parts inside it."""

    headers: tuple[tuple[str, str], ...]
    raw: bytes
    parts: tuple[Part, ...] = ()
    whole: bool = True  # whether its end is there

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers if key == name), "")

    @property
    def media_type(self) -> str:
        return self.header("content-type").split(";")[0].strip().lower() or "text/plain"

    def said(self, name: str, parameter: str) -> str:
        """A parameter of a header: `boundary` of `multipart/related; boundary="x"`."""
        match = re.search(rf"{parameter}\s*=\s*(?:\"([^\"]*)\"|([^\s;]+))", self.header(name), re.IGNORECASE)
        return (match[1] if match[1] is not None else match[2]) if match else ""

    @property
    def data(self) -> bytes:
        """The bytes, unpacked."""
        how = self.header("content-transfer-encoding").strip().lower()
        if how == "quoted-printable":
            return binascii.a2b_qp(self.raw)
        if how == "base64":
            letters = NO_BASE64.sub(b"", self.raw.split(b"=")[0] if b"=" in self.raw else self.raw)
            letters = letters[: len(letters) - (len(letters) % 4 == 1)]
            return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))
        return self.raw

    def at(self, path: str) -> Part | None:
        """The part at a path such as "0" (this one) or "2.1"."""
        part: Part | None = self
        for step in [] if path == "0" else path.split("."):
            n = int(step) if step.isdigit() else 0
            part = part.parts[n - 1] if part and 0 < n <= len(part.parts) else None
        return part

    def walk(self, path: str = "") -> Iterator[tuple[str, Part]]:
        """Every part that holds no others, with its path, in order."""
        if not self.parts:
            yield path or "0", self
        for n, part in enumerate(self.parts, 1):
            yield from part.walk(f"{path}.{n}" if path else str(n))


def parse(data: bytes) -> Part:
    """The message in these bytes. What is cut short or broken is read as far as it goes."""
    return _parse(data, 0, [MOST_PARTS])


def _parse(data: bytes, depth: int, left: list[int]) -> Part:
    left[0] -= 1
    start = 1 if data[:1] == b"\n" else 2 if data[:2] == b"\r\n" else 0
    head = HEAD.match(data) if not start else None
    end = head.end() if head else 0
    headers = tuple(_headers(data[:end])) if end else ()
    body = data[start or end :]
    if not start and end:
        body = re.sub(rb"\A\r?\n", b"", body, count=1)
    part = Part(headers, body)
    boundary = part.said("content-type", "boundary")
    if not part.media_type.startswith("multipart/") or not boundary or depth >= DEEPEST:
        return part
    pieces, whole = _split(body, boundary)
    inner = tuple(_parse(piece, depth + 1, left) for piece in pieces if left[0] > 0)
    return Part(headers, body, inner, whole)


def _split(body: bytes, boundary: str) -> tuple[list[bytes], bool]:
    mark = re.compile(
        rb"(?:\A|\r?\n)--" + re.escape(boundary.encode("latin-1", "replace")) + rb"(?P<end>--)?[ \t]*(?=\r?\n|\Z)"
    )
    pieces: list[bytes] = []
    start: int | None = None
    for match in mark.finditer(body):
        if start is not None:
            pieces.append(re.sub(rb"\A\r?\n", b"", body[start : match.start()], count=1))
        if match["end"]:
            return pieces, True
        start = match.end()
        if len(pieces) >= MOST_PARTS:
            break
    if start is not None:
        pieces.append(re.sub(rb"\A\r?\n", b"", body[start:], count=1))
    return pieces, False


def _headers(head: bytes) -> Iterator[tuple[str, str]]:
    text = re.sub(r"\r?\n[ \t]+", " ", _text(head))
    for line in text.splitlines():
        name, colon, value = line.partition(":")
        if colon:
            yield name.strip().lower(), words(value.strip())


def words(value: str) -> str:
    """A header's value with its encoded words as they are meant: '=?utf-8?q?caf=C3=A9?=' gives 'café'."""
    value = re.sub(r"(\?=)\s+(=\?)", r"\1\2", value)
    return ENCODED.sub(_word, value)


def _word(match: re.Match[str]) -> str:
    raw = match["words"].encode("ascii", "replace")
    if match["how"] in "bB":
        letters = NO_BASE64.sub(b"", raw)
        letters = letters[: len(letters) - (len(letters) % 4 == 1)]
        data = binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))
    else:
        data = binascii.a2b_qp(raw, header=True)
    try:
        return data.decode(match["charset"], "replace")
    except LookupError:
        return data.decode("latin-1")


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")
