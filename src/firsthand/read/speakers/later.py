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
from firsthand.read.speakers.seats import state_of
from firsthand.read.speakers.shapes import KIND_OF, Speaker
from firsthand.read.speakers.told import FURTHER, beside, lead_of

AHEAD = 2500  # characters: a report names whom its first sentence holds back within a few paragraphs
# matches "its operator", "the ship’s operator", "the director of the hospital treating them"; not "a spokesman for the bank"
SOON = 900  # characters
# matches "Norland’s foreign minister", "The Norlandic prime minister", "the governor"
OFFICE = re.compile(r"(?:[Tt]he|[A-Z][\w.-]+[’']s?)\s(?:[A-Z][\w-]+\s)?(?P<office>(?:[a-z-]+\s){0,2}[a-z-]+)")
HELD_BACK = re.compile(
    r"(?:the|its)\s+(?:[\w-]+(?:[’']s)?\s+){0,2}?(?P<head>[\w-]+)(?:\s+(?:of|for)\s+(?P<of>.+))?",
    re.IGNORECASE | re.DOTALL,
)


def named_later(text: str, words: str, whole: Span, mentions: Sequence[Mention]) -> Speaker | None:
    """The party named after the source that its noun is said of; None where two are."""
    if (holder := _holder(text, words, whole, mentions)) is not None:
        return Speaker("named_person", holder.name, holder.span, f"{words} = the one named so after")
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


def _holder(text: str, words: str, whole: Span, mentions: Sequence[Mention]) -> Mention | None:
    """'Foreign Minister Oro Vann' behind 'Norland’s foreign minister': an office that one holds, told of nobody else between."""
    found = OFFICE.fullmatch(words)
    office = found["office"].lower() if found else ""
    if not office or office.split(" ")[-1] not in listed("one_holder"):
        return None
    for m in mentions:
        if m.kind == "person" and whole.end <= m.span.start < whole.end + SOON:
            lead = lead_of(text, m).lower()
            if office not in lead:
                continue
            again = text[whole.end : m.span.end].lower().count(office)
            owner = lead[: lead.index(office)].strip()
            same = not owner or state_of(owner.split(" ")[-1]) in (None, state_of(words.split(" ")[0]))
            return m if again == 1 and same and " " in m.name else None
    return None


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
