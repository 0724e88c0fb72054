"""How well and how fast attributions are read, on a folder in PolNeAR's format: text/NAME.txt, attributions/NAME_WHO.ann (brat).

No such text is shipped with Firsthand: bring your own copy. Newell, Margolin and Ruths 2018.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from firsthand.eval import speed
from firsthand.eval.breakdown import mode_by_marks, outlet_of, source_group
from firsthand.eval.calibration import Bin, Judged, calibration, reliability
from firsthand.eval.figures import Counts, Figure, Measured, OnProgress, interval_words, line, precision_recall
from firsthand.eval.misses import Miss, by_cause, misses, shown
from firsthand.eval.scorers import Relation, Score, Tally, matches
from firsthand.model.articles import Article, Part
from firsthand.model.ids import make_id, sha256
from firsthand.model.problems import UnreadableInput
from firsthand.model.readings import Attribution
from firsthand.model.spans import OffsetMap, Run, Span
from firsthand.model.units import Progress, ReadInput
from firsthand.read import speech

# T3<tab>Content 10 20;25 30<tab>words
PLACED = re.compile(r"(?P<id>T\d+)\t\S+ (?P<at>\d+ \d+(?:;\d+ \d+)*)(?:\t|$)")
# E1<tab>Attribution:T4 Content:T3 Cue:T2 Source:T1
EVENT = re.compile(r"E\d+\tAttribution\S*?:T\d+(?P<roles>.*)$")
ROLE = re.compile(r"(?P<role>Source|Cue|Content)\d*:(?P<id>T\d+)")
TIMED = 21  # articles that the speed is compared on, in three rounds: enough for a steady ratio in half a minute
GROUPS = ("direct", "mixed", "indirect", "source named", "source unnamed", "source pronoun", "source none")


@dataclass(frozen=True, slots=True)
class Document:
    """What one article measured."""

    outlet: str
    counts: Counts  # of all its attributions
    groups: Counts  # recall of who_what by what the gold ones are: "direct", "source pronoun" ...
    trust: tuple[Judged, ...]  # of each reading: its confidence, whether it says rightly who said what
    missed: tuple[Miss, ...]
    examples: tuple[str, ...]  # one a miss


@dataclass(frozen=True, slots=True)
class Report:
    """What a folder measured."""

    articles: int
    gold: int
    read: int
    scores: dict[str, Score]
    figures: tuple[Figure, ...]  # everything below but the speed, with intervals
    bins: tuple[Bin, ...]  # readings by confidence
    missed: tuple[Miss, ...]
    examples: tuple[str, ...]  # one a miss, with the words around
    words_per_second: float  # user CPU, reading alone
    speed_ratio: speed.Ratio | None  # to spaCy's small model alone, in this run; None without it


def evaluate(folder: Path, on_progress: OnProgress | None = None) -> str:
    """The measures of a folder as a table for people."""
    return words(measure(folder, on_progress))


def measured(folder: Path, on_progress: OnProgress | None = None) -> Measured:
    """The measures of a folder in the shape that all sets share."""
    report = measure(folder, on_progress)
    pace = Figure("words a user-CPU second", report.words_per_second, None, None, report.articles, steady=False)
    figures = [*report.figures, pace]
    if (r := report.speed_ratio) is not None:
        figures.append(Figure("speed to spaCy alone", r.middle, r.least, r.most, r.rounds, steady=False))
    return Measured("polnear", report.articles, tuple(figures), words(report), report.examples)


def measure(folder: Path, on_progress: OnProgress | None = None) -> Report:
    """Read every article of a folder and compare. Of several annotators of one article the first by file name counts."""
    texts = load(folder)
    read("warm", "Warm words, she said.")  # the model is loaded before the clock starts
    compared = compare_speed([text for text, _ in texts.values()][:TIMED])
    documents, tally, spent, counted = [], Tally(), 0.0, 0
    for n, (name, (text, gold)) in enumerate(texts.items()):
        started = speed.user_seconds()
        rows = read(name, text)
        spent += speed.user_seconds() - started
        counted += len(text.split())
        documents.append(document(name, text, gold, rows))
        tally.add(text, gold, [as_relation(a) for a in rows])
        if on_progress is not None:
            on_progress(Progress("polnear", n + 1, len(texts)))
    error, bins = calibration([d.trust for d in documents])
    return Report(
        len(texts), sum(len(gold) for _, gold in texts.values()), sum(len(d.trust) for d in documents), tally.scores(),
        (*precision_recall([d.counts for d in documents]), *by_group(documents), *by_outlet(documents), error), bins,
        tuple(m for d in documents for m in d.missed), tuple(e for d in documents for e in d.examples),
        counted / spent if spent else 0.0, compared,
    )  # fmt: skip


def document(name: str, text: str, gold: Sequence[Relation], rows: Sequence[Attribution]) -> Document:
    """The counts of one article."""
    tally, read = Tally(), [as_relation(a) for a in rows]
    tally.add(text, gold, read)
    pairs = matches(text, gold, read)
    right = [m for m in pairs if m.who_what]
    found, true = {m.gold for m in right}, {m.read for m in right}
    groups: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0, 0.0])
    for n, one in enumerate(gold):
        for group in (mode_by_marks(text, one.content), f"source {source_group(text, one.source)}"):
            groups[group][1] += n in found
            groups[group][3] += 1
    trust = tuple((a.confidence, n in true) for n, a in enumerate(rows))
    missed = tuple(misses(gold, read, pairs))
    examples = tuple(shown(name, text, m) for m in missed)
    return Document(outlet_of(name) or "outlet not in the name", tally.counts, dict(groups), trust, missed, examples)


def by_group(documents: Sequence[Document]) -> tuple[Figure, ...]:
    """Recall of who_what by the mode and by the source of the gold ones."""
    found = {f.name: f for f in precision_recall([d.groups for d in documents], frozenset(GROUPS))}
    return tuple(found[f"{group} R"] for group in GROUPS if f"{group} R" in found)


def by_outlet(documents: Sequence[Document]) -> tuple[Figure, ...]:
    """Who_what of each outlet's articles, outlets by name; nothing if there is only one."""
    outlets = sorted({d.outlet for d in documents})
    out: list[Figure] = []
    for outlet in outlets if len(outlets) > 1 else ():
        own = [{f"outlet {outlet}": d.counts["who_what"]} for d in documents if d.outlet == outlet]
        out += precision_recall(own)
    return tuple(out)


