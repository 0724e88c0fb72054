"""Where copies differ: the passages two articles share are laid side by side, and what was changed in a slot is told.

This needs no event and no claim: the words around a change are the same, so it is about the same thing.
Long, since each slot has its own way of changing, and its own ways of only seeming to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache, lru_cache

from rapidfuzz.fuzz import ratio

from firsthand.lang import get
from firsthand.model.comparing import Cell, Variant
from firsthand.model.findings import DiscrepancyKind, ReuseLink, Slot
from firsthand.model.ids import make_id
from firsthand.model.readings import Attribution, Mention, Quantity, TimeRef
from firsthand.model.spans import Span, hull
from firsthand.model.units import Readings
from firsthand.trace.compare_cues import heard
from firsthand.trace.compare_edits import Edit, edits
from firsthand.trace.compare_figures import GENERIC, LENGTHS, SOLDIERS, alike, number
from firsthand.trace.compare_held import REACH_BEFORE, REACH_BEHIND, Held, Ordered, hold, touching
from firsthand.trace.compare_lines import WORD, around, fold, term
from firsthand.trace.compare_places import keys_of_place
from firsthand.trace.compare_scope import scope_in
from firsthand.trace.compare_values import Verdict, dates, numbers, places
from firsthand.trace.compare_where import NO_WEEKDAY

# "April 7" in a dateline, where no time is read
MONTH = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\b")
NAMES = frozenset({"person", "organisation", "group", "outlet", "document", "other"})


def variants(
    own: Readings, other: Readings, link: ReuseLink, holds: tuple[Held, Held] | None = None
) -> tuple[Variant, ...]:
    """What the two articles of a link say differently within the passages they share, by id.

    'killing 27 people' against 'killing 72 people' gives one, of slot number. Changes of style ("27", "twenty-seven") give none.
    """
    one, two = holds or (hold(own), hold(other))
    if link.from_article != own.article.id:
        own, other, one, two = other, own, two, one
    found: dict[str, Variant] = {}
    for passage in link.passages:
        a, b = (widened(h.text, s) for h, s in ((one, passage.from_span), (two, passage.to_span)))
        for edit in edits(one.text, a, two.text, b):
            for kind, x, y in parted(one, two, edit):
                ids = (own.article.id, other.article.id)
                id_ = make_id("variant", *ids, x.slot, x.span, y.span)
                found.setdefault(id_, Variant(id_, link.id, kind, ids[0], x, ids[1], y))
    return tuple(_once(found[k] for k in sorted(found)))


def widened(text: str, span: Span) -> Span:
    """A passage with all of the sentences that it begins and ends in: a change there is at its rim."""
    first = [s.start for s in around(text, span.start, span.start)[1] if s.overlaps(span)]
    last = [s.end for s in around(text, span.end - 1, span.end)[1] if s.overlaps(span)] if len(span) else []
    return Span(first[0], last[-1]) if first and last else span


Parted = tuple[DiscrepancyKind, Cell, Cell]


def parted(one: Held, two: Held, edit: Edit) -> Iterator[Parted]:
    """What a change does to the slots: a figure, a date, a name. The first that explains it, since it is one change."""
    read = one.tells(edit.a) and two.tells(edit.b)
    for slot in (_times, _figures, _scopes, _actors, _raw) if read else (_raw,):
        found = list(slot(one, two, edit))
        yield from (x for x in found if not _one_writing(x[1].words, x[2].words))
        if found or _same_time(one, two, edit):
            return


def _one_writing(a: str, b: str) -> bool:
    """Whether two words are one but for blanks, signs or a slip: 'theUnited States', 'the United States'; no figures."""
    one, two = ("".join(c for c in x.casefold() if c.isalnum()) for x in (a, b))
    if any(c.isdigit() for c in one + two):
        return one == two
    return one == two or (bool(one and two) and (one.startswith(two) or two.startswith(one))) or ratio(one, two) >= SLIP


SLIP = 94  # per cent of letters that two spellings of one word share at the least; 'Shettleston', 'Shettlestone'


def _times(one: Held, two: Held, edit: Edit) -> Iterator[Parted]:
    """Times that the change touches on both sides and that are other days."""
    for x in touching(one.times, edit.a):
        for y in touching(two.times, edit.b):
            kind = _kind(dates(x.edtf, y.edtf))
            anew = _beside(one.text, edit.a, x.span) and _beside(
                two.text, edit.b, y.span
            )  # "left Monday", "wept Tuesday"
            if kind and not anew and not _one_hour(one, x, two, y):
                a, b = (
                    Cell("date", "happened", t.span, _shown(h.text, t.span), t.edtf or "", edtf=t.edtf)
                    for h, t in ((one, x), (two, y))
                )
                yield kind, _voiced(one, a), _voiced(two, b)
                return


# yes: "6am", "6.15 a.m.", "6 o’clock"; no: "6am on Monday"
CLOCK = re.compile(r"\d{1,2}(?:[.:]\d\d)?\s*(?:[ap]\.?m\.?|o[’']clock)?", re.IGNORECASE)


def _one_hour(one: Held, x: TimeRef, two: Held, y: TimeRef) -> bool:
    """'6am' and '6 o'clock': the days were taken from the articles, the words give none."""
    bare = all(CLOCK.fullmatch(t.span.of(h.text).strip()) for h, t in ((one, x), (two, y)))
    return bare and (x.edtf or "").partition("T")[2] == (y.edtf or "").partition("T")[2]


