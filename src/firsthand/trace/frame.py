"""What stands around an attribution in its own sentence and says through whom it came."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache, lru_cache

from firsthand.lang import get
from firsthand.model.articles import Article
from firsthand.model.readings import Attribution, Mention, MentionKind
from firsthand.model.spans import Span, Spans, hull

# yes: "..., citing an Iranian official." / "Quoting sources in the ministry, ..."; no: "after quoting. He ..."
CITING = re.compile(r"\b(?:citing|quoting)\s+(?P<party>[^,.;:\n“”\"]{3,90})", re.IGNORECASE)
# where the party ends: "citing reports that ...", "citing officials who ..."
TAIL = re.compile(r"\s(?:that|who|which|whom|saying|said|confirming|showing|on)\b", re.IGNORECASE)
# yes: "the report" / "The newspaper"; no: "the UN report"
BACK = re.compile(
    r"(?:the|this|that|its)\s+(?:report|article|outlet|newspaper|paper|agency|channel|magazine|daily)", re.IGNORECASE
)
SENTENCE_END = re.compile(r"[.!?][”’\"')\]]*\s|\n")
# yes: " had been told by ", " was informed by "; no: " told "
BEEN_TOLD = re.compile(
    r"\s+(?:(?:has|had|have)\s+(?:also\s+)?been|was|were)\s+(?:told|informed|notified|assured|briefed)\s+by\s+$"
)
# yes: "replied through its spokesman, "; no: "through the night"
THROUGH = re.compile(r"\bthrough\s+(?:its|their|his|her|a)\s+", re.IGNORECASE)
# matches "the raid ", "the truce on Friday ", before "in a statement"; no clause
MATTER = re.compile(
    r"(?:(?!that\b|who\b|which\b|was\b|were\b|had\b|has\b|is\b)[\w’'-]+\s){1,6}?(?=(?:in|via|through|on)\s(?:an?|the|its|his|her|their)\s)"
)
NAME_BEHIND = re.compile(
    r",?\s[A-Z][\w’'-]*(?:\s(?:[a-z]{1,3}-)?[A-Z][\w’'-]*){0,3}"
)  # ", Heron Post", " Sawt al-Mina"
OWNERS = frozenset({"organisation", "group", "person"})
OWNS = re.compile(r"[’'‘]s?\s+[A-Z]")
OF = re.compile(r"\b(?:of|from|at|with|for)\s+(?:the\s+)?$")
NEAR = 600  # characters back to the outlet that "the report" is of: farther, another may have come between


def around(article: Article, attribution: Attribution) -> tuple[Span, ...]:
    """The words between source, cue and content, without source and content: "told Reuters in a letter that"; nor with whom the
    source cites, who stands behind it and not before: "Kalda Radio, [citing the Heron Post,] reported that"."""
    marks = [*attribution.source, *attribution.cue]
    frame = hull(marks)
    if frame is None:
        return ()
    for piece in attribution.content:
        if piece.start >= frame.end and _close(article.text, frame.end, piece.start):
            frame = Span(frame.start, piece.start)
        elif piece.end <= frame.start and _close(article.text, piece.end, frame.start):
            frame = Span(piece.end, frame.end)
    cited = (Span(*m.span()) for m in CITING.finditer(article.text, frame.start, frame.end))
    return _without(frame, [*attribution.source, *attribution.content, *cited])


def outlet_around(frame: Spans, mentions: tuple[Mention, ...]) -> Mention | None:
    """'wrote in Foreign Voice that', 'According to Foreign Voice, ...': the outlet in the words `around`."""
    return next((m for m in mentions if m.kind == "outlet" and any(s.contains(m.span) for s in frame)), None)


def document_around(article: Article, frame: Spans) -> Span | None:
    """'said in a statement': the document in the words `around`."""
    for span in frame:
        if found := _document_in(span.of(article.text)):
            return Span(span.start + found[0], span.start + found[1])
    return None


def document_behind(article: Article, attribution: Attribution) -> Span | None:
    """'claimed the raid in its bulletin, Heron, on Friday': the document behind a few words, with its name, where reading left it
    in the content.
    """
    first, cue = attribution.content[0], hull(attribution.cue)
    if attribution.source_kind == "document" or cue is None or first.start < cue.end:
        return None
    matter = MATTER.match(article.text, first.start, first.end)
    found = _through().match(article.text, matter.end(), first.end) if matter else None
    if found is None:
        return None
    name = NAME_BEHIND.match(article.text, found.end("document"), first.end)
    return Span(found.start("document"), name.end() if name else found.end("document"))


@lru_cache(maxsize=10_000)  # ' said in a statement that ' stands in many articles
def _document_in(words: str) -> tuple[int, int] | None:
    found = _through().search(words)
    return found.span("document") if found else None


def cited_by(article: Article, attribution: Attribution) -> Span | None:
    """'IRNA reported, citing an official': whom the source has it from, in the sentence of the cue."""
    at = hull(attribution.cue)
    if at is None:
        return None
    if not _cites(article.text):
        return None
    sentence = _clause(article.text, _sentence(article.text, at), at)
    own = min((s.start for s in attribution.source), default=sentence.start)
    for found in CITING.finditer(article.text, sentence.start, sentence.end):
        if any(map(str.isalnum, article.text[found.end() : own])):
            continue  # 'Kalda Radio, citing the Heron Post, reported that [a guard] had said': the Post is not the guard's
        end = TAIL.search(article.text, found.start("party"), found.end("party"))
        party = Span(found.start("party"), end.start() if end else found.end("party")).trim(article.text)
        if not any(party.overlaps(s) for s in attribution.source):
            return party
    return _cited_next(article, attribution, sentence)


def _clause(text: str, sentence: Span, at: Span) -> Span:
    """The part of a sentence between semicolons that holds a cue: what follows is another's."""
    start, end = text.rfind(";", sentence.start, at.start), text.find(";", at.end, sentence.end)
    return Span(start + 1 if start >= 0 else sentence.start, end if end >= 0 else sentence.end)


