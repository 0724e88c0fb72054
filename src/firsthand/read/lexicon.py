"""The reading tables of a language pack, made ready for look-up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from firsthand import lang
from firsthand.lang.verbs import forms
from firsthand.model.readings import SourceKind, Stance


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb that attributes: its base form, the stance it gives, whether it hardly ever does anything else."""

    base: str
    stance: str
    strong: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    cues: dict[str, Cue]  # by form, lower case
    phrases: tuple[tuple[tuple[str, ...], str, str], ...]  # words, where the source stands, stance
    stance_phrases: tuple[tuple[str, str], ...]
    content_stance: tuple[tuple[str, str], ...]
    anonymous: dict[str, str]  # head word -> source kind
    documents: frozenset[str]
    titles: frozenset[str]
    groups: frozenset[str]
    organisations: frozenset[str]
    places: frozenset[str]
    outlets: dict[str, str]  # form, lower case -> fullest name
    outlet_words: frozenset[str]
    venues: frozenset[str]
    bodies: frozenset[str]
    outlet_heads: frozenset[str]
    relays: tuple[
        tuple[tuple[str, ...], str], ...
    ]  # words that bring in a further voice, and whether it is cited or relays
    labels: frozenset[str]  # what stands before a headline's colon and speaks for nobody
    roles: dict[str, frozenset[str]]  # by what they do for the rules
    hedges: dict[str, str]  # word -> adverb or passive
    plain: frozenset[str]  # base forms of verbs that keep the content's own stance


@cache
def lexicon(code: str = "en") -> Lexicon:
    """The tables of a language, each read once a process."""
    pack = lang.get(code)
    roles = _roles(pack.table("rule_words"))
    cues: dict[str, Cue] = {}
    for base, stance, strength, *irregular in pack.table("cues"):
        past = tuple(irregular[0].split(",")) if irregular else ()
        for form in forms(base, past):
            cues[form] = Cue(base, stance, strength == "strong")
    return Lexicon(
        cues,
        tuple((tuple(words.split()), where, stance) for words, where, stance in pack.table("cue_phrases")),
        tuple((words, stance) for words, stance in pack.table("stance_phrases")),
        tuple((words, stance) for words, stance in pack.table("content_stance")),
        pack.dictionary("anonymity"),
        frozenset(pack.column("document_words")),
        frozenset(pack.column("titles")),
        frozenset(pack.column("group_words")),
        frozenset(pack.column("organisation_words")),
        frozenset(pack.column("place_words")),
        {form.lower(): row[0] for row in pack.table("outlets") for form in row},
        frozenset(pack.column("outlet_words")),
        frozenset(pack.column("venue_words")),
        frozenset(pack.column("body_words")) | roles["source_body"],
        frozenset(pack.column("outlet_heads")),
        tuple((tuple(words.split()), role) for words, _, role in pack.table("relay_phrases")),
        frozenset(pack.column("headline_labels")),
        roles,
        pack.dictionary("hedges"),
        frozenset(pack.column("plain_verbs")),
    )


def listed(role: str) -> frozenset[str]:
    """The words that do one thing for the rules, by the table `rule_words`: listed("time") are days and "yesterday"."""
    return lexicon().roles[role]


def is_document_noun(word: str) -> bool:
    """Whether a word in small letters, of one or of several, is of something written: 'letter', 'letters'."""
    return word in lexicon().documents or word.removesuffix("s") in lexicon().documents


def ends_noun(before: str, word: str) -> bool:
    """Whether a word right after one that a source may be of says more of it: 'images | taken', 'a report | he wrote'.

    Both in small letters. 'residents | returning', 'people | displaced by the flood', 'villagers | I have met'.
    """
    if before in lexicon().bodies | lexicon().groups and word.endswith("ing"):
        return True  # 'the coalition | fighting the Front', 'a group | calling itself the Sons of the Coast'
    if before not in lexicon().anonymous and not is_document_noun(before):
        return False
    return word.endswith(("ing", "ed")) or word in listed("participle") or word in listed("clause_subject")


def _roles(rows: tuple[lang.pack.Row, ...]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for role, held in rows:
        found.setdefault(role, set()).update(held.split())
    return {role: frozenset(all_) for role, all_ in found.items()}


def as_stance(value: str) -> Stance:
    """A table's word as a member of the closed set; a word that is none asserts."""
    known: dict[str, Stance] = {
        s: s for s in ("asserts", "denies", "confirms", "doubts", "asks", "demands", "vows", "predicts", "declines")
    }
    return known.get(value, "asserts")


def as_source_kind(value: str) -> SourceKind:
    """A table's word as a member of the closed set."""
    if value == "unnamed_official":
        return "unnamed_official"
    return "unnamed_group" if value == "unnamed_group" else "unnamed_source"
