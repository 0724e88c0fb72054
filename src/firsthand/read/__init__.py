"""Step 4: what one article says: its names, and who says what in it."""

from firsthand.read.step import run

__all__ = ["run"]
