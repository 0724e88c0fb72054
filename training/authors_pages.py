"""Pages of layouts by several hands (second_pages.py), varied as dumps of one kind vary, some in words of others.

A layout is set anew: lines lost or changed in order, labels written otherwise, rules exchanged, paragraphs wrapped or not; a
third has the tail, body, rules or rims of another. The words are its author's or a voice's (dump_voices.py).
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby

from dump_pages import _misread
from dump_voices import BabbleVoice, OwnVoice, TextVoice, Voice, words
from dumps import Texts
from second_pages import Maker, Page, Row
from second_words import Words

CROSSED, RESET, LENT = (
    0.35,
    0.75,
    0.6,
)  # shares of pages: with parts of another layout; varied at all; in a voice's words
BABBLED = 0.3  # of pages in a language whose frequent words we have
MOST_SHORT = 260  # characters of a short paragraph
# "Source: ", "?.7 Byline: "; not "Q: Why ..."
LABEL = re.compile(r"(?P<share>\?[\d.]+ )?(?P<label>[^\W\d_a-z][\w -]{2,24}):(?P<gap>\s+)(?=\S)")
LABELS = ("{}:\t", "{}: ", "{} - ", "{}  ", "[{}] ", "{} = ", "**{}:** ", "{}.....: ", "{:<16}: ", "{:>16}: ", "* {}: ")
RULES = (
    *("", "-" * 40, "=" * 60, "* * *", "***", "#", "###", "o o o", "~" * 20, "_" * 50, "• • •", "---", "+++", "- 0 -"),
    *("* * * * *", "<>", "-" * 72, "*" * 30, "§", "......", "—", "=-" * 20, "[ ]", "//////"),
)
ADS = (
    "Advertisement",
    "ADVERTISEMENT",
    "Read more: {headline}",
    "{headline}",
    "Page {int 2 9}",
    "Loading...",
    "Photo: {agency}",
)
BODY = "%body "


class LentWords(Words):
    """Headlines, paragraphs and names of a voice's stories, under the head of the page's own layout."""

    def __init__(self, rng: random.Random, lang: str, case: str, *, voice: Voice) -> None:
        super().__init__(rng, lang, case)
        self.voice, self.left = voice, list[str]()

    def begin_page(self, many: int) -> None:
        self.langs = [self.lang] * many
        self.many, self.stories = many, [self.voice.story() for _ in range(many)]
        self.ahead = [self.cased(_plain(title)) for title, _ in self.stories]
        self.values = {"title": self.ahead[0]}

    def begin_article(self, k: int) -> None:
        super().begin_article(k)
        self.left = [_plain(x) for x in self.stories[k][1]]

    def headline(self) -> str:
        return self.cased(_plain(self.voice.headline()))

    def sentence(self) -> str:
        return _plain(self.voice.sentence())

    def paragraph(self, *, short: bool = False) -> str:
        said = self.left.pop(0) if self.left else self.sentence()
        return said if not short or len(said) <= MOST_SHORT else said[:MOST_SHORT].rsplit(". ", 1)[0].rstrip(". ") + "."

    def _any(self, kind: str) -> str:
        ask = {
            "person": self.voice.person,
            "outlet": self.voice.outlet,
            "place": self.voice.place,
            "agency": self.voice.agency,
        }
        return _plain(ask[kind]()) if kind in ask and self.rng.random() < 0.5 else super()._any(kind)


def _plain(said: str) -> str:
    """Words that no slot is seen in."""
    return said.replace("{", "(").replace("}", ")")


def rows_of(page: Page, others: Sequence[Page], seed: str, texts: Sequence[Texts]) -> list[Row]:
    """The rows of a page of that layout, varied; `others` are what it may borrow parts of."""
    rng = random.Random(seed)
    page = replace(page, settings=page.settings | {"hand": ""})
    page = varied(page, others, rng) if rng.random() < RESET else page
    made = Maker(page, seed, _words(page.settings.get("lang", "en").partition("-")[0], texts, rng))
    made.write()
    return _spaced(made.rows, rng)


def _words(lang: str, texts: Sequence[Texts], rng: random.Random) -> Callable[[random.Random, str, str], Words]:
    """Whose words a page is in."""
    if lang != "en":
        known = bool(words(lang, "words")) and words(lang, "words") != words("en", "words")
        return partial(LentWords, voice=BabbleVoice(rng, lang)) if known and rng.random() < BABBLED else Words
    if rng.random() >= LENT:
        return Words
    held = rng.choice(((), *texts))
    return partial(LentWords, voice=TextVoice(rng, "train", texts=held) if held else OwnVoice(rng, "train"))


def varied(page: Page, others: Sequence[Page], rng: random.Random) -> Page:
    """The layout set anew."""
    settings, parts = dict(page.settings), {name: [list(x) for x in kinds] for name, kinds in page.parts.items()}
    if rng.random() < 0.3:
        settings["case"] = rng.choice(("sentence", "title", "upper", "mixed"))
    if "single" not in settings and rng.random() < 0.4:
        settings["count"] = rng.choice(("1", "1", "2-3", "2-4", "3-6", "8-16", "12-24"))
    like = [x for x in others if _kind(x) == _kind(page) and x is not page]
    if like and rng.random() < CROSSED:
        _borrow(parts, rng, like)
    style = rng.choice(LABELS) if rng.random() < 0.3 else ""
    setting = _set(rng) if rng.random() < 0.35 else None
    rules = {}
    for name, kinds in parts.items():
        for lines in kinds:
            if name == "article":
                lines[:] = _disturbed(lines, rng)
            for n, line in enumerate(lines):
                if setting is not None and line.startswith(BODY):
                    lines[n] = _set_so(line, setting)
                elif style and (m := LABEL.match(line)):
                    lines[n] = (m["share"] or "") + style.format(m["label"]) + line[m.end() :]
                elif line.strip() and not any(map(str.isalnum, line)):
                    lines[n] = rules.setdefault(line, rng.choice(RULES) if rng.random() < 0.4 else line)
    if "single" not in settings and rng.random() < 0.12:
        parts["between"] = [["", rng.choice(RULES), ""]]
    return replace(page, settings=settings, parts=parts)


def _kind(page: Page) -> tuple[str, bool]:
    return page.settings.get("lang", "en").partition("-")[0], "single" in page.settings


def _borrow(parts: dict[str, list[list[str]]], rng: random.Random, like: Sequence[Page]) -> None:
    """Take parts of other layouts: what stands around, what stands between, tails, bodies."""
    for name in ("top", "bottom", "between"):
        if rng.random() < 0.4:
            held = rng.choice(like).parts.get(name)
            parts[name] = [list(x) for x in held] if held else [[]]
    for lines in parts["article"]:
        given = rng.choice(rng.choice(like).parts["article"])
        own, theirs = _bodies(lines), _bodies(given)
        if own is None or theirs is None:
            continue
        head, body, tail = lines[: own[0]], lines[own[0] : own[1]], lines[own[1] :]
        if rng.random() < 0.5:
            tail = given[theirs[1] :]
        if rng.random() < 0.3 and not any("{title" in x for x in given[theirs[0] : theirs[1]]):
            body = given[theirs[0] : theirs[1]]
        lines[:] = [*head, *body, *tail]


def _bodies(lines: Sequence[str]) -> tuple[int, int] | None:
    """From the first paragraphs of an article's lines to the last."""
    at = [n for n, x in enumerate(lines) if x.startswith(BODY)]
    return (at[0], at[-1] + 1) if at else None


