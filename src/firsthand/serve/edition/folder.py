"""Writes an edition: a folder of pages, each with relative links, one style sheet, and one script that only searches."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from firsthand.model.problems import UsageError
from firsthand.record import Record
from firsthand.serve import decided
from firsthand.serve.edition.pages import LISTS, LOOK, Page, Pages
from firsthand.serve.edition.part import Part
from firsthand.serve.edition.wanted import Edition
from firsthand.serve.shown import direction, link, plainly
from firsthand.serve.wording import count, counted

HERE = Path(__file__).parent
PARTS = {"a": "/articles", "v": "/events", "k": "/claims", "d": "/differences", "n": "/series", "f": "/families"}
PARTS |= {"e": "/parties", "o": "/parties", "u": "/unnamed"}
FIRST = 6  # findings of each kind on the first page
# what a search looks in: the words of texts, names and headings, and not our own
SOUGHT = re.compile(r"<(h1|blockquote|q|bdi)\b[^>]*>(.*?)</\1>|<p class=\"part[^>]*>(.*?)</p>", re.DOTALL)
TAG, WORD = re.compile(r"<[^>]*>"), re.compile(r"\w+")


def write(record: Record, out: Path, wanted: Edition) -> dict[str, int]:
    """Writes the folder, whole or not at all; how many pages of each kind. The same record and choice give the same bytes."""
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise UsageError(f"{out} is not empty; an edition is written to a new folder")
    out.parent.mkdir(parents=True, exist_ok=True)
    made = Path(mkdtemp(prefix=".firsthand-", dir=out.parent))
    try:
        counts = _written(Pages(Part(record, wanted)), made / "edition")
        if out.exists():
            out.rmdir()
        (made / "edition").replace(out)
    finally:
        shutil.rmtree(made)
    return counts


def _written(pages: Pages, out: Path) -> dict[str, int]:
    held = {name: n for name, n in pages.held().items() if name != "times"}
    for folder in {str(Path(file).parent) for file in pages.files.values()}:
        (out / folder).mkdir(parents=True, exist_ok=True)
    env = _environment(pages)
    sought = [_put(page, env, pages, out) for page in pages.all()]
    first = Page("index.html", "start.html", _first(pages))
    _put(first, env, pages, out)
    for source in (HERE / "look", HERE.parent / "static"):
        for name in LOOK:
            if (source / name).exists():
                shutil.copyfile(source / name, out / "look" / name)
    rows = ",\n".join(json.dumps(x, ensure_ascii=False).replace("<", "\\u003c") for x in sought if x)
    (out / "look/index.js").write_text(f"const EDITION = [\n{rows}\n];\n", encoding="utf-8")
    return held


def _environment(pages: Pages) -> Environment:
    env = Environment(
        loader=FileSystemLoader([HERE / "templates", HERE.parent / "templates"]),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters |= {"plainly": plainly, "direction": direction, "counted": counted, "day": decided.day}
    env.filters |= {"done": decided.told, "sign": decided.sign}
    wanted = pages.part.wanted
    sections = [(address, words) for address, words in _sections(pages)]
    env.globals |= {"link": link, "count": count, "edition": wanted, "sections": sections, "stood": _stood(pages)}
    return env


def _sections(pages: Pages) -> Iterator[tuple[str, str]]:
    names = {"articles": "Articles", "events": "Events", "claims": "Claims", "differences": "Differences"}
    names |= {"counts": "Counts", "parties": "Parties", "unnamed": "Unnamed sources", "copies": "Copies"}
    names["times"] = "Times and places"
    held = pages.held()
    yield from ((address, names[name]) for address, name, _ in LISTS if held[name])


def _stood(pages: Pages) -> str:
    """The instant of the last thing that the record took in for this edition: its date, and no clock's."""
    record, shown = pages.part.record, pages.part.shown
    taken = {record.capture(shown.article(id_).capture_id).fetched_at for id_ in pages.part.ids}
    return max([*taken, *(j.made_at for j in record.judgements())])


def _put(page: Page, env: Environment, pages: Pages, out: Path) -> tuple[str, ...] | None:
    """Writes a page; what a search finds it by, if it is to be found."""
    here = page.values.get("here") or PARTS.get(page.file.partition("/")[0], "/")
    html = env.get_template(page.template).render(**{"here": here, "file": page.file, **page.values})
    (out / page.file).write_text(pages.links.rewritten(html, page.file), encoding="utf-8")
    if not page.kind:
        return None
    return page.file, page.kind, plainly(page.title), page.told, page.language or "", _sought(html)


def _sought(html: str) -> str:
    """The words of a page that are of texts and names, each once."""
    main = html[html.index("<main") :]
    held = " ".join(a or b for _, a, b in SOUGHT.findall(main))
    return " ".join(sorted({w.casefold() for w in WORD.findall(unescape(TAG.sub("", held)))}))


def _first(pages: Pages) -> dict[str, Any]:
    part, held = pages.part, pages.held()
    lists = [(address, name, heading, held[name]) for address, name, heading in LISTS if held[name]]
    return {
        "lists": lists,
        "led": pages.led(),
        "days": pages.days(),
        "rows": {"events": pages.rows["event"][:FIRST], "claims": pages.rows["claim"][:FIRST]}
        | {"differences": pages.rows["discrepancy"][:FIRST], "counts": pages.rows["series"][:FIRST]},
        "parties": pages.parties[: 4 * FIRST],
        "kinds": pages.kinds()[: 2 * FIRST],
        "method": pages.claims[0].independent.method if pages.claims else "",
        "whole": part.whole,
        "shown": (pages.shown, pages.words),
        "decisions": pages.judged,
    }
