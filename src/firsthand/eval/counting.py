"""Each gold set counted document by document, so that intervals can be drawn over its documents.

The modules that know a set's format are imported when they are needed: they load models and tables.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from firsthand.eval.figures import Counts, Figure, Measured, OnProgress, counted, precision_recall, table
from firsthand.model.problems import UsageError
from firsthand.model.units import Progress


@dataclass(frozen=True, slots=True)
class Place:
    """Where a set lies, and the texts of another set that its labels are of, if they are."""

    folder: Path
    texts: Path | None = None


def polnear(at: Place, on_progress: OnProgress | None) -> Measured:
    """Attributions: spans and who said what, by group and outlet, with calibration and speed."""
    from firsthand.eval import polnear as p

    return p.measured(at.folder, on_progress)


def times(at: Place, _: OnProgress | None) -> Measured:
    """Times: TempEval-3's measures."""
    from firsthand.eval import times as t

    each = t.measure(at.folder).values()
    return counted("times", [{m: _equal(getattr(c, m), c.read, c.gold) for m in t.MEASURES} for c in each])


def quantities(at: Place, _: OnProgress | None) -> Measured:
    """Quantities: CQE's measures, counted as published and one to one."""
    from firsthand.eval import quantities as q

    documents: list[Counts] = []
    for sentence in (s for path in sorted(at.folder.glob("*.json")) for s in q.load(path)):
        ours = q.read(sentence.text)
        ways = (("", q.published(sentence.gold, ours)), ("one to one ", q.strict(sentence.gold, ours)))
        documents.append({way + m: _equal(getattr(c, m), c.read, c.gold) for way, c in ways for m in q.MEASURES})
    return counted("quantities", documents)


def plants(at: Place, on_progress: OnProgress | None) -> Measured:
    """Discrepancies: changes planted in copies, and whether exactly they are found."""
    from firsthand.eval import plants as p

    return p.measure(at.folder, on_progress)


def places(at: Place, on_progress: OnProgress | None) -> Measured:
    """Places: names put within 161 km of where they lie, and names resolved at all, file by file."""
    from firsthand.eval import places as p

    files = sorted(at.folder.glob("*.xml"))
    figures: list[Figure] = []
    articles = 0
    for n, path in enumerate(files, 1):
        counts = p.measure(path).articles
        rows = [
            {
                f"{path.stem} within 161 km": _equal(c.right, c.names, c.names),
                f"{path.stem} resolved": _equal(c.names - c.unresolved, c.names, c.names),
            }
            for c in counts
        ]
        figures += precision_recall(rows, shares=frozenset(rows[0]) if rows else frozenset())
        articles += len(counts)
        if on_progress is not None:
            on_progress(Progress("places", n, len(files)))
    return Measured("places", articles, tuple(figures), f"{articles} documents\n{table(figures)}")


def names(at: Place, _: OnProgress | None) -> Measured:
    """Overlap with the gold by type: of names and descriptions together, of names alone; and the recall of what is named."""
    from firsthand.eval import names as n

    documents: list[Counts] = []
    for alone, both in zip(n.measure(at.folder).values(), n.measure_all(at.folder).values(), strict=True):
        counts: dict[str, tuple[float, float, float, float]] = {}
        for type_ in n.TYPES:
            for name, c in ((type_, both[type_]), (f"{type_} names alone", alone[type_])):
                counts[name] = (c.right, c.found, c.read, c.gold)
            counts[f"{type_} named"] = (0, alone[type_].named_found, 0, alone[type_].named)
        documents.append(counts)
    return counted("names", documents, recall_only=frozenset(f"{t} named" for t in n.TYPES))


def events_coref(at: Place, on_progress: OnProgress | None) -> Measured:
    """Event coreference on ECB+: MUC, B-cubed, CEAFe and their mean, gold mentions given."""
    from firsthand.eval import ecb

    return ecb.measured(at.folder, on_progress)


