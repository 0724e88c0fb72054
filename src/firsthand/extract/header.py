"""What the lines of a page's head and foot say: bylines, outlet, source, dates, categories."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Literal

from firsthand.extract.dates import YEAR, dates_in
from firsthand.extract.foots import SMALL_END, label_kinds, listed
from firsthand.extract.names import (
    employer,
    is_desk,
    is_given,
    is_name,
    is_person,
    is_staff,
    is_unnamed_writer,
    people,
    without_wires,
)
from firsthand.lang import get
from firsthand.lang.outlet_names import is_agency, is_known_place, sounds_like_outlet
from firsthand.model.articles import PartKind
from firsthand.model.spans import Span

LONGEST_NOTE = 600  # characters of an editor's or a translator's note
LONGEST_LINE = 180  # characters: a head line is short; longer is prose
LONGEST_FIELD = 70
MOST_NAMES = 3  # before a day: an outlet, what it is, a town

# " | ", " – ", " / ", "•" between two fields; not the hyphen inside "Al-Masa"
SEPARATOR = re.compile(r"\s*[|•·‧]\s*|\s+[–—―/-]{1,2}\s+|\t+")
DIVIDES = re.compile(r"[|•·‧–—―/\t-]")  # without one there is no separator
# "By Mara Venn", "by: Mara Venn", "Reporting by Mara Venn"; not "Byron"
BY = re.compile(r"(?:written\s+|report(?:ed|ing)?\s+)?by\b\s*:?\s*", re.IGNORECASE)
# "From our correspondent"; not "From Darma"
FROM_OUR = re.compile(r"from\s+(?=(?:our|an?)\s)", re.IGNORECASE)
# "Source: The Lantern", "SourceThe Lantern" (a lost link glued on); not "Sources say"
SOURCE = re.compile(
    r"(?:(?:original\s+)?source|via|first published (?:by|in|at)|originally published (?:by|in|at|on)|"
    r"republished from)\s*:?\s*",
    re.IGNORECASE,
)
GLUED_SOURCE = re.compile(r"Source(?=[A-Z])")
# "Published:", "Updated on", "Posted"; not "Published works"
DATE_ROLE = re.compile(
    r"(?P<updated>(?:last\s+)?(?:updated|modified)(?:\s+(?:on|at))?)|(?P<reposted>re-?posted(?:\s+on)?)|"
    r"(?P<published>(?:first\s+)?published(?:\s+(?:on|at))?|posted(?:\s+on)?|date)",
    re.IGNORECASE,
)
# "Posted by The Lantern"; not "posted bylaws"
POSTED_BY = re.compile(r"(?:posted|reposted|uploaded|shared)\s+by\b\s*:?\s*", re.IGNORECASE)
# "Categories: Harbours, Wars", "Filed under Harbours"; not "Country Life"
TOPIC = re.compile(
    r"(?P<label>[^\W\d_][\w ]{1,28}?)\s?:\s+(?=\S)|(?P<phrase>[a-z]+ (?:in|under|with|as))\s+(?=\S)", re.IGNORECASE
)
# "The Lantern (Darma)", "Tidewire (edited by the foreign desk)": what stands in brackets behind a name
BRACKET = re.compile(r"\s*\([^()]{1,60}\)\s*$")

OPENERS = "[(*•■▪►▶>–—_- "  # marks before a note's or a link's first word

FieldKind = Literal["byline", "outlet", "source", "published", "updated", "reposted", "republisher", "category", "tag"]
TOPICS: dict[str, FieldKind] = {"filed": "category", "tagged": "tag"}


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a head line says."""

    kind: FieldKind
    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class HeadLine:
    """A line that says who, where or when, and nothing of the story."""

    fields: tuple[Field, ...]
    has_byline: bool = False  # says "By ...", a person or not
    unsure: tuple[Field, ...] = ()  # names that may be the outlet's or a town's, the likeliest first

    def of(self, *kinds: FieldKind) -> tuple[Field, ...]:
        return tuple(f for f in self.fields if f.kind in kinds)

    @property
    def part(self) -> PartKind:
        return "byline" if self.has_byline or self.of("byline") else "source_line"


@dataclass(slots=True)
class _Reading:
    fields: list[Field] = field(default_factory=list)
    loose: list[Span] = field(default_factory=list)  # fields that say nothing of what they are
    has_byline: bool = False
    has_date: bool = False


