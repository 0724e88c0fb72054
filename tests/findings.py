"""What a record holds, by type."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeVar

from firsthand.record import Record

T = TypeVar("T")


def each(record: Record, kind: type[T]) -> Iterator[T]:
    """Everything of one kind, by id: `each(record, ReuseLink)`."""
    table = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", kind.__name__).lower()
    return (x for x in record.all(table) if isinstance(x, kind))
