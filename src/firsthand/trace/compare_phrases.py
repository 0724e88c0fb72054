"""What a sentence says beyond its numbers and dates: what was struck, where a place lies, who is blamed, who owns what.

Long, since it is a list: one pattern with its words for each way of saying so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from firsthand.lang import get
from firsthand.model.readings import Polarity
from firsthand.model.slots import quick
from firsthand.model.spans import Span
from firsthand.trace.compare_lines import LETTERS
from firsthand.trace.compare_trees import alternatives, any_case, as_written

# where a phrase ends: a comma, "after", "killing", "that"; what it may begin with stands first, and is quick to look for
NEXT_CLAUSE = re.findall(
    r"\w+", "and but which that who where after before when while as because since amid amidst during earlier likely killing "
    "injuring wounding leaving causing killed injured wounded died began became becomes said says told is are was were has have "
    "had will would may might with without by to than not if or"
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


@quick
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


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that stands in a sentence, as written and small, with the runs of letters that make a search worth its while."""

    word: str
    low: str
    runs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Openings:
    """The words that a search looks for: of each the rarest run of letters, and those that always stand first."""

    runs: frozenset[str]
    first: frozenset[str]

    def finds(self, pattern: re.Pattern[str], words: str, cues: Iterable[Cue]) -> Iterable[re.Match[str]]:
        """As `finditer`; looked for at the cues alone, where each of them opens what it is a cue of. Most sentences have none."""
        if (places := self.places(words, cues)) is None:
            return pattern.finditer(words)
        return _apart(pattern.match(words, n) for n in sorted(places)) if places else ()

    def places(self, words: str, cues: Iterable[Cue]) -> list[int] | None:
        """Where cues stand; None if one may stand within what it is a cue of."""
        found: list[int] = []
        for cue in cues:
            if self.runs.isdisjoint(cue.runs):
                continue
            if cue.low not in self.first:
                return None
            at = words.find(cue.word)
            while at >= 0:
                found.append(at)
                at = words.find(cue.word, at + 1)
        return found


def _openings(phrases: Iterable[str]) -> Openings:
    held = [(p.casefold(), max(runs, key=len)) for p in phrases if (runs := LETTERS.findall(p.casefold()))]
    within = {run for p, run in held if not p.startswith(run)}
    return Openings(frozenset(run for _, run in held), frozenset(run for _, run in held if run not in within))


def _apart(found: Iterable[re.Match[str] | None]) -> Iterator[re.Match[str]]:
    """Of matches in order those that do not begin within the one before."""
    last = 0
    for match in found:
        if match is not None and match.start() >= last:
            last = match.end()
            yield match


# Each of these looks at a sentence only at its `cues`, and not at all if none of them is a cue of the words looked for.
def targets(words: str, cues: Sequence[Cue]) -> Iterator[Phrase]:
    """'hit Tower 9 in Norland', 'a raid on the depot', 'The depot was struck': what was struck."""
    for match in _striking().finds(_target_verbs(), words, cues):
        passive = PASSIVE.search(words, max(0, match.start() - 30), match.start())
        phrase = _before(words, passive.start()) if passive else _after(words, match.end())
        if phrase is not None and not _lowered(words, phrase):
            yield Phrase("attack", phrase)
    for match in _strikes().finds(_target_nouns(), words, cues):
        if TO_BE.search(words, max(0, match.start() - 40), match.start()):
            continue
        phrase = _after(words, match.end())
        if phrase is not None:
            yield Phrase("attack", phrase)


# "considering [strikes inside]", "any further [attack on]": none was yet
TO_BE = re.compile(
    r"\b(?:consider(?:s|ed|ing)?|possible|potential|planned|planning|further|future|any|no|threaten(?:s|ed|ing)?|weigh(?:s|ed|ing)?)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
# "was struck", "has been badly hit"
PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are|be)\s+(?:\w+ly\s+)?$")
ADVERB = re.compile(r"(?:by|in|on|at|near|for|with|from|back|out|down|hard|again|that|when|as|and|until|to)\b")


