"""Names in an article: of persons, organisations, outlets, groups, places and documents, each at its fullest form there."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from firsthand.model.articles import Article
from firsthand.model.ids import make_id
from firsthand.model.readings import Mention, MentionKind
from firsthand.model.spans import Span
from firsthand.read.lexicon import lexicon
from firsthand.read.words import Paragraph

KINDS: dict[str, MentionKind] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "WORK_OF_ART": "document",
    "LAW": "document",
}
SMALL = frozenset({"of", "the", "for", "and", "in", "on", "al", "de", "van", "von", "bin", "ibn"})
LONGEST_OUTLET = 5  # words
# matches "’s", "'"; not "O'Neil"
POSSESSIVE = re.compile(r"(?:['’]s|['’])$")


@dataclass(frozen=True, slots=True)
class Place:
    """A name before it is settled: its words in a paragraph."""

    paragraph: int
    first: int
    last: int
    kind: MentionKind


def read_mentions(article: Article, read: list[Paragraph]) -> tuple[Mention, ...]:
    """The article's names in order; where two readings overlap the outlet, then the longer one stands."""
    found: dict[Span, Mention] = {}
    for place in _places(read):
        p = read[place.paragraph]
        span = _narrow(p, place)
        if span is None:
            continue
        name = clean(span.of(article.text), place.kind)
        if name and not any(span.overlaps(s) for s in found):
            id_ = make_id("mention", article.id, span.start, span.end, place.kind)
            found[span] = Mention(id_, article.id, span, place.kind, name)
    for m in _surnames(article, read, found):
        found[m.span] = m
    ordered = [found[s] for s in sorted(found)]
    return _fullest(article.text, ordered)


def _surnames(article: Article, read: list[Paragraph], found: dict[Span, Mention]) -> list[Mention]:
    """Surnames that stand alone, of persons whose full name the article gives, where no other name was read."""
    surnames = {m.name.split()[-1] for m in found.values() if m.kind == "person" and " " in m.name}
    taken = {c for s in found for c in range(s.start, s.end)}
    out = []
    for p in read:
        for i, word in enumerate(p.words):
            span = p.span(i, i + 1)
            if word in surnames and word[0].isupper() and span.start not in taken:
                id_ = make_id("mention", article.id, span.start, span.end, "person")
                out.append(Mention(id_, article.id, span, "person", word))
    return out


def clean(words: str, kind: MentionKind) -> str:
    """A name without titles, article, possessive and typography: 'the late Gen. Oro Vann’s' gives 'Oro Vann'."""
    name = POSSESSIVE.sub("", " ".join(words.split()).strip(" .,;:“”\"'‘’()[]"))
    parts = name.split(" ")
    if parts[0].lower() in ("the", "a", "an") and len(parts) > 1 and name.lower() not in lexicon().outlets:
        parts = parts[1:]
    if kind == "person":
        while len(parts) > 1 and parts[0] in lexicon().titles:
            parts = parts[1:]
    return " ".join(parts)


def _places(read: list[Paragraph]) -> list[Place]:
    found: list[Place] = []
    for n, p in enumerate(read):
        own = _outlets(n, p)
        own += _by_model(n, p) if p.parsed else _by_capitals(n, p)
        found += own
    return found


def _outlets(n: int, p: Paragraph) -> list[Place]:
    known = lexicon().outlets
    out, i = [], 0
    while i < len(p.words):
        for length in range(LONGEST_OUTLET, 0, -1):
            words = p.words[i : i + length]
            whole = re.sub(r"\s*-\s*", "-", " ".join(words))
            if len(words) == length and words[0][0].isupper() and whole.lower() in known and _sure_outlet(p, i, whole):
                out.append(Place(n, i, i + length, "outlet"))
                i += length - 1
                break
        i += 1
    return out


def _sure_outlet(p: Paragraph, i: int, whole: str) -> bool:
    """'Time', 'Fox' and their like only where the word stands as a name within a sentence."""
    if " " in whole or "-" in whole or len(whole) > 5 or whole.isupper():
        return True
    return i > 0 and p.sentence[i] == p.sentence[i - 1] and not p.headline


