"""The layouts, one file each: `recognise(page)` says how sure, `split(page)` cuts. The surest that finds any cuts."""

from __future__ import annotations

from typing import Protocol

from firsthand.extract.draft import Draft
from firsthand.extract.layouts import (
    fallback,
    html_archive,
    html_listed,
    html_live,
    html_marked,
    html_repeated,
    html_single,
    textdump_heads,
    textdump_learnt,
    textdump_own_feet,
    textdump_posted,
)
from firsthand.extract.page import Page


class Layout(Protocol):
    """What a layout's module offers."""

    NAME: str

    def recognise(self, page: Page) -> float:
        """0 (not mine) to 1 (surely mine)."""

    def split(self, page: Page) -> list[Draft]:
        """The page's articles in page order."""


LAYOUTS: tuple[Layout, ...] = (
    textdump_posted,
    textdump_own_feet,
    textdump_heads,
    textdump_learnt,
    html_live,
    html_archive,
    html_marked,
    html_listed,
    html_repeated,
    html_single,
    fallback,
)
