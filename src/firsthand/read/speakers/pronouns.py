"""Whom a pronoun that speaks stands for, by the words before it. Never a guess: where nothing fits, nobody.

What counts, in order of weight: the source that spoke last, who leads the nearest sentence, sex and number, how often the
article names the party. Names inside quotations, after prepositions and as owners count less (Lappin and Leass 1994 weigh
so for text of every kind; the weights here are for news, where the pronoun itself is a source).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from firsthand.model.readings import Mention
from firsthand.model.spans import Span
from firsthand.read.lexicon import as_source_kind, lexicon, listed
from firsthand.read.names.lexicon import names
from firsthand.read.speakers.called import GOES_BY, self_named
from firsthand.read.speakers.clues import (
    FAR,
    Sex,
    governed,
    owner,
    quoted,
    sentence_start,
    sentences_between,
    sexes,
)
from firsthand.read.speakers.introduced import introduced
from firsthand.read.speakers.seats import seated
from firsthand.read.speakers.shapes import KIND_OF, Said, Speaker, evidence
from firsthand.read.speakers.short import of_short_form
from firsthand.read.speakers.told import of_role
from firsthand.read.speakers.written import document_near, document_told_of, leading_document

SEX: dict[str, Sex] = {"he": "m", "his": "m", "him": "m", "she": "f", "her": "f", "hers": "f"}
BODY = frozenset({"it", "its"})
PLURAL = frozenset({"they", "them", "their", "theirs"})
RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
ANYBODY = frozenset({"we", "us", "our", "i", "me", "my", "you", "your", "one"})
PRONOUNS = frozenset({*SEX, *BODY, *PLURAL, *RELATIVE, *ANYBODY})
# matches "Lind is a former harbour lawyer", at the end of a text
COPULA = re.compile(r"\s(?:is|was|became|remains) (?:a|an|the|one) [\w’' -]{3,60}$")
# matches "asked " before a body, and "asked the "
ASKED = re.compile(r"\basked (?:the )?\Z")
READS = re.compile(r"\s(?:also\s)?(?:reads|shows)\b")  # what is said of nobody but a document
CITES = re.compile(r"\W{0,3}(?:Citing|Quoting)\s")
# matches "who was not there but " before a further "who"
JOINED_WHO = re.compile(r"\b(?P<who>who|which)\b[^.;]*?\b(?:and|but|or)\s(?:now\s|also\s)?$")
# matches "whose ", "whose elder " before "sister Ana"
WHOSE = re.compile(r"\bwhose (?:[a-z-]+ )?\Z")
LONG_ROLE = 24  # characters before a name
BACK = 2  # sentences back to the body that spoke last
# matches "In Kalda, the foreign ministry has set up", "The army, which", "Kalda's coastguard tells"
PLAIN = re.compile(
    r"\W{0,3}(?:In [^,.\n]{2,30}, )?(?:[Tt]he|[A-Z][\w-]+[’']s) (?P<words>(?:[a-z-]+(?:[’']s)? ){0,4}[a-z-]+)"
)
# matches "A little-known group calling itself "
OPENS = re.compile(r"\W{0,3}An?\s(?:[a-z-]+\s){1,4}(?:calling\sitself|called|named|dubbed|known\sas)\s(?:the\s)?")
# matches "The bishop", "the port governor"; not "the bishop’s"
ROLE = re.compile(r"\b[Tt]he (?P<near>[a-z-]+)(?: (?P<far>[a-z-]+))?\b(?![’'])")
# weights set by hand on pronoun sources of one corpus, in steps of a half; see gold/speakers, 2026-11
SPOKE_LAST, SPOKE_BEFORE = 2.0, 0.5
LEADS, GOVERNED, OWNS, QUOTED, UNSURE = 1.0, -1.0, -0.5, -1.5, -0.5
MOST_BACK, LONG_AGO = 12, 2500  # sentences; characters, in which so many have surely ended
A_SENTENCE_BACK, OFTEN, SEX_TOLD = -0.5, 0.15, 0.5
HERE = 0.5  # who leads the pronoun's own sentence: "The envoy was summoned; he said"


@dataclass(frozen=True, slots=True)
class Party:
    """One whom a pronoun may stand for, and how much speaks for it."""

    speaker: Speaker
    weight: float


def of_pronoun(text: str, low: str, at: Span, mentions: Sequence[Mention], said: Sequence[Said]) -> Speaker:
    """The party that a pronoun at this place stands for."""
    before = [m for m in mentions if m.span.end <= at.start and at.start - m.span.end < FAR]
    if low in RELATIVE:
        return _relative(text, low, at, before, said)
    if low in ANYBODY:
        return Speaker("unnamed_source", None, None, f"{low}: the writer, the reader or anybody")
    if low in PLURAL:
        return _plural(text, low, at, said)
    if low in BODY:
        return _body(text, low, at, before, said)
    told = sexes(text, [m for m in mentions if m.kind == "person"])
    return _person(text, low, at, before, said, told)


def _person(
    text: str, low: str, at: Span, before: Sequence[Mention], said: Sequence[Said], told: Mapping[str, Sex]
) -> Speaker:
    persons = [m for m in before if m.kind == "person"]
    persons = sorted([*persons, *_by_role(text, at, before)], key=lambda m: m.span)
    often = Counter(m.name for m in persons)
    said = [s for s in said if not _is_cited(text, s, at) and not _asks(s)]
    new = _introduced(text, low, at, said)
    leads = _leads(text, persons, said) | {p.speaker.span: str(p.speaker.name) for p in new if p.speaker.span}
    best: dict[str, Party] = {}
    for m in persons:
        sex = told.get(m.name)
        if sex is not None and sex != SEX[low]:
            continue
        weight = _weight(text, m, at, leads) + OFTEN * min(often[m.name], 6) + (SEX_TOLD if sex else 0.0)
        weight += _spoke(m.name, said, since=leads)
        if m.name not in best or weight > best[m.name].weight:
            why = f"{low} = {'the source before' if _spoke(m.name, said, leads) else 'the person named before that fits best'}"
            best[m.name] = Party(Speaker("named_person", m.name, evidence(m, before), why), weight)
    best |= {str(p.speaker.name): p for p in _unnamed(text, low, at, said, leads) if p.speaker.name not in best}
    best |= {str(p.speaker.name): p for p in new if p.speaker.name not in best}
    if not best:
        return Speaker("unnamed_source", None, None, f"{low}: nobody fits before it")
    return max(best.values(), key=lambda p: (p.weight, str(p.speaker.name))).speaker


def _called(said: Sequence[Said]) -> dict[str, Sex]:
    """The sex that the pronouns tell by which sources spoke before: whom "she" stood for is no "he"."""
    whys = ((s.speaker.name, s.speaker.why.split(" = ")[0]) for s in said if s.speaker.name and " = " in s.speaker.why)
    return {name: SEX[low] for name, low in whys if low in SEX}


def _by_role(text: str, at: Span, before: Sequence[Mention]) -> list[Mention]:
    """'The bishop' in the sentences right before, as a mention of the person who is called so."""
    start = sentence_start(text, max(0, sentence_start(text, at.start) - 2))
    found = (
        (m, next((w for w in ("near", "far") if m[w] in names().roles), None))
        for m in ROLE.finditer(text, start, at.start)
    )
    called = (Span(m.start(), m.end(word)) for m, word in found if word is not None)
    return [m for s in called if (m := of_role(text, s, before)) is not None]


def _is_cited(text: str, s: Said, at: Span) -> bool:
    """Whether a source stands in the words before its sentence's subject: 'Citing [a port official], he'."""
    start = sentence_start(text, at.start)
    return start <= s.at < at.start and CITES.match(text, start, s.at) is not None


