"""Who is spoken for: the kind of a source, and the fullest name that the article gives for it.

Never more than the article says: a source without a name stays the article's own words, and the same source met again
("the officer" after "an army officer") is the same words again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from firsthand.model.readings import Mention, SourceKind
from firsthand.model.spans import Span
from firsthand.read.lexicon import as_source_kind, ends_noun, is_document_noun, lexicon, listed
from firsthand.read.names.lexicon import key_of, names
from firsthand.read.names.mentions import clean
from firsthand.read.speakers.called import apposed_to, is_pseudonym, named_behind, self_named
from firsthand.read.speakers.clues import governed, quoted, sentence_start
from firsthand.read.speakers.later import named_later
from firsthand.read.speakers.owners import of_document, with_owner
from firsthand.read.speakers.pronouns import PRONOUNS, of_pronoun
from firsthand.read.speakers.pronouns import RELATIVE as RELATIVES
from firsthand.read.speakers.seats import seated, state_of_people
from firsthand.read.speakers.shapes import KIND_OF, Said, Speaker, evidence
from firsthand.read.speakers.short import of_short_form
from firsthand.read.words import OPEN_QUOTES, Paragraph

__all__ = ["Said", "Speaker", "resolve"]

# matches "army officer, who asked to remain unnamed": what follows says how, not who
HOW = re.compile(r",? (?:who|speaking|on condition|talking)\b.*$", re.DOTALL)
# matches "We, the dockers of Narva" at a paragraph's head, "Statement on the deaths" as a headline
DECLARES = re.compile(
    r"(?:^|\n)\W{0,2}We, (?:the|all|those|members|families|relatives)\b|^\W{0,2}(?:\w+ )?(?:Statement|Declaration|Communiqué)\b"
)
# matches "Joint statement by the " before a body's name
STATEMENT_OF = re.compile(
    r"\W{0,2}(?:[\w-]+\s){0,2}?(?:statement|declaration|communiqué|appeal|message|letter|resolution)\s(?:of|by|from)\s(?:the\s)?",
    re.IGNORECASE,
)
SHORT_FORM = re.compile(r"\s*\([^()]*\)$")
DECLARED = 1500  # characters
# between "a group" and the name that it has: "a group calling itself the Sons of the Coast"
NAMING = re.compile(r",?\s(?:(?:that|which)\scalls\sitself|calling\sitself|called|named|dubbed|known\sas)\s(?:the\s)?")
# matches ", which looks into it" of a body
WHICH = re.compile(r",\s(?:which|who|whose)\b")
SIDES = frozenset({"government", "army", "rebel", "opposition", "military"})  # that have a side of their own
RELATIVE = re.compile(r"\b(?:that|which|who|whose|whom)\b")


def resolve(
    text: str,
    p: Paragraph,
    source: Sequence[int],
    mentions: tuple[Mention, ...],
    said: list[Said],
    outlet: str | None = None,
    filed: str | None = None,
) -> Speaker:
    """The party that the words of a source stand for; `said` are the article's earlier sources, in order, `outlet` is
    whose article it is, `filed` the place it was filed from.
    """
    if not source:
        return Speaker("none", None, None, "the text names no source")
    source = _last_pronoun(p, _trimmed(p, source))
    whole = Span(p.starts[source[0]], p.ends[source[-1]])
    words = " ".join(whole.of(text).split())
    head = _head(p, source)
    low = _bare(p.words[head])
    if (behind := named_behind(text, words, whole, mentions)) is not None:
        return behind
    declared = low == "we" and p.words[source[0] : source[0] + 2][-1] == ","  # 'We, the dockers of Narva,'
    if low in PRONOUNS and p.words[head] not in ("US", "IT") and (len(source) <= 3 or declared):
        meant = _writer(text, low, whole, mentions, outlet) or of_pronoun(text, low, whole, mentions, said)
        return with_owner(text, meant, mentions, said)
    here = [m for m in mentions if m.span.overlaps(whole)]
    if (called := self_named(text, whole)) is not None:
        return called
    named = _named(text, p, head, here, whole)
    goes_by = named.name if named is not None and named.kind != "outlet" else clean(words, "other")
    if is_pseudonym(text, goes_by):
        return Speaker("unnamed_source", goes_by, whole, "not his or her real name, as the text says")
    if named is not None:
        own = named.kind == "outlet" and _is_own(named, outlet) and _gives_out(text, mentions, outlet)
        kind: SourceKind = "named_organisation" if own else KIND_OF[named.kind]
        return Speaker(kind, named.name, evidence(named, mentions), "named here")
    if p.words[source[0]].lower() == "whose" and (whom := Span(whole.start, whole.start + len("whose"))):
        meant = of_pronoun(text, "which", whom, mentions, said)
        if meant.kind in ("media_outlet", "named_organisation"):
            return meant  # 'Delta TV, whose reporters'
    found = (
        apposed_to(text, whole, mentions)
        or seated(text, words, whole, mentions, said, filed)
        or of_short_form(text, words, low, whole, mentions, said)
        or named_later(text, words, whole, mentions)
    )
    if found is not None:
        return found
    return _by_head(text, p, source, head, low, whole, here, mentions, said)


def _writer(text: str, low: str, at: Span, mentions: Sequence[Mention], outlet: str | None) -> Speaker | None:
    """'We' in the own words of a body's statement: that body, which the text names."""
    if low not in ("we", "us", "our") or quoted(text, at.start):
        return None
    bodies = [m for m in mentions if m.kind in ("organisation", "group")]
    own = (m for m in bodies if _is_own(m, outlet))
    if outlet is not None and (DECLARES.search(text[:DECLARED]) or _gives_out(text, mentions, outlet)):
        return Speaker("named_organisation", outlet, at, f"{low} = whose statement it is")
    m = next(own, None) or (_opens_statement(text, bodies) if outlet is None else None)
    return Speaker(KIND_OF[m.kind], m.name, m.span, f"{low} = whose statement it is") if m else None


