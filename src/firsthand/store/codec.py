"""Rows of tables from model objects, and model objects from rows. `decode(encode(x)) == x` for everything.

Long, since what writes a kind of row and what reads it share their lists of columns: apart, one would be forgotten.
"""

from __future__ import annotations

import json
import struct
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, fields
from sys import intern
from typing import Any

import numpy as np
import numpy.typing as npt
from sqlalchemy import Table

from firsthand.model.articles import Article, Byline, Capture, Datum, PageAccount, Part
from firsthand.model.comparing import Card, Cell, Line, Variant
from firsthand.model.findings import (
    Account,
    Chain,
    Claim,
    Discrepancy,
    Entity,
    Event,
    Evidence,
    Family,
    Fingerprints,
    Hop,
    Independence,
    Likely,
    Lineage,
    Member,
    Origin,
    Passage,
    Place,
    Point,
    Proof,
    Retired,
    ReuseLink,
    Series,
    Statement,
    Value,
)
from firsthand.model.ids import digest
from firsthand.model.judgements import Judgement
from firsthand.model.problems import Problem
from firsthand.model.proposals import Proposal
from firsthand.model.readings import Attribution, EventMention, Mention, PlaceRef, Quantity, Role, Telling, TimeRef
from firsthand.model.rims import Boilerplate, RimBlock, Rims
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
    seen: set[tuple[type, str]] = set()

    def fresh() -> Iterator[tuple[int, Row]]:
        for n, row in enumerate(rows):
            key = (type(row), id_of(row))
            if key not in seen:
                seen.add(key)
                yield n, row

    return encode_each(fresh(), unit_id)


def id_of(row: Row) -> str:
    return row.article_id if isinstance(row, Fingerprints | Boilerplate) else row.id


def encode_each(rows: Iterable[tuple[int, Row]], unit_id: str) -> Rows:
    """The same of rows that come with their numbers among all, each once."""
    out: Rows = defaultdict(list)
    for n, row in rows:
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
            "party": d.byline and d.byline.party,
            "role": d.byline and d.byline.role,
            **_ends(d.byline.role_span if d.byline else None, "role_"),
            "did": d.byline and d.byline.did,
        }
        for i, d in enumerate(a.data)
    )


def _boilerplate(out: Rows, b: Boilerplate, n: int, unit_id: str) -> None:
    out[t.boilerplate].extend({"article_id": b.article_id, "home": b.home, **asdict(x)} for x in b.blocks)


_RIM_BLOCK = struct.Struct("<I6sHB")  # which part, mark, words, what it does


def rims_rows(r: Rims) -> Iterator[dict[str, Any]]:
    """One for each home of the article."""
    blocks = b"".join(
        _RIM_BLOCK.pack(b.at, b.mark.to_bytes(6, "little"), min(b.words, 0xFFFF), b.speaks + 2 * b.quotes)
        for b in r.blocks
    )
    plain = {"article_id": r.article_id, "day": r.day, "words": r.words, "parts": r.parts, "blocks": blocks}
    row = {**plain, "sketch": np.array(r.sketch, dtype="<u4").tobytes(), "digest": digest(r)}
    return ({**row, "home": home} for home in r.homes)


def rims(row: Record) -> Rims:
    """As one of its homes has it."""
    blocks = (
        RimBlock(at, int.from_bytes(mark, "little"), words, bool(does & 1), bool(does & 2))
        for at, mark, words, does in _RIM_BLOCK.iter_unpack(row["blocks"])
    )
    plain = {k: row[k] for k in ("article_id", "day", "words", "parts")}
    sketch = tuple(np.frombuffer(row["sketch"], dtype="<u4").tolist())
    return Rims(homes=(row["home"],), sketch=sketch, blocks=tuple(blocks), **plain)


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
        {
            "id": m.id,
            "article_id": m.article_id,
            "n": n,
            **_ends(m.span),
            "kind": m.kind,
            "name": m.name,
            **_ends(m.office, "office_"),
            "use": m.use,
        }
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

_HAPPENED = ("id", "article_id", "kind", "time", "place", "polarity", "attribution")
_SLOTS = ("time", "place", "actors", "figures")


