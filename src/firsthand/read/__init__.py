"""Step 4: what one article says: its names, and who says what in it."""

from firsthand.read.plain import carry, likeness
from firsthand.read.step import run, speech

__all__ = ["carry", "likeness", "run", "speech"]
