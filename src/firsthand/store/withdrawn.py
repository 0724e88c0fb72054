"""What was withdrawn: the list, the answer to an id that is gone, the bytes kept instead, and who is not taken in again."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from sqlalchemy import Connection, insert, select

from firsthand.model.articles import Capture
from firsthand.model.ids import sha256
from firsthand.model.judgements import Judgement
from firsthand.model.problems import NotInRecord, Problem, Withdrawn
from firsthand.model.spans import Spans
from firsthand.model.withdrawals import Cut, Gone, Withdrawal
from firsthand.store import ask, codec, sought
from firsthand.store import tables as t
from firsthand.store.sought import Sought, Words

Decode = Callable[[bytes, str], str]
UNFINISHED = "withdrawal_unfinished"  # in `meta`: rows are gone, and pages and files are still to be made anew
_ID = re.compile(r"\b(?:[0-9a-f]{64}|[a-z]-[a-z2-7]{13}|j-\d{20}-[a-z2-7]{13})\b")
AGAIN = 5  # how often a page is cut over: words that were apart may stand side by side once others went


def withdrawals(c: Connection, *where: ask.Where) -> list[Withdrawal]:
    """Every one of them, by id."""
    found = ask.rows(c, t.withdrawal, *where, order=["id"])
    ids = [r["id"] for r in found]
    gone, cuts = _held(c, t.gone, ids, "id"), _held(c, t.cut, ids, "capture_id")
    return [
        Withdrawal(
            **{k: r[k] for k in ("id", "kind", "hash", "made_at", "by", "reason", "salt")},
            watched=tuple(json.loads(r["watched"])),
            gone=tuple(Gone(x["id"], x["hash"]) for x in gone[r["id"]]),
            cuts=tuple(cut_of_row(x) for x in cuts[r["id"]]),
        )
        for r in found
    ]


def _held(c: Connection, table: Any, ids: Sequence[str], by: str) -> dict[str, list[ask.Record]]:
    held: dict[str, list[ask.Record]] = defaultdict(list)
    for some in ask.batches(ids):
        for row in ask.rows(c, table, table.c.withdrawal_id.in_(some), order=[by]):
            held[row["withdrawal_id"]].append(row)
    return held


def cut_of_row(row: Mapping[str, Any]) -> Cut:
    return Cut(row["capture_id"], codec.spans_from_text(row["spans"]), row["kept"], row["length"])


def of_id(c: Connection, id_: str) -> Withdrawal | None:
    """The withdrawal by which an id names nothing any more; of several the first."""
    by = c.execute(select(t.gone.c.withdrawal_id).where(t.gone.c.id == id_)).scalars().all()
    return min(withdrawals(c, t.withdrawal.c.id.in_(by)), key=lambda w: w.made_at, default=None) if by else None


def instead_of(c: Connection, error: NotInRecord) -> NotInRecord:
    """The same mistake, told as a withdrawal where the id that it names was withdrawn."""
    for id_ in _ID.findall(str(error)):
        if found := of_id(c, id_):
            return Withdrawn(f"{id_} was {told(found)}")
    return error


def told(withdrawal: Withdrawal) -> str:
    """'withdrawn on 2031-03-04: asked for by her family'."""
    return f"withdrawn on {withdrawal.made_at[:10]}: {withdrawal.reason}"


def touched(c: Connection, capture_id: str) -> tuple[Withdrawal, ...]:
    """The withdrawals that cut words out of a capture, oldest first."""
    of = select(t.cut.c.withdrawal_id).where(t.cut.c.capture_id == capture_id)
    return tuple(sorted(withdrawals(c, t.withdrawal.c.id.in_(of)), key=lambda w: w.made_at))


# Words cut out of a page


@dataclass(frozen=True, slots=True)
class Page:
    """A page with words cut out of it, as it is to be kept."""

    text: str
    data: bytes
    cut: Cut


def cut_page(
    capture: Capture, text: str, found: Sought, more: Spans, decode: Decode, spared: Spans = ()
) -> Page | None:
    """The page without the words sought, but where they are spared, and without those at `more`; None where it cannot be kept
    so: then it goes whole."""
    mark = sought.MARK if _has(capture.charset, sought.MARK) else sought.MARK_ELSE
    spans: Spans = ()
    now, more = text, (*more, *_unspared(found, text, spared))
    for _ in range(AGAIN):
        spans, now = sought.merged([*spans, *more]), sought.cut(now, sought.merged(more), mark)
        more = _unspared(found, now, spared)
        if not more:
            return page_of(capture, now, spans, decode)
    return None


def _unspared(found: Sought, text: str, spared: Spans) -> Spans:
    return tuple(p for p in found.places(text) if not any(map(p.overlaps, spared)))


def page_of(capture: Capture, text: str, spans: Spans, decode: Decode) -> Page | None:
    """A cut text as bytes in its own charset; None if they would not read the same."""
    try:
        data = text.encode(capture.charset)
        same = decode(data, capture.charset) == text
    except (UnicodeError, LookupError):
        return None
    return Page(text, data, Cut(capture.id, spans, sha256(data), len(data))) if same else None


def _has(charset: str, mark: str) -> bool:
    try:
        return mark.encode(charset).decode(charset) == mark
    except (UnicodeError, LookupError):
        return False


def put(c: Connection, one: Withdrawal) -> None:
    """Writes a withdrawal with all that it says of what went."""
    plain = {k: getattr(one, k) for k in ("id", "kind", "hash", "made_at", "by", "reason", "salt")}
    c.execute(insert(t.withdrawal), {**plain, "watched": json.dumps(one.watched)})
    if one.gone:
        c.execute(insert(t.gone), [{"id": x.id, "withdrawal_id": one.id, "hash": x.hash} for x in one.gone])
    for cut in one.cuts:
        put_cut(c, one.id, cut)


def put_cut(c: Connection, withdrawal_id: str, cut: Cut) -> None:
    """Notes what went out of a capture, after what went before."""
    before = c.execute(select(t.cut.c.n).where(t.cut.c.capture_id == cut.capture_id)).scalars().all()
    row = {"capture_id": cut.capture_id, "n": len(before), "withdrawal_id": withdrawal_id}
    kept = {"spans": codec.spans_to_text(cut.spans), "kept": cut.kept, "length": cut.length}
    c.execute(insert(t.cut), {**row, **kept})


# What comes in again


@dataclass(frozen=True, slots=True)
class Admitted:
    """A page that may be kept, with the words cut that were withdrawn and by which withdrawal."""

    capture: Capture
    data: bytes
    cuts: tuple[tuple[str, Cut], ...] = ()


def admit(c: Connection, capture: Capture, data: bytes, decode: Decode) -> Admitted | Problem:
    """A page as it may be kept: not at all if it was withdrawn, and without the names of persons who were."""
    if found := of_id(c, capture.id):
        path = unnamed(capture.path, [names for _, names in watched(c)])
        return Problem("collect", path, "withdrawn", f"{path} was {told(found)}. It is not taken in again")
    cuts: list[tuple[str, Cut]] = []
    for earlier in touched(c, capture.id):  # of another record: here the page comes whole
        spans = sought.merged(s for x in earlier.cuts if x.capture_id == capture.id for s in x.spans)
        page = page_of(capture, sought.cut(decode(data, capture.charset), spans, " "), spans, decode)
        if page is not None:
            data = page.data
            cuts.append((earlier.id, page.cut))
    for withdrawal, found_names in watched(c):
        path, url = (unnamed(x, [found_names]) for x in (capture.path, capture.url or ""))
        capture = replace(capture, path=path, url=url or None)
        text = decode(data, capture.charset)
        if not found_names.stands_in(text):
            continue
        page = cut_page(capture, text, found_names, (), decode)
        if page is None:
            message = (
                f"{capture.path} names a person whose data were {told(withdrawal)}. It cannot be kept without the name"
            )
            return Problem("collect", capture.path, "withdrawn", message)
        data = page.data
        path, url = (sought.cut(x, found_names.places_beside(x)) for x in (path, url))
        capture = replace(capture, path=path, url=url or None)
        cuts.append((withdrawal.id, page.cut))
    return Admitted(capture, data, tuple(cuts))


def unnamed(text: str, names: Sequence[Sought]) -> str:
    """A path or message without the names."""
    for one in names:
        text = sought.cut(text, one.places(text))
    return text


def unnamed_problems(c: Connection, problems: Sequence[Problem]) -> list[Problem]:
    """The same, without withdrawn names in their paths and messages."""
    names = [one for _, one in watched(c)]
    return [replace(p, unit=unnamed(p.unit, names), message=unnamed(p.message, names)) for p in problems]


def watched(c: Connection) -> tuple[tuple[Withdrawal, Sought], ...]:
    """The persons whose names are cut out of what comes in. The names themselves are not known: their keyed hashes are."""
    rows = withdrawals(c, t.withdrawal.c.kind == "person", t.withdrawal.c.salt != "")
    return tuple((w, _sought(w)) for w in sorted(rows, key=lambda w: w.made_at))


def _sought(withdrawal: Withdrawal) -> Sought:
    salt = bytes.fromhex(withdrawal.salt)
    whole = {h.split(":")[1] for h in withdrawal.watched if "?" not in h}
    parts = {h.split(":")[1] for h in withdrawal.watched if "?" in h}
    lengths = tuple(sorted({int(h.split(":")[0].rstrip("?")) for h in withdrawal.watched}))
    known = lru_cache(maxsize=50_000)(lambda w: keyed(salt, w))
    return Sought(lambda w: known(w) in whole, lambda w: known(w) in parts, lengths)


def keyed(salt: bytes, words: Words) -> str:
    """A hash of folded words that says nothing without its salt."""
    return blake2b("\n".join(words).encode("utf-8", "surrogatepass"), key=salt, digest_size=16).hexdigest()


def hashes(salt: bytes, whole: Sequence[Words], parts: Sequence[Words]) -> tuple[str, ...]:
    """What is kept of names: how many words, and the keyed hash; "?": counts only where a whole name stands."""
    told = [f"{len(w)}:{keyed(salt, w)}" for w in whole]
    return tuple(sorted({*told, *(f"{len(w)}?:{keyed(salt, w)}" for w in parts)}))


def check_judgement(c: Connection, judgement: Judgement) -> None:
    """Refuses a decision, such as one of an older export, that would bring withdrawn words back."""
    anchors = [judgement.target, *([judgement.other] if judgement.other else []), *(a for _, a in judgement.roles)]
    if found := next((w for id_ in (judgement.id, *(a.capture_id for a in anchors)) if (w := of_id(c, id_))), None):
        raise Withdrawn(f"{judgement.id} is of words {told(found)}")
    for a in anchors:
        for w in touched(c, a.capture_id):
            spans = (s for cut in w.cuts if cut.capture_id == a.capture_id for s in cut.spans)
            if any(s.start < max(a.span.end, a.span.start + 1) and a.span.start < s.end for s in spans):
                raise Withdrawn(f"{judgement.id} is of words {told(w)}")
    words = "\n".join([judgement.value or "", judgement.by, *(f"{a.before}{a.exact}{a.after}" for a in anchors)])
    for w, names in watched(c):
        if names.stands_in(words):
            raise Withdrawn(f"{judgement.id} names a person whose data were {told(w)}")


def is_of_withdrawn(c: Connection, judgement: Judgement) -> bool:
    """Whether a decision would bring withdrawn words back."""
    try:
        check_judgement(c, judgement)
    except Withdrawn:
        return True
    return False


# Health


def unfinished(c: Connection) -> bool:
    return c.execute(select(t.meta.c.value).where(t.meta.c.key == UNFINISHED)).first() is not None


def faults(c: Connection) -> Iterator[str]:
    """Whatever of withdrawals is not as it should be."""
    if unfinished(c):
        yield "a withdrawal is not finished: close other programs on this record, then run: firsthand run"
    ids = select(t.gone.c.id)
    for kept in (t.capture, t.judgement):
        for id_ in c.execute(select(kept.c.id).where(kept.c.id.in_(ids)).order_by(kept.c.id)).scalars():
            yield f"the {kept.name} {id_} was withdrawn and stands here again; withdraw it again"
