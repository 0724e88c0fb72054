"""Whose a document is that speaks, by its own words and by what was said of it before.

'the ministry’s advisory', 'a study by Peat Watch', 'images published by the firm Heron', 'a report he wrote', 'the letter' after
'a letter by Oro Vann'. Where the text tells nobody, the document is its own words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from firsthand import lang
from firsthand.model.readings import Mention
from firsthand.model.spans import Span
from firsthand.read.lexicon import as_source_kind, is_document_noun, lexicon, listed
from firsthand.read.names.lexicon import names
from firsthand.read.names.mentions import clean
from firsthand.read.speakers.clues import FAR, sentence_end, sentence_start
from firsthand.read.speakers.pronouns import PRONOUNS, of_pronoun
from firsthand.read.speakers.shapes import Said, Speaker, evidence
from firsthand.read.speakers.short import of_short_form

OWNED_BY = frozenset({"by", "from", "of"})
# matches "the energy ministry’s" of "the energy ministry’s certificate", "the fund’s" of "documents on the fund’s website"
POSSESSOR = re.compile(r"\b(?P<who>(?:the|this|that)\s(?:[\w-]+\s){0,3}?[\w-]+)[’']s?\s", re.IGNORECASE)
# matches "its statement"
OWN = re.compile(r"(?P<who>its|his|her|their)\s", re.IGNORECASE)
BACK = re.compile(r"(?:the|this|that)\s(?:[\w-]+\s){0,2}?(?P<head>[\w-]+)(?:,.*|\sitself)?", re.IGNORECASE | re.DOTALL)
# what stands between an owner and the thing: "’s long " of "Oro Vann’s long letter"
BESIDE = re.compile(r"(?:[’']s?)?\s(?:[\w-]+\s){0,3}")
# matches "in a written ", "on its Facebook ", before the noun
SPOKE_IN = re.compile(r"\b(?:in|on|via|through)\s(?:an?|its|his|her|their)\s(?:[\w-]+\s){0,3}$", re.IGNORECASE)
BY = re.compile(r"\bby\s(?:the\s)?$")
OWNERS = ("organisation", "group", "person", "outlet")
NEAR = 90  # characters between somebody and the document that he wrote


def of_document(
    text: str,
    words: str,
    whole: Span,
    here: Sequence[Mention],
    mentions: Sequence[Mention],
    said: Sequence[Said],
) -> Speaker:
    """A document, with the name of whose it is where the text tells."""
    if (people := _of_people(words, whole)) is not None:
        return people
    named = _named_owner(text, whole, here) or _named_behind(text, whole, mentions)
    if named is not None:
        return Speaker("document", *named, f"{words} = whose document it is")
    owner = _by_pronoun(text, whole, mentions, said) or _possessor(text, whole, mentions, said)
    if owner is not None and owner.name:
        return Speaker("document", owner.name, owner.span, f"{words} = whose document it is")
    before = [m for m in mentions if m.kind in OWNERS and m.span.end <= whole.start and whole.start - m.span.end < FAR]
    if (writer := _written_before(text, words, whole, before, said)) is not None:
        return Speaker("document", *writer, f"{words} = whose document it was before")
    return Speaker("document", clean(words, "document"), whole, "the document's own words")


def _of_people(words: str, whole: Span) -> Speaker | None:
    """'Reports from port officials' are the officials' words."""
    owner = re.search(r"\b(?:from|by)\s+(?P<who>(?:[\w.-]+\s+){0,4}?(?P<head>[\w-]+))(?:\s+on)?(?:\s+\w+day)?$", words)
    kind = lexicon().anonymous.get(owner["head"].lower()) if owner else None
    if owner is None or kind is None:
        return None
    return Speaker(as_source_kind(kind), clean(owner["who"], "other"), whole, f"{words} = those whose words they are")


def _named_owner(text: str, whole: Span, here: Sequence[Mention]) -> tuple[str, Span] | None:
    """The name within the document's words that owns it; "a memo seen by Peat Watch" is not its own, one published by it is."""
    for m in here:
        issued = _leads_to_writer(text[whole.start : m.span.start])
        if issued and m.kind in OWNERS and not issued["lead"].endswith("of "):
            return m.name, m.span
        if issued and issued["lead"].endswith("of "):
            at = Span(whole.start + issued.start("lead"), m.span.end)
            return clean(at.of(text), "organisation"), at  # "kept by the parish of Heron"
        if m.kind in ("person", "place", "document"):
            continue
        after = text[m.span.end : m.span.end + 2]
        before = [w.lower() for w in text[whole.start : m.span.start].split()[-2:]]
        shown = bool(before) and before[0] in names().phrase_stops and before[0] not in lexicon().roles["issued"]
        shown = shown or " ".join(before) in _shown()  # 'pictures bought by the Beacon'
        beside = text[m.span.end + 1 : whole.end].split()[:1]  # "the Dockers' Union statement"
        theirs = after[:1] == " " and bool(beside) and is_document_noun(beside[0].lower())
        if after[:1] in ("’", "'") or theirs or (before and before[-1] in OWNED_BY and not shown):
            return m.name, m.span
    return None


def _named_behind(text: str, whole: Span, mentions: Sequence[Mention]) -> tuple[str, Span] | None:
    """The writer's name right behind words that reading cut short: 'an internal report' before 'by Peat Watch'."""
    for m in mentions:
        if whole.end <= m.span.start < whole.end + len(" by the Kaldan ") and m.kind in OWNERS:
            lead = text[whole.start : m.span.start]
            return (m.name, m.span) if BY.search(lead) else None
    return None


