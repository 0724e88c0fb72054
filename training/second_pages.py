r"""Text dumps by several hands: pages written as they look, blank lines and all.

    python training/second_pages.py OUT --split second --count 8 --seed 1

writes what dumps.py writes, in OUT/pages and OUT/singles, from dumps/SPLIT.txt. There a page is "== name", settings, and parts:
@top, @group (above some articles), @article (several: of one page all are used), @between, @bottom. Lines stand as on the page.

Lines: "?.4 words" is there or not ("?& words" if the last such was); "[[a|b]]" varies by article, "((a|b))" by page; "{slot}" is
filled (second_words.py; "{ko:sent}" in that language); "%wrap 60 words" and "%mid 70 words" are rows of a headline
("((%wrap 60 {title}|{title}))": one or the other by page), "%list 3-6 <i>. words" rows of a kind ("\n" breaks one), "%contents
words" a row an article. "{tick %H:%M}", "{tock 40 %d.%m.}", "{on 5 90 %H:%M}", "{step 20 %H:%M}" are times of entries, later or
earlier; "{d %B %o}" is March 4th. "{slug}" is the headline as in an address, "{title \}" has \ before its quotes. ⦃ ⦄ ⟦ ⟧ ⸨ ⸩ ⦙
stand for { } [[ ]] (( )) |.

"%body 3-7 wrap=70 indent=3 tight subs=.2 | PLACE (AP) - " are paragraphs, "%in .3 words" a line among them. Bodies also know
short, margin=4, hang=4, mark=>_ (before each row; \t is a tab), tail=</p> (after each paragraph), full (full-width indents),
hyphen (words parted at row ends), cols=2 (side by side), tight=maybe (by page), lead=KIND (a word of that list before each
paragraph, with turns in turn); "((a|b))" of these.

Settings: "lang de" ("de ja": each article in one of them), "count 2-9", "case upper", "rim 50 words" (\f is a page break, <title>
the article it parts), "single yes" (one article, counted apart), "groups .3" or "day", "alike yes" (articles of one kind),
"apart 0 1" (blank lines between articles), "under no" and "dense yes" (none under bodies), "step 5 60", "steps 40 300" (minutes
to the next article), "onward yes" (oldest first), "years 1902-1914", "hours 9-11" (where the clock begins), "digits
۰۱۲۳۴۵۶۷۸۹", "width 72" (breaks all long rows); what was done to a page: "squeeze .3" (no blank lines), "airy .1", "mojibake .2",
"ocr .02" (share of words misread), "garbled utf-8 cp1252", "wear .5 hyphens" or "ocr", "capitals", "mojibake", "entities"
(&quot; for ").
"""

from __future__ import annotations

import argparse
import random
import re
import textwrap
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from pathlib import Path

from second_words import Words

HERE = Path(__file__).parent / "dumps"
# "?.4 By {by}"
MAYBE = re.compile(r"\?(?P<share>[\d.]+|&)(?: (?P<words>.*))?$")
# "[[Posted by|By]]" and "((Tags|Labels))"
BY_ARTICLE = re.compile(r"\[\[(?P<ways>(?:[^\[\]]|\[[^\[\]]*\])*)\]\]")
BY_PAGE = re.compile(r"\(\((?P<ways>[^()]*(?:\([^()]*\)[^()]*)*)\)\)")
SLOT = re.compile(r"\{(?P<slot>[^{}]+)\}")
READ = {"rn": "m", "l": "1", "I": "l", "O": "0", "e": "c", "S": "5", ". ": " . ", "cl": "d", "h": "li"}
PARTED = re.compile("[b-df-gj-np-tv-z][aeiouäöüàèé]")
OCR = re.compile("|".join(map(re.escape, READ)))
LITERAL = str.maketrans({"⦃": "{", "⦄": "}", "⟦": "[[", "⟧": "]]", "⸨": "((", "⸩": "))", "⦙": "|"})
MISREAD = ("m rn", "e c", "l 1", "h li", "w vv", "o 0", "i l", "f £", "a u", "n u", "c e", "s 8")
SYLLABLE = re.compile(r"[aeiouäöüyr][bcdfglmnpstvz][aeioulr]")
BODY = re.compile(r"%body (?P<low>\d+)-(?P<high>\d+)(?P<how>(?:\(\([^()]*\)\)|[^|])*?)(?:\|(?P<opening>.*))?$")


