"""How well and how fast attributions are read, on a folder in PolNeAR's format: text/NAME.txt, attributions/NAME_WHO.ann (brat).

No such text is shipped with Firsthand: bring your own copy. Newell, Margolin and Ruths 2018.
"""

from __future__ import annotations

import importlib
import importlib.util
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from firsthand.eval.scorers import Relation, Score, Tally
from firsthand.lang import models
from firsthand.model.articles import Article, Part
from firsthand.model.ids import make_id, sha256
from firsthand.model.problems import UnreadableInput
from firsthand.model.readings import Attribution
from firsthand.model.spans import OffsetMap, Run, Span
from firsthand.model.units import ReadInput
from firsthand.read import run

# T3<tab>Content 10 20;25 30<tab>words
PLACED = re.compile(r"(?P<id>T\d+)\t\S+ (?P<at>\d+ \d+(?:;\d+ \d+)*)(?:\t|$)")
# E1<tab>Attribution:T4 Content:T3 Cue:T2 Source:T1
EVENT = re.compile(r"E\d+\tAttribution\S*?:T\d+(?P<roles>.*)$")
ROLE = re.compile(r"(?P<role>Source|Cue|Content)\d*:(?P<id>T\d+)")
TIMED = 20  # articles that the speed is measured on: enough for a steady ratio in half a minute


@dataclass(frozen=True, slots=True)
class Report:
    """What a folder measured."""

    articles: int
    gold: int
    read: int
    scores: dict[str, Score]
    words_per_second: float  # user CPU, reading alone
    speed_ratio: float | None  # to the language model alone, in this run; None without a model


def evaluate(folder: Path) -> str:
    """The measures of a folder as a table for people."""
    m = measure(folder)
    lines = [
        f"{m.articles} articles, {m.gold} attributions in the gold, {m.read} read",
        f"{'':16}{'P':>7}{'R':>7}{'F1':>7}",
    ]
    for name in sorted(m.scores, key=lambda n: (n not in ("who_what", "rel_exact"), n)):
        s = m.scores[name]
        lines.append(f"{name:16}{100 * s.precision:7.1f}{100 * s.recall:7.1f}{100 * s.f1:7.1f}")
    lines.append(f"{m.words_per_second:,.0f} words a second of user CPU")
    ratio = "no language model is installed" if m.speed_ratio is None else f"{m.speed_ratio:.2f}"
    lines.append(f"speed, to the language model alone in this run: {ratio}")
    return "\n".join(lines)


def measure(folder: Path) -> Report:
    """Read every article of a folder and compare. Of several annotators of one article the first by file name counts."""
    texts = load(folder)
    tally, read, words = Tally(), 0, 0
    run(ReadInput(as_article("warm", "Warm words, she said.")))  # the model is loaded before the clock starts
    started = time.process_time()
    answers = {name: _read(name, text) for name, (text, _) in texts.items()}
    spent = time.process_time() - started
    for name, (text, gold) in texts.items():
        tally.add(text, gold, answers[name])
        read += len(answers[name])
        words += len(text.split())
    gold_count = sum(len(gold) for _, gold in texts.values())
    ratio = speed_ratio([text for text, _ in texts.values()][:TIMED])
    return Report(len(texts), gold_count, read, tally.scores(), words / spent if spent else 0.0, ratio)


def speed_ratio(texts: Sequence[str]) -> float | None:
    """Time of the whole language model alone over our time, on the same texts; None without a model."""
    found = models.find()
    if found is None or importlib.util.find_spec("spacy") is None:
        return None
    whole = importlib.import_module("spacy").load(found)
    list(whole.pipe(texts[:1]))
    started = time.process_time()
    list(whole.pipe(texts))
    alone = time.process_time() - started
    started = time.process_time()
    for text in texts:
        _read("timed", text)
    ours = time.process_time() - started
    return alone / ours if ours else None


def load(folder: Path) -> dict[str, tuple[str, list[Relation]]]:
    """Each article's text and gold attributions, by name."""
    found: dict[str, tuple[str, list[Relation]]] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        name = path.stem.rsplit("_", 1)[0]
        source = folder / "text" / f"{name}.txt"
        if name not in found and source.is_file():
            found[name] = (source.read_bytes().decode("utf-8"), relations(path.read_bytes().decode("utf-8")))
    if not found:
        raise UnreadableInput(f"no attributions/*.ann with text/*.txt in {folder}")
    return found


def relations(ann: str) -> list[Relation]:
    """The attributions of one brat file that have a cue and a content."""
    lines = ann.split("\n")
    places = {m["id"]: _spans(m["at"]) for line in lines if (m := PLACED.match(line))}
    out = []
    for line in lines:
        event = EVENT.match(line)
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
    return Article(make_id("article", name), sha256(text.encode()), whole, text, parts, offsets, (), "en", "plain")


def _read(name: str, text: str) -> list[Relation]:
    rows = run(ReadInput(as_article(name, text))).rows
    return [Relation(a.source, a.cue, a.content) for a in rows if isinstance(a, Attribution)]


def _spans(value: str) -> list[Span]:
    return [Span(int(a), int(b)) for a, b in (two.split() for two in value.split(";"))]