def _same_time(one: Held, two: Held, edit: Edit) -> bool:
    """'3 October' and 'Oct. 3': another way to write it."""
    x, y = touching(one.times, edit.a), touching(two.times, edit.b)
    return bool(x and y) and dates(x[0].edtf, y[0].edtf) == "same"


def _figures(one: Held, two: Held, edit: Edit) -> Iterator[Parted]:
    """Figures that the change touches on both sides, or whose bound it adds ("at least")."""
    for x in _near(one.quantities, edit.a):
        for y in _near(two.quantities, edit.b):
            if not _alike_told(one, x, two, y):
                continue
            a, b = _number(one, x), _number(two, y)
            kind = _kind(numbers(replace(a, keys=()), replace(b, keys=())))
            if kind:
                yield kind, _voiced(one, a), _voiced(two, b)
                return


def _alike_told(one: Held, x: Quantity, two: Held, y: Quantity) -> bool:
    """Whether both figures are of one role and scope: not "killed" and "wounded", a part and all, some and none told of."""
    if x.role and y.role and x.role != y.role:
        return False
    if x.unit != y.unit and {_measure(x), _measure(y)} - {None}:
        return False  # "60 metres", "200 feet"
    return _scope(one, x) == _scope(two, y)


def _measure(q: Quantity) -> str | None:
    """The unit of what is measured and not counted."""
    return _measures().get((q.unit or "").split(" ")[-1])


@cache
def _measures() -> dict[str, str]:
    return get("en").dictionary("measures")


def _scope(held: Held, q: Quantity) -> str:
    return scope_in(held, _sentence(held.text, q.span), q)


def _scopes(one: Held, two: Held, edit: Edit) -> Iterator[Parted]:
    """The same figure, of others: '20 soldiers' and '20 civilians', '20 killed' and '20 wounded'."""
    x = _reaching(one, edit.a)
    y = _reaching(two, edit.b) if x is not None else None
    if x is None or y is None or (x.low, x.high) != (y.low, y.high):
        return
    made_a, made_b = _made_of(one, x, edit.a), _made_of(two, y, edit.b)
    if made_a and made_b and made_a != made_b:
        a, b = _number(one, x, edit.a), _number(two, y, edit.b)
        kind: DiscrepancyKind = "differing_precision" if {a.value, b.value} & GENERAL else "contradiction"
        yield kind, _voiced(one, a), _voiced(two, b)


GENERAL = frozenset({"people", "persons"})


