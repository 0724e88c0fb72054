"""The role gate: whose words and names are gathered across articles, and whose are not.

A person is public who holds a public office by the words of any article, or speaks by name. Whoever holds an office is the
same in every article, but for those that tell an age, a trade or kin beside the name and no office: that is somebody else
of the name, as far as anybody can tell. Whoever only speaks is gathered from the articles in which he or she speaks: "Leena
Kask", quoted as a witness here, is not joined with "Leena Kask", a victim there. Everybody else stays within each article,
without a dossier. A byline makes nobody public: it is no mention.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from firsthand.model.units import InArticle, NameUse
from firsthand.resolve.joins import Key
from firsthand.resolve.party import PRIVATE, Party, labels


def gated(keys: tuple[Key, ...], why: tuple[str, ...], uses: Mapping[Key, NameUse]) -> Iterator[Party]:
    """The parties that a class of persons' names gives: the public one, if any, and one for each article of the others."""
    name = min(keys)[1]
    offices = sorted((s.article_id, s.office) for key in keys for s in uses[key].shown if s.office)
    if offices:
        article_id, words = offices[0]
        told = f"has a public office, “{words}” (article {article_id})"
        names = tuple(sorted({key[1] for key in keys}))
        own = {a for a, _ in offices}
        others = {s.article_id for _, s in _shown(keys, uses) if s.private} - own
        yield Party("person", keys, names, why, public_why=told, content=(name,), members=labels(keys))
        yield from _within(keys, name, uses, others)
        return
    speaking = {s.article_id for key in keys for s in uses[key].shown if s.speaks}
    if speaking:
        told = f"is a source by name (article {min(speaking)}); other articles that only name this person are left out"
        held = frozenset((k[1], s.article_id) for k, s in _shown(keys, uses) if s.article_id in speaking)
        yield Party("person", keys, (), why, held, True, told, (name,), labels(keys))
    yield from _within(keys, name, uses, {s.article_id for _, s in _shown(keys, uses)} - speaking)


def _within(keys: tuple[Key, ...], name: str, uses: Mapping[Key, NameUse], articles: set[str]) -> Iterator[Party]:
    """One party for each of the articles, without a dossier."""
    apart: dict[str, list[tuple[Key, InArticle]]] = defaultdict(list)
    for key, s in _shown(keys, uses):
        if s.article_id in articles:
            apart[s.article_id].append((key, s))
    for article_id, own in sorted(apart.items()):
        held = frozenset((k[1], article_id) for k, _ in own)
        forms = tuple(sorted({form for _, s in own for form in s.forms}))
        named = tuple(k for k, _ in own)
        yield Party("person", named, (), (), held, False, PRIVATE, (name, article_id), also=forms)


def _shown(keys: tuple[Key, ...], uses: Mapping[Key, NameUse]) -> Iterator[tuple[Key, InArticle]]:
    return ((key, shown) for key in keys for shown in uses[key].shown)
