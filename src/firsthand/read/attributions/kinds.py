"""What a source's own words let us know of it, where a name in them would mislead.

'Sources in Keldon' are sources, whatever name stands beside them; 'the daily Libra' is an outlet; 'two people familiar with
the talks' are a source and no kind of people.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from firsthand import lang
from firsthand.model.readings import SourceKind
from firsthand.model.spans import Span
from firsthand.read.lexicon import as_source_kind, ends_noun, is_document_noun, lexicon, listed
from firsthand.read.names.lexicon import names
from firsthand.read.names.mentions import clean
from firsthand.read.speakers.resolve import Speaker
from firsthand.read.words import Paragraph

ARTICLES = frozenset({"the", "a", "an"})
FAR_BEHIND = 10  # words behind a name in which ', the state news agency,' stands
PEOPLE = frozenset({"people", "persons", "individuals", "person", "someone", "men", "women", "others"})


def settled(text: str, p: Paragraph, source: Sequence[int], speaker: Speaker) -> Speaker:
    """The speaker with the kind that the source's own words give; unnamed ones keep no name but these words."""
    if not source or _resolved(speaker):
        return speaker
    words = _joined([p.words[i] for i in source])
    low = [w.lower() for w in words]
    head = _head(low)
    if _is_outlet(words, low, head) or _apposed_outlet(p, source, words, low, head):
        return speaker if speaker.kind == "media_outlet" else replace(speaker, kind="media_outlet")
    kind = _unnamed(words, low, head)
    if kind is None or (kind == speaker.kind and (kind != "document" or low[head] in (speaker.name or "").lower())):
        return speaker
    if speaker.kind in ("media_outlet", "document") and kind not in ("document", "unnamed_source"):
        return speaker
    whole = Span(p.starts[source[0]], p.ends[source[-1]])
    name = clean(" ".join(whole.of(text).split()), "other")
    why = "the document's own words" if kind == "document" else "not named: the article's own words"
    return Speaker(kind, name, whole, why)


def _resolved(speaker: Speaker) -> bool:
    """Whether the speaker was found elsewhere in the article: '... = the person quoted before'."""
    return " = " in speaker.why


def _head(low: list[str]) -> int:
    """The last word before a preposition, a relative or a comma: of 'a security source in Keldon' the third."""
    ends = _words()["ends_head"]
    for n, w in enumerate(low):
        if n and (w in ends or ends_noun(low[n - 1], w) or not (w[0].isalnum() or w[0] in "'’")):
            return n - 1
    return len(low) - 1


def _joined(words: list[str]) -> list[str]:
    """The words with those joined that a hyphen has parted: 'state', '-', 'run' is one."""
    out: list[str] = []
    for n, word in enumerate(words):
        if out and (word == "-" or words[n - 1] == "-"):
            out[-1] += word
        else:
            out.append(word)
    return out


def _is_outlet(words: list[str], low: list[str], head: int) -> bool:
    known = _words()
    if head >= 1 and low[head] in ("agency", "agencies"):
        return any(w in known["agency_lead"] for w in low[:head])
    if low[head] in known["outlet_head"] and not any(w in lexicon().anonymous for w in low[: head + 1]):
        return True
    for n, w in enumerate(low[:head]):
        leads = w in known["outlet_lead"] or (w == "agency" and n and low[n - 1] in known["agency_lead"])
        if leads and words[n + 1][0].isupper() and low[head] not in lexicon().anonymous:
            return True
    names = [w for w in words[: head + 1] if w[0].isupper()]
    outlet = any(w in lexicon().outlet_words for w in names) and not any(w in lexicon().organisations for w in names)
    return (
        outlet
        and words[head][0].isupper()
        and len(names) >= head + (low[0] not in ARTICLES)
        and "'s" not in low
        and "’s" not in low
    )


def _apposed_outlet(p: Paragraph, source: Sequence[int], words: list[str], low: list[str], head: int) -> bool:
    """'Heron, the state news agency,', 'Heron, a website close to the group': a name, and what it is."""
    if not words[head][0].isupper() or low[head] in lexicon().anonymous or "’s" in low or "'s" in low:
        return False
    behind = [w.lower() for w in p.words[source[-1] + 1 : source[-1] + 1 + FAR_BEHIND]] if head == len(low) - 1 else []
    told = low[head + 1 :] or behind
    if told[:1] != [","] or told[1:2] not in (["the"], ["a"], ["an"], ["its"]):
        return False
    ends = next((n for n, w in enumerate(told[2:], 2) if w in _words()["ends_head"] or not w[0].isalnum()), len(told))
    last, before = told[ends - 1], told[ends - 2]
    return last in _words()["outlet_head"] | _words()["outlet_lead"] or (
        last == "agency" and before in _words()["agency_lead"]
    )


def _unnamed(words: list[str], low: list[str], head: int) -> SourceKind | None:
    """The kind of a source whose head is a common noun with no name set beside it."""
    beside = any(w == "," and words[k + 1][0].isupper() for k, w in enumerate(words[:-1]) if k > head)
    kind = lexicon().anonymous.get(low[head])
    if kind is None and is_document_noun(low[head]) and head + 1 < len(words):
        return "document"
    of_state = low[head] in listed("side") and any(w in names().nationalities for w in words[:head])
    if kind is None or beside or of_state or (words[head][0].isupper() and (head > 0 or _titles_a_name(words, low))):
        return None
    tail = low[head + 1 :]
    if low[head] in PEOPLE and any(w in _words()["knows"] for w in tail):
        return "unnamed_source"
    if kind == "unnamed_group" and any(w in _words()["withheld"] for w in tail):
        return "unnamed_source"  # 'a doctor who was not authorised to speak': somebody, and no kind of people
    return as_source_kind(kind)


def _titles_a_name(words: list[str], low: list[str]) -> bool:
    """'Secretary of Works Mara Lind': a title with its portfolio, and a name right behind."""
    return words[0] in names().titles and low[1:2] == ["of"] and words[-2][0].isupper() and len(words) > 4


@cache
def _words(code: str = "en") -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for role, held in lang.get(code).table("source_words"):
        found.setdefault(role, set()).update(held.split())
    return {role: frozenset(all_) for role, all_ in found.items()}