def located(words: str, cues: Sequence[Cue]) -> Iterator[Phrase]:
    """'the North Depot base on the border with Norland': where a named site lies. `key` is its name."""
    places = _standing().places(words, cues)
    heads = [0] if places is None else [n for n in places if BEHIND_SITE.match(words, n)]
    if not heads:
        return
    # no name has one of these in it
    start = max(words.rfind(mark, 0, min(heads)) for mark in ",;:“”()")
    for match in _located().finditer(words, max(0, start)):
        phrase = _after(words, match.start("where"), keep_first=True)
        if phrase is not None:
            yield Phrase("at", phrase, key=match["name"] or match["after"])


WHERE = r"(?P<where>(?:is\s+)?(?:located\s+|situated\s+)?(?:in|on|near|at|outside|inside|along|across)\s)"
# what stands behind the word for a site: "base in", "base Heron in"; no: "base, in", "base was"
BEHIND_SITE = re.compile(rf"\w+(?:\s+(?:[A-Z]|al-)|[…\s]*\s{WHERE})")


def harmed_at(words: str, cues: Sequence[Cue]) -> Iterator[Phrase]:
    """'were killed on the border with Norland': where."""
    for match in HARM.finds(HARMED, words, cues):
        phrase = _after(words, match.start("where"), keep_first=True)
        if phrase is not None:
            yield Phrase("attack", phrase)


# yes: "were killed on the border with"; no: "were killed in the crash"
HARM = _openings(("killed", "injured", "wounded", "died", "hurt"))
HARMED = re.compile(
    r"\b(?:killed|injured|wounded|died|hurt)\s+(?P<where>(?:on|in|near|at|outside|inside)\s)"
    r"(?!(?:the|a|an|that|this)\s+(?:\w+\s+){0,2}(?:crash|attack|strike|raid|blast|accident|explosion|fire|shooting|war|clash)\w*\b)"
)


def blamed(words: str, cues: Sequence[Cue]) -> Iterator[Phrase]:
    """'blamed X' (told) and 'X had nothing to do with it' (denied): who is said to have done it, or not."""
    for match in _blaming().finds(_blame(), words, cues):
        if match.lastgroup == "blame":
            phrase = _blamed(words, match.end())
            mood: Polarity = "told"
        else:
            phrase, mood = _before(words, match.start()), "denied"
            phrase = Span(phrase.start, match.end()) if phrase else None
        if phrase is not None:
            yield Phrase("blame", phrase, mood)


def _blamed(words: str, start: int) -> Span | None:
    """Who is blamed, without what for: 'accused [the Heron Group] of waste'; None in 'was accused of waste'."""
    phrase = _after(words, start)
    if phrase is None or (cut := OF_WHAT.search(words, phrase.start, phrase.end)) is None:
        return phrase
    return Span(phrase.start, cut.start()) if cut.start() > phrase.start + 2 else None


OF_WHAT = re.compile(r"(?:^|\s|(?<=\s))(?:[Oo]f|for)\s(?=[“\"‘']*[A-Za-z]+ing\b|[a-z])")


def agents(words: str, cues: Sequence[Cue]) -> Iterator[Phrase]:
    """'Norlandic forces shelled', 'ISIS carried out': who did it, as the subject of what was done."""
    for match in _acting().finds(_agent_verbs(), words, cues):
        if PASSIVE.search(words, max(0, match.start() - 30), match.start()) or UNDERGONE.match(words, match.end()):
            continue
        phrase = _before(words, match.start()) if not IDIOM.match(words, match.end()) else None
        if phrase is not None and len(phrase.of(words).split()) <= SUBJECT:
            yield Phrase("agent", phrase)


# no object: "Woman killed in", "Quay hit by", "Two shot": in headlines who stands before it bore it
UNDERGONE = re.compile(
    r"\s*(?:$|[-–—,.;:!?]|(?:by|in|at|after|as|when|on|near|during|and|or|amid|over|with|while|within|from|for|under|outside|inside|before|because)\b)",
    re.IGNORECASE,
)
IDIOM = re.compile(r"\s+(?:back|off|up|away)\b", re.IGNORECASE)  # "fired back", "hit back": in words
SUBJECT = 6  # words of a subject: more have run into what stands before it


def held(words: str, cues: Sequence[Cue]) -> Iterator[Phrase]:
    """'owner of the Heron Group': what somebody has or leads; `key` is the office."""
    if any("of" in cue.runs for cue in cues):
        for match in _offices().finds(_held(), words, cues):
            yield Phrase("held", Span(match.start(), match.end()), key=match["office"].casefold())


