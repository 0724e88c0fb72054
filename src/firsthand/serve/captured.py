"""The original of an article as it was seen, with nothing running or loading; and what became of each of its characters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from firsthand.model.articles import Article
from firsthand.model.spans import Span
from firsthand.model.units import LeftOut
from firsthand.record import Record

# Nothing runs, nothing is sent, nothing is fetched: no script, no form, no frame; styles and pictures only from the page itself.
SANDBOX = {
    "content-security-policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; "
    "base-uri 'none'; frame-ancestors 'self'",
    "referrer-policy": "no-referrer",
    "x-dns-prefetch-control": "off",
    "cache-control": "no-store",
}
# of the page around it: as everywhere, and one frame of our own
FRAMING = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; frame-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
}
# A policy holds back what is fetched, and yet Chromium opens a connection for <link rel="preconnect"> and for a frame that it
# then refuses. Each becomes the tag that is read as it is, stands where it stood, and does nothing.
OPENING = re.compile(r"<(?P<end>/?)(?P<name>link|frame|iframe)\b", re.IGNORECASE)
INSTEAD = {"link": "meta", "frame": "meta", "iframe": "noframes"}
HERE = "firsthand-here"
DRAWN = 20_000  # characters of an original that are drawn on one page
AGAIN = 60  # of them, how many are shown again on the next page


def original_page(record: Record, request: Request) -> tuple[str, dict[str, Any]]:
    """An article's original in a frame."""
    article = record.texts([record.article(request.path_params["id"]).article.id])[0]
    capture = record.capture(article.capture_id)
    place = _asked(request) or article.region
    html = capture.media_type == "text/html"
    values: dict[str, Any] = {"article": article, "capture": capture, "html": html, "headers": FRAMING, "place": place}
    if not html:
        text = record.capture_text(capture.id)
        end = min(place.end, place.start + DRAWN)
        values |= {"before": text[max(0, place.start - AGAIN) : place.start], "here": text[place.start : end]}
    return "original.html", values


def routes(record: Record) -> list[Route]:
    """The original's markup, for the frame."""

    async def page(request: Request) -> Response:
        capture = await run_in_threadpool(record.capture, request.path_params["id"])
        text = await run_in_threadpool(record.capture_text, capture.id)
        if capture.media_type != "text/html":
            return Response(text.encode("utf-8", "replace"), media_type="text/plain; charset=utf-8", headers=SANDBOX)
        html = harmless(text, _asked(request))
        return Response(html.encode("utf-8", "replace"), media_type="text/html; charset=utf-8", headers=SANDBOX)

    return [Route("/c/{id}/page", page)]


def harmless(html: str, at: Span | None) -> str:
    """The markup as it was, with what would open a connection taken out, and a mark at the words that are asked for.

    harmless('<link rel=preconnect href=x><p>Mill burns', Span(31, 35)) ->
    '<meta rel=preconnect href=x><p><mark id="firsthand-here" ...>Mill</mark> burns'
    """
    if at is None or not _is_text(html, at):
        return _quiet(html)
    words = at.of(html)
    first = re.split(r"[<>]", words)[0]  # of words with markup between them, those before it
    mark = f'<mark id="{HERE}" style="background:#ffe9a8;color:#000">{first}</mark>'
    return _quiet(html[: at.start]) + mark + _quiet(html[at.start + len(first) :])


def _quiet(html: str) -> str:
    return OPENING.sub(lambda m: f"<{m['end']}{INSTEAD[m['name'].lower()]}", html)


def _is_text(html: str, at: Span) -> bool:
    """Whether a place is text that is shown: in no tag, no comment, and not in the head, where a mark would be out of place."""
    before = html[: at.start].lower()
    opened = max(before.rfind(f"<{name}") for name in ("script", "style", "title", "textarea", "!--"))
    closed = max(before.rfind(end) for end in ("</script", "</style", "</title", "</textarea", "-->"))
    return at.end <= len(html) and before.rfind("<") <= before.rfind(">") and opened <= closed


def _asked(request: Request) -> Span | None:
    start, end = (request.query_params.get(name, "") for name in ("from", "to"))
    known = start.isdecimal() and end.isdecimal() and len(start + end) < 20 and int(start) < int(end)
    return Span(int(start), int(end)) if known else None


@dataclass(frozen=True, slots=True)
class Drawn:
    """A run of an original's characters that fared alike."""

    words: str
    kind: str  # took, left; empty: markup, and space between
    label: str  # told once where an article, or what was left out, begins
    address: str | None  # of the article


def report(record: Record, capture_id: str, request: Request) -> dict[str, Any]:
    """A stretch of an original with every character's fate drawn over it."""
    text = record.capture_text(capture_id)
    hits = record.articles_of(capture_id)
    chosen = request.query_params.get("article")
    articles = record.texts([hit.id for hit in hits])
    own = next((a for a in articles if a.id == chosen), None)
    asked = _asked(request)
    first = asked.start if asked else max(0, own.region.start - AGAIN) if own else 0
    first = min(first, max(0, len(text) - 1))
    tag = text.rfind("<", max(0, first - AGAIN), first) if not asked else -1
    first = tag if tag >= 0 else first  # begin with a whole tag
    window = Span(first, min(len(text), first + DRAWN))
    took = sum(len(s) for a in articles for s in fates_of(a))
    left = record.left_out(capture_id)
    return {
        "drawn": list(drawn(text, articles, left, window)),
        "window": window,
        "length": len(text),
        "took": took,
        "step": DRAWN - AGAIN,
        "own": own,
    }


def fates_of(article: Article) -> list[Span]:
    """The stretches of a capture that an article's text was read from, without what is boilerplate in it."""
    not_own = sorted(s for p in article.parts_of("boilerplate") for s in article.offsets.stretches(p.span))
    runs = (Span(run.capture_start, run.capture_end) for run in article.offsets.runs)
    return [piece for run in runs for piece in _without(run, not_own)]


def drawn(text: str, articles: Sequence[Article], left: Sequence[LeftOut], window: Span) -> Iterator[Drawn]:
    """The window cut where fates change: characters of articles first, then what was left out, then the rest."""
    runs = [(span, a) for a in articles if a.region.overlaps(window) for span in fates_of(a) if span.overlaps(window)]
    taken: list[tuple[Span, str, str, str | None]] = [
        (span, "took", f"article: {a.title or 'without a headline'}", f"/a/{a.id}") for span, a in runs
    ]
    spans = sorted(span for span, *_ in taken)
    for one in left:
        if one.span.overlaps(window):
            taken += [(span, "left", f"left out: {one.why}", None) for span in _without(one.span, spans)]
    at, last = window.start, ""
    for span, kind, label, address in sorted(taken, key=lambda x: (x[0].start, x[0].end)):
        start, end = max(at, span.start), min(span.end, window.end)
        if start >= end:
            continue
        if at < start:
            yield Drawn(text[at:start], "", "", None)
        yield Drawn(text[start:end], kind, label if label != last else "", address)
        at, last = end, label
    if at < window.end:
        yield Drawn(text[at : window.end], "", "", None)


def _without(span: Span, others: Sequence[Span]) -> Iterator[Span]:
    """What of a span none of the others holds; they are in order."""
    at = span.start
    for other in others:
        if other.end <= at or other.start >= span.end:
            continue
        if at < other.start:
            yield Span(at, other.start)
        at = max(at, other.end)
    if at < span.end:
        yield Span(at, span.end)
