"""The source of a relation with its edges put right by words alone: what stands in its middle, or was taken for it and is not.

'Oro | Vann | retorted' gives the whole name; 'a mate | recalled | the exchange' the mate alone. See `mend` for the contents.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from firsthand.read.attributions.channels import channels, cue_at
from firsthand.read.attributions.rules import DASHES, sentences
from firsthand.read.labels import Relation
from firsthand.read.lexicon import listed
from firsthand.read.words import Paragraph, stretches

LONG_SOURCE = 14  # words
LONG_ASIDE = 20  # words between dashes
FRONTED = (("according", "to"), ("as", "per"))


def with_source(p: Paragraph, r: Relation) -> Relation:
    """The relation with its source put right."""
    for mended in (
        _near,
        _named,
        _with_adjective,
        _before_dashes,
        _to_noun,
        _by,
        _without_object,
        _put,
        _aged,
        _turning,
        _heard,
    ):
        r = mended(p, r)
    return r


def _named(p: Paragraph, r: Relation) -> Relation:
    """'Mayor Oro | Vann | retorted': of a name right before the verb all is the source."""
    rest = range(r.source[-1] + 1, min(r.cue)) if r.source else ()
    if not rest or not all(p.words[i][0].isupper() and not p.quoted[i] for i in (rest[0] - 1, *rest)):
        return r
    return replace(r, source=(*r.source, *rest), content=tuple(i for i in r.content if i not in rest))


def _with_adjective(p: Paragraph, r: Relation) -> Relation:
    """'the group's | purported | spokesman': what stands in the middle of a source is part of it."""
    gaps = [i + 1 for i, k in pairwise(r.source) if k == i + 2 and p.words[i + 1].endswith("ed")]
    if not gaps or {*gaps} & {*r.cue}:
        return r
    return replace(r, source=tuple(sorted((*r.source, *gaps))), content=tuple(i for i in r.content if i not in gaps))


def _before_dashes(p: Paragraph, r: Relation) -> Relation:
    """'The report, dated in May — | an error — | says': who speaks stands before the dashes."""
    at = min(r.cue)
    last = r.source[-1] if r.source else at - 1
    if last < 1 or last + 1 != at or p.words[last] not in DASHES:
        return r
    first = next(start for start, end in sentences(p) if start <= at < end)
    opening = next((k for k in range(last - 1, max(first, last - LONG_ASIDE), -1) if p.words[k] in DASHES), first)
    led = p.words[first].lower() in ("the", "a", "an") and opening - first < LONG_SOURCE
    return replace(r, source=tuple(range(first, at))) if led and opening > first else r


def _to_noun(p: Paragraph, r: Relation) -> Relation:
    """'the group's | spokesman, who uses another name, | said': a source goes on to whom its owner has."""
    at = min(r.cue)
    if not r.source or r.source[-1] >= at or not p.words[r.source[-1]].lower().endswith(("'s", "’s")):
        return r
    last = r.source[-1]
    end = next((k for k in range(last + 1, at) if not p.words[k].islower()), at)
    return replace(r, source=(*r.source, *range(last + 1, end))) if end < at and p.words[end] == "," else r


def _without_object(p: Paragraph, r: Relation) -> Relation:
    """'A mate | recalled | the exchange', 'Harl | told | Delta TV': who speaks stands before the verb, none behind it."""
    last = max(r.cue)
    before, behind = [i for i in r.source if i < min(r.cue)], [i for i in r.source if i > last]
    close = bool(before) and min(r.cue) - before[-1] <= 1 + (p.words[min(r.cue) - 1] == ",")
    cue = tuple(p.words[i].lower() for i in r.cue[:2])
    if not close or behind[:1] != [last + 1] or cue in FRONTED or p.words[last].lower() == "by":
        return r
    return replace(r, source=tuple(before))


def in_brackets(p: Paragraph, r: Relation) -> Relation:
    """'Nine are dead ([the ministry] says six) and more are hurt': what is said within brackets has its source there."""
    at = min(r.cue)
    first = next(start for start, end in sentences(p) if start <= at < end)
    opening = next((i for i in range(at - 1, first - 1, -1) if p.words[i] in "()"), first)
    closing = next((i for i in range(at, len(p.words)) if p.words[i] == ")"), None)
    if p.words[opening] != "(" or closing is None:
        return r
    source, content = (tuple(i for i in part if opening < i < closing) for part in (r.source, r.content))
    return replace(r, source=source, content=content) if source and content else r


