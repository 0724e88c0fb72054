"""Who takes part in a happening, and as what: the words before and after its trigger, by simple patterns.

'X struck Y', 'Y was struck by X', 'an attack on Y by X', 'a drone attack', 'killing three soldiers'.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from firsthand.model.readings import RoleName
from firsthand.model.spans import Span
from firsthand.read.events.lexicon import Lexicon
from firsthand.read.events.triggers import Found
from firsthand.read.words import Paragraph

WIDEST = 8  # words of one party
HOPS = 2  # "of" and "in" that a subject is followed back over
ADJECTIVES = 4  # words between a verb and the happening that is its object: "launched a second night of raids"
ARTICLES = frozenset({"a", "an", "the", "its", "his", "her", "their", "our", "my", "your"})
FAR = 12  # words between a trigger and its subject's noun


@dataclass(frozen=True, slots=True)
class Party:
    """A role with the words that fill it."""

    role: RoleName
    span: Span
    laid: bool = False  # laid to it by somebody ("blamed on"), so that it is only told where the text says by whom


def parties(p: Paragraph, low: Sequence[str], f: Found, known: Lexicon) -> tuple[Party, ...]:
    """The parties of a trigger, in order of place, each stretch once."""
    found = _of_noun(p, low, f, known) if f.noun else _of_verb(p, low, f, known)
    out: dict[Span, Party] = {}
    for role, words in found:
        if role is not None and words is not None:
            span = p.span(*words)
            out.setdefault(span, Party(role, span))
    for words in laid_to(p, low, f, known) if f.noun and f.trigger.subject == "actor" else ():
        span = p.span(*words)
        out.setdefault(span, Party("actor", span, laid=True))
    return tuple(sorted(out.values(), key=lambda x: (x.span, x.role)))


Words = tuple[int, int]
Filled = tuple[RoleName | None, Words | None]


def _of_verb(p: Paragraph, low: Sequence[str], f: Found, known: Lexicon) -> Iterator[Filled]:
    t, does = f.trigger, known.does
    if f.passive:
        yield t.object, _before(p, low, f, known)
        by = next((i for i in range(f.last, min(f.stop, f.last + 6)) if low[i] == "by"), None)
        if by is not None:
            agent = _after(p, low, by + 1, f.stop, known)
            tool = agent is not None and low[agent[1] - 1] in known.instruments
            yield "instrument" if tool else t.subject, agent
    else:
        subject = _before(p, low, f, known)
        tool = subject is not None and low[subject[1] - 1] in known.instruments and t.subject == "actor"
        yield "instrument" if tool else t.subject, subject
        if f.last < f.stop and low[f.last] not in does["place"] and low[f.last] not in does["other"]:
            yield t.object, _after(p, low, f.last, f.stop, known)
        elif f.last < f.stop and low[f.last] == "on" and t.object == "target":
            yield t.object, _after(p, low, f.last + 1, f.stop, known)
    for i in range(f.last, min(f.stop - 1, f.last + FAR)):
        if low[i] in does["instrument"]:
            words = _after(p, low, i + 1, f.stop, known)
            if words is not None and any(low[k] in known.instruments for k in range(*words)):
                yield "instrument", words
            return


def _of_noun(p: Paragraph, low: Sequence[str], f: Found, known: Lexicon) -> Iterator[Filled]:
    """'a drone attack on the port by Free Narva', 'the killing of two dockers', 'Narva's strike on ...'."""
    t, does = f.trigger, known.does
    at = f.first - 1
    while at >= f.start and low[at] in known.instruments:
        at -= 1
    if at + 1 < f.first:
        yield "instrument", (at + 1, f.first)
    owner = _owner(p, low, at, f, known) or _doer(p, low, at, f, known)
    if owner is not None:
        yield t.subject if t.subject in ("actor", "party") else "victim", owner
    i = f.last
    for _ in range(3):
        i = _over_passive(low, i, f.stop, known)
        if i + 1 >= f.stop:
            return
        words = _after(p, low, i + 1, f.stop, known)
        if low[i] in does["by"]:
            yield t.subject, words
        elif low[i] == "of":
            yield t.object or t.subject, words
        elif low[i] in does["on"]:
            yield t.object, words
        elif low[i] in ("between", "with"):
            yield "party", words
        elif low[i] not in does["place"]:
            return
        i = words[1] if words else f.stop


