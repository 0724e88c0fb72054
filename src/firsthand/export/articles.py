"""Captures and articles as the interchange writes them."""

from __future__ import annotations

from firsthand.export.places import Json, datum_place, one, place
from firsthand.model.articles import Article, Capture, Datum, DatumKind, PageAccount


def capture_row(capture: Capture) -> Json:
    return {
        "id": capture.id,
        "url": capture.url,
        "path": capture.path,
        "fetched_at": capture.fetched_at,
        "media_type": capture.media_type,
        "charset": capture.charset,
        "via": capture.via,
        "length": capture.length,
    }


def article_row(article: Article) -> Json:
    title, standfirst = article.first("title"), article.first("standfirst")
    return {
        "id": article.id,
        "capture": article.capture_id,
        "span": place(article.region),
        "title": title.value if title else None,
        **_place_of("title_span", title),
        "standfirst": standfirst.value if standfirst else None,
        **_place_of("standfirst_span", standfirst),
        "bylines": [_byline(d) for d in article.all("byline")],
        "contributors": [_byline(d) for d in article.all("contributor")],
        "outlet": _party(article.first("outlet")),
        "declared_sources": [_party(d) for d in article.all("declared_source")],
        "republisher": _party(article.first("republisher")),
        "published": _day(article, "published"),
        "updated": _day(article, "updated"),
        "reposted": _day(article, "reposted"),
        "dateline": _dateline(article.first("dateline")),
        **_labels(article, "category", "categories"),
        **_labels(article, "tag", "tags"),
        "corrections": [{"words": d.value, **datum_place(d)} for d in article.all("correction")],
        "links": [{"href": d.value, **datum_place(d)} for d in article.all("link")],
        "parts": [{"kind": p.kind, **one("span", article, p.span)} for p in article.parts],
        "language": article.language,
        "direction": article.direction,
        "text": article.text,
        "body": article.body,
        "layout": article.layout,
    }


def page_account_row(x: PageAccount) -> Json:
    """What one account of a page says of its article, chosen or not."""
    return {
        "article": x.article_id,
        "kind": x.kind,
        "value": x.value,
        "account": x.account,
        "path": x.path or None,
        "span": place(x.capture_span),
        "span_text": x.words if x.capture_span else None,
        "agrees": x.agrees,
    }


def _byline(d: Datum) -> Json:
    """A name with what the page says beside it: 'Mara Venn, Darma correspondent'."""
    said = d.byline
    return {
        "name": d.value,
        **datum_place(d),
        "kind": said.party if said else None,
        "role": said.role if said else None,
        "role_span": place(said.role_span) if said else None,
        "role_span_text": said.role if said and said.role_span else None,
        "did": said.did if said else None,
    }


def _place_of(key: str, datum: Datum | None) -> Json:
    return datum_place(datum, key) if datum else {key: None, f"{key}_text": None}


def _party(datum: Datum | None) -> Json | None:
    return {"name": datum.value, **datum_place(datum), "how": datum.how} if datum else None


def _day(article: Article, kind: DatumKind) -> Json | None:
    datum = article.first(kind)
    return {"edtf": datum.value, **datum_place(datum), "how": datum.how} if datum else None


def _dateline(datum: Datum | None) -> Json | None:
    return {"place": datum.value, **datum_place(datum)} if datum else None


def _labels(article: Article, kind: DatumKind, key: str) -> Json:
    """Categories or tags: the values, and as many places; null for one that stands nowhere in the page."""
    data = article.all(kind)
    return {
        key: [d.value for d in data],
        f"{kind}_spans": [place(d.capture_span) for d in data],
        f"{kind}_spans_text": [d.words if d.capture_span else None for d in data],
    }