def _disturbed(lines: list[str], rng: random.Random) -> list[str]:
    """The lines of an article, some lost all over the page, some there at times, two in each other's place."""
    lost, rare = rng.choice((0.0, 0.04, 0.12)), rng.choice((0.0, 0.04, 0.1))
    out = list[str]()
    for line in lines:
        fixed = not line.strip() or line.startswith("%") or "{title" in line or "{para" in line
        if not fixed and rng.random() < lost:
            continue
        out.append(f"?.6 {line}" if not fixed and not line.startswith("?") and rng.random() < rare else line)
    if (found := _bodies(out)) and rng.random() < 0.15:
        head = [n for n, x in enumerate(out[: found[0]]) if x.strip() and not x.startswith("%")]
        if len(head) > 1:
            k = rng.randrange(len(head) - 1)
            a, b = head[k], head[k + 1]
            out[a], out[b] = out[b], out[a]
    if rng.random() < 0.1:
        out.append(f"%in .3 {rng.choice(ADS)}")
    return out


def _set(rng: random.Random) -> str:
    """How paragraphs are set."""
    if rng.random() < 0.4:
        return rng.choice(("", "", " tight"))
    indent = rng.choice(("", "", " indent=2", " indent=5", " indent=8"))
    return f" wrap={rng.randint(34, 84)}{indent}{rng.choice((' tight', '')) if indent else ''}"


def _set_so(line: str, setting: str) -> str:
    first, bar, opening = line.partition("|")
    kept = [
        x for x in first.split() if not x.startswith(("wrap", "indent", "tight", "margin", "hyphen", "hang", "cols"))
    ]
    return " ".join(kept) + setting + (f" |{opening}" if bar else "")


def _spaced(rows: Sequence[Row], rng: random.Random) -> list[Row]:
    """The rows with blank lines lost, doubled or evened, set in by a margin, quoted, misread."""
    way = rng.random()
    out = list(rows)
    if way < 0.07:
        out = [x for x in out if x.words.strip()]
    elif way < 0.17:
        out = [
            x for blank, held in groupby(out, lambda x: not x.words.strip()) for x in list(held)[: 1 if blank else None]
        ]
    elif way < 0.22:
        out = [y for x in out for y in (x, Row(""))]
    elif way < 0.34:
        out = [x for x in out if x.words.strip() or rng.random() < 0.9]
    elif way < 0.4:
        out = [y for x in out for y in ([x] if x.words.strip() or rng.random() < 0.5 else [x, x])]
    before = rng.choice(("> ", ">", "| ", "    ", "  ", "\t")) if rng.random() < 0.08 else ""
    misread = rng.random() < 0.05
    return [
        replace(x, words=before + (_misread(x.words, rng) if misread else x.words)) if x.words.strip() else x
        for x in out
    ]
