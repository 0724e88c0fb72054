"""Attributions by verbs that say so only with what follows them: 'put the toll at 62', 'speak of four killed'.

Read beside any labeller's: it looks at words one by one, and such a verb mostly does something else.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from firsthand.lang import get
from firsthand.read.attributions.rules import BY, PAUSES, QUOTES, STOPS, SURE, sentences, subject
from firsthand.read.labels import Relation
from firsthand.read.lexicon import is_document_noun, lexicon, listed
from firsthand.read.words import OPEN_QUOTES, Paragraph

FAR = 7  # words between a statement and its issuing, or what it does
GAP = 8  # words that "~" stands for
FIGURE = 4  # words within which a figure begins
JOINS = frozenset({"and", "but", "then", "yet"})
AFTER = frozenset({"adding", "citing", "according", "saying", "while", "although", "quoting", "noting"})
Shape = tuple[frozenset[str], ...]


def light(p: Paragraph, already: list[Relation]) -> list[Relation]:
    """The relations with those of light verbs added where no other has the verb, in order of their cues."""
    out = list(already)
    low = [w.lower() for w in p.words]
    if _verbs().keys().isdisjoint(low):
        return out
    for first, last in sentences(p):
        for i in range(first + 1, last - 1):
            if p.words[i] not in _verbs() or p.quoted[i] or any(i in {*r.cue, *r.source} for r in out):
                continue
            found = next((m for shape in _verbs()[low[i]] if (m := _matched(p, low, i + 1, last, shape))), None)
            made = _made(p, low, i, first, last, found, out) if found else None
            if made is not None:
                out = [*(_cites(p, low, r, made) for r in out), made]
    return out if len(out) == len(already) else sorted(out, key=lambda r: r.cue[0])


def _made(
    p: Paragraph, low: list[str], verb: int, first: int, last: int, at: tuple[int, int], held: list[Relation]
) -> Relation | None:
    start = verb
    while start > first and low[start - 1] in listed("helper") | listed("itself") and not p.quoted[start - 1]:
        start -= 1
    hedge = next((k for k in range(start - 2, max(first, start - 4), -1) if low[k] in listed("held_true")), None)
    if hedge is not None and low[start - 1] == "to":  # "is understood to have replied"
        start = hedge
        while start > first and low[start - 1] in listed("passive"):
            start -= 1
    if (hedge is None and not listed("passive").isdisjoint(low[start:verb])) or not listed("negation").isdisjoint(
        low[start:verb]
    ):
        return None
    joined = low[start - 1] in JOINS or (p.words[start - 1] == "," and low[verb].endswith("ing"))
    source = _shared(p, low, start, held) if joined else _issuer(p, low, verb, first) or subject(p, start, first)
    source = _behind_time(low, source)
    if not source or low[source[0]] in listed("nobody") or {low[source[0]], low[source[-1]]} & listed("relative"):
        return None  # 'which of the two | lists | is the one'
    if p.words[source[-1]].endswith(("'s", "’s")) or not listed("modal").isdisjoint(low[start:verb]):
        return None
    begin, least = at
    holder = next((r for r in held if verb in r.content), None)
    if holder:  # where it ends, or goes on with the next sentence
        last = min(last, 1 + next((k for k in range(verb, last) if k + 1 not in holder.content), last))
    content = tuple(range(begin, max(least, _end(p, low, begin, last))))
    while content and (p.words[content[-1]] in STOPS or p.words[content[-1]] == ",") and not p.quoted[content[-1]]:
        content = content[:-1]
    fixed = begin if begin <= verb + 2 and not any(_pauses(p, k) for k in range(verb, begin)) else verb + 1
    fixed -= low[fixed - 1] in listed("clause")
    cue = tuple(range(start, fixed))  # "called on", "speak of"
    return Relation(cue, verb, source, content, SURE, BY) if content else None


def _cites(p: Paragraph, low: list[str], r: Relation, made: Relation) -> Relation:
    """'Tide Radio raised it to six, | citing doctors': what is cited for is what was said, and no more."""
    said = any(tuple(low[i] for i in r.cue) == words for words, role in lexicon().relays if role == "cited")
    return replace(r, content=made.content) if said and {*made.cue} <= {*r.content} else r


def _shared(p: Paragraph, low: list[str], start: int, held: list[Relation]) -> tuple[int, ...]:
    """Of a verb joined on, who speaks by the verb before: 'confirmed the sale but | put it at 40', 'blamed him, | claiming'."""
    before = [r for r in held if r.source and r.cue[-1] < start and p.sentence[r.root] == p.sentence[start]]
    return max(before, key=lambda r: r.cue[-1]).source if before else ()


def _behind_time(low: list[str], source: tuple[int, ...]) -> tuple[int, ...]:
    """'On Sunday | the company', 'In a post this morning | the division'; () where no party stands behind such words."""
    if not source or low[source[0]] not in listed("venue_start"):
        return source
    times = listed("time") | listed("daytime") | listed("week")
    return next((source[n:] for n, k in enumerate(source) if n and low[k] == "the" and low[k - 1] in times), ())


def _issuer(p: Paragraph, low: list[str], verb: int, first: int) -> tuple[int, ...]:
    """Whose what was written is of which a participle tells more: 'Oro issued a statement on Monday | condemning the raid'."""
    if not low[verb].endswith("ing"):
        return ()
    noun = next((k for k in range(verb - 1, max(first, verb - FAR), -1) if is_document_noun(low[k])), None)
    if noun is None or any(_pauses(p, k) for k in range(noun, verb)):
        return ()
    gave = next((k for k in range(noun - 1, max(first, noun - FAR), -1) if low[k] in listed("authored")), None)
    return subject(p, gave, first) if gave is not None else ()


def _end(p: Paragraph, low: list[str], begin: int, last: int) -> int:
    """Where what is said ends: at the sentence's, at a semicolon, before the next voice."""
    for k in range(begin, last):
        if p.quoted[k]:
            continue
        if (
            p.words[k] in ";–—"
            or (low[k] in JOINS and low[k + 1 : k + 2] and low[k + 1] in _verbs())
            or (p.words[k] == "," and k + 1 < last and (low[k + 1] in AFTER or _goes_on(p, low, k + 1, last)))
        ):
            return k
    return last


