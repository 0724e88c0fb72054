"""Names found by capitals, tables and the words around them, in one stretch of text. No language model is asked.

Each find says how sure it is: 3 by a table of known parties, 2 by a word that shows what it is ("Ministry", "Gen.",
"Valley"), 1 by its shape alone. A labeller's name overrules the last kind only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from firsthand.model.readings import MentionKind
from firsthand.model.spans import Span
from firsthand.read.lexicon import lexicon
from firsthand.read.names.bodies import body_at, led_at, seated_at
from firsthand.read.names.kinds import LONGEST_PERSON, kind_of, opens_with_role
from firsthand.read.names.lexicon import LONGEST_KNOWN, key_of, names
from firsthand.read.names.links import LINKS, end_after
from firsthand.read.names.nouns import spelled_out
from firsthand.read.names.words import CALENDAR, ORDINAL, PARTICLES, Token, touches

SEATS = frozenset(
    {"Ministry", "Department", "Parliament", "Embassy", "Presidency"}
)  # a person may be named right after


@dataclass(frozen=True, slots=True)
class Found:
    """A name's words [first, last) of the tokens, what it names, how sure that is, its known fullest name if any."""

    first: int
    last: int
    kind: MentionKind
    sure: int
    name: str | None = None

    def span(self, words: Sequence[Token]) -> Span:
        return Span(words[self.first].start, words[self.last - 1].end)

    def of(self, text: str, words: Sequence[Token]) -> str:
        return self.span(words).of(text)


def scan(text: str, words: Sequence[Token], headline: bool) -> list[Found]:
    """The names of a stretch, in order. In a headline in capitals only what the tables know is a name."""
    out: list[Found] = []
    known = dict(_known(text, words)) | dict(_spelled(text, words))
    shouting = headline and _shouts(words)
    i = 0
    while i < len(words):
        body = seated_at(words, i) or body_at(words, i) or led_at(words, i)
        if body and not (i in known and known[i].last > body[0]):
            out.append(Found(i, *body, 2))
            i = body[0]
        elif i in known:
            found = _grown(text, words, known[i])
            state = found.kind == "place" and found.last - i > 1 and key_of(found.of(text, words)) in names().states
            if state and (body := body_at(words, found.last - 1, state=True)):
                found = Found(i, *body, 2)  # 'United States embassy'
            out.append(found)
            i = found.last
        elif not shouting and _begins(words, i):
            last = _chunk_end(text, words, i, known)
            out += _parted(words, i, last)
            i = last
        else:
            i += 1
    return out


def _known(text: str, words: Sequence[Token]) -> Iterator[tuple[int, Found]]:
    """The longest forms of the tables, by where they begin."""
    table, i = names().known, 0
    while i < len(words):
        step = 1
        if words[i].capital or words[i].word[0].isdigit():
            for length in range(min(LONGEST_KNOWN, len(words) - i), 0, -1):
                form = _form(text, words, i, i + length)
                hit = table.get(key_of(form)) if form else None
                if hit is not None and _stands_as_name(words, i, length, form or ""):
                    yield i, Found(i, i + length, hit.kind, 3, hit.name)
                    step = length
                    break
        i += step


def _spelled(text: str, words: Sequence[Token]) -> Iterator[tuple[int, Found]]:
    """Names that their short form in brackets shows to be a body's: 'Justice for Dockers (JFD)'."""
    for first, last in spelled_out(text, words):
        kind, sure = kind_of(words, first, last)
        body = kind if kind is not None and kind != "person" and sure > 1 else "organisation"
        yield first, Found(first, last, body, 3)


def _form(text: str, words: Sequence[Token], first: int, last: int) -> str | None:
    """The words as a form of the tables; None if a break lies between them, or the last is no part of a name."""
    whole = text[words[first].start : words[last - 1].end]
    if whole.endswith("-"):
        return None  # "GENEVA --"
    if "\n\n" in whole or any(w.word in {".", ":", ";", "(", ")", "“", "”", '"'} for w in words[first:last]):
        return None
    return whole


def _stands_as_name(words: Sequence[Token], i: int, length: int, form: str) -> bool:
    """'Time', 'Fox', 'Nice' and their like only within a sentence; a first name before a surname names no place."""
    word = words[i].word
    after = words[i + length] if i + length < len(words) else None
    if length == 1 and not form.isupper() and names().known[key_of(form)].kind == "outlet" and len(form) <= 5:
        return not words[i].opens and not (i and words[i - 1].capital and words[i - 1].end + 1 == words[i].start)
    person = word in names().first_names and after is not None and after.capital and not words[i].owns
    return not (length == 1 and person and after is not None and after.word not in names().organisations)


