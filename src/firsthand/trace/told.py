"""Which outlet somebody told, and whether that is the article's own."""

from __future__ import annotations

import re
from functools import cache

from firsthand.lang import get
from firsthand.lang.outlet_names import is_agency, sounds_like_outlet
from firsthand.model.articles import Article
from firsthand.model.readings import Mention
from firsthand.model.spans import Span
from firsthand.trace.page import fold

ARTICLE = re.compile(r"(?:the|an?)\s+", re.IGNORECASE)
FIRST_PERSON = frozenset({"us", "me", "our", "this"})  # 'told us', 'told our correspondent', 'told this newspaper'
TOLD_TO = re.compile(r"(?:\b(?:told|with|by|from|via|to)\s|\()$", re.IGNORECASE)  # before a name: '(Tidewire)'
OURS = re.compile(r"\bwith (?:us|this [a-z]+|our [a-z]+)$")  # 'a call with this newspaper'
MOST_NAME, MOST_SHORT = 3, 6  # words of such a name; letters of a short form that is none
NEAR = 600  # characters back to the outlet that "the agency" is: farther, another may have come between


def is_own(article: Article, words: str) -> bool:
    """Whether the words are for the article's own outlet: 'the Post' in The Narva Post, 'our correspondent', 'us'."""
    plain = [w for w in fold(words).split() if w not in get("en").column("press_roles") and w != "s"] or ["our"]
    own = (fold(d.value).split() for kind in ("outlet", "republisher") for d in article.all(kind))
    return plain[0] in FIRST_PERSON or bool(OURS.search(words)) or any(set(plain) <= set(name) for name in own)


def outlet_told(article: Article, span: Span, mentions: tuple[Mention, ...]) -> tuple[Span, str] | None:
    """The outlet that a party spoken to is, and where it stands: by name, initials or description; None if none, or the own.

    'Le Cahier', 'KPA' for the Kalda Press Agency, 'the agency' for the one last named, 'a Kalda radio station'.
    """
    words = span.of(article.text)
    if is_own(article, words):
        return None
    if (m := next((m for m in mentions if m.kind == "outlet" and m.span.overlaps(span)), None)) is not None:
        written = ARTICLE.sub("", m.span.of(article.text))
        full = written if _initials(written) == m.name else m.name  # 'Kalda Press Agency', known as KPA
        return None if is_own(article, m.name) else (m.span, full)
    if _bare().fullmatch(words):
        meant = _meant(article, span, mentions, words.split()[-1].casefold())
        return (span, meant) if meant and not is_own(article, meant) else None
    if (beside := _beside().search(words)) is not None:
        at = Span(*beside.span("name")).shift(span.start)
        return None if is_own(article, beside["name"]) else (at, beside["name"])
    lead = ARTICLE.match(words)
    name = words[lead.end() :] if lead else words
    if (spelled := _spelled(article, name, mentions)) is not None:
        return None if is_own(article, spelled) else (span, spelled)
    if (sounds_like_outlet(name) or sounds_like_outlet(words)) and not _is_surname(name, mentions):
        return span, words
    return (span, words) if is_outlet(words) or _is_bare_name(article, name, mentions) else None


def _is_bare_name(article: Article, name: str, mentions: tuple[Mention, ...]) -> bool:
    """Whether somebody told a name that is no person's, no place's and no body's: 'told Caracol', as reports say of outlets.

    The name as the article has it most; 'told the Harbour Council', 'told NATO', 'told Minister Vann' are none.
    """
    words = name.split()
    if (
        not 0 < len(words) <= MOST_NAME
        or not all(w[0].isupper() for w in words)
        or (name.isupper() and len(name) < MOST_SHORT and "TV" not in name)
    ):
        return False
    if any(w in _no_outlets() for w in words) or _is_surname(name, mentions):
        return False
    kinds = [m.kind for m in mentions if fold(m.name) == fold(name)]
    if kinds and set(kinds) == {"person"}:
        return _is_only_told(article.text, name)
    return "outlet" in kinds or kinds.count("organisation") + kinds.count("other") > len(kinds) / 2


