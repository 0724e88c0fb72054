"""What the owner withdrew: the words are gone for good; hash, day and reason stay."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from firsthand.model.spans import Spans

WithdrawnKind = Literal["capture", "article", "person"]


@dataclass(frozen=True, slots=True)
class Cut:
    """Words that went out of a capture that otherwise stays: a mark or a blank stands for each character."""

    capture_id: str  # sha256 of the bytes as received, which are kept no more
    spans: Spans  # of the capture's decoded text, where they stood
    kept: str  # sha256 of the bytes kept instead
    length: int  # of those, in bytes


@dataclass(frozen=True, slots=True)
class Gone:
    """An id that names nothing any more."""

    id: str
    hash: str | None  # sha256 of what it was, of originals and judgements; None of what was derived


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A decision of the owner that words be no longer kept."""

    id: str
    kind: WithdrawnKind
    hash: (
        str  # sha256 of the original or of the article's text; of a person a hash of the folded name, keyed with `salt`
    )
    made_at: str  # instant, ISO 8601 UTC
    by: str  # who decided, as they gave their name
    reason: str
    salt: str = ""  # of a person, hex; empty: the name is not watched for
    watched: tuple[
        str, ...
    ] = ()  # keyed hashes of the ways the name is written: "2:…", and with "1?…" of the last name alone
    gone: tuple[Gone, ...] = ()
    cuts: tuple[Cut, ...] = ()