def _grown(text: str, words: Sequence[Token], found: Found) -> Found:
    """A known place or party with the capitals after it that make it something else: 'Baghdad International Airport'."""
    if found.kind == "outlet" and (other := _no_outlet(text, words, found)):
        return other
    if (
        found.kind == "outlet"
        and found.last < len(words)
        and text[found.span(words).end : words[found.last].start] == " "
    ):
        place = names().known.get(key_of(words[found.last].word))
        if place and place.kind == "place" and words[found.last].capital and words[found.last - 1].word.isupper():
            return Found(found.first, found.last + 1, "outlet", 2)  # 'CBS Philadelphia'
    if found.kind not in ("place", "group", "organisation") or words[found.last - 1].owns:
        return found
    last, tables = found.last, names()
    if words[last - 1].word in tables.places_before and (
        link := end_after(words, found.first, last) if last < len(words) else None
    ):
        return Found(found.first, link, "place", 2)  # 'the Gulf of Kalda'
    while last < len(words) and words[last].capital and touches(text, words[last - 1], words[last]):
        headed = any(w.word in tables.organisations for w in words[found.last : last])
        if words[last].word in tables.titles and not headed and words[last].word not in tables.organisations:
            break
        last += 1
    if last > found.last:
        last = _linked(text, words, found.first, last)
    tail = words[last - 1].word if last > found.last else ""
    if (
        found.kind == "place"
        and last > found.last
        and found.first
        and words[found.first - 1].word in tables.outlet_heads
    ):
        return Found(found.first, last, "outlet", 2)  # 'the channel Norland Al-Heron'
    head = next((w.word for w in words[found.last : last] if w.word in tables.organisations), None)
    voice = tables.outlet_words - tables.organisations
    if tail in tables.outlet_words and (tail in voice or any(w.word in voice for w in words[found.last : last])):
        return Found(found.first, last, "outlet", 2)  # 'Oman News Agency'
    if head and tail not in tables.places_after:
        return Found(found.first, last, "group" if head.lower() in tables.groups else "organisation", 2)
    if tail in tables.places_after:
        return Found(found.first, last, "place", 2)
    return found


def _no_outlet(text: str, words: Sequence[Token], found: Found) -> Found | None:
    """'Foreign Affairs [and Defence Committee]', 'the Atlantic [Gazette]': of another name that begins as an outlet's does."""
    tables, last = names(), found.last + (words[found.last : found.last + 1] != [] and words[found.last].word == "and")
    while last < len(words) and words[last].capital and touches(text, words[last - 1], words[last]):
        last += 1
    tail = words[last - 1].word
    noun = words[last].word if last == found.last < len(words) else ""
    if noun in tables.groups - {"group"} or noun == "party":
        return Found(found.first, last + 1, "organisation", 2)  # 'the Dawn party'
    if last > found.last + 1 and words[found.last].word == "and" and tail in tables.organisations:
        return Found(found.first, last, "organisation", 2)
    if last > found.last and str(found.name).startswith("The ") and tail in tables.outlet_words:
        return Found(found.first, last, "outlet", 2)
    return None


def _linked(text: str, words: Sequence[Token], first: int, last: int) -> int:
    """The end of a run with 'of Oil', 'in Heron' and the capitals that follow them."""
    while last < len(words) and touches(text, words[last - 1], words[last]) and (link := end_after(words, first, last)):
        last = link
        while last < len(words) and words[last].capital and touches(text, words[last - 1], words[last]):
            last += 1
    return last


def _shouts(words: Sequence[Token]) -> bool:
    """Whether nearly every longer word has a capital: then a capital says nothing."""
    longer = [w for w in words if len(w.word) > 3 and w.word[0].isalpha()]
    return bool(longer) and sum(w.word[0].isupper() for w in longer) > 0.7 * len(longer)


def _begins(words: Sequence[Token], i: int) -> bool:
    w = words[i]
    if ORDINAL.fullmatch(w.word):
        return i + 1 < len(words) and words[i + 1].word in names().organisations
    if w.word.lower() in ("abu", "bin") and i + 1 < len(words):
        return w.capital and words[i + 1].capital
    return w.capital and _may_name(words, i)


def _may_name(words: Sequence[Token], i: int) -> bool:
    w, tables = words[i], names()
    if w.word in CALENDAR:
        return i > 0 and words[i - 1].word in tables.first_names
    if w.word in tables.not_names:
        if w.word.isupper():
            return False  # "IED", "TV"
        following = words[i + 1].capital if i + 1 < len(words) else False
        return not w.opens and following and w.word[0].isupper() and len(w.word) > 3
    if len(w.word) == 1:
        return False
    return w.word not in tables.nationalities or (i + 1 < len(words) and words[i + 1].capital and not w.owns)


def _chunk_end(text: str, words: Sequence[Token], i: int, known: dict[int, Found]) -> int:
    """Where a run of name words ends: capitals, particles between them, 'of' and its like where the head allows it."""
    last = i + 1
    while last < len(words) and (touches(text, words[last - 1], words[last]) or _many_own(words, last)):
        w = words[last]
        if w.capital or (w.word.isdigit() and words[last - 1].word in _numbered()):
            if w.word in CALENDAR or (last in known and _parts_off(words, i, last, known)):
                break
            last += 1
            continue
        if w.word in PARTICLES and last + 1 < len(words) and words[last + 1].capital and last > i:
            last += 2
            continue
        link = end_after(words, i, last)
        if not link:
            break
        last = link
    return last


