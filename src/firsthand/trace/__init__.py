"""How each report came: from the page, through whoever passes it on, to where it ends."""

from firsthand.trace.chains import run

__all__ = ["run"]
