"""Of what a figure is told: of all, of a part, of another time or of more than one happening. Only figures of one scope compare.

A scope stands behind what a figure is about, after "@": three dead "in a similar blast in 2019" are "killed@2019", children among
the dead "killed@part". A figure without one is of the happening and of all.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from firsthand.model.comparing import Cell
from firsthand.model.readings import Quantity, TimeRef
from firsthand.model.slots import quick
from firsthand.model.spans import Span
from firsthand.trace.compare_cues import heard
from firsthand.trace.compare_held import Held, shown, within
from firsthand.trace.compare_scope_words import (
    added,
    cues_of,
    led,
    past,
    peoples,
    plain,
    raises,
    rest,
    rest_within,
    words_of,
)
from firsthand.trace.compare_values import span_of

HARM = frozenset({"killed", "wounded", "harmed", "missing", "trapped", "abducted", "held hostage"})
LEFT = frozenset(
    {"trapped", "held hostage", "abducted"}
)  # whose number falls: "two remain trapped", "five were at first"
OLD = 31  # days before publication from which on a day, month or year is another happening's: news follows within weeks
SHORT = 5  # words of an opening that only says when: "In May last year, ..."

# yes: "three [of those] trapped", "one [of the] victims": some of those told of elsewhere
PART = re.compile(r"\s*of\s+(?:the|those|these|them|whom|which|its|his|her|their|our|my|your)\b")
OF = re.compile(r"(?:[\w,.-]+\s+){1,4}?(?=of\s)")
# yes: "[Of the 40 wounded,] 12 are in hospital"; no: "Of the storm, he said 12"
SPLIT = re.compile(
    r"\W*of\s+(?:the|those|these|its|their|all)\b[^,;:]{0,60},\s*(?:only\s+|just\s+|some\s+)?", re.IGNORECASE
)
# between clauses; "The worst since 2019, [when] 40 died" is one with what stands before
CLAUSE = re.compile(r"[,;:()—–\s](?:(?<=\S)\s*|(?<=\s)(?:while|although|whereas|but)\s)")
JOINED = re.compile(r"(?:when|in\s+which|that|which)\b", re.IGNORECASE)
JOINT = re.compile(r"\s*(?:,|,?\s*and|,?\s*as\s+well\s+as|,?\s*along\s+with)\s*")
# between a whole and its parts in one sentence; no: "12, but later 9", "12, according to"
RIVAL = re.compile(r"\b(?:but|while|whereas|earlier|later|revised|from|said|says|according|claimed|denied|instead)\b")
PARTS_OPEN = re.compile(r"[,;:(—–]")
WHEN = re.compile(r"\s*,?\s*(?:when|in which)\b")
BEFORE_TIME = re.compile(r"\b(?:since|until|till|as\s+of|after|before|by)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)


# yes: "the toll, [initially] 10, has risen to 12"
AT_FIRST = re.compile(r"\b(?:initially|originally|at\s+first|previously)\s+(?:[\w’'-]+\s+){0,2}$", re.IGNORECASE)
FIRST = ("initially", "originally", "first", "previously")


# yes: "20 people [were hurt in 112] accidents"
IN_SO_MANY = re.compile(
    r"\s+(?:[\w-]+\s+){1,4}?in\s+(?:\d[\d,]*|several|dozens\s+of|hundreds\s+of)\s+(?:[\w-]+\s+){0,2}[\w-]+s\b"
)


@quick
@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its cell."""

    quantity: Quantity
    cell: Cell
    of_all: bool = False  # "nine of the 25 crew are missing": nine are, no part of others missing


def role_of(about: str) -> str:
    """What a figure is about, without its scope: 'killed' of 'killed@2019'."""
    return about.partition("@")[0]


def scoped(held: Held, sentence: Span, figures: Sequence[Figure]) -> list[Cell]:
    """The cells of a sentence's figures, each with its scope; sums of those told side by side; none of what counts nothing."""
    out: list[Cell] = []
    kept: list[Figure] = []  # of no scope: those of the happening and of all
    for n, f in enumerate(figures):
        if _unsaid(held, sentence, f):
            continue
        if _before_a_name(held, sentence, f.quantity):
            if f.quantity.role is None:
                continue
            f = Figure(f.quantity, _without_name(held, f))
        if is_part(held, sentence, f, figures[:n]):
            if f.cell.keys and role_of(f.cell.about) in HARM:
                out.append(_of_scope(f.cell, "part"))
            continue
        if scope := _scope(held, sentence, f):
            out.append(_of_scope(f.cell, scope))
        else:
            kept.append(f)
    return [*out, *(cell for run in _runs(held, kept) for cell in _summed(held, run))]


def of_old(days: Sequence[str], published: str | None) -> bool:
    """Whether a sentence has times, and all of them lie long before its article."""
    ends = [e for day in days if (e := span_of(day)) is not None]
    return bool(ends) and published is not None and all(_days_before(e[1], published) > OLD for e in ends)


def _of_scope(cell: Cell, scope: str) -> Cell:
    return replace(cell, about=f"{cell.about}@{scope}")


