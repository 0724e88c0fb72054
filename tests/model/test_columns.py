"""Tellings, event cards and cards of a whole record come out of their columns as they went in, whatever the order."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.model.cards import Cards
from firsthand.model.comparing import Card, Cell, Line
from firsthand.model.event_cards import EventCards
from firsthand.model.readings import Telling
from firsthand.model.spans import Span
from firsthand.model.tellings import Chosen, Tellings
from firsthand.model.units import EventCard, Party, Told
from firsthand.store.long_rows import LongRows

words = st.lists(
    st.sampled_from(("@Kalda", "#3:3:person:killed", "bridg", "ferri", "shut", "~2031-05-03")), unique=True
)


@st.composite
def tellings(draw: st.DrawFn) -> list[Telling]:
    some = draw(st.lists(st.tuples(words, st.binary(max_size=9), st.booleans(), st.integers(0, 3)), max_size=12))
    return [
        Telling(
            f"w-{n}", f"a-{article}", Span(n, n + 5), f"s-{n}" if negated else None, "said" if negated else "headline",
            tuple(sorted(terms)), negated, vector,
        )
        for n, (terms, vector, negated, article) in enumerate(some)
    ]  # fmt: skip


@settings(deadline=None)
@given(tellings(), st.randoms(), st.integers(0, 40))
def test_terms_are_asked_for_wherever_they_are_kept(some: list[Telling], random: Random, most: int) -> None:
    held = Tellings(some, LongRows(most=most))
    assert list(held) == sorted(some, key=lambda t: t.id)
    asked = random.choices(range(len(some)), k=5) if some else []
    which, terms = held.terms(np.array(asked, dtype=np.int64))
    told = [held.vocabulary[x] for x in terms.tolist()]
    assert list(zip(which.tolist(), told, strict=True)) == [(k, x) for k, n in enumerate(asked) for x in held[n].terms]


@given(tellings(), st.randoms())
def test_tellings_stand_by_their_ids(some: list[Telling], random: Random) -> None:
    given_ = list(some)
    random.shuffle(given_)
    held = Tellings(given_)
    assert list(held) == sorted(some, key=lambda t: t.id)
    assert list(Chosen.all(given_)) == given_
    assert [held[n] for t in given_ for n in held.find(t.id)] == given_
    assert list(held.find("w-none")) == []
    assert [held.bare(n) for n in range(len(held))] == [replace(t, terms=(), vector=b"") for t in held]
    assert [held.vector(n, 2, 5) for n in range(len(held))] == [t.vector[2:5] for t in held]


def told(value: str) -> Told:
    return Told(value, value.title(), Span(3, 9))


EVENT = EventCard(
    "h-1", "a-1", Span(40, 46), "struck", "attack", False, "told", (Party("actor", told("raiders"), True, True),),
    told("2031-03-04"), None, "NO", (told("3 killed"),), "Ilmar Kask", "named_person", "s-1", ("mil", "raid"), ("mil",), 30,
)  # fmt: skip


@given(st.lists(st.integers(0, 3), max_size=12))
def test_event_cards_are_asked_for_by_article(articles: list[int]) -> None:
    some = [replace(EVENT, id=f"h-{n}", article_id=f"a-{article}") for n, article in enumerate(articles)]
    some = [replace(c, time=None, place=told("orle"), who=None, who_kind=None) if c.id > "h-4" else c for c in some]
    held = EventCards(some)
    assert sorted(held, key=lambda c: c.id) == sorted(some, key=lambda c: c.id)
    for article in {c.article_id for c in some}:
        assert held.of(article) == [c for c in some if c.article_id == article]
    assert len(held) == len(some)
    assert held.of("a-none") == []
    names = ["a-none", *sorted({c.article_id for c in some})]
    which, cards, headlines = held.sentences(names)
    seen = [
        (names[n], [held.vocabulary[x] for x in held.terms[k]], own)
        for n, k, own in zip(which.tolist(), cards.tolist(), headlines.tolist(), strict=True)
    ]
    assert seen == [(x, list(EVENT.terms), EVENT.headline) for x in names[1:]]  # all cards are of one sentence


@st.composite
def cards(draw: st.DrawFn) -> list[Card]:
    out = []
    for n in range(draw(st.integers(0, 4))):
        lines, at = [], 0
        for _ in range(draw(st.integers(0, 4))):
            number = Cell("number", "killed", Span(at + 2, at + 4), "3", "3", 3.0, 3.0, keys=("docker",), who="Orle")
            place = Cell(
                "place", "attack", Span(at + 5, at + 9), "Orle", "Norland border", keys=("=NO",), attribution_id="s-1"
            )
            own = draw(st.lists(st.sampled_from((number, place)), max_size=2, unique=True))
            lines.append(Line(Span(at, at + 9), ("orle", "struck"), ("2031-05-03",), bool(own), at == 0, tuple(own)))
            at += 10
        out.append(
            Card(f"a-{n}", "Heron Post", draw(st.sampled_from((None, "2031-05-03", "2031-05-01"))), tuple(lines))
        )
    return out


@given(cards(), st.integers(0, 40), st.integers(0, 12))
def test_cards_lie_by_day_and_are_found_by_place(some: list[Card], start: int, size: int) -> None:
    held = Cards(some)
    ordered = sorted(some, key=lambda c: (c.published or "", c.article_id))
    assert list(held) == ordered
    for n, card in enumerate(ordered):
        assert [tuple(held.cells_of(n, k)) for k in range(held.many(n))] == [x.cells for x in card.lines]
        assert [held.days(n, k) for k in range(held.many(n))] == [x.days for x in card.lines]
        assert [held.refers(n, k) for k in range(held.many(n))] == [x.refers for x in card.lines]
        stretch = Span(start, start + size)
        near = [
            (n, k, m, c) for k, x in enumerate(card.lines) for m, c in enumerate(x.cells) if c.span.overlaps(stretch)
        ]
        found = list(held.touching(card.article_id, stretch.start, stretch.end))
        assert [x[:3] for x in found] == [x[:3] for x in near]
        assert [held.sample(x.sort) for x in found] == [_sample(c) for *_, c in near]
        assert [held.stretch(n, k) for k in range(held.many(n))] == [(x.span.start, x.span.end) for x in card.lines]
        told = [(tuple(held.terms[t] for t in terms), days, exact) for terms, days, exact in held.words(n)]
        exact = [[(3.0, "killed")] if any(c.slot == "number" for c in x.cells) else [] for x in card.lines]
        assert told == [(x.terms, x.days, own) for x, own in zip(card.lines, exact, strict=True)]
    *places, sort, sorts = held.cells()
    told = [held.sample(held.sort(k)) for k in sorts.tolist()]
    assert [(*at, told[k]) for *at, k in zip(*(x.tolist() for x in (*places, sort)), strict=True)] == [
        (n, k, m, _sample(c))
        for n, card in enumerate(ordered)
        for k, x in enumerate(card.lines)
        for m, c in enumerate(x.cells)
    ]
    assert list(held.touching("a-none", 0, 9)) == []


def _sample(c: Cell) -> Cell:
    """What all cells of a sort have in common."""
    border = "border" if "border" in c.value else ""
    return replace(c, span=Span(0, 0), words="", value=border, low=None, high=None, who=None, attribution_id=None)
