"""Web archives: each page of a WARC file a capture, its record's offset in the path, its address and day from the record."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections import Counter, OrderedDict
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from firsthand.collect.captured import Again, Found, Item, Origin
from firsthand.collect.flow import Flow, packing_of
from firsthand.collect.http_answer import Answer, answer
from firsthand.collect.instants import instant
from firsthand.collect.pages import READ_TYPES, take
from firsthand.collect.warc_records import Damage, Record, is_start, records

NAMES = (".warc", ".warc.gz", ".warc.zst", ".arc.gz")
PASSED = frozenset({"warcinfo", "request", "metadata"})  # about other records, and no pages
REMEMBERED = 50_000  # payloads that a revisit record may refer to: the latest ones, so that memory stays flat (12 MB)
MOST_PROBLEMS = 1_000  # of one file; the rest is counted
DIGEST = re.compile(r"(?P<name>sha-?1|sha-?256|md5):(?P<value>[A-Za-z0-9+/=_-]{16,128})", re.IGNORECASE)


def recognise(head: bytes, name: str) -> bool:
    """Whether a file is a WARC: by how it begins, unpacked if need be, else by its name."""
    if name.endswith(NAMES):
        return True
    return is_start(head)


def read(file: BinaryIO, origin: Origin) -> Iterator[Item]:
    """Its pages, what was met again, its damages with their places; and one line on what it holds besides."""
    head = file.read(16)
    file.seek(0)
    packing = packing_of(head)
    if packing == "plain" and origin.path.lower().endswith((".gz", ".zst")) and not is_start(head):
        packing = "zstd" if origin.path.lower().endswith(".zst") else "gzip"
    reader = _Reader(origin)
    for one in records(Flow(file, packing, is_start), origin.max_bytes):
        yield from reader.damage(one) if isinstance(one, Damage) else reader.record(one)
    yield from reader.end()


class _Reader:
    """What is known of the file so far."""

    def __init__(self, origin: Origin) -> None:
        self.origin = origin
        self.passed: Counter[str] = Counter()
        self.known: OrderedDict[bytes, bytes] = OrderedDict()  # payload digests, else record ids, to captures
        self.problems = 0
        self.read = 0

    def damage(self, damage: Damage) -> Iterator[Item]:
        self.problems += 1
        if self.problems <= MOST_PROBLEMS:
            at = replace(self.origin, path=f"{self.origin.path}#offset={damage.place}")
            cure = (
                "Raise --max-bytes" if damage.code == "too-large" else "Get the file again; every whole record is read"
            )
            yield at.problem(damage.code, f"is left out: {damage.why}. {cure}")

    def record(self, record: Record) -> Iterator[Item]:
        self.read += 1
        kind = record.fields.get("warc-type", "").lower()
        if kind in PASSED:
            return
        at = self._origin(record)
        if kind in ("response", "resource", "conversion"):
            yield from self._page(record, at)
        elif kind == "revisit":
            yield from self._revisit(record, at)
        elif kind == "continuation":
            yield at.problem(
                "segmented-record", "is a piece of a record that was split. Join the pieces, then add the file again"
            )
        else:
            self.passed[f"records of type {kind[:40] or 'none'}"] += 1

    def end(self) -> Iterator[Item]:
        if self.problems > MOST_PROBLEMS:
            yield self.origin.problem(
                "more-damage", f"has {self.problems - MOST_PROBLEMS:,} more damaged places. Get the file again"
            )
        if not self.read:
            yield self.origin.problem("no-record", "holds no whole WARC record. Get the file again")
        if self.passed:
            told = ", ".join(
                f"{n:,} {what}" for what, n in sorted(self.passed.items(), key=lambda x: (-x[1], x[0]))[:12]
            )
            yield self.origin.problem(
                "records-passed", f"holds records that are no pages to be read: {told}. Nothing to do"
            )

    def _origin(self, record: Record) -> Origin:
        path = f"{self.origin.path}#offset={record.place}"
        url = record.fields.get("warc-target-uri", "").strip("<> ") or None
        at = instant(record.fields.get("warc-date"))
        return replace(self.origin, path=path, url=url, fetched_at=at or self.origin.fetched_at)

    def _page(self, record: Record, at: Origin) -> Iterator[Item]:
        got = self._answer(record)
        kind = got.headers.get("content-type") or ""
        if got.status is None:
            kind = record.fields.get("content-type", "")
        if got.status is not None and not 200 <= got.status < 300:
            self.passed[f"answers of status {got.status}"] += 1
            return
        media_type, charset = _declared(kind)
        if media_type and media_type not in READ_TYPES:
            self.passed[media_type] += 1
            return
        if not media_type and not re.search(rb"<(?:!doctype|html|rss|feed)\b", got.body[:2000], re.IGNORECASE):
            self.passed["records of no said type"] += 1
            return
        at = replace(at, media_type=media_type, charset=charset)
        if not got.body and got.troubles:
            yield at.problem("damaged-payload", f"gives no page: {'; '.join(got.troubles)}")
            return
        for item in take(got.body, at):
            yield item
            if isinstance(item, Found):
                self._remember(record, item.capture.id)
                yield from self._troubles(record, got, at, item.capture.id)

    def _answer(self, record: Record) -> Answer:
        told = record.fields.get("content-type", "").lower()
        if "application/http" in told or (record.content.startswith(b"HTTP/") and not told):
            return answer(record.content, self.origin.max_bytes)
        return Answer(None, {}, record.content)

    def _troubles(self, record: Record, got: Answer, at: Origin, id_: str) -> Iterator[Item]:
        if record.wrong_length:
            yield at.problem("wrong-length", f"{record.wrong_length} bytes: read to the end of the record", id_)
        if got.troubles:
            yield at.problem("damaged-payload", f"is read as far as it goes: {'; '.join(got.troubles)}", id_)
        if why := record.fields.get("warc-truncated"):
            yield at.problem(
                "truncated-payload", f"was cut short by who archived it ({why[:40]}). It is read as it is", id_
            )
        if _differs(record.fields.get("warc-block-digest"), record.content):
            yield at.problem(
                "digest-differs", "has other bytes than its WARC-Block-Digest says. Get the file again", id_
            )
        if instant(record.fields.get("warc-date")) is None:
            yield at.problem("no-date", "says no day (WARC-Date); the day it was taken in is kept instead", id_)

    def _revisit(self, record: Record, at: Origin) -> Iterator[Item]:
        keys = ("warc-payload-digest", "warc-refers-to")
        found = next((self.known[v] for k in keys if (v := _short(record.fields.get(k, ""))) in self.known), None)
        if found:
            yield Again(found.hex(), at.path, at.url, at.fetched_at)
            return
        where = record.fields.get("warc-refers-to-target-uri") or record.fields.get("warc-target-uri", "its address")
        day = record.fields.get("warc-refers-to-date", "an earlier day")
        yield at.problem(
            "revisit-unresolved",
            f"says only that the page was as before; its bytes are in the archive of {where[:300]} of {day[:30]}. "
            "Add that file too",
        )

    def _remember(self, record: Record, id_: str) -> None:
        told = record.fields.get("warc-payload-digest") or record.fields.get("warc-record-id")
        if told:
            self.known[_short(told)] = bytes.fromhex(id_)
        if len(self.known) > REMEMBERED:
            self.known.popitem(last=False)


def _short(told: str) -> bytes:
    return hashlib.blake2b(told.encode(), digest_size=12).digest()


def _declared(content_type: str) -> tuple[str | None, str | None]:
    """'text/html; charset=UTF-8' gives its two halves."""
    media_type = content_type.split(";")[0].strip().lower()
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", content_type, re.IGNORECASE)
    return media_type or None, charset[1] if charset else None


def _differs(told: str | None, data: bytes) -> bool:
    match = DIGEST.match(told or "")
    if not match:
        return False
    name = match["name"].lower().replace("-", "")
    digest = hashlib.new(name, data, usedforsecurity=False).digest()
    return not any(match["value"].rstrip("=").casefold() == w.casefold() for w in _ways(digest))


def _ways(digest: bytes) -> tuple[str, ...]:
    """A digest as archives write it: in hex, base 32, base 64."""
    plain = binascii.b2a_base64(digest, newline=False).decode().rstrip("=")
    return digest.hex(), base64.b32encode(digest).decode().rstrip("="), plain
