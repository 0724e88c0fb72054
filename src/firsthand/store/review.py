"""The review queue: what the machine is least sure of and nobody has decided on, one kind beside the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from sqlalchemy import Connection, func, select

from firsthand.model.findings import Place
from firsthand.model.judgements import LATER, Judgement
from firsthand.model.problems import NotInRecord
from firsthand.store import ask, decided, findings, judged
from firsthand.store import tables as t
from firsthand.store.answers import Asked, ReviewItem, ReviewPage

EVENTS = 300  # of the events that most is told of: their mentions are likened to each other
AHEAD = 5000  # attributions looked at, the least sure: as many as one person may put off
UNMEASURED = (
    0.6  # how sure a discrepancy is taken to be: nothing measures it, so it comes after what is surely doubtful
)
Ids = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Doubt:
    """A candidate of the queue, before its words are fetched."""

    sure: float
    ids: Ids
    why: str


def review(c: Connection, kind: str | None, by: str | None) -> ReviewPage:
    """The least sure thing of a kind, or of all, that is neither judged nor put off by this person; how many are left."""
    off = _put_off(c, by)
    queues = {name: [d for d in doubts(c) if frozenset(d.ids) not in off] for name, doubts in KINDS.items()}
    left = tuple((name, _unread(c, off) if name == "attribution" else len(queue)) for name, queue in queues.items())
    chosen = [(d.sure, n, name, d) for n, (name, queue) in enumerate(queues.items()) for d in queue]
    chosen = sorted((x for x in chosen if kind in (None, x[2])), key=lambda x: (x[0], x[1], x[3].ids))
    for _, _, name, doubt in chosen:
        try:
            return ReviewPage(_item(c, name, doubt), left, len(off))
        except NotInRecord:
            continue  # found anew under another id since it was listed
    return ReviewPage(None, left, len(off))


def _item(c: Connection, kind: str, doubt: _Doubt) -> ReviewItem:
    asked = tuple(_asked(c, place) for id_ in doubt.ids for place in _places(c, id_))
    return ReviewItem(kind, doubt.ids, doubt.sure, doubt.why, asked, judged.saw(c, doubt.ids))


def _places(c: Connection, id_: str) -> Sequence[Place]:
    return decided.values_of(c, id_) if id_.startswith("d-") else (decided.pointed(c, id_).words,)


def _asked(c: Connection, place: Place) -> Asked:
    return Asked(ask.article(c, place.article_id), place.span)


def _put_off(c: Connection, by: str | None) -> set[frozenset[str]]:
    """What this person said to look at later."""
    j = t.judgement.c
    held = ask.judgements(c, j.act == "note", j.field == LATER, j.by == by, ask.is_in_force()) if by else ()
    return {frozenset(judged.ids_in(one.saw)) for one in held}


def _attributions(c: Connection) -> Iterator[_Doubt]:
    a = t.attribution.c
    rows = select(a.id, a.confidence).where(a.by.not_like("person:%")).order_by(a.confidence, a.id)
    for id_, confidence in c.execute(rows.limit(AHEAD)):
        yield _Doubt(confidence, (id_,), "how sure the reader is that these words are said, and by whom")


def _unread(c: Connection, off: set[frozenset[str]]) -> int:
    """How many attributions nobody decided on or put off."""
    a = t.attribution.c
    machine = select(func.count()).where(a.by.not_like("person:%"))
    held = sorted({id_ for ids in off for id_ in ids})
    later = sum(c.execute(machine.where(a.id.in_(some))).scalar_one() for some in ask.batches(held))
    return int(c.execute(machine).scalar_one() - later)


def _names(c: Connection) -> Iterator[_Doubt]:
    """Names taken for one party's, the least alike first; with a mention of each. Joins that people decided on are known."""
    n, e, m = t.entity_name.c, t.entity.c, t.mention.c
    rows = select(e.id, e.name, e.kind, e.why, n.name.label("key")).join(t.entity_name, n.entity_id == e.id)
    found = c.execute(rows.where(e.public, n.role == "key", n.name != e.name).order_by(e.id, n.n)).all()
    known = _pairs_of_names(c)
    wanted = [row for row in found if frozenset((row.name, row.key)) not in known]
    names = sorted({x for row in wanted for x in (row.name, row.key)})
    first: dict[str, str] = {}
    for some in ask.batches(names):
        first |= dict(c.execute(select(m.name, func.min(m.id)).where(m.name.in_(some)).group_by(m.name)).all())
    for row in wanted:
        if row.name in first and row.key in first:
            alike = SequenceMatcher(None, row.name.casefold(), row.key.casefold(), autojunk=False).ratio()
            why = next((x for x in row.why.split("; ") if f"“{row.key}”" in x), row.why)
            yield _Doubt(round(0.2 + 0.8 * alike, 2), (first[row.name], first[row.key]), why)


