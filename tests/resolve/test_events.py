"""Events over a record: what is joined, what never is, whose account it is, and that no order matters."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.lang.happenings import stems_of
from firsthand.model.days import days, gap
from firsthand.model.event_cards import EventCards
from firsthand.model.findings import Event, Lineage
from firsthand.model.readings import RoleName, SourceKind
from firsthand.model.spans import Span
from firsthand.model.units import EventArticle, EventCard, EventsInput, Party, Told
from firsthand.resolve import events
from firsthand.resolve.decided import Bonds
from firsthand.resolve.events.agglomerate import agglomerate, clustered
from firsthand.resolve.events.alike import Worded, meet
from firsthand.resolve.events.central import central
from firsthand.resolve.events.happenings import happenings
from firsthand.resolve.events.joins import same_events, weighed

MILL = ("mil", "orsel", "raid", "sack", "tessel")
COURT = ("court", "judg", "karsund", "plead", "smugl")


def art(id_: str, outlet: str | None = "Heron Post", day: str = "2031-03-04", **more: str) -> EventArticle:
    held = EventArticle(id_, outlet, day, None, None, "en")
    return replace(held, **more)


def card(
    id_: str,
    article: str,
    trigger: str = "attacked",
    kind: str = "attack",
    terms: tuple[str, ...] = MILL,
    who: tuple[str | None, SourceKind] | None = None,
    **more: object,
) -> EventCard:
    span = Span(int(id_[-1]) * 100, int(id_[-1]) * 100 + 5)
    held = EventCard(
        id=id_, article_id=article, span=span, trigger=trigger, kind=kind, headline=False, polarity="told", parties=(),
        time=None, place=None, country=None, figures=(), who=who[0] if who else None, who_kind=who[1] if who else None,
        attribution_id="s-1" if who else None, terms=terms, near=terms[:3], sentence=span.start,
    )  # fmt: skip
    return replace(held, **more)


def when(value: str) -> Told:
    return Told(value, value, Span(0, 4))


def party(role: RoleName, name: str) -> Party:
    return Party(role, Told(name, name, Span(0, 3)), True)


def found(articles: list[EventArticle], cards: list[EventCard], former: tuple[Lineage, ...] = ()) -> list[Event]:
    rows = events(EventsInput(tuple(articles), tuple(cards), former)).rows
    return [e for e in rows if isinstance(e, Event)]


def members(all_: list[Event]) -> set[tuple[str, ...]]:
    return {e.mentions for e in all_}


ARTICLES = [art("a-1"), art("a-2", "Radio Meridian"), art("a-3", "Tide Wire"), art("a-4", None, "2031-03-05")]
CARDS = [
    *(card("h-1", "a-1"), card("h-2", "a-2", "raid"), card("h-3", "a-3", "convicted", "verdict", COURT)),
    *(card("h-4", "a-4", "sentenced", "verdict", COURT), card("h-5", "a-1", "fled", "escape", MILL, headline=True)),
]


def test_mentions_of_one_happening_are_joined_and_others_are_not() -> None:
    assert members(found(ARTICLES, CARDS)) >= {("h-1", "h-2"), ("h-5",)}
    assert not any({"h-1", "h-3"} <= set(m) for m in members(found(ARTICLES, CARDS)))


@given(st.permutations(CARDS), st.permutations(ARTICLES))
@settings(max_examples=30, deadline=None)
def test_no_order_matters(cards: list[EventCard], articles: list[EventArticle]) -> None:
    assert found(articles, cards) == found(ARTICLES, CARDS)


def test_days_that_cannot_both_be_keep_mentions_apart() -> None:
    late = [card("h-1", "a-1", time=when("2031-03-01")), card("h-2", "a-2", time=when("2031-03-09"))]
    near = [card("h-1", "a-1", time=when("2031-03-01")), card("h-2", "a-2", time=when("2031-03-02"))]
    assert ("h-1", "h-2") not in members(found(ARTICLES, late))
    assert ("h-1", "h-2") in members(found(ARTICLES, near))
    own = [card("h-1", "a-1", time=when("2031-03-01")), card("h-2", "a-1", time=when("2031-03-02"))]
    assert ("h-1", "h-2") not in members(found(ARTICLES, own))


def test_what_one_did_and_another_will_not_do_is_no_one_event() -> None:
    own, other = ("deput", "night", "resign"), ("messag", "resign", "video")
    did = card("h-1", "a-1", "resigned", "resignation", own, near=("deput", "night"))
    will = card("h-2", "a-2", "resign", "resignation", other, near=("messag", "video"))
    denied = replace(will, polarity="denied")
    alike = [art("a-1"), art("a-2", "Radio Meridian")]
    rest = [card("h-3", "a-1"), card("h-4", "a-2", "raid")]  # what makes the two articles one story
    assert ("h-1", "h-2") in members(found(alike, [did, will, *rest]))
    assert ("h-1", "h-2") not in members(found(alike, [did, denied, *rest]))


FERRY = ("berth", "crew", "ferr", "kald", "lantern")


def ferry(days_: dict[str, str]) -> tuple[list[EventArticle], list[EventCard]]:
    """Reports of a week on an attack on a ferry, each in its own words and half of them with a day."""
    told_as = {"h-1": "hit", "h-2": "struck", "h-3": "attacked", "h-4": "raid", "h-5": "attack", "h-6": "strike"}
    articles = [art(f"a-{n}", f"Outlet {n}", f"2031-03-{3 + 2 * n:02}") for n in range(1, 7)]
    cards = [
        card(id_, f"a-{id_[-1]}", word, terms=(*FERRY, f"own{id_}"), near=(f"own{id_}",),
             time=when(days_[id_]) if id_ in days_ else None)
        for id_, word in told_as.items()
    ]  # fmt: skip
    return articles, cards


def test_what_a_story_is_mostly_about_is_one_event_in_whatever_words_over_a_week() -> None:
    made = found(*ferry({"h-1": "2031-03-04", "h-3": "2031-03-04", "h-5": "2031-03-04"}))
    assert members(made) == {("h-1", "h-2", "h-3", "h-4", "h-5", "h-6")}


def test_a_story_of_several_attacks_is_not_about_one() -> None:
    days_ = {"h-1": "2031-03-04", "h-2": "2031-03-05", "h-3": "2031-03-07", "h-4": "2031-03-09", "h-5": "2031-03-12"}
    assert max(map(len, members(found(*ferry(days_))))) < len(days_)


def test_the_toll_of_what_a_story_is_about_is_told_on_later_days() -> None:
    day, later = (5, 5), (9, 9)
    once = [(f"a-{n}", "attack", frozenset({"hit"}), day) for n in range(3)]
    toll = [(f"a-{n}", "death", frozenset({"dead", 7}), later if n else None) for n in range(3)]
    assert central([*once, *toll]) == [*[frozenset({"hit"})] * 3, *[frozenset({"dead", 7})] * 3]
    assert not any(central(toll))
    assert not any(central([*once[:2], *toll]))


def test_one_word_of_two_senses_joins_nothing() -> None:
    dockers = [card(f"h-{n}", f"a-{n}", "strike", "walkout", headline=True) for n in (1, 2)]
    raiders = [card(f"h-{n}", f"a-{n}", "strike", headline=True) for n in (3, 4)]
    assert members(found(ARTICLES, [*dockers, *raiders])) == {("h-1", "h-2"), ("h-3", "h-4")}


def test_a_phrase_is_known_by_its_verb() -> None:
    assert stems_of("en", "walked out") == ("walk",)
    assert set(stems_of("en", "walked out")).isdisjoint(stems_of("en", "pulled out"))


def test_clusters_are_never_joined_on_one_link() -> None:
    two_pairs = {(0, 1): 0.9, (2, 3): 0.9}
    assert agglomerate(4, {**two_pairs, (1, 2): 0.8}, 0.45) == [[0, 1], [2, 3]]
    every = {(0, 2): 0.5, (0, 3): 0.5, (1, 2): 0.8, (1, 3): 0.5}
    assert agglomerate(4, {**two_pairs, **every}, 0.45) == [[0, 1, 2, 3]]
    assert agglomerate(4, {**two_pairs, **every}, 0.45, apart=[(0, 3)]) == [[0, 1], [2, 3]]


@given(st.integers(0, 14), st.randoms(use_true_random=False), st.booleans())
def test_a_table_of_all_pairs_gives_the_clusters_that_going_pair_by_pair_gives(
    many: int, chance: Random, asked: bool
) -> None:
    every = [(a, b) for b in range(many) for a in range(b)]
    some = [0.45, 0.5, 0.9, 0.449999, *(round(chance.random(), 6) for _ in range(9))]
    foes = [pair for pair in every if chance.random() < 0.05]
    links = {pair: chance.choice(some) for pair in every if pair not in foes and chance.random() < 0.8}
    parted = [pair for pair in every if chance.random() < 0.1]

    def allows() -> Callable[[int, int], bool]:
        bonds = Bonds()
        for a, b in parted:
            bonds.part(str(a), str(b))
        return lambda a, b: not asked or bonds.join(str(a), str(b))

    table, apart = np.zeros((many, many), dtype=np.int64), np.zeros((many, many), dtype=np.bool_)
    for (a, b), likeness in links.items():
        table[a, b] = table[b, a] = round(likeness * 1e6)
    for a, b in foes:
        apart[a, b] = apart[b, a] = True
    assert clustered(table, 0.45, apart, allows()) == agglomerate(many, links, 0.45, foes, allows())


@given(st.lists(st.frozensets(st.sampled_from("abcdefgh")), min_size=1, max_size=9))
def test_what_mentions_share_is_the_same_by_a_table_and_pair_by_pair(sets: list[frozenset[str]]) -> None:
    i, j = np.triu_indices(len(sets), 1)
    words = Worded({w: ord(w) for some in sets for w in some})
    rows = np.array([words.row(tuple(sorted(some))) for some in sets], dtype=np.int64)
    pairs = list(zip(i.tolist(), j.tolist(), strict=True))

    def length(some: set[str]) -> float:
        return math.sqrt(sum(map(ord, some)))

    cosines = [sum(map(ord, sets[a] & sets[b])) / (length(sets[a]) * length(sets[b]) or 1.0) for a, b in pairs]
    assert words.cosines(rows, i, j).tolist() == cosines
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(import_module("firsthand.resolve.events.alike"), "CELLS", 0)
        assert words.cosines(rows, i, j).tolist() == cosines
    assert meet(sets, i, j).tolist() == [bool(sets[a] & sets[b]) for a, b in pairs]


def test_one_account_a_teller() -> None:
    cards = [
        *(card("h-1", "a-1"), card("h-2", "a-2")),
        *(card("h-3", "a-1", who=("Oro Vann", "named_person")), card("h-4", "a-2", who=("Oro Vann", "named_person"))),
        *(card("h-5", "a-1", who=("an official", "unnamed_official")),),
        *(card("h-6", "a-2", who=("an official", "unnamed_official")),),
    ]
    (event,) = found(ARTICLES, cards)
    told = sorted((a.who or "", a.kind, a.articles) for a in event.accounts)
    assert told == [
        ("Heron Post", "outlet", ("a-1",)),
        ("Oro Vann", "person", ("a-1", "a-2")),
        ("Radio Meridian", "outlet", ("a-2",)),
        ("an official", "unnamed", ("a-1",)),
        ("an official", "unnamed", ("a-2",)),
    ]


def test_copies_fold_into_their_founders_account() -> None:
    copies = [
        art("a-1", "Heron Post", family="f-1", founder="a-2"),
        art("a-2", "Tide Wire", family="f-1", founder="a-2"),
    ]
    (event,) = found(copies, [card("h-1", "a-1"), card("h-2", "a-2")])
    assert [(a.who, a.articles) for a in event.accounts] == [("Tide Wire", ("a-1", "a-2"))]


def test_an_account_tells_each_value_once_with_its_words() -> None:
    killed = Told("3 killed", "3 killed", Span(40, 45))
    cards = [
        card("h-1", "a-1", time=when("2031-03-04"), figures=(killed,), parties=(party("actor", "raiders"),)),
        card("h-2", "a-1", figures=(killed,), parties=(party("victim", "millers"),)),
    ]
    (event,) = found(ARTICLES, cards)
    (account,) = event.accounts
    assert [(v.value, v.span) for v in account.figures] == [("3 killed", Span(40, 45))]
    assert [v.value for v in account.time] == ["2031-03-04"]
    assert [v.value for v in account.actors] == ["raiders"]


def test_ids_are_inherited_by_the_greatest_overlap() -> None:
    former = (Lineage("v-old", ("h-1", "h-9")), Lineage("v-gone", ("h-8",)))
    by_members = {e.mentions: e.id for e in found(ARTICLES, CARDS, former)}
    assert by_members["h-1", "h-2"] == "v-old"
    assert "v-gone" not in by_members.values()
    again = tuple(Lineage(e.id, e.mentions) for e in found(ARTICLES, CARDS))
    assert found(ARTICLES, CARDS, again) == found(ARTICLES, CARDS)


@given(
    st.lists(st.lists(st.sampled_from([f"w{n}" for n in range(14)]), min_size=2, unique=True), min_size=2, max_size=9)
)
def test_links_that_can_join_nothing_are_let_go_and_the_groups_stay(some: list[list[str]]) -> None:
    articles = [art(f"a-{n}", day=f"2031-03-{n % 5 + 1:02}") for n in range(len(some))]
    cards = EventCards(card(f"h-{n}", f"a-{n}", terms=tuple(sorted(terms))) for n, terms in enumerate(some))
    few, every = happenings(articles, cards), happenings(articles, cards, every=True)
    assert few.groups == every.groups
    assert few.likeness.items() <= every.likeness.items()
    assert few.stories == every.stories
    for group in few.stories:
        within = {pair for pair in every.likeness if set(pair) <= set(group)}
        assert within <= few.likeness.keys()


def test_days_of_edtf() -> None:
    january = days("2031-01")
    assert january is not None
    assert january[1] - january[0] == 30
    assert days("2031-21") is None
    assert days("2031-02-30") is None
    assert days("2031-03-04T10:00:00Z") == days("2031-03-04~")
    stretch = days("2031-03-01/2031-03-04")
    day = days("2031-03-09")
    assert stretch is not None
    assert day is not None
    assert gap(stretch, day) == 5


def test_words_that_every_article_has_weigh_nothing_and_break_nothing() -> None:
    rare = dict.fromkeys({w for c in CARDS for w in (*c.terms, *c.near)}, 0.0)
    assert sum(map(len, same_events(CARDS, weighed(rare), {}))) == len(CARDS)
