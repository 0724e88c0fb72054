"""Invented pages, and records of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from firsthand import record as service
from firsthand.record import Record


def write(path: Path, text: str) -> None:
    """A page with the first line as its headline."""
    title, body = text.split("\n\n", 1)
    page = (
        f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>{body}</p></article></body></html>"
    )
    path.write_text(page, encoding="utf-8")


def record_of(folder: Path, pages: Mapping[str, str]) -> Iterator[Record]:
    """A record of these pages, one file each in FOLDER/pages; closed at the end."""
    (folder / "pages").mkdir()
    for name, text in pages.items():
        write(folder / "pages" / f"{name}.html", text)
    with service.open(folder / "pages.record") as opened:
        opened.add([folder / "pages"], workers=1)
        yield opened
