"""A layout's sample: a saved page and what is expected of it, side by side; what is read of it now, and what differs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from typing import Any

from firsthand.collect import Found, collect, decode
from firsthand.extract.guess import guess
from firsthand.extract.page import Page
from firsthand.extract.step import read_page, split
from firsthand.model.articles import Article
from firsthand.model.problems import Problem, UnreadableInput
from firsthand.model.units import ExtractInput

NOW = "2031-05-05T00:00:00Z"  # an instant that goes into nothing that is compared
EXPECTED = "expected.json"


@dataclass(frozen=True, slots=True)
class Checked:
    """A sample and how it fares."""

    name: str
    articles: int  # read now
    lines: tuple[str, ...]  # what differs from what is expected, as a diff; none if nothing does

    @property
    def right(self) -> bool:
        return not self.lines


def samples_in(folder: Path) -> list[Path]:
    """The samples of a folder, by name: each a folder with `page.*` and `expected.json`."""
    return sorted(p.parent for p in folder.glob(f"*/{EXPECTED}") if any(p.parent.glob("page.*")))


def check(sample: Path, layouts: Sequence[str] = ()) -> Checked:
    """A sample read with these layouts besides Firsthand's own, held against what is expected of it."""
    found = expectation(_page(next(iter(sorted(sample.glob("page.*"))))), layouts)
    wanted = (sample / EXPECTED).read_text(encoding="utf-8")
    try:
        same = json.loads(wanted) == json.loads(found)
    except ValueError as error:
        raise UnreadableInput(
            f"{sample / EXPECTED}: no JSON ({error}). Mend it, or take it from: layout check --accept"
        ) from error
    lines = () if same else unified_diff(wanted.splitlines(), found.splitlines(), "expected", "read", "", "", 1, "")
    return Checked(sample.name, len(json.loads(found)), tuple(lines))


def draft(path: Path, name: str) -> tuple[str, str]:
    """For a saved page the text of a layout of this name, and what is read of the page with it."""
    page = _page(path)
    text = guess(page, name, path.name)
    return text, expectation(page, (text,))


def read_now(sample: Path, layouts: Sequence[str] = ()) -> str:
    """What `expected.json` would say of a sample as it is read now."""
    return expectation(_page(next(iter(sorted(sample.glob("page.*"))))), layouts)


def expectation(page: Page, layouts: Sequence[str] = ()) -> str:
    """The articles of a page as `expected.json` tells them."""
    return json.dumps([shown(a) for a in split(page, layouts)], ensure_ascii=False, indent=1) + "\n"


def shown(article: Article) -> dict[str, Any]:
    """An article for people to check: its data by kind, its parts as kind and first words."""
    data: dict[str, list[str]] = {}
    for d in article.data:
        data.setdefault(d.kind, []).append(d.value)
    parts = [f"{p.kind}: {p.span.of(article.text)[:40]}" for p in article.parts]
    return {"layout": article.layout, "language": article.language, "data": data, "parts": parts}


def _page(path: Path) -> Page:
    items = list(collect([path], now=NOW))
    found = next((x for x in items if isinstance(x, Found)), None)
    if found is None:
        raise UnreadableInput(next(_reasons(items), f"{path}: holds no page. Give a saved page or a text file"))
    return read_page(ExtractInput(found.capture, decode(found.data, found.capture.charset)))


def _reasons(items: Sequence[object]) -> Iterator[str]:
    return (x.message for x in items if isinstance(x, Problem))
