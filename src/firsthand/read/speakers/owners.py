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
from firsthand.read.speakers.clues import FAR, governed, sentence_end, sentence_start, sentences_between
from firsthand.read.speakers.pronouns import PRONOUNS, of_pronoun
from firsthand.read.speakers.seats import seated
from firsthand.read.speakers.shapes import Said, Speaker, evidence
from firsthand.read.speakers.short import of_short_form

OWNED_BY = frozenset({"by", "from", "of"})
# matches "the energy ministry’s" of "the energy ministry’s certificate", "the fund’s" of "documents on the fund’s website"
POSSESSOR = re.compile(r"\b(?P<who>(?:the|this|that)\s(?:[\w-]+\s){0,3}?[\w-]+)[’']s?\s", re.IGNORECASE)
# matches "its statement"
OWN = re.compile(r"(?P<who>its|his|her|their)\s", re.IGNORECASE)
BACK = re.compile(r"(?:the|this|that)\s(?:[\w-]+\s){0,2}?(?P<head>[\w-]+)(?:,.*|\sitself)?", re.IGNORECASE | re.DOTALL)
WHOSE = re.compile(r",\swhose\s(?:[\w-]+\s){0,2}")  # 'the Front, whose long letter'
# what stands between an owner and the thing: "’s long " of "Oro Vann’s long letter"
BESIDE = re.compile(r"(?:[’']s?)?\s(?:[\w-]+\s){0,3}")
# matches "in a written ", "on its Facebook ", before the noun
SPOKE_IN = re.compile(
    r"\b(?:(?:in|on|via|through)\s(?:an?|its|his|her|their)\s(?:[\w-]+\s){0,3}|by\s(?:registered\s)?)$", re.IGNORECASE
)
# matches " of the elders of Lesk" and " from somebody said to be an officer", behind a document's noun
FROM = re.compile(
    r"\s(?:(?:of|from|by)|[a-z]+\s(?:by|from))\s(?P<who>(?:the|an?|its|their|his|her|some|several|two|three|somebody|someone)\b[^,.;:()\n“”\"]{2,80})"
)
ANYBODY = ("somebody", "someone")
WORD = re.compile(r"[\w-]+")
PAUSE = re.compile(r"[,.;:()\n“”]")
OWNERS = ("organisation", "group", "person", "outlet")
SOON = 2  # sentences
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
    if (party := _given_by(text, whole, mentions, said)) is not None:
        return Speaker("document", *party, f"{words} = whose document it is")
    if (writer := _written_before(text, words, whole, mentions, said)) is not None:
        return Speaker("document", *writer, f"{words} = whose document it was before")
    if (giver := _gave_out(text, words, whole, said)) is not None:
        return Speaker("document", giver.name, giver.span, f"{words} = what the source before gave out")
    return Speaker("document", clean(words, "document"), whole, "the document's own words")


def _gave_out(text: str, words: str, whole: Span, said: Sequence[Said]) -> Speaker | None:
    """'The statement', where no other was told of, right after 'the Harbour Board announced': who spoke last."""
    found = BACK.fullmatch(words)
    last = said[-1] if said else None
    if found is None or last is None or found["head"].lower() not in listed("given_out"):
        return None
    near = sentences_between(text, last.at, whole.start) <= SOON
    return last.speaker if near and last.speaker.kind == "named_organisation" and last.speaker.name else None


def with_owner(text: str, speaker: Speaker, mentions: Sequence[Mention], said: Sequence[Said]) -> Speaker:
    """A document that "it" stood for, with whose it is where the words around its noun tell: 'a letter from two crews'."""
    at = speaker.span
    noun = re.search(r"[\w-]+$", at.of(text)) if speaker.kind == "document" and at is not None else None
    if noun is None or at is None or not is_document_noun(noun.group().lower()):
        return speaker
    owner = _issuer(text, Span(at.start + noun.start(), at.end), mentions, said)
    return Speaker("document", *owner, f"{speaker.why}, by whose it is") if owner else speaker


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
        if issued and m.kind in (*OWNERS, "other") and not issued["lead"].endswith("of "):
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
        shown = shown or (before[-1:] == ["of"] and not is_document_noun(before[0]))  # 'read by a member of the Front'
        if after[:1] in ("’", "'") or theirs or (before and before[-1] in OWNED_BY and not shown):
            return m.name, m.span
    return None


