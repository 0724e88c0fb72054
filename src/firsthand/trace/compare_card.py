"""An article as comparing sees it: for each sentence its terms, its days, and what it says in each slot."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Protocol, TypeVar

from firsthand.lang import get
from firsthand.model.comparing import Card, Cell, Line
from firsthand.model.readings import Attribution, EventMention, Mention, PlaceRef, Quantity, TimeRef
from firsthand.model.spans import Span, hull
from firsthand.model.units import Readings
from firsthand.trace import compare_phrases as phrases
from firsthand.trace.compare_lines import WORD, bare, countries, country_names, fold, sentences, stem, term, terms

CALENDAR = frozenset({"year", "month", "week", "day", "part_of_day", "season", "minute"})
DATED = frozenset({"year", "month", "day"})  # grains that accounts are held to: an hour, "last week" and "this summer" are loose
# "three of those trapped", "one of the victims": a part of what is told elsewhere
PART = re.compile(r"\s*of\s+(?:the|those|these|them|whom|which|its|his|her|their|our|my|your)\b")
LENGTHS = frozenset({"year", "month", "week", "day", "hour", "minute", "second", "fortnight", "decade", "age"})
ACTORS = frozenset({"person", "organisation", "group", "outlet"})
SOLDIERS = frozenset(
    term_ for w in ("soldier", "serviceman", "servicemen", "troops", "trooper", "personnel") if (term_ := term(w))
)
GENERIC = frozenset({"people", "peopl", "person", "other", "individ", "victim", "body", "bodi", "one"})
KNOWN = re.compile(
    r"\b(?:the|this|that|these|those)\s+(?:\w+\s+){0,2}(?:attacks?|strikes?|airstrikes?|raids?|bombings?|assault|targeted|incident|blast|explosion|shelling|ambush|killings?|shooting)\b",
    re.IGNORECASE,
)
REACH = 40  # characters from a figure to the word that gives its role: "34 others were badly injured"
DENIES = re.compile(r"\b(?:den(?:y|ies|ied|ying)|refut(?:e|ed|es)|reject(?:ed|s)|dismiss(?:ed|es))\b", re.IGNORECASE)
# yes: "this information", "the report", "it"; no: "the report of a raid on the depot"
BACK = re.compile(
    r"(?:it|this|that|them|(?:the|this|that|these|those|such|all)\s+(?:\w+\s+){0,2}(?:information|reports?|claims?|accusations?|allegations?|charges?|rumou?rs?|news|story|assertions?|statements?|involvement))\W*",
    re.IGNORECASE,
)


class Placed(Protocol):
    @property
    def span(self) -> Span: ...


P = TypeVar("P", bound=Placed)


@dataclass(frozen=True, slots=True)
class Held:
    """Readings of one article, quick to ask by place."""

    text: str
    mentions: tuple[Mention, ...]
    times: tuple[TimeRef, ...]
    places: tuple[PlaceRef, ...]
    quantities: tuple[Quantity, ...]
    attributions: tuple[Attribution, ...]
    happenings: tuple[EventMention, ...] = ()


def card(given: Readings) -> Card:
    """The card of an article; the same for the same article and readings."""
    article = given.article
    outlet, published = article.first("outlet"), article.first("published")
    held = hold(given)
    return Card(
        article.id,
        outlet.value if outlet and outlet.how != "inferred" else None,
        published.value if published else None,
        tuple(line(held, span, headline) for span, headline in sentences(article)),
    )


def hold(given: Readings) -> Held:
    by_place: Callable[[Placed], Span] = lambda x: x.span  # noqa: E731
    return Held(
        given.article.text,
        tuple(sorted(given.mentions, key=by_place)),
        tuple(sorted(given.times, key=by_place)),
        tuple(sorted(given.places, key=by_place)),
        tuple(sorted(given.quantities, key=by_place)),
        tuple(sorted(given.attributions, key=lambda a: (a.content, a.id))),
        tuple(sorted(given.happenings, key=lambda h: (h.trigger, h.id))),
    )


def line(held: Held, span: Span, headline: bool) -> Line:
    """One sentence, with its cells in order of place."""
    words = span.of(held.text)
    times = within(held.times, span)
    days = {t.edtf for t in times if t.edtf and t.grain in CALENDAR}
    cells = [
        *numbers(held, span),
        *dates(times, held),
        *places(held, span, headline),
        *actors(held, span, headline),
        *occurrences(held, span, headline),
    ]
    said = (_said(cell, held) for cell in cells)
    return Line(
        span,
        terms(words),
        tuple(sorted(days)),
        bool(KNOWN.search(words)),
        headline,
        tuple(sorted(said, key=lambda c: (c.span, c.slot, c.about))),
    )


def within(found: Sequence[P], span: Span) -> list[P]:
    """Those of a sorted sequence that begin in a stretch."""
    first = bisect_left(found, span.start, key=lambda x: x.span.start)
    last = bisect_left(found, span.end, key=lambda x: x.span.start)
    return list(found[first:last])


# Numbers


def numbers(held: Held, sentence: Span) -> Iterator[Cell]:
    """A cell for each figure that counts something: 'injured more than 30' is about "wounded"."""
    for q in within(held.quantities, sentence):
        cell = number(held, q, sentence)
        if cell is not None:
            if not _is_part(held.text, q):
                yield cell
            if cell.about == "killed" and (named := _with(held, q, sentence)) is not None:
                yield replace(cell, about="killed with", span=Span(named.span.start, cell.span.end), keys=(fold(named.name),),
                    words=_shown(held.text[named.span.start : cell.span.end]), value=f"{named.name} and {cell.value}")  # fmt: skip
    yield from _alone(held, sentence)


def _is_part(text: str, q: Quantity) -> bool:
    number = re.match(r"(?:[\w,.-]+\s+){1,4}?(?=of\s)", q.span.of(text) + " ")
    after = q.span.start + len(number.group().rstrip()) if number else q.span.end
    return PART.match(text, after) is not None


# yes: "killed the harbour master Ann Heron"; "assassinated General Heron"
KILLED = re.compile(r"\b(?:killed|murdered|assassinated|martyred)\s+(?:[\w’'-]+\s+){0,5}$")


def _with(held: Held, q: Quantity, sentence: Span) -> Mention | None:
    """'Ann Heron and four others were killed': the one named beside the figure."""
    for m in within(held.mentions, sentence):
        if m.kind == "person" and m.span.end < q.span.start and held.text[m.span.end : q.span.start].strip() == "and":
            return m
    return None


def _alone(held: Held, sentence: Span) -> Iterator[Cell]:
    """'killed the harbour master Ann Heron' with nobody beside: a count of one named dead."""
    for m in within(held.mentions, sentence):
        if m.kind != "person" or re.match(r"\s+and\s", held.text[m.span.end : m.span.end + 6]):
            continue
        lead = KILLED.search(held.text, sentence.start, m.span.start)
        if lead is not None and not touching(held.quantities, Span(lead.start(), m.span.end)):
            span = Span(lead.start(), m.span.end)
            yield Cell(
                "number",
                "killed with",
                span,
                _shown(span.of(held.text)),
                f"{m.name} killed",
                low=1,
                high=1,
                keys=(fold(m.name),),
            )


def number(held: Held, q: Quantity, sentence: Span) -> Cell | None:
    """The figure, with the word that gives its role among the words shown."""
    near = _role_near(held.text, q.span, sentence)
    role, span = q.role, q.span
    counted = _counted(held.text, q)
    if near is not None and near[2]:
        if near[0] != q.role:
            counted = ()
        role = near[0]
    if near is not None and near[0] == role:
        span = Span(min(span.start, near[1].start), max(span.end, near[1].end))
    unit = q.unit or ""
    if unit.split(" ")[-1:] and unit.split(" ")[-1] in LENGTHS:
        return None
    if role is None and not unit and not counted:
        return None
    about = role or f"count:{stem(fold(unit.split()[-1])) if unit else counted[-1]}"
    return Cell(
        "number", about, span, _shown(span.of(held.text)), _figure(q, role), low=q.low, high=q.high, bound=q.bound,
        keys=tuple(sorted(set(counted) - {role or ""})), edtf=q.as_of, scope=q.scope,
    )  # fmt: skip


def _figure(q: Quantity, role: str | None) -> str:
    """'30 or more person killed'."""
    low, high = (None if x is None else f"{x:.10g}" for x in (q.low, q.high))
    number = (
        low
        if low == high
        else f"{low} or more"
        if high is None
        else f"{high} or less"
        if low is None
        else f"{low} to {high}"
    )
    return " ".join(x for x in ("about" if q.bound == "about" else None, number, q.unit, role) if x)


def _counted(text: str, q: Quantity) -> tuple[str, ...]:
    """What is counted, folded, without words for people at large and without countries' adjectives left out."""
    words = q.of.of(text) if q.of is not None else (q.unit or "")
    found = [t for w in WORD.findall(words) if (t := term(w)) is not None and t not in GENERIC]
    found = ["soldier" if t in SOLDIERS else t for t in found]
    return tuple(dict.fromkeys(found))


