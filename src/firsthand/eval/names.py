"""How well names are read, on a folder of re3d: documents.json and entities.json, one JSON object a line.

Overlap, as its authors count: a name of ours is right if it shares a word with a gold entity of its type; a gold entity is
found if a name of ours of its type shares a word with it. The gold has descriptions beside names ("the enemy", "he", "a
bridge"), so its recall is counted twice: over all, and over those written with a capital, which names are.
Run it with `python -m firsthand.eval.names FOLDER`. No such text is shipped with Firsthand: bring your own copy.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from firsthand.eval.polnear import as_article
from firsthand.eval.scorers import Score, toucher
from firsthand.model.problems import UnreadableInput
from firsthand.model.readings import MentionKind
from firsthand.model.spans import Span
from firsthand.read.encoder import look
from firsthand.read.names.described import descriptions
from firsthand.read.names.mentions import read_mentions
from firsthand.read.words import paragraphs

Type = Literal["person", "organisation", "location"]
TYPES: tuple[Type, ...] = ("person", "organisation", "location")
OF_GOLD: dict[str, Type] = {"Person": "person", "Organisation": "organisation", "Location": "location"}
OF_OURS: dict[MentionKind, Type] = {
    "person": "person",
    "organisation": "organisation",
    "group": "organisation",
    "outlet": "organisation",
    "place": "location",
}
Placed = tuple[Span, Type]


@dataclass(frozen=True, slots=True)
class Document:
    name: str
    text: str
    gold: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """What one document adds for one type; sums of them are counts too."""

    read: int = 0
    right: int = 0  # of those read
    gold: int = 0
    found: int = 0  # of the gold
    named: int = 0  # gold that is written with a capital
    named_found: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.read + other.read,
            self.right + other.right,
            self.gold + other.gold,
            self.found + other.found,
            self.named + other.named,
            self.named_found + other.named_found,
        )

    @property
    def overlap(self) -> Score:
        return Score(self.right, self.found, self.read, self.gold)

    @property
    def named_recall(self) -> float:
        return self.named_found / self.named if self.named else 0.0


def measure(folder: Path) -> dict[str, Mapping[Type, Counts]]:
    """The counts of each document's names by type, by document, in order."""
    return {d.name: compare(d.text, d.gold, read(d)) for d in documents(folder)}


def measure_all(folder: Path) -> dict[str, Mapping[Type, Counts]]:
    """The same of names and descriptions together."""
    return {d.name: compare(d.text, d.gold, [*read(d), *described(d)]) for d in documents(folder)}


def documents(folder: Path) -> list[Document]:
    """The documents of a folder, or of each folder in it."""
    inner = (
        [folder] if (folder / "documents.json").is_file() else sorted(p.parent for p in folder.glob("*/documents.json"))
    )
    if not inner:
        raise UnreadableInput(f"no documents.json in {folder} or in a folder of it")
    return [d for place in inner for d in load(place)]


def load(folder: Path) -> list[Document]:
    """The documents of one folder with their gold entities of the three types."""
    gold: dict[str, list[Placed]] = defaultdict(list)
    for row in _lines(folder / "entities.json"):
        if (type_ := OF_GOLD.get(str(row["type"]))) is not None and str(row["value"]).strip():
            gold[str(row["documentId"])].append((Span(_int(row["begin"]), _int(row["end"])), type_))
    rows = sorted(_lines(folder / "documents.json"), key=lambda row: str(row["_id"]))
    return [Document(str(row["_id"]), str(row["text"]), tuple(sorted(gold[str(row["_id"])]))) for row in rows]


def read(d: Document) -> list[Placed]:
    """Our names of a document, those of the three types; a name within a longer one counts for itself."""
    article = as_article(d.name, d.text)
    found = read_mentions(article, look(paragraphs(article), article.language))
    return [(m.span, OF_OURS[m.kind]) for m in found if m.kind in OF_OURS]


def described(d: Document) -> list[Placed]:
    """What a document speaks of without a name."""
    return [(span, OF_OURS[kind]) for span, kind in descriptions(d.text, Span(0, len(d.text)))]


def compare(text: str, gold: Sequence[Placed], ours: Sequence[Placed]) -> dict[Type, Counts]:
    """Overlap of two readings of a text, by type."""
    touched = toucher(text)
    out: dict[Type, Counts] = {}
    for type_ in TYPES:
        theirs = [(touched((s,)), s) for s, t in gold if t == type_]
        mine = [touched((s,)) for s, t in ours if t == type_]
        all_theirs = frozenset().union(*(w for w, _ in theirs)) if theirs else frozenset[int]()
        all_mine = frozenset().union(*mine) if mine else frozenset[int]()
        named = [w for w, s in theirs if _is_named(s.of(text))]
        out[type_] = Counts(
            len(mine),
            sum(bool(w & all_theirs) for w in mine),
            len(theirs),
            sum(bool(w & all_mine) for w, _ in theirs),
            len(named),
            sum(bool(w & all_mine) for w in named),
        )
    return out


def _is_named(words: str) -> bool:
    """Whether a word in it other than a pronoun or an article has a capital."""
    return any(w[0].isupper() and w not in _OPENERS for w in words.split())


_OPENERS = frozenset(
    {"I", "He", "She", "It", "They", "We", "You", "The", "A", "An", "His", "Her", "Their", "Our", "This", "These"}
)


def _lines(path: Path) -> list[dict[str, object]]:
    """One object a line, or one list of them."""
    raw = path.read_text(encoding="utf-8").strip()
    try:
        return list(json.loads(raw)) if raw.startswith("[") else [json.loads(x) for x in raw.splitlines() if x.strip()]
    except ValueError as error:
        raise UnreadableInput(f"{path} is no JSON, one object a line: {error}") from error


def _int(value: object) -> int:
    return int(str(value))
