"""The line under an article on a weblog's page: who put it there and when, under which categories and tags, what one may do.

"May 4, 2031 Posted by | Harbours | , | Leave a comment", "Posted in Harbours, Wars | Tagged ships | 3 Comments", "This entry was
posted on Sunday, May 4th, 2031 and is filed under Harbours." Which words do what lies in the language pack.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, NamedTuple, cast

from firsthand.extract.dates import Dated, dates_in
from firsthand.lang import get
from firsthand.model.spans import Span

# "February 3, 2024 Posted by | Wars | , , | Leave a comment"; not "He posted by mail"
FOOTER = re.compile(
    r"^\s*(?P<date>[^|]{6,40}?)\s+Posted\s+by\s+(?P<who>[^|]{0,60}?)\s*\|(?P<rest>.{0,2000})$", re.IGNORECASE
)
LONGEST = 600  # characters of a line that is put together otherwise
LONGEST_NAME, MOST_WORDS = 40, 5  # of a category or tag
MARK = re.compile(r"\s*[|•·‧»¶\t]+\s*|\s+[–—―-]+\s+|\s{3,}")  # between two things such a line says
MARKED = re.compile(r"[|•·‧»¶\t]|\s[–—―-]")
CLOCK = re.compile(r"(?:at|@|[-–,])?\s*\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?", re.IGNORECASE)
BY = re.compile(r"\bby\s+(?P<who>[^|,]{2,60}?)\s*$", re.IGNORECASE)
UNDER = re.compile(r"(?:^|\s)(?:in|under)\s+(?P<names>[^|]{2,200})$")
THEN = re.compile(r"\s+(?:by|on)\s+(?=\S)")  # "Filed in Harbours by Oro Vann", "Tagged ships on May 4, 2031"
SENTENCE = 3  # words of an aside that may be a whole sentence: "You can follow any responses to this entry"
RIM = " ,.:;-–@()"
COMMA = re.compile(",")
COUNT = re.compile(r"[(\[]?\d{1,6}[)\]]?")
SMALL_END = re.compile(r"(?:\s+(?:on|at|in))+$")
SMALL = frozenset({"on", "at", "by", "in", "and", "with", "under"})

Kind = Literal["posted", "filed", "tagged", "aside"]


@dataclass(frozen=True, slots=True)
class Footer:
    """A line "DATE Posted by WHO | categories | tags | Leave a comment"."""

    date: Dated | None
    who: tuple[str, Span] | None
    categories: tuple[tuple[str, Span], ...]
    tags: tuple[tuple[str, Span], ...]


class _Stretch(NamedTuple):
    """What stands between two marks or labels of a line: what its label says it is, None without one, and where its words are."""

    kind: Kind | None
    span: Span


@lru_cache(2048)
def footer(text: str) -> Footer | None:
    """What the line under an article says; None of any other line. Slots of lost tags (", , ,") give nothing.

    Every stretch of the line must be told, and two things at the least: "Tags: ships" alone is `filing`.
    """
    if (match := FOOTER.match(text) if "|" in text else None) is not None:
        return _posted(text, match)
    told = _told(text)
    if told is None:
        return None
    found, kinds = told
    whole = len(kinds) > 1 and ("posted" not in kinds or found.date is not None or len(kinds) > 2)
    return found if whole and (kinds & {"filed", "tagged"} or found.date is not None) else None


def filing(text: str) -> Footer | None:
    """The same of a line that has nothing but categories or tags: 'Filed under: Harbours, Wars'."""
    told = _told(text) if footer(text) is None else None
    if told is None or told[1] not in ({"filed"}, {"tagged"}):
        return None
    names = (*told[0].categories, *told[0].tags)
    return told[0] if (names and ":" in text) or all(not name[:1].islower() for name, _ in names) else None


def is_aside(text: str) -> bool:
    """Whether a line says no more than what one may do with an article, or how many did: 'Share this: Print · 3 comments'."""
    told = _told(text)
    return told is not None and told[1] == {"aside"} and (told[0].date, told[0].who) == (None, None)


def _posted(text: str, match: re.Match[str]) -> Footer | None:
    dated = next(dates_in(match["date"]), None)
    if dated is None:
        return None
    who = Span(*match.span("who")).trim(text)
    slots = _slots(text, match.start("rest"))
    categories = listed(text, slots[0]) if slots else ()
    tags = listed(text, slots[1]) if len(slots) > 2 else ()
    date = Dated(dated.edtf, dated.span.shift(match.start("date")))
    return Footer(date, (who.of(text), who) if len(who) else None, categories, tags)


def _told(text: str) -> tuple[Footer, set[Kind]] | None:
    """What a line says, and which kinds of things; None if a stretch of it says anything else."""
    if len(text) > LONGEST or (MARKED.search(text) is None and _labels().match(text.lstrip()) is None):
        return None  # most lines
    kinds, read = set[Kind](), list[Footer]()
    bare = False  # whether there are names under no label, of which only the other stretches tell what they are
    for kind, span in _stretches(text):
        if kind in ("filed", "tagged"):
            names = listed(text, span)
            if not all(_is_name(name) for name, _ in names):
                return None
            read.append(Footer(None, None, names if kind == "filed" else (), names if kind == "tagged" else ()))
        elif kind == "aside":
            if not _is_spent(span.of(text)):
                return None
        else:
            said = _read_posted(text, span)
            if kind is None and (said is None or (said.date is None and not BY.search(span.of(text)))):
                bare, said = True, Footer(None, None, listed(text, span), ())
                if not all(_is_name(name) and not name[0].islower() for name, _ in said.categories):
                    return None
            if said is None:
                return None
            read.append(said)
            kinds |= {"filed"} if said.categories else set()
        kinds |= {kind} if kind is not None else set()
    date = next((f.date for f in read if f.date), None)
    if bare and (date is None or kinds.isdisjoint({"tagged", "aside"})):
        return None
    who = next((f.who for f in read if f.who), None)
    categories, tags = tuple(c for f in read for c in f.categories), tuple(t for f in read for t in f.tags)
    return Footer(date, who, categories, tags), kinds


def _stretches(text: str) -> Iterator[_Stretch]:
    """What stands between the marks and labels of a line, each with its label."""
    ends = [*(m.span() for m in MARK.finditer(text)), (len(text), len(text))]
    start = 0
    for end, following in ends:
        at = start
        labels = [m for m in _labels().finditer(text, start, end) if _begins(text, start, m)]
        bare = Span(at, labels[0].start() if labels else end).trim(text)
        if len(bare) and not COUNT.fullmatch(bare.of(text)) and not CLOCK.fullmatch(bare.of(text)):
            yield _Stretch(None, bare)
        for n, label in enumerate(labels):
            to = labels[n + 1].start() if n + 1 < len(labels) else end
            held = Span(label.end(), to).trim(text)
            words = held.of(text).rstrip(" .;")
            kind = _kind(label)
            if kind in ("filed", "tagged") and (posted := THEN.search(words)) is not None:
                yield _Stretch("posted", Span(held.start + posted.start(), held.start + len(words)).trim(text))
                words = words[: posted.start()]
            goes_on = kind == "aside" and len(label["label"].split()) >= SENTENCE
            yield _Stretch(kind, Span(held.start, held.start + (0 if goes_on else len(words))))
        start = following


def _begins(text: str, start: int, label: re.Match[str]) -> bool:
    """Whether a label begins a stretch: at its start, behind a count or a sentence, or as 'and is filed under', 'Tags:' do."""
    before = text[start : label.start()].rstrip(" (")
    kind, words = _kind(label), label["label"].casefold()
    if not before or before[-1] in ".;" or (kind == "aside" and before[-1].isdigit()):
        return True
    return kind in ("filed", "tagged") and (":" in label[0] or words.startswith(("and ", "is ")))


def _kind(label: re.Match[str]) -> Kind:
    return label_kinds()[" ".join(label["label"].casefold().split())]


def _read_posted(text: str, span: Span) -> Footer | None:
    """When, by whom and under what: 'May 4, 2031 at 5:00 pm by Oro Vann in Harbours'; None if it says anything else."""
    words = span.of(text)
    dated = next(dates_in(words), None)
    rest = words if dated is None else f"{words[: dated.span.start]} {words[dated.span.end :]}"
    rest = " ".join(w for w in CLOCK.sub(" ", rest).strip(RIM).split() if not w.isdigit())
    rest, names = SMALL_END.sub("", rest), tuple[tuple[str, Span], ...]()
    if (under := UNDER.search(rest)) is not None:
        rest, held = rest[: under.start()], text.find(under["names"], span.start)
        names = listed(text, Span(held, held + len(under["names"]))) if held >= 0 else ()
        if not names or not all(_is_name(name) for name, _ in names):
            return None
    by = BY.search(rest)
    name = SMALL_END.sub("", by["who"] if by else rest).strip(RIM)
    left = rest.replace(name, " ").split() if name else rest.split()
    if any(w.casefold() not in SMALL for w in left) or len(name.split()) > MOST_WORDS:
        return None
    at = text.find(name, span.start) if name and name.casefold() not in SMALL else -1
    date = None if dated is None else Dated(dated.edtf, dated.span.shift(span.start))
    return Footer(date, (name, Span(at, at + len(name))) if at >= 0 else None, names, ())


def _is_name(name: str) -> bool:
    """Whether what stands between commas can be a category or tag."""
    return (
        len(name) <= LONGEST_NAME
        and len(name.split()) <= MOST_WORDS
        and name[-1:] not in ".!?:"
        and any(map(str.isalnum, name))
    )


def _is_spent(words: str) -> bool:
    """Whether nothing but counts is left behind an aside."""
    return not COUNT.sub("", words).strip(" .,:;…!()[]")


@cache
def label_kinds() -> dict[str, Kind]:
    """What each label of the language pack says of the words behind it."""
    return {words: cast(Kind, kind) for words, kind in get("en").table("foot_labels")}


@cache
def _labels() -> re.Pattern[str]:
    """Any label with its colon, the longest first."""
    words = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(label_kinds(), key=len, reverse=True))
    return re.compile(rf"(?<![\w’'-])(?P<label>{words})(?![\w’'-])\s*:?\s*", re.IGNORECASE)


def _slots(text: str, start: int) -> list[Span]:
    slots = list[tuple[int, int]]()
    for match in [*re.finditer(r"\|", text[start:]), None]:
        end = start + match.start() if match else len(text)
        slots.append((start if not slots else slots[-1][1] + 1, end))
    return [Span(a, b) for a, b in slots]


def listed(text: str, span: Span, mark: re.Pattern[str] = COMMA) -> tuple[tuple[str, Span], ...]:
    """The names between commas, or other marks."""
    found, start = list[tuple[str, Span]](), span.start
    for match in [*mark.finditer(text, span.start, span.end), None]:
        at = Span(start, match.start() if match else span.end).trim(text)
        if len(at):
            found.append((" ".join(at.of(text).split()), at))
        start = match.end() if match else span.end
    return tuple(found)
