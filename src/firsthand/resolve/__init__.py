"""Which names are one party, and which words one claim, across articles."""

from firsthand.resolve.claims import run as join_claims
from firsthand.resolve.entities import run

__all__ = ["join_claims", "run"]
