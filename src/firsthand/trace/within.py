"""Whoever speaks within what an outlet or a document passes on, where reading found no attribution of its own there.

'Kalda Radio reported: “Sources in the port say the gates are shut”' ends at "Sources in the port", not at the radio.
"""

from __future__ import annotations

import re
from functools import cache

from firsthand.lang import get
from firsthand.lang.verbs import forms
from firsthand.model.articles import Article
from firsthand.model.findings import HopKind
from firsthand.model.readings import Attribution, Mention
from firsthand.model.spans import Span

PASSING = frozenset({"media_outlet", "document"})
OPENING = re.compile(r"(?:that\s+)?(?:[A-Z][a-z]+(?:ly|while|ever|wise|so),\s+)?[“\"‘']?")  # "Meanwhile, "
HELPING = r"(?:(?:has|have|had|is|are|was|were|also|now|reportedly)\s+){0,2}"
KINDS: dict[str, HopKind] = {
    "person": "person",
    "organisation": "organisation",
    "group": "group",
    "outlet": "relay",
    "place": "organisation",  # "Kalda has denied": those who govern there
}
Speaker = tuple[Span, str, HopKind]


def spoken_within(article: Article, attribution: Attribution, mentions: tuple[Mention, ...]) -> Speaker | None:
    """The party that the content opens with, if a verb of saying follows: its place, its name or words, its kind."""
    for stretch in attribution.content:
        opening = OPENING.match(article.text, stretch.start, stretch.end)
        start = opening.end() if opening else stretch.start
        if attribution.source_kind not in PASSING:
            return _told(article, Span(start, stretch.end), mentions)
        if found := _named(article, Span(start, stretch.end), mentions) or _unnamed(article, Span(start, stretch.end)):
            return found
    return None


def _told(article: Article, within: Span, mentions: tuple[Mention, ...]) -> Speaker | None:
    """Who told the speaker: 'his cousin had told him that', 'the crews had been assured by the Port Office that'."""
    that = article.text.find("that", within.start, within.end) >= 0
    said = _hearsay().match(article.text, within.start, within.end) if that else None
    found = said or _told_me().match(article.text, within.start, within.end)
    if found is None:
        return None
    span = Span(*found.span("by" if said and said["by"] else "party"))
    named = next(
        (m for m in mentions if m.kind in KINDS and m.span.start >= span.start and m.span.end == span.end), None
    )
    if named is not None:
        return named.span, named.name, KINDS[named.kind]
    return span, span.of(article.text), "unnamed"


def _named(article: Article, within: Span, mentions: tuple[Mention, ...]) -> Speaker | None:
    for m in mentions:
        opens = m.span.start == within.start and m.span.end <= within.end
        if opens and (kind := KINDS.get(m.kind)) and _says().match(article.text, m.span.end, within.end):
            return m.span, m.name, kind
    return None


def _unnamed(article: Article, within: Span) -> Speaker | None:
    found = _anonymous().match(article.text, within.start, within.end)
    if found is None:
        return None
    span = Span(found.start("party"), found.end("party"))
    return span, span.of(article.text), "unnamed"


@cache
def _says() -> re.Pattern[str]:
    return re.compile(rf"\s+{HELPING}(?:{_verbs()})\b")


@cache
def _hearsay() -> re.Pattern[str]:
    verbs = "|".join(form for row in get("en").table("addressing_verbs") if row[-1] == "object" for form in row[:-1])
    party = r"(?P<party>(?:[\w’'-]+\s+){0,5}?[\w’'-]+)"
    hearer = "|".join(get("en").dictionary("rule_words")["hearer"].split())
    by = r"(?P<by>(?:[\w’'-]+\s+){0,4}?[\w’'-]+)"
    return re.compile(rf"{party}\s+{HELPING}(?:(?:{verbs})\s+(?:{hearer})|been\s+(?:{verbs})\s+by\s+{by})\s+that\b")


@cache
def _told_me() -> re.Pattern[str]:
    """'They told me he was on leave', 'the guards had told us nothing was wrong': few words, and no "that"."""
    verbs = "|".join(form for row in get("en").table("addressing_verbs") if row[-1] == "object" for form in row[:-1])
    hearer = "|".join(get("en").dictionary("rule_words")["hearer"].split())
    party = r"(?P<party>they|(?:the|my|our|his|her|their|an?)\s[\w-]+(?:\s[\w-]+)?)"
    return re.compile(rf"{party}\s+{HELPING}(?:{verbs})\s+(?:{hearer})\s+(?!(?:to|about|of|in|on|at)\b)", re.IGNORECASE)


@cache
def _anonymous() -> re.Pattern[str]:
    """'some hawks in the capital are pushing for', 'Kalda Radio’s sources in the port report'; not 'officials of the port'."""
    heads = "|".join(sorted(map(re.escape, get("en").column("anonymity")), key=lambda w: (-len(w), w)))
    whose = r"(?:[\w-]+(?:\s[\w-]+){0,2}[’']s\s+)?"
    before, after = r"(?:[\w-]+\s+){0,4}?", r"(?:\s+(?:in|on|at|of|from|within|inside)(?:\s+[\w’-]+){1,4}?)?"
    return re.compile(rf"(?P<party>{whose}{before}(?:{heads}){after})\s+{HELPING}(?:{_verbs()})\b")


@cache
def _verbs() -> str:
    """Verbs that hardly do anything but attribute, and 'push for', in all their forms."""
    rows = (row for row in get("en").table("cues") if row[2] == "strong")
    found = {form for row in rows for form in forms(row[0], tuple(row[3].split(",")) if len(row) > 3 else ())}
    for phrase in get("en").column("pressing_phrases"):
        verb, rest = phrase.split(" ", 1)
        found |= {f"{form} {rest}" for form in forms(verb)}
    return "|".join(re.escape(v).replace(r"\ ", r"\s+") for v in sorted(found, key=lambda v: (-len(v), v)))
