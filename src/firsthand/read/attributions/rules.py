"""Attributions by words alone: cue verbs, "according to" and quotation marks.

What a reader sees without any language model (`by_rules`), and the few that stand beside any labeller's (`sure`).
"""

from __future__ import annotations

from functools import cache

from firsthand.read.attributions.channels import channels, cue_at
from firsthand.read.labels import Relation
from firsthand.read.lexicon import Cue, lexicon, listed
from firsthand.read.words import CLOSE_QUOTES, OPEN_QUOTES, Paragraph

BY = "rules 2"
SURE = 0.6  # what a rule's reading is worth beside a labeller's; not measured apart
QUOTES = OPEN_QUOTES | CLOSE_QUOTES | {'"', "''", "``"}
STOPS = frozenset({".", "!", "?"})
DASHES = frozenset("—–―")
PAUSES = frozenset(",;:()") | DASHES
LONG_SOURCE = 16  # words; a longer "source" is a clause
LONG_ASIDE = 18  # words of an aside between commas: 'Mara Lind, the mayor of Keldon, said'
WHOLE, LITTLE = 6, 5  # words of what is said before such a name, and words at most behind its verb
WORDED = frozenset({("in", "the", "words", "of")})
SHORT_QUOTE = 4  # words from which a quotation is an utterance


def by_rules(p: Paragraph) -> list[Relation]:
    """The attributions of one paragraph, in order of their cues."""
    found: list[Relation] = []
    for first, last in sentences(p):
        for i in range(first, last):
            relation = _phrase(p, i, first, last) or _verb(p, i, first, last)
            if relation and not any(set(relation.cue) & {*r.cue, *r.source} for r in found):
                found.append(relation)
    return found


def sure(p: Paragraph, already: list[Relation]) -> list[Relation]:
    """The relations with those added that need no labeller: 'according to', a whole quotation with its speaker, ', he says.'"""
    taken = {i for r in already for i in (*r.cue, *r.content)}
    closing = any(w.lower() in listed("closing") and i not in taken for i, w in enumerate(p.words))
    if not closing and not any(p.quoted) and not any(w.lower() == "according" for w in p.words):
        return already  # nothing that a rule is sure of: most paragraphs
    added = []
    for r in by_rules(p):
        quoted = [p.quoted[i] for i in r.content]
        plain = (
            tuple(p.words[i].lower() for i in r.cue) in WORDED
            or p.words[r.cue[0]].lower() == "according"
            or (sum(quoted) > 0.9 * len(quoted) and len(quoted) > SHORT_QUOTE)
        )
        if (plain or _named_last(p, r)) and r.source and not taken & {*r.cue, *r.content}:
            added.append(r)
    return sorted(already + added, key=lambda r: r.cue[0]) if added else already


def _named_last(p: Paragraph, r: Relation) -> bool:
    """'The pier is closed, Delta Radio reports on Monday.': a name and a verb of saying after a comma, and little behind."""
    first, last = r.cue[0], r.cue[-1]
    if not r.source or not r.content or p.words[first].lower() not in listed("closing") or p.quoted[first]:
        return False
    named = all(p.words[i][0].isupper() or p.words[i].lower() in listed("aside") for i in r.source)
    after = r.source[-1] + 1 == first and p.words[r.source[0] - 1] == "," and max(r.content) < r.source[0]
    rest = [i for i in range(last + 1, len(p.words)) if p.sentence[i] == p.sentence[last]]
    return named and after and len(r.content) >= WHOLE and len(rest) <= LITTLE


def sentences(p: Paragraph) -> list[tuple[int, int]]:
    """The sentences of a paragraph as half-open ranges of words."""
    starts = [i for i in range(len(p.words)) if i == 0 or p.sentence[i] != p.sentence[i - 1]]
    return list(zip(starts, [*starts[1:], len(p.words)], strict=True))


def _phrase(p: Paragraph, i: int, first: int, last: int) -> Relation | None:
    if p.quoted[i] or p.words[i].lower() not in _openings():
        return None
    for words, where, _ in lexicon().phrases:
        end = i + len(words)
        if where != "after" or tuple(w.lower() for w in p.words[i:end]) != words or end > last:
            continue
        source = _until_pause(p, end, last)
        if i == first or (p.words[i - 1] in PAUSES | QUOTES and i - first < 4):
            rest = list(range(source[-1] + 1, last)) if source else []
        else:
            rest = list(range(first, i - (p.words[i - 1] == ",")))
            if source and p.words[i - 1] == "," and source[-1] + 1 < last and p.words[source[-1] + 1] == ",":
                rest += range(source[-1] + 2, last)
        return _relation(p, tuple(range(i, end)), i, source, rest)
    return None


@cache
def _openings() -> frozenset[str]:
    """First words of the phrases: most words of a text are none and cost one look-up."""
    return frozenset(words[0] for words, _, _ in lexicon().phrases)


