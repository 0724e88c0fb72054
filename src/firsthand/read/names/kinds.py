"""What a run of capitals names: by words that show it ("Ministry", "Valley"), by what stands beside it, by its shape."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.model.readings import MentionKind
from firsthand.read.names.lexicon import names
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
    if len(run) > 1 and (head in tables.places_after or run[0] in tables.places_before):
        return "place", 2
    if run[-1] in tables.outlet_words and run[-1] not in tables.organisations and len(run) > 1:
        return "outlet", 2
    if head in tables.organisations or any(w in tables.organisations for w in run[1:-1]):
        if len(run) == 1 and not run[0].isupper():
            return ("organisation", 1) if not words[first].opens else (None, 0)
        return ("group" if head.lower() in tables.groups else "organisation"), 2
    if len(run) > 1 and (head in tables.document_heads or (run[0] in tables.document_heads and run[-1].isdigit())):
        return "document", 2
    if head in tables.things_last:
        return ("other", 2) if len(run) > 1 else (None, 0)
    return _by_shape(words, first, last, run, before)


def _by_shape(
    words: Sequence[Token], first: int, last: int, run: list[str], before: str
) -> tuple[MentionKind | None, int]:
    tables = names()
    following = words[last].word.lower() if last < len(words) else ""
    if following in tables.place_types and not words[last - 1].owns and len(run) <= 3:
        return "place", 2
    if following in tables.outlet_heads | {"satellite", "television"} and len(run) <= 3 and not words[last - 1].owns:
        return "outlet", 2
    if following in tables.groups or (following in tables.bodies and len(run) == 1):
        return ("group" if following in tables.groups else "organisation"), 1
    if run[-1] in tables.nationalities or (len(run) > 1 and any(_no_person(w) for w in run)):
        return ("other", 1) if len(run) > 1 else (None, 0)
    called = before in tables.roles and words[first - 1].word.islower()
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


def _no_person(word: str) -> bool:
    """Whether a word with a capital stands in no person's name: 'BORROWING', 'Back', 'Goes'."""
    return word in names().not_names or (len(word) > 3 and word.isupper() and word.isalpha())