def _actors(one: Held, two: Held, edit: Edit) -> Iterator[Parted]:
    """Names that the change touches on both sides and that are of different parties: one name for another, not a passage anew."""
    here, there = touching(one.mentions, edit.a), touching(two.mentions, edit.b)
    if any(_one_party(one, two, x, y) for x in here for y in there):
        return
    towns = [(x, y) for x in here for y in there if x.kind == y.kind == "place"]
    if any(
        _stands_there(two.text, y.span, x.span.of(one.text)) or _stands_there(one.text, x.span, y.span.of(two.text))
        for x, y in towns
    ):
        return  # "at Tern’s Quay Airport", "at the airport of Quay, Tern"
    for x in here:
        for y in there:
            if _beside(one.text, edit.a, x.span) > BESIDE or _beside(two.text, edit.b, y.span) > BESIDE:
                continue
            if _led_by(one.text, x) != _led_by(two.text, y):
                return  # "outside Norland", "in Sudland"
            if _goes_on(one.text, x) != _goes_on(two.text, y):
                return  # "Norland [Telecom] said", "and Sudland"
            slot = _slot(one, two, x, y)
            a, b = _named(one, x, slot), _named(two, y, slot)
            kind = _kind(places(a, b)) if slot == "place" and a.keys and b.keys else "contradiction"
            if kind:
                yield kind, a, b
            return


def _stands_there(text: str, at: Span, name: str) -> bool:
    """Whether a place's own words stand in a sentence too: it was moved, and not put in another's place."""
    words = [w for w in WORD.findall(name) if w[:1].isupper() and len(w) >= OWN and term(w) not in _kinds_of_place()]
    sentence = _sentence(text, at).of(text)
    return any(re.search(rf"\b{re.escape(w)}", sentence) for w in words)


OWN = 5  # letters of a word that a name is known by


@cache
def _kinds_of_place() -> frozenset[str]:
    return frozenset(t for w in get("en").column("place_heads") if (t := term(w)))


BESIDE = 2  # words of a change beside the name that it changes: more, and it says something else
LED_BY = re.compile(
    r"\b(in|at|on|near|outside|inside|from|to|into|of|for|with|against|by)\s+(?:the\s+)?$", re.IGNORECASE
)


def _beside(text: str, edit: Span, changed: Span) -> int:
    """How many words of a change stand outside the name or time, without small ones that go with names."""
    found = (w for w in WORD.finditer(text, edit.start, edit.end) if not changed.overlaps(Span(w.start(), w.end())))
    return sum(fold(w.group()) not in SMALL for w in found)


def _led_by(text: str, m: Mention) -> str | None:
    found = LED_BY.search(text, max(0, m.span.start - 20), m.span.start)
    return found.group(1).lower() if found else None


def _goes_on(text: str, m: Mention) -> bool:
    return m.kind == "place" and GOES_ON.match(text, m.span.end) is not None


GOES_ON = re.compile(rf"\s{NO_WEEKDAY}[A-Z][a-z]")


def _raw(one: Held, two: Held, edit: Edit) -> Iterator[Parted]:
    """Digits that no reading explains: 'Section 9', 'No. 12'."""
    a, b = edit.a.of(one.text), edit.b.of(two.text)
    if not (a and b) or _figure(a) is None or _figure(b) is None or _figure(a) == _figure(b):
        return
    figures = [(x, y) for x in _near(one.quantities, edit.a) for y in _near(two.quantities, edit.b)]
    if any(_scope(one, x) != _scope(two, y) for x, y in figures):
        return  # "nine were killed", "six were also killed"
    cells = (
        Cell("number", "figure", _wide(h.text, s), _shown(h.text, _wide(h.text, s)), w, low=_figure(w), high=_figure(w))
        for h, s, w in ((one, edit.a, a), (two, edit.b, b))
    )
    x, y = cells
    if all(MONTH.search(c.words) for c in (x, y)):
        x, y = replace(x, slot="date", about="happened"), replace(y, slot="date", about="happened")
    yield "contradiction", _voiced(one, x), _voiced(two, y)


@lru_cache(maxsize=10_000)
def _figure(words: str) -> float | None:
    plain = words.strip().replace(",", "")
    if re.fullmatch(r"\d+(?:\.\d+)?", plain):
        return float(plain)
    return _number_words().get(plain.lower())


@cache
def _number_words() -> dict[str, float]:
    found: dict[str, float] = {}
    for row in get("en").table("quantity_numbers"):
        for cell in row[1:]:
            if re.fullmatch(r"\d+(?:\.\d+)?", cell):
                found[row[0]] = float(cell)
    return found


