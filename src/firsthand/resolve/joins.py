"""Reasons to take two names for one party, surest first. Each finder gives joins; none of them looks at people's words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from firsthand.lang import get
from firsthand.lang.stems import stem
from firsthand.model.readings import MentionKind
from firsthand.resolve.aliases import Party, party_of
from firsthand.resolve.classes import Classes
from firsthand.resolve.fold import consonants, fold
from firsthand.resolve.names import SMALL, Folded, common_names, name_parts

Key = tuple[MentionKind, str]  # a mention's kind and name
VOWEL = re.compile(r"(?<=\w{4})(?:ah|eh|e)$")  # of a surname: "Kaldani" is another than "Kaldana", "Kaldane" may not be
VOWELS = re.compile(r"[aeiouy]")
MANY = 5  # consonants that tell a place: "Tell Meshraf", "Tal Mushrif"
LONG = 3  # words that say enough without their place: "Fish Quota Council", not "Fish Council"
BODIES: frozenset[MentionKind] = frozenset({"organisation", "group", "outlet", "other"})
HOUSED = BODIES | {"place"}


@dataclass(frozen=True, slots=True, order=True)
class Join:
    """A reason to take two names for one party. Lower ranks are surer and are tried first."""

    rank: int
    a: Key
    b: Key
    why: str


def same_words(folded: dict[Key, Folded], classes: Classes) -> Iterator[Join]:
    """'Gen. Ilmar Kask' and 'Ilmar Kask'; 'El-Hadath' and 'al-Hadath TV'; 'U.S.' and 'US'."""
    by_words: dict[tuple[str, ...], list[Key]] = defaultdict(list)
    for key, name in folded.items():
        if name.words:
            by_words[(key[0], *name.words)].append(key)
    for keys in by_words.values():
        for other in keys[1:]:
            yield Join(1, keys[0], other, f"“{keys[0][1]}” and “{other[1]}”: the same name, written differently")


def known_parties(folded: dict[Key, Folded], classes: Classes) -> Iterator[Join]:
    """'NATO' and 'North Atlantic Treaty Organization'; 'Norland' and 'the Norlandic government': by the tables."""
    by_party: dict[Party, list[Key]] = defaultdict(list)
    for key in folded:
        if (party := party_of(*key)) is not None:
            by_party[party].append(key)
    for (how, whose), keys in by_party.items():
        why = "a state and its government" if how == "state" else f"known names of {whose}"
        for other in keys[1:]:
            yield Join(2, keys[0], other, f"“{keys[0][1]}” and “{other[1]}”: {why}")


def other_kinds(folded: dict[Key, Folded], classes: Classes) -> Iterator[Join]:
    """One name read as an organisation here and as a group, or a person of two names, there; never as a place."""
    by_words: dict[tuple[str, ...], list[Key]] = defaultdict(list)
    for key, name in folded.items():
        if name.words and (key[0] in BODIES or (key[0] == "person" and len(name.words) > 1)):
            by_words[name.words].append(key)
    for keys in by_words.values():
        for other in keys[1:]:
            yield Join(3, keys[0], other, f"“{other[1]}”: the same name, read as {keys[0][0]} and as {other[0]}")


def shorter_names(folded: dict[Key, Folded], classes: Classes) -> Iterator[Join]:
    """'Ilmar Kask' and 'Ilmar J. Kask' or 'Ilmar Tamm Kask': first and last name agree, and only one name is so."""
    by_rims: dict[tuple[str, str], list[Key]] = defaultdict(list)
    for key, name in folded.items():
        if key[0] == "person" and len(name.words) > 1:
            by_rims[name.words[0], name.words[-1]].append(key)
    for keys in by_rims.values():
        for short in keys:
            longer = [k for k in keys if _within(folded[short].words, folded[k].words)]
            if longer and len({classes.head(k) for k in longer}) == 1:
                why = f"“{short[1]}” and “{longer[0][1]}”: first and last name agree"
                yield Join(2, short, longer[0], why)


def first_names_alone(folded: dict[Key, Folded], classes: Classes) -> Iterator[Join]:
    """'Oro Vann' and 'Oro Vann Wad Kask': where one longer name begins so. Not of two names that half a country bears."""
    by_begin: dict[tuple[str, ...], list[Key]] = defaultdict(list)
    for key, name in folded.items():
        if key[0] == "person":
            for size in range(2, len(name.words)):
                by_begin[name.words[:size]].append(key)
    for key, name in folded.items():
        longer = by_begin.get(name.words, ()) if key[0] == "person" and not set(name.words) <= common_names() else ()
        if longer and len({classes.head(k) for k in longer}) == 1:
            yield Join(4, key, longer[0], f"“{longer[0][1]}” begins so, and nobody else here")


def initials_alone(folded: dict[Key, Folded], classes: Classes) -> Iterator[Join]:
    """'I. Kask' and 'Ilmar Kask', where one such person of the record bears that initial."""
    by_initial: dict[tuple[str, str], list[Key]] = defaultdict(list)
    for key, name in folded.items():
        if key[0] == "person" and len(name.words) > 1 and len(name.words[0]) > 1:
            by_initial[name.words[0][0], name.words[-1]].append(key)
    for key, name in folded.items():
        if key[0] == "person" and len(name.words) == 2 and len(name.words[0]) == 1:
            found = by_initial.get((name.words[0], name.words[1]), [])
            if found and len({classes.head(k) for k in found}) == 1:
                yield Join(4, key, found[0], f"“{key[1]}”: nobody else here of that surname has the initial")


def _within(short: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    rest = iter(longer)
    return len(short) < len(longer) and all(word in rest for word in short)


def other_spellings(folded: dict[Key, Folded], classes: Classes) -> Iterator[Join]:
    """'Mohamed Hussain' and 'Muhammad Hussein'; 'Tel Hamrin' and 'Tell Hamreen'; 'Front of Kalda' and 'Front in Kalda'; where
    one of them is written from the Arabic, also 'Abu Mohsen al-Tell' and 'Abu Muhsin Tel'."""
    by_sound: dict[tuple[str, ...], list[Key]] = defaultdict(list)
    by_letters: dict[tuple[str, ...], list[Key]] = defaultdict(list)
    for key, name in folded.items():
        what = key[0] if key[0] in ("person", "place") else "body"
        if name.alike:
            by_sound[what, *name.alike].append(key)
            if key[0] == "person":
                by_sound["surname", *name.alike[:-1], VOWEL.sub("a", name.alike[-1])].append(key)
            if len(name.alike) > 1:
                by_letters[what, *map(consonants, name.alike)].append(key)
            bare = tuple(VOWELS.sub("", w) for w in name.alike)
            if key[0] == "place" and len(bare) > 1 and len(bare[-1]) >= MANY and name.words[0] in name_parts("arabic"):
                by_letters["bare", *bare].append(key)
        large = tuple(w for w in name.words if w not in SMALL)
        if key[0] in BODIES and 1 < len(large) < len(name.words):
            by_sound["small", *large].append(key)
    arabic = (keys for keys in by_letters.values() if any(_arabic(folded[key].words) for key in keys))
    for keys in (*by_sound.values(), *arabic):
        for other in keys[1:]:
            yield Join(5, keys[0], other, f"“{keys[0][1]}” and “{other[1]}”: one name in two spellings")


def _arabic(words: tuple[str, ...]) -> bool:
    """Whether the words show a name that English writes from the Arabic, whose short vowels it writes as it hears them."""
    return not (name_parts("arabic") | {"al"}).isdisjoint(words)


def acronyms(folded: dict[Key, Folded], classes: Classes) -> Iterator[Join]:
    """'NPF' and 'Narva Peace Front', where no other name in the record has those initials."""
    expansions: dict[tuple[str, str], list[Key]] = defaultdict(list)
    for key, name in folded.items():
        for initials in name.initials:
            expansions[key[0], initials].append(key)
    for key, name in folded.items():
        found = expansions.get((key[0], name.acronym), []) if name.acronym else []
        if found and len({classes.head(k) for k in found}) == 1:
            yield Join(3, key, found[0], f"“{key[1]}” has the initials of “{found[0][1]}”, and of no other name here")


def state_before(folded: dict[Key, Folded], classes: Classes) -> Iterator[Join]:
    """'Norland Peat Council' and 'Peat Council', where no other state's is named so in the record."""
    by_bare: dict[tuple[str, ...], list[Key]] = defaultdict(list)
    for key, name in folded.items():
        if key[0] in ("organisation", "group") and len(name.bare) > 1:
            by_bare[name.bare].append(key)
    for keys in by_bare.values():
        longest = max(len(folded[k].words) for k in keys)
        owned = [k for k in keys if len(folded[k].words) == longest]
        if len({classes.head(k) for k in owned}) == 1:
            for key in keys:
                if key != owned[0]:
                    yield Join(7, key, owned[0], f"“{key[1]}” and “{owned[0][1]}”: no other state's is named so here")


