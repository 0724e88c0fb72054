"""Step 1: pages into articles. Read `step`, then `page`, `draft`, `layouts`."""

from firsthand.extract.step import run

__all__ = ["run"]
