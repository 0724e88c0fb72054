"""Bodies named by their state or place and a common noun: 'Norland army', 'Norland’s foreign ministry', 'Heron fire brigade'."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from firsthand import lang
from firsthand.model.readings import MentionKind
from firsthand.read.names.lexicon import key_of, names
from firsthand.read.names.words import CALENDAR, Token

FIELDS = 3  # words of what a body sees to
LONGEST_PLACE = 3  # words
SEATED = frozenset({"ministry", "government", "authorities", "parliament", "administration", "regime", "junta"})
POSTED = frozenset({"embassy", "consulate", "legation"})  # of which a state has one in each place
GOVERNS = frozenset({"administration", "government", "regime"})
OWN_VOICE = frozenset(
    {"state", "public", "national", "state-run", "state-owned", "government"}
)  # whose "television" it is
ASIDE = frozenset({"on", "along", "across", "to"})  # "on the Norlandic side": a place


def body_at(words: Sequence[Token], i: int, state: bool = False) -> tuple[int, MentionKind] | None:
    """The end and the kind of such a name that begins at word `i`; None of 'Norland army base', 'a Norlandic bank'."""
    tables, w = names(), words[i]
    state = state or w.word in tables.nationalities or key_of(w.word) in tables.states or w.word in ("UN", "U.N.", "EU")
    if not w.capital or (w.owns and not state) or i + 1 >= len(words) or (w.word in tables.not_names and not state):
        return None
    if i and words[i - 1].word.lower() in ("a", "an"):
        return None  # 'a Norlandic bank' is one of several
    at = end = i + 1 if state else _place_end(words, i)
    while end < len(words) and end - at < FIELDS and words[end].word in _fields():
        end += 1
    for tail in range(min(end, len(words) - 1), at - 1, -1):  # 'state' is a field of "state radio", and an end
        following = words[tail + 1].word if tail + 1 < len(words) else ""
        if following in tables.place_types or (w.owns and following == "of"):
            continue  # 'Norland’s management of its ports' is no body
        fields = [x.word for x in words[at:tail]]
        kind = _of_state(words, i, tail, fields) if state else _of_place(words, i, tail, fields)
        if kind and not _named(words, tail + 1, kind):
            return _sees_to(words, tail + 1), kind
    return None


def seated_at(words: Sequence[Token], i: int) -> tuple[int, MentionKind] | None:
    """The end of 'government in Kalda', 'defence ministry in Kalda' that begins at word `i`, of a state's capital."""
    if not i or words[i - 1].word not in ("the", "The") or not words[i].word.islower():
        return None
    end = i
    while end < len(words) and end - i < FIELDS and words[end].word in _fields() and words[end].word not in SEATED:
        end += 1
    if end + 2 >= len(words) or words[end].word not in SEATED or words[end + 1].word != "in":
        return None
    last = _place_end(words, end + 2)
    where = key_of(" ".join(w.word for w in words[end + 2 : last]))
    sole = words[end].word == "ministry" and end == i  # 'the ministry in Kalda' is one of many
    return (last, "organisation") if where in names().capitals and not sole else None


def led_at(words: Sequence[Token], i: int) -> tuple[int, MentionKind] | None:
    """The end of 'Norland-led coalition', 'N.U.-led joint alliance' begun at word `i`; None of 'a Norland-led coalition'."""
    w = words[i].word
    if not w[0].isupper() or (i and words[i - 1].word.lower() in ("a", "an")):
        return None
    end = i if w.endswith("-led") else i + 1
    end += 1 if [x.word for x in words[end : end + 2]] == ["-", "led"] else 0
    if end >= len(words) or not (words[end].word.endswith("-led") or (end > i + 1 and words[end].word == "led")):
        return None
    end += 1
    if end + 1 < len(words) and words[end].word.islower() and words[end].word not in names().groups:
        end += 1  # 'international', 'military'
    joint = end < len(words) and words[end].word in names().groups & names().bodies
    return (end + 1, "organisation") if joint else None


