"""What somebody is told to have said within what another says: 'He added that [the miller] had [warned] the port'."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.read.attributions.channels import channels
from firsthand.read.attributions.rules import BY, SURE
from firsthand.read.labels import Relation
from firsthand.read.lexicon import lexicon, listed
from firsthand.read.names.lexicon import names
from firsthand.read.words import Paragraph

LONGEST_PARTY = 9  # words
LEAST_SAID = 3  # words
ACTS = frozenset({"declare", "note", "observe"})  # what is done as often as said: 'declared Friday a day of mourning'
DETERMINERS = frozenset({"the", "a", "an", "his", "her", "their", "its", "our", "my", "some", "several", "both"})


def inner(p: Paragraph, already: Sequence[Relation]) -> list[Relation]:
    """Relations that contents open with, where no other was read there: a party, and a verb that hardly does anything else."""
    taken = {i for r in already for i in r.cue}
    found: list[Relation] = []
    for r in already:
        made = _opens_with(p, r)
        if made is not None and taken.isdisjoint(made.cue):
            found.append(made)
            taken |= set(made.cue)
    return found


def _opens_with(p: Paragraph, r: Relation) -> Relation | None:
    content, low = r.content, [w.lower() for w in p.words]
    start = 1 if low[content[0]] == "that" and len(content) > 1 else 0
    first = content[start]
    if p.quoted[first] or not _may_speak(p, first):
        return None
    at = _verb(p, low, content, start)
    if at is None:
        return None
    verb = at
    while verb < len(content) and low[content[verb]] in listed("helper"):
        verb += 1
    cue = lexicon().cues.get(low[content[verb]]) if verb < len(content) else None
    helping = {low[content[n]] for n in range(at, verb)}
    plain = (
        verb < len(content) and p.words[content[verb]].islower() and low[content[at - 1]] not in DETERMINERS - {"both"}
    )
    if (
        cue is None
        or not cue.strong
        or cue.base in ACTS
        or not plain
        or not helping.isdisjoint(listed("passive") | listed("negation"))
    ):
        return None
    said = content[verb + 1 :]
    reach = LONGEST_PARTY if low[content[verb]] in channels().takes_object else 1  # 'told the port that'
    that = next((n for n, i in enumerate(said[:reach]) if low[i] == "that"), -1)
    said = said[that + 1 :]
    low_said = [low[i] for i in said]
    more = (n for n in range(1, len(said)) if low_said[n] == "that" and low_said[n - 1] in ("and", "but"))
    said = said[: next(more, len(said) + 1) - 1]  # 'both say they saw it | and that nobody came'
    if len(said) < LEAST_SAID or said != tuple(range(said[0], said[-1] + 1)):
        return None
    return Relation(tuple(content[at : verb + 1]), content[verb], tuple(content[start:at]), tuple(said), SURE, BY)


def _may_speak(p: Paragraph, first: int) -> bool:
    """Whether a party may begin at a word: 'the', 'Mara', 'residents'; no pronoun."""
    word = p.words[first]
    return (
        word.lower() in DETERMINERS or word in names().nationalities or word[0].isupper() or word in lexicon().anonymous
    )


def _verb(p: Paragraph, low: Sequence[str], content: Sequence[int], start: int) -> int | None:
    """Where a party's words end, before a verb of saying or its helper; None where a clause stands between."""
    for n in range(start + 1, min(len(content), start + LONGEST_PARTY + 1)):
        word = low[content[n]]
        if word in listed("helper") or (word in lexicon().cues and low[content[n - 1]] not in DETERMINERS - {"both"}):
            return n
        if (
            not word[0].isalnum()
            or word in listed("finite")
            or word in listed("relative")
            or word in ("and", "or", "to")
        ):
            return None
    return None