def _near(p: Paragraph, r: Relation) -> Relation:
    """'[The party] accused him of what [its leader] | termed': who stands right before the verb, none before another."""
    pieces = list(stretches(r.source))
    if (
        len(r.source) > 2
        and p.words[r.source[0]].lower() == "it"
        and p.words[r.source[1]].lower() in ("a", "an", "the")
    ):
        return replace(r, source=r.source[1:])  # 'In it | a woman | says'
    aside = len(pieces) > 1 and pieces[-1] == (min(r.cue) - 1, min(r.cue)) and p.words[min(r.cue) - 2] == ","
    if aside and p.words[r.source[-1]].lower() in listed("pronoun") | {"it"}:
        return replace(r, source=r.source[-1:])  # 'He rang, [it] states, to ask'
    if len(pieces) < 2 or not 0 <= min(r.cue) - pieces[-1][1] <= (p.words[min(r.cue) - 1] == ","):
        return r
    between = range(pieces[-2][1], pieces[-1][0])
    done = (i for i in between if p.words[i + 1].lower() != "by")  # 'The letter, signed by Ana Ruiz, says'
    known = any((cue := cue_at(p, i)) is not None and cue.strong for i in done)
    return replace(r, source=tuple(range(*pieces[-1]))) if known else r


def _by(p: Paragraph, r: Relation) -> Relation:
    """'I | am told | by a member of the cabinet that': the one by whom it is told, not who is told."""
    last = max(r.cue)
    behind = tuple(i for i in r.source if i > last)
    passive = p.words[last].lower() in channels().takes_object and p.words[last + 1 : last + 2] == ("by",)
    return replace(r, source=behind) if passive and behind[:1] == (last + 2,) else r


def _put(p: Paragraph, r: Relation) -> Relation:
    """'Narva, as [its minister] put it, saw nothing': who speaks stands behind the "as"."""
    at = next((n for n, i in enumerate(r.source) if n and p.words[i - 1].lower() == "as" and i - 1 not in r.source), 0)
    whole = r.source[-1] + 1 == min(r.cue) if r.source else False
    return replace(r, source=r.source[at:]) if at and whole and p.words[max(r.cue)].lower() == "it" else r


def _aged(p: Paragraph, r: Relation) -> Relation:
    """'The captain, Oro Vann, | 51, from Narva, | was heard': a source that begins with an age goes back to whose it is."""
    if not r.source or not p.words[r.source[0]].isdigit() or r.source[0] < 2 or p.words[r.source[0] - 1] != ",":
        return r
    first, end = next(start for start, stop in sentences(p) if start <= r.source[0] < stop), r.source[0] - 1
    start = end
    while start > first and p.words[start - 1][0].isupper():
        start -= 1
    return replace(r, source=(*range(start, end + 1), *r.source)) if start < end else r


def _turning(p: Paragraph, r: Relation) -> Relation:
    """'A second official | contacted Delta TV | to say': a source ends before the verb by which it turns to somebody."""
    if not r.source or [p.words[i].lower() for i in r.cue[:2]] != ["to", "say"]:
        return r
    turns = next((n for n, i in enumerate(r.source) if n and p.words[i].lower() in listed("turns_to")), 0)
    return replace(r, source=r.source[:turns]) if turns else r


def _heard(p: Paragraph, r: Relation) -> Relation:
    """'The port | was warned of | a storm': who was told says nothing."""
    low = [p.words[i].lower() for i in r.cue]
    verbs = {w for w in channels().takes_object if w.endswith(("ed", "told"))}
    told = [n for n, w in enumerate(low) if n and low[n - 1] in listed("passive") and w in verbs]
    said_by = told and p.words[r.cue[told[0]] + 1 : r.cue[told[0]] + 2] == ("by",)
    heard = bool(told) and not said_by and bool(r.source) and max(r.source) < min(r.cue)
    return replace(r, source=()) if heard else r


def without_helpers(p: Paragraph, r: Relation) -> Relation:
    """'Tide Radio | had earlier | quoted': what helps the verb is no part of the source."""
    end = len(r.source)
    while (
        end > 1
        and p.words[r.source[end - 1]] in listed("helper")
        and r.source[end - 1] + 1 == min(r.cue) - (len(r.source) - end)
    ):
        end -= 1
    return replace(r, source=r.source[:end]) if end < len(r.source) else r