def _is_own(m: Mention, outlet: str | None) -> bool:
    """Whether a mention is of whose article it is: 'Heron Aid' in that of 'Heron Aid (HA)'."""
    return outlet is not None and key_of(m.name) in (key_of(outlet), key_of(SHORT_FORM.sub("", outlet)))


def _gives_out(text: str, mentions: Sequence[Mention], outlet: str | None) -> bool:
    """Whether whose article it is does in it what bodies do in their statements, and papers do not: 'Heron Aid condemns'."""
    own = [m for m in mentions if _is_own(m, outlet)]
    return _opens_statement(text, own) is not None


def _opens_statement(text: str, bodies: Sequence[Mention]) -> Mention | None:
    """The body that a statement names at its head: 'Statement of the Heron Society on ...', 'The Heron Society mourns ...'."""
    if (titled := STATEMENT_OF.match(text)) is not None:
        return next((m for m in bodies if m.span.start <= titled.end() < m.span.end), None)
    for m in bodies:
        start = sentence_start(text, m.span.start)
        verb = re.match(r"\s(?:[a-z]+ly\s)?(?P<verb>[a-z]+)", text[m.span.end : m.span.end + 40])
        if m.span.start - start < len("The ") + 1 and verb and verb["verb"] in listed("declares"):
            return m
    return None


def _by_head(
    text: str,
    p: Paragraph,
    source: Sequence[int],
    head: int,
    low: str,
    whole: Span,
    here: Sequence[Mention],
    mentions: Sequence[Mention],
    said: Sequence[Said],
) -> Speaker:
    """A source that no name is read in: by the noun it is of."""
    words = " ".join(whole.of(text).split())
    if low in lexicon().outlet_heads or (low == "agency" and p.words[head - 1].lower() in ("news", "the", "press")):
        return Speaker("media_outlet", clean(words, "outlet"), whole, "the article's own words")
    if is_document_noun(low):
        return of_document(text, words, whole, here, mentions, said)
    if _is_side(p, source, low):
        return Speaker("named_organisation", clean(words, "organisation"), whole, "named here")
    people = words.split(" ")
    if len(people) == 2 and people[0].lower() == "the" and (state := state_of_people(people[1])) is not None:
        return Speaker("named_organisation", state, whole, f"{words} = those who act for the state")
    if low in lexicon().anonymous:
        kind = as_source_kind(lexicon().anonymous[low])
        return Speaker(kind, clean(HOW.sub("", words), "other"), whole, "not named: the article's own words")
    if low == "media" or (low.endswith("s") and low in names().groups and not here):
        return Speaker("unnamed_group", clean(HOW.sub("", words), "other"), whole, "not named: the article's own words")
    if low in names().roles and words.split()[0].lower() in ("a", "an", "one", "another"):
        return Speaker(
            "unnamed_source", clean(HOW.sub("", words), "other"), whole, "not named: the article's own words"
        )
    if low in lexicon().bodies or low in names().groups or _plural_of_body(low):
        return Speaker("named_organisation", clean(WHICH.split(words)[0], "organisation"), whole, "named here")
    opens = head == source[0] and p.words[head] in names().not_names  # 'One, a trader'
    if p.words[head][0].isupper() and not opens and not (p.headline and head == 0):
        return Speaker(_capitals(p, source), clean(words.split(",")[0], "other"), whole, "named here")
    unnamed: SourceKind = "unnamed_group" if low.endswith("s") and not low.endswith("ss") else "unnamed_source"
    return Speaker(unnamed, clean(HOW.sub("", words), "other"), whole, "not named: the article's own words")