def _named_behind(text: str, whole: Span, mentions: Sequence[Mention]) -> tuple[str, Span] | None:
    """The writer's name right behind words that reading cut short: 'an internal report' before 'by Peat Watch', 'a leaflet'
    before 'that carries the signature of the Coast Front'.
    """
    for m in mentions:
        if whole.end <= m.span.start < whole.end + len(" that carries the signature of the ") and m.kind in OWNERS:
            lead = text[whole.start : m.span.start]
            found = _leads_to_writer(lead)
            return (m.name, m.span) if found and not found["lead"].endswith("of ") and not PAUSE.search(lead) else None
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
    text: str, words: str, whole: Span, mentions: Sequence[Mention], said: Sequence[Said]
) -> tuple[str, Span] | None:
    """'The letter', whose 'a letter by Oro Vann', 'Oro Vann’s letter', 'Vann sent the ministry a letter' told before, or in which
    somebody spoke: 'Vann said in a letter'; the last.
    """
    found = BACK.fullmatch(words)
    head = found["head"].lower() if found else ""
    if not is_document_noun(head):
        return None
    start = max(0, whole.start - FAR)
    earlier = [m.span() for m in re.finditer(rf"\b{re.escape(head)}\b", text[start : whole.start], re.IGNORECASE)]
    owners = (_issuer(text, Span(start + a, start + b), mentions, said) for a, b in reversed(earlier))
    return next((owner for owner in owners if owner is not None), None)


def _issuer(text: str, at: Span, mentions: Sequence[Mention], said: Sequence[Said]) -> tuple[str, Span] | None:
    """Whose the document is of which the noun stands at a place: a name or, where no name is beside it, a party's words."""
    opens, closes = sentence_start(text, at.start), sentence_end(text, at.end)
    near = [m for m in mentions if m.kind in OWNERS and opens <= m.span.start < closes]
    if (spoke := _spoke_in(text, at, said)) is not None:
        return spoke
    if (writer := _writer_of(text, at, near)) is not None:
        return writer.name, evidence(writer, mentions)
    whole = Span(opens, at.end)
    held = POSSESSOR.search(text, opens, at.end)
    if held is not None and held.end() <= at.start and text[held.end() : at.start].count(" ") <= 2:
        owner = _possessor(text, Span(held.start(), at.end), mentions, said)
        return (owner.name, owner.span) if owner and owner.name and owner.span else None
    return _party_behind(text, at, mentions, said) or _party_before(text, whole, at)


def _given_by(text: str, whole: Span, mentions: Sequence[Mention], said: Sequence[Said]) -> tuple[str, Span] | None:
    """'a communiqué [of the defence ministry]', 'a statement issued by [its embassy]': a party without a name in its words."""
    for m in WORD.finditer(text, whole.start, whole.end):
        if is_document_noun(m.group().lower()):
            return _party_behind(text, Span(*m.span()), mentions, said)
    return None


def _party_behind(text: str, at: Span, mentions: Sequence[Mention], said: Sequence[Said]) -> tuple[str, Span] | None:
    """'a statement [of the elders of Lesk]', 'a message [from somebody said to be an officer]'."""
    found = FROM.match(text, at.end)
    if found is None or text[at.end : found.start("who")].strip().endswith(_shown()):
        return None
    span = Span(*found.span("who"))
    words = span.of(text)
    if not words.startswith(ANYBODY):
        size = next((m.start() for m in re.finditer(r"\s(?P<w>[a-z]+)", words) if m["w"] in _ends()), len(words))
        span = Span(span.start, span.start + size)
        words = span.of(text)
        head = re.split(r"\s(?:of|in|from|at|for)\s", words)[0].lower().split(" ")[-1]
        if not _speaks(head):
            return None
        known = seated(text, words, span, mentions, said, None) or of_short_form(
            text, words, head, span, mentions, said
        )
        if known is not None and known.name and known.span:
            return known.name, known.span
    return clean(words, "other"), span


