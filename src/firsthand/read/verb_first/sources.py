"""What a source's own words tell where no capital letter shows a name: its kind, and the name without titles."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.model.readings import SourceKind
from firsthand.read.verb_first.lexicon import Phrase, VerbFirst
from firsthand.read.verb_first.words import Word

ARTICLE = "ال"
MARKS = frozenset("«»“”\"'،,:()")


def kind_of(source: Sequence[Word], known: VerbFirst) -> SourceKind:
    """The kind of a source: unwilling to be named, an outlet, a document, a body, someone unnamed, else a person.

    'a security source' is an unnamed official, 'a source' an unnamed source; 'the minister of health' counts as a person
    who is named by the office. "none" without words.
    """
    words = tuple(w.folded for w in source if w.text not in MARKS)
    if not words:
        return "none"
    unnamed = _unnamed(words, known)
    if any(_holds(words, phrase) for phrase in known.unwilling):
        return unnamed or "unnamed_official"
    if unnamed:
        return unnamed
    if words[0] in known.outlet_heads or any(words[: len(form)] == form for form in known.outlets):
        return "media_outlet"
    if words[0] in known.documents:
        return "document"
    return "named_organisation" if words[0] in known.organisations else "named_person"


def name_of(text: str, source: Sequence[Word], kind: SourceKind, known: VerbFirst) -> tuple[str | None, Word | None]:
    """The name a source gives and the word it begins with; unnamed ones keep the article's words."""
    kept = [w for w in source if w.text not in MARKS]
    if not kept:
        return None, None
    if kind == "named_person":
        while len(kept) > 1 and kept[0].folded in known.titles:
            kept = kept[1:]
    if kind == "media_outlet":
        words = tuple(w.folded for w in kept)
        for form, name in sorted(known.outlets.items(), key=lambda pair: -len(pair[0])):
            if _holds(words, form):
                return name, kept[0]
    return " ".join(text[kept[0].start : kept[-1].end].split()), kept[0]


def _unnamed(words: Phrase, known: VerbFirst) -> SourceKind | None:
    for size in (2, 1):
        kind = known.unnamed.get(words[:size])
        if kind is not None:
            # 'a head of (the) department Oro Vann': a definite noun after the bare head makes it an office
            office = size == 1 and len(words) > 1 and words[1].startswith(ARTICLE) and kind == "unnamed_official"
            return None if office else kind
    return None


def _holds(words: Phrase, phrase: Phrase) -> bool:
    return any(words[i : i + len(phrase)] == phrase for i in range(len(words) - len(phrase) + 1))
