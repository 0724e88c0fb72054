"""Lists that name captures: a CSV work list, CSL-JSON (as Zotero exports it) with attachments; and OPML, which is only told.

A line without a file here is a problem that names its address, unless it is to be fetched.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import unquote, urlsplit

from firsthand.collect.captured import Origin
from firsthand.collect.charsets import charset_of
from firsthand.model.problems import Problem

# what columns are called by those who do not say (GDELT's and Media Cloud's exports among them)
COLUMNS = {
    "path": ("path", "file", "filename", "file_path", "local_path", "attachment", "attachments", "file attachments"),
    "url": ("url", "link", "address", "documentidentifier", "sourceurl", "source_url", "story_url"),
    "date": (
        "fetched_at",
        "saved",
        "date",
        "access_date",
        "accessed",
        "date added",
        "publish_date",
        "seendate",
        "dateadded",
    ),
}
MOST_LINES = 200_000
# how many columns a table of GDELT has, and which of them the address is: events 2.0 and 1.0, mentions, knowledge graph
GDELT = {61: 60, 58: 57, 16: 5, 27: 4}
CSL_TYPE = re.compile(
    r"article|post|webpage|book|report|document|chapter|paper|broadcast|speech|interview|entry|thesis|manuscript"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a list."""

    at: Origin
    path: str | None
    url: str | None
    date: str | None


def recognise(head: bytes, name: str) -> bool:
    if name.endswith((".csv", ".tsv", ".opml")):
        return True
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    is_json = name.endswith(".json") and start.startswith(b"[") and b'"type"' in head and b'"id"' in head
    return (
        is_json or re.match(rb"(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)?<opml\b", start, re.DOTALL) is not None
    )


def read(file: BinaryIO, origin: Origin) -> Iterator[Line | Problem]:
    """What the list names, with the address and day it gives, and what is wrong with it."""
    data = file.read(origin.max_bytes + 1)
    if len(data) > origin.max_bytes:
        yield origin.problem("too-large", f"has more than {origin.max_bytes:,} bytes. Split the list and add the parts")
        return
    text = data.decode(charset_of(data, html=False).name).removeprefix("\ufeff")
    if origin.name.endswith((".csv", ".tsv")):
        yield from _csv(text, origin)
    elif text.lstrip().startswith("["):
        yield from _csl(text, origin)
    else:
        yield from _opml(text, origin)


def _csv(text: str, origin: Origin) -> Iterator[Line | Problem]:
    csv.field_size_limit(1_000_000)
    rows = csv.reader(io.StringIO(text.replace("\0", "")), delimiter=_delimiter(text, origin.name))
    try:
        head = next(rows, [])
        columns = _columns(head, origin.columns)
        if (
            not columns and not origin.columns and (bare := _headless(head)) is not None
        ):  # GDELT's files name no columns
            columns, rows = {"url": bare}, csv.reader(io.StringIO(text.replace("\0", "")), delimiter="\t")
        if wrong := [v for v in origin.columns.values() if v.strip().lower() not in [h.strip().lower() for h in head]]:
            yield origin.problem("no-such-column", f"has no column {wrong[0]!r}; it has: {', '.join(head)[:300]}")
            return
        if "path" not in columns and "url" not in columns:
            first = head[0] if head else "NAME"
            message = f"names no files: no column is called path, file or url. Say which is: --column path={first}"
            yield origin.problem("no-such-column", f"{message}, or save it as .txt if it is a text")
            return
        for n, row in enumerate(rows, 2 if rows.line_num else 1):
            if n > MOST_LINES:
                yield origin.problem(
                    "too-large", f"has more than {MOST_LINES:,} lines. Split the list and add the parts"
                )
                return
            if any(cell.strip() for cell in row):
                told = {k: row[i].strip() for k, i in columns.items() if i < len(row) and row[i].strip()}
                at = replace(origin, path=f"{origin.path}#line={n}", via="csv")
                yield Line(at, told.get("path"), told.get("url"), told.get("date"))
    except csv.Error as error:
        yield origin.problem("damaged-list", f"cannot be read from line {rows.line_num} on: {error}")


