"""What was measured, in one shape for people, machines and floors: a name, a value, its interval, how many items it is over."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from firsthand.eval.intervals import Numbers, bootstrap, rate
from firsthand.model.units import Progress

Better = Literal["higher", "lower"]
OnProgress = Callable[[Progress], None]
Counts = Mapping[str, Sequence[float]]  # one document: measure -> hits of read, hits of gold, read, gold


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value, 0 to 1 unless the name says otherwise."""

    name: str  # "who_what F1"
    value: float
    low: float | None  # 95 % interval; None: too few documents to tell
    high: float | None
    n: int  # items in the gold (for precision: items read)
    better: Better = "higher"
    steady: bool = True  # the same on every run; False: a speed


@dataclass(frozen=True, slots=True)
class Measured:
    """A data set and what it measured."""

    name: str  # of the data set: "polnear"
    documents: int
    figures: tuple[Figure, ...]
    text: str  # the whole report, for people
    examples: tuple[str, ...] = ()  # what went wrong, one by one, in the set's own words: to be read, never kept

    def figure(self, name: str) -> Figure | None:
        """The figure of this name."""
        return next((f for f in self.figures if f.name == name), None)


def precision_recall(
    documents: Sequence[Counts], recall_only: frozenset[str] = frozenset(), shares: frozenset[str] = frozenset()
) -> tuple[Figure, ...]:
    """For every measure that some document counts, 'NAME P', 'NAME R' and 'NAME F1' with intervals over documents.

    Of those where only what the gold has counts, 'NAME R' alone; of shares (hits of so many), 'NAME right'.
    """
    names = list(dict.fromkeys(name for d in documents for name in d))
    out: list[Figure] = []
    for name in names:
        rows = np.array([d.get(name, (0.0, 0.0, 0.0, 0.0)) for d in documents], dtype=np.float64)
        kinds = ("right",) if name in shares else ("R",) if name in recall_only else ("P", "R", "F1")
        out += [_figure(name, kind, rows) for kind in kinds]
    return tuple(out)


def line(figure: Figure, name: str | None = None) -> str:
    """A figure for people, in per cent: 'who_what F1          64.9  (62.1 to 67.7)  n 2054'."""
    shown = f"{name or figure.name:30}{100 * figure.value:7.1f}"
    return f"{shown}  {interval_words(figure):16}  n {figure.n:,}"


def counted(
    name: str,
    documents: Sequence[Counts],
    shares: frozenset[str] = frozenset(),
    recall_only: frozenset[str] = frozenset(),
) -> Measured:
    """A set whose documents were counted, as figures and as a table with intervals of 95 % of the F1s."""
    figures = precision_recall(documents, recall_only, shares)
    return Measured(name, len(documents), figures, f"{len(documents)} documents\n{table(figures)}")


def table(figures: Sequence[Figure]) -> str:
    """Precision, recall and F1 of each measure on one line, then the figures that stand alone."""
    held = {f.name: f for f in figures}
    lines = [f"{'':24}{'P':>7}{'R':>7}{'F1':>7}  {'95 % of F1':16}  gold"]
    for name in (f.name[:-3] for f in figures if f.name.endswith(" F1")):
        three = [held.pop(f"{name} {kind}") for kind in ("P", "R", "F1")]
        values = "".join(f"{100 * f.value:7.1f}" for f in three)
        lines.append(f"{name:24}{values}  {interval_words(three[2]):16}  {three[2].n:,}")
    lines = lines if len(lines) > 1 else []
    return "\n".join([*lines, *(line(f) for f in held.values())])


def interval_words(figure: Figure) -> str:
    """The interval in per cent, or why there is none."""
    if figure.low is None or figure.high is None:
        return "(too few)"
    return f"({100 * figure.low:.1f} to {100 * figure.high:.1f})"


def _figure(name: str, kind: str, rows: Numbers) -> Figure:
    def statistic(sums: Numbers) -> Numbers:
        precision, recall = rate(sums[:, 0], sums[:, 2]), rate(sums[:, 1], sums[:, 3])
        if kind == "P":
            return precision
        return recall if kind in ("R", "right") else rate(2 * precision * recall, precision + recall)

    total = rows.sum(axis=0)
    low, high = bootstrap(rows, statistic) or (None, None)
    n = int(total[2] if kind == "P" else total[3])
    return Figure(f"{name} {kind}", float(statistic(total[None, :])[0]), low, high, n)
