"""The text of captures that cannot be read the same for ever, such as PDFs: read once, kept beside the bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from sqlalchemy import Connection, insert, select

from firsthand.model.articles import Capture
from firsthand.model.ids import sha256
from firsthand.store import originals
from firsthand.store import tables as t

Decode = Callable[[bytes, str], str]
Transcribe = Callable[[bytes, str], str | None]


def keep(c: Connection, capture_id: str, text: str) -> None:
    if kept(c, capture_id) is None:
        c.execute(insert(t.transcript), {"capture_id": capture_id, "text": text})


def kept(c: Connection, capture_id: str) -> str | None:
    return c.execute(select(t.transcript.c.text).where(t.transcript.c.capture_id == capture_id)).scalar()


def text_of(c: Connection, capture: Capture, decode: Decode) -> str:
    """The text that every place of a capture points into: the kept one, else as its charset says."""
    held = kept(c, capture.id)
    return decode(originals.fetch(c, capture.id, capture.length), capture.charset) if held is None else held


def every(c: Connection) -> Iterator[tuple[str, str]]:
    """Every kept text with the id of its capture, in order of ids."""
    x = t.transcript.c
    for id_ in c.execute(select(x.capture_id).order_by(x.capture_id)).scalars().all():
        text = kept(c, id_)
        if text is not None:
            yield id_, text


def take_in(c: Connection, texts: Iterable[tuple[str, str]]) -> None:
    """Keeps another record's texts of captures that stand here."""
    standing = set(c.execute(select(t.capture.c.id)).scalars())
    for id_, text in texts:
        if id_ in standing:
            keep(c, id_, text)


def digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass"))
