"""Whom a short form stands for: 'the union' after 'the Dockers' Union', 'the official' after 'a port official'."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from firsthand.model.readings import Mention
from firsthand.model.spans import Span
from firsthand.read.lexicon import lexicon, listed
from firsthand.read.names.lexicon import key_of, names
from firsthand.read.speakers.clues import FAR, sentence_start, sentences_between
from firsthand.read.speakers.shapes import KIND_OF, Said, Speaker, evidence
from firsthand.read.speakers.told import FURTHER, WORD, beside, body_of, is_company, is_other_body, told_of

# matches "the union", "The Norland governor", "its operator", "the director of the hospital"; not "a union of dockers"
SHORT = re.compile(
    r"(?P<whose>the|this|that|these|those|its|his|her|their)\s+(?:[\w.-]+\s+){0,2}(?P<head>[\w-]+)(?P<of>\s+(?:of|for)\s+.+)?",
    re.IGNORECASE,
)
Find = Callable[[str, str, str, Span, Sequence[Mention], Sequence[Said]], Speaker | None]
OWNERS = frozenset({"its", "his", "her", "their"})
# what follows says more of the party, and nothing of which it is: "the group, which holds the coast", "the cell itself"
MORE = re.compile(r"(?:,\s(?:which|who|whose)\b.*|\s(?:itself|himself|herself|themselves))$", re.DOTALL)
WRITTEN_BY = frozenset({"report", "article", "story", "piece"})
BODIES = ("organisation", "group")
NEAR_BY = 3  # sentences
NEAR = 700  # characters back to the outlet that "the report" is of: farther, another may have come between


def of_short_form(
    text: str, words: str, low: str, whole: Span, mentions: Sequence[Mention], said: Sequence[Said]
) -> Speaker | None:
    """The party named before that a definite phrase stands for; None if it is no short form, or nobody fits."""
    before = [m for m in mentions if m.span.end <= whole.start and whole.start - m.span.end < FAR]
    if re.fullmatch(r"the latter", words, re.IGNORECASE):
        return _last(before, words)
    found = SHORT.fullmatch(MORE.sub("", words))
    if found is None:
        return None
    head, short = found["head"].lower(), found.group()
    owned = found["whose"].lower() in OWNERS
    finders: tuple[Find, ...] = (_office_of,) if found["of"] else (_body,) if owned else EACH
    for find in finders:
        speaker = find(text, short, head, whole, before, said)
        if speaker is not None:
            return speaker
    return _lettered(short, head, mentions)


def _last(before: Sequence[Mention], words: str) -> Speaker | None:
    named = [m for m in before if m.kind in ("person", "organisation", "group")]
    persons = [m for m in named[-4:] if m.kind == "person"]
    m = persons[-1] if len(persons) > 1 else named[-1] if named else None
    return Speaker(KIND_OF[m.kind], m.name, evidence(m, before), f"{words} = the last one named") if m else None


def _same_words(
    text: str, words: str, head: str, whole: Span, before: Sequence[Mention], said: Sequence[Said]
) -> Speaker | None:
    """The last source without a name, or document, that the same noun is of: the same party."""
    modifiers = set(words.lower().split()[1:-1])
    if "same" in modifiers and head in listed("same"):
        return _same_person(words, said)
    if head not in lexicon().anonymous and head not in lexicon().documents:
        return None
    modifiers -= {"same"}
    for s in reversed(said[-6:]):
        party = FURTHER.sub("", s.speaker.name or "")  # 'the governor' is not 'officials in the governor’s office'
        own = re.findall(r"[\w-]+", party.lower())
        unnamed = s.speaker.kind in ("unnamed_official", "unnamed_source", "unnamed_group", "document")
        if unnamed and head in own and modifiers <= set(own) and s.speaker.name:
            return Speaker(s.speaker.kind, s.speaker.name, s.speaker.span, f"{words} = the source before")
    return None


def _same_person(words: str, said: Sequence[Said]) -> Speaker | None:
    """'the same man': whoever spoke last, named or not."""
    persons = ("named_person", "unnamed_official", "unnamed_source", "unnamed_group")
    last = next((s.speaker for s in reversed(said) if s.speaker.kind in persons and s.speaker.name), None)
    return Speaker(last.kind, last.name, last.span, f"{words} = the source before") if last else None


def _office(
    text: str, words: str, head: str, whole: Span, before: Sequence[Mention], said: Sequence[Said]
) -> Speaker | None:
    """'the governor': the person last named with that office; else the person who spoke last, if near and of no other office."""
    if head not in names().roles.keys() | names().offices:
        return None
    for m in reversed([m for m in before if m.kind == "person"]):
        if head in told_of(text, m):
            return Speaker("named_person", m.name, evidence(m, before), f"{words} = who is called so")
    if head not in names().offices:
        return None
    last = said[-1] if said else None
    if last is None or last.speaker.kind != "named_person" or sentences_between(text, last.at, whole.start) > NEAR_BY:
        return None
    called = {w for m in before if m.name == last.speaker.name for w in told_of(text, m)}
    told = words.lower() in text[sentence_start(text, last.at) : last.at].lower()  # 'the premier rang him, and he said'
    if not told and not _of_another(words, head, called):
        return Speaker("named_person", last.speaker.name, last.speaker.span, f"{words} = the person quoted before")
    return None


def _of_another(words: str, head: str, called: set[str]) -> bool:
    """Whether 'the governor' is somebody else than who is called a captain, and 'the FBI director' than whom nobody calls so."""
    seats = names().seats
    fields = {w for w in WORD.findall(words)[1:-1] if w.capitalize() in names().portfolios}
    if not fields <= called:
        return True  # "the health minister"
    if head not in seats:
        return False
    others = seats.keys() | frozenset().union(*seats.values())
    of = {w.lower() for w in WORD.findall(words)[1:-1] if w[0].isupper()} if head in names().of_bodies else set[str]()
    return bool(called & others - seats[head] - {head}) or not of <= called


def _office_of(
    text: str, words: str, head: str, whole: Span, before: Sequence[Mention], said: Sequence[Said]
) -> Speaker | None:
    """'the director of the hospital': the person of whom both words are told beside the name."""
    last = words.lower().split()[-1]
    for m in reversed([m for m in before if m.kind == "person"]) if head in names().roles else ():
        if head in told_of(text, m) and last in WORD.findall((m.span.of(text) + beside(text, m)).lower()):
            return Speaker("named_person", m.name, evidence(m, before), f"{words} = who is called so")
    return None


def _outlet(
    text: str, words: str, head: str, whole: Span, before: Sequence[Mention], said: Sequence[Said]
) -> Speaker | None:
    """'the agency', 'the report': the outlet that spoke last, or the last one named near."""
    if head not in lexicon().outlet_heads | {"agency"} | WRITTEN_BY or len(words.split()) > 2:
        return None
    earlier = [s for s in said if s.speaker.kind == "media_outlet" and s.speaker.name]
    if earlier and (head not in WRITTEN_BY or whole.start - earlier[-1].at < NEAR):
        got = earlier[-1].speaker
        return Speaker("media_outlet", got.name, got.span, f"{words} = the outlet before")
    near = [m for m in before if m.kind == "outlet" and whole.start - m.span.end < NEAR]
    if not near or head == "agency":
        return None
    return Speaker("media_outlet", near[-1].name, evidence(near[-1], before), f"{words} = the outlet named before")


def _body(
    text: str, words: str, head: str, whole: Span, before: Sequence[Mention], said: Sequence[Said]
) -> Speaker | None:
    """'the ministry', 'the group': the body last named with that word; of any body, the one that spoke last."""
    rest = [w for w in words.lower().split()[1:-1] if w not in ("same", "state")]
    if head in lexicon().outlet_heads | {"agency"} and words.lower().startswith(("its ", "their ")):
        return None  # 'its state news agency' is of whom the sentence is about, not the agency named before
    bodies = [m for m in before if m.kind in ("organisation", "group", "outlet", "other")]
    if head in lexicon().documents:
        return None  # 'the communiqué' is no body, though of the Front that issued it
    known = head in lexicon().bodies | names().groups | listed("any_body") or head.capitalize() in names().organisations
    spoke = _spoke_so(head, rest, whole.start, said)
    for m in reversed(bodies):
        if spoke is not None and spoke.at > m.span.start:
            break
        held = WORD.findall((m.name + " " + m.span.of(text)).lower())
        called = head in held if known else head == _head_of(m.name)
        if (called or head in told_of(text, m)) and all(w in held for w in rest) and len(held) > 1:
            return Speaker(KIND_OF[m.kind], m.name, evidence(m, before), f"{words} = the one named so before")
    if spoke is not None:
        return Speaker(spoke.speaker.kind, spoke.speaker.name, spoke.speaker.span, f"{words} = the body quoted before")
    plain = not rest or (head in names().groups and all(w.islower() for w in words.split()[1:-1]))
    return _salient(text, words, head, whole.start, before, said) if head in listed("any_body") and plain else None


def _spoke_so(head: str, rest: list[str], at: int, said: Sequence[Said]) -> Said | None:
    """The body that spoke last with that word for its head, and more: 'the energy ministry' for 'the ministry'."""
    for s in reversed(said[-6:]):
        own = WORD.findall((s.speaker.name or "").lower())
        if "in" in own:
            own = own[: own.index("in")]  # 'works ministry in Kalda'
        if s.speaker.kind == "named_organisation" and own[-1:] == [head] and set(rest) < set(own):
            return s if len(own) > 1 and at - s.at < FAR else None
    return None


def _head_of(name: str) -> str:
    """'cell' of 'Harbour Information Cell', 'force' of 'Task Force Heron' and 'Force of the Coast'."""
    return re.split(r" (?:of|for|in) ", name.lower())[0].split()[-1]


def _salient(
    text: str, words: str, head: str, at: int, before: Sequence[Mention], said: Sequence[Said]
) -> Speaker | None:
    """The body of its kind that a reader has in mind: that spoke last, for which the last speaker speaks, or the only one;
    of companies the one that spoke before, or is named most."""
    firm = head in listed("firm")
    armed = {m.name for m in before if m.kind == "group"} if head in names().groups else set[str]()
    last = said[-1].speaker if said else None
    fits = last is not None and (not armed or last.name in armed) and not (firm and is_other_body(last.name or ""))
    if last and last.name and last.kind == "named_organisation" and fits:
        return Speaker(last.kind, last.name, last.span, f"{words} = the body quoted before")
    of_last = body_of(last.name, before) if last and last.kind == "named_person" and last.name else None
    if of_last is not None and not (firm and is_other_body(of_last.name)):
        return Speaker(
            KIND_OF[of_last.kind], of_last.name, of_last.span, f"{words} = the body of the one quoted before"
        )
    here = {m.name for m in before}
    for s in reversed(said) if firm else ():
        if s.speaker.kind == "named_organisation" and s.speaker.name in here and not is_other_body(s.speaker.name):
            return Speaker(s.speaker.kind, s.speaker.name, s.speaker.span, f"{words} = the company quoted before")
    near = [m for m in before if firm and m.kind == "organisation" and not is_other_body(m.name)]
    near = [m for m in near if sentences_between(text, m.span.end, at) < NEAR_BY]
    if len({m.name for m in near}) == 1:
        m = near[-1]
        return Speaker(KIND_OF[m.kind], m.name, evidence(m, before), f"{words} = the only company named right before")
    bodies = [m for m in before if (m.kind == "group" if armed else is_company(m) if firm else m.kind in BODIES)]
    named = Counter(m.name for m in bodies).most_common(2)
    if not named or (len(named) > 1 and not (firm and named[0][1] > named[1][1])):
        return None
    m = next(m for m in reversed(bodies) if m.name == named[0][0])
    why = "the only body named" if len(named) == 1 else "the company named most"
    return Speaker(KIND_OF[m.kind], m.name, evidence(m, before), f"{words} = {why}")


def _lettered(words: str, head: str, mentions: Sequence[Mention]) -> Speaker | None:
    """'the union' where the article's only short form in capitals that holds its letter is the NDU, and nothing spells that
    out.
    """
    short = {m.name: m for m in reversed(mentions) if m.kind == "organisation" and m.name.isupper()}
    fitting = [m for name, m in short.items() if head[0].upper() in name and key_of(name) not in names().known]
    if len(words.split()) > 2 or head not in listed("lettered") or len(fitting) != 1:
        return None
    (m,) = fitting
    return Speaker(KIND_OF[m.kind], m.name, evidence(m, mentions), f"{words} = the only short form with its letter")


def _of_household(
    text: str, words: str, head: str, whole: Span, before: Sequence[Mention], said: Sequence[Said]
) -> Speaker | None:
    """'the mother-of-two': whoever was named last, right before."""
    persons = [m for m in before if m.kind == "person"]
    if "-of-" not in head or not persons or sentences_between(text, persons[-1].span.end, whole.start) > NEAR_BY:
        return None
    m = persons[-1]
    return Speaker("named_person", m.name, evidence(m, before), f"{words} = the one named right before")


EACH: tuple[Find, ...] = (_same_words, _office, _of_household, _outlet, _body)
