"""The one transaction of a withdrawal: originals, judgements, memory and whatever was derived; hash, day and reason come in."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from secrets import token_bytes
from typing import Any

from sqlalchemy import Connection, String, and_, delete, insert, select, update

from firsthand.model.ids import make_id, sha256
from firsthand.model.judgements import Judgement
from firsthand.model.spans import Anchor, Span, anchor
from firsthand.store import ask, codec, custody, originals, owned, sought
from firsthand.store import tables as t
from firsthand.store.sought import Sought
from firsthand.store.withdraw import Plan
from firsthand.store.withdrawn import UNFINISHED, hashes, keyed, put_cut

NEARBY = ("link", "trace", "collate")  # steps whose rows of one article quote another
NOBODY = "withdrawn"  # stands for the name of one who decided
WHOLE_RECORD = ("boilerplate", "family", "resolve", "events", "claims", "compare")


def apply(c: Connection, plan: Plan, *, by: str, reason: str, made_at: str, watch: bool) -> str:
    """Does what a plan says; the id of the withdrawal."""
    names = plan.names.sought if plan.names else None
    gone: dict[str, str | None] = dict.fromkeys(_ids(c, plan))
    id_ = _put(c, plan, by, reason, made_at, watch)
    gone |= dict(_judgements(c, plan, names))
    gone |= dict.fromkeys(_forget(c, plan))
    _clear(c, plan)
    gone |= {p.capture.id: p.capture.id for p in plan.pages if p.page is None}
    _originals(c, plan, names, id_)
    _custody(c, plan, names, made_at)
    _beside(c, plan)
    if names is not None:
        _sweep(c, names)
    if plan.kind == "person" and not watch:
        gone = {x: hash_ for x, hash_ in gone.items() if not x.startswith("e-")}  # made from the name
    rows = [{"id": x, "withdrawal_id": id_, "hash": hash_} for x, hash_ in sorted(gone.items())]
    if rows:
        c.execute(insert(t.gone), rows)
    c.execute(delete(t.meta).where(t.meta.c.key == UNFINISHED))
    c.execute(insert(t.meta).values(key=UNFINISHED, value=id_))
    return id_


def _put(c: Connection, plan: Plan, by: str, reason: str, made_at: str, watch: bool) -> str:
    salt = token_bytes(16)
    if plan.names:
        hash_ = keyed(salt, plan.names.whole[0])
    elif plan.kind == "capture":
        hash_ = plan.target
    else:
        hash_ = sha256(ask.article(c, plan.target).text.encode("utf-8", "surrogatepass"))
    id_ = make_id("withdrawal", plan.kind, hash_, made_at)
    held = hashes(salt, plan.names.whole, plan.names.parts) if plan.names and watch else ()
    row = {"id": id_, "kind": plan.kind, "hash": hash_, "made_at": made_at, "by": by, "reason": reason}
    c.execute(insert(t.withdrawal), {**row, "salt": salt.hex() if held else "", "watched": json.dumps(held)})
    return id_


# Judgements


def _judgements(c: Connection, plan: Plan, names: Sought | None) -> Iterator[tuple[str, str]]:
    """The judgements that go, with their hashes; anchors of the others get the words that stand there now."""
    held = {j.id: j for j in ask.judgements(c)}
    gone = {j.id for j in held.values() if _goes(j, plan, names)}
    while more := {held[x].supersedes for x in gone if held[x].supersedes in held} - gone:
        gone |= {x for x in more if x}  # or what was taken back would stand again
    for id_, j in held.items():
        row = codec.judgement_row(j)
        if id_ in gone:
            c.execute(delete(t.judgement).where(t.judgement.c.id == id_))
            yield id_, sha256(json.dumps(row, sort_keys=True).encode())
        elif (now := codec.judgement_row(_again(j, plan, names))) != row:
            c.execute(update(t.judgement).where(t.judgement.c.id == id_).values(**now))


def _anchors(j: Judgement) -> tuple[Anchor, ...]:
    return (j.target, *((j.other,) if j.other else ()), *(a for _, a in j.roles))


def _goes(j: Judgement, plan: Plan, names: Sought | None) -> bool:
    for a in _anchors(j):
        if (page := plan.captures.get(a.capture_id)) is None:
            if names and names.stands_in(f"{a.before}{a.exact}{a.after}"):
                return True
        elif page.page is None or any(_meet(a.span, s) for s in page.page.cut.spans):
            return True
    return bool(names and any(names.stands_in(x) for x in (j.value or "", j.field or "", j.saw)))


def _meet(a: Span, b: Span) -> bool:
    return a.overlaps(b) or (not len(a) and b.start <= a.start <= b.end)


def _again(j: Judgement, plan: Plan, names: Sought | None) -> Judgement:
    def now(a: Anchor) -> Anchor:
        page = plan.captures.get(a.capture_id)
        return anchor(a.capture_id, page.page.text, a.span) if page and page.page else a

    by = NOBODY if names and names.stands_in(j.by) else j.by
    other = now(j.other) if j.other else None
    return replace(j, by=by, target=now(j.target), other=other, roles=tuple((r, now(a)) for r, a in j.roles))


# What was derived


def _ids(c: Connection, plan: Plan) -> set[str]:
    """Whatever had an id and may name nothing afterwards; what does name something is shown all the same."""
    articles = {x for p in plan.pages for x in p.articles}
    found = set(articles)
    for table in t.DERIVED_TABLES:
        owner = next(
            (x for x in (*table.primary_key.columns, *table.columns) if x.name == "id" or x.foreign_keys), None
        )
        if owner is None or "article_id" not in table.c:
            continue
        for some in ask.batches(sorted(articles)):
            found |= set(c.execute(select(owner).where(table.c.article_id.in_(some))).scalars())
    if plan.names:
        whole = set(plan.names.whole)
        held = c.execute(select(t.entity_name.c.entity_id, t.entity_name.c.name))
        found |= {id_ for id_, name in held if sought.words(name) in whole}
    return found


def _clear(c: Connection, plan: Plan) -> None:
    """Empties what was derived from the pages, beside them, and from the whole record: the next run makes it again."""
    ids = [p.capture.id for p in plan.pages]
    articles: set[str] = set()
    for some in ask.batches(ids):
        articles |= set(ask.article_ids(c, t.article.c.capture_id.in_(some)))
    near, r = set(articles), t.reuse_link.c
    for some in ask.batches(sorted(articles)):
        for row in c.execute(
            select(r.from_article, r.to_article).where(r.from_article.in_(some) | r.to_article.in_(some))
        ):
            near |= set(row)
    for step in NEARBY:
        owned.clear(c, step, sorted(near))
    for step in owned.AFTER_EXTRACT:
        owned.clear(c, step, sorted(articles))
    owned.clear(c, "extract", ids)
    for step in WHOLE_RECORD:
        owned.clear_step(c, step)


def _forget(c: Connection, plan: Plan) -> list[str]:
    """Takes out of what ids of parties stood for the names that no article but those that go tells of; ids with none left."""
    going = {x for p in plan.pages for x in p.articles}
    if not going:
        return []
    emptied = []
    m, left, lost = t.mention.c, set[str](), set[str]()
    for kind, name, article_id in c.execute(select(m.kind, m.name, m.article_id).distinct()):
        (lost if article_id in going else left).add(f"{kind}\t{name}")
    for row in ask.rows(c, t.lineage, t.lineage.c.step == "resolve", order=["id"]):
        if any(_named(x) in lost - left for x in json.loads(row["members"])):
            c.execute(delete(t.lineage).where(t.lineage.c.id == row["id"]))
            if not _remember(c, dict(row), lambda member: _named(member) in lost - left):
                emptied.append(row["id"])
    return emptied


def _named(member: str) -> str:
    """'place<tab>Tamar' of 'place<tab>Tamar<tab>3049'."""
    return "\t".join(member.split("\t")[:2])


def _originals(c: Connection, plan: Plan, names: Sought | None, withdrawal_id: str) -> None:
    for p in plan.pages:
        one, capture = t.capture.c.id == p.capture.id, p.capture
        c.execute(delete(t.original).where(t.original.c.capture_id == capture.id))
        if p.page is None:
            for table in (t.problem, t.cut):
                c.execute(delete(table).where(table.c.capture_id == capture.id))
            c.execute(delete(t.problem).where(t.problem.c.unit_id == capture.path))
            c.execute(delete(t.capture).where(one))
            continue
        originals.keep(c, capture.id, p.page.data)
        put_cut(c, withdrawal_id, p.page.cut)
        if names:
            path, url = (sought.cut(x, names.places_beside(x)) for x in (capture.path, capture.url or ""))
            c.execute(update(t.capture).where(one).values(path=path, url=url or None))


def _custody(c: Connection, plan: Plan, names: Sought | None, made_at: str) -> None:
    """The lines of these pages tell nothing any more; a line says what was done."""
    custody.erase(c, [p.capture.id for p in plan.pages], names)
    for p in plan.pages:
        custody.close(c, "withdrawn" if p.page is None else "cut", p.capture, made_at)


# Whatever else holds its words


def _beside(c: Connection, plan: Plan) -> None:
    """Rows of other tables that are kept, those of later versions too, and that are of these pages: they may quote them."""
    ids = [p.capture.id for p in plan.pages]
    for table in t.metadata.sorted_tables:
        if table not in (*t.DERIVED_TABLES, *_DONE) and "capture_id" in table.c:
            for some in ask.batches(ids):
                c.execute(delete(table).where(table.c.capture_id.in_(some)))


_DONE = (t.capture, t.original, t.judgement, t.withdrawal, t.gone, t.cut, t.article, t.custody)


def _sweep(c: Connection, names: Sought) -> None:
    """Every other row of every other table, also of later versions: one that holds a name goes; a step's is made again."""
    for table in t.metadata.sorted_tables:
        if table in _DONE:
            continue
        held = [x for x in table.c if isinstance(x.type, String | t.Words)]
        found = [row for row in c.execute(select(table)).mappings() if names.stands_in(_told(row, held))]
        if found and (step := owned.step_of(table)):
            owned.clear_step(c, step)
            continue
        for row in found:
            c.execute(delete(table).where(and_(*(x == row[x.name] for x in table.primary_key.columns))))
            if table is t.lineage:
                _remember(c, dict(row), names.stands_in)


def _remember(c: Connection, row: dict[str, Any], goes: Callable[[str], bool]) -> bool:
    """What an id stood for, without what goes; where nothing is left, False: it is forgotten, with those that led to it."""
    left = [x for x in json.loads(row["members"]) if not goes(x)]
    if left:
        c.execute(insert(t.lineage), {**row, "members": json.dumps(left)})
    else:
        c.execute(delete(t.retired).where((t.retired.c.id == row["id"]) | (t.retired.c.heir == row["id"])))
    return bool(left)


def _told(row: Any, held: list[Any]) -> str:
    return "\n".join(row[x.name] for x in held if row[x.name])
