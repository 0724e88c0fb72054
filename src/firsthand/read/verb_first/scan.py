"""Where a paragraph says who said what, in a language whose verb of saying comes first: ranges of words, no names yet."""

from __future__ import annotations

from dataclasses import dataclass

from firsthand.read.verb_first.lexicon import Phrases, Verb, VerbFirst
from firsthand.read.verb_first.words import COMMAS, STOPS, Word, sentences

# set by hand, not measured: a quotation with its speaker, "that" after a verb, a phrase or a verb that says no subject
SURE, CLEAR, FAIR = 0.9, 0.75, 0.65
REACH = 26  # words from a verb to what was said, its subject and asides between
LONGEST_SOURCE = 14  # words
UTTERANCE = 3  # words from which a quotation is speech and no title or name


@dataclass(frozen=True, slots=True)
class Said:
    """One attribution in words of a paragraph: half-open ranges; an empty source range names nobody."""

    source: tuple[int, int]
    cue: tuple[int, int]
    content: tuple[int, int]
    stance: str
    sureness: float
    feminine: bool = False
    cut: int = 0  # letters of the source's first word that belong to the phrase before it
    addressee: tuple[int, int] | None = None
    venue: tuple[int, int] | None = None


def find(words: list[Word], known: VerbFirst, headline: bool = False) -> list[Said]:
    """What one paragraph attributes, in the order of its cues."""
    found: list[Said] = []
    for first, last in sentences(words):
        for i in range(first, last):
            if words[i].quoted or any(s.cue[0] <= i < s.cue[1] or s.source[0] <= i < s.source[1] for s in found):
                continue
            said = _phrase(words, i, first, last, known) or _verb(words, i, first, last, known)
            said = said or _colon(words, i, first, last, headline)
            if said and all(_apart(said, s) for s in found):
                found.append(said)
    return found


def _verb(words: list[Word], i: int, first: int, last: int, known: VerbFirst) -> Said | None:
    verb = known.verb(words[i].folded)
    if verb is None:
        return None
    opens = _opening(words, i, last, verb, known)
    if opens is None:
        return _after_quotation(words, i, first, last, verb, known)
    if opens - 1 > i and words[opens - 1].folded in known.roles["go_on"]:
        opens -= 1
    source = _source(words, i + 1, opens, known)
    sure = SURE if words[opens].text in known.marks else CLEAR
    if source[0] == source[1] and (not verb.led or words[first].folded in known.roles["topic"]):
        source = _before(words, i, first, known)
    if source[0] == source[1]:
        sure = FAIR
    content = _content(words, opens, last)
    if content[1] - content[0] < 2:
        return None
    reached = (source[1] if source[0] > i else i + 1, opens)
    return Said(
        source,
        (i, i + 1),
        content,
        verb.stance,
        sure,
        verb.feminine,
        addressee=_addressee(words, *reached, known),
        venue=_venue(words, *reached, known),
    )


def _opening(words: list[Word], verb: int, last: int, known_verb: Verb, known: VerbFirst) -> int | None:
    """Where what was said begins after a verb: "that", a quotation, a word after a colon, the word the verb asks for."""
    brings = known_verb.brings
    for k in range(verb + 1, min(last, verb + REACH)):
        word = words[k]
        if word.text in known.marks and not words[k - 1].quoted and _length(words, k) >= UTTERANCE:
            return k
        if word.quoted or _unwilling(words, k, known):
            continue
        if word.folded in known.roles["that"] or (brings and _brought(word, brings, k - verb)):
            return k
        if word.text == ":" and k + 1 < last:
            return k + 1
        if word.text in "؛;" or (k > verb + 1 and known.verb(word.folded) and words[k - 1].text in COMMAS):
            return None
    return None


def _unwilling(words: list[Word], k: int, known: VerbFirst) -> bool:
    """Whether a word stands in 'who refused to give his name', which may look like what a verb asks for."""
    row = tuple(w.folded for w in words[max(0, k - 4) : k + 5])
    at = min(k, 4)
    for phrase in known.unwilling:
        for start in range(len(row) - len(phrase) + 1):
            if row[start : start + len(phrase)] == phrase and start <= at < start + len(phrase):
                return True
    return False


