"""People's judgements laid over the times, places and quantities of an article. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from firsthand.lang import gazetteer
from firsthand.model.articles import Article
from firsthand.model.judgements import Judgement, in_force
from firsthand.model.readings import Bound, PlaceRef, Quantity, TimeRef
from firsthand.model.spans import Anchor, Span, closest
from firsthand.model.units import Reading

Noted = TimeRef | PlaceRef | Quantity
KINDS: dict[str, type[Noted]] = {"time": TimeRef, "place": PlaceRef, "quantity": Quantity}


def noted_decided(judgements: tuple[Judgement, ...]) -> bool:
    """Whether anybody decided of a time, place or quantity."""
    return any(j.about in KINDS for j in judgements)


def settle_noted(article: Article, rows: Sequence[Reading], judgements: tuple[Judgement, ...]) -> tuple[Reading, ...]:
    """Reject one; set when a time is, which place is meant, how many are counted; the latest has the last word.

    A rejected place stays as one that is in no gazetteer: the name was read, and there is one for each name of a place.
    """
    settled = list(rows)
    for j in in_force(judgements):
        if j.about not in KINDS or j.act not in ("reject", "set"):
            continue
        met = _met(settled, j, _place(article, j.target))
        if met is not None and j.act == "reject" and j.about != "place":
            settled.remove(met)
        elif met is not None:
            settled[settled.index(met)] = _SET[j.about](met, j)
    return tuple(settled)


def _met(rows: Sequence[Reading], j: Judgement, span: Span | None) -> Noted | None:
    found = [x for x in rows if isinstance(x, TimeRef | PlaceRef | Quantity) and isinstance(x, KINDS[j.about])]
    at = closest([x.span for x in found], span) if span else None
    return None if at is None else found[at]


def _place(article: Article, where: Anchor) -> Span | None:
    return article.offsets.to_article(where.span) if where.capture_id == article.capture_id else None


def _set_time(x: TimeRef, j: Judgement) -> TimeRef:
    return replace(x, edtf=j.value or None, why=f"set by {j.by}", timex=None) if j.field == "edtf" else x


def _set_place(x: PlaceRef, j: Judgement) -> PlaceRef:
    """Which entry of the gazetteer is meant; none: it is in none."""
    if j.act == "set" and j.field != "gazetteer_id":
        return x
    rivals = tuple(r for r in (x.gazetteer_id, *x.rivals) if r and r != (j.value if j.act == "set" else None))
    atlas = gazetteer.find()
    meant = j.value if j.act == "set" else None
    entry = atlas.entry_of(meant) if atlas and meant else None
    if atlas is None or entry is None:
        bare = replace(x, gazetteer_id=None, lat=None, lon=None, country=None, precision=None)
        return replace(bare, rivals=rivals, score=1.0, why=f"set by {j.by}: none of these")
    found = atlas.place(entry)
    return replace(
        x,
        gazetteer_id=found.id,
        name=found.name,
        lat=found.lat if found.pinned else None,
        lon=found.lon if found.pinned else None,
        country=found.country,
        precision=found.precision,
        rivals=rivals,
        score=1.0,
        why=f"set by {j.by}",
    )


def _set_quantity(x: Quantity, j: Judgement) -> Quantity:
    match j.field:
        case "low":
            low = _number(j.value)
            return replace(x, low=low, bound=_bound(low, x.high, x))
        case "high":
            high = _number(j.value)
            return replace(x, high=high, bound=_bound(x.low, high, x))
        case "unit":
            return replace(x, unit=j.value or None)
        case "role":
            return replace(x, role=j.value or None)
    return x


def _bound(low: float | None, high: float | None, x: Quantity) -> Bound:
    if low is None or high is None:
        return "at_least" if high is None else "at_most"
    return "between" if low != high else "about" if x.bound == "about" else "exactly"


def _number(value: str | None) -> float | None:
    try:
        return float(value.replace(",", "")) if value else None
    except ValueError:
        return None


_SET: dict[str, Callable[..., Noted]] = {"time": _set_time, "place": _set_place, "quantity": _set_quantity}