def _owner(p: Paragraph, low: Sequence[str], at: int, f: Found, known: Lexicon) -> Words | None:
    """Whose it is: 'Narva's strike', 'the Narvan strike'."""
    if at < f.start:
        return None
    if low[at].endswith(("'s", "’s")):
        return _back(p, low, at, f.start, known)
    named = next((n for n in p.names if n.last == at + 1), None)
    return (named.first, named.last) if named is not None and named.label in ("NORP", "GPE", "ORG", "PERSON") else None


def _doer(p: Paragraph, low: Sequence[str], at: int, f: Found, known: Lexicon) -> Words | None:
    """Who 'launched a drone attack', 'carried out Monday's raids'."""
    for i in range(at, max(f.start, at - ADJECTIVES) - 1, -1):
        if (first := _ends(low, i, f.start, known.whose.get("light", ()))) is not None:
            return _subject(p, low, first - 1, f, known)
        if not _within(low, i, known) and not low[i].endswith(("'s", "’s")):
            return None
    return None


def laid_to(p: Paragraph, low: Sequence[str], f: Found, known: Lexicon) -> Iterator[Words]:
    """Who is said to be behind it: 'the guard claimed responsibility for the raid', 'blamed the guard for the raid', 'a raid
    blamed on the guard'."""
    for i in range(f.first - 1, max(f.start, f.first - 1 - ADJECTIVES) - 1, -1):
        if (first := _ends(low, i, f.start, known.whose.get("claims", ()))) is not None:
            yield from _some(_subject(p, low, first - 1, f, known))
            return
        if low[i] in ("for", "of"):
            yield from _some(_blamed(p, low, i, f, known))
            return
    for i in range(f.last, min(f.stop, f.last + FAR)):
        if low[i] in (".", ";"):
            return
        for phrase in known.whose.get("blamed", ()):
            if tuple(low[i : i + len(phrase)]) == phrase:
                yield from _some(_after(p, low, i + len(phrase), f.stop, known))
                return


def _blamed(p: Paragraph, low: Sequence[str], end: int, f: Found, known: Lexicon) -> Words | None:
    """'blamed [the guard] for'."""
    for i in range(end - 2, max(f.start, end - WIDEST) - 1, -1):
        if (first := _ends(low, i, f.start, known.whose.get("blames", ()))) is not None:
            found = _after(p, low, i + 1, end, known)
            return found if found is not None and found[1] == end and first >= f.start else None
    return None


def _some(words: Words | None) -> tuple[Words, ...]:
    return (words,) if words is not None else ()


def _ends(low: Sequence[str], last: int, start: int, phrases: tuple[tuple[str, ...], ...]) -> int | None:
    """Where the phrase that ends with word `last` begins."""
    for phrase in phrases:
        first = last + 1 - len(phrase)
        if first >= start and tuple(low[first : last + 1]) == phrase:
            return first
    return None


def _over_passive(low: Sequence[str], i: int, stop: int, known: Lexicon) -> int:
    """Over 'carried out', 'which was launched': to the "by" behind."""
    at = i
    while at < stop and (
        low[at] in (",", "that", "which") or low[at] in known.does["be"] or low[at] in known.does["have"]
    ):
        at += 1
    for phrase in known.whose.get("passive", ()):
        end = at + len(phrase)
        if tuple(low[at:end]) == phrase and end < stop and low[end] in known.does["by"]:
            return end
    return i


def _before(p: Paragraph, low: Sequence[str], f: Found, known: Lexicon) -> Words | None:
    """The party whose verb it is: over its helpers back to the nearest words that are a name or noun."""
    return _subject(p, low, f.first - 1, f, known)


def _subject(p: Paragraph, low: Sequence[str], last: int, f: Found, known: Lexicon) -> Words | None:
    """The words that end at `last` or before helpers, asides and other verbs of the same subject: 'they came and struck'."""
    does = known.does
    helpers = does["be"] | does["have"] | does["aside"] | does["ahead"] | does["may"] | {"to"}
    i = last
    while i >= f.start and (low[i] in helpers or _is_adverb(low[i])):
        i -= 1
    if i > f.start and low[i] == "and":
        return _shared(p, low, i, f, known)
    for _ in range(HOPS):  # ", 62, (left)"
        if i >= f.start and low[i] in (",", ")"):
            i = _over_aside(low, i, f.start) if low[i] == "," else _over_brackets(low, i, f.start)
    if i >= f.start and low[i] in ("that", "which", "who"):
        i -= 1 + (i > f.start and low[i - 1] == ",")
    if i >= f.start and low[i] in ("those", "others", "everyone"):
        return i, i + 1
    if i < f.start or not low[i][0].isalnum() or (low[i] in known.grammar - does["number"]):
        return None
    return _outermost(p, low, _back(p, low, i, f.start, known), f.start, known)