def _role_near(text: str, figure: Span, sentence: Span) -> tuple[str, Span, bool] | None:
    """The role word just before a figure ("killing 27"), else the first after it in reach: its role, place, and if before."""
    lead = text[max(sentence.start, figure.start - 24) : figure.start]
    before = re.search(
        r"(?P<word>[\w-]+)\s+(?:at least |more than |about |around |some |another |up to |nearly |over )?$", lead
    )
    if before and (role := _verb_roles().get(before["word"].lower())):
        start = max(sentence.start, figure.start - 24) + before.start("word")
        return role, Span(start, start + len(before["word"])), True
    for match in re.finditer(r"[\w-]+|[,;:]", text[figure.end : min(sentence.end, figure.end + REACH)]):
        if role := _roles().get(match.group().lower()):
            return role, Span(figure.end + match.start(), figure.end + match.end()), False
    return None


@cache
def _roles() -> dict[str, str]:
    return {row[0]: row[2] for row in get("en").table("quantity_roles") if row[1] in ("verb", "state")}


@cache
def _verb_roles() -> dict[str, str]:
    return {row[0]: row[2] for row in get("en").table("quantity_roles") if row[1] == "verb"}


# Dates


def dates(times: Iterable[TimeRef], held: Held) -> Iterator[Cell]:
    """A cell for each time on the calendar; one that only says when something was said is about "said"."""
    for t in times:
        if t.edtf is None or t.grain not in DATED or "/" in t.edtf:
            continue
        spoken = any(_beside(held.text, cue, t.span) for a in held.attributions for cue in a.cue)
        yield Cell("date", "said" if spoken else "happened", t.span, _shown(t.span.of(held.text)), t.edtf, edtf=t.edtf)