def _time(out: Rows, x: TimeRef, n: int, unit_id: str) -> None:
    plain = {k: getattr(x, k) for k in _WHEN}
    out[t.time].append({"n": n, **_ends(x.span), **_ends(x.counted_from, "counted_"), **plain})


def _place(out: Rows, x: PlaceRef, n: int, unit_id: str) -> None:
    plain = {k: getattr(x, k) for k in _WHERE}
    out[t.place].append({"n": n, **_ends(x.span), "rivals": json.dumps(x.rivals), **plain})


def _quantity(out: Rows, x: Quantity, n: int, unit_id: str) -> None:
    plain = {k: getattr(x, k) for k in _HOW_MANY}
    out[t.quantity].append({"n": n, **_ends(x.span), **_ends(x.of, "of_"), **plain})


def _telling(out: Rows, x: Telling, n: int, unit_id: str) -> None:
    plain = ("id", "article_id", "attribution_id", "voice", "negated", "vector")
    row = {k: getattr(x, k) for k in plain}
    out[t.telling].append({"n": n, **_ends(x.span), "terms": "\n".join(x.terms), **row})


def _event_mention(out: Rows, x: EventMention, n: int, unit_id: str) -> None:
    plain = {k: getattr(x, k) for k in _HAPPENED}
    out[t.event_mention].append(
        {"n": n, **_ends(x.trigger), **_ends(x.sentence, "sentence_"), "terms": "\t".join(x.terms), **plain}
    )
    out[t.event_role].extend(
        {"event_mention_id": x.id, "n": i, "role": r.role, **_ends(r.span), "mention_id": r.mention_id}
        for i, r in enumerate(x.roles)
    )


def _family(out: Rows, f: Family, n: int, unit_id: str) -> None:
    out[t.family].append({"id": f.id, "founder": f.founder, "founder_why": f.founder_why})
    out[t.family_member].extend({"family_id": f.id, "n": i, "article_id": a} for i, a in enumerate(f.articles))


_PARTY = ("id", "kind", "name", "why", "public", "public_why", "place")


def _entity(out: Rows, e: Entity, n: int, unit_id: str) -> None:
    out[t.entity].append({k: getattr(e, k) for k in _PARTY})
    named: tuple[tuple[str, Iterable[tuple[str, str | None]]], ...] = (
        ("form", ((x, None) for x in e.names)),
        ("held", e.held),
        ("key", ((x, None) for x in e.keys)),
    )
    for role, names in named:
        out[t.entity_name].extend(
            {"entity_id": e.id, "role": role, "n": i, "name": x, "article_id": a} for i, (x, a) in enumerate(names)
        )


def _lineage(out: Rows, x: Lineage, n: int, unit_id: str) -> None:
    out[t.lineage].append({"id": x.id, "members": json.dumps(x.members, ensure_ascii=False)})


def _retired(out: Rows, x: Retired, n: int, unit_id: str) -> None:
    out[t.retired].append({"id": x.id, "heir": x.heir})


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


_COUNTED = ("count", "low", "high", "unknown", "method")
_TOLD = ("telling_id", "article_id", "attribution_id", "stance", "statement_id")


def _statement(out: Rows, s: Statement, n: int, unit_id: str) -> None:
    voice = [[p.article_id, p.span.start, p.span.end] for p in s.voice]
    plain = {k: getattr(s, k) for k in ("id", "speaker", "speaker_entity")}
    out[t.statement].append({**plain, "attributions": json.dumps(s.attributions), "voice": json.dumps(voice)})


def _claim(out: Rows, c: Claim, n: int, unit_id: str) -> None:
    origins = [[o.party, o.kind, list(o.members)] for o in c.origins]
    counted = {k: getattr(c.independent, k) for k in _COUNTED}
    words = {"article_id": c.words.article_id, **_ends(c.words.span)}
    out[t.claim].append({"id": c.id, **words, "origins": json.dumps(origins), **counted, "why": c.why})
    out[t.claim_member].extend(
        {"claim_id": c.id, "n": i, **_ends(m.span), **{k: getattr(m, k) for k in _TOLD}}
        for i, m in enumerate(c.members)
    )


