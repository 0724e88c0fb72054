"""Each gold set counted document by document, so that intervals can be drawn over its documents.

The modules that know a set's format are imported when they are needed: they load models and tables.
"""

from __future__ import annotations

from pathlib import Path

from firsthand.eval.figures import Counts, Measured, OnProgress, counted
from firsthand.model.units import Progress


def polnear(folder: Path, on_progress: OnProgress | None) -> Measured:
    """Attributions: spans and who said what, by group and outlet, with calibration and speed."""
    from firsthand.eval import polnear as p

    return p.measured(folder, on_progress)


def times(folder: Path, _: OnProgress | None) -> Measured:
    """Times: TempEval-3's measures."""
    from firsthand.eval import times as t

    each = t.measure(folder).values()
    return counted("times", [{m: _equal(getattr(c, m), c.read, c.gold) for m in t.MEASURES} for c in each])


def quantities(folder: Path, _: OnProgress | None) -> Measured:
    """Quantities: CQE's measures, counted as published and one to one."""
    from firsthand.eval import quantities as q

    documents: list[Counts] = []
    for sentence in (s for path in sorted(folder.glob("*.json")) for s in q.load(path)):
        ours = q.read(sentence.text)
        ways = (("", q.published(sentence.gold, ours)), ("one to one ", q.strict(sentence.gold, ours)))
        documents.append({way + m: _equal(getattr(c, m), c.read, c.gold) for way, c in ways for m in q.MEASURES})
    return counted("quantities", documents)


def own_text(folder: Path, on_progress: OnProgress | None) -> Measured:
    """Attributions of our own texts: spans, then stance, source kind, addressee, venue and nesting."""
    from firsthand.eval import own_text as o
    from firsthand.eval.polnear import read

    documents: list[Counts] = []
    paths = sorted((folder / "more").glob("*.tsv"))
    for n, path in enumerate(paths, 1):
        report, text = o.Report(), (folder / "text" / f"{path.stem}.txt").read_bytes().decode("utf-8")
        o.add(report, text, o.load(folder, path.stem), read(path.stem, text))
        places = {m: o.found(report, m) for m in ("addressee", "venue", "inside")}
        documents.append(
            {
                **report.tally.counts,
                **{m: _equal(s.hits_of_read, s.read, s.gold) for m, s in places.items()},
                **{m: _equal(report.right[m], report.of[m], report.of[m]) for m in ("stance", "source_kind")},
            }
        )
        if on_progress is not None:
            on_progress(Progress("own-text", n, len(paths)))
    return counted("own-text", documents, shares=frozenset(["stance", "source_kind"]))


def _equal(hits: float, read: float, gold: float) -> tuple[float, float, float, float]:
    """Counts of one document where what is hit in the gold is hit in the reading, one for one."""
    return (hits, hits, read, gold)