def _by_pronoun(text: str, whole: Span, mentions: Sequence[Mention], said: Sequence[Said]) -> Speaker | None:
    """'its statement'; 'a report he wrote'."""
    own = OWN.match(text, whole.start, whole.end)
    found = own or _clause().search(text, whole.start, whole.end)
    if found is None or found["who"].lower() not in PRONOUNS:
        return None
    if own is None and not is_document_noun(found["noun"].lower()):
        return None
    at = Span(*found.span("who"))
    low = found["who"].lower()
    return of_pronoun(text, low, at, mentions, said) if low not in ("i", "we", "you") else None


def _possessor(text: str, whole: Span, mentions: Sequence[Mention], said: Sequence[Said]) -> Speaker | None:
    """'the energy ministry’s certificate': whom the short form stands for, else the body in these words."""
    found = POSSESSOR.search(text, whole.start, whole.end)
    if found is None:
        return None
    at, words = Span(*found.span("who")), " ".join(found["who"].split())
    head = words.split()[-1].lower()
    short = of_short_form(text, words, head, at, mentions, said)
    if short is not None:
        return short
    body = head in lexicon().bodies or head in names().groups
    return Speaker("named_organisation", clean(words, "organisation"), at, "named here") if body else None


def _written_before(
    text: str, words: str, whole: Span, before: Sequence[Mention], said: Sequence[Said]
) -> tuple[str, Span] | None:
    """'The letter', whose 'a letter by Oro Vann', 'Oro Vann’s letter', 'Vann sent the ministry a letter' told before, or in which
    somebody spoke: 'Vann said in a letter'; the last.
    """
    found = BACK.fullmatch(words)
    head = found["head"].lower() if found else ""
    if not is_document_noun(head) or not before:
        return None
    start = max(0, whole.start - FAR)
    earlier = [m.span() for m in re.finditer(rf"\b{re.escape(head)}\b", text[start : whole.start], re.IGNORECASE)]
    for first, last in reversed(earlier):
        at = Span(start + first, start + last)
        if (spoke := _spoke_in(text, at, said)) is not None:
            return spoke
        if (writer := _writer_of(text, at, before)) is not None:
            return writer.name, evidence(writer, before)
    return None


def _spoke_in(text: str, at: Span, said: Sequence[Said]) -> tuple[str, Span] | None:
    """Who spoke in the document of which the noun stands at a place: 'Oro Vann said on his page'."""
    opens = sentence_start(text, at.start)
    if not SPOKE_IN.search(text, opens, at.start):
        return None
    closes = sentence_end(text, at.end)
    last = next((s.speaker for s in reversed(said) if opens <= s.at < closes), None)
    named = last is not None and last.kind in ("named_person", "named_organisation")
    return (last.name, last.span) if last and named and last.name and last.span else None


def _writer_of(text: str, at: Span, before: Sequence[Mention]) -> Mention | None:
    """Who wrote the document of which the noun stands at a place, by the words right beside it."""
    opens = sentence_start(text, at.start)
    for m in before:
        if m.span.end <= at.start and m.span.start >= opens:
            between = text[m.span.end : at.start]
            held = between[:1] in ("’", "'") or m.span.of(text).endswith(("’s", "'s"))
            if held and BESIDE.fullmatch(between):
                return m
            if len(between) < NEAR and _writes().search(between):
                return m
        if m.span.start >= at.end and m.span.start - at.end < NEAR:
            between = text[at.end : m.span.start]
            if "\n" not in between and _leads_to_writer(between):
                return m
    return None


@cache
def _ways() -> re.Pattern[str]:
    """'published by ', 'that carries the signature of the small ', up to a name; with what leads to "by"."""
    ways = (row[0] for row in lang.get("en").table("document_ways") if row[1] == "issued" and row[0] != "of")
    alone = "|".join(re.escape(w) for w in sorted(ways, key=lambda w: (-len(w), w)))
    lead = r"(?:(?:the|an?|one)\s+)?(?:[a-z][\w’-]*\s+){0,2}"
    return re.compile(rf"(?:^|.*\s)(?P<way>{alone}|by)\s+(?P<lead>{lead})$", re.DOTALL)


@cache
def _shown() -> tuple[str, ...]:
    return tuple(row[0] for row in lang.get("en").table("document_ways") if row[1] != "issued")


def _leads_to_writer(words: str) -> re.Match[str] | None:
    """What leads to a writer's name that stands behind these words: 'published by the', 'by one'; not 'seen by'."""
    found = _ways().match(words)
    return found if found is not None and not words[: found.end("way")].lower().endswith(_shown()) else None


@cache
def _clause() -> re.Pattern[str]:
    """'report he' of 'a report he wrote', 'letter which she'."""
    who = "|".join(sorted(listed("clause_subject")))
    return re.compile(rf"\b(?P<noun>[\w-]+)\s(?:that\s|which\s)?(?P<who>{who})\b")


@cache
def _writes() -> re.Pattern[str]:
    """' sent the ministry a ', ' had written the '."""
    verbs = "|".join(sorted(listed("authored")))
    return re.compile(rf"^(?:,[^.,;]*,)?\s(?:\w+\s){{0,2}}?(?:{verbs})\s(?:[\w’'-]+\s){{0,6}}$")
