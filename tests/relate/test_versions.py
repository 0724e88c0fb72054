"""What changed from one version to the next."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from firsthand.model.articles import Article, Part
from firsthand.model.findings import Change
from firsthand.model.spans import Span
from firsthand.relate import revision
from tests.relate.texts import OTHER, STORY, article

HEADLINE = "Storm closes harbour of Narva, 12 boats adrift"


def version(id_: str, headline: str, body: str) -> Article:
    whole = f"{headline}\n\n{body}"
    parts = (Part("headline", Span(0, len(headline))), Part("body", Span(len(headline) + 2, len(whole))))
    return replace(article(id_, whole), parts=parts)


def told(change: Change, old: Article, new: Article) -> tuple[str, str]:
    return change.old.of(old.text) if change.old else "", change.new.of(new.text) if change.new else ""


def place(a: Article, words: str) -> Span:
    return Span(a.text.index(words), a.text.index(words) + len(words))


def test_changed_figures_names_and_headline_are_pulled_out() -> None:
    old = version("a-1", HEADLINE, STORY)
    changed = STORY.replace("12 boats", "153 boats").replace("ferries to Kalda", "ferries to Darma")
    new = version(
        "a-2", HEADLINE.replace("12 boats adrift", "mayor in tears"), changed.replace(" said.", " said late.")
    )
    names = ((place(old, "Kalda"),), (place(new, "Darma"),))
    found = revision(old, new, names)
    assert [told(c, old, new) for c in found.changes] == [("12", "153"), ("", "late"), ("Kalda", "Darma")]
    assert [told(c, old, new) for c in found.headline] == [("12 boats adrift", "mayor in tears")]
    assert [told(c, old, new) for c in found.figures] == [("12 boats adrift", "mayor in tears"), ("12", "153")]
    assert [told(c, old, new) for c in found.names] == [("Kalda", "Darma")]


def test_a_figure_in_words_is_one_where_it_was_read() -> None:
    old, new = version("a-1", HEADLINE, STORY), version("a-2", HEADLINE, STORY.replace("two cranes", "three cranes"))
    assert revision(old, new).figures == ()
    read = revision(old, new, figures=((place(old, "two"),), (place(new, "three"),)))
    assert [told(c, old, new) for c in read.figures] == [("two", "three")]


def test_case_and_marks_are_no_change() -> None:
    found = revision(version("a-1", HEADLINE, STORY), version("a-2", HEADLINE.upper(), STORY.replace(",", " -")))
    assert found.changes == found.headline == ()


WORDS = st.lists(st.sampled_from([*STORY.split()[:12], *OTHER.split()[:6]]), max_size=14)


@given(WORDS, WORDS)
def test_taking_out_and_putting_in_what_is_said_gives_the_new_version(p: list[str], q: list[str]) -> None:
    old, new = version("a-1", "Head", " ".join(p)), version("a-2", "Head", " ".join(q))
    changes = revision(old, new).changes
    kept_old, kept_new = old.text, new.text
    for c in reversed(changes):
        kept_old = kept_old[: c.old.start] + kept_old[c.old.end :] if c.old else kept_old
        kept_new = kept_new[: c.new.start] + kept_new[c.new.end :] if c.new else kept_new
    assert [w.strip(",.").lower() for w in kept_old.split() if w.strip(",.")] == [
        w.strip(",.").lower() for w in kept_new.split() if w.strip(",.")
    ]
