"""What collecting gives: captures with their bytes, captures met again, problems; and where the bytes at hand come from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlsplit

from firsthand.model.articles import Capture
from firsthand.model.problems import Problem

LARGEST = 100_000_000  # bytes; a news page is far smaller, and a larger file is likely something else


@dataclass(frozen=True, slots=True)
class Found:
    """A capture and its bytes."""

    capture: Capture
    data: bytes
    answer: str | None = (
        None  # of what was fetched: what was asked and answered, as JSON; it stands in the custody line
    )


@dataclass(frozen=True, slots=True)
class Again:
    """A capture met again without its bytes, such as a revisit record of a web archive: same id, its own place and day."""

    capture_id: str
    path: str
    url: str | None
    fetched_at: str


Item = Found | Again | Problem


Fetch = Callable[[str, Mapping[str, Any]], Iterator[Item]]  # an address, and what a list says of it


@dataclass(frozen=True, slots=True)
class Origin:
    """Where bytes come from, and what those who sent them said of them."""

    path: str  # the file; "pages.zip/a.html" of a member, "crawl.warc.gz#offset=81" of a record
    via: str  # the kind of collection: folder, warc, wacz, zip, tar, csl, csv, web
    fetched_at: str  # instant, ISO 8601 UTC
    url: str | None = None
    media_type: str | None = None  # as declared: "text/html"; None where nobody said
    charset: str | None = None  # as declared
    max_bytes: int = LARGEST
    shown_name: str | None = None  # the name that tells the kind, where it is not the file's own
    columns: dict[str, str] = field(default_factory=dict)  # of a CSV work list: {"path": "file"}
    fetch: Fetch | None = None  # where the addresses of lists are to be fetched

    @property
    def name(self) -> str:
        """The name that tells the kind by its end: of the file, else of the address."""
        if self.shown_name is not None:
            return self.shown_name
        if "#offset=" in self.path:
            return _path_of(self.url or "").rpartition("/")[2].lower()
        return self.path.replace("\\", "/").rpartition("/")[2].lower()

    @property
    def suffix(self) -> str:
        dot = self.name.rfind(".")
        return self.name[dot:] if dot > 0 else ""

    def inside(self, name: str, via: str | None = None) -> Origin:
        """The origin of a member of this one."""
        return replace(self, path=f"{self.path}/{name}", via=via or self.via)

    def without_packing(self) -> Origin:
        """The origin of what one packed file holds: the same file; its kind told by the name before ".gz"."""
        return replace(self, via="folder", shown_name=self.name.rpartition(".")[0])

    def problem(self, code: str, message: str, capture_id: str | None = None) -> Problem:
        """What went wrong here. The message follows the path: "holds no text. Save ..."."""
        return Problem("collect", self.path, code, f"{self.path} {message}", capture_id)


def _path_of(url: str) -> str:
    try:
        return urlsplit(url).path
    except ValueError:  # "http://[": whoever wrote the record wrote no address
        return ""
