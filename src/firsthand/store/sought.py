"""Where words stand in a page, however they are written there: for cutting them out.

'Leena Kask' is found in "Leena <b>Kask</b>'s", "LE&Eacute;NA KASK", "Kask, Leena", "/2024/leena-kask.html", "leenakask" and
"Le\\u00e9na%20Kask", in text, attributes and scripts alike. Over-cutting is the rarer harm: what is cut is shown first.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from urllib.parse import unquote

from firsthand.model.spans import Span, Spans

MARK = "█"  # stands for each character that was cut, so that no place moves
MARK_ELSE = "*"  # where the page's charset has no such character
Words = tuple[str, ...]  # folded
Known = Callable[[Words], bool]

_WITHIN = r"\u0300-\u036f\u064b-\u0652\u00ad\u200b-\u200d"  # accents apart, Arabic vowels, soft hyphens, joiners
_LETTER = rf"(?:[^\W\d_]|[{_WITHIN}])"
_UNSEEN = re.compile(f"[{_WITHIN}]")
_WORD = re.compile(rf"{_LETTER}+(?:['’`ʿʾ‘]{_LETTER}+)*|\d+")
_TAG = r"<[^<>]*>"
# &eacute; &#233; &#xe9;   \u00e9   \n   %C3%A9
_WRITTEN = r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});|\\u[0-9a-fA-F]{4}|\\[nrtbf/\"\\]|(?:%[0-9a-fA-F]{2})+"
_PLAIN, _TAGGED = re.compile(_WRITTEN), re.compile(f"{_TAG}|{_WRITTEN}")
_OWN = re.compile(r"['’`]s$")
_APOSTROPHES = re.compile(r"['’`ʿʾ‘]")


@lru_cache(maxsize=200_000)
def folded(word: str) -> str:
    """A word without case, accents, apostrophes, possessive and what is not seen: "Léena's" gives 'leena'."""
    return _fold(_OWN.sub("", word))


def _fold(text: str) -> str:
    bare = _APOSTROPHES.sub("", text.casefold())
    return bare if bare.isascii() else _UNSEEN.sub("", unicodedata.normalize("NFKD", bare))


def words(text: str) -> Words:
    """The folded words of a text."""
    return tuple(folded(m[0]) for m in _WORD.finditer(text))


def ways(name: Words) -> Iterator[Words]:
    """The ways in which a name of several words is written: in order, last name first, as one word."""
    yield name
    if len(name) > 1:
        yield (name[-1], *name[:-1])
        yield ("".join(name),)


@dataclass(frozen=True, slots=True)
class Sought:
    """Sequences of words: `whole` count wherever they stand; `part` (a last name) only where a whole one stands too, with a
    capital letter."""

    whole: Known
    part: Known
    lengths: tuple[int, ...]  # in words
    rare: frozenset[str] = frozenset()  # one of these stands in every text that holds a whole one; empty: not known

    @classmethod
    def of(cls, whole: Iterable[Words], parts: Iterable[Words] = ()) -> Sought:
        held, lone = {w for w in whole if w}, {p for p in parts if p}
        rare = frozenset(max(w, key=len) for w in held)
        lengths = tuple(sorted({len(w) for w in (*held, *lone)}))
        return cls(held.__contains__, lone.__contains__, lengths, rare)

    def stands_in(self, text: str) -> bool:
        """Whether a whole one stands in the text."""
        return self._may(text) and bool(self._places(text, self.whole))

    def places(self, text: str) -> Spans:
        """The words to be cut, apart and in order; none where no whole one stands."""
        if not self._may(text) or not (found := self._places(text, self.whole)):
            return ()
        return merged([*found, *self._places(text, self.part, capital=True)])

    def places_beside(self, text: str) -> Spans:
        """The same in the path or address of a page that holds a whole one: there the parts go by themselves, in any case."""
        return merged([*self._places(text, self.whole), *self._places(text, self.part)])

    def _may(self, text: str) -> bool:
        if not self.rare:
            return True
        plain = _squeezed(text)
        return any(word in plain for word in self.rare)

    def _places(self, text: str, known: Known, *, capital: bool = False) -> list[Span]:
        found: list[Span] = []
        for told in _readings(text):
            folds = [folded(read.word) for read in told]
            for n in self.lengths:
                for i in range(len(folds) - n + 1):
                    if known(tuple(folds[i : i + n])) and not (capital and told[i].word[0].islower()):
                        found += [piece for read in told[i : i + n] for piece in read.pieces]
        return found


def merged(spans: Iterable[Span]) -> Spans:
    """The same characters as disjoint spans, in order."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        elif len(span):
            out.append(span)
    return tuple(out)


