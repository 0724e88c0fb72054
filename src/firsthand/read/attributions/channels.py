"""To whom and where something was said: addressee and venue of one attribution, by words alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from firsthand import lang
from firsthand.model.spans import Span
from firsthand.read.labels import Relation
from firsthand.read.lexicon import Cue, lexicon, listed
from firsthand.read.words import CLOSE_QUOTES, OPEN_QUOTES, Paragraph

LONGEST = 9  # words of an addressee or venue
# before the "the" that goes on with a party: "reporters outside the hall"
JOINING = frozenset({"of", "and", "in", "at", "to", "for", "with", "from", "on", "near", "by", "or", "all", "both"}) | {
    "outside", "inside", "behind", "under", "over", "against", "around",
}  # fmt: skip
LEADS_ON = (["to"], [":"], ["for"])  # behind whom one asks or tells
SPEECH = 6  # words from "in" to "comment" of 'in a first written comment to'
NEAR = 16  # words on either side of the cue in which a venue may begin
MARKS = frozenset(',.;:!?()—–―"') | OPEN_QUOTES | CLOSE_QUOTES
PAUSES = frozenset(",.;:!?()—–―")


@dataclass(frozen=True, slots=True)
class Channels:
    """The tables that addressees and venues are read with."""

    takes_object: frozenset[str]
    takes_to: frozenset[str]
    takes_on: frozenset[str]
    takes_doer: frozenset[str]  # whoever is to do what follows: 'urged the port to close'; not 'urged restraint'
    phrases: tuple[tuple[str, ...], ...]
    stops: frozenset[str]
    venues: frozenset[str]
    means: frozenset[str]


@cache
def channels(code: str = "en") -> Channels:
    pack = lang.get(code)

    def taking(kind: str) -> frozenset[str]:
        return frozenset(form for *forms, how in pack.table("addressing_verbs") if how == kind for form in forms)

    return Channels(
        taking("object"),
        taking("to"),
        taking("on"),
        taking("doer"),
        tuple(tuple(words.split()) for words in pack.column("addressee_phrases")),
        frozenset(pack.column("addressee_stops")),
        frozenset(pack.column("venue_words")),
        frozenset(pack.column("venue_means")),
    )


def addressee(p: Paragraph, r: Relation) -> Span | None:
    """The party spoken to: 'told Al-Nahr on Monday that', 'confirmed to the Post', 'speaking to reporters, she said'."""
    known, taken = channels(), {*r.content, *r.source}
    for i in reversed(r.cue):
        word = p.words[i].lower()
        after = i + 1
        if word in known.takes_object | known.takes_doer and _is_passive(p, i):
            return _subject_of_passive(p, i, taken)
        if word in known.takes_object:
            return _party(p, after, taken)
        following = p.words[after].lower() if after < len(p.words) else ""
        if word in known.takes_to and following == "to":
            return _party(p, after + 1, taken)
        if word in known.takes_to and (behind := _to_behind(p, r, after)):
            return _party(p, behind, taken - set(range(behind, behind + 2)))
        start = after + 1 if word in known.takes_on and following in ("on", "upon") else after
        if (start > after or word in known.takes_doer) and (end := _doer_end(p, start)):
            return p.span(start, end)
    return _by_phrase(p, r, taken)


def _is_passive(p: Paragraph, verb: int) -> bool:
    """'had been told', 'was not told'; not 'there never has been, he told'."""
    for k in range(verb - 1, max(-1, verb - 4), -1):
        low = p.words[k].lower()
        if low in listed("passive"):
            return True
        if low not in listed("helper") and not low.endswith("ly"):
            return False
    return False


def _to_behind(p: Paragraph, r: Relation, after: int) -> int:
    """Where the party begins in 'confirmed the sale to the Post', behind a few words that are confirmed; 0 if none is."""
    end = after
    while end in r.content:
        end += 1
    for at in range(end - 2, max(after, end - 4), -1):  # 'confirmed | the sale to the paper'
        heard = [w.lower() for w in p.words[at + 1 : end]]
        own = len(heard) == 2 and heard[0] in ("the", "this") and heard[1] in listed("own_outlet")
        if p.words[at].lower() == "to" and (own or (len(heard) == 1 and heard[0] in listed("hearer"))):
            return at + 1
    short = after < end <= after + SPEECH and end + 1 < len(p.words) and p.words[end].lower() == "to"
    named = short and (p.words[end + 1][0].isupper() or p.words[end + 1].lower() in ("the", "this", *listed("hearer")))
    return end + 1 if named else 0


def venue(p: Paragraph, r: Relation) -> Span | None:
    """Where or in what it was said, near the cue and in its sentence: 'in a statement', 'at a press conference'."""
    low = [w.lower() for w in p.words]
    taken = {*r.content, *r.source}
    opening = _opening(p, low, r)
    if (written := _written_in(p, low, r, taken)) is not None:
        return written
    found: Span | None = None
    after = range(r.cue[0], _closing(p, low, r, taken))
    before = range(r.cue[0] - 1, max(opening - 1, r.cue[0] - NEAR - len(r.source)), -1)
    for i in [*after, *before, opening]:
        if i in taken or p.sentence[i] != p.sentence[r.root] or (i and low[i - 1] in listed("unsaid")):
            continue  # 'declined to comment | on the report'
        if low[i] in listed("venue_start") and (at := _venue_at(p, low, i + 1, taken)) is not None:
            if found is None or (at.start < found.start and at.end >= found.end):
                found = at  # "in a note on its website" holds "on its website"
        elif found is None and low[i] == "before" and (heard := _heard_by(p, low, i + 1, taken)) is not None:
            found = heard
        elif found is None and low[i] == "by" and i + 1 < len(low) and low[i + 1] in channels().means:
            found = p.span(i + 1, i + 2)
    return found


def _opening(p: Paragraph, low: list[str], r: Relation) -> int:
    """Where the clause of a cue begins: its sentence, or behind a semicolon, unless "it" speaks on there."""
    first = p.sentence.index(p.sentence[r.root])
    if not r.source or low[r.source[0]] in listed("pronoun") | listed("pro"):
        return first
    return max((i + 1 for i in range(first, min(r.cue)) if p.words[i] == ";" and not p.quoted[i]), default=first)


def _closing(p: Paragraph, low: list[str], r: Relation, taken: set[int]) -> int:
    """Up to where a venue may begin behind a cue: to the next semicolon or ', which said', that is of somebody else."""
    last = min(len(low), r.cue[-1] + NEAR)
    ends = (
        i
        for i in range(r.cue[-1] + 1, last)
        if i not in taken
        and (p.words[i] == ";" or (low[i] in ("which", "who") and p.words[i - 1] == ",") or _speaks_on(p, low, i))
    )
    return next(ends, last)


def _speaks_on(p: Paragraph, low: list[str], i: int) -> bool:
    """Whether a further verb of saying is joined on at a word: 'declined to take questions | but later wrote on his page'."""
    at = i + 1 + (i + 1 < len(low) and low[i + 1] in ("later", "then", "also"))
    return low[i] == "but" and at < len(low) and cue_at(p, at) is not None


def _heard_by(p: Paragraph, low: list[str], start: int, taken: set[int]) -> Span | None:
    """'before the provincial assembly', 'before lawmakers': who hears it; 'before the storm' is a time."""
    for end in range(start, min(len(low), start + LONGEST)):
        if end in taken or p.words[end] in PAUSES or low[end] in listed("finite"):
            return None
        if low[end] in listed("hearing"):
            return p.span(start, end + 1)
    return None


def _written_in(p: Paragraph, low: list[str], r: Relation, taken: set[int]) -> Span | None:
    """'wrote in the Harbour Post': the name behind."""
    at = next((i + 1 for i in r.cue if low[i] in listed("writes")), len(low))
    if at + 1 >= len(low) or low[at] not in ("in", "for", "on"):
        return None
    start = end = at + 1
    while end < len(low) and end not in taken and (p.words[end][0].isupper() or (end == start and low[end] == "the")):
        end += 1
    return (
        p.span(start, end)
        if end > start and p.words[end - 1][0].isupper() and low[end - 1] not in listed("time")
        else None
    )


def _party(p: Paragraph, start: int, taken: set[int]) -> Span | None:
    end, stops = start, channels().stops
    low = [w.lower() for w in p.words[start : start + 2]]
    if low[:1] in (["this"], ["our"]) and low[1:] and low[1] in listed("own_outlet"):
        return p.span(start, start + 2)  # "this newspaper"
    while (
        end < len(p.words)
        and end not in taken
        and p.words[end] not in MARKS
        and p.words[end].lower() not in stops
        and end - start < LONGEST
        and not (end > start and p.words[end - 1][0].isupper() and p.words[end].islower() and cue_at(p, end))
        and not (end > start + 1 and p.words[end].lower() == "the" and p.words[end - 1].lower() not in JOINING)
    ):
        end += 1
    if end - start > 3 and p.words[end - 1].lower() == "ago":
        end -= 3  # "five weeks ago"
    if end == start or p.words[start].lower() in listed("not_party"):
        return None
    if end - start == LONGEST:  # no name is as long: the first words that are capitals or led by "the" are it
        end = _capitals_end(p, start, end)
    return p.span(start, end) if end > start else None


def cue_at(p: Paragraph, at: int) -> Cue | None:
    """The verb of saying that a word is; none in 'Norlandic [state] radio'."""
    following = p.words[at + 1].lower() if at + 1 < len(p.words) else ""
    return None if following in lexicon().outlet_heads else lexicon().cues.get(p.words[at].lower())


def _doer_end(p: Paragraph, start: int) -> int:
    """Where the party ends that is told to do what follows, at its "to" or colon, or 'asked him why'; 0 if none is."""
    if start < len(p.words) and p.words[start].lower() in listed("hearer"):
        return start + 1
    questions = (listed("asked") | {"whether", "if"}) - {"i"}
    end, stops = start, channels().stops | questions
    while (
        end < len(p.words) and p.words[end] not in MARKS and p.words[end].lower() not in stops and end - start < LONGEST
    ):
        end += 1
    follows = [w.lower() for w in p.words[end : end + 2]]
    if end > start and follows[:1] == ["on"]:  # "on Tuesday for"
        follows = [w.lower() for w in p.words[end : end + SPEECH] if w.lower() == "for"]
    return (
        end
        if end > start and (follows[:1] in LEADS_ON or follows == ["not", "to"] or {*follows[:1]} & questions)
        else 0
    )


def _capitals_end(p: Paragraph, start: int, end: int) -> int:
    at = start + (p.words[start].lower() in ("the", "a", "an"))
    while at < end and p.words[at][0].isupper():
        at += 1
    return at if at > start + 1 or p.words[start][0].isupper() else start


def _subject_of_passive(p: Paragraph, verb: int, taken: set[int]) -> Span | None:
    end = verb
    while end > 0 and p.words[end - 1].lower() in (*listed("passive"), "had", "has", "have", "also"):
        end -= 1
    start = end
    while start > 0 and start - 1 not in taken and p.words[start - 1] not in MARKS and end - start < LONGEST:
        cue = cue_at(p, start - 1)
        if p.words[start - 1].lower() in ("that", "and", "but", "because") or (cue is not None and cue.strong):
            break  # "she said | she had been told"
        start -= 1
    return p.span(start, end) if end > start else None


def _by_phrase(p: Paragraph, r: Relation, taken: set[int]) -> Span | None:
    low = [w.lower() for w in p.words]
    for i in range(max(_opening(p, low, r), r.cue[0] - 30), _closing(p, low, r, taken)):
        own = i in r.source  # 'a miller interviewed by Kalda Radio said'
        if (i in taken and not own) or p.sentence[i] != p.sentence[r.root]:
            continue
        for words in channels().phrases:
            end = i + len(words)
            if tuple(low[i:end]) != words or end >= len(low):
                continue
            if not own:
                return _party(p, end, taken)
            if p.words[end][0].isupper() or low[end] in ("the", "this", "our"):
                return _party(p, end, {*r.content, *r.cue})
        if not own and (end := _after_speech(low, i)):
            return _party(p, end, taken)
    return None


def _after_speech(low: list[str], i: int) -> int:
    """Where the party begins behind 'in an earlier comment to', 'during a long interview with'; 0 if no such words begin here."""
    if low[i] not in listed("speech_start") or low[i + 1 : i + 2] == []:
        return 0
    noun = next((k for k in range(i + 1, min(len(low) - 2, i + SPEECH)) if low[k] in listed("speech")), None)
    if noun is None or any(not w[0].isalpha() or w in listed("finite") for w in low[i + 1 : noun]):
        return 0
    at = noun + 1 + (low[noun + 1] in listed("given"))
    return at + 1 if low[at] in ("to", "with", "for") and at + 1 < len(low) else 0


def _venue_at(p: Paragraph, low: list[str], start: int, taken: set[int]) -> Span | None:
    """The venue that begins at a word, up to its head; 'a post on X' and 'a rally in Keldon' with what is joined. None does in
    'on [6 June the daily] Libra wrote'."""
    timed = low[start : start + 1] and (low[start][0].isdigit() or low[start] in listed("time"))
    if timed or (low[start + 1 : start + 2] == ["day"] and low[start + 2 : start + 3] == ["of"]):
        return None  # "on the day of the funeral"
    head, stops = None, listed("venue_break") | listed("venue_start") | listed("finite")
    for end in range(start, min(len(low), start + LONGEST)):
        if end in taken or p.words[end] in PAUSES or low[end] in stops:
            break
        if low[end] in channels().venues:
            head = end
    if head is None or (
        head == start and p.words[head].islower() and not (low[head].endswith("s") or low[head] in listed("bare_venue"))
    ):
        return None  # "in court", "on call": a venue has an article or a name
    after = head + 1
    if p.words[head][0].isupper() and p.words[head - 1][0].islower():  # "an interview with Radio Lesk"
        while after < len(low) and after not in taken and p.words[after][0].isupper():
            after += 1
    if after + 1 < len(low) and low[after] in ("on", "in", "with") and after not in taken:
        last = after + 1
        while (
            last < len(low) and last not in taken and (low[last] in ("its", "his", "her") or p.words[last][0].isupper())
        ):
            last += 1
        if low[last - 1] in ("its", "his", "her"):  # "a note on its website"
            last += last < len(low) and last not in taken and low[last] in channels().venues
        return p.span(start, last if last > after + 1 and not low[last - 1].endswith("day") else after)
    return p.span(start, after)
