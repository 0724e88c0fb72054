"""Where a text speaks of time: its words put into classes, and shapes of classes found among them.

Every word becomes one character, the sign of its class ("Feb" MONSHORT, "3" DAYNUM, a word of no class "."), so that a shape
such as `MON DOT? DAYNUM` is a regular expression over a short string. Words and shapes are tables of the language pack.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from firsthand import lang
from firsthand.lang.pack import Pack, Row
from firsthand.model.problems import UsageError

# "1998-10-23T06:00" iso, "23/10/1998" slash, "10:35", "6.10am" clock, "1990s" decade, "3rd" ordinal, "1,500.5" number, "1/2" part
TOKEN = re.compile(
    r"""(?P<ISO>(?<![\d/-])\d{4}(?P<sep>[-/])\d{2}(?P=sep)\d{2}(?:T\d{2}:\d{2}(?::\d{2})?Z?)?(?![\w-]))
    | (?P<SLASH>(?<![\d/.])\d{1,2}(?P<mark>[/.])\d{1,2}(?P=mark)(?:\d{4}|\d{2})(?![\w/.]\w))
    | (?P<CLOCK>(?<![\d:.])\d?\d(?::\d\d(?::\d\d)?(?![\d:])|\.\d\d(?=\s?[ap]\.?m)))
    | (?P<DECADE>(?:['’](?=[0-9]0)|\b1[0-9]|\b20)[0-9]0['’]?s\b)
    | (?P<ORDNUM>\b[0-9]{1,3}(?:st|nd|rd|th)\b)
    | (?P<FRAC>\b[1-9]/[2-9]\b|[½¼¾])
    | (?P<NUMERAL>\d+(?:,\d{3})*(?:\.\d+)?)
    | (?P<HALFDAY>[apAP]\.\s?[mM]\b\.?)
    | (?P<WORD>(?:[A-Z]\.){2,}|[oO]['’]clock\b|[^\W\d_]+)
    | (?P<TAIL>['’][^\W\d_]+)
    | (?P<SIGN>[^\w\s]|\w)""",
    re.VERBOSE,
)
NAME = re.compile(r"[A-Z][A-Z0-9]*")
END = "END"  # in a shape: the end of the paragraph
PLAIN = "."  # the sign of a word of no class
FIRST_SIGN = 0x100  # signs are letters from here on: none is special in a regular expression
ENDS = frozenset({".", "!", "?"})
AFTER_AMPM = frozenset({"WEEKDAY", "WDSHORT", "MONTH", "MAY", "MONSHORT", "ZONE", "OPEN", "COMMA", "DASH"})
SHORT = 4  # letters of an abbreviated title or month
FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
LONGEST_NUMBER = 9  # digits: a longer one is no count of years or days
PHRASE = 5  # words in the longest phrase of the tables


class Token(NamedTuple):
    """One word, number or sign; `cls` is empty for what no table knows."""

    text: str
    start: int
    end: int
    cls: str
    value: str


@dataclass(frozen=True, slots=True)
class Shape:
    rule: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Grammar:
    words: dict[str, tuple[str, str]]  # lower case: class and value
    phrases: dict[str, list[tuple[tuple[str, ...], str, str]]]  # by first word, longest first
    signs: dict[str, str]  # class: its character
    shapes: tuple[Shape, ...]
    any: re.Pattern[str]  # all shapes at once
    tenses: dict[str, str]  # word or phrase of two words, lower case, to what it says; see `times_tense`


@dataclass(frozen=True, slots=True)
class Found:
    """Words [first, last) of a paragraph that have the shape of a rule."""

    rule: str
    first: int
    last: int


@cache
def grammar(code: str) -> Grammar | None:
    """The time tables of a language made ready; None where there is no pack, or its pack has none."""
    try:
        pack = lang.get(code)
    except UsageError:
        return None
    if "time_words" not in pack.tables:
        return None
    words, phrases = _words(pack)
    rows, parts = [], {}
    for row in pack.table("time_shapes"):
        if row[0].startswith("@"):
            parts[row[0][1:]] = row[1]
        else:
            rows.append(row)
    classes = {cls for cls, _ in words.values()} | {c for rest in phrases.values() for _, c, _ in rest}
    classes |= {*TOKEN.groupindex, "DAYNUM", "YEARNUM", "PROPER", "APOS", "MONTH"}
    signs = {cls: chr(FIRST_SIGN + n) for n, cls in enumerate(sorted(classes))}
    sources = [_source(row, parts, signs) for row in rows]
    shapes = tuple(Shape(row[0], re.compile(source)) for row, source in zip(rows, sources, strict=True))
    tenses = pack.dictionary("time_tense") if "time_tense" in pack.tables else {}
    return Grammar(words, phrases, signs, shapes, re.compile("|".join(sources)), tenses)


def tokens(text: str, start: int, end: int, known: Grammar) -> list[Token]:
    """The words of a stretch of text with their classes; phrases of the tables are one word."""
    plain = [_token(m, known) for m in TOKEN.finditer(text, start, end)]
    out: list[Token] = []
    i = 0
    while i < len(plain):
        joined = _phrase(plain, i, text, known) if plain[i].text.lower() in known.phrases else None
        out.append(joined[0] if joined else plain[i])
        i += joined[1] if joined else 1
    return out


def sentence_ends(words: list[Token]) -> list[int]:
    """Where sentences end, as indices after their last word; the last is the end of the paragraph.

    A full stop after a short name ("Gen.", "Mr.", "Oct.", "J.") or before a small letter or a number ends nothing.
    """
    out: list[int] = []
    for i, word in enumerate(words[:-1]):
        if word.cls == "AMPM" and words[i + 1].cls not in AFTER_AMPM and not words[i + 1].text[0].islower():
            out.append(i + 1)
        elif word.text in ENDS and not (words[i + 1].text[0].islower() or words[i + 1].text[0].isdigit()):
            before = words[i - 1] if i else word
            short = word.text == "." and len(before.text) <= SHORT and before.text[0].isupper()
            if not short or not before.text.isalpha():
                out.append(i + 1)
    return [*out, len(words)]


def row_of(words: list[Token], known: Grammar) -> str:
    """The signs of the words, one character a word."""
    signs = known.signs
    return "".join([signs[t.cls] if t.cls else PLAIN for t in words])


def find(row: str, at: int, known: Grammar) -> list[Found]:
    """All shapes that fit at the first place from `at` on where any does, longest first; none: an empty list."""
    match = known.any.search(row, at)
    if match is None:
        return []
    first = match.start()
    fits = [(-m.end(), n) for n, s in enumerate(known.shapes) if (m := s.pattern.match(row, first))]
    return [Found(known.shapes[n].rule, first, -last) for last, n in sorted(fits)]


def _words(pack: Pack) -> tuple[dict[str, tuple[str, str]], dict[str, list[tuple[tuple[str, ...], str, str]]]]:
    words: dict[str, tuple[str, str]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    listed = [(row[0].lower(), "MONTH", row[1]) for row in pack.tables.get("months", ())]
    listed += [(row[0], "HOLIDAY", row[1]) for row in pack.tables.get("time_days", ())]
    listed += [(row[0], "ZONE", row[1] if len(row) > 1 else "") for row in pack.tables.get("time_zones", ())]
    listed += [(row[0], row[1], row[2] if len(row) > 2 else "") for row in pack.table("time_words")]
    for form, cls, value in listed:
        pieces = tuple(m.group().lower() for m in TOKEN.finditer(form))
        if len(pieces) == 1:
            words[form] = (cls, value)
        else:
            phrases.setdefault(pieces[0], []).append((pieces, cls, value))
    for rest in phrases.values():
        rest.sort(key=lambda r: -len(r[0]))
    return words, phrases


def _source(row: Row, parts: dict[str, str], signs: dict[str, str]) -> str:
    _, shape, before, after = (*row, "", "", "", "")[:4]
    ahead = ""
    if after:
        ahead = f"(?{'!' if after.startswith('!') else '='}{_expand(after.lstrip('!'), parts, signs)})"
    return _before(before, signs) + "(?:" + _expand(shape, parts, signs) + ")" + ahead


def _before(classes: str, signs: dict[str, str]) -> str:
    """A look at the word before; an empty field looks at nothing."""
    if not classes:
        return ""
    among = "[" + "".join(signs[c] for c in classes.lstrip("!").split("|")) + "]"
    return f"(?<{'!' if classes.startswith('!') else '='}{among})"


def _expand(shape: str, parts: dict[str, str], signs: dict[str, str]) -> str:
    def put(m: re.Match[str]) -> str:
        if m.group() == END:
            return "$"
        part = parts.get(m.group())
        return "(?:" + _expand(part, parts, signs) + ")" if part else signs[m.group()]

    return NAME.sub(put, shape).replace(" ", "").replace("(", "(?:").replace("(?:?:", "(?:")


def _token(m: re.Match[str], known: Grammar) -> Token:
    text, kind = m.group(), m.lastgroup or ""
    if kind == "WORD" or kind == "SIGN" or kind == "TAIL":
        cls, value = known.words.get(text.lower(), ("", ""))
        named = cls in ("MONTH", "MAY", "MONSHORT", "WEEKDAY", "WDSHORT", "HOLIDAY")
        if not cls and kind == "WORD" and text[0].isupper() and text[1:].islower():
            cls = "PROPER"
        elif kind == "TAIL" and not cls:
            cls = "APOS" if text[1:] in ("s", "S") else ""
        elif (named and text[0].islower()) or (cls == "ZONE" and not text.isupper()):
            cls = ""
        return Token(text, m.start(), m.end(), cls, value)
    return Token(text, m.start(), m.end(), *_number(text, kind))


def _number(text: str, kind: str) -> tuple[str, str]:
    if kind == "HALFDAY":
        return "AMPM", "0" if text[0] in "aA" else "12"
    if kind == "DECADE":
        digits = "".join(c for c in text if c.isdigit())
        return "DECADE", digits[:-1] if len(digits) == 4 else f"19{digits[0]}"
    if kind == "ORDNUM":
        return ("ORDNUM" if 0 < int(text[:-2]) <= 31 else ""), text[:-2]
    if kind == "FRAC":
        return "FRAC", str(FRACTIONS.get(text) or int(text[0]) / int(text[2]))
    if kind != "NUMERAL":
        return kind, text
    plain = text.replace(",", "")
    if len(plain) > LONGEST_NUMBER:
        return "", ""
    if text.isdigit() and len(text) <= 2 and 1 <= int(text) <= 31:
        return "DAYNUM", str(int(text))
    if text.isdigit() and len(text) == 4 and 1000 <= int(text) <= 2100:
        return "YEARNUM", str(int(text))
    return "NUMERAL", plain


def _phrase(words: list[Token], at: int, text: str, known: Grammar) -> tuple[Token, int] | None:
    low = tuple(t.text.lower() for t in words[at : at + PHRASE])
    for pieces, cls, value in known.phrases[low[0]]:
        size = len(pieces)
        if low[:size] == pieces and (cls != "HOLIDAY" or not words[at + size - 1].text[0].islower()):
            start, end = words[at].start, words[at + size - 1].end
            return Token(text[start:end], start, end, cls, value), size
    return None
