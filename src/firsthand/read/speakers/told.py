"""What the words beside a name tell of the party: 'bishop' of 'the bishop of Kelda, Oro Vann', 'operator' of 'Heron Lines, the
Greek operator of the ferry'; for which body somebody speaks; whether a body is a company.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from firsthand.model.readings import Mention
from firsthand.model.spans import Span
from firsthand.read.lexicon import lexicon
from firsthand.read.names.kinds import is_foreign_body
from firsthand.read.names.lexicon import key_of, names
from firsthand.read.speakers.clues import FAR

# matches "North Kordofan’s acting governor, ", "the director of the hospital, ", right before a name
LED_BY = re.compile(
    r"(?:\b(?:the|its|his|her|their|our|an?)|[\w-]+[’']s?)\s(?P<told>(?:[a-z][\w-]*\s?){1,5}(?:\s?(?:of|for|in)\s[^,.;:\n]{3,40})?),\s$",
    re.IGNORECASE,
)
WORD = re.compile(r"[\w-]+")
OWNER = re.compile(r"^.*[’']s?\s", re.DOTALL)
# what follows tells of another: "the governor [of Heron]", "a friend [of the mayor]"
FURTHER = re.compile(r"\b(?:of|for|at|in|to|from|with|who|which|that|and|by)\b.*$", re.DOTALL)


def told_of(text: str, m: Mention) -> set[str]:
    """The words, in small letters, of what a party is called right before and right after its name."""
    around = (
        OWNER.sub("", lead_of(text, m)),
        OWNER.sub("", FURTHER.sub("", beside(text, m))),
        OWNER.sub("", FURTHER.sub("", led_by(text, m))),
    )
    return {w for part in around for w in WORD.findall(part.lower())}


def lead_of(text: str, m: Mention) -> str:
    """What stands within a mention before the last word of its name: 'the bishop of Kelda, Oro '."""
    whole = m.span.of(text)
    return whole[: max(0, whole.rfind(m.name.split(" ")[-1]))]


def of_role(text: str, at: Span, mentions: Sequence[Mention]) -> Mention | None:
    """A mention of the person whom 'the bishop' at a place, no source there, stands for; None if nobody is called so."""
    words = at.of(text)
    before = [m for m in mentions if m.span.end <= at.start and at.start - m.span.end < FAR]
    for m in reversed([m for m in before if m.kind == "person"]):
        if words.split()[-1].lower() in told_of(text, m):
            return replace(m, span=at)
    return None


def beside(text: str, m: Mention) -> str:
    """The apposition after a name: 'Oro Vann[, the governor of Heron]'."""
    found = re.match(r",\s[^.;:,]{3,70}", text[m.span.end : m.span.end + 80])
    words = found.group() if found else ""
    return "" if any(w in lexicon().cues for w in WORD.findall(words)) else words  # ", the governor said"


def led_by(text: str, m: Mention) -> str:
    """What is said right before a name that a comma sets off: '[the acting governor], Oro Vann', 'its [spokesman], Oro Vann'."""
    found = LED_BY.search(text, max(0, m.span.start - 90), m.span.start)
    return found["told"] if found and m.kind == "person" else ""


def body_of(name: str, before: Sequence[Mention]) -> Mention | None:
    """The body in a person's title: of 'Heron Lines spokeswoman Mara Lind' Heron Lines; the last that is told."""
    for m in reversed(before):
        if m.kind == "person" and m.name == name:
            within = [b for b in before if b.kind != "person" and _within(b.span, m.span)]
            if within:
                return within[-1]
    return None


def _within(a: Span, b: Span) -> bool:
    return b.start <= a.start and a.end <= b.end and a != b


def is_company(m: Mention) -> bool:
    """Whether a body's name shows a company: 'Heron Bay Shipping'."""
    return m.kind == "organisation" and m.name.split()[-1] in names().company_words


def is_other_body(name: str) -> bool:
    """Whether a name shows that no company bears it: a ministry's, a union's, a state's, a short form."""
    words = name.split()
    others = lexicon().organisations - names().company_words | names().nationalities
    known = names().known.get(key_of(name))
    told = is_foreign_body(words[0]) or any(w in others or w in lexicon().bodies or w == "for" for w in words)
    return name.isupper() or told or (known is not None and known.kind != "organisation")