def _headless(first: list[str]) -> int | None:
    """The column of addresses in a table of GDELT, which begins with a row, not with names."""
    told = GDELT.get(len(first), -1)
    return told if 0 <= told < len(first) and first[told].startswith(("http://", "https://")) else None


def _delimiter(text: str, name: str) -> str:
    line = text.split("\n", 1)[0]
    return (
        "\t"
        if name.endswith(".tsv") or ("\t" in line and "," not in line) or line.count("\t") + 1 in GDELT
        else ";"
        if line.count(";") > line.count(",")
        else ","
    )


def _columns(head: list[str], told: dict[str, str]) -> dict[str, int]:
    named = [h.strip().lower() for h in head]
    found: dict[str, int] = {}
    for kind, names in COLUMNS.items():
        wanted = (told[kind].strip().lower(),) if kind in told else names
        at = next((named.index(n) for n in wanted if n in named), None)
        if at is not None:
            found[kind] = at
    return found


def _csl(text: str, origin: Origin) -> Iterator[Line | Problem]:
    try:
        items = json.loads(text, strict=False)
    except (ValueError, RecursionError) as error:
        yield origin.problem("damaged-list", f"is no JSON: {str(error)[:100]}. Export the list again")
        return
    for n, item in enumerate(items if isinstance(items, list) else (), 1):
        at = replace(origin, path=f"{origin.path}#item={n}", via="csl")
        if not isinstance(item, dict) or not CSL_TYPE.search(str(item.get("type", ""))):
            yield at.problem("no-reference", "is no reference as CSL-JSON writes it. Export the list again")
            continue
        url = item.get("URL") if isinstance(item.get("URL"), str) else None
        files: list[str | None] = [*dict.fromkeys(_attached(item))]
        for file in files or [None]:
            yield Line(at, file, url, _accessed(item))


def _attached(item: dict[str, Any]) -> Iterator[str]:
    """The files of a reference, as Zotero and its helpers write them."""
    for name in ("attachments", "attachment", "file", "files"):
        told = item.get(name)
        for one in told if isinstance(told, list) else [told]:
            path = one.get("path") or one.get("localPath") if isinstance(one, dict) else one
            if isinstance(path, str) and path.strip():
                yield from (p.strip() for p in path.split(";") if p.strip())


def _accessed(item: dict[str, Any]) -> str | None:
    told = item.get("accessed")
    parts = told.get("date-parts") if isinstance(told, dict) else None
    if isinstance(parts, list) and parts and isinstance(parts[0], list) and len(parts[0]) == 3:
        try:
            year, month, day = (int(x) for x in parts[0])
        except (TypeError, ValueError):
            return None
        return f"{year:04}-{month:02}-{day:02}"
    return None


def _opml(text: str, origin: Origin) -> Iterator[Line | Problem]:
    found = feeds(text)
    some = ", ".join(found[:5]) + (" ..." if len(found) > 5 else "")
    cure = f"Have them fetched: firsthand watch add {origin.path}"
    yield origin.problem("list-of-feeds", f"lists {len(found)} feeds and holds no text: {some}. {cure}")


def feeds(text: str) -> list[str]:
    """The addresses of feeds in an OPML list."""
    return re.findall(r"<outline\b[^>]{0,4000}?\bxmlUrl\s*=\s*[\"']([^\"']{1,2000})[\"']", text)


def beside(path: str, folder: Path) -> Path:
    """The file that a list in this folder means: as a path, a file: address, or as Zotero writes it."""
    if path.startswith("file:"):
        path = unquote(urlsplit(path).path)
    elif path.startswith(("storage:", "attachments:")):
        path = path.partition(":")[2]
    return folder / path
