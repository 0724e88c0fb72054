"""What a sentence says beyond its numbers and dates: what was struck, where a place lies, who is blamed, who owns what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from firsthand.lang import get
from firsthand.model.readings import Polarity
from firsthand.model.spans import Span
from firsthand.trace.compare_lines import rarest
from firsthand.trace.compare_trees import alternatives, any_case, as_written

# where a phrase ends: a comma, "after", "killing", "that"; what it may begin with stands first, and is quick to look for
NEXT_CLAUSE = re.findall(
    r"\w+", "and but which that who where after before when while as because since amid amidst during earlier likely killing "
    "injuring wounding leaving causing killed injured wounded died began said says told is are was were has have had will would "
    "may might with without by to than not if or"
)  # fmt: skip
STOP = re.compile(
    r"[,;:!?()\n”…—–.\s](?:(?<=[,;:!?()\n”…—–])|(?<=\.)(?<![A-Za-z\u0130\u0131\u017f\u212a]\.)(?=\s|$)|(?<=\s)[“\"](?=\S+\s\S+\s\S+\s\S+)|"
    rf"(?<=\s){any_case([*NEXT_CLAUSE, 'at a time', 'in bid', 'in a bid'])}(?=\s))"
)
LONGEST = 110  # characters of a phrase: longer ones have run into the next clause
# yes: "the [Heron Group]", "[al-Heron]", "[Bank of the North]"; no: "the group"
NAME = (
    r"(?:[A-Z][\w’'.-]*|al-[A-Z]\w+)"
    r"(?:[ \u00a0](?:[A-Z0-9][\w’'.-]*|al-[A-Z]\w+|of(?=[ \u00a0]the[ \u00a0][A-Z])|the(?=[ \u00a0][A-Z])))*"
)
BY = re.compile(rf"by (?P<by>{NAME})")
BEHIND = re.compile(
    rf"(?:by (?P<by>{NAME})|that (?P<that>{NAME}) (?:is|was|were) behind|(?P<from>{NAME}) (?:is|was|were) behind)"
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that fill a slot. `about` is what they are said of; `head` the words that tie them to it."""

    about: str
    span: Span
    mood: Polarity = "told"
    key: str = ""  # for the thing located or held: its name

    def at(self, start: int) -> Phrase:
        """The same, of a sentence that begins there in a text."""
        return Phrase(self.about, self.span.shift(start), self.mood, self.key)


# Each of these looks at a sentence only if its `runs` of letters hold one that the words looked for have: most have none.
def targets(text: str, sentence: Span, runs: frozenset[str]) -> Iterator[Phrase]:
    """'hit Tower 9 in Norland', 'a raid on the depot', 'The depot was struck': what was struck."""
    for match in () if runs.isdisjoint(_striking()) else _target_verbs().finditer(text, sentence.start, sentence.end):
        passive = PASSIVE.search(text, max(sentence.start, match.start() - 30), match.start())
        start, end = sentence.start, sentence.end
        phrase = _before(text, start, passive.start()) if passive else _after(text, match.end(), end)
        if phrase is not None and not _lowered(text, phrase):
            yield Phrase("attack", phrase)
    for match in () if runs.isdisjoint(_strikes()) else _target_nouns().finditer(text, sentence.start, sentence.end):
        phrase = _after(text, match.end(), sentence.end)
        if phrase is not None:
            yield Phrase("attack", phrase)


# "was struck", "has been badly hit"
PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are|be)\s+(?:\w+ly\s+)?$")
ADVERB = re.compile(r"(?:by|in|on|at|near|for|with|from|back|out|down|hard|again|that|when|as|and|until|to)\b")


def located(text: str, sentence: Span, runs: frozenset[str]) -> Iterator[Phrase]:
    """'the North Depot base on the border with Norland': where a named site lies. `key` is its name."""
    if runs.isdisjoint(_standing()):
        return
    for match in _located().finditer(text, sentence.start, sentence.end):
        phrase = _after(text, match.start("where"), sentence.end, keep_first=True)
        if phrase is not None:
            yield Phrase("at", phrase, key=match["name"] or match["after"])


def harmed_at(text: str, sentence: Span, runs: frozenset[str]) -> Iterator[Phrase]:
    """'were killed on the border with Norland': where."""
    if runs.isdisjoint(HARM):
        return
    for match in HARMED.finditer(text, sentence.start, sentence.end):
        phrase = _after(text, match.start("where"), sentence.end, keep_first=True)
        if phrase is not None:
            yield Phrase("attack", phrase)


