"""The sample pages of `tests/layouts`, cut."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from firsthand.collect import Found, collect, decode
from firsthand.extract import run
from firsthand.model.articles import Article
from firsthand.model.units import ExtractInput, Result

LAYOUTS = Path(__file__).parents[1] / "layouts"
NAMES = sorted(p.name for p in LAYOUTS.iterdir() if p.is_dir())


@cache
def cut(name: str) -> tuple[str, Result]:
    """The decoded page of a layout's sample, and what the step makes of it."""
    page = next((LAYOUTS / name).glob("page.*"))
    found = next(x for x in collect([page], now="2031-05-05T00:00:00Z") if isinstance(x, Found))
    text = decode(found.data, found.capture.charset)
    return text, run(ExtractInput(found.capture, text))


def articles(name: str) -> list[Article]:
    return [row for row in cut(name)[1].rows if isinstance(row, Article)]
