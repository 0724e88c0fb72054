"""Tellings: everything an article says, in stretches that can be held against those of other articles.

The contents of attributions, the headline, and what is left of each sentence outside attributions: there the outlet speaks.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from zlib import crc32

from firsthand.lang import get
from firsthand.lang.sentence_vectors import Word, sentences
from firsthand.lang.stems import stem
from firsthand.model.articles import Article
from firsthand.model.ids import make_id
from firsthand.model.readings import Attribution, Mention, PlaceRef, Quantity, Telling, TimeRef, Voice, led_by
from firsthand.model.spans import Span, hull
from firsthand.read.counted import clauses, number
from firsthand.read.matters import matters
from firsthand.read.words import Paragraph, stretches

LEAST = 3  # words of a part that say something, the matter's own among them
FEWEST = 5  # words of the outlet's own between attributions: fewer are joints ("He spoke after")
DAYS = frozenset({"day", "part_of_day", "minute"})  # grains that part two happenings
WORD = re.compile(r"\w+(?:['’]\w+)*")
CONTRAST = re.compile(r",\s+(?:and\s+)?not\s+(?=(?:an?|the|in|on|at|for|from|by|to)\b)", re.IGNORECASE)
POSSESSIVE = re.compile(r"['’]s?$")
SIGN = re.compile(r"[,;:.!?—–()\"“”]")
TURNED = 2  # words after a negation that it is taken to turn: "not seeking a wider conflict"
# A term's first sign tells what it is; a plain word has none.
NAME, NUMBER, TIME, MATTER, MOOD = "@", "#", "~", "!", "^"
COUNT = f"{MATTER}="  # a part that gives a figure: '!=63' of "63 people fled"
# Units of what is long, far or old, and counts nothing.
BACK = f"{MOOD}back"  # on the way only: no telling keeps it
YEAR = len("~2004")  # of a term that is a year alone, which is one long past
WHOLE = 0.75  # share of a telling's words from which a matter's words are all of it

Readings = Sequence[Mention | TimeRef | PlaceRef | Quantity]


def read_tellings(
    article: Article, read: Sequence[Paragraph], attributions: Sequence[Attribution], others: Readings
) -> tuple[Telling, ...]:
    """Every telling in the order of the text. All spans are of this article's text.

    'The port is shut, the mayor said, and ships wait outside.' gives 'The port is shut', said, and 'ships wait outside', the
    outlet's own. A language without the tables gives none.
    """
    if (article.language or "en").partition("-")[0] != "en":
        return ()
    found = sorted({*_said(read, attributions), *_headlines(read), *_own(read, attributions)}, key=_order)
    made = [_telling(article, *one, others) for one in found]
    parts = _parts(article, read, made, others)
    made = [replace(t, terms=_with(t.terms, parts.own.get(t.id, ()))) for t in made]
    made, parts = _named(made, parts)
    net = sentences()
    if net is None:
        return tuple(sorted((*made, *(x for some in parts.of.values() for x in some)), key=_place))
    texts = [t.span.of(article.text) for t in made]
    within = [[_inside(t.span, x.span) for x in parts.of.get(t.id, ())] for t in made]
    vectors = net.with_parts(texts, [words_of(text) for text in texts], within)
    out = []
    for t, (own, *theirs) in zip(made, vectors, strict=True):
        held = parts.of.get(t.id, ())
        out += [replace(t, vector=own), *(replace(x, vector=v) for x, v in zip(held, theirs, strict=True))]
    return tuple(sorted(out, key=_place))


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of tellings, and the matters of those that are one part as they stand; by the telling's id."""

    of: dict[str, list[Telling]]
    own: dict[str, set[str]]


def _parts(article: Article, read: Sequence[Paragraph], made: Sequence[Telling], others: Readings) -> Parts:
    """Each matter's words once for each telling whose own they are: of one inside another the inner one's. No amount is cut.
    Likewise the words of each figure."""
    found = Parts({}, {})
    counted = [x for x in others if isinstance(x, Quantity)]
    amounts = [x.span for x in counted]
    for telling in made:
        found.of[telling.id] = []
        if (at := _words(read, telling.span)) is None:
            continue
        p, first, last = at
        inner = [t.span for t in made if t.span != telling.span and telling.span.contains(t.span)]
        told: dict[Span, set[str]] = {}
        for matter in matters(p, first, last):
            span = p.span(matter.first, matter.last)
            if any(s.contains(span) for s in inner):
                continue
            start = min([span.start, *(s.start for s in amounts if s.overlaps(span) and telling.span.contains(s))])
            span = Span(start, span.end)
            names = {MATTER + matter.name, *(MOOD + mood for mood in matter.moods)}
            if len(span) >= WHOLE * len(telling.span):
                found.own.setdefault(telling.id, set()).update(names)
            else:
                told.setdefault(span, set()).update(names)
        for q, *where in clauses(p, first, last, [q for q in counted if telling.span.contains(q.span)]):
            span = p.span(*where)
            if any(s.contains(span) for s in inner):
                continue
            name, alone = COUNT + _written(number(q)), [s for s in told if sum(s.contains(x) for x in amounts) == 1]
            past = {x for x in telling.terms if x[0] == TIME and len(x) == YEAR}
            if len(span) >= WHOLE * len(telling.span):
                found.own.setdefault(telling.id, set()).add(name)
            else:
                same = (s for s in alone if s.contains(q.span) and _overlap(s, span) >= WHOLE)
                told.setdefault(next(same, span), set()).update({name, *past})
        parts = [_part(article, telling, span, names, others) for span, names in sorted(told.items())]
        found.of[telling.id] = [x for x in parts if x is not None]
    return found


