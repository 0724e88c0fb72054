"""What a language model proposed and nobody has confirmed: neither a reading of the machine nor a decision of a person."""

from __future__ import annotations

from dataclasses import dataclass

from firsthand.model.spans import Anchor


@dataclass(frozen=True, slots=True)
class Proposal:
    """That these words of an article may be attributed by it. All three are characters of the article; no name is added to them.

    A person who confirms one makes it an `add` judgement of that person; until then it counts nowhere.
    """

    id: str
    made_at: str  # instant, ISO 8601 UTC
    model: str  # the name it was asked by
    article_id: str
    content: Anchor
    source: Anchor | None  # None: the proposal names nobody
    cue: Anchor | None


@dataclass(frozen=True, slots=True)
class Dropped:
    """A proposal that was not kept."""

    why: str  # a code: see `propose.sift`
    words: str  # what it was about, shortened


@dataclass(frozen=True, slots=True)
class Proposed:
    """What came of asking a model about one article."""

    model: str
    kept: tuple[Proposal, ...]
    dropped: tuple[Dropped, ...]
    known: int  # that the machine or a person has read already