def scope_in(held: Held, sentence: Span, q: Quantity) -> str:
    """The scope of one figure by the words around it, whatever the other figures are: "part", "unsaid", "2019"; empty: none."""
    cell = Cell("number", q.role or "", q.span, "", "", low=q.low, high=q.high, scope=q.scope)
    f = Figure(q, cell)
    if _unsaid(held, sentence, f):
        return "unsaid"
    return "part" if is_part(held, sentence, f, ()) else _scope(held, sentence, f)


def is_part(held: Held, sentence: Span, f: Figure, before: Sequence[Figure]) -> bool:
    """'12 people were killed, [three] of them children', 'including [two nurses]', 'the other [three] dead'."""
    text, q = held.text, f.quantity
    lead = text[sentence.start : q.span.start]
    cues = heard(sentence.of(text))[1]
    if f.of_all:
        return False
    if _of_those(text, q) or (_any("part", cues) and led("part").search(lead)) or SPLIT.fullmatch(lead):
        return True
    if _any("raises", cues) and raises().search(text, q.span.end, sentence.end):
        return True
    if (text.find("also", q.span.end, sentence.end) >= 0 and ALSO.match(text, q.span.end, sentence.end)) or _one_of(
        held, q
    ):
        return True
    resting = _any("rest", cues) or "remaining" in cues
    if (resting and rest().search(lead)) or rest_within().match(q.span.of(text)):
        return True
    if _any("added", cues) and added().search(f"{lead[-12:]}{q.span.of(text)}{text[q.span.end : q.span.end + 1]}"):
        return not any(role_of(b.cell.about) != role_of(f.cell.about) for b in before if b.cell.about in HARM)
    return any(_breaks_down(held, b, f) for b in before)


# yes: "six [people were also] killed": beside those told of before
ALSO = re.compile(r"\s*(?:[\w’'-]+\s+){0,3}(?:was|were|have|has|had|been|being|are|is)\s+also\b")


OF_SO_MANY = re.compile(r"\s*of\s+(?:only\s+|just\s+|the\s+)?")


def _one_of(held: Held, q: Quantity) -> bool:
    """'one of three doctors': three is what is counted."""
    following = OF_SO_MANY.match(held.text, q.span.end)
    return following is not None and any(x.span.start == following.end() for x in held.quantities)


def _any(kind: str, cues: frozenset[str]) -> bool:
    """Whether words of a kind may stand in a sentence of these cues."""
    return not cues.isdisjoint(cues_of(kind))


def _of_those(text: str, q: Quantity) -> bool:
    words = q.span.of(text)
    number = OF.match(words + " ") if "of" in words else None
    after = q.span.start + len(number.group().rstrip()) if number else q.span.end
    return PART.match(text, after) is not None


def _breaks_down(held: Held, whole: Figure, part: Figure) -> bool:
    """'Nine people died, [four] on Monday and five on Tuesday': a lesser figure of the same, by the same voice."""
    a, b = whole.cell, part.cell
    if a.about != b.about or a.about not in HARM or not (a.low and b.low and b.low < a.low):
        return False
    if a.keys and not set(a.keys) & set(b.keys) and b.keys:
        return False
    between = held.text[whole.quantity.span.end : part.quantity.span.start]
    if not PARTS_OPEN.search(between) or RIVAL.search(between):
        return False
    one, two = held.voice(whole.quantity.span), held.voice(part.quantity.span)
    return (one and one.id) == (two and two.id)


def _unsaid(held: Held, sentence: Span, f: Figure) -> bool:
    """'No casualties were reported': nobody had told of any yet, which is no count. 'There were no casualties' is one."""
    if f.cell.low != 0 or f.cell.high != 0:
        return False
    return plain("unsaid").search(clause(held, sentence, f.quantity.span).of(held.text)) is not None


def _before_a_name(held: Held, sentence: Span, q: Quantity) -> bool:
    """'Post Images 22 Friends of the dead', 'injuring another 40 Ann Heron/Post': a picture's number or credit, no word for
    what is counted: it has a capital within a sentence of small letters and is no people's name."""
    words = q.of.of(held.text) if q.of is not None else ""
    if not words[:1].isupper() or words.split()[0] in peoples() or not any(c.isdigit() for c in q.span.of(held.text)):
        return False
    around = re.findall(r"\b[^\W\d_]{3,}", sentence.of(held.text))
    return q.span.start > sentence.start and sum(w[0].islower() for w in around) * 2 > len(around)


def _without_name(held: Held, f: Figure) -> Cell:
    of, cell = f.quantity.of, f.cell
    span = Span(cell.span.start, of.start).trim(held.text) if of is not None and of.end == cell.span.end else cell.span
    number, _, role = cell.value.partition(f" {f.quantity.unit} ")
    return replace(cell, keys=(), span=span, words=shown(span.of(held.text)), value=f"{number} person {role}".strip())