@lru_cache(2048)  # asked of one line by every way of cutting a page, and by what writes its article
def head_line(text: str) -> HeadLine | None:
    """The fields of a line such as "By Mara Venn | The Lantern | 3 May 2031"; None if the line is something else."""
    if len(text) > LONGEST_LINE or not _tells(text):
        return None
    got = _Reading()
    for span in _fields(text):
        if not _read_field(text, span, got):
            return None
    if not (got.fields or got.has_byline) or (got.loose and not (got.has_date or got.has_byline)) or len(got.loose) > 2:
        return None
    _settle_loose(text, got)
    return HeadLine(tuple(sorted(got.fields, key=lambda f: f.span)), got.has_byline)


def _tells(text: str) -> bool:
    """Whether a line can have a field that says what it is: no other matches BY, SOURCE or POSTED_BY, or is a date."""
    small = text.casefold()
    told = "by" in small or "source" in small or "via" in small or "publish" in small or small.startswith("from ")
    return told or bool(YEAR.search(text))


def _fields(text: str) -> list[Span]:
    """The stretches between separators. A separator inside a date ("2024 - 18:20") is none."""
    matches = list(SEPARATOR.finditer(text)) if DIVIDES.search(text) else []
    dates = [d.span for d in dates_in(text)] if matches else []
    spans, start = list[Span](), 0
    for match in matches:
        if not any(d.start < match.end() and match.start() < d.end for d in dates):
            spans.append(Span(start, match.start()).trim(text))
            start = match.end()
    spans.append(Span(start, len(text)).trim(text))
    return [s for s in spans if len(s)]


def _read_field(text: str, span: Span, got: _Reading) -> bool:
    """Whether the stretch can be a field of a head line; what it says is noted."""
    words = span.of(text)
    if match := POSTED_BY.match(words):
        return _posted(text, Span(span.start + match.end(), span.end), got)
    if match := BY.match(words):
        return _byline(text, Span(span.start + match.end(), span.end), got)
    if (match := FROM_OUR.match(words)) and is_unnamed_writer(words[match.end() :]):
        got.has_byline = True
        return True
    if ((match := SOURCE.match(words)) and ":" in match[0]) or (match := GLUED_SOURCE.match(words)):
        return _source(text, Span(span.start + match.end(), span.end), got)
    if dated := _only_dates(text, span):
        got.has_date = True
        got.fields += dated
        return True
    if _topics(text, span, got) or _names_and_day(text, span, got):
        return True
    if len(words) > LONGEST_FIELD or len(words.split()) > 8 or words[-1:] in '.!?:”"' or not words[:1].isalpha():
        return False
    got.loose.append(span)
    return words[:1].isupper() or not words[:1].islower()


def _posted(text: str, span: Span, got: _Reading) -> bool:
    """'Harbour Notes', 'Harbour Notes on May 4, 2031': who put it there, and when."""
    dated = next(dates_in(span.of(text)), None)
    if dated is not None:
        got.has_date = True
        got.fields.append(Field("reposted", dated.edtf, dated.span.shift(span.start)))
        span = Span(span.start, span.start + dated.span.start).trim(text)
        span = Span(span.start, span.start + len(SMALL_END.sub("", span.of(text).rstrip(" ,"))))
    return _name(text, span, "republisher", got)


def _topics(text: str, span: Span, got: _Reading) -> bool:
    """'Categories: Harbours, Wars': what the article is filed under."""
    match = TOPIC.match(text, span.start, span.end)
    label = (match["label"] or match["phrase"]).casefold() if match else ""
    kind = TOPICS.get(label_kinds().get(label, ""))
    if match is None or kind is None:
        return False
    got.fields += [Field(kind, name, at) for name, at in listed(text, Span(match.end(), span.end))]
    return True


def _name(text: str, span: Span, kind: FieldKind, got: _Reading) -> bool:
    span = span.trim(text)
    if not 0 < len(span) <= LONGEST_FIELD:
        return False
    got.fields.append(Field(kind, " ".join(span.of(text).split()), span))
    return True


