"""What a source's own words let us know of it, where a name in them would mislead.

'Sources in Keldon' are sources, whatever name stands beside them; 'the daily Libra' is an outlet; 'two people familiar with
the talks' are a source and no kind of people.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from firsthand import lang
from firsthand.model.readings import SourceKind
from firsthand.model.spans import Span
from firsthand.read.lexicon import as_source_kind, ends_noun, is_document_noun, lexicon, listed
from firsthand.read.names.lexicon import key_of, names
from firsthand.read.names.mentions import clean
from firsthand.read.speakers.called import GOES_BY, RIGHT_BEHIND
from firsthand.read.speakers.resolve import HOW, SIDES, Speaker
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
    head = _head(words, low)
    if _is_many_outlets(words, low, head):
        return _unnamed_speaker(p, source, text, "unnamed_group")
    if _is_outlet(words, low, head) or _apposed_outlet(p, source, words, low, head):
        return speaker if speaker.kind == "media_outlet" else replace(speaker, kind="media_outlet")
    alone = len(words) == 1 and speaker.kind in ("named_person", "named_organisation") and speaker.name == words[0]
    if alone and key_of(words[0]) not in names().known and _cites(p, source[-1] + 1):
        return replace(speaker, kind="media_outlet")
    if speaker.kind == "named_person" and _of_several(low, head) is not None:
        return speaker  # 'one of the survivors, the able seaman Oro Vann'
    kind = _unnamed(words, low, head)
    if speaker.kind == "named_organisation" and words[head][0].isupper() and "(" in words:
        return speaker  # 'Sons of the Coast (SOC)'
    if kind is None or (kind == speaker.kind and (kind != "document" or low[head] in (speaker.name or "").lower())):
        return speaker
    if speaker.kind == "media_outlet" and low[head] in lexicon().outlet_heads and words[head + 1 : head + 2] == [","]:
        return speaker  # 'a Narvan website, Tolo Online'
    if speaker.kind in ("media_outlet", "document") and kind not in ("document", "unnamed_source"):
        return speaker
    told = head + 3 if low[head] in source_words()["one"] and low[head + 1 : head + 2] == ["of"] else 0
    if told and low[told : told + 1] == [","] and low[told + 1 : told + 2] in (["a"], ["an"]):
        source = source[told + 1 :]  # 'one of them, a winch operator'
    return _unnamed_speaker(p, source, text, kind)


def _cites(p: Paragraph, at: int) -> bool:
    """Whether ', citing ... newspaper' or 'reported ..., citing' follows: 'Delta, [citing the newspaper Narva]'."""
    behind = [w.lower() for k, w in enumerate(p.words[at:], at) if p.sentence[k] == p.sentence[at - 1]]
    if behind[:1] in (["reported"], ["reports"]):
        return any(pair in ((",", "citing"), (",", "quoting")) for pair in pairwise(behind))
    if [w.lower() for w in p.words[at : at + 2]] not in ([",", "citing"], [",", "quoting"]):
        return False
    aside = [w.lower() for w in p.words[at + 2 : at + 2 + FAR_BEHIND]]
    return not (source_words()["outlet_head"] | lexicon().outlet_heads).isdisjoint(aside)


def _unnamed_speaker(p: Paragraph, source: Sequence[int], text: str, kind: SourceKind) -> Speaker:
    whole = Span(p.starts[source[0]], p.ends[source[-1]])
    words = " ".join(whole.of(text).split())
    name = clean(words if kind == "document" else HOW.sub("", words), "other")
    why = "the document's own words" if kind == "document" else "not named: the article's own words"
    return Speaker(kind, name, whole, why)


def _is_many_outlets(words: list[str], low: list[str], head: int) -> bool:
    """'Norlandic media', 'some newspapers': outlets at large; not 'state media', 'Heron Media', 'the newspaper Heron'."""
    named = any(w[0].isupper() for w in words[head + 1 : head + 2])
    known = source_words()
    return (
        words[head].islower() and low[head] in known["outlet_many"] and not named and known["of_state"].isdisjoint(low)
    )


def _resolved(speaker: Speaker) -> bool:
    """Whether the speaker was found elsewhere in the article: '... = the person quoted before'; or goes by a name."""
    return " = " in speaker.why or (speaker.kind == "named_person" and speaker.why in (GOES_BY, RIGHT_BEHIND))


def _head(words: list[str], low: list[str]) -> int:
    """The last word before a preposition, a relative or a comma: of 'a security source in Keldon' the third."""
    ends = source_words()["ends_head"]
    for n, w in enumerate(low):
        after = (words[n].islower() or w == "i") and ends_noun(low[n - 1], w)  # not 'spokesman | Ahmed'
        if n and (w in ends or after or not (w[0].isalnum() or w[0] in "'’")):
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
    known = source_words()
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
    ends = next(
        (n for n, w in enumerate(told[2:], 2) if w in source_words()["ends_head"] or not w[0].isalnum()), len(told)
    )
    last, before = told[ends - 1], told[ends - 2]
    return last in source_words()["outlet_head"] | source_words()["outlet_lead"] or (
        last == "agency" and before in source_words()["agency_lead"]
    )


def _unnamed(words: list[str], low: list[str], head: int) -> SourceKind | None:
    """The kind of a source whose head is a common noun with no name set beside it."""
    beside = any(
        w == "," and words[k + 1][0].isupper() and not _is_place(low[k - 1])
        for k, w in enumerate(words[:-1])
        if k > head
    )
    kind = _of_several(low, head) or lexicon().anonymous.get(low[head])
    sits = next((n for n in range(head + 1, len(low)) if low[n] in source_words()["sits_in"]), 0)
    if low[head] in source_words()["member"] and sits and words[sits + 1 : sits + 2] == low[sits + 1 : sits + 2]:
        kind = "unnamed_official"  # 'a member of the Norlandic delegation'
    if kind == "unnamed_official" and not source_words()["no_longer"].isdisjoint(low[: head + 1]):
        kind = "unnamed_source"  # 'a retired colonel': in office no more
    if kind is None and is_document_noun(low[head]) and head + 1 < len(words):
        return "document"
    sides = names().nationalities | SIDES
    of_state = low[head] in listed("side") and any(w in sides for w in words[:head])
    titled = words[head][0].isupper() and (head > 0 or _titles_a_name(words, low))
    if kind is None or beside or of_state or titled:
        return None
    tail = low[head + 1 :]
    if low[head] in PEOPLE and any(w in source_words()["knows"] for w in tail):
        return "unnamed_source"
    if kind == "unnamed_group" and any(w in source_words()["withheld"] for w in tail):
        return "unnamed_source"  # 'a doctor who was not authorised to speak': somebody, and no kind of people
    return as_source_kind(kind)


def _is_place(noun: str) -> bool:
    """Whether the names behind a noun are of places: 'residents of two villages, | Tolo and Lesk'."""
    types = names().place_types
    return noun.endswith("s") and (noun[:-1] in types or (noun.endswith("ies") and noun[:-3] + "y" in types))


def _of_several(low: list[str], head: int) -> str | None:
    """The kind of 'three of the freed workers', 'one of the guards': by the noun behind; of one of a people, somebody."""
    known = source_words()
    if head + 2 >= len(low) or low[head + 1] != "of" or low[head] not in known["one"] | known["several"]:
        return None
    end = next(
        (n for n in range(head + 3, len(low)) if low[n] in known["ends_head"] or not low[n][0].isalnum()), len(low)
    )
    kind = lexicon().anonymous.get(low[end - 1])
    if low[head] in known["one"]:
        return kind if kind == "unnamed_official" else "unnamed_source"
    return kind or "unnamed_group"


def _titles_a_name(words: list[str], low: list[str]) -> bool:
    """'Secretary of Works Mara Lind': a title with its portfolio, and a name right behind."""
    return words[0] in names().titles and low[1:2] == ["of"] and words[-2][0].isupper() and len(words) > 4


@cache
def source_words(code: str = "en") -> dict[str, frozenset[str]]:
    """The table `source_words`: its words, in small letters, by what they do."""
    found: dict[str, set[str]] = {}
    for role, held in lang.get(code).table("source_words"):
        found.setdefault(role, set()).update(held.split())
    return {role: frozenset(all_) for role, all_ in found.items()}