def _beside(text: str, cue: Span, when: Span) -> bool:
    """'said on Monday', 'on Monday told'."""
    between = text[min(cue.end, when.end) : max(cue.start, when.start)]
    return len(between) <= 8 and re.fullmatch(r"\s*(?:on|late|early|in)?\s*", between) is not None


# Places


def places(held: Held, sentence: Span, headline: bool) -> Iterator[Cell]:
    """Where it was, by what was struck, where people were harmed, and where a site lies. Headlines leave too much unsaid."""
    if headline:
        return
    seen: set[Span] = set()
    for phrase in (*phrases.targets(held.text, sentence), *phrases.harmed_at(held.text, sentence)):
        cell = place(held, phrase)
        if cell is not None and phrase.span not in seen:
            seen.add(phrase.span)
            yield cell
    for phrase in phrases.located(held.text, sentence):
        name = _site_name(phrase.key)
        cell = place(held, phrase) if name else None
        if cell is not None:
            yield replace(cell, about=f"at:{' '.join(name)}", site=())


def place(held: Held, phrase: phrases.Phrase) -> Cell | None:
    """A phrase with the countries, places and sites in it; None if it names none.

    'a US base near the border with Norland' lies in Norland: whose a thing is says nothing of where it is.
    """
    words = phrase.span.of(held.text)
    if any(t.span.start <= phrase.span.start < t.span.end for t in held.times):
        return None
    lands: set[str] = set()
    fine: set[str] = set()
    sites: set[str] = set()
    for n, piece in enumerate(_pieces(held.text, phrase.span)):
        here, known = _known(held, piece, whole=n > 0)
        lands |= here
        fine |= {key for key, _ in known}
        named = _sites(held, piece, [at for _, at in known])
        if n == 0:
            sites |= named
        else:
            fine |= {f"place:{name}" for name in named}
    if not (lands or fine or sites):
        return None
    border = " border" if re.search(r"\bborder|\bside of", words) else ""
    value = ", ".join((*sorted(sites), *sorted(fine), *sorted(lands))) + border
    return Cell(
        "place",
        phrase.about,
        phrase.span,
        _shown(words),
        value,
        keys=tuple(sorted(fine | lands)),
        site=tuple(sorted(sites)),
    )


LOCATIVE = re.compile(
    r"(?:^|(?<=\s))(?:in|on|at|near|inside|outside|along|across|of|from|off|around|between|west of|east of|north of|south of)\s|(?<=[’']s)\s",
    re.IGNORECASE,
)


