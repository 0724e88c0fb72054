"""Entities: names joined across articles, cautiously. A name joined wrongly puts words into a stranger's mouth."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from firsthand.lang import get
from firsthand.model.findings import Entity, Lineage
from firsthand.model.readings import MentionKind
from firsthand.model.units import NamePair, NameUse, ResolveInput, Result
from firsthand.resolve.aliases import party_of
from firsthand.resolve.apposed import apposed, other_forms
from firsthand.resolve.called import called
from firsthand.resolve.capitals import led_to_states
from firsthand.resolve.classes import Classes
from firsthand.resolve.decided import settled
from firsthand.resolve.fold import fold
from firsthand.resolve.gate import gated
from firsthand.resolve.heirs import inherited
from firsthand.resolve.joins import BODIES, FINDERS, Join, Key
from firsthand.resolve.names import OUTLET_WORDS, Folded, compare_by, owners
from firsthand.resolve.party import Party, labels
from firsthand.resolve.senses import parted, same_places
from firsthand.resolve.state_bodies import state_bodies

ARTICLE = re.compile(r"^(?:the|a|an)\s+(?=\S)", re.IGNORECASE)
OWNER = re.compile(r"^[\w.]+['’]s\s+(?=\S)")
BRACKETED = re.compile(r"\s?\([^()]*\)$")


def run(payload: ResolveInput) -> Result:
    """One entity for each party named, sorted by id; the same whatever the order of the names.

    Never because one name holds the other: 'Free Narva' is not 'Narva'. Ids are inherited from the last run.
    """
    uses = _merged(payload.names)
    folded = {key: compare_by(*key) for key in uses}
    people = settled(payload.decided, "resolve")
    classes = Classes(uses, _apart(people.kept, uses))
    for join in sorted(_decided(people.kept, uses)):
        classes.join(join.a, join.b, join.why)
    for find in FINDERS:
        for join in sorted(find(folded, classes)):
            classes.join(join.a, join.b, join.why)
    for join in sorted(state_bodies(uses, folded, classes)):
        classes.join(join.a, join.b, join.why)
    for join in sorted([*same_places(uses), *apposed(uses, classes), *other_forms(uses, folded, classes)]):
        classes.join(join.a, join.b, join.why)
    alone, told = _alone(folded, classes), called(uses, classes)
    parties = led_to_states(_parties(classes, uses, payload), uses)
    ids, retired = inherited(parties, payload.former, payload.retired)
    entities = [_entity(id_, party, uses, folded, alone, told) for id_, party in zip(ids, parties, strict=True)]
    entities.sort(key=lambda e: e.id)
    lineage = sorted((id_, p.members) for id_, p in zip(ids, parties, strict=True) if p.public)
    memory = (Lineage(id_, tuple(sorted(members))) for id_, members in lineage)
    return Result((*entities, *memory, *retired), people.problems)


def _parties(classes: Classes, uses: dict[Key, NameUse], payload: ResolveInput) -> Iterator[Party]:
    places = {p.id: p for p in payload.places}
    for members, why in classes.groups():
        if not any(uses[key].articles for key in members):
            continue  # a noun that sources bear and that led to no name
        kind, keys = _kind_of(members, uses), tuple(members)
        if kind == "person":
            yield from gated(keys, why, uses)
        elif kind == "place":
            yield from parted(keys, why, uses, places)
        else:
            names = tuple(sorted({key[1] for key in keys}))
            yield Party(kind, keys, names, why, content=(names[0],), members=labels(keys))


def _merged(names: tuple[NameUse, ...]) -> dict[Key, NameUse]:
    uses: dict[Key, NameUse] = {}
    for use in names:
        key = (use.kind, use.name)
        if old := uses.get(key):
            forms, shown = tuple(sorted({*old.forms, *use.forms})), (*old.shown, *use.shown)
            told = tuple(sorted({*old.called, *use.called}))
            use = NameUse(use.kind, use.name, forms, old.articles + use.articles, shown, told)
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


def _alone(folded: dict[Key, Folded], classes: Classes) -> dict[str, Key]:
    """Folded surnames that one person of the record bears, with that person's head: they are names of hers too."""
    bearers: dict[str, set[Key]] = defaultdict(set)
    for key, name in folded.items():
        if key[0] == "person" and name.words:
            bearers[name.words[-1]].add(classes.head(key))
    return {surname: next(iter(heads)) for surname, heads in bearers.items() if len(heads) == 1}