def _sees_to(words: Sequence[Token], end: int) -> int:
    """The end of 'Norlandic ministry [of foreign affairs]', 'Norlandic embassy [in Heron]'."""
    if words[end - 1].word.lower() in POSTED and end + 1 < len(words) and words[end].word == "in":
        return _place_end(words, end + 1) if words[end + 1].capital and words[end + 1].word not in CALENDAR else end
    if words[end - 1].word not in ("ministry", "department", "directorate") or end + 1 >= len(words):
        return end
    at = end + 1 if words[end].word == "of" else end
    while at < len(words) and at > end and words[at].word in _fields() | {"the", "and"}:
        at += 1
    return at if at > end + 1 and words[at - 1].word in _fields() else end


def _named(words: Sequence[Token], after: int, kind: MentionKind) -> bool:
    """Whether its own name follows, of which it is said: 'Norlandic state television, Kalda TV', 'the state news agency NNA'."""
    if kind == "outlet" and after < len(words) and words[after].word == ",":
        after += 1
    following = words[after] if after < len(words) else None
    return following is not None and following.capital and (kind == "outlet" or following.word.isupper())


def _of_state(words: Sequence[Token], i: int, end: int, fields: Sequence[str]) -> MentionKind | None:
    tail, roles = words[end].word, _ends().get(words[end].word.lower(), frozenset())
    if "outlet" in roles and not OWN_VOICE.isdisjoint(fields) and (tail != "agency" or "news" in fields):
        return "outlet"
    if tail in names().bodies or ("place" in roles and (fields or "after" not in roles)):
        return "organisation"
    if "state" not in roles or "after" in roles:
        return "organisation" if "state" in roles and fields else None
    led = i == 1 or (i > 1 and words[i - 1].word.lower() == "the" and words[i - 2].word.lower() not in ASIDE)
    after = words[end + 1].word if end + 1 < len(words) else "."
    # not "the Norlandic state of Kalda", "the Norlandic state budget", "the Norlandic side of the river"
    closes = after != "of" and (tail != "state" or not after[0].isalpha() or after in names().phrase_stops)
    return "organisation" if led and not fields and closes else None


def _of_place(words: Sequence[Token], i: int, end: int, fields: Sequence[str]) -> MentionKind | None:
    tables, w, tail = names(), words[i], words[end].word
    if tail in GOVERNS and end == i + 1 + len(fields):
        return "organisation"
    roles = _ends().get(tail, frozenset())
    if "place" not in roles or ("after" in roles and not fields):
        return None
    known = tables.known.get(key_of(w.word))
    said = (
        w.word in CALENDAR or w.word in tables.titles or w.word.lower() in _fields() or w.word in tables.organisations
    )
    there = i > 0 and words[i - 1].word.lower() in lang.get("en").column("where_words")  # 'in Heron police said'
    unsure = w.opens and (known is None or known.kind != "place")
    return None if said or there or unsure or (known is not None and known.kind != "place") else "organisation"


def _place_end(words: Sequence[Token], i: int) -> int:
    """The end of the capitals that may be a town's or a region's name."""
    end = i + 1
    while end < len(words) and end - i < LONGEST_PLACE and words[end].capital and not words[end - 1].owns:
        if words[end].word in names().titles | names().organisations or words[end - 1].end + 1 != words[end].start:
            break
        end += 1
    return end


@cache
def _ends() -> dict[str, frozenset[str]]:
    rows = lang.get("en").table("body_ends")
    return {row[0]: frozenset(row[1:]) for row in rows if not {"field", "before"} & set(row[1:])}


@cache
def _fields() -> frozenset[str]:
    """What a body sees to: 'foreign', 'ports', 'human rights', 'rescue'."""
    own = {row[0] for row in lang.get("en").table("body_ends") if "field" in row[1:]}
    portfolios = {word.lower() for word in names().portfolios}
    return (names().modifiers | portfolios | own | OWN_VOICE) - names().bodies
