"""Counts in words, the same in every face."""

from __future__ import annotations

from firsthand.model.findings import Independence


def count(n: int, one: str, many: str | None = None) -> str:
    """'1 family', '3 families': `many` where it is not `one` with an s."""
    return f"{n} {one if n == 1 else many or f'{one}s'}"


def counted(i: Independence) -> str:
    """'2 independent origins (1 to 3); 1 telling of unknown origin': never without its bounds and what is unknown."""
    bounds = "" if i.low == i.high == i.count else f" ({i.low} to {i.high})"
    unknown = f"; {count(i.unknown, 'telling')} of unknown origin" if i.unknown else ""
    return f"{count(i.count, 'independent origin')}{bounds}{unknown}"