def _party_before(text: str, whole: Span, at: Span) -> tuple[str, Span] | None:
    """'[The elders of two villages] met yesterday and issued a letter': who leads the sentence in which it was written."""
    found = _led().match(text, whole.start, at.start)
    if found is None or not _speaks(found["head"]) or not _writes_behind().search(text[found.end() : at.start]):
        return None
    span = Span(*found.span("who"))
    return clean(span.of(text), "other"), span


def _speaks(noun: str) -> bool:
    """Whether a noun in small letters is of people or of a body: 'elders', 'ministry'."""
    known = lexicon()
    return (
        noun in known.anonymous
        or noun in known.bodies
        or noun in names().groups
        or noun in names().roles
        or noun.removesuffix("s") in names().roles
    )


@cache
def _ends() -> frozenset[str]:
    """Words that a party's own end before: 'the elders of Lesk | on Monday', '| was read'."""
    return (
        listed("finite")
        | listed("relative")
        | lexicon().cues.keys()
        | {"on", "and", "but", "to", "after", "before", "as"}
    )


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
            if (held and BESIDE.fullmatch(between)) or WHOSE.fullmatch(between):
                return m
            writes = m.kind != "outlet" and _writes().search(between)  # an outlet that published a video shot none
            if len(between) < NEAR and writes and not governed(text, m.span):
                return m
        if m.span.start >= at.end and m.span.start - at.end < NEAR:
            between = text[at.end : m.span.start]
            led = _leads_to_writer(between)
            if "\n" not in between and led and "of " not in led["lead"]:
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
def _issued() -> tuple[str, ...]:
    return tuple(f" {row[0]}" for row in lang.get("en").table("document_ways") if row[1] == "issued" and " " in row[0])


@cache
def _shown() -> tuple[str, ...]:
    return tuple(row[0] for row in lang.get("en").table("document_ways") if row[1] != "issued")


def _leads_to_writer(words: str) -> re.Match[str] | None:
    """What leads to a writer's name that stands behind these words: 'published by the', 'by one'; not 'seen by'."""
    found = _ways().match(words)
    if found is None or words[: found.end("way")].lower().endswith(_shown()):
        return None
    low, beside = words[: found.end("way")].lower(), words[: found.start("way")].lower().split()[-1:]
    bare = found["way"] == "by" and not low.endswith(_issued())
    return None if bare and beside and not is_document_noun(beside[0]) else found  # not 'a letter read to the crews by'


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


@cache
def _led() -> re.Pattern[str]:
    """What leads a sentence up to its verb: 'The elders of two villages' before 'met yesterday and issued a letter'."""
    verb = "|".join(sorted({"[a-z]+ed", *listed("authored"), *listed("finite"), *listed("irregular")}))
    whose = r"(?:\s(?:of|in|from|at)(?:\s[\w-]+){1,3}?)?"
    return re.compile(
        rf"\W{{0,3}}(?P<who>(?:The|An?|Some|Several|Its|Their)\s(?P<head>[a-z-]+){whose})(?=,|\s(?:{verb})\b)"
    )


@cache
def _writes_behind() -> re.Pattern[str]:
    """' met yesterday and issued a ', ', says the paper, produced a '."""
    verbs = "|".join(sorted(listed("authored")))
    return re.compile(rf"(?:^|\s)(?:{verbs})\s(?:out\s)?(?:an?|the|their|its)\s(?:[\w-]+\s){{0,2}}$")
