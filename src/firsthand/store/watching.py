"""What is polled, as it stands in the record: one row an address, and one for each entry that was sighted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace

from sqlalchemy import Connection, delete, insert, select, update

from firsthand.model.watching import Sighting, Watched
from firsthand.store import tables as t
from firsthand.store import withdrawn


def watched(c: Connection) -> tuple[Watched, ...]:
    """All of them, those first that are due first."""
    rows = c.execute(select(t.watched).order_by(t.watched.c.due_at, t.watched.c.url)).mappings()
    return tuple(Watched(**row) for row in rows)


def sighted(c: Connection, url: str) -> dict[str, str]:
    """The state in which each entry of an address was sighted last."""
    x = t.sighting.c
    return {row.key: row.stamp for row in c.execute(select(x.key, x.stamp).where(x.url == url))}


def put(c: Connection, one: Watched) -> bool:
    """Adds an address; where it is there, how often it is asked and followed is set anew. Whether it is new."""
    known = c.execute(select(t.watched.c.follow).where(t.watched.c.url == one.url)).first()
    if known is None:
        c.execute(insert(t.watched), asdict(one))
        return True
    told = {"follow": one.follow, "every": one.every, "due_at": one.due_at}
    if one.follow != known.follow:  # what was only seen so far is now to be fetched, or the other way round
        c.execute(delete(t.sighting).where(t.sighting.c.url == one.url))
        told |= {"etag": None, "modified": None, "sha256": None}
    c.execute(update(t.watched).where(t.watched.c.url == one.url).values(**told))
    return False


def drop(c: Connection, url: str) -> bool:
    """Forgets an address and what was sighted there; whether it was there."""
    c.execute(delete(t.sighting).where(t.sighting.c.url == url))
    return bool(c.execute(delete(t.watched).where(t.watched.c.url == url)).rowcount)


def claim(c: Connection, one: Watched, until: str) -> bool:
    """Takes an address for a round, so that no other program asks it meanwhile; False where another was quicker."""
    mine = (t.watched.c.url == one.url) & (t.watched.c.due_at == one.due_at)
    return bool(c.execute(update(t.watched).where(mine).values(due_at=until)).rowcount)


def hold(c: Connection, url: str, until: str) -> None:
    """Keeps an address taken, since the round goes on."""
    c.execute(update(t.watched).where(t.watched.c.url == url).values(due_at=until))


def settle(c: Connection, one: Watched) -> None:
    """How it went. What a person set meanwhile stays."""
    names = [x for _, x in withdrawn.watched(c)]
    told = asdict(replace(one, told=withdrawn.unnamed(one.told, names)))
    kept = {k: v for k, v in told.items() if k not in ("url", "follow", "every", "by", "added_at")}
    c.execute(update(t.watched).where(t.watched.c.url == one.url).values(**kept))


def sight(c: Connection, some: Sequence[Sighting]) -> None:
    """Notes in which state entries were seen; those of an address that was dropped meanwhile are not."""
    for one in some:
        if c.execute(select(t.watched.c.url).where(t.watched.c.url == one.url)).first() is None:
            continue
        mine = (t.sighting.c.url == one.url) & (t.sighting.c.key == one.key)
        if not c.execute(update(t.sighting).where(mine).values(stamp=one.stamp)).rowcount:
            c.execute(insert(t.sighting), asdict(one))