def _by_model(n: int, p: Paragraph) -> list[Place]:
    known, out = lexicon(), []
    for name in p.names:
        kind = KINDS.get(name.label)
        if kind is None:
            continue
        last = p.words[name.last - 1]
        if kind == "organisation" and name.last - name.first > 2 and _office_before(p, name.first):
            out.append(Place(n, name.first + 1, name.last, "person"))  # 'Secretary of [Works Mara Lind]'
            continue
        if kind in ("organisation", "person") and last in known.outlet_words and last not in known.organisations:
            kind = "outlet"
        elif kind == "organisation" and last.lower() in known.groups:
            kind = "group"
        out.append(Place(n, name.first, name.last, kind))
    return out


def _office_before(p: Paragraph, first: int) -> bool:
    return first > 1 and p.words[first - 1] == "of" and p.words[first - 2] in ("Secretary", "Minister")


def _by_capitals(n: int, p: Paragraph) -> list[Place]:
    out, i = [], 0
    while i < len(p.words):
        last = i
        while last < len(p.words) and p.words[last][0].isupper():
            last += 1
        inner = last > i and (i == 0 or p.sentence[i] == p.sentence[i - 1])
        if last > i and not p.headline and (last - i > 1 or (inner and i > 0)):
            out.append(Place(n, i, last, _guess(p.words[i:last])))
        i = max(last, i + 1)
    return out


def _guess(words: tuple[str, ...]) -> MentionKind:
    known = lexicon()
    if any(w in known.titles for w in words[:-1]):
        return "person"
    if words[-1] in known.outlet_words and words[-1] not in known.organisations:
        return "outlet"
    if any(w in known.organisations for w in words) or (len(words) == 1 and words[0].isupper()):
        return "organisation"
    if words[-1] in known.places:
        return "place"
    return "person" if 2 <= len(words) <= 3 else "other"


def _narrow(p: Paragraph, place: Place) -> Span | None:
    first, last = place.first, place.last
    known = lexicon().titles
    while place.kind == "person" and last - first > 1 and p.words[first] in known:
        first += 1
    if last - first > 1 and p.words[last - 1] in ("'s", "’s", "'", "’"):
        last -= 1
    while first < last and not p.words[first][0].isalnum():
        first += 1
    while (
        last > first
        and not p.words[last - 1][-1].isalnum()
        and p.words[last - 1] not in (".",)
        and len(p.words[last - 1]) == 1
    ):
        last -= 1
    return p.span(first, last) if first < last else None


def _fullest(text: str, mentions: list[Mention]) -> tuple[Mention, ...]:
    known = lexicon().outlets
    persons = [m.name for m in mentions if m.kind == "person" and " " in m.name]
    spelled = _acronyms(text, mentions)
    out = []
    for m in mentions:
        name = m.name
        if m.kind == "person":
            if " " not in name or any(name != full and full.endswith(f" {name}") for full in persons):
                name = next((full for full in persons if full.split()[-1] == name or full.endswith(f" {name}")), name)
        elif m.kind == "outlet":
            name = known.get(name.lower(), name)
        name = spelled.get(name, name)
        out.append(replace(m, name=name))
    same = {m.name for m in out if m.kind == "person" and " " in m.name}
    surnames = {full.split()[-1]: full for full in sorted(same, reverse=True)}
    return tuple(
        replace(
            m,
            kind="person",
            name=surnames[m.name],
            id=make_id("mention", m.article_id, m.span.start, m.span.end, "person"),
        )
        if m.kind in ("organisation", "place", "other") and m.name in surnames
        else m
        for m in out
    )


def _acronyms(text: str, mentions: list[Mention]) -> dict[str, str]:
    """'Union of River Towns (URT)' gives URT its full name, if the letters fit."""
    found: dict[str, str] = {}
    for m in mentions:
        after = re.match(r"['’]?s?\s?\((?P<short>[A-Z]{2,7})\)", text[m.span.end : m.span.end + 14])
        if after:
            letters = [w[0].upper() for w in re.split(r"[\s-]+", m.name) if w and w.lower() not in SMALL]
            every = [w[0].upper() for w in re.split(r"[\s-]+", m.name) if w]
            if "".join(letters) == after["short"] or "".join(every) == after["short"]:
                found[after["short"]] = m.name
    return found