def _shared(p: Paragraph, low: Sequence[str], at: int, f: Found, known: Lexicon) -> Words | None:
    """The subject of the verb before "and": 'the raiders [came at night and] struck', 'those [killed and] injured'."""
    for i in range(at - 1, max(f.start, at - FAR), -1):
        if low[i] in (",", ";", ":", "that", "which", "who"):
            return None
        if low[i] in known.does["verb"] or _looks_past(low[i]) or _is_past(low[i], known):
            return _subject(p, low, i - 1, f, known)
    return None


def _is_adverb(word: str) -> bool:
    return len(word) > 5 and word.endswith("ly") and word not in ("family", "assembly", "supply", "anomaly", "italy")


def _is_past(word: str, known: Lexicon) -> bool:
    return word in known.triggers and known.triggers[word].past


def _over_brackets(low: Sequence[str], i: int, start: int) -> int:
    """Back over '(right)'."""
    opened = next((k for k in range(i - 1, max(start, i - WIDEST) - 1, -1) if low[k] == "("), None)
    return opened - 1 if opened is not None else start - 1


def _outermost(p: Paragraph, low: Sequence[str], inner: Words | None, start: int, known: Lexicon) -> Words | None:
    """'soldiers' of 'soldiers from the base in Narva struck': the noun that the others hang on."""
    for _ in range(HOPS):
        at = inner[0] - 1 if inner is not None else start
        while at > start and low[at] in ARTICLES:
            at -= 1
        if inner is None or at - 1 < start or low[at] not in known.does["inside"]:
            break
        inner = _back(p, low, at - 1, start, known) or inner
    return inner


def _over_aside(low: Sequence[str], i: int, start: int) -> int:
    """Back over ', 27, ' or ', who lives there, ' to what it is said of."""
    opened = next((k for k in range(i - 1, max(start, i - FAR) - 1, -1) if low[k] == ","), None)
    return opened - 1 if opened is not None else i


def _back(p: Paragraph, low: Sequence[str], last: int, start: int, known: Lexicon) -> Words | None:
    """The noun phrase that ends with word `last`: a name, or words back to its article."""
    named = next((n for n in p.names if n.first <= last < n.last), None)
    first = named.first if named else last
    while first > start and last - first < WIDEST and low[first] not in ARTICLES and _within(low, first - 1, known):
        first -= 1
    while first <= last and (low[first] in known.does["determiner"] and low[first] not in known.does["number"]):
        first += 1
    return (first, last + 1) if first <= last and low[last][0].isalnum() else None


def _after(p: Paragraph, low: Sequence[str], first: int, stop: int, known: Lexicon) -> Words | None:
    """The noun phrase that begins at word `first`."""
    at = first
    while at < stop and low[at] in known.does["determiner"] and low[at] not in known.does["number"]:
        at += 1
    last = at
    while last < stop and last - at < WIDEST and _within(low, last, known):
        if last > at and (_looks_past(low[last]) or (low[last] in known.triggers and known.triggers[low[last]].past)):
            break
        last += 1
    named = next((n for n in p.names if n.first <= last - 1 < n.last), None) if last > at else None
    if named is not None:
        last = min(max(last, named.last), stop)
    return (at, last) if last > at else None


def _looks_past(word: str) -> bool:
    """A verb's past, behind a noun: 'two millers [angered]'; in front of one it describes: 'armed men'."""
    return len(word) > 4 and word.endswith("ed")


def _within(low: Sequence[str], i: int, known: Lexicon) -> bool:
    """Whether a word can stand inside a noun phrase."""
    word = low[i]
    if not word[0].isalnum():
        return word in ("-", "$", "%", "&")
    does = known.does
    if word in does["determiner"]:
        return True
    if word.endswith(("ly",)) and len(word) > 5:
        return False
    return word not in known.grammar