def _asks(s: Said) -> bool:
    """Whether a source is the article's own reporter, who asks: 'asked by [our correspondent]'."""
    words = (s.speaker.name or "").lower().split()
    return s.speaker.kind == "unnamed_source" and words[:1] in (["our"], ["this"]) and words[-1] in listed("own_outlet")


def _leads(text: str, persons: Sequence[Mention], said: Sequence[Said]) -> dict[Span, str]:
    """The persons who lead their sentences: the first in each, no owner, behind no preposition, in no quotation, and not what
    another says there: 'he denied that [Oro Vann] had gone'; and those who lead a clause: 'Oro Vann, whose [sister Ana] ...'.
    """
    found: dict[int, Mention] = {}
    for m in persons:
        if not quoted(text, m.span.start) and not owner(text, m.span) and not governed(text, m.span):
            start = sentence_start(text, m.span.start)
            if not any(start <= s.at < m.span.start for s in said):
                found.setdefault(start, m)
    inner = (m for m in persons if WHOSE.search(text, max(0, m.span.start - LONG_ROLE), m.span.start))
    return {m.span: m.name for m in (*found.values(), *inner)}


def _weight(text: str, m: Mention, at: Span, leads: dict[Span, str]) -> float:
    """How much the place of a name speaks for it."""
    back = (
        MOST_BACK if at.start - m.span.end > LONG_AGO else min(sentences_between(text, m.span.end, at.start), MOST_BACK)
    )
    weight = A_SENTENCE_BACK * back
    if " " not in m.span.of(text).strip() and " " not in m.name:
        weight += UNSURE
    if quoted(text, m.span.start):
        return weight + QUOTED
    if m.span in leads:
        return weight + LEADS
    return weight + (OWNS if owner(text, m.span) else GOVERNED if governed(text, m.span) else 0.0)


