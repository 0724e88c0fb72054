"""How well attributions of own texts are read, beyond the spans: stance, source kind, addressee, venue, nesting.

    python -m firsthand.eval.own_text FOLDER

FOLDER is written by training/own_text.py: PolNeAR's format and more/NAME.tsv. The spans are measured by
`eval.scorers`; the rest over the attributions that got who said what right.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from firsthand.eval.polnear import PLACED, as_article
from firsthand.eval.scorers import Relation, Score, Tally, dice
from firsthand.model.problems import UnreadableInput
from firsthand.model.readings import Attribution
from firsthand.model.spans import Span, Spans
from firsthand.model.units import ReadInput
from firsthand.read import run

HALF = 0.5  # Dice of contents from which an attribution is the gold's


@dataclass(frozen=True, slots=True)
class Gold:
    """One attribution of the gold; None in a place: the text has none; None as kind: it depends on other sentences."""

    event: str
    relation: Relation
    stance: str
    kind: str | None
    addressee: Span | None
    venue: Span | None
    inside: str | None


@dataclass(slots=True)
class Report:
    """Spans by `scorers`; then of each further measure how many were right, of how many."""

    tally: Tally = field(default_factory=Tally)
    right: Counter[str] = field(default_factory=Counter)
    of: Counter[str] = field(default_factory=Counter)
    confused: Counter[tuple[str, str, str]] = field(default_factory=Counter)  # measure, gold, read

    def count(self, measure: str, gold: object, read: object, right: bool) -> None:
        self.of[measure] += 1
        self.right[measure] += right
        if not right:
            self.confused[measure, str(gold), str(read)] += 1


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit("usage: python -m firsthand.eval.own_text FOLDER")
    sys.stdout.write(shown(measure(Path(sys.argv[1]))) + "\n")


def shown(report: Report) -> str:
    """The measures as a table for people, with the commonest confusions."""
    lines = [f"{'':22}{'P':>7}{'R':>7}{'F1':>7}"]
    for name, s in report.tally.scores().items():
        lines.append(f"{name:22}{100 * s.precision:7.1f}{100 * s.recall:7.1f}{100 * s.f1:7.1f}")
    for name in ("addressee", "venue", "inside"):
        s = found(report, name)
        lines.append(f"{name:22}{100 * s.precision:7.1f}{100 * s.recall:7.1f}{100 * s.f1:7.1f}")
    for name in ("stance", "source_kind"):
        lines.append(f"{name:22}{100 * report.right[name] / max(1, report.of[name]):7.1f} of {report.of[name]}")
    lines += [f"  {n:4} {m}: {g} read as {r}" for (m, g, r), n in report.confused.most_common(24)]
    return "\n".join(lines)


def found(report: Report, name: str) -> Score:
    """Precision and recall of a place that may be absent on either side."""
    hits = report.right[name]
    return Score(hits, hits, report.of[f"{name} read"], report.of[f"{name} gold"])


def measure(folder: Path) -> Report:
    """Read every text of a folder and compare."""
    report = Report()
    for path in sorted((folder / "more").glob("*.tsv")):
        text = (folder / "text" / f"{path.stem}.txt").read_bytes().decode("utf-8")
        gold = load(folder, path.stem)
        rows = run(ReadInput(as_article(path.stem, text))).rows
        add(report, text, gold, [a for a in rows if isinstance(a, Attribution)])
    if not report.tally.counts:
        raise UnreadableInput(f"no more/*.tsv in {folder}")
    return report


def add(report: Report, text: str, gold: list[Gold], read: list[Attribution]) -> None:
    """Count one text."""
    report.tally.add(text, [g.relation for g in gold], [Relation(a.source, a.cue, a.content) for a in read])
    of_event = pairs(gold, read)
    event_of = {a.id: event for event, a in of_event.items()}
    for g in gold:
        a = of_event.get(g.event)
        if a is None:
            continue
        report.count("stance", g.stance, a.stance, g.stance == a.stance)
        if g.kind is not None:
            report.count("source_kind", g.kind, a.source_kind, g.kind == a.source_kind)
        _place(report, "addressee", g.addressee, a.addressee)
        _place(report, "venue", g.venue, a.venue)
        holder = event_of.get(a.inside, a.inside) if a.inside else None
        _optional(report, "inside", g.inside, holder, g.inside == holder)


def pairs(gold: list[Gold], read: list[Attribution]) -> dict[str, Attribution]:
    """The attributions read of those in the gold, by event: alike in content, sharing a source, best first."""
    ranked = []
    for n, g in enumerate(gold):
        for m, a in enumerate(read):
            content, source, cue = (
                dice(_points(x), _points(y))
                for x, y in (
                    (g.relation.content, a.content),
                    (g.relation.source, a.source),
                    (g.relation.cue, a.cue),
                )
            )
            if content >= HALF and source > 0:
                ranked.append((-content - (source + cue) / 4, n, m))
    out: dict[str, Attribution] = {}
    taken: set[int] = set()
    for _, n, m in sorted(ranked):
        if gold[n].event not in out and m not in taken:
            out[gold[n].event] = read[m]
            taken.add(m)
    return out


def load(folder: Path, name: str) -> list[Gold]:
    """The gold of one text, in order of events."""
    lines = (folder / "attributions" / f"{name}_own.ann").read_text(encoding="utf-8").split("\n")
    places = {m["id"]: _spans(m["at"].replace(";", " ")) for line in lines if (m := PLACED.match(line))}
    events = {}
    for line in lines:
        if line.startswith("E"):
            event, _, roles = line.partition("\t")
            held = dict(role.split(":") for role in roles.split())
            spans = {role: places[id_] for role, id_ in held.items()}
            events[event] = Relation(spans.get("Source", ()), spans["Cue"], spans["Content"])
    rows = (folder / "more" / f"{name}.tsv").read_text(encoding="utf-8").splitlines()[1:]
    out = []
    for event, stance, *rest in (row.split("\t") for row in rows):
        kind, addressee, venue, inside = (None if value == "-" else value for value in rest)
        out.append(Gold(event, events[event], stance, kind, _span(addressee), _span(venue), inside))
    return out


def _place(report: Report, name: str, gold: Span | None, read: Span | None) -> None:
    said, told = ("some" if place else None for place in (gold, read))
    _optional(report, name, said, told, bool(gold and read and gold.overlaps(read)))


def _optional(report: Report, name: str, gold: str | None, read: str | None, right: bool) -> None:
    report.of[f"{name} gold"] += gold is not None
    report.of[f"{name} read"] += read is not None
    if gold is not None:
        report.right[name] += right
    if (gold is not None or read is not None) and not right:
        report.confused[
            name, "some" if gold else "none", "another" if gold and read else "some" if read else "none"
        ] += 1


def _spans(numbers: str) -> Spans:
    values = [int(n) for n in numbers.split()]
    return tuple(Span(a, b) for a, b in zip(values[::2], values[1::2], strict=True))


def _span(value: str | None) -> Span | None:
    return _spans(value)[0] if value else None


def _points(spans: Spans) -> frozenset[int]:
    return frozenset(i for s in spans for i in range(s.start, s.end))


if __name__ == "__main__":
    main()