def _pairs_of_names(c: Connection) -> set[frozenset[str | None]]:
    j = t.judgement.c
    held = ask.judgements(c, j.act.in_(("same", "different")), j.about == "entity", ask.is_in_force())
    return {frozenset((ask.name_at(c, one.target), ask.name_at(c, one.other))) for one in held if one.other}


def _claims(c: Connection) -> Iterator[_Doubt]:
    """Pairs offered for a yes or no: the likelier, the less sure it is that they are two."""
    y, j = t.likely.c, t.judgement.c
    held = ask.judgements(c, j.act.in_(("same", "different")), j.about == "claim", ask.is_in_force())
    known = {frozenset(judged.ids_in(one.saw)) for one in held}  # decided on, and not yet made anew
    waiting = _to_be_joined(c, held)
    for row in c.execute(select(y.a, y.b, y.score, y.why).order_by(y.score.desc(), y.id)):
        if frozenset((row.a, row.b)) in known or waiting & {row.a, row.b}:
            continue
        yield _Doubt(round(1 - row.score, 4), (row.a, row.b), row.why)


def _to_be_joined(c: Connection, held: Sequence[Judgement]) -> set[str]:
    """Claims that a person joined and that still stand apart: whatever was asked of them now would be asked of another soon."""
    joined = [set(judged.ids_in(one.saw)) for one in held if one.act == "same"]
    there = set(c.execute(select(t.claim.c.id).where(t.claim.c.id.in_(set().union(*joined)))).scalars())
    return {id_ for ids in joined if ids <= there for id_ in ids}


def _events(c: Connection) -> Iterator[_Doubt]:
    """Of each event told by several articles, the mention that it is called by and the one least like it."""
    known = {x for p in decided.pairs(c, "event") for x in (p.a, p.b)}
    ids = c.execute(findings.LISTS["event"][1]().limit(EVENTS)).scalars().all()
    e = t.event_member.c
    m = t.event_mention
    rows = select(e.event_id, m.c.id, m.c.article_id, m.c.terms).join(m, m.c.id == e.mention_id)
    members: dict[str, list[Any]] = {}
    for some in ask.batches(ids):
        for row in c.execute(rows.where(e.event_id.in_(some)).order_by(m.c.id)):
            members.setdefault(row.event_id, []).append(row)
    for held in members.values():
        if len({row.article_id for row in held}) < 2 or known.intersection(row.id for row in held):
            continue
        pairs = ((_alike(held[0].terms, row.terms), row.id) for row in held if row.article_id != held[0].article_id)
        sure, other = min(pairs)
        yield _Doubt(
            round(0.3 + 0.7 * sure, 4), (held[0].id, other), "joined; these two of its mentions are the least alike"
        )


def _alike(a: str, b: str) -> float:
    one, two = set(a.split("\t")), set(b.split("\t"))
    return len(one & two) / (len(one | two) or 1)


def _discrepancies(c: Connection) -> Iterator[_Doubt]:
    """Those that nobody confirmed; rejected ones are not found again."""
    j = t.judgement.c
    held = ask.judgements(c, j.about == "discrepancy", j.act == "confirm", ask.is_in_force())
    known = [{at for a in (x.target, *(a for _, a in x.roles)) if (at := decided.place_of(c, a))} for x in held]
    for one in ask.discrepancies(c):
        places = {(v.article_id, v.span) for v in one.values}
        if not any(places <= confirmed for confirmed in known):
            yield _Doubt(UNMEASURED, (one.id,), one.words)


KINDS: dict[str, Callable[[Connection], Iterator[_Doubt]]] = {
    "attribution": _attributions,
    "name": _names,
    "claim": _claims,
    "event": _events,
    "discrepancy": _discrepancies,
}