def _spoke(name: str, said: Sequence[Said], since: dict[Span, str]) -> float:
    """What having spoken last is worth: less where somebody else leads a sentence after that."""
    last = [s.speaker.name for s in said[-2:]]
    if last and last[-1] == name:
        others = any(span.start > said[-1].at and led != name for span, led in since.items())
        return SPOKE_BEFORE if others else SPOKE_LAST
    return SPOKE_BEFORE if name in last else 0.0


def _unnamed(text: str, low: str, at: Span, said: Sequence[Said], leads: dict[Span, str]) -> list[Party]:
    """The source without a name that spoke last: 'an army officer ... he'; one person, of no other sex."""
    out, told = [], _called(said)
    for n, s in enumerate(reversed(said[-2:])):
        words = (s.speaker.name or "").lower().split()
        sex = next((names().roles[w] for w in words if names().roles.get(w) in ("m", "f")), None)
        sex = sex or told.get(s.speaker.name or "")
        own = list(takewhile(lambda w: w not in names().phrase_stops, words))
        one = any(w in names().roles or lexicon().anonymous.get(w) == "unnamed_source" for w in own) and not any(
            w.endswith("s") and (w[:-1] in names().roles or w in lexicon().anonymous) for w in own
        )
        one = one or s.speaker.why == GOES_BY or words[:1] == ["one"]
        if (
            s.speaker.kind in ("unnamed_official", "unnamed_source", "unnamed_group")
            and one
            and sex in (None, SEX[low])
        ):
            others = any(span.start > s.at for span in leads)
            weight = LEADS + (SPOKE_LAST if n == 0 and not others else SPOKE_BEFORE)
            weight += A_SENTENCE_BACK * min(sentences_between(text, s.at, at.start), 12)
            out.append(
                Party(Speaker(s.speaker.kind, s.speaker.name, s.speaker.span, f"{low} = the source before"), weight)
            )
    return out


def _introduced(text: str, low: str, at: Span, said: Sequence[Said]) -> list[Party]:
    """Somebody without a name who is told of right before: '[A woman who sold tea] by the pier remembers it.'"""
    out = []
    for found in introduced(text, at.start):
        spoke = any(found.whole.start <= s.at <= found.whole.end for s in said)
        if found.sex in (SEX[low], "-") and not spoke and not quoted(text, found.who.start):
            kind = as_source_kind(lexicon().anonymous.get(found.role, "unnamed_source"))
            unnamed = Speaker(kind, found.who.of(text), found.who, f"{low} = who leads the sentence before")
            weight = LEADS + SPOKE_BEFORE + (SEX_TOLD if found.sex == SEX[low] else 0.0)
            out.append(
                Party(self_named(text, found.who) or unnamed, weight + (A_SENTENCE_BACK if found.back else HERE))
            )
    return out


def _asked(text: str, at: Span, before: Sequence[Mention], last: Said | None) -> Mention | None:
    """'The Post asked [the ministry] why. It declined': the body that the source before put a question to."""
    start = sentence_start(text, max(0, sentence_start(text, at.start) - 2))
    if last is None or last.at < start or last.speaker.kind != "media_outlet":
        return None
    bodies = (m for m in before if m.kind in ("organisation", "group") and m.span.start > last.at)
    return next((m for m in bodies if ASKED.search(text, last.at, m.span.start)), None)


