"""How each report came, and where reports part: chains to the origin, discrepancies, series."""

from firsthand.trace.chains import run
from firsthand.trace.collate import run as collate
from firsthand.trace.compare import run as compare

__all__ = ["collate", "compare", "run"]
