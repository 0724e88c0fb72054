"""Who is named only after having spoken: 'its operator said ...' before 'Heron Lines, the Narva-based operator'; 'the director
of the hospital said ...' before 'the director of the Heron Hospital, Oro Vann'. The text itself says that the two are one: the
name stands in a definite apposition with the very noun. 'A spokesman' stays without a name, whoever is named after him.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from firsthand.model.readings import Mention
from firsthand.model.spans import Span
from firsthand.read.lexicon import listed
from firsthand.read.names.lexicon import names
from firsthand.read.speakers.clues import sentence_start, sentences_between
from firsthand.read.speakers.shapes import KIND_OF, Speaker
from firsthand.read.speakers.told import FURTHER, beside, lead_of

AHEAD = 2500  # characters: a report names whom its first sentence holds back within a few paragraphs
# matches "its operator", "the ship’s operator", "the director of the hospital treating them"; not "a spokesman for the bank"
HELD_BACK = re.compile(
    r"(?:the|its)\s+(?:[\w-]+(?:[’']s)?\s+){0,2}?(?P<head>[\w-]+)(?:\s+(?:of|for)\s+(?P<of>.+))?",
    re.IGNORECASE | re.DOTALL,
)


# matches "A brave sailor who dragged two friends", "A WEEPING widow"
TEASED = re.compile(
    r"an?\s+(?:[\w-]+\s+){0,3}?(?P<head>[\w-]+)(?:\s+(?:who|from|of|in)\s.*)?", re.IGNORECASE | re.DOTALL
)
AGED = re.compile(r",\s(?:aged\s)?\d{1,3}\b|\s\(\d{1,3}\)")  # "Oro Vann[, 34], of Kelda"
LEAD, MOST_TEASED, HEAD_TEASED = 300, 6, 60  # characters of a report's head; sentences; characters before the name


def named_later(text: str, words: str, whole: Span, mentions: Sequence[Mention]) -> Speaker | None:
    """The party named after the source that its noun is said of; None where two are."""
    return _said_so_later(text, words, whole, mentions) or _led_up_to(text, words, whole, mentions)


def _led_up_to(text: str, words: str, whole: Span, mentions: Sequence[Mention]) -> Speaker | None:
    """'..., the works minister said. Oro Vann flew there': a name that is new, bare and leads the next sentence; and of the
    report's first sentence, 'A brave sailor told how ...', the first that leads one, if his age or part is told.
    """
    opens = text.rfind("\n\n", 0, max(0, whole.start)) < 0 or whole.start < LEAD
    found = HELD_BACK.fullmatch(words) or (TEASED.fullmatch(words) if opens else None)
    head = found["head"].lower() if found else ""
    teased = found is not None and found.re is TEASED
    if head not in names().offices and not (teased and head in names().roles):
        return None
    if found is not None and not teased and found["of"]:
        return None
    known = {m.name for m in mentions if m.kind == "person" and m.span.end <= whole.start}
    for m in mentions:
        if m.kind != "person" or m.span.start < whole.end or " " not in m.name or m.name in known:
            continue
        start = sentence_start(text, m.span.start)
        if start <= whole.end and not teased:
            return None
        bare = m.span.of(text).strip() == m.name
        near = sentences_between(text, whole.end, m.span.start) <= (MOST_TEASED if teased else 1)
        told = AGED.match(text, m.span.end) if teased else bare and not beside(text, m)
        if near and told and m.span.start - start < (HEAD_TEASED if teased else 3):
            return Speaker("named_person", m.name, m.span, f"{words} = the one named right after")
        return None
    return None


def _said_so_later(text: str, words: str, whole: Span, mentions: Sequence[Mention]) -> Speaker | None:
    found = HELD_BACK.fullmatch(words)
    head = found["head"].lower() if found else ""
    if found is None or head not in names().roles | dict.fromkeys(listed("company_role")):
        return None
    after = [m for m in mentions if whole.end <= m.span.start < whole.end + AHEAD]
    said_of = {m.name: m for m in reversed(after) if _is_called(text, m, head, found["of"])}
    if len(said_of) != 1:
        return None
    m = next(iter(said_of.values()))
    return Speaker(KIND_OF[m.kind], m.name, m.span, f"{words} = the one named so after")


def _is_called(text: str, m: Mention, head: str, of: str | None) -> bool:
    return _person_called(text, m, head, of) if m.kind == "person" else _company_called(text, m, head)


def _person_called(text: str, m: Mention, head: str, of: str | None) -> bool:
    """'the spokesman, Oro Vann'; 'the director of the Heron Hospital, Oro Vann' for 'the director of the hospital'."""
    found = re.fullmatch(rf"the (?:[\w-]+ ){{0,3}}?{head}\b(?P<of>[^,]*), .*", lead_of(text, m).lower(), re.DOTALL)
    if found is None:
        return False
    thing = re.match(r"(?:the|an?|its)?\s*(?P<noun>[\w-]+)", (of or "").lower())
    return not found["of"] or (thing is not None and thing["noun"] in found["of"].split())


def _company_called(text: str, m: Mention, head: str) -> bool:
    """'Heron Lines, the Narva-based operator'."""
    told = FURTHER.sub("", beside(text, m)).strip()
    return (
        m.kind in ("organisation", "place")
        and re.fullmatch(rf",\s(?:the|its)\s(?:[\w-]+\s){{0,3}}{head}", told) is not None
    )
