from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from firsthand.model.findings import Direction, Family, Passage, ReuseLink
from firsthand.model.ids import make_id
from firsthand.model.spans import Span
from firsthand.model.units import ArticleCard, FamilyInput
from firsthand.relate import family

IDS = tuple(f"a-{i}" for i in range(8))


def copy(
    later: str, earlier: str, cover: float = 1.0, back: float = 1.0, direction: Direction = "dated", at: int = 0
) -> ReuseLink:
    """A link whose one passage stands so far into the later text."""
    id_ = make_id("reuse_link", *sorted((later, earlier)))
    passage = Passage(Span(at, at + 100), Span(0, 100))
    return ReuseLink(id_, later, earlier, (passage,), "verbatim", cover, back, direction, "")


def families(*links: ReuseLink, days: dict[str, str] | None = None) -> tuple[Family, ...]:
    cards = tuple(ArticleCard(i, None, (days or {}).get(i), 100) for i in IDS)
    return tuple(f for f in family(FamilyInput(cards, links)).rows if isinstance(f, Family))


def test_copies_of_copies_are_one_family_and_the_first_is_its_founder() -> None:
    (found,) = families(copy("a-1", "a-0"), copy("a-2", "a-1"), copy("a-2", "a-0"))
    assert found.articles == ("a-0", "a-1", "a-2")
    assert (found.founder, found.founder_why) == ("a-0", "dated before 2 of the others")


def test_a_shared_passage_joins_nothing() -> None:
    assert families(copy("a-1", "a-0", 0.5, 0.3)) == ()


def test_a_text_made_of_two_unrelated_ones_joins_neither() -> None:
    assert families(copy("a-2", "a-0", 0.5, 1.0), copy("a-2", "a-1", 0.4, 1.0, at=120)) == ()


def test_nor_do_two_texts_made_of_the_same_two_join_them() -> None:
    first = (copy("a-2", "a-0", 0.5, 1.0), copy("a-2", "a-1", 0.4, 1.0, at=120))
    second = (copy("a-3", "a-0", 0.5, 1.0), copy("a-3", "a-1", 0.4, 1.0, at=120))
    (found,) = families(*first, *second, copy("a-3", "a-2"))
    assert found.articles == ("a-2", "a-3")


def test_a_text_and_two_copies_of_its_first_half_are_one() -> None:
    (found,) = families(copy("a-2", "a-0", 0.5, 1.0), copy("a-2", "a-1", 0.5, 1.0), copy("a-1", "a-0"))
    assert found.articles == ("a-0", "a-1", "a-2")


def test_a_text_cut_to_less_than_a_third_is_an_excerpt() -> None:
    assert families(copy("a-1", "a-0", 1.0, 0.2)) == ()


def test_without_direction_nobody_founded_it() -> None:
    (found,) = families(copy("a-1", "a-0", direction="unknown"))
    assert (found.founder, found.founder_why) == (None, "nothing says which came first")


def test_of_two_that_have_it_from_no_other_the_earlier_dated_founded_it() -> None:
    (found,) = families(copy("a-2", "a-0"), copy("a-2", "a-1"), days={"a-0": "2031-05-06", "a-1": "2031-05-05T10:00"})
    assert found.founder == "a-1"


LINKS = st.lists(
    st.builds(copy, st.sampled_from(IDS[4:]), st.sampled_from(IDS[:4]), st.floats(0, 1), st.floats(0, 1)),
    unique_by=lambda x: x.id,
    max_size=12,
)


@given(LINKS, st.randoms())
def test_families_are_the_same_in_any_order(links: list[ReuseLink], chance: Random) -> None:
    shuffled = chance.sample(links, len(links))
    found = families(*links)
    assert families(*shuffled) == found
    members = [i for f in found for i in f.articles]
    assert len(members) == len(set(members))
