"""Articles of a corpus in PolNeAR's format (text/NAME.txt, attributions/NAME_WHO.ann in brat) as words with roles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from firsthand.eval.polnear import load
from firsthand.eval.scorers import Relation
from firsthand.model.spans import Span, Spans
from firsthand.read.features import Cue, root_of
from firsthand.read.words import Paragraph, cut, parse


@dataclass(frozen=True, slots=True)
class Gold:
    """One attribution's word numbers in the paragraph of its cue."""

    cue: Cue
    source: frozenset[int]
    content: frozenset[int]


@dataclass(frozen=True, slots=True)
class Lesson:
    paragraph: Paragraph
    golds: tuple[Gold, ...]


def lessons(folder: Path, every: int) -> Iterator[list[Lesson]]:
    """Every n-th article's paragraphs with their attributions; of several annotators of an article, the first."""
    for text, gold in list(load(folder).values())[::every]:
        yield article(text, gold)


def article(text: str, gold: list[Relation]) -> list[Lesson]:
    places = [(span, False) for span in cut(text, Span(0, len(text)))]
    out = []
    for p in parse(text, places):
        found = []
        for roles in gold:
            source, marks, content = (
                [i for i in range(len(p.words)) if _touches(p, i, spans)]
                for spans in (roles.source, roles.cue, roles.content)
            )
            if marks and content:
                first, last = marks[0], marks[-1] + 1
                if last - first > 12:
                    last = first + 1
                cue = Cue(first, last, root_of(p, first, last), 1.0)
                found.append(Gold(cue, frozenset(source) - set(content), frozenset(content)))
        out.append(Lesson(p, tuple(sorted(found, key=lambda g: g.cue.first))))
    return out


def _touches(p: Paragraph, i: int, spans: Spans) -> bool:
    return any(p.starts[i] < s.end and s.start < p.ends[i] for s in spans)
