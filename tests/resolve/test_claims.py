"""Claims: what is one and what is not, whatever the order; and where a claim comes from, by what the texts say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.model.findings import Claim, Entity, Family, HopKind, Likely, Statement
from firsthand.model.readings import MentionKind, SourceKind, Stance, Telling
from firsthand.model.spans import Span
from firsthand.model.units import Carrier, ClaimsInput, Happening, Spoken
from firsthand.resolve import join_claims
from firsthand.resolve.parties import described

SHUT = ("@Narva", "bridg", "ferri", "harbour", "shut", "strik")


def telling(n: int, terms: Sequence[str] = SHUT, *, said: bool = True, negated: bool = False) -> Telling:
    id_ = f"s-{n}" if said else None
    words = tuple(sorted(terms))
    return Telling(f"w-{n}", f"a-{n}", Span(0, 9), id_, "said" if said else "outlet", words, negated, b"")


def spoken(
    n: int,
    party: str | None = "Ilmar Kask",
    kind: HopKind = "person",
    source: SourceKind = "named_person",
    *,
    through: tuple[str, ...] = (),
    around: str = "",
    stance: Stance = "asserts",
) -> Spoken:
    named = kind != "unnamed" and party is not None
    ends = party is not None and kind != "relay"
    return Spoken(f"s-{n}", f"a-{n}", party, source, stance, party, kind, named, ends, through, around)


def entity(kind: MentionKind, name: str, *others: str) -> Entity:
    return Entity(f"e-{name}", kind, name, (name, *others), (name, *others), "")


def outcome(
    tellings: Sequence[Telling],
    said: Sequence[Spoken] = (),
    entities: Sequence[Entity] = (),
    families: Sequence[Family] = (),
    outlets: dict[int, str] | None = None,
) -> tuple[list[Claim], list[Likely], list[Statement]]:
    carriers = [
        Carrier(t.article_id, (outlets or {}).get(int(t.article_id[2:])), "2031-05-03", None, None) for t in tellings
    ]
    given_ = ClaimsInput(tuple(tellings), tuple(said), tuple(carriers), tuple(entities), tuple(families))
    rows = join_claims(given_).rows
    return (
        [r for r in rows if isinstance(r, Claim) and len(r.members) > 1],
        [r for r in rows if isinstance(r, Likely)],
        [r for r in rows if isinstance(r, Statement)],
    )


def test_the_same_words_of_two_articles_are_one_claim_with_both_stances() -> None:
    (claim,), _, _ = outcome([telling(1), telling(2)], [spoken(1), spoken(2, "Mari Saar", stance="denies")])
    assert [m.stance for m in claim.members] == ["asserts", "denies"]
    assert (claim.independent.count, claim.independent.unknown) == (2, 0)


@pytest.mark.parametrize(
    ("mine", "other", "why"),
    [
        ((*SHUT, "#3:3:person:killed"), (*SHUT, "#9:9:person:killed"), "their numbers differ"),
        ((*SHUT, "#9::guard:killed"), (*SHUT, "#6:6:raider:killed"), "their numbers differ"),
        ((*SHUT, "~2031-05-03"), (*SHUT, "~2031-05-20"), "they are of different days"),
        ((*SHUT, "#7:7:person:killed"), (*SHUT, "#7:7:person:killed", "~2004"), "they are of different days"),
    ],
)
def test_other_numbers_and_days_are_offered_and_not_joined(
    mine: tuple[str, ...], other: tuple[str, ...], why: str
) -> None:
    claims, likely, _ = outcome([telling(1, mine), telling(2, other)])
    assert claims == []
    assert [x.why for x in likely] == [why]


def test_a_negation_keeps_two_claims_apart() -> None:
    claims, likely, _ = outcome([telling(1), telling(2, negated=True)])
    assert (claims, [x.why for x in likely]) == ([], ["one of them is negated"])


def test_open_counts_may_be_the_same() -> None:
    some, exact = (*SHUT, "jetty", "#20::person:killed"), (*SHUT, "jetty", "#27:27:person:killed")
    assert len(outcome([telling(1, some), telling(2, exact)])[0]) == 1


def test_tellings_that_share_little_are_not_even_offered() -> None:
    apart = ("@Kalda", "budget", "parliament", "vote", "wage", "winter")
    assert outcome([telling(1), telling(2, apart)])[:2] == ([], [])


def test_words_that_say_too_little_make_no_claim() -> None:
    assert outcome([telling(1, ("inform",)), telling(2, ("inform",))])[0] == []


words = st.lists(
    st.sampled_from([*SHUT, "@Kalda", "budget", "vote", "wage", "winter", "storm"]), min_size=3, unique=True
)


@settings(max_examples=60, deadline=None)
@given(st.lists(words, min_size=2, max_size=12), st.randoms())
def test_the_order_of_the_tellings_says_nothing(some: list[list[str]], random: Random) -> None:
    tellings = [telling(n, terms) for n, terms in enumerate(some)]
    shuffled = list(tellings)
    random.shuffle(shuffled)
    assert outcome(tellings) == outcome(shuffled)


@settings(max_examples=40, deadline=None)
@given(st.lists(words, min_size=2, max_size=12), st.integers(0, 99))
def test_nor_does_it_with_vectors(some: list[list[str]], seed: int) -> None:
    rows = np.random.default_rng(seed).integers(0, 256, (len(some), 96), dtype=np.uint8)
    rows[:, :80] = rows[0, :80]
    tellings = [replace(telling(n, terms), vector=rows[n].tobytes()) for n, terms in enumerate(some)]
    assert outcome(tellings) == outcome(tellings[::-1])


@settings(max_examples=40, deadline=None)
@given(st.lists(words, min_size=2, max_size=12))
def test_every_attribution_is_of_one_statement_and_every_telling_of_one_claim_at_most(some: list[list[str]]) -> None:
    tellings = [telling(n, terms) for n, terms in enumerate(some)]
    claims, _, statements = outcome(tellings)
    reported = [a for s in statements for a in s.attributions]
    assert sorted(reported) == sorted(t.attribution_id or "" for t in tellings)
    held = [m.telling_id for c in claims for m in c.members]
    assert len(held) == len(set(held))
    assert {m.statement_id for c in claims for m in c.members} <= {s.id for s in statements}


def test_an_id_stays_when_members_come() -> None:
    before, _, _ = outcome([telling(1), telling(2)])
    after, _, _ = outcome([telling(1), telling(2), telling(3)])
    assert before[0].id == after[0].id


# Origins


def counted(said: Sequence[Spoken], **more: object) -> tuple[int, int, int, int]:
    known = {int(s.id[2:]) for s in said}
    own = more.pop("own", 0)
    tellings = [telling(n) for n in sorted(known)] + [telling(90 + n, said=False) for n in range(int(str(own)))]
    (claim,), _, _ = outcome(tellings, said, **more)
    i = claim.independent
    assert i.low <= i.count <= i.high
    assert sorted(n for o in claim.origins for n in o.members) == list(range(len(claim.members)))
    return i.count, i.low, i.high, i.unknown


def test_one_party_is_one_origin_however_it_is_named() -> None:
    party = entity("organisation", "Port Office", "the Port Office of Narva")
    said = [spoken(1, "Port Office", "organisation"), spoken(2, "the Port Office of Narva", "organisation")]
    assert counted(said, entities=[party]) == (1, 1, 1, 0)


@pytest.mark.parametrize(
    "around",
    [
        "on Monday Port Office spokesman Ilmar Kask said the",
        "Ilmar Kask, a spokesman for the Port Office, said",
        "the Port Office’s press secretary, Ilmar Kask, told",
    ],
)
def test_a_spokesman_and_the_body_spoken_for_are_one(around: str) -> None:
    entities = [entity("organisation", "Port Office"), entity("person", "Ilmar Kask")]
    said = [spoken(1, around=around), spoken(2, "Port Office", "organisation", "named_organisation")]
    assert counted(said, entities=entities) == (1, 1, 1, 0)


def test_somebody_who_only_mentions_a_body_stands_for_himself() -> None:
    entities = [entity("organisation", "Port Office"), entity("person", "Ilmar Kask")]
    said = [spoken(1, around="Ilmar Kask, who sued the Port Office, said"), spoken(2, "Port Office", "organisation")]
    assert counted(said, entities=entities)[0] == 2


def test_a_relay_is_the_source_it_cites() -> None:
    relay = spoken(1, "Narva Wire", "relay", "media_outlet")
    cited = spoken(2, "a harbour official", "unnamed", "unnamed_official", through=("Narva Wire",))
    assert counted([relay, cited])[0] == 1
    assert counted([relay, replace(cited, through=())])[0] == 2


def test_what_an_outlet_is_said_to_report_that_nobody_names_is_unknown() -> None:
    paper = replace(spoken(2, "a paper", "relay", "media_outlet"), origin_named=False)
    assert counted([spoken(1), paper]) == (1, 1, 1, 1)


def test_unnamed_sources_described_alike_are_one_at_least_and_several_at_most() -> None:
    said = [
        spoken(1, "an Iraqi security source", "unnamed", "unnamed_source"),
        spoken(2, "Iraqi security sources", "unnamed", "unnamed_source"),
    ]
    assert counted(said, outlets={1: "Narva Post", 2: "Kalda Wire"}) == (1, 1, 2, 0)
    assert counted(said, outlets={1: "Narva Post", 2: "Narva Post"}) == (1, 1, 1, 0)


def test_unnamed_officials_of_a_state_are_of_its_named_body() -> None:
    said = [
        spoken(1, "White House", "organisation", "named_organisation"),
        spoken(2, "US officials", "unnamed", "unnamed_official"),
        spoken(3, "Iranian officials", "unnamed", "unnamed_official"),
    ]
    assert counted(said[:2])[0] == 1
    assert counted(said)[0] == 2


def test_an_outlets_own_words_are_unknown_and_not_counted() -> None:
    assert counted([spoken(1)], own=2) == (1, 1, 1, 2)


def test_words_of_nobody_are_unknown() -> None:
    assert counted([spoken(1), spoken(2, None, "outlet", "none")]) == (1, 1, 1, 1)


def test_copies_report_one_statement() -> None:
    family = Family("f-1", ("a-1", "a-2"), "a-1", "")
    unnamed = [spoken(n, "a source", "unnamed", "unnamed_source") for n in (1, 2)]
    tellings = [telling(1), telling(2)]
    (claim,), _, statements = outcome(tellings, unnamed, families=[family], outlets={1: "Narva Post", 2: "Kalda Wire"})
    assert [s.attributions for s in statements] == [("s-1", "s-2")]
    assert (claim.independent.count, claim.independent.high) == (1, 1)


def test_an_unnamed_source_is_told_by_its_description_alone() -> None:
    assert described("An Iraqi security source, insisting on anonymity") == described("Iraqi security sources")
    assert described("a PMU officer") != described("an Iraqi security source")


def test_a_happening_with_the_same_toll_is_one_claim_though_worded_otherwise() -> None:
    """Two texts of one day on one event that count alike; the same words of another month and event are only offered."""
    one = telling(1, ("#3:3:docker:killed", "base", "drone", "harbour", "jetty", "north"))
    other = telling(2, ("#3:3:worker:killed", "base", "drone", "harbour", "north", "raid"))
    held = [Happening(t.article_id, 3, "attack", "v-1") for t in (one, other)]
    carriers = tuple(Carrier(t.article_id, None, "2031-05-03", None, None) for t in (one, other))
    given_ = ClaimsInput((one, other), (), carriers, (), (), happenings=tuple(held))
    joined = [len(r.members) for r in join_claims(given_).rows if isinstance(r, Claim)]
    parted = replace(given_, happenings=(held[0], replace(held[1], event_id="v-2")))
    apart = (carriers[0], replace(carriers[1], published="2031-08-03"))
    assert joined == [2]
    assert all(len(r.members) == 1 for r in join_claims(replace(parted, carriers=apart)).rows if isinstance(r, Claim))


def test_happenings_in_any_order_say_the_same() -> None:
    tellings = tuple(telling(n) for n in range(3))
    held = [Happening(f"a-{n % 3}", at, kind, "v-1") for n in range(6) for at, kind in ((2, "attack"), (4, "visit"))]
    given_ = ClaimsInput(tellings, (), tuple(Carrier(t.article_id, None, None, None, None) for t in tellings), ())
    assert join_claims(replace(given_, happenings=tuple(held))) == join_claims(
        replace(given_, happenings=tuple(reversed(held)))
    )
