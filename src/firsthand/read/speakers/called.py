"""Names that sources go by, or that stand right beside them.

'a miner who gave his name only as Oro', 'we call him Oro', 'Oro Vann, at that time the chief engineer', 'the director, Oro Vann'.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from firsthand.model.readings import Mention, SourceKind
from firsthand.model.spans import Span
from firsthand.read.lexicon import listed
from firsthand.read.speakers.shapes import Speaker, evidence

NAME = r"(?P<name>[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,2})"
# matches "the ministry’s director of medicine,", "one", "its spokesman"; not "officials"
BEFORE_NAME = re.compile(
    r"(?:(?:the|its|his|her|their|our|an?)\s.*[a-rt-z]|[\w’'-]+[’']s\s.*[a-rt-z]|one),?$", re.IGNORECASE | re.DOTALL
)
AFTER = 80  # characters behind a source's words in which the name stands, where reading left them out
# matches "Oro Vann, at that time " before "the chief engineer"
BETWEEN = re.compile(r"(?:,\s(?:\d{1,3},\s)?|\s\()(?:(?:who\s(?:is|was|had\sbeen)|[a-z]+)\s){0,4}$")
# what may stand between a source's words and how it is called: "a miner, [who] goes by", "a miner [known as]"
BEHIND = re.compile(
    r"|,?\s(?:(?:who|whom|that|himself|herself)\s)?(?:(?:is|was|only|just|also|better|to be|asked to be)\s){0,3}"
    r"|\s?[(—–-]+\s?|,\s"
)
# how words begin that describe somebody: "the", "a", "an", "his", "its"
DESCRIBES = ("th", "a ", "an", "hi", "it")
RIGHT_BEHIND = "the name right behind these words"
GOES_BY = "the name that the source goes by"
KNOWN_AS = ("known as", "known by", "goes by", "went by", "known to", "present", "introduce")


def self_named(text: str, whole: Span) -> Speaker | None:
    """The name that a source without one goes by, by the source's words or right behind them; one "known as" it is named."""
    found = _gives_name().search(text, whole.start, min(whole.end + AFTER, len(text)))
    if found is None or not BEHIND.fullmatch(text[whole.end : found.start()]):
        return None
    known = found.group().lower().startswith(KNOWN_AS)
    kind: SourceKind = "named_person" if known else "unnamed_source"
    return Speaker(kind, found["name"], Span(*found.span("name")), GOES_BY)


def is_pseudonym(text: str, name: str) -> bool:
    """Whether the text says that a name is none: 'We call him Oro', 'Oro, not his real name,'."""
    if not name[:1].isupper():
        return False
    bare = re.escape(name)
    helping = r"(?:[’'](?:ll|ve|d))?\s(?:(?:will|shall|have)\s)?"
    called = rf"\b(?:(?:call(?:s|ed)?|name(?:s|d)?)\s(?:him|her|them)|(?:I|we){helping}call(?:ed)?)\s{bare}\b"
    real = r"not\s(?:his|her|their)\sreal\sname|a\spseudonym|whose\s(?:real\s)?name\s(?:has|is|was)"
    told = rf"\b{bare}\s?[,(–—-]?\s?(?:\(|,)?\s?(?:{real})"
    return re.search(rf"{called}|{told}", text) is not None


def apposed_to(text: str, whole: Span, mentions: Sequence[Mention]) -> Speaker | None:
    """'Oro Vann, at that time [the chief engineer], warned': the person right before, of whom the words are said."""
    led = text[whole.start : whole.start + 2].lower() in DESCRIBES
    if not led or text[whole.end : whole.end + 1] not in (",", ")"):
        return None
    for m in mentions:
        near = m.kind == "person" and m.span.end < whole.start <= m.span.end + AFTER and " " in m.name
        if near and BETWEEN.fullmatch(text, m.span.end, whole.start):
            return Speaker("named_person", m.name, evidence(m, mentions), "the name of which these words are said")
    return None


def named_behind(text: str, p_words: str, whole: Span, mentions: Sequence[Mention]) -> Speaker | None:
    """'the head of the clinic, [Dr. Oro Vann]', 'said one, [Oro Vann]': a name right behind words that reading stopped at."""
    head = BEFORE_NAME.match(p_words)
    if head is None:
        return None
    start = whole.end + (text[whole.end : whole.end + 2] == ", ") * 2 + (text[whole.end - 1 : whole.end] == ",")
    if text[start - 2 : start] != ", ":
        return None
    for m in mentions:
        near = m.kind == "person" and start <= m.span.start <= start + len("Prof. ") and " " in m.name
        if near and (m.span.start == start or text[start : m.span.start].strip().rstrip(".").istitle()):
            return Speaker("named_person", m.name, m.span, RIGHT_BEHIND)
    return None


@cache
def _gives_name() -> re.Pattern[str]:
    """'who gave his name only as Oro', 'who signs himself Salt Cod', 'known as Oro', 'identified only as Oro'."""
    verbs = "|".join(sorted(listed("goes_by")))
    own = r"(?:his|her|their|the|a|only|first|last|nickname|name|names|himself|herself|themselves|to|be|being|just|simply)"
    others = r"(?!(?:named|identified|called|introduced|presented|asked) by )"  # 'named by Narvan papers'
    given = (
        rf"{others}(?:{verbs})\s(?:{own}\s){{0,6}}?(?:only\s)?(?:as\s|by\s|name,\s|himself\s|herself\s|themselves\s)"
    )
    helping = r"(?:[’'](?:ll|ve|d))?\s(?:(?:will|shall|have|has|had|am|are|is)\s)?"
    called = rf"(?:I|we|this \w+){helping}(?:call|calls|called|calling)\s(?:(?:him|her|them)\s)?"
    return re.compile(rf"\b(?:{given}|whom?\s{called}){NAME}")