def _goes_on(p: Paragraph, low: list[str], at: int, last: int) -> bool:
    """'counted 58, | and the clinic registered 57': whether another counts behind the "and"."""
    if low[at] not in JOINS:
        return False
    end = next((k for k in range(at + 1, min(last, at + GAP)) if _pauses(p, k)), min(last, at + GAP))
    return any(low[k] in _verbs() for k in range(at + 2, end))


def _matched(p: Paragraph, low: list[str], at: int, last: int, shape: Shape) -> tuple[int, int] | None:
    """Where the content begins and how far it goes at least; None if the words do not fit the shape."""
    begin = at
    for n, part in enumerate(shape):
        if part == _BEGIN:
            begin = at
        elif part == _SOME:
            wanted = shape[n + 1]
            found = next(
                (k for k in range(at, min(last, at + GAP + 1)) if low[k] in wanted and not _of_time(low, k)), None
            )
            if found is None or any(_pauses(p, k) for k in range(at, found)):
                return None
            at = found
        elif part == _FIGURE:
            near = range(at, min(last, at + FIGURE))
            stop = next((k for k in near if p.words[k] in PAUSES | STOPS), last)
            held = next((k for k in near if k < stop and _is_figure(low[k])), None)
            if (
                held is None
                or low[at] == "of"
                or any(p.words[k] in QUOTES - OPEN_QUOTES - {'"'} for k in range(at, held))
            ):
                return None
            at = held + 1
        elif at < last and low[at] in part:
            at += 1
        else:
            return None
    return (begin, at) if begin < last and p.words[begin] not in PAUSES | STOPS else None


def _pauses(p: Paragraph, at: int) -> bool:
    """Whether a word is a mark; the colon of '3:10' is none."""
    clock = p.words[at] == ":" and p.words[at - 1].isdigit()
    return p.words[at] in PAUSES | QUOTES | STOPS and not clock


def _of_time(low: list[str], at: int) -> bool:
    """Whether a word belongs to the time after it: 'that | morning'."""
    return low[at] == "that" and low[at + 1 : at + 2] != [] and low[at + 1] in listed("week") | listed("daytime")


def _is_figure(word: str) -> bool:
    return word.lstrip("$€£¥")[:1].isdigit() or word in _numbers()


@cache
def _numbers() -> frozenset[str]:
    return frozenset((*get("en").column("quantity_numbers"), *get("en").column("vague_counts")))


_BEGIN, _SOME, _FIGURE = frozenset({"["}), frozenset({"~"}), frozenset({"#"})


@cache
def _verbs() -> dict[str, tuple[Shape, ...]]:
    """The shapes of each form of a light verb."""
    found: dict[str, tuple[Shape, ...]] = {}
    for words, follows in get("en").table("light_cues"):
        shape = tuple(frozenset(part.split("|")) for part in follows.split())
        for form in words.split():
            found[form] = (*found.get(form, ()), shape)
    return found
