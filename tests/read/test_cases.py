"""Every case of cases/*.md: the words of source, cue and content, and what is made of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from texts import attributions

from firsthand.model.spans import Span


@dataclass(frozen=True)
class Case:
    title: str
    text: str
    lines: tuple[str, ...]


def cases() -> list[Case]:
    found = []
    for file in sorted((Path(__file__).parent / "cases").glob("*.md")):
        lines = [x for x in file.read_text(encoding="utf-8").splitlines() if not x.startswith("#")]
        blocks = ("\n".join(lines) + "\n").split("\n.\n")
        titles, texts, expected = blocks[0::3], blocks[1::3], blocks[2::3]
        found += [
            Case(t.strip(), x.strip(), tuple(e.strip().splitlines()))
            for t, x, e in zip(titles, texts, expected, strict=False)
        ]
    return found


@pytest.mark.parametrize("case", cases(), ids=lambda c: c.title)
def test_case(case: Case) -> None:
    read = attributions(case.text)

    def words(spans: tuple[Span, ...]) -> str:
        return " ".join(s.of(case.text) for s in spans).strip(' ,.“”"')

    got = [
        " | ".join((words(a.source), words(a.cue), words(a.content), a.stance, a.source_kind, a.speaker or "nobody"))
        for a in read
    ]
    assert got == list(case.lines)
