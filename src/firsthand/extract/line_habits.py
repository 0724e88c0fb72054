"""What the articles of one dump have in common: how their titles are set, which lines of their heads are outlets' names.

One line "Harbour Light" says nothing of what it is; twelve lines at the same place, "The Lantern", "Delta TV", do.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from firsthand.extract.head_fields import unwrapped
from firsthand.extract.line_borders import Cut, Reading
from firsthand.extract.names import is_name, is_person
from firsthand.extract.page import Block
from firsthand.lang import get

# "# ", "3. ", "[3]", "16:20 – ", "HEADLINE: ": what the titles of one page begin with; not "Police: two held" on one of many
OPENING = re.compile(
    r"[#*>•·\-–—→»§=+■~_]+\s*|[\[(]\d{1,3}[\])]\s*|\d{1,2}[:.]\d\d\s+|[\[(]?\d{1,3}[\].):]*\s+|[^\W\d_][\w ]{1,20}:\s+"
)
# " ~", " ***", " >>" at the end of a title
ENDING = re.compile(r"\s+[#*>•·\-–—→»§=+■~_|]+$")
# "(The Lantern, 3 May 2031)", "[Tidewire]" at the end of a title
CLOSING = re.compile(r"\s*(?P<open>[(\[])(?P<words>[^()\[\]]{2,60})[)\]]$")
TOKEN = re.compile(r"\s+|\d+|[^\W\d_]+|.")
NUMBER, SPACE, WORD = re.compile(r"\d+"), re.compile(r"\s+"), re.compile(r"\w+")
RIMS = '“”"«»*_[]'
WRAPPED = 130  # characters: a page with a longer line is not wrapped
MOST = 0.6  # share of a page's titles that must open or close alike for it to be the page's habit
CODE, FEWEST_CODES = 4, 4  # letters of a field's code, "HD"; titles that must all bear it, for "US" begins titles too
OUTLETS = 0.3  # share of the names at one place from which on all are outlets', told by a word that outlets bear
HOUSES = ("broadcasting", "monitor", "online", "review", "today", "voice", "watch", "weekly")  # more such words


@dataclass(frozen=True, slots=True)
class Habits:
    """How the titles of one page are set."""

    opening: str  # what they begin with, numbers as 0: "0. ", "HEADLINE: "; "": nothing
    ending: bool  # they end with a mark: " ***"
    bracket: bool  # "(The Lantern, 3 May)"
    rim: bool  # "“...”", "*...*", "[...]"
    wide: int  # characters at which lines are wrapped; 0: they are not


def habits(titles: Sequence[str], widest: int) -> Habits:
    """The habits of a page with these titles, whose longest line has so many characters."""
    enough = max(2, MOST * len(titles))
    opening = _opening(titles, enough)
    inner = [ENDING.sub("", t[opened(t, opening) :]) for t in titles]
    brackets = Counter(m["open"] for t in inner if (m := CLOSING.search(t)))
    bracket = any(n >= enough for n in brackets.values())
    inner = [CLOSING.sub("", t) for t in inner] if bracket else inner
    rims = Counter(t[:1] + t[-1:] for t in inner if t[:1] in RIMS and t[-1:] in RIMS)
    rim, ending = any(n >= enough for n in rims.values()), sum(bool(ENDING.search(t)) for t in titles) >= enough
    return Habits(opening, ending, bracket, rim, widest if widest <= WRAPPED else 0)


def opened(title: str, opening: str) -> int:
    """How many characters of a title its page's opening takes: 3 of '3. Bread for Lesk' where it is '0. '."""
    for token in TOKEN.finditer(title):
        said = _plain(title[: token.end()])
        if said == opening:
            return token.end()
        if not opening.startswith(said):
            break
    return 0


def _plain(words: str) -> str:
    """Words with each number as 0 and each gap as one space."""
    return SPACE.sub(" ", NUMBER.sub("0", words))


def _opening(titles: Sequence[str], enough: float) -> str:
    """What so many titles begin with: marks, numbers, labels, one after the other, as far as they are alike."""
    said = ""
    while True:
        starts = [(t, opened(t, said)) for t in titles]
        found = Counter(
            _plain(m[0]) for t, at in starts if (at or not said) and (m := OPENING.match(t, at)) and m.end() < len(t)
        )
        more, count = max(found.items(), key=lambda x: (x[1], x[0]), default=("", 0))
        if count < enough:
            return said or _code(titles)
        said += more


def _code(titles: Sequence[str]) -> str:
    """A field's code before all titles: 'HD '."""
    codes = {t.split(" ")[0] for t in titles}
    code = next(iter(codes)) if len(codes) == 1 and len(titles) >= FEWEST_CODES else ""
    return f"{code} " if 0 < len(code) <= CODE and code.isalpha() and code.isupper() else ""


def outlet_lines(blocks: Sequence[Block], reading: Reading) -> frozenset[int]:
    """The lines of heads that are an outlet's name and nothing else, as the lines at the same place in other articles are."""
    places = dict[tuple[str, int], list[int]]()
    for cut in reading.cuts:
        for place, i in _head(reading, cut):
            if reading.roles[i] in ("meta", "kicker") and is_name(_words(blocks[i])):
                places.setdefault(place, []).append(i)
    return frozenset(i for lines in places.values() if _are_outlets([_words(blocks[i]) for i in lines]) for i in lines)


def _head(reading: Reading, cut: Cut) -> list[tuple[tuple[str, int], int]]:
    """The lines of a head and their places, counted from its title and from its body."""
    end = next((i for i in range(cut.start, cut.end) if reading.roles[i] == "prose"), cut.end)
    title = next((i for i in range(cut.start, end) if reading.roles[i] == "title"), cut.start)
    lines = [i for i in range(cut.start, end) if i != title]
    return [(("title", i - title), i) for i in lines] + [(("body", i - end), i) for i in lines]


def _are_outlets(names: Sequence[str]) -> bool:
    """Whether names at one place of several heads are outlets': enough are known by a word, and not all read as persons'."""
    told = sum(map(_is_outlet, names))
    return len(names) > 1 and told >= OUTLETS * len(names) and sum(map(is_person, names)) < len(names)


def _is_outlet(name: str) -> bool:
    known, words = _known(), name.casefold()
    return words in known or words.startswith("the ") or not known.isdisjoint(WORD.findall(words))


def _words(block: Block) -> str:
    return unwrapped(block.text).of(block.text)


@cache
def _known() -> frozenset[str]:
    """Names of outlets and words that show that a name is one, folded."""
    names = (name for row in get("en").table("outlets") for name in row)
    return frozenset(x.casefold() for x in (*names, *get("en").column("outlet_words"), *HOUSES))