def _cited_next(article: Article, attribution: Attribution, sentence: Span) -> Span | None:
    """'Kalda Radio reported a fire. The channel cited a port official.': whom the next sentence says an outlet has it from."""
    if attribution.source_kind != "media_outlet":
        return None
    start = max(sentence.end, *(s.end for s in attribution.content))
    found = _next_cites().match(article.text, start, start + 200)
    return Span(*found.span("party")).trim(article.text) if found else None


@cache
def _next_cites() -> re.Pattern[str]:
    heads = "|".join(
        sorted(map(re.escape, (*get("en").column("outlet_heads"), "agency", "report")), key=len, reverse=True)
    )
    party = r"(?P<party>(?:(?!\s(?:as|that|who|which|whose)\b)[^,.;:\n“”\"]){3,80})(?=[,.;:\n]|\s(?:that|who|which|whose)\b)"
    return re.compile(rf"[.\s”’\"]{{1,4}}(?:It|The\s(?:{heads}))\s(?:also\s)?(?:cited|quoted)\s{party}")


@lru_cache(maxsize=8)
def _cites(text: str) -> bool:
    """Whether anything is cited in an article: in most nothing is."""
    low = text.lower()
    return any(word in low for word in ("citing", "quoting", "cited", "quoted"))


def owner_of_document(
    article: Article, attribution: Attribution, mentions: tuple[Mention, ...]
) -> tuple[Span, str, MentionKind] | None:
    """'the ministry’s advisory', 'the Port Office statement after the storm', 'the Narvan announcement': whose it is."""
    source = hull(attribution.source)
    if source is None or not (attribution.source_kind == "document" or is_document(source.of(article.text))):
        return None
    for m in mentions:
        if m.span.start < source.start or m.span.end > source.end:
            continue
        after = article.text[m.span.end : m.span.end + 2]
        held = m.span.of(article.text).endswith(("’s", "'s")) or after in ("’s", "'s")
        before = m.kind in OWNERS and _document_after().match(article.text, m.span.end, source.end)
        if m.kind != "document" and (held or before):
            return m.span, m.name, m.kind
    return _state_of_document(article, source)


def _state_of_document(article: Article, source: Span) -> tuple[Span, str, MentionKind] | None:
    """'the Narvan announcement' is Narva's: only of what a state itself gives out, since anybody writes a report."""
    found = _given_out().search(article.text, source.start, source.end)
    return (Span(*found.span("whose")), _states()[found["whose"]], "organisation") if found else None


def employer(article: Article, attribution: Attribution, mentions: tuple[Mention, ...]) -> Mention | None:
    """'Kalda Radio’s Oro Vann', 'Oro Vann of Kalda Radio', 'Kalda Radio reporter Oro Vann': the outlet within the source."""
    source = hull(attribution.source)
    if source is None or attribution.source_kind != "named_person":
        return None
    called = [m.span for m in mentions if m.kind == "person" and m.name == attribution.speaker]
    for m in mentions:
        if m.kind != "outlet":
            continue
        whole = next((s for s in called if s.contains(m.span)), None)
        if whole is not None and _press().match(article.text, m.span.end, whole.end):
            return m  # wherever the article says so: 'he' is Kalda Radio's reporter still
        if not source.contains(m.span):
            continue
        before, after = article.text[source.start : m.span.start], article.text[m.span.end : source.end]
        if (
            OWNS.match(after)
            or m.span.of(article.text)[-2:] in ("’s", "'s")
            or _press().match(after)
            or OF.search(before)
        ):
            return m
    return None


