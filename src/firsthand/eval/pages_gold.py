"""Pages with what people say of them: the article-extraction-benchmark, publishers' pages (Fundus), web pages (WCXB)."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class GoldPage:
    """One saved page and the truth about it. None: the truth does not say."""

    name: str  # "us/RestOfWorld_2025_10_21"
    publisher: str  # pages of one publisher are never on both sides of a split
    path: Path
    body: str
    title: str | None = None
    authors: tuple[str, ...] | None = None
    published: str | None = None  # a day, or an instant with its zone
    topics: tuple[str, ...] | None = None

    def data(self) -> bytes:
        """The page's bytes, as saved."""
        held = self.path.read_bytes()
        return gzip.decompress(held) if held[:2] == b"\x1f\x8b" else held


def pages_in(folder: Path) -> list[GoldPage]:
    """The pages of a folder of any of the three shapes, by name."""
    return sorted(_reader(folder)(folder), key=lambda p: p.name)


def fold_of(publisher: str, folds: int) -> int:
    """Which of so many parts the pages of a publisher are in, when weights are measured on publishers not learnt from."""
    return int(hashlib.sha256(publisher.encode()).hexdigest(), 16) % folds


def _reader(folder: Path) -> Callable[[Path], Iterator[GoldPage]]:
    if (folder / "ground-truth.json").is_file():
        return _benchmark
    return _web if (folder / "ground-truth").is_dir() else _outlets


def _benchmark(folder: Path) -> Iterator[GoldPage]:
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    for name, said in truth.items():
        path = next((folder / "html").glob(f"{name}.html*"), None)
        if path is not None:
            yield GoldPage(name, name, path, said["articleBody"])


def _web(folder: Path) -> Iterator[GoldPage]:
    for path in sorted((folder / "ground-truth").glob("*.json")):
        given = json.loads(path.read_text(encoding="utf-8"))
        said, page = given["ground_truth"], next((folder / "html").glob(f"{path.stem}.html*"), None)
        if page is not None:
            host = str(given.get("url", path.stem)).split("/")[2:3]
            author, day = said.get("author"), said.get("publish_date")
            authors = (author,) if author else None
            yield GoldPage(
                path.stem, (host or [path.stem])[0], page, said["main_content"], said.get("title"), authors, day
            )


def _outlets(folder: Path) -> Iterator[GoldPage]:
    """A publisher's truth has one entry a version of its layout, its pages in the same order by day."""
    for truth in sorted(folder.rglob("*.json")):
        given = json.loads(truth.read_text(encoding="utf-8"))
        saved = sorted(p for p in truth.parent.glob("*.html.gz") if _publisher(p) == truth.stem)
        for path, (_, said) in zip(saved, sorted(given.items()), strict=False):
            yield _of_publisher(truth, path, said)


def _publisher(path: Path) -> str:
    return path.name.split(".")[0].rsplit("_", 3)[0]


def _of_publisher(truth: Path, path: Path, said: dict[str, Any]) -> GoldPage:
    body = [*said["body"]["summary"]]
    for section in said["body"]["sections"]:
        body += [*section["headline"], *section["paragraphs"]]
    authors = tuple(said["authors"]) if "authors" in said else None
    topics = tuple(said["topics"]) if "topics" in said else None
    published = said["publishing_date"].replace(" ", "T")
    name = f"{truth.parent.name}/{path.name.split('.')[0]}"
    return GoldPage(name, truth.stem, path, "\n\n".join(body), said["title"], authors, published, topics)
