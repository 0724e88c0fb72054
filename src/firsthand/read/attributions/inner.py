"""What somebody is told to have said within what another says: 'He added that [the miller] had [warned] the port'."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.read.attributions.channels import channels
from firsthand.read.attributions.kinds import source_words
from firsthand.read.attributions.rules import BY, SURE
from firsthand.read.labels import Relation
from firsthand.read.lexicon import lexicon, listed
from firsthand.read.names.lexicon import names
from firsthand.read.speakers.pronouns import PRONOUNS
from firsthand.read.words import OPEN_QUOTES, Paragraph

LONGEST_PARTY = 9  # words
LEAST_SAID = 3  # words
ACTS = frozenset({"declare", "note", "observe"})  # what is done as often as said: 'declared Friday a day of mourning'
JUDGES = frozenset({"blame", "accuse", "condemn", "criticize", "denounce"})  # only by words
PLAIN = frozenset({"said", "says", "say", "told", "tells", "tell", "wrote", "writes"})
DONE = frozenset({"had", "has", "have"})
DETERMINERS = frozenset({"the", "a", "an", "his", "her", "their", "its", "our", "my", "some", "several"})
BREAKS = frozenset({"and", "or", "to", "if"})  # words that stand in no party's


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
    at = None if p.quoted[first] or not _may_speak(p, first) else _verb(p, low, content, start)
    if at is None:
        return None
    verb = at
    while verb < len(content) and low[content[verb]] in listed("helper"):
        verb += 1
    helping = {low[content[n]] for n in range(at, verb)}
    if verb < len(content) and low[content[verb]] in OPEN_QUOTES | {'"'}:
        verb += 1  # 'had “confessed to it”'
    if verb == len(content) or not _says(low[content[verb]], helping) or not p.words[content[verb]].islower():
        return None
    said = _said(low, content[verb + 1 :], low[content[verb]])
    if len(said) < LEAST_SAID or said[-1] - said[0] + 1 != len(said):
        return None
    return Relation(tuple(content[at : verb + 1]), content[verb], tuple(content[start:at]), tuple(said), SURE, BY)


def _may_speak(p: Paragraph, first: int) -> bool:
    """Whether a party may begin at a word: 'the', 'Mara', 'residents'; no pronoun."""
    word = p.words[first]
    if word.lower() in DETERMINERS | {"both"} | source_words()["one"] | source_words()["several"]:
        return True
    known = word in names().nationalities or word in lexicon().anonymous or word[0].isupper()
    return known and word.lower() not in PRONOUNS


def _verb(p: Paragraph, low: Sequence[str], content: Sequence[int], start: int) -> int | None:
    """Where a party's words end, before a verb of saying or its helper; None where a clause stands between."""
    for n in range(start + 1, min(len(content), start + LONGEST_PARTY + 1)):
        word = low[content[n]]
        if word in listed("helper") or (word in lexicon().cues and low[content[n - 1]] not in DETERMINERS):
            return n
        closed = listed("finite") | listed("relative") | PRONOUNS | BREAKS
        if not word[0].isalnum() or word in closed:
            return None
    return None


def _says(word: str, helping: set[str]) -> bool:
    """Whether a word is a verb of saying, and no noun: 'said', 'warned', 'has claimed'; not 'claims', 'will report'."""
    cue = lexicon().cues.get(word)
    if cue is None or not (cue.strong or cue.base in JUDGES) or cue.base in ACTS:
        return False
    if not helping.isdisjoint(listed("passive") | listed("negation")):
        return False
    return not DONE.isdisjoint(helping) if helping else word in PLAIN or word.endswith("ed")


def _said(low: Sequence[str], after: Sequence[int], verb: str) -> Sequence[int]:
    """What is said behind the verb: without whom it was told, 'that', and what the outer one goes on to say."""
    reach = LONGEST_PARTY if verb in channels().takes_object else 1  # 'told the port that'
    said = after[next((n + 1 for n, i in enumerate(after[:reach]) if low[i] == "that"), 0) :]
    more = (n - 1 for n in range(2, len(said)) if low[said[n]] == "that" and low[said[n - 1]] in ("and", "but"))
    return said[: next(more, len(said))]  # 'both say they saw it | and that nobody came'
