"""A text dump made from a layout, with the truth about each of its lines."""

from __future__ import annotations

import random
import re
import textwrap
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from dump_layouts import Layout, Line, Shape, pools
from dump_voices import Voice, words

# "<date %d %B %Y>", "<w by>", "<SECTION>"; not "<<"
SLOT = re.compile(r"<(?P<name>[A-Za-z_]+\d?)(?: (?P<more>[^<>]*))?>")
DAY_WHOLE = re.compile(r"(?=.*%-?d)(?=.*%(?:-?m|B|b))(?=.*%Y)|%Y-%m-%d")
SLASHES = re.compile(r"%d[/-]%m|%m[/-]%d(?=[/-]%Y)")  # "02/03/2031": nobody can tell which is the day
FIELDS = {"by": "byline", "outlet": "outlet", "source": "source", "headline": "title"}
JOBS = ("reporter", "writer", "columnist", "retired diplomat", "professor of history", "researcher", "photographer")


@dataclass
class Made:
    """One line of a page: its role, whether an article begins with it, what it says."""

    text: str
    role: str
    begins: bool = False
    fields: list[tuple[str, str]] = field(default_factory=list)
    indent: int = 0


@dataclass(frozen=True)
class Truth:
    """An article of a page: where it begins and ends, and what its head says."""

    start: int
    end: int
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Dump:
    """A page, the place and role of each of its lines, and its articles."""

    text: str
    lines: tuple[tuple[int, str, bool], ...]  # start, role, begins an article
    articles: tuple[Truth, ...]


def make(layout: Layout, voice: Voice, rng: random.Random, count: int) -> Dump:
    """A page of so many articles."""
    page = _Page(layout, voice, rng)
    made = page.lines(layout.top)
    for n in range(count):
        made += page.article(rng.choice(layout.shapes), last=n == count - 1)
        if n < count - 1 and layout.between:
            made += page.lines(layout.between)
    made += page.lines(layout.bottom)
    return _written(_noisy(made, layout, rng), layout, rng)


class _Page:
    def __init__(self, layout: Layout, voice: Voice, rng: random.Random) -> None:
        self.layout, self.voice, self.rng = layout, voice, rng
        self.site, self.number = voice.outlet(), 0
        self.lang = layout.settings.get("lang", "en")
        self.day = datetime(2000, 1, 1) + timedelta(minutes=rng.randint(0, 26 * 365 * 1440))
        self.last: list[tuple[str, str]] = []

    def lines(self, lines: tuple[Line, ...]) -> list[Made]:
        return [self.line(x) for x in lines if self.rng.random() < x.share]

    def line(self, line: Line, headline: str | None = None) -> Made:
        self.last = []
        text = SLOT.sub(lambda m: self.slot(m["name"], m["more"], headline), line.words)
        return Made(" ".join(text.split()), line.role, fields=self.last)

    def article(self, shape: Shape, *, last: bool) -> list[Made]:
        self.number += 1
        self.day -= timedelta(minutes=self.rng.randint(5, 4000))
        headline, paragraphs = self.voice.story()
        head = [
            self.line(x, headline if x.role in ("title", "meta") else None)
            for x in shape.head
            if self.rng.random() < x.share
        ]
        if not head:
            head = [self.line(shape.head[0], headline)]
        head[0].begins = True
        if shape.paragraphs:
            paragraphs = paragraphs[: self.rng.randint(*shape.paragraphs)]
        elif len(paragraphs) > 30:
            paragraphs = paragraphs[: self.rng.randint(12, 30)]
        cut = last and self.rng.random() < 0.15
        return [*head, *self.body(paragraphs), *([] if cut else self.lines(shape.tail))]

    def body(self, paragraphs: list[str]) -> list[Made]:
        made = list[Made]()
        whole = self.layout.number("subheads"), self.layout.number("asides")
        for n, paragraph in enumerate(paragraphs):
            if n and self.rng.random() < whole[0]:
                text = self.voice.headline()
                short = " ".join(text.split()[: self.rng.choice((2, 3, 5, 8))]) if self.lang != "zh" else text[:8]
                made.append(Made(short.rstrip(",:;"), "subhead"))
            made.append(Made(paragraph, "prose"))
            if n < len(paragraphs) - 1 and self.rng.random() < whole[1]:
                made += self.lines(self.rng.choice(pools()["asides"]))
        return made

    def slot(self, name: str, more: str | None, headline: str | None) -> str:
        plain = name.lower()
        value = self.fill(plain, more, headline)
        if plain in FIELDS and (plain != "headline" or headline):
            several = value.split(" and ") if plain == "by" else [value]
            self.last += [(FIELDS[plain], x) for x in several]
        return value.upper() if name.isupper() and len(name) > 1 else value

    def fill(self, name: str, more: str | None, headline: str | None) -> str:
        rng, voice = self.rng, self.voice
        match name:
            case "headline":
                return headline or voice.headline()
            case "date":
                return self.date(more or self.layout.settings.get("date") or words(self.lang, "order")[0], bool(more))
            case "by":
                return voice.person() if rng.random() < 0.85 else f"{voice.person()} and {voice.person()}"
            case "outlet" | "source":
                return voice.outlet()
            case "site":
                return self.site
            case "siteline":
                return f"{voice.place()} {rng.choice(('matters', 'watch', 'in focus', 'and the world'))}"
            case "agency":
                return voice.agency()
            case "place":
                return voice.place()
            case "section":
                return rng.choice(words(self.lang, "sections"))
            case "summary":
                return voice.sentence() if rng.random() < 0.6 else voice.headline()
            case "sentence":
                return voice.sentence()
            case "caption":
                return voice.headline() if rng.random() < 0.5 else voice.sentence()
            case "bio":
                return f"{voice.person()} is a {rng.choice(JOBS)} and writes for {voice.outlet()}."
            case "desk":
                return f"{voice.outlet()} {rng.choice(('Foreign Desk', 'Staff', 'News Desk'))}"
            case "job":
                return rng.choice(JOBS)
            case "tags":
                return ", ".join(voice.place() for _ in range(rng.randint(1, 5)))
            case "w":
                return rng.choice(words(self.lang, more or ""))
            case "num":
                return str(self.number)
            case "n":
                return str(rng.randint(10, 900))
            case "n3":
                return str(rng.randint(1, 40))
            case "clock":
                return self.day.strftime(rng.choice(("%H:%M", "%H:%M", "%-I:%M %p", "%H:%M GMT")))
            case "year":
                return str(self.day.year)
            case "month":
                return words(self.lang, "months")[self.day.month - 1]
            case "handle":
                return re.sub(r"\W", "", voice.place().lower()) + str(rng.randint(1, 99))
            case "domain":
                return re.sub(r"[^a-z]", "", self.site.lower()) + ".example"
            case "slug":
                return "-".join(re.findall(r"\w+", voice.headline().lower())[:5])
        raise ValueError(name)

    def date(self, shape: str, own: bool) -> str:
        month = words(self.lang, "months")[self.day.month - 1]
        if self.lang != "en" and not own and "%B" not in shape and self.rng.random() < 0.5:
            shape = words(self.lang, "order")[0]
        told = "." in shape or not SLASHES.search(shape) or self.day.day > 12
        if DAY_WHOLE.search(shape) and told:
            self.last.append(("published", self.day.strftime("%Y-%m-%d")))
        return self.day.strftime(shape.replace("%B", month).replace("%b", month[:3]))


