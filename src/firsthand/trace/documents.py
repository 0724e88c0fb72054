"""Documents that speak: whose they are, and which outlets showed them, by the words around them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from firsthand.lang import get
from firsthand.lang.outlet_names import is_agency
from firsthand.model.articles import Article
from firsthand.model.readings import Attribution, Mention, MentionKind
from firsthand.model.spans import Span, hull
from firsthand.trace.told import is_own, outlet_told

Party = tuple[Span, str, MentionKind | None]  # where it stands, its name or words, its kind; None of one without a name
LONGEST = 200  # characters of a document's words
NEAR = 600  # characters back to what "the report" was, where somebody wrote in it
KINDS: tuple[MentionKind, ...] = ("organisation", "group", "person")
# where a party's words end: "published by the port office on Monday"
END = re.compile(r"[,.;:()\n“”\"]|\s(?:and|or|that|which|who|whose|on|in|at|after|before|when|as|to)\s")
CAPITALS = re.compile(r"(?:[Tt]he\s)?[A-Z][\w’'.-]*(?:\s[A-Z][\w’'.-]*)*")  # "Kalda News" of "Kalda News claim"
# "the tracking firm Portolan": up to three small words before a name
NAME = re.compile(r"(?:(?:the|an?)\s+)?(?:[a-z][\w’-]*\s+){0,3}(?P<name>[^\W\d_a-z].*)", re.DOTALL)


@lru_cache(maxsize=10_000)  # as `is_document`: who speaks is called the same in many articles
def is_headed(words: str) -> bool:
    """Whether a document is the head of these words: 'a register kept by the parish'; not 'the author of the report'."""
    return _headed().match(words) is not None


def words_of_document(article: Article, attribution: Attribution) -> Span | None:
    """The document that speaks with all that tells of it, up to the cue: 'a leaflet that carries the signature of the crews'."""
    source = hull(attribution.source)
    if source is None or not is_headed(source.of(article.text)):
        return None
    cue = hull(attribution.cue)
    if cue is not None and source.end <= cue.start <= source.start + LONGEST:
        end = cue.start
    else:
        end = min([n for c in ",.;\n" if (n := article.text.find(c, source.end)) >= 0], default=source.end)
    return Span(source.start, max(source.end, min(end, source.start + LONGEST))).trim(article.text)


def document_beside(article: Article, owner: Span) -> Span | None:
    """The document nearest to whoever gave it: 'a letter' of 'a letter from two crews', 'its note' of 'Vann sent its note'."""
    start, end = max(0, owner.start - LONGEST), owner.end + LONGEST
    found = [Span(*m.span()) for m in _determined().finditer(article.text, start, end)]
    return min(found, key=lambda s: min(abs(s.end - owner.start), abs(s.start - owner.end)), default=None)


def issuer(article: Article, whole: Span, mentions: tuple[Mention, ...]) -> Party | None:
    """Whose a document is: 'the list published by the port office' is the office's, 'a note of the Hill Guard' the Guard's."""
    for found in _ways("issued").finditer(article.text, whole.start, whole.end):
        span = _party(article, found.end(), whole.end)
        if found["way"].casefold() == "by" and not _ends_in_document().search(
            article.text[whole.start : found.start()]
        ):
            continue
        loose = found["way"].casefold() in ("of", "from")  # 'of the attack', 'from May' are nobody's
        named = next((m for m in mentions if m.kind in KINDS and span.contains(m.span)), None)
        if is_own(article, span.of(article.text)) or (
            found["way"] == "of" and named is not None and named.kind == "person"
        ):
            continue
        if named is not None:
            return named.span, named.name, named.kind
        capital = NAME.fullmatch(span.of(article.text))
        if capital is not None and (not loose or _is_beside(span.of(article.text)[: capital.start("name")])):
            at = Span(span.start + capital.start("name"), span.end) if loose else span
            return at, at.of(article.text), "organisation"
        if not loose and len(span):
            return span, span.of(article.text), None
    return None


def shown_by(article: Article, spans: Iterable[Span], mentions: tuple[Mention, ...]) -> tuple[Span, str] | None:
    """The outlet that saw or carried it: of 'a note seen by Kalda Radio' Kalda Radio."""
    for whole in spans:
        if not _is_shown(whole.of(article.text)):
            continue
        for found in _ways("seen").finditer(article.text, whole.start, whole.end):
            if (told := outlet_told(article, _party(article, found.end(), whole.end), mentions)) is not None:
                return told
        for found in _ways("carried").finditer(article.text, whole.start, whole.end):
            party = _party(article, found.end(), whole.end)
            name = CAPITALS.match(article.text, found.end(), party.end)
            if (told := outlet_told(article, Span(*name.span()) if name else party, mentions)) is not None:
                return told
            if name is None:
                continue
            span = Span(*name.span())
            if not is_own(article, name.group()):
                return span, name.group()  # "a statement carried by Kalda"
        for found in _ways("issued").finditer(article.text, whole.start, whole.end):
            party = _party(article, found.end(), whole.end)
            outlet = next((m for m in mentions if m.kind == "outlet" and party.contains(m.span)), None)
            if (
                " " in found["way"]
                and outlet is not None
                and is_agency(outlet.name)
                and not is_own(article, outlet.name)
            ):
                return outlet.span, outlet.name  # "a communiqué issued by the Kalda News Agency"
    return None


@lru_cache(maxsize=10_000)  # ' said in a statement that ' stands in many articles
def _is_shown(words: str) -> bool:
    """Whether the words tell of showing, carrying or issuing at all."""
    return any(_ways(what).search(words) for what in ("seen", "carried", "issued"))


@cache
def _ends_in_document() -> re.Pattern[str]:
    """'a confidential note ' before "by"; not 'a memo seen '."""
    return re.compile(rf"\b(?:{_documents()})s?\s*$", re.IGNORECASE)


def written_before(article: Article, attribution: Attribution, told: Iterable[Attribution]) -> Attribution | None:
    """Where 'the report says' more: the attribution before, if near, that has somebody write in such a document."""
    source = hull(attribution.source)
    bare = _bare().fullmatch(source.of(article.text)) if source else None
    if source is None or bare is None:
        return None
    near = (
        a
        for a in told
        if a.venue and a.speaker_span != attribution.speaker_span and 0 < source.start - a.venue.end < NEAR
    )
    same = [a for a in near if a.venue and re.search(rf"\b{bare['head']}\b", a.venue.of(article.text), re.IGNORECASE)]
    return max(same, key=lambda a: a.content[0], default=None)


def _party(article: Article, start: int, end: int) -> Span:
    stop = END.search(article.text, start, end)
    return Span(start, stop.start() if stop else end).trim(article.text)


def _is_beside(words: str) -> bool:
    """Whether small words right before a name say what it is, and that is no place: 'the tracking firm Portolan'."""
    before = [w for w in words.split() if w[:1].islower() and w not in ("the", "a", "an")]
    return bool(before) and before[-1] not in _place_types()


@cache
def _place_types() -> frozenset[str]:
    return frozenset(row[0] for row in get("en").table("place_types"))


@cache
def _documents() -> str:
    return "|".join(re.escape(w) for w in sorted(get("en").column("document_words"), key=len, reverse=True))


@cache
def _headed() -> re.Pattern[str]:
    ends = next(row[1] for row in get("en").table("source_words") if row[0] == "ends_head").split()
    told = get("en").dictionary("rule_words")["participle"].split()
    clause = get("en").dictionary("rule_words")["clause_subject"].split()
    more = {"that", "which", "bearing", "carrying", r"[a-z]{2,}ed"}
    after = "|".join(sorted({*ends, *told, *clause, *more}, key=lambda w: (-len(w), w)))
    return re.compile(
        rf"(?:(?:the|an?|this|that|its|his|her|their)\s+)?(?:(?!(?:{after})\b)[\w’'-]+\s+){{0,3}}?(?:{_documents()})s?(?=$|,|\s+(?:{after})\b)",
        re.IGNORECASE,
    )


@cache
def _determined() -> re.Pattern[str]:
    """'a letter', 'its long statement', 'the fact-finding paper'."""
    words = rf"(?:the|an?|this|that|its|his|her|their)\s(?:[a-z][\w’'-]*\s){{0,2}}?(?:{_documents()})s?\b"
    return re.compile(rf"\b{words}", re.IGNORECASE)


@cache
def _bare() -> re.Pattern[str]:
    return re.compile(rf"(?:the|this|that|its|his|her|their)\s+(?P<head>{_documents()})", re.IGNORECASE)


@cache
def _ways(what: str) -> re.Pattern[str]:
    ways = sorted((row[0] for row in get("en").table("document_ways") if row[1] == what), key=len, reverse=True)
    return re.compile(rf"\b(?P<way>{'|'.join(map(re.escape, ways))})\s+", re.IGNORECASE)
