"""What stands beside a name and tells how it is used: a person's public office or private life; whether a place acts or
is where something is.

'harbour commissioner [Oro Vann]', '[Mara Lind], the minister for works, ...'; '[Leena Kask], 34, a teacher, ...'; '[Kalda] wants
talks', 'the fair in [Kalda]'.
An office is what makes a person one whose public words are gathered; a courtesy, a trade or a soldier's rank does not. An
age or a trade tells somebody of whom no office is told in that article from an official of the same name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from firsthand import lang
from firsthand.model.readings import Mention, Use
from firsthand.model.spans import Span
from firsthand.read.lexicon import lexicon

BEFORE, AFTER = 60, 110  # characters looked at on each side
# what may stand between a name and the office told of it: ", who is", " is", ", the", ", Norland’s former deputy"
LEAD = r"(?:,\s+(?:who\s+(?:is|was|serves\s+as)\s+)?|\s+(?:is|was|serves\s+as|became)\s+|\s+\()"
WORD = r"(?:the|an?|its|their|his|her|one\s+of|of|and|[A-Z][\w.’'-]*|[\w-]+(?:’s|'s)|{modifiers})"
# the office of the next name is not that of this one: "Oro Vann, minister Mara Lind said"
NEXT_NAME = re.compile(r"\s+(?!(?:The|A|An)\b)[A-Z][\w’'-]+")
# yes: " wants", " has also said", " flatly denies", " is taking", " was “watching”; no: " is in", ", which wants"
VERB = re.compile(
    r"(?:\s+and\s+[A-Z][\w’'-]+)?\s+(?:(?:is|was)\s+“?(?P<going>[a-z]{2,}ing)\b"
    r"|(?:(?:also|has|have|had|again|now|not|never|[a-z]+ly)\s+){0,3}(?P<verb>[a-z]+))"
)
OWNER = re.compile(r"[’']s?\s")
# yes: "'s efforts", "’s long occupation"
OWNED = re.compile(r"[’']s?\s+(?P<what>[a-z]+)(?:\s+(?P<next>[a-z]+))?\b")
SPACES = r"\s+"


def with_standing(text: str, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions, each with the office or the use that the words beside it tell."""
    return tuple(_told(text, m) for m in mentions)


def _told(text: str, m: Mention) -> Mention:
    if m.kind == "person":
        office = _office(text, m)
        return replace(m, office=office, use="private" if office is None and _private(text, m.span) else None)
    return replace(m, use=_use(text, m.span)) if m.kind == "place" else m


def _office(text: str, m: Mention) -> Span | None:
    """The words that tell the office, before the name within its mention or right after it; None if none does."""
    whole = m.span.of(text)
    own = whole.rfind(m.name.split(" ")[-1])
    title = whole[: max(0, own)]
    kin = max((x.end() for x in OWNER.finditer(title)), default=0)  # "the mayor’s daughter" is no mayor
    if found := _titles().search(title, kin) or _offices().search(title, kin):
        return Span(m.span.start + found.start("office"), m.span.start + found.end("office"))
    around = text[m.span.end : m.span.end + AFTER]
    found = _after().match(around)
    if found is None or NEXT_NAME.match(around, found.end("office")):
        return None
    return Span(m.span.end + found.start("office"), m.span.end + found.end("office"))


def _private(text: str, span: Span) -> bool:
    """Whether an age, a trade or kin is told of a person right before the name, at its head or right after it."""
    if _private_after().match(text, span.end, span.end + AFTER):
        return True
    start = max(0, span.start - BEFORE)
    return _private_before().search(text[start : span.start]) is not None or bool(_private_head().match(span.of(text)))


def _use(text: str, span: Span) -> Use | None:
    """'where' after a preposition of place, 'acts' before a verb of a party's; None of neither."""
    before = re.findall(r"[\w-]+", text[max(0, span.start - BEFORE) : span.start])
    near = [w for w in before[-2:] if w.lower() != "the"]
    own = span.of(text).split()[0]
    if (near and near[-1].lower() in _column("where_words")) or (own.islower() and own != "the"):
        return "where"  # "in Kalda"; "city of Kalda"
    verb = VERB.match(text, span.end) if not near or near[-1].lower() not in _party_words("apart") else None
    if verb and (verb["going"] or verb["verb"] in _verbs()):
        return "acts"
    owned = OWNED.match(text, span.end)
    if owned and not {owned["what"], owned["next"]}.isdisjoint(_party_words("owned")):
        return "acts"
    lead = _party_words("before")
    return "acts" if before and (before[-1].lower() in lead or " ".join(before[-2:]).lower() in lead) else None


@cache
def _column(table: str) -> frozenset[str]:
    return frozenset(lang.get("en").column(table))


@cache
def _party_words(role: str) -> frozenset[str]:
    return frozenset(row[0] for row in lang.get("en").table("party_words") if row[1] == role)


@cache
def _verbs() -> frozenset[str]:
    return _column("acting_verbs") | frozenset(lexicon().cues)


@cache
def _titles() -> re.Pattern[str]:
    words = sorted(_column("public_titles"), key=lambda w: (-len(w), w))
    return re.compile(rf"(?<!\w)(?P<office>{'|'.join(map(re.escape, words))})(?!\w)")


def _any_office() -> str:
    words = sorted(_column("public_offices"), key=lambda w: (-len(w), w))
    return "|".join(re.escape(w).replace(r"\ ", SPACES) for w in words)


@cache
def _offices() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:ex-)?(?P<office>{_any_office()})(?![\w’'-])", re.IGNORECASE)


@cache
def _after() -> re.Pattern[str]:
    modifiers = "|".join(re.escape(w) for w in sorted(_column("title_modifiers"), key=lambda w: (-len(w), w)))
    word = WORD.format(modifiers=modifiers)
    office = f"(?i:{_any_office()})"
    return re.compile(rf"{LEAD}(?:{word}\s+){{0,7}}?(?P<office>{office})(?![\w’'-])")


def _any_private() -> str:
    words = sorted(_column("private_roles"), key=lambda w: (-len(w), w))
    return "|".join(re.escape(w).replace(r"\ ", SPACES) for w in words)


# matches "34-year-old "; "the victim, "; "local teacher "
@cache
def _private_before() -> re.Pattern[str]:
    return re.compile(rf"(?:\b\d{{1,3}}-year-old(?:\s+[\w-]+){{0,2}}|(?<![\w-])(?i:{_any_private()})),?\s+$")


# matches "teacher Leena Kask", where the mention holds the trade
@cache
def _private_head() -> re.Pattern[str]:
    return re.compile(rf"(?i:{_any_private()})\s+(?=[A-Z])")


# matches ", 34,", ", aged 34", " (34)", ", a 34-year-old baker", ", a retired teacher", ", mother of two"; not ", 34 dockers"
@cache
def _private_after() -> re.Pattern[str]:
    age = r"(?:aged\s+)?\d{1,3}(?=\s*[,.;)—–-]|\s+and\s)(?!-)"
    role = rf"(?:[\w-]+\s+){{0,4}}?(?:\d{{1,3}}-year-old|(?i:{_any_private()}))(?![\w’'-])"
    kin = r"(?:a\s+)?(?:single\s+)?(?:mother|father|grandmother|grandfather)\s+of\s+\w+"
    return re.compile(rf"(?:,\s+|\s+\()(?:{age}|\d{{1,3}}-year-old|{kin}|(?:an?|the)\s+{role})")
