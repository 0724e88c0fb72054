"""The pages of `fourth`, which is only ever measured: a hand that knew none of the others, and a generator of its own.

Kept as it was when first measured, whatever becomes of second_pages.py, whose notation it began from.

    python training/fourth_pages.py OUT --count 8 --seed 1

writes what dumps.py writes, in OUT/pages and OUT/singles, from dumps/fourth.txt.
There a page is "== name", settings ("lang de", "count 2-9", "case upper", "rim 50 words"), and parts: @top, @group (above
some articles), @article (several: of one page all are used; with "kinds one" the same for all), @between, @bottom. Lines
stand as on the page. "?.4 words" is there or not; "[[a|b]]" varies by article, "((a|b))" by page; "{slot}" is filled
(second_words.py); "%body 3-7 wrap=70 indent=3 tight subs=.2 | PLACE (AP) - " are paragraphs, "%in .3 words" a line among
them, "%wrap 60 words" and "%mid 70 words" rows of a headline.
Layouts with "single yes" hold one article and are counted apart. "steps 20 90" are the minutes from one article to the
next, "years 1990 1996" those of the first, "marks curly|straight|broken" the quotation marks of a page (broken: read in a
wrong encoding). A body may begin with a "lead" of its own, be quoted (mark=>), have its rows hyphenated (hyphen) or
sub-heads of another kind (as=clock).
"""

from __future__ import annotations

import argparse
import random
import re
import textwrap
from pathlib import Path

from fourth_words import Words
from second_pages import Page, layouts, write

# "?.4 By {by}"
MAYBE = re.compile(r"\?(?P<share>[\d.]+)(?: (?P<words>.*))?$")
# "[[Posted by|By]]" and "((Tags|Labels))"
BY_ARTICLE = re.compile(r"\[\[(?P<ways>[^\[\]]*)\]\]")
BY_PAGE = re.compile(r"\(\((?P<ways>[^()]*(?:\([^()]*\)[^()]*)*)\)\)")
SLOT = re.compile(r"\{(?P<slot>[^{}]+)\}")
BODY = re.compile(r"%body (?P<low>\d+)-(?P<high>\d+)(?P<how>[^|]*)(?:\|(?P<opening>.*))?$")

STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "--", "…": "...", "\xa0": " "})