def _entity(
    id_: str, party: Party, uses: dict[Key, NameUse], folded: dict[Key, Folded], alone: dict[str, Key],
    told: dict[Key, tuple[str, ...]],
) -> Entity:  # fmt: skip
    kind, members = party.kind, party.names
    own = [k for k in members if k[0] == kind]
    best = min(own, key=lambda k: (_bare(folded[k], kind), -uses[k].articles, -len(k[1]), k[1]))
    names = {best[1], *party.also, *(cut for form in party.also for cut in _cuts(best, form))}
    if party.public:
        names |= {form for key in members for whole in uses[key].forms for form in _cuts(key, whole)}
        names |= {key[1] for key in members if any(ARTICLE.sub("", key[1]) in form for form in uses[key].forms)}
        names |= {ARTICLE.sub("", form) for form in names}
        names |= {bare for form in names if kind in BODIES and (bare := _stateless(form)) and (kind, bare) not in uses}
        names |= set(_surname(best, folded[best], alone))
        names |= {form for key in members for words in told.get(key, ()) for form in (words, ARTICLE.sub("", words))}
    else:
        names |= {key[1] for key in members}  # the other forms are the whole record's: only its own article's are told
    return Entity(
        id_, kind, best[1], tuple(sorted(names)), party.keys, "; ".join(party.why), tuple(sorted(party.held)),
        party.public, party.public_why, party.place,
    )  # fmt: skip


def _surname(key: Key, name: Folded, alone: dict[str, Key]) -> Iterator[str]:
    if key[0] == "person" and len(name.words) > 1 and name.words[-1] in alone:
        yield key[1].split(" ")[-1]


def _cuts(key: Key, form: str) -> Iterator[str]:
    """A form as written, and the name within it: without article, title, and the short form in brackets."""
    bare = BRACKETED.sub("", form)
    for cut in (form, bare):
        yield cut
        yield ARTICLE.sub("", cut)
        yield OWNER.sub("", cut)
    kind, name = key
    if kind == "person":
        yield from _titled(bare, name)
    if kind != "person" and (at := bare.find(name)) > 0:
        yield from (bare[at:], form[at:])
    if kind in BODIES and bare.endswith(name):
        yield from _called_there(bare.removesuffix(name).rstrip(), kind)
    words = " ".join(ARTICLE.sub("", bare).split()).split(" ")
    if kind == "outlet" and words[-1] in OUTLET_WORDS:
        yield " ".join(w for at, w in enumerate(words) if not OUTLET_WORDS.issuperset(words[at:]))  # "Meron TV channel"
    if kind == "outlet" and (at := bare.rfind(f"The {name}")) > 0:
        yield bare[at:]  # "the American newspaper The Narva Ledger"
    if kind == "outlet" and len(words) > 2 and fold(words[0]) in owners():
        yield " ".join(words[1:])  # "the Norlandic Delta television channel"
    words = " ".join(bare.split()).split(" ")
    if kind == "person" and len(words) > len(name.split()) > 1:
        yield " ".join(words[-len(name.split()) :])


def _called_there(before: str, kind: MentionKind) -> Iterator[str]:
    """'the Narva mission' of 'the Narva mission, MINAR'; 'Norlandic state radio' of 'Norlandic state radio NNR'."""
    words = ARTICLE.sub("", before.rstrip(",")).split(" ")
    voice = kind == "outlet" and fold(words[0]) in owners()
    if len(words) > 1 and (before.endswith(",") or voice):
        yield from (before.rstrip(","), " ".join(words))


def _stateless(form: str) -> str | None:
    """'Ministry of Works' of 'Norlandic Ministry of Works'; None of 'Norlandic army'."""
    first, _, rest = form.partition(" ")
    return rest if first[:1].isupper() and fold(first) in owners() and rest[:1].isupper() and " " in rest else None


def _titled(form: str, name: str) -> Iterator[str]:
    """'Norlandic MP Sir Oro Vann' gives 'MP Sir Oro Vann' and 'Sir Oro Vann': the name with each office that leads to it."""
    words = form.split()
    lead = next((at for at, word in enumerate(words) if fold(word) and fold(word)[0] not in _titles()), 0)
    if lead and " ".join(words[lead:]) in name:
        yield " ".join(words[lead:])  # "Dr. Oro"
    for at in range(1, len(words) - len(name.split())):
        if fold(words[at]) and fold(words[at])[0] in _titles():
            yield " ".join(words[at:])


@cache
def _titles() -> frozenset[str]:
    rows = (*get("en").table("titles"), *get("en").table("roles"))
    return frozenset(fold(row[0])[0] for row in rows)


def _kind_of(members: list[Key], uses: dict[Key, NameUse]) -> MentionKind:
    """What most articles read the party as; of equals, the kind that says most. A person is other than a person where more
    articles say so: 'the Heron Queen' is a ship, though one calls it Heron Queen.
    """
    articles: dict[MentionKind, int] = defaultdict(int)
    for key in members:
        articles[key[0]] += uses[key].articles
    if "place" in articles and any(key[0] == "place" and party_of(*key) for key in members):
        return "place"  # a state, whatever its government is called
    if articles.keys() == {"person", "other"} and articles["other"] > articles["person"]:
        return "other"
    bodies = {kind: n for kind, n in articles.items() if kind in BODIES and kind != "other"}
    if sum(bodies.values()) >= articles.get("person", 0) > 0:
        articles.pop("person")  # 'the daily Meron Tide' here, 'Meron Tide' there
    return min(articles, key=lambda kind: (kind == "other", -articles[kind], kind))


def _bare(name: Folded, kind: MentionKind) -> bool:
    """A surname alone or an acronym: never the entity's name where a fuller one stands."""
    return name.acronym is not None or (kind == "person" and len(name.words) < 2)
