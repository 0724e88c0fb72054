"""How a source stands to what it is said to have said: by the cue's words, then by what the content's own words do."""

from __future__ import annotations

from firsthand.model.readings import Stance
from firsthand.read.labels import Relation
from firsthand.read.lexicon import as_stance, lexicon
from firsthand.read.words import Paragraph

PLAIN = frozenset(
    ["say", "tell", "add", "state", "announce", "write", "note"]
)  # verbs that take the content's own stance
NOT = frozenset({"not", "n't", "n’t", "never", "neither"})
UNSAID = frozenset({"comment", "confirm", "specify", "say", "elaborate", "disclose", "reveal", "provide", "identify"})
LOOK = 10  # words of the content that are looked at


def stance_of(p: Paragraph, r: Relation) -> Stance:
    """The stance of one attribution. Phrases first ('declined to say'), then the cue's verb, then the content."""
    low = [w.lower() for w in p.words]
    near = [
        i for i in range(max(0, r.cue[0] - 3), r.cue[0]) if i not in r.content and p.sentence[i] == p.sentence[r.root]
    ]
    cue = " ".join(low[i] for i in (*near, *r.cue))
    for words, stance in lexicon().stance_phrases:
        if f" {words} " in f" {cue} ":
            return as_stance(stance)
    known = [lexicon().cues[low[i]] for i in (r.root, *r.cue) if low[i] in lexicon().cues]
    if known and NOT & {low[i] for i in (*near[-2:], *r.cue)}:
        if known[0].base in UNSAID:
            return "declines"
        if known[0].base in ("believe", "think", "expect"):
            return "doubts"
    if known and known[0].stance != "asserts":
        return as_stance(known[0].stance)
    return _by_content(p, r, low) if not known or known[0].base in PLAIN else "asserts"


def _by_content(p: Paragraph, r: Relation, low: list[str]) -> Stance:
    start = " ".join(low[i] for i in r.content[:LOOK])
    for words, stance in lexicon().content_stance:
        if f" {words} " in f" {start} ":
            return as_stance(stance)
    ends = {p.words[i] for i in r.content[-2:]}
    return "asks" if "?" in ends else "asserts"
