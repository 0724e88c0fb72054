"""A line of a known head taken apart: each stretch between its marks is a day, a name, a writer, a town, a genre or a note."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import zip_longest

from firsthand.extract.credits import is_role, leads
from firsthand.extract.dates import dates_in, yearless_in
from firsthand.extract.foots import is_aside
from firsthand.extract.header import (
    BRACKET,
    BY,
    DATE_ROLE,
    LONGEST_FIELD,
    LONGEST_LINE,
    SOURCE,
    Field,
    FieldKind,
    HeadLine,
    furniture,
    head_line,
)
from firsthand.extract.names import (
    PLACED,
    employer,
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
from firsthand.model.spans import Span

# what parts two things a line says: " | ", " – ", ", ", brackets, the full stop of "Lesk. Saturday"; not that of "Dr. Venn"
MARK = re.compile(
    r"\s*[|•·‧;\t()\[\]\n]+\s*(?:[–—―/-]{1,2}\s+)?|\s+[–—―/-]{1,2}\s+|^[–—―-]+\s+|,\s+|\s+@\w+|(?:(?<=[^\W\d_]{4})|(?<=[\d)\]]))\.(?:\s+|$)"
)
# "18:22", "6.30 pm", "1900 GMT", "18h22": when on its day
CLOCK = re.compile(
    r"(?:at\s)?(?:[012]?\d[:.h][0-5]\d(?::[0-5]\d)?|\d{1,4}(?=\s?(?:[ap]\.?m|[a-z]{2,3}t|utc|hrs|h\b)))\s?(?:[ap]\.?m\.?)?"
    r"\s?(?:[a-z]{2,3}t|utc|z|hrs|h)?\s?(?:[+-]\d{1,2}(?::?\d\d)?)?",
    re.IGNORECASE,
)
# "12 Ramadan 1452", "3 Second Kanun 5791": a day of another calendar
OTHER_DAY = re.compile(r"\d{1,2}\s(?:[^\W\d_][\w’'-]*\s){1,3}(?:1[34]|5[78])\d\d(?:\s[A-Z.]{2,4})?")
# "p. 4", "No. 12", "Vol. 3", "page A3", "3/5/2031" that may be of March or May, "News ID: 880412", "Story code 20-117"
COUNTED = re.compile(
    r"(?:(?:pages?|pp?|no|nr|vol|volume|issue|edition|part|year)\b\.?\s?[\w-]{1,6}\s?)+|\d{1,6}"
    r"|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|(?:[a-z]+\s){0,2}(?:id|code|ref|reference|number|no)\b\.?\s?[:#]?\s?[\w/-]*\d[\w/-]*",
    re.IGNORECASE,
)
# "Number 41", "Vol. 3": which of an outlet's own a text stood in
ISSUE = re.compile(
    r"(?:(?:no|nr|number|vol|volume|issue|edition|pp?|page)\b[.:]?\s?[A-Z]?\d[\d/]{0,7}\W*)+", re.IGNORECASE
)
# "EDT" behind an hour
ZONE = re.compile(r"(?:[A-Z]{1,3}[SD]?T|GMT|UTC|Z)")
WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?", re.IGNORECASE)
FOR = re.compile(r"\s+(?:for|of)\s+(?=\S)")  # "By Mara Venn for The Lantern"
# "Mara Venn, special to The Lantern"
SPECIAL = re.compile(r"(?:special(?:ly)?\s+(?:to|for)|writing\s+(?:for|in)|for|of)\s+(?=[^\W\d_a-z])")
# what is left of "Published in The Lantern on 3 May" when the day is taken out
# "at Port Lesk", "on board the Heron": where a writer was
WHERE_AT = re.compile(
    r"(?:in|at|near|outside|aboard|on\sboard|from)\s(?P<name>(?:[Tt]he\s)?[^\W\d_a-z][^\d|:;@]{1,50})$"
)
# "Issued in Lesk": where a text was made, never by whom
MADE_AT = re.compile(
    r"(?i:(?:issued|given|done|made|signed|filed|dated|written)\s(?:in|at|from)\s)[^\W\d_a-z][^\d|:;@]{1,50}$"
)
SMALL_END = re.compile(r"\s+(?:vom|von|of|on|at|del|de|du|le|il|am|in)$")
WITH = re.compile(r"\s+with\s+(?=[A-Z])")  # "The Lantern with Tidewire"
RIM = " .|*_"
MOST_STRANGE, LONGEST_STRANGE = 3, 7  # stretches of a head line that nobody can tell, and words of one
NOTES = frozenset({"note", "caption", "furniture"})


@dataclass(slots=True)
class _Told:
    fields: list[Field] = field(default_factory=list)
    names: list[Span] = field(default_factory=list)  # whose part is not told
    staff: list[Span] = field(default_factory=list)
    placed: list[Span] = field(default_factory=list)  # names of whom is told where they were
    led: bool = False  # a lead says who wrote
    sure: bool = False  # a word tells the outlet
    numbered: bool = False  # an issue of what is named


@lru_cache(2048)
def clauses(text: str) -> HeadLine | None:
    """What a line known to be of a head says, if each of its stretches can be told; None of any other line.

    'THE LANTERN, Lesk. Saturday, May 3, 2031. By Mara Venn, Port Editor' gives outlet, day and byline, and so does
    'Harbour Trust – Statement – Lesk / Darma, 3 May 2031' without one. A name that nothing tells from a town's is `unsure`. Of
    a day without its year the value is 'XXXX-05-03'.
    """
    if len(text) > LONGEST_LINE:
        return None
    days = list(dates_in(text)) or list(yearless_in(text))
    told = _Told()
    for d in days[:2]:
        kind = _date_kind(text[: d.span.start])
        if kind not in {f.kind for f in told.fields}:
            told.fields.append(Field(kind, d.edtf, d.span))
    spans, strange = list(_stretches(text, [d.span for d in days])), list[Span]()
    for span, after in zip_longest(spans, spans[1:], fillvalue=Span(0, 0)):
        if not (_heads_owner(text, span, after, told) or _read(text, span, told)):
            strange.append(span)
    if strange and (head_line(text) or not _may_be_strange(text, spans, strange, told, dated=bool(days))):
        return None
    if not (days or told.led or told.sure or (told.numbered and told.names)):
        return None
    unsure = _settle(text, told)
    return HeadLine(tuple(sorted(told.fields, key=lambda f: f.span)), told.led, tuple(unsure))


def _may_be_strange(text: str, spans: Sequence[Span], strange: Sequence[Span], told: _Told, *, dated: bool) -> bool:
    """Whether a line is of a head though a little of it cannot be told: its first stretch is a name, a day or an issue
    stands beside it, and no sentence: 'Tide Lesk, 3 May 2031; English text from the Bulletin 29/2031'."""
    first = spans[1:2] if names_nobody(spans[0].of(text)) else spans[:1]
    named = told.sure or any(s in told.names for s in first)
    few = len(strange) <= MOST_STRANGE and all(len(s.of(text).split()) <= LONGEST_STRANGE for s in strange)
    return named and few and (dated or told.numbered) and text.rstrip()[-1:] not in ".!?…"


def _date_kind(before: str) -> FieldKind:
    match = re.search(rf"(?:{DATE_ROLE.pattern})\W*$", CLOCK.sub("", before), re.IGNORECASE)
    return "updated" if match and match["updated"] else "reposted" if match and match["reposted"] else "published"


def _stretches(text: str, days: Sequence[Span]) -> Iterator[Span]:
    """What stands between marks and days."""
    start = 0
    for end, after in [*((d.start, d.end) for d in days), (len(text), len(text))]:
        at = start
        for mark in [*MARK.finditer(text, start, end), None]:
            span = Span(at, max(at, mark.start() if mark else end)).trim(text)
            words = SMALL_END.sub("", span.of(text).rstrip(" :–—-▪■"))
            issue = next((m for m in ISSUE.finditer(words) if m.start() and m.end() == len(words)), None)
            name = words[: issue.start()].rstrip(" ,") if issue else words
            if any(map(str.isalnum, name)):
                yield Span(span.start, span.start + len(name))
            if issue:
                yield Span(span.start + issue.start(), span.start + len(words))
            at = mark.end() if mark else end
        start = after


def _heads_owner(text: str, span: Span, after: Span, told: _Told) -> bool:
    """Whether a stretch is the name of what the next says is somebody's, or of which kind: 'Notes from the Mole, a blog by
    Mara Venn', 'Notes from the Mole (blog)'."""
    words, next_words = span.of(text), after.of(text)
    is_kind = next_words in _kinds() and words.casefold() not in _genres() and not is_known_place(words)
    if not (is_kind or _owned().match(next_words)) or not words[:1].isupper() or BY.match(words):
        return False
    told.sure = True
    told.fields.append(_field("outlet", text, span))
    return True


