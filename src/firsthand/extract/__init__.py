"""Step 1: pages into articles. Read `step`, then `page`, `draft`, `layouts`. Step 2: what is their outlets' and not theirs."""

from firsthand.extract.boilerplate import boilerplate
from firsthand.extract.step import run

__all__ = ["boilerplate", "run"]