def _pieces(text: str, phrase: Span) -> list[Span]:
    """What stands before the first preposition of a phrase, then what follows each."""
    cuts = [phrase.start, *(m.start() for m in LOCATIVE.finditer(text, phrase.start, phrase.end)), phrase.end]
    found = [Span(a, b) for a, b in pairwise(cuts)]
    return found if len(found[0]) or len(found) == 1 else found


def _known(held: Held, piece: Span, *, whole: bool) -> tuple[set[str], list[tuple[str, Span]]]:
    """The countries and finer places in a piece. In a head ("US base") a country counts only at its end: "struck Norland"."""
    words = piece.of(held.text)
    lands: set[str] = set()
    for match in WORD.finditer(words):
        code = countries().get(match.group()) or countries().get(bare(match.group()))
        name = match.group() in country_names() or bare(match.group()) in country_names()
        if code and _lies_in(words, match.end(), name=name, whole=whole):
            lands.add(f"={code}")
    known: list[tuple[str, Span]] = []
    for ref in within(held.places, piece):
        name = re.sub(r"^[Tt]he\s+", "", ref.span.of(held.text)).rstrip("’'s")
        if (
            ref.gazetteer_id is None
            or name in countries()
            or f"{name}s" in countries()
            or ref.precision in ("country", "area", None)
        ):
            continue
        known.append((f"{ref.precision}:{fold(ref.name)}", ref.span))
        lands |= {f"={ref.country}"} if ref.country else set()
    return lands, known


def _lies_in(words: str, end: int, *, name: bool, whole: bool) -> bool:
    """Whether a country at this place says where: 'in Norland', 'the Norlandic city of', not 'near the Norlandic consulate'."""
    if AREA.match(words, end):
        return whole or name
    return name and re.match(r"[’']s\b|\W*$|\W+(?:\d|a\s|as\b|late\b|early\b)", words[end:]) is not None


# what follows a country or its people where it says where: "-Jordan border", " side of", " province"
AREA = re.compile(
    r"(?:[-–/](?:and-)?[A-Z]\w+)?\s(?:border|side|city|town|village|capital|province|governorate|region|district|territory|territories|"
    r"soil|coast|desert|island|airspace|waters|state|frontier|countryside|mainland)s?\b|[-–/][A-Z]\w+\s(?:border|frontier)"
)


def _sites(held: Held, piece: Span, known: list[Span]) -> set[str]:
    """Names that no gazetteer placed, of what stands somewhere: 'Tower 9', 'the al-Heron base', not 'the Heron Brigade'."""
    found: set[str] = set()
    words = piece.of(held.text)
    for match in re.finditer(r"\b(?:al-)?[A-Z][\w’'-]*(?:\s\d+\b)?", words):
        at = match.group()
        span = Span(piece.start + match.start(), piece.start + match.end())
        key = " ".join(t for w in WORD.findall(at) if (t := term(w)) is not None and t[0] != "=")
        number = re.search(r"(?<=\s)\d+$", at)
        if PEOPLE.search(at):
            continue
        kinds = {m.kind for m in touching(held.mentions, span)}
        stands = number or "place" in kinds or (phrases.names_site(words) and "person" not in kinds)
        if (
            key
            and stands
            and key not in DIRECTIONS
            and not any(span.overlaps(k) for k in known)
            and not phrases.is_site(key)
        ):
            found.add(f"{key} {number.group()}" if number else key)
    return found


PEOPLE = re.compile(r"[a-z](?:ic|ish|ese|ian)$")  # whose it is, in words that no table of peoples knows
DIRECTIONS = frozenset(
    {"north", "south", "east", "west", "northern", "southern", "eastern", "western", "middl", "army", "military"}
)


def _site_name(name: str) -> tuple[str, ...]:
    """What a site is called, without "base" and without whose it is; empty if nothing is left."""
    found = [t for w in WORD.findall(name) if (t := term(w)) is not None and t[0] != "="]
    return tuple(t for t in found if t not in {stem(w) for w in SITE_LIKE} and t not in DIRECTIONS)


SITE_LIKE = (
    "base",
    "airbase",
    "airport",
    "camp",
    "city",
    "port",
    "embassy",
    "consulate",
    "university",
    "college",
    "hospital",
)


# Actors


