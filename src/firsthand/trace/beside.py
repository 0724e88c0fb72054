"""What one article sets side by side: two voices, one after the other, whose accounts part.

'The government says 58; a Houthi official put the number at 62.' An article that knows of two accounts puts them next to each
other, and says so: with a "but", a denial, the same thing counted anew. What speaks for it is learnt (training/train_beside.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from firsthand.lang import get
from firsthand.model.comparing import Cell, Line, Variant
from firsthand.model.findings import DiscrepancyKind, Slot
from firsthand.model.ids import make_id
from firsthand.model.readings import Polarity
from firsthand.trace.beside_accounts import Account, Figure, accounts
from firsthand.trace.beside_signs import SEARCHED, counts_alike, looked_at
from firsthand.trace.compare_held import Held, shown, within
from firsthand.trace.compare_kinds import alone
from firsthand.trace.compare_scope import HARM
from firsthand.trace.compare_values import numbers

TOLD = 0.0  # the logit from which two accounts are told to part: of pages left out four in five do

Cells = tuple[DiscrepancyKind, Cell, Cell]


def side_by_side(held: Held, lines: Sequence[Line]) -> Iterator[Variant]:
    """Of each account the one before it that it parts from most surely; in order of the text."""
    best: dict[Account, tuple[float, Account, dict[str, float]]] = {}
    for a, b, found in looked_at(accounts(held, lines), _likely):
        if (score := logit(found, _meant(a, b))) >= max(TOLD, best.get(b, (TOLD,))[0]):
            best[b] = score, a, found
    id_ = held.given.article.id
    for b, (_, a, found) in best.items():
        if (parted := _parted(held, lines, a, b, found)) is not None:
            kind, one, two = parted
            places = (x for c in (one, two) for x in (c.span.start, c.span.end))
            yield Variant(make_id("variant", id_, one.slot, *places), None, kind, id_, one, id_, two)


def _meant(a: Account, b: Account) -> bool:
    return bool(a.vector and b.vector)


def _likely(a: Account, b: Account, found: Mapping[str, float]) -> bool:
    """Whether two accounts would be told to part if all that is still searched for spoke for it."""
    meant = _meant(a, b)
    return logit(found, meant) + _most(meant) >= TOLD


@cache
def _most(meant: bool) -> float:
    return sum(max(0.0, weights()[name][not meant]) for name in SEARCHED)


def logit(found: Mapping[str, float], meant: bool) -> float:
    """How much the signs speak for two accounts parting; `meant`: what the words of both mean is known."""
    known = weights()
    return round(sum([known[name][not meant] * x for name, x in found.items()]) + known["constant"][not meant], 3)


@cache
def weights() -> dict[str, tuple[float, float]]:
    return {row[0]: (float(row[1]), float(row[2])) for row in get("en").table("beside_weights")}


def _parted(held: Held, lines: Sequence[Line], a: Account, b: Account, found: dict[str, float]) -> Cells | None:
    """In what they part, the first of: how many, when, where, who, whether it is so."""
    denied = a.denies or b.denies
    if not denied and (two := _figures(a, b, found)) is not None:
        if HARM.issuperset(f.role for f in two):
            return None  # two tolls are held against each other by their days and places (compare_tolls.py)
        return _counts(held, lines, a, b, *two)
    if not denied and found["other days"]:
        one, other = (_day(held, x, y) for x, y in ((a, b), (b, a)))
        return "contradiction", one, other
    if not denied and not found["second turned"] and found["other places"]:
        one, other = (_place(held, x, y) for x, y in ((a, b), (b, a)))
        return "contradiction", one, other
    slot: Slot = "actor" if any(alone("doing").search(f"{x.cue} {x.words}") for x in (a, b)) else "occurrence"
    kind: DiscrepancyKind = "denial" if denied or a.turned != b.turned else "contradiction"
    one, other = (_said(slot, x, kind == "denial" and (x.denies or (x.turned and not denied))) for x in (a, b))
    return kind, one, other


def _figures(a: Account, b: Account, found: dict[str, float]) -> tuple[Figure, Figure] | None:
    """The two figures that are of one thing: counted alike, else the last before a figure whose thing is not told again."""
    alike = [(x, y) for x in a.figures for y in b.figures if counts_alike(x, y) and (x.low, x.high) != (y.low, y.high)]
    if alike:
        return alike[0]
    left = [(x, y) for y in b.figures if y.alone for x in reversed(a.figures)] or [
        (x, y) for y in b.figures for x in reversed(a.figures) if x.alone or found["called a figure"]
    ]
    return left[0] if left else None


def _counts(held: Held, lines: Sequence[Line], a: Account, b: Account, x: Figure, y: Figure) -> Cells | None:
    one, two = (_count(held, lines, *of) for of in ((a, x), (b, y)))
    verdict = numbers(replace(one, about="", keys=(), site=()), replace(two, about="", keys=(), site=()))
    if verdict == "contradiction":
        later = alone("counted later").search(held.text, a.whole.start, b.whole.end) is not None
        return "evolving_tally" if later else "contradiction", one, two
    return ("differing_precision", one, two) if verdict == "differing_precision" else None


def _count(held: Held, lines: Sequence[Line], of: Account, figure: Figure) -> Cell:
    """The figure as the article's card has it, else as it stands."""
    for line in lines:
        if line.span.contains(figure.span):
            for cell in line.cells:
                if cell.slot == "number" and cell.span.overlaps(figure.span) and cell.about != "killed with":
                    return cell
    value = next((f"{x:.10g}" for x in (figure.low, figure.high) if x is not None), "")
    words = shown(figure.span.of(held.text))
    return replace(
        _said("number", of, denied=False), span=figure.span, words=words, value=value, low=figure.low, high=figure.high
    )


def _day(held: Held, of: Account, other: Account) -> Cell:
    time = next(t for t in within(held.times, of.span) if t.edtf in of.days - other.days)
    words = shown(time.span.of(held.text))
    return replace(_said("date", of, denied=False), span=time.span, words=words, value=time.edtf or "", edtf=time.edtf)


def _place(held: Held, of: Account, other: Account) -> Cell:
    place = next(p for p in within(held.places, of.span) if p.name in of.places - other.places)
    words = shown(place.span.of(held.text))
    return replace(_said("place", of, denied=False), span=place.span, words=words, value=place.name, keys=(place.name,))


def _said(slot: Slot, of: Account, denied: bool) -> Cell:
    id_ = of.attribution.id if of.attribution else None
    mood: Polarity = "denied" if denied else "told"
    return Cell(slot, "beside", of.span, shown(of.words), mood, mood=mood, who=of.who, attribution_id=id_)
