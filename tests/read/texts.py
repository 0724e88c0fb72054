"""Plain articles for tests of reading."""

from __future__ import annotations

from firsthand.model.articles import Article, Part
from firsthand.model.readings import Attribution, Mention
from firsthand.model.spans import OffsetMap, Run, Span
from firsthand.model.units import ReadInput, Result
from firsthand.read import run

CAPTURE = "c" * 64


def article(body: str, headline: str = "", shift: int = 0) -> Article:
    """An article of a headline and a body; its capture has `shift` characters before it."""
    text = f"{headline}\n\n{body}" if headline else body
    start = len(text) - len(body)
    parts = [Part("headline", Span(0, len(headline)))] if headline else []
    runs = (Run(0, len(text), shift, len(text)),) if text else ()
    parts.append(Part("body", Span(start, len(text))))
    region = Span(shift, shift + len(text))
    return Article("a-test", CAPTURE, region, text, tuple(parts), OffsetMap(runs), (), "en", "test")


def result(body: str, headline: str = "") -> Result:
    return run(ReadInput(article(body, headline)))


def attributions(body: str, headline: str = "") -> list[Attribution]:
    return [r for r in result(body, headline).rows if isinstance(r, Attribution)]


def mentions(body: str, headline: str = "") -> list[Mention]:
    return [r for r in result(body, headline).rows if isinstance(r, Mention)]