class Maker:
    """Fills one page."""

    def __init__(self, page: Page, seed: str) -> None:
        self.page, self.rng = page, random.Random(seed)
        ask = page.settings.get
        self.words = Words(self.rng, ask("lang", "en"), ask("case", "sentence"), ask("hand", ""))
        self.words.set_days(ask("steps", "-40 -300 -1500 -4000"), ask("years", ""))
        self.marks = self.rng.choice(page.settings["marks"].split("|")) if "marks" in page.settings else ""
        self.rows: list[tuple[str, int | None]] = []  # a row and its article
        self.titles: list[str] = []
        self.kinds: dict[str, list[str]] = {}
        self.apart = self.rng.choice((0, 1, 1, 1, 1, 1, 1, 2, 2, 3))  # blank lines between articles no part tells
        self.under = self.rng.random() < 0.7  # a blank line under bodies, where the layout has none

    def made(self) -> tuple[str, list[tuple[int, int, str]]]:
        """The page's text; start, end and title of each article."""
        low, _, high = self.page.settings.get("count", "2-12").partition("-")
        many = 1 if self.page.settings.get("single") else self.rng.randint(int(low), int(high or low))
        self.words.begin_page(many)
        self._write("top", None)
        for k in range(many):
            self.words.begin_article(k)
            if k:
                self.rows += [("", None)] * self.apart
                self._write("between", None)
            if not k or self.rng.random() < float(self.page.settings.get("groups", "0.4")):
                self._write("group", None)
            self._write("article", k)
            self.titles.append(self.words.values["title"])
        self._write("bottom", None)
        return self._placed()

    def _placed(self) -> tuple[str, list[tuple[int, int, str]]]:
        every, _, rim = self.page.settings.get("rim", "0").partition(" ")
        text, spans = "", dict[int, tuple[int, int]]()
        for n, (plain, k) in enumerate(self.rows, 1):
            row = _marked(plain, self.marks)
            if k is not None and any(map(str.isalnum, row)):  # rules at its rims are none of an article
                at = len(text) + len(row) - len(row.lstrip())
                spans[k] = (spans.get(k, (at, 0))[0], len(text) + len(row.rstrip()))
            text += row + "\n"
            if int(every) and n % int(every) == 0:
                text += self.words.fill(rim).replace("<n>", str(n // int(every))).replace("\\n", "\n") + "\n"
        return text, [(a, b, _marked(self.titles[k], self.marks)) for k, (a, b) in sorted(spans.items())]

    def _write(self, part: str, article: int | None) -> None:
        kinds = self.page.parts.get(part)
        if not kinds:
            return
        if self.page.settings.get("kinds") == "one":
            kinds = [self.kinds.setdefault(part, self.rng.choice(kinds))]
        lines = kinds[0] if len(kinds) == 1 else self.rng.choice(kinds)
        inside = [x for x in lines if x.startswith("%in ")]
        shown: list[str] = []
        skip = under = False
        for line in (x for x in lines if not x.startswith("%in ")):
            if maybe := MAYBE.match(line):
                if self.rng.random() >= float(maybe["share"]):
                    skip = not shown or not shown[-1]
                    continue
                line = maybe["words"] or ""
            if skip and not line:
                continue
            skip = False
            if under and line and self.under:
                shown.append("")
            under = False
            if body := BODY.match(line):
                under = True
                shown += self._body(body, inside)
            elif line.startswith(("%wrap ", "%mid ")):
                how, wide, words = line.split(" ", 2)
                rows = textwrap.wrap(self._filled(words), int(wide)) or [""]
                shown += [x.center(int(wide)).rstrip() for x in rows] if how == "%mid" else rows
            elif line.startswith("%list "):
                shown += [
                    self._filled(line.split(" ", 2)[2]).replace("<i>", str(i))
                    for i in range(1, int(line.split()[1]) + 1)
                ]
            elif line == "%contents" or line.startswith("%contents "):
                shown += self.words.contents(line[10:])
            else:
                shown.append(self._filled(line))
        self.rows += [(x, article) for x in shown]

    def _filled(self, words: str) -> str:
        for _ in range(3):
            words = BY_ARTICLE.sub(lambda m: self.rng.choice(m["ways"].split("|")), words)
        words = BY_PAGE.sub(lambda m: self.words.once(m["ways"]), words)
        return self.words.fill(words)

    def _body(self, body: re.Match[str], inside: list[str]) -> list[str]:
        how = dict(x.partition("=")[::2] for x in body["how"].split())
        many = self.rng.randint(int(body["low"]), int(body["high"]))
        short = "short" in how
        rows: list[str] = []
        paragraphs = [self.words.paragraph(short=short) for _ in range(many)]
        if "lead" in how:
            paragraphs.insert(0, self.words.fill("{lead}"))
        if body["opening"]:
            paragraphs[0] = self._filled(body["opening"].lstrip()) + paragraphs[0]
        extra = {self.rng.randrange(1, max(2, many)): x for x in inside if self.rng.random() < float(x.split()[1])}
        for n, words in enumerate(paragraphs):
            if n in extra:
                rows += self._set(self._filled(extra[n].split(" ", 2)[2]), how, plain=True)
            elif n and self.rng.random() < float(how.get("subs", 0)):
                rows += self._set(self.words.subhead(how.get("as", "subhead")), how, plain=True)
            rows += self._set(words, how, plain=False)
        return rows[:-1] if rows and not rows[-1].strip("> ") else rows

    def _set(self, words: str, how: dict[str, str], *, plain: bool) -> list[str]:
        left = "" if plain else " " * int(how.get("indent", 0))
        margin = how.get("mark", "") + " " * int(how.get("margin", 0))
        rows = textwrap.wrap(left + words, int(how["wrap"])) if "wrap" in how else [left + words]
        for n in range(1, len(rows) if "hyphen" in how else 0):
            first, _, rest = rows[n].partition(" ")
            if first.isalpha() and len(first) > 6 and rest and self.rng.random() < 0.5:
                rows[n - 1] += f" {first[:3]}-"
                rows[n] = f"{first[3:]} {rest}"
        return [margin + x for x in rows] + ([] if "tight" in how else [margin.rstrip()])


def _marked(row: str, marks: str) -> str:
    """A row with the quotation marks of its page."""
    if marks == "straight":
        return row.translate(STRAIGHT)
    return row.encode().decode("cp1252", "ignore") if marks == "broken" else row


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("out", type=Path)
    ask.add_argument("--count", type=int, default=8)
    ask.add_argument("--seed", type=int, default=1)
    args = ask.parse_args()
    lead = f"fourth {args.seed}"
    write(args.out, layouts("fourth"), args.count, lambda page, n: Maker(page, f"{lead} {page.name} {n}").made())


if __name__ == "__main__":
    main()
