"""Which names are one party, which words tell of one happening, and which say one thing, across articles."""

from firsthand.resolve.claims import run as join_claims
from firsthand.resolve.entities import run
from firsthand.resolve.events.step import events

__all__ = ["events", "join_claims", "run"]
