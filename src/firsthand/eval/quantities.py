"""How well quantities are read, on a file of sentences with what they say: the measures of CQE (Almasian et al. 2023).

The file is JSON: rows with `text` and `quantities`, each with value ("27.0", "5.0-10.0"), change ("=", "~", "<", ">", "up" or
"down"), normalized_unit and referred_concepts ("-": none). A value is right within 1e-5 of itself. `published` counts as
CQE's own script does: both sides in the order of their units, a gold value compared with each reading not yet taken until one
has its unit too, so that a change or a concept may count more than once. `strict` pairs one to one instead, equal units first.
A concept is right where one word is shared ("concept") or all are ("concept_whole"). Such data is not shipped: bring your own
copy. Run it with `python -m firsthand.eval.quantities FILE`.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from firsthand.eval.quantities_units import as_unit, as_value, as_word
from firsthand.eval.scorers import Score
from firsthand.model.problems import UnreadableInput
from firsthand.read.quantities.reader import Found, find

MEASURES = ("value", "unit", "change", "concept", "concept_whole")
SIGNS = {
    "exactly": "=",
    "between": "=",
    "about": "~",
    "at_least": ">",
    "more_than": ">",
    "at_most": "<",
    "less_than": "<",
}
COUNTED = frozenset(
    {"digits", "word", "one", "part", "fold", "many", "range", "either"}
)  # kinds of amounts the gold marks
SPLIT = re.compile(r"[,\s]+")


@dataclass(frozen=True, slots=True)
class Said:
    """A quantity as the gold writes it, or as ours was turned into."""

    low: float
    high: float
    interval: bool
    unit: str
    change: str
    concept: frozenset[str]


@dataclass(frozen=True, slots=True)
class Sentence:
    text: str
    gold: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """What one sentence adds to the measures; sums of them are counts too."""

    gold: int = 0
    read: int = 0
    value: int = 0
    unit: int = 0
    change: int = 0
    concept: int = 0
    concept_whole: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(Counts)))

    def score(self, name: str) -> Score:
        """One of MEASURES with its precision, recall and F1; all but `value` are of values that are right."""
        hits = int(getattr(self, name))
        return Score(hits, hits, self.read, self.gold)


def evaluate(path: Path) -> str:
    """The measures of a file as a table for people, counted in both ways."""
    sentences = load(path)
    ours = [(s, read(s.text)) for s in sentences]
    lines: list[str] = []
    for name, count in (("as published", published), ("one to one", strict)):
        total = sum((count(s.gold, o) for s, o in ours), Counts())
        if not lines:
            lines.append(f"{len(sentences)} sentences, {total.gold} quantities in the gold, {total.read} read")
        lines.append(f"{name:18}{'P':>7}{'R':>7}{'F1':>7}")
        for measured in MEASURES:
            s = total.score(measured)
            lines.append(f"  {measured:16}{100 * s.precision:7.1f}{100 * s.recall:7.1f}{100 * s.f1:7.1f}")
    return "\n".join(lines)


def measure(path: Path) -> dict[str, Counts]:
    """The counts of each sentence of a file as CQE's script counts, by its number in the file, in order."""
    return {f"{n:05}": published(s.gold, read(s.text)) for n, s in enumerate(load(path))}


def load(path: Path) -> list[Sentence]:
    """The sentences of a file."""
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        return [Sentence(row["text"], tuple(_gold(q) for q in row["quantities"])) for row in rows]
    except (ValueError, KeyError, TypeError) as error:
        raise UnreadableInput(f"{path} holds no sentences with quantities: {error}") from error


def read(text: str) -> list[Said]:
    """Our quantities of a sentence, written as the gold writes them; kinds that the gold never marks are left out."""
    return [s for f in find(text, 0, len(text)) if f.amount.kind in COUNTED for s in said(f)]


def said(f: Found) -> list[Said]:
    """A reading as the gold would write it: 'two or three' are two quantities, dozens 12 to 120."""
    low, high, interval = as_value(f)
    concept = frozenset(as_word(f, n) for run in f.concept for n in run) or frozenset({"-"})
    one = Said(low, high, interval, as_unit(f), as_change(f), concept)
    if f.amount.kind == "either":
        return [Said(v, v, False, one.unit, one.change, concept) for v in (low, high)]
    return [one]


def as_change(f: Found) -> str:
    """The gold's sign: a bound first, then whether it went up or down by so much."""
    sign = SIGNS[f.amount.bound] if f.amount.kind != "many" else "="
    context = f.context
    if sign == "=" and context.change != "none" and not context.reached and not context.by_noun:
        return context.change
    return sign


def published(gold: Sequence[Said], ours: Sequence[Said]) -> Counts:
    """The counts of one sentence by the rules of CQE's published script."""
    left = sorted(ours, key=lambda s: s.unit)
    hits = dict.fromkeys(MEASURES, 0)
    for g in sorted(gold, key=lambda s: s.unit):
        for mine in tuple(left):
            if not same_value(g, mine):
                continue
            hits["value"] += hits["value"] < len(gold)
            hits["change"] += g.change == mine.change
            hits["concept"] += bool(g.concept & mine.concept)
            hits["concept_whole"] += g.concept == mine.concept
            if g.unit == mine.unit:
                hits["unit"] += 1
                left.remove(mine)
                break
    return Counts(len(gold), len(ours), **hits)


def strict(gold: Sequence[Said], ours: Sequence[Said]) -> Counts:
    """The counts of one sentence with every gold quantity and every reading used at most once, those of one unit first."""
    free, pairs, open_ = list(ours), [], list(gold)
    for units in (True, False):
        for g in tuple(open_):
            mine = next((m for m in free if same_value(g, m) and (g.unit == m.unit or not units)), None)
            if mine is not None:
                free.remove(mine)
                open_.remove(g)
                pairs.append((g, mine))
    return Counts(
        len(gold),
        len(ours),
        len(pairs),
        sum(g.unit == m.unit for g, m in pairs),
        sum(g.change == m.change for g, m in pairs),
        sum(bool(g.concept & m.concept) for g, m in pairs),
        sum(g.concept == m.concept for g, m in pairs),
    )


def same_value(a: Said, b: Said) -> bool:
    """Whether two values are equal within 1e-5; an interval never equals a number."""
    return a.interval == b.interval and _close(a.low, b.low) and _close(a.high, b.high)


def _close(a: float, b: float) -> bool:
    return abs(a - b) <= 1e-8 + 1e-5 * abs(b)


def _gold(row: dict[str, str]) -> Said:
    value, sign = str(row["value"]), "-"
    interval = sign in value[1:] and "E" not in value
    low, high = (float(v) for v in value.split(sign)) if interval else (float(value), float(value))
    words = frozenset(SPLIT.split(row["referred_concepts"].lower()))
    return Said(low, high, interval, row["normalized_unit"].lower(), row["change"], words)


if __name__ == "__main__":
    sys.stdout.write(evaluate(Path(sys.argv[1])) + "\n")
