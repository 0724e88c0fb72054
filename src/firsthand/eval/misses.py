"""What went wrong with each attribution that was missed or should not be: counts by cause, and examples to read. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from firsthand.eval.scorers import Match, Relation
from firsthand.model.spans import Spans, hull

Cause = Literal[
    "nothing read there",  # no reading shares a word of content, nor the cue
    "cue seen, content elsewhere",  # a reading has the cue, and is paired with none or with another
    "content read, in another",  # a reading holds words of the content, and is paired with another
    "content off",  # paired; the contents less than half alike
    "source wrong",  # paired; the content is right
    "nothing in the gold",  # read where the annotators saw none
]
AROUND = 60  # characters shown on each side of an example


@dataclass(frozen=True, slots=True)
class Miss:
    """One attribution of the gold that was not read rightly, or one read that is in no gold."""

    cause: Cause
    gold: Relation | None
    read: Relation | None


def misses(gold: Sequence[Relation], read: Sequence[Relation], pairs: Sequence[Match]) -> list[Miss]:
    """Every attribution of either side that does not say rightly who said what, once; those of the gold first."""
    of_gold = {m.gold: m for m in pairs}
    of_read = {m.read for m in pairs}
    out = []
    for n, one in enumerate(gold):
        match = of_gold.get(n)
        if match is None:
            out.append(Miss(_why_alone(one, read), one, None))
        elif not match.who_what:
            cause: Cause = "content off" if match.content < 0.5 else "source wrong"
            out.append(Miss(cause, one, read[match.read]))
    out += [Miss("nothing in the gold", None, one) for n, one in enumerate(read) if n not in of_read]
    return out


def by_cause(found: Sequence[Miss]) -> str:
    """How many of each cause, commonest first, as a table for people."""
    counts = Counter(m.cause for m in found)
    return "\n".join(f"{cause:30}{n:7,}" for cause, n in sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def shown(name: str, text: str, miss: Miss) -> str:
    """A miss for people: cause, file and characters, the words around with [source] {cue} <content> marked, each side."""
    lines = [f"{miss.cause}: {name}"]
    for side, relation in (("gold", miss.gold), ("read", miss.read)):
        place = hull((*relation.source, *relation.cue, *relation.content)) if relation else None
        if relation and place:
            lines.append(f"  {side} {place.start}-{place.end}: {marked(text, relation)}")
    return "\n".join(lines)


def marked(text: str, relation: Relation) -> str:
    """The words of an attribution and a few around it on one line: '[Lind] {said} <the bridge was safe>.'"""
    place = hull((*relation.source, *relation.cue, *relation.content))
    if place is None:
        return ""
    start, end = max(0, place.start - AROUND), min(len(text), place.end + AROUND)
    marks: dict[int, str] = {}
    for spans, (opens, closes) in ((relation.source, "[]"), (relation.cue, "{}"), (relation.content, "<>")):
        for span in spans:
            marks[span.end] = closes + marks.get(span.end, "")
            marks[span.start] = marks.get(span.start, "") + opens
    out = "".join(marks.get(i, "") + text[i : i + 1] for i in range(start, end + 1))
    return " ".join(out.split())


def _why_alone(one: Relation, read: Sequence[Relation]) -> Cause:
    if any(_meet(one.cue, r.cue) for r in read):
        return "cue seen, content elsewhere"
    return "content read, in another" if any(_meet(one.content, r.content) for r in read) else "nothing read there"


def _meet(a: Spans, b: Spans) -> bool:
    return any(x.overlaps(y) for x in a for y in b)