def _near(quantities: Ordered[Quantity], edit: Span) -> list[Quantity]:
    """Quantities that a change touches; where words were only added or left out, the one that stands there."""
    return touching(quantities, Span(edit.start, edit.end + (not len(edit))))


def _reaching(held: Held, edit: Span) -> Quantity | None:
    """The figure that the changed words belong to: they stand in what is counted, or say what became of it."""
    near = [
        q for q in held.quantities
        if q.span.overlaps(edit) or (q.of is not None and q.of.overlaps(edit)) or 0 <= edit.start - q.span.end <= REACH_BEHIND
        or 0 <= q.span.start - edit.end <= REACH_BEFORE
    ]  # fmt: skip
    if near:
        sentence = touching(held.quantities, _sentence(held.text, edit))
        near = [q for q in near if q in sentence]
    return min(near, key=lambda q: (max(edit.start - q.span.end, q.span.start - edit.end, 0), q.span), default=None)


def _made_of(held: Held, q: Quantity, edit: Span) -> str | None:
    """What the changed words make of a figure: what became of it ("killed"), what is counted, a period; None: nothing."""
    if any(m.kind in NAMES for m in touching(held.mentions, edit)):
        return None
    if not LENGTHS.isdisjoint((q.unit or "").split()):
        return None  # "of a boy of 15" became "of a 15-year-old": an age counts nobody
    words = [w.lower() for w in WORD.findall(edit.of(held.text)) if _figure(w) is None and w.lower() not in _bounds()]
    if role := next((_roles()[w] for w in words if w in _roles()), None):
        return f"role:{role}"
    of_it = q.span.overlaps(edit) or (q.of is not None and q.of.overlaps(edit))
    counted = [w for w in words if of_it or w in _counted() or w in PERIODS]
    if (
        of_it
        and not any(w in _counted() or w in PERIODS or _measures().get(w) for w in words)
        and not _at_end(held, q, edit)
    ):
        return None  # "undersea cables", "submarine cables": still cables
    return f"of:{' '.join(sorted({_alike(w) for w in counted}))}" if counted else None


def _alike(word: str) -> str:
    """'persons' and 'people', 'troops' and 'soldiers' are counted alike."""
    folded = _measures().get(word) or term(word) or word
    return "people" if folded in GENERIC else "soldier" if folded in SOLDIERS else alike().get(folded, folded)


PERIODS = frozenset(
    {"day", "week", "month", "year", "hour", "minute", "daily", "weekly", "monthly", "yearly", "annually"}
)


def _at_end(held: Held, q: Quantity, edit: Span) -> bool:
    """Whether a change reaches the word for what is counted, the last of it."""
    return edit.end >= (q.of.end if q.of is not None else q.span.end)


@cache
def _bounds() -> frozenset[str]:
    """Words around a figure that say how near it is: 'about', 'some', 'far more than'."""
    phrases = (row[0] for row in get("en").table("quantity_bounds"))
    return frozenset(w for phrase in phrases for w in phrase.split()) | {"far", "--"}


@cache
def _roles() -> dict[str, str]:
    return {row[0]: row[2] for row in get("en").table("quantity_roles") if row[1] in ("verb", "state", "noun")}


@cache
def _counted() -> frozenset[str]:
    return frozenset(w for row in get("en").table("quantity_counted") for w in row[:2])


def _number(held: Held, q: Quantity, also: Span | None = None) -> Cell:
    sentence = _sentence(held.text, q.span)
    found = number(held, q, sentence, heard(sentence.of(held.text))[1])
    span = hull([q.span, *((also,) if also is not None else ())]) or q.span
    value = " ".join(WORD.findall(also.of(held.text))).lower() if also is not None else _shown(held.text, span)
    plain = Cell("number", "figure", span, "", value, low=q.low, high=q.high, bound=q.bound, scope=q.scope)
    cell = found or plain
    whole = hull([cell.span, span]) or span
    return replace(cell, span=whole, words=_shown(held.text, whole), value=value if also is not None else cell.value)


