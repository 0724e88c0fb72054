"""Libraries that only one format needs: taken when it is written, and asked for by name where they are missing."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from firsthand.model.problems import MissingPart


def part(module: str, extra: str) -> Any:
    """The library of an extra, such as `part("xlsxwriter", "tables")`."""
    try:
        return import_module(module)
    except ImportError as error:
        raise MissingPart(f"{module} is not installed; get it with: pip install 'firsthand[{extra}]'") from error
