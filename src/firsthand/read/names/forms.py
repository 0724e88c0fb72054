"""One article's forms of one name brought together: surnames, acronyms spelled out, one kind for one name."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from firsthand import lang
from firsthand.lang.outlet_names import is_agency
from firsthand.model.readings import MentionKind
from firsthand.model.spans import Span
from firsthand.read.names.kinds import is_foreign_body
from firsthand.read.names.lexicon import key_of, names
from firsthand.read.names.words import PARTICLES

SMALL = frozenset({"of", "the", "for", "and", "in", "on", "to", "al", "de"})
ARTICLE = re.compile(r"^(?:The|the)\s+(?=\S)")
# the short form in brackets of a body's name in another language: "(GKNB)", "(MoD)"; not "(UK)", "(North)"
FOREIGN = re.compile(r"[A-Z]{3,7}|[A-Z][a-z]{0,3}[A-Z][A-Za-z]{0,4}")
INITIALS = 3  # letters of an outlet's name in short: fewer may be anything
LONGEST_MARKS = 5  # characters: " – “"
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
    led: bool = False  # "the" stands right before it, as before no person's name: "the Heron Queen"
    within: bool = False  # a place where something is: "in Kalda", "Oro Vann, 62, of Kalda"


def settle(drafts: Sequence[Draft], outlet: str | None = None, text: str = "") -> list[Draft]:
    """The drafts with the article's fullest name and one kind each, in order; `outlet` is whose article it is, of that text."""
    spelled = _spelled(drafts)
    out = [_own_outlet(_spell(d, spelled), outlet) if outlet else _spell(d, spelled) for d in drafts]
    out = _heads(_companies(_outlets(_kinds(out), outlet or "")), text)
    persons = [d.name for d in out if d.kind == "person"]
    full, first = surnames(persons), given(persons)
    return sorted((_surname(d, full, first) for d in out), key=lambda d: (d.span, d.core))