def words(m: Report) -> str:
    """A report as a table for people, in per cent, intervals of 95 %."""
    f1 = {f.name: f for f in m.figures}
    lines = [
        f"{m.articles} articles, {m.gold} attributions in the gold, {m.read} read",
        f"{'':16}{'P':>7}{'R':>7}{'F1':>7}  95 % of F1",
    ]
    for name in sorted(m.scores, key=lambda n: (n not in ("who_what", "rel_exact"), n)):
        s = m.scores[name]
        shown = f"{name:16}{100 * s.precision:7.1f}{100 * s.recall:7.1f}{100 * s.f1:7.1f}"
        lines.append(f"{shown}  {interval_words(f1[f'{name} F1'])}")
    lines += ["", "recall of who_what, by quotation marks and by the words of the gold source"]
    lines += [line(f1[f"{group} R"], group) for group in GROUPS if f"{group} R" in f1]
    outlets = [f for f in m.figures if f.name.startswith("outlet ") and f.name.endswith(" F1")]
    lines += ["", "F1 of who_what, by outlet", *(line(f, f.name[7:-3]) for f in outlets)] if outlets else []
    lines += ["", "what went wrong", by_cause(m.missed)]
    lines += ["", "confidence against who_what", line(f1["calibration error"]), reliability(m.bins), ""]
    lines.append(f"{m.words_per_second:,.0f} words a second of user CPU")
    r = m.speed_ratio
    ratio = "spaCy's small model is not installed" if r is None else f"{r.middle:.2f} ({r.least:.2f} to {r.most:.2f})"
    lines.append(f"speed, to the language model alone in this run: {ratio}")
    return "\n".join(lines)


def compare_speed(texts: Sequence[str]) -> speed.Ratio | None:
    """How many times as fast as spaCy's small model alone all of reading is; None without it."""
    alone = speed.spacy_alone()
    return None if alone is None else speed.ratio(lambda some: [read("timed", t) for t in some], alone, texts)


def load(folder: Path) -> dict[str, tuple[str, list[Relation]]]:
    """Each article's text and gold attributions, by name."""
    found: dict[str, tuple[str, list[Relation]]] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        name = path.stem.rsplit("_", 1)[0]
        source = folder / "text" / f"{name}.txt"
        if name not in found and source.is_file():
            found[name] = (source.read_bytes().decode("utf-8"), relations(path.read_bytes().decode("utf-8")))
    if not found:
        raise UnreadableInput(
            f"no attributions/*.ann with text/*.txt in {folder}: give the folder that holds text/ and attributions/"
        )
    return found


def relations(ann: str) -> list[Relation]:
    """The attributions of one brat file that have a cue and a content."""
    lines = ann.split("\n")
    places = {m["id"]: _spans(m["at"]) for row in lines if (m := PLACED.match(row))}
    out = []
    for row in lines:
        event = EVENT.match(row)
        if event is None:
            continue
        roles: dict[str, list[Span]] = {"Source": [], "Cue": [], "Content": []}
        for m in ROLE.finditer(event["roles"]):
            roles[m["role"]] += places.get(m["id"], [])
        if roles["Cue"] and roles["Content"]:
            out.append(Relation(*(tuple(sorted(roles[r])) for r in ("Source", "Cue", "Content"))))
    return out


def as_article(name: str, text: str) -> Article:
    """A plain text as an article that is all body."""
    whole = Span(0, len(text))
    offsets = OffsetMap((Run(0, len(text), 0, len(text)),))
    parts = (Part("body", whole),)
    return Article(
        make_id("article", name),
        sha256(text.encode("utf-8", "surrogatepass")),
        whole,
        text,
        parts,
        offsets,
        (),
        "en",
        "plain",
    )


def as_relation(a: Attribution) -> Relation:
    """The places of a reading."""
    return Relation(a.source, a.cue, a.content)


def read(name: str, text: str) -> list[Attribution]:
    """The attributions of a plain text that is all body."""
    return list(speech(ReadInput(as_article(name, text))).attributions)


def _spans(value: str) -> list[Span]:
    return [Span(int(a), int(b)) for a, b in (two.split() for two in value.split(";"))]
