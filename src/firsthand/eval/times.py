"""How well times are read, on a folder of TimeML files (*.tml) with TIMEX3 marks: TempEval-3's measures (UzZaman et al. 2013).

strict: the same words marked; relaxed: at least one word shared; value: relaxed, and the same value. Words decide, never
punctuation or the white space between. The document's creation time is given and does not count. No such text is shipped with
Firsthand: bring your own copy. Run it with `python -m firsthand.eval.times FOLDER`.
"""

from __future__ import annotations

import re
import sys
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from firsthand.eval.scorers import Score
from firsthand.model.articles import Article, Datum, Part
from firsthand.model.ids import make_id, sha256
from firsthand.model.problems import UnreadableInput
from firsthand.model.readings import TimeRef
from firsthand.model.spans import OffsetMap, Run, Span
from firsthand.read.times.reader import read_times
from firsthand.read.words import paragraphs

WORD = re.compile(r"\w+")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
# "2000-W7": ISO 8601 writes two digits
SHORT_WEEK = re.compile(r"(?<=-W)(\d)(?!\d)")
# "1949-XX", "1998-12-XX": what is not told is left away
NOT_TOLD = re.compile(r"(?:-XX)+$")
MEASURES = ("strict", "relaxed", "value", "value_as_written")


@dataclass(frozen=True, slots=True)
class Timex:
    """A time as the gold marks it, or as ours was turned into: its place and its TIMEX3 value."""

    span: Span
    value: str


@dataclass(frozen=True, slots=True)
class Document:
    name: str
    text: str
    created: str  # the day of the document creation time
    gold: tuple[Timex, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """What one document adds to the measures; sums of them are counts too. `value_as_written` compares values as strings."""

    gold: int = 0
    read: int = 0
    strict: int = 0
    relaxed: int = 0
    value: int = 0
    value_as_written: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.gold + other.gold,
            self.read + other.read,
            self.strict + other.strict,
            self.relaxed + other.relaxed,
            self.value + other.value,
            self.value_as_written + other.value_as_written,
        )

    def score(self, name: str) -> Score:
        """One of MEASURES with its precision, recall and F1."""
        hits = int(getattr(self, name))
        return Score(hits, hits, self.read, self.gold)


def evaluate(folder: Path) -> str:
    """The measures of a folder as a table for people."""
    each = measure(folder)
    total = sum(each.values(), Counts())
    lines = [
        f"{len(each)} documents, {total.gold} times in the gold, {total.read} read",
        f"{'':18}{'P':>7}{'R':>7}{'F1':>7}",
    ]
    for name in MEASURES:
        s = total.score(name)
        lines.append(f"{name:18}{100 * s.precision:7.1f}{100 * s.recall:7.1f}{100 * s.f1:7.1f}")
    return "\n".join(lines)


def measure(folder: Path) -> dict[str, Counts]:
    """The counts of each document of a folder, by name, in order."""
    return {d.name: compare(d.text, d.gold, read(d)) for d in load(folder)}


def load(folder: Path) -> list[Document]:
    """The TimeML files of a folder, by name."""
    paths = sorted(p for p in folder.glob("*.tml") if not p.name.startswith("."))
    if not paths:
        raise UnreadableInput(f"no *.tml in {folder}")
    return [document(p.stem, p.read_bytes()) for p in paths]


def document(name: str, raw: bytes) -> Document:
    """One TimeML file: the words of its TEXT with the places of their TIMEX3 marks."""
    try:
        root = ET.fromstring(raw)
    except ET.ParseError as error:
        raise UnreadableInput(f"{name} is no TimeML file: {error}") from error
    body = root.find("TEXT")
    created = root.find("DCT/TIMEX3")
    if body is None or created is None:
        raise UnreadableInput(f"{name} has no TEXT or no DCT with a TIMEX3")
    pieces: list[str] = []
    gold: list[Timex] = []
    _walk(body, pieces, gold)
    day = DAY.match(created.get("value") or "")
    return Document(name, "".join(pieces), day.group() if day else "", tuple(gold))


def read(d: Document) -> list[Timex]:
    """Our times of a document, as TIMEX3."""
    article = as_article(d)
    return [Timex(t.span, as_timex(t)) for t in read_times(article, paragraphs(article))]


def as_timex(t: TimeRef) -> str:
    """The TIMEX3 value of a time of ours; empty where it has none."""
    return t.timex if t.timex is not None else t.edtf or ""


def as_article(d: Document) -> Article:
    """A document as an article that is all body, published on the day the document was created."""
    whole = Span(0, len(d.text))
    offsets = OffsetMap((Run(0, len(d.text), 0, len(d.text)),)) if d.text else OffsetMap(())
    data = (Datum("published", d.created, "metadata", None, None),) if d.created else ()
    ids = make_id("article", d.name), sha256(d.text.encode())
    return Article(*ids, whole, d.text, (Part("body", whole),), offsets, data, "en", "timeml")


def compare(text: str, gold: Sequence[Timex], ours: Sequence[Timex]) -> Counts:
    """Pair the two readings of a text, one to one: equal ones first, then in order of place."""
    theirs = [_words(text, t.span) for t in gold]
    mine = [_words(text, t.span) for t in ours]
    taken: dict[int, int] = {}
    for exactly in (True, False):
        for i, words in enumerate(theirs):
            for j, other in enumerate(mine):
                fits = words == other if exactly else bool(words & other)
                if fits and i not in taken and j not in taken.values():
                    taken[i] = j
    pairs = [(gold[i].value, ours[j].value) for i, j in taken.items()]
    return Counts(
        len(gold),
        len(ours),
        sum(theirs[i] == mine[j] for i, j in taken.items()),
        len(taken),
        sum(plain(a) == plain(b) for a, b in pairs),
        sum(a == b for a, b in pairs),
    )


def plain(value: str) -> str:
    """A TIMEX3 value without differences of spelling: '2000-W7' is '2000-W07', '1949-XX' is '1949'."""
    return NOT_TOLD.sub("", SHORT_WEEK.sub(r"0\1", value))


def _words(text: str, span: Span) -> frozenset[int]:
    return frozenset(m.start() for m in WORD.finditer(text, span.start, span.end))


def _walk(node: ET.Element, pieces: list[str], gold: list[Timex]) -> None:
    """The words below a node put to `pieces`, its times to `gold`."""
    start = sum(map(len, pieces))
    pieces.append(node.text or "")
    for child in node:
        _walk(child, pieces, gold)
        pieces.append(child.tail or "")
    if node.tag == "TIMEX3":
        gold.append(Timex(Span(start, sum(map(len, pieces))), node.get("value") or ""))


if __name__ == "__main__":
    sys.stdout.write(evaluate(Path(sys.argv[1])) + "\n")
