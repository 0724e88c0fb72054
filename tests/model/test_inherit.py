"""Ids stay where a class keeps most of what it held, whatever the order in which things are told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from firsthand.model import inherit as room
from firsthand.model.ids import make_id
from firsthand.model.inherit import Classes

MEMBERS = "abcdefghij"


class Found(NamedTuple):
    ids: tuple[str, ...]
    retired: tuple[tuple[str, str], ...]


def inherit(
    former: Mapping[str, frozenset[str]],
    now: Sequence[tuple[str, frozenset[str]]],
    retired: Mapping[str, str] | None = None,
) -> Found:
    found = room.inherit(Classes.of(former.items()), Classes.of(now), retired)
    return Found(tuple(bytes(x).decode() for x in found.ids), found.retired)


def made(members: str | frozenset[str]) -> tuple[str, frozenset[str]]:
    return make_id("entity", min(members)), frozenset(members)


def test_a_class_that_grows_keeps_its_id() -> None:
    assert inherit({"e-old": frozenset("bc")}, [made("abc")]).ids == ("e-old",)


def test_the_larger_piece_of_a_parted_class_keeps_the_id_and_the_other_gets_one_of_its_own() -> None:
    id_of_a = made("a")[0]
    found = inherit({id_of_a: frozenset("abc")}, [made("a"), made("bc")])
    assert found.ids[1] == id_of_a
    assert found.ids[0] not in (id_of_a, made("bc")[0])
    assert found.retired == ()


def test_of_equal_pieces_the_one_whose_content_makes_the_id_keeps_it() -> None:
    id_of_a = made("a")[0]
    assert inherit({id_of_a: frozenset("ab")}, [made("b"), made("a")]).ids == (made("b")[0], id_of_a)


def test_of_joined_classes_the_smaller_one_is_retired_and_leads_to_the_whole() -> None:
    found = inherit({"e-one": frozenset("abc"), "e-two": frozenset("de")}, [made("abcde")])
    assert (found.ids, found.retired) == (("e-one",), (("e-two", "e-one"),))


def test_a_retired_id_leads_on_to_the_heir_of_its_heir() -> None:
    found = inherit({"e-two": frozenset("de"), "e-one": frozenset("abc")}, [made("abcde")], {"e-three": "e-two"})
    assert found.retired == (("e-three", "e-one"), ("e-two", "e-one"))


def test_what_was_joined_and_is_parted_again_has_its_ids_back() -> None:
    apart = [made("a"), made("b")]
    before = dict([made("a"), made("b")])
    joined = inherit(before, [made("ab")])
    assert joined.retired == ((made("b")[0], made("a")[0]),)
    again = inherit({joined.ids[0]: frozenset("ab")}, apart, dict(joined.retired))
    assert again.ids == (made("a")[0], made("b")[0])
    assert again.retired == ()


def test_an_id_whose_members_are_all_gone_leads_nowhere() -> None:
    found = inherit({"e-one": frozenset("a"), "e-two": frozenset("b")}, [made("b")], {"e-three": "e-one"})
    assert (found.ids, found.retired) == (("e-two",), ())


clusterings = st.lists(st.integers(0, 4), min_size=len(MEMBERS), max_size=len(MEMBERS)).map(
    lambda heads: [frozenset(m for m, h in zip(MEMBERS, heads, strict=True) if h == head) for head in set(heads) - {0}]
)


@given(clusterings, clusterings, clusterings, st.randoms(use_true_random=False))
def test_each_former_id_is_borne_once_in_any_order_and_a_second_run_changes_nothing(
    first, second, third, chance
) -> None:
    former: dict[str, frozenset[str]] = {}
    retired: dict[str, str] = {}
    for members in (first, second, third):
        now = [made(m) for m in members]
        found = inherit(former, now, retired)
        assert len(set(found.ids)) == len(now)
        assert not set(dict(found.retired)) & set(found.ids)
        assert set(dict(found.retired).values()) <= set(found.ids)
        still = {id_ for id_, held in former.items() if any(held & m for m in members)}
        assert still <= set(found.ids) | set(dict(found.retired))

        shuffled, told = chance.sample(now, len(now)), chance.sample(list(former.items()), len(former))
        other = inherit(dict(told), shuffled, retired)
        assert dict(zip(found.ids, members, strict=True)) == dict(zip(other.ids, [m for _, m in shuffled], strict=True))
        assert other.retired == found.retired

        former = dict(zip(found.ids, members, strict=True))
        retired = dict(found.retired)
        again = inherit(former, now, retired)
        assert (again.ids, again.retired) == (found.ids, found.retired)


def test_classes_come_out_of_their_columns_as_they_went_in() -> None:
    some = [("e-one", frozenset("cab")), ("e-two", frozenset({"Łódź"})), ("e-none", frozenset[str]())]
    assert [(x.id, frozenset(x.members)) for x in Classes.of(some)] == some
    assert Classes.of(some)[0].members == ("a", "b", "c")
    assert list(Classes.of(())) == []


def test_two_classes_of_one_content_bear_two_ids() -> None:
    one, other = inherit({}, [made("a"), made("a")]).ids
    assert one == made("a")[0] != other
