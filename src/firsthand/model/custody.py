"""The custody line: who took which bytes in, when and how. Each line holds the hash of the one before it."""

from __future__ import annotations

import hashlib
import json
from base64 import b64decode
from dataclasses import asdict, dataclass
from typing import Literal

Act = Literal[
    "taken",  # the bytes came in
    "met",  # bytes that stood already were met again, at another place or day
    "stood",  # the bytes stood before custody lines were kept
    "imported",  # they came with the export of a record that kept no line of them
    "joined",  # two records' lines go on as one
    "stamped",  # a time-stamping authority signed the hash of a line before it
    "cut",  # words were withdrawn from them
    "withdrawn",  # they were withdrawn
]


@dataclass(frozen=True, slots=True)
class Hand:
    """Who takes something in, when, and with what."""

    made_at: str = ""  # instant, ISO 8601 UTC; empty: when the capture was fetched
    by: str | None = None  # as they gave their name; None where nobody did
    tool: str = ""  # "firsthand 0.1.0"
    answer: str | None = None  # of what it fetches itself: see Told


@dataclass(frozen=True, slots=True)
class Told:
    """What a line says of how bytes came. It can be erased without breaking the chain: that holds only its salted hash."""

    by: str | None
    tool: str
    path: str | None
    url: str | None
    seen_at: str | None  # when the bytes were fetched, by whoever fetched them
    media_type: str | None
    charset: str | None
    via: str | None
    length: int | None
    text: str | None  # sha256 of the text kept beside the bytes, of a PDF
    # JSON. Of what was fetched: address asked, headers, redirects, and what robots.txt said. Of a time stamp: the hash that was
    # signed ("of") and the authority's whole answer ("reply", base64)
    answer: str | None = None


@dataclass(frozen=True, slots=True)
class CustodyLine:
    """A line of custody. `told` and `salt` are None where they were erased by a withdrawal."""

    hash: str
    n: int  # one more than the highest of `previous`
    act: Act
    capture_id: str | None
    made_at: str
    said: str  # sha256 of salt and told
    previous: tuple[str, ...]  # hashes of the lines before it; none of the first, several where records were joined
    told: Told | None
    salt: str | None

    @property
    def is_sound(self) -> bool:
        """Whether it is as it was written."""
        kept = self.told is None or self.salt is None or said(self.salt, self.told) == self.said
        return kept and self.hash == line_hash(self)


def said(salt: str, told: Told) -> str:
    """The hash that stands for what is told; without the salt nobody can try out what it was.

    An answer that there is not counts for nothing: lines of before answers were kept stay sound.
    """
    words = {k: v for k, v in asdict(told).items() if k != "answer" or v is not None}
    return hashlib.sha256(f"{salt}\n{json.dumps(words, sort_keys=True)}".encode("utf-8", "surrogatepass")).hexdigest()


def line_words(line: CustodyLine) -> bytes:
    """All of a line that is never erased: what it is known by the hash of."""
    parts = [line.n, line.act, line.capture_id, line.made_at, line.said, list(line.previous)]
    return json.dumps(parts).encode()


def line_hash(line: CustodyLine) -> str:
    """The hash that a line is known by; a time stamp of it is of the same."""
    return hashlib.sha256(line_words(line)).hexdigest()


@dataclass(frozen=True, slots=True)
class Stamped:
    """A time stamp of the chain: the line whose hash was signed, which stands for all before it."""

    n: int  # that line; 0 where it is not here
    authority: str | None  # where it was asked for
    at: str | None = None  # instant, ISO 8601 UTC: when the authority says that it saw the hash
    signer: str | None = None  # as the authority's certificate names it
    by_root: bool = False  # whether that leads to a root that was given
    why: str = ""  # why nothing is proved; empty: it is good
    wrong: bool = False  # whether that is a fault, and not for want of a part that is not installed


def stamp_of(line: CustodyLine) -> tuple[str, bytes] | None:
    """The hash that a line's time stamp is of, and the authority's answer; None of a line without, or where it was erased."""
    if line.act != "stamped" or line.told is None or line.told.answer is None:
        return None
    try:
        held = json.loads(line.told.answer)
        return str(held["of"]), b64decode(held["reply"])
    except (ValueError, KeyError, TypeError):  # a line of another program, or a damaged one: it proves nothing
        return "", b""
