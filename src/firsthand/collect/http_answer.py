"""What a server answered, out of a record's bytes: the status, and the page's bytes without chunks and compression."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from importlib import import_module, util

import zstandard

HEAD_END = re.compile(rb"\r?\n\r?\n")
LONGEST_HEAD = 1 << 17
STATUS = re.compile(r"HTTP/\d(?:\.\d)?\s+(?P<code>\d{3})")
CHUNK_SIZE = re.compile(rb"[ \t]*(?P<size>[0-9A-Fa-f]{1,12})[ \t]*(?:;[^\r\n]{0,1000})?\r?\n")
STEP = 1 << 16
WINDOW = 1 << 23  # bytes that a zstd answer may look back, as RFC 9659 has it


@dataclass(frozen=True, slots=True)
class Answer:
    status: int | None  # None: this is no HTTP
    headers: dict[str, str]
    body: bytes
    troubles: tuple[str, ...] = ()  # what is wrong with the body, in words


def answer(data: bytes, max_bytes: int) -> Answer:
    """The answer in these bytes: the body as a reader's browser had it, cut at `max_bytes`, however it was sent."""
    end = HEAD_END.search(data, 0, LONGEST_HEAD)
    lines = data[: end.start() if end else LONGEST_HEAD].decode("latin-1").splitlines()
    status = STATUS.match(lines[0]) if lines else None
    if status is None:
        return Answer(None, {}, data)
    headers: dict[str, str] = {}
    for line in lines[1:]:
        name, _, value = line.partition(":")
        headers.setdefault(name.strip().lower(), value.strip())
    body, troubles = data[end.end() :] if end else b"", list[str]()
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _joined(body, troubles)
    body = unpacked(body, headers.get("content-encoding", ""), max_bytes, troubles)
    return Answer(int(status["code"]), headers, body, tuple(troubles))


def unpacked(body: bytes, encoding: str, max_bytes: int, troubles: list[str]) -> bytes:
    """The body without what a content-encoding header names; never many more bytes than `max_bytes`, however it was packed."""
    for name in reversed(re.findall(r"[\w-]+", encoding.lower())):
        body = _unpacked(body, name, max_bytes, troubles)
    return body


def _joined(body: bytes, troubles: list[str]) -> bytes:
    """The chunks as one. Bytes that are in no chunks stay: many archives join them and leave the header."""
    out, at = bytearray(), 0
    while match := CHUNK_SIZE.match(body, at):
        size = int(match["size"], 16)
        if not size:
            return bytes(out)
        piece = body[match.end() : match.end() + size]
        after = match.end() + size
        if not out and (len(piece) < size or not body.startswith((b"\r\n", b"\n"), after)) and not piece:
            return body
        out += piece
        if len(piece) < size or not body.startswith((b"\r\n", b"\n"), after):
            troubles.append("its chunks are damaged or cut short")
            return bytes(out)
        at = after + (2 if body.startswith(b"\r\n", after) else 1)
    if not out:
        return body
    troubles.append("its last chunk is missing" if at >= len(body) else "its chunks are damaged")
    return bytes(out)


def _unpacked(body: bytes, name: str, most: int, troubles: list[str]) -> bytes:
    if name in ("gzip", "x-gzip"):
        return _inflated(body, 31, most, troubles) if body.startswith(b"\x1f\x8b") else body
    if name == "deflate":
        raw = not (body[:1] and body[0] & 15 == 8 and int.from_bytes(body[:2], "big") % 31 == 0)
        return _inflated(body, -15 if raw else 15, most, troubles)
    if name == "zstd":
        return _from_zstd(body, most, troubles) if body.startswith(b"\x28\xb5\x2f\xfd") else body
    if name == "br":
        return _from_brotli(body, most, troubles)
    if name != "identity":
        troubles.append(f"it is packed as {name!r}, which cannot be read")
        return b""
    return body


def _inflated(body: bytes, bits: int, most: int, troubles: list[str]) -> bytes:
    unpack, out = zlib.decompressobj(bits), bytearray()
    try:
        while body and not unpack.eof and len(out) <= most:
            out += unpack.decompress(body, STEP)
            body = unpack.unconsumed_tail
    except zlib.error:
        troubles.append("it cannot be unpacked to its end")
        return bytes(out)
    return _checked(out, unpack.eof, most, troubles)


def _from_zstd(body: bytes, most: int, troubles: list[str]) -> bytes:
    out, unpack = bytearray(), zstandard.ZstdDecompressor(max_window_size=WINDOW).decompressobj()
    try:
        for start in range(0, len(body), 1 << 8):  # small steps: four bytes can hold 128 KiB
            out += unpack.decompress(body[start : start + (1 << 8)])
            if unpack.eof or len(out) > most:
                break
    except zstandard.ZstdError:
        troubles.append("it cannot be unpacked to its end")
        return bytes(out)
    return _checked(out, unpack.eof, most, troubles)


def _from_brotli(body: bytes, most: int, troubles: list[str]) -> bytes:
    if util.find_spec("brotli") is None:
        troubles.append(
            "it is packed with brotli; install what unpacks it: pip install 'firsthand[web]', and add it again"
        )
        return b""
    brotli = import_module("brotli")
    unpack, out = brotli.Decompressor(), bytearray()
    try:
        for start in range(0, len(body), STEP):
            piece = body[start : start + STEP]
            while piece or not unpack.can_accept_more_data():  # a few bytes of brotli can hold gigabytes
                out += unpack.process(piece, output_buffer_limit=STEP)
                piece = b""
                if len(out) > most:
                    return _checked(out, False, most, troubles)
    except brotli.error:
        troubles.append("it cannot be unpacked to its end")
        return bytes(out)
    return _checked(out, bool(unpack.is_finished()), most, troubles)


def _checked(out: bytearray, whole: bool, most: int, troubles: list[str]) -> bytes:
    if len(out) > most:
        troubles.append(f"it has more than {most:,} bytes when unpacked")
        return b""
    if not whole:
        troubles.append("it is cut short")
    return bytes(out)
