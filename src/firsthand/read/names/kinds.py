"""What a run of capitals names: by words that show it ("Ministry", "Valley"), by what stands beside it, by its shape."""

from __future__ import annotations

import re
from collections.abc import Sequence

from firsthand.model.readings import MentionKind
from firsthand.read.names.lexicon import key_of, names
from firsthand.read.names.nouns import said_beside
from firsthand.read.names.words import DIRECTION, Token

PLACE_PREPOSITIONS = frozenset({"in", "at", "near", "outside", "across", "from", "around", "inside"})
LONGEST_PERSON = 5  # words


def kind_of(words: Sequence[Token], first: int, last: int) -> tuple[MentionKind | None, int]:
    """What a run of capitals names, and how sure that is."""
    tables = names()
    run = [w.word for w in words[first:last]]
    head, before = run[-1], words[first - 1].word.lower() if first and not words[first].opens else ""
    if "of" in run[1:] or "for" in run[1:]:
        head = run[max(1, min(run.index(w) for w in ("of", "for") if w in run)) - 1]
    if run[0] in tables.things_first and len(run) > 1:
        return "other", 2
    if len(run) > 1 and is_foreign_body(run[0]):
        return "group", 2
    if len(run) == 2 and run[1].isdigit() and run[0] in tables.outlet_words | {"Channel"}:
        return "outlet", 2  # 'Channel 9'
    said = said_beside(words, first, last)
    if said is not None and (said[0] != "organisation" or head not in tables.organisations):
        return said
    if len(run) > 1 and (head in tables.places_after or run[0] in tables.places_before):
        return "place", 2
    if run[-1] in tables.outlet_words and run[-1] not in tables.organisations and len(run) > 1:
        return "outlet", 2
    if head in tables.organisations or any(w in tables.organisations for w in run[1:-1]):
        if len(run) == 1 and not run[0].isupper():
            return ("organisation", 1) if not words[first].opens else (None, 0)
        return ("group" if head.lower() in tables.groups else "organisation"), 2
    if len(run) > 1 and (head in tables.document_heads or (run[0] in tables.document_heads and _is_number(run[-1]))):
        return "document", 2
    if head in tables.things_last:
        return ("other", 2) if len(run) > 1 else (None, 0)
    return _by_shape(words, first, last, run, before)


def tells_which_media(words: Sequence[Token], first: int, last: int) -> bool:
    """Whether a capital only opens a sentence: '[State] radio', '[Local] media'; no outlet is called so."""
    if last - first > 1 or not words[first].opens or words[first].word.lower() not in names().modifiers:
        return False
    return last < len(words) and words[last].word in names().outlet_heads | {"satellite", "television", "media"}


