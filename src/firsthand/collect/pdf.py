"""PDF files with a text layer. Their text is read once, by another program of ours, and kept beside the bytes.

A PDF's reader changes with its versions, so that the text cannot be made again from the bytes for ever: it is kept.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from firsthand.collect.captured import Found, Item, Origin
from firsthand.model.articles import Capture
from firsthand.model.ids import sha256
from firsthand.model.problems import MissingPart

TYPES = frozenset({"application/pdf", "application/x-pdf"})
RECIPE = "pdf1"
SECONDS = 60  # a file of 200 pages takes about 10; a damaged one may take for ever
BETWEEN = "\n\n\f"  # pages: a form feed begins each but the first


def recognise(data: bytes, origin: Origin) -> bool:
    return data[:1024].lstrip().startswith(b"%PDF-")


def take(data: bytes, origin: Origin) -> Iterator[Item]:
    """The capture of a PDF; problems where it has no text, is damaged (with each place), or pypdf is not there."""
    if find_spec("pypdf") is None:
        yield origin.problem(
            "no-pdf-reader", "is a PDF. Install what reads it: pip install 'firsthand[pdf]', and add it again"
        )
        return
    read = _read(data)
    pages = read.get("pages", [])
    if read.get("why"):
        yield origin.problem(
            "damaged-pdf", f"is no PDF that can be read: {read['why']}. Get the file again, or its text"
        )
        return
    if not any(p.strip() for p in pages):
        cure = "Run it through text recognition (such as ocrmypdf), or save the page as HTML, and add that"
        yield origin.problem("no-text-layer", f"has {len(pages)} pages and no text in them: pictures of pages. {cure}")
        return
    recipe = f"{RECIPE}+pypdf-{read['version']}"
    id_, at = sha256(data), origin.fetched_at
    capture = Capture(id_, origin.path, origin.url, at, "application/pdf", recipe, origin.via, len(data))
    yield Found(capture, data)
    if hurt := read.get("hurt"):
        yield origin.problem(
            "damaged-pdf", f"is damaged, and read as far as it goes. {'; '.join(hurt)}. Get the file again", capture.id
        )
    empty = [str(n) for n, p in enumerate(pages, 1) if not p.strip()]
    if empty:
        yield origin.problem(
            "no-text-layer", f"has no text on page {', '.join(empty[:20])}: pictures, or blank", capture.id
        )


def text(data: bytes, _: str) -> str:
    """The text of a PDF by the pypdf that is there; of a kept capture the kept text counts."""
    if find_spec("pypdf") is None:
        raise MissingPart("a PDF is read by pypdf: pip install 'firsthand[pdf]'")
    return BETWEEN.join(_read(data).get("pages", []))


@lru_cache(maxsize=2)
def _read(data: bytes) -> dict[str, Any]:
    """What the other program says: pages, version; or why there are none."""
    try:
        done = subprocess.run(
            [sys.executable, "-P", str(Path(__file__).with_name("pdf_text.py"))],
            input=data,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
        return dict(json.loads(done.stdout))
    except subprocess.TimeoutExpired:
        return {"why": f"reading it took more than {SECONDS} seconds"}
    except ValueError:
        return {"why": "its reader broke off"}