def _overlap(a: Span, b: Span) -> float:
    """Characters that both have, of those that either has."""
    both = max(0, min(a.end, b.end) - max(a.start, b.start))
    return both / (len(a) + len(b) - both)


def _words(read: Sequence[Paragraph], span: Span) -> tuple[Paragraph, int, int] | None:
    """The paragraph that a telling stands in, and its words there; None if it stands in none as a whole."""
    for p in read:
        if p.words and p.starts[0] <= span.start and span.end <= p.ends[-1]:
            return p, bisect_left(p.starts, span.start), bisect_left(p.starts, span.end)
    return None


def _part(article: Article, whole: Telling, span: Span, names: set[str], others: Readings) -> Telling | None:
    """None where it names nothing beside the matter: 'the attack'; a figure's needs a word."""
    made = _telling(article, span, whole.attribution_id, whole.voice, others)
    said = [x for x in made.terms if x[0] not in NUMBER + TIME]
    least = 1 if any(x.startswith(COUNT) for x in names) else LEAST
    return replace(made, terms=_with(made.terms, names)) if len(said) >= least else None


def _named(made: Sequence[Telling], parts: Parts) -> tuple[list[Telling], Parts]:
    """What speaks of a matter that was told before and names nobody, 'The talks may take months', with the names of who was
    named beside it last: in its words, else in the telling that it is a part of."""
    last: dict[str, Sequence[str]] = {}
    full: dict[str, Telling] = {}
    for whole, t in ((w, t) for w in made for t in (w, *parts.of.get(w.id, ()))):
        known = led_by(t.terms, MATTER)
        names = led_by(t.terms, NAME)
        if BACK in t.terms and not names:
            names = next((last[x] for x in known if x in last), ())
        elif named := names or led_by(whole.terms, NAME):
            last.update(dict.fromkeys(known, named))
        full[t.id] = replace(t, terms=tuple(x for x in _with(t.terms, names) if x != BACK))
    of = {id_: [full[t.id] for t in some] for id_, some in parts.of.items()}
    return [full[t.id] for t in made], Parts(of, parts.own)


def _with(terms: tuple[str, ...], names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({*terms, *names}))


def _inside(whole: Span, part: Span) -> Span:
    return Span(part.start - whole.start, part.end - whole.start)


def _place(telling: Telling) -> tuple[Span, str, str]:
    return telling.span, telling.attribution_id or "", telling.id


Found = tuple[Span, str | None, Voice]  # where, the attribution's id, in which voice


def _order(found: Found) -> tuple[Span, str, str]:
    return found[0], found[1] or "", found[2]


def _said(read: Sequence[Paragraph], attributions: Iterable[Attribution]) -> Iterator[Found]:
    """Each content: the hull of its pieces if they stand in one paragraph, else the longest piece."""
    whole = [p.span(0, len(p.words)) for p in read if p.words]
    for a in attributions:
        if span := hull(a.content):
            inside = any(p.contains(span) for p in whole)
            yield span if inside else max(a.content, key=lambda s: (len(s), -s.start)), a.id, "said"


def _headlines(read: Sequence[Paragraph]) -> Iterator[Found]:
    return ((p.span(0, len(p.words)), None, "headline") for p in read if p.headline and p.words)


def _own(read: Sequence[Paragraph], attributions: Iterable[Attribution]) -> Iterator[Found]:
    """What of each sentence stands in no attribution. Between quotation marks nobody is known to speak, yet not the outlet."""
    taken = sorted({s for a in attributions for s in (*a.source, *a.cue, *a.content)})
    for p in read:
        if p.headline or not p.words:
            continue
        here = [s for s in taken if s.overlaps(p.span(0, len(p.words)))]
        free = [i for i in range(len(p.words)) if not any(s.start < p.ends[i] and p.starts[i] < s.end for s in here)]
        for first, last in _runs(p, free):
            first, last = _trimmed(p, first, last)
            if sum(p.words[i][0].isalnum() for i in range(first, last)) >= FEWEST:
                voice: Voice = "said" if all(p.quoted[first:last]) else "outlet"
                yield p.span(first, last), None, voice


