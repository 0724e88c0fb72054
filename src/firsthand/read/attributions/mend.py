"""Relations with their edges put right by words alone: what a labeller that looks at words one by one leaves ragged.

'Sources | tell | Delta TV that it rained' gives the content 'that it rained'; 'citing | an officer, the fort fell' gives
the officer as source. A relation that fits no rule is left as it is.
"""

from __future__ import annotations

from dataclasses import replace

from firsthand.read.attributions.channels import channels
from firsthand.read.attributions.rules import sentences, subject
from firsthand.read.attributions.sources import with_source, without_helpers
from firsthand.read.labels import Relation
from firsthand.read.lexicon import lexicon, listed
from firsthand.read.words import CLOSE_QUOTES, OPEN_QUOTES, Paragraph, stretches

FRONT = 6  # words before 'says Oro Vann' in the middle of a sentence
FAR = 14  # words between a cue and its "that"
LONG_SOURCE = 14  # words
LONG_FIRST = 8  # words of what is said before an "and said"
LEAST_SAID = 3  # words behind it
PLAIN = frozenset({"said", "added", "says", "adds"})
LONG_ASIDE = 20  # words between dashes
PAUSES = frozenset(",;:—–―()") | OPEN_QUOTES | CLOSE_QUOTES | {'"', ".", "!", "?"}
JOINS = frozenset({"but", "and", "then"})
FRONTED = (("according", "to"), ("as", "per"))


def mend(p: Paragraph, relations: list[Relation]) -> list[Relation]:
    """Each relation with its source and content put right; one that is left without a content is dropped."""
    relations = [_spoken_on(p, with_source(p, r)) for r in relations]
    mended = [
        _venue_behind(p, _source_in_content(p, _fronted(p, _told(p, _that(p, _citing(p, r)))))) for r in relations
    ]
    mended = [
        _added(p, _in_between(p, _before_aside(p, _same_subject(p, r, mended))), mended) for r in mended if r.content
    ]
    mended = [_whole_before(p, without_helpers(p, r), mended) for r in mended]
    return [_not_twice(p, r, mended) for r in mended]


def _spoken_on(p: Paragraph, r: Relation) -> Relation:
    """'The draft is dated in May and, says Oro Vann, | “it could be signed”': what stands before the "and" is not hers."""
    at = min(r.cue)
    joint = at - 2
    if joint < 1 or p.words[at - 1] != "," or p.words[joint].lower() not in ("and", "but") or p.quoted[joint]:
        return r
    behind = tuple(i for i in r.content if i > at)
    return replace(r, content=behind) if behind and joint - 1 in r.content else r


def _sentence(p: Paragraph, at: int) -> tuple[int, int]:
    """The first word of the sentence that a word stands in, and the one behind its last."""
    return next((start, end) for start, end in sentences(p) if start <= at < end)


def _added(p: Paragraph, r: Relation, all_: list[Relation]) -> Relation:
    """'The tags were old, said the doctor, | adding that ...': who speaks on is who spoke before in the sentence."""
    at = min(r.cue)
    if p.words[at].lower() not in listed("adding") or at == 0 or p.words[at - 1] != ",":
        return r
    before = [q for q in all_ if q.source and q.cue[-1] < at and p.sentence[q.root] == p.sentence[r.root]]
    spoke = max(before, key=lambda q: q.cue[-1], default=None)
    if spoke is None or (r.source and not set(r.source) & set(spoke.content)):
        return r
    return replace(r, source=spoke.source)


def _in_between(p: Paragraph, r: Relation) -> Relation:
    """'In July, says Oro Vann of the Harbour Trust, a boat sank': the name behind the verb speaks, the rest is what is said."""
    at = min(r.cue)
    first, last = _sentence(p, at)
    known = lexicon().cues.get(p.words[at].lower())
    if r.source or len(r.cue) > 1 or known is None or not known.strong or not 0 < at - first <= FRONT or p.quoted[at]:
        return r
    end = next((k for k in range(at + 1, min(last, at + 1 + LONG_SOURCE)) if p.words[k] in PAUSES), last)
    named = at + 1 < end and (p.words[at + 1][0].isupper() or p.words[at + 1].lower() in listed("aside"))
    if p.words[at - 1] != "," or not named or end >= last - 2 or p.words[end] != ",":
        return r
    stop = last - (p.words[last - 1] in {".", "!", "?"})
    return replace(r, source=tuple(range(at + 1, end)), content=(*range(first, at - 1), *range(end + 1, stop)))


def _whole_before(p: Paragraph, r: Relation, all_: list[Relation]) -> Relation:
    """'Tests pointed | to a fall, two brokers told Delta TV': down to the comma before the source all is said."""
    if not r.source or not r.content or max(r.content) >= r.source[0] or r.source[-1] + 1 != min(r.cue):
        return r
    end = r.source[0] - 1
    gap = range(max(r.content) + 1, end)
    if (
        not gap
        or p.words[end] != ","
        or any(p.sentence[k] != p.sentence[end] or p.quoted[k] for k in (gap[0] - 1, *gap))
    ):
        return r
    if any(p.words[k] in {";", ":"} for k in gap) or any(
        set(gap) & {*q.cue, *q.source, *q.content} for q in all_ if q is not r
    ):
        return r
    return replace(r, content=(*r.content, *gap))


