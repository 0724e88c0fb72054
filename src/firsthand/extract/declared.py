r"""Layouts that people write: a TOML file says which pages it is for, where each article begins, and what its parts are.

    [page]
    address = 'harbour\.example/'    # all that is given must hold: address, title, has, says

    [article]
    each = "div.story"               # or: begins = "h2.title"; of a text file: begins = '^\*\*\* (.+)'

    [parts]
    headline = "h2"
    byline = ".by"
    leave_out = ".share, .more"

What such a file says goes before what Firsthand would do by itself. It holds no code, and nothing in it is run.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, get_args

from firsthand.extract.selectors import Selector, selector
from firsthand.model.articles import PartKind
from firsthand.model.problems import UsageError

NAME = re.compile(r"[a-z][a-z0-9_]{1,40}")
KEYS = {
    "page": ("address", "title", "has", "says"),
    "article": ("each", "begins", "ends", "lines_above"),
    "parts": (*get_args(PartKind), "published", "outlet", "leave_out"),
}
LONGEST_PATTERN = 200  # characters
# "(a+)+", "(?:\w*x)*": patterns that may take years
NESTED = re.compile(r"\((?:[^()\\]|\\.)*[+*}](?:[^()\\]|\\.)*\)[+*{]")


@dataclass(frozen=True, slots=True)
class Declared:
    """A layout as its file says it."""

    name: str
    address: re.Pattern[str] | None
    title: re.Pattern[str] | None  # of what stands in the browser's tab
    has: Selector | None
    says: re.Pattern[str] | None  # some line of a text file, some block of a page
    each: Selector | None
    begins: Selector | None
    begins_line: re.Pattern[str] | None  # of a text file
    ends_line: re.Pattern[str] | None
    lines_above: int  # of a text file: how many lines above the one that matches an article begins
    parts: tuple[tuple[str, Selector], ...]
    leave_out: Selector | None


@lru_cache(64)
def declared(text: str) -> Declared:
    """The layout of a file's text; UsageError with what is wrong, and where."""
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"not a layout: {error}") from error
    name = told.pop("name", None)
    if not isinstance(name, str) or not NAME.fullmatch(name):
        raise UsageError(f"name = {name!r}: a layout's name is of small letters, digits and _")
    for table, held in told.items():
        _check(name, table, held)
    try:
        return _built(name, told.get("page", {}), told.get("article", {}), told.get("parts", {}))
    except (ValueError, re.error) as error:
        raise UsageError(f"layout {name}: {error}") from error


def _check(name: str, table: str, held: Any) -> None:
    if table not in KEYS or not isinstance(held, dict):
        raise UsageError(f"layout {name}: no table [{table}]; there are [{'], ['.join(KEYS)}]")
    for key, value in held.items():
        if key not in KEYS[table]:
            raise UsageError(f"layout {name}: [{table}] has no {key}; it may have {', '.join(KEYS[table])}")
        if not isinstance(value, int if key == "lines_above" else str):
            raise UsageError(f"layout {name}: {key} = {value!r}: write it in quotation marks")


def _built(name: str, page: Mapping[str, Any], article: Mapping[str, Any], parts: Mapping[str, Any]) -> Declared:
    if not {"each", "begins", "ends"} & article.keys():
        raise ValueError("[article] says neither each, begins nor ends: what is one article?")
    if not page:
        raise ValueError("[page] is empty: say which pages it is for, by address, title, has or says")
    begins = article.get("begins")
    is_line = begins is not None and begins[:1] == "^"
    return Declared(
        name,
        _pattern(page.get("address")),
        _pattern(page.get("title")),
        _selector(page.get("has")),
        _pattern(page.get("says")),
        _selector(article.get("each")),
        None if is_line else _selector(begins),
        _pattern(begins) if is_line else None,
        _pattern(article.get("ends")),
        max(0, min(5, article.get("lines_above", 0))),
        tuple((kind, selector(words)) for kind, words in parts.items() if kind != "leave_out"),
        _selector(parts.get("leave_out")),
    )


def _selector(words: str | None) -> Selector | None:
    return None if words is None else selector(words)


def _pattern(words: str | None) -> re.Pattern[str] | None:
    if words is None:
        return None
    if len(words) > LONGEST_PATTERN or NESTED.search(words):
        raise ValueError(
            f"the pattern {words!r} may take too long: no more than {LONGEST_PATTERN} characters, no (...+)+"
        )
    return re.compile(words)
