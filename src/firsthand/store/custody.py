"""Custody lines: appended, never changed. A withdrawal erases what a line tells and leaves the chain whole."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, fields, replace
from secrets import token_hex
from typing import Any

from sqlalchemy import Connection, insert, select, update

from firsthand.model.articles import Capture
from firsthand.model.custody import Act, CustodyLine, Hand, Told, line_hash, said
from firsthand.store import ask
from firsthand.store import tables as t
from firsthand.store.sought import Sought

TOLD = tuple(f.name for f in fields(Told))
Head = tuple[int, str]  # a line's number and hash
ERASED: dict[str, None] = dict.fromkeys((*TOLD, "salt"))


def append(c: Connection, act: Act, capture: Capture | None, hand: Hand, text: str | None = None) -> str:
    """Adds a line at the end of the chain; its hash."""
    return _append(c, act, capture, hand.made_at or (capture.fetched_at if capture else ""), _told(hand, capture, text))


def close(c: Connection, act: Act, capture: Capture, made_at: str) -> str:
    """Adds the line of a withdrawal, which tells nothing but itself."""
    return _append(c, act, capture, made_at, None)


def stamped(c: Connection, of: str, authority: str, reply: bytes, kind: str, hand: Hand) -> str:
    """Adds the line of a time stamp, which holds the authority's whole answer; its hash."""
    answer = json.dumps({"of": of, "reply": b64encode(reply).decode("ascii")})
    told = replace(_told(hand, None, None), url=authority, media_type=kind, length=len(reply), answer=answer)
    return _append(c, "stamped", None, hand.made_at, told)


def _append(
    c: Connection,
    act: Act,
    capture: Capture | None,
    made_at: str,
    told: Told | None,
    heads: Sequence[Head] | None = None,
) -> str:
    before = _last(c) if heads is None else heads
    n = max((n for n, _ in before), default=0) + 1
    salt = token_hex(16)
    hidden = said(salt, told or _told(Hand(), None, None))
    previous = tuple(sorted(h for _, h in before))
    id_ = capture.id if capture else None
    line = CustodyLine("", n, act, id_, made_at, hidden, previous, told, salt if told else None)
    line = replace(line, hash=line_hash(line))
    c.execute(insert(t.custody), _row(line))
    return line.hash


def _told(hand: Hand, capture: Capture | None, text: str | None) -> Told:
    x = capture
    if x is None:
        return Told(hand.by, hand.tool, None, None, None, None, None, None, None, text)
    return Told(
        hand.by, hand.tool, x.path, x.url, x.fetched_at, x.media_type, x.charset, x.via, x.length, text, hand.answer
    )


def met(c: Connection, capture: Capture, hand: Hand) -> bool:
    """Notes that bytes which stand were met at another place; whether that was new."""
    x = t.custody.c
    lines = select(x.path, x.url).where(x.capture_id == capture.id, x.salt.is_not(None))
    if (capture.path, capture.url) in {tuple(row) for row in c.execute(lines)}:
        return False
    append(c, "met", capture, hand)
    return True


def begin(c: Connection) -> None:
    """A line for each capture that stood before lines were kept."""
    held = select(t.custody.c.capture_id).where(t.custody.c.capture_id.is_not(None))
    for row in (
        c.execute(select(t.capture).where(t.capture.c.id.not_in(held)).order_by(t.capture.c.id)).mappings().all()
    ):
        append(c, "stood", ask.capture(c, row["id"]), Hand())


def take_in(c: Connection, lines: Iterable[CustodyLine], hand: Hand) -> None:
    """Adds another record's lines; where they and ours are two chains, a line joins them."""
    known = set(c.execute(select(t.custody.c.hash)).scalars())
    for line in lines:
        if line.hash not in known:
            c.execute(insert(t.custody), _row(line))
            known.add(line.hash)
    if len(ends := _ends(c)) > 1:
        _append(c, "joined", None, hand.made_at, _told(hand, None, None), ends)


def _last(c: Connection) -> list[Head]:
    """The last line; chains that come in are joined, so that there is one."""
    x = t.custody.c
    return [(n, h) for n, h in c.execute(select(x.n, x.hash).order_by(x.n.desc(), x.hash).limit(1))]


def _ends(c: Connection) -> list[Head]:
    """Every line that none follows."""
    x = t.custody.c
    rows = c.execute(select(x.n, x.hash, x.previous)).all()
    followed = {h for _, _, previous in rows for h in json.loads(previous)}
    return [(n, h) for n, h, _ in rows if h not in followed]