def _one_party(one: Held, two: Held, x: Mention, y: Mention) -> bool:
    """The same name, a part of it, or initials of it: 'Ann Heron' and 'Heron', 'UN' and 'United Nations'."""
    a, b = ({fold(w) for w in WORD.findall(m.span.of(h.text))} - SMALL for h, m in ((one, x), (two, y)))
    if fold(x.name) == fold(y.name) or a == b or ((a < b or b < a) and bool(a and b)):
        return True
    if any(v != w and (v.startswith(w) or w.startswith(v)) for v in a for w in b if min(len(v), len(w)) >= LONG):
        return True  # "the Lanternhouse", "Lanternhouse.com"
    if len(a & b) >= 1 and x.kind == y.kind == "person" and len(a) == len(b) == 1:
        return True
    first, last = x.span.of(one.text), y.span.of(two.text)
    return _short_for(first, last) or _short_for(last, first)


def _short_for(name: str, short: str) -> bool:
    """'United Nations' and 'the UN', 'senior UN'."""
    initials = _initials(name)
    return len(initials) > 1 and (initials == _bare(short) or initials.upper() in WORD.findall(short))


LONG = 7  # letters of a word that begins another of the same name
SMALL = frozenset(
    {
        "the",
        "of",
        "and",
        "mr",
        "mrs",
        "ms",
        "dr",
        "president",
        "minister",
        "secretary",
        "senator",
        "general",
        "gen",
        "sen",
        "gov",
        "governor",
    }
)


def _initials(words: str) -> str:
    return "".join(w[0] for w in re.findall(r"\w+", words) if w[0].isupper()).lower()


def _bare(words: str) -> str:
    return re.sub(r"[^A-Za-z]|^[Tt]he ", "", words).lower()


def _slot(one: Held, two: Held, x: Mention, y: Mention) -> Slot:
    """Attribution where the names are whom the words around are given to; place where both are places; else actor."""
    if _speaks(one.given.attributions, x) and _speaks(two.given.attributions, y):
        return "attribution"
    if x.kind == y.kind == "place" and not (_speaks(one.given.attributions, x) or _speaks(two.given.attributions, y)):
        return "place"
    return "actor"


def _speaks(attributions: Iterable[Attribution], m: Mention) -> bool:
    return any(s.overlaps(m.span) for a in attributions for s in a.source)


def _named(held: Held, m: Mention, slot: Slot) -> Cell:
    cell = Cell(slot, "named", m.span, _shown(held.text, m.span), m.name, keys=(fold(m.name),))
    if slot == "place":
        cell = replace(cell, keys=keys_of_place(held, m))
    return cell if slot == "attribution" else _voiced(held, cell)


def _voiced(held: Held, cell: Cell) -> Cell:
    inner = held.voice(cell.span)
    return replace(cell, who=inner.speaker, attribution_id=inner.id) if inner else cell


def _kind(found: Verdict) -> DiscrepancyKind | None:
    return found if found in ("contradiction", "differing_precision") else None


def _sentence(text: str, span: Span) -> Span:
    whole, inside = around(text, span.start, span.end)
    at, start, end = span.start, span.start, span.end
    return next((s for s in inside if s.start <= at <= s.end or max(s.start, start) < min(s.end, end)), whole)


def _wide(text: str, span: Span) -> Span:
    """The words with one word before and one after."""
    before = re.search(r"[\w’'-]+\.?\s*$", text[max(0, span.start - 30) : span.start])
    after = re.match(r"\s*[\w’'-]+", text[span.end : span.end + 30])
    start = span.start - (len(before.group()) if before and "\n" not in before.group() else 0)
    return Span(start, span.end + (after.end() if after and "\n" not in after.group() else 0))


def _shown(text: str, span: Span) -> str:
    return " ".join(span.of(text).split())


def _once(found: Iterable[Variant]) -> Iterator[Variant]:
    """Of variants that overlap on both sides in one slot, the first."""
    kept: list[Variant] = []
    for v in sorted(found, key=lambda v: (v.a.span, v.b.span, v.id)):
        if not any(v.a.slot == k.a.slot and v.a.span.overlaps(k.a.span) and v.b.span.overlaps(k.b.span) for k in kept):
            kept.append(v)
    return iter(sorted(kept, key=lambda v: v.id))
