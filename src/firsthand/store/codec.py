"""Rows of tables from model objects, and model objects from rows. `decode(encode(x)) == x` for everything."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from sqlalchemy import Table

from firsthand.model.articles import Article, Capture, Datum, Part
from firsthand.model.findings import Chain, Entity, Evidence, Family, Fingerprints, Hop, Passage, Proof, ReuseLink
from firsthand.model.ids import digest
from firsthand.model.judgements import Judgement
from firsthand.model.problems import Problem
from firsthand.model.readings import Attribution, Mention, PlaceRef, Quantity, TimeRef
from firsthand.model.spans import Anchor, OffsetMap, Run, Span, Spans
from firsthand.model.units import Row
from firsthand.store import tables as t

Record = Mapping[str, Any]  # one row, by column
Rows = dict[Table, list[dict[str, Any]]]


def spans_to_text(spans: Iterable[Span]) -> str:
    """'12-40,50-60'; empty of none."""
    return ",".join(f"{s.start}-{s.end}" for s in spans)


def spans_from_text(written: str) -> Spans:
    pairs = (piece.split("-") for piece in written.split(",") if piece)
    return tuple(Span(int(start), int(end)) for start, end in pairs)


def _one(span: Span | None) -> str:
    return "" if span is None else spans_to_text((span,))


def _maybe(written: str) -> Span | None:
    found = spans_from_text(written)
    return found[0] if found else None


def _ends(span: Span | None, of: str = "") -> dict[str, int | None]:
    return {f"{of}start": None if span is None else span.start, f"{of}stop": None if span is None else span.end}


def _span(row: Record, of: str = "") -> Span | None:
    return None if row[f"{of}start"] is None else Span(row[f"{of}start"], row[f"{of}stop"])


def sure_span(row: Record) -> Span:
    return Span(row["start"], row["stop"])


def hashes_to_bytes(hashes: Iterable[int]) -> bytes:
    """40 bits each, the low byte first."""
    wide = np.array(list(hashes), dtype="<u8").view(np.uint8).reshape(-1, 8)
    return wide[:, :5].tobytes()


def hashes_from_bytes(packed: bytes) -> npt.NDArray[np.uint64]:
    wide = np.zeros((len(packed) // 5, 8), dtype=np.uint8)
    wide[:, :5] = np.frombuffer(packed, dtype=np.uint8).reshape(-1, 5)
    return wide.view("<u8").reshape(-1).astype(np.uint64)


_CAPTURE = tuple(column.name for column in t.capture.columns)


# Encode


def encode(rows: Iterable[Row], unit_id: str) -> Rows:
    """The rows of every table that these model objects are written as. Of two with one id the first stands."""
    out: Rows = defaultdict(list)
    seen: set[tuple[type, str]] = set()
    for n, row in enumerate(rows):
        key = (type(row), row.article_id if isinstance(row, Fingerprints) else row.id)
        if key not in seen:
            seen.add(key)
            _ENCODERS[type(row)](out, row, n, unit_id)
    return out


def _article(out: Rows, a: Article, n: int, unit_id: str) -> None:
    outlet, published, source = a.first("outlet"), a.first("published"), a.first("declared_source")
    out[t.article].append(
        {
            "id": a.id,
            "capture_id": a.capture_id,
            **_ends(a.region),
            "text": a.text,
            "runs": ",".join(
                f"{r.text_start} {r.text_length} {r.capture_start} {r.capture_length}" for r in a.offsets.runs
            ),
            "language": a.language,
            "layout": a.layout,
            "digest": digest(a),
            "title": a.title,
            "outlet": outlet.value if outlet else None,
            "published": published.value if published else None,
            "declared_source": source.value if source else None,
            "words": sum(len(p.span.of(a.text).split()) for p in a.prose),
        }
    )
    out[t.part].extend({"article_id": a.id, "n": i, "kind": p.kind, **_ends(p.span)} for i, p in enumerate(a.parts))
    out[t.datum].extend(
        {
            "article_id": a.id,
            "n": i,
            "kind": d.kind,
            "value": d.value,
            "how": d.how,
            **_ends(d.capture_span),
            "words": d.words,
        }
        for i, d in enumerate(a.data)
    )


def _fingerprints(out: Rows, f: Fingerprints, n: int, unit_id: str) -> None:
    out[t.fingerprint].append({"article_id": f.article_id, "hashes": hashes_to_bytes(f.hashes)})


def _reason(e: Evidence) -> list[Any]:
    return [e.later, e.direction, e.why, [[p.article_id, _one(p.capture_span), p.words] for p in e.proofs]]


def _reason_from(written: list[Any]) -> Evidence:
    later, direction, why, proofs = written
    return Evidence(later, direction, why, tuple(Proof(a, _maybe(span), words) for a, span, words in proofs))


def _link(out: Rows, link: ReuseLink, n: int, unit_id: str) -> None:
    plain = ("id", "from_article", "to_article", "kind", "coverage_from", "coverage_to", "direction", "why")
    evidence = json.dumps([_reason(e) for e in link.evidence], ensure_ascii=False)
    row = {"unit_id": unit_id, "digest": digest(link), **{k: getattr(link, k) for k in plain}}
    out[t.reuse_link].append({**row, "evidence": evidence})
    out[t.passage].extend(
        {
            "link_id": link.id,
            "n": i,
            "from_start": p.from_span.start,
            "from_stop": p.from_span.end,
            "to_start": p.to_span.start,
            "to_stop": p.to_span.end,
        }
        for i, p in enumerate(link.passages)
    )


def _mention(out: Rows, m: Mention, n: int, unit_id: str) -> None:
    out[t.mention].append(
        {"id": m.id, "article_id": m.article_id, "n": n, **_ends(m.span), "kind": m.kind, "name": m.name}
    )


_SAID = ("mode", "stance", "source_kind", "speaker", "speaker_why", "inside", "confidence", "by", "kept_by_hand")


def _attribution(out: Rows, a: Attribution, n: int, unit_id: str) -> None:
    out[t.attribution].append(
        {
            "id": a.id,
            "article_id": a.article_id,
            "n": n,
            "source": spans_to_text(a.source),
            "cue": spans_to_text(a.cue),
            "content": spans_to_text(a.content),
            "addressee": _one(a.addressee),
            "venue": _one(a.venue),
            "speaker_span": _one(a.speaker_span),
            **{k: getattr(a, k) for k in _SAID},
        }
    )


_WHEN = ("id", "article_id", "edtf", "grain", "why", "timex")
_WHERE = (
    "id",
    "article_id",
    "mention_id",
    "gazetteer_id",
    "name",
    "lat",
    "lon",
    "country",
    "precision",
    "score",
    "why",
)
_HOW_MANY = ("id", "article_id", "low", "high", "bound", "unit", "role", "as_of", "scope", "change")


def _time(out: Rows, x: TimeRef, n: int, unit_id: str) -> None:
    plain = {k: getattr(x, k) for k in _WHEN}
    out[t.time].append({"n": n, **_ends(x.span), **_ends(x.counted_from, "counted_"), **plain})


def _place(out: Rows, x: PlaceRef, n: int, unit_id: str) -> None:
    plain = {k: getattr(x, k) for k in _WHERE}
    out[t.place].append({"n": n, **_ends(x.span), "rivals": json.dumps(x.rivals), **plain})


def _quantity(out: Rows, x: Quantity, n: int, unit_id: str) -> None:
    plain = {k: getattr(x, k) for k in _HOW_MANY}
    out[t.quantity].append({"n": n, **_ends(x.span), **_ends(x.of, "of_"), **plain})


def _family(out: Rows, f: Family, n: int, unit_id: str) -> None:
    out[t.family].append({"id": f.id, "founder": f.founder, "founder_why": f.founder_why})
    out[t.family_member].extend({"family_id": f.id, "n": i, "article_id": a} for i, a in enumerate(f.articles))


def _entity(out: Rows, e: Entity, n: int, unit_id: str) -> None:
    out[t.entity].append({"id": e.id, "kind": e.kind, "name": e.name, "why": e.why})
    for role, names in (("form", e.names), ("key", e.keys)):
        out[t.entity_name].extend({"entity_id": e.id, "role": role, "n": i, "name": x} for i, x in enumerate(names))


def _chain(out: Rows, c: Chain, n: int, unit_id: str) -> None:
    plain = ("id", "article_id", "attribution_id", "origin", "origin_named", "reaches_origin", "breaks")
    out[t.chain].append({"n": n, **{k: getattr(c, k) for k in plain}})
    out[t.hop].extend(
        {
            "chain_id": c.id,
            "n": i,
            "party": h.party,
            "kind": h.kind,
            "how": h.how,
            "article_id": h.article_id,
            **_ends(h.capture_span),
            "words": h.words,
        }
        for i, h in enumerate(c.hops)
    )


_ENCODERS: dict[type, Callable[[Rows, Any, int, str], None]] = {
    Article: _article,
    Fingerprints: _fingerprints,
    ReuseLink: _link,
    Mention: _mention,
    Attribution: _attribution,
    TimeRef: _time,
    PlaceRef: _place,
    Quantity: _quantity,
    Family: _family,
    Entity: _entity,
    Chain: _chain,
}


# Decode


def capture_row(c: Capture) -> dict[str, Any]:
    return {k: getattr(c, k) for k in _CAPTURE}


def capture(row: Record) -> Capture:
    return Capture(**{k: row[k] for k in _CAPTURE})


def article(row: Record, parts: Sequence[Record], data: Sequence[Record]) -> Article:
    numbers = (map(int, run.split()) for run in row["runs"].split(",") if run)
    return Article(
        id=row["id"],
        capture_id=row["capture_id"],
        region=sure_span(row),
        text=row["text"],
        parts=tuple(Part(p["kind"], sure_span(p)) for p in parts),
        offsets=OffsetMap(tuple(Run(*four) for four in numbers)),
        data=tuple(Datum(d["kind"], d["value"], d["how"], _span(d), d["words"]) for d in data),
        language=row["language"],
        layout=row["layout"],
    )


def link(row: Record, passages: Sequence[Record]) -> ReuseLink:
    plain = ("id", "from_article", "to_article", "kind", "coverage_from", "coverage_to", "direction", "why")
    pairs = (Passage(Span(p["from_start"], p["from_stop"]), Span(p["to_start"], p["to_stop"])) for p in passages)
    evidence = tuple(_reason_from(e) for e in json.loads(row["evidence"]))
    return ReuseLink(passages=tuple(pairs), evidence=evidence, **{k: row[k] for k in plain})


def mention(row: Record) -> Mention:
    return Mention(row["id"], row["article_id"], sure_span(row), row["kind"], row["name"])


def attribution(row: Record) -> Attribution:
    return Attribution(
        id=row["id"],
        article_id=row["article_id"],
        source=spans_from_text(row["source"]),
        cue=spans_from_text(row["cue"]),
        content=spans_from_text(row["content"]),
        addressee=_maybe(row["addressee"]),
        venue=_maybe(row["venue"]),
        speaker_span=_maybe(row["speaker_span"]),
        **{k: row[k] for k in _SAID},
    )


def time(row: Record) -> TimeRef:
    return TimeRef(span=sure_span(row), counted_from=_span(row, "counted_"), **{k: row[k] for k in _WHEN})


def place(row: Record) -> PlaceRef:
    return PlaceRef(span=sure_span(row), rivals=tuple(json.loads(row["rivals"])), **{k: row[k] for k in _WHERE})


def quantity(row: Record) -> Quantity:
    return Quantity(span=sure_span(row), of=_span(row, "of_"), **{k: row[k] for k in _HOW_MANY})


def family(row: Record, members: Sequence[Record]) -> Family:
    return Family(row["id"], tuple(m["article_id"] for m in members), row["founder"], row["founder_why"])


def entity(row: Record, names: Sequence[Record]) -> Entity:
    forms = tuple(n["name"] for n in names if n["role"] == "form")
    keys = tuple(n["name"] for n in names if n["role"] == "key")
    return Entity(row["id"], row["kind"], row["name"], forms, keys, row["why"])


def chain(row: Record, hops: Sequence[Record]) -> Chain:
    plain = ("id", "article_id", "attribution_id", "origin", "origin_named", "reaches_origin", "breaks")
    steps = (Hop(h["party"], h["kind"], h["how"], h["article_id"], _span(h), h["words"]) for h in hops)
    return Chain(hops=tuple(steps), **{k: row[k] for k in plain})


# Judgements and problems


def judgement_row(j: Judgement) -> dict[str, Any]:
    plain = ("id", "made_at", "by", "act", "about", "field", "value", "saw", "supersedes")
    return {
        **{k: getattr(j, k) for k in plain},
        "capture_id": j.target.capture_id,
        **_ends(j.target.span),
        "exact": j.target.exact,
        "before": j.target.before,
        "after": j.target.after,
        "other": json.dumps(_anchor_list(j.other)) if j.other else None,
        "roles": json.dumps([[role, _anchor_list(a)] for role, a in j.roles]),
    }


def judgement(row: Record) -> Judgement:
    plain = ("id", "made_at", "by", "act", "about", "field", "value", "saw", "supersedes")
    return Judgement(
        target=Anchor(row["capture_id"], sure_span(row), row["exact"], row["before"], row["after"]),
        other=_anchor(json.loads(row["other"])) if row["other"] else None,
        roles=tuple((role, _anchor(written)) for role, written in json.loads(row["roles"])),
        **{k: row[k] for k in plain},
    )


def _anchor_list(a: Anchor) -> list[str | int]:
    return [a.capture_id, a.span.start, a.span.end, a.exact, a.before, a.after]


def _anchor(written: Sequence[Any]) -> Anchor:
    capture_id, start, end, exact, before, after = written
    return Anchor(capture_id, Span(start, end), exact, before, after)


def problem_row(p: Problem, n: int) -> dict[str, Any]:
    return {
        "step": p.step,
        "unit_id": p.unit,
        "n": n,
        "code": p.code,
        "message": p.message,
        "capture_id": p.capture_id,
        **_ends(p.span),
    }


def problem(row: Record) -> Problem:
    return Problem(row["step"], row["unit_id"], row["code"], row["message"], row["capture_id"], _span(row))
