"""Figures that count something: what of, what became of it, how many."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from firsthand.lang import get
from firsthand.model.comparing import Cell
from firsthand.model.readings import Mention, Quantity
from firsthand.model.spans import Span
from firsthand.trace.compare_cues import role_cues
from firsthand.trace.compare_held import Held, shown, touching, within
from firsthand.trace.compare_kinds import alone, any_of, words_of
from firsthand.trace.compare_lines import WORD, fold, stem, term
from firsthand.trace.compare_scope import HARM, Figure, scoped
from firsthand.trace.compare_where import lands_of

LENGTHS = frozenset({"year", "month", "week", "day", "hour", "minute", "second", "fortnight", "decade", "age"})
SOLDIERS = frozenset(
    term_ for w in ("soldier", "serviceman", "servicemen", "troops", "trooper", "personnel") if (term_ := term(w))
)
DEATHS = frozenset({"death", "fatalit", "casualt"})  # "four deaths" are four people
GENERIC = frozenset({"people", "peopl", "person", "other", "individ", "victim", "body", "bodi", "one"}) | DEATHS
REACH = 40  # characters from a figure to the word that gives its role: "34 others were badly injured"


def numbers(held: Held, sentence: Span, runs: frozenset[str]) -> Iterator[Cell]:
    """A cell for each figure that counts something: 'injured more than 30' is about "wounded"."""
    found: list[Figure] = []
    for q, of_all in _shared_out(held, within(held.quantities, sentence), sentence):
        cell = number(held, q, sentence, runs)
        if cell is not None:
            if cell.about in HARM:
                cell = replace(
                    cell, site=lands_of(held, sentence, cell.span), edtf=_told_then(held, sentence) or cell.edtf
                )
            elif alone("proposed").search(held.text, max(sentence.start, q.span.start - REACH_BACK), q.span.start):
                cell = replace(cell, mood="planned")
            found.append(Figure(q, cell, of_all))
            if cell.about == "killed" and (named := _with(held, q, sentence)) is not None:
                yield replace(cell, about="killed with", span=Span(named.span.start, cell.span.end), keys=(fold(named.name),),
                    words=shown(held.text[named.span.start : cell.span.end]), value=f"{named.name} and {cell.value}")  # fmt: skip
    if found:
        yield from scoped(held, sentence, found)
    if not runs.isdisjoint(words_of("killed")):
        yield from _alone(held, sentence)


# yes: "Nine [of the] 25 crew [are] missing", "four [of] 12 hostages [died]"; no: "one of three doctors killed in the raid"
OF_ALL = re.compile(r"\s+of\s+(?:(?:the|its|their|his|her|our|all)\s+)?$")
BEFELL = re.compile(
    r"(?:\s+[\w’'-]+){0,4}?\s+(?:(?:is|are|was|were|been|be|remain|remains|remained|went|gone)\b|(?:died|perished|drowned|survived|escaped)\b)"
)


def _shared_out(held: Held, some: Sequence[Quantity], sentence: Span) -> Iterator[tuple[Quantity, bool]]:
    """'Nine of the 25 crew are missing': nine are, and 25 is how many crew there were; with whether it is told so of each."""
    for n, q in enumerate(some):
        before, after = some[n - 1] if n else None, some[n + 1] if n + 1 < len(some) else None
        if after is not None and after.role is not None and _shares(held, q, after, sentence):
            yield replace(q, role=after.role, of=after.of, unit=after.unit), True
        elif before is not None and q.role is not None and _shares(held, before, q, sentence):
            yield replace(q, role=None), False
        else:
            yield q, False


def _shares(held: Held, some: Quantity, whole: Quantity, sentence: Span) -> bool:
    of_all = OF_ALL.fullmatch(held.text, some.span.end, whole.span.start) is not None
    return of_all and BEFELL.match(held.text, whole.span.end, sentence.end) is not None


def _told_then(held: Held, sentence: Span) -> str | None:
    """'On Sunday the company [had put] the number at seven': the day as of which figures of an earlier telling are."""
    if " had " not in sentence.of(held.text) or _had_told().search(held.text, sentence.start, sentence.end) is None:
        return None
    days = {t.edtf for t in within(held.times, sentence) if t.edtf and t.grain == "day"}
    return days.pop() if len(days) == 1 else None


REACH_BACK = 70  # characters before a figure in which it is said to be of a plan
AND = re.compile(r"\s+and\s")


def _with(held: Held, q: Quantity, sentence: Span) -> Mention | None:
    """'Ann Heron and four others were killed': the one named beside the figure."""
    for m in within(held.mentions, sentence):
        if m.kind == "person" and m.span.end < q.span.start and held.text[m.span.end : q.span.start].strip() == "and":
            return m
    return None


def _alone(held: Held, sentence: Span) -> Iterator[Cell]:
    """'killed the harbour master Ann Heron' with nobody beside: a count of one named dead."""
    for m in within(held.mentions, sentence):
        if m.kind != "person" or AND.match(held.text[m.span.end : m.span.end + 6]):
            continue
        lead = _killed().search(held.text, sentence.start, m.span.start)
        if lead is not None and not touching(held.quantities, Span(lead.start(), m.span.end)):
            span = Span(lead.start(), m.span.end)
            yield Cell(
                "number",
                "killed with",
                span,
                shown(span.of(held.text)),
                f"{m.name} killed",
                low=1,
                high=1,
                keys=(fold(m.name),),
            )


COMPOUND = re.compile(r"\S*[-–][A-Za-z]+[\w-]*$")  # "a four-man race", "a 26-delegate lead": what kind, not how many
# "Dead: 192 Injured: 4,877": the word behind a figure is the name of the next
LABEL = re.compile(r"(?:\s+[\w-]+){0,3}:\s*\d")


def _labels_next(text: str, start: int, end: int) -> bool:
    return text.find(":", start, end) >= 0 and LABEL.match(text, start, end) is not None


def _of_children(text: str, start: int, end: int) -> bool:
    return text[start:end].rstrip().endswith("of") and _children().search(text, start, end) is not None


def number(held: Held, q: Quantity, sentence: Span, runs: frozenset[str]) -> Cell | None:
    """The figure, with the word that gives its role among the words shown. `runs` are the sentence's cues."""
    near = _role_near(held.text, q.span, sentence) if not runs.isdisjoint(role_cues()) else None
    role, span = q.role, q.span
    counted = _counted(q.of.of(held.text) if q.of is not None else (q.unit or ""))
    if near is not None and (near[2] or not held.text[q.span.end : near[1].start].strip()):
        if near[0] != q.role:
            counted = ()
        role = near[0]
    if near is not None and near[0] == role:
        span = Span(min(span.start, near[1].start), max(span.end, near[1].end))
    if role is None and COMPOUND.fullmatch(held.text[q.span.start : q.span.end]):
        return None
    if _labels_next(held.text, span.end, sentence.end) or _of_children(held.text, sentence.start, q.span.start):
        return None
    unit = q.unit or ""
    if unit.split(" ")[-1:] and unit.split(" ")[-1] in LENGTHS:
        return None
    if role is None and not unit and not counted:
        return None
    about = role or f"count:{stem(fold(unit.split()[-1])) if unit else counted[-1]}"
    return Cell(
        "number", about, span, shown(span.of(held.text)), _figure(q.low, q.high, q.bound == "about", q.unit, role),
        low=q.low, high=q.high, bound=q.bound,
        keys=tuple(sorted(set(counted) - {role or ""})), edtf=q.as_of, scope=q.scope,
    )  # fmt: skip


