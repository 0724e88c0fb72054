"""What the words around a name say of it: the sex it tells, whether it leads its sentence, how far back it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from firsthand.model.readings import Mention
from firsthand.model.spans import Span
from firsthand.read.lexicon import listed
from firsthand.read.names.lexicon import names

Sex = Literal["m", "f"]
NEAR_PREPOSITIONS = ("of", "to", "for", "with", "by", "from", "about", "on", "against", "at", "in")
FAR_PREPOSITIONS = ("like", "than", "after", "before", "over", "between", "among", "near", "under", "including")
PREPOSITIONS = frozenset({*NEAR_PREPOSITIONS, *FAR_PREPOSITIONS})
MALE_TITLES = frozenset(
    {"Abu", "Mr", "Mr.", "Sir", "Lord", "King", "Prince", "Sheikh", "Congressman", "Father", "Pope", "Ayatollah"}
)
FEMALE_TITLES = frozenset(
    {"Umm", "Um", "Mrs", "Mrs.", "Ms", "Ms.", "Miss", "Dame", "Lady", "Queen", "Princess", "Congresswoman", "Sister"}
)
KIN: dict[str, Sex] = {
    **dict.fromkeys(("wife", "daughter", "mother", "sister", "widow", "aunt", "niece", "grandmother"), "f"),
    **dict.fromkeys(("husband", "son", "brother", "father", "widower", "uncle", "nephew", "grandfather"), "m"),
}
# matches "rose. The", "rose.” She", "“rose”. She", from the stop on; the word before tells "Mr. Lind" from an end
END = re.compile(r"(?<=[\w”’\"')])[.!?][”\"'’)\]]*\s+(?=[A-Z“\"'‘(\[])|\n\s*")
# within one paragraph; never across the next opening mark
QUOTATION = re.compile(r"“[^“”\n]{0,1500}”|\"[^\"\n]{0,1500}\"|''[^'\n]{0,1500}''")
ABBREVIATED = frozenset(
    {"Mr", "Mrs", "Ms", "Dr", "Gen", "Gov", "Sen", "Rep", "Col", "Lt", "St", "Jr", "Sr", "U.S", "U.N", "No"}
)
LEAST_SURNAME = 5  # letters and more; "Nova" tells nothing
FAR = 6000  # characters: what stands farther back is out of a reader's mind


def sexes(text: str, persons: Iterable[Mention]) -> dict[str, Sex]:
    """The sex that the text or a given name tells, by full name; names that say neither are left out."""
    found: dict[str, Sex] = {}
    for m in persons:
        if (told := _told(text, m)) is not None:
            found[m.name] = told
    for m in persons:
        if m.name not in found:
            first, *_, last = m.name.split() if " " in m.name else (m.name, m.name)
            given = names().first_names.get(first)
            if given in ("m", "f"):
                found[m.name] = "m" if given == "m" else "f"
            elif first != last and (ending := _by_ending(last.lower())) is not None:
                found[m.name] = ending
    return found


def _by_ending(surname: str) -> Sex | None:
    """'Oro Kaldova' is a woman: of surnames that have a form for each sex."""
    for sex, role in (("f", "ending_f"), ("m", "ending_m")):
        if surname.endswith(tuple(listed(role))) and len(surname) > LEAST_SURNAME:
            return "f" if sex == "f" else "m"
    return None


def _told(text: str, m: Mention) -> Sex | None:
    words = re.findall(r"[\w.-]+", m.span.of(text))
    for word in words:
        if word in MALE_TITLES or names().roles.get(word.lower()) == "m":
            return "m"
        if word in FEMALE_TITLES or names().roles.get(word.lower()) == "f":
            return "f"
    before = re.findall(r"\w+", text[max(0, m.span.start - 20) : m.span.start])
    after = re.match(r",? (?:a|an|the|his|her) (?:[\w-]+ ){0,3}?(?P<role>\w+)", text[m.span.end : m.span.end + 60])
    kin = KIN.get(before[-1].lower()) if before else None
    role = names().roles.get(after["role"].lower()) if after else None
    return kin or ("m" if role == "m" else "f" if role == "f" else None)


def sentences_between(text: str, start: int, end: int) -> int:
    """How many sentences end between two places; those within quotations are one with the sentence around them."""
    between = QUOTATION.sub("", text[start:end])
    return sum(1 for _ in _ends(between, 0, len(between)))


def sentence_start(text: str, at: int) -> int:
    """Where the sentence that holds a place begins."""
    low = max(0, at - 800)
    return max((end for end in _ends(text, low, min(len(text), at + 1)) if end <= at), default=low)


def sentence_end(text: str, at: int) -> int:
    """Where the sentence that holds a place ends."""
    high = min(len(text), at + 800)
    return next((end for end in _ends(text, at, high) if end > at), high)


def _ends(text: str, low: int, high: int) -> Iterator[int]:
    """Where sentences end within a stretch: behind the stop and the spaces after it."""
    for m in END.finditer(text, low, high):
        first = m.start()
        while first > low and (text[first - 1].isalnum() or text[first - 1] in "._"):
            first -= 1
        word = text[first : m.start()]
        if text[m.start()] == "\n" or not (word in ABBREVIATED or len(word) == 1):
            yield m.end()


def quoted(text: str, at: int) -> bool:
    """Whether a place stands between quotation marks of its paragraph."""
    line = text[text.rfind("\n", 0, at) + 1 : at]
    if "“" in line or "”" in line:
        return line.count("“") > line.count("”")
    return (line.count('"') + line.count("''")) % 2 == 1


def governed(text: str, span: Span) -> bool:
    """Whether a preposition stands before the words: 'told of [Mara Lind]'."""
    before = re.findall(r"[\w’'-]+|[^\w\s]", text[max(0, span.start - 24) : span.start])
    while before and before[-1].lower() in ("the", "a", "an"):
        before.pop()
    return bool(before) and before[-1].lower() in PREPOSITIONS


def owner(text: str, span: Span) -> bool:
    """Whether a possessive follows: '[Mara Lind]’s plan'."""
    return re.match(r"['’‘]s?\b|['’‘] ", text[span.end : span.end + 3]) is not None
