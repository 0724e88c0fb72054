"""A text dump made from a layout, with the truth about each of its lines."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from datetime import datetime, timedelta

from dump_layouts import Layout, Line, Shape, pools
from dump_voices import UNSPACED, Voice, words
from dump_written import Dump, Made, written

# "<date %d %B %Y>", "<w by>", "<SECTION>"; not "<<"
SLOT = re.compile(r"<(?P<name>[A-Za-z_]+\d?)(?: (?P<more>[^<>]*))?>")
DAY_WHOLE = re.compile(r"(?=.*%-?d)(?=.*%(?:-?m|B|b))(?=.*%Y)|%Y-%m-%d")
SLASHES = re.compile(r"%d[/-]%m|%m[/-]%d(?=[/-]%Y)")  # "02/03/2031": nobody can tell which is the day
FIELDS = {"by": "byline", "outlet": "outlet", "source": "source", "headline": "title"}
JOBS = ("reporter", "writer", "columnist", "retired diplomat", "professor of history", "researcher", "photographer")


def make(layout: Layout, voice: Voice, rng: random.Random, count: int) -> Dump:
    """A page of so many articles."""
    page = _Page(layout, voice, rng, count)
    made = page.lines(layout.top)
    for n in range(count):
        made += page.lines(layout.group)
        made += page.article(rng.choice(layout.shapes), last=n == count - 1)
        if n < count - 1 and layout.between:
            made += page.lines(layout.between)
    made += page.lines(layout.bottom)
    return written(_noisy(made, layout, rng), layout, rng)


class _Page:
    def __init__(self, layout: Layout, voice: Voice, rng: random.Random, count: int) -> None:
        self.layout, self.voice, self.rng, self.count = layout, voice, rng, count
        self.site, self.number = voice.outlet(), 0
        self.lang = layout.settings.get("lang", "en")
        self.day = datetime(2000, 1, 1) + timedelta(minutes=rng.randint(0, 26 * 365 * 1440))
        self.last: list[tuple[str, str]] = []
        self.wide = 0  # characters of the last title
        self.chapters = list[str]()  # headings of the article's parts, listed under its head
        listed = any(x.role == "contents" for x in layout.top)
        self.stories = [voice.story() for _ in range(count)] if listed else []

    def lines(self, lines: tuple[Line, ...]) -> list[Made]:
        """The lines of a part, each by its share; a line of a list of contents for every article."""
        out = list[Made]()
        for x in lines:
            if x.role == "contents":
                rows = [replace(x, words=row) for row in x.words.split("\n")]
                out += [self.listed(row, n) for n in range(self.count) for row in rows]
            elif self.rng.random() < x.share:
                out.append(self.line(x))
        return out

    def listed(self, line: Line, n: int) -> Made:
        """A line of a list of contents: what the n-th article is called."""
        self.number = n + 1
        made = self.line(line, self.stories[n][0])
        self.number = 0
        return replace(made, role="chrome")

    def line(self, line: Line, headline: str | None = None) -> Made:
        self.last = []
        text = SLOT.sub(lambda m: self.slot(m["name"], m["more"], headline), line.words)
        made = Made(" ".join(text.split()), line.role, fields=self.last)
        self.wide = len(made.text) if line.role == "title" else self.wide
        return made

    def article(self, shape: Shape, *, last: bool) -> list[Made]:
        self.number += 1
        self.day -= timedelta(minutes=self.rng.randint(5, 4000))
        headline, paragraphs = self.stories[self.number - 1] if self.stories else self.voice.story()
        head = [
            self.line(x, headline if x.role in ("title", "meta") else None)
            for x in shape.head
            if self.rng.random() < x.share
        ]
        if not head:
            head = [self.line(shape.head[0], headline)]
        next((x for x in head if x.role != "chrome"), head[0]).begins = True
        if shape.paragraphs:
            paragraphs = paragraphs[: self.rng.randint(*shape.paragraphs)]
        elif len(paragraphs) > 30:
            paragraphs = paragraphs[: self.rng.randint(12, 30)]
        self.chapters = [self.chapter() for _ in paragraphs] if self.layout.settings.get("chapters") else []
        lead = self.layout.settings.get("chapters", "")
        head += [Made(f"{lead.strip('-')} {x}".strip(), "aside") for x in self.chapters]
        cut = last and self.rng.random() < 0.15
        return [*head, *self.body(paragraphs), *([] if cut else self.lines(shape.tail))]

    def chapter(self) -> str:
        """The heading of a part."""
        return " ".join(self.voice.headline().split()[: self.rng.choice((2, 3, 4, 6))])

    def body(self, paragraphs: list[str]) -> list[Made]:
        made = list[Made]()
        whole = self.layout.number("subheads"), self.layout.number("asides")
        for n, paragraph in enumerate(paragraphs):
            made += self.entry(n)
            if n and self.rng.random() < whole[0]:
                text = self.voice.headline()
                short = (
                    " ".join(text.split()[: self.rng.choice((2, 3, 5, 8))]) if self.lang not in UNSPACED else text[:8]
                )
                made.append(Made(short.rstrip(",:;"), "subhead"))
            made.append(Made(self.led(n, len(paragraphs), paragraph), "prose"))
            if n < len(paragraphs) - 1 and self.rng.random() < whole[1]:
                made += self.lines(self.rng.choice(pools()["asides"]))
        return made

    def entry(self, n: int) -> list[Made]:
        """The lines above a paragraph of an article whose parts recur: a time, a heading, a name."""
        held, after = self.layout.settings.get("entry"), int(self.layout.number("after"))
        if not held or n < after or (not n and self.rng.random() < 0.5):
            return []
        if self.rng.random() >= self.layout.number("entries"):
            return []
        self.day -= timedelta(minutes=self.rng.randint(1, 300))
        heading = self.chapters[n] if n < len(self.chapters) else self.voice.headline()
        lines = [x.replace("<k>", str(n + 1)).replace("<heading>", heading) for x in held.split(" / ")]
        closed = [self.line(Line("aside", self.layout.settings["closed"]))] if self.closes(n > after) else []
        return [*closed, *(self.line(Line("subhead", x)) for x in lines)]

    def closes(self, begun: bool) -> bool:
        """Whether the entry above, if one has begun, has a line that closes it."""
        return begun and self.rng.random() < self.layout.number("closes")

    def led(self, n: int, many: int, paragraph: str) -> str:
        """A paragraph under what stands before every one or the first ("1. ", "TX- "); the last one broken off."""
        held = self.layout.settings
        lead = held.get("lead", "") or (held.get("opening", "") if not n else "")
        stub = self.layout.number("stub")
        if stub and 1 < many == n + 1 and self.rng.random() < stub:
            paragraph = paragraph[: self.rng.randint(50, 220)].rstrip() + held.get("stubbed", "...")
        if turns := held.get("turns"):
            lead = SLOT.sub(
                lambda m: self.slot(m["name"], m["more"], None), turns.split("|")[n % 2].replace("<k>", str(n + 1))
            )
        return f"{lead.replace('<k>', str(n + 1))} {paragraph}".strip() if lead else paragraph

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
            case "heading":
                return " ".join(voice.headline().split()[: rng.randint(1, 6)]).rstrip(",:;")
            case "rule":
                return (more or "=") * self.wide
            case "total":
                return str(self.count)
            case "letter":
                return chr(ord("A") + (self.number - 1) % 26)
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
