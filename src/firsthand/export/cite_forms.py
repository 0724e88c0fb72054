"""Citations as files: CSL-JSON for Zotero and pandoc, RIS for EndNote and the rest, BibTeX for LaTeX."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from pathlib import Path

from firsthand.export.cite import cited
from firsthand.export.places import Json
from firsthand.export.shown import Shown

_SPECIAL = {c: f"\\{c}" for c in "&%$#_{}"} | {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_LATEX = str.maketrans(_SPECIAL)


def as_csl(items: Iterable[Json]) -> str:
    return json.dumps(list(items), ensure_ascii=False, indent=1) + "\n"


def as_ris(items: Iterable[Json]) -> str:
    """One record an item: `TY  - NEWS` to `ER  - `. Line breaks within a value become spaces."""
    return "\r\n".join("\r\n".join(_ris(item)) + "\r\n" for item in items)


def _ris(item: Json) -> list[str]:
    tags = [("TY", "NEWS"), ("ID", item["id"]), ("TI", item.get("title"))]
    tags += [("AU", a["literal"]) for a in item.get("author", ())]
    tags += [("T2", item.get("container-title")), ("PB", item.get("publisher"))]
    tags += [("PY", _parts(item, "issued", "/")[:4] or None), ("DA", _parts(item, "issued", "/") or None)]
    tags += [("OP", _parts(item, "original-date", "/") or None), ("Y2", _parts(item, "accessed", "/") or None)]
    tags += [("UR", item.get("URL")), ("L2", item["archive_location"]), ("DB", item["archive"])]
    tags += [("LA", item.get("language")), ("N1", item["note"])]
    return [f"{tag}  - {' '.join(str(value).split())}" for tag, value in tags if value] + ["ER  - "]


def as_bibtex(items: Iterable[Json]) -> str:
    """One `@article` an item, for BibTeX and biblatex."""
    return "\n".join(map(_bibtex, items))


def _bibtex(item: Json) -> str:
    year, _, rest = _parts(item, "issued", "-").partition("-")
    fields = {
        "author": " and ".join(f"{{{_tex(a['literal'])}}}" for a in item.get("author", ())),
        "title": f"{{{_tex(item['title'])}}}" if "title" in item else "",
        "journal": _tex(item.get("container-title", "")),
        "year": year,
        "month": str(int(rest[:2])) if rest else "",
        "date": _parts(item, "issued", "-"),
        "origdate": _parts(item, "original-date", "-"),
        "url": item.get("URL") or item["archive_location"],
        "urldate": _parts(item, "accessed", "-"),
        "eprint": item["archive_location"],
        "eprinttype": item["archive"],
        "publisher": _tex(item.get("publisher", "")),
        "langid": item.get("language", ""),
        "note": _tex(item["note"]),
    }
    key = re.sub(r"[^A-Za-z0-9-]+", "-", f"{item.get('container-title', 'page')}-{year}-{item['id']}").strip("-")
    lines = [f"  {name} = {{{' '.join(value.split())}}}," for name, value in fields.items() if value]
    return "\n".join([f"@article{{{key},", *lines, "}", ""])


def _parts(item: Json, name: str, mark: str) -> str:
    """The first day of a date, its parts joined: 2031/05/06."""
    found = item.get(name, {}).get("date-parts", [[]])[0]
    return mark.join(str(x).zfill(4 if n == 0 else 2) for n, x in enumerate(found))


def _tex(words: str) -> str:
    return words.translate(_LATEX)


FORMS: dict[str, Callable[[Iterable[Json]], str]] = {"bibtex": as_bibtex, "ris": as_ris, "csl": as_csl}


def writer(form: str) -> Callable[[Shown, Path], dict[str, int]]:
    """What writes a file of one form, an item an article."""

    def write(shown: Shown, out: Path) -> dict[str, int]:
        items = [cited(a, shown.rows.capture(a.capture_id), shown.links) for a in shown.articles()]
        out.write_text(FORMS[form](items), encoding="utf-8", newline="")
        return {"articles": len(items)}

    return write
