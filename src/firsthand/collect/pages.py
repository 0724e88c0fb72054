"""One body of bytes into a capture: the kinds that are read, in the order in which they are asked. Each is a file of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from firsthand.collect import feed, mail, markdown, pdf, plain
from firsthand.collect.captured import Item, Origin


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of page. `take` gives one capture, or a problem that says why there is none."""

    name: str
    recognise: Callable[[bytes, Origin], bool]
    take: Callable[[bytes, Origin], Iterator[Item]]


KINDS = (
    Kind("pdf", pdf.recognise, pdf.take),
    Kind("mail", mail.recognise, mail.take),
    Kind("feed", feed.recognise, feed.take),
    Kind("markdown", markdown.recognise, markdown.take),
    Kind("plain", plain.recognise, plain.take),
)
# what a server may call them; "text/xml" is often a feed
READ_TYPES = frozenset(
    {*pdf.TYPES, *mail.TYPES, *feed.TYPES, *markdown.TYPES, *plain.TYPES, "text/xml", "application/xml"}
)


def take(data: bytes, origin: Origin) -> Iterator[Item]:
    """The capture that these bytes are, and what is wrong with them."""
    if len(data) > origin.max_bytes:
        message = f"has {len(data):,} bytes, more than {origin.max_bytes:,}. Split it into smaller pages and add those"
        yield origin.problem("too-large", message)
        return
    wrong = plain.not_a_page(data, origin)
    if wrong and not pdf.recognise(data, origin):
        yield wrong
        return
    kind = next(k for k in KINDS if k.recognise(data, origin))
    yield from kind.take(data, origin)
