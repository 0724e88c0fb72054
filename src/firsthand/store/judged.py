"""What people decided of a thing, and what a thing says now: its history, and the mark by which a change is noticed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, func, select

from firsthand.model.ids import digest, kind_of
from firsthand.model.judgements import Judgement
from firsthand.model.problems import NotInRecord
from firsthand.store import ask, decided, findings
from firsthand.store import tables as t
from firsthand.store.answers import JudgedPage, Past

SHORT = 12  # digits of a mark: enough to notice a change


def mark(c: Connection, id_: str) -> str:
    """Short digits of what a thing says now; another as soon as it says something else."""
    return digest(*_says(c, id_))[:SHORT]


def _says(c: Connection, id_: str) -> tuple[object, ...]:
    match kind_of(id_):
        case "event":
            return findings.event_of(c, id_).mentions
        case "claim":
            return tuple(m.telling_id for m in findings.claim_of(c, id_).members)
        case "entity":
            found = ask.party(c, id_)
            return (found.keys, found.held)
        case "article":
            return ask.article(c, id_).data
        case "discrepancy" | "series":
            return tuple((v.article_id, v.span) for v in decided.values_of(c, id_))
        case str(kind) if kind in decided.READINGS:
            rows = ask.rows(c, t.metadata.tables[kind], t.metadata.tables[kind].c.id == id_, order=["id"])
            if rows:
                return _of_row(rows[0])
    raise NotInRecord(f"no {(kind_of(id_) or 'such thing').replace('_', ' ')} {id_} in this record")


def saw(c: Connection, ids: Iterable[str]) -> str:
    """'s-7k2qm4c6txwn5 9f31c2a07b4e': ids, each with its mark, as a judgement keeps them."""
    return " ".join(f"{id_} {mark(c, id_)}" for id_ in ids)


def marks(c: Connection, ids: Iterable[str]) -> dict[str, str]:
    """'s-7k2qm4c6txwn5 9f31c2a07b4e' for each of many readings, with a question a kind."""
    found: dict[str, str] = {}
    for kind in decided.READINGS:
        table = t.metadata.tables[kind]
        for some in ask.batches(sorted({id_ for id_ in ids if kind_of(id_) == kind})):
            for row in ask.rows(c, table, table.c.id.in_(some), order=["id"]):
                found[row["id"]] = f"{row['id']} {digest(*_of_row(row))[:SHORT]}"
    return found


def _of_row(row: ask.Record) -> tuple[object, ...]:
    return tuple((k, v) for k, v in sorted(row.items()) if k != "n")


def named(c: Connection, id_: str) -> tuple[tuple[str, str], ...]:
    """The names that lead to an entity, the one it is called by first, each with a mention of it."""
    found = ask.party(c, id_)
    m = t.mention.c
    first = dict(c.execute(select(m.name, func.min(m.id)).where(m.name.in_(found.keys)).group_by(m.name)).all())
    names = sorted(first, key=lambda name: (name != found.name, name))
    return tuple((name, first[name]) for name in names)


def called(c: Connection, name: str) -> str | None:
    """The public entity of a name, however it is written."""
    n, e = t.entity_name.c, t.entity.c
    held = select(e.id).join(t.entity_name, n.entity_id == e.id).where(e.public, n.name == name).order_by(e.id)
    return c.execute(held.limit(1)).scalar()


def ids_in(words: str) -> tuple[str, ...]:
    """The ids that a judgement says it saw."""
    return tuple(word for word in words.split() if kind_of(word) and "-" in word)


def history(c: Connection, id_: str) -> tuple[Past, ...]:
    """Every judgement about a thing, oldest first: by where it points now, else by the id it saw."""
    if kind_of(id_) == "judgement":
        whole = ask.judgements(c)
        return tuple(p for p in with_ends(c, whole) if id_ in (p.judgement.id, p.judgement.supersedes))
    own = _own(c, id_)
    captures = _captures(c, own)
    whole = _may_be_about(c, id_, captures)
    here = [j for j in whole if j.target.capture_id in captures or (j.other and j.other.capture_id in captures)]
    seen = {j.id for j in whole if id_ in ids_in(j.saw)}
    about = {j.id for j in here if own.intersection(things(c, j)) or _in_article(c, id_, j)}
    return tuple(with_ends(c, [j for j in whole if j.id in seen | about or j.supersedes in seen | about], whole))


def _may_be_about(c: Connection, id_: str, captures: set[str]) -> tuple[Judgement, ...]:
    """Those that stand in these captures, join two places or saw the thing, and those that supersede one of them."""
    j = t.judgement.c
    own = {row.id for row in c.execute(select(j.id).where(j.other.is_not(None) | j.saw.contains(id_, autoescape=True)))}
    for some in ask.batches(sorted(captures)):
        own |= set(c.execute(select(j.id).where(j.capture_id.in_(some))).scalars())
    found: dict[str, Judgement] = {}
    for some in ask.batches(sorted(own)):
        found |= {x.id: x for x in ask.judgements(c, j.id.in_(some) | j.supersedes.in_(some))}
    return tuple(found[x] for x in sorted(found))


def with_ends(c: Connection, some: Sequence[Judgement], whole: Sequence[Judgement] | None = None) -> list[Past]:
    """Each with what is read there now, and with the one that withdrew or replaced it."""
    ends = {j.supersedes: j for j in whole or some if j.supersedes}
    return [Past(j, things(c, j), ends.get(j.id)) for j in some]


def things(c: Connection, j: Judgement) -> tuple[str, ...]:
    """The ids of what is read where a judgement points."""
    if j.about in decided.READ_AS:
        places = (j.target, *((j.other,) if j.other else ()))
        return tuple(at for place in places if (at := decided.read_at(c, j.about, place)) is not None)
    if j.about == "article":
        home = decided.place_of(c, j.target)
        return (home[0],) if home else ()
    return tuple(id_ for id_ in ids_in(j.saw) if kind_of(id_) == j.about)


def _own(c: Connection, id_: str) -> set[str]:
    """The thing and the readings it is made of. What is no more is only itself."""
    try:
        match kind_of(id_):
            case "event":
                found = findings.event_of(c, id_)
                return {id_, found.id, *found.mentions}
            case "claim":
                held = findings.claim_of(c, id_)
                return {id_, held.id, *(m.telling_id for m in held.members)}
            case "entity":
                party = ask.party(c, id_)
                return {id_, party.id, *_named(c, party.keys)}
    except NotInRecord:
        pass
    return {id_}


def _named(c: Connection, keys: Sequence[str]) -> Sequence[str]:
    m = t.mention.c
    return c.execute(select(m.id).where(m.name.in_(keys))).scalars().all()


def _captures(c: Connection, own: set[str]) -> set[str]:
    """The captures that these stand in."""
    a = t.article.c
    ids = {id_ for id_ in own if kind_of(id_) == "article"}
    for kind in decided.READINGS:
        table = t.metadata.tables[kind].c
        for some in ask.batches(sorted(id_ for id_ in own if kind_of(id_) == kind)):
            ids |= set(c.execute(select(table.article_id).where(table.id.in_(some))).scalars())
    found: set[str] = set()
    for some in ask.batches(sorted(ids)):
        found |= set(c.execute(select(a.capture_id).where(a.id.in_(some))).scalars())
    return found


def _in_article(c: Connection, id_: str, j: Judgement) -> bool:
    if kind_of(id_) != "article":
        return False
    a = t.article.c
    row = c.execute(select(a.capture_id, a.start, a.stop).where(a.id == id_)).first()
    ends = [x for x in (j.target, j.other) if x is not None and row is not None and x.capture_id == row.capture_id]
    return any(row is not None and x.span.start < row.stop and x.span.end > row.start for x in ends)


def judged(c: Connection, by: str | None, page: int, per_page: int) -> JudgedPage:
    """A page of all decisions, newest first, of one person if named; what is only put off is left out."""
    j = t.judgement.c
    real = j.field.is_distinct_from("later")
    where = real if by is None else real & (j.by == by)
    total = c.execute(select(func.count()).select_from(t.judgement).where(where)).scalar_one()
    some = select(j.id).where(where).order_by(j.id.desc()).limit(per_page).offset((page - 1) * per_page)
    ids = c.execute(some).scalars().all()
    rows = ask.judgements(c, j.id.in_(ids))[::-1]
    later = ask.judgements(c, j.supersedes.in_(ids))
    people = c.execute(select(j.by, func.count()).where(real).group_by(j.by).order_by(j.by)).all()
    found = tuple(with_ends(c, rows, [*rows, *later]))
    return JudgedPage(found, page, per_page, total, tuple((name, n) for name, n in people))


def waits(c: Connection) -> bool:
    """Whether a judgement was made after the last work on the whole record: it may be due."""
    line, j = t.ledger.c, t.judgement.c
    made = c.execute(select(func.max(j.made_at)).where((j.act != "note") | j.supersedes.is_not(None))).scalar()
    ran = c.execute(select(func.max(line.ran_at)).where(line.unit_id == "record")).scalar()
    return bool(made and ran and made > ran)
