"""Which words of a paragraph report a happening, and how the text has it: as happened, denied, possible or planned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from firsthand.lang.happenings import Trigger
from firsthand.model.readings import Polarity
from firsthand.read.events.lexicon import Lexicon
from firsthand.read.words import Paragraph

OTHER = "other"  # the kind of what no table has
BACK = 4  # words before a trigger that may say "not", "may", "will"


@dataclass(frozen=True, slots=True)
class Found:
    """A trigger: words [first, last) of a paragraph, in the sentence of words [start, stop)."""

    trigger: Trigger
    first: int
    last: int
    start: int
    stop: int
    noun: bool
    passive: bool


def triggers(p: Paragraph, low: tuple[str, ...], known: Lexicon) -> Iterator[Found]:
    """Every trigger of a paragraph, in order; the longest where several begin at one word."""
    i = 0
    bounds = _sentences(p)
    while i < len(low):
        size = _length(low, i, known)
        if size and not _stopped(p, low, i, size, known):
            trigger = known.triggers[" ".join(low[i : i + size])]
            noun = _is_noun(p, low, i, size, trigger, known)
            if noun is not None:
                yield Found(
                    trigger,
                    i,
                    i + size,
                    *bounds[p.sentence[i]],
                    noun,
                    not noun and _passive(p, low, i, size, trigger, known),
                )
        i += size or 1


def given(p: Paragraph, low: tuple[str, ...], first: int, last: int, known: Lexicon) -> Found:
    """The trigger at words [first, last), whether or not a table has it: for measuring on gold mentions."""
    held = (known.triggers.get(" ".join(low[first:last])), *(known.triggers.get(w) for w in low[first:last]))
    trigger = next((x for x in held if x is not None), None)
    if trigger is None:
        verb = low[last - 1].endswith(("ed", "ing", "s"))
        trigger = Trigger(OTHER, low[last - 1], "actor", "target", not verb, verb, low[last - 1].endswith("ed"))
    bounds = _sentences(p)[p.sentence[first]]
    noun = _is_noun(p, low, first, last - first, trigger, known) is not False
    return Found(
        trigger, first, last, *bounds, noun, not noun and _passive(p, low, first, last - first, trigger, known)
    )


def polarity(low: tuple[str, ...], f: Found, known: Lexicon) -> Polarity:
    """'did not strike' is denied, 'may have struck' possible, 'will strike' planned; else told."""
    does = known.does
    before = low[max(f.start, f.first - BACK) : f.first]
    if any(w in does["not"] for w in before[-3:]):
        return "denied"
    if any(w in does["may"] for w in before[-3:]):
        return "possible"
    near = before[-3:]
    planned = any(w in does["ahead"] for w in near) or (
        not f.noun and "to" in near[-2:] and any(w in does["plan"] or w in does["be"] for w in before)
    )
    if planned or (f.noun and any(w in does["plan"] for w in near[-2:])):
        return "planned"
    return "told"


def _sentences(p: Paragraph) -> dict[int, tuple[int, int]]:
    bounds: dict[int, tuple[int, int]] = {}
    for i, number in enumerate(p.sentence):
        bounds[number] = (bounds.get(number, (i, i))[0], i + 1)
    return bounds


def _length(low: tuple[str, ...], i: int, known: Lexicon) -> int:
    """Words of the longest trigger that begins here; 0 if none does."""
    if low[i] in known.firsts:
        for size in range(min(known.longest, len(low) - i), 1, -1):
            if " ".join(low[i : i + size]) in known.triggers:
                return size
    return 1 if low[i] in known.triggers else 0


def _stopped(p: Paragraph, low: tuple[str, ...], i: int, size: int, known: Lexicon) -> bool:
    """What only looks like a trigger: 'strike group'; a name ('Strike Force'), unless the line is in title case."""
    word, after = low[i], low[i + size : i + size + 2]
    stops = known.stops.get(word, frozenset())
    if after and (after[0] in stops or " ".join(after) in stops):
        return True
    if i and low[i - 1] in known.stops_before.get(word, frozenset()):
        return True
    return any(n.first <= i < n.last and n.last - n.first > 1 and n.label != "EVENT" for n in p.names)


def _is_noun(p: Paragraph, low: tuple[str, ...], i: int, size: int, t: Trigger, known: Lexicon) -> bool | None:
    """Whether a form that may be either stands as a noun; None where it stands as what it cannot be."""
    if size > 1 or not t.noun:
        return False if _may_be_verb(low, i, known) else None
    if not t.verb:
        return True
    does = known.does
    before = low[i - 1] if i and p.sentence[i - 1] == p.sentence[i] else ""
    after = low[i + 1] if i + 1 < len(low) else "."
    led = before in does["determiner"] or before in known.instruments
    if low[i].endswith("ing"):
        return led or after in does["ing_after"]
    if led or before in does["noun_before"] or before.endswith(("'s", "’s")):
        return True
    if any(before in does[role] for role in ("verb_before", "ahead", "may", "aside")):
        return False
    if after in does["determiner"] or (after in does["place"] and t.past):
        return False
    return after in does["noun_after"]


def _may_be_verb(low: tuple[str, ...], i: int, known: Lexicon) -> bool:
    """Not after an article: 'the left', 'a killed'; those are words of other kinds."""
    return not (i and low[i - 1] in ("a", "an") and not low[i].endswith("ed"))


def _passive(p: Paragraph, low: tuple[str, ...], i: int, size: int, t: Trigger, known: Lexicon) -> bool:
    """'was struck', 'were badly hurt'; without the verb in front of 'in', 'by' or the end: 'three killed in raid'."""
    if not t.past or t.object is None:
        return False
    at = i - 1
    while at >= 0 and low[at] in known.does["aside"]:
        at -= 1
    if at >= 0 and (low[at] in known.does["be"] or low[at] == "those"):
        return True  # "was struck", "those killed and injured"
    if at >= 0 and low[at] in known.does["have"]:
        return False
    after = low[i + size] if i + size < len(low) and p.sentence[i + size] == p.sentence[i] else "."
    return after == "by" or (
        (after in known.does["place"] or after in ("after", "as", "when", "during", ".", ","))
        and (t.subject == "actor" and t.object == "victim")
    )
