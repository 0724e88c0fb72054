"""Who writes the words of a generated dump: our own English texts, babble in other languages, or texts of a folder.

A voice gives what a layout's slots ask for: headlines, sentences, names, outlets, sections. What it says is never kept:
only the shape of lines is learnt from it.
"""

from __future__ import annotations

import json
import random
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Protocol

from own_grammar import Grammar, Split, read_grammar

HERE = Path(__file__).parent
ENDED = re.compile(r"[.!?”\"]$")


class Voice(Protocol):
    """What a page's words come from."""

    lang: str

    def story(self) -> tuple[str, list[str]]:
        """A headline and the paragraphs under it."""

    def headline(self) -> str: ...
    def sentence(self) -> str: ...
    def person(self) -> str: ...
    def outlet(self) -> str: ...
    def agency(self) -> str: ...
    def place(self) -> str: ...


@cache
def words(lang: str, key: str) -> tuple[str, ...]:
    """The entry of a language in words.txt, the English one where it has none; () if neither has."""
    for line in (HERE / "dumps/words.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith(f"[{lang} {key}] "):
            held = line.split("] ", 1)[1]
            return tuple(x.strip() for x in (held.split("|") if "|" in held or key not in MANY else held.split()))
    return words("en", key) if lang != "en" else ()


MANY = {"words", "months"}
UNSPACED = ("zh", "ja")


@dataclass
class OwnVoice:
    """Our own English: training/own_text."""

    rng: random.Random
    split: Split
    lang: str = "en"
    telling: bool = False
    cast: dict[str, list[str]] = field(default_factory=dict)

    def _say(self, template: str) -> str:
        return _grammar(self.split).render(self.rng, template).text.replace("\n\n", " ")

    def _word(self, key: str) -> str:
        """A word of a list; while a story is told, mostly one of its own few."""
        cast = self.cast.setdefault(key, [self.rng.choice(words("en", key)) for _ in range(3)]) if self.telling else []
        return self.rng.choice(cast if cast and self.rng.random() < 0.8 else words("en", key))

    def _name(self, slot: str) -> str:
        if not self.telling:
            return self._say(slot)
        cast = self.cast.setdefault(slot, [self._say(slot) for _ in range(2)])
        return self.rng.choice(cast) if self.rng.random() < 0.8 else self._say(slot)

    def _plain(self) -> str:
        """'Northern ferry halts grain deal amid flood in Tarrow'."""
        r, say = self.rng, self._word
        whom = r.choice(
            (
                self.place,
                lambda: self._name("<fullname>"),
                lambda: say("nouns"),
                lambda: f"{say('adjectives')} {say('nouns')}",
            )
        )
        parts = [whom(), say("verbs"), r.choice((say("nouns"), f"{say('adjectives')} {say('nouns')}"))]
        if r.random() < 0.5:
            parts += [say("joints"), say("nouns")]
        if r.random() < 0.25:
            parts += ["in", self.place()]
        text = " ".join(parts[r.choice((0, 0, 0, 0, 0, 2)) :])
        return text[:1].upper() + text[1:]

    def headline(self) -> str:
        say = self._word
        base = self._plain() if self.rng.random() < 0.8 else self._say(self.rng.choice(_grammar(self.split).headlines))
        shape = self.rng.random()
        if shape < 0.05:
            base = self._say("<headclause>")
        elif shape < 0.3:
            base = f"{base.rstrip('.?')}, {say('adjectives')} {say('nouns')} {say('verbs')} {say('nouns')}"
        elif shape < 0.36:
            base = f"{base.rstrip('.')}?"
        elif shape < 0.4:
            base = f"‘{self._plain()}’: {base}"
        elif shape < 0.43:
            base += "."
        if self.rng.random() < 0.3:
            base = " ".join(w[:1].upper() + w[1:] if len(w) > 3 else w for w in base.split())
        return base

    def sentence(self) -> str:
        templates = _grammar(self.split).templates
        return self._say(self.rng.choice(templates[self.rng.choice(sorted(templates))]))

    def story(self) -> tuple[str, list[str]]:
        many = self.rng.choice((2, 3, 4, 5, 6, 8, 10, 14))
        self.telling, self.cast = True, {}
        told = (
            self.headline(),
            [" ".join(self._telling() for _ in range(self.rng.choice((1, 1, 1, 2, 2, 3, 4)))) for _ in range(many)],
        )
        self.telling = False
        return told

    def _telling(self) -> str:
        """A sentence of a story: of its own people and matters, or any."""
        if self.rng.random() < 0.55:
            return self.sentence()
        say, who = self._word, self._name("<fullname>")
        about = f"the {say('nouns')} {say('joints')} the {say('nouns')} in {self.place()}"
        return self.rng.choice(
            (
                f"{who} said that {about} would not last, and that the {say('adjectives')} {say('nouns')} was at risk.",
                f"The {say('adjectives')} {say('nouns')} {say('verbs')} {about}.",
                f"“Nobody here asked for {about},” {who} told {self.outlet()}.",
                f"In {self.place()}, people spoke of {about} and of little else.",
            )
        )

    def person(self) -> str:
        return self._say("<fullname>")

    def outlet(self) -> str:
        return self._say(self.rng.choice(("<outlet>", "<outlet>", "<paper>")))

    def agency(self) -> str:
        return self.rng.choice(("Tidewire", "NBX", "Telepress", "SARNA", "Pan-Meren News", "OPA"))

    def place(self) -> str:
        return self._name(self.rng.choice(("<town>", "<country>")))


@dataclass
class BabbleVoice:
    """Frequent words of a language in random order: the shape of its lines, not its sense."""

    rng: random.Random
    lang: str

    @property
    def glue(self) -> str:
        return "" if self.lang in UNSPACED else " "

    def _words(self, least: int, most: int) -> str:
        count = self.rng.randint(least, most)
        held = [self.rng.choice(words(self.lang, "words")) for _ in range(count)]
        if self.rng.random() < 0.3:
            held.insert(self.rng.randint(0, len(held)), self.person())
        text = self.glue.join(held)
        return text[:1].upper() + text[1:]

    def headline(self) -> str:
        return self._words(4, 11)

    def sentence(self) -> str:
        zh = self.lang in UNSPACED
        text = self._words(7, 26)
        if self.rng.random() < 0.5:
            more = self._words(4, 14)
            text += ("，" if zh else ", ") + more[:1].lower() + more[1:]
        if self.rng.random() < 0.2:
            text = f"“{text}”" if zh else f"«{text}», {self._words(2, 5).lower()}"
        return text + ("。" if zh else ".")

    def story(self) -> tuple[str, list[str]]:
        many = self.rng.choice((2, 3, 4, 5, 6, 8, 10))
        return self.headline(), [
            self.glue.join(self.sentence() for _ in range(self.rng.choice((1, 2, 2, 3)))) for _ in range(many)
        ]

    def person(self) -> str:
        own = words(self.lang, "names")
        return self.rng.choice(own) if own else OwnVoice(self.rng, "train").person()

    def outlet(self) -> str:
        own = words(self.lang, "outlets")
        return self.rng.choice(own) if own else OwnVoice(self.rng, "train").outlet()

    def agency(self) -> str:
        return self.rng.choice(("Tidewire", "NBX", "OPA"))

    def place(self) -> str:
        return OwnVoice(self.rng, "train").place()


@dataclass
class TextVoice(OwnVoice):
    """Texts of a folder under our own names: for learning and measuring where such texts lie, never committed."""

    texts: tuple[tuple[str, tuple[str, ...]], ...] = field(default=())
    left: list[int] = field(default_factory=list)  # of a page, no text twice

    def story(self) -> tuple[str, list[str]]:
        if not self.left:
            self.left = self.rng.sample(range(len(self.texts)), len(self.texts))
        title, paragraphs = self.texts[self.left.pop()]
        return title or self.headline(), list(paragraphs)

    def headline(self) -> str:
        titles = [t for t, _ in (self.rng.choice(self.texts) for _ in range(4)) if t]
        return titles[0] if titles and self.rng.random() < 0.8 else super().headline()

    def sentence(self) -> str:
        _, paragraphs = self.rng.choice(self.texts)
        text = self.rng.choice(paragraphs)
        return text if len(text) < 400 else super().sentence()


@cache
def _grammar(split: Split) -> Grammar:
    return read_grammar(HERE / "own_text", split)


def texts_in(folder: Path, part: int | None = None, of: int = 2) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Headlines and paragraphs of a folder's texts: NAME.txt, whose first line may be a headline; NAME.json with title
    and text; NAME.tml. With `part`, every `of`-th only."""
    found = []
    paths = sorted(p for p in folder.glob("[!.]*") if p.suffix in (".txt", ".json", ".tml"))
    for n, path in enumerate(paths):
        if part is not None and n % of != part:
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        title = ""
        if path.suffix == ".json":
            held = json.loads(text)
            title, text = held.get("title") or "", held.get("text") or ""
        elif path.suffix == ".tml":
            text = re.sub(r"<[^>]+>", "", text.split("<TEXT>")[-1].split("</TEXT>")[0])
        paragraphs = [" ".join(p.split()) for p in re.split(r"\n\s*\n", text)]
        paragraphs = [p for p in paragraphs if len(p) > 20]
        if not title and path.suffix == ".txt" and paragraphs and len(paragraphs[0]) < 130 and len(paragraphs) > 2:
            title = paragraphs.pop(0).rstrip(".")
        if len(paragraphs) == 1:  # a text without line ends: paragraphs of three sentences
            pieces = re.split(r"(?<=[.!?”]) (?=[A-Z“])", paragraphs[0])
            paragraphs = [" ".join(pieces[k : k + 3]) for k in range(0, len(pieces), 3)]
        if sum(map(len, paragraphs)) > 300:
            found.append((title, tuple(paragraphs)))
    return tuple(found)
