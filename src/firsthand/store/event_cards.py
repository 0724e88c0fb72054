"""What the step `events` takes: every event mention of the record as a card, without its article's text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, Table, select

from firsthand.lang.happenings import grammar
from firsthand.lang.roots import root
from firsthand.model.event_cards import EventCards
from firsthand.model.readings import Attribution, EventMention, Mention, PlaceRef, Quantity, Role, SourceKind, TimeRef
from firsthand.model.spans import Span
from firsthand.model.units import EventArticle, EventCard, EventsInput, Party, Reading, Told
from firsthand.store import ask, codec
from firsthand.store import tables as t

WORD = re.compile(r"[^\W_]+")
NEAR, REACH = 5, 60  # words, characters to each side of a trigger
_DECODED: tuple[tuple[Table, Callable[[ask.Record], Reading]], ...] = (
    (t.time, codec.time),
    (t.place, codec.place),
    (t.quantity, codec.quantity),
    (t.attribution, codec.attribution),
    (t.mention, codec.mention),
)


@dataclass(slots=True)
class Known:
    """What cards of every article need."""

    entity: dict[tuple[str, str], str] = field(default_factory=dict)  # by kind and name
    entity_name: dict[str, str] = field(default_factory=dict)
    held: dict[tuple[str, str], str] = field(default_factory=dict)  # of public persons, by name and article
    origin: dict[str, tuple[str | None, bool]] = field(default_factory=dict)  # by attribution


def events_payload(c: Connection) -> EventsInput:
    """Articles by id, and cards by article and place."""
    family = dict(c.execute(select(t.family_member.c.article_id, t.family_member.c.family_id)).all())
    founder = dict(c.execute(select(t.family.c.id, t.family.c.founder)).all())
    a = t.article.c
    told = c.execute(select(a.id, a.outlet, a.published, a.language).order_by(a.id)).all()
    articles = tuple(
        EventArticle(id_, outlet, published, family.get(id_), founder.get(family.get(id_, "")), language)
        for id_, outlet, published, language in told
    )
    known = _known(c)
    cards = EventCards(card for some in ask.batches(x.id for x in articles) for card in _cards(c, some, known))
    return EventsInput(articles, cards)


def _known(c: Connection) -> Known:
    known = Known()
    e, n = t.entity.c, t.entity_name.c
    keys = select(e.id, e.kind, e.name, n.name).join(t.entity_name, n.entity_id == e.id).where(n.role == "key")
    for id_, kind, name, key in c.execute(keys.order_by(e.id)):
        known.entity[kind, key] = id_
        known.entity_name[id_] = name
    held = select(e.id, e.name, n.name, n.article_id).join(t.entity_name, n.entity_id == e.id)
    for id_, name, form, article in c.execute(held.where((n.role == "held") & e.public).order_by(e.id)):
        known.held[form, article] = id_
        known.entity_name[id_] = name
    h = t.chain.c
    for attribution_id, origin, named in c.execute(select(h.attribution_id, h.origin, h.origin_named)):
        known.origin[attribution_id] = (origin, named)
    return known


def _cards(c: Connection, ids: list[str], known: Known) -> Iterator[EventCard]:
    mentions: dict[str, list[EventMention]] = defaultdict(list)
    for x in ask.event_mentions(c, t.event_mention.c.article_id.in_(ids)):
        mentions[x.article_id].append(x)
    texts = dict(c.execute(select(t.article.c.id, t.article.c.text).where(t.article.c.id.in_(ids))).all())
    heads = {
        (id_, start, stop)
        for id_, start, stop in c.execute(
            select(t.part.c.article_id, t.part.c.start, t.part.c.stop).where(
                t.part.c.article_id.in_(ids), t.part.c.kind == "headline"
            )
        )
    }
    read: dict[str, list[Reading]] = defaultdict(list)
    for table, decode in _DECODED:
        for row in ask.rows(c, table, table.c.article_id.in_(ids), order=["article_id", "n"]):
            read[row["article_id"]].append(decode(row))
    for id_ in ids:
        if mentions[id_]:
            head = [Span(start, stop) for a, start, stop in sorted(heads) if a == id_]
            yield from article_cards(texts[id_], head, [*read[id_], *mentions[id_]], known)


def article_cards(text: str, heads: Sequence[Span], rows: Iterable[Reading], known: Known) -> Iterator[EventCard]:
    """The cards of one article's event mentions, in their order."""
    read = list(rows)
    return _Article(text, heads, read, known).cards([x for x in read if isinstance(x, EventMention)])


