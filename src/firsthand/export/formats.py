"""Every format an export can be written in: the one list that the command line, the service and the docs go by."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import Literal

from firsthand.export import bagit, cite_forms, ftm, geojson, gexf, jsonl, jsonld, wacz
from firsthand.export.choice import EVERYTHING, Choice
from firsthand.export.cite import cited
from firsthand.export.links import Links
from firsthand.export.rows import Rows
from firsthand.export.shown import Shown
from firsthand.export.tables import write as tables
from firsthand.model.articles import Article, Capture
from firsthand.model.problems import UsageError
from firsthand.model.spans import Span

Takes = Literal["choice", "base", "full_text", "tables", "excel", "originals"]  # what of a Choice a format heeds


@dataclass(frozen=True, slots=True)
class Format:
    """A form the record can be written in. `write` gives how many of each kind it wrote."""

    name: str
    out: Literal["file", "folder"]
    what: str
    loses: str  # what of the record is not in it
    takes: frozenset[Takes]
    write: Callable[[Shown, Path], dict[str, int]]


def _jsonl(shown: Shown, out: Path) -> dict[str, int]:
    return jsonl.write(shown.rows, out, shown.choice.originals)


_SOME: frozenset[Takes] = frozenset({"choice", "base"})
_TEXT: frozenset[Takes] = _SOME | {"full_text"}
_TABLE: frozenset[Takes] = _TEXT | {"tables"}
_CITED = "Everything but what a reference list needs."
FORMATS = {
    f.name: f
    for f in (
        Format("jsonl", "folder", "the interchange: everything, one JSON object a line; can be imported",
               "Nothing; without originals, the bytes.", frozenset({"originals"}), _jsonl),
        Format("csv", "folder", "a table for each kind of thing, a quote and a permalink in every row",
               "Offset maps, parts, evidence of directions; lists are joined by `; `.", _TABLE | {"excel"}, tables.write_csv),
        Format("xlsx", "file", "the same tables as a workbook (needs firsthand[tables])",
               "As CSV; a cell holds at most 32,767 characters.", _TABLE, tables.write_xlsx),
        Format("parquet", "folder", "the same tables for pandas, DuckDB and R (needs firsthand[tables])",
               "As CSV.", _TABLE, tables.write_parquet),
        Format("jsonld", "file", "schema.org and W3C Web Annotations",
               "Times, figures and places outside of events; chains but for speaker and article; discrepancies, series.",
               _TEXT, jsonld.write),
        Format("ftm", "file", "FollowTheMoney entities, for Aleph and OpenAleph; one Event an account",
               "Attributions as such (FtM has none), spans, claims, discrepancies, series, unnamed sources.", _TEXT, ftm.write),
        Format("wacz", "file", "originals as a web archive", "All that was read; only the bytes are in it.",
               frozenset({"choice"}), wacz.write),
        Format("geojson", "file", "where accounts place events, and the places that articles name",
               "All that has no place; a country has no point.", _TEXT, geojson.write),
        Format("gexf", "folder", "who cites whom, chains and copies as graphs for Gephi", "All but parties, hops and copies.",
               _SOME, gexf.write),
        Format("csl", "file", "CSL-JSON references, for Zotero and pandoc", _CITED, _SOME, cite_forms.writer("csl")),
        Format("ris", "file", "RIS references", _CITED, _SOME, cite_forms.writer("ris")),
        Format("bibtex", "file", "BibTeX references", _CITED, _SOME, cite_forms.writer("bibtex")),
        Format("bagit", "folder", "a deposit: originals and the interchange under checksums",
               "Nothing.", frozenset(), bagit.write),
    )
}  # fmt: skip


def write(name: str, rows: Rows, out: Path, choice: Choice = EVERYTHING) -> dict[str, int]:
    """Writes one format; how many of each kind. A file is put in place when it is whole, or not at all."""
    found = FORMATS.get(name)
    if found is None:
        raise UsageError(f"no format {name}; the formats are: {', '.join(FORMATS)}")
    if choice.articles is not None and "choice" not in found.takes:
        raise UsageError(f"{name} is of the whole record; leave out the query and the ids")
    shown = Shown(rows, choice)
    return _whole(found, shown, out) if found.out == "file" else found.write(shown, out)


def cite(article: Article, capture: Capture, span: Span | None, form: str, base: str) -> str:
    """A citation of an article, or of a passage of it, in one of the forms of `cite_forms`."""
    if form not in cite_forms.FORMS:
        raise UsageError(f"no citation as {form}; there are: {', '.join(cite_forms.FORMS)}")
    return cite_forms.FORMS[form]([cited(article, capture, Links(base), span)])


def _whole(found: Format, shown: Shown, out: Path) -> dict[str, int]:
    if out.is_dir():
        raise UsageError(f"{out} is a folder; {found.name} is written to a file")
    out.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(mkdtemp(prefix=".firsthand-", dir=out.parent))
    try:
        counts = found.write(shown, folder / out.name)
        for made in folder.iterdir():
            made.replace(out.parent / made.name)
    finally:
        shutil.rmtree(folder)
    return counts
