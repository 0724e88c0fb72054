"""How an article, or a passage of one, is cited: CSL-JSON, which RIS and BibTeX are made from."""

from __future__ import annotations

from firsthand.export.days import bounds
from firsthand.export.links import Links
from firsthand.export.places import Json
from firsthand.export.shown import STATUS, value_of
from firsthand.model.articles import Article, Capture
from firsthand.model.problems import UsageError
from firsthand.model.spans import Span


def cited(article: Article, capture: Capture, links: Links, span: Span | None = None) -> Json:
    """One CSL-JSON item. Without an outlet on the page there is no container title: none is made up.

    Of a passage the link leads to the very characters, and the note quotes them.
    """
    if span is not None and not (span.start < span.end <= len(article.text)):
        raise UsageError(
            f"article {article.id} has characters 0 to {len(article.text)}; {span.start} to {span.end} is no passage"
        )
    permalink = links.passage(article, span) if span else links.to(article.id)
    item: Json = {
        "id": f"{article.id}:{span.start}-{span.end}" if span else article.id,
        "type": "article-newspaper",
        "title": article.title,
        "author": [{"literal": d.value} for d in article.all("byline")],
        "container-title": value_of(article, "outlet"),
        "issued": _date(value_of(article, "published")),
        "accessed": _date(capture.fetched_at[:10]),
        "URL": capture.url,
        "archive": "Firsthand",
        "archive_location": permalink,
        "publisher": value_of(article, "republisher"),
        "language": article.language,
        "note": _note(article, capture, span),
    }
    if value_of(article, "reposted"):
        item |= {"original-date": item["issued"], "issued": _date(value_of(article, "reposted"))}
    return {k: v for k, v in item.items() if v}


def _date(edtf: str | None) -> Json | None:
    """`{"date-parts": [[2031, 5, 6]]}`, of an interval both ends; words that are no such date stand as they are."""
    if edtf is None:
        return None
    ends = [[int(x) for x in end.split("-")] for end in dict.fromkeys(bounds(edtf)) if end]
    return {"date-parts": ends} if ends and None not in bounds(edtf) else {"literal": edtf}


def _note(article: Article, capture: Capture, span: Span | None) -> str:
    """What is cited, in words: the passage, the bytes, and whose words they are said to be."""
    quoted = f"“{' '.join(span.of(article.text).split())}” (characters {span.start}–{span.end}). " if span else ""
    source = value_of(article, "declared_source")
    credit = f"The page credits {source}. " if source else ""
    return f"{quoted}{credit}Original: sha256 {capture.id}. As {STATUS}."