def _read(text: str, span: Span, told: _Told) -> bool:
    """Whether a stretch can be told; what it says is noted."""
    words = span.of(text)
    if names_nobody(words):
        told.numbered = told.numbered or bool(ISSUE.fullmatch(words))
        return True
    if MADE_AT.match(words):
        return True
    if (told.led or told.names) and (where := WHERE_AT.match(words)) and not _sounds(where["name"]):
        told.placed += told.names[-1:]
        return True
    if len(words) > LONGEST_LINE // 2:
        return False
    return _leading(text, span, told) or _naming(text, span, told)


def names_nobody(words: str) -> bool:
    """Whether a stretch names neither outlet nor writer: a time, a page, a genre, a note."""
    bare = words.strip(" .:")
    role = DATE_ROLE.match(bare)
    if role and not bare[role.end() :][:1].isalnum():
        bare = bare[role.end() :].strip(" :")
    if not bare or any(known.fullmatch(bare) for known in (CLOCK, OTHER_DAY, COUNTED, WEEKDAY, ZONE, ISSUE)):
        return True
    small = " ".join(bare.casefold().split())
    if (
        small in _genres()
        or small in _weekdays()
        or is_aside(bare)
        or furniture(words) in NOTES
        or (bare == small and not {small.split()[-1], small.split(" ", 1)[-1]}.isdisjoint(_kinds() | _genres()))
    ):
        return True
    lead = next(leads(words), None)
    return (lead is not None and lead[2] == 0 and lead[0] != "wrote") or is_unnamed_writer(bare)


