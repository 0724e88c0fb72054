"""Which document "it" is, by where its noun stands: at the head of its sentence or of one before, or as what one tells of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from firsthand.model.spans import Span
from firsthand.read.lexicon import is_document_noun
from firsthand.read.speakers.clues import sentence_start

# matches "Their joint statement after the", "Under the proposal", at a sentence's head
HEADED = re.compile(
    r"\W{0,3}(?:The|This|That|Their|His|Her|Its|An?|(?:Under|In|According to|By) (?:the|this|that|an?|its))((?: [\w-]+){1,4})"
)
# matches "the cellphone video Friday"
DETERMINED = re.compile(
    r"\b(?:the|an?|this|that|its|his|her|their) (?=(?P<words>[\w-]+(?: [\w-]+){0,2}))", re.IGNORECASE
)
FRONTED = frozenset({"in", "under", "according", "by"})
CLAUSE = re.compile(r"(?:;|,\s(?:and|but))\s$")  # before "it": a clause of its own
MOST_LED = 4  # sentences back to the document that "it" is
GIVEN = re.compile(r"\s(?:of|from|by)\s")  # behind its noun
# what may follow a document's noun: "a letter Friday", "a letter showing"; not "a private email system"
ENDED = re.compile(
    r"[,.;:]|\s(?:[A-Z]|(?:of|from|by|in|on|to|that|which|for|about|at|with|is|was|and|[a-z]+(?:ed|ing))\b)"
)
NEW = re.compile(r"(?<!\bin\s)(?<!\bon\s)\ban?\s(?:[\w-]+\s){0,2}$")  # before it; not 'said in a post'
OF_IT = " of it"  # 'a photograph of it' is a picture of the document, and not that


def document_near(text: str, end: int) -> Span | None:
    """The document that leads the nearest of the few sentences before a place, else stands in it: 'sent the papers a letter'."""
    for start, held in _back(text, end):
        if (found := leading_document(text, start) or (held[-1] if held else None)) is not None:
            return found
    return None


def document_told_of(text: str, end: int) -> Span | None:
    """As `document_near`, but of those that stand within a sentence only one new there, or with its giver: 'a letter', 'the
    statement of the elders'; not 'the launch site'.
    """
    for start, held in _back(text, end):
        told = [d for d in held if GIVEN.match(text, d.end) or NEW.search(text[start : d.start])]
        told = [d for d in told if ENDED.match(text, d.end)]
        if (found := leading_document(text, start) or (told[-1] if told else None)) is not None:
            return found
    return None


def _back(text: str, end: int) -> Iterator[tuple[int, list[Span]]]:
    """The few sentences before a place, the nearest first: where each begins, and the documents that stand in it."""
    start = end
    for _ in range(MOST_LED):
        if start == 0:
            return
        last, start = start, sentence_start(text, start - 1)
        found = (_document_among(m["words"], m.start("words")) for m in DETERMINED.finditer(text, start, last))
        yield start, [d for d in found if d is not None and not text.startswith(OF_IT, d.end)]


def leading_document(text: str, start: int, before: int | None = None) -> Span | None:
    """'The joint statement' at the head of a sentence, without its article; where `before` is given, that leads a clause of
    its own before that place: 'A paper by the office names nobody; | it'.
    """
    headed = HEADED.match(text, start)
    found = _document_among(headed[1].lstrip(), headed.start(1) + 1) if headed else None
    if found is None or before is None:
        return found
    fronted = text[start : found.start].lower().split()[0] in FRONTED
    return None if fronted or not CLAUSE.search(text[found.end : before]) else found


def _document_among(words: str, start: int) -> Span | None:
    """The few words that begin at a place up to the first noun of something written."""
    end = start
    for word in words.split(" "):
        end += len(word)
        if word.islower() and is_document_noun(word):
            return Span(start, end)
        end += 1
    return None