def shorter_bodies(folded: dict[Key, Folded], classes: Classes) -> Iterator[Join]:
    """'Fifth Division' and 'Fifth Infantry Division', 'Kalda hospital' and 'Kalda Women’s Hospital'; 'Relief Room' and 'Kalda
    Relief Room', if Kalda is a place of the record; 'Movement of the Sons of Kalda', 'Sons of Kalda': where one longer name is
    so."""
    places = {name.words for key, name in folded.items() if key[0] == "place"}
    shorter: dict[tuple[str, ...], list[Key]] = defaultdict(list)
    for key, name in folded.items():
        words = name.words
        if key[0] not in HOUSED or len(words) < 3:
            continue
        if words[-1] in name_parts("unit") or (words[-1] in name_parts("house") and stem(words[0]) not in _common()):
            shorter[words[0], words[-1]].append(key)
        if key[0] == "place":
            continue
        if words[-2] in name_parts("served") and words[-1] in name_parts("service"):
            shorter[words[:-1]].append(key)
        for short in _cut(words, places):
            shorter[short].append(key)
    for key, name in folded.items():
        fits = key[0] in BODIES or (key[0] == "place" and name.words[-1:] and name.words[-1] in name_parts("house"))
        longer = [k for k in shorter.get(name.words, []) if k != key] if fits and len(name.words) > 1 else []
        if longer and len({classes.head(k) for k in longer}) == 1:
            yield Join(8, key, longer[0], f"“{key[1]}” is “{longer[0][1]}” cut short, and nothing else here")


