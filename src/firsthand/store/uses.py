"""The names of the record, each once: its forms, and of persons and places what every article shows of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, func, select

from firsthand.model.readings import MentionKind
from firsthand.model.spans import Span
from firsthand.model.units import InArticle, KnownPlace, NameUse
from firsthand.store import ask, codec
from firsthand.store import tables as t

SHOWN = ("person", "place")  # kinds of which articles are told apart
CALLED = ("person", "organisation", "group", "outlet", "place")  # kinds that speak
SHORTEST = 6  # characters of a source that may tell more than a pronoun
NAMED = ("named_person", "named_organisation", "media_outlet", "unnamed_source")
Sources = Mapping[str, frozenset[str]]  # by article: names that are the source of an attribution
Called = Mapping[str, frozenset[str]]  # by name: the words of the sources whose speaker it is
Resolved = Mapping[tuple[str, str], tuple[tuple[str, int], ...]]  # by article and name of a place


@dataclass(slots=True)
class _Name:
    """A name as its mentions come in."""

    kind: MentionKind
    name: str
    forms: set[str] = field(default_factory=set)
    shown: dict[str, dict[str, Any]] = field(default_factory=dict)  # by article

    def take(self, article_id: str, form: str, office: str | None, use: str | None) -> None:
        self.forms.add(form)
        held = self.shown.setdefault(article_id, {"forms": set()})
        held["forms"].add(form)
        if office:
            held.setdefault("office", office)
        if use:
            held[use] = held.get(use, 0) + 1


def uses(c: Connection) -> Iterator[NameUse]:
    """By kind and name. Forms and offices are cut from the articles' text by the database."""
    m, a = t.mention.c, t.article.c
    form = func.substr(a.text, m.start + 1, m.stop - m.start)
    office = func.substr(a.text, m.office_start + 1, m.office_stop - m.office_start)
    rows = select(m.kind, m.name, m.article_id, form, office, m.use).join(t.article, a.id == m.article_id)
    rows = rows.order_by(m.kind, m.name, m.article_id, m.n)
    sources, resolved, called = _sources(c), _resolved(c), _called(c)
    current: _Name | None = None
    named: set[str] = set()
    for kind, name, *rest in c.execution_options(yield_per=5000).execute(rows):
        if current is None or (current.kind, current.name) != (kind, name):
            if current is not None:
                yield _use(current, sources, resolved, called)
            current = _Name(kind, name)
            named.add(name)
        current.take(*rest)
    if current is not None:
        yield _use(current, sources, resolved, called)
    for name in sorted(
        called.keys() - named
    ):  # "the army", "the ministry of works": known where it is said of one party
        if forms := tuple(sorted(words for words in called[name] if words.lower().startswith("the "))):
            yield NameUse("organisation", name, forms, 0)
    a = t.article.c
    for name, n in c.execute(
        select(a.outlet, func.count()).where(a.outlet.is_not(None)).group_by(a.outlet).order_by(a.outlet)
    ):
        if name not in named:  # its articles name it at their head only
            yield NameUse("outlet", name, (name,), n)


def known_places(c: Connection) -> tuple[KnownPlace, ...]:
    """Every entry of the gazetteer that a mention resolves to, by id."""
    p = t.place.c
    rows = select(p.gazetteer_id, func.min(p.lat), func.min(p.lon), func.min(p.precision))
    rows = rows.where(p.gazetteer_id.is_not(None)).group_by(p.gazetteer_id).order_by(p.gazetteer_id)
    return tuple(KnownPlace(*row) for row in c.execute(rows))


def _use(name: _Name, sources: Sources, resolved: Resolved, called: Called) -> NameUse:
    shown: tuple[InArticle, ...] = ()
    if name.kind in SHOWN:
        shown = tuple(
            InArticle(
                article_id,
                forms=tuple(sorted(told["forms"])) if name.kind == "person" else (),
                speaks=name.name in sources.get(article_id, ()),
                places=resolved.get((article_id, name.name), ()) if name.kind == "place" else (),
                **{key: value for key, value in told.items() if key != "forms"},
            )
            for article_id, told in sorted(name.shown.items())
        )
    own = tuple(sorted(called.get(name.name, ()))) if name.kind in CALLED else ()
    return NameUse(name.kind, name.name, tuple(sorted(name.forms)), len(name.shown), shown, own)


def _sources(c: Connection) -> Sources:
    s = t.attribution.c
    rows = select(s.article_id, s.speaker).where(s.source_kind.in_(("named_person", "named_organisation")))
    found: dict[str, set[str]] = defaultdict(set)
    for article_id, speaker in c.execute(rows.where(s.speaker.is_not(None)).distinct()):
        found[article_id].add(speaker)
    return {article_id: frozenset(names) for article_id, names in found.items()}


def _called(c: Connection) -> Called:
    s, a = t.attribution.c, t.article.c
    rows = select(s.article_id, s.speaker, s.source).where(s.source_kind.in_(NAMED), s.speaker.is_not(None)).distinct()
    spans: dict[str, list[tuple[str, Span]]] = defaultdict(list)
    for article_id, speaker, source in c.execute(rows):
        told = codec.spans_from_text(source)
        if len(told) == 1 and len(told[0]) >= SHORTEST:
            spans[article_id].append((speaker, told[0]))
    found: dict[str, set[str]] = defaultdict(set)
    for ids in ask.batches(sorted(spans)):
        for article_id, text in c.execute(select(a.id, a.text).where(a.id.in_(ids))):
            for speaker, span in spans[article_id]:
                found[speaker].add(" ".join(span.of(text).split()).strip(" ,;:—–-"))
    return {name: frozenset(words) for name, words in found.items()}


def _resolved(c: Connection) -> Resolved:
    m, p = t.mention.c, t.place.c
    rows = select(m.article_id, m.name, p.gazetteer_id, func.count()).join(t.place, p.mention_id == m.id)
    rows = rows.where(p.gazetteer_id.is_not(None)).group_by(m.article_id, m.name, p.gazetteer_id)
    found: dict[tuple[str, str], list[tuple[str, int]]] = defaultdict(list)
    for article_id, name, gazetteer_id, n in c.execute(rows):
        found[article_id, name].append((gazetteer_id, n))
    return {key: tuple(sorted(counted)) for key, counted in found.items()}
