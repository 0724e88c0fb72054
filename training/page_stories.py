"""Made-up stories for made pages: a headline, who, where, when, and paragraphs. Lists and sentences lie in own_text/."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

OWN = Path(__file__).parent / "own_text"
SLOT = re.compile(r"\{(\w+)\}")
MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905
LANGUAGES = (("en", 20), ("ar", 2), ("he", 1), ("ru", 1), ("zh", 2), ("ja", 1))
RTL = frozenset({"ar", "he"})


@dataclass(frozen=True, slots=True)
class Story:
    """One made-up article."""

    language: str
    title: str
    writer: str
    outlet: str
    topic: str
    place: str
    day: tuple[int, int, int]
    clock: str  # 14:05
    paragraphs: tuple[str, ...]

    @property
    def iso(self) -> str:
        return "{}-{:02}-{:02}".format(*self.day)

    @property
    def instant(self) -> str:
        return f"{self.iso}T{self.clock}:00+02:00"

    @property
    def written_day(self) -> str:
        """'May 3, 2031'; in the other languages as figures: '2031-05-03', '2031年5月3日'."""
        year, month, day = self.day
        if self.language == "en":
            return f"{MONTHS[month - 1]} {day}, {year}"
        return f"{year}年{month}月{day}日" if self.language in ("zh", "ja") else f"{day:02}.{month:02}.{year}"


def story(rng: random.Random, language: str, *, least: int = 3, most: int = 7, brief: bool = False) -> Story:
    """A story of `least` to `most` paragraphs; `brief`: one short paragraph."""
    names, used = _names()[language], set[str]()
    fixed = {kind: rng.choice(held) for kind, held in names.items()}

    def fill(words: str) -> str:
        def slot(match: re.Match[str]) -> str:
            kind = match[1]
            if kind == "n":
                return str(rng.randint(3, 60))
            if kind == "other":
                return rng.choice([x for x in names["place"] if x != fixed["place"]])
            return fixed[kind] if kind == "place" else rng.choice(names.get(kind, names["place"]))

        return SLOT.sub(slot, words)

    def sentence() -> str:
        free = [s for s in _lines("page_sentences.tsv")[language] if s not in used] or _lines("page_sentences.tsv")[
            language
        ]
        used.add(taken := rng.choice(free))
        return fill(taken)

    joint = "" if language in ("zh", "ja") else " "
    count = 1 if brief else rng.randint(least, most)
    paragraphs = tuple(joint.join(sentence() for _ in range(rng.randint(2, 3))) for _ in range(count))
    title = fill(rng.choice(_lines("page_titles.tsv")[language]))
    day = (2031, rng.randint(1, 12), rng.randint(1, 28))
    clock = f"{rng.randint(6, 22):02}:{rng.randint(0, 59):02}"
    return Story(
        language,
        title,
        rng.choice(names["who"]),
        rng.choice(names["outlet"]),
        rng.choice(names["topic"]),
        fixed["place"],
        day,
        clock,
        paragraphs,
    )


def stories(rng: random.Random, language: str, count: int, *, least: int = 3, most: int = 7) -> list[Story]:
    """So many, no headline twice, the newest first."""
    found: dict[str, Story] = {}
    for _ in range(40 * count):
        one = story(rng, language, least=least, most=most)
        found.setdefault(one.title, one)
        if len(found) == count:
            break
    return sorted(found.values(), key=lambda s: (s.day, s.clock), reverse=True)


def language(rng: random.Random) -> str:
    """English four times in five."""
    return rng.choices([x for x, _ in LANGUAGES], [n for _, n in LANGUAGES])[0]


@cache
def _lines(name: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for line in (OWN / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            code, words = line.split("\t")
            found[code].append(words)
    return found


@cache
def _names() -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for line in (OWN / "page_names.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            code, kind, words = line.split("\t")
            found[code][kind].append(words)
    return found
