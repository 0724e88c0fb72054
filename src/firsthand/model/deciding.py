"""What a person may put in a field, and where words they typed stand. Pure; a refusal says what would do."""

from __future__ import annotations

import re
from typing import get_args

from firsthand.model.judgements import FIELDS, About
from firsthand.model.problems import UsageError
from firsthand.model.readings import MentionKind, Mode, Polarity, SourceKind, Stance
from firsthand.model.spans import Span

CHOICES: dict[tuple[About, str], tuple[str, ...]] = {
    ("attribution", "stance"): get_args(Stance),
    ("attribution", "mode"): get_args(Mode),
    ("attribution", "source_kind"): get_args(SourceKind),
    ("mention", "kind"): get_args(MentionKind),
    ("event", "polarity"): get_args(Polarity),
}
# matches: 2031   2031-05   2031-05-07   2031-05~   2031-05-07T14:30Z ; but not 7 May 2031 or 2031-13
_DATE = r"\d{4}(?:-(?:0[1-9]|1[0-2]|2[1-4])(?:-(?:0[1-9]|[12]\d|3[01]))?)?[?~%]?(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?)?"
_EDTF = re.compile(rf"{_DATE}|{_DATE}/(?:{_DATE}|\.\.)?|(?:\.\.)?/{_DATE}")
DATES = {("article", "published"), ("article", "updated"), ("time", "edtf")}
NUMBERS = {("quantity", "low"), ("quantity", "high")}
IN_TEXT = (
    "speaker",
    "source",
    "cue",
    "content",
    "addressee",
    "venue",
)  # of an attribution: words of the article itself
EMPTY = {  # what may be set to nothing
    *(("article", x) for x in ("title", "outlet", "published", "updated", "declared_source", "byline")),
    *(("time", "edtf"), ("place", "gazetteer_id")),
    *(("quantity", x) for x in ("low", "high", "unit", "role")),
}
LONGEST = 2_000  # characters of a value or a note


def checked(about: About, field: str | None, value: str | None) -> str:
    """The value as it is kept: ("attribution", "stance", "denies") -> "denies"; what will not do is told with what would."""
    if field is None or field not in FIELDS.get(about, ()):
        known = ", ".join(FIELDS.get(about, ())) or "nothing"
        raise UsageError(f"no field {field or '(none)'} of this can be set; there are: {known}")
    value = " ".join((value or "").split())
    if len(value) > LONGEST:
        raise UsageError(f"{len(value)} characters are too long for {field}; {LONGEST} are kept: shorten it")
    if not value and (about, field) not in EMPTY:
        raise UsageError(f"{field} of nothing: give a value, or mark the whole as wrong")
    choices = CHOICES.get((about, field))
    if choices and value not in choices:
        raise UsageError(f"{field} cannot be {value}; it is one of: {', '.join(choices)}")
    if value and (about, field) in DATES and not _EDTF.fullmatch(value):
        raise UsageError(
            f"{value} is no date; write it as 2031, 2031-05, 2031-05-07, about 2031-05~, from/to 2031-05/2031-07"
        )
    if value and (about, field) in NUMBERS and not re.fullmatch(r"-?[\d,]+(?:\.\d+)?", value):
        raise UsageError(f"{value} is no number; write it as 27 or 1,400 or 2.5")
    return value


def standing(text: str, words: str) -> tuple[Span, ...]:
    """Every place where these words stand, white space and typography of quotation marks aside.

    standing("He \u201cagreed\u201d. She agreed.", "agreed") -> (Span(4, 10), Span(17, 23))
    """
    parts = [_loose(word) for word in words.split()]
    if not parts:
        return ()
    found = re.finditer(r"\s+".join(parts), text)
    return tuple(Span(m.start(), m.end()) for m in found)


_ALIKE = ('"\u201c\u201d\u201e\u00ab\u00bb', "'\u2018\u2019\u02bc`", "-\u2010\u2011\u2013\u2014")


def _loose(word: str) -> str:
    return "".join(next((f"[{re.escape(group)}]" for group in _ALIKE if c in group), re.escape(c)) for c in word)


def nearest(places: tuple[Span, ...], to: Span) -> Span | None:
    """Of several places the one that lies nearest to another."""
    return min(places, key=lambda s: (max(0, s.start - to.end, to.start - s.end), s.start), default=None)