def mouthpiece(article: Article, attribution: Attribution, mentions: tuple[Mention, ...]) -> Mention | None:
    """'The union replied through its secretary, Oro Vann, that ...': the person through whom a body speaks."""
    if attribution.source_kind in ("named_person", "media_outlet", "document"):
        return None
    for span in around(article, attribution):
        if found := THROUGH.search(article.text, span.start, span.end):
            at = Span(found.start(), span.end)  # a mention may begin at "its"
            return next((m for m in mentions if m.kind == "person" and at.contains(m.span)), None)
    return None


def told_before(article: Article, attribution: Attribution, mentions: tuple[Mention, ...]) -> Mention | None:
    """'Kalda Radio had been told by a miller that ...': the outlet right before the words that say it was told."""
    source = hull(attribution.source)
    lead = article.text[max(0, source.start - 60) : source.start] if source else ""
    if source is None or not lead.rstrip().endswith("by"):
        return None
    told = BEEN_TOLD.search(article.text, max(0, source.start - 60), source.start)
    return next((m for m in mentions if m.kind == "outlet" and told and m.span.end == told.start()), None)


def outlet_meant(article: Article, attribution: Attribution, mentions: tuple[Mention, ...]) -> Mention | None:
    """'the report said': the outlet last named before, if near."""
    source = hull(attribution.source)
    if source is None or not BACK.fullmatch(source.of(article.text).strip()):
        return None
    before = [m for m in mentions if m.kind == "outlet" and source.start - NEAR <= m.span.end <= source.start]
    return max(before, key=lambda m: m.span, default=None)


@lru_cache(maxsize=10_000)
def is_document(words: str) -> bool:
    """Whether the words name something written: 'the ministry’s advisory'."""
    return _document_last().search(words.strip()) is not None


@cache
def _document_last() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_documents()}|advisory|announcement)s?$", re.IGNORECASE)


@cache
def _documents() -> str:
    return "|".join(re.escape(w) for w in sorted(get("en").column("document_words"), key=len, reverse=True))


@cache
def _document_after() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:[a-z][\w-]*\s+){{0,2}}(?:{_documents()}|advisory|announcement)s?\b")


@cache
def _states() -> dict[str, str]:
    """States by the words for their people and things."""
    return {form: row[0] for row in get("en").table("countries") for form in "|".join(row[3:4]).split("|") if form}


@cache
def _given_out() -> re.Pattern[str]:
    """'Narvan announcement', 'Kaldan foreign ministry statement'; not 'Narvan report'."""
    whose = "|".join(sorted(map(re.escape, _states()), key=lambda w: (-len(w), w)))
    given = "announcement|statement|communiqu[eé]|declaration|decree"
    return re.compile(rf"\b(?P<whose>{whose})\s+(?:[\w-]+\s+){{0,3}}?(?:{given})\b")


@cache
def _press() -> re.Pattern[str]:
    roles = "|".join(map(re.escape, get("en").column("press_roles")))
    return re.compile(rf"(?:[’'‘]s?)?\s+(?:[\w-]+\s+){{0,3}}(?:{roles})\b")


@cache
def _through() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:in|via|through|on)\s+(?P<document>(?:an?|the|its|his|her|their)\s+(?:[\w-]+\s+){{0,2}}(?:{_documents()})s?)\b",
        re.IGNORECASE,
    )


def _close(text: str, start: int, end: int) -> bool:
    return end - start <= 80 and "\n" not in text[start:end]


def _without(frame: Span, holes: list[Span]) -> tuple[Span, ...]:
    pieces = [frame]
    for hole in holes:
        cut: list[Span] = []
        for p in pieces:
            if not p.overlaps(hole):
                cut.append(p)
                continue
            cut += [Span(p.start, hole.start)] if hole.start > p.start else []
            cut += [Span(hole.end, p.end)] if hole.end < p.end else []
        pieces = cut
    return tuple(pieces)


@lru_cache(maxsize=8)
def _sentence_ends(text: str) -> tuple[list[int], list[int]]:
    """Where the marks at the ends of sentences begin, and where they end."""
    found = [m.span() for m in SENTENCE_END.finditer(text)]
    return [start for start, _ in found], [end for _, end in found]


def _sentence(text: str, at: Span) -> Span:
    start, least = 0, max(0, at.start - 800)
    starts, ends = _sentence_ends(text)
    last = bisect_right(ends, at.start) - 1
    if last >= 0 and starts[last] >= least:
        start = ends[last]
    elif last >= 0 and ends[last] > least:  # the mark is before, the line's end behind
        start = ends[last] * (text[ends[last] - 1] == "\n")
    following = bisect_left(starts, at.end)
    if following and ends[following - 1] > at.end:  # within such marks
        end = SENTENCE_END.search(text, at.end)
        return Span(max(start, at.start - 800, 0), end.start() if end else len(text))
    return Span(max(start, at.start - 800, 0), starts[following] if following < len(starts) else len(text))
