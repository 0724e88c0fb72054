"""A small gold set of our own in PolNeAR's format, written out on demand."""

from __future__ import annotations

from pathlib import Path

import pytest

# [source] {cue} <content>, as a person would mark them
MARKED = {
    "quay-digest_2031-05-03_bridge": "[Mara Lind] {said} <the bridge was safe>.",
    "quay-digest_2031-05-04_ferry": "“<The ferry will sail>,” [she] {said}.",
    "salt-post_2031-05-04_port": "[Officials] {said} <the port would open in May>. The officials smiled.",
    "salt-post_2031-05-05_road": "{According to} [the ministry], <the road is closed>.",
    "salt-post_2031-05-06_dam": "[Idris Vann] {told} reporters <the dam “will hold” for years>.",
    "salt-post_2031-05-07_vote": "[Petra Solk], the mayor, {said} <the vote would be held on Sunday>.",
}
ROLES = {"[": "Source", "{": "Cue", "<": "Content"}


def unmarked(marked: str) -> tuple[str, dict[str, tuple[int, int]]]:
    """The text without its marks, and where each role stands in it."""
    text, opened, places = "", {}, {}
    for c in marked:
        if c in ROLES:
            opened[ROLES[c]] = len(text)
        elif c in "]}>":
            role = ROLES[{"]": "[", "}": "{", ">": "<"}[c]]
            places[role] = (opened[role], len(text))
        else:
            text += c
    return text, places


def write(folder: Path, copies: int = 1) -> Path:
    for kind in ("text", "attributions"):
        (folder / kind).mkdir(parents=True)
    for name, marked in [(f"{name}-{k}" if k else name, m) for k in range(copies) for name, m in MARKED.items()]:
        text, places = unmarked(marked)
        lines = [f"T{n}\t{r} {a} {b}\t{text[a:b]}" for n, (r, (a, b)) in enumerate(places.items(), 1)]
        event = " ".join(f"{r}:T{n}" for n, r in enumerate(places, 1))
        lines.append(f"E1\tAttribution:T{[*places].index('Cue') + 1} {event}")
        (folder / "text" / f"{name}.txt").write_text(text, encoding="utf-8")
        (folder / "attributions" / f"{name}_ours.ann").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


@pytest.fixture
def gold_root(tmp_path: Path) -> Path:
    """A folder of sets in which only polnear/ lies."""
    write(tmp_path / "sets" / "polnear")
    return tmp_path / "sets"


@pytest.fixture
def larger_root(tmp_path: Path) -> Path:
    """The same six times over: enough for floors."""
    write(tmp_path / "larger" / "polnear", copies=6)
    return tmp_path / "larger"