def _by_shape(
    words: Sequence[Token], first: int, last: int, run: list[str], before: str
) -> tuple[MentionKind | None, int]:
    tables = names()
    following = words[last].word.lower() if last < len(words) else ""
    lead = following in tables.place_leads and last + 1 < len(words) and words[last + 1].word in tables.place_types
    if (lead or following in tables.place_types) and not words[last - 1].owns and len(run) <= 3:
        return "place", 2
    if tells_which_media(words, first, last):
        return None, 0
    if following in tables.outlet_heads | {"satellite", "television"} and len(run) <= 3 and not words[last - 1].owns:
        return "outlet", 2
    aside = len(run) == 1 and following == "," and first > 1 and words[first - 1].word == ","
    if aside and words[first - 2].word in tables.roles:
        return "person", 2  # 'his brother, Harl,'
    if len(run) == 1 and words[first].opens and following == "," and _has_role(words, last + 1):
        return "person", 2  # 'Zaro, a bread driver,'
    if words[first].opens and len(run) == 1 and following in ("groups", "factions", "organisations", "organizations"):
        return None, 0  # 'Motoring groups'
    stands = before not in PLACE_PREPOSITIONS and not (words[first].opens and run[0].lower() in tables.modifiers)
    if following in tables.groups or (following in tables.bodies and len(run) == 1 and stands):
        return ("group" if following in tables.groups else "organisation"), 1
    if len(run) > 1 and is_office(run):
        return None, 0
    if run[-1] in tables.nationalities or (len(run) > 1 and any(_no_person(w) for w in run)):
        return ("other", 1) if len(run) > 1 else (None, 0)
    if len(run) > 1 and run[0] in tables.outlet_articles:
        return "outlet", 1
    called = (
        words[first - 1].word.islower() and (before in tables.roles or _ends_office(words, first)) if first else False
    )
    if 2 <= len(run) <= LONGEST_PERSON and (run[0] in tables.first_names or called):
        return "person", 2
    if len(run) == 1 and run[0].isupper() and 2 <= len(run[0]) <= 7 and run[0].isalpha():
        return "organisation", 1
    if any(c.isdigit() for c in "".join(run)):
        return (None, 0) if len(run) == 1 else ("other", 1)
    kind_before = words[first - 2].word if before == "of" and first > 1 else before
    if (kind_before in tables.place_types or DIRECTION.fullmatch(before)) and len(run) <= 3:
        return "place", 2
    if before in PLACE_PREPOSITIONS and len(run) <= 2:
        return "place", 1
    if len(run) == 1 and run[0] in tables.first_names and not words[first].opens:
        return "person", 1
    if len(run) == 1:
        return (None, 0) if words[first].opens else ("other", 1)
    return ("person" if len(run) <= 4 and "of" not in run and "and" not in run else "other"), 1


def _has_role(words: Sequence[Token], at: int) -> bool:
    """Whether what somebody is stands at a word: 'a bread driver,'; not 'a port'."""
    if at >= len(words) or words[at].word not in ("a", "an"):
        return False
    end = next((k for k in range(at + 1, min(len(words), at + 5)) if not words[k].word[0].isalnum()), 0)
    return end > at + 1 and words[end].word == "," and words[end - 1].word in names().roles


# what people do for a living, by its ending: 'Fishmonger', 'Beekeeper'
CRAFT = re.compile(
    r"[A-Z][a-z]{2,}(?:monger|keeper|maker|worker|owner|holder|driver|dealer|seller|teacher|engineer|smith)"
)


def is_foreign_body(word: str) -> bool:
    """Whether a name's first word shows in its own language that a body is named: 'Harakat', 'Lashkar-e-Heron'."""
    leads = names().group_leads
    return key_of(word) in leads or ("-" in word and key_of(word.split("-")[0]) in leads)


def _ends_office(words: Sequence[Token], first: int) -> bool:
    """Whether an office with what it is of stands right before: 'member of parliament [Oro Vann]'."""
    return first > 2 and words[first - 2].word == "of" and words[first - 3].word.lower() in names().public


def is_office(run: Sequence[str]) -> bool:
    """Whether capitals are an office without its holder: 'Water Minister'; not 'Oro Bishop', who may be called so."""
    tables = names()
    return run[-1] in tables.titles and run[-1].lower() in tables.offices and run[0] not in tables.first_names


def opens_with_role(words: Sequence[Token], first: int, last: int) -> bool:
    """Whether a sentence opens with what somebody is, before a name: '[Driver] Oro Vann'; not 'Dean Vann'."""
    word = words[first].word
    return (
        words[first].opens
        and last - first > 2
        and (word.lower() in names().roles or CRAFT.fullmatch(word) is not None)
        and word not in names().first_names
        and words[first + 1].capital
    )


def _is_number(word: str) -> bool:
    """'14', 'C': what tells a part of a document from others."""
    return word.isdigit() or (len(word) == 1 and word.isupper())


def _no_person(word: str) -> bool:
    """Whether a word with a capital stands in no person's name: 'BORROWING', 'Back', 'Goes'."""
    return word in names().not_names or (len(word) > 3 and word.isupper() and word.isalpha())