def _body(text: str, low: str, at: Span, before: Sequence[Mention], said: Sequence[Said]) -> Speaker:
    """'It': what leads its own sentence; the body or document that spoke last, or that leads the sentence before; else nobody."""
    last = said[-1] if said else None
    whole = sentence_start(text, at.start)
    if READS.match(text, at.end):
        read = document_near(text, whole)
        return Speaker("document", read.of(text) if read else None, read, f"{low} = the document named before")
    heads = (whole, sentence_start(text, max(0, whole - 2)))
    own = next((m for m in before if m.kind == "document" and any(h <= m.span.start < h + 8 for h in heads)), None)
    if own is not None:
        return Speaker(
            "document", own.name, evidence(own, before), f"{low} = what leads the sentence, or the one before"
        )
    if (asked := _asked(text, at, before, last)) is not None:
        return Speaker(KIND_OF[asked.kind], asked.name, evidence(asked, before), f"{low} = who was asked right before")
    leading = _leads_own(text, whole, at, before)
    if leading is not None:
        return Speaker(
            KIND_OF[leading.kind], leading.name, evidence(leading, before), f"{low} = what leads its sentence"
        )
    written = leading_document(text, whole, at.start)
    if written is not None:
        return Speaker("document", written.of(text), written, f"{low} = what leads its sentence")
    bodily = last is not None and last.speaker.kind in ("named_organisation", "media_outlet", "document")
    start = sentence_start(text, max(0, whole - 2))
    back = sentences_between(text, last.at, at.start) if last and bodily and last.speaker.name else BACK + 1
    plain = _plain_body(text, start, before, said) if back > 0 else None
    if plain is not None:
        return Speaker(plain.kind, plain.name, plain.span, f"{low} = what leads the sentence before")
    if last and back <= BACK:
        return Speaker(last.speaker.kind, last.speaker.name, last.speaker.span, f"{low} = the source before")
    if (document := leading_document(text, start)) is not None:
        return Speaker("document", document.of(text), document, f"{low} = what leads the sentence before")
    leads = [m for m in before if start <= m.span.start and m.kind != "person" and not owner(text, m.span)]
    if leads and leads[0].kind != "place" and _opens(text[start : leads[0].span.start]):
        m = leads[0]
        return Speaker(KIND_OF[m.kind], m.name, evidence(m, before), f"{low} = what leads the sentence before")
    if low == "it" and (read := document_told_of(text, whole)) is not None:
        return Speaker("document", read.of(text), read, f"{low} = the document named before")
    return Speaker("unnamed_source", None, None, f"{low}: no body spoke or leads the sentence before")


def _plain_body(text: str, start: int, before: Sequence[Mention], said: Sequence[Said]) -> Speaker | None:
    """The body without a name of its own at the head of a sentence: 'In Kalda, [the foreign ministry] has set up ...'."""
    found = PLAIN.match(text, start)
    if found is None:
        return None
    words = found["words"].split(" ")
    size = next((n for n, w in enumerate(words, 1) if w in lexicon().bodies), 0)
    verbs = listed("finite") | listed("helper") | lexicon().cues.keys()
    if not size or (size < len(words) and words[size] not in verbs):
        return None
    span = Span(found.start("words"), found.start("words") + len(" ".join(words[:size])))
    whole = f"the {span.of(text)}"
    speaker = seated(text, whole, span, before, said, None) or of_short_form(
        text, whole, words[size - 1], span, before, said
    )
    return speaker or Speaker("named_organisation", span.of(text), span, "")


def _opens(before: str) -> bool:
    """Whether the words before a name let it lead its sentence: 'The ', 'A little-known group calling itself '."""
    return len(before) < 8 or OPENS.fullmatch(before) is not None


def _leads_own(text: str, start: int, at: Span, before: Sequence[Mention]) -> Mention | None:
    """The one body in the same sentence before 'it', behind no preposition: 'the Division spoke of boats, which it said'."""
    here = [m for m in before if start <= m.span.start and m.kind in ("organisation", "group", "outlet")]
    free = [
        m for m in here if not governed(text, m.span) and not owner(text, m.span) and not quoted(text, m.span.start)
    ]
    return free[0] if len({m.name for m in free}) == 1 and text[at.start - 1 : at.start] == " " else None