def _brought(word: Word, brings: str, far: int) -> bool:
    if brings.endswith("+"):
        return far > 1 and len(word.folded) > 3 and word.folded.startswith(brings[:-1])
    return word.folded == brings


def _content(words: list[Word], opens: int, last: int) -> tuple[int, int]:
    """From where it begins to the end of its quotation or of the sentence, without the stop."""
    if words[opens].quoted:
        end = opens + _whole(words, opens)
        return opens, end
    end = last
    while end > opens and words[end - 1].text in STOPS | COMMAS and not words[end - 1].quoted:
        end -= 1
    return opens, end


def _after_quotation(words: list[Word], i: int, first: int, last: int, verb: Verb, known: VerbFirst) -> Said | None:
    """'«It fell», said Mara Lind': the quotation that ends right before the verb, with a comma or without."""
    end = i - 1 if i > first and words[i - 1].text in COMMAS else i
    if not verb.strong or end < 1 or not words[end - 1].quoted:
        return None
    start = end - 1
    while start > 0 and words[start - 1].quoted and words[start].text not in known.marks:
        start -= 1
    source = _source(words, i + 1, last, known)
    if end - start - 2 < UTTERANCE:
        return None
    sure = SURE if source[0] < source[1] else FAIR
    return Said(source, (i, i + 1), (start, end), verb.stance, sure, verb.feminine)


def _source(words: list[Word], start: int, end: int, known: VerbFirst) -> tuple[int, int]:
    """The words after a verb or phrase that name who speaks, an aside between commas included if more follows it."""
    k = start
    while k < end and k - start < LONGEST_SOURCE and not _stops(words, k, start, end, known):
        k += 1
    while k > start and (words[k - 1].text in COMMAS or words[k - 1].text == ":"):
        k -= 1
    return start, k


def _stops(words: list[Word], k: int, start: int, end: int, known: VerbFirst) -> bool:
    word = words[k]
    following = words[k + 1].folded if k + 1 < end else ""
    if word.text in STOPS or word.text == ":" or word.folded in known.roles["that"]:
        return True
    if k > start and (
        _phrase_at(words, k, known) or (word.folded in known.roles["from"] and _outlet(words[start], known))
    ):
        return True
    if word.text in COMMAS:
        return following not in known.roles["aside_start"]
    if word.text in known.marks and _length(words, k) >= UTTERANCE:
        return True
    if word.folded in known.roles["venue_start"]:
        return following in known.venues or following in known.roles["time"]
    return word.folded in known.roles["time"] or _told(words, k, known)


def _told(words: list[Word], k: int, known: VerbFirst) -> bool:
    """Whether a word begins who was told: 'to the reporters', 'to Delta channel'."""
    folded = words[k].folded
    if folded in known.roles["addressee_start"]:
        return True
    to = next((t for t in known.roles["to_source"] if folded.startswith(t)), None)
    if to is None:
        return False
    rest = folded.removeprefix(to)
    return rest in known.outlet_heads or (rest,) in known.outlets or "ا" + folded in known.outlet_heads


def _before(words: list[Word], verb: int, first: int, known: VerbFirst) -> tuple[int, int]:
    """'The minister said that', the subject first: the words from the clause's start, without words that help the verb."""
    end = verb
    while end > first and words[end - 1].folded in known.roles["helper"]:
        end -= 1
    start = end
    breaks = known.roles["from"] | known.roles["that"]
    while start > first and words[start - 1].text not in COMMAS and not words[start - 1].quoted:
        if words[start - 1].folded in breaks:
            break
        start -= 1
    while start < end and words[start].folded in known.roles["helper"] | known.roles["topic"]:
        start += 1
    if end - start > LONGEST_SOURCE or any(known.verb(w.folded) for w in words[start:end]):
        return verb, verb
    return start, end