# yes: "were killed on the border with"; no: "were killed in the crash"
HARM = frozenset({"killed", "injured", "wounded", "died", "hurt"})
HARMED = re.compile(
    r"\b(?:killed|injured|wounded|died|hurt)\s+(?P<where>(?:on|in|near|at|outside|inside)\s)"
    r"(?!(?:the|a|an|that|this)\s+(?:\w+\s+){0,2}(?:crash|attack|strike|raid|blast|accident|explosion|fire|shooting|war|clash)\w*\b)"
)


def blamed(text: str, sentence: Span, runs: frozenset[str]) -> Iterator[Phrase]:
    """'blamed X' (told) and 'X had nothing to do with it' (denied): who is said to have done it, or not."""
    if runs.isdisjoint(_blaming()):
        return
    for match in _blame().finditer(text, sentence.start, sentence.end):
        if match.lastgroup == "blame":
            phrase = _after(text, match.end(), sentence.end)
            mood: Polarity = "told"
        else:
            phrase, mood = _before(text, sentence.start, match.start()), "denied"
            phrase = Span(phrase.start, min(match.end(), sentence.end)) if phrase else None
        if phrase is not None:
            yield Phrase("blame", phrase, mood)


def agents(text: str, sentence: Span, runs: frozenset[str]) -> Iterator[Phrase]:
    """'Norlandic forces shelled', 'ISIS carried out': who did it, as the subject of what was done."""
    if runs.isdisjoint(_acting()):
        return
    for match in _agent_verbs().finditer(text, sentence.start, sentence.end):
        if PASSIVE.search(text, max(sentence.start, match.start() - 30), match.start()):
            continue
        phrase = _before(text, sentence.start, match.start())
        if phrase is not None and len(phrase.of(text).split()) <= SUBJECT:
            yield Phrase("agent", phrase)


SUBJECT = 6  # words of a subject: more have run into what stands before it


def held(text: str, sentence: Span, runs: frozenset[str]) -> Iterator[Phrase]:
    """'owner of the Heron Group': what somebody has or leads; `key` is the office."""
    if "of" not in runs or runs.isdisjoint(_offices()):
        return
    for match in _held().finditer(text, sentence.start, sentence.end):
        yield Phrase("held", Span(match.start(), match.end()), key=match["office"].casefold())


def behind(text: str, sentence: Span) -> Iterator[Phrase]:
    """'presumably by Norland', 'It is likely that Norland is behind': who, and whether the text is sure; `key` is the name."""
    is_behind = text.find(" behind", sentence.start, sentence.end) >= 0
    if not is_behind and text.find("by ", sentence.start, sentence.end) < 0:
        return
    for match in (BEHIND if is_behind else BY).finditer(text, sentence.start, sentence.end):
        name = match["by"] or match["that"] or match["from"] if is_behind else match["by"]
        lead = Span(max(sentence.start, match.start() - 40), match.start())
        sure = _unsure().search(text, lead.start, lead.end)
        start = lead.start + (sure.start() - lead.start) if sure else match.start()
        yield Phrase("behind", Span(start, match.end()), "possible" if sure else "told", key=name)


SPACE = re.compile(r"\s*")
LARGE, RUN = re.compile(r"[A-Z0-9]"), re.compile(r"\w+")


def _after(text: str, start: int, end: int, *, keep_first: bool = False) -> Span | None:
    """The phrase that begins here, up to where its clause ends."""
    skip = SPACE.match(text, start, end)
    start = skip.end() if skip else start
    stop = STOP.search(text, start + 1, end)
    found = Span(start, min(stop.start() if stop else end, end)).trim(text)
    if not keep_first and ADVERB.match(text, found.start):
        return None
    return found if 2 < len(found) <= LONGEST else None


def _before(text: str, start: int, end: int) -> Span | None:
    """The phrase that ends here, from where its clause begins."""
    last = start
    for stop in STOP.finditer(text, start, end):
        if stop.end() < end - 1:
            last = stop.end()
    found = Span(last, end).trim(text)
    return found if 2 < len(found) <= LONGEST else None


def _lowered(text: str, phrase: Span) -> bool:
    """A phrase of small letters that names no site is no place: 'struck a deal'."""
    words = phrase.of(text)
    return not LARGE.search(words) and not any(w in _sites() for w in RUN.findall(words.lower()))