def from_semicolon(p: Paragraph, r: Relation, all_: list[Relation]) -> Relation:
    """'Seven were listed, she said; | two more, a nurse said, came later': none of what somebody else says before the semicolon
    is said by whoever speaks behind it."""
    before = [i for i in r.content if r.source and i < r.source[0]]
    clause = max((i + 1 for i in before if p.words[i] == ";" and not p.quoted[i]), default=0)
    if not clause or not any(q is not r and q.content and clause > max(q.cue) > before[0] for q in all_):
        return r
    return replace(r, content=tuple(i for i in r.content if i >= clause))


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


def _before_aside(p: Paragraph, r: Relation) -> Relation:
    """'The latter, asked whether it held, answered that it did': who stands before the aside speaks."""
    at = min(r.cue)
    strong = len(r.cue) == 1 and p.words[at].lower() in lexicon().cues
    if r.source or not strong or at < 3 or p.words[at - 1] != "," or p.quoted[at] or at + 1 >= len(p.words):
        return r
    if p.words[at].endswith("ing") or p.words[at + 1].lower() not in listed("clause") | {'"', "“"}:
        return r
    found = subject(p, at, _sentence(p, at)[0])
    comma = found.index(next(i for i in found if p.words[i] == ",")) if found else 0
    return replace(r, source=found[:comma]) if comma and min(r.content) > at else r


def _same_subject(p: Paragraph, r: Relation, all_: list[Relation]) -> Relation:
    """'Harl denied it, but announced that he would go': of a verb joined on, the name that begins the sentence speaks, else who
    spoke before in it."""
    at = min(r.cue)
    joined = at > 0 and p.words[at - 1].lower() in JOINS
    if r.source or not joined or p.quoted[at] or p.words[r.root].lower() not in lexicon().cues:
        return r
    first = _sentence(p, at)[0]
    name = next((n for n in p.names if n.first == first and n.last < at), None)
    spoke = [q for q in all_ if q.source and q.cue[-1] < at and p.sentence[q.root] == p.sentence[r.root]]
    if name is None and spoke:
        return replace(r, source=max(spoke, key=lambda q: q.cue[-1]).source)
    if name is None or set(r.content) & set(range(name.first, name.last)):
        return r
    return replace(r, source=tuple(range(name.first, name.last)))


def to_next_verb(p: Paragraph, r: Relation, all_: list[Relation]) -> Relation:
    """'Harl put the number at nine | and said that it rained': what the same one says behind a further verb is not said by the
    first."""
    for q in all_:
        joint = min(q.cue) - 1
        own = q.source == r.source and bool(r.source) and joint > max(r.cue) and p.words[joint].lower() in JOINS
        if own and joint in r.content and not p.quoted[joint] and (kept := tuple(i for i in r.content if i < joint)):
            return replace(r, content=kept)
    return r


def said_next(p: Paragraph, r: Relation, all_: list[Relation]) -> Relation | None:
    """'The source denied this | and said | the lorries were empty': what nobody read behind it; None if nothing stands there."""
    taken = {i for q in all_ for i in q.cue}
    low = [p.words[i].lower() for i in r.content]
    for n in range(1, min(LONG_FIRST, len(low) - LEAST_SAID)):
        at, verb = r.content[n : n + 2]
        says = low[n] in ("and", "but") and low[n + 1] in PLAIN and verb == at + 1 and verb not in taken
        if says and r.source and max(r.cue) < at and not p.quoted[at]:
            return replace(r, cue=(verb,), root=verb, content=tuple(i for i in r.content if i > verb))
        if low[n] in listed("clause") | listed("finite") | listed("irregular") or low[n].endswith("ed"):
            break  # 'confirmed that the mayor | came and said': who said it nobody knows
    return None


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
    if words in FRONTED and r.source and (below := _below_front(p, r)):
        return replace(r, content=below)
    if words not in FRONTED or set(r.source) & {at, at + 1} or at >= len(p.words):
        return r
    end = at
    while end < len(p.words) and p.words[end] not in PAUSES and end - at < LONG_SOURCE:
        end += 1
    content = tuple(i for i in r.content if not at <= i <= end)
    if end == at or end >= len(p.words) or not content:
        return r
    return replace(r, source=tuple(range(at, end)), content=content)


def _below_front(p: Paragraph, r: Relation) -> tuple[int, ...]:
    """'“Not a coin.” According to a report, | the cart was bought': what follows in the sentence, where only what stood before it
    was read as said; else ()."""
    first, last = _sentence(p, r.cue[0])
    comma = max(r.source) + 1
    behind = comma > max(r.cue) + 1 and p.words[comma : comma + 1] == (",",)
    if r.cue[0] != first or not behind or any(i >= first for i in r.content):
        return ()
    return tuple(range(comma + 1, last - (p.words[last - 1] in {".", "!", "?"})))


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
