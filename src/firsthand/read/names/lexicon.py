"""What the tables of a language pack know of names: well-known parties and places, and the words that show what a name is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from firsthand import lang
from firsthand.lang.spellings import spelled
from firsthand.model.readings import MentionKind

LONGEST_KNOWN = 9  # words of the longest form in the tables
POSSESSIVE = re.compile(r"(?:['’‘]s|(?<=s)['’‘])$")


@dataclass(frozen=True, slots=True)
class Known:
    """A form that the tables hold: what it is, and the fullest name for it."""

    kind: MentionKind
    name: str


@dataclass(frozen=True, slots=True)
class Names:
    """The tables of names, made ready for look-up."""

    known: dict[str, Known]  # by `key_of` a form; acronyms by the form itself
    nationalities: frozenset[str]  # "Iraqi", "Kurdish", with their plurals
    states: frozenset[str]  # forms of states' names and capitals, by `key_of`
    capitals: frozenset[str]  # by `key_of`
    titles: frozenset[str]
    strong_titles: frozenset[str]  # those that show a person by themselves
    styles: frozenset[str]  # that "His" or "Her" stands before: "Excellency"
    portfolios: frozenset[str]
    roles: dict[str, str]  # "spokesman" -> "m"
    public: frozenset[str]  # words of public offices, lower case
    offices: frozenset[str]  # "governor": what a text has one of
    seats: dict[str, frozenset[str]]  # those whose holder has no other, with the titles that go with them
    of_bodies: frozenset[str]  # of them those of a named body: "director"
    phrase_stops: frozenset[str]
    modifiers: frozenset[str]  # "former", "national"
    first_names: dict[str, str]  # "Mara" -> "f"
    not_names: frozenset[str]
    organisations: frozenset[str]  # heads, with a capital
    company_words: frozenset[str]  # those that show a company
    groups: frozenset[str]  # heads, lower case
    group_leads: frozenset[str]  # of other languages, by `key_of`: "harakat" of "Harakat al-Sahil"
    bodies: frozenset[str]  # "army", "government"
    outlet_words: frozenset[str]
    outlet_heads: frozenset[str]
    voices: frozenset[str]  # "television", "site": "the Kaldan site Heron"
    outlet_articles: frozenset[str]  # of other languages: "Le" of "Le Cahier"
    document_heads: frozenset[str]
    things_first: frozenset[str]  # "Operation"
    things_last: frozenset[str]  # "Summit"
    things_before: frozenset[str]  # "frigate", lower case
    places_before: frozenset[str]  # "Camp"
    places_after: frozenset[str]  # "Valley"
    place_types: frozenset[str]  # "province", "airport"
    place_leads: frozenset[str]  # only before one of them: "power" of "power station"
    place_same: frozenset[str]  # those that change nothing of which place it is: "province"


def key_of(words: str) -> str:
    """A form without case, accents, hyphens, typography: 'Al-Qaeda’s Höhe' gives "al qaeda's hohe"; short capitals stay."""
    plain = " ".join(words.replace("’", "'").replace("‘", "'").split())
    if len(plain.replace(".", "")) <= 4 and plain.upper() == plain:
        return plain.replace(".", "")  # "IS", "WHO", "U.S.": in small letters they are other words
    bare = plain
    if not plain.isascii():
        bare = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return " ".join(bare.casefold().replace("-", " ").split()).removeprefix("the ")


@cache
def names(code: str = "en") -> Names:
    """The tables of a language, each read once a process. A pack without one of them gives an empty set."""
    pack = lang.get(code)

    def column(name: str) -> frozenset[str]:
        return frozenset(row[0] for row in pack.tables.get(name, ()))

    titles = pack.tables.get("titles", ())
    heads = pack.tables.get("place_heads", ())
    things = pack.tables.get("thing_heads", ())
    return Names(
        known=_known(pack),
        nationalities=frozenset(_nationalities(pack)),
        states=frozenset(key_of(f) for row in pack.tables.get("countries", ()) for f in _state_forms(row)),
        capitals=frozenset(key_of(f) for row in pack.tables.get("countries", ()) for f in _listed(row, 2)),
        titles=frozenset(row[0] for row in titles),
        strong_titles=frozenset(row[0] for row in titles if "weak" not in row[1:]),
        styles=frozenset(row[0] for row in titles if "style" in row[1:]),
        portfolios=column("portfolios"),
        roles={row[0]: row[1] for row in pack.tables.get("roles", ())},
        public=frozenset(word for office in column("public_offices") for word in office.split()),
        offices=column("offices"),
        seats=_seats(pack),
        of_bodies=frozenset(row[0] for row in pack.tables.get("offices", ()) if "body" in row[1:2]),
        phrase_stops=column("phrase_stops"),
        modifiers=column("title_modifiers"),
        first_names={row[0]: row[1] for row in pack.tables.get("first_names", ())},
        not_names=column("not_names"),
        organisations=column("organisation_words"),
        company_words=frozenset(row[0] for row in pack.tables.get("organisation_words", ()) if "company" in row[1:]),
        groups=column("group_words"),
        group_leads=frozenset(map(key_of, column("group_leads"))),
        bodies=column("body_words"),
        outlet_words=column("outlet_words"),
        outlet_heads=column("outlet_heads"),
        voices=frozenset(row[0] for row in pack.tables.get("body_ends", ()) if {"outlet", "before"} & set(row[1:])),
        outlet_articles=column("outlet_articles"),
        document_heads=column("document_heads"),
        things_first=frozenset(row[0] for row in things if "first" in row[1:]),
        things_last=frozenset(row[0] for row in things if "last" in row[1:]),
        things_before=frozenset(row[0] for row in things if "before" in row[1:]),
        places_before=frozenset(row[0] for row in heads if "before" in row[1:]),
        places_after=frozenset(row[0] for row in heads if "after" in row[1:]),
        place_types=frozenset(row[0] for row in pack.tables.get("place_types", ()) if "with" not in row[1:]),
        place_leads=frozenset(row[0] for row in pack.tables.get("place_types", ()) if "with" in row[1:]),
        place_same=frozenset(row[0] for row in pack.tables.get("place_types", ()) if "same" in row[1:]),
    )


def _seats(pack: lang.Pack) -> dict[str, frozenset[str]]:
    """'governor' with 'gov'; 'commander' with every rank, 'col' and 'colonel'."""
    titles = (row for row in pack.tables.get("titles", ()) if "rank" in row[1:])
    ranks = frozenset(part for row in titles for part in row[0].lower().replace(".", "").split("-"))
    told = ((row[0], frozenset(" ".join(row[2:]).split())) for row in pack.tables.get("offices", ()) if row[1:])
    return {office: ranks if "rank" in with_it else with_it for office, with_it in told}


def _known(pack: lang.Pack) -> dict[str, Known]:
    found: dict[str, Known] = {}
    for row in pack.tables.get("countries", ()):
        for form in _state_forms(row):
            found.setdefault(key_of(form), Known("place", form))
        for form in _listed(row, 1):
            found[key_of(form)] = Known("place", row[0] if form.isupper() else form)
        for form in _listed(row, 4):
            found.setdefault(key_of(form), Known("place", form))
    for name, what, *forms in pack.tables.get("regions", ()):
        if what == "place":
            found.update({key_of(f): Known("place", name if f.isupper() else f) for f in (name, *forms)})
    for kind, name, *forms in pack.tables.get("aliases", ()):
        if (party := _kind(kind)) is not None:
            found.update({key_of(f): Known(party, name) for form in (name, *forms) for f in spelled(form)})
    for name, *forms in pack.tables.get("outlets", ()):
        found.update({key_of(f): Known("outlet", name) for f in (name, *forms)})
    return found


def _kind(word: str) -> MentionKind | None:
    kinds: dict[str, MentionKind] = {k: k for k in ("organisation", "group", "document", "place")}
    return kinds.get(word)


def _nationalities(pack: lang.Pack) -> Iterable[str]:
    rows = [_listed(row, 3) for row in pack.tables.get("countries", ())]
    rows.append([row[0] for row in pack.tables.get("regions", ()) if row[1] == "nationality"])
    for forms in rows:
        for form in forms:
            yield from (form, f"{form}s")


def _state_forms(row: tuple[str, ...]) -> list[str]:
    return [row[0], *_listed(row, 1), *_listed(row, 2)]


def _listed(row: tuple[str, ...], index: int) -> list[str]:
    return [x for x in row[index].split("|") if x] if len(row) > index else []
