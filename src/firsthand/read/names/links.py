"""Names that go on after a small word: "Ministry of Oil", "Embassy in Heron", "the Harbour and Lighthouse Service"."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.read.names.lexicon import key_of, names
from firsthand.read.names.words import CALENDAR, Token

LINKS = frozenset({"of", "for", "in", "and", "on", "to", "the", "&", "at", "with"})
IN_HEADS = frozenset({"Resistance", "Embassy", "Consulate", "Cooperation", "Co-operation", "Peace", "Qaeda", "Qaida"})
ON_HEADS = frozenset({"Experts", "Inquiry", "Rapporteurs", "Parties", "Jurists"})  # "Panel of Experts on Heron"
OF_HEADS = frozenset(
    [
        "Axis",
        "Sons",
        "Daughters",
        "Mothers",
        "Families",
        "Army",
        "Kingdom",
        "Republic",
        "State",
        "States",
        "Bay",
        "Isle",
        "City",
        "Gulf",
        "Strait",
        "Horn",
    ]
)
# of bodies that see to several things; firms' heads ("Group", "Bank") rather end the second of two names
SHARED_HEADS = frozenset(
    [
        "Service",
        "Commission",
        "Administration",
        "Department",
        "Agency",
        "Bureau",
        "Board",
        "Authority",
        "Office",
        "Council",
        "Committee",
        "Directorate",
    ]
)


def end_after(words: Sequence[Token], i: int, at: int) -> int | None:
    """The end of 'of X', 'for the X', 'in X', 'and X' after a head that takes them; None where the name ends before."""
    word, head, tables = words[at].word, words[at - 1].word, names()
    if word not in LINKS or words[at - 1].owns:
        return None
    if at == i + 1 and words[i].opens and head.endswith("s") and head not in OF_HEADS:
        return None  # 'Fighters of the Front'
    following = at + 1
    while following < len(words) and words[following].word in ("the", "of", "to") and following - at < 3:
        following += 1
    if following >= len(words) or not words[following].capital or words[following].word in CALENDAR:
        return None
    run = [w.word for w in words[i:at]]
    headed = any(w in tables.organisations or w in tables.document_heads for w in run)
    if word == "of":
        fits = headed or head in OF_HEADS or head in tables.places_before or head in tables.titles
    elif word == "in":
        seat = head == "Ministry" and key_of(words[following].word) in tables.capitals
        fits = head in IN_HEADS or seat
    elif word in ("and", "&"):
        fits = _joins(words, i, at)
    else:
        heads = tables.organisations | tables.document_heads | (ON_HEADS if word == "on" else frozenset())
        fits = headed and word in ("for", "on", "to") and head in heads
    return following + 1 if fits else None


def _joins(words: Sequence[Token], i: int, at: int) -> bool:
    """'Department of Health and Human Services', 'Smith & Sons'; not 'the Ministry of Works and Norland'."""
    run = [w.word for w in words[i:at]]
    if words[at].word == "&":
        return True
    linked = "of" in run or "for" in run
    tail = words[at + 1].word if at + 1 < len(words) else ""
    return (linked and (run[-1] in names().portfolios or tail in names().portfolios)) or _share_head(words, i, at)


def _share_head(words: Sequence[Token], i: int, at: int) -> bool:
    """'the Immigration and Naturalization Service': two nouns before one head; not 'the FBI and Justice Department',
    nor 'the Empire and Falcon Group'."""
    tables, first, end = names(), i, at + 1
    while first < at and words[first].word in tables.not_names:
        first += 1
    while end < len(words) and words[end].capital:
        end += 1
    led = first > 0 and words[first - 1].word in ("the", "The")
    head = words[end - 1].word
    if not led or end - at < 3 or head not in SHARED_HEADS:
        return False
    stands_alone = tables.organisations.union(tables.nationalities, tables.first_names, tables.titles)
    run = [w.word for w in words[first:at]]
    alone = any(w in stands_alone or w.isupper() for w in run) or words[at + 1].word in stands_alone
    return 0 < len(run) <= 3 and not alone
