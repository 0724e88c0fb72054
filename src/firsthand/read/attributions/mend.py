"""Relations with their edges put right by words alone: what a labeller that looks at words one by one leaves ragged.

'Sources | tell | Delta TV that it rained' gives the content 'that it rained'; 'citing | an officer, the fort fell' gives
the officer as source. A relation that fits no rule is left as it is.
"""

from __future__ import annotations

from dataclasses import replace

from firsthand.read.attributions.channels import channels
from firsthand.read.attributions.rules import sentences
from firsthand.read.labels import Relation
from firsthand.read.lexicon import lexicon, listed
from firsthand.read.words import CLOSE_QUOTES, OPEN_QUOTES, Paragraph, stretches

FAR = 14  # words between a cue and its "that"
LONG_SOURCE = 14  # words
PAUSES = frozenset(",;:—–―()") | OPEN_QUOTES | CLOSE_QUOTES | {'"', ".", "!", "?"}
JOINS = frozenset({"but", "and", "then"})
FRONTED = (("according", "to"), ("as", "per"))


def mend(p: Paragraph, relations: list[Relation]) -> list[Relation]:
    """Each relation with its source and content put right; one that is left without a content is dropped."""
    mended = [
        _venue_behind(p, _source_in_content(p, _fronted(p, _told(p, _that(p, _citing(p, r)))))) for r in relations
    ]
    mended = [_same_subject(p, r) for r in mended if r.content]
    return [_not_twice(p, r, mended) for r in mended]


def _not_twice(p: Paragraph, r: Relation, all_: list[Relation]) -> Relation:
    """'She rejected it. “A fake,” he told Delta TV': the quotation of the next sentence is his, who says it there."""
    parts = list(stretches(r.content))
    kept = [
        (first, last)
        for first, last in parts
        if p.sentence[r.root] in p.sentence[first:last]
        or not any(
            set(range(first, last)) <= {*q.content} and p.sentence[q.root] in p.sentence[first - 1 : last + 1]
            for q in all_
            if q is not r and p.sentence[q.root] != p.sentence[r.root]
        )
    ]
    return replace(r, content=tuple(i for first, last in kept for i in range(first, last))) if kept else r


def _same_subject(p: Paragraph, r: Relation) -> Relation:
    """'Harl denied it, but announced that he would go': of a verb joined on, the name that begins the sentence speaks."""
    at = min(r.cue)
    joined = at > 0 and p.words[at - 1].lower() in JOINS
    if r.source or not joined or p.quoted[at] or p.words[r.root].lower() not in lexicon().cues:
        return r
    first = next((start for start, end in sentences(p) if start <= at < end), None)
    name = next((n for n in p.names if n.first == first and n.last < at), None)
    if name is None or set(r.content) & set(range(name.first, name.last)):
        return r
    return replace(r, source=tuple(range(name.first, name.last)))


def _that(p: Paragraph, r: Relation) -> Relation:
    """Between 'told' and 'that' stand the party told, the place and the time: none of them is content."""
    last = max(r.cue)
    first = next((i for i in r.content if i > last), None)
    if first is None or first != last + 1 or p.words[first].lower() in listed("clause"):
        return r
    leads = (
        p.words[first].lower() in listed("venue_start") | listed("time")
        or p.words[last].lower() in channels().takes_object
    )
    if not leads:
        return r
    for i in range(first + 1, min(len(p.words), first + FAR)):
        if p.words[i] in PAUSES:
            return r
        if p.words[i].lower() in listed("clause"):
            return replace(r, content=tuple(k for k in r.content if not first <= k < i))
    return r


def _citing(p: Paragraph, r: Relation) -> Relation:
    """'“…,” she reveals, citing reports': the source is "she"; the trace tells whom she has it from."""
    at = next((i for i in r.source[1:] if p.words[i].lower() in listed("cites_with")), None)
    if at is None or r.source[0] > at:
        return r
    source = [i for i in r.source if i < at and p.words[i] != ","]
    while len(source) > 1 and p.words[source[-1]].lower() in lexicon().cues:
        source.pop()
    return replace(r, source=tuple(source))


def _told(p: Paragraph, r: Relation) -> Relation:
    """'told Minister Oro | Vann that it rained': a content that begins within a name begins behind it."""
    start = next((i for i in r.content if i > max(r.cue)), None)
    cut = next((n for n in p.names if start is not None and n.first < start < n.last), None)
    if cut is None or p.words[max(r.cue)].lower() not in channels().takes_object:
        return r
    content = tuple(i for i in r.content if not cut.first <= i < cut.last)
    return replace(r, content=content) if content else r


def _fronted(p: Paragraph, r: Relation) -> Relation:
    """'According to Axios, the fort fell': up to the first pause stands the source."""
    words = tuple(p.words[i].lower() for i in r.cue[:2])
    at = max(r.cue) + 1
    if words not in FRONTED or set(r.source) & {at, at + 1} or at >= len(p.words):
        return r
    end = at
    while end < len(p.words) and p.words[end] not in PAUSES and end - at < LONG_SOURCE:
        end += 1
    content = tuple(i for i in r.content if not at <= i <= end)
    if end == at or end >= len(p.words) or not content:
        return r
    return replace(r, source=tuple(range(at, end)), content=content)


def _source_in_content(p: Paragraph, r: Relation) -> Relation:
    """'The fort fell, a source told Delta TV': what stands between the last comma and the verb is the source."""
    first = min(r.cue)
    if r.source or first == 0 or first - 1 not in r.content or p.words[first].lower() not in channels().takes_object:
        return r
    start = first
    while start > 0 and p.words[start - 1] not in PAUSES and first - start < LONG_SOURCE:
        start -= 1
    content = tuple(i for i in r.content if not start <= i < first)
    if start == first or p.words[start - 1] not in {",", *CLOSE_QUOTES, '"'} or len(content) < 3:
        return r
    if p.words[content[-1]] == "," and not p.quoted[content[-1]]:
        content = content[:-1]
    return replace(r, source=tuple(range(start, first)), content=content)


def _venue_behind(p: Paragraph, r: Relation) -> Relation:
    """'said it rained, in a statement seen by Delta TV': the place at the content's end is none of it."""
    last = max(r.content, default=0)
    if not r.content or last < max(r.cue) or p.quoted[last]:
        return r
    for i in range(last - 2, max(r.content[0] + 3, last - FAR), -1):
        if p.words[i] == "," and p.words[i + 1].lower() in listed("venue_start"):
            near = [p.words[k].lower() for k in range(i + 2, min(last + 1, i + 6))]
            head = near[:1] in (["a"], ["an"]) and any(w in channels().venues for w in near)
            return replace(r, content=tuple(k for k in r.content if k < i)) if head else r
    return r
