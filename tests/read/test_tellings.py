"""What counts as told: contents, headlines, and the outlet's own sentences; nothing twice, nothing without its words."""

from __future__ import annotations

from dataclasses import replace

from firsthand.eval.polnear import as_article
from firsthand.model.articles import Article, Part
from firsthand.model.readings import Attribution, Mention, Quantity, Telling, TimeRef
from firsthand.model.spans import Span
from firsthand.model.units import ReadInput
from firsthand.read import run
from firsthand.read.tellings import is_negated, terms_of, words_of

TEXT = (
    "Ferry strike closes Narva harbour\n\n"
    "The harbour of Narva is shut for the third day in a row. “Nobody asked us,” Ilmar Kask said on Monday, "
    "and at least 40 trucks wait outside the gate.\n\n"
    "The Port Office denied that the ferries are unsafe."
)


def tellings(article: Article) -> list[Telling]:
    return [row for row in run(ReadInput(article)).rows if isinstance(row, Telling)]


def test_the_headline_contents_and_the_outlets_own_sentences_are_told() -> None:
    article = as_article("a", TEXT)
    found = {(t.voice, t.span.of(TEXT)) for t in tellings(article)}
    assert ("outlet", "The harbour of Narva is shut for the third day in a row") in found
    assert any(voice == "said" and "Nobody asked us" in words for voice, words in found)
    assert any(voice == "outlet" and "40 trucks wait outside" in words for voice, words in found)


def test_a_part_that_is_a_headline_is_told_as_one() -> None:
    words = "Ferry strike closes Narva harbour"
    article = as_article("a", TEXT)
    parts = (Part("headline", Span(0, len(words))), Part("body", Span(len(words) + 2, len(TEXT))))
    found = tellings(replace(article, parts=parts))
    assert [t.span.of(TEXT) for t in found if t.voice == "headline"] == [words]


def test_every_attribution_has_its_telling_and_no_own_words_stand_in_one() -> None:
    rows = run(ReadInput(as_article("a", TEXT))).rows
    said = [a for a in rows if isinstance(a, Attribution)]
    told = [t for t in rows if isinstance(t, Telling)]
    assert said
    assert {a.id for a in said} == {t.attribution_id for t in told if t.attribution_id}
    own = [t for t in told if t.voice == "outlet"]
    assert not any(t.span.overlaps(s) for t in own for a in said for s in (*a.cue, *a.content))


def test_terms_are_names_amounts_days_and_words_without_endings() -> None:
    text = "Kask counted 40 drones attacking ports on 3 May 2031"
    others = (
        Mention("m-1", "a", Span(0, 4), "person", "Ilmar Kask"),
        Quantity("q-1", "a", Span(13, 22), 40, 40, "exactly", "drone", None, None, None, "event", "none"),
        TimeRef("t-1", "a", Span(42, 52), "2031-05-03", "day", None, "written in full"),
    )
    terms = terms_of(text, Span(0, len(text)), others)
    assert {"@Ilmar Kask", "#40:40:drone:", "~2031-05-03", "attack", "port"} <= set(terms)
    assert "kask" not in terms
    assert "on" not in terms


def test_a_year_is_a_term_only_where_it_is_long_past() -> None:
    text = "The worst since 1959, not since 2030"
    years = tuple(
        TimeRef(f"t-{y}", "a", Span(at, at + 4), y, "year", None, "written in full")
        for y in ("1959", "2030")
        for at in (text.index(y),)
    )
    terms = terms_of(text, Span(0, len(text)), years, before=2030)
    assert [t for t in terms if t[0] == "~"] == ["~1959"]


def test_a_word_that_turns_the_sense_counts_and_two_of_them_do_not() -> None:
    assert is_negated("The base is not in Narva")
    assert is_negated("He isn’t coming")
    assert not is_negated("She did not deny it")
    assert not is_negated("The base is in Narva")
    assert not is_negated("The raid struck the base in Narva, not a jetty in Kalda")
    assert not is_negated("Kalda sends troops without consent")


def test_a_negation_turns_the_next_two_words_and_nothing_beyond_a_sign() -> None:
    text = "The base did not fall to raiders from Orle, and ships, not seen since Monday, wait in Narva, not in Kalda"
    turned = [span.of(text) for span, number in words_of(text) if number & 1]
    assert turned == ["fall", "raiders", "seen", "Monday"]
    assert len({number >> 1 for _, number in words_of("shut shuts closed")}) == 2


def test_a_figure_is_a_part_of_its_own_up_to_where_another_stands() -> None:
    text = (
        "Flood on the Oder\n\nThree ferries sank and 14 sailors were rescued off Narva, while thousands of people waited for two "
        "days in the rain. Kask said that four of the 24 crew of the Heron were missing."
    )
    found = {(t.span.of(text), x) for t in tellings(as_article("a", text)) for x in t.terms if x.startswith("!=")}
    assert ("Three ferries sank", "!=3") in found
    assert ("14 sailors were rescued off Narva", "!=14") in found
    assert any(name == "!=4" and "four of the 24 crew" in words for words, name in found)
    assert {name for _, name in found} == {"!=3", "!=14", "!=4"}, (
        "a vague count, a length and a whole are no figure's part"
    )


def test_other_languages_tell_nothing_yet() -> None:
    assert tellings(replace(as_article("a", "وقال المتحدث إن الميناء مغلق"), language="ar")) == []