def _likely(out: Rows, x: Likely, n: int, unit_id: str) -> None:
    out[t.likely].append({k: getattr(x, k) for k in ("id", "a", "b", "score", "why")})


def _event(out: Rows, e: Event, n: int, unit_id: str) -> None:
    place = {"article_id": e.words.article_id, **_ends(e.words.span)}
    out[t.event_].append({"id": e.id, "kind": e.kind, **place, "why": e.why})
    for i, a in enumerate(e.accounts):
        own = {"event_id": e.id, "account": i}
        out[t.account].append({"event_id": e.id, "n": i, "who": a.who, "kind": a.kind})
        out[t.event_member].extend({**own, "n": k, "mention_id": m} for k, m in enumerate(a.mentions))
        out[t.event_article].extend({**own, "n": k, "article_id": x} for k, x in enumerate(a.articles))
        for slot in _SLOTS:
            out[t.account_value].extend(
                {**own, "slot": slot, "n": k, "value": v.value, "article_id": v.article_id, **_ends(v.span)}
                | {"who": v.who, "attribution_id": v.attribution_id}
                for k, v in enumerate(getattr(a, slot))
            )


def _card(out: Rows, c: Card, n: int, unit_id: str) -> None:
    lines = [
        [x.span.start, x.span.end, x.terms, x.days, x.refers, x.headline, [_cell_list(cell) for cell in x.cells]]
        for x in c.lines
    ]
    data = json.dumps([c.outlet, c.published, lines], separators=(",", ":"))
    out[t.card].append({"article_id": c.article_id, "data": data})


def _variant(out: Rows, v: Variant, n: int, unit_id: str) -> None:
    plain = {k: getattr(v, k) for k in ("id", "link_id", "kind", "a_article", "b_article")}
    cells = {"a": json.dumps(_cell_list(v.a)), "b": json.dumps(_cell_list(v.b))}
    out[t.variant].append({"unit_id": unit_id, **plain, **cells})


_CELL = tuple(f.name for f in fields(Cell) if f.name != "span")


def _cell_list(cell: Cell) -> list[Any]:
    return [cell.span.start, cell.span.end, *(getattr(cell, k) for k in _CELL)]


_PARTED = ("id", "event_id", "claim_id", "slot", "kind", "words")
_VALUE = ("value", "article_id", "who", "attribution_id")
_SERIES = ("id", "of", "unit", "cumulative", "event_id")
_POINT = ("as_of", "low", "high", "bound", "article_id", "who", "falls")


def _discrepancy(out: Rows, d: Discrepancy, n: int, unit_id: str) -> None:
    out[t.discrepancy].append({k: getattr(d, k) for k in _PARTED})
    out[t.value].extend(
        {"discrepancy_id": d.id, "n": i, **_ends(v.span), **{k: getattr(v, k) for k in _VALUE}}
        for i, v in enumerate(d.values)
    )


def _series(out: Rows, s: Series, n: int, unit_id: str) -> None:
    out[t.series].append({k: getattr(s, k) for k in _SERIES})
    out[t.point].extend(
        {"series_id": s.id, "n": i, **_ends(p.span), **{k: getattr(p, k) for k in _POINT}}
        for i, p in enumerate(s.points)
    )


_ENCODERS: dict[type, Callable[[Rows, Any, int, str], None]] = {
    Article: _article,
    Boilerplate: _boilerplate,
    Fingerprints: _fingerprints,
    ReuseLink: _link,
    Mention: _mention,
    Attribution: _attribution,
    TimeRef: _time,
    PlaceRef: _place,
    Quantity: _quantity,
    EventMention: _event_mention,
    Family: _family,
    Entity: _entity,
    Lineage: _lineage,
    Retired: _retired,
    Chain: _chain,
    Telling: _telling,
    Statement: _statement,
    Claim: _claim,
    Likely: _likely,
    Event: _event,
    Card: _card,
    Variant: _variant,
    Discrepancy: _discrepancy,
    Series: _series,
}


# Decode


def capture_row(c: Capture) -> dict[str, Any]:
    return {k: getattr(c, k) for k in _CAPTURE}


def capture(row: Record) -> Capture:
    return Capture(**{k: row[k] for k in _CAPTURE})