def actors(held: Held, sentence: Span, headline: bool) -> Iterator[Cell]:
    """Who is blamed, who is behind it and how sure that is, and what somebody owns or leads."""
    text = held.text
    if headline and (opening := phrases.opening(text, sentence)) is not None:
        yield _actor(text, opening, "behind", _names(opening.key))
    for phrase in phrases.blamed(text, sentence):
        yield _actor(text, phrase, "blame", _names(phrase.span.of(text)))
    for phrase in phrases.behind(text, sentence):
        yield _actor(text, phrase, "behind", _names(phrase.key))
    for phrase in phrases.agents(text, sentence):
        names = _names(phrase.span.of(text))
        if names and not phrases.is_weapon(phrase.span.of(text)):
            yield _actor(text, phrase, "agent", names)
    for phrase in phrases.held(text, sentence):
        person = _nearest(held, phrase.span, sentence)
        if person is not None:
            keys = _names(phrase.span.of(text)) - {stem(phrase.key)}
            yield _actor(text, phrase, f"held:{phrase.key}:{fold(person.name)}", keys)


def _actor(text: str, phrase: phrases.Phrase, about: str, keys: set[str]) -> Cell:
    words = _shown(phrase.span.of(text))
    return Cell("actor", about, phrase.span, words, words, keys=tuple(sorted(keys)), mood=phrase.mood)


def _names(words: str) -> set[str]:
    """The words of names: 'Norland-backed groups' gives the country, 'the Heron Group' heron and group."""
    return {t for w in WORD.findall(words) if w[0].isupper() and (t := term(w)) is not None}


def _nearest(held: Held, span: Span, sentence: Span) -> Mention | None:
    people = [m for m in within(held.mentions, sentence) if m.kind == "person"]
    return min(people, key=lambda m: (_gap(m.span, span), m.span), default=None)


def _gap(a: Span, b: Span) -> int:
    return max(a.start - b.end, b.start - a.end, 0)


# Occurrences


def occurrences(held: Held, sentence: Span, headline: bool) -> Iterator[Cell]:
    """What somebody says is not so, and what is said before it: 'denied' and 'told'."""
    for a in () if headline else held.attributions:
        content = hull(a.content)
        if (
            content is None
            or not sentence.contains(Span(content.start, content.start))
            or content.start == sentence.end
        ):
            continue
        words = _shown(content.of(held.text))
        denied = any(DENIES.search(c.of(held.text)) for c in a.cue)
        back = BACK.fullmatch(words) is not None
        about = "back" if back else "said"
        if len(words.split()) >= 4 or (denied and back):
            yield Cell(
                "occurrence", about, content, words, "denied" if denied else "told", mood="denied" if denied else "told",
                who=a.speaker, attribution_id=a.id,
            )  # fmt: skip


# What event mentions say


def happened(held: Held, sentence: Span) -> Iterator[Cell]:
    """Who and where of the happenings told in a sentence: what events are compared by."""
    names = {m.id: m for m in held.mentions}
    for h in held.happenings:
        if not sentence.contains(Span(h.trigger.start, h.trigger.start)):
            continue
        for role in h.roles:
            if role.role == "actor":
                named = names.get(role.mention_id or "")
                keys = _names(named.name if named else role.span.of(held.text))
                yield _actor(held.text, phrases.Phrase("event", role.span, h.polarity), "event", keys)
        where = next((p for p in held.places if p.id == h.place), None)
        cell = place(held, phrases.Phrase("event", where.span)) if where else None
        if cell is not None:
            yield cell


# Who says so


def _said(cell: Cell, held: Held) -> Cell:
    """The cell with whoever the innermost attribution around its words gives them to."""
    if cell.attribution_id is not None:
        return cell
    around = [
        a for a in held.attributions if any(c.start <= cell.span.start and cell.span.end <= c.end for c in a.content)
    ]
    if not around:
        return cell
    inner = min(around, key=lambda a: (sum(map(len, a.content)), a.id))
    return replace(cell, who=inner.speaker, attribution_id=inner.id)


def _shown(words: str) -> str:
    return " ".join(words.split())


def touching(found: Sequence[P], span: Span) -> list[P]:
    """Those of a sorted sequence that share a character with a stretch."""
    last = bisect_right(found, span.end, key=lambda x: x.span.start)
    return [x for x in found[max(0, last - 40) : last] if x.span.overlaps(span)]


def keys_of_place(held: Held, m: Mention) -> tuple[str, ...]:
    """The countries and finer places of a name, as a place's cell holds them."""
    lands, known = _known(held, m.span, whole=True)
    return tuple(sorted(lands | {key for key, _ in known}))
