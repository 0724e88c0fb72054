"""What may stand behind a field of a query: closed sets, names, figures, dates; what is wrong is told with its cure."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import get_args

from rapidfuzz import process

from firsthand.model.problems import UsageError
from firsthand.model.readings import SourceKind, Stance
from firsthand.store.folded import Words, tokens

KINDS: tuple[str, ...] = get_args(SourceKind)
STANCES: tuple[str, ...] = get_args(Stance)
HAS = ("denial", "correction", "copies", "judgement")
UNNAMED = ("unnamed_official", "unnamed_source", "unnamed_group")
ANON = {
    "official": ("unnamed_official",),
    "source": ("unnamed_source",),
    "group": ("unnamed_group",),
    "yes": UNNAMED,
    "no": ("named_person", "named_organisation", "media_outlet", "document"),
}
_STANCE_NOUNS = {
    "assertion": "asserts",
    "denial": "denies",
    "confirmation": "confirms",
    "doubt": "doubts",
    "question": "asks",
    "demand": "demands",
    "vow": "vows",
    "prediction": "predicts",
    "refusal": "declines",
}
_CODE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\Z")
_NUMBER = r"-?\d{1,15}(?:,\d{3}){0,5}(?:\.\d{1,9})?"
# matches: >100   <=2.5   =12   12   10..20   but not: many
_FIGURE = re.compile(rf"(?P<sign>>=|<=|>|<|=)?(?P<low>{_NUMBER})(?:\.\.(?P<high>{_NUMBER}))?\Z", re.ASCII)
_DAY = r"\d{4}(?:-\d{2}(?:-\d{2})?)?"
# matches: 2031   2031-03-05   >2031-03   2031-01..2031-06   but not: 5.3.2031
_DATE = re.compile(rf"(?P<sign>>=|<=|>|<|=)?(?P<low>{_DAY})(?:\.\.(?P<high>{_DAY}))?\Z", re.ASCII)


class QueryError(UsageError):
    """A query that cannot be read: at which character, and how to mend it."""

    def __init__(self, query: str, at: int, cure: str) -> None:
        super().__init__(f"cannot read the query at character {at + 1}: {cure}\n  {query}\n  {' ' * at}^")
        self.query, self.at, self.cure = query, at, cure


def wrong(query: str, at: int, cure: str) -> QueryError:
    return QueryError(query, at, cure)


@dataclass(frozen=True, slots=True)
class Said:
    """Words within the content of an attribution."""

    words: Words


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a field: outlet, source, speaker, place, tag; or lang, has."""

    field: str
    value: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class OneOf:
    """A closed set: kind or stance."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures from low to high, both included unless `open`; None: without end."""

    low: float | None
    high: float | None
    open: bool = False


@dataclass(frozen=True, slots=True)
class Dates:
    """Days from the first to before `end`, as text that sorts: "2031-03" to "2031-04"; None: without end."""

    field: str
    start: str | None
    end: str | None


Node = Words | Said | Name | OneOf | Figures | Dates


@dataclass(frozen=True, slots=True)
class Typed:
    """A field's value with where it stands."""

    query: str
    at: int  # of the field's name
    start: int  # of the value
    text: str
    starred: bool

    def wrong(self, cure: str) -> QueryError:
        return wrong(self.query, self.start, cure)


def words(query: str, at: int, phrase: str, *, starred: bool = False) -> Words:
    """`harb*` is a prefix; `"air bas"*` too."""
    prefix = starred or phrase.endswith("*")
    phrase = phrase.rstrip("*")
    if not tokens(phrase):
        raise wrong(query, at, "there is no letter or digit here to look for: take it out")
    return Words(phrase, prefix)


def field(name: str, typed: Typed) -> Node:
    """What a field asks for."""
    read = FIELDS.get(name.lower())
    if read is None:
        raise wrong(typed.query, typed.at, _no_field(name))
    if not typed.text.strip():
        cure = f"{name}: needs a value right behind it, as in {EXAMPLES[name.lower()]}"
        raise typed.wrong(cure)
    return read(typed)


def _no_field(name: str) -> str:
    guess = closest(name.lower(), FIELDS)
    meant = f"did you mean {guess}:? " if guess else ""
    return (
        f'there is no field {name}; {meant}The fields are {", ".join(FIELDS)}. To look for the words, put them in "…"'
    )


def closest(value: str, among: Iterable[str], sure: float = 60.0) -> str | None:
    """The likeliest of some words for one that is not among them; None if none is like it."""
    found = process.extractOne(value, list(among), score_cutoff=sure)
    return str(found[0]) if found else None


def _name(of: str) -> Callable[[Typed], Node]:
    def read(typed: Typed) -> Node:
        found = words(typed.query, typed.start, typed.text, starred=typed.starred)
        return Name(of, found.phrase, found.prefix)

    return read


def _said(typed: Typed) -> Node:
    return Said(words(typed.query, typed.start, typed.text, starred=typed.starred))