@cache
def _weekdays() -> frozenset[str]:
    """In the languages of papers that head lines name days in: 'freitag', 'samedi'."""
    return frozenset(get("en").column("header_weekdays"))


@cache
def _genres() -> frozenset[str]:
    labels = (
        words for words, kind in get("en").dictionary("header_labels").items() if kind in ("published", "updated")
    )
    tables = (*get("en").column("header_genres"), *get("en").column("headline_labels"), *labels)
    return frozenset(words.casefold() for words in tables)


@cache
def _kinds() -> frozenset[str]:
    return frozenset(get("en").column("header_kinds"))


@cache
def _any_kind() -> str:
    return "|".join(sorted(map(re.escape, _kinds()), key=len, reverse=True))


def is_genre(line: str) -> bool:
    """Whether a line says what kind of text follows, and nothing else: 'Opinion', 'PRESS RELEASE'."""
    return " ".join(line.strip(" .:[]()|").casefold().split()) in _genres()


def _leading(text: str, span: Span, told: _Told) -> bool:
    """A stretch that begins with a word for what follows: 'By ...', 'Blog by ...', 'From the Kaldan daily ...'."""
    words = span.of(text)
    lead = next(leads(words), None)
    if lead is not None and lead[0] == "wrote" and lead[2] == 0 and not BY.match(words):
        return _writers(text, lead[1].shift(span.start).trim(text), told)  # "par Mara Venn", "Text: Mara Venn"
    match = BY.match(words) or _owned().match(words)
    if match and match[0].endswith("the "):
        return True  # "the blog of the Harbour Institute": of whom the one before is
    if match and not (BY.match(words) and not words[match.end() :][:1].isupper()):
        return _writers(text, Span(span.start + match.end(), span.end), told)
    match = _from().match(words)
    if match and (writer := _correspondent(match["name"])):
        at = span.start + match.start("name")
        return _writers(text, Span(at, at + len(writer)), told)
    if match and sum(1 for _ in match["name"].split()) <= 6:
        told.sure = True
        told.fields.append(_field("outlet", text, Span(*match.span("name")).shift(span.start)))
        return True
    if told.led and (match := SPECIAL.match(words)) and is_name(words[match.end() :]):
        told.sure = True
        told.fields.append(_field("outlet", text, Span(span.start + match.end(), span.end)))
        return True
    match = SOURCE.match(words)
    if match and is_name(words[match.end() :]):
        told.fields.append(_field("source", text, Span(span.start + match.end(), span.end)))
        told.sure = True
        return True
    return False


def _correspondent(name: str) -> str | None:
    """Of what stands behind "From" the writer, as papers head letters of their own: 'Mara Venn in Lesk', 'Our Correspondent'."""
    small = name[:1].lower() + name[1:]
    who = PLACED.sub("", name)
    if is_unnamed_writer(small):
        return name
    return who if is_given(who) or (who != name and is_person(who) and not _sounds(who)) else None


@cache
def _owned() -> re.Pattern[str]:
    """ "a blog by ", "the weekly column of ": what the name before is, and whose."""
    return re.compile(
        rf"(?i:(?:an?\s|the\s)?(?:[\w-]{{2,20}}\s)?(?:{_any_kind()})\s(?:by|of|from)\s+(?:the\s)?)(?=[^\W\d_a-z])"
    )


@cache
def _from() -> re.Pattern[str]:
    """ "From the Kaldan daily The Lantern", "In The Lantern", "Published in The Lantern" """
    lead = (
        r"(?:text\s|taken\s|article\s)?(?:from|in)\s"
        r"|(?:originally\s|first\s)?(?:published|appeared|printed)\s(?:in|on|by|at)\s|(?:issued|released|circulated)\sby\s"
    )
    kind = rf"(?:the\s|an?\s)?(?:[\w-]{{2,20}}\s){{0,3}}?(?:{_any_kind()})\s(?:of\s)?"
    return re.compile(rf"(?i:{lead})(?:(?i:{kind})|the\s)?(?P<name>[^\W\d_a-z][^\d|:;@]{{1,60}})$")


