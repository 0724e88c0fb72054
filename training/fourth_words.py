"""What the pages of `fourth` say: headlines, sentences and days by the slots of fourth_pages.py."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from second_words import DAYS, MONTHS, SLOT, SMALL

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


class Words:
    """The words of one page: what stays the same over it, over an article, and what never does."""

    def __init__(self, rng: random.Random, lang: str, case: str, hand: str = "") -> None:
        self.rng, self.lang, self.case, self.hand = rng, lang, case, hand
        self.fresh = f"{lang} sentence {hand}" in pools()  # no sentence twice on a page
        self.page: dict[str, str] = {}
        self.values: dict[str, str] = {}
        self.ahead: list[str] = []
        self.about: list[dict[str, str]] = []  # what each headline names, so that its article does too
        self.told: set[str] = set()
        self.day = datetime(1996, 1, 1) + timedelta(days=rng.randrange(11000), minutes=rng.randrange(1440))
        self.at, self.many = 0, 1

    def set_days(self, steps: str, years: str) -> None:
        """Minutes between articles, and the first and last year a page may begin in."""
        self.steps = [int(x) for x in steps.split()]
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

    def contents(self, line: str) -> list[str]:
        """A row for each article to come."""
        rows = []
        for n, title in enumerate(self.ahead, 1):
            self.values = {"title": title, "k": str(n)}
            rows.append(self.fill(line.strip() or "{title}"))
        self.values = {}
        return rows

    def once(self, ways: str) -> str:
        """One of "a|b", the same all over the page."""
        return self.page.setdefault(ways, self.rng.choice(ways.split("|")))

    def fill(self, words: str) -> str:
        """A line, its slots filled."""
        for _ in range(4):
            words = SLOT.sub(lambda m: self._slot(m["slot"]), words)
        return words

    def headline(self) -> str:
        words = self._new(lambda: self.fill(self._any("headline")))
        case = self.case if self.case != "mixed" else self.rng.choice(("upper", "title", "sentence"))
        if case == "upper":
            return words.upper()
        if case == "title":
            return " ".join(x if x in SMALL and n else x[:1].upper() + x[1:] for n, x in enumerate(words.split(" ")))
        return words[:1].upper() + words[1:]

    def _other_headline(self, _: str) -> str:
        kept, self.values = self.values, {}
        out = self.headline()
        self.values = kept
        return out

    def sentence(self) -> str:
        words = self.fill(self._any("sentence"))
        return words[:1].upper() + words[1:]

    def paragraph(self, *, short: bool = False) -> str:
        many = self.rng.choice((1, 1, 2) if short else (1, 1, 2, 2, 3, 3, 4, 5))
        gap = "" if self.lang == "zh" else " "
        say = (lambda: self._new(self.sentence)) if self.fresh else self.sentence
        return self._new(lambda: gap.join(say() for _ in range(many)))

    def _new(self, make: Callable[[], str]) -> str:
        """What was not said on this page, if twenty tries find any."""
        tries = (make() for _ in range(20))
        found = next((x for x in tries if x not in self.told), None) or make()
        self.told.add(found)
        return found

    def subhead(self, kind: str = "subhead") -> str:
        words = self._new(lambda: self.fill(self._any(kind))) if self.fresh else self.fill(self._any(kind))
        return words[:1].upper() + words[1:]

    def _any(self, kind: str) -> str:
        found = pools()
        names = (f"{lang} {kind}{hand}" for lang in (self.lang, "en") for hand in (f" {self.hand}", ""))
        return self.rng.choice(next(found[x] for x in names if x in found))

    def _slot(self, slot: str) -> str:
        name, _, how = slot.partition(" ")
        return FILLS[name](self, how) if name in FILLS else self._fresh_or_kept(name, how)

    def _fresh_or_kept(self, name: str, how: str) -> str:
        """{place} is new each time, {+place} the same over an article, {=place} over a page; {.. upper} in capitals."""
        if name[0] == "+":
            out = self.values.setdefault(name, self.fill(self._any(name[1:])))
        elif name[0] == "=":
            out = self.page.setdefault(name, self.fill(self._any(name[1:])))
        else:
            out = self._any(name)
        return out.upper() if how == "upper" else out

    def _day(self, how: str, *, later: int = 0) -> str:
        day = self.day + timedelta(minutes=later)
        if self.lang in MONTHS:
            how = how.replace("%B", MONTHS[self.lang].split()[day.month - 1]).replace(
                "%A", DAYS[self.lang].split()[day.weekday()]
            )
        if self.lang == "zh":
            how = how.replace("%A", "星期" + "一二三四五六日"[day.weekday()])
        how = how.replace("%-d", str(day.day)).replace("%-m", str(day.month)).replace("%-I", str(day.hour % 12 or 12))
        return day.strftime(how)

    def _tick(self, how: str) -> str:
        low, high = (int(x) for x in how.split(" "))
        self.day += timedelta(minutes=self.rng.randint(low, high))
        return ""

    def _list(self, how: str) -> str:
        kind, low, high, *by = how.split(" ")
        gap = " ".join(by).replace("_", " ") or ", "
        return gap.join(dict.fromkeys(self.fill(self._any(kind)) for _ in range(self.rng.randint(int(low), int(high)))))

    def _name(self, how: str) -> str:
        out = self.fill(self._any("person"))
        return out.upper() if how == "upper" else out


FILLS: dict[str, Callable[[Words, str], str]] = {
    "title": lambda w, how: (
        w.values.setdefault("title", w.headline()).upper()
        if how == "upper"
        else w.values.setdefault("title", w.headline())
    ),
    "headline": Words._other_headline,
    "sent": lambda w, _: w._new(w.sentence),
    "para": lambda w, _: w.paragraph(),
    "sub": lambda w, _: w.subhead(),
    "d": lambda w, how: w._day(how),
    "tick": Words._tick,
    "later": lambda w, how: w._day(how, later=700),
    "list": Words._list,
    "k": lambda w, _: w.values.get("k", str(w.at + 1)),
    "many": lambda w, _: str(w.many),
    "int": lambda w, how: str(w.rng.randint(*(int(x) for x in how.split()))),
    "code": lambda w, how: "".join(
        w.rng.choice(
            "ABCDEFGHJKLMNPQRSTUVWXYZ"
            if c == "A"
            else "0123456789"
            if c == "0"
            else "abcdefghijkmnop"
            if c == "a"
            else "0123456789abcdef"
        )
        if c in "A0ax"
        else c
        for c in how
    ),
    "by": lambda w, how: (
        w.values.setdefault("by", w._name("")).upper() if how == "upper" else w.values.setdefault("by", w._name(""))
    ),
    "name": Words._name,
    "n": lambda w, _: str(w.rng.choice((2, 3, 4, 5, 7, 11, 14, 20, 35, 60, 112, 240, 500))),
}
