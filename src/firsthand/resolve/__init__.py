"""Which names are one party, across articles."""

from firsthand.resolve.entities import run

__all__ = ["run"]
