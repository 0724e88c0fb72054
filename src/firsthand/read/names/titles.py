"""How far a name reaches: the office, nationality and kin before it, the word that says what it is after it.

'[Norland’s former Works Minister] Mara Lind', '[the state news agency] NNA', 'Heron [province]', 'Union of River Towns [(URT)]'.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from firsthand.model.readings import MentionKind
from firsthand.read.lexicon import lexicon
from firsthand.read.names.lexicon import key_of, names
from firsthand.read.names.words import COMPOUND, DIRECTION, PARTICLES, Token

# matches " (URT)", " (al-Heron)"; not " (see below)"
BRACKETED = re.compile(r"['’]?s?”?[ \u00a0]?\((?P<short>(?:al-)?[A-Z][\w.-]{1,12})\)")
DETERMINERS = frozenset({"the", "The"})
FARTHEST = 12  # words before a name that its title may take
OF = frozenset({"of", "to", "for", "at", "in"})  # between an office and what it is of
ARMED = frozenset({"corps", "brigade", "brigades", "battalion", "front", "cartel"})
GROUP_TAILS = ARMED | {"movement", "group", "militia", "party", "faction", "organization", "organisation", "network"}
BODY_TAILS = ARMED | {
    "committee",
    "council",
    "commission",
    "association",
    "union",
    "federation",
    "foundation",
    "institute",
}
TAILS = {"group": GROUP_TAILS | BODY_TAILS, "organisation": BODY_TAILS}
OUTLET_TAILS = frozenset(
    {"news", "agency", "newspaper", "magazine", "channel", "satellite", "television", "website", "daily"}
)
OUTLET_LEADS = frozenset({"news", "satellite", "private", "public"})
OWNERS = frozenset({"the", "The", "its", "Its", "his", "His", "her", "Her", "their", "Their", "our", "Our"})
SEAT = re.compile(r"-(?:based|backed|owned|run|listed|linked)$")
HELD = re.compile(r"\w-(?:occupied|held|controlled|administered|annexed|ruled)$")  # "rebel-held Heron"
OWNED = frozenset({"’s", "'s", "‘s", "’", "'", "‘"})


def begin(text: str, words: Sequence[Token], first: int, kind: MentionKind) -> int:
    """The first word of the mention whose name begins at word `first`."""
    if kind == "person":
        return _title(text, words, first)
    if kind == "place":
        first = _place_lead(text, words, first)
    elif kind in ("outlet", "organisation", "group", "other"):
        first = _described(text, words, first)
    if first and words[first - 1].word in DETERMINERS and _near(text, words, first - 1):
        return first - 1
    return first


def end(text: str, words: Sequence[Token], last: int, kind: MentionKind) -> int:
    """The character where the mention ends whose name ends before word `last`: after 'province', '(URT)'."""
    stop = words[last - 1].end
    if words[last - 1].owns:
        return stop
    n = last
    while (
        n < len(words) and text[stop : words[n].start] in (" ", "\u00a0") and n - last < 3 and _is_tail(words, n, kind)
    ):
        stop, n = words[n].end, n + 1
        if words[n - 1].owns:
            return stop
    bracket = BRACKETED.match(text, stop)
    return bracket.end() if bracket and kind != "person" and not _files(kind, bracket["short"]) else stop


def _is_tail(words: Sequence[Token], n: int, kind: MentionKind) -> bool:
    """Whether word `n` goes on with what is named: 'Heron [province]', 'Heron [power] station'."""
    if kind == "place":
        types = names().place_types
        leads = words[n].word in names().place_leads and n + 1 < len(words) and words[n + 1].word in types
        return leads or words[n].word in types
    if kind == "group" and words[n].word in names().modifiers:  # 'the Heron [terrorist] group'
        return n + 1 < len(words) and words[n + 1].word in GROUP_TAILS
    return words[n].word in (OUTLET_TAILS if kind == "outlet" else TAILS.get(kind, frozenset()))


def _files(kind: MentionKind, short: str) -> bool:
    """Whether brackets after a place hold who filed from there: 'GENEVA (AP)'."""
    known = names().known.get(key_of(short)) if kind == "place" else None
    return known is not None and known.kind == "outlet"


def bracketed(text: str, at: int) -> str | None:
    """The short form in brackets right after a name."""
    found = BRACKETED.match(text, at)
    return found["short"] if found else None


def _near(text: str, words: Sequence[Token], i: int) -> bool:
    """Whether word i and the next are parted by nothing but a space and a possessive."""
    between = text[words[i].end : words[i + 1].start]
    return "\n\n" not in between and between.strip() in ("", *OWNED)


def _title(text: str, words: Sequence[Token], first: int) -> int:
    """The office before a person's name with what goes with it; the name's own first word if there is none."""
    at, office = first - 1, False
    if at > 0 and words[at].word == ",":
        return _office_before_comma(text, words, first)
    at = _portfolio(words, first) - 1
    while at >= 0 and first - at <= FARTHEST and _near(text, words, at):
        at = _retired(words, at)
        word = words[at].word
        if _is_office(word):
            office = True
        elif not (_is_lead(words, at) and (office or at + 1 < first or _is_nationality(word) or words[at].owns)):
            break
        at -= 1
    begun = at + 1 if at + 1 < first and (office or words[first - 1].owns) else first
    if begun < first and at > 0:
        if words[at].word == "," and words[begun].capital:
            told = _office_before_comma(text, words, begun)
            return begun if told and words[told - 1].word.lower() in OF | {"a", "an"} else told
        if words[at].word in OWNERS and words[begun].word in names().styles and _near(text, words, at):
            return at
    return begun


def _retired(words: Sequence[Token], at: int) -> int:
    """The word before '(ret.)' that ends at word `at`; `at` where no such brackets end."""
    inner = at - 2 if words[at - 1].word == "." else at - 1
    closed = (
        at > 2 and words[at].word == ")" and words[inner].word in names().modifiers and words[inner - 1].word == "("
    )
    return inner - 2 if closed else at


def _portfolio(words: Sequence[Token], first: int) -> int:
    """The first word of what an office is of, before a name: 'Deputy Minister [of Water Resources] Oro Vann'; or the name's."""
    at, known = first - 1, names()
    stops = known.phrase_stops | lexicon().cues.keys()
    while (
        at > 0 and first - at < FARTHEST // 2 and (words[at].word in known.portfolios or not _is_office(words[at].word))
    ):
        if words[at].word in ("of", "for"):
            return at if at + 1 < first and words[at - 1].word.lower() in known.public else first
        if words[at].opens or not words[at].word[0].isalpha() or words[at].word in stops:
            break
        at -= 1
    return first


