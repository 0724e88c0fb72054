"""How a source stands to what it is said to have said: by the cue's words, then by what the content's own words do."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from firsthand.model.readings import Stance
from firsthand.read.labels import Relation
from firsthand.read.lexicon import Cue, as_stance, lexicon, listed
from firsthand.read.words import CLOSES, Paragraph

OPENINGS = (["to"], ["for"], ["comment"])  # words of a content that belong to the cue's phrase: 'declined | to say'
LOOK = 15  # words of the content's first sentence that are looked at
Pattern = tuple[bool, tuple[frozenset[str] | None, ...], str]  # whether at the front; words, None for a gap; stance


def stance_of(p: Paragraph, r: Relation) -> Stance:
    """The stance of one attribution. Phrases first ('declined to say'), then the cue's verb, then the content."""
    low = [w.lower().replace("’", "'") for w in p.words]
    near = [
        i for i in range(max(0, r.cue[0] - 3), r.cue[0]) if i not in r.content and p.sentence[i] == p.sentence[r.root]
    ]
    near = near[max((n + 1 for n, i in enumerate(near) if low[i] in ("but", "and")), default=0) :]
    start = [low[i] for i in r.content if p.words[i][0].isalnum() or p.words[i][0] in "'’"][:2]
    cue = " ".join([*(low[i] for i in (*near, *r.cue)), *(start if start[:1] in OPENINGS else [])])
    for words, stance in lexicon().stance_phrases:
        if f" {words} " in f" {cue} ":
            return as_stance(stance)
    known = [lexicon().cues[low[i]] for i in (r.root, *r.cue) if low[i] in lexicon().cues]
    if known and listed("negation") & {low[i] for i in (*near[-2:], *r.cue)}:
        if known[0].base in listed("unsaid"):
            return "declines"
        if known[0].base in ("believe", "think", "expect"):
            return "doubts"
    return _by_verb(p, r, low, known)


def _by_verb(p: Paragraph, r: Relation, low: list[str], known: list[Cue]) -> Stance:
    if any(k.base in listed("ordering") for k in known) and _ordered(low, r):
        return "demands"
    strongest = next((k.stance for k in known if k.stance != "asserts"), None)
    if strongest == "predicts" and known[0].base in ("warn", "caution") and _looks_back(low, r):
        return "asserts"
    if strongest is not None:
        return as_stance(strongest)
    return _by_content(p, r, low) if not known or known[0].base in lexicon().plain else "asserts"


def _by_content(p: Paragraph, r: Relation, low: list[str]) -> Stance:
    words = _first_sentence(p, r, low)
    best: tuple[int, int, str] | None = None
    for n, (fronted, pattern, stance) in enumerate(_patterns()):
        for at in range(1 if fronted else len(words)):
            if _matches(words, at, pattern):
                best = min(best, (at, n, stance)) if best else (at, n, stance)
                break
    if best is not None:
        return as_stance(best[2])
    ends = {p.words[i] for i in r.content[-2:]}
    return "asks" if "?" in ends else "asserts"


def _first_sentence(p: Paragraph, r: Relation, low: list[str]) -> list[str]:
    out: list[str] = []
    for i in r.content:
        if p.words[i] in CLOSES and out:
            break
        if p.words[i][0].isalnum() or p.words[i][0] in "'’":
            out.append(low[i])
    return out[out[:1] == ["that"] :][:LOOK]


def _matches(words: Sequence[str], at: int, pattern: tuple[frozenset[str] | None, ...]) -> bool:
    if not pattern:
        return True
    first, rest = pattern[0], pattern[1:]
    if first is None:
        return any(_matches(words, k, rest) for k in range(at, min(len(words), at + 3)))
    return at < len(words) and words[at] in first and _matches(words, at + 1, rest)


@cache
def _patterns() -> tuple[Pattern, ...]:
    out: list[Pattern] = []
    for text, stance in lexicon().content_stance:
        parts = text.removeprefix("=").split()
        out.append((text[0] == "=", tuple(None if x == "~" else frozenset(x.split("|")) for x in parts), stance))
    return tuple(out)


def _ordered(low: list[str], r: Relation) -> bool:
    """'told Lower Meren to withdraw': 'to' and a verb before any 'that' or quotation."""
    start = max(r.cue) + 1
    for i in range(start, min(len(low) - 1, start + 8)):
        if low[i] == "to":
            return i > start and i in r.content and low[i + 1] not in listed("not_verb") and low[i - 1] != "had"
        if not low[i][0].isalnum() or low[i] in listed("no_order"):
            return False
    return False


def _looks_back(low: list[str], r: Relation) -> bool:
    first = {low[i] for i in r.content[:10]}
    return bool(first & listed("past")) and not first & listed("ahead")
