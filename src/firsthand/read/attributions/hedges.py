"""Attributions to nobody: 'the driver reportedly fled', 'it was reported that', 'is said to be ill'. The cue is the hedge."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.read.attributions.rules import BY, PAUSES, SURE, sentences
from firsthand.read.labels import Relation
from firsthand.read.lexicon import lexicon, listed
from firsthand.read.words import Paragraph

IMPERSONAL = frozenset({"it"})
LONG = 40  # words of a clause
FEW = 3  # words from which a clause says something


def hedges(p: Paragraph, already: Sequence[Relation]) -> list[Relation]:
    """Relations without a source, where no other relation has the hedge's words."""
    taken = {i for r in already for i in (*r.cue, *r.content, *r.source)}
    found: list[Relation] = []
    for first, last in sentences(p):
        for i in range(first, last):
            kind = lexicon().hedges.get(p.words[i].lower())
            if kind is None or i in taken or p.quoted[i]:
                continue
            made = _adverb(p, i, first, last) if kind == "adverb" else _passive(p, i, first, last)
            if made is not None and not taken & set(made.content):
                found.append(made)
                taken |= {*made.cue, *made.content}
    return found


def _adverb(p: Paragraph, i: int, first: int, last: int) -> Relation | None:
    start, end = _clause_start(p, i, first), _clause_end(p, i + 1, last)
    content = (*range(start, i), *range(i + 1, end))
    return Relation((i,), i, (), content, SURE, BY) if len(content) >= FEW and end - i < LONG else None


def _passive(p: Paragraph, i: int, first: int, last: int) -> Relation | None:
    after = p.words[i + 1].lower() if i + 1 < last else ""
    start = i
    while start > first and p.words[start - 1].lower() in listed("helper") | listed("passive"):
        start -= 1
    if not any(p.words[k].lower() in listed("passive") for k in range(start, i)) or after not in ("to", "that"):
        return None
    subject = range(_clause_start(p, start, first), start)
    said = range(i + 1, _clause_end(p, i + 1, last))
    impersonal = len(subject) == 1 and p.words[subject[0]].lower() in IMPERSONAL
    if impersonal != (after == "that") or len(said) < FEW or not subject:
        return None
    content = tuple(said) if impersonal else (*subject, *said)
    return Relation(tuple(range(start, i + 1)), i, (), content, SURE, BY)


def _clause_start(p: Paragraph, i: int, first: int) -> int:
    start = i
    while start > first and p.words[start - 1] not in PAUSES and p.words[start - 1].lower() not in listed("lead"):
        if p.quoted[start - 1]:
            break
        start -= 1
    return start


def _clause_end(p: Paragraph, i: int, last: int) -> int:
    end = i
    while end < last and p.words[end] not in {";", ".", "!", "?", "—", "–"}:
        following = p.words[end + 1].lower() if end + 1 < last else ""
        if p.words[end] == "," and (following in listed("after") | listed("lead") or following in ("which", "who")):
            break
        end += 1
    return end