def offsets(written: str) -> OffsetMap:
    """'0 12 100 12,13 7 120 7'."""
    return OffsetMap(tuple(Run(*map(int, run.split())) for run in written.split(",") if run))


def article(row: Record, parts: Sequence[Record], data: Sequence[Record]) -> Article:
    return Article(
        id=row["id"],
        capture_id=row["capture_id"],
        region=sure_span(row),
        text=row["text"],
        parts=tuple(Part(p["kind"], sure_span(p)) for p in parts),
        offsets=offsets(row["runs"]),
        data=tuple(Datum(d["kind"], d["value"], d["how"], _span(d), d["words"], _byline(d)) for d in data),
        language=row["language"],
        layout=row["layout"],
    )


def _byline(d: Record) -> Byline | None:
    return Byline(d["party"], d["role"], _span(d, "role_"), d["did"]) if d["party"] else None


def page_account_row(x: PageAccount, n: int) -> dict[str, Any]:
    plain = {k: getattr(x, k) for k in ("article_id", "kind", "value", "account", "path", "words", "agrees")}
    return {**plain, "n": n, **_ends(x.capture_span)}


def page_account(row: Record) -> PageAccount:
    plain = {k: row[k] for k in ("article_id", "kind", "value", "account", "path", "words")}
    return PageAccount(capture_span=_span(row), agrees=bool(row["agrees"]), **plain)


def link(row: Record, passages: Sequence[Record]) -> ReuseLink:
    plain = ("id", "from_article", "to_article", "kind", "coverage_from", "coverage_to", "direction", "why")
    pairs = (Passage(Span(p["from_start"], p["from_stop"]), Span(p["to_start"], p["to_stop"])) for p in passages)
    evidence = tuple(_reason_from(e) for e in json.loads(row["evidence"]))
    return ReuseLink(passages=tuple(pairs), evidence=evidence, **{k: row[k] for k in plain})


def mention(row: Record) -> Mention:
    office, use = _span(row, "office_"), row["use"]
    return Mention(row["id"], row["article_id"], sure_span(row), row["kind"], row["name"], office, use)


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


def telling(row: Record) -> Telling:
    plain = ("id", "article_id", "attribution_id", "voice", "negated", "vector")
    # one string a word, however many tellings have it: they are all held at once where claims are looked for
    terms = tuple(map(intern, row["terms"].split("\n"))) if row["terms"] else ()
    return Telling(span=sure_span(row), terms=terms, **{k: row[k] for k in plain})


def event_mention(row: Record, roles: Sequence[Record]) -> EventMention:
    held = (Role(r["role"], sure_span(r), r["mention_id"]) for r in roles)
    terms = tuple(map(intern, row["terms"].split("\t"))) if row["terms"] else ()
    sentence = Span(row["sentence_start"], row["sentence_stop"])
    return EventMention(
        trigger=sure_span(row), sentence=sentence, roles=tuple(held), terms=terms, **{k: row[k] for k in _HAPPENED}
    )


def event(row: Record, parts: Mapping[str, Sequence[Record]]) -> Event:
    """An event from its row and those of its parts, by table, in order."""

    def of(table: Table, n: int) -> list[Record]:
        return [x for x in parts[table.name] if x["account"] == n]

    made = []
    for a in parts[t.account.name]:
        values = of(t.account_value, a["n"])
        slots = {slot: tuple(_value(v) for v in values if v["slot"] == slot) for slot in _SLOTS}
        articles = tuple(x["article_id"] for x in of(t.event_article, a["n"]))
        mentions = tuple(x["mention_id"] for x in of(t.event_member, a["n"]))
        made.append(Account(a["who"], a["kind"], articles, mentions, **slots))
    words = Place(row["article_id"], sure_span(row))
    every = tuple(sorted(x["mention_id"] for x in parts[t.event_member.name]))
    return Event(row["id"], row["kind"], words, every, tuple(made), row["why"])


def _value(v: Record) -> Value:
    return Value(v["value"], v["article_id"], sure_span(v), v["who"], v["attribution_id"])


def family(row: Record, members: Sequence[Record]) -> Family:
    return Family(row["id"], tuple(m["article_id"] for m in members), row["founder"], row["founder_why"])