def cut(text: str, spans: Spans, mark: str = MARK) -> str:
    """The text with a mark for each character at these places; white space stays, and no place moves."""
    out, at = [], 0
    for span in spans:
        out += [text[at : span.start], re.sub(r"\S", mark, span.of(text))]
        at = span.end
    return "".join([*out, text[at:]])


# <p class="x">  </p>  but not a < b
_ELEMENT = re.compile(r"<!--.*?-->|<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9:-]{0,60})[^<>]{0,20000}>", re.DOTALL)


def blank(text: str, span: Span, *, html: bool) -> str:
    """The text with blanks for all characters of a stretch; of HTML bare tags stay, so that what follows is read as before."""
    words, kept = span.of(text), list(re.sub(r"\S", " ", span.of(text)))
    for m in _ELEMENT.finditer(words) if html else ():
        if m["name"]:
            tag = f"<{m['end']}{m['name']}"
            kept[m.start() : m.start() + len(tag)] = tag
            kept[m.end() - 1] = ">"
    return text[: span.start] + "".join(kept) + text[span.end :]


@dataclass(frozen=True, slots=True)
class Read:
    """A word as read, and the pieces of the text that it was read from: several where tags stand within it."""

    word: str
    pieces: tuple[Span, ...]


def _readings(text: str) -> Iterator[list[Read]]:
    """The words of a text read in three ways: as it stands; without its tags; and with words going on through tags."""
    yield _read(text, _PLAIN, " ")
    if "<" in text:
        yield _read(text, _TAGGED, " ")
        yield _read(text, _TAGGED, "")


@dataclass(frozen=True, slots=True)
class _Piece:
    at: int  # in what is read
    words: str
    span: Span  # in the text
    written: bool  # another way there: `&eacute;` for é


def _read(text: str, special: re.Pattern[str], for_tag: str) -> list[Read]:
    pieces: list[_Piece] = []
    length = at = 0
    for m in (*special.finditer(text), None):
        start, end = m.span() if m else (len(text), len(text))
        for words, span, written in (
            (text[at:start], Span(at, start), False),
            (_meant(m[0], for_tag) if m else "", Span(start, end), True),
        ):
            if words:
                pieces.append(_Piece(length, words, span, written))
                length += len(words)
        at = end
    starts = [p.at for p in pieces]
    whole = "".join(p.words for p in pieces)
    return [Read(m[0], tuple(_raw(m.span(), starts, pieces))) for m in _WORD.finditer(whole)]


def _raw(place: tuple[int, int], starts: list[int], pieces: list[_Piece]) -> Iterator[Span]:
    start, end = place
    i = bisect_right(starts, start) - 1
    while i < len(pieces) and pieces[i].at < end:
        piece = pieces[i]
        first, last = max(start, piece.at) - piece.at, min(end, piece.at + len(piece.words)) - piece.at
        yield piece.span if piece.written else Span(piece.span.start + first, piece.span.start + last)
        i += 1


def _meant(written: str, for_tag: str) -> str:
    if written[0] == "<":
        return for_tag
    if written[0] == "&":
        return unescape(written)
    if written[0] == "%":
        return unquote(written, errors="replace")
    return chr(int(written[2:], 16)) if written[1] == "u" else " "


def _squeezed(text: str) -> str:
    """All that may be a word of the text, quickly: for telling that a word does not stand in it."""
    plain = f"{text}\n{re.sub(_TAG, '', text)}" if "<" in text else text
    plain = unescape(plain) if "&" in plain else plain
    if "\\u" in plain:
        plain = re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), plain)
    return _fold(unquote(plain, errors="replace") if "%" in plain else plain)
