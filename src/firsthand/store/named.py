"""Names that a query asks for, among those of the record: whole words in any case, without accents; and what may be meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, false, or_, select

from firsthand.lang import gazetteer
from firsthand.store import ask
from firsthand.store import query as q
from firsthand.store import tables as t
from firsthand.store.folded import folded
from firsthand.store.query_values import Name, closest

Where = ColumnElement[bool]
_TAGS = ("tag", "category")
_COLUMNS = {"outlet": t.article.c.outlet, "source": t.article.c.declared_source, "speaker": t.attribution.c.speaker}


def is_one_of(c: Connection, column: Any, name: Name, *where: Where) -> Where:
    """Whether a column's name has the words asked for."""
    found = [value for value in _values(c, column, *where) if _has(value, name)]
    return or_(*(column.in_(some) for some in ask.batches(found))) if found else false()


def at_place(c: Connection, name: Name) -> Where:
    """Of places: called so in the gazetteer or as written, or within the country of that name."""
    p, m = t.place.c, t.mention.c
    written = select(m.id).where(m.kind == "place", is_one_of(c, m.name, name, m.kind == "place"))
    ways = [is_one_of(c, p.name, name), p.mention_id.in_(written)]
    if codes := _countries(c, name.value):
        ways.append(p.country.in_(codes))
    return or_(*ways)


def tagged(c: Connection, name: Name) -> Where:
    d = t.datum.c
    return and_(d.kind.in_(_TAGS), is_one_of(c, d.value, name, d.kind.in_(_TAGS)))


def hints(c: Connection, tree: q.Tree | None) -> Iterator[str]:
    """What may be meant by names that nothing here has: "no outlet here is called Couriar; there is The Courier"."""
    for name in q.names_of(tree):
        if name.field not in ("outlet", "source", "speaker", "place", "tag"):
            continue
        values = list(_suggested(c, name.field))
        if not any(_has(value, name) for value in values) and (like := _like(name.value, values)):
            yield f"no {_CALLED[name.field]} here is called “{name.value}”; there is “{like}”"


_CALLED = {"outlet": "outlet", "source": "declared source", "speaker": "speaker", "place": "place", "tag": "tag"}


def _like(asked: str, values: Sequence[str]) -> str | None:
    known = {folded(value).strip(): value for value in values}
    guess = closest(folded(asked).strip(), known, sure=70.0)
    return known[guess] if guess else None


def _suggested(c: Connection, field: str) -> list[str]:
    if field == "speaker":
        values = _values(c, _COLUMNS[field])
        return [value for some in ask.batches(values) for value in public(c, some)]
    if field == "place":
        return _values(c, t.place.c.name)
    return _values(c, t.datum.c.value, t.datum.c.kind.in_(_TAGS)) if field == "tag" else _values(c, _COLUMNS[field])


def public(c: Connection, speakers: Sequence[str]) -> list[str]:
    """Those of these speakers that faces may offer: no person without a dossier (see `resolve.gate`)."""
    s, n, e = t.attribution.c, t.entity_name.c, t.entity.c
    persons = select(s.speaker).where(s.speaker.in_(speakers), s.source_kind == "named_person").distinct()
    known = select(n.name).join(t.entity, e.id == n.entity_id).where(n.name.in_(speakers), e.public).distinct()
    shut = set(c.execute(persons).scalars()) - set(c.execute(known).scalars())
    return [speaker for speaker in speakers if speaker not in shut]


def _values(c: Connection, column: Any, *where: Where) -> list[str]:
    return list(c.execute(select(column).where(column.is_not(None), *where).distinct().order_by(column)).scalars())


def _has(value: str, name: Name) -> bool:
    asked = folded(name.value)
    return (asked.rstrip() if name.prefix else asked) in folded(value)


def _countries(c: Connection, name: str) -> set[str]:
    """The codes of the countries of a name, by the places of the record, and by the gazetteer if there is one."""
    p = t.place.c
    rows = c.execute(select(p.name, p.country).where(p.precision == "country", p.country.is_not(None)).distinct()).all()
    codes = {code for called, code in rows if folded(called) == folded(name)}
    found = gazetteer.find()
    places = (found.place(int(entry)) for entry in found.look(name)) if found is not None else ()
    return codes | {place.country for place in places if place.kind == "country" and place.country}