def entity(row: Record, names: Sequence[Record]) -> Entity:
    forms = tuple(n["name"] for n in names if n["role"] == "form")
    keys = tuple(n["name"] for n in names if n["role"] == "key")
    held = tuple((n["name"], n["article_id"]) for n in names if n["role"] == "held")
    return Entity(names=forms, keys=keys, held=held, **{k: row[k] for k in _PARTY})


def lineage(row: Record) -> Lineage:
    return Lineage(row["id"], tuple(json.loads(row["members"])))


def retired(row: Record) -> Retired:
    return Retired(row["id"], row["heir"])


def chain(row: Record, hops: Sequence[Record]) -> Chain:
    plain = ("id", "article_id", "attribution_id", "origin", "origin_named", "reaches_origin", "breaks")
    steps = (Hop(h["party"], h["kind"], h["how"], h["article_id"], _span(h), h["words"]) for h in hops)
    return Chain(hops=tuple(steps), **{k: row[k] for k in plain})


def statement(row: Record) -> Statement:
    voice = tuple(Place(a, Span(start, end)) for a, start, end in json.loads(row["voice"]))
    return Statement(row["id"], row["speaker"], row["speaker_entity"], tuple(json.loads(row["attributions"])), voice)


def claim(row: Record, members: Sequence[Record]) -> Claim:
    return Claim(
        id=row["id"],
        words=Place(row["article_id"], sure_span(row)),
        members=tuple(Member(span=sure_span(m), **{k: m[k] for k in _TOLD}) for m in members),
        origins=tuple(Origin(party, kind, tuple(some)) for party, kind, some in json.loads(row["origins"])),
        independent=Independence(**{k: row[k] for k in _COUNTED}),
        why=row["why"],
    )


def likely(row: Record) -> Likely:
    return Likely(row["id"], row["a"], row["b"], row["score"], row["why"])


def card(row: Record) -> Card:
    outlet, published, lines = json.loads(row["data"])
    made = (
        Line(Span(start, end), _interned(words), _interned(days), refers, headline, tuple(map(_cell, cells)))
        for start, end, words, days, refers, headline, cells in lines
    )
    return Card(row["article_id"], outlet, published, tuple(made))


def variant(row: Record) -> Variant:
    plain = {k: row[k] for k in ("id", "link_id", "kind", "a_article", "b_article")}
    return Variant(a=_cell(json.loads(row["a"])), b=_cell(json.loads(row["b"])), **plain)


def _cell(written: Sequence[Any]) -> Cell:
    start, end, *rest = written
    given: dict[str, Any] = {
        k: _interned(x) if isinstance(x, list) else intern(x) if isinstance(x, str) and k != "words" else x
        for k, x in zip(_CELL, rest, strict=True)
    }
    return Cell(span=Span(start, end), **given)


def _interned(words: Sequence[str]) -> tuple[str, ...]:
    """Of a whole record's words each is held once, and none of no words."""
    return tuple(map(intern, words))


def discrepancy(row: Record, values: Sequence[Record]) -> Discrepancy:
    made = (Value(span=sure_span(v), **{k: v[k] for k in _VALUE}) for v in values)
    return Discrepancy(values=tuple(made), **{k: row[k] for k in _PARTED})


def series(row: Record, points: Sequence[Record]) -> Series:
    made = (Point(span=sure_span(p), **{k: p[k] for k in _POINT}) for p in points)
    return Series(points=tuple(made), **{k: row[k] for k in _SERIES})


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


def proposal_row(p: Proposal) -> dict[str, Any]:
    anchors = [_anchor_list(a) if a else None for a in (p.content, p.source, p.cue)]
    plain = {k: getattr(p, k) for k in ("id", "made_at", "model", "article_id")}
    return {**plain, "capture_id": p.content.capture_id, "anchors": json.dumps(anchors)}


def proposal(row: Record) -> Proposal:
    content, source, cue = (_anchor(a) if a else None for a in json.loads(row["anchors"]))
    if content is None:
        raise ValueError(f"proposal {row['id']} has no content")
    return Proposal(row["id"], row["made_at"], row["model"], row["article_id"], content, source, cue)


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