def _office_before_comma(text: str, words: Sequence[Token], first: int) -> int:
    """'the president’s special envoy to Heron, Oro Vann', 'The head of the dam, Mara Lind,': the whole, if it begins at an
    article or an owner."""
    at, loose = first - 2, False
    if _is_office(words[at].word):
        return _owned_office(text, words, first)
    stops = (names().phrase_stops | lexicon().cues.keys()) - OF
    while not (_is_office(words[at].word) and at + 2 < first and words[at + 1].word in OF):
        word = words[at].word
        if at == 0 or first - at > FARTHEST or not word[0].isalnum() or word in stops:
            return first
        loose = loose or (word.islower() and word not in OF | names().modifiers | {"the"} and not word.endswith("ment"))
        at -= 1
    while at > 0 and _near(text, words, at - 1) and (_is_lead(words, at - 1) or _is_office(words[at - 1].word)):
        at -= 1
    led = words[at].word in OWNERS or words[at].owns
    return at if not loose or (led and _set_off(words, first)) else first


def _set_off(words: Sequence[Token], first: int) -> bool:
    """Whether a name closes its clause: 'the head of the dam, Oro Vann, said'; not 'met the head of the dam, Oro Vann said'."""
    last = first
    while last < len(words) and (words[last].capital or words[last].word in PARTICLES):
        last += 1
    return last == len(words) or not words[last].word[0].isalnum()


def _owned_office(text: str, words: Sequence[Token], first: int) -> int:
    """'[Norland’s deputy harbour minister, ]Mara Lind', '[the admiral, ]Oro Vann'; not 'a minister, Mara Lind'."""
    at = first - 2
    while at > 0 and first - at <= FARTHEST and _near(text, words, at - 1) and words[at].word not in OWNERS:
        lead = (
            _is_lead(words, at - 1)
            or words[at - 1].word in OWNERS
            or words[at - 1].word.islower()
            or words[at - 1].owns
        )
        if not lead or words[at - 1].word in names().phrase_stops or words[at - 1].word in ("a", "an", "and"):
            break
        at -= 1
        if words[at].owns:
            while at and _in_name(words[at]) and words[at - 1].capital and _near(text, words, at - 1):
                at -= 1
            return at
    return at if words[at].word in OWNERS or words[at].owns else first


def _in_name(token: Token) -> bool:
    """Whether a word may end an owner's name: 'Channel [9]’s reporter'."""
    return token.capital or token.word.isdigit()


def _is_office(word: str) -> bool:
    return word.lower() in names().roles or word in names().titles or word.lower().removeprefix("ex-") in names().roles


def _is_nationality(word: str) -> bool:
    return word in names().nationalities or word in ("US", "U.S.", "UK", "U.K.", "UN", "U.N.", "EU")