def _verb(p: Paragraph, i: int, first: int, last: int) -> Relation | None:
    cue = lexicon().cues.get(p.words[i].lower() if i == first else p.words[i])  # "States", "the Post" are names
    if cue is None or p.quoted[i]:
        return None
    start = i
    while start > first and p.words[start - 1].lower() in listed("helper") and not p.quoted[start - 1]:
        start -= 1
    words = tuple(range(start, i + 1))
    before = p.words[start - 1] if start > first else ""
    if start == i and (before in QUOTES or (before == "," and any(p.quoted[first:i]))):
        source = _until_pause(p, i + 1, last)  # “...,” said Mara Lind
        if cue.strong and source and p.words[source[0]].lower() not in listed("clause"):
            source = _with_aside(p, source, last)
            return _relation(p, words, i, source, _said_before(p, first, i) + _goes_on(p, source[-1]))
    source = subject(p, start, first)
    if not source:
        return None
    said = _said_before(p, first, source[0])
    if _closes(p, i, last) and len(said) > 2 and cue.strong and p.words[source[0] - 1] in {",", *QUOTES}:
        return _relation(p, words, i, source, said + _goes_on(p, i))
    content = _said_after(p, i, last, cue, source)
    return _relation(p, words, i, source, content) if content else None


def subject(p: Paragraph, verb: int, first: int) -> tuple[int, ...]:
    """The words before a verb that name who speaks, with an aside between commas; () if no name or noun stands there."""
    end = verb
    if end > first and p.words[end - 1] == ",":
        comma = next((k for k in range(end - 2, max(first, end - LONG_ASIDE), -1) if p.words[k] == ","), None)
        if comma is None or any(p.quoted[comma:end]):
            return ()
        head = subject(p, comma, first)
        aside = p.words[comma + 1].lower() in ("however", "meanwhile", "too") and comma == end - 3
        return head if aside else tuple(range(head[0], end)) if head else ()
    start = end
    while (
        start > first
        and p.words[start - 1] not in PAUSES | STOPS
        and not p.quoted[start - 1]
        and end - start < LONG_SOURCE
    ):
        if p.words[start - 1].lower() in listed("lead") and (start - 1 == first or p.words[start - 1].lower() != "and"):
            break
        if (cue := cue_at(p, start - 1)) is not None and cue.strong:
            break
        start -= 1
    while start < end and p.words[start].lower() in listed("lead"):
        start += 1
    relative = [k for k in range(start, end) if p.words[k].lower() in ("who", "which")]
    start = relative[-1] if relative else start
    if end - start > 1 and any(p.words[k].lower() in listed("finite") for k in range(start, end)):
        return ()  # a clause, not a name
    if start == end or end - start >= LONG_SOURCE or p.words[end - 1].lower() in listed("no_subject"):
        return ()
    return tuple(range(start, end))


def _with_aside(p: Paragraph, source: tuple[int, ...], last: int) -> tuple[int, ...]:
    """'said Mara Lind, the mayor of Keldon' up to the sentence's end or the next comma."""
    end = source[-1] + 1
    if end >= last or p.words[end] != "," or p.quoted[end] or end + 1 >= last:
        return source
    if p.words[end + 1].lower() not in listed("aside") and not p.words[end + 1].isdigit():
        return source
    stop = next((k for k in range(end + 1, last) if p.words[k] in {",", ".", ";"} and not p.quoted[k]), last)
    return (*source, *range(end, stop))


def _closes(p: Paragraph, verb: int, last: int) -> bool:
    """Whether nothing that could be said follows a verb in its sentence: '..., Mara Lind said on Monday.'"""
    k = verb + 1
    if (k < last and p.words[k].lower() == "to") or p.words[verb].lower() in channels().takes_object:
        while k < last and p.words[k].lower() not in listed("clause") and p.words[k] not in PAUSES | QUOTES | STOPS:
            k += 1
    while k < last and (p.words[k].lower() in listed("venue_start") | listed("time") | listed("week") or k - verb < 1):
        while k < last and p.words[k] not in PAUSES | QUOTES | STOPS and p.words[k].lower() not in listed("clause"):
            k += 1
    return k >= last or p.words[k] in STOPS | {",", ";"}


def _goes_on(p: Paragraph, verb: int) -> list[int]:
    """A quotation that goes on in the next sentence: '“It fell,” she said. “We ran.”'"""
    k = verb + 1
    while k < len(p.words) and p.words[k] not in STOPS | QUOTES | {","}:
        k += 1
    if k + 1 >= len(p.words) or p.words[k] not in STOPS | {","} or p.words[k + 1] not in OPEN_QUOTES | {'"'}:
        return []
    end = k + 1
    while end < len(p.words) and p.quoted[end]:
        end += 1
    return list(range(k + 1, end))


