"""How a capture's bytes become the text that every place points into. What stands in `Capture.charset` says it, for ever.

A codec alone ("utf-8") where the bytes are the text; else a recipe and what was settled for it: "mhtml1:2+utf-8" is the
second part of an MHTML file, in UTF-8. A recipe never changes: a better one gets a new name.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from firsthand.collect import feed, mail, markdown, pdf
from firsthand.model.problems import StoreError

RECIPES: dict[str, Callable[[bytes, str], str]] = {
    "mhtml1": mail.page_text,
    "eml1": mail.mail_text,
    "feed1": feed.page,
    "jsonfeed1": feed.json_page,
    "feedpart1": feed.part,
    "jsonfeedpart1": feed.json_part,
    "md1": markdown.page,
    pdf.RECIPE: pdf.text,
}
NAME = re.compile(r"(?P<recipe>[a-z]+\d+)[:+](?P<settled>.+)", re.DOTALL)


def decode(data: bytes, charset: str) -> str:
    """The text of a capture. Line ends and a byte-order mark stay code points."""
    match = NAME.fullmatch(charset)
    if match is None:
        return data.decode(charset)
    if match["recipe"] not in RECIPES:
        cure = "upgrade: pip install --upgrade firsthand"
        raise StoreError(f"a page is read as {charset}, which this Firsthand does not know; {cure}")
    return RECIPES[match["recipe"]](data, match["settled"])


def transcribed(data: bytes, charset: str) -> str | None:
    """The text of a capture that another version of a library may read otherwise: it is kept with the bytes. Else None."""
    return decode(data, charset) if charset.startswith(f"{pdf.RECIPE}+") else None
