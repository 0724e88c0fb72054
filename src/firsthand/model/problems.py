"""What went wrong: with the input (data) or with the use of the program (raised)."""

from __future__ import annotations

from dataclasses import dataclass

from firsthand.model.spans import Span


@dataclass(frozen=True, slots=True)
class Problem:
    """Something about the input that people should know. `message` says what, where and the cure."""

    step: str  # "collect" or a step's name
    unit: str  # the path, or the id of what was worked on
    code: str  # stable, kebab-case: "empty-file", "left-out"
    message: str
    capture_id: str | None = None
    span: Span | None = None  # of the capture's decoded text


class FirsthandError(Exception):
    """Wrong use, or broken surroundings. The message says what to do."""

    exit_code = 1


class UsageError(FirsthandError):
    """The command or call does not make sense."""

    exit_code = 2


class NotInRecord(UsageError):
    """No such thing is in this record."""


class Withdrawn(NotInRecord):
    """It was in this record, and its owner withdrew it."""


class Private(UsageError):
    """It is a private person: no dossier is kept of one, the name stands in its own article only."""


class UnreadableInput(FirsthandError):
    """Nothing given could be read."""

    exit_code = 3


class Unstamped(UnreadableInput):
    """No time stamp was given, or one proves nothing."""


class StoreError(FirsthandError):
    """The record cannot be opened, read or written."""

    exit_code = 4


class MissingPart(FirsthandError):
    """A part that this needs is not installed."""

    exit_code = 5


class Changed(FirsthandError):
    """What a person decided on is no more what they saw: somebody else decided, or it was read anew. Nothing was kept."""
