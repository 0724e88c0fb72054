"""An article's text cut into atomic runs, so that overlapping attributions need no nested marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from firsthand.model.articles import Article, Part
from firsthand.model.readings import Attribution
from firsthand.model.spans import Span

SHOWN = {
    "headline": "h1",
    "standfirst": "p",
    "subhead": "h2",
    "blockquote": "blockquote",
    "pull_quote": "blockquote",
    "caption": "p",
}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of text under the same marks throughout."""

    words: str
    classes: str  # of the mark; empty: no mark
    begins: tuple[str, ...]  # ids of the readings that begin here
    told: str  # for the tooltip: who says it, what a time, a place, a number comes to


@dataclass(frozen=True, slots=True)
class Paragraph:
    number: int | None  # of the prose, from 1; None for what is not prose
    start: int  # of its first character, in the article's text
    kind: str
    tag: str
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Noted:
    """A time, place or quantity as the text marks it."""

    id: str
    span: Span
    kind: str  # time, place, quantity: the class of its mark; here: a passage that a link leads to
    told: str  # its normal form, for the tooltip


def paragraphs(article: Article, attributions: Sequence[Attribution], noted: Sequence[Noted] = ()) -> list[Paragraph]:
    """The parts of an article in order, each cut where an attribution, time, place or quantity begins or ends."""
    prose = {p.span for p in article.prose}
    out: list[Paragraph] = []
    number = 0
    for part in article.parts:
        number += part.span in prose
        shown = number if part.span in prose else None
        stretches = tuple(_cut(article.text, part, attributions, noted))
        out.append(Paragraph(shown, part.span.start, part.kind, SHOWN.get(part.kind, "p"), stretches))
    return out


def _cut(text: str, part: Part, attributions: Sequence[Attribution], noted: Sequence[Noted]) -> Iterator[Stretch]:
    """Roles of every attribution that touches the part, as runs of constant marking."""
    layers: list[tuple[Span, str, Attribution]] = []
    for a in attributions:
        layers += [(s, f"content {a.mode} {a.stance}", a) for s in a.content if s.overlaps(part.span)]
        layers += [(s, "source", a) for s in a.source if s.overlaps(part.span)]
        layers += [(s, "cue", a) for s in a.cue if s.overlaps(part.span)]
    notes = [x for x in noted if x.span.overlaps(part.span)]
    rims = {part.span.start, part.span.end}
    for span in (*(span for span, _, _ in layers), *(x.span for x in notes)):
        rims |= {max(span.start, part.span.start), min(span.end, part.span.end)}
    for start, end in pairwise(sorted(rims)):
        here = [(name, a) for span, name, a in layers if span.start <= start and end <= span.end]
        under = [x for x in notes if x.span.start <= start and end <= x.span.end]
        begins = [a.id for a in attributions if a.content and a.content[0].start == start]
        begins += [x.id for x in notes if max(x.span.start, part.span.start) == start]
        classes = " ".join(dict.fromkeys(" ".join([*(name for name, _ in here), *(x.kind for x in under)]).split()))
        said = (f"according to {a.speaker or 'a source not stated'}" for name, a in here if name.startswith("content"))
        told = "; ".join(dict.fromkeys([*(x.told for x in under), *said]))
        yield Stretch(text[start:end], classes, tuple(begins), told)