def known_as(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, in order, of which one that is told to be another's other name bears that name: 'Oro Vann, alias Abu Narva'."""
    first: dict[str, str] = {}
    for a, b in pairwise(drafts):
        between = (
            re.sub(r"[\s,()“”\"'‘’–—:]+", " ", text[a.span.end : b.span.start]) if b.span.start > a.span.end else ""
        )
        same = a.kind == b.kind or not {a.kind, b.kind} & {"person", "place", "document"}
        if same and a.name != b.name and (between.strip().lower() in _known_as() or _translated(text, a, b)):
            first.setdefault(b.name, first.get(a.name, a.name))
    return [replace(d, name=first.get(d.name, d.name)) for d in drafts]


def _translated(text: str, a: Draft, b: Draft) -> bool:
    """'Harakat al-Tolo (the Tolo Movement)', 'Saraya al-Tolo – “the Tolo Brigades”': a body's name in two languages."""
    between = text[a.span.end : b.span.start]
    marks = not between.strip(' (“"‘—–,') and len(between) < LONGEST_MARKS and between.strip() != ","
    return marks and bool(between.strip()) and a.kind == "group" and is_foreign_body(a.name.split(" ")[0])


@cache
def _known_as() -> frozenset[str]:
    return frozenset(lang.get("en").column("known_as"))


def given(persons: Iterable[str]) -> dict[str, str]:
    """Names before the last to full names, of those that one person of the article bears: 'Ana', 'Ruiz': Ana Ruiz Ortega."""
    found: dict[str, set[str]] = defaultdict(set)
    for name in persons:
        for before, word in pairwise(("", *name.split()[:-1])):
            small = {before.lower(), word.lower()} & PARTICLES
            if len(word) > 2 and word[0].isupper() and not small and word not in names().titles:
                found[word].add(name)
    longest = ((word, max(full, key=lambda n: (len(n), n)), full) for word, full in found.items())
    return {word: whole for word, whole, full in longest if all(set(n.split()) <= set(whole.split()) for n in full)}


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


def _surname(d: Draft, full: dict[str, str], first: dict[str, str]) -> Draft:
    name = full.get(d.name) or full.get(AL.sub("", d.name))
    if name is None and (d.name in names().first_names or (d.kind not in ("place", "outlet") and not d.led)):
        name = first.get(d.name)  # a labeller takes a rare given name for a body's
    if name is None or d.sure > 2 or d.kind in ("outlet", "document"):
        return d
    given = names().first_names.get(name.split()[0])
    if d.sex and given in ("m", "f") and given != d.sex:
        return replace(d, kind="person")  # "Mr. Lind" is not Mara Lind
    return replace(d, kind="person", name=name)


def _spelled(drafts: Sequence[Draft]) -> dict[str, tuple[str, MentionKind]]:
    """'Union of River Towns (URT)' gives URT its full name, if most of its letters begin words of the name, or if the name
    is a body's: its short form may be of its own language."""
    found: dict[str, tuple[str, MentionKind]] = {}
    for d in drafts:
        if not d.short or key_of(d.short) in names().known:
            continue
        body = d.kind in ("organisation", "group") and d.sure > 1 and FOREIGN.fullmatch(d.short) is not None
        if fits(d.short, d.name) or body or (d.kind == "place" and not d.short.isupper()):
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


def _own_outlet(d: Draft, outlet: str) -> Draft:
    """The article's own outlet, by its name, its initials or, after "the", by its last word: 'the Beacon' in The Daily Beacon;
    'KPA' in Kalda Press Agency; 'Le Cahier' in Le Cahier de Narva, 'the Times' in The Times of Narva."""
    bare = key_of(d.name)
    initials = "".join(w[0] for w in ARTICLE.sub("", outlet).split() if w[0].isupper())
    if len(initials) >= INITIALS and d.name == initials:
        return replace(d, name=outlet, kind="outlet" if is_agency(outlet) else d.kind, sure=3)
    foreign = d.name.split(" ")[0] in names().outlet_articles and outlet.startswith(f"{d.name} ")
    begins = ARTICLE.sub("", outlet).startswith(f"{ARTICLE.sub('', d.name)} of ")
    own = foreign or (begins and (d.led or d.name.startswith("The ")))
    if bare == key_of(outlet) or own or (d.led and bare == key_of(last_word(outlet) or "")):
        body = d.kind in ("organisation", "group") and d.sure > 1 and " " in bare  # a body's own statement
        return replace(d, name=outlet, kind=d.kind if body else "outlet", sure=3)
    return d


def last_word(outlet: str) -> str | None:
    """What an outlet of several words is called in its own pages, after "the": 'Beacon' of 'The Daily Beacon Online'."""
    words = ARTICLE.sub("", outlet).split()
    while len(words) > 1 and words[-1] in ("Online", "Digital", "News"):
        words = words[:-1]
    return words[-1] if len(words) > 1 and words[-1][0].isupper() else None


def _heads(drafts: Sequence[Draft], text: str) -> list[Draft]:
    """'the Council' after 'Harbour Safety Council', 'the Region' after 'Kalda Region', 'the Company' where one is named: a head
    with a capital is the one name of the article that has it."""
    tables = names()
    bodies = tables.organisations | tables.outlet_words | {"Axis"}
    full: dict[str, set[tuple[str, MentionKind]]] = defaultdict(set)
    for d in drafts:
        words = d.name.split()
        whole = d.core.of(text) or d.name  # "the Red Cross" has no head, whatever it is short for
        written = re.split(r"\s(?:of|for|in|on)\s", whole)[0].split()
        if len(words) > 1 and d.kind in ("organisation", "group", "outlet"):
            for word in set(words) & set(written) | set(written[-1:] if " " in whole else []):
                full[word.capitalize() if word == words[-1] else word].add((d.name, d.kind))
            if words[-1] in tables.company_words and "of" not in words:
                full["Company"].add((d.name, d.kind))
        if len(words) > 1 and d.kind == "place":
            full[whole.split()[-1]].add((d.name, d.kind))
    out = []
    for d in drafts:
        short = d.sure < 3 and (d.name in bodies or (d.led and d.name in tables.places_after))
        one = full.get(d.name, set()) if short else set()
        name, kind = next(iter(one)) if len(one) == 1 else (d.name, d.kind)
        out.append(replace(d, name=name, kind=kind))
    return out


def short_names(drafts: Sequence[Draft]) -> dict[str, str]:
    """What bodies of the article are called after "the", with the one name that is so: the last word ('the Forum' of the Kalda
    Street Forum), and a first word that shows a body in its own language ('the Harakat')."""
    full: dict[str, set[str]] = defaultdict(set)
    for d in drafts:
        words = d.name.split(" ")
        if len(words) < 2 or d.sure < 2 or d.kind not in ("group", "organisation"):
            continue
        if is_foreign_body(words[0]):
            full[words[0]].add(d.name)
        elif words[-1][0].isupper() and words[-1].isalpha() and "of" not in words:
            full[words[-1]].add(d.name)
    return {word: next(iter(found)) for word, found in full.items() if len(found) == 1}


def _outlets(drafts: Sequence[Draft], own: str) -> list[Draft]:
    """'Al-Tolo' in an article that names Al-Tolo Net, or of the outlet Al-Tolo al-Jadeed: outlets are called by how their names
    begin. Not 'Heron' of Heron Post, where Heron is a place or somebody's name."""
    tables = names()
    full: dict[str, set[str]] = defaultdict(set)
    for name in {d.name for d in drafts if d.kind == "outlet" and d.sure > 1} | {own}:
        words = ARTICLE.sub("", name).split(" ")
        for at in range(1, len(words)):
            begins = " ".join(words[:at])
            called = begins not in tables.outlet_words and begins.lower() not in tables.outlet_heads
            if called and (name == own or tables.outlet_words.issuperset(words[at:])):
                full[begins].add(name)
    people = {word for d in drafts if d.kind == "person" and " " in d.name for word in d.name.split(" ")}
    out = []
    for d in drafts:
        bare = ARTICLE.sub("", d.name)
        body = d.kind in ("organisation", "group") and d.sure > 1 and " " in bare  # which publishes it
        unsure = d.sure < 3 and d.kind not in ("place", "document") and not body and key_of(bare) not in tables.known
        one = full.get(bare, set()) if unsure and people.isdisjoint(bare.split(" ")) else set()
        one = {own} if own in one else one
        out.append(replace(d, name=min(one), kind="outlet", sure=2) if len(one) == 1 else d)
    return out


def _thing(d: Draft) -> Draft:
    start = min(d.span.start, d.core.start - len("the ")) if d.led else d.span.start
    return replace(d, kind="other", span=Span(start, d.span.end))


def _companies(drafts: Sequence[Draft]) -> list[Draft]:
    """'Heron Bay' in an article that names Heron Bay Shipping, unless something is said to be in Heron Bay."""
    places = {d.name for d in drafts if d.within}
    full: dict[str, set[str]] = defaultdict(set)
    for d in drafts:
        words = d.name.split()
        if d.kind == "organisation" and len(words) > 1 and words[-1] in names().company_words:
            full[" ".join(words[:-1])].add(d.name)
    out = []
    for d in drafts:
        one = (
            full.get(d.name, set())
            if d.sure < 3 and d.name not in places and key_of(d.name) not in names().known
            else set()
        )
        out.append(replace(d, name=min(one), kind="organisation", sure=2) if len(one) == 1 else d)
    return out


def _kinds(drafts: Sequence[Draft]) -> list[Draft]:
    """One kind for one name: the surest, then the one read most often.

    Where something is said to be is a place, however often its name alone was taken for a body's: 'the Kalda tram'. What
    bears "the" before its name more often than not is no person: 'the Heron Queen'; nor is what has one word for a name and
    is told to be a body anywhere: 'the Kaldan group Meron'.
    """
    led: Counter[str] = Counter()
    for d in drafts:
        if d.kind == "person" and d.sure < 3:
            led[d.name] += 1 if d.led else -1
    drafts = [_thing(d) if d.kind == "person" and led[d.name] > 0 else d for d in drafts]
    told = (d for d in drafts if d.kind in ("organisation", "group") and d.span.start < d.core.start - len("the "))
    bodies = {d.name for d in told if d.sure > 1 and " " not in d.name}  # "the Kaldan group Meron"
    bodies -= {d.name for d in drafts if d.kind == "outlet"}
    drafts = [replace(d, kind="organisation") if d.kind == "person" and d.name in bodies else d for d in drafts]
    titled = {d.name for d in drafts if d.sex}  # "Mr Vann"
    drafts = [replace(d, kind="person", sure=3) if d.name in titled and d.kind == "place" else d for d in drafts]
    places = {d.name for d in drafts if d.within}
    votes: dict[str, Counter[tuple[int, MentionKind]]] = defaultdict(Counter)
    for d in drafts:
        same = d.kind == "organisation" and d.sure == 2 and d.name in places
        votes[d.name][d.sure, "place" if same else d.kind] += 1
    best = {name: max(c, key=lambda v: (v[0], c[v], v[1])) for name, c in votes.items()}
    return [replace(d, kind=best[d.name][1], sure=best[d.name][0]) for d in drafts]
