"""The words of a stretch of text as names need them: possessives cut off, abbreviated titles and initials kept whole."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from firsthand.model.spans import Span
from firsthand.read.names.lexicon import POSSESSIVE, key_of, names

# matches "U.S.", "Al-Mayadeen", "Iran’s", "Sana'a"; never white space, punctuation stands alone
TOKEN = re.compile(r"(?:[A-Za-z]\.){2,}|\w+(?:[-'’‘.]\w+)*|[^\w\s]")
# matches "al-Rahmani", "d'Erlon"; not "anti-Heron"
PARTICLED = re.compile(r"(?:al|el|ad|ar|as|ash|at|az|an|ul|ez|es|d|l)[-'’][A-Z]")
PARTICLES = frozenset(
    {
        "al",
        "el",
        "bin",
        "ibn",
        "bint",
        "abu",
        "umm",
        "van",
        "von",
        "de",
        "da",
        "di",
        "der",
        "den",
        "del",
        "du",
        "la",
        "dos",
        "ul",
    }
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November")
SHORT = (
    "December",
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "Jun",
    "Jul",
    "Aug",
    "Sept",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
    "I",
    "GMT",
    "EST",
    "EDT",
)
CALENDAR = frozenset({*DAYS, *MONTHS, *SHORT})
FOLK = frozenset({"People", "Women", "Men", "Children"})
CLOSES = frozenset(".!?:")
QUOTES = frozenset("“”\"'‘’«»()[]")
DIRECTION = re.compile(r"(?:north|south|east|west|central)(?:ern)?(?:-?(?:east|west)(?:ern)?)?", re.IGNORECASE)
ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
# matches "US-led", "Iran-backed": the first part names, the whole does not; known names are cut from the rest
COMPOUND = re.compile(r"(?P<name>[A-Z][\w.]*)-[a-z]\w*")


@dataclass(frozen=True, slots=True)
class Token:
    """One word: without its possessive, which `owns` tells; `opens` if it begins a sentence."""

    word: str
    start: int
    end: int
    owns: bool
    opens: bool

    @property
    def capital(self) -> bool:
        """Whether it is written as a name is."""
        return _capital(self.word)


@lru_cache(maxsize=1 << 16)
def _capital(word: str) -> bool:
    return (word[0].isupper() and COMPOUND.fullmatch(word) is None) or bool(PARTICLED.match(word))


def tokens(text: str, span: Span) -> list[Token]:
    """The words of a stretch, in order, by their places in the whole text."""
    titles, out = names().titles, list[Token]()
    opens, stop = True, 0
    for match in TOKEN.finditer(text, span.start, span.end):
        word, start, end = match.group(), match.start(), match.end()
        if start < stop:
            continue  # the point of an abbreviation
        if text[end : end + 1] == "." and (f"{word}." in titles or _initial(text, word, end)):
            word, end = f"{word}.", end + 1
        owned = POSSESSIVE.search(word)
        if owned:
            word, end = word[: owned.start()], start + owned.start()
        elif word.endswith("s") and text[end : end + 2] in ("’ ", "' ", "‘ "):
            owned = POSSESSIVE.search(f"{word}'")
        if not word:
            continue
        if (compound := COMPOUND.fullmatch(word)) and key_of(compound["name"]) in names().known:
            out.append(Token(compound["name"], start, start + compound.end("name"), False, opens))
            word, start, opens = word[compound.end("name") :], start + compound.end("name"), False
        out.append(Token(word, start, end, owned is not None, opens))
        mark = owned is not None and end == match.end()  # the apostrophe after an s stands in the next match
        stop = match.end() + 1 if mark else match.end() if owned else end
        opens = word in CLOSES or (opens and word in QUOTES)
    return out


def _initial(text: str, word: str, end: int) -> bool:
    return len(word) == 1 and word.isupper() and re.match(r"\. ?[A-Z]", text[end : end + 3]) is not None


def touches(text: str, a: Token, b: Token) -> bool:
    """Whether two words that follow each other may be of one name: nothing but a space between, or 'Dockers’ Union'."""
    between = text[a.end : b.start]
    if a.owns:
        many = between in ("’ ", "' ") or a.word in FOLK
        return many and between.strip() in ("’", "'", "’s", "'s") and b.word in names().organisations
    return between in (" ", "", "\u00a0", "\n")
