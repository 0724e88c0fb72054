"""Readings that lay nothing to anybody: 'people have been writing to ask, so here is what people said to me'."""

from __future__ import annotations

from firsthand.read.labels import Relation
from firsthand.read.lexicon import lexicon, listed
from firsthand.read.words import Paragraph

LITTLE = 4  # words of a content that may say nothing


def says_nothing(p: Paragraph, r: Relation) -> bool:
    """Whether a reading is of no saying: by its cue, by what would be said, or by whom.

    'they | are not about | the same aircraft', 'said | what', 'argued about | this', 'tells | it differently', and 'who | did
    not wish | to be named', 'has never admitted | to possessing drones'; not 'denied | it', 'He says he does not know'.
    """
    if any(p.quoted[i] for i in r.content):
        return False
    cue = [p.words[i].lower() for i in r.cue if p.words[i][0].isalnum() or p.words[i][0] in "'’"]
    said = [p.words[i].lower() for i in r.content if p.words[i][0].isalnum()]
    if not listed("passive").isdisjoint(cue) and all(w in listed("no_cue") for w in cue):
        return True
    if cue[-2:] == ["known", "as"]:
        return True  # 'Oro Vann, also | known as | Abu Narva'
    if not listed("negation").isdisjoint(cue) and not listed("unheard").isdisjoint(cue):
        return True
    if 0 < len(said) <= LITTLE and _is_empty(cue, said):
        return True
    source = {p.words[i].lower() for i in (*r.source, *(i for i in r.content if i < r.cue[0]))}
    wishes = bool(source & listed("relative")) and not listed("wishing").isdisjoint(cue)
    return wishes and not listed("unnamed").isdisjoint(said)


def _is_empty(cue: list[str], said: list[str]) -> bool:
    """Whether what is said is a question word alone, or 'it' beside what makes of it a matter: "about this", "it differently"."""
    if all(w in listed("asked") for w in said):
        return True
    if any(w in lexicon().cues and lexicon().cues[w].stance != "asserts" for w in cue):
        return False  # "denied this"
    rest = [w for w in said if w not in listed("pro")]
    turned = all(w in listed("matter") or w.endswith("ly") for w in rest)
    return turned and len(rest) < len(said) and (bool(rest) or cue[-1] in listed("matter"))