def _is_only_told(text: str, name: str) -> bool:
    """Whether a lone name stands in the text twice or more, and only as that of whom one tells, or has it from."""
    places = [m.start() for m in re.finditer(rf"\b{re.escape(name)}\b", text)]
    return " " not in name and len(places) > 1 and all(TOLD_TO.search(text[max(0, at - 12) : at]) for at in places)


@cache
def _no_outlets() -> frozenset[str]:
    """Words with a capital that show a body, a state or a title."""
    pack = get("en")
    bodies = {w.capitalize() for w in pack.column("body_words")} | set(pack.column("organisation_words"))
    states = {w for row in pack.table("countries") for cell in row for w in cell.split("|")}
    parties = {w for body in pack.column("state_bodies") for w in body.split()}
    return frozenset(bodies | states | parties | set(pack.column("titles"))) - frozenset(pack.column("outlet_words"))


def _is_surname(name: str, mentions: tuple[Mention, ...]) -> bool:
    """Whether the article names a person so in full: 'Le Brun' where there is an Anna Le Brun."""
    return any(m.kind == "person" and fold(m.name).endswith(f" {fold(name)}") for m in mentions)


@cache
def is_outlet(words: str) -> bool:
    """Whether the words describe an outlet without its name: 'a local channel', 'a Kaldan paper'; no police station."""
    said = re.findall(r"\w+", words)
    ends = (
        len(said) > 1
        and said[-1] in get("en").column("outlet_heads")
        and said[0].lower() in ("a", "an", "one", "another")
    )
    return any(w in _described() for w in said) or (ends and said[-2] not in _no_station())


def _meant(article: Article, span: Span, mentions: tuple[Mention, ...], head: str) -> str | None:
    """The outlet that 'the agency' or 'the newspaper' is: that of the kind that was named last, if near; else the only one."""
    near = [
        m for m in sorted(mentions, key=lambda m: m.span, reverse=True) if span.start - NEAR <= m.span.end <= span.start
    ]
    others: list[str] = []
    for m in near:
        words, full = m.span.of(article.text), _spelled(article, m.name, mentions)
        outlet = m.kind == "outlet" or sounds_like_outlet(m.name) or full is not None
        agency = is_agency(full or m.name) or "agency" in words
        if outlet and agency == (head == "agency"):
            return full or m.name
        if outlet and not is_own(article, m.name):
            others.append(full or m.name)
    return others[0] if len(set(others)) == 1 else None


def _spelled(article: Article, name: str, mentions: tuple[Mention, ...]) -> str | None:
    """The outlet that these are the initials of: 'KPA' of the Kalda Press Agency."""
    if not (name.isupper() and 2 <= len(name) <= 6):
        return None
    named = [
        *(d.value for kind in ("outlet", "declared_source") for d in article.all(kind)),
        *(m.name for m in mentions),
    ]
    return next((n for n in named if sounds_like_outlet(n) and _initials(n) == name), None)


def _initials(name: str) -> str:
    return "".join(w[0] for w in name.split() if w[0].isupper() and w.casefold() != "the")


@cache
def _described() -> frozenset[str]:
    return frozenset({w for w in get("en").column("outlet_words") if w.islower()} | {"television", "radio"})


@cache
def _no_station() -> frozenset[str]:
    return frozenset(get("en").dictionary("rule_words")["no_station"].split())


@cache
def _heads() -> str:
    pack = get("en")
    words = {*pack.column("outlet_heads"), *pack.column("press_roles"), *_described(), "agency", "site"}
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@cache
def _bare() -> re.Pattern[str]:
    """'the agency', 'that newspaper'."""
    return re.compile(rf"(?:the|that)\s+(?:{_heads()})", re.IGNORECASE)


@cache
def _beside() -> re.Pattern[str]:
    """'the business daily L’Aube', 'the agency KPA', 'community station Radio Lesk'; not 'Kalda Radio'."""
    return re.compile(rf"\b(?:{_heads()})\s+(?P<name>(?:[^\W\d_a-z][\w’'.-]*\s?)(?:[\w’'.-]+\s?){{0,4}})$")
