"""Words that an outlet puts under every article are nobody's."""

from __future__ import annotations

import numpy as np

from firsthand.model.articles import Article, Part
from firsthand.model.spans import OffsetMap, Run, Span
from firsthand.relate.boilerplate import boilerplate
from firsthand.relate.link import between
from firsthand.relate.shingle import winnow
from firsthand.relate.words import prose_codes, prose_words
from tests.relate.texts import OTHER, STORY

NOTICE = (
    "The Narva Post is owned by its readers, who elect the editor every second spring by a show of hands in the old "
    "ferry hall; write to us with what you know, by letter or at the counter, and we shall not give your name away."
)
THIRD = "Bread was dearer in Kalda this week than in any week since the flood, bakers said, and they blamed the mills."


def paragraphs(id_: str, *bodies: str) -> Article:
    text = "\n\n".join(bodies)
    starts = [sum(len(b) + 2 for b in bodies[:i]) for i in range(len(bodies))]
    parts = tuple(Part("body", Span(at, at + len(b))) for at, b in zip(starts, bodies, strict=True))
    offsets = OffsetMap((Run(0, len(text), 100, len(text)),))
    return Article(id_, "0" * 64, Span(100, 100 + len(text)), text, parts, offsets, (), "en", "plain")


# what stands in every article of the outlet: its fingerprints, those at the rims aside
COMMON = np.array(
    sorted(
        set(winnow(prose_codes(paragraphs("a-1", STORY, NOTICE)))) & set(winnow(prose_codes(paragraphs("a-2", THIRD, NOTICE))))
    ),
    dtype=np.uint64,
)  # fmt: skip


def test_a_notice_is_marked_to_its_rims() -> None:
    article = paragraphs("a-1", OTHER, NOTICE, THIRD)
    words = prose_words(article)
    assert (boilerplate(words, COMMON) == (words.parts == 1)).all()


def test_a_notice_alone_links_nothing() -> None:
    one, other = paragraphs("a-1", STORY, NOTICE), paragraphs("a-2", OTHER, NOTICE)
    assert between(one, other) is not None
    assert between(one, other, COMMON) is None


def test_a_notice_counts_neither_as_shared_nor_as_missing() -> None:
    one, other = paragraphs("a-1", STORY, NOTICE), paragraphs("a-2", STORY)
    found = between(one, other, COMMON)
    assert found is not None
    assert (found.kind, found.coverage_from, found.coverage_to) == ("verbatim", 1.0, 1.0)
    assert [len(p.from_span) for p in found.passages] == [len(STORY) - 1]


def test_a_story_with_other_figures_is_not_verbatim() -> None:
    found = between(paragraphs("a-1", STORY), paragraphs("a-2", STORY.replace("12 boats", "153 boats")))
    assert found is not None
    assert (found.kind, found.coverage_from) == ("edited", 1.0)
