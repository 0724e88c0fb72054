"""Ids and digests made from content: the same input has the same id on every machine, on every run."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import astuple, is_dataclass
from functools import partial
from itertools import islice
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from firsthand.model.packed import InOrder
from firsthand.model.spans import Span

# The letter before the dash says what an id names.
Kind = Literal[
    "article",
    "mention",
    "attribution",
    "reuse_link",
    "family",
    "entity",
    "chain",
    "judgement",
    "problem",
    "time",
    "quantity",
    "place",
    "event_mention",
    "telling",
    "event",
    "statement",
    "claim",
    "likely",
    "discrepancy",
    "series",
    "variant",
    "withdrawal",
    "proposal",
]
LETTER: dict[Kind, str] = {
    "article": "a",
    "mention": "m",
    "attribution": "s",  # something said
    "reuse_link": "r",
    "family": "f",
    "entity": "e",
    "chain": "c",
    "judgement": "j",
    "problem": "p",
    "time": "t",
    "quantity": "q",
    "place": "l",  # where something lies
    "event_mention": "h",  # something happened
    "telling": "w",  # words that tell something
    "event": "v",
    "statement": "u",  # an utterance
    "claim": "k",
    "likely": "y",  # yes or no?
    "discrepancy": "d",
    "series": "n",  # numbers
    "variant": "x",  # here so, there so
    "withdrawal": "g",  # gone
    "proposal": "b",  # a bid
}
DIGITS = "abcdefghijklmnopqrstuvwxyz234567"  # of base 32
TWO = tuple(a + b for a in DIGITS for b in DIGITS)
KIND_OF = {letter: kind for kind, letter in LETTER.items()}


def sha256(data: bytes) -> str:
    """The id of a capture: 64 hex digits."""
    return hashlib.sha256(data).hexdigest()


def digest(*parts: object) -> str:
    """32 hex digits of the parts' values. Floats are rounded to 6 places; dataclasses count by their fields, in order."""
    h = hashlib.blake2b(digest_size=16)
    _feed(h, parts)
    return h.hexdigest()


def make_id(kind: Kind, *parts: object) -> str:
    """A short id such as `a-7k2qm4c6txwn5`: a letter for the kind, 65 bits of the content."""
    raw = b"".join(map(_fed, (kind, *parts)))
    h = hashlib.blake2b(b"(" + raw + b")", digest_size=10)
    n = int.from_bytes(h.digest(), "big")  # base 32, ten bits at a time, the last fifteen left out
    return (
        f"{LETTER[kind]}-{TWO[n >> 70]}{TWO[n >> 60 & 1023]}{TWO[n >> 50 & 1023]}{TWO[n >> 40 & 1023]}"
        f"{TWO[n >> 30 & 1023]}{TWO[n >> 20 & 1023]}{DIGITS[n >> 15 & 31]}"
    )


def make_ids(kind: Kind, parts: Iterable[bytes]) -> NDArray[np.bytes_]:
    """Of many things of one part each, in UTF-8, what `make_id` gives."""
    head, left = b"(" + _fed(kind), iter(parts)
    out = [np.empty(0, dtype="S15")]
    while some := [head + b"s%d:%b)" % (len(raw), raw) for raw in islice(left, AT_ONCE)]:
        digests = np.frombuffer(b"".join([_ten_bytes(x).digest() for x in some]), dtype=np.uint8).reshape(-1, 10)
        bits = np.unpackbits(digests, axis=1)[:, :65].reshape(-1, 13, 5)
        rows = np.empty((len(some), 15), dtype=np.uint8)
        rows[:, :2] = np.frombuffer(f"{LETTER[kind]}-".encode(), dtype=np.uint8)
        rows[:, 2:] = np.frombuffer(DIGITS.encode(), dtype=np.uint8)[bits @ _PLACES]
        out.append(rows.view("S15").ravel())
    return np.concatenate(out)


_ten_bytes = partial(hashlib.blake2b, digest_size=10)
_PLACES = np.array([16, 8, 4, 2, 1], dtype=np.uint8)
AT_ONCE = 10_000  # ids


def kind_of(id_: str) -> str | None:
    """The kind an id names; 'capture' for a sha256; None if it is no id of ours."""
    if len(id_) == 64 and all(c in "0123456789abcdef" for c in id_):
        return "capture"
    return KIND_OF.get(id_[:1]) if id_[1:2] == "-" else None


def _fed(value: object) -> bytes:
    """What `_feed` gives a hash, in one piece."""
    if isinstance(value, str):
        raw = value.encode("utf-8", "surrogatepass")
        return b"s%d:%b" % (len(raw), raw)
    if type(value) is Span:
        return b"(s4:Spani%d;i%d;)" % (value.start, value.end)
    if type(value) is int:
        return b"i%d;" % value
    if type(value) is tuple:
        return b"(" + b"".join(map(_fed, value)) + b")"
    held = _Held()
    _feed(held, value)
    return b"".join(held)


class _Held(list[bytes]):
    """Takes what a hash would."""

    update = list.append


def _feed(h: Any, value: object) -> None:
    if isinstance(value, str):
        raw = value.encode("utf-8", "surrogatepass")
        h.update(b"s%d:" % len(raw) + raw)
    elif isinstance(value, bytes):
        h.update(b"b%d:" % len(value) + value)
    elif isinstance(value, bool) or value is None:
        h.update(repr(value).encode() + b";")
    elif isinstance(value, int):
        h.update(b"i%d;" % value)
    elif isinstance(value, float):
        h.update(f"f{value:.6f};".encode())
    elif isinstance(value, tuple | list | InOrder):
        h.update(b"(")
        for part in value:
            _feed(h, part)
        h.update(b")")
    elif is_dataclass(value) and not isinstance(value, type):
        _feed(h, (type(value).__name__, *astuple(value)))
    else:
        raise TypeError(f"no digest for {type(value).__name__}")
