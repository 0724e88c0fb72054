"""The page of this record's own error rates: the machine held against what people decided here, and what was measured before."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from firsthand.eval.figures import Figure
from firsthand.eval.judged import measured
from firsthand.eval.shipped import Shipped, shipped
from firsthand.model.articles import Article
from firsthand.model.judgements import Judgement
from firsthand.record import Record

MOST = 200  # articles read again for the page; more take a minute, and `firsthand eval judgements` has them all
WORDS = {
    "attribution P": "Of the attributions that people looked at, how many are right",
    "attribution R": "Of the attributions that people confirmed, set or added, how many the machine reads",
    "attribution rejected and gone": "Rejected attributions that the machine no longer reads",
    "name P": "Of the names that people looked at, how many are right",
    "name R": "Of the names that people confirmed, set or added, how many the machine reads",
    "name rejected and gone": "Rejected names that the machine no longer reads",
}


@dataclass(frozen=True, slots=True)
class Rate:
    """A share with its interval, in words."""

    says: str
    percent: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class Quality:
    articles: int  # that people decided on
    decisions: int
    people: int
    left_out: int  # articles beyond MOST
    rates: tuple[Rate, ...]
    by_outlet: tuple[tuple[str, tuple[Rate, ...]], ...]  # precision and recall of attributions
    shipped: tuple[Shipped, ...]


Judged = tuple[Article, tuple[Judgement, ...]]


def quality_shown(record: Record) -> Quality:
    """Reads again what people decided on; the answer is kept until something is done to the record."""
    return _of(record, record.stamp())


@lru_cache(maxsize=8)
def _of(record: Record, _stamp: str) -> Quality:
    return _measured(list(record.judged()))


def _measured(judged: list[Judged]) -> Quality:
    shown = judged[:MOST]
    decisions = [j for _, some in judged for j in some]
    outlets: dict[str, list[Judged]] = defaultdict(list)
    for article, some in shown:
        datum = article.first("outlet")
        outlets[datum.value if datum else "outlet not stated"].append((article, some))
    of_outlets = ((name, _rates(held, ("attribution P", "attribution R"))) for name, held in sorted(outlets.items()))
    return Quality(
        articles=len(judged),
        decisions=len(decisions),
        people=len({j.by for j in decisions}),
        left_out=len(judged) - len(shown),
        rates=_rates(shown, None),
        by_outlet=tuple((name, rates) for name, rates in of_outlets if rates) if len(outlets) > 1 else (),
        shipped=shipped(),
    )


def _rates(judged: list[Judged], only: tuple[str, ...] | None) -> tuple[Rate, ...]:
    figures = measured(judged).figures if judged else ()
    return tuple(_rate(f) for f in figures if only is None or f.name in only)


def _rate(figure: Figure) -> Rate:
    says = WORDS.get(figure.name, f"{figure.name.removesuffix(' right').replace('_', ' ').capitalize()} right")
    low, high = (0.0 if figure.low is None else figure.low), (1.0 if figure.high is None else figure.high)
    return Rate(says, 100 * figure.value, 100 * low, 100 * high, figure.n)