def _trimmed(p: Paragraph, source: Sequence[int]) -> Sequence[int]:
    """Without what reading took in before the party: 'Zar Vann. | Sangari', ', | an elder', 'On Sunday | the company'."""
    kept = [i for i in source if p.sentence[i] == p.sentence[source[-1]]]
    if not p.words[kept[0]][0].isupper():  # 'Oro Vann, Jr. | , the mayor': no sentence ends there
        kept = list(source)
    while len(kept) > 1 and not p.words[kept[0]][0].isalnum() and p.words[kept[0]] not in OPEN_QUOTES | {'"'}:
        kept = kept[1:]
    low = [p.words[i].lower() for i in kept[:3]]
    fronted = low[:1] == ["on"] and low[1:2] and low[1].endswith("day") and len(kept) > 2
    return kept[2:] if fronted else kept


def _last_pronoun(p: Paragraph, source: Sequence[int]) -> Sequence[int]:
    """Of 'In a paper | they' with a gap between them, 'they'."""
    parted = len(source) > 1 and source[-1] > source[-2] + 1
    return source[-1:] if parted and _bare(p.words[source[-1]]) in PRONOUNS - RELATIVES else source


def _bare(word: str) -> str:
    """A word in small letters, without "’s", "’ve"."""
    low = word.lower().replace("’", "'")
    first = low.split("'")[0]
    return first if first in PRONOUNS else low.removesuffix("'s")


def _is_side(p: Paragraph, source: Sequence[int], low: str) -> bool:
    """'the Norlandic side', 'the government side': those who speak for a state."""
    return low in listed("side") and any(
        p.words[i] in names().nationalities or p.words[i].lower() in SIDES for i in source
    )


def _plural_of_body(low: str) -> bool:
    """'ministries', 'banks'."""
    one = (
        low[:-3] + "y"
        if low.endswith("ies")
        else low.removesuffix("es")
        if low.endswith("ches")
        else low.removesuffix("s")
    )
    return one != low and one in lexicon().bodies


def _capitals(p: Paragraph, source: Sequence[int]) -> SourceKind:
    known = names()
    words = [p.words[i] for i in source]
    if words[-1] in known.outlet_words and words[-1] not in known.organisations:
        return "media_outlet"
    if any(w in known.organisations for w in words) or words[-1].isupper():
        return "named_organisation"
    return "named_person" if any(w in known.titles for w in words[:-1]) else "named_organisation"


def _head(p: Paragraph, source: Sequence[int]) -> int:
    """The noun that the source is of: the last word before ' of', ' in', a pause; of 'spokesman Oro Vann' the name's last."""
    stops = names().phrase_stops
    for n, i in enumerate(source):
        if n and i > source[n - 1] + 1 and p.words[i - 1] == ",":
            return source[n - 1]
        low, before = p.words[i].lower(), p.words[source[n - 1]]
        if n and low in stops and before not in stops:
            return source[n - 1]
        if n and (p.words[i].islower() or low == "i") and ends_noun(before.lower(), low):
            return source[n - 1]
    kept = [i for i in source if p.words[i][0].isalnum() and p.words[i] not in ("s", "’s", "'s")]
    return kept[-1] if kept else source[-1]


def _named(text: str, p: Paragraph, head: int, here: list[Mention], whole: Span) -> Mention | None:
    """The mention that the source is of: the person who speaks, else what holds the noun, else the outlet beside it."""
    at = Span(p.starts[head], p.ends[head])
    holders = [m for m in here if m.span.overlaps(at) and not _is_unnamed(p.words[head])]
    holder = max(holders, key=lambda m: (len(m.span), -m.span.start), default=None)
    named = holder is not None and holder.kind != "person" and text[holder.span.end : holder.span.end + 1] == ","
    for m in here:
        rest = text[m.span.end : whole.end]
        owned = rest[:1] in ("'", "’", "‘") and len(rest.strip()) > 3
        between = text[at.end : m.span.start]
        inside = m.span.start > whole.start and governed(text, m.span) and not m.span.overlaps(at)
        told_of = named or RELATIVE.search(between)  # 'the Front, the militia opposite Oro Vann'
        if m.kind == "person" and not owned and not inside and not (told_of and m.span.start > at.end):
            return m
    if holder is not None and not holder.name.split()[-1].islower():
        return holder
    calling = next((m for m in here if NAMING.fullmatch(text, at.end, m.span.start)), None)
    if calling is not None:
        return calling
    apposed = [m for m in here if _is_apposed(text[at.end : m.span.start], p.words[head].lower(), m)]
    if apposed:
        return max(apposed, key=lambda m: (-m.span.start, len(m.span)))
    if holder is not None and not holder.name.islower():
        return holder
    for m in here:
        beside = 0 <= m.span.start - at.end <= 2
        if m.kind == "outlet" and (beside or _bare(p.words[head]) in lexicon().outlet_words | lexicon().outlet_heads):
            return m
    return None


def _is_apposed(between: str, head: str, m: Mention) -> bool:
    """'a little-known group, [the Sons of the Harbour]'; not 'officials, [the Front] among them'."""
    body = m.kind in ("organisation", "group", "outlet") and not head.endswith("s") and head not in lexicon().anonymous
    return body and between.endswith(", ") and not RELATIVE.search(between)


def _is_unnamed(word: str) -> bool:
    return word.islower() and word in lexicon().anonymous