@cache
def _numbered() -> frozenset[str]:
    """What a number may follow in a name: 'Camp 4', 'Clause 14'."""
    return names().places_before | names().document_heads | {"Channel", "TV", "Radio", "Kanal", "Canal", "Télé"}


def _many_own(words: Sequence[Token], at: int) -> bool:
    """Whether many own the body that follows: 'Dockers’ [Rights Alliance]'; not 'Matthews’ Ford'."""
    end = at
    while end < len(words) and words[end].capital and end - at < 4:
        end += 1
    owner = words[at - 1]
    many = owner.owns and owner.word.endswith("s") and owner.word.lower() in lexicon().anonymous
    return many and end - at > 1 and words[end - 1].word in names().organisations


def _parts_off(words: Sequence[Token], i: int, at: int, known: dict[int, Found]) -> bool:
    """Whether a known name within a run of capitals stands for itself: 'Minister [Reuters]', 'By Oro Vann [GENEVA]'; not
    'University of [Norland]'.
    """
    found = known[at]
    if found.kind == "place" and _is_filed(words[at].word) and not any(w.word.isupper() for w in words[i:at]):
        return True
    if any(w.word in LINKS for w in words[i:at]):
        return False
    end = found.last < len(words) and words[found.last].capital
    return found.kind in ("outlet", "group") and not end


def _is_filed(word: str) -> bool:
    """Whether a place's name is in the capitals of a dateline: 'GENEVA'; not 'US'."""
    return word.isupper() and len(word) > 4


def _parted(words: Sequence[Token], first: int, last: int) -> Iterator[Found]:
    """The name or names in a run of capitals: 'Norland Foreign Minister Mara Lind' is a place, an office, a person."""
    tables = names()
    while first < last - 1 and words[first].opens and words[first].word in tables.not_names:
        first += 1
    if opens_with_role(words, first, last):
        first += 1
    seat = next((i for i in range(first, last - 2) if words[i].word in SEATS and not words[i].owns), None)
    if seat is not None and _may_be_person(words[seat + 1 : last]):
        yield Found(first, seat + 1, "organisation", 2)  # 'Norland Foreign Ministry [Mara Lind]'
        first = seat + 1
    title = max((i for i in range(first, last) if _is_title(words, i, last)), default=None)
    if title is not None and (core := _after_title(words, title, last)) is not None:
        if title > first:
            yield from _before_title(words, first, title)
        yield core
        return
    run = [w.word for w in words[first:last]]
    kind, sure = kind_of(words, first, last)
    while kind in ("other", "person") and len(run) > 1 and run[0] in tables.nationalities:
        first, run = first + 1, run[1:]
        kind, sure = kind_of(words, first, last)
    if kind is not None and not all(w in tables.titles or w in tables.nationalities for w in run):
        yield Found(first, last, kind, sure)


def _may_be_person(run: Sequence[Token]) -> bool:
    tables = names()
    others = tables.organisations.union(tables.places_after, tables.outlet_words, tables.portfolios, tables.titles)
    known = any(key_of(w.word) in tables.known for w in run)
    return len(run) in (2, 3) and all(w.capital for w in run) and not known and others.isdisjoint(w.word for w in run)


def _is_title(words: Sequence[Token], i: int, last: int) -> bool:
    return words[i].word in names().titles and i + 1 < last


def _after_title(words: Sequence[Token], title: int, last: int) -> Found | None:
    """The person after a title, the office's portfolio skipped; None if what follows names no person."""
    tables, first = names(), title + 1
    if words[first].word == "of":
        first += 1
        if first >= last or words[first].word not in tables.portfolios:
            first += 1 if last - first > 2 and words[first].word != "the" else last - first
        while first < last and (words[first].word in tables.portfolios or words[first].word == "and"):
            first += 1
    while first < last and words[first].word in tables.titles | tables.portfolios:
        first += 1
    rest = [w.word for w in words[first:last]]
    if not rest or len(rest) > LONGEST_PERSON or rest[-1] in tables.organisations | tables.outlet_words:
        return None
    known = tables.known.get(key_of(" ".join(rest)))
    if known is not None and rest[0] not in tables.first_names:
        return None
    offices = [w.word for w in words[:first] if w.word in tables.titles][-3:]
    strong = any(w in tables.strong_titles for w in offices)
    if {"of", "in"} & set(rest) or not (strong or rest[0] in tables.first_names or len(rest) > 1):
        return None
    return Found(first, last, "person", 2 if strong or rest[0] in tables.first_names else 1)


def _before_title(words: Sequence[Token], first: int, title: int) -> Iterator[Found]:
    """'Heron Council [Chairman Oro Vann]': the body before an office."""
    tables = names()
    end = title
    while end > first and words[end - 1].word in tables.titles:
        end -= 1
    while first < end and words[first].word in tables.nationalities and end - first == 1:
        first += 1
    if first < end:
        kind, sure = kind_of(words, first, end)
        if kind is not None and kind != "person" and sure > 1:
            yield Found(first, end, kind, sure)
