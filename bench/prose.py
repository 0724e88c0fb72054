"""News-like prose of an invented country, as many articles as are asked for; the same for the same number."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

OUTLETS = ("Varna Post", "Tamar Daily", "Orsk Wire", "Channel Lumen")
PEOPLE = ("Olena Maro", "Idris Vann", "Petra Solk", "Captain Bero", "Minister Hale")
COPIED = 0.05  # of all articles hold a paragraph of an earlier one
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
WORDS = tuple(a + b + c for a in _SYLLABLES for b in _SYLLABLES for c in _SYLLABLES)
SMALL = ("of", "in", "and", "for", "with", "from", "near", "after", "before", "under", "without", "towards")
VERBS = (
    "opened",
    "closed",
    "flooded",
    "reached",
    "passed",
    "left",
    "joined",
    "rebuilt",
    "sold",
    "found",
    "kept",
    "lost",
)
SAYS = ("said", "told reporters", "insisted", "wrote", "warned", "admitted", "repeated", "claimed")


def articles(number: int, seed: int = 1) -> Iterator[str]:
    """Each article as the text of a file. Some repeat a paragraph of an earlier one."""
    r = random.Random(seed)
    earlier: list[str] = []
    for n in range(number):
        body = [_paragraph(r) for _ in range(r.randint(3, 7))]
        own = body[0]
        if earlier and r.random() < COPIED:
            body.insert(1, r.choice(earlier))
        if r.random() < 0.2:
            earlier = [*earlier[-50:], own]
        title = f"{_event(r).capitalize()} ({n})"
        yield f"{title}\n\n{r.choice(OUTLETS)}, March {r.randint(1, 28)}, 2024\n\n" + "\n\n".join(body) + "\n"


def write(folder: Path, number: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for n, text in enumerate(articles(number)):
        (folder / f"{n:06}.txt").write_text(text, encoding="utf-8")


def _phrase(r: random.Random) -> str:
    """One to three made-up words, some joined by a small one."""
    words = [r.choice(WORDS) for _ in range(r.randint(1, 3))]
    if r.random() < 0.5:
        words.insert(1, r.choice(SMALL))
        words.append(r.choice(WORDS))
    return " ".join(words)


def _event(r: random.Random) -> str:
    event = f"the {_phrase(r)} {r.choice(VERBS)} {r.choice(('', 'the ', 'a '))}{_phrase(r)}"
    return f"{event} {r.choice(SMALL)} {_phrase(r)}" if r.random() < 0.6 else event


def _sentence(r: random.Random) -> str:
    event = _event(r)
    chance = r.random()
    if chance < 0.3:
        return f"{r.choice(PEOPLE)} {r.choice(SAYS)} that {event}."
    if chance < 0.45:
        return f'"{event.capitalize()}," {r.choice(PEOPLE)} {r.choice(("told", "wrote to"))} {r.choice(OUTLETS)}.'
    if chance < 0.6:
        return f"{event.capitalize()}, {r.choice(SMALL)} {r.randint(2, 900)} {_phrase(r)}."
    return f"{event.capitalize()}."


def _paragraph(r: random.Random) -> str:
    return " ".join(_sentence(r) for _ in range(r.randint(2, 4)))
