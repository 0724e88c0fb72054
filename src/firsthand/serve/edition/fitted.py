"""What pages quote, cut to what an edition may show."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from firsthand.serve.edition.excerpts import short
from firsthand.serve.findings import Quoted

T = TypeVar("T")
# matches: e-7k2qm4c6txwn5   geonames:98182   but not: 2031-03-05T19:30
CODED = re.compile(r"e-|[a-z]+:")


def fitted(shown: T) -> T:
    """The same with every quotation at most as long as an excerpt, and no value that only programs read."""
    made: T = _each(shown, _quoted)
    return made


def _quoted(q: Quoted) -> Quoted:
    coded = q.value is not None and CODED.match(q.value)
    return replace(q, words=short(q.words), value=None if coded else q.value)


def _each(found: Any, change: Callable[[Quoted], Quoted]) -> Any:
    """Frozen shapes and tuples of them, with every quotation in them changed."""
    if isinstance(found, Quoted):
        return change(found)
    if isinstance(found, tuple):
        return tuple(_each(x, change) for x in found)
    if is_dataclass(found) and not isinstance(found, type):
        return replace(found, **{f.name: _each(getattr(found, f.name), change) for f in fields(found) if f.init})
    return found