def _noisy(made: list[Made], layout: Layout, rng: random.Random) -> list[Made]:
    """Lines lost, doubled, glued or misread, as copying and scanning do."""
    noise = layout.number("noise")
    out = list[Made]()
    ocr = noise >= 1 and rng.random() < 0.3
    for m in made:
        draw = rng.random()
        if m.role == "meta" and not m.begins and draw < 0.04 * noise:
            continue
        if m.role in ("deck", "tail") and draw < 0.03 * noise:
            out.append(replace(m))
        if m.role == "prose" and draw < 0.004 * noise:
            out.append(Made(rng.choice(("Advertisement", "2", "Page 2 of 3", "x", "Loading...")), "aside"))
        glued = m.role == "meta" and out and out[-1].role == "title" and draw > 1 - 0.02 * noise
        if glued:
            out[-1] = replace(out[-1], text=f"{out[-1].text} {m.text}", fields=out[-1].fields + m.fields)
            continue
        out.append(replace(m, text=_misread(m.text, rng)) if ocr else m)
    return out


def _misread(text: str, rng: random.Random) -> str:
    swaps = {"l": "1", "O": "0", "e": "c", "m": "rn", "i": "í", ",": ".", "h": "b"}
    return "".join(swaps[c] if c in swaps and rng.random() < 0.02 else c for c in text)


def _written(made: list[Made], layout: Layout, rng: random.Random) -> Dump:
    wrap, indent = int(layout.number("wrap")), " " * int(layout.number("indent"))
    lost = 0.06 if layout.number("noise") >= 1 else 0.0
    text, lines, articles = "", list[tuple[int, str, bool]](), list[Truth]()
    begun: tuple[int, list[tuple[str, str]]] | None = None
    end = 0
    for n, m in enumerate(made):
        if not m.text.strip():
            continue
        if text:
            text += "\n" * _breaks(made[n - 1], m, layout, rng, lost)
        if begun and (m.begins or m.role == "chrome"):
            articles.append(Truth(begun[0], end, tuple(begun[1])))
            begun = None
        rows = textwrap.wrap(m.text, wrap) if wrap and len(m.text) > wrap else [m.text]
        for k, row in enumerate(rows):
            text += indent if m.role == "prose" and (k == 0 or layout.settings.get("indent") == "8") else ""
            begins = m.begins and k == 0
            lines.append((len(text), m.role, begins))
            if begins:
                begun = (len(text), [])
            text += row
            end = len(text)
            text += "\n" if k < len(rows) - 1 else ""
        if begun and m.role in ("kicker", "title", "deck", "meta"):
            begun[1].extend(m.fields)
    if begun:
        articles.append(Truth(begun[0], end, tuple(begun[1])))
    return Dump(text + "\n", tuple(lines), tuple(articles))


def _breaks(above: Made, m: Made, layout: Layout, rng: random.Random, lost: float) -> int:
    """How many line ends stand between two lines."""
    blank = layout.settings.get("blank", "all")
    edge = m.begins or (m.role == "chrome") != (above.role == "chrome")
    prose = {above.role, m.role} & {"prose", "subhead"}
    if blank == "none":
        return 1
    more = int(layout.number("gap")) if m.begins else 0
    wide = blank == "all" or edge or (blank == "paragraphs" and bool(prose))
    wide = wide or (blank == "head" and bool(prose) and not (above.role == m.role == "prose"))
    return 2 + more if wide and rng.random() >= lost else 1
