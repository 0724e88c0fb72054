"""The pictures of the documentation: the pages that the tutorial opens, as a browser shows them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from firsthand.record import Record
from tests.serve.browsing import chromium, served

SIZE = {"width": 1100, "height": 760}
NAMES = ("search", "article", "event", "claim", "count", "times", "differences", "quality")


def pages(record: Record) -> dict[str, str]:
    """The address of each picture's page."""
    blast = next(h for h in record.search('"Blast on Pier Nine"').hits if h.attributions)
    drums = record.found("claim").rows[0]
    addresses = {
        "search": "articles?q=undeclared+fuel+drums",
        "article": f"a/{blast.id}",
        "event": f"v/{record.found('event').rows[0].id}",
        "claim": f"k/{drums.id}",
        "count": f"n/{record.found('series').rows[0].id}",
        "times": "t",
        "differences": "differences",
        "quality": "quality",
    }
    return {name: addresses[name] for name in NAMES}


def take(record: Record, folder: Path) -> Iterator[Path]:
    """Writes one PNG a page; where each was put."""
    folder.mkdir(parents=True, exist_ok=True)
    address = served(record)
    with chromium() as browser:
        page = browser.new_page(viewport=SIZE, device_scale_factor=1)
        for name, path in pages(record).items():
            page.goto(f"{address}{path}")
            page.screenshot(path=folder / f"{name}.png")
            yield folder / f"{name}.png"