def _byline(text: str, span: Span, got: _Reading) -> bool:
    """'Mara Venn and Joss Ilk', 'Mara Venn, 3 May 2031', 'The Lantern Desk'."""
    words = span.of(text)
    if not words or len(words.split()) > 16 or words.rstrip()[-1:] in "!?:" or words.count(". ") > 2:
        return False
    dated = list(dates_in(words))
    end = span.start + dated[0].span.start if dated else span.end
    names = people(text, Span(span.start, end))
    desk = without_wires(Span(0, end - span.start).of(words))
    unnamed = not names and (is_unnamed_writer(desk) or (is_staff(desk) and not sounds_like_outlet(desk.title())))
    if not names and not unnamed and words[:1].islower():
        return False
    if dated:
        got.has_date = True
        got.fields += [Field("published", d.edtf, d.span.shift(span.start)) for d in dated[:1]]
    got.has_byline = True
    got.fields += [Field("byline", name, at) for name, at in names]
    house = Span(span.start, end).trim(text)
    others = [s for s in _listed_names(text, house) if not any(s.overlaps(at) for _, at in names)]
    if not names and not unnamed and len(others) < 2 and len(house) <= LONGEST_FIELD:
        got.loose.append(employer(text, house) or house)
    got.loose += [s for s in others if (names or len(others) > 1) and sounds_like_outlet(s.of(text))][:1]
    return True


def _source(text: str, span: Span, got: _Reading) -> bool:
    """'Source: The Lantern, 3 May 2031', 'Source: Tidewire (edited by the foreign desk)', 'Source: Tidewire, Lantern desk'."""
    dated = list(dates_in(span.of(text)))
    end = span.start + dated[0].span.start if dated else span.end
    if dated:
        got.has_date = True
        got.fields.append(Field("published", dated[0].edtf, dated[0].span.shift(span.start)))
    name = Span(span.start, end).trim(text)
    pieces = _listed_names(text, name)
    while len(pieces) > 1 and (is_known_place(last := pieces[-1].of(text)) or any(map(str.isdigit, last))):
        pieces.pop()
        name = Span(name.start, pieces[-1].end)  # "The Lantern, Darma, issue 214"
    for desk in pieces[1:]:  # beside others a house's own desk is a source too
        if is_desk(desk.of(text).title()):
            got.fields.append(_named("source", text, desk))
            name = pieces[0]
    stripped = BRACKET.sub("", name.of(text)).rstrip(" ,.;(")
    return _name(text, Span(name.start, name.start + len(stripped)), "source", got)


def _names_and_day(text: str, span: Span, got: _Reading) -> bool:
    """'The Lantern, 3 May 2031', 'Harbour Trust, Port Lesk, 3 May 2031. Translated from ...': names, then a day, no more.

    Of a single name that may be a town's, nothing is read.
    """
    dated = list(dates_in(span.of(text)))
    if len(dated) != 1:
        return False
    day = dated[0].span.shift(span.start)
    behind, names = Span(day.end, span.end).trim(text), Span(span.start, day.start).trim(text)
    remark = text[behind.start : behind.end].lstrip(". ")
    if names.of(text)[-1:] not in (",", ")") or (remark and furniture(remark) is None):
        return False
    pieces = _listed_names(text, names)
    if not 0 < len(pieces) <= MOST_NAMES or not all(is_name(s.of(text)) for s in pieces):
        return False
    writers = [s for s in pieces[:1] if len(pieces) > 1 and is_given(s.of(text))]
    houses = [s for s in pieces if s not in writers]
    told = [s for s in houses if sounds_like_outlet(s.of(text))]
    first = houses[0]
    if not told and not writers and (len(pieces) > 1 or len(first) < len(names.of(text).rstrip(" ,"))):
        told = [] if is_known_place(first.of(text)) else [first]
    if not told:
        return False
    got.has_date = True
    got.fields += [Field("byline", " ".join(s.of(text).split()), s) for s in writers]
    got.has_byline = got.has_byline or bool(writers)
    got.fields.append(Field("published", dated[0].edtf, day))
    got.loose.append(told[0])
    return True


def _listed_names(text: str, span: Span) -> list[Span]:
    """The stretches between commas, brackets behind them taken off."""
    spans = (at for _, at in listed(text, span))
    return [Span(s.start, s.start + len(BRACKET.sub("", s.of(text)))) for s in spans]