@lru_cache(maxsize=10_000)  # figures are mostly small
def _figure(least: float | None, most: float | None, about: bool, unit: str | None, role: str | None) -> str:
    """'30 or more person killed'."""
    low, high = (None if x is None else f"{x:.10g}" for x in (least, most))
    number = (
        low
        if low == high
        else f"{low} or more"
        if high is None
        else f"{high} or less"
        if low is None
        else f"{low} to {high}"
    )
    return " ".join(x for x in ("about" if about else None, number, unit, role) if x)


@lru_cache(maxsize=10_000)
def _counted(words: str) -> tuple[str, ...]:
    """What is counted, folded, without words for people at large and without countries' adjectives left out."""
    found = [t for w in WORD.findall(words) if (t := term(w)) is not None and t not in GENERIC]
    found = ["soldier" if t in SOLDIERS else alike().get(t, t) for t in found]
    return tuple(dict.fromkeys(found))


def stands_for(about: str) -> str:
    """What is counted, of what a figure is about: 'email' of 'count:email'."""
    return about.removeprefix("count:")


BEFORE = re.compile(r"(?P<word>[\w-]+)\s+(?:at least |more than |about |around |some |another |up to |nearly |over )?$")
WORDS = re.compile(r"[\w-]+")


def _role_near(text: str, figure: Span, sentence: Span) -> tuple[str, Span, bool] | None:
    """The role word just before a figure ("killing 27"), else the first after it in reach: its role, place, and if before."""
    first = max(sentence.start, figure.start - 24)
    if not _verb_roles().keys().isdisjoint(WORDS.findall(text[first : figure.start].lower())):
        before = BEFORE.search(text[first : figure.start])
        if before and (role := _verb_roles().get(before["word"].lower())):
            start = first + before.start("word")
            return role, Span(start, start + len(before["word"])), True
    roles, end = _roles(), min(sentence.end, figure.end + REACH)
    if roles.keys().isdisjoint(WORDS.findall(text[figure.end : end].lower())):
        return None
    for match in WORDS.finditer(text, figure.end, end):
        if role := roles.get(match.group().lower()):
            return role, Span(*match.span()), False
    return None


@cache
def _roles() -> dict[str, str]:
    return {row[0]: row[2] for row in get("en").table("quantity_roles") if row[1] in ("verb", "state")}


@cache
def _verb_roles() -> dict[str, str]:
    return {row[0]: row[2] for row in get("en").table("quantity_roles") if row[1] == "verb"}


@cache
def alike() -> dict[str, str]:
    """Words that count the same people, folded: 'female' and 'women', 'kids' and 'children'."""
    rows = get("en").table("counted_alike")
    return {t: first for row in rows if (first := term(row[0])) for w in row[1:] if (t := term(w))}


@cache
def _had_told() -> re.Pattern[str]:
    return re.compile(rf"\bhad\s+(?:\w+\s+)?{any_of(words_of('had told'))}\b")


@cache
def _killed() -> re.Pattern[str]:
    """'killed the harbour master [Ann Heron]'."""
    return re.compile(rf"\b{any_of(words_of('killed'))}\s+(?:[\w’'-]+\s+){{0,5}}$")


@cache
def _children() -> re.Pattern[str]:
    """ "a mother of [two] died"."""
    return re.compile(rf"\b{any_of(words_of('parents'))}\s+of\s+$")
