"""Reading as a whole: parts, names, nesting, formats, and texts of any kind."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from texts import article, attributions, mentions, result

from firsthand.model.readings import Attribution
from firsthand.model.units import ReadInput
from firsthand.read import run
from firsthand.read.attributions.rules import by_rules
from firsthand.read.words import paragraphs


def test_addressee_is_the_outlet_that_was_told() -> None:
    text = "A port official told Al-Mayadeen on Monday that the pier had burned."
    (a,) = attributions(text)
    assert a.addressee is not None
    assert a.addressee.of(text) == "Al-Mayadeen"


def test_a_headline_names_its_source_before_a_colon() -> None:
    (a,) = attributions("The ferry left at noon.", "Official: base in Norland was hit")
    assert a.source_kind == "unnamed_official"


def test_a_surname_and_an_acronym_get_their_full_names() -> None:
    names = {m.name for m in mentions("Mara Lind met the Union of River Towns (URT). Lind left. The URT stayed.")}
    assert "Mara Lind" in names
    assert "Lind" not in names
    assert "URT" not in names


def test_only_prose_and_headline_are_read() -> None:
    plain = article("Mara Lind said the bridge was safe.")
    part = type(plain.parts[0])("caption", plain.parts[0].span)
    changed = type(plain)(
        plain.id, plain.capture_id, plain.region, plain.text, (part,), plain.offsets, (), "en", "test"
    )
    assert run(ReadInput(changed)).rows == ()


def test_the_same_article_gives_the_same_rows() -> None:
    text = "Mara Lind said the bridge was safe. According to Reuters, nobody was hurt."
    assert result(text) == result(text)


def test_rules_alone_read_said_told_and_according_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("firsthand.read.encoder.encoder", lambda language: None)
    text = "Mara Lind said that the bridge was safe.\n\nAccording to Reuters, two boats sank.\n\n“We saw it,” said Oro Vann."
    read = [a for a in result(text).rows if isinstance(a, Attribution)]
    assert [a.source[0].of(text) for a in read] == ["Mara Lind", "Reuters", "Oro Vann"]
    assert {a.by for a in read} == {"rules 2"}


PIECES = st.sampled_from(
    [
        "said",
        "told",
        "“",
        "”",
        '"',
        "—",
        ":",
        "According to",
        "Reuters",
        "Mara Lind",
        ".",
        ",",
        "\n\n",
        "she",
        "citing",
        "́",
        "​",
        "\r\n",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES | st.text(max_size=8), max_size=30).map(" ".join), st.text(max_size=20))
def test_no_text_is_refused(body: str, headline: str) -> None:
    for row in result(body, headline).rows:
        text = article(body, headline).text
        if isinstance(row, Attribution):
            assert row.content
            spans = [*row.source, *row.cue, *row.content]
            assert all(0 <= s.start < s.end <= len(text) for s in spans)
            assert 0 <= row.confidence <= 1


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES | st.text(max_size=8), max_size=30).map(" ".join))
def test_rules_refuse_no_text(body: str) -> None:
    for p in paragraphs(article(body)):
        by_rules(p)
