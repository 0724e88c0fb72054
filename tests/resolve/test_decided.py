"""People's decisions on pairs: they hold through every join of the machine, the later wins, and no order matters."""

from __future__ import annotations

from itertools import combinations
from random import Random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.model.findings import Claim, Event, Likely, Lineage, Retired
from firsthand.model.units import Carrier, ClaimsInput, DecidedPair, EventsInput
from firsthand.resolve import events, join_claims
from firsthand.resolve.decided import CONFLICT, LOST, Bonds, settled
from firsthand.resolve.heirs import carried_on
from tests.resolve.test_claims import SHUT, telling
from tests.resolve.test_events import ARTICLES, CARDS

NIGHT = ("@Kalda", "budget", "parliament", "vote", "wage")
TELLINGS = (
    *(telling(1), telling(2), telling(3), telling(4, (*SHUT, "storm", "winter"))),
    *(telling(5, NIGHT), telling(6, NIGHT), telling(7, ("inform",)), telling(8, ("inform",))),
)


def pairs_of(ids: list[str]) -> st.SearchStrategy[list[DecidedPair]]:
    """Decisions on different pairs, each with an id of its own."""
    pair = st.tuples(st.sampled_from(list(combinations(ids, 2))), st.booleans())
    chosen = st.lists(pair, max_size=7, unique_by=lambda x: x[0])
    return chosen.map(lambda some: [DecidedPair(same, a, b, f"j-{n}") for n, ((a, b), same) in enumerate(some)])


def claims_of(*decided: DecidedPair) -> tuple[list[set[str]], list[Likely], list[str]]:
    carriers = tuple(Carrier(t.article_id, None, "2031-05-03", None, None) for t in TELLINGS)
    result = join_claims(ClaimsInput(TELLINGS, (), carriers, (), (), decided=decided))
    made = [{m.telling_id for m in r.members} for r in result.rows if isinstance(r, Claim)]
    return made, [r for r in result.rows if isinstance(r, Likely)], [p.code for p in result.problems]


def events_of(*decided: DecidedPair) -> tuple[list[set[str]], list[str]]:
    result = events(EventsInput(tuple(ARTICLES), tuple(CARDS), decided=decided))
    return [set(r.mentions) for r in result.rows if isinstance(r, Event)], [p.code for p in result.problems]


def one(groups: list[set[str]], a: str | None, b: str | None) -> bool:
    return any({a, b} <= group for group in groups)


def test_tellings_that_share_no_word_are_one_claim_where_a_person_says_so() -> None:
    groups, _, _ = claims_of(DecidedPair(True, "w-1", "w-5", "j-1"))
    assert {"w-1", "w-2", "w-3", "w-5", "w-6"} in [g - {"w-4"} for g in groups]


def test_tellings_of_the_same_words_are_two_claims_where_a_person_says_so_and_nobody_is_asked_again() -> None:
    groups, likely, _ = claims_of(DecidedPair(False, "w-5", "w-6", "j-1"))
    assert {"w-5"} in groups
    assert {"w-6"} in groups
    assert [(x.score, x.why) for x in likely] == [(x.score, x.why) for x in claims_of()[1]]


def test_what_says_too_little_to_be_compared_is_joined_by_a_person_only() -> None:
    assert not one(claims_of()[0], "w-7", "w-8")
    assert {"w-7", "w-8"} in claims_of(DecidedPair(True, "w-7", "w-8", "j-1"))[0]


def test_the_later_of_two_decisions_stands_and_the_other_is_told() -> None:
    first, second = DecidedPair(True, "w-1", "w-5", "j-1"), DecidedPair(False, "w-2", "w-5", "j-2")
    people = settled((first, second, DecidedPair(True, "w-1", "w-2", "j-3")), "claims")
    assert [p.judgement_id for p in people.kept] == ["j-3", "j-2"]
    (problem,) = people.problems
    assert problem.code == CONFLICT
    assert problem.message.startswith("j-1 (same) cannot hold beside j-3 (same), j-2 (different): made later")
    assert "firsthand judge undo" in problem.message


def test_the_way_by_which_two_are_one_is_told() -> None:
    said = (DecidedPair(True, a, b, f"j-{a}") for a, b in ("ab", "bc", "cd", "ce"))
    (problem,) = settled((DecidedPair(False, "a", "d", "j-1"), *said), "claims").problems
    assert problem.message.startswith("j-1 (different) cannot hold beside j-a (same), j-b (same), j-c (same): ")


def test_a_decision_on_words_that_are_read_no_more_is_told() -> None:
    assert events_of(DecidedPair(True, "h-1", None, "j-1"))[1] == [LOST]
    assert events_of(DecidedPair(False, "h-1", "h-1", "j-1"))[1] == [LOST]


def test_two_events_of_two_happenings_are_one_where_a_person_says_so() -> None:
    assert not one(events_of()[0], "h-1", "h-3")
    assert {"h-1", "h-2", "h-3"} in events_of(DecidedPair(True, "h-1", "h-3", "j-1"))[0]


def test_what_the_machine_would_join_gives_way_to_what_follows_from_two_decisions() -> None:
    assert one(events_of()[0], "h-1", "h-2")
    groups, codes = events_of(DecidedPair(True, "h-1", "h-3", "j-1"), DecidedPair(False, "h-3", "h-2", "j-2"))
    assert one(groups, "h-1", "h-3")
    assert not one(groups, "h-1", "h-2")
    assert codes == []


@given(pairs_of([c.id for c in CARDS]), st.randoms())
@settings(max_examples=40, deadline=None)
def test_decisions_on_events_hold_in_any_order(decided: list[DecidedPair], random: Random) -> None:
    groups, codes = events_of(*decided)
    assert events_of(*random.sample(decided, len(decided))) == (groups, codes)
    assert all(one(groups, p.a, p.b) == p.same for p in settled(decided, "events").kept)


@given(pairs_of([t.id for t in TELLINGS]), st.randoms())
@settings(max_examples=40, deadline=None)
def test_decisions_on_claims_hold_in_any_order(decided: list[DecidedPair], random: Random) -> None:
    groups, likely, codes = claims_of(*decided)
    assert claims_of(*random.sample(decided, len(decided))) == (groups, likely, codes)
    kept = settled(decided, "claims").kept
    assert all(one(groups, p.a, p.b) == p.same for p in kept)
    assert len(codes) + len(kept) == len(decided)


@given(st.lists(st.tuples(st.booleans(), st.sampled_from("abcdef"), st.sampled_from("abcdef")), max_size=20))
def test_what_is_granted_holds_to_the_end(asked: list[tuple[bool, str, str]]) -> None:
    bonds = Bonds()
    granted = [(join, a, b) for join, a, b in asked if (bonds.join(a, b) if join else bonds.part(a, b))]
    for join, a, b in granted:
        assert (bonds.head(a) == bonds.head(b)) == join
        assert bonds.apart(a, b) != join


def test_an_id_whose_readings_are_gone_is_remembered_and_comes_back() -> None:
    held = (Lineage("k-old", ("w-1", "w-2")),)
    ids, memory = carried_on(np.array([b"k-new"]), lambda _: ("w-9",), held, (Retired("k-older", "k-old"),))
    assert ids.tolist() == [b"k-new"]
    assert list(memory) == [Lineage("k-new", ("w-9",)), *held, Retired("k-older", "k-old")]
    former = tuple(x for x in memory if isinstance(x, Lineage))
    again, _ = carried_on(np.array([b"k-other"]), lambda _: ("w-1", "w-2", "w-3"), former, ())
    assert again.tolist() == [b"k-old"]