def _runs(p: Paragraph, free: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Stretches of free words, cut where a sentence ends."""
    for first, last in stretches(free):
        start = first
        for i in range(first + 1, last):
            if p.sentence[i] != p.sentence[i - 1]:
                yield start, i
                start = i
        yield start, last


def _trimmed(p: Paragraph, first: int, last: int) -> tuple[int, int]:
    """Without commas and the like at its rims, and without a joining word at its head."""
    joints = _joints()
    while first < last and (not p.words[first][0].isalnum() or p.words[first].lower() in joints):
        if p.quoted[first] and not p.words[first][0].isalnum():
            break
        first += 1
    while first < last and not p.words[last - 1][0].isalnum() and not p.quoted[last - 1]:
        last -= 1
    return first, last


def _telling(article: Article, span: Span, said: str | None, voice: Voice, others: Readings) -> Telling:
    id_ = make_id("telling", article.id, span.start, span.end, said or voice)
    negated = is_negated(span.of(article.text))
    terms = terms_of(article.text, span, others, before=_year(article) - 1)
    return Telling(id_, article.id, span, said, voice, terms, negated, b"")


def _year(article: Article) -> int:
    """In which it was published; 0 if nobody tells."""
    day = next((d.value for d in article.data if d.kind == "published"), "")
    return int(day[:4]) if day[:4].isdigit() else 0


def is_negated(words: str) -> bool:
    """Whether an odd number of words turns it into its opposite: 'did not deny' is not negated, nor 'in Kalda, not in Narva'."""
    return sum(_turns(m[0].lower()) for m in WORD.finditer(CONTRAST.sub(" ", words))) % 2 == 1


def _turns(word: str) -> bool:
    return word in _negations() or word.endswith(("n't", "n’t"))


def words_of(text: str) -> list[Word]:
    """The words that say something, in order: where, the word without its ending as a number, whether a negation turns it.

    Of 'The base did not fall' it is 'base', and 'fall' turned: a negation turns the two words after it, not beyond a sign.
    """
    text = CONTRAST.sub(lambda m: "." * len(m[0]), text)
    out: list[Word] = []
    turned, end = 0, 0
    for m in WORD.finditer(text):
        word = POSSESSIVE.sub("", m[0].lower())
        if SIGN.search(text, end, m.start()):
            turned = 0
        end = m.end()
        if _turns(m[0].lower()):
            turned = TURNED
        elif word and word not in _stops():
            out.append((Span(m.start(), end), crc32(stem(word).encode()) >> 12 << 1 | (turned > 0)))
            turned -= 1
    return out


def terms_of(text: str, span: Span, others: Readings, *, before: int = 0) -> tuple[str, ...]:
    """Names as the article gives them at their fullest, amounts, days and years long past (`before` this one); then the other
    words, without their endings."""
    terms: set[str] = set()
    taken: list[Span] = []
    for x in others:
        if not span.contains(x.span):
            continue
        if isinstance(x, Mention):
            terms.add(NAME + x.name)
            taken.append(x.span)
        elif isinstance(x, TimeRef):
            past = x.grain == "year" and x.edtf is not None and x.edtf.isdigit() and int(x.edtf) < before
            terms |= {TIME + x.edtf} if x.edtf and (past or x.grain in DAYS) else set()
        elif isinstance(x, Quantity):
            terms.add(f"{NUMBER}{_written(x.low)}:{_written(x.high)}:{x.unit or ''}:{x.role or ''}")
    for m in WORD.finditer(text, span.start, span.end):
        word = POSSESSIVE.sub("", m[0].lower())
        at = Span(m.start(), m.end())
        if word and word not in _stops() and not any(at.overlaps(s) for s in taken):
            terms.add(stem(word))
    return tuple(sorted(terms))


def _written(number: float | None) -> str:
    return "" if number is None else f"{number:.6g}"


@cache
def _stops() -> frozenset[str]:
    return frozenset(w for row in get("en").column("claim_stops") for w in row.split()) | _negations()


@cache
def _negations() -> frozenset[str]:
    return frozenset(get("en").column("negations"))


@cache
def _joints() -> frozenset[str]:
    return frozenset({"and", "but", "or", "that", "which", "who", "while", "as", "so", "yet", "then", "also"})