def _among(typed: Typed, known: Iterable[str], what: str) -> str:
    value = re.sub(r"[\s-]+", "_", typed.text.strip().lower())
    if value in (held := tuple(known)):
        return value
    guess = closest(value, held)
    meant = f"did you mean {guess}? " if guess else ""
    raise typed.wrong(f"{typed.text} is no {what}: {meant}There are {', '.join(held)}")


def _kind(typed: Typed) -> Node:
    return OneOf("kind", (_among(typed, KINDS, "kind of source"),))


def _stance(typed: Typed) -> Node:
    value = _STANCE_NOUNS.get(typed.text.strip().lower())
    return OneOf("stance", (value or _among(typed, STANCES, "stance"),))


def _anon(typed: Typed) -> Node:
    return OneOf("kind", ANON[_among(typed, ANON, "way to be unnamed")])


def _has(typed: Typed) -> Node:
    return Name("has", _among(typed, HAS, "thing that can be asked for"))


def _language(typed: Typed) -> Node:
    if not _CODE.match(typed.text):
        raise typed.wrong(
            f"{typed.text} is no code of a language: write two or three letters, as in lang:en or lang:ar"
        )
    return Name("lang", typed.text.lower())


def _figure(typed: Typed) -> Node:
    found = _FIGURE.match(typed.text.strip())
    if not found or (found["sign"] and found["high"]):
        raise typed.wrong(f"{typed.text} is no figure: write fig:>100, fig:<=5, fig:=12 or fig:10..20")
    low, high, sign = _number(found["low"]), _number(found["high"] or found["low"]), found["sign"]
    if high < low:
        raise typed.wrong(f"this ends before it begins: write fig:{found['high']}..{found['low']}")
    if sign in (">", ">="):
        return Figures(low, None, open=sign == ">")
    if sign in ("<", "<="):
        return Figures(None, low, open=sign == "<")
    return Figures(low, high)


def _number(written: str) -> float:
    return float(written.replace(",", ""))


def _dates(of: str) -> Callable[[Typed], Node]:
    def read(typed: Typed) -> Node:
        found = _DATE.match(typed.text.strip())
        if not found or (found["sign"] and found["high"]):
            cure = f"{typed.text} is no date: write {of}:2031, {of}:2031-03-05, {of}:2031-01..2031-06 or {of}:>2031-03"
            raise typed.wrong(cure)
        low, high, sign = found["low"], found["high"] or found["low"], found["sign"]
        for day in (low, high):
            if not _is_day(day):
                raise typed.wrong(
                    f"there is no {day} in the calendar: months go from 01 to 12, days to the month's last"
                )
        if following(high) <= low:
            raise typed.wrong(f"this ends before it begins: write {of}:{high}..{low}")
        if sign in (">", ">="):
            return Dates(of, following(low) if sign == ">" else _begin(low, None), None)
        if sign in ("<", "<="):
            return Dates(of, None, low if sign == "<" else following(low))
        return Dates(of, _begin(low, following(high)), following(high))

    return read


def _begin(low: str, end: str | None) -> str:
    """Where a span begins, so that it holds a month or year that lies in it: "2031-01" is in 2031-01-01..2031-03-31."""
    wider = low.removesuffix("-01")
    return _begin(wider, end) if wider != low and (end is None or following(wider) <= end) else low


def _is_day(written: str) -> bool:
    year, month, day = ([int(x) for x in written.split("-")] + [1, 1])[:3]
    return year > 0 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def following(written: str) -> str:
    """The year, month or day that follows: "2031-12" gives "2032-01"."""
    year, *rest = (int(x) for x in written.split("-"))
    if not rest:
        return f"{year + 1:04}"
    if len(rest) == 2 and rest[1] < monthrange(year, rest[0])[1]:
        return f"{year:04}-{rest[0]:02}-{rest[1] + 1:02}"
    year, month = (year + 1, 1) if rest[0] == 12 else (year, rest[0] + 1)
    return f"{year:04}-{month:02}" + ("-01" if len(rest) == 2 else "")


FIELDS: dict[str, Callable[[Typed], Node]] = {
    "outlet": _name("outlet"),
    "source": _name("source"),
    "speaker": _name("speaker"),
    "said": _said,
    "kind": _kind,
    "anon": _anon,
    "stance": _stance,
    "place": _name("place"),
    "fig": _figure,
    "date": _dates("date"),
    "happened": _dates("happened"),
    "lang": _language,
    "tag": _name("tag"),
    "has": _has,
}
EXAMPLES = {
    "outlet": "outlet:Courier",
    "source": 'source:"Harbour News Agency"',
    "speaker": "speaker:minister",
    "said": 'said:"cease fire"',
    "kind": "kind:document",
    "anon": "anon:official",
    "stance": "stance:denies",
    "place": "place:Orsk",
    "fig": "fig:>100",
    "date": "date:2031-03",
    "happened": "happened:2031-03-05",
    "lang": "lang:en",
    "tag": "tag:economy",
    "has": "has:denial",
}