@dataclass
class Page:
    """A layout as written: settings, parts and their lines."""

    name: str
    settings: dict[str, str] = field(default_factory=dict)
    parts: dict[str, list[list[str]]] = field(default_factory=dict)


def layouts(split: str) -> list[Page]:
    """The pages of dumps/SPLIT.txt."""
    text = (HERE / f"{split}.txt").read_text(encoding="utf-8")
    return [_page(x, split) for x in re.split(r"^== ", text, flags=re.MULTILINE)[1:]]


def _page(block: str, split: str) -> Page:
    name, *lines = block.rstrip("\n").split("\n")
    page = Page(name, {"hand": split})
    for line in lines:
        if line.startswith("@"):
            page.parts.setdefault(line[1:], []).append([])
        elif page.parts:
            list(page.parts.values())[-1][-1].append(line)
        elif line:
            key, _, value = line.partition(" ")
            page.settings[key] = value
    return page


@dataclass(frozen=True)
class Row:
    """A row of a page: what it says, whose it is, and what it was written as."""

    words: str
    article: int | None = None
    kind: str = ""  # "body", "sub", "in"; else the line of the layout that it fills


class Maker:
    """Fills one page."""

    def __init__(self, page: Page, seed: str, words: Callable[[random.Random, str, str], Words] = Words) -> None:
        self.page, self.rng = page, random.Random(seed)
        self.words = words(self.rng, page.settings.get("lang", "en"), page.settings.get("case", "sentence"))
        self.words.hand = page.settings.get("hand", "")
        if step := page.settings.get("step"):
            low, high = step.split()
            self.words.step = int(low), int(high)
        self.rows: list[Row] = []
        self.titles: list[str] = []
        self.day = self.words.day.date()
        self.apart = self.rng.choice((0, 1, 1, 1, 1, 1, 1, 2, 2, 3))  # blank lines between articles no part tells
        self.under = self.rng.random() < 0.7  # a blank line under bodies, where the layout has none
        if page.settings.get("dense"):
            self.apart, self.under = 0, False
        if close := page.settings.get("apart"):  # "apart 0 0 1": one of these instead, and none under bodies
            self.apart, self.under = int(self.rng.choice(close.split(" "))), False
        if steps := page.settings.get("steps"):  # minutes from an article back to the next; "-5" goes onward
            self.words.steps = tuple(map(int, steps.split(" ")))
        if years := page.settings.get("years"):
            self.words.begin_between(*(int(x) for x in years.split("-")))
        if hours := page.settings.get("hours"):  # the page begins at such an hour of its day
            low, _, high = hours.partition("-")
            self.words.day = self.words.day.replace(hour=self.rng.randint(int(low), int(high or low)))
        self.words.onward = "onward" in page.settings
        self.under = self.under and page.settings.get("under") != "no"
        # "alike .7": so often all articles of a page are of one kind; "alike yes": always
        alike = page.settings.get("alike", "").replace("yes", "1")
        self.alike: dict[str, list[str]] | None = {} if alike and self.rng.random() < float(alike) else None

    def made(self) -> tuple[str, list[tuple[int, int, str]]]:
        """The page's text; start, end and title of each article."""
        self.write()
        return self._placed()

    def write(self) -> None:
        """The page's rows."""
        low, _, high = self.page.settings.get("count", "2-12").partition("-")
        many = 1 if self.page.settings.get("single") else self.rng.randint(int(low), int(high or low))
        self.words.begin_page(many)
        self._write("top", None)
        for k in range(many):
            self.words.begin_article(k)
            if k:
                self.rows += [Row("")] * self.apart
                self._write("between", None)
            if self._groups(k):
                self._write("group", None)
            self._write("article", k)
            self.titles.append(self.words.values["title"])
        self._write("bottom", None)
        self._aged()
        self.rows = self._worn()
        self.rows = [replace(x, words=self._written(x.words)) for x in self._rimmed()]

    def _aged(self) -> None:
        """What copying, scanning and wrong encodings did to the page."""
        share = {x: float(self.page.settings.get(x, 0)) for x in ("squeeze", "airy", "mojibake", "ocr")}
        if share["squeeze"] and self.rng.random() < share["squeeze"]:
            self.rows = [x for x in self.rows if x.words.strip()]
        elif share["airy"] and self.rng.random() < share["airy"]:
            self.rows = [y for x in self.rows for y in (x, replace(x, words=""))]
        if share["mojibake"] and self.rng.random() < share["mojibake"]:
            self.rows = [replace(x, words=x.words.encode().decode("cp1252", errors="replace")) for x in self.rows]
        if share["ocr"]:
            worse = share["ocr"] * self.rng.random() * 2
            self.rows = [
                replace(x, words=" ".join(self._misread(y, worse) for y in x.words.split(" "))) for x in self.rows
            ]
        self.rows = [replace(x, words=x.words.translate(LITERAL)) for x in self.rows]

    def _misread(self, word: str, worse: float) -> str:
        if len(word) < 2 or self.rng.random() >= worse:
            return word
        return word.replace(*self.rng.choice(MISREAD).split(), 1)

    def _worn(self) -> list[Row]:
        """The rows as copying left them: broken at a width, divided, misread."""
        rows = self.rows
        if wide := int(self.page.settings.get("width", 0)):
            rows = [
                replace(x, words=y)
                for x in rows
                for y in (textwrap.wrap(x.words, wide) if len(x.words) > wide else [x.words])
            ]
        share, _, how = self.page.settings.get("wear", "0").partition(" ")
        if not how or self.rng.random() >= float(share):
            return rows
        said = [x.words for x in rows]
        for n in range(len(said) - 1) if "hyphens" in how else ():
            word = said[n + 1].split(" ")[0]
            runs_on = said[n][40:] and said[n][-1].isalpha() and word.isalpha() and self.rng.random() < 0.6
            at = next((i for i in range(3, len(word) - 3) if PARTED.match(word[i : i + 2])), 0)
            if runs_on and at:
                said[n : n + 2] = [f"{said[n]} {word[:at]}-", said[n + 1][at:]]
        if "ocr" in how:
            said = [OCR.sub(lambda m: READ[m[0]] if self.rng.random() < 0.03 else m[0], x) for x in said]
        if "capitals" in how:
            said = [x.upper() for x in said]
        if "mojibake" in how:
            said = [x.encode().decode("cp1252", "replace") for x in said]
        if "entities" in how:
            said = [x.replace("&", "&amp;").replace("'", "&#8217;").replace('"', "&quot;") for x in said]
        return [replace(x, words=y) for x, y in zip(rows, said, strict=True)]

    def _rimmed(self) -> list[Row]:
        """The rows, and after each so many the rim of a printed page."""
        every, _, rim = self.page.settings.get("rim", "0").partition(" ")
        rows = list[Row]()
        for n, row in enumerate(self.rows, 1):
            rows.append(row)
            if int(every) and n % int(every) == 0:
                words = self._filled(rim).replace("<n>", str(n // int(every)))
                words = words.replace("<title>", self.titles[row.article or 0])
                words = words.replace("\\n", "\n").replace("\\f", "\f")
                rows += [Row(x, None, "rim") for x in words.split("\n")]
        return rows

    def _groups(self, k: int) -> bool:
        """Whether a group heading goes before article k: at a page's first, by chance or on a new day."""
        share = self.page.settings.get("groups", "0.4")
        day, self.day = self.day, self.words.day.date()
        return not k or (day != self.day if share == "day" else self.rng.random() < float(share))

    def _placed(self) -> tuple[str, list[tuple[int, int, str]]]:
        text, spans = "", dict[int, tuple[int, int]]()
        for row in self.rows:
            words, k = row.words, row.article
            if k is not None and any(map(str.isalnum, words)):  # rules at its rims are none of an article
                at = len(text) + len(words) - len(words.lstrip())
                spans[k] = (spans.get(k, (at, 0))[0], len(text) + len(words.rstrip()))
            text += words + "\n"
        return text, [(a, b, self._written(self.titles[k])) for k, (a, b) in sorted(spans.items())]

    def _written(self, row: str) -> str:
        """A row in other digits ("digits ۰۱۲۳۴۵۶۷۸۹") or read in a wrong encoding ("garbled utf-8 cp1252")."""
        if digits := self.page.settings.get("digits"):
            row = row.translate(str.maketrans("0123456789", digits))
        if garbled := self.page.settings.get("garbled"):
            wrote, read = garbled.split(" ")
            row = row.encode(wrote, "replace").decode(read, "replace")
        return row

    def _write(self, part: str, article: int | None) -> None:
        kinds = self.page.parts.get(part)
        if not kinds:
            return
        lines = kinds[0] if len(kinds) == 1 else self.rng.choice(kinds)
        if self.alike is not None:
            lines = self.alike.setdefault(part, lines)
        inside = [x for x in lines if x.startswith("%in ")]
        shown: list[tuple[str, str]] = []
        skip = under = there = False
        for line in (x for x in lines if not x.startswith("%in ")):
            if maybe := MAYBE.match(line):
                there = there if maybe["share"] == "&" else self.rng.random() < float(maybe["share"])
                if not there:
                    skip = not shown or not shown[-1][0]
                    continue
                line = maybe["words"] or ""
            if skip and not line:
                continue
            skip = False
            if line.startswith("((%"):  # "((%wrap 60 {title}|{title}))": the page's way of setting the row
                line = BY_PAGE.sub(lambda m: self.words.once(m["ways"]), line)
            if under and line and self.under:
                shown.append(("", ""))
            under = False
            if body := BODY.match(line):
                under = True
                shown += self._body(body, inside)
            elif line.startswith(("%wrap ", "%mid ")):
                how, wide, words = line.split(" ", 2)
                rows = textwrap.wrap(self._filled(words), int(wide)) or [""]
                shown += [(x.center(int(wide)).rstrip() if how == "%mid" else x, words) for x in rows]
            elif line.startswith("%list "):
                _, many, words = line.split(" ", 2)
                low, _, high = many.partition("-")
                for i in range(1, (self.rng.randint(int(low), int(high)) if high else int(low)) + 1):
                    listed = self._filled(words).replace("<i>", str(i)).split("\\n")
                    shown += [(x, line) for x in listed]
            elif line == "%contents" or line.startswith("%contents "):
                row = BY_PAGE.sub(lambda m: self.words.once(m["ways"]), line[10:])
                shown += [(x, line) for x in self.words.contents(row)]
            else:
                shown.append((self._filled(line), line))
        self.rows += [Row(x, article, kind) for x, kind in shown]

    def _filled(self, words: str) -> str:
        for _ in range(3):
            words = BY_ARTICLE.sub(lambda m: self.rng.choice(m["ways"].split("|")), words)
        words = BY_PAGE.sub(lambda m: self.words.once(m["ways"]), words)
        return self.words.fill(words)

    def _body(self, body: re.Match[str], inside: list[str]) -> list[tuple[str, str]]:
        said = BY_PAGE.sub(lambda m: self.words.once(m["ways"]), body["how"])
        how = dict(x.partition("=")[::2] for x in said.split())
        many = self.rng.randint(int(body["low"]), int(body["high"]))
        short = "short" in how
        rows: list[tuple[str, str]] = []
        paragraphs = [self.words.paragraph(short=short) for _ in range(many)]
        if body["opening"]:
            paragraphs[0] = self._filled(body["opening"].lstrip()) + paragraphs[0]
        extra = {self.rng.randrange(1, max(2, many)): x for x in inside if self.rng.random() < float(x.split()[1])}
        for n, words in enumerate(paragraphs):
            if n in extra:
                rows += self._set(self._filled(extra[n].split(" ", 2)[2]), how, "in")
            elif n and self.rng.random() < float(how.get("subs", 0)):
                rows += self._set(self.words.subhead(), how, "sub")
            if "lead" in how:
                words = f"{self.words.lead(how['lead'], n, turns='turns' in how)} {words}"
            rows += self._set(words + how.get("tail", "").replace("_", " "), how, "body")
        if "cols" in how:
            half, wide = (len(rows) + 1) // 2, int(how["wrap"]) + 5
            beside = zip_longest(rows[:half], rows[half:], fillvalue=("", ""))
            rows = [(f"{a:{wide}}{b}".rstrip(), kind or other) for (a, kind), (b, other) in beside]
        return rows[:-1] if rows and not any(map(str.isalnum, rows[-1][0])) else rows

    def _set(self, words: str, how: dict[str, str], kind: str) -> list[tuple[str, str]]:
        left = ("\u3000" if "full" in how else " ") * int(how.get("indent", 0)) if kind == "body" else ""
        margin = how.get("mark", "").replace("_", " ").replace("\\t", "\t") or " " * int(how.get("margin", 0))
        if "hyphen" in how or "hyphens" in how:
            rows = _broken(left, words, int(how["wrap"]))
        elif "wrap" in how:
            rows = textwrap.wrap(left + words, int(how["wrap"]), subsequent_indent=" " * int(how.get("hang", 0)))
        else:
            rows = [left + words]
        tight = "tight" in how and (how["tight"] != "maybe" or self.words.once("tight|"))
        return [(margin + x, kind) for x in rows] + ([] if tight else [(margin.rstrip(), "")])


def _broken(left: str, words: str, wide: int) -> list[str]:
    """Rows of a narrow column, words parted at their ends."""
    rows = [left]
    for word in words.split():
        gap = " " if rows[-1].strip() else ""
        room = wide - len(rows[-1]) - len(gap)
        if len(word) <= room:
            rows[-1] += gap + word
        elif cuts := [x for x in range(2, min(room, len(word) - 1)) if SYLLABLE.match(word, x - 1)]:
            rows[-1] += f"{gap}{word[: cuts[-1]]}-"
            rows.append(word[cuts[-1] :])
        else:
            rows.append(word)
    return rows


def write(
    out: Path, pages: Iterable[Page], count: int, made: Callable[[Page, int], tuple[str, list[tuple[int, int, str]]]]
) -> None:
    """So many pages of each layout with where their articles stand; single ones in a folder of their own."""
    for page in pages:
        folder = out / ("singles" if page.settings.get("single") else "pages")
        for sub in ("text", "articles"):
            (folder / sub).mkdir(parents=True, exist_ok=True)
        for n in range(count):
            text, articles = made(page, n)
            stem = f"{page.name}_{n:02}"
            rows = ["start\tend\tsays", *(f"{a}\t{b}\ttitle={t}" for a, b, t in articles)]
            (folder / "text" / f"{stem}.txt").write_bytes(text.encode())
            (folder / "articles" / f"{stem}.tsv").write_bytes(("\n".join(rows) + "\n").encode())


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("out", type=Path)
    ask.add_argument("--split", default="second", help="a file of dumps/, without .txt")
    ask.add_argument("--count", type=int, default=8)
    ask.add_argument("--seed", type=int, default=1)
    args = ask.parse_args()
    lead = f"{args.split} {args.seed}"
    write(args.out, layouts(args.split), args.count, lambda page, n: Maker(page, f"{lead} {page.name} {n}").made())


if __name__ == "__main__":
    main()
