"""Which names are one party, and which words tell of one happening, across articles."""

from firsthand.resolve.entities import run
from firsthand.resolve.events.step import events

__all__ = ["events", "run"]
