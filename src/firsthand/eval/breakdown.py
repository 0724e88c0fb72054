"""Into what groups gold attributions fall: by quotation marks, by the words of the source, by outlet. Simple rules, so that
the groups stay the same whatever the machine makes of a text. Pure.
"""

from __future__ import annotations

import re
from typing import Literal

from firsthand.eval.scorers import WORD
from firsthand.model.readings import Mode
from firsthand.model.spans import Spans

SourceGroup = Literal["named", "unnamed", "pronoun", "none"]
# English, as the gold sets are
PRONOUN = re.compile(
    r"(i|me|my|we|us|our|you|your|s?he|him|his|her|they|them|their|its?|one|who|whom|whose|which|th(at|is|ese|ose)"
    r"|(him|her|my)self|themselves|(an)?others?|some|many|several)",
    re.IGNORECASE,
)
OPENER = re.compile(r"(the|an?|most|two|three|no)", re.IGNORECASE)
MARK_OR_WORD = re.compile(r"[“”\"]|\w+")
# matches "nyt_2016-09-08_on-climate" as nyt; never a name without a date in its middle
NAMED_FILE = re.compile(r"(?P<outlet>[^_]+)_\d{4}-\d\d-\d\d(?:_|$)")


def mode_by_marks(text: str, content: Spans) -> Mode:
    """Direct if nine words in ten of a content stand between quotation marks, indirect if none does, else mixed."""
    inside = words = 0
    for span in content:
        quoted = _opened_before(text, span.start)
        for match in MARK_OR_WORD.finditer(text, span.start, span.end):
            mark = match.group()
            if mark in '“”"':
                quoted = mark == "“" or (mark == '"' and not quoted)
            else:
                words += 1
                inside += quoted
    if not inside:
        return "indirect"
    return "direct" if inside >= 0.9 * words else "mixed"


def source_group(text: str, source: Spans) -> SourceGroup:
    """'he' is a pronoun, 'Senator Lind' named, 'two officials' unnamed; a source without words is none.

    A capital letter makes a name; at the head of the source only if the text has the word nowhere in small letters
    ('Officials said' opens a sentence; 'officials' stands further down).
    """
    words = [w for span in source for w in WORD.findall(span.of(text))]
    if not words:
        return "none"
    if all(PRONOUN.fullmatch(w) for w in words):
        return "pronoun"
    first, rest = words[0], words[1:]
    if any(w[0].isupper() for w in rest) or _is_name(text, first):
        return "named"
    return "unnamed"


def outlet_of(name: str) -> str | None:
    """The outlet that a file's name begins with: 'nyt_2016-09-08_on-climate' gives nyt; None if it has no such form."""
    match = NAMED_FILE.match(name)
    return match["outlet"] if match else None


def _opened_before(text: str, start: int) -> bool:
    """Whether more curly marks were opened than closed up to here, the last one in this paragraph.

    Counted from the text's start, so that an unclosed quotation counts too: a rule that published figures share.
    """
    open_here = text.rfind("“", 0, start) > text.rfind("\n\n", 0, start)
    return open_here and text.count("“", 0, start) > text.count("”", 0, start)


def _is_name(text: str, word: str) -> bool:
    if not word[0].isupper() or OPENER.fullmatch(word) or PRONOUN.fullmatch(word):
        return False
    return word.isupper() or re.search(rf"(?<!\w){re.escape(word.lower())}(?!\w)", text) is None