def opening(text: str, headline: Span) -> Phrase | None:
    """'Norland provokes rival with assassination': whom a headline has do harm, without a doubt; `key` is the name."""
    match = OPENS.match(text, headline.start, headline.end)
    harm = _harm().search(text, match.end(), headline.end) if match else None
    if match is None or harm is None or _unsure().search(text, headline.start, headline.end):
        return None
    return Phrase("behind", Span(headline.start, harm.end()), "told", key=match["name"])


OPENS = re.compile(rf"(?P<name>{NAME.split('(?:[ ', 1)[0]})\s")
WEAPON = re.compile(
    r"(?:missiles?|drones?|rockets?|attacks?|strikes?|airstrikes?|raids?|bombs?|blasts?|explosions?|shells?|that|which|who|it|they|he|she)$",
    re.IGNORECASE,
)


def is_weapon(words: str) -> bool:
    """Whether a subject is what was used and not who used it."""
    return WEAPON.search(words.strip()) is not None


def names_site(words: str) -> bool:
    return any(is_site(w) for w in RUN.findall(words))


def is_site(word: str) -> bool:
    return word.lower() in _sites()


@cache
def _sites() -> frozenset[str]:
    return frozenset(get("en").column("site_words"))


@cache
def cues() -> frozenset[str]:
    """Every run of letters that makes a search here worth its while."""
    return frozenset({"of"}).union(HARM, _striking(), _strikes(), _acting(), _standing(), _blaming(), _offices())


@cache
def _striking() -> frozenset[str]:
    return rarest(_of_kind("verb"))


@cache
def _strikes() -> frozenset[str]:
    return rarest(_of_kind("noun"))


@cache
def _acting() -> frozenset[str]:
    return rarest(_of_kind("verb", "agent"))


def _of_kind(*kinds: str) -> list[str]:
    return [row[0] for row in get("en").table("target_words") if row[1] in kinds]


@cache
def _standing() -> frozenset[str]:
    return rarest(get("en").column("site_words"))


@cache
def _blaming() -> frozenset[str]:
    return rarest(get("en").column("blame_phrases"))


@cache
def _offices() -> frozenset[str]:
    return rarest(get("en").column("holder_words"))


@cache
def _target_verbs() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){any_case(_of_kind('verb'))}(?=\s)", re.IGNORECASE)


@cache
def _target_nouns() -> re.Pattern[str]:
    return re.compile(
        rf"\b{any_case(_of_kind('noun'))}\s+(?:(?:was|were)\s+(?:\w+ly\s+)?)?(?:on|against)\s+", re.IGNORECASE
    )


@cache
def _agent_verbs() -> re.Pattern[str]:
    past = [w for w in _of_kind("verb", "agent") if not w.endswith(("ing", "s")) and w != "target"]
    return re.compile(rf"(?<![\w-]){any_case(past)}(?=\s)", re.IGNORECASE)


@cache
def _located() -> re.Pattern[str]:
    heads = [w for w in get("en").column("site_words") if w != "border"]
    return re.compile(
        rf"(?:\b{as_written(heads)}\s+(?P<after>{NAME})|(?P<name>{NAME})\s+(?:\w+\s+)?{any_case(heads)})[…\s]*\s"
        r"(?P<where>(?:is\s+)?(?:located\s+|situated\s+)?(?:in|on|near|at|outside|inside|along|across)\s)"
    )


@cache
def _blame() -> re.Pattern[str]:
    rows = get("en").table("blame_phrases")
    blame, disclaim = ([r[0] for r in rows if r[1] == kind] for kind in ("blame", "disclaim"))
    return re.compile(rf"\b(?:(?P<blame>{any_case(blame)})|(?P<disclaim>{any_case(disclaim)}))\b")


@cache
def _held() -> re.Pattern[str]:
    offices = alternatives(list(get("en").column("holder_words")))
    return re.compile(rf"\b(?P<office>{offices})\s+of\s+(?:the\s+)?(?P<what>{NAME}(?:\s+and\s+{NAME})?)")


@cache
def _harm() -> re.Pattern[str]:
    words = [row[0] for row in get("en").table("target_words")]
    return re.compile(rf"\b{any_case([*words, 'assassination', 'killing', 'murder', 'massacre'])}\b")


@cache
def _unsure() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:very\s+|most\s+)?(?:{alternatives(list(get('en').column('unsure_words')))})\b", re.IGNORECASE
    )