class _Article:
    """One article's rows, by id and place."""

    def __init__(self, text: str, heads: Sequence[Span], rows: Sequence[Reading], known: Known) -> None:
        self._text, self._heads, self._known = text, heads, known
        self._times = {x.id: x for x in rows if isinstance(x, TimeRef)}
        self._places = {x.id: x for x in rows if isinstance(x, PlaceRef)}
        self._figures = [x for x in rows if isinstance(x, Quantity) and x.role]
        self._said = {x.id: x for x in rows if isinstance(x, Attribution)}
        self._names = {x.id: (x.kind, x.name) for x in rows if isinstance(x, Mention)}

    def cards(self, mentions: Sequence[EventMention]) -> Iterator[EventCard]:
        for x in mentions:
            place = self._places.get(x.place) if x.place else None
            who, kind = self._origin(x.attribution)
            yield EventCard(
                id=x.id,
                article_id=x.article_id,
                span=x.trigger,
                trigger=" ".join(x.trigger.of(self._text).lower().split()),
                kind=x.kind,
                headline=any(h.overlaps(x.trigger) for h in self._heads),
                polarity=x.polarity,
                parties=tuple(self._party(r, x.article_id) for r in x.roles),
                time=self._time(x.time),
                place=Told(place.gazetteer_id or place.name, place.name, place.span) if place else None,
                country=place.country if place else None,
                figures=tuple(_figure(q) for q in self._figures if q.span.overlaps(x.sentence)),
                who=who,
                who_kind=kind,
                attribution_id=x.attribution,
                terms=x.terms,
                near=near(self._text, x.trigger, x.sentence),
                sentence=x.sentence.start,
            )

    def _time(self, id_: str | None) -> Told | None:
        found = self._times.get(id_) if id_ else None
        return Told(found.edtf, found.edtf, found.span) if found and found.edtf else None

    def _party(self, role: Role, article_id: str) -> Party:
        name = self._names.get(role.mention_id) if role.mention_id else None
        if name is None:
            words = role.span.of(self._text)
            told = Told(" ".join(WORD.findall(words.lower())), " ".join(words.split()), role.span)
            return Party(role.role, told, bool(role.mention_id))
        entity = self._known.entity.get(name) or self._known.held.get((name[1], article_id))
        told = Told(entity or name[1].lower(), self._known.entity_name.get(entity or "", name[1]), role.span)
        return Party(role.role, told, True, private=entity is None and name[0] == "person")

    def _origin(self, attribution_id: str | None) -> tuple[str | None, SourceKind | None]:
        """Who says so: where the chain of the attribution ends, else its speaker."""
        said = self._said.get(attribution_id or "")
        if said is None:
            return None, None
        origin, named = self._known.origin.get(said.id, (None, False))
        return (origin if origin and named else said.speaker), said.source_kind


def near(text: str, trigger: Span, sentence: Span) -> tuple[str, ...]:
    """The stems of the words around a trigger in its sentence, sorted, each once."""
    before = WORD.findall(text, max(sentence.start, trigger.start - REACH), trigger.start)[-NEAR:]
    after = WORD.findall(text, trigger.end, min(sentence.end, trigger.end + REACH))[:NEAR]
    return tuple(sorted({root(w) for w in (*before, *after) if w.lower() not in grammar("en")}))


def _figure(q: Quantity) -> Told:
    """'3 killed', '27+ wounded' (at least), '<=5 killed', '20-30 arrested'."""
    return Told(figure(q), figure(q), q.span)


def figure(q: Quantity) -> str:
    low, high = (None if x is None else f"{x:.10g}" for x in (q.low, q.high))
    about = "~" if q.bound == "about" else ""
    if low is not None and high is not None:
        number = low if low == high else f"{low}-{high}"
    else:
        number = f"{low}+" if low is not None else f"<={high}"
    return f"{about}{number} {q.role}"
