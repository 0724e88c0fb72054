"""Parts of a telling that give a figure: '63 people had fled' inside a sentence that says much else. See read/matters.py."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from firsthand.lang import get
from firsthand.model.readings import Quantity
from firsthand.read.matters import clause
from firsthand.read.words import Paragraph

# Units of what is long, far or old, and counts nothing.
LENGTHS = ("year", "month", "week", "day", "night", "hour", "minute", "second", "fortnight", "decade", "age")
MEASURES = frozenset({*LENGTHS, "kilometre", "metre", "millimetre", "mile", "foot", "inch", "degree"})
OF_ANOTHER = 3  # words between a figure and that which it is of: "four of the 24 crew"


def clauses(p: Paragraph, first: int, last: int, some: Sequence[Quantity]) -> Iterator[tuple[Quantity, int, int]]:
    """Of each figure in words [first, last) that counts something its clause, up to where another figure stands: "four
    soldiers", "12 attackers were killed". Of "four of the 24 crew" the four alone."""
    found: list[tuple[int, int, Quantity]] = []
    for q in sorted(some, key=lambda q: q.span):
        begins, ends = bisect_left(p.starts, q.span.start), bisect_left(p.starts, q.span.end)
        is_of = bool(found) and _is_of(p, found[-1][1], begins)
        if begins < ends and not is_of and _counts_something(q, p.words[begins:ends]):
            found.append((begins, ends, q))
    after = [begins for begins, *_ in found[1:]]
    for (begins, ends, q), stop in zip(found, [*after, last], strict=False):
        yield q, *clause(p, begins, ends, first, stop)
        first = ends


def number(q: Quantity) -> float | None:
    """The number that it gives, whatever bounds it: 14 of "at least 14"."""
    return q.high if q.low is None else q.low


def _is_of(p: Paragraph, last: int, first: int) -> bool:
    """Whether a figure is of another: "four [of the] 24", "two [out of] 30"."""
    return 0 < first - last <= OF_ANOTHER and p.words[last].lower() in ("of", "out")


def _counts_something(q: Quantity, words: Iterable[str]) -> bool:
    """Not "six nights", a bare "two", "one man" or "thousands"."""
    kind = (q.unit or "").split(" ")[-1]
    plain = kind not in MEASURES and bool(q.unit or q.role or q.of) and (number(q) or 0) > 1
    return plain and get("en").dictionary("vague_counts").keys().isdisjoint(map(str.lower, words))
