"""Credits, sources and corrections at an article's ends."""

from __future__ import annotations

import pytest

from firsthand.extract import run
from firsthand.extract.credits import credited, party_of
from firsthand.model.articles import Article, Byline, Capture, DatumKind
from firsthand.model.spans import Span
from firsthand.model.units import ExtractInput

PROSE = (
    "The harbour master of Darma said on Saturday that the port stays closed until the wind falls and the wall is checked.",
    "Ferries to the outer islands were cancelled for a third day, and shops there have begun to ration flour, residents said.",
    "Engineers found two cracks in the northern wall, which was last repaired after the storm of 2019, the ministry said.",
    "A spokeswoman for the ministry of works told reporters that the cracks were older than the storm and not dangerous.",
)


def cut(*lines: str, first: str | None = None) -> Article:
    paragraphs = [first or PROSE[0], *PROSE[1:], *lines]
    text = "<html lang='en'><body><article><h1>Port closed by the storm</h1>" + "".join(
        f"<p>{p}</p>" for p in paragraphs
    )
    capture = Capture("0" * 64, "page", None, "", "text/html", "utf-8", "folder", len(text))
    (article,) = (r for r in run(ExtractInput(capture, text)).rows if isinstance(r, Article))
    for d in article.data:
        assert d.capture_span is not None
        assert d.words is not None
        assert " ".join(d.capture_span.of(text).split()) == d.words
    return article


def values(article: Article, kind: DatumKind) -> list[str]:
    return [d.value for d in article.all(kind)]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Additional reporting by Ada Orr and Bo Lind", [("Ada Orr", "contributed"), ("Bo Lind", "contributed")]),
        (
            "(Reporting by Mara Venn in Darma; Editing by Joss Ilk)",
            [("Joss Ilk", "edited")],
        ),
        ("Ada Orr contributed to this report.", [("Ada Orr", "contributed")]),
        ("Translated by Bo Lind", [("Bo Lind", "translated")]),
        ("Ada Orr contributed 300 crowns to the fund, the ministry of works said on Monday in Darma.", []),
        ("The works were edited by Ada Orr before the ministry published them in the spring of last year.", []),
    ],
)
def test_those_who_helped(line: str, names: list[tuple[str, str]]) -> None:
    found = [(d.value, d.byline.did) for d in cut(line).all("contributor") if d.byline]
    assert found == names


def test_a_line_of_credits_is_no_prose_and_names_the_writer_where_the_head_names_none() -> None:
    article = cut("(Reporting by Mara Venn in Darma; Editing by Joss Ilk)", "ENDS", "Press contact: Bo Lind")
    assert values(article, "byline") == ["Mara Venn"]
    assert [p.kind for p in article.parts][-4:] == ["body", "byline", "furniture", "furniture"]


@pytest.mark.parametrize(
    ("line", "sources"),
    [
        ("This article first appeared in The Lantern on 3 May 2031.", ["The Lantern"]),
        ("Translated by Ada Orr. This article first appeared in The Lantern on 3 May 2031.", ["The Lantern"]),
        ("Originally published by The Lantern. Republished with permission.", ["The Lantern"]),
        ("Republished from Tidewire under a licence.", ["Tidewire"]),
        ("Source: The Lantern", ["The Lantern"]),
        ("Rain is expected until the end of the week in all of the islands, the weather office said. (AP)", ["AP"]),
        (
            "Rain is expected until the end of the week in all of the islands, they said. (dpa/Reuters)",
            ["dpa", "Reuters"],
        ),
        ("Rain is expected until the end of the week in all of the islands (see the map).", []),
        ("The report was first published in April and has not been amended since then, they said.", []),
    ],
)
def test_whom_it_is_from(line: str, sources: list[str]) -> None:
    assert values(cut(line), "declared_source") == sources


def test_the_agency_of_a_dateline_is_a_source() -> None:
    article = cut(first=f"DARMA (AP) — {PROSE[0]}")
    assert values(article, "declared_source") == ["AP"]
    assert values(article, "dateline") == ["Darma"]


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("Correction: An earlier version misstated the year of the storm.", True),
        ("An earlier version of this article misstated the year of the storm.", True),
        ("This story was amended on 4 May to give the minister's full name.", True),
        ("Korrektur: In einer früheren Fassung war das Jahr falsch.", True),
        ("An earlier version of the bill was sent back to the committee, the ministry of works said on Monday.", False),
    ],
)
def test_corrections(line: str, is_one: bool) -> None:
    article = cut(line)
    assert values(article, "correction") == ([line] if is_one else [])
    assert ("note" in {p.kind for p in article.parts}) is is_one


def test_a_byline_is_split_into_names_and_roles() -> None:
    line = "Mara Venn, Darma correspondent, Joss Ilk and Lantern Foreign Desk 3 May 2031"
    found = credited(line, Span(0, len(line)))
    role = line.index("Darma")
    assert [(c.name, c.byline) for c in found] == [
        ("Mara Venn", Byline("person", "Darma correspondent", Span(role, role + 19), "wrote")),
        ("Joss Ilk", Byline("person", None, None, "wrote")),
        ("Lantern Foreign Desk", Byline("desk", None, None, "wrote")),
    ]
    assert all(c.span.of(line) == c.name for c in found)


@pytest.mark.parametrize(
    ("name", "party"),
    [("Mara Venn", "person"), ("Agence France-Presse", "agency"), ("dpa", "agency"), ("Lantern Foreign Desk", "desk")],
)
def test_what_a_byline_names(name: str, party: str) -> None:
    assert party_of(name) == party


@pytest.mark.parametrize(
    "line",
    [
        "Do YOU know more? Write to the Lantern desk.",
        "[Translator’s note: the paper writes “the port” for the harbour office.]",
        "* EDITOR'S NOTE (May 17): the drones had no engines. The office has said so since, in a letter.",
        "(Reporting by Darma bureau; editing by R.K.)",
        "With additional reporting by TWN in Darma",
        "— Tidewire contributed to this report.",
        "For contact: the trust's office, Mole Street, Lesk.",
        "MORE: Inside the harbour jail | Our man in Lesk: why I will not sail",
        "[Lantern note: An earlier version of this article gave the day as May 12.]",
    ],
)
def test_what_speaks_of_the_article_at_its_foot_is_none_of_its_words(line: str) -> None:
    assert not any(p.kind == "body" and line in p.span.of(a.text) for a in [cut(line)] for p in a.parts)


def test_a_question_alone_is_the_writers_own() -> None:
    line = "Do you know what it is to wait for rain in a town that has none?"
    assert any(p.kind == "body" and line in p.span.of(a.text) for a in [cut(line)] for p in a.parts)


def test_a_report_by_a_correspondent_is_no_credit() -> None:
    line = "Our correspondent in Darma, Mara Venn, reported that the wall had moved. A port source told her it would be shut."
    article = cut(line, PROSE[1])
    assert line in " ".join(article.text.split())
    assert any(line in p.span.of(article.text) for p in article.parts if p.kind == "body")
    assert "Mara Venn" not in values(article, "byline") + values(article, "contributor")


@pytest.mark.parametrize(
    "line",
    [
        "[Lantern note: An earlier version of this article gave the day as May 12.]",
        "(Corrects paragraph 4 to say Friday)",
    ],
)
def test_notes_of_any_desk_that_an_earlier_version_was_wrong_are_corrections(line: str) -> None:
    assert line in values(cut(line), "correction")
