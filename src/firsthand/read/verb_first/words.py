"""Words of Arabic text for rules: folded for look-up, with offsets that no mark, stretch or control of direction moves."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from firsthand.model.spans import Span

# vowel signs, and letters or controls of joining inside a word; a control of direction at a word's rim is no part of it
INSIDE = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d"
# matches a word with its vowel signs, "3.5", "1,200"; not the full stop between two sentences set without a space
WORD = re.compile(rf"\d+(?:[.,٫٬]\d+)*(?!\w)|\w[\w{INSIDE}]*(?:[-'’]\w[\w{INSIDE}]*)*|[^\w\s]")
UNSEEN = frozenset({"Mn", "Cf"})
TATWEEL = "\u0640"
LIKE = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي"})
STOPS = frozenset(".!?؟")
COMMAS = frozenset("،,؛;")


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it stands and as it is looked up; `quoted` between quotation marks, the marks included."""

    text: str
    folded: str
    start: int
    end: int
    quoted: bool
    sentence: int


def fold(word: str) -> str:
    """A word without vowel signs, stretches and controls, the forms of alef and of final ya made one."""
    kept = (c for c in unicodedata.normalize("NFC", word) if unicodedata.category(c) not in UNSEEN and c != TATWEEL)
    return "".join(kept).translate(LIKE)


def words_of(text: str, span: Span, marks: dict[str, str]) -> list[Word]:
    """The words and marks of a stretch in order. `marks` are opening quotation marks and what closes them."""
    out: list[Word] = []
    close, sentence, ended = "", 0, False
    for match in WORD.finditer(text, span.start, span.end):
        word = match.group()
        if unicodedata.category(word[0]) in UNSEEN:
            continue
        if ended and word in COMMAS:  # «It fell.», she said
            ended = False
        elif ended and word not in STOPS and word not in marks.values():
            sentence, ended = sentence + 1, False
        quoted = bool(close)
        if close and word == close:
            close, ended = "", ended or bool(out and out[-1].text in STOPS)
        elif not close and word in marks:
            sentence += ended  # a mark that both opens and closes
            ended = False
            close, quoted = marks[word], True
        elif word in STOPS and not close:
            ended = True
        out.append(Word(word, fold(word), match.start(), match.end(), quoted, sentence))
    return out


def sentences(words: list[Word]) -> list[tuple[int, int]]:
    """Half-open ranges of words, one a sentence. Stops inside quotation marks end none."""
    starts = [i for i, w in enumerate(words) if i == 0 or w.sentence != words[i - 1].sentence]
    return list(zip(starts, [*starts[1:], len(words)][: len(starts)], strict=True))
