"""Lines that a page's own template sets under or above every article, found by what recurs, whatever their words.

"Kept under: Harbours ~ put here by Oro on 4.5.2031 ~ 3 said something", "[Archive no. 31 | added 4 May 2031 | topics: ships]",
"CARD 31/004", "Message: 4": no list of such lines is ever whole, but on their page they stand again and again, with the same
words in the same places, and an article's prose between. What they say is read by their labels and days (`foots` knows those of
weblogs).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, pairwise

from firsthand.extract.dates import Dated, dates_in
from firsthand.extract.foots import Footer, Kind, label_kinds, listed
from firsthand.extract.page import Block
from firsthand.extract.page_marks import is_rule
from firsthand.extract.textlines import SENTENCE_LENGTH, is_prose, is_sentence
from firsthand.model.spans import Span

LONGEST = 300  # characters of such a line
FEWEST = 3  # times that it stands on its page
MOSTLY = 0.8  # of its times
OPENING = 2  # words that it begins with
FIGURES = re.compile(r"\d+")
WORD = re.compile(r"[^\W\d_]+|\d+")
LABEL = re.compile(r"\W{0,3}(?P<label>[^\W\d_][\w ]{1,28}?)\s?:(?=\s)")
# between two fields: " | ", " ~ ", "■ ", "[", two blanks and more; not the hyphen of "self-defence"
MARK = re.compile(r"\s*[|~•·■▪●◆]\s*|\s+[–—-]+\s+|[\[\]]|\s{2,}|\t+|\.\s+(?=[A-Z])")
NAMES = re.compile(r"\s*[,;/]\s*|\s*\.$")
LONGEST_NAME = 60  # of a category
# "11/10/2019": day or month first, as the page's other days tell
NUMERIC = re.compile(r"(?<![\d/.-])(\d{1,2})/(\d{1,2})/((?:19|20)\d\d|\d\d)(?![\d/])")
TURN = 2000
# "Subject: [harbour-list] Fwd: Ferries"
SUBJECT = re.compile(r"subject\s?:\s*(?:(?:re|fwd?|aw|wg|tr)\s?:\s*|\[[^\[\]]{1,40}\]\s*)*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Feet:
    """Which lines of a page are its template's: those under its articles, and those above them."""

    under: frozenset[int]
    above: frozenset[int]
    day_first: bool  # of days in figures alone

    def __bool__(self) -> bool:
        return bool(self.under or self.above)

    @property
    def ends(self) -> list[int]:
        """The last line under each article."""
        return [i for i in sorted(self.under) if i + 1 not in self.under]


def own_feet(blocks: Sequence[Block]) -> Feet:
    """The page's own lines under and above its articles; none if nothing recurs, or what recurs tells neither day nor topic."""
    groups = defaultdict[str, list[int]](list)
    for i, b in enumerate(blocks):
        if len(b.text) <= LONGEST and (opening := _opening(b.text)):
            groups[opening].append(i)
    told = [0, *accumulate(tells(b.text) for b in blocks)]  # lines of the story above each line
    recurring = [g for g in groups.values() if _recurs(blocks, g, told)]
    own = {i for g in recurring for i in g}
    under = [g for g in recurring if _side(g, told) == "under" and _ends(blocks, g, own)]
    above = [g for g in recurring if _side(g, told) == "above" and _begins(blocks, g, own)]
    day_first = _day_first([blocks[i].text for g in (*under, *above) for i in g])
    below = _around(blocks, under, day_first)
    next_to = (i for g in above if _follow(g, below) for i in g)
    heads = _around(blocks, above, day_first) | frozenset(next_to)
    return Feet(below, heads | _beside(blocks, heads), day_first)


def _opening(text: str) -> str:
    """What a line begins with, figures and case left aside; "" if with nothing that can recur."""
    if label := LABEL.match(text):
        return label["label"].casefold() + ":"
    words = [FIGURES.sub("0", w.casefold()) for w in WORD.findall(text)[:OPENING]]
    return " ".join(words) if len(words) == OPENING and any(w != "0" for w in words) else ""


