"""One article's forms of one name brought together: surnames, acronyms spelled out, one kind for one name."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from firsthand.model.readings import MentionKind
from firsthand.model.spans import Span
from firsthand.read.names.lexicon import key_of, names

SMALL = frozenset({"of", "the", "for", "and", "in", "on", "to", "al", "de"})
AL = re.compile(r"^(?:al|el)[-'’ ]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Draft:
    """A mention being made: `core` is the bare name, `span` the whole with title, article, short form in brackets."""

    core: Span
    span: Span
    kind: MentionKind
    sure: int  # 3 by table, 2 by a word, 1 by shape; 2 by a labeller
    name: str
    short: str | None = None  # in brackets after it
    sex: str | None = None  # that the title tells: "m", "f"
    within: bool = False  # a place where something is: "in Kalda", "Oro Vann, 62, of Kalda"


def settle(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with the article's fullest name and one kind each, in order."""
    spelled = _spelled(drafts)
    out = [_spell(d, spelled) for d in drafts]
    out = _heads(_kinds(out))
    full = surnames(d.name for d in out if d.kind == "person")
    return sorted((_surname(d, full) for d in out), key=lambda d: (d.span, d.core))


def surnames(persons: Iterable[str]) -> dict[str, str]:
    """Last names to full names; one that two people bear is nobody's, unless one is named three times as often."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for name in persons:
        words = name.split()
        if len(words) > 1:
            for form in {words[-1], AL.sub("", words[-1]), " ".join(words[-2:])} - {name} - names().nationalities:
                found[form][name] += 1
    out = {}
    for form, full in found.items():
        people: Counter[str] = Counter()
        for name, n in full.items():
            people[_person(name)] += n
        (most, times), *others = people.most_common()
        if not others or times >= 3 * others[0][1]:
            out[form] = max((n for n in full if _person(n) == most), key=lambda n: (len(n), n))
    return out


def _person(name: str) -> str:
    """The beginning of the given name: what tells two bearers of a surname apart, however it is spelled out."""
    return AL.sub("", name.split()[0]).casefold()[:3]


def _surname(d: Draft, full: dict[str, str]) -> Draft:
    name = full.get(d.name) or full.get(AL.sub("", d.name))
    if name is None or d.sure > 2 or d.kind in ("outlet", "document"):
        return d
    given = names().first_names.get(name.split()[0])
    if d.sex and given in ("m", "f") and given != d.sex:
        return replace(d, kind="person")  # "Mr. Lind" is not Mara Lind
    return replace(d, kind="person", name=name)


def _spelled(drafts: Sequence[Draft]) -> dict[str, tuple[str, MentionKind]]:
    """'Union of River Towns (URT)' gives URT its full name, if most of its letters begin words of the name."""
    found: dict[str, tuple[str, MentionKind]] = {}
    for d in drafts:
        if not d.short or key_of(d.short) in names().known:
            continue
        if fits(d.short, d.name) or (d.kind == "place" and not d.short.isupper()):
            found.setdefault(d.short, (d.name, d.kind))
    return found


def fits(short: str, name: str) -> bool:
    """Whether a short form may stand for a name: its capitals begin the name's words in order, but for one at most."""
    letters = [c for c in short.upper() if c.isalpha()]
    words = [w for w in re.split(r"[\s’'-]+", name) if w and w != "s"]
    initials = iter(w[0].upper() for w in words)
    met = sum(1 for c in letters if c in initials)
    return len(words) > 1 and short.isupper() and met >= max(2, len(letters) - 1)


def _spell(d: Draft, spelled: dict[str, tuple[str, MentionKind]]) -> Draft:
    if d.name not in spelled:
        return d
    name, kind = spelled[d.name]
    return replace(d, name=name, kind=kind, sure=2)


def _heads(drafts: Sequence[Draft]) -> list[Draft]:
    """'the Council' after 'Harbour Safety Council': a head with a capital is the one name of the article that has it."""
    tables = names()
    full: dict[str, set[tuple[str, MentionKind]]] = defaultdict(set)
    for d in drafts:
        for word in d.name.split() if d.kind in ("organisation", "group") and " " in d.name else ():
            full[word].add((d.name, d.kind))
    out = []
    for d in drafts:
        one = full.get(d.name, set()) if d.sure < 3 and (d.name in tables.organisations or d.name == "Axis") else set()
        name, kind = next(iter(one)) if len(one) == 1 else (d.name, d.kind)
        out.append(replace(d, name=name, kind=kind))
    return out


def _kinds(drafts: Sequence[Draft]) -> list[Draft]:
    """One kind for one name: the surest, then the one read most often.

    Where something is said to be is a place, however often its name alone was taken for a body's: 'the Kalda tram'.
    """
    places = {d.name for d in drafts if d.within}
    votes: dict[str, Counter[tuple[int, MentionKind]]] = defaultdict(Counter)
    for d in drafts:
        same = d.kind == "organisation" and d.sure == 2 and d.name in places
        votes[d.name][d.sure, "place" if same else d.kind] += 1
    best = {name: max(c, key=lambda v: (v[0], c[v], v[1])) for name, c in votes.items()}
    return [replace(d, kind=best[d.name][1], sure=best[d.name][0]) for d in drafts]