def _writers(text: str, span: Span, told: _Told) -> bool:
    """'Mara Venn in Lesk', 'Mara Venn and Joss Ilk for The Lantern', 'Our Lesk Correspondent', 'The Lantern Desk'."""
    words = span.of(text)
    desk = without_wires(words)
    if is_unnamed_writer(desk) or (is_staff(desk) and not _sounds(desk)):
        told.led = True
        return True
    if house := employer(text, span):
        told.led = True
        told.fields.append(_field("outlet", text, house))
        return True
    cut = FOR.search(words)
    own = Span(span.start, span.start + cut.start()) if cut else span
    found = people(text, own)
    if not found and not is_name(PLACED.sub("", words)):
        return False
    told.led = True
    if not found:
        told.names.append(span)
        return True
    told.fields += [Field("byline", name, at) for name, at in found]
    if cut and is_name(words[cut.end() :]):
        told.sure = True
        told.fields.append(_field("outlet", text, Span(span.start + cut.end(), span.end)))
    return True


def _naming(text: str, span: Span, told: _Told) -> bool:
    """A stretch that is a role, a desk or a name."""
    words = span.of(text)
    if told.led and is_role(words):
        return True
    if is_staff(words):
        told.staff.append(span)
        return True
    if (cut := WITH.search(words)) and is_name(words[: cut.start()]) and is_name(words[cut.end() :]):
        told.names.append(Span(span.start, span.start + cut.start()))
        told.fields.append(_field("source", text, Span(span.start + cut.end(), span.end)))
        return True
    if not is_name(words) or len(words) > LONGEST_FIELD:
        return False
    if not is_known_place(words):
        told.names.append(span)
    return True


def _settle(text: str, told: _Told) -> list[Field]:
    """Which of the names is the outlet, and which a writer's; those that nothing tells are left, the likeliest first."""
    has_outlet = any(f.kind == "outlet" for f in told.fields)
    names = list(told.names)
    if not told.led:
        for span in [
            s
            for s in names
            if (s in told.placed or is_given(s.of(text))) and len(names) + len(told.staff) + has_outlet > 1
        ][:1]:
            names.remove(span)
            told.led = True
            told.fields.append(_field("byline", text, span))
    agencies = [s for s in names[1:] if is_agency(s.of(text))]  # behind a name: whom the other has it from
    if len(agencies) == 1:
        names.remove(agencies[0])
        told.fields.append(_field("source", text, agencies[0]))
    outlet = None
    if not has_outlet:
        outlet = next((s for s in names if _sounds(s.of(text))), None)
        has_source = any(f.kind == "source" for f in told.fields)
        if outlet is None and not names and told.staff and not (told.led or has_source):
            outlet = told.staff.pop(0)
        if outlet is not None:
            told.fields.append(_field("outlet", text, outlet))
            names = [s for s in names if s != outlet]
            has_outlet = True
    if not told.led:
        told.fields += [_field("byline", text, s) for s in told.staff if _is_named(s.of(text), text, outlet, names)]
        told.led = bool(told.staff)
    return [_field("outlet", text, s) for s in names] if not has_outlet else []


def _sounds(name: str) -> bool:
    return sounds_like_outlet(name.title() if name.isupper() else name)


def _is_named(desk: str, text: str, outlet: Span | None, names: Sequence[Span]) -> bool:
    """Whether a desk bears a house's name: 'Lantern Port Desk' beside The Lantern; not 'Staff Reporter'."""
    houses = [s.of(text) for s in names] + ([outlet.of(text)] if outlet else [])
    return any(word in house.split() for word in desk.split()[:-1] for house in houses)


def _field(kind: FieldKind, text: str, span: Span) -> Field:
    return Field(kind, " ".join(span.of(text).split()), span)


def is_lone_name(text: str) -> bool:
    """Whether a line is a name and nothing else, an outlet's or a writer's: 'Tide Lesk'; not 'Opinion', 'Rain again'."""
    words = BRACKET.sub("", text.strip(RIM))  # "Tide Lesk (Lesk)"
    return is_name(words) and len(words) <= LONGEST_FIELD and not names_nobody(words) and not is_known_place(words)


def lone_name(text: str) -> Field:
    """The name that a line is, as an outlet's; its initials in brackets behind it are none of it."""
    start = len(text) - len(text.lstrip(RIM))
    return _field("outlet", text, Span(start, len(BRACKET.sub("", text.rstrip(RIM)))))
