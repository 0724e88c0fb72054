"""Several accounts of one article, put together: what its page shows, its JSON-LD, its meta tags. Pure.

None is right by rank alone: titles are chosen by who gives what (`titles`), names by the first account that names anyone
but the outlet. What no account wins with is kept beside it (`step.told`), so that a page's disagreement is seen.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from firsthand.extract.credits import agency, is_role, party_of
from firsthand.extract.names import is_person
from firsthand.extract.titles import is_site, key, likeliest
from firsthand.model.articles import Byline, Datum, DatumKind

Account = str  # "shown", "json-ld", "microdata", "og", "twitter", "tab", "meta author", "keywords"
TAGGING = ("keywords", "json-ld", "news_keywords", "article:tag")  # accounts of topics, the fullest first
CHOSEN = ("title", "byline", "published", "tag")  # kinds of which one account is taken


# "MD", "Ph.D.", "RDN", "CFP®": beside a name; not "AP" alone, nor "Bo"
DEGREE = re.compile(r"[A-Z](?:[a-z]?\.?[A-Z]\.?){1,5}®?|M\.?Sc\.?|Esq\.?")
BESIDE = re.compile(r"\s+[|\u2013\u2014-]\s+")  # "Mara Venn | Tidewire"; not "Orr-Venn"


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that an account of a page says of its article."""

    account: Account
    path: str  # where in that account: "$.author[0].name", "og:title"; empty of what is shown
    datum: Datum


def combined(told: Sequence[Said], sites: Sequence[str] = ()) -> list[Datum]:
    """The data of one article, the likeliest of each kind first; what the page shows keeps its place in the text.

    shown title "Storm closes port", JSON-LD and og "Storm closes port of Darma" -> that of JSON-LD, then the shown one.
    """
    told = [replace(x, account="json-ld") if x.account == "microdata" else x for x in told]  # both tell of one article
    rest = [x.datum for x in told if x.datum.kind not in CHOSEN]
    titles = likeliest([(x.account, x.datum) for x in told if x.datum.kind == "title"])
    return [*titles, *_names(told, sites), *_published(told), *rest, *_tags(told)]


def of_account(told: Sequence[Said], account: Account, kind: DatumKind) -> list[Datum]:
    """What one account says of one kind."""
    return [x.datum for x in told if x.account == account and x.datum.kind == kind]


def told_of(told: Sequence[Said], kind: DatumKind) -> list[Datum]:
    """What the accounts that are not shown say of one kind."""
    return [x.datum for x in told if x.account != "shown" and x.datum.kind == kind]


def _names(told: Sequence[Said], sites: Sequence[str]) -> list[Datum]:
    """The bylines of the first account that names anyone but the outlet; a shown one of the same name stands for it.

    What is shown counts only if it names a person: an agency alone is whom the report is from, not who wrote it.
    """
    shown = of_account(told, "shown", "byline")
    own = {key(d.value): d for d in shown}
    houses = {key(x.datum.value) for x in told if x.datum.kind in ("outlet", "republisher")} | {key(s) for s in sites}
    accounts = [of_account(told, a, "byline") for a in ("json-ld", "meta author")]
    accounts += [shown if any(is_person(d.value) for d in shown) else [], told_of(told, "byline")]
    for names in ([d for d in held if not is_house(d.value, houses)] for held in accounts):
        if names:
            each = {key(d.value): d for d in reversed(names)}
            return _with_roles([own.get(key(d.value), d) for d in list(each.values())[::-1]])
    return [_credited(d, house=True) for d in next((held for held in [*accounts, shown] if held), [])]


def _with_roles(names: Sequence[Datum]) -> list[Datum]:
    """The names, each with what it is; a role that an account lists as a name of its own goes to the name before it."""
    found = list[Datum]()
    for d in names:
        before = found[-1].byline if found else None
        if before is not None and _goes_with_name(d.value):
            if before.role is None:
                found[-1] = replace(found[-1], byline=replace(before, role=d.words, role_span=d.capture_span))
        else:
            found.append(_credited(d))
    return found


def _goes_with_name(words: str) -> bool:
    """Whether words are a role or a degree of whom was named before, and no name of their own."""
    if agency(words) or is_person(words):
        return False
    return is_role(words) or bool(DEGREE.fullmatch(words))


def _credited(d: Datum, *, house: bool = False) -> Datum:
    """A byline with what it is a name of. 'Mara Venn | Tidewire' is Mara Venn, with what stands beside her name."""
    if d.byline is not None:
        return d
    beside = BESIDE.search(d.value)
    if beside is not None and is_person(d.value[: beside.start()]):
        role = d.value[beside.end() :]
        return replace(d, value=d.value[: beside.start()], byline=Byline("person", role, d.capture_span, "wrote"))
    party = party_of(d.value, is_house=house and not is_person(d.value))
    return replace(d, byline=Byline(party, None, None, "wrote"))


def is_house(name: str, houses: set[str]) -> bool:
    """Whether a byline's name is the outlet's or its site's. `houses` are keys of names and hosts."""
    k = key(name)
    return k in houses or is_site(name, tuple(houses))


def _published(told: Sequence[Said]) -> list[Datum]:
    """An instant before a day, what is told before what is shown: shown dates are often of the next article's."""
    said = told_of(told, "published")
    own = of_account(told, "shown", "published")
    if own and said and all(d.value[:10] != own[0].value[:10] for d in said) and own[0].how != "metadata":
        return [*said, *own]
    return sorted([*said, *own], key=lambda d: "T" not in d.value)


def _tags(told: Sequence[Said]) -> list[Datum]:
    """The tags of one account: of that which has just what is shown, else the keywords or what has them all and more.

    Without any, those that are shown. Newsrooms put a section's keywords on every page: what readers are shown is surer.
    """
    shown = of_account(told, "shown", "tag")
    own = {key(d.value): d for d in shown}
    held = {a: tags for a in TAGGING if (tags := of_account(told, a, "tag"))}
    keys = {a: {key(d.value) for d in tags} for a, tags in held.items()}
    if not held:
        return shown
    chosen = next((a for a in held if keys[a] == own.keys()), next(iter(held)))
    if chosen == "keywords" and keys[chosen] < keys.get("json-ld", set()):
        chosen = "json-ld"
    return [own.get(key(d.value), d) for d in held[chosen]]