def lines(c: Connection) -> Iterator[CustodyLine]:
    """Every line, in order."""
    x = t.custody.c
    for row in c.execute(select(t.custody).order_by(x.n, x.hash)).mappings().all():
        yield _line(dict(row))


def erase(c: Connection, capture_ids: Collection[str], names: Sought | None) -> None:
    """Takes away what lines tell of these captures, and of whatever else holds the names."""
    for some in ask.batches(sorted(capture_ids)):
        c.execute(update(t.custody).where(t.custody.c.capture_id.in_(some)).values(**ERASED))
    if names is None:
        return
    for line in list(lines(c)):
        if line.told and names.stands_in("\n".join(str(v) for v in asdict(line.told).values() if v)):
            c.execute(update(t.custody).where(t.custody.c.hash == line.hash).values(**ERASED))


def faults(c: Connection) -> Iterator[str]:
    """What is wrong with the chain, and between it and what stands."""
    known: dict[str, int] = {}
    gone: set[str | None] = set()
    held: dict[str, CustodyLine] = {}
    followed: set[str] = set()
    for line in lines(c):
        if not line.is_sound:
            yield f"custody line {line.n} is not as it was written; put back your copy of the record"
        if any(known.get(h, line.n) >= line.n for h in line.previous) or bool(line.previous) != (line.n > 1):
            yield f"custody line {line.n} follows none that is here: lines were taken out; put back your copy of the record"
        known[line.hash] = line.n
        followed.update(line.previous)
        if line.act == "withdrawn":
            gone.add(line.capture_id)
        elif line.capture_id and line.act not in ("cut", "met"):
            held.setdefault(line.capture_id, line)
    if len(known) - len(followed & set(known)) > 1:
        yield "custody has more than one end: lines were put in; put back your copy of the record"
    yield from _beside(c, held, gone)


def _beside(c: Connection, held: dict[str, CustodyLine], gone: set[str | None]) -> Iterator[str]:
    standing = {row["id"]: row for row in c.execute(select(t.capture)).mappings()}
    for id_ in sorted(standing.keys() - held.keys()):
        yield f"no custody line says how {id_} came in; put back your copy of the record"
    for id_ in sorted(held.keys() - standing.keys()):
        if id_ not in gone and not _is_gone(c, id_):
            yield f"{id_} was taken in, and is neither here nor withdrawn; put back your copy of the record"
    for id_ in sorted(standing.keys() & held.keys()):
        told, row = held[id_].told, standing[id_]
        said_then = told and (told.path, told.url, told.seen_at, told.media_type, told.charset, told.via, told.length)
        now = tuple(row[k] for k in ("path", "url", "fetched_at", "media_type", "charset", "via", "length"))
        if said_then and said_then != now:
            yield f"what is kept of {id_} (its path, address or day) is not what its custody line says; put back your copy"


def _is_gone(c: Connection, id_: str) -> bool:
    return c.execute(select(t.gone.c.id).where(t.gone.c.id == id_)).first() is not None


def head(c: Connection) -> str | None:
    """The hash of the last line: noted down elsewhere it proves that nothing before it changed."""
    return next((h for _, h in _last(c)), None)


def text_faults(c: Connection, texts: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Kept texts (id, sha256) that are not those that custody lines speak of."""
    x = t.custody.c
    for id_, digest in texts:
        told = set(c.execute(select(x.text).where(x.capture_id == id_, x.text.is_not(None))).scalars())
        if told and digest not in told:
            yield f"the text kept of {id_} is not what was read from it; put back your copy of the record"


def _row(line: CustodyLine) -> dict[str, Any]:
    plain = {k: getattr(line, k) for k in ("hash", "n", "act", "capture_id", "made_at", "said", "salt")}
    told = asdict(line.told) if line.told else dict.fromkeys(TOLD)
    return {**plain, **told, "previous": json.dumps(line.previous)}


def _line(row: ask.Record) -> CustodyLine:
    told = Told(**{k: row[k] for k in TOLD}) if row["salt"] is not None else None
    plain = {k: row[k] for k in ("hash", "n", "act", "capture_id", "made_at", "said", "salt")}
    return CustodyLine(**plain, previous=tuple(json.loads(row["previous"])), told=told)