def event_reports(at: Place, on_progress: OnProgress | None) -> Measured:
    """Pairs of reports that are of one event."""
    from firsthand.eval import reports

    return reports.measured(at.folder, on_progress)


def differences(at: Place, on_progress: OnProgress | None) -> Measured:
    """Differences told of real reports, and what they say alike joined."""
    from firsthand.eval import differences as d

    if at.texts is None:
        raise UsageError("differences are labelled by offsets alone: give the reports too")
    return d.measured(at.folder, at.texts, on_progress)


def speakers(at: Place, _: OnProgress | None) -> Measured:
    """Pronoun sources taken for the right party, by what they stand for; an article is a document."""
    from firsthand.eval import speakers as s

    if at.texts is None:
        raise UsageError("speakers are labelled by offsets alone: give the texts too, with --texts FOLDER")
    answers = [a for path in sorted(at.folder.glob("*.tsv")) for a in s.measure(path, at.texts)]
    documents: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(lambda: [0.0, 0.0, 0.0, 0.0]))
    for answer in answers:
        for name in ("pronouns", f"pronouns {answer.label.what}"):
            held, right = documents[answer.label.article][name], answer.verdict == "right"
            held[:] = [held[0] + right, held[1] + right, held[2] + 1, held[3] + 1]
    shares = frozenset(name for d in documents.values() for name in d)
    return counted("speakers", [documents[name] for name in sorted(documents)], shares)


def copies(at: Place, on_progress: OnProgress | None) -> Measured:
    """Labelled copies made from the folder's texts: who shares what with whom, and what is one article."""
    from firsthand.eval import copies as c

    return c.measured(at.folder, on_progress)


def pages(at: Place, on_progress: OnProgress | None) -> Measured:
    """Body, title, authors, dates and topics of saved pages, beside trafilatura."""
    from firsthand.eval import pages_measured

    return pages_measured.measured(at.folder, on_progress)


def page_data(at: Place, on_progress: OnProgress | None) -> Measured:
    """Title, authors, dates and topics of saved pages; of ours alone."""
    from firsthand.eval import page_data

    return page_data.measured(at.folder, on_progress)


def splitting(at: Place, on_progress: OnProgress | None) -> Measured:
    """Text dumps into articles: starts, ends, single articles kept whole, data of heads."""
    from firsthand.eval import splitting as s

    return s.measured(at.folder, on_progress)


def own_text(at: Place, on_progress: OnProgress | None) -> Measured:
    """Attributions of our own texts: spans, then stance, source kind, addressee, venue and nesting."""
    from firsthand.eval import own_text as o
    from firsthand.eval.polnear import read

    documents: list[Counts] = []
    paths = sorted((at.folder / "more").glob("*.tsv"))
    for n, path in enumerate(paths, 1):
        report, text = o.Report(), (at.folder / "text" / f"{path.stem}.txt").read_bytes().decode("utf-8")
        o.add(report, text, o.load(at.folder, path.stem), read(path.stem, text))
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


def claims(at: Place, _: OnProgress | None) -> Measured:
    """Claims: the mean reciprocal rank of a post's claim, and how often the machine's joins are right."""
    from firsthand.eval import claims as k

    asked = k.measure(at.folder)
    documents: list[Counts] = [
        {"MRR": (0, 1 / a.rank, 0, 1), "first": (0, a.rank == 1, 0, 1), "joined": (a.right, a.right, a.joined, 1)}
        for a in asked
    ]
    return counted("claims", documents, shares=frozenset({"MRR", "first"}))


def _equal(hits: float, read: float, gold: float) -> tuple[float, float, float, float]:
    """Counts of one document where what is hit in the gold is hit in the reading, one for one."""
    return (hits, hits, read, gold)


def layouts(at: Place, on_progress: OnProgress | None) -> Measured:
    """Pages cut into articles: first and last words, pages wholly right, pages of one article not cut."""
    from firsthand.eval import layouts as p

    return p.measured(at.folder, on_progress)