def tells(text: str) -> bool:
    """Whether a line is a story's."""
    return is_prose(text) or (len(text) >= SENTENCE_LENGTH // 2 and is_sentence(text))


def _recurs(blocks: Sequence[Block], group: Sequence[int], told: Sequence[int]) -> bool:
    """Whether lines that begin alike stand with prose between them, and say more of the same."""
    if len(group) < FEWEST:
        return False
    apart = sum(told[b] > told[a + 1] for a, b in pairwise(group))
    if apart < MOSTLY * (len(group) - 1):
        return False
    held = [{FIGURES.sub("0", w.casefold()) for w in WORD.findall(blocks[i].text)} for i in group]
    often = Counter(w for words in held for w in words)
    usual = {w for w, n in often.items() if n >= MOSTLY * len(group)}
    labelled = LABEL.match(blocks[group[0]].text) is not None
    return labelled or len(usual) > OPENING or all(words == usual for words in held)


def _side(group: Sequence[int], told: Sequence[int]) -> str | None:
    """On which side of the articles such lines stand: prose above the first and none below the last, or the other way."""
    before, after = told[group[0]], told[-1] - told[group[-1] + 1]
    between = sum(told[b] - told[a + 1] for a, b in pairwise(group)) / (len(group) - 1)
    if before and 2 * after <= between:
        return "under"
    return "above" if after and 2 * before <= between else None


def _ends(blocks: Sequence[Block], group: Sequence[int], own: Collection[int]) -> bool:
    """Whether no prose follows right below, other lines of the template aside, as behind what ends an article."""
    below = [next((k for k in range(i + 1, len(blocks)) if k not in own), None) for i in group]
    return sum(k is None or not tells(blocks[k].text) for k in below) >= MOSTLY * len(group)


def _begins(blocks: Sequence[Block], group: Sequence[int], own: Collection[int]) -> bool:
    """Whether a story's line, a line of the template or a rule stands right above, but for the first: no headline."""
    above = [i - 1 for i in group[1:]]
    ends = [i for i in above if i in own or is_rule(blocks[i]) or tells(blocks[i].text)]
    return len(ends) >= MOSTLY * len(above)


def _follow(group: Sequence[int], under: Collection[int]) -> bool:
    """Whether lines stand right below those that end articles, but for the first."""
    return sum(i - 1 in under for i in group) >= MOSTLY * (len(group) - 1) > 0


def _around(blocks: Sequence[Block], groups: Sequence[Sequence[int]], day_first: bool) -> frozenset[int]:
    """The lines of the groups that stand by a line which tells most articles' day or topics, that line with them."""
    telling = [g for g in groups if sum(_says(blocks[i].text, day_first) for i in g) >= MOSTLY * len(g)]
    if not telling:
        return frozenset()
    most = max(len(g) for g in telling)
    main = {i for g in telling if len(g) >= MOSTLY * most for i in g}
    found, rest = set(main), {i for g in groups if len(g) >= MOSTLY * most for i in g}
    while more := {i for i in rest - found if {i - 1, i + 1} & found}:
        found |= more
    return frozenset(found)


def _beside(blocks: Sequence[Block], heads: Collection[int]) -> frozenset[int]:
    """Lines behind a label in one paragraph with several lines above an article, as in a message's head: 'From: ...'."""
    held = Counter(blocks[i].paragraph for i in heads)
    told = {paragraph for paragraph, n in held.items() if n > 1}
    return frozenset(
        i for i, b in enumerate(blocks) if b.paragraph in told and LABEL.match(b.text) and not is_prose(b.text)
    )


def _says(text: str, day_first: bool) -> bool:
    foot = foot_of(text, day_first=day_first)
    return foot.date is not None or bool(foot.categories)


def _day_first(lines: Sequence[str]) -> bool:
    """Whether days in figures alone have the day first: as some of them do beyond doubt."""
    return not any(int(m[2]) > 12 >= int(m[1]) for line in lines for m in NUMERIC.finditer(line))


def day_of(text: str, *, day_first: bool) -> Dated | None:
    """The first day that a line tells; of figures alone as the page has them."""
    if (dated := next(dates_in(text), None)) is not None:
        return dated
    match = NUMERIC.search(text)
    if match is None:
        return None
    one, two, year = (int(x) for x in match.groups())
    day, month = (one, two) if day_first else (two, one)
    try:
        return Dated(date(year if year > 99 else year + TURN, month, day).isoformat(), Span(*match.span()))
    except ValueError:
        return None


def foot_of(text: str, *, day_first: bool) -> Footer:
    """What a line of the page's own says: its day and, behind known labels, categories and tags ('topics: ships; ports')."""
    names: dict[Kind, list[tuple[str, Span]]] = {"filed": [], "tagged": []}
    start = 0
    for mark in [*MARK.finditer(text), None]:
        end = mark.start() if mark else len(text)
        label = LABEL.match(text[start:end])
        kind = label_kinds().get(" ".join(label["label"].casefold().split())) if label else None
        if label and kind in names:
            found = listed(text, Span(start + label.end(), end), NAMES)
            names[kind] += [x for x in found if len(x[0]) <= LONGEST_NAME and next(dates_in(x[0]), None) is None]
        start = mark.end() if mark else end
    return Footer(day_of(text, day_first=day_first), None, tuple(names["filed"]), tuple(names["tagged"]))


def subject_of(text: str) -> Span | None:
    """Where a message's subject stands, without the list's name and what mail programs set before it; None of other lines."""
    match = SUBJECT.match(text)
    return Span(match.end(), len(text)) if match and match.end() < len(text) else None