def _said_before(p: Paragraph, first: int, stop: int) -> list[int]:
    """What stands before the speaker: the sentence so far, and of a quotation all of it."""
    start = first
    if stop > first and any(p.quoted[first:stop]) and p.quoted[first]:
        while start > 0 and p.quoted[start - 1] and p.words[start] not in OPEN_QUOTES:
            start -= 1
    return list(range(start, stop))


def _said_after(p: Paragraph, verb: int, last: int, cue: Cue, subject: tuple[int, ...]) -> list[int]:
    """What follows the verb, without the party told, the day and the place; [] if nothing that can be said follows."""
    start = verb + 1
    if start < last and p.words[verb].lower() in channels().takes_object:
        start = _past_party(p, start, last)
    start = _past_place(p, _past_day(p, start, last), last)
    while start + 1 < last and p.words[start] in {",", ":"}:
        start += 1
    if start >= last or p.words[start] in STOPS | PAUSES:
        return []
    if p.words[start].lower() in listed("clause") or p.words[start] in OPEN_QUOTES | {'"'}:
        return _to_end(p, start, last)
    named = _named(p, subject)
    if not (cue.strong or named) or p.words[start - 1] == "," or p.words[start].lower() in listed("no_clause"):
        return []
    return _to_end(p, start, last)


def _named(p: Paragraph, source: tuple[int, ...]) -> bool:
    """Whether a subject is a person or body for certain: a pronoun, a name, a kind of source."""
    first, last = p.words[source[0]], p.words[source[-1]]
    return (
        last.lower() in listed("pronoun")
        or last.lower() in lexicon().anonymous
        or (last[0].isupper() and first != last)
    )


def _past_place(p: Paragraph, start: int, last: int) -> int:
    """Past 'in a statement' and the like, if 'that' or a quotation comes soon after."""
    if start >= last or p.words[start].lower() not in listed("venue_start"):
        return start
    for k in range(start + 1, min(last, start + 12)):
        if p.words[k].lower() in listed("clause") or p.words[k] in OPEN_QUOTES | {'"', ":"}:
            return k
    return start


def _past_party(p: Paragraph, start: int, last: int) -> int:
    k = start + (p.words[start].lower() in ("the", "a", "an", "his", "her"))
    while k < last and k - start < 5 and (p.words[k][0].isupper() or p.words[k].lower() in listed("hearer") | {"of"}):
        k += 1
    if k == start:
        k += p.words[start].lower() in listed("hearer")
    return k


def _past_day(p: Paragraph, start: int, last: int) -> int:
    low = [w.lower() for w in p.words[start : start + 3]]
    if low[:1] == ["on"] and low[1:2] and low[1] in listed("time"):
        return min(last, start + 2)
    if low[:1] and low[0] in listed("time"):
        return min(last, start + 1)
    return min(last, start + 2) if low[:2] in (["last", "week"], ["this", "week"], ["last", "month"]) else start


def _to_end(p: Paragraph, start: int, last: int) -> list[int]:
    """From a word to the sentence's end, to the end of a quotation that it begins with, or to the next voice."""
    if start < len(p.words) and p.words[start] in OPEN_QUOTES | {'"'}:
        end = start + 1
        while end < len(p.words) and p.quoted[end]:
            end += 1
        return list(range(start, max(end, last if end >= last - 2 else end)))
    end = start
    while end < last:
        if p.words[end] == ";" or (
            p.words[end] == "," and end + 1 < last and p.words[end + 1].lower() in listed("after")
        ):
            break
        end += 1
    return list(range(start, end))


def _until_pause(p: Paragraph, start: int, last: int) -> tuple[int, ...]:
    end = start
    while end < last and end - start < LONG_SOURCE and p.words[end] not in PAUSES | QUOTES | STOPS:
        if p.words[end].lower() in ("that", "on", "in") and end > start and _ends_name(p, end):
            break
        end += 1
    return tuple(range(start, end))


def _ends_name(p: Paragraph, at: int) -> bool:
    after = p.words[at + 1].lower() if at + 1 < len(p.words) else ""
    return after in listed("time") or p.words[at].lower() == "that"


def _relation(
    p: Paragraph, cue: tuple[int, ...], root: int, source: tuple[int, ...], content: list[int]
) -> Relation | None:
    kept = [k for k in content if k not in source and k not in cue]
    while kept and p.words[kept[0]] in {",", ":", *DASHES}:
        del kept[0]
    while kept and (p.words[kept[-1]] in {",", *DASHES} or p.words[kept[-1]] in STOPS) and not p.quoted[kept[-1]]:
        kept.pop()
    if not any(p.words[k][0].isalnum() for k in kept) or len(kept) < 2:
        return None
    return Relation(cue, root, source, tuple(kept), SURE, BY)
