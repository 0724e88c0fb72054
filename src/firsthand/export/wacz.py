"""WACZ 1.1.1: originals with an index and a list of pages, in one file that ReplayWeb.page opens and archives take."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from firsthand.export import warc
from firsthand.export.places import Json
from firsthand.export.rows import of_kind
from firsthand.export.shown import STATUS, Shown
from firsthand.model.articles import Article, Capture
from firsthand.model.ids import sha256

WARC = "data.warc.gz"
NEVER = "1980-01-01T00:00:00Z"  # of a file without originals


@dataclass(slots=True)
class Package:
    """A zip being written, stored and not compressed so that readers can jump into it; it notes what each file hashes to."""

    zip: ZipFile
    resources: list[Json]

    def add(self, path: str, pieces: Iterator[bytes]) -> None:
        hashed, length = hashlib.sha256(), 0
        with self.zip.open(ZipInfo(path, (1980, 1, 1, 0, 0, 0)), "w", force_zip64=True) as file:
            for piece in pieces:
                file.write(piece)
                hashed.update(piece)
                length += len(piece)
        name = path.rpartition("/")[2]
        self.resources.append(
            {"name": name.lower(), "path": path, "hash": f"sha256:{hashed.hexdigest()}", "bytes": length}
        )


def write(shown: Shown, out: Path) -> dict[str, int]:
    """The originals of the chosen articles, all of them if none was chosen."""
    captures = list(shown.captures())
    created = max((c.fetched_at for c in captures), default=NEVER)
    with ZipFile(out, "w", ZIP_STORED) as file:
        package = Package(file, [])
        entries: list[warc.Entry] = []
        package.add(f"archive/{WARC}", _records(shown, captures, created, entries))
        entries.sort(key=lambda e: (e.key, e.stamp, e.capture.id))
        lines = [_line(e) for e in entries]
        packed = gzip.compress("".join(lines).encode(), mtime=0)
        package.add("indexes/index.cdx.gz", iter([packed]))
        package.add("indexes/index.idx", iter([_index(lines, packed)]))
        package.add("pages/pages.jsonl", iter([_pages(shown, entries)]))
        about = json.dumps(
            _about(package.resources, created, shown.choice.software), ensure_ascii=False, indent=1
        ).encode()
        file.writestr(ZipInfo("datapackage.json"), about)
        digest = {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(about).hexdigest()}"}
        file.writestr(ZipInfo("datapackage-digest.json"), json.dumps(digest))
    return {"originals": len(entries)}


def _records(shown: Shown, captures: list[Capture], created: str, entries: list[warc.Entry]) -> Iterator[bytes]:
    """The WARC, a record at a time; where each stands is put into `entries`."""
    first = warc.info(WARC, created, shown.choice.software)
    at = len(first)
    yield first
    for capture in captures:
        data = shown.rows.original(capture.id)
        record = warc.resource(capture, data)
        entries.append(warc.Entry(capture, warc.address(capture), at, len(record), sha256(data)))
        at += len(record)
        yield record


def _line(entry: warc.Entry) -> str:
    """CDXJ: key, time, and where the record is."""
    said = {
        "url": entry.address,
        "mime": entry.capture.media_type,
        "digest": f"sha256:{entry.digest}",
        "length": entry.length,
        "offset": entry.offset,
        "filename": WARC,
    }
    return f"{entry.key} {entry.stamp} {json.dumps(said)}\n"


def _index(lines: list[str], packed: bytes) -> bytes:
    """The second index, over the one block of the first."""
    first = " ".join(lines[0].split(" ")[:2]) if lines else "-"
    meta = {"format": "cdxj-gzip-1.0", "filename": "index.cdx.gz"}
    hashed = f"sha256:{hashlib.sha256(packed).hexdigest()}"
    block = {"offset": 0, "length": len(packed), "digest": hashed, "filename": "index.cdx.gz"}
    return f"!meta 0 {json.dumps(meta)}\n{first} {json.dumps(block)}\n".encode()


def _pages(shown: Shown, entries: list[warc.Entry]) -> bytes:
    """The page list: an address with the headlines that stand there."""
    titles: dict[str, list[str]] = {}
    for article in of_kind(Article, shown.articles()):
        titles.setdefault(article.capture_id, []).append(article.title or article.id)
    head = {"format": "json-pages-1.0", "id": "pages", "title": "Originals"}
    lines = [head] + [
        {
            "id": e.capture.id,
            "url": e.address,
            "ts": e.capture.fetched_at,
            "title": " · ".join(titles.get(e.capture.id, [])) or e.capture.path.rpartition("/")[2],
        }
        for e in entries
    ]
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()


def _about(resources: list[Json], created: str, software: str) -> Json:
    return {
        "profile": "data-package",
        "wacz_version": "1.1.1",
        "title": "Originals of a Firsthand record",
        "description": f"Pages as received. What they say is {STATUS}.",
        "software": software,
        "created": created,
        "resources": resources,
    }
