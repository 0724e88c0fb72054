"""Changes planted in copies of articles: one figure, date, actor or scope altered, or nothing that matters.

What is altered is found by shape alone and not by our own readers, so that what they cannot read counts as missed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Literal

from firsthand.lang import get
from firsthand.model.findings import Slot
from firsthand.model.spans import Span

Kind = Literal["figure", "date", "actor", "scope", "none"]
KINDS: tuple[Kind, ...] = ("figure", "date", "actor", "scope", "none")
# a speaker's name altered is a matter of attribution; "since March" altered is one of date as well
EXPECTED: dict[Kind, frozenset[Slot]] = {
    "figure": frozenset({"number"}),
    "date": frozenset({"date"}),
    "actor": frozenset({"actor", "attribution"}),
    "scope": frozenset({"number"}),
    "none": frozenset(),
}
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
PEOPLE = ("Tomas Rell", "Bette Ansel", "Jonas Fehl", "Piet Lorne", "Ina Vesk", "Karel Dunn")
BODIES = ("Harbour Commission", "Tide Council", "Lantern Institute", "Quayside Committee")
SWAPS = {
    "killed": "wounded", "wounded": "killed", "injured": "killed", "soldiers": "civilians", "civilians": "soldiers",
    "women": "men", "men": "women", "children": "women", "people": "children", "troops": "civilians", "refugees": "soldiers",
    "officers": "prisoners", "voters": "students", "students": "teachers", "workers": "students", "migrants": "soldiers",
    "arrested": "killed",
}  # fmt: skip
WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
# yes: "27 people", "1,400 dockers", "four soldiers"; no: "Feb. 27", "2016", "27th", "9:30", "B-52"
FIGURE = re.compile(rf"(?<![\w$.,:/-])(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,5}}|(?:{'|'.join(WORDS)}))(?=\s[a-z]{{3,}})")
DATE = re.compile(
    rf"\b(?:(?:{MONTHS})\s\d{{1,2}}\b(?!,?\s?\d{{2}}:)|(?:on|last|since|until|by)\s(?:{'|'.join(DAYS)})\b|in\s(?:19|20)\d\d\b)"
)
AGO = re.compile(r"\s(?:years?|months?|weeks?|days?|hours?|minutes?)\s(?:ago|later|before|after|earlier)")
NAME = re.compile(r"\b[A-Z][a-z]+\s[A-Z][a-z]{2,}\b")
BODY = re.compile(
    r"\b(?:[A-Z][a-z]+\s){1,3}(?:Committee|Commission|Council|Institute|Agency|Association|Party|Foundation|University)\b"
)


@dataclass(frozen=True, slots=True)
class Plant:
    """A copy of a text with one change. `base` and `copy` are the places of what was changed."""

    kind: Kind
    text: str
    base: Span
    copy: Span


def plants(text: str, first: int, seed: int) -> dict[Kind, Plant]:
    """One plant of each kind that a text has room for, after its first characters; the same for the same seed."""
    out: dict[Kind, Plant] = {}
    for kind, find in _FINDERS.items():
        random = Random(f"{seed} {kind}")
        spots = list(find(text, first, random))
        if spots:
            span, words = spots[random.randrange(len(spots))]
            out[kind] = _planted(kind, text, span, words)
    out["none"] = _harmless(text, first, Random(f"{seed} none"))
    return out


Spot = tuple[Span, str]


def _planted(kind: Kind, text: str, span: Span, words: str) -> Plant:
    return Plant(kind, text[: span.start] + words + text[span.end :], span, Span(span.start, span.start + len(words)))


def _figures(text: str, first: int, random: Random) -> Iterator[Spot]:
    for m in FIGURE.finditer(text, first):
        if re.search(rf"(?:{MONTHS}|[A-Z][a-z]{{2,3}}\.)\s$", text[max(0, m.start() - 12) : m.start()]) or re.fullmatch(
            r"(?:19|20)\d\d", m.group()
        ):
            continue
        if AGO.match(text, m.end()) or re.search(
            r"(?:last|past|next|first)\s$", text[max(0, m.start() - 6) : m.start()]
        ):
            continue  # a date by its length: "three years ago"
        yield Span(*m.span()), _other_figure(m.group(), random)


def _other_figure(words: str, random: Random) -> str:
    if words in WORDS:
        return random.choice([w for w in WORDS if w != words])
    n = int(words.replace(",", ""))
    other = random.choice([x for x in (n * 2 + 1, n + 3, max(2, n // 2)) if x != n])
    return f"{other:,}" if "," in words else str(other)


def _dates(text: str, first: int, random: Random) -> Iterator[Spot]:
    for m in DATE.finditer(text, first):
        words, last = m.group(), m.group().split()[-1]
        if last in DAYS:
            other = random.choice([d for d in DAYS if d != last])
        elif len(last) == 4 and last.isdigit():
            other = str(int(last) - random.choice((1, 2)))
        else:
            other = str(random.choice([d for d in range(1, 29) if d != int(last)]))
        start = m.start() + len(words) - len(last)
        yield Span(start, m.end()), other


def _actors(text: str, first: int, random: Random) -> Iterator[Spot]:
    for m in NAME.finditer(text, first):
        if (
            m.group().split()[0] in _given()
            and re.match(r"(?!\s[A-Z]|[-’'])", text[m.end() : m.end() + 2])
            and not _capital_before(text, m.start())
        ):
            yield Span(*m.span()), random.choice(PEOPLE)
    for m in BODY.finditer(text, first):
        if (
            re.match(r"(?!\s(?:[A-Z]|of\b|on\b|for\b)|[-’'])", text[m.end() : m.end() + 4])
            and not _capital_before(text, m.start())
            and m.group().split()[0] not in ("The", "A", "In")
        ):
            yield Span(*m.span()), random.choice(BODIES)


def _scopes(text: str, first: int, random: Random) -> Iterator[Spot]:
    """A word for whom or what became of them, right after a figure: '20 [soldiers]', '20 people were [killed]'."""
    between = r"(?:(?!(?:after|before|from|of|in|at|on|by|for|to|with|days?|years?|than)\s)[a-z]+\s)?"
    for m in re.finditer(rf"{FIGURE.pattern}\s{between}({'|'.join(SWAPS)})\b(?![’'])", text[first:]):
        if re.match(r"(?:19|20)\d\d\b", m.group()):
            continue
        span = Span(first + m.start(1), first + m.end(1))
        yield span, SWAPS[m.group(1)]


def _harmless(text: str, first: int, random: Random) -> Plant:
    """A copy as editors make it: another word of saying, a sentence left out, a number spelled another way."""
    change = random.choice(_HARMLESS)
    changed = text[:first] + change(text[first:], random)
    return Plant("none", changed, Span(first, first), Span(first, first))


def _other_saying(text: str, random: Random) -> str:
    return text.replace(" said ", " stated ", 1 + random.randrange(3))


def _left_out(text: str, random: Random) -> str:
    found = list(re.finditer(r"(?<=\. )[A-Z][^.\n“”\"]{30,200}\. ", text))
    if not found:
        return text
    m = found[random.randrange(len(found))]
    return text[: m.start()] + text[m.end() :]


def _spelled(text: str, random: Random) -> str:
    for n, word in enumerate(WORDS, 2):
        text = re.sub(rf"(?<=[a-z] ){word}(?= [a-z])", str(n), text)
    return text


def _same(text: str, random: Random) -> str:
    return text


_HARMLESS: Sequence[Callable[[str, Random], str]] = (_other_saying, _left_out, _spelled, _same)
_FINDERS: dict[Kind, Callable[[str, int, Random], Iterator[Spot]]] = {
    "figure": _figures,
    "date": _dates,
    "actor": _actors,
    "scope": _scopes,
}


def _capital_before(text: str, at: int) -> bool:
    return re.search(r"(?:[A-Z][\w’'-]*|[A-Z]\.)\s$", text[max(0, at - 24) : at]) is not None


@cache
def _given() -> frozenset[str]:
    return frozenset(get("en").column("first_names"))