def _cut(words: tuple[str, ...], places: set[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """What a body of so many words may be called for short."""
    for at in range(1, len(words) - 1):
        before, after = words[:at], words[at + 1 :]
        if len(words) - at >= LONG and before in places:
            yield words[at:]
        if at >= LONG and (words[at] == "of" or (words[at] == "in" and after in places)):
            yield before
        if words[at] == "for" and at > 1 and stem(words[0]) not in _common():
            yield before  # 'Heron Centre for River Studies'
        if at == 2 and words[at] == "of" and words[0][0].isdigit() and words[1] in name_parts("unit"):
            yield before  # '7th Brigade of the Norlandic army'
    if words[-1] in name_parts("closing"):
        yield words[:-1]  # 'Coast Security Directorate'
    if words[0] in name_parts("whole") and words[1:3] == ("of", "the") and len(words) > 4:
        yield words[3:]  # 'Movement of the Sons of Kalda'


def surnames(folded: dict[Key, Folded], classes: Classes) -> Iterator[Join]:
    """'Kask' and 'Ilmar Kask', where no other full name in the record ends so; 'Wang' and 'Wang Tam' likewise."""
    full: dict[str, list[Key]] = defaultdict(list)
    inner: dict[str, list[Key]] = defaultdict(list)
    for key, name in folded.items():
        if key[0] == "person" and len(name.words) > 1:
            family = {name.words[0]} & _family_first() if len(name.words) < 4 else set()
            for surname in {name.words[-1], " ".join(name.words[-2:]), *family}:
                full[surname].append(key)
            if len(name.words) > 2 and common_names().isdisjoint(name.words[-3:-1]):
                inner[name.words[-2]].append(key)  # 'Ana Ruiz Ortega'
    for key, name in folded.items():
        words = name.words
        if key[0] != "person" or not (len(words) == 1 or (len(words) == 2 and words[0] == "al")):
            continue
        found = [k for k in full.get(" ".join(words)) or inner.get(" ".join(words), []) if k != key]
        if found and len({classes.head(k) for k in found}) == 1:
            yield Join(4, key, found[0], f"“{key[1]}” is the surname of “{found[0][1]}”, and of nobody else here")


def companies(folded: dict[Key, Folded], classes: Classes) -> Iterator[Join]:
    """'Tamm SA' and 'Tamm': a company with and without the word for what kind of company it is."""
    by_words: dict[tuple[str, ...], list[Key]] = defaultdict(list)
    for key, name in folded.items():
        if key[0] in BODIES:
            by_words[name.words].append(key)
    for key, name in folded.items():
        last = key[1].split(" ")[-1]
        if key[0] in BODIES and len(name.words) > 1 and last in _company_forms():
            for other in by_words.get(fold(key[1].removesuffix(last)), ()):
                yield Join(8, key, other, f"“{key[1]}” and “{other[1]}”: with and without the form of company")


def shorter_companies(folded: dict[Key, Folded], classes: Classes) -> Iterator[Join]:
    """'Heron Bay' of two words, read as a person or a body, and 'Heron Bay Shipping', where one company is named so."""
    full: dict[tuple[str, ...], list[Key]] = defaultdict(list)
    for key, name in folded.items():
        if key[0] == "organisation" and len(name.words) > 2 and key[1].split(" ")[-1] in _company_words():
            full[name.words[:-1]].append(key)
    for key, name in folded.items():
        found = full.get(name.words, []) if key[0] in BODIES or key[0] == "person" else []
        if found and len({classes.head(k) for k in found}) == 1:
            yield Join(
                8, key, found[0], f"“{key[1]}” is “{found[0][1]}” without the word for what kind of company it is"
            )


def turned(folded: dict[Key, Folded], classes: Classes) -> Iterator[Join]:
    """'Works Ministry' and 'Ministry of Works'; 'Coast Brigades' and 'Brigades of the Coast'. Not 'University of Narva'."""
    by_words: dict[tuple[str, ...], list[Key]] = defaultdict(list)
    for key, name in folded.items():
        if key[0] in BODIES:
            by_words[name.words].append(key)
    for key, name in folded.items():
        head, rest = name.words[:1], tuple(w for w in name.words[2:] if w not in SMALL)
        if key[0] in BODIES and name.words[1:2] == ("of",) and rest and head[0] in _turning():
            for other in by_words.get((*rest, *head), ()):
                yield Join(6, key, other, f"“{key[1]}” and “{other[1]}”: one name, turned round")


FINDERS: tuple[Callable[[dict[Key, Folded], Classes], Iterator[Join]], ...] = (
    same_words,
    known_parties,
    other_kinds,
    shorter_names,
    first_names_alone,
    initials_alone,
    other_spellings,
    acronyms,
    state_before,
    surnames,
    companies,
    shorter_companies,
    turned,
    shorter_bodies,
)


@cache
def _common() -> frozenset[str]:
    return frozenset(get("en").column("common_stems"))


@cache
def _family_first() -> frozenset[str]:
    return frozenset(fold(name)[0] for name in get("en").column("family_first"))


@cache
def _company_words() -> frozenset[str]:
    return frozenset(row[0] for row in get("en").table("organisation_words") if "company" in row[1:])


@cache
def _turning() -> frozenset[str]:
    """Heads that stand before or after what they are of: ministries, armed and political groups."""
    return frozenset(get("en").column("group_words")) | {"ministry", "department", "directorate"}


@cache
def _company_forms() -> frozenset[str]:
    return frozenset(get("en").column("company_forms"))
