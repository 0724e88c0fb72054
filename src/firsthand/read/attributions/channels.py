"""To whom and where something was said: addressee and venue of one attribution, by words alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from firsthand import lang
from firsthand.model.spans import Span
from firsthand.read.labels import Relation
from firsthand.read.lexicon import listed
from firsthand.read.words import CLOSE_QUOTES, OPEN_QUOTES, Paragraph

LONGEST = 9  # words of an addressee or venue
NEAR = 16  # words on either side of the cue in which a venue may begin
MARKS = frozenset(',.;:!?()—–―"') | OPEN_QUOTES | CLOSE_QUOTES
PAUSES = frozenset(",.;:!?()—–―")


@dataclass(frozen=True, slots=True)
class Channels:
    """The tables that addressees and venues are read with."""

    takes_object: frozenset[str]
    takes_to: frozenset[str]
    phrases: tuple[tuple[str, ...], ...]
    stops: frozenset[str]
    venues: frozenset[str]


@cache
def channels(code: str = "en") -> Channels:
    pack = lang.get(code)
    rows = pack.table("addressing_verbs")
    return Channels(
        frozenset(form for *forms, how in rows if how == "object" for form in forms),
        frozenset(form for *forms, how in rows if how == "to" for form in forms),
        tuple(tuple(words.split()) for words in pack.column("addressee_phrases")),
        frozenset(pack.column("addressee_stops")),
        frozenset(pack.column("venue_words")),
    )


def addressee(p: Paragraph, r: Relation) -> Span | None:
    """The party spoken to: 'told Al-Nahr on Monday that', 'confirmed to the Post', 'speaking to reporters, she said'."""
    known, taken = channels(), {*r.content, *r.source}
    for i in reversed(r.cue):
        word = p.words[i].lower()
        after = i + 1
        if word in known.takes_object:
            if any(p.words[k].lower() in listed("passive") for k in range(max(0, i - 3), i)):
                return _subject_of_passive(p, i, taken)
            return _party(p, after, taken)
        if word in known.takes_to and after < len(p.words) and p.words[after].lower() == "to":
            return _party(p, after + 1, taken)
    return _by_phrase(p, r, taken)


def venue(p: Paragraph, r: Relation) -> Span | None:
    """Where or in what it was said, near the cue and in its sentence: 'in a statement', 'at a press conference'."""
    low = [w.lower() for w in p.words]
    taken = {*r.content, *r.source}
    if (written := _written_in(p, low, r, taken)) is not None:
        return written
    after = range(r.cue[0], min(len(low), r.cue[-1] + NEAR))
    before = range(r.cue[0] - 1, max(-1, r.cue[0] - NEAR - len(r.source)), -1)
    for i in [*after, *before]:
        if low[i] in listed("venue_start") and i not in taken and p.sentence[i] == p.sentence[r.root]:
            found = _venue_at(p, low, i + 1, taken)
            if found is not None:
                return found
    return None


def _written_in(p: Paragraph, low: list[str], r: Relation, taken: set[int]) -> Span | None:
    """'wrote in the Harbour Post': the name behind."""
    at = next((i + 1 for i in r.cue if low[i] in listed("writes")), len(low))
    if at + 1 >= len(low) or low[at] not in ("in", "for", "on"):
        return None
    start = end = at + 1
    while end < len(low) and end not in taken and (p.words[end][0].isupper() or (end == start and low[end] == "the")):
        end += 1
    return (
        p.span(start, end)
        if end > start and p.words[end - 1][0].isupper() and low[end - 1] not in listed("time")
        else None
    )


def _party(p: Paragraph, start: int, taken: set[int]) -> Span | None:
    end, stops = start, channels().stops
    while (
        end < len(p.words)
        and end not in taken
        and p.words[end] not in MARKS
        and p.words[end].lower() not in stops
        and end - start < LONGEST
    ):
        end += 1
    if end - start > 3 and p.words[end - 1].lower() == "ago":
        end -= 3  # "five weeks ago"
    if end == start or p.words[start].lower() in listed("not_party"):
        return None
    if end - start == LONGEST:  # no name is as long: the first words that are capitals or led by "the" are it
        end = _capitals_end(p, start, end)
    return p.span(start, end) if end > start else None


def _capitals_end(p: Paragraph, start: int, end: int) -> int:
    at = start + (p.words[start].lower() in ("the", "a", "an"))
    while at < end and p.words[at][0].isupper():
        at += 1
    return at if at > start + 1 or p.words[start][0].isupper() else start


def _subject_of_passive(p: Paragraph, verb: int, taken: set[int]) -> Span | None:
    end = verb
    while end > 0 and p.words[end - 1].lower() in (*listed("passive"), "had", "has", "have", "also"):
        end -= 1
    start = end
    while start > 0 and start - 1 not in taken and p.words[start - 1] not in MARKS and end - start < LONGEST:
        if p.words[start - 1].lower() in ("that", "and", "but", "because"):
            break
        start -= 1
    return p.span(start, end) if end > start else None


def _by_phrase(p: Paragraph, r: Relation, taken: set[int]) -> Span | None:
    low = [w.lower() for w in p.words]
    for i in range(max(0, r.cue[0] - 30), min(len(low), r.cue[-1] + NEAR)):
        if i in taken or p.sentence[i] != p.sentence[r.root]:
            continue
        for words in channels().phrases:
            end = i + len(words)
            if tuple(low[i:end]) == words:
                return _party(p, end, taken)
    return None


def _venue_at(p: Paragraph, low: list[str], start: int, taken: set[int]) -> Span | None:
    """The venue that begins at a word, up to its head; 'a post on X' and 'a rally in Keldon' with what is joined."""
    head = None
    for end in range(start, min(len(low), start + LONGEST)):
        if end in taken or p.words[end] in PAUSES or low[end] in listed("venue_break") | listed("venue_start"):
            break
        if low[end] in channels().venues:
            head = end
    if head is None or (head == start and p.words[head].islower() and not low[head].endswith(("s", "testimony"))):
        return None  # "in court", "on call": a venue has an article or a name
    after = head + 1
    if after + 1 < len(low) and low[after] in ("on", "in", "with") and after not in taken:
        last = after + 1
        while (
            last < len(low) and last not in taken and (low[last] in ("its", "his", "her") or p.words[last][0].isupper())
        ):
            last += 1
        return p.span(start, last if last > after + 1 and not low[last - 1].endswith("day") else after)
    return p.span(start, after)
