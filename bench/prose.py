"""News-like prose of an invented country, as many articles as are asked for; the same for the same number."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

OUTLETS = ("Varna Post", "Tamar Daily", "Orsk Wire", "Channel Lumen")
PEOPLE = ("Olena Maro", "Idris Vann", "Petra Solk", "Captain Bero", "Minister Hale")
_SYLLABLES = (
    "ba",
    "cor",
    "del",
    "fa",
    "gri",
    "hol",
    "ka",
    "lum",
    "mo",
    "nar",
    "pel",
    "ros",
    "sti",
    "tav",
    "und",
    "wex",
)
# enough made-up words that two articles share phrases by copying only, as in real prose
NOUNS = tuple(a + b + c for a in _SYLLABLES for b in _SYLLABLES for c in _SYLLABLES)
VERBS = ("opened", "closed", "flooded", "reached", "passed", "left", "joined", "rebuilt")
ENDS = ("on Monday", "before noon", "after the storm", "near Tamar", "for the third time", "without delay")


def articles(number: int, seed: int = 1) -> Iterator[str]:
    """Each article as the text of a file. One in ten repeats paragraphs of an earlier one."""
    r = random.Random(seed)
    earlier: list[str] = []
    for n in range(number):
        body = [_paragraph(r) for _ in range(r.randint(3, 7))]
        if earlier and r.random() < 0.1:
            body.insert(1, r.choice(earlier))
        if r.random() < 0.2:
            earlier = [*earlier[-50:], body[0]]
        title = f"{_noun(r).title()} {r.choice(VERBS)} {r.choice(ENDS)} ({n})"
        yield f"{title}\n\n{r.choice(OUTLETS)}, March {r.randint(1, 28)}, 2024\n\n" + "\n\n".join(body) + "\n"


def write(folder: Path, number: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for n, text in enumerate(articles(number)):
        (folder / f"{n:06}.txt").write_text(text, encoding="utf-8")


def _noun(r: random.Random) -> str:
    return f"{r.choice(NOUNS)} of {r.choice(NOUNS)}"


def _sentence(r: random.Random) -> str:
    event = f"the {_noun(r)} {r.choice(VERBS)} the {_noun(r)} {r.choice(ENDS)}"
    if r.random() < 0.35:
        return f"{r.choice(PEOPLE)} said {event}, adding that {r.randint(2, 900)} people saw it."
    if r.random() < 0.2:
        return f'"{event.capitalize()}," {r.choice(PEOPLE)} told {r.choice(OUTLETS)}.'
    return f"{event.capitalize()}, where {r.randint(2, 900)} people live."


def _paragraph(r: random.Random) -> str:
    return " ".join(_sentence(r) for _ in range(r.randint(2, 4)))