def _is_lead(words: Sequence[Token], at: int) -> bool:
    """Whether a word may stand before an office within a title: 'former', 'Iraqi', 'National', 'Heron’s', 'oil'."""
    token = words[at]
    low = token.word.lower()
    if token.word in DETERMINERS or token.word.startswith("-"):
        return True
    if token.opens and token.word in names().not_names and not _is_nationality(token.word):
        return False  # "Then Norland’s minister"
    if low in names().modifiers or _is_nationality(token.word) or COMPOUND.fullmatch(token.word):
        return True
    if token.word == "of":
        return at > 0 and words[at - 1].word.lower() in names().public
    return token.capital and token.word not in names().not_names


def _described(text: str, words: Sequence[Token], first: int) -> int:
    """'[Norland’s state-run news agency] NNA', '[the Turkish daily] Heron', '[resistance movement] Kalda'."""
    tables, at = names(), first - 1
    if at > 0 and words[at].word == ",":
        at = _called_before(words, first)
    heads = tables.outlet_heads | tables.groups | tables.bodies | tables.things_before | tables.voices
    if at < 0 or words[at].word not in heads or not words[at].word.islower():
        return _owner(text, words, first)
    if words[first - 1].word != "," and text[words[at].end : words[first].start] not in (" ", "\u00a0"):
        return first
    return _led(text, words, at) or _modified(text, words, first, at)


def _called_before(words: Sequence[Token], first: int) -> int:
    """The noun before a comma that tells what is named after it: 'the rebel [movement], Kalda', 'the [mission] in Oro, MIN,'."""
    at, known = first - 2, names()
    if words[first].word.isupper() and first + 1 < len(words) and words[first + 1].word == ",":
        while at > 0 and words[at].capital and first - at < FARTHEST // 2:
            at -= 1
        at = at - 1 if at and at < first - 2 and words[at].word in OF else first - 2
    return at if words[at].word.lower() in known.bodies | known.groups | known.voices else first - 1


def _led(text: str, words: Sequence[Token], at: int) -> int | None:
    """The article before a noun with at most two words between: 'the [bulk carrier] Heron Dawn'."""
    for start in range(at - 1, max(-1, at - 4), -1):
        token = words[start]
        if not _near(text, words, start):
            return None
        if token.word in DETERMINERS:
            return start
        if not token.word[0].isalpha() or token.word in names().phrase_stops or token.word in names().roles:
            return None
    return None


def _modified(text: str, words: Sequence[Token], first: int, at: int) -> int:
    """The words before a noun without an article that tables know: '[Turkish state news agency] NNA', 'Oil giant Heron'."""
    start = at
    while start > 0 and _near(text, words, start - 1) and first - start < 6:
        word = words[start - 1].word
        known = word.lower() in names().modifiers or word in names().bodies | {"news", "satellite", "private", "public"}
        if not (known or _is_nationality(word) or words[start - 1].owns):
            break
        start -= 1
    led = start and words[start - 1].word in DETERMINERS
    return first if start == at and not led else start


def _owner(text: str, words: Sequence[Token], first: int) -> int:
    """The nationality or seat before a name that is said of it: 'the [Iraqi] Heron channel', '[Narva-based] Heron Lines'."""
    if first and SEAT.search(words[first - 1].word) and _near(text, words, first - 1):
        whole = words[first - 1].word[0] != "-"  # a known name is a word of its own: "Norland", "-based"
        return first - 1 if whole or first < 2 else first - 2
    if first and (words[first - 1].word in names().nationalities or _owns(text, words, first - 1)):
        return first - 1 if _near(text, words, first - 1) else first
    return first


def _owns(text: str, words: Sequence[Token], at: int) -> bool:
    """Whether word `at` is a state that owns what follows: 'Norland’s'."""
    between = text[words[at].end : words[at + 1].start].strip()
    state = key_of(words[at].word) in names().states or _is_nationality(words[at].word)
    return words[at].owns and state and between in OWNED


def _place_lead(text: str, words: Sequence[Token], first: int) -> int:
    if first > 1 and words[first - 1].word == "of" and words[first - 2].word in names().place_types:
        return first - 2  # "city of Heron"
    at = first
    while (
        at and words[at - 1].word in names().place_types and words[at - 1].word.islower() and _near(text, words, at - 1)
    ):
        at -= 1
    if at < first:
        return at - 1 if at and _is_nationality(words[at - 1].word) else at
    before = words[first - 1].word if first else ""
    if (DIRECTION.fullmatch(before) and before.islower()) or (HELD.search(before) and _near(text, words, first - 1)):
        return first - 1
    if first and _owns(text, words, first - 1):
        return first - 1
    return first
