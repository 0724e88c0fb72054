from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.model.articles import Article, Datum, Part
from firsthand.model.findings import ReuseLink
from firsthand.model.spans import Span
from firsthand.model.units import LinkInput
from firsthand.relate import link
from firsthand.relate.link import between
from tests.relate.texts import OTHER, STORY, article, outlet, published, source


def the(one: Article, other: Article) -> ReuseLink:
    found = between(one, other)
    assert found is not None
    return found


def test_a_copy_that_names_its_source_has_it_from_there() -> None:
    first = article("a-2", STORY, outlet("The Narva Post"), published("2031-05-06"))
    copy = article("a-1", STORY, outlet("Hill Voice"), source("Narva Post"), published("2031-05-05"))
    found = the(first, copy)
    assert (found.from_article, found.kind, found.direction) == ("a-1", "verbatim", "declared")
    assert "names The Narva Post as its source" in found.why
    assert "but of the other: it is dated 2031-05-06" in found.why


def test_a_hyperlink_to_the_others_site_tells() -> None:
    href = "https://www.narva-post.example/harbour"
    copy = article("a-1", STORY, Datum("link", href, "metadata", Span(0, 5), "the Post"))
    assert the(copy, article("a-2", STORY, outlet("Narva Post"))).direction == "linked"


def test_the_later_day_has_it_from_the_earlier() -> None:
    found = the(article("a-1", STORY, published("2031-05-07")), article("a-2", STORY, published("2031-05-06T23:10")))
    assert (found.from_article, found.direction) == ("a-1", "dated")


def test_a_part_cut_out_is_an_excerpt_of_the_whole() -> None:
    found = the(article("a-1", f"{STORY}\n\n{OTHER}"), article("a-2", STORY))
    assert (found.from_article, found.kind, found.direction) == ("a-2", "excerpt", "contained")
    assert found.coverage_from == 1.0
    assert found.coverage_to < 0.7


def test_of_one_outlet_the_changed_text_is_an_update() -> None:
    more = f"{STORY} The first crane was raised on Tuesday by divers from the navy, who found the second one broken."
    newer = article("a-2", more, outlet("Narva Post"), published("2031-05-08"))
    found = the(article("a-1", STORY, outlet("Narva Post"), published("2031-05-06")), newer)
    assert (found.from_article, found.kind) == ("a-2", "update")


def test_without_evidence_the_direction_is_unknown() -> None:
    found = the(article("a-1", STORY), article("a-2", STORY))
    assert (found.direction, found.why) == ("unknown", "nothing says which has it from the other")


def test_texts_that_share_a_phrase_are_not_linked() -> None:
    assert link(LinkInput(article("a-2", STORY), (article("a-1", OTHER),))).rows == ()


def test_a_shared_caption_is_no_copy() -> None:
    text = f"{STORY}\n\n{OTHER}"
    parts = (Part("caption", Span(0, len(STORY))), Part("body", Span(len(STORY) + 2, len(text))))
    captioned = replace(article("a-1", text), parts=parts)
    assert between(captioned, article("a-2", STORY)) is None


SENTENCES = [s.strip() for s in f"{STORY} {OTHER}".split(". ")]


@given(st.lists(st.sampled_from(SENTENCES), max_size=6), st.lists(st.sampled_from(SENTENCES), max_size=6))
def test_a_link_is_the_same_whichever_article_comes_first(p: list[str], q: list[str]) -> None:
    one, other = article("a-1", ". ".join(p)), article("a-2", ". ".join(q))
    assert between(one, other) == between(other, one)


@pytest.mark.parametrize("body", ["", "Short.", "12 12 12 12 12 12 12 12 12 12 12 12 12 12"])
def test_little_text_does_no_harm(body: str) -> None:
    assert len(link(LinkInput(article("a-2", body), (article("a-1", body),))).rows) <= 1