def _plural(text: str, low: str, at: Span, said: Sequence[Said]) -> Speaker:
    """'They': several without a name who spoke last, or who lead the sentence before; else nobody."""
    for s in reversed(said[-3:]):
        words = (s.speaker.name or "").lower().split()
        own = takewhile(lambda w: w not in names().phrase_stops, words)
        many = any(w.endswith("s") and (w in lexicon().anonymous or w[:-1] in names().roles) for w in own)
        if (many or _of_many(s.speaker)) and sentences_between(text, s.at, at.start) <= 3:
            return Speaker(s.speaker.kind, s.speaker.name, s.speaker.span, f"{low} = the source before")
    return Speaker("unnamed_group", None, None, f"{low}: left open")


def _of_many(speaker: Speaker) -> bool:
    """Whether a body's name is several's: 'Coast Brigades', 'Heron Police'."""
    words = (speaker.name or " ").split(" ")
    head = words[words.index("of") - 1] if "of" in words[1:] else words[-1]  # 'Brigades of the Coast'
    named = speaker.kind == "named_organisation" and len(words) < 6 and words[0][:1].isupper()
    return named and (head.endswith("s") or head.lower() in ("police", "force"))


def _relative(text: str, low: str, at: Span, before: Sequence[Mention], said: Sequence[Said]) -> Speaker:
    """'Mara Lind, 59, of Heron, who': the name that the clause hangs on; 'residents who': those words; 'denied by the coastguard,
    which': the one who spoke right before."""
    start = sentence_start(text, at.start)
    near = text[start : at.start].rstrip()
    if (first := JOINED_WHO.search(text, start, at.start)) is not None:
        return _relative(text, low, Span(*first.span("who")), before, said)
    last = said[-1].speaker if said and low == "which" else None
    body = last.name if last and last.kind == "named_organisation" else None
    if last and body and near.casefold().endswith(f" {body.casefold()},"):
        return Speaker(last.kind, last.name, last.span, f"{low} = the one right before it")
    if not COPULA.search(near) and not near.endswith(","):
        noun = re.search(r"(?:\b[\w’'-]+ ){0,2}\b[a-z][\w-]+$", near)
        tied = [m for m in before if at.start - m.span.end <= 2]
        if noun and not tied:
            words = _phrase(noun.group())
            span = Span(start + len(near) - len(words), start + len(near))
            kind = lexicon().anonymous.get(words.split()[-1].lower())
            official = kind == "unnamed_official"
            return Speaker(
                "unnamed_official" if official else "unnamed_group", words, span, f"{low} = the words before it"
            )
    here = [
        m
        for m in before
        if m.span.start >= start
        and (m.kind in ("person", "group", "organisation", "outlet") or at.start - m.span.end <= 3)
    ]
    wanted = [m for m in here if m.kind == "person"] if low in ("who", "whom") else []
    chosen = _hangs_on(text, wanted or here, at)
    told = _plain_body(text, start, before, said) if chosen is None and low == "which" else None
    if told is not None and told.span is not None and text[told.span.end : at.start].strip() == ",":
        return replace(told, why=f"{low} = the body before it")  # 'The army, which said'
    if chosen is None:
        return Speaker("unnamed_source", None, None, f"{low}: no name stands before it")
    return Speaker(KIND_OF[chosen.kind], chosen.name, evidence(chosen, before), f"{low} = the name before it")


def _hangs_on(text: str, here: Sequence[Mention], at: Span) -> Mention | None:
    """The last name right before the comma; behind an apposition the name before that."""
    for m in reversed(here):
        between = text[m.span.end : at.start]
        if re.fullmatch(r"[’']?,?\s*|\s*\([^()]*\),?\s*|,[^,.;:]*,\s*|,\s\d+,[^.;:]*,\s*", between) and not governed(
            text, m.span
        ):
            return m
    free = [m for m in here if m.kind != "place" or not governed(text, m.span)] or list(
        here
    )  # 'the Heron agency of Lesk, which'
    return free[-1] if free and at.start - free[-1].span.end < 60 else None


def _phrase(words: str) -> str:
    """The noun with the adjectives before it, small words cut off: 'there are some economists' gives 'some economists'."""
    parts = words.split()
    small = {
        "are",
        "were",
        "is",
        "was",
        "to",
        "of",
        "by",
        "for",
        "with",
        "from",
        "at",
        "on",
        "in",
        "and",
        "or",
        "the",
        "a",
        "an",
        "than",
    }
    while len(parts) > 1 and any(p.lower() in small for p in parts[:-1]):
        parts = parts[1:]
    return " ".join(parts)