def _only_dates(text: str, span: Span) -> list[Field]:
    """The dates of a stretch that holds nothing else but words such as "Published on" and times of day."""
    words = span.of(text)
    dated = list(dates_in(words))
    if not dated:
        return []
    fields, start = list[Field](), 0
    for d in dated:
        before = words[start : d.span.start].strip(" ,:;()|–—-\xa0")
        role = DATE_ROLE.fullmatch(before)
        told = _date_words().get(" ".join(before.split()))
        if before and not role and not told and not _is_weekday(before):
            return []
        kind: FieldKind = "published" if not role or role["published"] else "updated" if role["updated"] else "reposted"
        kind = "updated" if told == "updated" else kind
        fields.append(Field(kind, d.edtf, d.span.shift(span.start)))
        start = d.span.end
    return [] if re.search(r"[^\W\d_]{4,}", words[start:]) else fields


@cache
def _date_words() -> dict[str, str]:
    """Arabic words before a date ("last updated", a weekday): updated or published. English ones are in DATE_ROLE."""
    return get("ar").dictionary("header_dates")


def _is_weekday(words: str) -> bool:
    return words.casefold().rstrip(".,")[:3] in {"mon", "tue", "wed", "thu", "fri", "sat", "sun"} and len(words) < 11


def _settle_loose(text: str, got: _Reading) -> None:
    """What the unmarked fields are: beside a byline or alone, the outlet; of two, a person first and the outlet after.

    Of two outlets the one that is an agency is whom the other has it from; of others that which sounds like one, or the last.
    """
    loose = list(got.loose)
    if len(loose) == 2 and not got.has_byline and is_person(loose[0].of(text)):
        got.fields.append(_named("byline", text, loose.pop(0)))
    agencies = [s for s in loose if is_agency(s.of(text))] if len(loose) > 1 else []
    if len(agencies) == 1:
        loose.remove(agencies[0])
        got.fields.append(_named("source", text, agencies[0]))
    sounding = [s for s in loose if sounds_like_outlet(s.of(text))]
    got.fields += [_named("outlet", text, span) for span in (sounding or loose)[-1:]]


def _named(kind: FieldKind, text: str, span: Span) -> Field:
    return Field(kind, " ".join(span.of(text).split()), span)


@lru_cache(2048)
def foot_furniture(text: str) -> bool:
    """Whether a line at an article's foot is none of its words: 'Media contact: Mara Venn', 'ENDS'; not 'Ends meet again'.

    'Were you there? Email the desk.' asks readers, and says how to answer; 'Were you there when it fell?' alone is the writer's.
    """
    raw = " ".join(text.casefold().replace("’", "'").split())
    line = raw.lstrip("[(*—–-•· ")
    rows = get("en").table("foot_furniture")
    if len(line) > LONGEST_LINE:
        return len(line) <= LONGEST_NOTE and any(how == "note" and line.startswith(words) for words, how in rows)
    if any(raw.startswith(words) for words, how in rows if how in ("begins", "note")) or any(
        line == words or (how in ("begins", "note") and line.startswith(words)) for words, how in rows
    ):
        return True
    asks = any(how == "asks" and line.startswith(words) for words, how in rows)
    return asks and any(how == "reach" and words in line for words, how in rows)


@cache
def _beginnings() -> tuple[tuple[str, PartKind], ...]:
    kinds: dict[str, PartKind] = {"furniture": "furniture", "caption": "caption", "note": "note", "tag": "tag"}
    kinds["category"] = "category"
    rows = ((r[0].casefold().replace("’", "'"), kinds[r[1]]) for r in get("en").table("header_furniture"))
    return tuple(sorted(rows, key=lambda r: -len(r[0])))


@cache
def _first_words() -> tuple[str, ...]:
    return tuple(words for words, _ in _beginnings())


def furniture(text: str) -> PartKind | None:
    """The kind of a line that is none of the article's own words, by how it begins; None of others.

    'Read more: ...' is furniture, 'Photo: ...' a caption, '[Translator's note: ...]' a note; 'Related matters were discussed
    on Monday.' is none.
    """
    line = text.strip().lstrip(OPENERS).casefold().replace("’", "'")
    if not line.startswith(_first_words()):
        return None
    for words, kind in _beginnings():
        if line.startswith(words):
            rest = line[len(words) :]
            if not rest or (
                not rest[0].isalnum() and (len(line) < 100 or rest[0] == ":" or kind in ("note", "caption"))
            ):
                return kind
    return None
