"""Entities: names joined across articles, cautiously. A name joined wrongly puts words into a stranger's mouth."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from firsthand.model.findings import Entity
from firsthand.model.ids import make_id
from firsthand.model.readings import MentionKind
from firsthand.model.units import NamePair, NameUse, ResolveInput, Result
from firsthand.resolve.classes import Classes
from firsthand.resolve.names import Folded, compare_by

Key = tuple[MentionKind, str]  # a mention's kind and name


@dataclass(frozen=True, slots=True, order=True)
class Join:
    """A reason to take two names for one party. Lower ranks are surer and are tried first."""

    rank: int
    a: Key
    b: Key
    why: str


def run(payload: ResolveInput) -> Result:
    """One entity for each party named, sorted by id; the same whatever the order of the names.

    Only names of one kind are joined, and never because one holds the other: 'Free Narva' is not 'Narva'.
    """
    uses = _merged(payload.names)
    folded = {key: compare_by(*key) for key in uses}
    classes = Classes(uses, _apart(payload.decided, uses))
    for join in sorted(_decided(payload.decided, uses)):
        classes.join(join.a, join.b, join.why)
    for find in (_same_words, _shorter_names, _acronyms, _surnames):
        for join in sorted(find(folded, classes)):
            classes.join(join.a, join.b, join.why)
    entities = [_entity(members, why, uses, folded) for members, why in classes.groups()]
    entities.sort(key=lambda e: e.id)
    return Result(tuple(entities))


def _merged(names: tuple[NameUse, ...]) -> dict[Key, NameUse]:
    uses: dict[Key, NameUse] = {}
    for use in names:
        key = (use.kind, use.name)
        if old := uses.get(key):
            forms = tuple(sorted({*old.forms, *use.forms}))
            use = NameUse(use.kind, use.name, forms, old.articles + use.articles)
        uses[key] = use
    return dict(sorted(uses.items()))


def _by_name(uses: dict[Key, NameUse]) -> dict[str, list[Key]]:
    found: dict[str, list[Key]] = defaultdict(list)
    for key in uses:
        found[key[1]].append(key)
    return found


def _pairs(pair: NamePair, keys: dict[str, list[Key]]) -> Iterator[tuple[Key, Key]]:
    for a in keys.get(pair.a, ()):
        for b in keys.get(pair.b, ()):
            if a[0] == b[0] and a != b:
                yield a, b


def _apart(decided: tuple[NamePair, ...], uses: dict[Key, NameUse]) -> set[frozenset[Key]]:
    keys = _by_name(uses)
    return {frozenset(pair) for d in decided if not d.same for pair in _pairs(d, keys)}


def _decided(decided: tuple[NamePair, ...], uses: dict[Key, NameUse]) -> Iterator[Join]:
    keys = _by_name(uses)
    for d in decided:
        if d.same:
            for a, b in _pairs(d, keys):
                yield Join(0, min(a, b), max(a, b), f"“{d.a}” and “{d.b}”: decided by a person ({d.judgement_id})")


def _same_words(folded: dict[Key, Folded], classes: Classes) -> Iterator[Join]:
    """'Gen. Ilmar Kask' and 'Ilmar Kask'; 'El-Hadath' and 'al-Hadath TV'; 'U.S.' and 'US'."""
    by_words: dict[tuple[str, ...], list[Key]] = defaultdict(list)
    for key, name in folded.items():
        if name.words:
            by_words[(key[0], *name.words)].append(key)
    for keys in by_words.values():
        for other in keys[1:]:
            yield Join(1, keys[0], other, f"“{keys[0][1]}” and “{other[1]}”: the same name, written differently")


def _shorter_names(folded: dict[Key, Folded], classes: Classes) -> Iterator[Join]:
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


def _within(short: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    rest = iter(longer)
    return len(short) < len(longer) and all(word in rest for word in short)


def _acronyms(folded: dict[Key, Folded], classes: Classes) -> Iterator[Join]:
    """'NPF' and 'Narva Peace Front', where no other name in the record has those initials."""
    expansions: dict[tuple[str, str], list[Key]] = defaultdict(list)
    for key, name in folded.items():
        for initials in name.initials:
            expansions[key[0], initials].append(key)
    for key, name in folded.items():
        found = expansions.get((key[0], name.acronym), []) if name.acronym else []
        if found and len({classes.head(k) for k in found}) == 1:
            yield Join(3, key, found[0], f"“{key[1]}” has the initials of “{found[0][1]}”, and of no other name here")


def _surnames(folded: dict[Key, Folded], classes: Classes) -> Iterator[Join]:
    """'Kask' and 'Ilmar Kask', where no other full name in the record ends so."""
    full: dict[str, list[Key]] = defaultdict(list)
    for key, name in folded.items():
        if key[0] == "person" and len(name.words) > 1:
            for surname in {name.words[-1], " ".join(name.words[-2:])}:
                full[surname].append(key)
    for key, name in folded.items():
        words = name.words
        if key[0] != "person" or not (len(words) == 1 or (len(words) == 2 and words[0] == "al")):
            continue
        found = [k for k in full.get(" ".join(words), ()) if k != key]
        if found and len({classes.head(k) for k in found}) == 1:
            yield Join(4, key, found[0], f"“{key[1]}” is the surname of “{found[0][1]}”, and of nobody else here")


def _entity(members: list[Key], why: tuple[str, ...], uses: dict[Key, NameUse], folded: dict[Key, Folded]) -> Entity:
    kind = members[0][0]
    best = min(members, key=lambda k: (_bare(folded[k], kind), -uses[k].articles, -len(k[1]), k[1]))
    names = sorted({best[1], *(form for key in members for form in uses[key].forms)})
    keys = tuple(sorted(key[1] for key in members))
    return Entity(make_id("entity", kind, keys[0]), kind, best[1], tuple(names), keys, "; ".join(why))


def _bare(name: Folded, kind: MentionKind) -> bool:
    """A surname alone or an acronym: never the entity's name where a fuller one stands."""
    return name.acronym is not None or (kind == "person" and len(name.words) < 2)
