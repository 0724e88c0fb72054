"""Templates of news text with marked attributions, and the lists that fill them.

A list file has sections "[name key=value ... shared]", one alternative a line; "<name>" in an alternative or a template
is filled from the section of that name. In the test split every fourth alternative of a section is used, in the
training split the others; of a "shared" section both use all. `kind=` gives the source kind of a source filled from the
section, `stance=` the stance of a cue or content, `plain=1` a cue that takes its content's stance.

A template file t_GROUP.txt has one template a line. "{1s:words}" marks the source of attribution 1; roles are s(ource),
q (cue), c(ontent), a(ddressee), v(enue); "{12c:...}" is of both 1 and 2; marks nest. "^" makes the next letter a
capital, "¶" begins a paragraph. After "##": "2<1" 2 stands inside 1, "1=denies" its stance, "1:document" its source
kind, "headline" a template that only heads a text. The first letter of every sentence is made a capital.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Literal

Split = Literal["train", "test"]
Spans = dict[str, list[tuple[int, int]]]
HELD = 4  # one alternative in so many is the test split's
# matches "{12c:", "}", "<person>", "^", plain stretches
TOKEN = re.compile(r"\{(?P<ids>\d+)(?P<role>[sqcav]):|(?P<close>\})|<(?P<slot>\w+)>|(?P<plain>[^{}<]+)")
# the first letter of a text, of a paragraph, or after a sentence's end
FIRST = re.compile(r"(?:\A|\n|(?<=[a-z0-9)][.?!] )|(?<=[.?!][”\"] ))([“‘\"•\- ]*)([a-z])")


@dataclass(slots=True)
class Attribution:
    """One attribution: places of its roles by letter, in order; `inside` is the number of another in the same text."""

    spans: Spans = field(default_factory=dict)
    stance: str = "asserts"
    kind: str | None = "none"
    inside: int | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A text with its attributions, in order of their numbers in the templates."""

    text: str
    attributions: tuple[Attribution, ...]

    def then(self, between: str, other: Piece) -> Piece:
        """Both, one after the other, the second's places moved."""
        by = len(self.text) + len(between)
        moved = tuple(
            Attribution(
                {role: [(a + by, b + by) for a, b in spans] for role, spans in x.spans.items()},
                x.stance,
                x.kind,
                None if x.inside is None else x.inside + len(self.attributions),
            )
            for x in other.attributions
        )
        return Piece(self.text + between + other.text, self.attributions + moved)


@dataclass(frozen=True, slots=True)
class Section:
    options: tuple[str, ...]
    notes: dict[str, str]


@dataclass(frozen=True, slots=True)
class Grammar:
    sections: dict[str, Section]
    templates: dict[str, tuple[str, ...]]
    headlines: tuple[str, ...]

    def render(self, rng: random.Random, template: str) -> Piece:
        """The template with its slots filled and its marks made places."""
        body, _, notes = template.partition(" ##")
        draft = _Draft(self.sections, rng)
        draft.expand(body.rstrip())
        return draft.finish(notes.split())


@dataclass(slots=True)
class _Mark:
    ids: str
    role: str
    start: int
    notes: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Draft:
    """A text under construction."""

    sections: dict[str, Section]
    rng: random.Random
    text: str = ""
    open: list[_Mark] = field(default_factory=list)
    done: list[tuple[_Mark, int]] = field(default_factory=list)

    def expand(self, words: str) -> None:
        for token in TOKEN.finditer(words):
            if token["ids"]:
                self.open.append(_Mark(token["ids"], token["role"], len(self.text)))
            elif token["close"]:
                self.done.append((self.open.pop(), len(self.text)))
            elif token["slot"]:
                self.fill(token["slot"])
            else:
                self.text += token["plain"].replace("¶", "\n\n")

    def fill(self, slot: str) -> None:
        section = self.sections[slot]
        if self.open:
            for key, value in section.notes.items():
                self.open[-1].notes.setdefault(key, value)
        self.expand(self.rng.choice(section.options))

    def finish(self, notes: list[str]) -> Piece:
        """Capitals set, "^" taken out, the marks gathered by attribution."""
        new: list[int] = []  # the new place of each old one
        out = ""
        for n, c in enumerate(self.text):
            new.append(len(out))
            if c != "^":
                out += c.upper() if n and self.text[n - 1] == "^" else c
        new.append(len(out))
        out = FIRST.sub(lambda m: m[0][:-1] + m[2].upper(), out)
        ids = sorted({i for mark, _ in self.done for i in mark.ids})
        made = {i: _gather(i, self.done, new) for i in ids}
        for note in notes:
            _apply(note, made, ids)
        return Piece(out, tuple(made.values()))


def _gather(id_: str, done: list[tuple[_Mark, int]], new: list[int]) -> Attribution:
    out = Attribution()
    notes: dict[str, dict[str, str]] = {}
    for mark, end in done:
        if id_ in mark.ids:
            out.spans.setdefault(mark.role, []).append((new[mark.start], new[end]))
            notes.setdefault(mark.role, mark.notes)
    out.spans = {role: sorted(spans) for role, spans in out.spans.items()}
    cue, content = notes.get("q", {}), notes.get("c", {})
    takes = "plain" in cue or not cue
    out.stance = cue.get("stance") or (content.get("stance") if takes else None) or "asserts"
    if "s" in out.spans:
        kind = notes["s"].get("kind")
        out.kind = None if kind == "pronoun" else kind
    return out


def _apply(note: str, made: dict[str, Attribution], ids: list[str]) -> None:
    if note[1:2] == "<":
        made[note[0]].inside = ids.index(note[2])
    elif note[1:2] == "=":
        made[note[0]].stance = note[2:]
    elif note[1:2] == ":":
        made[note[0]].kind = note[2:]


def read_grammar(folder: Path, split: Split) -> Grammar:
    """The lists and templates of a folder, the split's share of each."""
    sections: dict[str, Section] = {}
    for file in sorted(folder.glob("*.txt")):
        if not file.name.startswith("t_"):
            sections |= _sections(_lines(file), split)
    templates = {
        f.stem.removeprefix("t_"): tuple(_share(_lines(f), split, f.name)) for f in sorted(folder.glob("t_*.txt"))
    }
    headlines = tuple(t for ts in templates.values() for t in ts if "headline" in t.partition("##")[2].split())
    kept = {g: tuple(t for t in ts if t not in headlines) for g, ts in templates.items()}
    return Grammar(sections, kept, headlines)


def _lines(file: Path) -> list[str]:
    text = file.read_text(encoding="utf-8")
    return [line for line in text.split("\n") if not line.startswith("#")]


def _sections(lines: list[str], split: Split) -> dict[str, Section]:
    found: dict[str, tuple[list[str], list[str]]] = {}
    name = ""
    for line in lines:
        if line.startswith("["):
            name, *notes = line.strip("[]").split()
            found[name] = (notes, [])
        elif name and (line or name == "optday"):
            found[name][1].append(line)
    out = {}
    for name, (notes, options) in found.items():
        taken = options if "shared" in notes or len(options) < HELD else _share(options, split, name)
        out[name] = Section(tuple(taken), dict(n.split("=") for n in notes if "=" in n))
    return out


def _share(lines: list[str], split: Split, salt: str) -> list[str]:
    """The split's lines, in order: by rank of their digests, so that a new line moves few others."""
    unique = sorted({x for x in lines if x}, key=lambda x: sha256(f"{salt} {x}".encode()).digest())
    held = set(unique[: max(1, len(unique) // HELD)])
    return [x for x in lines if x and (x in held) == (split == "test")]
