"""A claim for people: its words, who tells it, where it comes from, how many origins stand alone, and what may be the same."""

from __future__ import annotations

from collections.abc import Iterator

from firsthand.model.articles import Article
from firsthand.model.findings import Claim, Member, Origin
from firsthand.record import Record
from firsthand.serve.wording import counted

LONGEST = 300  # characters of a quotation


def claim_lines(record: Record, claim: Claim) -> str:
    """Several lines; every member with its words, its article and the id to look further with."""
    articles = {
        id_: record.view.article(id_) for id_ in {claim.words.article_id, *(m.article_id for m in claim.members)}
    }
    return "\n".join(_lines(record, claim, articles))


def _lines(record: Record, claim: Claim, articles: dict[str, Article]) -> Iterator[str]:
    yield f"{claim.id}  “{_quoted(articles[claim.words.article_id], claim.words.span.start, claim.words.span.end)}”"
    yield counted(claim.independent)
    yield f"  {claim.independent.method}"
    yield f"  {claim.why}"
    for origin in claim.origins:
        yield f"\n{_origin(origin, claim)}"
        for n in origin.members:
            yield from _member(claim.members[n], articles)
    asked = record.view.likely_of(claim.id)
    for other in asked:
        yield f"\nmay be the same as {other.b if other.a == claim.id else other.a} ({other.score:.2f}): {other.why}"
    if asked:
        yield "\nsay whether it is: firsthand judge same (or different) ID ID --by NAME"


def _origin(origin: Origin, claim: Claim) -> str:
    party = origin.party or "nobody named"
    if all(claim.members[n].attribution_id is None for n in origin.members):
        return f"{party}, in its own voice (origin unknown)" if origin.party else "outlet not stated (origin unknown)"
    return f"{party} ({origin.kind})"


def _member(member: Member, articles: dict[str, Article]) -> Iterator[str]:
    article = articles[member.article_id]
    outlet = article.first("outlet")
    words = _quoted(article, member.span.start, member.span.end)
    yield f"  {member.stance}: “{words}”"
    told_by = outlet.value if outlet else "outlet not stated"
    yield f"    {told_by}, {member.article_id} {member.attribution_id or 'no attribution'}"


def _quoted(article: Article, start: int, end: int) -> str:
    words = " ".join(article.text[start:end].split())
    return words if len(words) <= LONGEST else words[:LONGEST].rsplit(" ", 1)[0] + " …"
