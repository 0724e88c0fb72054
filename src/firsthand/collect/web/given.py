"""The addresses in what a person gives to be watched: an address, an OPML list of feeds, a list of addresses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import unescape
from pathlib import Path

from firsthand.collect import lists
from firsthand.collect.captured import Origin
from firsthand.collect.charsets import charset_of
from firsthand.collect.web import sitemaps
from firsthand.collect.web.addresses import Unfetched, address, is_address
from firsthand.model.problems import UnreadableInput, UsageError

MOST = 10_000  # addresses at once
LARGEST = 20_000_000  # bytes of a list


def addresses_of(given: Sequence[str]) -> tuple[str, ...]:
    """Each address once, in its one form, in the order given. What is none is refused, and nothing is taken."""
    found = dict.fromkeys(sure(url) for one in given for url in ([one] if is_address(one) else _listed(Path(one))))
    if len(found) > MOST:
        raise UsageError(f"{len(found):,} addresses are more than the {MOST:,} that are watched; give fewer")
    return tuple(found)


def sure(url: str) -> str:
    try:
        return address(url).url
    except Unfetched as error:
        raise UsageError(error.told) from error


def _listed(path: Path) -> Iterator[str]:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
            file.seek(0)
            is_list = lists.recognise(data[:4096], path.name.lower()) and len(data) <= LARGEST
            lines = list(lists.read(file, Origin(str(path), "folder", "", max_bytes=LARGEST))) if is_list else []
    except OSError as error:
        cure = "Give an address that begins with https://, or a file with addresses (OPML, CSV, one a line)"
        raise UnreadableInput(f"{path} cannot be read ({error.strerror}). {cure}") from error
    feeds = [unescape(x) for x in lists.feeds(data.decode(charset_of(data, html=False).name))]
    urls = [x.url for x in lines if isinstance(x, lists.Line) and x.url]
    plain = [x.url for x in sitemaps.read_text(data).places] if sitemaps.recognise_text(data) else []
    found = feeds or urls or plain
    if not found:
        raise UsageError(
            f"{path} lists no addresses. Give an OPML list, a CSV with a column url, or one address a line"
        )
    yield from found
