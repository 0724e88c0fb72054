"""Claims and events without what comparing leaves unread: a record holds millions of them at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from sys import intern
from typing import Any

from firsthand.model.findings import Account, Claim, Event, Independence, Member, Value

UNCOUNTED = Independence(0, 0, 0, 0, "")
ALONE = 1  # a claim of one member, or an event with one account, has nothing to be compared with


def claims(found: Iterable[Claim]) -> Iterator[Claim]:
    """Those of several members: who says what, where, and nothing of origins."""
    for c in found:
        if len(c.members) > ALONE:
            yield replace(c, members=tuple(map(_member, c.members)), origins=(), independent=UNCOUNTED, why="")


def _member(m: Member) -> Member:
    said = intern(m.attribution_id) if m.attribution_id is not None else None
    return replace(m, telling_id="", article_id=intern(m.article_id), attribution_id=said, statement_id="")


def events(found: Iterable[Event]) -> Iterator[Event]:
    """All of them, as their accounts' values; nothing of their mentions."""
    return (replace(e, mentions=(), accounts=tuple(map(_account, e.accounts)), why="") for e in found)


def _account(a: Account) -> Account:
    values: dict[str, Any] = {
        slot: tuple(map(_value, getattr(a, slot))) for slot in ("time", "place", "actors", "figures")
    }
    return replace(a, articles=tuple(map(intern, a.articles)), mentions=(), **values)


def _value(v: Value) -> Value:
    return Value("", intern(v.article_id), v.span, None, None)
