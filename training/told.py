"""Lessons in what one claim is: invented stories of claims that lie close, each claim told several ways (`told/*.txt`)."""

from __future__ import annotations

from pathlib import Path

Story = list[list[str]]  # claims, each with its tellings; the first says it in plain words


def stories(path: Path) -> list[Story]:
    """A file of lessons: `## a line of background`, `[claim] in plain words`, `- a telling` of the claim above."""
    out: list[Story] = []
    for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("## "):
            out.append([])
        elif line.startswith("[claim] "):
            out[-1].append([line.removeprefix("[claim] ")])
        elif line.startswith("- "):
            out[-1][-1].append(line.removeprefix("- "))
        elif line.strip():
            raise ValueError(f"{path.name}, line {n}: {line[:60]}")
    return out
