"""Whom pronouns and short forms are taken for, and whom not: an open end is better than a wrong name."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from texts import article, attributions

from firsthand.read.names.mentions import read_mentions
from firsthand.read.speakers.resolve import Said, Speaker, resolve
from firsthand.read.words import paragraphs


@pytest.fixture(autouse=True, scope="module")
def _by_rules() -> Iterator[None]:
    patch = pytest.MonkeyPatch()
    patch.setattr("firsthand.read.encoder.encoder", lambda code: None)
    yield
    patch.undo()


def speakers(text: str) -> list[Speaker]:
    """Whom each source stands for, in order; sources are marked so: [she] said."""
    plain, places = "", []
    for n, piece in enumerate(text.replace("[", "]").split("]")):
        if n % 2:
            places.append((len(plain), len(plain) + len(piece)))
        plain += piece
    whole = article(plain)
    read = paragraphs(whole)
    mentions = read_mentions(whole, read)
    said: list[Said] = []
    for start, end in places:
        for p in read:
            numbers = [i for i in range(len(p.words)) if start <= p.starts[i] < end]
            if numbers:
                said.append(Said(start, resolve(plain, p, numbers, mentions, said)))
    for s in said:
        if s.speaker.span is not None:
            assert 0 <= s.speaker.span.start < s.speaker.span.end <= len(plain)
    return [s.speaker for s in said]


def last(text: str) -> str | None:
    return speakers(text)[-1].name


FOUND: list[tuple[str, str]] = [
    ("[Mara Lind] said the pier was safe. [She] said so twice.", "Mara Lind"),
    ("[Mara Lind] said the pier was safe. Peter Vann left early. “We saw it,” [she] added.", "Mara Lind"),
    ("Mara Lind met Peter Vann on Monday. [He] said the pier was safe.", "Peter Vann"),
    ("[Peter Vann] spoke of Mara Lind’s plan. [He] said it was bad.", "Peter Vann"),
    ("[Peter Vann] spoke first.\n\nMara Lind spoke after him. “No,” [she] said.", "Mara Lind"),
    ("Mr. Kalda and his wife, Mara, came. [She] said so.", "Mara"),
    ("Mara Lind, 59, of Kalda, [who] saw it, left.", "Mara Lind"),
    ("Mara Lind is a former harbour lawyer [who] fought the plan.", "Mara Lind"),
    ("There were [some residents] in town. Some residents [who] stayed called it a shame.", "Some residents"),
    ("[An army officer] spoke of a fire. [The officer] said two boats burned.", "army officer"),
    ("[Port officials] spoke of a fire. [They] said two boats burned.", "Port officials"),
    ("The Dockers’ Union met on Monday. [The union] said no.", "Dockers’ Union"),
    ("The Ministry of Harbour Works met. Later [the ministry] said no.", "Ministry of Harbour Works"),
    ("Governor Mara Lind came on Monday with Peter Vann. [The governor] said no.", "Mara Lind"),
    ("[The Keldon Herald] wrote of a fire. [The newspaper] said two boats burned.", "Keldon Herald"),
    ("The talks were between Peter Vann and Mara Lind. [The latter] said no.", "Mara Lind"),
    ("[The Harbour Board’s report] said no.", "Harbour Board"),
    ("[Norlandic Foreign Minister Mara Lind] said no.", "Mara Lind"),
    ("[the latest reports from port officials Sunday] say no.", "port officials"),
    ("[The US] said no.", "United States"),
]


@pytest.mark.parametrize(("text", "expected"), FOUND, ids=[t for t, _ in FOUND])
def test_a_short_form_stands_for_the_party_named_before(text: str, expected: str) -> None:
    assert last(text) == expected


OPEN = [
    "As [we] all know, it rains in Kalda.",
    "[You] can say so.",
    "Peter Vann came. [She] said so.",
    "It was late. [They] said so.",
    "The rain fell. [It] says so.",
]


@pytest.mark.parametrize("text", OPEN)
def test_where_nobody_fits_nobody_is_named_and_it_says_why(text: str) -> None:
    (speaker,) = speakers(text)
    assert speaker.name is None
    assert ":" in speaker.why


def test_the_same_source_without_a_name_is_one_party() -> None:
    first, second, third = speakers("[A port official] spoke. [The official] said no. [He] left it there.")
    assert first.name == second.name == third.name == "port official"
    assert {s.kind for s in (first, second, third)} == {"unnamed_official"}


def test_whoever_has_seen_a_document_does_not_own_it() -> None:
    (speaker,) = speakers("[An internal memo seen by the Keldon Herald] said no.")
    assert (speaker.kind, speaker.name) == ("document", "internal memo seen by the Keldon Herald")
    (owned,) = speakers("[A study by the Harbour Board] said no.")
    assert (owned.kind, owned.name) == ("document", "Harbour Board")


def test_an_unnamed_source_is_never_given_the_name_beside_it() -> None:
    (speaker,) = speakers("[Two officials close to Peter Vann] said no.")
    assert speaker.kind == "unnamed_official"
    assert speaker.name == "Two officials close to Peter Vann"


PIECES = st.sampled_from(
    [
        "[he]",
        "[She]",
        "[who]",
        "[the union]",
        "[The latter]",
        "Mara Lind",
        "Peter Vann",
        "said",
        ".",
        ",",
        "“",
        "”",
        "''",
        "\n\n",
    ]
)


@settings(max_examples=80, deadline=None)
@given(st.lists(PIECES | st.text("ab’.'\"“ \n", max_size=4), max_size=24).map(" ".join))
def test_any_text_is_answered(text: str) -> None:
    for speaker in speakers(text):
        assert speaker.why
        assert speaker.name is None or speaker.name.strip()


def test_it_is_the_document_that_leads_the_sentence_before() -> None:
    text = "Their joint statement after the talks is a remarkable document. It says that Norland must leave the pier."
    (a,) = [a for a in attributions(text) if a.source and a.source[0].of(text) == "It"]
    assert (a.source_kind, a.speaker) == ("document", "joint statement")


def test_a_document_is_of_the_body_that_stands_before_or_behind_it() -> None:
    for text in (
        "“We hit the port,” a Dockers’ Union statement following the attack said.",
        "A study by the Dockers’ Union found that the cranes were old.",
    ):
        (a,) = attributions(text)
        assert (a.source_kind, a.speaker) == ("document", "Dockers’ Union")