def _scope(held: Held, sentence: Span, f: Figure) -> str:
    """The scope's name: a past happening's year, 'past', 'period', 'wider', 'still', 'first', an animal; empty: none."""
    about = f.cell.about
    if about not in HARM:
        return ""
    if f.quantity.unit in words_of("animal"):
        return f.quantity.unit or ""
    if _at_first(held.text, max(sentence.start, f.quantity.span.start - 30), f.quantity.span.start):
        return "first"
    if IN_SO_MANY.match(held.text, f.quantity.span.end, sentence.end):
        return "wider"
    cues, period = heard(sentence.of(held.text))[1], f.cell.scope == "per_period"
    said = about in LEFT or period or _any("past", cues) or _any("wider", cues) or _any("period", cues)
    if not said and not any(_long_before(held, t) for t in within(held.times, sentence)):
        return ""
    at = clause(held, sentence, f.quantity.span)
    words = at.of(held.text)
    if about in LEFT:
        return next((kind for kind in ("still", "first") if plain(kind).search(words)), "")
    if _any("past", cues) and past().search(words):
        return "past"
    if year := _of_old(held, at, sentence):
        return year
    if _any("wider", cues) and plain("wider").search(words):
        return "wider"
    return "period" if period or (_any("period", cues) and plain("period").search(words)) else ""


def _at_first(text: str, start: int, end: int) -> bool:
    before = text[start:end].lower()
    return any(word in before for word in FIRST) and AT_FIRST.search(text, start, end) is not None


def clause(held: Held, sentence: Span, span: Span) -> Span:
    """The clause that a figure stands in; with the one before where it hangs on that, or where that only says when."""
    cuts = [sentence.start, *(m.end() for m in CLAUSE.finditer(held.text, sentence.start, sentence.end)), sentence.end]
    at = bisect_right(cuts, span.start) - 1
    start = cuts[at]
    following = CLAUSE.search(held.text, max(span.end, start), sentence.end)
    end = following.start() if following else sentence.end
    if at and (JOINED.match(held.text, start) or _only_when(held, Span(cuts[at - 1], start))):
        start = cuts[at - 1]
    return Span(start, end)


def _only_when(held: Held, opening: Span) -> bool:
    times = within(held.times, opening)
    return bool(times) and len(opening.of(held.text).split()) <= SHORT


def _of_old(held: Held, at: Span, sentence: Span) -> str:
    """The year of the only times of a clause, where all of them lie long before the article: another happening's."""
    times = [t for t in within(held.times, at) if t.edtf and t.grain in ("year", "month", "day", "season", "decade")]
    own = [t for t in times if not _bounds(held, t, at, sentence)]
    if not own or held.published is None:
        return ""
    ends = [span_of(t.edtf) for t in own if t.edtf]
    old = [e for e in ends if e is not None and _days_before(e[1], held.published) > OLD]
    return f"{min(old)[0][:4]}" if old and len(old) == len(ends) else ""


def _long_before(held: Held, t: TimeRef) -> bool:
    end = span_of(t.edtf) if t.edtf else None
    return end is not None and held.published is not None and _days_before(end[1], held.published) > OLD


def _bounds(held: Held, t: TimeRef, at: Span, sentence: Span) -> bool:
    """'since 2019' says from when on; 'since 2019, when 40 died' says when they died."""
    if WHEN.match(held.text, t.span.end, sentence.end):
        return False
    return BEFORE_TIME.search(held.text, max(at.start, t.span.start - 30), t.span.start) is not None


@lru_cache(maxsize=10_000)
def _days_before(end: str, published: str) -> int:
    try:
        return (date.fromisoformat(published[:10]) - date.fromisoformat(end)) // timedelta(days=1)
    except ValueError:
        return 0


def _runs(held: Held, figures: Sequence[Figure]) -> list[list[Figure]]:
    """Figures of others that stand beside each other, together: 'six men and one woman'; each of the rest alone."""
    runs: list[list[Figure]] = []
    for f in figures:
        if runs and _beside(held, runs[-1][-1], f):
            runs[-1].append(f)
        else:
            runs.append([f])
    return runs


def _beside(held: Held, a: Figure, b: Figure) -> bool:
    between = held.text[a.quantity.span.end : b.quantity.span.start]
    exact = all(x.cell.bound == "exactly" and x.cell.low and x.cell.low == x.cell.high for x in (a, b))
    alike = a.cell.about == b.cell.about and a.cell.about in HARM and exact
    return alike and a.cell.keys != b.cell.keys and JOINT.fullmatch(between) is not None


def _summed(held: Held, run: Sequence[Figure]) -> list[Cell]:
    """'Six men and one woman died' tells of seven dead, of which six and one are parts."""
    if len(run) < 2:
        return [f.cell for f in run]
    first = run[0].cell
    span = Span(min(f.cell.span.start for f in run), max(f.cell.span.end for f in run))
    total = sum(f.cell.low or 0.0 for f in run)
    words = shown(span.of(held.text))
    value = f"{total:.10g} person {first.about}"
    whole = replace(first, span=span, words=words, value=value, low=total, high=total, keys=())
    return [whole, *(_of_scope(f.cell, "part") for f in run if f.cell.keys)]
