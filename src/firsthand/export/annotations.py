"""W3C Web Annotations: attributions, names and what people noted, pointing at characters and bytes of an original."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from firsthand.export.places import Json
from firsthand.export.rows import of_kind
from firsthand.export.shown import QUOTE_WORDS, STATUS, Shown
from firsthand.model.articles import Article, Capture
from firsthand.model.judgements import Judgement, in_force
from firsthand.model.spans import Span, anchor


def annotated(shown: Shown, article: Article) -> Iterator[Json]:
    """One for each attribution of an article, its body the quotation; and one for each name, its body the public party."""
    said = shown.attributions(article)
    named = [(m, e) for m in shown.mentions(article) if (e := shown.gate.entity_of(m))]
    if not said and not named:
        return
    capture = shown.rows.capture(article.capture_id)
    text = shown.rows.capture_text(capture.id)
    in_bytes = Bytes(text, capture.charset, shown.rows.original(capture.id))
    for a in said:
        places = [place for s in a.content if (place := article.offsets.to_capture(s))]
        yield _annotation(
            shown, article, a.id, shown.links.said(article.id, a.id), [(capture, text, p, in_bytes) for p in places]
        )
    for m, entity in named:
        if (place := article.offsets.to_capture(m.span)) is not None:
            yield _annotation(shown, article, m.id, shown.links.to(entity.id), [(capture, text, place, in_bytes)])


def _annotation(shown: Shown, article: Article, id_: str, body: str, places: Sequence[Where]) -> Json:
    return {
        "@id": f"{shown.links.to(article.id)}#annotation-{id_}",
        "@type": "oa:Annotation",
        "oa:motivatedBy": "oa:identifying",
        "oa:hasBody": body,
        "oa:hasTarget": [target(shown, *place) for place in places],
        "fh:status": STATUS,
    }


def noted(shown: Shown) -> Iterator[Json]:
    """What people wrote beside words of the originals shown."""
    captures = {c.id: c for c in shown.captures()}
    for j in in_force(tuple(of_kind(Judgement, shown.rows.all("judgement")))):
        if j.act != "note" or not j.value or j.target.capture_id not in captures:
            continue
        capture = captures[j.target.capture_id]
        text = shown.rows.capture_text(capture.id)
        in_bytes = Bytes(text, capture.charset, shown.rows.original(capture.id))
        yield {
            "@id": f"{shown.links.to(capture.id)}#annotation-{j.id}",
            "@type": "oa:Annotation",
            "oa:motivatedBy": "oa:commenting",
            "oa:bodyValue": j.value,
            "fh:by": j.by,
            "oa:hasTarget": [target(shown, capture, text, j.target.span, in_bytes)],
        }


Where = tuple[Capture, str, Span, "Bytes"]


def target(shown: Shown, capture: Capture, text: str, place: Span, in_bytes: Bytes) -> Json:
    """Words of an original by their characters, by themselves with what stands around them, and by their bytes.

    A passage longer than a quote goes by its places alone, unless the full text was asked for.
    """
    at = anchor(capture.id, text, place)
    selectors: list[Json] = [{"@type": "oa:TextPositionSelector", "oa:start": place.start, "oa:end": place.end}]
    if shown.choice.full_text or len(at.exact.split()) <= QUOTE_WORDS:
        quote = {"oa:exact": at.exact, "oa:prefix": at.before, "oa:suffix": at.after}
        selectors.insert(0, {"@type": "oa:TextQuoteSelector", **quote})
    if (stretch := in_bytes.of(place)) is not None:
        selectors.append({"@type": "oa:DataPositionSelector", "oa:start": stretch[0], "oa:end": stretch[1]})
    return {
        "@type": "oa:SpecificResource",
        "oa:hasSource": shown.links.to(capture.id),
        "oa:hasState": {"@type": "oa:TimeState", "oa:sourceDate": capture.fetched_at},
        "oa:hasSelector": selectors,
    }


class Bytes:
    """Where characters of a decoded text stand in its bytes, where the codec gives the same bytes back."""

    def __init__(self, text: str, charset: str, data: bytes) -> None:
        self._text, self._charset, self._data = text, charset, data
        self._faithful = _encoded(text, charset) == data

    def of(self, span: Span) -> tuple[int, int] | None:
        """First byte, and the one after the last; None where the bytes cannot be told from the characters."""
        if not self._faithful:
            return None
        start = len(self._text[: span.start].encode(self._charset))
        end = len(self._text[: span.end].encode(self._charset))
        return (start, end) if self._data[start:end].decode(self._charset, "replace") == span.of(self._text) else None


def _encoded(text: str, charset: str) -> bytes | None:
    try:
        return text.encode(charset)
    except (UnicodeError, LookupError):  # of a letter, a feed or a PDF the text is made by a recipe, not a codec
        return None
