"""Parts of tellings as claims: joined with what tells of the same matter, never against what its speaker said of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

import numpy as np
import pytest

from firsthand.eval.polnear import as_article
from firsthand.lang.sentence_vectors import sentences
from firsthand.model.arrays import Lists
from firsthand.model.findings import Claim, Likely
from firsthand.model.readings import Stance, Telling
from firsthand.model.spans import Span
from firsthand.model.tellings import Tellings
from firsthand.model.units import Carrier, ClaimsInput, DecidedPair, ReadInput, Spoken
from firsthand.read import run
from firsthand.resolve import join_claims
from firsthand.resolve.claim_matters import Matters, Told, candidates, said_once, under, wholes
from firsthand.resolve.claim_nodes import gathered
from firsthand.resolve.claim_numbers import Numbers
from firsthand.resolve.claim_signs import Signs
from firsthand.resolve.claim_terms import Terms
from firsthand.resolve.claims import ground_of
from firsthand.resolve.decided import settled

there = pytest.mark.skipif(sentences() is None, reason="the extra [model] is not installed")

TEXTS = (
    "Masked men attacked the harbour of Narva\n\nMasked men attacked the harbour of Narva on Monday with four rubber boats, "
    "killing three dockers of the Narva Port Office.",
    "Grain is dear in Kalda this winter, where rain has ruined two harvests and the mills of Orle stand still for want of "
    "oil, since masked men attacked the harbour of Narva on Monday, killing three dockers of the Narva Port Office, and bread "
    "is dearer in the markets of the north than it ever was before the war.",
    "Wages in Orle rose by a tenth in the winter, and the mayor of Orle sold two of its ferries to a bank.",
)

RAID = (
    "Masked men attacked the harbour of Narva on Monday and killed dockers of the Narva Port Office.",
    "Grain is dear in Kalda this winter, since gunmen raided the port of Narva, and the killing of its dockers closed the "
    "quay.",
    "The assault on the harbour of Narva and the deaths of dockers there came after a dear winter.",
)


def part(n: int, words: str, start: int = 0, end: int = 9, said: str | None = None) -> Telling:
    return Telling(f"w-{n}", f"a-{n % 3}", Span(start, end), said, "outlet", tuple(sorted(words.split())), False, b"")


def read(texts: Sequence[str]) -> list[Telling]:
    """What each text tells, as of article a-0, a-1 ..."""
    rows = [run(ReadInput(as_article(str(n), text))).rows for n, text in enumerate(texts)]
    return [replace(x, article_id=f"a-{n}") for n, some in enumerate(rows) for x in some if isinstance(x, Telling)]


def found(texts: Sequence[str], shuffle: int | None = None, said: Sequence[Spoken] = ()) -> list[Claim]:
    """The claims; what a-1 tells is said by who is given."""
    told = [replace(x, attribution_id="s-1") if said and x.article_id == "a-1" else x for x in read(texts)]
    if shuffle is not None:
        Random(shuffle).shuffle(told)
    carriers = tuple(Carrier(f"a-{n}", f"Outlet {n}", "2031-05-03", None, None) for n in range(len(texts)))
    rows = join_claims(ClaimsInput(tuple(told), tuple(said), carriers, ())).rows
    return [x for x in rows if isinstance(x, Claim)]


def several(claims: Sequence[Claim]) -> list[Claim]:
    return [c for c in claims if len({m.article_id for m in c.members}) > 1]


@there
def test_a_clause_of_a_long_sentence_is_one_claim_with_a_sentence_that_says_it_alone() -> None:
    joined = several(found(TEXTS))
    words = {
        m.span.of(TEXTS[int(m.article_id[2:])]) for claim in joined for m in claim.members if m.article_id == "a-1"
    }
    assert any(x.startswith("masked men attacked the harbour of Narva") for x in words)
    assert not any("Grain" in x or "bread" in x for x in words)
    assert all({m.article_id for m in claim.members} == {"a-0", "a-1"} for claim in joined)


@there
@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_parts_says_nothing(seed: int) -> None:
    assert found(TEXTS, seed) == found(TEXTS)


@there
def test_no_claim_holds_a_telling_and_a_part_of_it() -> None:
    for claim in found((*TEXTS, TEXTS[1].replace("Grain", "Wheat"), TEXTS[0])):
        places = [(m.article_id, m.attribution_id, m.span) for m in claim.members]
        for article, said, span in places:
            assert not any(a == article and s == said and x != span and x.contains(span) for a, s, x in places)


def test_parts_are_told_from_wholes_by_where_they_stand_and_who_speaks() -> None:
    whole, inside, other = part(0, "a", 0, 90), part(3, "b", 10, 30), part(6, "c", 40, 60, said="s-1")
    assert wholes(Tellings((inside, other, whole))).tolist() == [0, 0, 2]  # in the order of their ids


def met(
    told: Sequence[Matters], words: Sequence[tuple[str, ...]], events: Sequence[tuple[int, ...]]
) -> list[tuple[int, ...]]:
    """Pairs of nodes, each of an article of its own."""
    nodes, articles = np.arange(len(told), dtype=np.int32), np.arange(len(told), dtype=np.int32)
    keys = candidates(Told.of(told, nodes), Terms.of(words), Lists.of(events), articles)
    return [divmod(x, len(told)) for x in keys.tolist()]


def test_a_matter_told_under_a_denial_meets_only_such() -> None:
    terms, told = ("@Narva", "port"), Matters(frozenset({"!attack"}), frozenset({"^may"}), part=True)
    denied = under(told, "denies")
    some = [terms] * 3
    assert met([told, denied, denied], some, [(), (), ()]) == [(1, 2)]


def test_pairs_of_one_matter_share_a_rare_word_or_are_of_one_event() -> None:
    attack, sale = (Matters(frozenset({name}), frozenset(), part=True) for name in ("!attack", "!sell"))
    told, words = [attack, attack, attack, sale], [("port",), ("gate",), ("port",), ("port",)]
    assert met(told, words, [(7,), (7,), (-1,), ()]) == [(0, 1), (0, 2)]
    assert met(told, words, [(7, 7), (-1, -1), (), ()]) == [(0, 2)]  # twice one event of one node is nothing shared
    assert met([], [], []) == []


def test_a_group_of_parts_whose_tellings_are_one_claim_anyway_is_not_told_again() -> None:
    equal, whole = Lists.of([[n] for n in range(5)]), np.array([0, 1, 0, 1, 4])  # the last is a part of none of these
    assert said_once([[0, 1], [2, 3]], equal, whole, set()) == [[0, 1]]
    assert said_once([[0, 1], [2, 3, 4]], equal, whole, set()) == [[0, 1], [2, 3, 4]]
    assert said_once([[0, 1], [2, 3]], equal, whole, {3}) == [[0, 1], [2, 3]]


@there
@pytest.mark.parametrize(("stance", "joined"), [("asserts", True), ("denies", False)])
def test_what_is_denied_of_a_happening_does_not_make_it_claimed(stance: Stance, joined: bool) -> None:
    """'Orle has nothing to do with the attack' says that there was one, but who denies is no witness of it."""
    speech = Spoken("s-1", "a-1", "Ilmar Kask", "named_person", stance, "Ilmar Kask", "person", True, True, (), "")
    assert bool(several(found(TEXTS, said=[speech]))) is joined


def test_a_part_of_a_turned_telling_is_no_telling_of_its_own_words() -> None:
    """'It is not true that men attacked the port' holds the part that they did; another text says it as a whole."""
    words = "!attack @Narva attack harbour men port"
    turned = replace(part(0, f"{words} true", 0, 90), negated=True)
    tellings = Tellings((turned, part(3, words, 30, 60), part(1, words, 0, 40)))
    payload = ClaimsInput(tellings, (), (), ())
    nodes = gathered(payload, tellings, ground_of(payload, tellings), settled((), "claims")).nodes
    assert nodes.many == 2
    assert nodes.told.part[nodes.told.matter[:2]].tolist() == [False, False]


def asked(texts: Sequence[str], *decided: DecidedPair) -> list[tuple[int, int, str, str]]:
    """The pairs of claims that a person is asked about: the texts of the two, and a telling of each. A text is a sentence."""
    carriers = tuple(Carrier(f"a-{n}", f"Outlet {n}", "2031-05-03", None, None) for n in range(len(texts)))
    rows = join_claims(ClaimsInput(tuple(read(texts)), (), carriers, (), decided=decided)).rows
    claims = {r.id: r.members[0] for r in rows if isinstance(r, Claim)}
    pairs = ((claims[r.a], claims[r.b]) for r in rows if isinstance(r, Likely))
    return sorted((int(x.article_id[2:]), int(y.article_id[2:]), x.telling_id, y.telling_id)
                  for x, y in (sorted(pair, key=lambda m: m.article_id) for pair in pairs))  # fmt: skip


@there
def test_of_two_sentences_one_thing_is_asked_at_a_time_and_then_the_next() -> None:
    """The second and the third share no more than that dockers were killed: less sure than not, and asked all the same."""
    first = asked(RAID)
    assert [x[:2] for x in first] == [(0, 1), (0, 2), (1, 2)]
    (answered,) = (x for x in first if x[:2] == (0, 2))
    then = asked(RAID, DecidedPair(False, *answered[2:], "j-1"))
    assert [x[:2] for x in then] == [(0, 1), (0, 2), (1, 2)]
    assert answered not in then


@there
def test_two_sentences_that_say_the_same_in_part_are_not_asked_about_as_wholes() -> None:
    first = asked(RAID)
    (answered,) = (x for x in first if x[:2] == (0, 2))
    wholes_ = {x.id for x in read(RAID) if x.span.end - x.span.start > 90}
    then = asked(RAID, DecidedPair(True, *answered[2:], "j-1"))
    assert not any({x[2], x[3]} <= wholes_ for x in then if x[:2] == (0, 2))


FLED = (
    "Gunmen stormed the camp of Tolo on Wednesday night, the guards of Tolo said. The guards said that 63 people had fled the "
    "camp of Tolo, of whom 41 were brought back.",
    "Rain fell on Orle for a week before the raid on the camp of Tolo. A note of the guards of Tolo gives the figure of 63 "
    "people who fled the camp, and the mayor of Orle bought 63 umbrellas.",
)


@there
def test_who_gives_one_figure_says_one_thing_and_another_thing_of_that_number_is_none() -> None:
    words = [
        {m.span.of(FLED[int(m.article_id[2:])]) for m in claim.members}
        for claim in several(found(FLED))
        if any("63" in m.span.of(FLED[int(m.article_id[2:])]) for m in claim.members)
    ]
    assert len(words) == 1
    assert any("63 people had fled" in x for x in words[0])
    assert any("figure of 63 people" in x for x in words[0])
    assert not any("umbrellas" in x for x in words[0])


def test_a_count_of_the_missing_holds_for_its_day_alone() -> None:
    counted = [("#7:7:sailor:missing",), ("#7:7:sailor:missing",), ("#7:7:sailor:killed",), ("#7:7:sailor:killed",)]
    numbers = Numbers(Terms.of(counted))
    i, j = np.array([0, 0, 2]), np.array([1, 2, 3])
    assert numbers.passing(i, j).tolist() == [True, False, False]
    days = replace(Signs.unknown(4), day=np.array([10, 12, 11, -1], dtype=np.int32))
    assert days.on_other_days(i, j).tolist() == [True, False, False]
    assert days.on_other_days(j, i).tolist() == [True, False, False]


def test_what_a_shared_number_counts_is_told_from_what_it_counts_elsewhere() -> None:
    counted = [
        ("#7:7:sailor:killed",),
        ("#7:7:docker:killed",),
        ("#7:7:sailor:",),
        ("#8:8:sailor:killed",),
        ("#7:7:ship:sunk",),
    ]
    found = Numbers(Terms.of(counted)).alike(np.array([0, 0, 0, 0]), np.array([1, 2, 3, 4]))
    assert found["befell alike"].tolist() == [1, 0, 0, 0]
    assert found["befell one"].tolist() == [0, 1, 0, 0]
    assert found["befell other"].tolist() == [0, 0, 0, 1]
    assert found["counted alike"].tolist() == [0, 1, 0, 0]
    assert found["counted other"].tolist() == [1, 0, 0, 1]
    assert found["digits"].tolist() == [1, 1, 0, 1]
    assert found["size"][2] == 0, "two numbers that differ share none"


def test_a_number_with_many_digits_is_told_from_a_round_one_and_from_a_share() -> None:
    counted = [
        (f"#{x}:{x}:{unit}:",)
        for x, unit in (("1140", "person"), ("41000", "tonne"), ("300", "person"), ("46.5", "percent"))
    ]
    found = Numbers(Terms.of(counted * 2)).alike(np.arange(4), np.arange(4, 8))
    assert found["digits"].tolist() == [3, 2, 1, 3]
    assert found["share"].tolist() == [0, 0, 0, 1]
