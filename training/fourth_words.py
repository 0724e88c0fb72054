"""What the pages of `fourth` say: headlines, sentences and days by the slots of fourth_pages.py."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from datetime import timedelta
from functools import cache
from pathlib import Path

import second_words

HERE = Path(__file__).parent / "dumps"


@cache
def pools() -> dict[str, list[str]]:
    """The lists of all *_words.txt, by "LANG KIND"; "LANG KIND HAND" is drawn from by the pages of HAND.txt alone."""
    found: dict[str, list[str]] = {}
    for file in sorted(HERE.glob("*_words.txt")):
        for block in re.split(r"^\[", file.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            name, _, rest = block.partition("]\n")
            lines = [x for x in rest.splitlines() if x.strip()]
            found.setdefault(name, []).extend([w for x in lines for w in x.split(" / ")] if len(lines) < 3 else lines)
    return found


class Words(second_words.Words):
    """As there; a headline's names come again in its article, and a hand has sentences of its own."""

    def __init__(self, rng: random.Random, lang: str, case: str, hand: str = "") -> None:
        super().__init__(rng, lang, case)
        self.hand = hand
        self.fresh = f"{lang} sentence {hand}" in pools()  # no sentence twice on a page
        self.about: list[dict[str, str]] = []  # what each headline names, so that its article does too

    def set_days(self, steps: str, years: str) -> None:
        """Minutes between articles, and the first and last year a page may begin in."""
        self.steps = tuple(int(x) for x in steps.split())
        if years:
            first, last = years.split()
            self.day = self.day.replace(year=self.rng.randint(int(first), int(last)), day=min(28, self.day.day))

    def begin_page(self, many: int) -> None:
        self.many = many
        self.ahead, self.about = [], []
        for _ in range(many):
            self.values = {}
            self.ahead.append(self.headline())
            self.about.append(self.values)
        self.values = {"title": self.ahead[0]}

    def begin_article(self, k: int) -> None:
        self.at = k
        self.values = {**self.about[k], "title": self.ahead[k]}
        self.day += timedelta(minutes=self.rng.choice(self.steps))

    def _other_headline(self, _: str) -> str:
        kept, self.values = self.values, {}
        out = self.headline()
        self.values = kept
        return out

    def paragraph(self, *, short: bool = False) -> str:
        many = self.rng.choice((1, 1, 2) if short else (1, 1, 2, 2, 3, 3, 4, 5))
        gap = "" if self.lang == "zh" else " "
        say = (lambda: self._new(self.sentence)) if self.fresh else self.sentence
        return self._new(lambda: gap.join(say() for _ in range(many)))

    def subhead(self, kind: str = "subhead") -> str:
        words = self._new(lambda: self.fill(self._any(kind))) if self.fresh else self.fill(self._any(kind))
        return words[:1].upper() + words[1:]

    def _any(self, kind: str) -> str:
        found = pools()
        names = (f"{lang} {kind}{hand}" for lang in (self.lang, "en") for hand in (f" {self.hand}", ""))
        return self.rng.choice(next(found[x] for x in names if x in found))

    def _slot(self, slot: str) -> str:
        name, _, how = slot.partition(" ")
        return OWN[name](self, how) if name in OWN else super()._slot(slot)

    def _forward(self, how: str) -> str:
        low, high = (int(x) for x in how.split(" "))
        self.day += timedelta(minutes=self.rng.randint(low, high))
        return ""


OWN: dict[str, Callable[[Words, str], str]] = {"headline": Words._other_headline, "tick": Words._forward}