def _phrase(words: list[Word], i: int, first: int, last: int, known: VerbFirst) -> Said | None:
    phrase = _phrase_at(words, i, known)
    if phrase is None or i + len(phrase.words) >= last:
        return None
    after, cut = i + len(phrase.words), len(phrase.joined)
    if cut and words[after].folded == phrase.joined:  # the letter alone, before a quotation mark or a space
        after, cut = after + 1, 0
    source = _source(words, after, last, known)
    content = _beside(words, i, first, last, source[1], known)
    if source[0] == source[1] or content is None:
        return None
    return Said(source, (i, i + len(phrase.words)), content, "asserts", CLEAR, cut=cut)


def _phrase_at(words: list[Word], i: int, known: VerbFirst) -> Phrases | None:
    """The longest phrase that begins at a word, a letter for "and" or "so" before it or not."""
    for phrase in known.phrases:
        size = len(phrase.words)
        row = [w.folded for w in words[i : i + size]]
        begins = row[:1] and (
            row[0] == phrase.words[0] or (row[0][1:] == phrase.words[0] and row[0][0] in known.roles["joined"])
        )
        if not begins or tuple(row[1:]) != phrase.words[1:]:
            continue
        if not phrase.joined or (i + size < len(words) and words[i + size].folded.startswith(phrase.joined)):
            return phrase
    return None


def _outlet(word: Word, known: VerbFirst) -> bool:
    return word.folded in known.outlet_heads or (word.folded,) in known.outlets


def _beside(words: list[Word], i: int, first: int, last: int, after: int, known: VerbFirst) -> tuple[int, int] | None:
    """What a phrase attributes: the sentence before it; after it where it begins the sentence, or where "that" follows."""
    that = after < last and words[after].folded in known.roles["that"]
    start, end = (first, i) if i - first > 2 and not that else (after, last)
    while start < end and words[start].text in COMMAS:
        start += 1
    while end > start and words[end - 1].text in STOPS | COMMAS:
        end -= 1
    return (start, end) if end - start > 1 else None


def _colon(words: list[Word], i: int, first: int, last: int, headline: bool) -> Said | None:
    """'The minister: «...»', in headlines without the marks as well."""
    if words[i].text != ":" or not 0 < i - first <= 7 or i + 2 >= last:
        return None
    if not headline and (not words[i + 1].quoted or _length(words, i + 1) < UTTERANCE):
        return None
    if any(w.quoted or w.text in COMMAS for w in words[first:i]):
        return None
    return Said((first, i), (i, i + 1), _content(words, i + 1, last), "asserts", CLEAR)


def _addressee(words: list[Word], start: int, end: int, known: VerbFirst) -> tuple[int, int] | None:
    first = next((k for k in range(start, end) if _told(words, k, known)), None)
    if first is None:
        return None
    stop = first + 1
    while stop < end and not (_stops(words, stop, first, end, known) or words[stop].text in COMMAS):
        stop += 1
    return first, stop


def _venue(words: list[Word], start: int, end: int, known: VerbFirst) -> tuple[int, int] | None:
    for k in range(start, end - 1):
        if words[k].folded in known.roles["venue_start"] and words[k + 1].folded in known.venues:
            return k, k + 2
    return None


def _whole(words: list[Word], opens: int) -> int:
    """How many words a quotation has, its marks included."""
    k = opens + 1
    while k < len(words) and words[k].quoted and not _opens_anew(words, k):
        k += 1
    return k - opens


def _opens_anew(words: list[Word], k: int) -> bool:
    return words[k].text in "«“" and words[k - 1].text in "»”"


def _length(words: list[Word], opens: int) -> int:
    return sum(w.text[0].isalnum() for w in words[opens : opens + _whole(words, opens)])


def _apart(new: Said, old: Said) -> bool:
    """Whether both may stand: contents that share no word, or two voices for one, each with a source of its own."""
    if not _share(new.content, old.content):
        return True
    two = new.source[0] < new.source[1] and old.source[0] < old.source[1]
    return two and not _share(new.source, old.source)


def _share(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return max(a[0], b[0]) < min(a[1], b[1])