def behind(words: str) -> Iterator[Phrase]:
    """'presumably by Norland', 'It is likely that Norland is behind': who, and whether the text is sure; `key` is the name."""
    is_behind = " behind" in words
    if not is_behind and "by " not in words:
        return
    for match in (BEHIND if is_behind else BY).finditer(words):
        name = match["by"] or match["that"] or match["from"] if is_behind else match["by"]
        first = max(0, match.start() - 40)
        sure = _unsure().search(words, first, match.start())
        start = sure.start() if sure else match.start()
        yield Phrase("behind", Span(start, match.end()), "possible" if sure else "told", key=name)


SPACE = re.compile(r"\s*")
LARGE, RUN = re.compile(r"[A-Z0-9]"), re.compile(r"\w+")


def _after(words: str, start: int, *, keep_first: bool = False) -> Span | None:
    """The phrase that begins here, up to where its clause ends."""
    skip = SPACE.match(words, start)
    start = skip.end() if skip else start
    if not keep_first and ADVERB.match(words, start):
        return None
    stop = STOP.search(words, start + 1)
    found = Span(start, stop.start() if stop else len(words)).trim(words)
    if LAST_STOP.match(words, max(found.start, found.end - 2), found.end):
        found = Span(found.start, found.end - 1)
    return found if 2 < len(found) <= LONGEST else None


LAST_STOP = re.compile(r"[a-z0-9]\.")  # of a sentence; no: "in the U.S."


def _before(words: str, end: int) -> Span | None:
    """The phrase that ends here, from where its clause begins."""
    last = 0
    for stop in STOP.finditer(words, 0, end):
        if stop.end() < end - 1:
            last = stop.end()
    found = Span(last, end).trim(words)
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
USED = re.findall(r"\w+", "missile shot drone rocket attack strike airstrike raid bomb blast explosion shell")
WEAPON = (*USED, *(f"{w}s" for w in USED), "that", "which", "who", "it", "they", "he", "she")


def is_weapon(words: str) -> bool:
    """Whether a subject is what was used and not who used it."""
    return words.strip().casefold().endswith(WEAPON)


def names_site(words: str) -> bool:
    return any(is_site(w) for w in RUN.findall(words))


def is_site(word: str) -> bool:
    return word.lower() in _sites()


@cache
def _sites() -> frozenset[str]:
    return frozenset(get("en").column("site_words"))


Search = Callable[[str, Sequence[Cue]], Iterator[Phrase]]


def sought_by(search: Search) -> frozenset[str]:
    """The runs of letters of which one must stand in a sentence for a search to find anything."""
    return frozenset().union(*(kind.runs for kind in _kinds()[search]))


@cache
def cues() -> frozenset[str]:
    """Every run of letters that makes a search here worth its while."""
    return frozenset({"of"}).union(*map(sought_by, _kinds()))


@cache
def _kinds() -> dict[Search, tuple[Openings, ...]]:
    return {
        targets: (_striking(), _strikes()),
        harmed_at: (HARM,),
        located: (_standing(),),
        blamed: (_blaming(),),
        agents: (_acting(),),
        held: (_offices(),),
    }


@cache
def _striking() -> Openings:
    return _openings(_of_kind("verb"))


@cache
def _strikes() -> Openings:
    return _openings(_of_kind("noun"))


@cache
def _acting() -> Openings:
    return _openings(_of_kind("verb", "agent"))


def _of_kind(*kinds: str) -> list[str]:
    return [row[0] for row in get("en").table("target_words") if row[1] in kinds]


@cache
def _standing() -> Openings:
    return _openings(get("en").column("site_words"))


@cache
def _blaming() -> Openings:
    return _openings(get("en").column("blame_phrases"))


@cache
def _offices() -> Openings:
    return _openings(get("en").column("holder_words"))


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
        rf"(?:\b{as_written(heads)}\s+(?P<after>{NAME})|(?P<name>{NAME})\s+(?:\w+\s+)?{any_case(heads)})[…\s]*\s{WHERE}"
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
    return re.compile(rf"\b(?:{any_case(('very', 'most'))}\s+)?{any_case(get('en').column('unsure_words'))}\b")
