"""The language of a text, as far as its letters or its page tell."""

from __future__ import annotations

import unicodedata
from collections import Counter

from firsthand.extract.page import Page

SAMPLE = 4000  # letters looked at: enough to outvote names in another script
FIRST = 20  # elements among which `<html>` stands: a page may have none, and thousands of articles
BY_SCRIPT = {
    "ARABIC": "ar",
    "HEBREW": "he",
    "CYRILLIC": "ru",
    "GREEK": "el",
    "HANGUL": "ko",
    "HIRAGANA": "ja",
    "CJK": "zh",
}


def language_of(text: str, page: Page) -> str:
    """A BCP 47 code: by the commonest script; Latin letters by the page's `lang`, else "en"."""
    scripts = Counter(unicodedata.name(c, "").partition(" ")[0] for c in text[:SAMPLE] if c.isalpha())
    common = scripts.most_common(1)
    declared = _declared(page)
    if common and (code := BY_SCRIPT.get(common[0][0])):
        return declared if declared and declared[:2] != "en" else code
    return declared or "en"


def _declared(page: Page) -> str | None:
    root = next((e for e in page.elements[:FIRST] if e.tag == "html"), None)
    words = (root.attrs.get("lang") or root.attrs.get("xml:lang") or "") if root else ""
    return words.split("-")[0].split("_")[0].strip().lower() or None
