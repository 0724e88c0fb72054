"""What the sources call a speaker: 'Oro Vann, the minister for works', 'the rival Heron Lines', 'the works minister'."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from firsthand.lang import get
from firsthand.model.readings import MentionKind
from firsthand.model.units import NameUse
from firsthand.resolve.classes import Classes
from firsthand.resolve.joins import Key

WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
LONGEST = 12  # words of a name with what is said beside it
LONGEST_DESCRIBED = 6  # "the prime minister of Norland"
LED = re.compile(r"the\s+(?=\S)", re.IGNORECASE)
OWNS = re.compile(r"['’]")
JOINED = frozenset({"and", "or", "&"})


def called(uses: Mapping[Key, NameUse], classes: Classes) -> dict[Key, tuple[str, ...]]:
    """Words of sources that are a name of their speaker; a description is one where it is said of one party of the record."""
    said_of: dict[str, set[Key]] = defaultdict(set)
    told: dict[Key, tuple[str, ...]] = {}
    for key, use in uses.items():
        offices = dict.fromkeys(o for w in (*use.called, *use.forms) if (o := _before_name(w, key)))
        told[key] = (*use.called, *offices) if use.called or offices else ()
        for words in told[key]:
            if _describes(words, key[0]):
                said_of[words.lower()].add(classes.head(key))
    return {
        key: found
        for key, words in told.items()
        if (found := tuple(w for w in words if _is_name(w, uses[key]) or len(said_of.get(w.lower(), ())) == 1))
    }


def _before_name(words: str, key: Key) -> str | None:
    """'the works minister' of 'the works minister, Sir Oro Vann'; None of words that begin otherwise."""
    office, comma, rest = words.partition(", ")
    return office if comma and key[0] == "person" and LED.match(office) and rest.endswith(key[1]) else None


def _is_name(words: str, use: NameUse) -> bool:
    """Whether it is the name with what is said beside it; not 'Vann’s lawyer', 'a source in Heron Lines', 'Vann and Lind'."""
    short = (form for form in use.forms if form.isupper() and form in words.split(" "))
    own = use.name if use.name in words else next(short, use.name.split(" ")[-1])
    at = words.find(own)
    if at < 0 or len(WORD.findall(words)) > LONGEST:
        return False
    before, after = words[:at].strip(), words[at + len(own) :]
    stops = get("en").column("phrase_stops")
    first = after.strip().split(" ")[0].lower()
    ends = not first or not first[0].isalnum() or first in stops or first.endswith("ing")
    leads = {w.lower() for w in WORD.findall(before)}
    plain = OWNS.match(after) is None and JOINED.isdisjoint({*leads, *after.lower().split(",")[0].split()})
    last = {w.lower() for w in WORD.findall(before.split(",")[-1])}
    return ends and plain and last.isdisjoint(stops)


def _describes(words: str, kind: MentionKind) -> bool:
    """'the works minister', 'the agency': what one is that was named, by an office with what it is of, or a body's noun."""
    parts = [w.lower() for w in WORD.findall(words)]
    if LED.match(words) is None or "," in words or not 1 < len(parts) <= LONGEST_DESCRIBED:
        return False
    stops = get("en").column("phrase_stops")
    head = next((parts[i - 1] for i in range(2, len(parts)) if parts[i] in stops), parts[-1])
    return head in (_offices() if kind == "person" else _bodies())


@cache
def _offices() -> frozenset[str]:
    return frozenset(get("en").column("offices")) | {row[0].lower() for row in get("en").table("titles")}


@cache
def _bodies() -> frozenset[str]:
    tables = ("body_words", "outlet_heads", "group_words", "organisation_words")
    return frozenset(w.lower() for table in tables for w in get("en").column(table))
