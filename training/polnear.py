"""Articles of a corpus in PolNeAR's format (text/NAME.txt, attributions/NAME_WHO.ann in brat) as words with roles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from firsthand.model.spans import Span
from firsthand.read.features import Cue, root_of
from firsthand.read.words import Paragraph, cut, parse

SPAN = re.compile(r"(?P<id>T\d+)\t\S+ (?P<at>\d+ \d+(?:;\d+ \d+)*)(?:\t|$)")
EVENT = re.compile(r"E\d+\tAttribution\S*?:T\d+(?P<roles>.*)$")
ROLE = re.compile(r"(?P<role>Source|Cue|Content)\d*:(?P<id>T\d+)")


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


def relations(path: Path) -> list[dict[str, list[Span]]]:
    """The attributions of one .ann file that have a cue and a content."""
    lines = path.read_text(encoding="utf-8").split("\n")
    places = {m["id"]: _spans(m["at"]) for line in lines if (m := SPAN.match(line))}
    out = []
    for line in lines:
        if event := EVENT.match(line):
            roles: dict[str, list[Span]] = {"Source": [], "Cue": [], "Content": []}
            for m in ROLE.finditer(event["roles"]):
                roles[m["role"]] += places[m["id"]]
            if roles["Cue"] and roles["Content"]:
                out.append(roles)
    return out


def lessons(folder: Path, every: int) -> Iterator[list[Lesson]]:
    """Every n-th article's paragraphs with their attributions; of several annotators of an article, the first."""
    seen: dict[str, Path] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        seen.setdefault(path.stem.rsplit("_", 1)[0], path)
    for name, path in list(seen.items())[::every]:
        text = (folder / "text" / f"{name}.txt").read_bytes().decode("utf-8")
        yield article(text, relations(path))


def article(text: str, gold: list[dict[str, list[Span]]]) -> list[Lesson]:
    places = [(span, False) for span in cut(text, Span(0, len(text)))]
    out = []
    for p in parse(text, places):
        found = []
        for roles in gold:
            words = {role: [i for i in range(len(p.words)) if _touches(p, i, spans)] for role, spans in roles.items()}
            if words["Cue"] and words["Content"]:
                first, last = words["Cue"][0], words["Cue"][-1] + 1
                if last - first > 12:
                    last = first + 1
                cue = Cue(first, last, root_of(p, first, last), 1.0)
                source = frozenset(words["Source"]) - set(words["Content"])
                found.append(Gold(cue, source, frozenset(words["Content"])))
        out.append(Lesson(p, tuple(sorted(found, key=lambda g: g.cue.first))))
    return out


def _spans(value: str) -> list[Span]:
    return [Span(int(a), int(b)) for a, b in (pair.split() for pair in value.split(";"))]


def _touches(p: Paragraph, i: int, spans: list[Span]) -> bool:
    return any(p.starts[i] < s.end and s.start < p.ends[i] for s in spans)
